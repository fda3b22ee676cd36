//! The thresholds of this crate, a table a folder: numbers that decide and that no regulation gives. What notices each of them
//! is in `docs/thresholds.md`.

pub(crate) mod grid;
pub(crate) mod layouts;
pub(crate) mod rebuild;
pub(crate) mod template;

/// The thresholds of this crate, as `cargo xtask sensitivity` lists them.
pub fn thresholds() -> Vec<juesuan_source::Threshold> {
    [grid::thresholds(), layouts::thresholds(), rebuild::thresholds(), template::thresholds()].concat()
}
