//! What a page that is a picture shows: its images where they stand, and nothing else.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::area::{Area, share};
use super::glyphs::shade;
use super::image::{Placed, is_too_large, raster, stencil};
use super::ink::Grey;
use super::limits::Halt;
use crate::Picture;
use crate::limits::Clock;
use crate::tuning::TUNING;

/// Draws the images of a page, for as long as there is time.
pub(super) struct Scan<'c> {
    pub(super) picture: Picture,
    pub(super) clock: &'c Clock,
}

impl<'c> Scan<'c> {
    /// A white page of so many points.
    pub(super) fn blank(points: (f32, f32), clock: &'c Clock) -> Self {
        let tuning = &TUNING.recognised;
        Self { picture: Picture::blank(points, tuning.dots, tuning.most_pixels), clock }
    }

    /// Draws an image of `size` pixels through `transform`, which leads to points of the page.
    fn draw(&mut self, transform: Affine, size: (u32, u32), look: impl Fn(usize, usize) -> Grey) {
        let to_pixels = Affine::scale(f64::from(self.picture.scale())) * transform;
        let page = Area::of(self.picture.width(), self.picture.height());
        let Some(placed) = Placed::of(to_pixels, size, page) else { return };
        let (picture, clock) = (&mut self.picture, self.clock);
        let on_time = || {
            if clock.is_over() {
                Halt::TooSlow.raise();
            }
        };
        placed.show(look, on_time, |x, y, grey| {
            let seen = grey.over(picture.at(x, y), u8::MAX, BlendMode::Normal);
            picture.paint(x, y, seen);
        });
    }
}

/// In red light the red of seals and stamps is not to be seen.
const fn in_red_light([red, _, _]: [u8; 3]) -> u8 {
    red
}

impl<'a> Device<'a> for Scan<'_> {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if is_too_large(image.width(), image.height()) {
            return;
        }
        match image {
            Image::Raster(image) => raster(&image, in_red_light, |size, scaled, look| {
                self.draw(props.transform * scaled, size, look);
            }),
            Image::Stencil(image) => stencil(&image, |luma, scaled, paint| {
                let light = share(shade(paint).1.into());
                let width = luma.width as usize;
                self.draw(props.transform * scaled, (luma.width, luma.height), |x, y| Grey {
                    light,
                    opacity: luma.data.get(y * width + x).copied().unwrap_or(0),
                });
            }),
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {}
}
