//! What a stage understood, drawn for a terminal.

mod findings;
mod reasons;
mod segments;
mod tables;

pub(crate) use findings::{findings, message, severity};
pub(crate) use segments::segments;
pub(crate) use tables::tables;

/// Text on one line and no longer than `limit` characters.
fn excerpt(text: &str, limit: usize) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(limit) {
        None => one_line,
        Some((end, _)) => format!("{}…", &one_line[..end]),
    }
}
