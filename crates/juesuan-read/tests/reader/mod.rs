//! Reads a text through all stages, and writes what was read a line each.
#![allow(dead_code, reason = "every test file uses its own part")]
#![allow(clippy::expect_used, reason = "a test may stop here")]

use juesuan_model::{Figure, Item, Measure, PlacedNumber, Report, SourceInfo};
use juesuan_read::Document;

/// The report of one text.
pub(crate) fn read(text: &str) -> Report {
    let segmentation = juesuan_segment::segment(text).expect("a short text");
    let tables = juesuan_table::reconstruct_with(&segmentation, &juesuan_read::Vocabulary::default());
    let report =
        juesuan_read::read(&Document::new(segmentation, tables, SourceInfo::default())).expect("a report");
    assert_eq!(
        report.numbers_read + u32::try_from(report.unread.len()).unwrap_or(u32::MAX),
        report.numbers,
        "the account closes"
    );
    report
}

/// Every figure of every table: `table item measure value unit`.
pub(crate) fn figures(report: &Report) -> String {
    let line = |table: String, figure: Figure<'_>| {
        let item =
            figure.item().map_or_else(|| format!("?{}", figure.row.label), |item: Item| item.to_string());
        let measure = figure
            .measure()
            .map_or_else(|| format!("?{}", figure.column.title()), |m: Measure| m.to_string());
        let unit = figure.unit.map(ToString::to_string).unwrap_or_default();
        format!("{table} {item} {measure} {}{unit}\n", figure.value)
    };
    let tables = report.tables.iter();
    tables.flat_map(|table| table.figures().map(|figure| line(table.id().to_string(), figure))).collect()
}

/// The programmes and their indicators.
pub(crate) fn programmes(report: &Report) -> String {
    let number =
        |number: &Option<PlacedNumber>| number.as_ref().map_or_else(|| "·".into(), |n| n.value.to_string());
    let mut text = String::new();
    for p in &report.programmes {
        let unit = p.unit.as_ref().map(ToString::to_string).unwrap_or_default();
        let grade = p.grade.as_ref().map_or("·", |grade| grade.value.as_str());
        text += &format!(
            "{} ({} {}) {}/{}/{}{unit} {}% {}/{} {} {grade}\n",
            p.name,
            p.kind.as_str(),
            p.source.as_str(),
            number(&p.budget_initial),
            number(&p.budget_adjusted),
            number(&p.executed),
            number(&p.rate),
            number(&p.rate_score),
            number(&p.rate_weight),
            number(&p.total_score),
        );
    }
    for i in &report.indicators {
        let of = i.programme_index.map_or_else(|| "-".into(), |index| index.to_string());
        let words = |text: &Option<juesuan_model::PlacedText>| {
            text.as_ref().map_or_else(String::new, |t| t.value.clone())
        };
        text += &format!(
            "{of} {}|{}|{}|{}|{}|{}/{}|{}\n",
            i.level1,
            i.level2,
            i.level3,
            words(&i.target),
            words(&i.actual),
            number(&i.score),
            number(&i.weight),
            words(&i.note)
        );
    }
    text
}

/// `code name|column=value …`, a row a line; `?` behind a value whose place is doubtful.
pub(crate) fn rows(text: &str) -> String {
    let report = read(text);
    let mut found = String::new();
    for table in &report.tables {
        found += &format!("{}\n", table.id());
        for figure in table.figures() {
            let code = figure.row.code.map(|code| code.to_string()).unwrap_or_default();
            let doubt = if figure.cell.certainty == juesuan_model::Certainty::Doubtful { "?" } else { "" };
            found +=
                &format!("{code}{}|{}={}{doubt}\n", figure.row.label, figure.column.title(), figure.value);
        }
    }
    found
}

/// Compares the rows of a text with those that are wanted.
pub(crate) fn check_rows(text: &str, wanted: &[&str]) {
    assert_eq!(rows(text).trim().lines().collect::<Vec<_>>(), wanted);
}
