//! Forms of self-evaluation whose cells only blanks or line ends part: they begin with 项目名称 and end with the row that sums
//! up the points. Between the two a line may look like anything, so the heads of indicators decide.

use std::sync::LazyLock;

use juesuan_source::Phrases;
use juesuan_source::chars::is_figure;
use juesuan_vocabulary::performance::FORM_END_LABELS;

use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;
use crate::zone::Zone;
use crate::{FragmentLayout, Marker, MarkerStyle, markup::plain};

/// The heads that a form of indicators has, level by level, and the labels with which forms begin.
static HEADS: LazyLock<[&'static [&'static str]; 4]> = LazyLock::new(|| {
    let rows = |module, name| {
        juesuan_vocabulary::list("table_words", module, name).map_or(&[][..], |list| list.rows)
    };
    [
        rows("forms", "form_names"),
        rows("scores", "first_levels"),
        rows("scores", "third_levels"),
        rows("scores", "points"),
    ]
});

/// The labels with which forms begin, and the heads of the first and of the third level.
static WORDS: LazyLock<[Phrases; 3]> = LazyLock::new(|| [0, 1, 2].map(|at| Phrases::new(HEADS[at])));

/// All zones together, in order: the body of another form ends where a form of self-evaluation begins, and one that begins
/// right above it is that form.
pub(crate) fn with_forms(mut zones: Vec<Zone>, forms: Vec<Zone>) -> Vec<Zone> {
    zones.retain_mut(|zone| {
        let next = forms.partition_point(|form| form.end <= zone.first);
        match forms.get(next).filter(|form| form.first < zone.end) {
            Some(form) if form.first <= zone.first + TUNING.form_zone.lines_above => false,
            Some(form) => {
                zone.end = form.first;
                true
            }
            None => true,
        }
    });
    zones.extend(forms);
    zones.sort_by_key(|zone| zone.first);
    zones
}

/// The forms among these pieces, in order; none overlaps another.
pub(crate) fn zones(source: &str, pieces: &[Piece]) -> Vec<Zone> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let zone = opens(source, &pieces[at]).then(|| zone(source, pieces, at)).flatten();
        at = zone.as_ref().map_or(at + 1, |zone| zone.end.max(at + 1));
        found.extend(zone);
    }
    found
}

/// Whether a line begins with the label of a form, or holds one between blanks.
fn opens(source: &str, piece: &Piece) -> bool {
    if !matches!(piece.shape, Shape::Text) {
        return false;
    }
    let text = piece.text.text(source);
    if !WORDS[0].any_in(text) {
        return false;
    }
    let whole = |word: &str| HEADS[0].contains(&word.trim_end_matches(['：', ':']));
    let first = text.split_whitespace().next().is_some_and(whole);
    first || holds_heads(text) && text.split_whitespace().any(whole)
}

fn holds_heads(text: &str) -> bool {
    WORDS[1..].iter().all(|heads| heads.any_in(text))
}

fn zone(source: &str, pieces: &[Piece], first: usize) -> Option<Zone> {
    let mut seen = Seen::default();
    for (at, piece) in pieces.iter().enumerate().skip(first).take(TUNING.form_zone.longest) {
        let text = piece.text.text(source);
        let inside = matches!(
            piece.shape,
            Shape::Text | Shape::Blank | Shape::PageBreak | Shape::Number | Shape::Label(_) | Shape::TabEnd
        );
        let above = piece.shape.is_empty() && !seen.is_double_spaced()
            || matches!(piece.shape, Shape::Label(_))
            || begins_part(text);
        if !inside || at > first && opens(source, piece) || seen.levels == [true; 2] && !seen.points && above
        {
            return seen.unscored(first);
        }
        if piece.shape.is_empty() {
            seen.gaps += 1;
            continue;
        }
        seen.read(text, at);
        if seen.levels == [true; 2]
            && let Some(end) = end(source, pieces, at)
        {
            return Some(Zone { first, end, layout: seen.layout() });
        }
    }
    seen.unscored(first)
}

/// Whether a line is the title of a part of the document.
fn begins_part(text: &str) -> bool {
    let marker = Marker::at_start(text, 0);
    marker.is_some_and(|marker| {
        matches!(marker.style, MarkerStyle::Part | MarkerStyle::Annex | MarkerStyle::Han)
    })
}

