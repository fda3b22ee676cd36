#![doc = include_str!("../README.md")]

mod baseline;
mod descriptor;
mod dictionary;
mod error;
mod fiscal;
#[cfg(any(feature = "html", feature = "markdown", feature = "xlsx"))]
mod form;
pub mod github;
#[cfg(feature = "html")]
mod html;
mod json;
mod line;
#[cfg(feature = "markdown")]
mod markdown;
mod package;
#[cfg(feature = "parquet")]
pub mod parquet;
mod place;
mod portable;
mod rendered;
mod resource;
mod resources;
#[cfg(any(feature = "parquet", feature = "sqlite"))]
mod rows;
pub mod sarif;
#[cfg(feature = "sqlite")]
mod sqlite;
mod staged;
mod temporary;
mod value;
mod writer;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use baseline::{BASELINE_HEAD, BASELINE_MARK, baseline_keys, plain_key};
pub use descriptor::descriptor;
pub use dictionary::data_dictionary;
pub use error::OutputError;
#[cfg(feature = "html")]
pub use html::{Engine, HtmlWriter, base64, desk_page, review_index, review_page, review_row};
pub use json::{
    JsonLinesWriter, JsonWriter, findings_json, findings_object, json_schema, read_json, to_json,
};
pub use juesuan_model as model;
pub use line::{escape_text, unescape_text};
#[cfg(feature = "markdown")]
pub use markdown::{MarkdownWriter, to_markdown};
pub use package::{PackagePart, PackageWriter, empty_package};
pub use place::{written_by_format, written_in};
pub use portable::portable_name;
pub use rendered::{Render, Rendered};
pub use resource::{Field, FieldKind, ForeignKey, Resource};
pub use resources::{RESOURCES, resource};
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteWriter;
pub use value::Value;
pub use writer::{FORMATS, Format, FormatOptions, ReportWriter, format};
#[cfg(feature = "xlsx")]
pub use xlsx::{XlsxWriter, to_xlsx, to_xlsx_with};
