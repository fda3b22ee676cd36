//! The shapes of pen lines.

use hayro_interpret::StrokeProps;
use hayro_interpret::kurbo::{Affine, BezPath, Stroke, StrokeOpts, stroke};

use crate::tuning::TUNING;

/// The shape of a line that a pen draws along a path; `None` where there is no such shape.
pub(super) fn stroked(path: &BezPath, pen: &StrokeProps, to_pixels: Affine) -> Option<BezPath> {
    let tuning = &TUNING.pictures;
    let pixels = to_pixels.determinant().abs().sqrt();
    let bounds = to_pixels.transform_rect_bbox(path.control_box());
    let fits =
        bounds.is_finite() && bounds.width() < tuning.largest_shape && bounds.height() < tuning.largest_shape;
    if !fits || pixels < f64::EPSILON {
        return None;
    }
    // a line is seen, however thin its pen
    let width = f64::from(pen.line_width).abs().max(tuning.thinnest / pixels);
    if !width.is_finite() || width * pixels > tuning.largest_shape {
        return None;
    }
    let style = Stroke::new(width)
        .with_caps(pen.line_cap)
        .with_join(pen.line_join)
        .with_miter_limit(f64::from(pen.miter_limit).max(1.0));
    let style = match dashes(pen, bounds.width() + bounds.height(), path.elements().len(), pixels) {
        Some(dashes) => style.with_dashes(f64::from(pen.dash_offset), dashes),
        None => style,
    };
    Some(stroke(path.elements().iter().copied(), &style, &StrokeOpts::default(), tuning.flat / pixels))
}

/// The lengths of dashes and gaps; `None` for a whole line, and for dashes too small to be told apart.
fn dashes(pen: &StrokeProps, around: f64, parts: usize, pixels: f64) -> Option<Vec<f64>> {
    let dashes: Vec<f64> = pen.dash_array.iter().map(|dash| f64::from(*dash)).collect();
    let period: f64 = dashes.iter().sum::<f64>() * pixels;
    #[expect(clippy::cast_precision_loss, reason = "a bound")]
    let most = around * parts as f64 * dashes.len() as f64 / period;
    let fits = dashes.iter().all(|dash| dash.is_finite() && *dash >= 0.0)
        && period > TUNING.pictures.thinnest
        && most < TUNING.pictures.most_dashes
        // where the first dash begins is looked for step by step
        && f64::from(pen.dash_offset).abs() * pixels / period < TUNING.pictures.most_dashes;
    (!dashes.is_empty() && fits).then_some(dashes)
}
