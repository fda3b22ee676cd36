//! Documents that are called otherwise than they are: a page that says that a download failed, saved under the name of what
//! was to be downloaded.

use std::path::Path;

use anyhow::Result;
use juesuan::ingest::Format;
use juesuan::model::Report;

use super::error_messages::Refused;

/// Endings of names whose documents are no text.
const NO_TEXT: [&str; 14] =
    ["pdf", "ofd", "doc", "docx", "wps", "odt", "rtf", "xls", "xlsx", "xlsb", "xlsm", "et", "ods", "dps"];

/// Refuses a text or web page that is called as what is none, and of which nothing was read: no table and no statement.
///
/// # Errors
/// [`Refused::Mislabelled`].
pub(super) fn refuse(bytes: &[u8], name: &str, report: &Report) -> Result<()> {
    let ending = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let format = Format::of(bytes);
    let is_text = matches!(format, Format::Text | Format::Html);
    let says_nothing = report.tables.is_empty() && report.facts.is_empty() && report.programmes.is_empty();
    if is_text && says_nothing && NO_TEXT.contains(&&*ending) {
        return Err(Refused::Mislabelled { ending, format }.into());
    }
    Ok(())
}
