//! Straight lines on a picture of a page: they are drawn lines, and in the way of those who recognise characters.

use super::drawing::Edge;
use crate::Picture;
use crate::tuning::TUNING;

/// Takes the straight lines off a picture and says where they run, in points of the page.
pub(crate) fn take_strokes(picture: &mut Picture) -> Vec<Edge> {
    let across = strokes(picture, true);
    let down = strokes(picture, false);
    let mut edges = Vec::with_capacity(across.len() + down.len());
    for stroke in across.iter().chain(&down) {
        edges.push(stroke.edge(picture.scale()));
        stroke.take_off(picture);
    }
    edges
}

/// Dark pixels in a row, on one line of pixels.
struct Stroke {
    horizontal: bool,
    at: usize,
    from: usize,
    to: usize,
}

impl Stroke {
    #[expect(clippy::cast_precision_loss, reason = "places on a page")]
    fn edge(&self, scale: f32) -> Edge {
        let points = |pixels: usize| pixels as f32 / scale;
        Edge {
            horizontal: self.horizontal,
            at: (self.at as f32 + 0.5) / scale,
            from: points(self.from),
            to: points(self.to),
        }
    }

    /// Paints it white, with the half-dark pixels at its sides.
    fn take_off(&self, picture: &mut Picture) {
        for along in self.from..self.to {
            for across in self.at.saturating_sub(1)..=self.at + 1 {
                let (x, y) = if self.horizontal { (along, across) } else { (across, along) };
                picture.paint(x, y, u8::MAX);
            }
        }
    }
}

/// The strokes that run in one direction: long, and thin.
fn strokes(picture: &Picture, horizontal: bool) -> Vec<Stroke> {
    let tuning = &TUNING.recognised;
    let (lines, length) =
        if horizontal { (picture.height(), picture.width()) } else { (picture.width(), picture.height()) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some pixels")]
    let pixels = |points: f32| (points * picture.scale()) as usize;
    let least = pixels(if horizontal { tuning.shortest_across_points } else { tuning.shortest_down_points });
    let beside = pixels(TUNING.drawn.thin_points) + 1;
    let is_dark = |across: usize, along: usize| {
        let (x, y) = if horizontal { (along, across) } else { (across, along) };
        picture.at(x, y) < tuning.dark
    };
    let mut found = Vec::new();
    for at in 0..lines {
        let mut from = None;
        for along in 0..=length {
            match (from, along < length && is_dark(at, along)) {
                (None, true) => from = Some(along),
                (Some(start), false) => {
                    let stroke = Stroke { horizontal, at, from: start, to: along };
                    if along - start >= least && is_thin(&stroke, beside, is_dark) {
                        found.push(stroke);
                    }
                    from = None;
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether it is mostly light at both sides of a stroke: else it is part of something dark, and no line.
fn is_thin(stroke: &Stroke, beside: usize, is_dark: impl Fn(usize, usize) -> bool) -> bool {
    let looked_at = (stroke.from..stroke.to).step_by(TUNING.recognised.step);
    let light = |across: Option<usize>| {
        let Some(across) = across else { return true };
        let dark = looked_at.clone().filter(|&along| is_dark(across, along)).count();
        dark * 2 < looked_at.len()
    };
    light(stroke.at.checked_sub(beside)) && light(Some(stroke.at + beside))
}
