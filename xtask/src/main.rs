//! Chores of the project: `cargo xtask golden` regenerates the golden outputs of all fixtures, `cargo xtask docs`
//! the rule reference, the data dictionary and the manual of the command line, `cargo xtask mutate` tells how well the
//! rules guard the figures, `cargo xtask originality` finds sentences and figures of published documents.
#![allow(clippy::print_stderr, clippy::print_stdout)] // a chore speaks to the person who ran it

mod bench;
mod docs;
mod golden;
mod growth;
mod invariants;
mod kept;
mod mutate;
mod mutate_text;
mod originality;
mod page;
mod picture;
mod sensitivity;
mod trust;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Chores of the juesuan project")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure the speed beside the csv crate, a Python program, pdftotext and pdfplumber, in one run
    Bench {
        /// Put the table into docs/performance.md
        #[arg(long)]
        write: bool,
    },
    /// Regenerate the golden outputs under fixtures/
    Golden {
        /// Change nothing; fail where an output is stale, missing or dangling, and show the difference
        #[arg(long)]
        check: bool,
    },
    /// Regenerate docs/rules/, docs/data-dictionary.md and docs/cli.md
    Docs {
        /// Change nothing; fail where a page is stale, missing or dangling, and show the difference
        #[arg(long)]
        check: bool,
    },
    /// Count how the work of the program grows with texts that are made to be hard (needs valgrind)
    Growth {
        /// The program, relative to the workspace
        #[arg(long, default_value = "target/release/juesuan")]
        program: PathBuf,
    },
    /// Check what must hold of the code: arrows between crates, one home of each piece of knowledge, sizes
    Invariants {
        /// Show each Chinese literal, wide signature and circle that is counted
        #[arg(long)]
        list: bool,
        /// Write the numbers that have fallen into xtask/invariants.toml
        #[arg(long)]
        tighten: bool,
    },
    /// Change every figure that an identity constrains in one digit, and tell how many the rules cite and name
    Mutate {
        /// Documents, or folders of them; the fixtures where none is given
        paths: Vec<PathBuf>,
        /// Show each figure that was not cited or not named, and what was said instead
        #[arg(long)]
        missed: bool,
        /// Change the numbers that running text states, and tell how many of them any rule notices
        #[arg(long)]
        text: bool,
    },
    /// Find sentences and figures of the published documents beside the workspace in the repository
    Originality {
        /// Print what is found without failing
        #[arg(long)]
        report: bool,
    },
    /// Build the page for a browser, target/juesuan.html (needs the target wasm32-wasip1)
    Page,
    /// Draw accounts by chance in all layouts and files, plant faults, and tell how many findings are true and how many
    /// faults are found
    Trust {
        /// Fail where less is true or found than the floors allow; fewer accounts, for CI
        #[arg(long)]
        check: bool,
        /// How many accounts are drawn
        #[arg(long)]
        accounts: Option<u64>,
        /// The first seed
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Write each document with a false finding or a fault not found into this folder, with what was said
        #[arg(long)]
        dump: Option<PathBuf>,
    },
    /// Move each threshold by a fifth and tell which documents notice
    Sensitivity {
        /// Move nothing; fail where docs/thresholds.md lacks a threshold or has another value for it
        #[arg(long)]
        check: bool,
        /// Write docs/thresholds.md
        #[arg(long)]
        write: bool,
        /// Only thresholds whose names hold this
        #[arg(long)]
        only: Option<String>,
        /// A number for what is read of each document, as this chore asks of itself
        #[arg(long, hide = true)]
        digests: bool,
    },
    /// Draw the picture of the README (needs chromium)
    Picture,
}

fn main() -> Result<()> {
    match Cli::parse().task {
        Task::Bench { write } => bench::run(&workspace()?, write),
        Task::Golden { check } => golden::run(&workspace()?.join("fixtures"), check),
        Task::Docs { check } => docs::run(&workspace()?, check),
        Task::Growth { program } => growth::run(&workspace()?, &program),
        Task::Invariants { list, tighten } => {
            invariants::run(&workspace()?, invariants::Wish { list, tighten })
        }
        Task::Mutate { paths, missed, text: false } => {
            mutate::run(&workspace()?.join("fixtures"), &paths, missed)
        }
        Task::Mutate { paths, missed, text: true } => {
            mutate_text::run(&workspace()?.join("fixtures"), &paths, missed)
        }
        Task::Originality { report } => originality::run(&workspace()?, report),
        Task::Page => page::run(&workspace()?),
        Task::Trust { check, accounts, seed, dump } => {
            trust::run(&trust::Wish { check, accounts, seed, dump: dump.as_deref() })
        }
        Task::Sensitivity { check, write, only, digests } => sensitivity::run(
            &workspace()?,
            &sensitivity::Wish { check, write, digests, only: only.as_deref() },
        ),
        Task::Picture => picture::run(&workspace()?),
    }
}

/// The folder of the workspace: the parent of this crate's.
fn workspace() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().context("xtask stands in no workspace")?.to_owned())
}
