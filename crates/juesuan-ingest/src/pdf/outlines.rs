//! The outlines of glyphs, and those that are none: of fonts that a file leaves out.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_interpret::font::{FontData, OutlineGlyph, StandardFont};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::BezPath;
use juesuan_source::chars;

/// The fonts that are built in, and are used in place of fonts that a file leaves out.
const BUILT_IN: [StandardFont; 12] = [
    StandardFont::Helvetica,
    StandardFont::HelveticaBold,
    StandardFont::HelveticaOblique,
    StandardFont::HelveticaBoldOblique,
    StandardFont::Courier,
    StandardFont::CourierBold,
    StandardFont::CourierOblique,
    StandardFont::CourierBoldOblique,
    StandardFont::TimesRoman,
    StandardFont::TimesBold,
    StandardFont::TimesItalic,
    StandardFont::TimesBoldItalic,
];

/// Outlines of glyphs, which most pages of a document share.
pub(super) struct Outlines {
    paths: HashMap<u128, Rc<BezPath>>,
    /// Where the fonts that are built in stand in memory.
    built_in: [usize; 12],
}

impl Outlines {
    pub(super) fn new() -> Self {
        Self { paths: HashMap::new(), built_in: BUILT_IN.map(|font| address(&font.get_font_data().0)) }
    }

    /// The outline of a glyph; `None` where the file leaves it out.
    pub(super) fn of(&mut self, glyph: &OutlineGlyph) -> Option<Rc<BezPath>> {
        if self.is_stand_in(glyph) {
            return None;
        }
        let key = glyph.identifier().cache_key();
        let path = self.paths.entry(key).or_insert_with(|| Rc::new(glyph.outline()));
        let is_missing = path.is_empty() && is_seen(glyph.as_unicode());
        (!is_missing).then(|| Rc::clone(path))
    }

    /// Whether a glyph stands for a wide character of a font that the file leaves out: what is built in has none of these,
    /// and whatever has its number there would be drawn.
    fn is_stand_in(&self, glyph: &OutlineGlyph) -> bool {
        let is_wide = |text: &BfString| matches!(text, BfString::Char(char) if chars::width(*char) > 1);
        let is_built_in = |data: FontData| self.built_in.contains(&address(&data));
        glyph.as_unicode().as_ref().is_some_and(is_wide)
            && glyph.font_data().is_some_and(|font| is_built_in(font.data))
    }
}

/// Where the bytes of a font stand.
fn address(data: &FontData) -> usize {
    data.as_ref().as_ref().as_ptr().addr()
}

/// Whether a character has a shape.
fn is_seen(text: Option<BfString>) -> bool {
    match text {
        Some(BfString::Char(char)) => !char.is_whitespace() && !char.is_control(),
        Some(BfString::String(text)) => !text.trim().is_empty(),
        None => false,
    }
}
