//! Draws a page as it is printed, in shades of grey.
//!
//! hayro interprets the page and says what is drawn where; what is done here is to find the pixels. Why not its own renderer is told in
//! `docs/decisions.md`.

use std::rc::Rc;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, Rect, Shape as _};
use hayro_interpret::pattern::{Pattern, TilingPattern};
use hayro_interpret::{
    BlendMode, CacheKey as _, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps,
    MaskType, Paint, SoftMask,
};

use super::area::{Area, share, times, to_f64};
use super::coverage::{Cover, Outline};
use super::effort::Effort;
use super::image::{Placed, is_too_large, raster, stencil};
use super::ink::{Grey, Ink, lightness};
use super::outlines::Outlines;
use super::pen::stroked;
use crate::Picture;
use crate::tuning::TUNING;

/// Where something may be seen: within an area, and in the shares of its pixels that masks leave.
#[derive(Clone)]
struct Clip {
    area: Area,
    mask: Option<Rc<Cover>>,
}

/// What lies together on what was drawn before.
struct Group {
    opacity: u8,
    mask: Option<Rc<Cover>>,
    blend: BlendMode,
}

/// A page that is being drawn.
pub(super) struct Paper<'e> {
    pub(super) picture: Picture,
    /// Whether characters are drawn whose shapes are not in the file.
    pub(super) lacks_type: bool,
    outlines: &'e mut Outlines,
    effort: &'e Effort<'e>,
    clips: Vec<Clip>,
    groups: Vec<Group>,
    /// The mask that was used last.
    last_mask: Option<(u128, Rc<Cover>)>,
    /// In how many masks and patterns it lies.
    deep: usize,
    /// Whether all is drawn in white, to tell where anything is.
    is_white: bool,
}

impl<'e> Paper<'e> {
    pub(super) fn new(picture: Picture, outlines: &'e mut Outlines, effort: &'e Effort<'e>) -> Self {
        Self {
            picture,
            lacks_type: false,
            outlines,
            effort,
            clips: Vec::new(),
            groups: Vec::new(),
            last_mask: None,
            deep: 0,
            is_white: false,
        }
    }

    fn clip(&self) -> Clip {
        let all = || Clip { area: Area::of(self.picture.width(), self.picture.height()), mask: None };
        self.clips.last().cloned().unwrap_or_else(all)
    }

    fn fill(&mut self, outline: &Outline, props: &DrawProps<'_>, ink: &Ink) {
        let clip = self.clip();
        if !self.effort.allows(outline.steps(clip.area)) {
            return;
        }
        let cover = outline.cover(clip.area);
        let mask = self.soft(props.soft_mask.as_ref());
        self.lay(&cover, ink, props.blend_mode, &[clip.mask, mask]);
    }

    /// Lays ink on pixels.
    fn lay(&mut self, cover: &Cover, ink: &Ink, blend: BlendMode, masks: &[Option<Rc<Cover>>; 2]) {
        let (opacity, blend) = self.group(blend);
        let area = cover.area;
        for y in area.rows() {
            for (nth, part) in cover.row(y, area.left).iter().enumerate().filter(|(_, part)| **part > 0) {
                let x = area.left + nth;
                let part = times(self.left_by(masks, x, y, *part), opacity);
                let grey = ink.at(x, y);
                let grey = Grey { light: self.light(grey.light), ..grey };
                self.picture.paint(x, y, grey.over(self.picture.at(x, y), part, blend));
            }
        }
    }

    fn light(&self, light: u8) -> u8 {
        if self.is_white { u8::MAX } else { light }
    }

    /// What masks leave of a share of a pixel, those of the groups included.
    fn left_by(&self, masks: &[Option<Rc<Cover>>; 2], x: usize, y: usize, part: u8) -> u8 {
        let of_groups = self.groups.iter().filter_map(|group| group.mask.as_ref());
        masks.iter().flatten().chain(of_groups).fold(part, |part, mask| {
            if mask.area.left > x || mask.area.top > y {
                return 0;
            }
            times(part, mask.row(y, x).first().copied().unwrap_or(0))
        })
    }

