//! The grid of a table whose cells are parted by one blank: where each name and figure belongs.

use std::ops::Range;

use juesuan_segment::{Marker, Span};

use super::{Group, Row, Word, names_codes};
use crate::grid::Grid;
use crate::text::Text;
use crate::words::List;

/// Writes the rows of sides with a code, a name and a figure each. Where a row has fewer groups than there are sides,
/// their codes tell to which they belong.
pub(super) fn write_panels(
    source: &Text<'_>,
    grid: &mut Grid,
    heads: (&[Vec<Word>], &[Span]),
    rows: &[Row],
    count: usize,
) {
    let mut writer = Writer { source, grid, stubs: 2, shape: vec![1; count], totals: false };
    for (head, line) in heads.0.iter().zip(heads.1) {
        if head.len() == 3 * count {
            writer.write(*line, head.iter().map(|word| Some(word.at.clone())));
        }
    }
    let mut last = vec![String::new(); count];
    for row in rows {
        let mut cells: Vec<Option<Range<usize>>> = vec![None; 3 * count];
        for (at, group) in row.groups.iter().enumerate() {
            let code = if at == 0 { row.code.clone() } else { group.code.clone() };
            let printed = code.clone().and_then(|code| source.get(code)).unwrap_or("");
            let nearest =
                (0..count).filter(|&side| last[side].as_str() < printed).max_by_key(|&side| &last[side]);
            let whole = row.groups.len() == count || printed.is_empty();
            let side = if whole { at } else { nearest.unwrap_or(at) };
            let Some(place) = cells.get_mut(3 * side..3 * side + 3) else { continue };
            if group.figures.len() > 1 || place.iter().any(Option::is_some) {
                continue;
            }
            if !printed.is_empty() {
                printed.clone_into(&mut last[side]);
            }
            place.clone_from_slice(&[code, group.name.clone(), group.figures.first().cloned()]);
        }
        writer.write(row.line, cells);
    }
}

/// The last number that the names of a side bear (一、, 二、), and the first figure of its last row, which may be that of
/// the line.
#[derive(Default)]
pub(super) struct Sides {
    left: [Option<u32>; 2],
    right: [Option<u32>; 2],
}

/// Whether the numbers of a row follow those of a side; that of the line says more.
fn follow(row: [Option<u32>; 2], side: [Option<u32>; 2]) -> u32 {
    let follows = |at: usize| row[at].is_some() && row[at] == side[at].map(|last| last + 1);
    2 * u32::from(follows(1)) + u32::from(follows(0))
}

pub(super) struct Writer<'a, 'g> {
    pub(super) source: &'a Text<'a>,
    pub(super) grid: &'g mut Grid,
    /// Columns of code and name.
    pub(super) stubs: usize,
    /// Figures behind each name.
    pub(super) shape: Vec<usize>,
    /// Whether the first figure of a row is a total.
    pub(super) totals: bool,
}

impl Writer<'_, '_> {
    fn write(&mut self, line: Span, cells: impl IntoIterator<Item = Option<Range<usize>>>) {
        let first = self.grid.begin();
        let nothing = line.end as usize;
        for cell in cells {
            self.grid.push(self.source, first, cell.unwrap_or(nothing..nothing));
        }
        self.grid.end(self.source, first, line, false);
    }

    /// A line of the header whose words are as many as there are columns, or two that are so together; others stay out of
    /// the grid. How many lines were taken.
    pub(super) fn head(&mut self, head: &[Word], line: Span, below: Option<(&Vec<Word>, &Span)>) -> usize {
        let words = || head.iter().map(|word| Some(word.at.clone()));
        if let [count] = *self.shape.as_slice()
            && let Some((below, below_line)) = below
            && let Some([upper, lower]) = self.spanned(head, below, count)
        {
            self.write(line, upper);
            self.write(*below_line, lower);
            return 2;
        }
        match *self.shape.as_slice() {
            [left, right] if head.len() == left + right + 2 => self.write(line, words()),
            // 收入 and 支出 above their sides
            [left, _] if head.len() == 2 => {
                let mut cells: Vec<_> = words().collect();
                let right = cells.pop();
                cells.resize(left + 1, None);
                cells.extend(right);
                self.write(line, cells);
            }
            [count] if head.len() == count + self.stubs => self.write(line, words()),
            [count] if head.len() == count + 1 => {
                let stub = words().take(1).chain([None]);
                let cells: Vec<_> = stub.chain(words().skip(1)).collect();
                self.write(line, cells);
            }
            // the names of the codes and items below 项目
            [_] if head.len() == self.stubs && self.stubs > 1 && names_codes(self.source, head) => {
                self.write(line, words());
            }
            // 预算数 and 决算数 above their halves
            [count] if self.stubs == 0 && head.len() == 2 && count % 2 == 0 => {
                let mut cells: Vec<_> = words().collect();
                let right = cells.pop();
                cells.resize(count / 2, None);
                cells.extend(right);
                cells.resize(count, None);
                self.write(line, cells);
            }
            _ => {}
        }
        1
    }

