#![doc = include_str!("../README.md")]

pub mod accounts;
pub mod cases;
pub mod codes;
pub mod document;
pub mod drawn;
pub mod files;
pub mod forms;
pub mod grid;
pub mod money;
pub mod ofd;
pub mod pdf;
pub mod press;
pub mod project;
pub mod render;
pub mod transform;
pub mod truth;

pub use cases::{Fixture, fixtures, write};
pub use document::Document;
pub use render::{Layout, Printed, print};
pub use truth::{Fact, Indicator, Observation, Programme, Score, SectionRow, Truth};
