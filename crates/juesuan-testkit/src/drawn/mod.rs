//! Whole documents drawn by chance: accounts of an invented body, their nine tables and a text that tells what the tables
//! hold. The same seed gives the same document.

mod accounts;
mod chance;
mod fault;
mod heads;
mod told;

pub use accounts::accounts;
pub use chance::Chance;
pub use fault::{Fault, KINDS, PERSONAL, Planting, plant};
pub use heads::{Cells, Drawn, Habits, forms};
pub use told::{Kind, Spot, Told, tell};
