//! Markdown: a report on one document to be read, mailed or kept beside the source: what it is, its key figures, what was
//! found, its tables as the forms print them, programmes and facts.
//!
//! GitHub's tables; nothing of the document is markup, a link or HTML there.

mod escape;
mod page;
mod tables;
mod writer;

pub use page::to_markdown;
pub use writer::MarkdownWriter;
