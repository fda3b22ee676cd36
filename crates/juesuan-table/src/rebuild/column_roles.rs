//! The last steps for a table: roles of the columns, kinds of the cells, groups, and the repairs of single cells.

use juesuan_segment::Span;
use juesuan_source::chars::{is_code, is_digit, is_figure_char};
use juesuan_source::{ColumnIndex, RowIndex, TextMap};
use rust_decimal::Decimal;

use crate::cell::clean;
use crate::cell::number::{self, Shape};
use crate::reason::Reason;
use crate::rebuild::codes;
use crate::rebuild::header;
use crate::rebuild::number_words;
use crate::rebuild::open_table::Open;
use crate::rebuild::stub;
use crate::repair::{Repair, RepairKind};
use crate::sums::resolve;
use crate::sums::unlabelled_rows;
use crate::table::{Cell, CellKind, Column, Groups, Role, RowKind, Table};
use crate::text::Text;
use crate::tuning::rebuild::TUNING;

/// Completes a table whose rows have been collected.
pub(crate) fn finish(mut open: Open, source: &Text<'_>, repairs: &mut Vec<Repair>) -> Table {
    let width = open.table.columns.len().max(open.filled.len());
    open.table.columns.resize_with(width, header::nameless);
    drop_empty_columns(&mut open);
    assign_roles(&mut open.table, source);
    stub::set_bodies_aside(&mut open.table, source.words);
    stub::find_sides(&mut open.table, source);
    settle_kinds(&mut open.table);
    number_words::read_words(&mut open, source, repairs);
    decide_split_numbers(&mut open, source, repairs);
    for &cell in &open.doubtful {
        note_reading(&open.table, cell as usize, source, repairs);
    }
    codes::settle(&mut open.table, source, repairs);
    open.table.panels = header::panels(&mut open.table.columns);
    stub::settle(&mut open.table, source.words);
    unlabelled_rows::join(&mut open.table, &mut open.loose, source, repairs);
    resolve::settle(&mut open.table, &open.loose, source, repairs);
    drop_nameless_columns(&mut open.table);
    open.table.groups = groups(&open.table);
    open.table.cells.shrink_to_fit();
    open.table
}

/// Columns at the right end that have neither a header of their own nor a filled cell are an artefact.
fn drop_empty_columns(open: &mut Open) {
    let columns = &mut open.table.columns;
    while columns.len() > open.filled.len() && columns.last().is_some_and(|column| column.spans.is_empty()) {
        columns.pop();
    }
}

/// Columns at the right end without a header are gone when nothing is left in them.
fn drop_nameless_columns(table: &mut Table) {
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    while table.columns.len() > width && table.columns.last().is_some_and(|column| column.spans.is_empty()) {
        table.columns.pop();
    }
    let width = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    for panel in &mut table.panels {
        panel.columns.end = panel.columns.end.min(width);
    }
}

/// Cells of a column by what they look like.
#[derive(Copy, Clone, Default)]
struct Tally {
    numbers: u32,
    texts: u32,
    /// Numbers of three, five or seven digits.
    codes: u32,
    /// Numbers of one or two digits.
    parts: u32,
    /// Numbers with decimals that are no code whose parts a dot holds apart (301.01).
    amounts: u32,
}

