//! Forms of self-evaluation: one sheet with the name of a programme, its budget, its indicators and its total score.

use std::ops::Range;

use juesuan_model::{ProgrammeKind, Table, TableKind};
use juesuan_segment::{Block, BlockKind, Span, plain};
use juesuan_table as grid;
use juesuan_vocabulary::{budget, headings, performance};

use super::headers;
use super::indicators::is_total;
use super::zone::{self, Zone};
use crate::Document;
use crate::table_words::opens_form;
use crate::tuning::TUNING;

/// A name found in a grid.
struct Name {
    text: String,
    at: Span,
    /// Whether it is the name of a department or unit.
    of_body: bool,
}

/// The forms of a document as zones, in order.
pub(super) fn zones(document: &Document<'_>, tables: &[Table]) -> Vec<Zone> {
    let grids = &document.tables.tables;
    let mut found: Vec<Zone> = Vec::new();
    let mut at = 0;
    while at < grids.len() {
        let (Some(here), Some(table)) = (grids.get(at), tables.get(at)) else { break };
        let named = || name(document, here).or_else(|| entitled(document, here, table));
        let Some(name) = may_hold_name(table).then(named).flatten() else {
            at += 1;
            continue;
        };
        let floor = found.last().map_or(0, |zone| zone.bytes.end);
        let end = at + 1 + further(document, tables, at);
        if tables.get(at..end).is_some_and(|parts| parts.iter().any(holds_evaluation)) {
            let first = head(document, at, floor);
            found.push(zone(document, first..end, name, floor));
        }
        at = end;
    }
    found
}

fn may_hold_name(table: &Table) -> bool {
    !matches!(table.kind(), TableKind::Statement | TableKind::Summary | TableKind::Disclosure)
}

fn holds_evaluation(table: &Table) -> bool {
    matches!(table.kind(), TableKind::BudgetUse | TableKind::Score | TableKind::Target | TableKind::Overall)
        && table.cells().iter().any(|cell| cell.number().is_some())
}

/// The first of the grids that stand right above the one with the name: the row with 填报单位 and 填报日期.
fn head(document: &Document<'_>, at: usize, floor: u32) -> usize {
    let grids = &document.tables.tables;
    let start = |at: usize| grids.get(at).map_or(0, |grid| grid.span.start);
    let blocks = &document.segmentation.blocks;
    let block = blocks.partition_point(|block| block.span.start <= start(at)).saturating_sub(1);
    let top = blocks.get(block).map_or(0, |block| block.span.start).max(floor);
    let above = (0..at).rev().take_while(|&above| start(above) >= top);
    above.last().unwrap_or(at)
}

/// How many of the grids after the one at `first` belong to its form: up to the next name, and over a heading only for
/// what the form has not printed yet.
fn further(document: &Document<'_>, tables: &[Table], first: usize) -> usize {
    let grids = &document.tables.tables;
    let section = |at: usize| grids.get(at).and_then(|grid| grid.context.section);
    let level = |at: usize| {
        let of = section(at).and_then(|id| document.segmentation.sections.get(id.0 as usize));
        of.map_or(u8::MAX, |section| section.level)
    };
    let mut printed: Vec<TableKind> =
        tables.get(first).filter(|table| holds_evaluation(table)).map(Table::kind).into_iter().collect();
    let mut count = 0;
    for (at, (grid, table)) in grids.iter().zip(tables).enumerate().skip(first + 1) {
        let goes_on = section(at) == section(first) || (level(at) > 2 && !printed.contains(&table.kind()));
        if !may_hold_name(table) || !goes_on || name(document, grid).is_some() {
            break;
        }
        if holds_evaluation(table) && !printed.contains(&table.kind()) {
            printed.push(table.kind());
        }
        count += 1;
    }
    count
}

fn zone(document: &Document<'_>, parts: Range<usize>, name: Name, floor: u32) -> Zone {
    let grids = &document.tables.tables;
    let span =
        grids.get(parts).unwrap_or(&[]).iter().map(|grid| grid.span).reduce(Span::join).unwrap_or_default();
    let (start, title) = title(document, span.start, floor);
    let whole = performance::WHOLE_TITLES.iter().any(|word| title.contains(word));
    let entitled = zone::name_in_title(&title, None);
    let (name, at, kind) = match (whole, name) {
        (true, found) if found.of_body && entitled.contains(performance::WHOLE) => {
            (entitled, found.at, ProgrammeKind::Department)
        }
        (true, found) if found.of_body => {
            (performance::WHOLE_DEPARTMENT.to_owned(), found.at, ProgrammeKind::Department)
        }
        (_, found) => (found.text.clone(), found.at, zone::kind(&found.text)),
    };
    Zone { bytes: start..span.end, name, kind, is_report: true, form: Some(at) }
}

