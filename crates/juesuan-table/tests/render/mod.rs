//! A compact picture of tables: columns first, then a line a row, then the repairs.

use std::fmt::Write;

use juesuan_table::{CellKind, CellRef, Grid, Repair, Role, RowKind, Tables};

/// Draws all tables.
pub(crate) fn render(source: &str, tables: &Tables) -> String {
    let mut out = String::new();
    for table in &tables.tables {
        draw(source, table, &mut out);
    }
    for repair in &tables.repairs {
        draw_repair(source, repair, &mut out);
    }
    out
}

fn draw(source: &str, table: &Grid, out: &mut String) {
    let context = &table.context;
    let _ = write!(out, "table");
    for (name, span) in [("title", context.title), ("unit", context.unit), ("form", context.form_number)] {
        if let Some(span) = span {
            let _ = write!(out, " {name}={}", span.text(source));
        }
    }
    out.push('\n');
    for panel in table.panels.iter().filter(|_| table.panels.len() > 1) {
        let _ = writeln!(out, "  panel {} {:?}", panel.side.as_deref().unwrap_or("-"), panel.columns);
    }
    for column in &table.columns {
        let role = match column.role {
            Role::Code => "code",
            Role::Label => "label",
            Role::RowNumber => "row number",
            Role::Ordinal => "ordinal",
            Role::Figure => "figure",
            Role::Text => "text",
        };
        let _ = writeln!(out, "  {role}: {}", column.path.join("/"));
    }
    for (at, row) in table.row_indices().zip(&table.rows) {
        let mark = match row.kind {
            RowKind::Data => ' ',
            RowKind::Group => '>',
            RowKind::ColumnNumbers => '#',
        };
        let cells: Vec<String> = table.row_cells(at).map(|cell| draw_cell(source, cell)).collect();
        let _ = writeln!(out, "{mark} {}", cells.join(" | "));
    }
}

/// `~` marks a cell joined from several places.
fn draw_cell(source: &str, cell: CellRef<'_>) -> String {
    let repaired = if cell.is_repaired() { "~" } else { "" };
    match cell.kind() {
        CellKind::Blank => String::new(),
        CellKind::Dash => "(dash)".to_owned(),
        CellKind::Count => format!("{repaired}#{}", cell.text(source)),
        CellKind::Amount | CellKind::Percent | CellKind::Text => format!("{repaired}{}", cell.text(source)),
    }
}

fn draw_repair(source: &str, repair: &Repair, out: &mut String) {
    let line = source[..repair.at.start as usize].matches('\n').count() + 1;
    let printed: String = repair.printed.replace(['\n', '\t'], "·");
    let _ = writeln!(out, "! {line} {} {printed} => {}", repair.kind.name(), repair.read_as);
}
