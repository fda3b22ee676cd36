//! Characters on pages that are pictures: who recognises them, and what can go wrong there.

use std::fmt;
use std::time::Duration;

use crate::Picture;

/// Recognises the characters on a picture of a page.
pub trait Recogniser: fmt::Debug {
    /// The words on a picture, each in its box, in any order; `left` is the time that may be spent on it.
    ///
    /// # Errors
    /// [`RecognitionError`] where no page can be recognised, or not this one.
    fn words(&self, picture: &Picture, left: Duration) -> Result<Vec<Word>, RecognitionError>;
}

/// Characters that stand together on a picture; places are pixels from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The line of text to which it belongs: words of one line that follow each other stand from left to right.
    pub line: (u32, u32, u32),
    /// What they are.
    pub text: String,
    /// How sure that is, in per cent.
    pub confidence: f32,
    /// Left side.
    pub x0: f32,
    /// Right side.
    pub x1: f32,
    /// Upper side.
    pub y0: f32,
    /// Lower side.
    pub y1: f32,
}

/// Why no characters could be recognised.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecognitionError {
    /// The program is not installed.
    #[error("tesseract is not installed; {}", install())]
    NotInstalled,
    /// The program does not know Chinese.
    #[error("tesseract does not know Chinese (chi_sim); {}", install())]
    NoChinese,
    /// The program could not be run, or made nothing of the page.
    #[error("tesseract failed: {0}")]
    Failed(String),
    /// The time for the document was over.
    #[error("tesseract did not come to an end in time")]
    TooSlow,
}

/// How the program is installed, by system.
pub const INSTALL: [(&str, &str); 5] = [
    ("Debian, Ubuntu", "apt install tesseract-ocr tesseract-ocr-chi-sim"),
    ("Fedora", "dnf install tesseract tesseract-langpack-chi_sim"),
    ("Arch", "pacman -S tesseract tesseract-data-chi_sim"),
    ("macOS", "brew install tesseract tesseract-lang"),
    ("Windows", "choco install tesseract tesseract-languages"),
];

/// The commands in a sentence.
fn install() -> String {
    let one = |(system, command): &(&str, &str)| format!("`{command}` ({system})");
    let all: Vec<String> = INSTALL.iter().filter(|(system, _)| is_of_this(system)).map(one).collect();
    format!("install it: {}", all.join(", "))
}

/// Whether a command is of the kind of system on which this runs.
pub fn is_of_this(system: &str) -> bool {
    match std::env::consts::OS {
        "macos" => system == "macOS",
        "windows" => system == "Windows",
        "linux" => !matches!(system, "macOS" | "Windows"),
        _ => true,
    }
}
