//! What the stages of a conversion cost beside the csv crate: `cargo run --release -p juesuan --example stages -- FILE...`.
//!
//! All files are converted in turn, forty times each and again and again. Each stage is printed with the shortest and the middle time of a
//! round in microseconds, parted by tabs, in one process, so that the quotients of two lines hold on any machine. The
//! first line is the csv crate splitting the same bytes at tabs; the last but one writes our package, and the last one
//! is the csv crate writing the same rows.

#![allow(clippy::print_stdout)] // an example

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[path = "../benches/baseline/mod.rs"]
mod baseline;

use baseline::fields;
use juesuan::{Options, Vocabulary, ingest, output, read_text, rules, segment, table};

/// As in the program.
#[cfg(not(target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn std::error::Error>;

/// How often a round converts each file: making the files of a package and waiting for the disk take as long for one
/// document as for many.
const COPIES: usize = 40;

/// How long the rounds go on, at least [`ROUNDS`] of them.
const PATIENCE: Duration = Duration::from_secs(6);
const ROUNDS: usize = 3;

struct Input {
    name: String,
    bytes: Vec<u8>,
}

/// The times of one stage, a round each.
struct Stage {
    name: &'static str,
    times: Vec<Duration>,
}

fn main() -> Result<(), Failure> {
    let mut inputs = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        inputs.extend((0..COPIES).map(|copy| Input { name: format!("{copy}/{path}"), bytes: bytes.clone() }));
    }
    let bytes: usize = inputs.iter().map(|input| input.bytes.len()).sum();
    let mut stages: Vec<Stage> = Vec::new();
    let begin = Instant::now();
    let mut rounds = 0;
    while rounds < ROUNDS || begin.elapsed() < PATIENCE {
        let mut clock = Clock { last: Instant::now(), stages: &mut stages };
        round(&inputs, &mut clock)?;
        rounds += 1;
    }
    println!("bytes\t{bytes}\t{rounds} rounds");
    for stage in &mut stages {
        stage.times.sort_unstable();
        let middle = stage.times.get(stage.times.len() / 2).copied().unwrap_or_default();
        let least = stage.times.first().copied().unwrap_or_default();
        println!("{}\t{}\t{}", stage.name, least.as_micros(), middle.as_micros());
    }
    Ok(())
}

/// One conversion of all files, stage by stage. What a stage makes is dropped outside its time but for the last two.
fn round(inputs: &[Input], clock: &mut Clock<'_>) -> Result<(), Failure> {
    let options = Options::default();
    let rules = rules::catalogue();
    clock.start();
    for input in inputs {
        black_box(fields(&input.bytes));
    }
    clock.lap("csv crate reads");
    let mut texts = Vec::new();
    for input in inputs {
        texts.push(ingest::ingest(&input.bytes, ingest::Options::default())?);
    }
    clock.lap("decode");
    let mut segmentations = Vec::new();
    for text in &texts {
        segmentations.push(segment::segment(&text.text)?);
    }
    clock.lap("segment");
    let tables: Vec<_> =
        segmentations.iter().map(|cut| table::reconstruct_with(cut, &Vocabulary::default())).collect();
    clock.lap("tables");
    drop(tables);
    drop(segmentations);
    drop(texts);
    clock.start();
    let mut readings = Vec::new();
    for input in inputs {
        readings.push(read_text(&input.bytes, &input.name, &options)?);
    }
    clock.lap("read");
    for reading in &mut readings {
        black_box(reading.check(&rules));
    }
    clock.lap("check");
    let folder = tempfile::tempdir()?;
    clock.start();
    let mut package = output::format("csv").ok_or("no CSV")?.create(folder.path())?;
    for reading in &readings {
        package.write(&reading.report, &reading.text)?;
    }
    package.finish()?;
    clock.lap("write CSV");
    drop(readings);
    clock.lap("drop");
    write_again(folder.path(), clock)
}

/// Writes the rows of a package with the csv crate.
fn write_again(package: &Path, clock: &mut Clock<'_>) -> Result<(), Failure> {
    let mut files: Vec<(PathBuf, Vec<csv::ByteRecord>)> = Vec::new();
    let mut folders = vec![package.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "csv") {
                let rows = csv::ReaderBuilder::new().has_headers(false).from_path(&path)?.into_byte_records();
                files.push((path, rows.collect::<Result<_, _>>()?));
            }
        }
    }
    clock.start();
    for (path, rows) in &files {
        let mut writer = csv::Writer::from_path(path)?;
        for row in rows {
            writer.write_byte_record(row)?;
        }
        writer.flush()?;
    }
    clock.lap("csv crate writes");
    Ok(())
}

/// Takes the time between two laps.
struct Clock<'a> {
    last: Instant,
    stages: &'a mut Vec<Stage>,
}

impl Clock<'_> {
    fn start(&mut self) {
        self.last = Instant::now();
    }

    fn lap(&mut self, name: &'static str) {
        let time = self.last.elapsed();
        match self.stages.iter_mut().find(|stage| stage.name == name) {
            Some(stage) => stage.times.push(time),
            None => self.stages.push(Stage { name, times: vec![time] }),
        }
        self.last = Instant::now();
    }
}
