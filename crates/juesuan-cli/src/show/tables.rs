//! Tables as boxes, with their repairs.

use std::fmt::Write as _;

use comfy_table::{ContentArrangement, Table as Box, presets};
use juesuan::segment::{Segmentation, plain};
use juesuan::table::{Grid, RepairKind, RowKind, Tables};

use super::{excerpt, reasons};
use crate::args::Language;
use crate::summary::counted;

/// Longest text of a cell, in characters.
const CELL: usize = 24;

/// Widest box, in columns of the terminal.
const WIDTH: u16 = 140;

/// Draws every table: title, unit and lines above the box, repaired cells marked `*`, repairs below.
///
/// `why` adds to each table what it was read by.
pub(crate) fn tables(
    segmentation: &Segmentation<'_>,
    tables: &Tables,
    language: Language,
    why: bool,
) -> String {
    let mut out = String::new();
    let mut repairs = tables.repairs.iter().peekable();
    for table in &tables.tables {
        head(&mut out, segmentation, table, language);
        if why {
            reasons::tell(&mut out, table, language);
        }
        let _ = writeln!(out, "{}", grid(segmentation.source, table));
        while let Some(repair) = repairs.next_if(|repair| repair.at.start < table.span.end) {
            let line = segmentation.lines.line(repair.at.start);
            let (printed, read_as) = (excerpt(&repair.printed, CELL), excerpt(&repair.read_as, CELL));
            let _ = match (language, name(repair.kind)) {
                (Language::Zh, name) => {
                    let why = repair.reason.text();
                    writeln!(out, "  * 第 {line} 行：{printed:?} → {read_as:?}（{name}：{why}）")
                }
                (Language::En, _) => {
                    let name = repair.kind.name().replace('_', " ");
                    writeln!(out, "  * line {line}: {printed:?} → {read_as:?} ({name})")
                }
            };
        }
        out.push('\n');
    }
    out
}

/// What was done, in Chinese.
fn name(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::StitchedTable => "接上分页的表",
        RepairKind::JoinedRow => "接上分页的行",
        RepairKind::WrappedRow => "合并折行",
        RepairKind::PartedRows => "分开各行",
        RepairKind::DroppedRepeat => "去掉重复的合并格",
        RepairKind::HealedNumber => "接上断开的数字",
        RepairKind::FoldedWidth => "全角转半角",
        RepairKind::ClosedGap => "去掉字间空白",
        RepairKind::ReadWord => "文字读作数字",
        RepairKind::DroppedPageNumber => "去掉页码",
        RepairKind::MovedCell => "移回所属的列",
        RepairKind::ReadCode => "整理编码",
        RepairKind::Uncertain => "不能确定，照原样保留",
        _ => kind.name(),
    }
}

fn head(out: &mut String, segmentation: &Segmentation<'_>, table: &Grid, language: Language) {
    let source = segmentation.source;
    let lines = &segmentation.lines;
    let (first, last) = (lines.line(table.span.start), lines.line(table.span.end.saturating_sub(1)));
    let text = |span: Option<juesuan::segment::Span>| span.map(|span| plain(span.text(source)).into_owned());
    let title = text(table.context.title)
        .or(text(table.context.caption))
        .unwrap_or_else(|| language.of("（无标题）", "(no title)").into());
    let details = [text(table.context.form_number), text(table.context.unit)].into_iter().flatten();
    let _ = match language {
        Language::Zh => write!(out, "{} · 第 {first}–{last} 行", excerpt(&title, 40)),
        Language::En => write!(out, "{} · lines {first}–{last}", excerpt(&title, 40)),
    };
    for detail in details {
        let _ = write!(out, " · {}", excerpt(&detail, 30));
    }
    let (panels, fragments) = (table.panels.len(), table.fragments.len());
    let _ = match language {
        Language::Zh => writeln!(out, " · {panels} 栏 · {fragments} 段"),
        Language::En => writeln!(
            out,
            " · {} · {}",
            counted(panels as u64, "panel"),
            counted(fragments as u64, "fragment")
        ),
    };
}

fn grid(source: &str, table: &Grid) -> Box {
    let mut grid = Box::new();
    grid.load_style(presets::UTF8_FULL_CONDENSED);
    grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    grid.set_header(table.columns.iter().map(|column| column.path.join("/")));
    for (index, row) in table.row_indices().zip(&table.rows) {
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
