//! What the outputs for people share: a table as the form prints it, the key figures, and words for what is known by key.

#[cfg(any(feature = "html", feature = "xlsx"))]
mod head;
mod key_figures;
mod layout;
mod words;

#[cfg(any(feature = "html", feature = "xlsx"))]
pub(crate) use head::heads;
#[cfg(feature = "html")]
pub(crate) use head::{HeadCell, HeadKind};
#[cfg(feature = "xlsx")]
pub(crate) use key_figures::KEY_FIGURES;
pub(crate) use key_figures::key_figures;
pub(crate) use layout::{Form, Panel};
pub(crate) use words::{Word, check_status, finding_kind, report_kind, severity, table_kind};
