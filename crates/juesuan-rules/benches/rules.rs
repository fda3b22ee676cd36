//! All rules on the reports of the fixtures, next to reading the same documents in the same run.
//!
//! Compare the two times of one run: the rules may take a quarter of the reading.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use juesuan_model::{Report, SourceInfo};
use juesuan_rules::{Checker, RuleSet};

/// The texts of all fixtures, and those of the folder that `JUESUAN_BENCH` names.
fn texts() -> Vec<String> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut folders: Vec<_> =
        std::fs::read_dir(fixtures).into_iter().flatten().flatten().map(|case| case.path()).collect();
    folders.sort();
    folders.extend(std::env::var_os("JUESUAN_BENCH").map(Into::into));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
    files
        .filter(|file| file.path().is_file())
        .filter_map(|file| std::fs::read_to_string(file.path()).ok())
        .collect()
}

fn read(text: &str) -> Option<Report> {
    let segmentation = juesuan_segment::segment(text).ok()?;
    let tables = juesuan_table::reconstruct(&segmentation);
    let document = juesuan_read::Document::new(segmentation, tables, SourceInfo::default());
    juesuan_read::read(&document).ok()
}

fn rules(criterion: &mut Criterion) {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    let read_already: Vec<(&String, Report)> =
        texts.iter().filter_map(|text| Some((text, read(text)?))).collect();
    let rules = RuleSet::all();
    let mut group = criterion.benchmark_group("rules");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("read", |b| {
        b.iter(|| texts.iter().filter(|text| read(black_box(text)).is_some()).count());
    });
    group.bench_function("all rules", |b| {
        b.iter(|| {
            let check = |(text, report): &(&String, Report)| {
                Checker::new(&rules).text(text).check(black_box(report)).findings.len()
            };
            read_already.iter().map(check).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, rules);
criterion_main!(benches);
