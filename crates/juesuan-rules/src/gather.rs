//! Findings of self-evaluations that rest on one figure become one finding.
//!
//! A weight with a wrong digit no longer adds up, takes points from a target that was met, and makes the summary wrong:
//! each rule is right, and the clerk has one figure to mend. Comparisons of amounts are brought together by the
//! diagnosis; this does the same for what rules in code say of points, rates and lists.

use std::collections::HashMap;

use juesuan_model::{Finding, Place, RelatedFinding, Severity};

use crate::Family;

/// Brings together the errors and warnings about self-evaluations that cite the same figure. The figure that most of
/// them cite is taken for the cause; where only one is cited by all that are brought together, it is named.
pub(crate) fn gather(findings: Vec<Finding>) -> Vec<Finding> {
    let concerned = |finding: &Finding| {
        Family::of_id(&finding.rule) == Family::Performance && finding.severity != Severity::Info
    };
    let mut cited: HashMap<Place, Vec<usize>> = HashMap::new();
    for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| concerned(finding)) {
        for place in figures(finding) {
            let by = cited.entry(*place).or_default();
            if by.last() != Some(&index) {
                by.push(index);
            }
        }
    }
    let mut causes: Vec<(Place, Vec<usize>)> = cited.into_iter().filter(|(_, by)| by.len() > 1).collect();
    causes.sort_by_key(|(place, by)| (std::cmp::Reverse(by.len()), *place));

    let mut left: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    let mut gathered = Vec::new();
    for (_, by) in causes {
        // one rule that fails twice has found two things
        let rule = |index: &usize| left.get(*index)?.as_ref().map(|finding| finding.rule.clone());
        let mut rules: Vec<(String, usize)> =
            by.iter().filter_map(|index| Some((rule(index)?, *index))).collect();
        rules.sort();
        rules.dedup_by(|a, b| a.0 == b.0);
        if rules.len() > 1 {
            let members = rules.into_iter().filter_map(|(_, index)| left.get_mut(index)?.take()).collect();
            gathered.extend(joined(members));
        }
    }
    left.into_iter().flatten().chain(gathered).collect()
}

/// The places of figures: those with characters.
fn figures(finding: &Finding) -> impl Iterator<Item = &Place> {
    finding.places.iter().filter(|place| !place.span.is_empty())
}

/// One finding of several: the heaviest, of these the one with the fewest figures, with the others attached.
fn joined(mut members: Vec<Finding>) -> Option<Finding> {
    members.sort_by(|a, b| {
        let key = |finding: &Finding| (std::cmp::Reverse(finding.severity), finding.places.len());
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule))
    });
    let mut members = members.into_iter();
    let mut first = members.next()?;
    let others: Vec<Finding> = members.collect();
    let common: Vec<Place> = figures(&first)
        .filter(|place| others.iter().all(|other| other.places.contains(place)))
        .copied()
        .collect();
    let all_one = |places: &[Place]| places.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    if let (Some(cause), true) = (common.first(), all_one(&common)) {
        first.culprit = true;
        first.places.retain(|place| place != cause);
        first.places.insert(0, *cause);
    }
    for other in others {
        if let Some(place) = other.places.first().filter(|place| !first.places.contains(place)) {
            first.places.push(*place);
        }
        first.related.push(RelatedFinding {
            rule: other.rule,
            message: other.message,
            message_en: other.message_en,
            places: other.places,
        });
        first.related.extend(other.related);
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{Finding, FindingKind, Severity};

    use super::gather;
    use crate::testing::place;

    fn finding(rule: &str, severity: Severity, lines: &[u32]) -> Finding {
        let mut finding = Finding::new(rule, FindingKind::TotalScore, severity);
        finding.places = lines.iter().map(|line| place(*line, 1)).collect();
        finding
    }

    fn shown(findings: Vec<Finding>) -> String {
        let line = |finding: Finding| {
            let lines: Vec<u32> = finding.places.iter().map(|place| place.line).collect();
            let related: Vec<String> = finding.related.into_iter().map(|related| related.rule).collect();
            format!("{}{} {lines:?} {related:?}\n", finding.rule, if finding.culprit { "!" } else { "" })
        };
        gather(findings).into_iter().map(line).collect()
    }

    #[test]
    fn one_figure_is_one_finding() {
        let findings = vec![
            finding("JS506", Severity::Error, &[3, 4, 9]),
            finding("JS511", Severity::Warning, &[4]),
            finding("JS532", Severity::Error, &[20, 2, 3, 4]),
            finding("JS528", Severity::Warning, &[30, 31]),
        ];
        expect![[r#"
            JS528 [30, 31] []
            JS506! [4, 3, 9, 20] ["JS532", "JS511"]
        "#]]
        .assert_eq(&shown(findings));
    }

    #[test]
    fn the_figure_is_named_where_all_cite_it_alone() {
        let findings =
            vec![finding("JS502", Severity::Error, &[5, 6, 7]), finding("JS521", Severity::Error, &[6, 20])];
        expect![[r#"
            JS521! [6, 20, 5] ["JS502"]
        "#]]
        .assert_eq(&shown(findings));
    }

    #[test]
    fn other_families_and_infos_stay_as_they_are() {
        let findings = vec![
            finding("JS131", Severity::Error, &[5]),
            finding("JS131", Severity::Error, &[5]),
            finding("JS520", Severity::Info, &[5]),
            finding("JS511", Severity::Warning, &[5]),
        ];
        expect![[r#"
            JS131 [5] []
            JS131 [5] []
            JS520 [5] []
            JS511 [5] []
        "#]]
        .assert_eq(&shown(findings));
    }
}
