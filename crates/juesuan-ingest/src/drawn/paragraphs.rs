//! Which lines go on with the line above: a page's width breaks paragraphs, and geometry says where.

use juesuan_source::chars;

use super::lines::{Line, is_han};
use crate::tuning::Tolerances;

/// Where text begins and ends on pages of one width, and how far lines are apart.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Margins {
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) pitch: f32,
}

impl Margins {
    /// The margins of pages by their lines of running text; `None` where there are too few to tell.
    pub(crate) fn of<'l>(
        pages: impl Iterator<Item = &'l [Line]>,
        width: f32,
        tuning: &Tolerances,
    ) -> Option<Self> {
        let (mut lefts, mut rights, mut pitches, mut sizes) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for lines in pages {
            for line in lines.iter().filter(|line| !line.has_columns() && line.marks.len() > 12) {
                lefts.push(line.x0);
                // labels that stand on every page end where they end, and no text does
                rights.extend(Some(line.x1).filter(|&x1| x1 > tuning.least_right * width));
                sizes.push(line.size);
            }
            for pair in lines.windows(2) {
                if let [above, below] = pair
                    && !above.has_columns()
                    && !below.has_columns()
                {
                    pitches.push(below.middle() - above.middle());
                }
            }
        }
        pitches.sort_by(f32::total_cmp);
        lefts.sort_by(f32::total_cmp);
        rights.sort_by(|a, b| b.total_cmp(a));
        let near = usual_size(sizes)? * tuning.full_line;
        Some(Self {
            left: common(&lefts, near).or_else(|| lefts.first().copied())?,
            right: common(&rights, near)?,
            pitch: pitches.get(pitches.len() / 2).copied()?,
        })
    }
}

/// The first value that another one is near to: a margin has more than one line.
fn common(values: &[f32], near: f32) -> Option<f32> {
    let pairs = values.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
    pairs.into_iter().find(|(a, b)| (a - b).abs() < near).map(|(a, _)| a)
}

fn usual_size(mut sizes: Vec<f32>) -> Option<f32> {
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}

/// Whether `next` goes on with the paragraph that ends with `last`.
pub(crate) fn goes_on(last: &Line, next: &Line, margins: &Margins, tuning: &Tolerances) -> bool {
    let pitch = next.middle() - last.middle();
    pitch > 0.0
        && pitch < margins.pitch.max(last.size * 1.2) * tuning.leading
        && fits(last, next, margins, tuning)
}

fn fits(last: &Line, next: &Line, margins: &Margins, tuning: &Tolerances) -> bool {
    let same_size = (last.size - next.size).abs() <= tuning.same_size * last.size.max(next.size);
    same_size
        && !last.has_columns()
        && !next.has_columns()
        && !is_leader(last)
        && last.x0 < margins.left + tuning.deepest_indent * last.size
        && next.x0 < margins.left + tuning.indent * next.size
        && last.x1 + first_word(next) > margins.right - tuning.full_line * last.size
        && !(ends_sentence(last) && begins_item(next))
}

/// The width of what cannot be broken at the start of a line.
fn first_word(line: &Line) -> f32 {
    let Some(first) = line.marks.first() else { return 0.0 };
    let is_whole = |char: char| !is_han(char);
    let marks = line.marks.iter().take(24).enumerate();
    marks
        .take_while(|(at, mark)| {
            *at == 0
                || is_whole(mark.glyph.char)
                    && mark.gap == super::lines::Gap::None
                    && is_whole(first.glyph.char)
        })
        .last()
        .map_or(0.0, |(at, mark)| if at == 0 { 0.0 } else { mark.glyph.x1 - first.glyph.x0 })
}

/// Dots that lead to a page number.
fn is_leader(line: &Line) -> bool {
    line.chars().filter(|char| matches!(char, '.' | '…' | '·' | '．')).count() > 6
}

fn ends_sentence(line: &Line) -> bool {
    line.chars().next_back().is_some_and(|char| matches!(char, '。' | '；' | '：' | '！' | '？' | ';' | ':'))
}

/// Whether a character counts by itself, as 一 and 十 do.
fn is_numeral(c: char) -> bool {
    chars::numeral(c.encode_utf8(&mut [0; 4])).is_some()
}

/// Whether a line begins like an item of a list or a heading: a number and a mark after it.
pub(crate) fn begins_item(line: &Line) -> bool {
    let mut chars = line.chars().take(6).peekable();
    let opens = chars.next_if(|char| matches!(char, '（' | '(' | '第')).is_some();
    let mut count = 0;
    while chars.next_if(|char| char.is_ascii_digit() || is_numeral(*char)).is_some() {
        count += 1;
    }
    let is_numbered = count > 0
        && chars.next().is_some_and(|char| {
            if opens {
                matches!(char, '）' | ')' | '部' | '章' | '条')
            } else {
                matches!(char, '、' | '.' | '．')
            }
        });
    is_numbered || line.chars().next().is_some_and(|char| ('①'..='⑳').contains(&char) || char == '●')
}
