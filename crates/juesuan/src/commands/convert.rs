//! `juesuan convert`: every input that can be read goes into the output, every other one is named with its reason.

use anyhow::{Context as _, Result};
use juesuan::Options;
use juesuan::output::{JsonWriter, PackageWriter};

use crate::cli::{Convert, Format};
use crate::inputs::{self, Input};

/// Where the documents go: one writer for each format asked for.
struct Writers {
    package: Option<PackageWriter>,
    json: Option<JsonWriter>,
}

pub(crate) fn run(args: &Convert) -> Result<usize> {
    let (inputs, unusable) = inputs::expand(&args.paths);
    let mut failed = unusable.len();
    for bad in &unusable {
        eprintln!("error: {}: {:#}", bad.path, bad.reason);
    }
    let options = Options { encoding: args.reading.encoding.clone() };
    let mut writers = Writers::create(args)?;
    let mut converted = 0;
    for input in &inputs {
        match read(input, &options) {
            Ok(report) => {
                writers.write(&report).with_context(|| format!("cannot write to {}", args.out.display()))?;
                converted += 1;
            }
            Err(error) => {
                eprintln!("error: {}: {error:#}", input.document);
                failed += 1;
            }
        }
    }
    let written = writers.finish().with_context(|| format!("cannot write to {}", args.out.display()))?;
    for place in written {
        println!("{place}");
    }
    eprintln!("{converted} converted, {failed} failed");
    Ok(failed)
}

fn read(input: &Input, options: &Options) -> Result<juesuan::model::Report> {
    Ok(juesuan::read(&input.bytes()?, &input.document, options)?)
}

impl Writers {
    fn create(args: &Convert) -> Result<Self> {
        let out = &args.out;
        let context = || format!("cannot write to {}", out.display());
        let wanted = |format| args.to.contains(&format);
        Ok(Self {
            package: wanted(Format::Csv).then(|| PackageWriter::create(out)).transpose().with_context(context)?,
            json: wanted(Format::Json).then(|| JsonWriter::create(out)).transpose().with_context(context)?,
        })
    }

    fn write(&mut self, report: &juesuan::model::Report) -> Result<()> {
        if let Some(package) = &mut self.package {
            package.write(report)?;
        }
        if let Some(json) = &mut self.json {
            json.write(report)?;
        }
        Ok(())
    }

    /// Puts the outputs in their places, which are returned for the user.
    fn finish(self) -> Result<Vec<String>> {
        let mut places = Vec::new();
        if let Some(package) = self.package {
            places.push(package.finish()?.display().to_string());
        }
        if let Some(json) = self.json {
            places.push(json.finish()?.display().to_string());
        }
        Ok(places)
    }
}
