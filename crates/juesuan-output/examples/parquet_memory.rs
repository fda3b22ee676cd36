//! Writes many documents as Parquet and says how much memory that took at most:
//! `cargo run --release -p juesuan-output --example parquet_memory -- OUT 10000 none|document|entity|year REPORT.json…`
//!
//! Each report is written under as many names as are needed; `juesuan convert --to json` writes reports.

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use juesuan_output::parquet::{ParquetOptions, ParquetWriter, Partition};
use juesuan_output::{ReportWriter, read_json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, documents, partition, files @ ..] = arguments.as_slice() else {
        return Err("usage: parquet_memory OUT DOCUMENTS PARTITION REPORT.json…".into());
    };
    let partition = Partition::named(partition).ok_or("no such partition")?;
    let read = |file: &String| -> Result<_, Box<dyn Error>> { Ok(read_json(&fs::read_to_string(file)?)?) };
    let mut reports = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let before = peak_memory();

    let started = Instant::now();
    let options = ParquetOptions::default().partitioned(partition);
    let mut writer = Box::new(ParquetWriter::create(out, options)?);
    for nth in 0..documents.parse()? {
        let at = nth % reports.len().max(1);
        let report = reports.get_mut(at).ok_or("no reports")?;
        report.source.path = format!("{:03}/{nth}.txt", nth / 1000);
        report.year = u16::try_from(2010 + nth % 14).ok();
        writer.write(report, "")?;
    }
    let files = writer.finish()?;
    let bytes: u64 = files.iter().filter_map(|file| fs::metadata(file).ok()).map(|file| file.len()).sum();
    let mut out = std::io::stdout();
    writeln!(out, "{documents} documents, {} files, {} MB", files.len(), bytes >> 20)?;
    writeln!(out, "{:.1} s", started.elapsed().as_secs_f64())?;
    writeln!(out, "peak memory {} MB, {before} MB of it before the first document", peak_memory())?;
    Ok(())
}

/// The most memory the process ever held, in MB, where the system tells.
fn peak_memory() -> u64 {
    let status = fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    let kilobytes = line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or_default() >> 10
}
