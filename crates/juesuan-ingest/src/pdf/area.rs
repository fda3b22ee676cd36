//! Parts of a picture in whole pixels.

use std::ops::Range;

use hayro_interpret::kurbo::Rect;

/// A part of a picture: pixels from left to right and from top to bottom.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) right: usize,
    pub(super) bottom: usize,
}

impl Area {
    /// All of a picture.
    pub(super) const fn of(width: usize, height: usize) -> Self {
        Self { left: 0, top: 0, right: width, bottom: height }
    }

    /// The pixels of it that a box touches.
    pub(super) fn touched(self, shape: Rect) -> Self {
        let low = |place: f64, from: usize, to: usize| whole(place.floor()).clamp(from, to);
        let high = |place: f64, from: usize, to: usize| whole(place.ceil()).clamp(from, to);
        Self {
            left: low(shape.x0, self.left, self.right),
            top: low(shape.y0, self.top, self.bottom),
            right: high(shape.x1, self.left, self.right),
            bottom: high(shape.y1, self.top, self.bottom),
        }
    }

    pub(super) const fn width(self) -> usize {
        self.right - self.left
    }

    pub(super) const fn height(self) -> usize {
        self.bottom - self.top
    }

    /// How many pixels it has.
    pub(super) const fn pixels(self) -> usize {
        self.width() * self.height()
    }

    pub(super) const fn rows(self) -> Range<usize> {
        self.top..self.bottom
    }
}

/// The pixel in which a place lies; one out of range is capped.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place; out of range is capped"
)]
pub(super) fn whole(value: f64) -> usize {
    value as usize
}

#[expect(clippy::cast_precision_loss, reason = "a place on a page")]
pub(super) fn to_f64(value: usize) -> f64 {
    value as f64
}

/// A part of one as one of 255.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of one")]
pub(super) fn share(value: f64) -> u8 {
    (value.clamp(0.0, 1.0) * f64::from(u8::MAX) + 0.5) as u8
}

/// What is left of one share of another.
pub(super) fn times(one: u8, other: u8) -> u8 {
    let product = u32::from(one) * u32::from(other) + u32::from(u8::MAX) / 2;
    u8::try_from(product / u32::from(u8::MAX)).unwrap_or(u8::MAX)
}