    /// How opaque all groups are together, and how they lie on what is below.
    fn group(&self, blend: BlendMode) -> (u8, BlendMode) {
        let opacity = self.groups.iter().fold(u8::MAX, |all, group| times(all, group.opacity));
        let of_group =
            || self.groups.iter().rev().map(|group| group.blend).find(|blend| *blend != BlendMode::Normal);
        let blend = if blend == BlendMode::Normal { of_group().unwrap_or(blend) } else { blend };
        (opacity, blend)
    }

    /// The mask that a drawing makes of itself.
    fn soft(&mut self, mask: Option<&SoftMask<'_>>) -> Option<Rc<Cover>> {
        let mask = mask.filter(|_| self.deep < TUNING.pictures.deepest)?;
        let key = mask.cache_key();
        if let Some((_, known)) = self.last_mask.as_ref().filter(|(known, _)| *known == key) {
            return Some(Rc::clone(known));
        }
        let (width, height) = (self.picture.width(), self.picture.height());
        if !self.effort.allows(width * height) {
            return None;
        }
        let is_alpha = mask.mask_type() == MaskType::Alpha;
        let [red, green, blue, _] = mask.background_color().to_rgba().components().map(f64::from);
        let ground = if is_alpha { 0 } else { share(lightness(red, green, blue)) };
        let mut paper = Paper::new(self.picture.filled(ground), self.outlines, self.effort);
        paper.deep = self.deep + 1;
        paper.is_white = is_alpha;
        mask.interpret(&mut paper);
        let mut shares = paper.picture.into_shades();
        if let Some(transfer) = mask.transfer_function() {
            transfer.apply_to(&mut shares);
        }
        let cover = Rc::new(Cover::of_picture(width, height, shares));
        self.last_mask = Some((key, Rc::clone(&cover)));
        Some(cover)
    }

    /// Fills a shape, or the shape of its pen line.
    fn shape(&mut self, path: &BezPath, rule: FillRule, props: &DrawProps<'_>, is_stroke: bool) {
        let Some(outline) = Outline::of(path, props.transform, rule) else { return };
        match (Ink::of(&props.paint), &props.paint) {
            (Some(ink), _) => self.fill(&outline.no_thinner(TUNING.pictures.thinnest), props, &ink),
            (None, Paint::Pattern(pattern)) => {
                if let Pattern::Tiling(tiles) = &**pattern {
                    self.tile(tiles, &outline, props, is_stroke);
                }
            }
            (None, Paint::Color(_)) => {}
        }
    }

