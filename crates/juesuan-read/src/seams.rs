//! Where paragraphs go on below a line end.

use juesuan_segment::{Block, BlockKind, Segmentation, Span};
use juesuan_source::line_ends;

use crate::tuning::TUNING;

/// The line ends inside paragraphs, with the blanks around them; those of a page break with what stands at the edges of
/// the pages. In order, and without overlap.
pub(crate) fn seams(segmentation: &Segmentation<'_>) -> Vec<Span> {
    let mut seams = Vec::new();
    let mut above: Option<&Block> = None;
    for block in &segmentation.blocks {
        match block.kind {
            BlockKind::Blank | BlockKind::Furniture => {}
            kind if is_running(kind) => {
                if let Some(above) = above.filter(|_| block.continues) {
                    let (end, start) = (bounds(segmentation, above).end, bounds(segmentation, block).start);
                    seams.push(Span::new(end, start));
                }
                seams.extend(inside(segmentation, block));
                above = Some(block);
            }
            _ => above = None,
        }
    }
    seams
}

/// Kinds of blocks whose lines are broken where a line is full.
const fn is_running(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Note | BlockKind::Heading)
}

/// A block without the blanks around it.
fn bounds(segmentation: &Segmentation<'_>, block: &Block) -> Span {
    let text = segmentation.text(block);
    let start = text.len() - text.trim_start().len();
    let at = |offset: usize| block.span.start + Span::of(0..offset).end;
    Span::new(at(start), at(text.trim_end().len().max(start)))
}

/// The line ends inside a block.
fn inside<'a>(segmentation: &'a Segmentation<'_>, block: &'a Block) -> impl Iterator<Item = Span> + 'a {
    let bounds = bounds(segmentation, block);
    let text = bounds.text(segmentation.source);
    let at = move |offset: usize| bounds.start + Span::of(0..offset).end;
    let mut from = 0;
    std::iter::from_fn(move || {
        let end = from + line_ends(text.get(from..)?).next()?;
        let upper = text.get(..end)?.trim_end().len();
        let lower = text.len() - text.get(end..)?.trim_start().len();
        from = lower;
        Some((upper, lower))
    })
    .filter(move |(upper, lower)| block.kind != BlockKind::Heading || is_broken(text, *upper, *lower))
    .map(move |(upper, lower)| Span::new(at(upper), at(lower)))
}

/// Whether a title is broken where its line was full: the name of a body above that of its report, and the number of a
/// part above its title, are lines of their own.
fn is_broken(title: &str, upper: usize, lower: usize) -> bool {
    let letters = |line: &str| line.trim().chars().count();
    let above = letters(title.get(..upper).and_then(|above| above.lines().next_back()).unwrap_or(""));
    let below = letters(title.get(lower..).and_then(|below| below.lines().next()).unwrap_or(""));
    above >= TUNING.seams.full_title && above >= below
}

#[cfg(test)]
mod tests {
    use super::seams;

    /// A text without its seams.
    fn unbroken(text: &str) -> String {
        let segmentation = juesuan_segment::segment(text).expect("short");
        let (mut whole, mut from) = (String::new(), 0);
        for seam in seams(&segmentation) {
            whole.push_str(&text[from..seam.start as usize]);
            from = seam.end as usize;
        }
        whole + &text[from..]
    }

    #[test]
    fn lines_of_a_paragraph_are_one() {
        let sentence = "白沙河灌区管理所本年支出合计52.40万元，其中渠道维修30.20万元，占57.63%，水质监测22.20万元，占42.37%。";
        let wrapped: String = sentence
            .chars()
            .enumerate()
            .flat_map(|(at, c)| (at > 0 && at % 26 == 0).then_some('\n').into_iter().chain([c]))
            .collect();
        let text = format!("一、支出情况\n{wrapped}\n\n二、其他情况\n{wrapped}\n");
        assert_eq!(unbroken(&text), format!("一、支出情况\n{sentence}\n\n二、其他情况\n{sentence}\n"));
    }

    #[test]
    fn what_stands_on_lines_of_its_own_stays_so() {
        for text in
            ["第一部分\n部门概况\n一、职责\n", "白沙河灌区管理所\n2023年度部门决算\n", "a\tb\nc\td\n", ""]
        {
            assert_eq!(unbroken(text), text);
        }
    }
}