/// Whether a number may be the second or third part of a code: 05.
fn is_part(text: &str) -> bool {
    matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number is an amount and can be no code: it has decimals, and not three digits before them.
fn is_amount(text: &str) -> bool {
    text.split_once(['.', '．']).is_some_and(|(whole, decimals)| {
        let digits = whole.chars().filter(|&c| is_digit(c)).count();
        digits > 0 && digits != 3 && !decimals.is_empty()
    })
}

fn assign_roles(table: &mut Table, source: &Text<'_>) {
    let mut tallies = vec![Tally::default(); table.columns.len()];
    for row in table.rows.iter().filter(|row| row.kind == RowKind::Data) {
        let cells = table.cells.get(row.cells.start as usize..row.cells.end as usize).unwrap_or(&[]);
        for (cell, tally) in cells.iter().zip(&mut tallies) {
            match cell.kind {
                CellKind::Amount | CellKind::Count | CellKind::Percent => {
                    tally.numbers += 1;
                    tally.parts += u32::from(is_part(cell.span.text(source)));
                    tally.amounts += u32::from(is_amount(cell.span.text(source)));
                    tally.codes +=
                        u32::from(tally.numbers - 1 == tally.codes && is_code(cell.span.text(source)));
                }
                CellKind::Text => tally.texts += 1,
                CellKind::Blank | CellKind::Dash => {}
            }
        }
    }
    let counting = counting_columns(table, source);
    let mut labelled = false;
    // the parts of a code stand below one head, whatever it says: 支出功能分类 above 208, 05 and 01
    let mut coded: Option<Vec<Span>> = None;
    for (at, (column, tally)) in table.columns.iter_mut().zip(tallies).enumerate() {
        let role = header::announced(source, column).unwrap_or_else(|| by_content(column, tally, labelled));
        let role = if labelled && counting.contains(&at) { Role::RowNumber } else { role };
        // 项目 may stand above the codes and the names
        let only_codes = tally.codes == tally.numbers && tally.codes > tally.texts;
        let part =
            coded.as_ref().is_some_and(|head| column.spans.first() == head.first() && !head.is_empty())
                && tally.texts == 0
                && tally.parts == tally.numbers;
        let role = if role == Role::Label && only_codes || part { Role::Code } else { role };
        // 款, where the words above it were cut off, stands above amounts: they are no codes, whatever the head. What
        // stands in front of all names is their code or number: 2080501.00, 1.1
        let part = column.path.last().is_some_and(|head| source.words.is_code_part(&clean::key(head)));
        let amounts = tally.amounts * 2 > tally.numbers && (part || labelled);
        let role = if role == Role::Code && amounts { Role::Figure } else { role };
        coded = (role == Role::Code).then(|| coded.unwrap_or_else(|| column.spans.clone()));
        labelled |= matches!(role, Role::Label | Role::Code);
        column.role = role;
    }
}

/// Columns without a head, or below the head of the names, whose whole numbers count up from line to line: 行次.
fn counting_columns(table: &Table, source: &Text<'_>) -> Vec<usize> {
    let names = |column: &Column| matches!(header::announced(source, column), None | Some(Role::Label));
    let mut found = Vec::new();
    for at in 1..table.columns.len() {
        if !names(&table.columns[at]) {
            continue;
        }
        let (mut last, mut count) = (0, 0);
        let cells = (0..table.rows.len()).filter(|&row| table.rows[row].kind == RowKind::Data);
        let counts = cells
            .map(|row| table.cell_at(row, at))
            .filter(|cell| cell.kind() != CellKind::Blank)
            .all(|cell| {
                let number = cell.span().text(source).parse().ok().filter(|&number: &u32| number > last);
                last = number.unwrap_or(last);
                count += 1;
                number.is_some_and(|number| number <= TUNING.column_roles.most_lines)
            });
        if counts && count >= TUNING.column_roles.fewest_lines {
            found.push(at);
        }
    }
    found
}

/// The role of a column whose header does not tell: numbers make figures, the first column of texts the labels.
fn by_content(column: &Column, tally: Tally, labelled: bool) -> Role {
    let figures = tally.numbers > tally.texts || (tally.texts == 0 && labelled && !column.path.is_empty());
    match (figures, labelled) {
        (true, false) if column.path.is_empty() && tally.codes == tally.numbers && tally.texts == 0 => {
            Role::Code
        }
        (true, _) => Role::Figure,
        (false, false) if tally.texts > 0 => Role::Label,
        (false, _) => Role::Text,
    }
}

/// Whole numbers outside figure columns count or number something.
fn settle_kinds(table: &mut Table) {
    for row in &table.rows {
        let range = row.cells.start as usize..row.cells.end as usize;
        let Some(cells) = table.cells.get_mut(range) else { continue };
        for (cell, column) in cells.iter_mut().zip(&table.columns) {
            if cell.kind == CellKind::Amount && column.role != Role::Figure {
                cell.kind = CellKind::Count;
            }
        }
    }
}

/// Digits on both sides of a page break are one number where the column then adds up to a round total, as weights
/// do, or where the number is a score that is at most such a weight; where nothing decides they stay apart.
fn decide_split_numbers(open: &mut Open, source: &Text<'_>, repairs: &mut Vec<Repair>) {
    let splits = std::mem::take(&mut open.split_numbers);
    let columns = splits.iter().map(|split| (split.column, Some(Decimal::ZERO))).collect();
    let totals = column_totals(&open.table, columns, source);
    let mut weight = None;
    for split in &splits {
        let round = totals.get(&split.column).is_some_and(|total| total.is_some_and(is_round));
        let value = value(&open.table, split.cell, source);
        if round {
            weight = weight.max(value);
        }
        let below_weight = || value.is_some() && value <= weight;
        let reason = match (round, below_weight()) {
            (true, _) => Reason::ColumnTotal,
            (false, true) => Reason::BelowWeight,
            (false, false) => Reason::NoTotalTells,
        };
        let sure = round || below_weight();
        let Some(cell) = open.table.cells.get_mut(split.cell) else { continue };
        let at = cell.span;
        let read = (cell.read_as as usize).checked_sub(1).and_then(|index| open.table.read_as.get_mut(index));
        let Some(read) = read else { continue };
        if !sure {
            cell.kind = CellKind::Text;
            read.text.clone_from(&split.printed);
        }
        repairs.push(Repair {
            kind: if sure { RepairKind::HealedNumber } else { RepairKind::Uncertain },
            at,
            other: read.spans.last().copied(),
            printed: split.printed.clone(),
            read_as: read.text.clone(),
            reason,
        });
    }
}

/// The sums of the numbers of some columns, rows that sum up themselves left out; `None` where a sum is too large. One
/// pass over the cells serves all columns.
fn column_totals(
    table: &Table,
    mut totals: TextMap<usize, Option<Decimal>>,
    source: &Text<'_>,
) -> TextMap<usize, Option<Decimal>> {
    if totals.is_empty() {
        return totals;
    }
    for (row, _) in table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Data) {
        for (column, cell) in table.row_cells_at(row).enumerate() {
            if let Some(total) = totals.get_mut(&column)
                && let Some(number) = cell.number(source)
            {
                *total = total.and_then(|total| total.checked_add(number));
            }
            // what stands to the right of such a label is a sum
            if cell.kind() == CellKind::Text && source.words.sums_up(&cell.text(source)) {
                break;
            }
        }
    }
    totals
}

