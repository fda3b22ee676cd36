//! Findings that rest on one figure, or on one name, become one finding.
//!
//! A weight with a wrong digit no longer adds up, takes points from a target that was met, and makes the summary wrong:
//! each rule is right, and the clerk has one figure to mend. Comparisons of amounts are brought together by the
//! diagnosis; this does the same for what rules in code say, whichever families they belong to.

use std::cmp::Reverse;

use juesuan_model::{Finding, FindingKind, Place, RelatedFinding, Severity};

use crate::Family;
use crate::quick::TextMap;

/// Brings together findings with one cause.
///
/// Errors and warnings about self-evaluations that cite the same figure are one finding. So are those of any families
/// that cite the figure which one of them finds wrong, and all that is said of one name. The figure that most of them
/// cite is taken for the cause; where only one is cited by all that are brought together, it is named.
pub(crate) fn merge(findings: Vec<Finding>) -> Vec<Finding> {
    let mut cited: TextMap<Mark, Vec<usize>> = TextMap::default();
    for (index, finding) in findings.iter().enumerate() {
        let Some(subject) = subject(finding) else { continue };
        // of a name all speak who speak of it first; a figure may be cited anywhere
        let marks = figures(finding).take(if subject == Subject::Name { 1 } else { usize::MAX });
        for place in marks {
            let by = cited.entry(Mark::of(subject, place)).or_default();
            if by.last() != Some(&index) {
                by.push(index);
            }
        }
    }
    let mut causes: Vec<(Mark, Vec<usize>)> = cited
        .into_iter()
        .map(|(mark, by)| (mark, explained(&findings, mark, by)))
        .filter(|(_, by)| by.len() > 1)
        .collect();
    causes.sort_by_key(|(mark, by)| (Reverse(by.len()), *mark));

    let mut left: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    let mut mergeed = Vec::new();
    for (mark, by) in causes {
        let present = |index: &usize| left.get(*index).is_some_and(Option::is_some);
        // what an earlier cause explains is gone, and with it perhaps the one that named this figure
        let by: Vec<usize> = by.into_iter().filter(present).collect();
        let known: Vec<Option<&Finding>> =
            by.iter().map(|index| left.get(*index).and_then(Option::as_ref)).collect();
        if by.len() > 1 && is_one_cause(&known, mark) {
            let members = by.into_iter().filter_map(|index| left.get_mut(index)?.take()).collect();
            mergeed.extend(joined(members));
        }
    }
    left.into_iter().flatten().chain(mergeed).collect()
}

/// What a finding says something of.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Subject {
    Figure,
    Name,
}

/// A figure or a name: where it begins.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Mark {
    subject: Subject,
    line: u32,
    start: u32,
}

impl Mark {
    fn of(subject: Subject, place: &Place) -> Self {
        Self { subject, line: place.line, start: place.span.start }
    }

    fn is(self, place: &Place) -> bool {
        (self.line, self.start) == (place.line, place.span.start)
    }
}

/// What could have a cause in common with others; `None` for what stands by itself: something missing or cut off, a
/// unit left out, a difference within rounding.
fn subject(finding: &Finding) -> Option<Subject> {
    let warned = finding.severity != Severity::Info;
    match finding.kind {
        FindingKind::Name => Some(Subject::Name),
        _ if is_of_evaluation(finding) => Some(Subject::Figure),
        FindingKind::Unit if finding.severity == Severity::Error => Some(Subject::Figure),
        FindingKind::Sum
        | FindingKind::CrossTable
        | FindingKind::TableVsText
        | FindingKind::TextVsText
        | FindingKind::Percent
        | FindingKind::Range
        | FindingKind::TotalScore
            if warned =>
        {
            Some(Subject::Figure)
        }
        _ => None,
    }
}

fn is_of_evaluation(finding: &Finding) -> bool {
    Family::of_id(&finding.rule) == Family::Performance
}

/// Those of the findings citing a figure that it explains, if it is wrong.
fn explained(findings: &[Finding], mark: Mark, mut by: Vec<usize>) -> Vec<usize> {
    let get = |index: &usize| findings.get(*index);
    if mark.subject == Subject::Figure {
        // what has a wrong figure of its own has a cause of its own
        by.retain(|index| get(index).is_some_and(|finding| !finding.culprit || names(finding, mark)));
        let wrong = |index: &usize| get(index).is_some_and(|finding| names(finding, mark));
        let error =
            by.iter().any(|index| wrong(index) && get(index).is_some_and(|f| f.severity == Severity::Error));
        by.retain(|index| error || get(index).is_some_and(|finding| finding.severity != Severity::Info));
        if by.iter().any(wrong) && !by.iter().all(|index| get(index).is_some_and(is_of_evaluation)) {
            let mut rules: Vec<&str> = Vec::new();
            by.retain(|index| {
                let Some(finding) = get(index).filter(|finding| names(finding, mark)) else { return true };
                let first = !rules.contains(&finding.rule.as_ref());
                rules.push(&finding.rule);
                first
            });
            return by;
        }
    }
    let members: Vec<Option<&Finding>> = by.iter().map(get).collect();
    if mark.subject == Subject::Figure && is_of_rates(&members, mark) {
        return by;
    }
    // one rule that fails twice has found two things
    by.sort_by_key(|index| (get(index).map(|finding| &finding.rule), *index));
    by.dedup_by(|a, b| get(a).map(|finding| &finding.rule) == get(b).map(|finding| &finding.rule));
    by
}

