//! What stands around a table: title, unit, form number, notes.

use juesuan_segment::{Block, BlockKind, Segmentation, Span};

use crate::table::{Context, Table};

/// Fills the context of the tables of one run of fragments: the blocks `first..=last` of the segmentation.
pub(crate) fn surround(segmentation: &Segmentation<'_>, first: usize, last: usize, tables: &mut [Table]) {
    let mut around = above(segmentation, first);
    around.notes = below(segmentation, last);
    let count = tables.len();
    for (index, table) in tables.iter_mut().enumerate() {
        let context = &mut table.context;
        context.section = around.section;
        context.title = context.title.or(around.title);
        context.caption = context.caption.or(around.caption);
        context.form_number = context.form_number.or(around.form_number);
        context.unit = context.unit.or(around.unit);
        context.department = context.department.or(around.department);
        if index + 1 == count {
            context.notes.append(&mut around.notes);
        }
    }
}

/// What the blocks above a fragment say, up to the nearest heading, running text or other table.
fn above(segmentation: &Segmentation<'_>, first: usize) -> Context {
    let blocks = segmentation.blocks.get(..first).unwrap_or(&[]);
    let section = segmentation.blocks.get(first).and_then(|block| block.section);
    let mut context = Context { section, ..Context::default() };
    for block in blocks.iter().rev() {
        let place = match block.kind {
            BlockKind::Blank | BlockKind::Furniture => continue,
            BlockKind::Unit => &mut context.unit,
            BlockKind::Department => &mut context.department,
            BlockKind::FormNumber => &mut context.form_number,
            BlockKind::Caption => &mut context.caption,
            BlockKind::Heading => {
                context.title = Some(heading(segmentation, block));
                break;
            }
            _ => break,
        };
        place.get_or_insert_with(|| trimmed(segmentation.source, block.span));
    }
    context
}

/// The title that a heading block opens a section with, or its text.
fn heading(segmentation: &Segmentation<'_>, block: &Block) -> Span {
    let section = block.section.and_then(|id| segmentation.sections.get(id.0 as usize));
    let title =
        section.map(|section| section.title).filter(|&title| block.span.contains(title) && !title.is_empty());
    title.unwrap_or_else(|| trimmed(segmentation.source, block.span))
}

/// The notes right below a fragment.
fn below(segmentation: &Segmentation<'_>, last: usize) -> Vec<Span> {
    let blocks = segmentation.blocks.get(last + 1..).unwrap_or(&[]);
    blocks
        .iter()
        .take_while(|block| matches!(block.kind, BlockKind::Blank | BlockKind::Furniture | BlockKind::Note))
        .filter(|block| block.kind == BlockKind::Note)
        .map(|block| trimmed(segmentation.source, block.span))
        .collect()
}

/// A block's bytes without blanks and line ends around them.
fn trimmed(source: &str, span: Span) -> Span {
    let text = span.text(source);
    let start = span.start as usize + text.len() - text.trim_start().len();
    Span::of(start..start + text.trim().len())
}
