//! Why an office program could not save a file in a format that is read.

use std::time::Duration;

use juesuan::ingest::Format;

/// Longest time that the program may take for one document.
pub(super) const LONGEST: Duration = Duration::from_mins(2);

/// Why a file could not be saved in a format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum OfficeTrouble {
    /// It made nothing of the file.
    #[error("LibreOffice cannot open this file ({format})")]
    Refused {
        /// What the file is.
        format: Format,
    },
    /// It did not come to an end.
    #[error("LibreOffice took longer than {seconds} seconds for this file ({format})")]
    TooSlow {
        /// What the file is.
        format: Format,
        /// How long it was waited for.
        seconds: u64,
    },
}
