//! What shapes are painted with, in shades of grey.

use hayro_interpret::encode::EncodedShadingPattern;
use hayro_interpret::kurbo::Point;
use hayro_interpret::pattern::{Pattern, ShadingPattern};
use hayro_interpret::shading::ShadingType;
use hayro_interpret::{BlendMode, Paint};

use super::area::{share, times, to_f64};
use crate::tuning::TUNING;

/// How light something is, and how opaque, of 255.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Grey {
    pub(super) light: u8,
    pub(super) opacity: u8,
}

impl Grey {
    /// Of red, green, blue and opacity as parts of one.
    fn of([red, green, blue, opacity]: [f32; 4]) -> Self {
        Self {
            light: share(lightness(red.into(), green.into(), blue.into())),
            opacity: share(opacity.into()),
        }
    }

    /// What is seen where this lies over `under`; `part` of it is there.
    pub(super) fn over(self, under: u8, part: u8, blend: BlendMode) -> u8 {
        let mixed = match blend {
            BlendMode::Multiply | BlendMode::ColorBurn => times(self.light, under),
            BlendMode::Darken => self.light.min(under),
            BlendMode::Lighten => self.light.max(under),
            BlendMode::Screen => u8::MAX - times(u8::MAX - self.light, u8::MAX - under),
            _ => self.light,
        };
        let part = times(self.opacity, part);
        times(mixed, part).saturating_add(times(under, u8::MAX - part))
    }
}

/// How light a colour looks.
pub(super) fn lightness(red: f64, green: f64, blue: f64) -> f64 {
    0.299 * red + 0.587 * green + 0.114 * blue
}

/// What a shape is painted with.
pub(super) enum Ink {
    Flat(Grey),
    /// A colour that runs into another one.
    Running(Box<EncodedShadingPattern>),
}

impl Ink {
    /// `None` for patterns that are drawn piece by piece.
    pub(super) fn of(paint: &Paint<'_>) -> Option<Self> {
        match paint {
            Paint::Color(color) => Some(Self::Flat(Grey::of(color.to_rgba().components()))),
            Paint::Pattern(pattern) => match &**pattern {
                Pattern::Shading(shading) => Some(Self::running(shading)),
                Pattern::Tiling(_) => None,
            },
        }
    }

    fn running(pattern: &ShadingPattern) -> Self {
        match *pattern.shading.shading_type {
            ShadingType::FunctionBased { .. } | ShadingType::RadialAxial { .. } => {
                Self::Running(Box::new(pattern.encode()))
            }
            // meshes are for photographs and drawings; what stands on them is to be read
            _ => Self::pale(pattern.opacity),
        }
    }

    /// What stands for patterns that would take too long.
    pub(super) fn pale(opacity: f32) -> Self {
        Self::Flat(Grey { light: TUNING.pictures.pattern, opacity: share(opacity.into()) })
    }

    /// The ink of a pixel.
    pub(super) fn at(&self, x: usize, y: usize) -> Grey {
        match self {
            Self::Flat(grey) => *grey,
            Self::Running(pattern) => {
                let middle = Point::new(to_f64(x) + 0.5, to_f64(y) + 0.5);
                Grey::of(pattern.sample(pattern.base_transform * middle))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_over_white_and_black_is_mixed() {
        let half = Grey { light: 0, opacity: 128 };
        assert_eq!(half.over(255, 255, BlendMode::Normal), 127);
        assert_eq!(half.over(255, 0, BlendMode::Normal), 255);
        let pale = Grey { light: 200, opacity: 255 };
        assert_eq!(pale.over(0, 255, BlendMode::Normal), 200);
        // a seal over black characters leaves them black
        assert_eq!(pale.over(0, 255, BlendMode::Multiply), 0);
    }
}
