//! A page as the interpreter draws it, on whatever takes that.

use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, Device, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

/// Draws a page on a device with `scale` steps a point.
pub(super) fn draw<'p, D: Device<'p>>(
    page: &Page<'p>,
    pdf: &'p Pdf,
    cache: &InterpreterCache<'p>,
    scale: f64,
    mut device: D,
) -> D {
    let (width, height) = page.render_dimensions();
    let transform: Affine = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let bounds = Rect::new(0.0, 0.0, f64::from(width) * scale, f64::from(height) * scale);
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, &mut device);
    device
}
