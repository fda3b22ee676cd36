//! The cells of a form: lines, or the words of lines.

use std::ops::Range;

use juesuan_segment::{FragmentLayout, Span};
use juesuan_source::chars::is_page_line;
use juesuan_source::lines;

use crate::cell::clean;
use crate::cell::look::{self, Look};
use crate::table::Fragment;
use crate::text::Text;
use crate::words::List;

/// What stands between two blanks, or on a line.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) at: Range<usize>,
    pub(super) key: String,
    pub(super) look: Look,
    /// Where lines hold rows, whether it is the first of its line.
    pub(super) opens_line: Option<bool>,
}

impl Cell {
    /// Whether it is a figure, a rate, or the dash that stands for one.
    pub(super) const fn is_value(&self) -> bool {
        matches!(self.look, Look::Number | Look::Percent | Look::Dash)
    }
}

/// The cells of a fragment; page numbers are left out.
pub(super) fn cells(source: &Text<'_>, fragment: Fragment) -> Vec<Cell> {
    let exploded = fragment.layout == FragmentLayout::Exploded;
    let mut printed: Vec<Span> = lines(source, fragment.span).collect();
    printed.retain(|line| {
        let text = line.text(source).trim();
        !text.is_empty() && !is_page_line(text)
    });
    let by_line = !exploded && printed.len() > 1;
    let mut found = Vec::new();
    for line in printed {
        let text = line.text(source);
        let words: Vec<&str> = if exploded { vec![text.trim()] } else { text.split_whitespace().collect() };
        let mut from = line.start as usize;
        for (index, word) in words.into_iter().enumerate() {
            let start = from + source.get(from..).and_then(|rest| rest.find(word)).unwrap_or(0);
            from = start + word.len();
            found.push(Cell {
                at: start..from,
                key: clean::key(word).into_owned(),
                look: look::see(word).look,
                opens_line: by_line.then_some(index == 0),
            });
        }
    }
    found
}

/// Whether a word says in which unit the figures beside it are: 年度预算（万元）.
pub(super) fn states_unit(source: &Text<'_>, cell: &Cell) -> bool {
    let inside = cell.key.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    inside.is_some_and(|(_, unit)| source.words.is_unit(unit))
}

/// The name beside the label at `top`: up to the next word that names a field.
pub(super) fn name(source: &Text<'_>, cells: &[Cell], top: usize) -> Option<Range<usize>> {
    let first = cells.get(top + 1)?;
    let lone = first.opens_line.is_none() && !source.get(cells[top].at.end..first.at.start)?.contains(' ');
    let is_field = |cell: &Cell| {
        let label = cell.key.trim_end_matches(':');
        states_unit(source, cell)
            || source.words.has(List::FormFields, label)
            || source.header(label).is_some()
    };
    let goes_on =
        |cell: &&Cell| !lone && cell.opens_line != Some(true) && !is_field(cell) && !cell.is_value();
    let last = cells.get(top + 2..)?.iter().take_while(goes_on).last().unwrap_or(first);
    Some(first.at.start..last.at.end)
}
