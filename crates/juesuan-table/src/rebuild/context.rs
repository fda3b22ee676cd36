//! What stands around a table: title, unit, form number, notes.

use juesuan_segment::{Block, BlockKind, FragmentLayout, Segmentation, Span, plain};
use juesuan_source::chars::{before_year, is_page_line};

use crate::table::{Context, Table};
use crate::tuning::rebuild::TUNING;
use crate::words::Words;
use crate::words::is_titled;

/// Fills the context of the tables of one run of fragments, of which `last` is the last block: what stands `above` it
/// and below it.
pub(crate) fn surround(segmentation: &Segmentation<'_>, above: Context, last: usize, tables: &mut [Table]) {
    let mut around = above;
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
pub(crate) fn above(words: &Words, segmentation: &Segmentation<'_>, first: usize) -> Context {
    let blocks = segmentation.blocks.get(..first).unwrap_or(&[]);
    let section = segmentation.blocks.get(first).and_then(|block| block.section);
    let mut context = Context { section, ..Context::default() };
    let aligned = segmentation
        .blocks
        .get(first)
        .is_some_and(|block| block.kind == BlockKind::Fragment(FragmentLayout::Aligned));
    let mut strays = 0;
    for (at, block) in blocks.iter().enumerate().rev() {
        if block.kind == BlockKind::Caption {
            // 表 1：收入支出决算总表 is the title, whatever heading stands above it
            let line = trimmed(segmentation.source, block.span);
            if words.names_statement(&plain(line.text(segmentation.source))) {
                context.title = Some(line);
                let further = blocks.get(..at).unwrap_or(&[]);
                context.unit = context.unit.or_else(|| unit_below_same_title(segmentation, further, line));
                break;
            }
        }
        let place = match block.kind {
            BlockKind::Blank | BlockKind::Furniture | BlockKind::Chart => continue,
            BlockKind::Unit => &mut context.unit,
            BlockKind::Department => &mut context.department,
            BlockKind::FormNumber => &mut context.form_number,
            BlockKind::Caption => &mut context.caption,
            BlockKind::Heading => {
                context.title = Some(heading(segmentation, block));
                break;
            }
            BlockKind::Paragraph | BlockKind::ListItem => {
                let line = trimmed(segmentation.source, block.span);
                let text = plain(line.text(segmentation.source));
                // marks that fell out of the title: “ ”, or the number of a page
                if !text.chars().any(char::is_alphanumeric) || is_page_line(&text) {
                    continue;
                }
                match line_above(&text) {
                    Some(LineAbove::Year) => continue,
                    Some(LineAbove::Title) => {
                        context.title.get_or_insert(line);
                        break;
                    }
                    // a piece of a header that stands too far from its columns
                    Some(LineAbove::Stray) if aligned && strays < TUNING.context.most_strays => {
                        strays += 1;
                        continue;
                    }
                    _ => break,
                }
            }
            _ => break,
        };
        place.get_or_insert_with(|| trimmed(segmentation.source, block.span));
    }
    context
}

/// The unit between a title and the same title once more, as a cell over all columns of the table prints it.
fn unit_below_same_title(segmentation: &Segmentation<'_>, blocks: &[Block], title: Span) -> Option<Span> {
    let mut unit = None;
    for block in blocks.iter().rev() {
        match block.kind {
            BlockKind::Blank | BlockKind::Furniture | BlockKind::Department | BlockKind::FormNumber => {}
            BlockKind::Unit => unit = unit.or_else(|| Some(trimmed(segmentation.source, block.span))),
            BlockKind::Heading => {
                let name = |span: Span| plain(span.text(segmentation.source)).into_owned();
                return unit.filter(|_| name(heading(segmentation, block)) == name(title));
            }
            _ => return None,
        }
    }
    None
}

/// What a line of running text right above a form can be.
enum LineAbove {
    /// （2022年度）, below the title.
    Year,
    /// The title itself, where nothing marks it as a heading.
    Title,
    /// A few characters: 功能分类 or 项目, words of a header.
    Stray,
}

fn line_above(text: &str) -> Option<LineAbove> {
    let inside = text.trim_matches(['（', '）', '(', ')']);
    if before_year(inside).is_some_and(|year| year.chars().count() == 4 && !year.contains('本')) {
        return Some(LineAbove::Year);
    }
    let name = text.split(['（', '(']).next().unwrap_or(text);
    let title = is_titled(name)
        && text.chars().count() <= TUNING.context.longest_title
        && !text.contains(['。', '，', '；', '：', ':', '见', '如']);
    if title {
        return Some(LineAbove::Title);
    }
    let stray = text.chars().count() <= TUNING.context.longest_stray
        && !text.contains(['。', '，', '；', '：', ':', '、']);
    stray.then_some(LineAbove::Stray)
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
