//! Tables as boxes, with their repairs.

use std::fmt::Write as _;

use comfy_table::{ContentArrangement, Table as Box, presets};
use juesuan::segment::{Segmentation, plain};
use juesuan::table::{RowKind, Table, Tables};

use super::excerpt;

/// Longest text of a cell, in characters.
const CELL: usize = 24;

/// Widest box, in columns of the terminal.
const WIDTH: u16 = 140;

/// Draws every table: title, unit and lines above the box, repaired cells marked `*`, repairs below.
pub(crate) fn tables(segmentation: &Segmentation<'_>, tables: &Tables) -> String {
    let mut out = String::new();
    let mut repairs = tables.repairs.iter().peekable();
    for table in &tables.tables {
        head(&mut out, segmentation, table);
        let _ = writeln!(out, "{}", grid(segmentation.source, table));
        while let Some(repair) = repairs.next_if(|repair| repair.at.start < table.span.end) {
            let line = segmentation.lines.line(repair.at.start);
            let (printed, read_as) = (excerpt(&repair.printed, CELL), excerpt(&repair.read_as, CELL));
            let _ = writeln!(
                out,
                "  * line {line}: {printed:?} → {read_as:?} ({}: {})",
                repair.kind.name(),
                repair.reason.text()
            );
        }
        out.push('\n');
    }
    out
}

fn head(out: &mut String, segmentation: &Segmentation<'_>, table: &Table) {
    let source = segmentation.source;
    let lines = &segmentation.lines;
    let (first, last) = (lines.line(table.span.start), lines.line(table.span.end.saturating_sub(1)));
    let text = |span: Option<juesuan::segment::Span>| span.map(|span| plain(span.text(source)).into_owned());
    let title =
        text(table.context.title).or(text(table.context.caption)).unwrap_or_else(|| "(no title)".into());
    let details = [text(table.context.form_number), text(table.context.unit)].into_iter().flatten();
    let _ = write!(out, "{} · lines {first}–{last}", excerpt(&title, 40));
    for detail in details {
        let _ = write!(out, " · {}", excerpt(&detail, 30));
    }
    let fragments = table.fragments.len();
    let _ = writeln!(out, " · {} panel(s) · {fragments} fragment(s)", table.panels.len());
}

fn grid(source: &str, table: &Table) -> Box {
    let mut grid = Box::new();
    grid.load_style(presets::UTF8_FULL_CONDENSED);
    grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    grid.set_header(table.columns.iter().map(|column| column.path.join("/")));
    for (index, row) in table.rows.iter().enumerate() {
        if row.kind == RowKind::ColumnNumbers {
            continue;
        }
        grid.add_row(table.row_cells(index).map(|cell| {
            let mark = if cell.is_repaired() { "*" } else { "" };
            format!("{}{mark}", excerpt(&cell.text(source), CELL))
        }));
    }
    grid
}
