//! What a page that is a picture shows: its images where they stand, and nothing else.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData, SoftMask,
};

use super::glyphs::shade;
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
}

impl Scan<'_> {
    /// Draws an image of `size` pixels through `transform`, which leads to points of the page; `look` gives how light a
    /// pixel of it is, and how opaque.
    fn draw(&mut self, transform: Affine, size: (u32, u32), look: impl Fn(usize, usize) -> (u8, u8)) {
        let to_pixels = Affine::scale(f64::from(self.picture.scale())) * transform;
        if to_pixels.determinant().abs() < f64::EPSILON || !to_pixels.is_finite() {
            return;
        }
        let (width, height) = (f64::from(size.0), f64::from(size.1));
        let shown = to_pixels.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let back = to_pixels.inverse();
        let [right_x, right_y, down_x, down_y, ..] = back.as_coeffs();
        let samples = |along: f64, across: f64| {
            (along.abs() + across.abs()).round().clamp(1.0, TUNING.recognised.most_samples)
        };
        let (across, down) = (samples(right_x, down_x), samples(right_y, down_y));
        for y in pixels(shown.y0, shown.y1, self.picture.height()) {
            if self.clock.is_over() {
                Halt::TooSlow.raise();
            }
            for x in pixels(shown.x0, shown.x1, self.picture.width()) {
                let middle = back * Point::new(to_f64(x) + 0.5, to_f64(y) + 0.5);
                let (mut light, mut count) = (0, 0);
                for j in 0..whole(down) {
                    for i in 0..whole(across) {
                        let left = middle.x + to_f64(i) + 0.5 - across / 2.0;
                        let top = middle.y + to_f64(j) + 0.5 - down / 2.0;
                        if left < 0.0 || top < 0.0 || left >= width || top >= height {
                            continue;
                        }
                        let (grey, opacity) = look(whole(left), whole(top));
                        let under = u32::from(self.picture.at(x, y)) * u32::from(u8::MAX - opacity);
                        light += (u32::from(grey) * u32::from(opacity) + under) / u32::from(u8::MAX);
                        count += 1;
                    }
                }
                if let Some(grey) = light.checked_div(count).and_then(|grey| u8::try_from(grey).ok()) {
                    self.picture.paint(x, y, grey);
                }
            }
        }
    }

    fn raster(&mut self, transform: Affine, image: &ImageData, alpha: Option<&LumaData>) {
        let size = (image.width(), image.height());
        let (across, down) = image.scale_factors();
        let transform = transform * Affine::scale_non_uniform(across.into(), down.into());
        let width = size.0 as usize;
        let at = |data: &[u8], at: usize| data.get(at).copied().unwrap_or(u8::MAX);
        self.draw(transform, size, |x, y| {
            let grey = match image {
                ImageData::Luma(luma) => at(&luma.data, y * width + x),
                // in red light the red of seals and stamps is not to be seen
                ImageData::Rgb(rgb) => at(&rgb.data, (y * width + x) * 3),
            };
            let opacity = alpha.filter(|alpha| (alpha.width, alpha.height) == size);
            (grey, opacity.map_or(u8::MAX, |alpha| at(&alpha.data, y * width + x)))
        });
    }
}

/// The pixels of a side between two places.
fn pixels(from: f64, to: f64, most: usize) -> std::ops::Range<usize> {
    whole(from.floor().max(0.0)).min(most)..whole(to.ceil().max(0.0)).min(most)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place; out of range is capped"
)]
fn whole(value: f64) -> usize {
    value as usize
}

#[expect(clippy::cast_precision_loss, reason = "a place on a page")]
fn to_f64(value: usize) -> f64 {
    value as f64
}

impl<'a> Device<'a> for Scan<'_> {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if u64::from(image.width()) * u64::from(image.height()) > TUNING.recognised.most_in_image {
            return;
        }
        match image {
            Image::Raster(image) => {
                image.with_rgba(|image, alpha| self.raster(props.transform, &image, alpha.as_ref()), None);
            }
            Image::Stencil(stencil) => stencil.with_stencil(
                |luma, paint| {
                    let (across, down) = luma.scale_factors;
                    let transform = props.transform * Affine::scale_non_uniform(across.into(), down.into());
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a part of one"
                    )]
                    let grey = (shade(paint).1.clamp(0.0, 1.0) * f32::from(u8::MAX)) as u8;
                    let width = luma.width as usize;
                    self.draw(transform, (luma.width, luma.height), |x, y| {
                        (grey, luma.data.get(y * width + x).copied().unwrap_or(0))
                    });
                },
                None,
            ),
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
