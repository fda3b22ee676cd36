//! The whole conversion of a document next to the csv crate that only splits the same bytes at tabs.
//!
//! Compare the two throughputs of one run; absolute times say nothing about another machine.

#![allow(clippy::expect_used)] // a bench may expect

mod baseline;

use std::hint::black_box;
use std::path::Path;

use criterion::{
    BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};

/// All fixtures, one after the other.
fn documents() -> Vec<(String, Vec<u8>)> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for case in std::fs::read_dir(fixtures).into_iter().flatten().flatten() {
        for file in std::fs::read_dir(case.path()).into_iter().flatten().flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if let (true, Ok(bytes)) = (name.starts_with("input."), std::fs::read(file.path())) {
                found.push((case.file_name().to_string_lossy().into_owned(), bytes));
            }
        }
    }
    found.sort();
    found
}

fn package(out: &Path, documents: &[(String, Vec<u8>)]) {
    let csv = juesuan::output::format("csv").expect("a format");
    let mut package = csv.create(out).expect("a folder of our own");
    for (name, bytes) in documents {
        let reading =
            juesuan::read_text(bytes, name, &juesuan::Options::default()).expect("fixtures are readable");
        package.write(&reading.report, &reading.text).expect("a folder of our own");
    }
    package.finish().expect("a folder of our own");
}

fn together(group: &mut BenchmarkGroup<'_, WallTime>, documents: &[(String, Vec<u8>)]) {
    let options = juesuan::Options::default();
    group.bench_function("csv ByteRecord", |b| {
        b.iter(|| documents.iter().map(|(_, bytes)| baseline::fields(black_box(bytes))).sum::<usize>());
    });
    group.bench_function("read", |b| {
        b.iter(|| {
            let read =
                |(name, bytes): &(String, Vec<u8>)| juesuan::read(black_box(bytes), name, &options).is_ok();
            documents.iter().filter(|document| read(document)).count()
        });
    });
    group.bench_function("read and write csv", |b| {
        let out = tempfile::tempdir().expect("a folder for the output");
        b.iter(|| package(out.path(), documents));
    });
}

fn convert(criterion: &mut Criterion) {
    let documents = documents();
    let bytes: usize = documents.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut group = criterion.benchmark_group("convert");
    group.throughput(Throughput::Bytes(bytes as u64));
    together(&mut group, &documents);
    group.finish();

    // time grows with the input: ten and a hundred times the text
    let text: Vec<u8> = documents.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect();
    let mut group = criterion.benchmark_group("linear");
    group.sample_size(10);
    for times in [1, 10, 100] {
        let long = text.repeat(times);
        group.throughput(Throughput::Bytes(long.len() as u64));
        group.bench_function(format!("{times}x"), |b| {
            b.iter(|| juesuan::read(black_box(&long), "long.txt", &juesuan::Options::default()).is_ok());
        });
    }
    group.finish();
}

criterion_group!(benches, convert);
criterion_main!(benches);
