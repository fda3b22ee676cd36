use juesuan_model::{Code, ColumnIndex, Entry, FindingKind, Place, RowIndex, Severity, Table};

use crate::code_of;
use crate::figure_name::table_zh;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS807"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("同一张表中每个科目只有一行", "A table has one row for each code"),
    message: Text::new(
        "{table}中科目{code}有{printed}行{what}。",
        "{table} has {printed} rows for {code}{what}.",
    ),
    kind: FindingKind::Duplicate,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "部门决算公开报表：按科目编码逐级填列"),
    why: Text::new("重复的行会重复计入合计。", "A row that comes twice counts twice."),
    example: Text::new("支出决算表两次列出2100101，金额相同。", "2100101 twice with the same amounts."),
};

/// JS807: no code comes twice in a statutory table. Tables that list one unit after the other repeat all codes and
/// are left alone.
pub(crate) struct DoubleCode;

impl Rule for DoubleCode {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for sheet in context.book().sheets() {
            let table = sheet.table();
            let mut coded: Vec<(Code, RowIndex)> = Vec::new();
            for (index, row) in table.indexed_rows() {
                // a class by its name alone has a row of its own where the row has figures
                if row.code.is_none() && table.cells_of(index).iter().all(|cell| cell.number().is_none()) {
                    continue;
                }
                match (code_of(row), &row.printed_code) {
                    (Some(code), _) => coded.push((code, index)),
                    (None, Some(printed)) => log.missing(format!("能辨认的科目编码（印作“{printed}”）")),
                    (None, None) => {}
                }
            }
            // rows of one code stand together then, each code in its place
            coded.sort_unstable();
            let by_code = || coded.chunk_by(|(code, _), (next, _)| code == next);
            let double = by_code().filter(|rows| rows.len() > 1).count();
            let by_unit = double * 2 > by_code().count() && double > 1;
            for rows in by_code().filter(|_| !by_unit) {
                let [(code, _), _, ..] = rows else {
                    log.held();
                    continue;
                };
                let rows: Vec<RowIndex> = rows.iter().map(|(_, row)| *row).collect();
                let mut places = rows.iter().map(|row| place(table, *row));
                let draft = Draft::at(places.next().unwrap_or_default());
                let what = if alike(table, &rows) {
                    Text::new("，金额完全相同", " with the same amounts")
                } else {
                    Text::new("，金额不同", " with different amounts")
                };
                log.found(
                    places
                        .fold(draft, Draft::and_at)
                        .printed(rows.len().to_string())
                        .with("code", code)
                        .with_text("what", what)
                        .with_text("table", Text::owned(table_zh(sheet.id()), sheet.id().to_string())),
                );
            }
        }
    }
}

fn place(table: &Table, row: RowIndex) -> Place {
    let line = table.row(row).map_or(0, |row| row.line);
    table.cells_of(row).first().map_or(Place { line, ..Place::default() }, |cell| cell.place)
}

/// Whether all rows hold the same entries.
fn alike(table: &Table, rows: &[RowIndex]) -> bool {
    let entries = |row: RowIndex| -> Vec<(ColumnIndex, &Entry)> {
        table.cells_of(row).iter().map(|cell| (cell.column, &cell.entry)).collect()
    };
    rows.windows(2).all(|pair| matches!(pair, [a, b] if entries(*a) == entries(*b)))
}