fn is_round(total: Decimal) -> bool {
    !total.is_zero() && (total % Decimal::TEN).is_zero()
}

fn value(table: &Table, cell: usize, source: &Text<'_>) -> Option<Decimal> {
    let row = table.rows.partition_point(|row| row.cells.end as usize <= cell);
    let start = table.rows.get(row)?.cells.start as usize;
    table.cell_at(row, cell.checked_sub(start)?).number(source)
}

/// Records how a cell was read whose printed form differs from it.
fn note_reading(table: &Table, at: usize, source: &Text<'_>, repairs: &mut Vec<Repair>) {
    let Some(cell) = table.cells.get(at).filter(|cell| cell.read_as == 0) else { return };
    let printed = cell.span.text(source);
    let told = match cell.kind {
        CellKind::Amount | CellKind::Count | CellKind::Percent => told_of_number(printed),
        CellKind::Text => told_of_text(printed, || is_figure(table, at)),
        CellKind::Blank | CellKind::Dash => None,
    };
    if let Some((kind, reason)) = told {
        let read_as = read(cell, printed);
        repairs.push(Repair {
            kind,
            at: cell.span,
            other: None,
            printed: printed.to_owned(),
            read_as,
            reason,
        });
    }
}

fn read(cell: &Cell, printed: &str) -> String {
    let text = clean::text(printed);
    match cell.kind {
        CellKind::Text => text.into_owned(),
        _ => number::normal(&text).into_owned(),
    }
}

