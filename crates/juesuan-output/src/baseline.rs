//! Accepted findings, as a line of text tells which one is meant: the command line and the review page write the same.

use juesuan_model::Finding;

/// The first line of a file of accepted findings.
pub const BASELINE_HEAD: &str = "# accepted findings: document, rule, printed, expected, reason, name";

/// What makes a finding the same one after lines moved: document, rule, what is printed and what is expected, parted by
/// tabs. A reason and a name may follow.
pub fn baseline_key(document: &str, finding: &Finding) -> String {
    let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let (printed, expected) = (clean(&finding.printed), clean(&finding.expected));
    // a line that begins with # is a remark
    let mark = if document.starts_with(['#', '\\']) { "\\" } else { "" };
    [&*format!("{mark}{}", clean(document)), &finding.rule, &printed, &expected].join("\t")
}
