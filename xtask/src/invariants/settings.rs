//! `xtask/invariants.toml`: what is allowed, and numbers that may only fall.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// What is allowed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Settings {
    /// Most lines of a file.
    pub(crate) longest_file: usize,
    /// For each published crate, the crates of the project that it may use.
    pub(crate) arrows: BTreeMap<String, Vec<String>>,
    /// Paths whose Chinese is for people: vocabulary, messages, manuals.
    pub(crate) speech: Vec<String>,
    /// Knowledge that has one home.
    pub(crate) home: Vec<Home>,
    /// Phrases that are in no comment and on no page.
    pub(crate) phrases: Vec<Phrase>,
    /// Numbers that may only fall, by crate.
    pub(crate) most: BTreeMap<String, Counts>,
}

/// Knowledge that has one home.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Home {
    /// What it is about.
    pub(crate) knowledge: String,
    /// Where it belongs: the beginning of a path.
    pub(crate) at: String,
    /// Code that shows that it is known elsewhere.
    pub(crate) patterns: Vec<String>,
    /// Paths that may have such code for a reason of their own.
    #[serde(default)]
    pub(crate) except: Vec<String>,
}

/// A phrase that says little.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrase {
    /// The phrase in small letters.
    pub(crate) banned: String,
    /// What to say instead.
    pub(crate) instead: String,
    /// Paths that keep it: texts that are part of an output.
    #[serde(default)]
    pub(crate) except: Vec<String>,
}

/// Numbers that may only fall.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counts {
    /// Distinct literals with Chinese characters outside vocabulary, messages and tests.
    pub(crate) literals: usize,
    /// Sets of files that use each other in a circle.
    pub(crate) circles: usize,
    /// Parameters of the widest function, `self` included.
    pub(crate) signature: usize,
    /// Constants that are numbers outside the table of thresholds.
    #[serde(default)]
    pub(crate) thresholds: usize,
}

impl Counts {
    /// The lower of both for each number; what was never kept is taken as it is.
    pub(crate) fn least(self, kept: Self) -> Self {
        if kept == Self::default() {
            return self;
        }
        Self {
            literals: self.literals.min(kept.literals),
            circles: self.circles.min(kept.circles),
            signature: self.signature.min(kept.signature),
            thresholds: self.thresholds.min(kept.thresholds),
        }
    }
}

impl Settings {
    /// The file with the numbers as they are now; all above them stays as it was written.
    pub(crate) fn rewritten(&self, text: &str) -> Result<String> {
        let (head, _) = text.split_once("[most]\n").context("no table [most] at the end")?;
        let rows = self.most.iter().map(|(name, counts)| {
            let Counts { literals, circles, signature, thresholds } = counts;
            format!(
                "{name} = {{ literals = {literals}, circles = {circles}, signature = {signature}, \
                 thresholds = {thresholds} }}\n"
            )
        });
        Ok(format!("{head}[most]\n{}", rows.collect::<String>()))
    }
}
