//! How much of each pixel a shape covers.
//!
//! The sides of a shape are added up from the left, each where it lies in its row; the sum so far says how often a pixel lies
//! within the shape. Pixels that a side crosses count by the part that lies right of it.

use hayro_interpret::FillRule;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _, flatten};

use super::area::{Area, share, times, to_f64, whole};
use crate::tuning::TUNING;

/// Shares of pixels, of 255 each.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    pub(super) area: Area,
    shares: Vec<u8>,
}

impl Cover {
    /// All pixels of a picture, with a share each, row by row.
    pub(super) fn of_picture(width: usize, height: usize, shares: Vec<u8>) -> Self {
        Self { area: Area::of(width, height), shares }
    }

    /// The shares of a row from `left` on.
    pub(super) fn row(&self, y: usize, left: usize) -> &[u8] {
        let from = y.saturating_sub(self.area.top) * self.area.width();
        let skipped = left.saturating_sub(self.area.left);
        self.shares.get(from + skipped..from + self.area.width()).unwrap_or_default()
    }

    /// Leaves of each share what another cover leaves of it.
    pub(super) fn narrow(&mut self, other: &Self) {
        let area = self.area;
        for y in area.rows() {
            let from = (y - area.top) * area.width();
            let Some(own) = self.shares.get_mut(from..from + area.width()) else { continue };
            let others = other.row(y, area.left).iter().copied().chain(std::iter::repeat(0));
            own.iter_mut().zip(others).for_each(|(own, other)| *own = times(*own, other));
        }
    }
}

/// The shape that a path has on the picture.
pub(super) struct Outline {
    path: BezPath,
    fill: FillRule,
    pub(super) bounds: Rect,
}

