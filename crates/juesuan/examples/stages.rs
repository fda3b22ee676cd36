//! What the stages of a conversion cost beside the csv crate: `cargo run --release -p juesuan --example stages -- FILE...`.
//!
//! All files are converted in turn, again and again. Each stage is printed with the shortest and the middle time in
//! microseconds, parted by tabs, in one process, so that the quotients of two lines hold on any machine. The times are
//! taken file by file and added up: what else the machine does in between counts for little then. The first line is the
//! csv crate splitting the same bytes at tabs; the last but one writes our package, and the last one is the csv crate
//! writing the same rows. These two have each document several times: making files and waiting for the disk take as
//! long for one document as for many.

#![allow(clippy::print_stdout)] // an example

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[path = "../benches/baseline/mod.rs"]
mod baseline;

use baseline::fields;
use juesuan::{Options, Reading, Vocabulary, ingest, output, read_text, rules, segment, table};

/// As in the program.
#[cfg(not(target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn std::error::Error>;

/// How often each document is in a package.
const COPIES: u32 = 10;

/// How long the rounds go on, at least [`ROUNDS`] of them.
const PATIENCE: Duration = Duration::from_secs(6);
const ROUNDS: usize = 3;

struct Input {
    name: String,
    bytes: Vec<u8>,
}

/// The times of one stage: for each file, those of all rounds.
struct Stage {
    name: &'static str,
    parts: Vec<Vec<Duration>>,
}

impl Stage {
    /// The shortest and the middle times of all files together.
    fn sums(&mut self) -> (Duration, Duration) {
        let mut sums = (Duration::ZERO, Duration::ZERO);
        for times in &mut self.parts {
            times.sort_unstable();
            sums.0 += times.first().copied().unwrap_or_default();
            sums.1 += times.get(times.len() / 2).copied().unwrap_or_default();
        }
        sums
    }
}

fn main() -> Result<(), Failure> {
    let mut inputs = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        inputs.push(Input { name: path, bytes });
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
        let (least, middle) = stage.sums();
        println!("{}\t{}\t{}", stage.name, least.as_micros(), middle.as_micros());
    }
    Ok(())
}

/// One conversion of all files, stage by stage.
fn round(inputs: &[Input], clock: &mut Clock<'_>) -> Result<(), Failure> {
    for (at, input) in inputs.iter().enumerate() {
        clock.start();
        black_box(fields(&input.bytes));
        clock.lap("csv crate reads", at);
        let text = ingest::ingest(&input.bytes, ingest::Options::default())?;
        clock.lap("decode", at);
        let cut = segment::segment(&text.text)?;
        clock.lap("segment", at);
        let tables = table::reconstruct_with(&cut, &Vocabulary::default());
        clock.lap("tables", at);
        black_box(tables);
    }
    let readings = read(inputs, clock)?;
    let folder = tempfile::tempdir()?;
    clock.start();
    let mut package = output::format("csv").ok_or("no CSV")?.create(folder.path())?;
    for reading in &readings {
        package.write(&reading.report, &reading.text)?;
    }
    package.finish()?;
    clock.lap_of("write CSV", 0, COPIES);
    write_again(folder.path(), clock)
}

/// Reads and checks all files, and gives what was read as often as it goes into the package, each time with a name of
/// its own.
fn read(inputs: &[Input], clock: &mut Clock<'_>) -> Result<Vec<Reading>, Failure> {
    let options = Options::default();
    let rules = rules::catalogue();
    let mut readings = Vec::new();
    for copy in 0..COPIES {
        for (at, input) in inputs.iter().enumerate() {
            let name = format!("{copy}/{}", input.name);
            clock.start();
            let mut reading = read_text(&input.bytes, &name, &options)?;
            clock.lap("read", at);
            black_box(reading.check(&rules));
            clock.lap("check", at);
            if copy == 0 {
                let again = read_text(&input.bytes, &name, &options)?;
                clock.start();
                drop(again);
                clock.lap("drop", at);
            }
            readings.push(reading);
        }
    }
    Ok(readings)
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
    clock.lap_of("csv crate writes", 0, COPIES);
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

    fn lap(&mut self, name: &'static str, part: usize) {
        self.lap_of(name, part, 1);
    }

    /// The same for something that was done several times.
    fn lap_of(&mut self, name: &'static str, part: usize, times: u32) {
        let time = self.last.elapsed() / times;
        let known = self.stages.iter().position(|stage| stage.name == name);
        let at = known.unwrap_or_else(|| {
            self.stages.push(Stage { name, parts: Vec::new() });
            self.stages.len() - 1
        });
        let parts = &mut self.stages[at].parts;
        if parts.len() <= part {
            parts.resize(part + 1, Vec::new());
        }
        parts[part].push(time);
        self.last = Instant::now();
    }
}
