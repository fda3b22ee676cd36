//! Findings as workflow commands, which GitHub shows as marks beside the lines of a file.

use juesuan_model::{Finding, Report, Severity};

/// The findings of a document that lies at a path, a command a line; `message` chooses the language.
pub fn annotations(report: &Report, path: &str, message: impl Fn(&Finding) -> &str) -> String {
    let annotation = |finding: &Finding| {
        let line = finding.places.first().map_or(1, |place| place.line.max(1));
        let (file, rule) = (property(path), property(&finding.rule));
        let (level, text) = (level(finding.severity), escape(message(finding)));
        let cell = finding.places.first().and_then(|place| report.cell(place.span));
        let cell = cell.map_or_else(String::new, |cell| escape(&format!(" [{cell}]")));
        format!("::{level} file={file},line={line},title={rule}::{text}{cell}\n")
    };
    report.findings.iter().map(annotation).collect()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// The text of a command: on one line.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma or a colon would end.
fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{FindingKind, SourceInfo};

    use super::*;

    #[test]
    fn nothing_of_a_document_ends_its_command() {
        let mut report = Report::new(SourceInfo { path: "a,b:c%.txt".into(), ..SourceInfo::default() });
        let message = "合计100%\n::error::x".to_owned();
        report.findings.push(Finding { message, ..Finding::new("Z05,1", FindingKind::Sum, Severity::Info) });
        expect![[r#"
            ::notice file=a%2Cb%3Ac%25.txt,line=1,title=Z05%2C1::合计100%25%0A::error::x
        "#]]
        .assert_eq(&annotations(&report, "a,b:c%.txt", |finding| &finding.message));
    }
}
