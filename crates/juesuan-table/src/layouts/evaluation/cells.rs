//! The cells of a form: lines, or the words of lines.

use std::ops::Range;

use juesuan_segment::{FragmentLayout, Span};
use juesuan_source::chars::{is_page_line, page_number};
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

    /// Whether it is a figure or points with their unit: 97分.
    pub(super) fn is_points_value(&self) -> bool {
        let bare = self.key.trim_end_matches(|c: char| c.is_alphabetic());
        self.is_value() || bare.len() < self.key.len() && look::see(bare).look == Look::Number
    }

    pub(super) fn has_digit(&self) -> bool {
        self.key.contains(|c: char| c.is_ascii_digit())
    }

    /// This cell and the next one as one; `None` where more than blanks stand between them.
    pub(super) fn joined(&self, source: &Text<'_>, next: &Self) -> Option<Self> {
        let blank = source.get(self.at.end..next.at.start)?.trim().is_empty();
        blank.then(|| Self {
            at: self.at.start..next.at.end,
            key: format!("{}{}", self.key, next.key),
            look: Look::Text,
            opens_line: self.opens_line,
        })
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
    if by_line {
        drop_page_numbers(source, &mut printed);
    }
    let mut found = Vec::new();
    for line in printed {
        let text = line.text(source);
        let words: Vec<&str> = if exploded { vec![text.trim()] } else { words(source, text) };
        let mut from = line.start as usize;
        let mut row = Vec::with_capacity(words.len());
        for (index, word) in words.into_iter().enumerate() {
            let start = from + source.get(from..).and_then(|rest| rest.find(word)).unwrap_or(0);
            from = start + word.len();
            row.push(Cell {
                at: start..from,
                key: clean::key(word).into_owned(),
                look: look::see(word).look,
                opens_line: by_line.then_some(index == 0),
            });
        }
        join_spread(source, &mut row);
        found.append(&mut row);
    }
    found
}

/// Takes out the numbers at the feet of pages.
fn drop_page_numbers(source: &Text<'_>, printed: &mut Vec<Span>) {
    let ends_page: Vec<bool> = printed
        .windows(2)
        .map(|pair| {
            source.get(pair[0].end as usize..pair[1].end as usize).is_some_and(|text| text.contains('\u{c}'))
        })
        .chain([false])
        .collect();
    let mut ends = ends_page.into_iter();
    printed.retain(|line| {
        let number = page_number(line.text(source).trim()).is_some();
        !(ends.next().unwrap_or(false) && number)
    });
}

/// The words of a line. A label and what stands behind its colon are two.
fn words<'l>(source: &Text<'_>, line: &'l str) -> Vec<&'l str> {
    let mut words = Vec::new();
    for word in line.split_whitespace() {
        let parting = word.char_indices().find(|(_, c)| matches!(c, ':' | '：'));
        let labelled = parting.filter(|(at, c)| {
            let label = clean::key(&word[..*at]);
            let behind = &word[at + c.len_utf8()..];
            let known = source.words.opens_form(&label) || source.words.has(List::FormFields, &label);
            known && !behind.is_empty()
        });
        match labelled {
            Some((at, c)) => {
                let (label, told) = word.split_at(at + c.len_utf8());
                words.extend([label, told]);
            }
            None => words.push(word),
        }
    }
    words
}

/// Puts the characters of a label together that blanks set apart: 总 分.
fn join_spread(source: &Text<'_>, line: &mut Vec<Cell>) {
    let spread = line.iter().take_while(|cell| cell.key.chars().nth(1).is_none()).count();
    let Some((first, rest)) = line.get(..spread).and_then(<[Cell]>::split_first) else { return };
    let whole = rest.iter().try_fold(first.clone(), |whole, next| whole.joined(source, next));
    if let Some(whole) = whole.filter(|whole| spread > 1 && source.words.sums_up(&whole.key)) {
        line.splice(..spread, [whole]);
    }
}

/// Whether a cell is the name of a group of indicators, perhaps with its points: 产出指标（50分）.
pub(super) fn is_group(source: &Text<'_>, cell: &Cell) -> bool {
    let stem = cell.key.split('(').next().unwrap_or(&cell.key);
    source.words.ends(List::EndsOfGroups, stem)
        || source.words.begins(List::IndicatorGroups, &cell.key)
        || source.words.begins(List::MarginGroups, &cell.key)
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
