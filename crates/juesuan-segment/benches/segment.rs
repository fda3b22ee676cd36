//! Segmentation next to the csv crate reading the same bytes as tab-separated records.
//!
//! `csv` is the unit in which speed is told in this project: segmentation may take four times as long.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use juesuan_segment::segment;

/// A document of the usual make: narrative, statutory tables with tab-separated rows, a self-evaluation in cells
/// one a line, the grid of a chart.
fn document(reports: usize) -> String {
    let mut text =
        String::from("# 目 录\n\n第一部分 概况\n\n第二部分 决算表\n\n## 第一部分 概况\n\n一、主要职责\n\n");
    for n in ["一", "二", "三", "四", "五", "六"] {
        let _ = writeln!(
            text,
            "（{n}）负责草拟本区卫生监督工作长远规划，组织实施并监督检查；完善动态调整机制，推进处罚公示。\n"
        );
    }
    text.push_str(
        "## 第二部分 决算表\n\n## 支出决算表\n\n公开03表\n\n部门：云台区卫生监督局\n\n单位：万元\n\n",
    );
    for code in 2_100_101..2_100_161 {
        let _ = writeln!(text, "{code}\t医疗保障管理事务\t486.27\t{}.17\t0\t0\t0", code % 500);
    }
    text.push_str("\n注：本表反映部门本年度各项支出情况。\n\n## 第三部分 情况说明\n\n");
    for report in 0..reports {
        let _ = writeln!(
            text,
            "# 财政项目支出绩效自评报告\n\n项目名称：项目{report}\n\n## 一、项目基本情况\n\n### (一) 项目概况\n"
        );
        for _ in 0..4 {
            text.push_str("2022年度收入合计684.73万元，其中：财政拨款收入684.73万元，占100%；与上年度相比减少3,841.65万元，");
            text.push_str(
                "下降83.28%，主要原因是两个项目改到下一年实施，一个项目撤销，相应的支出随之减少。\n\n",
            );
        }
        text.push_str("附表 1 评分表\n\n");
        for row in 0..12 {
            let _ = writeln!(text, "产出指标\t数量指标\t经费发放人数\t≥{row} 人\t40人\t8\t8\t");
            let _ = writeln!(text, "\t\t经费发放及时率\t=100 %\t100%\t7\t7\t");
        }
        text.push_str("\n图4：变动情况\n\n");
        for _ in 0..8 {
            text.push_str("\t\n\t\n\t\n\t\n\n");
        }
        for row in 0..8 {
            let _ = writeln!(text, "\t\n\t数量指标\n\t配合上级开展的专项稽核\n\t≥{row}天\n\t10\n");
        }
    }
    text
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

fn bench(criterion: &mut Criterion) {
    let mut inputs = vec![("document", document(40)), ("document ×10", document(400))];
    // real documents, where there are some beside the checkout
    if let Some(folder) = std::env::var_os("JUESUAN_SHARED") {
        let mut paths: Vec<_> = std::fs::read_dir(std::path::Path::new(&folder).join("seeds"))
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        paths.sort();
        let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
        inputs.push(("real documents", texts.collect()));
    }
    let mut group = criterion.benchmark_group("segment");
    for (name, text) in &inputs {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("csv ByteRecord", name), text, |b, text| {
            b.iter(|| records(black_box(text)));
        });
        group.bench_with_input(BenchmarkId::new("segment", name), text, |b, text| {
            b.iter(|| segment(black_box(text)).map(|document| document.blocks.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