/// Whether the findings that are left speak of one cause: the same self-evaluation, the same name, or a figure that one
/// of them finds wrong.
fn is_one_cause(members: &[Option<&Finding>], mark: Mark) -> bool {
    let all = |holds: fn(&Finding) -> bool| members.iter().flatten().all(|finding| holds(finding));
    let rules = |members: &[Option<&Finding>]| {
        members.windows(2).any(|pair| match pair {
            [Some(a), Some(b)] => a.rule != b.rule,
            _ => false,
        })
    };
    rules(members)
        && (mark.subject == Subject::Name
            || all(is_of_evaluation)
            || members.iter().flatten().any(|finding| names(finding, mark)))
        || is_of_rates(members, mark)
}

/// Whether rates of one sentence, or a rate and a sum, fail and have this figure alone in common: it is wrong, and not each
/// of them by itself.
fn is_of_rates(members: &[Option<&Finding>], mark: Mark) -> bool {
    let members: Vec<&Finding> = members.iter().flatten().copied().collect();
    let on_line = |finding: &Finding| finding.places.first().is_some_and(|place| place.line == mark.line);
    let is_rate = |finding: &&&Finding| {
        finding.kind == FindingKind::Percent && !names(finding, mark) && on_line(finding)
    };
    let Some((first, others)) = members.split_first() else { return false };
    let is_common = |place: &&Place| others.iter().all(|other| figures(other).any(|known| known == *place));
    let common: Vec<&Place> = figures(first).filter(is_common).collect();
    let alone = common.iter().all(|place| mark.is(place));
    // a rate and a claim of both amounts, which say nothing else
    let rest_on = |finding: &&Finding| figures(finding).skip(1).all(|place| common.contains(&place));
    let of_two_rules = others.iter().any(|other| other.rule != first.rule);
    let alone = alone || (of_two_rules && members.iter().all(rest_on));
    let rates = members.iter().filter(is_rate).count();
    let sums = members.iter().filter(|finding| is_of_text(finding)).count();
    alone && !others.is_empty() && rates > 0 && rates + sums == members.len()
}

/// Whether a finding is about amounts that the text tells: their sum, or which of them is more.
fn is_of_text(finding: &Finding) -> bool {
    let kind = matches!(finding.kind, FindingKind::TextVsText | FindingKind::Sum);
    kind && Family::of_id(&finding.rule) == Family::Narrative
}

/// Whether a finding says that this figure is wrong: it stands first.
fn names(finding: &Finding, mark: Mark) -> bool {
    figures(finding).next().is_some_and(|place| mark.is(place))
}

/// The places of figures: those with characters.
fn figures(finding: &Finding) -> impl Iterator<Item = &Place> {
    finding.places.iter().filter(|place| !place.span.is_empty())
}

/// One finding of several, whose cause is the figure that all of them cite, where there is but one.
fn joined(members: Vec<Finding>) -> Option<Finding> {
    let common: Vec<Place> = members
        .split_first()
        .map(|(first, others)| {
            let is_common = |place: &&Place| others.iter().all(|other| other.places.contains(place));
            figures(first).filter(is_common).copied().collect()
        })
        .unwrap_or_default();
    let all_one = |places: &[Place]| places.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    let mut finding = gathered(members)?;
    if let (Some(cause), true) = (common.first(), all_one(&common) && finding.kind != FindingKind::Name) {
        finding.culprit = true;
        finding.places.retain(|place| place != cause);
        finding.places.insert(0, *cause);
    }
    Some(finding)
}

