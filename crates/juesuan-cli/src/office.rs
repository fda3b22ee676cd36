//! Files that only an office program understands: `LibreOffice`, where it is installed, saves them as Word documents.

use std::borrow::Cow;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Result;
use juesuan::Options;
use juesuan::Reading;
use juesuan::ingest::Format;
use juesuan::programs::{finished, installed};
use serde::{Deserialize, Serialize};

use super::office_trouble::{LONGEST, OfficeTrouble};
use super::{interrupt, mislabelled, ordinary};

/// Names under which the program is installed.
const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];

/// Largest document that it may make of a file, in bytes.
const MOST_BYTES: u64 = 512 << 20;

/// Settings of its own profile: no macros, nothing fetched from other places.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"#;

/// A document in a format that is read here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) bytes: Vec<u8>,
    /// The file that was given, where it was saved in another format first.
    pub(super) given: Option<Given>,
}

/// What a report says of a file that was saved in another format before it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Given {
    format: String,
    bytes: u64,
    sha256: String,
    /// How long saving it took.
    seconds: u32,
}

impl Opened {
    /// Opens a document of any format that is read here or by an office program that is installed, within so many seconds.
    ///
    /// # Errors
    /// [`OfficeTrouble`], or what the system says.
    pub(super) fn of(bytes: Vec<u8>, seconds: u32) -> Result<Self> {
        let begun = Instant::now();
        let Cow::Owned(converted) = readable(&bytes, seconds)? else {
            return Ok(Self { bytes, given: None });
        };
        let given = Given {
            format: Format::of(&bytes).ending().unwrap_or_default().to_owned(),
            bytes: bytes.len() as u64,
            sha256: juesuan::sha256(&bytes),
            seconds: u32::try_from(begun.elapsed().as_secs()).unwrap_or(u32::MAX),
        };
        Ok(Self { bytes: converted, given: Some(given) })
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`juesuan::Error`] where it cannot be read.
    pub(super) fn read(&self, name: &str, options: &Options) -> Result<Reading> {
        let mut options = options.clone();
        if let Some(given) = &self.given {
            // saving and reading together take no longer than reading may
            options.limits.seconds = options.limits.seconds.saturating_sub(given.seconds).max(1);
        }
        let read = || juesuan::read_text(&self.bytes, name, &options);
        let mut reading = if options.ocr { interrupt::while_helped(read) } else { read() }?;
        if self.given.is_none() {
            mislabelled::refuse(&self.bytes, name, &reading.report)?;
        }
        if let Some(given) = &self.given {
            // what is described is the file that was given
            let source = &mut reading.report.source;
            given.format.clone_into(&mut source.format);
            source.bytes = given.bytes;
            given.sha256.clone_into(&mut source.sha256);
        }
        Ok(reading)
    }
}

/// The bytes themselves, or those of the same document as a program that is installed saves it within so many seconds.
pub(super) fn readable(bytes: &[u8], seconds: u32) -> Result<Cow<'_, [u8]>> {
    let format = Format::of(bytes);
    let is_foreign = cfg!(feature = "office") && matches!(format, Format::Doc | Format::Rtf | Format::Odt);
    let Some(program) = is_foreign.then(program).flatten() else { return Ok(Cow::Borrowed(bytes)) };
    let folder = tempfile::Builder::new().prefix("juesuan-office-").tempdir()?;
    let (profile, out) = (folder.path().join("profile"), folder.path().join("out"));
    std::fs::create_dir_all(profile.join("user"))?;
    std::fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS)?;
    let input = folder.path().join("input").with_extension(format.ending().unwrap_or("doc"));
    std::fs::write(&input, bytes)?;
    let mut command = Command::new(program);
    command
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir"])
        .args([&out, &input])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let longest = LONGEST.min(Duration::from_secs(seconds.into()));
    if interrupt::while_helped(|| finished(command, longest))?.is_none() {
        return Err(OfficeTrouble::TooSlow { format, seconds: longest.as_secs() }.into());
    }
    let made = out.join("input.docx");
    if !made.is_file() {
        return Err(OfficeTrouble::Refused { format }.into());
    }
    Ok(Cow::Owned(ordinary::read(&made, MOST_BYTES)?))
}

/// Whether a program is installed that saves such files in a format that is read.
pub(super) fn is_installed() -> bool {
    cfg!(feature = "office") && program().is_some()
}

/// The program.
fn program() -> Option<PathBuf> {
    installed(&PROGRAMS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_are_read_here_are_left_as_they_are() {
        assert!(matches!(readable(b"text", 1).unwrap(), Cow::Borrowed(b"text")));
    }
}
