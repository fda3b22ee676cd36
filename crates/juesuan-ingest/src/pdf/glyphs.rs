//! What a page draws: characters with their boxes, and straight lines.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::limits::{Halt, Limits};
use super::tuning::Tuning;

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
}

impl Glyph {
    pub(crate) fn middle(&self) -> (f32, f32) {
        (f32::midpoint(self.x0, self.x1), f32::midpoint(self.y0, self.y1))
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

/// The part of a character above and below its base line, in sizes: that of Chinese type.
const ASCENT: f64 = 0.88;
const DESCENT: f64 = 0.12;
/// Units of a glyph's design space in the size of the type.
const EM: f64 = 1000.0;

/// Collects what a page draws.
pub(crate) struct Canvas<'t> {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) edges: Vec<Edge>,
    /// Whether a picture was drawn.
    pub(crate) has_picture: bool,
    seen: HashMap<(char, i32, i32), u32>,
    transparent: usize,
    groups: Vec<bool>,
    tuning: &'t Tuning,
    limits: &'t Limits,
    operations: u64,
}

impl<'t> Canvas<'t> {
    pub(crate) fn new(tuning: &'t Tuning, limits: &'t Limits) -> Self {
        Self {
            glyphs: Vec::new(),
            edges: Vec::new(),
            has_picture: false,
            seen: HashMap::new(),
            transparent: 0,
            groups: Vec::new(),
            tuning,
            limits,
            operations: 0,
        }
    }

    /// Counts what is drawn and stops a page that draws without end.
    fn count(&mut self, more: usize) {
        self.operations += more as u64;
        if self.operations > self.limits.operations {
            Halt::raise("drawing operations on a page", self.limits.operations);
        }
    }

    /// How much was drawn so far.
    pub(crate) fn operations(&self) -> u64 {
        self.operations
    }

    fn push_char(&mut self, glyph: Glyph) {
        if glyph.char.is_control() || !(glyph.x0 + glyph.x1 + glyph.y0 + glyph.y1).is_finite() {
            return;
        }
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
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let narrow = |value: f64| value as f32;
        Some(Glyph {
            char: ' ',
            x0: narrow(corners.x0),
            x1: narrow(corners.x1),
            y0: narrow(corners.y0),
            y1: narrow(corners.y1),
            size: narrow(size),
            turn: if is_faint { Turn::Watermark } else { turn(along.x, along.y) },
        })
    }

    fn push_segment(&mut self, a: Point, b: Point) {
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let (x0, y0, x1, y1) = (a.x as f32, a.y as f32, b.x as f32, b.y as f32);
        let (dx, dy) = ((x1 - x0).abs(), (y1 - y0).abs());
        if dy <= 0.5 && dx > dy {
            self.edges.push(Edge {
                horizontal: true,
                at: f32::midpoint(y0, y1),
                from: x0.min(x1),
                to: x0.max(x1),
            });
        } else if dx <= 0.5 && dy > dx {
            self.edges.push(Edge {
                horizontal: false,
                at: f32::midpoint(x0, x1),
                from: y0.min(y1),
                to: y0.max(y1),
            });
        }
    }

    /// A filled shape is a line where it is thin; larger ones are backgrounds.
    fn push_filled(&mut self, shape: Rect) {
        let thin = f64::from(self.tuning.thin_points);
        let (width, height) = (shape.width(), shape.height());
        if height <= thin && width > height {
            let y = f64::midpoint(shape.y0, shape.y1);
            self.push_segment(Point::new(shape.x0, y), Point::new(shape.x1, y));
        } else if width <= thin && height > width {
            let x = f64::midpoint(shape.x0, shape.x1);
            self.push_segment(Point::new(x, shape.y0), Point::new(x, shape.y1));
        }
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

/// The quarter turn of a direction of writing.
fn turn(x: f64, y: f64) -> Turn {
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

fn opacity(paint: &Paint<'_>) -> f32 {
    match paint {
        Paint::Color(color) => color.to_rgba().components()[3],
        Paint::Pattern(_) => 1.0,
    }
}

impl<'a> Device<'a> for Canvas<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.count(path.elements().len());
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
        let is_faint = self.transparent > 0
            || !matches!(mode, DrawMode::Invisible) && opacity(&props.paint) < self.tuning.opaque;
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
            match text {
                Some(BfString::Char(char)) => self.push_char(Glyph { char, ..place }),
                Some(BfString::String(text)) => self.push_several(&text, place),
                None => self.push_char(Glyph { char: char::REPLACEMENT_CHARACTER, ..place }),
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count(1);
        self.has_picture = true;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {
        if self.groups.pop() == Some(true) {
            self.transparent -= 1;
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.count(1);
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

impl Canvas<'_> {
    /// One drawing that stands for several characters: a ligature. They share its width.
    fn push_several(&mut self, text: &str, place: Glyph) {
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
}
