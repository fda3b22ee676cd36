//! A sheet while it is written: texts that stay texts, figures that stay exact, widths that fit.

use std::borrow::Cow;
use std::collections::BTreeMap;

use juesuan_model::{Decimal, Place, Severity};
use juesuan_source::chars;
use juesuan_source::chars::{picture, steers};
use rust_xlsxwriter::{ColNum, DocProperties, ExcelDateTime, Format, Note, RowNum, Worksheet, XlsxError};

use super::marks::Marks;
use super::style::{Look, Styles, colour};
use crate::escape_text;

/// Rows that a sheet takes, less some for what stands below a table.
pub(super) const MOST_ROWS: RowNum = 1_048_000;

/// Columns that a sheet takes.
const MOST_COLUMNS: usize = 16_384;

/// UTF-16 units that a cell takes.
const LONGEST_TEXT: usize = 32_000;

/// A text no wider than this fits every column.
const NARROW: usize = 5;

/// Links that a sheet takes.
const MOST_LINKS: usize = 65_000;

/// What the sheets of one workbook share.
pub(super) struct Book<'r> {
    pub(super) styles: Styles,
    pub(super) marks: Marks<'r>,
    /// Whether something did not fit a sheet.
    pub(super) cut: bool,
    /// Cells that the tables still may take.
    pub(super) room: usize,
}

/// Cells of all tables of a workbook: far more than any account has, and little enough for the memory of a machine.
pub(super) const MOST_CELLS: usize = 300_000;

/// A sheet being written.
pub(super) struct Sheet<'b, 'r> {
    pub(super) book: &'b mut Book<'r>,
    pub(super) page: Worksheet,
    widths: Vec<usize>,
    /// Row, column and width of each text that may take several lines.
    long: Vec<(RowNum, usize, usize)>,
    links: usize,
}

/// A width or height as the library takes it.
fn size(size: usize) -> f64 {
    f64::from(u16::try_from(size).unwrap_or(u16::MAX))
}

/// The column of an index; `None` behind the last.
pub(super) fn column(at: usize) -> Option<ColNum> {
    if at < MOST_COLUMNS { ColNum::try_from(at).ok() } else { None }
}

