//! The picture of the README: the review page of a fixture, as a browser shows it.
//!
//! Fonts differ from machine to machine, so that the picture is made by hand where the page changes its face, and not
//! compared.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

/// What is shown.
const FIXTURE: &str = "fixtures/page-cut-panels/input.md";

/// Where the picture stands.
const PICTURE: &str = "docs/pictures/review-page.png";

/// Width and height, in pixels.
const SIZE: &str = "1400,820";

/// Writes the picture with a headless Chromium.
///
/// # Errors
/// Where Chromium is missing or shows nothing.
pub(crate) fn run(root: &Path) -> Result<()> {
    let name = Path::new(FIXTURE).file_name().context("a fixture has a name")?.to_string_lossy();
    let bytes = fs::read(root.join(FIXTURE)).context(FIXTURE)?;
    let mut reading = juesuan::read_text(&bytes, &name, &juesuan::Options::default())?;
    reading.check(&juesuan::rules::catalogue());
    let folder = tempfile::tempdir()?;
    let page = folder.path().join("page.html");
    fs::write(&page, juesuan::output::review_page(&reading.report, &reading.text))?;
    let picture = root.join(PICTURE);
    let shown = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
        .arg(format!("--window-size={SIZE}"))
        .arg(format!("--screenshot={}", picture.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .context("chromium is not installed; it draws the page")?;
    ensure!(shown.status.success() && picture.is_file(), "{}", String::from_utf8_lossy(&shown.stderr));
    eprintln!("{PICTURE}");
    Ok(())
}
