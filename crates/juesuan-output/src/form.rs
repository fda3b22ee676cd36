//! What the outputs for people share: a table as the form prints it, the key figures, and words for what is known by key.

#[cfg(feature = "xlsx")]
mod head;
mod key_figures;
mod layout;
mod words;

#[cfg(feature = "xlsx")]
pub(crate) use head::heads;
pub(crate) use key_figures::key_figures;
pub(crate) use layout::{Form, Panel};
pub(crate) use words::{check_status, finding_kind, report_kind, severity, table_kind};