impl<'b, 'r> Sheet<'b, 'r> {
    /// Begins a sheet of this name, which must be fit for one.
    pub(super) fn new(book: &'b mut Book<'r>, name: &str) -> Result<Self, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(name)?;
        Ok(Self { book, page, widths: Vec::new(), long: Vec::new(), links: 0 })
    }

    /// Sets widths and heights, and hands the sheet over. A column is as wide as its widest text, within the limits
    /// given; a text that is wider takes several lines.
    pub(super) fn finish(mut self, widest: usize) -> Result<Worksheet, XlsxError> {
        let fitting = |width: usize| (width + 3).clamp(8, widest);
        for (at, width) in self.widths.iter().enumerate() {
            if let Some(at) = column(at) {
                self.page.set_column_width(at, size(fitting(*width)))?;
            }
        }
        let mut lines: BTreeMap<RowNum, usize> = BTreeMap::new();
        for (row, at, width) in &self.long {
            let room = fitting(self.widths.get(*at).copied().unwrap_or_default()) - 3;
            let most = lines.entry(*row).or_insert(1);
            *most = width.div_ceil(room).max(*most);
        }
        // a row is at most 409 points high
        for (row, lines) in lines.into_iter().filter(|(_, lines)| *lines > 1) {
            self.page.set_row_height(row, size(lines.min(26) * 15))?;
        }
        Ok(self.page)
    }

    /// Writes text; empty text gives an empty cell with the same look.
    pub(super) fn text(&mut self, row: RowNum, at: usize, text: &str, look: Look) -> Result<(), XlsxError> {
        self.fit(row, at, text);
        self.put((row, at), text, look, None)
    }

    /// Writes text that was read at a place.
    pub(super) fn placed_text(
        &mut self,
        (row, at): (RowNum, usize),
        text: &str,
        look: Look,
        place: Place,
    ) -> Result<(), XlsxError> {
        self.fit(row, at, text);
        self.put((row, at), text, look, Some(place))
    }

    /// Writes text in the colour of a severity.
    pub(super) fn marked_text(
        &mut self,
        row: RowNum,
        at: usize,
        text: &str,
        severity: Severity,
    ) -> Result<(), XlsxError> {
        self.fit(row, at, text);
        if let Some(column) = column(at) {
            let format = self.book.styles.get(Look::Centre, Some(severity));
            self.page.write_string_with_format(row, column, text, format)?;
        }
        Ok(())
    }

    /// Writes a figure, with its unit where it has one of its own: as a number where that is exactly what is printed.
    pub(super) fn figure(
        &mut self,
        (row, at): (RowNum, usize),
        value: Decimal,
        unit: Option<&str>,
        place: Option<Place>,
    ) -> Result<(), XlsxError> {
        let printed = value.to_string();
        let unit = unit.filter(|unit| !unit.contains(['"', '\\']) && unit.chars().count() < 20);
        self.note_width(at, printed.len() + printed.len() / 4 + unit.map_or(0, chars::columns));
        let Some(number) = exact(value, &printed) else {
            let text = format!("{printed}{}", unit.unwrap_or_default());
            return self.put((row, at), &text, Look::Figure, place);
        };
        let Some(column) = column(at) else {
            self.book.cut = true;
            return Ok(());
        };
        let mark = place.and_then(|place| self.mark(row, column, place));
        let look = Look::Number(value.scale(), unit.map(str::to_owned));
        let format = self.book.styles.get(look, mark);
        self.page.write_number_with_format(row, column, number, format)?;
        Ok(())
    }

    /// Writes a printed row number.
    pub(super) fn ordinal(&mut self, row: RowNum, at: usize, number: u32) -> Result<(), XlsxError> {
        self.note_width(at, 4);
        if let Some(column) = column(at) {
            let format = self.book.styles.get(Look::Ordinal, None);
            self.page.write_number_with_format(row, column, number, format)?;
        }
        Ok(())
    }

    /// Writes a whole number that is a count, a line, a page.
    pub(super) fn count(&mut self, row: RowNum, at: usize, count: u64) -> Result<(), XlsxError> {
        self.figure((row, at), Decimal::from(count), None, None)
    }

    /// Writes text over several cells.
    pub(super) fn span(
        &mut self,
        (row, at): (RowNum, usize),
        (rows, columns): (usize, usize),
        text: &str,
        look: Look,
    ) -> Result<(), XlsxError> {
        let last_row = row.saturating_add(RowNum::try_from(rows.max(1) - 1).unwrap_or(0));
        let (Some(first), Some(last)) = (column(at), column(at + columns.max(1) - 1)) else {
            self.book.cut = true;
            return Ok(());
        };
        if columns <= 1 && !matches!(look, Look::Title | Look::Caption | Look::CaptionRight) {
            // a header wraps at some width rather than widening its column
            self.note_width(at, chars::columns(text).min(18));
            self.long.extend((rows <= 1).then_some((row, at, chars::columns(text))));
        }
        if (rows.max(1), columns.max(1)) == (1, 1) {
            return self.put((row, at), text, look, None);
        }
        let text = fitting(text);
        let format = self.book.styles.get(look, None);
        self.page.merge_range(row, first, last_row, last, &text, format)?;
        Ok(())
    }

    /// Writes a link to a cell of the workbook: `'Z05'!C12`.
    pub(super) fn link(&mut self, row: RowNum, at: usize, to: &str, text: &str) -> Result<(), XlsxError> {
        self.links += 1;
        let Some(column) = column(at).filter(|_| self.links < MOST_LINKS) else {
            return self.text(row, at, text, Look::Text);
        };
        self.fit(row, at, text);
        let format: &Format = self.book.styles.get(Look::Link, None);
        let text = fitting(text);
        let to = format!("internal:{to}");
        self.page.write_url_with_options(row, column, to.as_str(), text, "", Some(format))?;
        Ok(())
    }

    fn put(
        &mut self,
        (row, at): (RowNum, usize),
        text: &str,
        look: Look,
        place: Option<Place>,
    ) -> Result<(), XlsxError> {
        let Some(column) = column(at) else {
            self.book.cut = true;
            return Ok(());
        };
        let mark = place.and_then(|place| self.mark(row, column, place));
        let quoted = look == Look::Text && matches!(escape_text(text), Cow::Owned(_));
        let format = self.book.styles.get(if quoted { Look::Quoted } else { look }, mark);
        let text = fitting(text);
        // a cell without text gets its frame alone
        self.page.write_string_with_format(row, column, text.as_ref(), format)?;
        Ok(())
    }

    /// Notes beside the cell what findings say of it; how severe the severest is.
    fn mark(&mut self, row: RowNum, at: ColNum, place: Place) -> Option<Severity> {
        let page = &self.page;
        let mark = self.book.marks.write(place, || cell_name(&page.name(), row, at))?;
        if mark.note.is_empty() {
            return mark.severity;
        }
        let note = Note::new(fitting(mark.note.trim_end()))
            .add_author_prefix(false)
            .set_background_color(colour(mark.severity.unwrap_or(Severity::Info)))
            .set_width(320)
            .set_height(120);
        // a note that does not fit leaves the colour
        let _ = self.page.insert_note(row, at, &note);
        mark.severity
    }

    fn fit(&mut self, row: RowNum, at: usize, text: &str) {
        let width = chars::columns(text);
        self.note_width(at, width);
        if width > NARROW {
            self.long.push((row, at, width));
        }
    }

    fn note_width(&mut self, at: usize, width: usize) {
        if at >= MOST_COLUMNS {
            return;
        }
        if self.widths.len() <= at {
            self.widths.resize(at + 1, 0);
        }
        if let Some(widest) = self.widths.get_mut(at) {
            *widest = (*widest).max(width);
        }
    }
}

