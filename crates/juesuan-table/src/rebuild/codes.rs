//! Codes that are printed in several columns (类｜款｜项, 301｜01), or glued to the name behind them.

use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::chars::is_code;

use crate::cell::clean;
use crate::cell::code;
use crate::cell::number;
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::table::{Cell, CellKind, ReadAs, Role, RowKind, Table};
use crate::text::Text;

/// Gives a table one column of codes for each run of code columns, and one for codes that stand before names.
pub(crate) fn settle(table: &mut Table, source: &Text<'_>, repairs: &mut Vec<Repair>) {
    while let Some(columns) = parted(table) {
        join(table, &columns, source, repairs);
    }
    for column in 0..table.columns.len() {
        if table.columns[column].role == Role::Code {
            without_decimals(table, column, source, repairs);
        }
    }
    let mut column = 0;
    while column < table.columns.len() {
        if glued(table, column, source) {
            split(table, column, source, repairs);
            column += 1;
        }
        column += 1;
    }
}

/// Takes the decimals off codes that workbooks print as numbers: 2080501.00.
fn without_decimals(table: &mut Table, column: usize, source: &Text<'_>, repairs: &mut Vec<Repair>) {
    let mut first: Option<Repair> = None;
    let rows: Vec<usize> = data_rows(table).collect();
    for row in rows {
        let cell = cell_at(table, row, column);
        let text = cell.span.text(source).trim();
        let Some((code, decimals)) = text.split_once('.').filter(|_| cell.read_as == 0) else { continue };
        let zero = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
        if !zero || !is_code(code) {
            continue;
        }
        first.get_or_insert_with(|| Repair {
            kind: RepairKind::ReadCode,
            at: cell.span,
            other: None,
            printed: text.to_owned(),
            read_as: code.to_owned(),
            reason: Reason::CodeDecimals,
        });
        table.read_as.push(ReadAs { text: code.to_owned(), spans: vec![cell.span] });
        let read_as = Span::of(0..table.read_as.len()).end;
        let at = table.rows[row].cells.start as usize + column;
        if let Some(printed) = table.cells.get_mut(at) {
            *printed = Cell { span: cell.span, read_as, kind: CellKind::Count, ..Cell::default() };
        }
    }
    repairs.extend(first);
}

/// A run of two or three code columns next to each other.
fn parted(table: &Table) -> Option<Range<usize>> {
    let is_code = |column: usize| table.columns.get(column).is_some_and(|column| column.role == Role::Code);
    let first = (1..table.columns.len()).find(|&column| is_code(column - 1) && is_code(column))? - 1;
    let end = first + 2 + usize::from(is_code(first + 2));
    Some(first..end)
}

/// Joins the parts of the codes in the first of the columns and takes the others out.
fn join(table: &mut Table, columns: &Range<usize>, source: &Text<'_>, repairs: &mut Vec<Repair>) {
    let mut above = String::new();
    for row in 0..table.rows.len() {
        let parts: Vec<Cell> = columns.clone().map(|column| cell_at(table, row, column)).collect();
        let texts: Vec<String> =
            parts.iter().map(|part| number::normal(part.span.text(source).trim()).into_owned()).collect();
        let first = table.rows[row].cells.start as usize + columns.start;
        let filled: Vec<Span> =
            parts.iter().filter(|part| !part.span.is_empty()).map(|part| part.span).collect();
        let Some(&span) = filled.first() else { continue };
        let known = whole(&texts, &above);
        // a part above which no class stands is kept as it is printed
        let is_whole = known.is_some();
        let code = known.unwrap_or_else(|| texts.concat());
        if is_whole && table.rows[row].kind == RowKind::Data && code.bytes().all(|byte| byte.is_ascii_digit())
        {
            above.clone_from(&code);
        }
        if filled.len() > 1 || code != texts.concat() {
            table.read_as.push(ReadAs { text: code, spans: filled });
            let read_as = Span::of(0..table.read_as.len()).end;
            let joined = Cell { span, read_as, kind: CellKind::Count, ..Cell::default() };
            if let Some(cell) = table.cells.get_mut(first) {
                *cell = joined;
            }
        } else if let (Some(only), Some(cell)) =
            (parts.iter().find(|part| !part.span.is_empty()).copied(), table.cells.get_mut(first))
        {
            *cell = only;
        }
    }
    let (at, other) = header_spans(table, columns);
    remove(table, columns.start + 1..columns.end);
    repairs.push(Repair {
        kind: RepairKind::ReadCode,
        at,
        other,
        printed: format!("{} 列", columns.len()),
        read_as: "一列".to_owned(),
        reason: Reason::CodeParts,
    });
}

/// The code whose parts are given: `208`, `05`, `05`. A part of one digit has lost its zero; parts that the row above
/// has too may be left out; a part may be the whole code.
fn whole(parts: &[String], above: &str) -> Option<String> {
    let last = parts.iter().rposition(|part| !part.is_empty())?;
    let mut code = String::new();
    for (level, part) in parts.get(..=last)?.iter().enumerate() {
        let (from, to) = if level == 0 { (0, 3) } else { (2 * level + 1, 2 * level + 3) };
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits {
            return Some(parts.concat());
        }
        match part.len() {
            0 => code.push_str(above.get(from..to)?),
            1 if level > 0 => {
                code.push('0');
                code.push_str(part);
            }
            _ if level > 0 && part.len() > 2 => code.clone_from(part),
            _ => code.push_str(part),
        }
    }
    Some(code)
}