/// Where the lines above a form begin that are its title, and the title itself.
fn title(document: &Document<'_>, from: u32, floor: u32) -> (u32, String) {
    let blocks = &document.segmentation.blocks;
    let source = document.source();
    let until = blocks.partition_point(|block| block.span.start <= from).saturating_sub(1);
    let fits = |block: &&Block| {
        block.span.start >= floor
            && !matches!(block.kind, BlockKind::Fragment(_) | BlockKind::Contents)
            && block.span.len() < TUNING.form.title_line.bytes()
    };
    let mut start = from;
    for block in blocks[..until].iter().rev().take(TUNING.form.title_blocks).take_while(fits) {
        start = block.span.start;
        let text = plain(block.span.text(source)).into_owned();
        let named = text.split(['（', '(']).next().unwrap_or(&text);
        if named.ends_with(headings::TABLE) {
            return (start, text);
        }
    }
    (start, String::new())
}

/// The name that a grid prints beside 项目名称, in its header or in one of its rows.
fn name(document: &Document<'_>, table: &grid::Grid) -> Option<Name> {
    in_header(table).or_else(|| {
        let mut rows = table.row_indices();
        rows.find_map(|row| in_row(document, table, row)).or_else(|| above(document, table))
    })
}

/// "项目名称：图书采购" in a line between the title and the grid.
fn above(document: &Document<'_>, table: &grid::Grid) -> Option<Name> {
    let blocks = &document.segmentation.blocks;
    let source = document.source();
    let own = blocks.partition_point(|block| block.span.start <= table.span.start).saturating_sub(1);
    // only the first grid of a fragment stands below lines of text
    let before = source.get(blocks.get(own)?.span.start as usize..table.span.start as usize)?;
    if before.trim_start().contains('\n') {
        return None;
    }
    let written = |block: &&Block| !matches!(block.kind, BlockKind::Fragment(_) | BlockKind::Contents);
    let near =
        blocks.get(..own)?.iter().rev().take_while(written).filter(|block| block.kind != BlockKind::Blank);
    near.take(TUNING.form.name_blocks).find_map(|block| {
        let text = block.span.text(source);
        let parting =
            text.find([':', '：']).into_iter().chain(text.find("  ")).chain(text.find('\t')).min()?;
        let (label, rest) = text.split_at(parting);
        let rest = rest.trim_start_matches([':', '：', ' ', '\t', '\u{3000}']);
        let printed = rest.split(['\t', '\n', '\r']).next()?.split("  ").next()?.trim_end();
        let start = block.span.start + Span::of(0..text.len() - rest.len()).end;
        let at = Span::new(start, start + Span::of(0..printed.len()).end);
        let names = opens_form(label) && !printed.is_empty();
        names.then(|| Name::new(&plain(label), plain(printed).into_owned(), at)).flatten()
    })
}

/// The name in the title of a department's table of scores, which has no row for it.
fn entitled(document: &Document<'_>, grid: &grid::Grid, table: &Table) -> Option<Name> {
    let whole = performance::WHOLE_TITLES.iter().any(|word| table.title().contains(word));
    let sums_up = |row| grid.row_cells(row).take(1).any(|cell| is_total(&cell.text(document.source())));
    let scored = table.kind() == TableKind::Score && grid.row_indices().any(sums_up);
    let at = grid.context.title.or(grid.context.caption)?;
    let text = zone::name_in_title(table.title(), None);
    (whole && scored && !text.is_empty()).then_some(Name { text, at, of_body: false })
}

fn in_header(table: &grid::Grid) -> Option<Name> {
    let opens = |column: &grid::Column| column.path.iter().position(|name| opens_form(name));
    let (at, depth) = table.columns.iter().enumerate().find_map(|(at, column)| Some((at, opens(column)?)))?;
    let label = table.columns.get(at)?.path.get(depth)?;
    let beside = |column: &grid::Column| column.path.get(depth).filter(|text| *text != label).cloned();
    let (column, text) = table.columns[at + 1..].iter().find_map(|column| Some((column, beside(column)?)))?;
    let at = *column.spans.get(depth).or_else(|| column.spans.last())?;
    Name::new(label, text, at)
}

fn in_row(document: &Document<'_>, table: &grid::Grid, row: grid::RowIndex) -> Option<Name> {
    let source = document.source();
    let mut cells = table.row_cells(row).filter(|cell| cell.kind() != grid::CellKind::Blank);
    // a form may begin with a margin: 基本情况 | 项目名称 | …
    let label = cells.by_ref().take(2).map(|cell| cell.text(source)).find(|text| opens_form(text))?;
    let cell = cells.next()?;
    Name::new(&label, cell.text(source).into_owned(), cell.span())
}

impl Name {
    fn new(label: &str, text: String, at: Span) -> Option<Self> {
        let key = juesuan_model::vocabulary::label_key(&text);
        let is_label =
            performance::FORM_LABELS.contains(&&*key) || headers::field(&key).is_some() || opens_form(&key);
        let worded = text.chars().filter(|c| !c.is_ascii()).count() >= 2;
        let noted = |of: &str| {
            of.strip_prefix(budget::DEPARTMENT_PREFIX).is_some_and(|rest| rest.starts_with(['（', '(']))
        };
        let of_body = label
            .strip_suffix(performance::NAME)
            .is_some_and(|of| performance::BODY_LABELS.contains(&of) || noted(of));
        (!is_label && worded).then_some(Self { text, at, of_body })
    }
}
