//! `juesuan convert`: every input that can be read goes into the output, every other one is named with its reason.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use juesuan::output::{Format, ReportWriter};
use juesuan::{Options, Reading};

use crate::cli::Convert;
use crate::inputs::{self, Input};

pub(crate) fn run(args: &Convert) -> Result<usize> {
    let (inputs, unusable) = inputs::expand(&args.paths);
    let mut failed = unusable.len();
    for bad in &unusable {
        eprintln!("error: {}: {:#}", bad.path, bad.reason);
    }
    let options = Options { encoding: args.reading.encoding };
    let mut writers = Writers::create(&args.to, &args.out)?;
    let mut converted = 0;
    for input in &inputs {
        match read(input, &options) {
            Ok(reading) => {
                writers.write(&reading).with_context(|| format!("cannot write to {}", args.out.display()))?;
                converted += 1;
            }
            Err(error) => {
                eprintln!("error: {}: {error:#}", input.document);
                failed += 1;
            }
        }
    }
    let written = writers.finish().with_context(|| format!("cannot write to {}", args.out.display()))?;
    for place in entry_points(&args.out, &written) {
        println!("{}", place.display());
    }
    eprintln!("{converted} converted, {failed} failed");
    Ok(failed)
}

fn read(input: &Input, options: &Options) -> Result<Reading> {
    Ok(juesuan::read_text(&input.bytes()?, &input.document, options)?)
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
