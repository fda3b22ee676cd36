//! The page: the program for WebAssembly, packed into one HTML file.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use juesuan::output::{Engine, base64, desk_page};

/// What the program is built for: its standard streams are all that it needs of a system.
const TARGET: &str = "wasm32-wasip1";

/// Where the page stands, relative to the workspace.
const PAGE: &str = "target/juesuan.html";

/// Largest page, in bytes.
const MOST_BYTES: usize = 12 << 20;

/// Builds the page, and says where it is and how large.
///
/// # Errors
/// Where the target is not installed, with what installs it; where the program cannot be built; where the page is too large.
pub(crate) fn run(root: &Path) -> Result<()> {
    ensure_target()?;
    let program = fs::read(build(root)?)?;
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&program)?;
    let packed = packed.finish()?;
    let page = desk_page(Engine::Embedded(&base64(&packed)), &juesuan_page::endings());
    ensure!(page.len() <= MOST_BYTES, "the page has {} bytes, more than {MOST_BYTES}", page.len());
    let file = root.join(PAGE);
    fs::create_dir_all(file.parent().context("the page stands in a folder")?)?;
    fs::write(&file, &page)?;
    println!("{PAGE}: {} bytes; the program in it {}, packed {}", page.len(), program.len(), packed.len());
    Ok(())
}

/// Says what to install where the standard library for the target is missing.
fn ensure_target() -> Result<()> {
    let found = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output()?;
    let folder = PathBuf::from(String::from_utf8_lossy(&found.stdout).trim());
    if found.status.success() && folder.is_dir() {
        return Ok(());
    }
    bail!(
        "the standard library for {TARGET} is not installed. With rustup: `rustup target add {TARGET}`. \
         With the Rust of a distribution: its package of that library, in the version of the compiler."
    )
}

/// Builds the program; the file that cargo made.
fn build(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let done = Command::new(cargo)
        .current_dir(root)
        .args([
            "build",
            "--quiet",
            "--locked",
            "--profile",
            "page",
            "--package",
            "juesuan-page",
            "--target",
            TARGET,
        ])
        .status()?;
    ensure!(done.success(), "the program for the page cannot be built");
    Ok(target.join(TARGET).join("page").join("juesuan-page.wasm"))
}
