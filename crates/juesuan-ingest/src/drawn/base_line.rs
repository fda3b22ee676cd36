//! Where characters stand on their base line.

/// The part of a character above its base line, in sizes: that of Chinese type.
pub(crate) const ASCENT: f64 = 0.88;

/// The part of a character below its base line, in sizes.
pub(crate) const DESCENT: f64 = 0.12;