/// What the lines of a form have shown so far.
#[derive(Default)]
struct Seen {
    /// Heads of the first and of the third level.
    levels: [bool; 2],
    /// Heads of points, further down.
    points: bool,
    lines: usize,
    /// Lines that are one cell.
    lone: usize,
    /// Blank lines.
    gaps: usize,
    /// Lines from the heads on.
    below: usize,
    /// Behind the last line.
    end: usize,
}

impl Seen {
    fn read(&mut self, text: &str, at: usize) {
        self.lines += 1;
        self.lone += usize::from(!text.contains([' ', '\u{3000}']));
        self.end = at + 1;
        for (seen, heads) in self.levels.iter_mut().zip(&HEADS[1..3]) {
            let mut words = text.split_whitespace().filter_map(|word| word.split(['（', '(']).next());
            *seen |= words.any(|word| heads.contains(&word));
        }
        if self.levels == [true; 2] {
            self.below += 1;
            let ends = |word: &str| HEADS[3].iter().any(|head| word.ends_with(head));
            self.points |= text.split_whitespace().any(ends);
        }
    }

    /// Whether a blank line stands below every line, and so says nothing.
    fn is_double_spaced(&self) -> bool {
        self.gaps * 2 > self.lines
    }

    fn layout(&self) -> FragmentLayout {
        let cells = (self.lines - self.lone) * TUNING.form_zone.lone_share <= self.lines;
        if cells { FragmentLayout::Exploded } else { FragmentLayout::Aligned }
    }

    /// The form that sets targets and gives no points, so that no row sums them up.
    fn unscored(&self, first: usize) -> Option<Zone> {
        let whole = self.levels == [true; 2] && !self.points && self.below > 1;
        whole.then(|| Zone { first, end: self.end, layout: self.layout() })
    }
}

/// Where the form ends whose points this line sums up: behind its figures.
fn end(source: &str, pieces: &[Piece], at: usize) -> Option<usize> {
    let text = pieces[at].text.text(source);
    let is_total = |word: &str| FORM_END_LABELS.contains(&&*plain(word));
    let mut words = text.split_whitespace();
    let first = words.next().is_some_and(is_total);
    if words.clone().next().is_some() {
        let figures = || words.clone().all(is_figure);
        let within = holds_heads(text) && text.split_whitespace().any(is_total);
        return (first && figures() || within).then_some(at + 1);
    }
    let below = pieces.iter().enumerate().skip(at + 1).filter(|(_, piece)| !piece.shape.is_empty());
    let figures = below
        .take(TUNING.form_zone.totals)
        .take_while(|(_, piece)| is_figure(piece.text.text(source).trim()));
    figures.last().filter(|_| first).map(|(last, _)| last + 1)
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, FragmentLayout, segment};

    fn layouts(text: &str) -> Vec<(FragmentLayout, String)> {
        let segmentation = segment(text).unwrap();
        let fragments = segmentation.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Fragment(layout) => Some((layout, segmentation.text(block).trim().to_owned())),
            _ => None,
        });
        fragments.collect()
    }

    const FORM: &str = "项目名称 渠道清淤\n项目资金（万元） 年初预算数 全年执行数 分值 得分\n年度资金总额 4.20 4.20 10 10\n\
        一级指标 二级指标 三级指标 指标值 完成值 分值 得分\n产出指标 数量指标 长度 6公里 6公里 90 90\n总分 100 100";

    #[test]
    fn a_form_goes_from_its_name_to_its_points() {
        let flat = layouts(&format!("项目支出绩效自评表\n{FORM}\n第二部分 说明\n"));
        assert_eq!(flat, [(FragmentLayout::Aligned, FORM.to_owned())]);
        let cells = FORM.replace(' ', "\n");
        let exploded = layouts(&format!("项目支出绩效自评表\n{cells}\n第二部分 说明\n"));
        assert_eq!(exploded, [(FragmentLayout::Exploded, cells)]);
        let line = FORM.replace('\n', " ");
        assert_eq!(layouts(&format!("{line}\n说明如下。\n")), [(FragmentLayout::Aligned, line)]);
    }

    #[test]
    fn a_form_of_targets_goes_on_to_the_next_part() {
        let form = "项目名称 渠道清淤\n一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 长度 ≥6公里";
        for form in [form.to_owned(), form.replace(' ', "\n")] {
            let found = layouts(&format!("绩效目标表\n{form}\n第二部分 说明\n共清淤6公里。\n"));
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].1, form);
        }
    }

    #[test]
    fn text_about_a_name_is_no_form() {
        assert!(layouts("项目名称 渠道清淤\n一级指标和三级指标见附件。\n共完成6公里。\n").is_empty());
    }
}
