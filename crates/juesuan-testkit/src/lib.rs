//! Documents of our own with known truth.
pub mod document;
pub mod grid;
pub mod money;
pub mod render;
pub mod truth;
pub use truth::{Fact, Indicator, Observation, Programme};
