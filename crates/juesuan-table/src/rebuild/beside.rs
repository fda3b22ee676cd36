//! Heads that stand beside their columns: programs that find the cells of a page by its lines leave columns without
//! anything between the columns, set a head one column away from its figures, and print a next page with fewer columns.
//! Heads and columns are paired by their order and by what the cells are.

use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::TextMap;
use juesuan_source::chars::is_code;

use crate::grid::{Grid, RawCell};
use crate::reason::Reason;
use crate::rebuild::form_metadata::is_furnishing;
use crate::rebuild::header;
use crate::rebuild::pairing::{self, Content, Leaf, Pile};
use crate::rebuild::tree;
use crate::repair::{Repair, RepairKind};
use crate::table::Role;
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use crate::words;

/// Puts the heads of a grid of given cells above their columns, where some stand beside them.
pub(crate) fn settle(source: &Text<'_>, grid: &mut Grid, repairs: &mut Vec<Repair>) {
    if grid.has_loose() {
        return;
    }
    let mut rewritten = TextMap::default();
    let mut looks = Looks::default();
    let mut next = looks.next_head(source, grid, 0);
    while let Some(head) = next {
        next = looks.next_head(source, grid, head.end);
        let end = next.as_ref().map_or(grid.rows.len(), |next| next.start);
        let block = Block { source, head: head.clone(), body: head.end..end };
        if let Some(cells) = block.settled(grid) {
            rewritten.extend(cells);
            repairs.push(note(source, grid, head));
        }
    }
    if !rewritten.is_empty() {
        grid.rewrite(rewritten);
    }
}

fn note(source: &Text<'_>, grid: &Grid, head: Range<usize>) -> Repair {
    let spans = grid.rows.get(head).unwrap_or(&[]).iter().map(|row| row.span);
    let at = spans.reduce(Span::join).unwrap_or_default();
    Repair {
        kind: RepairKind::MovedCell,
        at,
        other: None,
        printed: at.text(source).trim().to_owned(),
        read_as: String::new(),
        reason: Reason::HeadBeside,
    }
}

/// What was found out of rows so far: each is looked at from several rows above it.
#[derive(Default)]
struct Looks {
    /// Whether a row may be one of a header.
    heads: TextMap<usize, bool>,
    /// How many of its cells are known words of heads.
    known: TextMap<usize, usize>,
}

impl Looks {
    /// The rows of the first header from this row on.
    fn next_head(&mut self, source: &Text<'_>, grid: &Grid, from: usize) -> Option<Range<usize>> {
        (from..grid.rows.len()).find_map(|row| self.head_from(source, grid, row))
    }

    /// The rows of the header that begins at this row, with figures below it.
    fn head_from(&mut self, source: &Text<'_>, grid: &Grid, row: usize) -> Option<Range<usize>> {
        let first = grid.rows.get(row)?;
        if !self.is_head(source, grid, row) {
            return None;
        }
        let known = self.known(source, grid, row);
        if first.filled < 2 && known == 0 && row > 0 {
            return None;
        }
        let end = (row + 1..row + TUNING.beside.deepest).find(|&below| !self.is_head(source, grid, below));
        let end = end.unwrap_or(row + TUNING.beside.deepest);
        // words of a first row that are broken are known with the rest of their column
        if known == 0 && (row > 0 && !is_furnishing(grid, row - 1, source) || end - row < 2) {
            return None;
        }
        let named: usize = (row..end).map(|row| self.known(source, grid, row)).sum();
        let figures = |below: usize| {
            grid.rows.get(below).is_some_and(|row| row.numbers > 0)
                && !header::is_column_numbers(grid, source, below)
        };
        (named >= 2 && (end..end + TUNING.beside.farthest).any(figures)).then_some(row..end)
    }

    fn is_head(&mut self, source: &Text<'_>, grid: &Grid, row: usize) -> bool {
        // most rows have figures, which is seen at once
        grid.rows.get(row).is_some_and(|raw| raw.numbers == 0)
            && *self.heads.entry(row).or_insert_with(|| is_head(source, grid, row))
    }

    fn known(&mut self, source: &Text<'_>, grid: &Grid, row: usize) -> usize {
        *self.known.entry(row).or_insert_with(|| {
            let cells = grid.cells(row).iter().filter(|cell| !cell.is_blank());
            cells.filter(|cell| source.header(&grid.key(**cell, source)).is_some()).count()
        })
    }
}

