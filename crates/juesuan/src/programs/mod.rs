//! Programs that are installed on this machine and read what is not read here: each runs as a child with a time limit, in a
//! folder of its own.

mod child;
mod tesseract;

pub use child::{finished, installed, stop_when};
pub use tesseract::Tesseract;