/// Whether most texts of the column are a code and a name behind it.
fn glued(table: &Table, column: usize, source: &Text<'_>) -> bool {
    if matches!(table.columns[column].role, Role::Figure | Role::RowNumber | Role::Ordinal) {
        return false;
    }
    // results such as 31200册 stand below 实际完成值 and are no codes
    let says_text = |name: &String| source.header(&clean::key(name)) == Some(Role::Text);
    if table.columns[column].path.last().is_some_and(says_text) {
        return false;
    }
    let (mut texts, mut with_code) = (0, 0);
    for row in data_rows(table) {
        let cell = table.cell_at(row, column);
        if cell.kind() == CellKind::Text && cell.joined_spans().is_empty() {
            texts += 1;
            with_code += usize::from(code::before_name(source.words, cell.span().text(source)).is_some());
        }
    }
    with_code * 2 > texts && with_code > 0
}

/// Puts the codes of the column into one of their own before it.
fn split(table: &mut Table, column: usize, source: &Text<'_>, repairs: &mut Vec<Repair>) {
    let old = std::mem::take(&mut table.cells);
    let mut cells = Vec::with_capacity(old.len() + table.rows.len());
    for row in &mut table.rows {
        let start = Span::of(0..cells.len()).end;
        let range = row.cells.start as usize..row.cells.end as usize;
        for (at, &cell) in old.get(range).unwrap_or(&[]).iter().enumerate() {
            if at == column {
                cells.extend(parted_cell(cell, source, row.kind));
            } else {
                cells.push(cell);
            }
        }
        row.cells = start..Span::of(0..cells.len()).end;
    }
    table.cells = cells;
    let mut codes = table.columns[column].clone();
    codes.role = Role::Code;
    table.columns[column].role = Role::Label;
    let at = codes.spans.last().copied().unwrap_or(table.span);
    table.columns.insert(column, codes);
    repairs.push(Repair {
        kind: RepairKind::ReadCode,
        at,
        other: None,
        printed: at.text(source).trim().to_owned(),
        read_as: "编码与名称".to_owned(),
        reason: Reason::GluedCodes,
    });
}

/// The code and the name of a cell.
fn parted_cell(cell: Cell, source: &Text<'_>, kind: RowKind) -> [Cell; 2] {
    let text = cell.span.text(source);
    let number = cell.kind == CellKind::Count || cell.kind == CellKind::Amount;
    if kind == RowKind::Data && number {
        return [Cell { kind: CellKind::Count, ..cell }, Cell::default()];
    }
    let parted = (kind == RowKind::Data && cell.read_as == 0).then(|| code::before_name(source.words, text));
    let Some((code, name)) = parted.flatten() else { return [Cell::default(), cell] };
    let start = cell.span.start as usize;
    let wide = !text.get(code.clone()).is_some_and(str::is_ascii);
    let span = Span::of(start + code.start..start + code.end);
    let code = Cell { span, kind: CellKind::Count, unclean: wide, ..cell };
    [code, Cell { span: Span::of(start + name..cell.span.end as usize), ..cell }]
}

fn data_rows(table: &Table) -> impl Iterator<Item = usize> {
    (0..table.rows.len()).filter(|&row| table.rows[row].kind == RowKind::Data)
}

fn cell_at(table: &Table, row: usize, column: usize) -> Cell {
    let cells = &table.rows[row].cells;
    let at = cells.start as usize + column;
    let inside = at < cells.end as usize;
    inside.then(|| table.cells.get(at).copied()).flatten().unwrap_or_default()
}

/// Takes columns and their cells out of the table.
fn remove(table: &mut Table, columns: Range<usize>) {
    let old = std::mem::take(&mut table.cells);
    let mut cells = Vec::with_capacity(old.len());
    for row in &mut table.rows {
        let start = Span::of(0..cells.len()).end;
        let range = row.cells.start as usize..row.cells.end as usize;
        let kept = old.get(range).unwrap_or(&[]).iter().enumerate().filter(|(at, _)| !columns.contains(at));
        cells.extend(kept.map(|(_, cell)| *cell));
        row.cells = start..Span::of(0..cells.len()).end;
    }
    table.cells = cells;
    table.columns.drain(columns);
}

/// The first and the last header cell of these columns.
fn header_spans(table: &Table, columns: &Range<usize>) -> (Span, Option<Span>) {
    let spans = || table.columns.get(columns.clone()).unwrap_or(&[]).iter().flat_map(|column| &column.spans);
    (spans().next().copied().unwrap_or(table.span), spans().last().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parts: [&str; 3], above: &str, expected: &str) {
        let parts = parts.map(str::to_owned);
        assert_eq!(whole(&parts, above).as_deref(), Some(expected));
    }

    #[test]
    fn parts_of_codes() {
        check(["208", "05", "05"], "", "2080505");
        check(["208", "5", "5"], "", "2080505");
        check(["208", "", ""], "", "208");
        check(["", "05", ""], "208", "20805");
        check(["", "", "06"], "2080505", "2080506");
        check(["208", "20805", "2080505"], "", "2080505");
        check(["类", "款", "项"], "", "类款项");
    }
}
