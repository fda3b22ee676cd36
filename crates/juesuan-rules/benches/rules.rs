//! All rules on the reports of the fixtures and of the largest real document, next to reading the same documents in
//! the same run; and how the time of checking grows with the document.
//!
//! At the end the two are compared in one line for each size: the rules may take a quarter of the reading, and ten times
//! the document eleven times the time. Where the time goes says the example `profile`. Real documents are looked for in `../shared/seeds`
//! beside the repository; without them the longest fixture takes their place.

#![allow(clippy::print_stdout)] // what is compared is printed

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{
    BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use juesuan_model::{Report, SourceInfo};
use juesuan_rules::{Checker, RuleSet, catalogue};

fn texts(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    files.retain(|file| file.file_name().and_then(|name| name.to_str()).is_some_and(&is_wanted));
    files.sort();
    files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect()
}

fn fixtures() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let cases = std::fs::read_dir(folder).into_iter().flatten().flatten();
    cases.flat_map(|case| texts(&case.path(), |name| name.starts_with("input."))).collect()
}

/// The longest of the real documents, else of the fixtures.
fn longest(fixtures: &[String]) -> String {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let real = texts(&seeds, |_| true).into_iter().max_by_key(String::len);
    real.or_else(|| fixtures.iter().max_by_key(|text| text.len()).cloned()).unwrap_or_default()
}

fn read(text: &str) -> Option<Report> {
    let segmentation = juesuan_segment::segment(text).ok()?;
    let tables = juesuan_table::reconstruct_with(&segmentation, &juesuan_read::Vocabulary::default());
    let document = juesuan_read::Document::new(segmentation, tables, SourceInfo::default());
    juesuan_read::read(&document).ok()
}

fn side_by_side(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, texts: &[String], rules: &RuleSet) {
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function(format!("{name}: read"), |b| {
        b.iter(|| texts.iter().filter(|text| read(black_box(text)).is_some()).count());
    });
    let read_already: Vec<(&String, Report)> =
        texts.iter().filter_map(|text| Some((text, read(text)?))).collect();
    group.bench_function(format!("{name}: all rules"), |b| {
        b.iter(|| {
            let check = |(text, report): &(&String, Report)| {
                Checker::new(rules).text(text).check(black_box(report)).findings.len()
            };
            read_already.iter().map(check).sum::<usize>()
        });
    });
}

fn rules(criterion: &mut Criterion) {
    let (fixtures, rules) = (fixtures(), catalogue());
    let longest = longest(&fixtures);
    let mut group = criterion.benchmark_group("rules");
    side_by_side(&mut group, "fixtures", &fixtures, &rules);
    side_by_side(&mut group, "longest document", std::slice::from_ref(&longest), &rules);
    group.finish();

    let mut group = criterion.benchmark_group("linear");
    group.sample_size(10);
    for times in [1, 10, 100] {
        side_by_side(&mut group, &format!("{times}x"), &[longest.repeat(times)], &rules);
    }
    group.finish();
}

/// The shortest of several runs.
fn shortest<T>(mut task: impl FnMut() -> T) -> Duration {
    const RUNS: usize = 30;
    let run = |_| {
        let begin = Instant::now();
        black_box(task());
        begin.elapsed()
    };
    (0..RUNS).map(run).min().unwrap_or_default()
}

/// Says which part of the time of reading the rules take.
fn shares(_: &mut Criterion) {
    let (longest, rules) = (longest(&fixtures()), catalogue());
    for times in [1, 10] {
        let text = longest.repeat(times);
        let Some(report) = read(&text) else { continue };
        let reading = shortest(|| read(&text));
        let checking = shortest(|| Checker::new(&rules).text(&text).check(&report));
        let percent = 100.0 * checking.as_secs_f64() / reading.as_secs_f64();
        println!("{times}x: reading {reading:.1?}, all rules {checking:.1?}: {percent:.0} % of reading");
    }
}

criterion_group!(benches, rules, shares);
criterion_main!(benches);
