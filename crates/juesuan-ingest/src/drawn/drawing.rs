//! What a page shows: characters with their boxes, and straight lines, whatever the format that drew them.

use std::collections::HashMap;

use juesuan_source::chars::{fold, unified};

use crate::tuning::{TUNING, Tolerances};

/// Which way a character stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Turn {
    /// As one reads.
    Upright,
    /// A quarter to the right: the line runs down.
    Right,
    /// On its head.
    Half,
    /// A quarter to the left: the line runs up.
    Left,
    /// At any other angle, or hardly visible: a watermark or a stamp.
    Watermark,
}

/// A character on a page, in points from the top left corner.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Glyph {
    pub(crate) char: char,
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    pub(crate) y0: f32,
    pub(crate) y1: f32,
    /// Height of the type in points.
    pub(crate) size: f32,
    pub(crate) turn: Turn,
    /// Whether its paint is so light that it is hard to read on white.
    pub(crate) is_pale: bool,
}

impl Glyph {
    pub(crate) fn middle(&self) -> (f32, f32) {
        (f32::midpoint(self.x0, self.x1), f32::midpoint(self.y0, self.y1))
    }

    /// The character in its usual width.
    pub(crate) fn plain(&self) -> char {
        fold(self.char)
    }
}

/// A straight line along the page's sides.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Edge {
    /// Whether it runs from left to right.
    pub(crate) horizontal: bool,
    /// Its distance from the top, or from the left.
    pub(crate) at: f32,
    /// Where it begins.
    pub(crate) from: f32,
    /// Where it ends.
    pub(crate) to: f32,
}

/// All that is drawn on a page.
pub(crate) struct Drawing<'t> {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) edges: Vec<Edge>,
    /// Whether a picture was drawn.
    pub(crate) has_picture: bool,
    /// Where each character was drawn last, by places of the size of a double.
    seen: HashMap<(char, i32, i32), u32>,
    tuning: &'t Tolerances,
}

impl<'t> Drawing<'t> {
    /// An empty page.
    pub(crate) fn new(tuning: &'t Tolerances) -> Self {
        Self { glyphs: Vec::new(), edges: Vec::new(), has_picture: false, seen: HashMap::new(), tuning }
    }

    /// Whether a page is a picture without text, or next to none.
    #[cfg(feature = "pdf")]
    pub(crate) fn is_picture(&self) -> bool {
        let visible = self.glyphs.iter().filter(|glyph| !glyph.char.is_whitespace()).count();
        self.has_picture && visible < TUNING.recognised.most_characters
    }

    /// Adds a character, unless it stands there already.
    pub(crate) fn push_char(&mut self, glyph: Glyph) {
        if glyph.char.is_control() || !(glyph.x0 + glyph.x1 + glyph.y0 + glyph.y1).is_finite() {
            return;
        }
        let glyph = Glyph { char: unified(glyph.char), ..glyph };
        if !glyph.char.is_whitespace() && self.is_double(&glyph) {
            return;
        }
        self.glyphs.push(glyph);
    }

    /// Whether the character stands there already: bold type is often drawn twice, a little apart.
    fn is_double(&mut self, glyph: &Glyph) -> bool {
        let near = self.tuning.double * glyph.size.max(1.0);
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page; out of range is capped")]
        let place = |value: f32| (value / near).floor() as i32;
        let (column, row) = (place(glyph.x0), place(glyph.y0));
        for x in column.saturating_sub(1)..=column.saturating_add(1) {
            for y in row.saturating_sub(1)..=row.saturating_add(1) {
                let other = self.seen.get(&(glyph.char, x, y)).and_then(|&at| self.glyphs.get(at as usize));
                if other.is_some_and(|o| (o.x0 - glyph.x0).abs() < near && (o.y0 - glyph.y0).abs() < near) {
                    return true;
                }
            }
        }
        let at = u32::try_from(self.glyphs.len()).unwrap_or(u32::MAX);
        self.seen.insert((glyph.char, column, row), at);
        false
    }

    /// One drawing that stands for several characters: a ligature. They share its width.
    pub(crate) fn push_several(&mut self, text: &str, place: Glyph) {
        let count = text.chars().count().min(64);
        if count == 0 {
            return self.push_char(Glyph { char: char::REPLACEMENT_CHARACTER, ..place });
        }
        #[expect(clippy::cast_precision_loss, reason = "at most 64")]
        for (at, char) in text.chars().take(count).enumerate() {
            let width = (place.x1 - place.x0) / count as f32;
            let x0 = place.x0 + width * at as f32;
            self.push_char(Glyph { char, x0, x1: x0 + width, ..place });
        }
    }

    /// Adds a line from one point to another, where it runs along a side of the page.
    pub(crate) fn push_segment(&mut self, (x0, y0): (f32, f32), (x1, y1): (f32, f32)) {
        let (dx, dy) = ((x1 - x0).abs(), (y1 - y0).abs());
        if dy <= TUNING.drawn.level_points && dx > dy {
            self.edges.push(Edge {
                horizontal: true,
                at: f32::midpoint(y0, y1),
                from: x0.min(x1),
                to: x0.max(x1),
            });
        } else if dx <= TUNING.drawn.level_points && dy > dx {
            self.edges.push(Edge {
                horizontal: false,
                at: f32::midpoint(x0, x1),
                from: y0.min(y1),
                to: y0.max(y1),
            });
        }
    }

    /// Adds a filled shape between two corners: a line where it is thin; larger ones are backgrounds.
    pub(crate) fn push_filled(&mut self, (x0, y0): (f32, f32), (x1, y1): (f32, f32)) {
        let thin = self.tuning.thin_points;
        let (width, height) = (x1 - x0, y1 - y0);
        if height <= thin && width > height {
            let y = f32::midpoint(y0, y1);
            self.push_segment((x0, y), (x1, y));
        } else if width <= thin && height > width {
            let x = f32::midpoint(x0, x1);
            self.push_segment((x, y0), (x, y1));
        } else if width <= thin && height <= thin && width > 0.0 {
            // a dot is part of a dotted line in one direction or the other; one that stands alone is too short for a line
            let (x, y) = (f32::midpoint(x0, x1), f32::midpoint(y0, y1));
            self.edges.push(Edge { horizontal: true, at: y, from: x0, to: x1 });
            self.edges.push(Edge { horizontal: false, at: x, from: y0, to: y1 });
        }
    }
}

/// The quarter turn of a direction of writing.
pub(crate) fn turn(x: f64, y: f64) -> Turn {
    const LEVEL: f64 = 0.05;
    let length = x.hypot(y);
    match (x / length, y / length) {
        (x, y) if y.abs() < LEVEL => {
            if x > 0.0 {
                Turn::Upright
            } else {
                Turn::Half
            }
        }
        (x, y) if x.abs() < LEVEL => {
            if y > 0.0 {
                Turn::Right
            } else {
                Turn::Left
            }
        }
        _ => Turn::Watermark,
    }
}
