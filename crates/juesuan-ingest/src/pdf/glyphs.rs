//! What the pages of a PDF draw, as the interpreter says it.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::limits::Halt;
use crate::drawn::base_line::{ASCENT, DESCENT};
use crate::drawn::drawing::{Drawing, Glyph, Turn, turn};
use crate::drawn::limits::Limits;
use crate::limits::Clock;
use crate::tuning::Tolerances;

/// Units of a glyph's design space in the size of the type.
const EM: f64 = 1000.0;

/// Collects what a page draws.
pub(crate) struct Canvas<'t> {
    pub(crate) drawing: Drawing<'t>,
    transparent: usize,
    groups: Vec<bool>,
    tuning: &'t Tolerances,
    limits: &'t Limits,
    clock: &'t Clock,
    operations: u64,
    /// Whether the page shows anything but characters.
    pub(crate) is_drawn: bool,
}

impl<'t> Canvas<'t> {
    pub(crate) fn new(tuning: &'t Tolerances, limits: &'t Limits, clock: &'t Clock) -> Self {
        Self {
            drawing: Drawing::new(tuning),
            transparent: 0,
            groups: Vec::new(),
            tuning,
            limits,
            clock,
            operations: 0,
            is_drawn: false,
        }
    }

    /// Counts what is drawn and stops a page that draws without end.
    fn count(&mut self, more: usize) {
        self.operations += more as u64;
        if self.operations > self.limits.operations {
            let (what, limit) = ("drawing operations on a page", self.limits.operations);
            Halt::TooMuch { what, limit }.raise();
        }
        if self.clock.is_late() {
            Halt::TooSlow.raise();
        }
    }

    /// How much was drawn so far.
    pub(crate) fn operations(&self) -> u64 {
        self.operations
    }

    /// Where a glyph stands; `None` where it is drawn without size.
    fn placed(transform: Affine, advance: f64, is_faint: bool) -> Option<Glyph> {
        let origin = transform * Point::ZERO;
        let along = transform * Point::new(EM, 0.0) - origin;
        let up = transform * Point::new(0.0, EM) - origin;
        let size = up.hypot();
        if !(size.is_finite() && along.hypot() > 0.01 && size > 0.01) {
            return None;
        }
        let lower = Point::new(0.0, -DESCENT * EM);
        let upper = Point::new(advance, ASCENT * EM);
        let corners = Rect::from_points(transform * lower, transform * upper);
        let (x0, y0) = narrow(Point::new(corners.x0, corners.y0));
        let (x1, y1) = narrow(Point::new(corners.x1, corners.y1));
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let size = size as f32;
        Some(Glyph {
            char: ' ',
            x0,
            x1,
            y0,
            y1,
            size,
            turn: if is_faint { Turn::Watermark } else { turn(along.x, along.y) },
            is_pale: false,
        })
    }

    fn push_segment(&mut self, a: Point, b: Point) {
        self.drawing.push_segment(narrow(a), narrow(b));
    }

    fn push_filled(&mut self, shape: Rect) {
        self.drawing
            .push_filled(narrow(Point::new(shape.x0, shape.y0)), narrow(Point::new(shape.x1, shape.y1)));
    }

    fn push_stroked(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    start = transform * point;
                    last = start;
                }
                PathEl::LineTo(point) => {
                    let next = transform * point;
                    self.push_segment(last, next);
                    last = next;
                }
                PathEl::ClosePath => {
                    self.push_segment(last, start);
                    last = start;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = transform * point,
            }
        }
    }

    /// The parts of a filled path, each as the box around it.
    fn push_parts(&mut self, path: &BezPath, transform: Affine) {
        let mut part: Option<Rect> = None;
        for element in path.elements() {
            let point = match *element {
                PathEl::MoveTo(point) => {
                    if let Some(done) = part.take() {
                        self.push_filled(done);
                    }
                    point
                }
                PathEl::LineTo(point) | PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => point,
                PathEl::ClosePath => continue,
            };
            let point = transform * point;
            let here = Rect::from_points(point, point);
            part = Some(part.map_or(here, |so_far| so_far.union(here)));
        }
        if let Some(done) = part {
            self.push_filled(done);
        }
    }
}

/// A point as precise as places on a page need to be.
#[expect(clippy::cast_possible_truncation, reason = "points on a page")]
fn narrow(point: Point) -> (f32, f32) {
    (point.x as f32, point.y as f32)
}

/// How opaque a paint is, and how light, as parts of one.
pub(super) fn shade(paint: &Paint<'_>) -> (f32, f32) {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, opacity] = color.to_rgba().components();
            (opacity, (red + green + blue) / 3.0)
        }
        Paint::Pattern(_) => (1.0, 0.0),
    }
}

impl<'a> Device<'a> for Canvas<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.count(path.elements().len());
        self.is_drawn |= !matches!(draw_mode, DrawMode::Invisible);
        match draw_mode {
            DrawMode::Stroke(_) => self.push_stroked(path, props.transform),
            DrawMode::Fill(_) => self.push_parts(path, props.transform),
            DrawMode::FillAndStroke(..) => {
                self.push_stroked(path, props.transform);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
        let is_faint = opacity < self.tuning.opaque;
        self.transparent += usize::from(is_faint);
        self.groups.push(is_faint);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        self.count(glyphs.len());
        let is_shown = !matches!(mode, DrawMode::Invisible);
        let (opacity, lightness) = shade(&props.paint);
        let is_faint = self.transparent > 0 || is_shown && opacity < self.tuning.opaque;
        let is_pale = is_shown && lightness > self.tuning.pale;
        for glyph in glyphs {
            let text = glyph.as_unicode();
            let width = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawn) => drawn.advance_width(),
            };
            let usual = match &text {
                Some(BfString::Char(char)) if char.is_ascii() => EM / 2.0,
                _ => EM,
            };
            let advance = width.map_or(usual, f64::from);
            let Some(place) = Self::placed(props.transform * glyph.transform(), advance, is_faint) else {
                continue;
            };
            let place = Glyph { is_pale, ..place };
            match text {
                Some(BfString::Char(char)) => self.drawing.push_char(Glyph { char, ..place }),
                Some(BfString::String(text)) => self.drawing.push_several(&text, place),
                None => self.drawing.push_char(Glyph { char: char::REPLACEMENT_CHARACTER, ..place }),
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count(1);
        self.is_drawn = true;
        self.drawing.has_picture = true;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {
        if self.groups.pop() == Some(true) {
            self.transparent -= 1;
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.count(1);
        self.is_drawn |= !matches!(draw_mode, DrawMode::Invisible);
        let shape = props.transform.transform_rect_bbox(*rect);
        match draw_mode {
            DrawMode::Fill(_) => self.push_filled(shape),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                let corners = [
                    Point::new(shape.x0, shape.y0),
                    Point::new(shape.x1, shape.y0),
                    Point::new(shape.x1, shape.y1),
                    Point::new(shape.x0, shape.y1),
                    Point::new(shape.x0, shape.y0),
                ];
                for pair in corners.windows(2) {
                    if let [a, b] = pair {
                        self.push_segment(*a, *b);
                    }
                }
            }
            DrawMode::Invisible => {}
        }
    }
}
