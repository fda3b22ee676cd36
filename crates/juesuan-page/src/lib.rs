#![doc = include_str!("../README.md")]

mod answer;
mod reading;
mod request;

pub use answer::{Answer, PageError};
pub use reading::{Check, carry_out, check_all, read, unread, workbook};
pub use request::{Request, Task};

/// Answers one request: its first line is JSON, the bytes of the document follow. So does the answer: names and lengths
/// of its parts in the first line, the parts behind it.
///
/// # Errors
/// [`PageError`] where the first line is no task or an output cannot be made. A document that cannot be read is no
/// error: its answer is the row that says why.
pub fn answer(request: &[u8]) -> Result<Vec<u8>, PageError> {
    let Request { task, body } = Request::parse(request)?;
    Ok(carry_out(&task, body, &check_all)?.into_bytes())
}

/// The endings of the names of files that are read, archives included.
pub fn endings() -> Vec<&'static str> {
    [juesuan::ingest::ENDINGS, juesuan::ingest::ARCHIVE_ENDINGS].concat()
}