fn told_of_number(printed: &str) -> Option<(RepairKind, Reason)> {
    let shape = Shape::of(printed)?;
    if shape.gaps {
        Some((RepairKind::HealedNumber, Reason::OneNumber))
    } else if shape.wide {
        Some((RepairKind::FoldedWidth, Reason::WideDigits))
    } else {
        None
    }
}

fn told_of_text(printed: &str, in_figures: impl Fn() -> bool) -> Option<(RepairKind, Reason)> {
    let mut gap_of = None;
    let mut wide = false;
    let (mut before, mut blanks) = (None, false);
    let mut figures = true;
    for c in printed.chars() {
        wide |= clean::narrowed(c) != c;
        if c.is_whitespace() {
            blanks |= !matches!(c, '\n' | '\r');
            continue;
        }
        figures &= is_figure_char(c);
        if let (Some(before), true) = (before.replace(c), std::mem::take(&mut blanks)) {
            gap_of = gap_of.max(gap(before, c));
        }
    }
    if figures && in_figures() {
        return Some((RepairKind::Uncertain, Reason::IllFormed));
    }
    match gap_of {
        // two numbers are not joined
        Some(Gap::Digits) if clean::text(printed).contains(' ') => None,
        Some(Gap::Digits) => Some((RepairKind::HealedNumber, Reason::TornDigits)),
        Some(Gap::Words) => Some((RepairKind::ClosedGap, Reason::TornWords)),
        None if wide => Some((RepairKind::FoldedWidth, Reason::WideLetters)),
        None => None,
    }
}

/// What a blank parts.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Words,
    Digits,
}

fn gap(before: char, after: char) -> Option<Gap> {
    if is_digit(before) && (is_digit(after) || after == '.') || before == '.' && is_digit(after) {
        Some(Gap::Digits)
    } else if !before.is_ascii() && !after.is_ascii() {
        Some(Gap::Words)
    } else {
        None
    }
}

/// Whether the cell with this index stands in a column of figures.
fn is_figure(table: &Table, at: usize) -> bool {
    let row = table.rows.partition_point(|row| row.cells.end as usize <= at);
    let start = table.rows.get(row).map_or(0, |row| row.cells.start as usize);
    at.checked_sub(start)
        .and_then(|column| table.columns.get(column))
        .is_some_and(|column| column.role == Role::Figure)
}

/// For each column of texts with blank cells, the rows in which its groups begin.
fn groups(table: &Table) -> Vec<Groups> {
    let mut found = Vec::new();
    for panel in &table.panels {
        let columns = usize::from(panel.columns.start)..usize::from(panel.columns.end);
        // in a statement, a row without a name has none
        let statement =
            columns.clone().any(|column| matches!(table.columns[column].role, Role::Code | Role::RowNumber));
        let texts: Vec<usize> = columns
            .filter(|&column| match table.columns[column].role {
                Role::Text => true,
                Role::Label => !statement,
                _ => false,
            })
            .take(TUNING.column_roles.most_grouped)
            .collect();
        for (depth, &column) in texts.iter().enumerate() {
            let anchors = anchors(table, column, texts.get(..depth).unwrap_or(&[]));
            if let Some(anchors) = anchors {
                found.push(Groups { column: ColumnIndex::new(column), anchors });
            }
        }
    }
    found
}

/// The rows where a group of the column begins or ends; `None` where no cell of the column is merged.
fn anchors(table: &Table, column: usize, left: &[usize]) -> Option<Vec<RowIndex>> {
    let mut anchors = Vec::new();
    let mut merged = false;
    for (at, row) in table.rows.iter().enumerate() {
        let filled = |column| table.cell_at(at, column).kind() != CellKind::Blank;
        if row.kind != RowKind::Data || filled(column) || left.iter().any(|&left| filled(left)) {
            anchors.push(RowIndex::new(at));
        } else {
            merged = true;
        }
    }
    merged.then_some(anchors)
}