    /// Fills a shape with a drawing that comes again and again.
    fn tile<'a>(
        &mut self,
        tiles: &TilingPattern<'a>,
        outline: &Outline,
        props: &DrawProps<'a>,
        is_stroke: bool,
    ) {
        let page = self.clip().area;
        let seen = page.touched(outline.bounds);
        let corners = Rect::new(to_f64(seen.left), to_f64(seen.top), to_f64(seen.right), to_f64(seen.bottom));
        let area = tiles.matrix.inverse().transform_rect_bbox(corners);
        let (right, down) = (f64::from(tiles.x_step).abs(), f64::from(tiles.y_step).abs());
        let count = |from: f64, to: f64, step: f64| ((from / step).floor(), (to / step).ceil());
        let across = count(area.x0 - tiles.bbox.x1, area.x1 - tiles.bbox.x0, right);
        let along = count(area.y0 - tiles.bbox.y1, area.y1 - tiles.bbox.y0, down);
        let many = (across.1 - across.0 + 1.0) * (along.1 - along.0 + 1.0);
        if !many.is_finite() || many > TUNING.pictures.most_tiles || self.deep >= TUNING.pictures.deepest {
            self.fill(outline, props, &Ink::pale(tiles.opacity));
            return;
        }
        self.push(outline);
        self.deep += 1;
        self.groups.push(Group { opacity: share(tiles.opacity.into()), mask: None, blend: props.blend_mode });
        let mut y = along.0;
        while y <= along.1 {
            let mut x = across.0;
            while x <= across.1 {
                if !self.effort.allows(1) {
                    break;
                }
                let place = Affine::translate((x * right, y * down));
                tiles.interpret(self, tiles.matrix * place, is_stroke);
                x += 1.0;
            }
            y += 1.0;
        }
        self.groups.pop();
        self.deep -= 1;
        self.clips.pop();
    }

    /// Shows no more than what lies in a shape.
    fn push(&mut self, outline: &Outline) {
        let mut clip = self.clip();
        let is_deep = self.clips.len() >= TUNING.pictures.most_clips;
        if !is_deep && self.effort.allows(outline.steps(clip.area)) {
            let mut cover = outline.cover(clip.area);
            if let Some(mask) = &clip.mask {
                cover.narrow(mask);
            }
            clip = Clip { area: cover.area, mask: Some(Rc::new(cover)) };
        }
        self.clips.push(clip);
    }

    /// Fills or draws a path, or both.
    fn draw(&mut self, path: &BezPath, props: &DrawProps<'_>, mode: &DrawMode) {
        let rule = match mode {
            DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) => Some(*rule),
            DrawMode::Stroke(_) | DrawMode::Invisible => None,
        };
        if !self.effort.allows(path.elements().len()) {
            return;
        }
        if let Some(rule) = rule {
            self.shape(path, rule, props, false);
        }
        if let DrawMode::Stroke(pen) | DrawMode::FillAndStroke(_, pen) = mode
            && let Some(line) = stroked(path, pen, props.transform)
            && self.effort.allows(line.elements().len())
        {
            self.shape(&line, FillRule::NonZero, props, true);
        }
    }

    fn image(
        &mut self,
        to_pixels: Affine,
        size: (u32, u32),
        props: &ImageDrawProps<'_>,
        look: impl Fn(usize, usize) -> Grey,
    ) {
        let clip = self.clip();
        let Some(placed) = Placed::of(to_pixels, size, clip.area) else { return };
        let masks = [clip.mask, self.soft(props.soft_mask.as_ref())];
        let (opacity, blend) = self.group(props.blend_mode);
        if !self.effort.allows(placed.steps()) {
            return;
        }
        placed.show(
            look,
            || {},
            |x, y, grey| {
                let part = times(self.left_by(&masks, x, y, u8::MAX), opacity);
                let grey = Grey { light: self.light(grey.light), ..grey };
                self.picture.paint(x, y, grey.over(self.picture.at(x, y), part, blend));
            },
        );
    }
}

fn by_light([red, green, blue]: [u8; 3]) -> u8 {
    let part = |colour: u8| f64::from(colour) / f64::from(u8::MAX);
    share(lightness(part(red), part(green), part(blue)))
}

impl<'a> Device<'a> for Paper<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw(path, &props, mode);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw(&rect.to_path(TUNING.pictures.flat), &props, mode);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        for glyph in run.glyphs() {
            match &**glyph {
                Glyph::Outline(outline) => {
                    let Some(path) = self.outlines.of(outline) else {
                        self.lacks_type = true;
                        continue;
                    };
                    // a pen line is as wide as the text says, and not as the design of the glyph
                    let placed = glyph.transform() * &*path;
                    self.draw(&placed, &props, mode);
                }
                Glyph::Type3(drawn) => {
                    if self.effort.allows(1) {
                        drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
                    }
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if is_too_large(image.width(), image.height()) {
            return;
        }
        let pixels = image.width() as usize * image.height() as usize;
        if !self.effort.allows(pixels / TUNING.pictures.pixels_a_step) {
            return;
        }
        match image {
            Image::Raster(image) => raster(&image, by_light, |size, scaled, look| {
                self.image(props.transform * scaled, size, &props, look);
            }),
            Image::Stencil(image) => stencil(&image, |luma, scaled, paint| {
                let ink = Ink::of(paint).unwrap_or_else(|| Ink::pale(1.0));
                let grey = ink.at(0, 0);
                let width = luma.width as usize;
                self.image(props.transform * scaled, (luma.width, luma.height), &props, |x, y| {
                    let open = luma.data.get(y * width + x).copied().unwrap_or(0);
                    Grey { light: grey.light, opacity: times(open, grey.opacity) }
                });
            }),
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        match Outline::of(&clip.path, Affine::IDENTITY, clip.fill) {
            Some(outline) => self.push(&outline),
            // what is clipped by more than the page is clipped by nothing
            None => self.clips.push(self.clip()),
        }
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        let Clip { area, mask } = self.clip();
        self.clips.push(Clip { area: area.touched(*rect), mask });
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        let mask = self.soft(mask.as_ref());
        self.groups.push(Group { opacity: share(opacity.into()), mask, blend });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}
