//! XLSX: a workbook a document, laid out for people: a summary, the statutory tables as the official forms print them,
//! the other tables, programmes, indicators, facts and findings, with links from each finding to the cells it speaks of;
//! and one of the whole run, whose sheets have a row a document, programme or finding.
//!
//! - A figure is a number only where the spreadsheet shows exactly what is printed; else it is text.
//! - Texts are written as texts, never as formulas, and those that a spreadsheet would take for one are marked as text.
//! - The same report gives the same bytes.

mod beside;
mod findings;
mod lists;
mod marks;
mod run;
mod sheet;
mod style;
mod summary;
mod tables;
mod writer;

pub use writer::{XlsxWriter, to_xlsx, to_xlsx_with};