/// Whether a row may be one of a header: short texts, none of which is an item or the name of a total by itself.
fn is_head(source: &Text<'_>, grid: &Grid, row: usize) -> bool {
    let Some(raw) = grid.rows.get(row) else { return false };
    if raw.numbers > 0 || is_furnishing(grid, row, source) || header::is_column_numbers(grid, source, row) {
        return false;
    }
    let mut filled = grid.cells(row).iter().filter(|cell| !cell.is_blank());
    let heads = |cell: &RawCell| {
        let key = grid.key(*cell, source);
        let sum = raw.filled == 1 && source.words.totals(&key);
        // 其中 may stand in a head: 其中：教育收费
        cell.span.len() < TUNING.beside.longest.bytes()
            && !words::is_numbered(&key)
            && !sum
            && !source.words.names_statement(&key)
    };
    filled.all(heads)
}

/// A header and the rows below it.
struct Block<'a> {
    source: &'a Text<'a>,
    head: Range<usize>,
    body: Range<usize>,
}

impl Block<'_> {
    /// The rows as they are where heads stand above their columns; `None` where they do already.
    fn settled(&self, grid: &mut Grid) -> Option<TextMap<usize, Vec<RawCell>>> {
        let width = |rows: &Range<usize>| {
            let rows = grid.rows.get(rows.clone()).unwrap_or(&[]);
            rows.iter().map(|row| usize::from(row.printed_width)).max().unwrap_or(0)
        };
        let wide = width(&self.head).max(width(&self.body));
        if !(2..=TUNING.beside.most_columns).contains(&wide) {
            return None;
        }
        let pages = self.pages(grid, width(&self.head));
        let tree = tree::Tree::of(grid, self.head.clone());
        let columns: Vec<usize> = tree.leaves.iter().map(|leaf| leaf.column).collect();
        let filled: Vec<Vec<usize>> = pages.iter().map(|page| filled(grid, page)).collect();
        if !may_be_beside(&columns, &filled, wide) {
            return None;
        }
        let piles: Vec<Vec<Pile>> = pages.iter().map(|page| self.piles(grid, page)).collect();
        let leaves: Vec<Leaf> = tree.leaves.iter().map(|leaf| self.leaf(grid, leaf)).collect();
        if !is_beside(&leaves, &piles, wide) {
            return None;
        }
        let paired: Vec<Vec<pairing::Place>> = pages
            .iter()
            .zip(&piles)
            .map(|(page, piles)| pairing::pair(piles, &leaves, (page.width, width(&self.head))))
            .collect();
        let order = pairing::Order::of(&leaves, &paired);
        let mut rows = tree.rows(grid, self.head.clone(), |leaf| order.of_leaf(leaf), order.len());
        for ((page, piles), places) in pages.iter().zip(&piles).zip(&paired) {
            let target: TextMap<usize, usize> =
                piles.iter().zip(places).map(|(pile, place)| (pile.column, order.at(*place))).collect();
            for row in page.rows.clone() {
                let mut cells = vec![RawCell::default(); order.len()];
                for (at, cell) in grid.cells(row).iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
                    let to = target.get(&at).copied().unwrap_or(0);
                    if let Some(place) = cells.get_mut(to) {
                        *place = *cell;
                    }
                }
                rows.insert(row, cells);
            }
        }
        Some(rows)
    }

    fn leaf(&self, grid: &Grid, leaf: &tree::Leaf) -> Leaf {
        let key: String = leaf.cells.iter().map(|cell| grid.key(*cell, self.source).into_owned()).collect();
        Leaf { column: leaf.column, role: self.source.header(&key) }
    }

    /// The rows below the header by the width of their lines: a next page may have other columns.
    fn pages(&self, grid: &Grid, head: usize) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::new();
        for row in self.body.clone() {
            let width = usize::from(grid.rows[row].printed_width);
            let width = if width >= head { head.max(width) } else { width };
            match pages.last_mut() {
                Some(last) if last.width == width => last.rows.end = row + 1,
                _ => pages.push(Page { rows: row..row + 1, width }),
            }
        }
        // rows of many widths have lost their blank cells, and are no pages
        let short = pages
            .iter()
            .filter(|page| page.rows.len() < TUNING.beside.fewest_rows && page.width < head)
            .count();
        if short * 2 > pages.len() {
            return vec![Page { rows: self.body.clone(), width: head }];
        }
        pages
    }

    /// What stands in each column of a page.
    fn piles(&self, grid: &Grid, page: &Page) -> Vec<Pile> {
        let mut piles: Vec<Pile> = Vec::new();
        // where the pile of each column is among them
        let mut of_column: Vec<Option<usize>> = Vec::new();
        for row in page.rows.clone() {
            let counts = header::is_column_numbers(grid, self.source, row);
            for (column, cell) in grid.cells(row).iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
                if of_column.len() <= column {
                    of_column.resize(column + 1, None);
                }
                let pile = *of_column[column].get_or_insert_with(|| {
                    piles.push(Pile { column, ..Pile::default() });
                    piles.len() - 1
                });
                let Some(pile) = piles.get_mut(pile) else { continue };
                pile.rows.push(row);
                match self.content(*cell) {
                    _ if counts => {}
                    Content::Code => pile.codes += 1,
                    Content::Figure => {
                        pile.figures += 1;
                        pile.pairs += usize::from(is_pair(cell.span.text(self.source)));
                    }
                    Content::Text => pile.texts += 1,
                }
            }
        }
        piles.sort_by_key(|pile| pile.column);
        piles
    }

    fn content(&self, cell: RawCell) -> Content {
        let text = cell.span.text(self.source);
        if is_code(text) {
            Content::Code
        } else if cell.is_number() {
            Content::Figure
        } else {
            Content::Text
        }
    }
}

