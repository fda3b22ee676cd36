//! What the lines of a form of self-evaluation show: its heads, its rows, the row that sums up and the rows behind it.

use std::sync::LazyLock;

use juesuan_source::Phrases;
use juesuan_source::chars::{is_figure, is_page_line};
use juesuan_vocabulary::performance::{FORM_END_LABELS, PRINTED_GRADES};
use juesuan_vocabulary::units;

use crate::heading::is_statutory_title;
use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;
use crate::{FragmentLayout, Marker, MarkerStyle, markup::plain};

/// The labels with which forms begin, and the words in the heads of their indicators.
pub(crate) struct Heads {
    pub(crate) labels: &'static [&'static str],
    first_levels: &'static [&'static str],
    third_levels: &'static [&'static str],
    targets: &'static [&'static str],
    points: &'static [&'static str],
    /// The labels of the rows behind the one that sums up.
    tails: &'static [&'static str],
}

pub(crate) static HEADS: LazyLock<Heads> = LazyLock::new(|| {
    let rows = |module, name| {
        juesuan_vocabulary::list("table_words", module, name).map_or(&[][..], |list| list.rows)
    };
    Heads {
        labels: rows("forms", "form_names"),
        first_levels: rows("scores", "first_levels"),
        third_levels: rows("scores", "third_levels"),
        targets: rows("scores", "targets"),
        points: rows("scores", "points"),
        tails: rows("forms", "form_tails"),
    }
});

/// The same words, to be looked for within a line.
static IN_LINES: LazyLock<[Phrases; 4]> =
    LazyLock::new(|| [HEADS.first_levels, HEADS.third_levels, HEADS.targets, HEADS.points].map(Phrases::new));

/// Whether a line holds the heads of indicators.
pub(crate) fn holds_heads(text: &str) -> bool {
    let [first_levels, third_levels, targets, points] = &*IN_LINES;
    third_levels.any_in(text) && (first_levels.any_in(text) || targets.any_in(text) && points.any_in(text))
}

/// A head of indicators; those of targets and points count with or below those of the levels.
#[derive(Copy, Clone)]
enum Head {
    First,
    Third,
    Target,
    Points,
}

/// What the lines of a form have shown so far.
#[derive(Default)]
pub(crate) struct Body {
    /// Whether a colon stands between the label of the form and the name, as it does in running text too.
    told: bool,
    /// Which heads were read, by [`Head`].
    heads: [bool; 4],
    lines: usize,
    /// Lines that are one cell.
    lone: usize,
    /// Lines with wide gaps.
    spaced: usize,
    /// Blank lines.
    gaps: usize,
    /// Lines from the heads on.
    below: usize,
    /// Rows with points, and behind the last of them.
    rows: usize,
    rows_end: usize,
    /// Lines since then.
    loose: usize,
    /// Behind the last line.
    end: usize,
}

impl Body {
    /// A form of which nothing was read yet; `told` says that a colon stands between its label and the name.
    pub(crate) fn begun(told: bool) -> Self {
        Self { told, ..Self::default() }
    }

    /// Whether heads of points were read.
    pub(crate) const fn has_points(&self) -> bool {
        self.has(Head::Points)
    }

    const fn has(&self, head: Head) -> bool {
        self.heads[head as usize]
    }

    /// Whether the heads of indicators were read.
    pub(crate) const fn is_headed(&self) -> bool {
        self.has(Head::Third) && (self.has(Head::First) || self.has(Head::Target) && self.has(Head::Points))
    }

    pub(crate) const fn gap(&mut self) {
        self.gaps += 1;
    }

    /// Whether a line stands below the form.
    pub(crate) fn ends_above(&self, piece: &Piece, text: &str) -> bool {
        let blank = piece.shape.is_empty();
        if !self.is_headed() {
            let far = self.lines >= TUNING.form_zone.lines_of_told;
            return self.told && !blank && (far || begins_part(text));
        }
        if !self.has_points() {
            let label = matches!(piece.shape, Shape::Label(_));
            return blank && !self.is_double_spaced() || label || begins_part(text);
        }
        !blank
            && (begins_part(text)
                || is_statutory_title(text)
                || self.rows > 0 && self.loose > TUNING.form_zone.loose_lines)
    }

    pub(crate) fn read(&mut self, piece: &Piece, text: &str, at: usize) {
        self.lines += 1;
        self.lone += usize::from(!text.contains([' ', '\u{3000}']));
        self.spaced += usize::from(matches!(piece.shape, Shape::Spaced | Shape::Gap));
        self.end = at + 1;
        if self.is_headed() && has_points(text) {
            (self.rows, self.rows_end, self.loose) = (self.rows + 1, at + 1, 0);
        } else {
            self.loose += 1;
        }
        for word in text.split_whitespace().filter_map(|word| word.split(['（', '(']).next()) {
            self.heads[Head::First as usize] |= HEADS.first_levels.contains(&word);
            self.heads[Head::Third as usize] |= HEADS.third_levels.contains(&word);
            let ends = |heads: &[&str]| heads.iter().any(|head| word.ends_with(head));
            let below = self.has(Head::Third);
            self.heads[Head::Target as usize] |= below && ends(HEADS.targets);
            self.heads[Head::Points as usize] |= below && ends(HEADS.points);
        }
        self.below += usize::from(self.is_headed());
    }