impl Outline {
    /// `None` where it is too large for a page.
    pub(super) fn of(path: &BezPath, transform: Affine, fill: FillRule) -> Option<Self> {
        let path = transform * path;
        let bounds = path.control_box();
        let largest = TUNING.pictures.largest_shape;
        let fits = bounds.width() < largest && bounds.height() < largest;
        // a straight side takes no longer when it is long
        let is_straight =
            || !path.elements().iter().any(|part| matches!(part, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
        (path.is_finite() && bounds.is_finite() && (fits || is_straight())).then_some(Self {
            path,
            fill,
            bounds,
        })
    }

    /// The same shape, or the box around it where that is thinner than so many pixels: thin lines are seen.
    pub(super) fn no_thinner(self, pixels: f64) -> Self {
        let bounds = self.bounds;
        if bounds.width() >= pixels && bounds.height() >= pixels {
            return self;
        }
        let more = |wide: f64| ((pixels - wide) / 2.0).max(0.0);
        let bounds = bounds.inflate(more(bounds.width()), more(bounds.height()));
        Self { path: bounds.to_path(TUNING.pictures.flat), bounds, ..self }
    }

    /// How many steps it takes at most to find out what it covers.
    pub(super) fn steps(&self, within: Area) -> usize {
        let area = within.touched(self.bounds);
        let sides = self.path.elements().len().saturating_mul(TUNING.pictures.steps_a_side + area.height());
        area.pixels().saturating_add(sides)
    }

    /// How much of the pixels of a part of the picture it covers.
    pub(super) fn cover(&self, within: Area) -> Cover {
        let area = within.touched(self.bounds);
        let mut sums = Sums::new(area);
        if area.pixels() > 0 {
            let (mut start, mut last) = (Point::ZERO, Point::ZERO);
            flatten(self.path.elements().iter().copied(), TUNING.pictures.flat, |element| match element {
                PathEl::MoveTo(point) => {
                    sums.side(last, start);
                    (start, last) = (point, point);
                }
                PathEl::LineTo(point) => {
                    sums.side(last, point);
                    last = point;
                }
                PathEl::ClosePath => {
                    sums.side(last, start);
                    last = start;
                }
                PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
            });
            sums.side(last, start);
        }
        sums.cover(self.fill)
    }
}

/// What the sides of a shape add to their pixels.
struct Sums {
    area: Area,
    /// Places of a row: behind its last pixel there are two more.
    wide: usize,
    places: Vec<f64>,
}

impl Sums {
    fn new(area: Area) -> Self {
        let wide = area.width() + 2;
        Self { area, wide, places: vec![0.0; wide * area.height()] }
    }

    /// Adds a side; what lies left of the area covers all of a row, what lies right of it nothing.
    fn side(&mut self, from: Point, to: Point) {
        let (height, width) = (to_f64(self.area.height()), to_f64(self.area.width()));
        let at = |point: Point| (point.x - to_f64(self.area.left), point.y - to_f64(self.area.top));
        let (sign, upper, lower) =
            if from.y < to.y { (1.0, at(from), at(to)) } else { (-1.0, at(to), at(from)) };
        let (first, last) = (upper.1.max(0.0), lower.1.min(height));
        if first >= last {
            return;
        }
        let slope = (lower.0 - upper.0) / (lower.1 - upper.1);
        let place = |y: f64| (upper.0 + (y - upper.1) * slope).clamp(0.0, width);
        for row in whole(first)..whole(last.ceil()).min(self.area.height()) {
            let (top, bottom) = (first.max(to_f64(row)), last.min(to_f64(row + 1)));
            let (one, other) = (place(top), place(bottom));
            let start = row * self.wide;
            if let Some(sums) = self.places.get_mut(start..start + self.wide) {
                add(sums, one.min(other), one.max(other), (bottom - top) * sign);
            }
        }
    }

    /// The shares by the rule for shapes that lie on themselves.
    fn cover(self, fill: FillRule) -> Cover {
        let mut shares = Vec::with_capacity(self.area.pixels());
        for row in self.places.chunks(self.wide) {
            let mut sum = 0.0_f64;
            shares.extend(row.iter().take(self.area.width()).map(|more| {
                sum += more;
                share(match fill {
                    FillRule::NonZero => sum.abs().min(1.0),
                    FillRule::EvenOdd => {
                        let rest = sum.abs() % 2.0;
                        rest.min(2.0 - rest)
                    }
                })
            }));
        }
        Cover { area: self.area, shares }
    }
}

/// Adds a side that runs from `left` to `right` through a row, of which it takes a part of `high`.
fn add(sums: &mut [f64], left: f64, right: f64, high: f64) {
    let first = whole(left);
    let wide = right - left;
    // what of the row lies right of the side, pixel by pixel: the differences of its area
    let area_until = |x: f64| {
        let inside = (x - left).clamp(0.0, wide);
        let behind = (x - right).max(0.0);
        if wide > 0.0 { inside * inside / (2.0 * wide) + behind } else { behind }
    };
    let (mut before, mut covered) = (0.0, 0.0);
    for (nth, sum) in sums.iter_mut().enumerate().skip(first).take(whole(right) - first + 2) {
        let area = area_until(to_f64(nth + 1));
        let of_pixel = area - before;
        *sum += (of_pixel - covered) * high;
        (before, covered) = (area, of_pixel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(path: &BezPath, fill: FillRule, within: Area) -> Vec<Vec<u8>> {
        let Some(outline) = Outline::of(path, Affine::IDENTITY, fill) else { return Vec::new() };
        let cover = outline.cover(within);
        cover.area.rows().map(|y| cover.row(y, cover.area.left).to_vec()).collect()
    }

    fn rect(x0: f64, y0: f64, x1: f64, y1: f64) -> BezPath {
        Rect::new(x0, y0, x1, y1).to_path(0.1)
    }

    #[test]
    fn pixels_are_covered_by_the_part_that_a_shape_takes() {
        let page = Area::of(10, 10);
        assert_eq!(shares(&rect(1.5, 0.0, 3.0, 1.0), FillRule::NonZero, page), [[128, 255]]);
        assert_eq!(shares(&rect(1.0, 0.75, 2.0, 1.25), FillRule::NonZero, page), [[64], [64]]);
        // half of a square, along its diagonal
        let mut triangle = BezPath::new();
        triangle.move_to((0.0, 0.0));
        triangle.line_to((3.0, 3.0));
        triangle.line_to((0.0, 3.0));
        let half = shares(&triangle, FillRule::NonZero, page);
        assert_eq!(half, [[128, 0, 0], [255, 128, 0], [255, 255, 128]]);
    }

    #[test]
    fn shapes_beyond_the_sides_cover_what_lies_within() {
        let page = Area::of(4, 2);
        let all = [[255; 4]; 2];
        assert_eq!(shares(&rect(-9.0, -9.0, 9.0, 9.0), FillRule::NonZero, page), all);
        assert_eq!(shares(&rect(-1e12, -1e12, 1e12, 1e12), FillRule::NonZero, page), all);
        assert_eq!(shares(&rect(5.0, 0.0, 9.0, 2.0), FillRule::NonZero, page), [[0_u8; 0]; 2]);
        let mut slanted = BezPath::new();
        slanted.move_to((-50.0, 0.0));
        slanted.line_to((50.0, 0.0));
        slanted.line_to((50.0, 2.0));
        slanted.line_to((-50.0, 2.0));
        assert_eq!(shares(&slanted, FillRule::NonZero, page), all);
    }

    #[test]
    fn a_shape_on_itself_is_filled_or_a_hole_as_its_rule_says() {
        let mut twice = rect(0.0, 0.0, 3.0, 1.0);
        twice.extend(rect(1.0, 0.0, 2.0, 1.0));
        let page = Area::of(3, 1);
        assert_eq!(shares(&twice, FillRule::NonZero, page), [[255, 255, 255]]);
        assert_eq!(shares(&twice, FillRule::EvenOdd, page), [[255, 0, 255]]);
    }

    #[test]
    fn a_curve_that_is_larger_than_any_page_is_left_out() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        path.quad_to((1e12, 1e12), (0.0, 1e12));
        let outline = |path: &BezPath| Outline::of(path, Affine::IDENTITY, FillRule::NonZero);
        assert!(outline(&path).is_none());
        assert!(outline(&rect(0.0, 0.0, f64::NAN, 1.0)).is_none());
    }
}