/// One finding of several: the heaviest, of these the one with the fewest figures, with the others attached.
pub(super) fn gathered(mut members: Vec<Finding>) -> Option<Finding> {
    members.sort_by(|a, b| {
        let key = |finding: &Finding| (Reverse(finding.severity), finding.places.len());
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule))
    });
    let mut members = members.into_iter();
    let mut first = members.next()?;
    for other in members {
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
    use juesuan_model::{Finding, FindingKind, Place, Severity};

    use super::merge;

    fn place(line: u32) -> Place {
        let mut place = Place { line, ..Place::default() };
        (place.span.start, place.span.end) = (line * 100 + 1, line * 100 + 2);
        place
    }

    fn finding(rule: &str, severity: Severity, lines: &[u32]) -> Finding {
        let mut finding = Finding::new(rule, FindingKind::TotalScore, severity);
        finding.places = lines.iter().map(|line| place(*line)).collect();
        finding
    }

    fn shown(findings: Vec<Finding>) -> String {
        let line = |finding: Finding| {
            let lines: Vec<u32> = finding.places.iter().map(|place| place.line).collect();
            let related: Vec<String> =
                finding.related.into_iter().map(|related| related.rule.to_string()).collect();
            format!("{}{} {lines:?} {related:?}\n", finding.rule, if finding.culprit { "!" } else { "" })
        };
        merge(findings).into_iter().map(line).collect()
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
    fn what_one_family_finds_wrong_explains_the_failures_of_others() {
        let findings = vec![
            finding("JS415", Severity::Error, &[13, 25, 26, 27]),
            finding("JS525", Severity::Error, &[26, 40]),
            finding("JS406", Severity::Error, &[50, 51, 52]),
            finding("JS502", Severity::Error, &[60, 51, 52]),
        ];
        expect![[r#"
            JS406 [50, 51, 52] []
            JS502 [60, 51, 52] []
            JS525! [26, 40, 13] ["JS415"]
        "#]]
        .assert_eq(&shown(findings));
    }

    #[test]
    fn one_rule_that_fails_twice_has_found_two_things() {
        let findings = vec![
            finding("JS131", Severity::Error, &[5]),
            finding("JS131", Severity::Error, &[5]),
            finding("JS511", Severity::Warning, &[5]),
        ];
        expect![[r#"
            JS131 [5] []
            JS131! [5] ["JS511"]
        "#]]
        .assert_eq(&shown(findings));
    }

    #[test]
    fn an_info_is_explained_by_an_error_alone() {
        let findings = vec![
            finding("JS518", Severity::Error, &[5, 9]),
            finding("JS520", Severity::Info, &[6, 5]),
            finding("JS517", Severity::Warning, &[15]),
            finding("JS520", Severity::Info, &[16, 15]),
        ];
        expect![[r#"
            JS517 [15] []
            JS520 [16, 15] []
            JS518! [5, 9, 6] ["JS520"]
        "#]]
        .assert_eq(&shown(findings));
    }

    #[test]
    fn what_is_missing_stands_by_itself() {
        let mut findings =
            vec![finding("JS301", Severity::Error, &[5, 9]), finding("JS603", Severity::Warning, &[5])];
        findings[1].kind = FindingKind::Unit;
        expect![[r#"
            JS301 [5, 9] []
            JS603 [5] []
        "#]]
        .assert_eq(&shown(findings));
    }

    #[test]
    fn rates_of_one_amount_are_one_finding() {
        let rate = |rule: &str, starts: &[u32]| {
            let mut finding = Finding::new(rule, FindingKind::Percent, Severity::Error);
            let place = |start: &u32| {
                let mut place = Place { line: 7, ..Place::default() };
                (place.span.start, place.span.end) = (*start, start + 1);
                place
            };
            finding.places = starts.iter().map(place).collect();
            finding
        };
        let level = vec![rate("JS404", &[40, 10, 30]), rate("JS406", &[60, 10, 50])];
        let two_rules = shown(level);
        let twice = shown(vec![rate("JS404", &[40, 10, 30]), rate("JS404", &[60, 10, 50])]);
        let mut claim = rate("JS408", &[80, 10, 30]);
        claim.kind = FindingKind::TextVsText;
        let claimed = shown(vec![rate("JS406", &[40, 10, 30]), claim]);
        // two amounts in common: either may be wrong, or both
        let apart = shown(vec![rate("JS404", &[40, 10, 30]), rate("JS404", &[60, 10, 30])]);
        expect![[r#"
            JS404! [7, 7, 7, 7] ["JS406"]
            JS404! [7, 7, 7, 7] ["JS404"]
            JS406 [7, 7, 7, 7] ["JS408"]
            JS404 [7, 7, 7] []
            JS404 [7, 7, 7] []
        "#]]
        .assert_eq(&[two_rules, twice, claimed, apart].concat());
    }

    #[test]
    fn one_name_is_one_finding() {
        let mut findings = vec![
            finding("JS803", Severity::Warning, &[5, 9]),
            finding("JS818", Severity::Info, &[5, 9]),
            finding("JS812", Severity::Info, &[9, 5]),
        ];
        for finding in &mut findings {
            finding.kind = FindingKind::Name;
        }
        expect![[r#"
            JS812 [9, 5] []
            JS803 [5, 9] ["JS818"]
        "#]]
        .assert_eq(&shown(findings));
    }
}
