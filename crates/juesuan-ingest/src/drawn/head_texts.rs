//! What the texts of a head are: words beside and below one another that stand in one cell, and the column in which each stands.

use super::word::Word;
use crate::tuning::{TUNING, Tolerances};

/// Words of a head that stand in one cell.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The numbers of its words.
    pub(super) words: Vec<usize>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y0: f32,
    pub(super) y1: f32,
    /// The height of its type.
    pub(super) size: f32,
    /// The column in which its middle stands.
    pub(super) column: usize,
}

impl Text {
    fn of(number: usize, word: &Word, xs: &[f32]) -> Self {
        let size = word.bottom - word.top;
        let mut text = Self {
            words: vec![number],
            x0: word.x0,
            x1: word.x1,
            y0: word.top,
            y1: word.bottom,
            size,
            column: 0,
        };
        text.settle(xs);
        text
    }

    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.y0, self.y1)
    }

    pub(super) fn centre(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Takes the words of another text as its own.
    pub(super) fn take(&mut self, other: Self) {
        self.words.extend(other.words);
        (self.x0, self.x1) = (self.x0.min(other.x0), self.x1.max(other.x1));
        (self.y0, self.y1) = (self.y0.min(other.y0), self.y1.max(other.y1));
    }

    fn settle(&mut self, xs: &[f32]) {
        let last = xs.len().saturating_sub(2);
        self.column = xs.partition_point(|&x| x <= self.centre()).saturating_sub(1).min(last);
    }
}

/// The texts of single lines, from top to bottom: words that no side of a column parts are one text.
pub(super) fn texts(words: &[Word], xs: &[f32], tuning: &Tolerances) -> Vec<Text> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    let key = |at: usize| words.get(at).map_or((0.0, 0.0), |word| (word.y, word.x0));
    order.sort_by(|&a, &b| key(a).0.total_cmp(&key(b).0).then(key(a).1.total_cmp(&key(b).1)));
    let mut found: Vec<Text> = Vec::new();
    let mut height = f32::NEG_INFINITY;
    for at in order {
        let Some(word) = words.get(at) else { continue };
        let next = Text::of(at, word, xs);
        let is_beside = (word.y - height).abs() < f32::EPSILON;
        height = word.y;
        if let Some(last) = found.last_mut().filter(|_| is_beside) {
            let has_side = xs.iter().any(|&x| last.x1 <= x && x <= next.x0);
            // a word that is spaced out stands in one cell: nothing else does beside it
            let is_spaced = last.width() < 1.5 * last.size && next.width() < 1.5 * next.size;
            let is_near = next.x0 - last.x1 < tuning.column_gap * next.size;
            if !has_side && (is_near || is_spaced || last.column == next.column) {
                last.take(next);
                last.settle(xs);
                continue;
            }
        }
        found.push(next);
    }
    found
}

/// Where rows are and how wide the texts of columns are below a head: what tells a text in several lines from a head above others.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    /// How far apart rows of one line are.
    pub(super) pitch: Option<f32>,
    /// The widest text of each column.
    pub(super) widest: Vec<f32>,
}

impl Body {
    /// The white above and below the text of a row.
    pub(super) fn white(&self, size: f32) -> f32 {
        self.pitch.map_or(0.0, |pitch| f32::midpoint(pitch, -size).clamp(0.0, size))
    }
}

impl Body {
    /// How much speaks against a text and the one below it being one that is wrapped, in sizes.
    pub(super) fn against_one(&self, above: &Text, below: &Text, xs: &[f32]) -> f32 {
        let size = above.size.max(1.0);
        let off = (above.centre() - below.centre()).abs().min((above.x0 - below.x0).abs());
        let sides = xs.get(above.column).copied().zip(xs.get(above.column + 1).copied());
        let (left, right) = sides.unwrap_or((above.x0, above.x1));
        // a line that leaves room for another character is not wrapped
        let next = above.width() + TUNING.head.next_character * size;
        let widest = self.widest.get(above.column).copied().unwrap_or(0.0).max(below.width());
        let room = if next < widest {
            TUNING.head.has_room
        } else if next < right - left - TUNING.head.white * size {
            TUNING.head.may_have_room
        } else {
            0.0
        };
        let outside = (left - above.x0).max(0.0) + (above.x1 - right).max(0.0);
        let pitch = below.y0 - above.y1 + size;
        let is_row = self.pitch.is_some_and(|usual| pitch >= TUNING.head.row * usual);
        let apart = if pitch > TUNING.head.far * size {
            TUNING.head.is_far
        } else if is_row {
            TUNING.head.is_row
        } else {
            0.0
        };
        (off + TUNING.head.outside * outside) / size + room + apart
    }
}
