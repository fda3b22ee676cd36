//! What single characters are: how wide, whether blank, which digit, which Chinese numeral.
//!
//! Each of these is decided here and nowhere else, so that two stages never disagree about the same character.

mod width;

pub use width::{columns, width};
