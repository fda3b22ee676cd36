//! Places as the reader of the original file would name them.

use std::ops::Range;

use crate::{PageIndex, Rect};

/// Where a span stands in the file it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// Bytes of a text file.
    Bytes(Range<u64>),
    /// A box on a page: PDF, OFD.
    Page {
        /// The page.
        page: PageIndex,
        /// The box.
        bounds: Rect,
    },
    /// A cell of a workbook, all counted from 0.
    Sheet {
        /// The sheet.
        sheet: u32,
        /// The row.
        row: u32,
        /// The column.
        column: u32,
    },
    /// A paragraph or node of a document, counted from 0: DOCX, HTML.
    Node(u32),
}
