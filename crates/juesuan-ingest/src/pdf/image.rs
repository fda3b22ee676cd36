//! Images that stand on a page: how light each pixel of the page is where they lie.

use hayro_interpret::kurbo::{Affine, Point, Rect};
use hayro_interpret::{ImageData, LumaData, RasterImage, StencilImage};

use super::area::{Area, to_f64, whole};
use super::ink::Grey;
use crate::tuning::TUNING;

/// An image on a picture of its page.
pub(super) struct Placed {
    to_pixels: Affine,
    size: (f64, f64),
    /// The pixels of the picture on which it stands.
    pub(super) area: Area,
}

impl Placed {
    /// An image of `size` pixels with a transform that leads to those of the picture; `None` where nothing is to be seen of it.
    pub(super) fn of(to_pixels: Affine, size: (u32, u32), within: Area) -> Option<Self> {
        if to_pixels.determinant().abs() < f64::EPSILON || !to_pixels.is_finite() {
            return None;
        }
        let size = (f64::from(size.0), f64::from(size.1));
        let area = within.touched(to_pixels.transform_rect_bbox(Rect::new(0.0, 0.0, size.0, size.1)));
        (area.pixels() > 0).then_some(Self { to_pixels, size, area })
    }

    /// How many pixels are looked at to show it.
    pub(super) fn steps(&self) -> usize {
        let (across, down) = self.sampled();
        self.area.pixels().saturating_mul(whole(across * down))
    }

    /// How many pixels of the image are looked at for one of the picture, along each side.
    fn sampled(&self) -> (f64, f64) {
        let [right_x, right_y, down_x, down_y, ..] = self.to_pixels.inverse().as_coeffs();
        let count = |along: f64, across: f64| {
            (along.abs() + across.abs()).round().clamp(1.0, TUNING.recognised.most_samples)
        };
        (count(right_x, down_x), count(right_y, down_y))
    }

    /// Shows each row of the picture: `look` gives a pixel of the image, `put` takes one of the picture.
    pub(super) fn show(
        &self,
        look: impl Fn(usize, usize) -> Grey,
        mut begin_row: impl FnMut(),
        mut put: impl FnMut(usize, usize, Grey),
    ) {
        let back = self.to_pixels.inverse();
        let sampled = self.sampled();
        for y in self.area.rows() {
            begin_row();
            for x in self.area.left..self.area.right {
                let middle = back * Point::new(to_f64(x) + 0.5, to_f64(y) + 0.5);
                if let Some(grey) = self.seen(middle, sampled, &look) {
                    put(x, y, grey);
                }
            }
        }
    }

    /// The middle of what lies around a place of the image.
    fn seen(
        &self,
        middle: Point,
        (across, down): (f64, f64),
        look: &impl Fn(usize, usize) -> Grey,
    ) -> Option<Grey> {
        let (mut light, mut opacity, mut count) = (0_u32, 0_u32, 0_u32);
        for j in 0..whole(down) {
            for i in 0..whole(across) {
                let left = middle.x + to_f64(i) + 0.5 - across / 2.0;
                let top = middle.y + to_f64(j) + 0.5 - down / 2.0;
                if left < 0.0 || top < 0.0 || left >= self.size.0 || top >= self.size.1 {
                    continue;
                }
                let grey = look(whole(left), whole(top));
                light += u32::from(grey.light) * u32::from(grey.opacity);
                opacity += u32::from(grey.opacity);
                count += 1;
            }
        }
        let byte = |sum: Option<u32>| sum.and_then(|sum| u8::try_from(sum).ok());
        let opaque = byte(opacity.checked_div(count))?;
        Some(Grey { light: byte(light.checked_div(opacity)).unwrap_or(u8::MAX), opacity: opaque })
    }
}

/// Whether an image has more pixels than are looked at.
pub(super) fn is_too_large(width: u32, height: u32) -> bool {
    u64::from(width) * u64::from(height) > TUNING.recognised.most_in_image
}

/// How a pixel of an image with colours or shades looks, with that of its mask; in the pixels of the finer of both.
pub(super) fn raster(
    image: &RasterImage<'_>,
    light: fn([u8; 3]) -> u8,
    mut show: impl FnMut((u32, u32), Affine, &dyn Fn(usize, usize) -> Grey),
) {
    image.with_rgba(
        |image, alpha| {
            let own = (image.width(), image.height());
            let of_mask = alpha.as_ref().map_or(own, |alpha| (alpha.width, alpha.height));
            let size = (own.0.max(of_mask.0).max(1), own.1.max(of_mask.1).max(1));
            let at = |data: &[u8], at: usize| data.get(at).copied().unwrap_or(u8::MAX);
            // the pixel of a coarser image, counted row by row
            let nth = |x: usize, y: usize, coarse: (u32, u32)| {
                let [x, y] = [(x, coarse.0, size.0), (y, coarse.1, size.1)]
                    .map(|(place, coarse, fine)| place * coarse as usize / fine as usize);
                y * coarse.0 as usize + x
            };
            let look = |x: usize, y: usize| {
                let pixel = nth(x, y, own);
                let light = match &image {
                    ImageData::Luma(luma) => at(&luma.data, pixel),
                    ImageData::Rgb(rgb) => light([0, 1, 2].map(|of| at(&rgb.data, pixel * 3 + of))),
                };
                let opacity = alpha.as_ref().map_or(u8::MAX, |alpha| at(&alpha.data, nth(x, y, of_mask)));
                Grey { light, opacity }
            };
            let (across, down) = image.scale_factors();
            let [wide, high] =
                [(own.0, size.0), (own.1, size.1)].map(|(own, fine)| f64::from(own) / f64::from(fine));
            show(size, Affine::scale_non_uniform(f64::from(across) * wide, f64::from(down) * high), &look);
        },
        None,
    );
}

/// How a pixel of an image that lets its paint through looks: the paint where the stencil is open.
pub(super) fn stencil<'a>(
    image: &StencilImage<'a, '_>,
    mut show: impl FnMut(&LumaData, Affine, &hayro_interpret::Paint<'a>),
) {
    image.with_stencil(
        |luma, paint| {
            let (across, down) = luma.scale_factors;
            show(&luma, Affine::scale_non_uniform(across.into(), down.into()), paint);
        },
        None,
    );
}
