//! Which crate uses which.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::settings::Settings;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
    /// Empty where the package is never published.
    publish: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `dev` and `build`; `None` for what the code itself uses.
    kind: Option<String>,
    /// Where it is, for what belongs to the project.
    path: Option<String>,
}

/// The arrows that are not drawn in the settings.
pub(crate) fn faults(root: &Path, settings: &Settings) -> Result<Vec<String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let output = Command::new(cargo).args(arguments).current_dir(root).output()?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let mut faults = Vec::new();
    for package in
        metadata.packages.iter().filter(|package| package.publish.as_ref().is_none_or(|to| !to.is_empty()))
    {
        let Some(allowed) = settings.arrows.get(&package.name) else {
            faults.push(format!("{}: its arrows are not in xtask/invariants.toml", package.name));
            continue;
        };
        let ours = package.dependencies.iter().filter(|used| used.path.is_some() && used.kind.is_none());
        for used in ours.filter(|used| !allowed.contains(&used.name)) {
            faults.push(format!("{} must not use {}", package.name, used.name));
        }
    }
    Ok(faults)
}
