//! The objects of a page: text with the place of each character, and paths.

use super::shape::{Matrix, numbers, pieces, steps};
use crate::drawn::base_line::{ASCENT, DESCENT};
use crate::drawn::drawing::{Drawing, Glyph, Turn, turn};
use crate::drawn::limits::LIMITS;
use crate::limits::Clock;
use crate::tuning::TUNING;
use crate::xml::{Node, Tag, Xml};
use crate::{Format, IngestError};

/// Most opaque, as files count.
const OPAQUE: f64 = 255.0;

/// What a part holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// A page or a template.
    Content,
    /// Notes on a page: each has a place of its own.
    Annotations,
}

/// The object that is being read.
#[derive(Default)]
struct Object {
    is_path: bool,
    boundary: [f64; 4],
    matrix: Option<Matrix>,
    size: f64,
    /// Width of characters, as a part of what is usual.
    scale: f64,
    opacity: f64,
    lightness: f64,
    strokes: bool,
    fills: bool,
    /// Where the next characters stand: kept from one code to the next.
    at: (f64, f64),
    across: Vec<f64>,
    down: Vec<f64>,
    has_steps: (Option<String>, Option<String>),
    data: String,
}

/// A walk over a part.
struct Walk<'d, 't> {
    drawing: &'d mut Drawing<'t>,
    /// From millimetres to points.
    page: Matrix,
    /// Where the annotation stands that is open.
    origin: (f64, f64),
    is_watermark: bool,
    object: Option<Object>,
    in_code: bool,
    in_data: bool,
    operations: u64,
}

/// Draws a part on a page and counts what it draws; `None` where the time is over.
pub(super) fn draw(
    text: &str,
    layer: Layer,
    page: Matrix,
    drawing: &mut Drawing<'_>,
    clock: &Clock,
) -> Result<Option<u64>, IngestError> {
    let mut walk = Walk {
        drawing,
        page,
        origin: (0.0, 0.0),
        is_watermark: false,
        object: None,
        in_code: false,
        in_data: false,
        operations: 0,
    };
    let mut xml = Xml::new(text, Format::Ofd);
    while let Some(node) = xml.next()? {
        if clock.is_late() {
            return Ok(None);
        }
        match node {
            Node::Open(tag) => walk.open(&tag, layer),
            Node::Text(text) => walk.text(&text),
            Node::Close(name) => walk.close(name.name()),
        }
        if walk.operations > LIMITS.operations {
            let (what, limit) = ("drawing operations on a page", LIMITS.operations);
            return Err(IngestError::TooMuch { format: Format::Ofd, what, limit });
        }
    }
    Ok(Some(walk.operations))
}

fn number(tag: &Tag<'_>, name: &str) -> Option<f64> {
    numbers(&tag.attribute(name)?).next()
}

fn boundary(tag: &Tag<'_>) -> [f64; 4] {
    let mut found = [0.0; 4];
    let numbers = tag.attribute("Boundary").unwrap_or_default();
    for (place, number) in found.iter_mut().zip(self::numbers(&numbers)) {
        *place = number;
    }
    found
}

