//! A page as a picture in shades of grey, for programs that recognise characters.

/// A page as it is shown, in shades of grey from black (0) to white (255).
#[derive(Clone, Debug)]
pub struct Picture {
    width: usize,
    height: usize,
    /// Pixels a point.
    scale: f32,
    /// Pixels an inch.
    dots: f32,
    grey: Vec<u8>,
}

#[allow(dead_code, reason = "only pages of a PDF are drawn")]
impl Picture {
    /// A white page of so many points, with `dots` pixels an inch, or fewer where there would be more than `most`.
    pub(crate) fn blank((width, height): (f32, f32), dots: f32, most: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a bound")]
        let widest = (most as f32 / (width * height).max(1.0)).sqrt();
        // a point is the 72nd part of an inch
        let wanted = dots / 72.0;
        let scale = wanted.min(widest);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most the bound")]
        let pixels = |points: f32| (points * scale).ceil().max(1.0) as usize;
        let (width, height) = (pixels(width), pixels(height));
        Self { width, height, scale, dots: dots * scale / wanted, grey: vec![u8::MAX; width * height] }
    }

    /// Pixels from left to right.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Pixels from top to bottom.
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Pixels an inch.
    pub const fn dots(&self) -> f32 {
        self.dots
    }

    /// Pixels a point.
    pub(crate) const fn scale(&self) -> f32 {
        self.scale
    }

    /// How light a pixel is; white beyond the sides.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width { self.grey.get(y * self.width + x).copied().unwrap_or(u8::MAX) } else { u8::MAX }
    }

    /// Paints a pixel.
    pub(crate) fn paint(&mut self, x: usize, y: usize, grey: u8) {
        if x < self.width
            && let Some(pixel) = self.grey.get_mut(y * self.width + x)
        {
            *pixel = grey;
        }
    }

    /// A picture of the same size in one shade.
    pub(crate) fn filled(&self, grey: u8) -> Self {
        Self { grey: vec![grey; self.grey.len()], ..*self }
    }

    /// The shades of all pixels, row by row.
    pub(crate) fn into_shades(self) -> Vec<u8> {
        self.grey
    }

    /// The pixels row by row.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.grey.chunks(self.width.max(1))
    }

    /// The picture as a file of the simplest format that there is: a portable grey map.
    pub fn file(&self) -> Vec<u8> {
        let mut file = format!("P5 {} {} 255\n", self.width, self.height).into_bytes();
        file.extend_from_slice(&self.grey);
        file
    }
}

#[cfg(test)]
mod tests {
    use super::Picture;

    #[test]
    fn a_page_has_no_more_pixels_than_are_allowed() {
        let page = Picture::blank((72.0, 36.0), 200.0, 1 << 20);
        assert_eq!((page.width(), page.height()), (200, 100));
        let wide = Picture::blank((1e6, 1e6), 200.0, 10_000);
        assert!(wide.width() * wide.height() <= 10_201, "{} {}", wide.width(), wide.height());
        assert_eq!(wide.at(5_000, 0), 255);
        assert!(page.file().starts_with(b"P5 200 100 255\n"));
    }
}
