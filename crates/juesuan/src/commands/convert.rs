//! `juesuan convert`: every input that can be read goes into the output, every other one is named with its reason.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use juesuan::output::{Format, ReportWriter};
use juesuan::rules::Summary;
use juesuan::{Options, Reading};
use rayon::prelude::*;

use super::Done;
use crate::cli::Convert;
use crate::inputs::{self, Input};

/// Documents that are held in memory for each worker: enough to keep all busy, few enough for any run.
const AHEAD: usize = 4;

pub(crate) fn run(args: &Convert) -> Result<Done> {
    let rules = super::check::rules(args.rules.as_deref())?;
    let (inputs, unusable) = inputs::expand(&args.paths);
    let mut done = Done { unreadable: unusable.len(), ..Done::default() };
    for bad in &unusable {
        eprintln!("error: {}: {:#}", bad.path, bad.reason);
    }
    let options = Options { encoding: args.reading.encoding };
    let mut writers = Writers::create(&args.to, &args.out)?;
    let workers =
        rayon::ThreadPoolBuilder::new().num_threads(args.jobs.map_or(0, NonZeroUsize::get)).build()?;
    let mut tally = Tally::default();
    // written in the order of the inputs, however many are read at once
    for batch in inputs.chunks(workers.current_num_threads() * AHEAD) {
        let read = |input: &Input| {
            let mut reading = super::read(input, &options)?;
            let summary = reading.check(&rules);
            Ok((reading, summary))
        };
        let results: Vec<Result<(Reading, Summary)>> =
            workers.install(|| batch.par_iter().map(read).collect());
        for (input, result) in batch.iter().zip(results) {
            match result {
                Ok((reading, summary)) => {
                    writers
                        .write(&reading)
                        .with_context(|| format!("cannot write to {}", args.out.display()))?;
                    tally.add(&reading, &summary);
                }
                Err(error) => {
                    eprintln!("error: {}: {error:#}", input.document);
                    done.unreadable += 1;
                }
            }
        }
    }
    let written = writers.finish().with_context(|| format!("cannot write to {}", args.out.display()))?;
    for place in entry_points(&args.out, &written) {
        println!("{}", place.display());
    }
    eprintln!("{tally}, {} failed", done.unreadable);
    Ok(done)
}

/// What a run did, for its last line.
#[derive(Default)]
struct Tally {
    documents: usize,
    tables: usize,
    numbers: u64,
    read: u64,
    errors: u64,
    warnings: u64,
}

impl Tally {
    fn add(&mut self, reading: &Reading, summary: &Summary) {
        self.documents += 1;
        self.tables += reading.report.tables.len();
        self.numbers += u64::from(reading.report.numbers);
        self.read += u64::from(reading.report.numbers_read);
        self.errors += u64::from(summary.errors);
        self.warnings += u64::from(summary.warnings);
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { documents, tables, numbers, read, errors, warnings } = self;
        write!(
            f,
            "{documents} documents, {tables} tables, {read} of {numbers} numbers read, {errors} errors, \
             {warnings} warnings"
        )
    }
}

/// The writers of all formats asked for, as one.
struct Writers(Vec<Box<dyn ReportWriter>>);

impl Writers {
    fn create(formats: &[&'static Format], out: &Path) -> Result<Self> {
        let create = |format: &&'static Format| format.create(out);
        let writers = formats.iter().map(create).collect::<Result<_, _>>();
        writers.map(Self).with_context(|| format!("cannot write to {}", out.display()))
    }

    fn write(&mut self, reading: &Reading) -> Result<()> {
        self.0.iter_mut().try_for_each(|writer| Ok(writer.write(&reading.report, &reading.text)?))
    }

    /// Puts the outputs in their places, and names them.
    fn finish(self) -> Result<Vec<PathBuf>> {
        let mut written = Vec::new();
        for writer in self.0 {
            written.extend(writer.finish()?);
        }
        Ok(written)
    }
}

/// Where a user opens what was written: the descriptor in place of the files of a package, the folder in place of
/// many files of one kind.
fn entry_points(out: &Path, written: &[PathBuf]) -> Vec<PathBuf> {
    let package = out.join("datapackage.json");
    let has_package = written.contains(&package);
    let mut places: Vec<PathBuf> = Vec::new();
    for file in written {
        let direct = file.parent() == Some(out);
        let place = match file.strip_prefix(out).ok().and_then(|inner| inner.components().next()) {
            Some(first) if !direct => out.join(first),
            _ if has_package && file.extension().is_some_and(|ending| ending == "csv") => package.clone(),
            _ => file.clone(),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
