//! The largest document written in each format: of the real documents where they are beside the
//! project, else of the fixtures.

#![allow(clippy::expect_used)] // a bench may expect

use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use juesuan::output::FORMATS;
use juesuan::rules::catalogue;
use juesuan::{Options, Reading, read_text};

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let entries = entries.map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The largest document, read and checked.
fn largest() -> Reading {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut inputs = files(&workspace.join("../shared/seeds"));
    if inputs.is_empty() {
        inputs = files(&workspace.join("fixtures"));
        inputs.retain(|path| path.file_stem().is_some_and(|stem| stem == "input"));
    }
    let documents = inputs.iter().filter_map(|path| std::fs::read(path).ok());
    let bytes = documents.max_by_key(Vec::len).expect("a document");
    let mut reading = read_text(&bytes, "largest.txt", &Options::default()).expect("a readable document");
    reading.check(&catalogue());
    reading
}

fn output(criterion: &mut Criterion) {
    let reading = largest();
    let mut group = criterion.benchmark_group("output");
    group.throughput(Throughput::Bytes(reading.text.len() as u64)).sample_size(20);
    for format in FORMATS {
        group.bench_function(format.name, |b| {
            b.iter(|| {
                let out = tempfile::tempdir().expect("a folder for the output");
                let mut writer = format.create(out.path()).expect("a folder of our own");
                writer.write(&reading.report, &reading.text).expect("a folder of our own");
                writer.finish().expect("a folder of our own")
            });
        });
    }
    group.finish();
}

criterion_group!(benches, output);
criterion_main!(benches);