    /// Two lines of a header of which one word above spans all words below, once or in either half.
    fn spanned(&self, head: &[Word], below: &[Word], count: usize) -> Option<[Vec<Option<Range<usize>>>; 2]> {
        let own = if names_codes(self.source, head) { self.stubs } else { usize::from(self.stubs > 0) };
        let names = head.get(own..)?;
        let stubs = if self.stubs > 1 && names_codes(self.source, below) { self.stubs } else { 0 };
        let parts = below.get(stubs..)?;
        let halves = (1..=2).find(|halves| {
            let even = [names.len(), parts.len(), count].iter().all(|length| length % halves == 0);
            even && parts.len() >= 2 * halves && names.len() + parts.len() == count + halves
        })?;
        let (wide, narrow) = (names.len() / halves, parts.len() / halves);
        let at = |word: &str| {
            let holds =
                |name: &Word| self.source.get(name.at.clone()).is_some_and(|name| name.contains(word));
            names.iter().take(wide).position(holds)
        };
        let spanning = if wide == 1 {
            Some(0)
        } else {
            self.source.words.list(List::Spanning).iter().find_map(|word| at(word))
        }?;
        let mut upper: Vec<_> = head.iter().take(own).map(|word| Some(word.at.clone())).collect();
        upper.resize(self.stubs, None);
        let mut lower: Vec<_> = below.iter().take(stubs).map(|word| Some(word.at.clone())).collect();
        lower.resize(self.stubs, None);
        for (names, parts) in names.chunks(wide).zip(parts.chunks(narrow)) {
            for (place, name) in names.iter().enumerate() {
                upper.push(Some(name.at.clone()));
                if place == spanning {
                    upper.resize(upper.len() + narrow - 1, None);
                    lower.extend(parts.iter().map(|part| Some(part.at.clone())));
                } else {
                    lower.push(None);
                }
            }
        }
        Some([upper, lower])
    }

    pub(super) fn numbers(&mut self, row: &Row) {
        let mut cells = Vec::new();
        for (group, count) in row.groups.iter().zip(self.shape.clone()) {
            if self.stubs > 0 {
                cells.push(group.name.clone());
            }
            cells.resize(cells.len() + count.saturating_sub(group.figures.len()), None);
            cells.extend(group.figures.iter().cloned().map(Some));
        }
        if self.shape.len() == 1 && self.stubs > 1 {
            cells.insert(1, None);
        }
        self.write(row.line, cells);
    }

    pub(super) fn row(&mut self, row: &Row, sides: &mut Sides) {
        if self.stubs > 0 && row.groups.iter().all(|group| group.name.is_none()) {
            // the numbers of empty lines
            return;
        }
        match (self.shape.clone().as_slice(), row.groups.as_slice()) {
            (&[count], [group]) => {
                let mut cells = Vec::with_capacity(count + 2);
                if self.stubs > 1 {
                    cells.push(row.code.clone());
                }
                if self.stubs > 0 {
                    cells.push(group.name.clone());
                }
                // where cells are blank behind a total, the sums of the table tell which; else nothing does
                let placed = if group.figures.len() == count || self.totals { count } else { 0 };
                cells.extend(group.figures.iter().take(placed).cloned().map(Some));
                self.write(row.line, cells);
            }
            (&[left, right], [one, two]) if one.figures.len() <= left && two.figures.len() <= right => {
                sides.left = self.numbers_of(one, sides.left);
                sides.right = self.numbers_of(two, sides.right);
                let cells: Vec<_> = side(one, left).chain(side(two, right)).collect();
                self.write(row.line, cells);
            }
            (&[left, right], [one]) => {
                let numbers = self.numbers_of(one, [None; 2]);
                let name = one.name.clone().and_then(|name| self.source.get(name)).unwrap_or("");
                let (to_left, to_right) = (follow(numbers, sides.left), follow(numbers, sides.right));
                // the names of expenditure go on when those of income have ended
                let is_right = to_right > to_left || to_right == to_left && name.ends_with("支出");
                if is_right && one.figures.len() <= right {
                    sides.right = self.numbers_of(one, sides.right);
                    let cells: Vec<_> = std::iter::repeat_n(None, left + 1).chain(side(one, right)).collect();
                    self.write(row.line, cells);
                } else if !is_right && one.figures.len() <= left + right {
                    sides.left = self.numbers_of(one, sides.left);
                    // figures of a line without a name on its right side
                    let rest = one.figures.get(left..).unwrap_or(&[]).iter().cloned().map(Some);
                    let cells: Vec<_> = side(one, left).chain([None]).chain(rest).collect();
                    self.write(row.line, cells);
                }
            }
            _ => {}
        }
    }

    /// The number in front of the name of a group and its first figure; where there is none, those of the row above.
    fn numbers_of(&self, group: &Group, above: [Option<u32>; 2]) -> [Option<u32>; 2] {
        let text = |at: Option<Range<usize>>| at.and_then(|at| self.source.get(at));
        let named = text(group.name.clone()).and_then(|name| Marker::at_start(name, 0));
        let line = text(group.figures.first().cloned()).and_then(|figure| figure.parse().ok());
        [named.map(|marker| marker.value).or(above[0]), line.or(above[1])]
    }
}

/// The cells of one side: its name and as many figures as it has columns. Where it has fewer, only the first, the number
/// of its line, has a place of its own.
fn side(group: &Group, count: usize) -> impl Iterator<Item = Option<Range<usize>>> + '_ {
    let placed = if group.figures.len() < count { 1 } else { count };
    let figures =
        group.figures.iter().cloned().map(Some).take(placed).chain(std::iter::repeat(None)).take(count);
    std::iter::once(group.name.clone()).chain(figures)
}
