//! Where a value stands in its document.

use std::borrow::Cow;
use std::num::NonZeroU32;

use juesuan_source::Span;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

/// Where a value stands: the characters it was read from, their line, and their page where the document has pages.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "PlaceRecord", into = "PlaceRecord")]
pub struct Place {
    /// Byte range in the decoded text.
    pub span: Span,
    /// Line, counted from 1, of the first byte.
    pub line: u32,
    /// Page, counted from 1; `None` where the format has none.
    pub page: Option<NonZeroU32>,
}

impl Place {
    /// A place on a line (counted from 1), in a document without pages.
    pub const fn new(span: Span, line: u32) -> Self {
        Self { span, line, page: None }
    }

    /// The same place on a page counted from 1; 0 stands for no page.
    #[must_use]
    pub const fn on_page(self, page: u32) -> Self {
        Self { page: NonZeroU32::new(page), ..self }
    }
}

/// How a place is written: flat, with the column names of the data package.
#[derive(Serialize, Deserialize, JsonSchema)]
struct PlaceRecord {
    /// Line in the decoded text, counted from 1.
    line: u32,
    /// Page, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<NonZeroU32>,
    /// Byte offset of the first character in the decoded text.
    start: u32,
    /// Byte offset after the last character.
    end: u32,
}

impl From<PlaceRecord> for Place {
    fn from(record: PlaceRecord) -> Self {
        Self { span: Span::new(record.start, record.end), line: record.line, page: record.page }
    }
}

impl From<Place> for PlaceRecord {
    fn from(place: Place) -> Self {
        Self { line: place.line, page: place.page, start: place.span.start, end: place.span.end }
    }
}

impl JsonSchema for Place {
    fn schema_name() -> Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        PlaceRecord::json_schema(generator)
    }
}
