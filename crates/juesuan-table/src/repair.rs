//! Repairs: decisions that changed what is printed.

use juesuan_segment::Span;

use crate::reason::Reason;

/// What kind of decision a repair is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RepairKind {
    /// A table cut by a page break was joined; its repeated header was dropped.
    StitchedTable,
    /// A row cut by a page break was joined with its continuation.
    JoinedRow,
    /// A row was put together from several lines: its name is wrapped, or its values stand above or below it.
    WrappedRow,
    /// Cells with nothing between their rows were parted into rows.
    PartedRows,
    /// A row that continues the merged cells of the page before and has nothing else of its own was dropped.
    DroppedRepeat,
    /// Blanks inside a number were taken out ("1 0" → 10).
    HealedNumber,
    /// Full-width digits, letters or signs were read as their ASCII forms.
    FoldedWidth,
    /// Blanks inside a word were taken out.
    ClosedGap,
    /// A number that is printed as a word was read (零 → 0).
    ReadWord,
    /// A page number that stood inside the grid was taken out.
    DroppedPageNumber,
    /// A cell was moved into the column to which it belongs.
    MovedCell,
    /// A code printed in several columns, or glued to its name, was put together or parted.
    ReadCode,
    /// Nothing decides how to read the cell: it stays as printed.
    Uncertain,
}

impl RepairKind {
    /// The name used in outputs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StitchedTable => "stitched_table",
            Self::JoinedRow => "joined_row",
            Self::WrappedRow => "wrapped_row",
            Self::PartedRows => "parted_rows",
            Self::DroppedRepeat => "dropped_repeat",
            Self::HealedNumber => "healed_number",
            Self::FoldedWidth => "folded_width",
            Self::ClosedGap => "closed_gap",
            Self::ReadWord => "read_word",
            Self::DroppedPageNumber => "dropped_page_number",
            Self::MovedCell => "moved_cell",
            Self::ReadCode => "read_code",
            Self::Uncertain => "uncertain",
        }
    }
}

/// A decision that changed what is printed: recorded, never silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What kind of decision.
    pub kind: RepairKind,
    /// The place that was changed.
    pub at: Span,
    /// The other place it was joined with, if there is one.
    pub other: Option<Span>,
    /// What is printed there.
    pub printed: String,
    /// What was read instead.
    pub read_as: String,
    /// Why.
    pub reason: Reason,
}
