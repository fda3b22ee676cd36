//! Cells of workbooks and the characters of the text that they show.

use std::borrow::Cow;
use std::fmt;

use crate::Span;

/// The characters that one cell of a workbook shows.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct SheetCell {
    /// The characters in the text.
    pub span: Span,
    /// The sheet, as an index into [`Sheets::names`].
    pub sheet: u32,
    /// The row, counted from 0.
    pub row: u32,
    /// The column, counted from 0.
    pub column: u32,
}

/// The sheets of a workbook and where their cells stand in the text; empty for all other formats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// The name of each sheet.
    pub names: Vec<String>,
    /// The cells that show something, in the order of the text.
    pub cells: Vec<SheetCell>,
}

impl Sheets {
    /// Whether nothing is known of any cell.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell in which a span begins.
    pub fn at(&self, span: Span) -> Option<CellName<'_>> {
        let first = self.cells.partition_point(|cell| cell.span.end <= span.start);
        let cell = self.cells.get(first).filter(|cell| cell.span.start <= span.start)?;
        self.name(*cell)
    }

    /// What a cell is called; `None` where its sheet has no name.
    pub fn name(&self, cell: SheetCell) -> Option<CellName<'_>> {
        let sheet = self.names.get(cell.sheet as usize)?;
        Some(CellName { sheet, row: cell.row, column: cell.column })
    }
}

/// A cell as people name it: `收入决算表!B7`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct CellName<'s> {
    /// The name of its sheet.
    pub sheet: &'s str,
    /// Its row, counted from 0.
    pub row: u32,
    /// Its column, counted from 0.
    pub column: u32,
}

impl<'s> CellName<'s> {
    /// The name of the sheet as it stands in front of an address: in single quotes where it has more than letters, digits
    /// and underscores.
    pub fn quoted_sheet(self) -> Cow<'s, str> {
        let is_plain = |c: char| c.is_alphanumeric() || c == '_';
        if !self.sheet.is_empty() && self.sheet.chars().all(is_plain) {
            return Cow::Borrowed(self.sheet);
        }
        Cow::Owned(format!("'{}'", self.sheet.replace('\'', "''")))
    }

    /// Column and row without the sheet: `B7`.
    pub fn address(self) -> String {
        let mut letters = String::new();
        let mut left = u64::from(self.column) + 1;
        while left > 0 {
            // 26 letters without a zero
            let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
            letters.insert(0, char::from(b'A' + letter));
            left = (left - 1) / 26;
        }
        format!("{letters}{}", u64::from(self.row) + 1)
    }
}

impl fmt::Display for CellName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.quoted_sheet(), self.address())
    }
}

/// Row and column of `B12` or `$B$12`, counted from 0; `None` where it is no cell.
pub fn cell_at(address: &str) -> Option<(u32, u32)> {
    let address = address.replace('$', "");
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, row) = address.split_at_checked(letters)?;
    // the greatest column that a place can have has seven letters
    if !(1..=7).contains(&letters) {
        return None;
    }
    let number = |letter: u8| u64::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = name.bytes().fold(0, |sum, letter| sum * 26 + number(letter));
    let row = row.parse::<u64>().ok()?.checked_sub(1)?;
    Some((u32::try_from(row).ok()?, u32::try_from(column.checked_sub(1)?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(sheet: &str, row: u32, column: u32) -> String {
        CellName { sheet, row, column }.to_string()
    }

    #[test]
    fn cells_are_named_as_workbooks_name_them() {
        assert_eq!(name("表一", 6, 1), "表一!B7");
        assert_eq!(name("GK_01", 0, 25), "GK_01!Z1");
        assert_eq!(name("it's 2", 1_048_575, 16_383), "'it''s 2'!XFD1048576");
        assert_eq!(name("", 0, 26), "''!AA1");
        assert_eq!(name("a", u32::MAX, u32::MAX), "a!MWLQKWV4294967296");
        assert_eq!(cell_at("MWLQKWV4294967296"), Some((u32::MAX, u32::MAX)));
        assert_eq!(cell_at("$xfd$1048576"), Some((1_048_575, 16_383)));
        assert!(
            ["", "A", "A0", "7", "ZZZZZZZ1", "ZZZZZZZZ1", "表1", "A1!"]
                .iter()
                .all(|no| cell_at(no).is_none())
        );
    }

    #[test]
    fn a_span_is_in_the_cell_in_which_it_begins() {
        let cell = |start, end, row| SheetCell { span: Span::new(start, end), sheet: 0, row, column: 0 };
        let sheets = Sheets { names: vec!["表".to_owned()], cells: vec![cell(0, 6, 0), cell(7, 12, 1)] };
        let at = |start, end| sheets.at(Span::new(start, end)).map(CellName::address);
        assert_eq!(at(0, 6).as_deref(), Some("A1"));
        assert_eq!(at(9, 30).as_deref(), Some("A2"));
        assert_eq!((at(6, 7), at(12, 13)), (None, None));
    }
}
