#![doc = include_str!("../README.md")]

mod descriptor;
mod dictionary;
mod error;
mod json;
mod line;
mod package;
#[cfg(feature = "parquet")]
pub mod parquet;
mod resource;
mod resources;
mod staged;
mod value;
mod writer;

pub use descriptor::descriptor;
pub use dictionary::data_dictionary;
pub use error::OutputError;
pub use json::{JsonLinesWriter, JsonWriter, json_schema, read_json, to_json};
pub use line::{escape_text, unescape_text};
pub use package::{PackagePart, PackageWriter};
pub use resource::{Field, FieldKind, ForeignKey, Resource};
pub use resources::{RESOURCES, resource};
pub use value::Value;
pub use writer::{FORMATS, Format, FormatOptions, ReportWriter, format};
