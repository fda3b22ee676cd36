//! What must always hold of the code, as far as a program can see it: which crate may use which, that knowledge of
//! characters has one home, that files and signatures stay small.
//!
//! Some numbers are above where they should be. `xtask/invariants.toml` keeps them, and they may only fall:
//! `cargo xtask invariants --tighten` writes down what is better now.

mod arrows;
mod circles;
mod homes;
mod measures;
mod prose;
mod settings;
mod source;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use measures::Measures;
use settings::Settings;
use source::{Crate, SourceFile};

/// What the person who runs the chore wants to see.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Wish {
    /// Show each Chinese literal, wide signature and circle.
    pub(crate) list: bool,
    /// Write down the numbers that have fallen.
    pub(crate) tighten: bool,
}

/// Checks everything, and fails where something does not hold.
pub(crate) fn run(root: &Path, wish: Wish) -> Result<()> {
    let path = root.join("xtask/invariants.toml");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut settings: Settings = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let crates = source::crates(root)?;
    let mut faults = arrows::faults(root, &settings)?;
    faults.extend(prose::faults(root, &crates, &settings)?);
    let mut total = Measures::default();
    for part in &crates {
        let measures = measures::measure(part, &settings);
        if wish.list {
            measures.list(&part.name);
        }
        faults.extend(homes::faults(part, &settings));
        faults.extend(measures.long_files.iter().map(|(file, lines)| {
            format!("{file}: {lines} lines; a file has at most {}", settings.longest_file)
        }));
        let kept = settings.most.get(&part.name).copied().unwrap_or_default();
        faults.extend(measures.exceed(kept).into_iter().map(|said| format!("{}: {said}", part.name)));
        if wish.tighten {
            settings.most.insert(part.name.clone(), measures.counts().least(kept));
        }
        total.add(measures);
    }
    let counts = total.counts();
    println!(
        "{} distinct Chinese literals outside vocabulary and messages, {} circles between files, widest signature {}",
        counts.literals, counts.circles, counts.signature
    );
    if wish.tighten {
        fs::write(&path, settings.rewritten(&text)?)?;
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    if !faults.is_empty() {
        bail!("{} invariant(s) do not hold", faults.len());
    }
    eprintln!("invariants: hold");
    Ok(())
}

/// The files of a crate that are shipped and run: no tests, benches, examples.
pub(crate) fn production(part: &Crate) -> impl Iterator<Item = &SourceFile> {
    part.files.iter().filter(|file| !file.is_test)
}
