//! Findings as SARIF 2.1.0, the format that review tools and code hosts read.

use juesuan_model::{Finding, Place, Report, Severity};
use juesuan_segment::LineIndex;
use serde_json::{Value, json};

use crate::OutputError;

/// A rule as SARIF describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What must hold, in one line.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// How much its findings weigh.
    pub severity: Severity,
}

/// One log for the findings of several documents, each with its decoded text; `message` chooses the language.
///
/// Columns are counted in characters, as `columnKind` says.
///
/// # Errors
/// [`OutputError::Json`] where the log cannot be written, which no findings of ours cause.
pub fn log(
    rules: &[Rule],
    documents: &[(&Report, &str)],
    message: impl Fn(&Finding) -> &str,
) -> Result<String, OutputError> {
    let descriptions: Vec<Value> = rules.iter().map(description).collect();
    let mut results = Vec::new();
    for (report, text) in documents {
        let lines = LineIndex::new(text);
        let place = |place: &Place| location(&report.source.path, text, &lines, *place);
        results.extend(report.findings.iter().map(|finding| {
            let (first, others) = finding.places.split_at(finding.places.len().min(1));
            json!({
                "ruleId": finding.rule,
                "level": level(finding.severity),
                "message": { "text": message(finding) },
                "locations": first.iter().map(place).collect::<Vec<_>>(),
                "relatedLocations": others.iter().map(place).collect::<Vec<_>>(),
                "partialFingerprints": { "juesuan/v1": fingerprint(finding) },
            })
        }));
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "juesuan",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": descriptions,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&log)?)
}

fn description(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": if rule.why.is_empty() { &rule.title } else { &rule.why } },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// What stays the same when lines move.
fn fingerprint(finding: &Finding) -> String {
    [finding.rule.as_str(), &finding.printed, &finding.expected].join("|")
}

fn location(path: &str, text: &str, lines: &LineIndex, place: Place) -> Value {
    let last = place.span.end.saturating_sub(1).max(place.span.start);
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path) },
        "region": {
            "startLine": place.line.max(1),
            "startColumn": lines.column(text, place.span.start),
            "endLine": lines.line(last),
            "endColumn": lines.column(text, place.span.end),
        },
    } })
}

/// A relative path as a URI: every byte that is not unreserved is percent-encoded, `/` kept.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use juesuan_model::{FindingKind, SourceInfo};
    use juesuan_segment::Span;

    use super::*;

    #[test]
    fn a_finding_points_to_characters_and_not_to_bytes() {
        let text = "第一行\n合计\t12.5\n";
        let at = text.find("12.5").unwrap();
        let mut finding = Finding::new("JS131", FindingKind::Sum, Severity::Error);
        finding.message = "合计不等于分项之和".into();
        finding.places = vec![Place::new(Span::of(at..at + 4), 2)];
        let mut report = Report::new(SourceInfo { path: "决算/a b.txt".into(), ..SourceInfo::default() });
        report.findings = vec![finding];
        let log = log(&[], &[(&report, text)], |finding| &finding.message).unwrap();
        let log: Value = serde_json::from_str(&log).unwrap();
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "%E5%86%B3%E7%AE%97/a%20b.txt");
        assert_eq!(
            place["region"],
            json!({ "startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 8 })
        );
    }
}