/// A workbook says when it was made; ours always says the same, since the same report gives the same bytes.
pub(super) fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title(title).set_author("juesuan").set_creation_datetime(&made))
}

/// A cell as a link names it: `'Z05'!C12`.
pub(super) fn cell_name(sheet: &str, row: RowNum, at: ColNum) -> String {
    format!("'{}'!{}", sheet.replace('\'', "''"), rust_xlsxwriter::utility::row_col_to_cell(row, at))
}

/// The number of a spreadsheet that shows exactly these digits; `None` where none does. It has 15 of them.
pub(super) fn exact(value: Decimal, printed: &str) -> Option<f64> {
    let digits = printed.bytes().filter(u8::is_ascii_digit).count();
    if digits > 15 || (value.is_zero() && value.is_sign_negative()) {
        return None;
    }
    let number: f64 = printed.parse().ok()?;
    let shown = format!("{number:.*}", value.scale() as usize);
    (shown == printed).then_some(number)
}

/// A text as a cell takes it: not too long, and without characters that XML forbids or that steer how others are shown.
fn fitting(text: &str) -> Cow<'_, str> {
    let forbidden = |character: char| {
        matches!(character, '\u{FFFE}' | '\u{FFFF}') || steers(character) && !matches!(character, '\n' | '\t')
    };
    let text = if text.contains(forbidden) {
        let shown = |one: char| if forbidden(one) { picture(one) } else { one };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    };
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > LONGEST_TEXT
    });
    match end.and_then(|(end, _)| text.get(..end)) {
        Some(head) => Cow::Owned(format!("{head}…")),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exactly(text: &str) -> Option<f64> {
        exact(text.parse().unwrap(), text)
    }

    #[test]
    fn a_number_is_written_only_where_it_shows_as_printed() {
        assert_eq!(exactly("497.10"), Some(497.1));
        assert_eq!(exactly("-0.05"), Some(-0.05));
        assert_eq!(exactly("0.00"), Some(0.0));
        assert_eq!(exactly("123456789012345"), Some(123_456_789_012_345.0));
        assert_eq!(exactly("1234567890123456"), None);
        assert_eq!(exactly("0.09833333333333334"), None);
    }

    #[test]
    fn long_text_is_cut_and_says_so() {
        assert_eq!(fitting("短"), "短");
        let long = fitting(&"长".repeat(40_000)).into_owned();
        assert_eq!(long.chars().count(), LONGEST_TEXT + 1);
        assert_eq!(fitting("a\u{FFFF}b"), "a\u{FFFD}b");
    }

    proptest! {
        #[test]
        fn what_is_a_number_reads_back_as_printed(mantissa in any::<i64>(), scale in 0_u32..=20) {
            let value = Decimal::from_i128_with_scale(i128::from(mantissa), scale);
            let printed = value.to_string();
            if let Some(number) = exact(value, &printed) {
                // the shortest digits of the number, as a spreadsheet's file holds them
                let stored: f64 = number.to_string().parse().unwrap();
                prop_assert_eq!(format!("{stored:.*}", scale as usize), printed);
            }
        }
    }
}