    /// Whether a blank line stands below every line, and so says nothing.
    const fn is_double_spaced(&self) -> bool {
        self.gaps * 2 > self.lines
    }

    /// How the cells of the form are parted; `None` where wide gaps set columns.
    pub(crate) fn layout(&self) -> Option<FragmentLayout> {
        if self.spaced * TUNING.form_zone.spaced_share > self.lines {
            return None;
        }
        let cells = (self.lines - self.lone) * TUNING.form_zone.lone_share <= self.lines;
        Some(if cells { FragmentLayout::Exploded } else { FragmentLayout::Aligned })
    }

    /// Where the form ends that no row sums up: behind its last row with points, or, where it sets targets and gives none,
    /// behind its last line.
    pub(crate) fn end(&self) -> Option<usize> {
        if !self.is_headed() {
            return None;
        }
        let (end, whole) =
            if self.has_points() { (self.rows_end, self.rows > 0) } else { (self.end, self.below > 1) };
        whole.then_some(end)
    }
}

/// Whether a line is the title of a part of the document.
fn begins_part(text: &str) -> bool {
    let marker = Marker::at_start(text, 0);
    marker.is_some_and(|marker| {
        matches!(marker.style, MarkerStyle::Part | MarkerStyle::Annex | MarkerStyle::Han)
    })
}

/// Whether a line holds the points of an indicator: a number up to a hundred behind other cells, or on a line of its own.
fn has_points(text: &str) -> bool {
    let points = |word: &&str| {
        let whole = word.split('.').next().unwrap_or(word);
        whole.len() <= "100".len() && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let rest = words.clone().count();
    if rest == 0 {
        return points(&first) && !is_page_line(text);
    }
    rest >= TUNING.form_zone.fewest_cells && words.any(|word| points(&word))
}

/// Where the form ends whose points this line sums up: behind its figures.
pub(crate) fn total_end(source: &str, pieces: &[Piece], at: usize) -> Option<usize> {
    let text = pieces[at].text.text(source);
    if holds_heads(text) && text.split_whitespace().any(|word| is_end_label(&plain(word))) {
        return Some(at + 1);
    }
    let figure = |word: &str| is_figure(word.strip_suffix(units::POINTS).unwrap_or(word));
    let cells = || text.split([' ', '\u{3000}', '：', ':']).filter(|word| !word.is_empty());
    let label: String = cells().take_while(|word| !figure(word)).map(|word| plain(word)).collect();
    if !is_end_label(&label) {
        return None;
    }
    if cells().any(figure) {
        return Some(at + 1);
    }
    let below = pieces.iter().enumerate().skip(at + 1).filter(|(_, piece)| !piece.shape.is_empty());
    let figures =
        below.take(TUNING.form_zone.totals).take_while(|(_, piece)| figure(piece.text.text(source).trim()));
    figures.last().map(|(last, _)| last + 1)
}

/// Whether a label names the row that sums up the points: 总分, 自评总分（100分）.
fn is_end_label(label: &str) -> bool {
    let stem = label.split(['（', '(']).next().unwrap_or(label);
    FORM_END_LABELS.contains(&stem)
}

/// Where the rows end that stand behind the points of a form: the grade, what else is to be said.
pub(crate) fn tail_end(source: &str, pieces: &[Piece], from: usize) -> usize {
    let text = |at: usize| pieces.get(at).map(|piece| piece.text.text(source));
    let printed = |from: usize| {
        let near = from..from + 2;
        near.into_iter().find(|&at| pieces.get(at).is_some_and(|piece| !piece.shape.is_empty()))
    };
    let mut end = from;
    for _ in 0..TUNING.form_zone.tail_rows {
        let Some(at) = printed(end) else { break };
        let Some(row) = text(at) else { break };
        if end == from && PRINTED_GRADES.contains(&&*plain(row)) {
            end = at + 1;
            continue;
        }
        let label = row.split([' ', '\u{3000}', '：', ':']).next().unwrap_or(row);
        if !HEADS.tails.contains(&&*plain(label)) {
            break;
        }
        // a label alone on its line has its cell below
        let alone = label.len() == row.trim().len();
        let cell = printed(at + 1).filter(|&cell| {
            alone
                && text(cell).is_some_and(|text| !begins_part(text) && !HEADS.tails.contains(&&*plain(text)))
        });
        end = cell.unwrap_or(at) + 1;
    }
    end
}