/// Rows whose lines have the same number of cells.
struct Page {
    rows: Range<usize>,
    width: usize,
}

/// How many cells of each column of a page are filled.
fn filled(grid: &Grid, page: &Page) -> Vec<usize> {
    let mut filled = Vec::new();
    for row in page.rows.clone() {
        let cells = grid.cells(row);
        if filled.len() < cells.len() {
            filled.resize(cells.len(), 0);
        }
        for (count, cell) in filled.iter_mut().zip(cells) {
            *count += usize::from(!cell.is_blank());
        }
    }
    filled
}

/// Whether some head has nothing below it, or columns without anything stand between the others: where neither is so, which
/// is seen without a look at what the cells hold, heads stand above their columns. `heads` are the columns that have one.
fn may_be_beside(heads: &[usize], filled: &[Vec<usize>], width: usize) -> bool {
    let Some(first) = filled.iter().max_by_key(|columns| columns.iter().sum::<usize>()) else { return false };
    let is_filled = |column: usize| first.get(column).is_some_and(|cells| *cells > 0);
    let idle = heads.iter().any(|column| !is_filled(*column));
    let last = heads.iter().max().copied().unwrap_or(0);
    let empty = (0..last).filter(|column| !heads.contains(column) && !is_filled(*column)).count();
    idle || empty * 3 > width
}

/// Whether heads stand beside their columns: what stands below no head is figures or codes, and some head has nothing
/// below it; or columns without anything stand between the others.
fn is_beside(leaves: &[Leaf], piles: &[Vec<Pile>], width: usize) -> bool {
    let Some(first) =
        piles.iter().max_by_key(|piles| piles.iter().map(|pile| pile.rows.len()).sum::<usize>())
    else {
        return false;
    };
    let headed = |column: usize| leaves.iter().any(|leaf| leaf.column == column);
    let filled = |column: usize| first.iter().any(|pile| pile.column == column);
    let homeless = first
        .iter()
        .enumerate()
        .any(|(at, pile)| !headed(pile.column) && pile.figures + pile.codes > 0 && !is_part(first, at));
    let idle = leaves.iter().any(|leaf| !filled(leaf.column));
    let wrong = |pile: &Pile| {
        let leaf = leaves.iter().find(|leaf| leaf.column == pile.column);
        leaf.is_some_and(|leaf| leaf.role == Some(Role::Label) && pile.figures > pile.texts)
    };
    let last = leaves.iter().map(|leaf| leaf.column).max().unwrap_or(0);
    let empty = (0..last).filter(|&column| !headed(column) && !filled(column)).count();
    idle && (homeless || first.iter().any(wrong)) || empty * 3 > width
}

/// Whether a cell has two digits: 款 or 项 beside its 类.
fn is_pair(text: &str) -> bool {
    let text = text.trim();
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a column of codes goes on with the one left of it: 类, 款 and 项 below one head.
fn is_part(piles: &[Pile], at: usize) -> bool {
    let codes = |at: usize| {
        piles.get(at).filter(|pile| pile.codes + pile.pairs > pile.figures - pile.pairs + pile.texts)
    };
    let before = at.checked_sub(1).and_then(codes);
    codes(at).zip(before).is_some_and(|(own, before)| own.pairs > 0 && own.column == before.column + 1)
}