impl Walk<'_, '_> {
    fn open(&mut self, tag: &Tag<'_>, layer: Layer) {
        let is_on = |name: &str, usual: bool| tag.attribute(name).map_or(usual, |on| on.trim() == "true");
        match tag.name() {
            "Annot" if layer == Layer::Annotations => {
                self.is_watermark = tag.attribute("Type").is_some_and(|kind| kind == "Watermark");
            }
            "Appearance" if layer == Layer::Annotations => {
                let [x, y, ..] = boundary(tag);
                self.origin = (x, y);
            }
            "TextObject" | "PathObject" => {
                let is_path = tag.is("PathObject");
                self.object = Some(Object {
                    is_path,
                    boundary: boundary(tag),
                    matrix: tag.attribute("CTM").as_deref().map(Matrix::parse),
                    size: number(tag, "Size").unwrap_or(0.0),
                    scale: number(tag, "HScale").unwrap_or(1.0),
                    opacity: number(tag, "Alpha").unwrap_or(OPAQUE),
                    strokes: is_on("Stroke", is_path),
                    fills: is_on("Fill", !is_path),
                    ..Object::default()
                });
            }
            "ImageObject" => {
                self.operations += 1;
                self.drawing.has_picture = true;
            }
            "FillColor" => {
                if let Some(object) = &mut self.object {
                    object.colour(tag);
                }
            }
            "TextCode" => {
                if let Some(object) = &mut self.object {
                    object.at =
                        (number(tag, "X").unwrap_or(object.at.0), number(tag, "Y").unwrap_or(object.at.1));
                    object.has_steps = (tag.attribute("DeltaX"), tag.attribute("DeltaY"));
                    object.data.clear();
                    self.in_code = true;
                }
            }
            "AbbreviatedData" => self.in_data = self.object.is_some(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(object) = self.object.as_mut().filter(|_| self.in_code || self.in_data) {
            object.data.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "TextCode" if self.in_code => {
                self.in_code = false;
                self.code();
            }
            "AbbreviatedData" => self.in_data = false,
            "TextObject" => self.object = None,
            "PathObject" => {
                if let Some(object) = self.object.take().filter(|object| object.is_path) {
                    self.path(&object);
                }
            }
            "Annot" => (self.is_watermark, self.origin) = (false, (0.0, 0.0)),
            _ => {}
        }
    }

    /// The map from the places of an object to those of the page.
    fn map(&self, object: &Object) -> Matrix {
        let [x, y, ..] = object.boundary;
        let moved = Matrix::moving(x + self.origin.0, y + self.origin.1);
        self.page.after(moved).after(object.matrix.unwrap_or(Matrix::SAME))
    }

    /// The characters of a code, each a step behind the last.
    fn code(&mut self) {
        let Some(mut object) = self.object.take() else { return };
        let map = self.map(&object);
        let count = object.data.chars().count();
        self.operations += count as u64;
        let listed = |steps: &Option<String>| steps.as_deref().map(|steps| self::steps(steps, count));
        object.across = listed(&object.has_steps.0).unwrap_or_default();
        object.down = listed(&object.has_steps.1).unwrap_or_default();
        let (mut x, mut y) = object.at;
        for (at, char) in object.data.chars().enumerate() {
            let usual = object.size * object.scale * if char.is_ascii() { 0.5 } else { 1.0 };
            let across = object.across.get(at).copied();
            let down = object.down.get(at).copied();
            // a character is no wider than the way to the next one
            let width = across.filter(|&step| step > 0.0).map_or(usual, |step| step.min(usual));
            if let Some(place) = object.placed(map, (x, y), width, self.is_watermark) {
                let is_named = !('\u{e000}'..='\u{f8ff}').contains(&char);
                let char = if is_named { char } else { char::REPLACEMENT_CHARACTER };
                self.drawing.push_char(Glyph { char, ..place });
            }
            x += across.unwrap_or(if object.down.is_empty() { usual } else { 0.0 });
            y += down.unwrap_or(0.0);
        }
        self.object = Some(object);
    }

    fn path(&mut self, object: &Object) {
        let map = self.map(object);
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let narrow = |(x, y): (f64, f64)| {
            let (x, y) = map.apply(x, y);
            (x as f32, y as f32)
        };
        for piece in pieces(&object.data) {
            self.operations += piece.len() as u64;
            let points: Vec<(f32, f32)> = piece.into_iter().map(narrow).collect();
            if object.strokes {
                for pair in points.windows(2) {
                    if let [from, to] = pair {
                        self.drawing.push_segment(*from, *to);
                    }
                }
            } else if object.fills
                && let Some(&first) = points.first()
            {
                let low = points.iter().fold(first, |low, at| (low.0.min(at.0), low.1.min(at.1)));
                let high = points.iter().fold(first, |high, at| (high.0.max(at.0), high.1.max(at.1)));
                self.drawing.push_filled(low, high);
            }
        }
    }
}

impl Object {
    /// Takes the opacity and the lightness of the paint.
    fn colour(&mut self, tag: &Tag<'_>) {
        if let Some(opacity) = number(tag, "Alpha") {
            self.opacity = self.opacity.min(opacity);
        }
        let parts: Vec<f64> = numbers(&tag.attribute("Value").unwrap_or_default()).take(3).collect();
        if parts.len() == 3 {
            self.lightness = parts.iter().sum::<f64>() / 3.0 / OPAQUE;
        }
    }

    /// Where a character stands; `None` where it has no size.
    fn placed(&self, map: Matrix, (x, y): (f64, f64), width: f64, is_watermark: bool) -> Option<Glyph> {
        let along = map.turn(1.0, 0.0);
        let up = map.turn(0.0, -self.size);
        let size = up.0.hypot(up.1);
        let a = map.apply(x, y + DESCENT * self.size);
        let b = map.apply(x + width, y - ASCENT * self.size);
        let is_real = size.is_finite() && size > 0.01 && along.0.hypot(along.1) > 1e-6;
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let narrow = |value: f64| value as f32;
        let is_faint = is_watermark || narrow(self.opacity / OPAQUE) < TUNING.drawn.opaque;
        is_real.then(|| Glyph {
            char: ' ',
            x0: narrow(a.0.min(b.0)),
            x1: narrow(a.0.max(b.0)),
            y0: narrow(a.1.min(b.1)),
            y1: narrow(a.1.max(b.1)),
            size: narrow(size),
            turn: if is_faint { Turn::Watermark } else { turn(along.0, along.1) },
            is_pale: narrow(self.lightness) > TUNING.drawn.pale,
        })
    }
}
