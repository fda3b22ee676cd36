//! Cells as a sheet shows them.

/// Longest text of a figure with signs and separators.
const LONGEST_FIGURE: usize = 32;

/// What a cell shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) text: String,
}

impl Shown {
    pub(super) fn is_figure(&self) -> bool {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%');
        let text = self.text.trim();
        text.len() <= LONGEST_FIGURE
            && text.chars().all(is_part)
            && text.contains(|c: char| c.is_ascii_digit())
    }

    pub(super) fn is_label(&self) -> bool {
        self.text.contains([':', '：'])
    }
}

/// A cell with the number of rows and columns that it covers.
pub(super) type Placed = (Shown, u32, u32);

/// A row with the cells that it shows.
pub(super) type Row = Vec<Placed>;
