//! The section tree with the blocks under each heading.

use std::fmt::Write as _;

use juesuan::segment::{Block, BlockKind, Segmentation, plain};

use super::excerpt;
use crate::args::Language;

/// Longest excerpt of a block, in characters.
const EXCERPT: usize = 48;

/// Draws the tree: line number, indentation by level, number and title; under it the blocks in order, equal ones
/// counted.
pub(crate) fn segments(segmentation: &Segmentation<'_>, language: Language) -> String {
    let mut out = String::new();
    let blocks = segmentation.blocks.iter().filter(|block| block.kind != BlockKind::Blank);
    let mut run: Option<Run<'_>> = None;
    for block in blocks {
        if let Some(run) = &mut run
            && run.takes(block)
        {
            run.count += 1;
            continue;
        }
        flush(&mut out, segmentation, run.take().as_ref(), language);
        if block.kind == BlockKind::Heading {
            heading(&mut out, segmentation, block);
        } else {
            run = Some(Run { first: block, count: 1 });
        }
    }
    flush(&mut out, segmentation, run.as_ref(), language);
    if let Some(width) = segmentation.cut_at {
        let lines = segmentation.cut_lines.len();
        let _ = match language {
            Language::Zh => writeln!(out, "\n{lines} 行在第 {width} 字处被截断"),
            Language::En => writeln!(out, "\n{lines} lines were cut off at {width} characters"),
        };
    }
    out
}

/// Blocks of one kind in a row.
struct Run<'s> {
    first: &'s Block,
    count: usize,
}

impl Run<'_> {
    fn takes(&self, block: &Block) -> bool {
        let (kind, section) = (self.first.kind, self.first.section);
        matches!(kind, BlockKind::ListItem | BlockKind::Contents | BlockKind::Furniture)
            && block.kind == kind
            && block.section == section
    }
}

fn heading(out: &mut String, segmentation: &Segmentation<'_>, block: &Block) {
    let section = block.section.and_then(|id| segmentation.sections.get(id.0 as usize));
    let Some(section) = section else { return };
    let source = segmentation.source;
    let indent = "   ".repeat(usize::from(section.level.saturating_sub(1)));
    let number = section.marker.map_or("", |marker| marker.span.text(source));
    let line = segmentation.lines.line(section.heading.start);
    let _ = writeln!(
        out,
        "{line:>6} {indent}■ {} {}",
        plain(number),
        excerpt(&plain(section.title.text(source)), EXCERPT)
    );
}

fn flush(out: &mut String, segmentation: &Segmentation<'_>, run: Option<&Run<'_>>, language: Language) {
    let Some(&Run { first, count }) = run else { return };
    let section = first.section.and_then(|id| segmentation.sections.get(id.0 as usize));
    let indent = "   ".repeat(section.map_or(0, |section| usize::from(section.level)));
    let line = segmentation.lines.line(first.span.start);
    let times = if count > 1 { format!(" ×{count}") } else { String::new() };
    let joined = if first.continues { language.of("（接上文）", " (continues)") } else { "" };
    let kind = name(first.kind, language);
    let text = excerpt(&plain(first.span.text(segmentation.source)), EXCERPT);
    let _ = writeln!(out, "{line:>6} {indent}· {kind}{times}{joined}: {text}");
}

/// What a block is, as a word.
fn name(kind: BlockKind, language: Language) -> &'static str {
    let (zh, en) = match kind {
        BlockKind::Blank => ("空白", "blank"),
        BlockKind::Furniture => ("页面标记", "furniture"),
        BlockKind::Heading => ("标题", "heading"),
        BlockKind::Contents => ("目录", "contents"),
        BlockKind::Caption => ("图表名", "caption"),
        BlockKind::Unit => ("单位", "unit"),
        BlockKind::Department => ("部门", "department"),
        BlockKind::FormNumber => ("表号", "form number"),
        BlockKind::Note => ("注", "note"),
        BlockKind::ListItem => ("列表项", "list item"),
        BlockKind::Fragment(_) => ("表格", "table"),
        BlockKind::Chart => ("图的数据", "chart"),
        BlockKind::Paragraph => ("段落", "paragraph"),
        _ => ("其他", "other"),
    };
    language.of(zh, en)
}
