//! Segmentation with tables next to the csv crate reading the same bytes as tab-separated records.
//!
//! `csv` is the unit in which speed is told in this project: segmentation and tables together may take eight times as
//! long. `tables` alone is what the tables add.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use juesuan_segment::Segmentation;
use juesuan_segment::segment;
use juesuan_table::{Tables, Words, reconstruct_with};

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(juesuan_vocabulary::entries("table_words")).unwrap_or_else(|fault| panic!("{fault}"))
});

fn reconstruct(segmentation: &Segmentation<'_>) -> Tables {
    reconstruct_with(segmentation, &*WORDS)
}

fn records(text: &str) -> usize {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .flexible(true)
        .quoting(false)
        .from_reader(text.as_bytes());
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        fields += record.len();
    }
    fields
}

/// The texts of the files below a folder with one of these endings, behind each other.
fn texts(folder: &Path, ending: &[&str]) -> String {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let wanted = path.extension().is_some_and(|found| ending.iter().any(|ending| found == *ending));
            if path.is_dir() {
                folders.push(path);
            } else if wanted {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

fn bench(criterion: &mut Criterion) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let fixtures = texts(&fixtures, &["md", "txt"]);
    let mut inputs = vec![("fixtures ×10", fixtures.repeat(10)), ("fixtures ×100", fixtures.repeat(100))];
    // real documents, where there are some beside the checkout
    if let Some(folder) = std::env::var_os("JUESUAN_SHARED") {
        let seeds = texts(&Path::new(&folder).join("seeds"), &["txt"]);
        inputs.push(("real documents ×10", seeds.repeat(10)));
    }
    let mut group = criterion.benchmark_group("table");
    for (name, text) in &inputs {
        let Ok(segmentation) = segment(text) else { continue };
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("csv ByteRecord", name), text, |b, text| {
            b.iter(|| records(black_box(text)));
        });
        group.bench_with_input(BenchmarkId::new("tables", name), &segmentation, |b, segmentation| {
            b.iter(|| reconstruct(black_box(segmentation)).tables.len());
        });
        group.bench_with_input(BenchmarkId::new("segment and tables", name), text, |b, text| {
            b.iter(|| segment(black_box(text)).map(|segmentation| reconstruct(&segmentation).tables.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
