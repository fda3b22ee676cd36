//! Applies rules to a report.

use std::borrow::Cow;
use std::fmt;

use juesuan_model::{Check, CheckStatus, Decimal, Finding, Place, Report, RuleId};

use crate::comparison::{Operator, Verdict};
use crate::diagnosis::merge::merge;
use crate::diagnosis::table_causes::gather;
use crate::diagnosis::{Diagnosis, diagnose};
use crate::draft::Draft;
use crate::gate;
use crate::log::{Instance, Ledger};
use crate::message::fill_text;
use crate::quick::TextMap;
use crate::rule_set::RuleSet;
use crate::sanitize::bounded;
use crate::statement_index::Book;
use crate::{Context, Log, Quantity, RuleInfo, Text};

/// What the rules say of one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The result of each rule, in the order of the rule set.
    pub checks: Vec<Check>,
    /// What was found, in the order in which it stands in the document.
    pub findings: Vec<Finding>,
}

/// Applies rules to a report that is given without its text. Rules that look at the text say that it is missing.
///
/// ```
/// use juesuan_model::Report;
/// use juesuan_check::{RuleSet, check};
///
/// let outcome = check(&Report::default(), &RuleSet::empty());
/// assert!(outcome.findings.is_empty());
/// assert_eq!(outcome.summary().checked(), 0); // nothing is there, so nothing was checked
/// ```
pub fn check(report: &Report, rules: &RuleSet) -> Outcome {
    Checker::new(rules).check(report)
}

/// A comparison of figures that a rule made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The rule's id.
    pub rule: RuleId,
    /// How the sides must stand to each other.
    pub operator: Operator,
    /// How it came out.
    pub verdict: Verdict,
    /// The largest difference that rounding explains, in the unit of the first figure.
    pub envelope: Decimal,
    /// Where the figures stand, left side first.
    pub places: Vec<Place>,
}

/// Rules with what else they may look at.
#[derive(Copy, Clone, Debug)]
pub struct Checker<'r> {
    rules: &'r RuleSet,
    text: Option<&'r str>,
}

impl<'r> Checker<'r> {
    /// Applies these rules.
    pub const fn new(rules: &'r RuleSet) -> Self {
        Self { rules, text: None }
    }

    /// Lets rules look at the text from which the report was read.
    #[must_use]
    pub const fn text(self, text: &'r str) -> Self {
        Self { text: Some(text), ..self }
    }

    /// Applies all rules; failures with one cause are one finding, whichever rules they belong to.
    pub fn check(&self, report: &Report) -> Outcome {
        self.check_watched(report, |_| {})
    }

    /// Applies all rules as [`Checker::check`] does, and calls `done` at the end of each step with its name: `book`
    /// for the index of the tables, each rule's id, `diagnosis`, and `findings` for what is done to them at last. A
    /// profile reads its clock there; what rules share is counted with the first rule that asks for it.
    pub fn check_watched(&self, report: &Report, mut done: impl FnMut(&str)) -> Outcome {
        let report = bounded(report);
        let book = Book::with_text(&report, self.text);
        done("book");
        self.check_book(&book, done)
    }

    /// Applies one rule after the other, each when it is asked for. Failures of several rules are not brought
    /// together.
    pub fn each<'a>(&'a self, report: &'a Report) -> impl Iterator<Item = (Check, Vec<Finding>)> + 'a {
        // the book of a report that fits is made once; one with figures set aside is rare, and its book made each time
        let (book, own) = match bounded(report) {
            Cow::Borrowed(report) => (Some(Book::with_text(report, self.text)), None),
            Cow::Owned(own) => (None, Some(own)),
        };
        (0..self.rules.len()).filter_map(move |position| {
            let single = self.rules.single(position);
            let checker = Checker { rules: &single, text: self.text };
            let outcome = match (&book, &own) {
                (Some(book), _) => checker.check_book(book, |_| {}),
                (None, own) => {
                    let book = Book::with_text(own.as_ref().unwrap_or(report), self.text);
                    checker.check_book(&book, |_| {})
                }
            };
            Some((outcome.checks.into_iter().next()?, outcome.findings))
        })
    }

    /// Every comparison of figures that the rules make, also those that hold: which figures are proved by which
    /// rules, and how far rounding may hide a difference.
    pub fn comparisons(&self, report: &Report) -> Vec<Compared> {
        let report = bounded(report);
        let book = Book::with_text(&report, self.text);
        let ledger = self.apply(&book, |_| {});
        let rule = |instance: &Instance| {
            self.rules.info(instance.rule).map_or(RuleId::new(""), |info| info.id.clone())
        };
        let compared = |instance: &Instance| {
            let figures = ledger.terms_of(instance).iter().filter_map(|term| ledger.figure(term.figure));
            let factor = figures.clone().next().map_or(Decimal::ONE, |figure| figure.dimension.factor());
            Compared {
                rule: rule(instance),
                operator: instance.operator,
                verdict: instance.verdict,
                envelope: instance.envelope.checked_div(factor).unwrap_or(instance.envelope).normalize(),
                places: figures.map(Quantity::place).collect(),
            }
        };
        ledger.instances.iter().map(compared).collect()
    }

    fn apply<'b>(&self, book: &'b Book<'b>, mut done: impl FnMut(&str)) -> Ledger<'b> {
        let context = Context::new(book, self.text);
        let mut ledger = Ledger::new(book, self.rules.len());
        for (position, rule) in self.rules.iter().enumerate() {
            rule.check(&context, &mut Log::new(&mut ledger, position));
            done(&rule.info().id);
        }
        ledger
    }

    fn check_book(&self, book: &Book<'_>, mut done: impl FnMut(&str)) -> Outcome {
        let mut ledger = self.apply(book, &mut done);
        let Diagnosis { mut findings, explained } = diagnose(&ledger, self.rules);
        done("diagnosis");
        gate::hold_back(&mut ledger, self.rules, &explained);
        let mut checks = checks(&ledger, self.rules);
        for (entry, rule) in ledger.entries.iter_mut().zip(self.rules.iter()) {
            findings.extend(entry.drafts.drain(..).map(|draft| finished(rule.info(), draft)));
        }
        let doubted: Vec<&str> = ledger
            .entries
            .iter()
            .zip(self.rules.iter())
            .filter(|(entry, _)| !entry.doubted.is_empty())
            .map(|(_, rule)| &*rule.info().id)
            .collect();
        let mut listed: TextMap<&str, usize> = TextMap::default();
        for finding in &findings {
            *listed.entry(&finding.rule).or_default() += 1;
        }
        for check in &mut checks {
            let doubted = doubted.contains(&check.rule.as_str());
            settle(check, listed.get(&*check.rule).copied().unwrap_or_default(), doubted);
        }
        let mut findings = gather(merge(findings), book);
        number(&mut findings);
        done("findings");
        Outcome { checks, findings }
    }
}

/// What is known of every rule from the comparisons it made.
fn checks(ledger: &Ledger<'_>, rules: &RuleSet) -> Vec<Check> {
    let mut checks: Vec<Check> = rules.iter().map(|rule| Check::new(rule.info().id.clone())).collect();
    for (check, entry) in checks.iter_mut().zip(&ledger.entries) {
        let drafts = u32::try_from(entry.drafts.len()).unwrap_or(u32::MAX);
        check.instances = entry.held.saturating_add(drafts);
        check.findings = drafts;
        check.missing.clone_from(&entry.gaps);
        if entry.more_gaps > 0 {
            check.missing.push(format!("另有{}处", entry.more_gaps));
        }
    }
    for instance in &ledger.instances {
        if let Some(check) = checks.get_mut(instance.rule as usize) {
            check.instances = check.instances.saturating_add(1);
            check.findings = check.findings.saturating_add(u32::from(instance.verdict == Verdict::Failed));
        }
    }
    checks
}

/// Sets a rule's final status from its number of findings.
fn settle(check: &mut Check, listed: usize, doubted: bool) {
    check.findings = check.findings.max(u32::try_from(listed).unwrap_or(u32::MAX));
    check.instances = check.instances.max(check.findings);
    check.status = match (check.findings, check.instances) {
        (1.., _) => CheckStatus::Finding,
        (0, _) if doubted => CheckStatus::InsufficientData,
        (0, 1..) => CheckStatus::Pass,
        (0, 0) if !check.missing.is_empty() => CheckStatus::InsufficientData,
        (0, 0) => CheckStatus::NotApplicable,
    };
}

fn finished(info: &RuleInfo, mut draft: Draft) -> Finding {
    let mut finding = Finding::new(
        info.id.clone(),
        draft.kind.unwrap_or(info.kind),
        draft.severity.unwrap_or(info.severity),
    );
    let plain = |value: &str| Text::owned(value, value);
    draft.values.push(("printed", plain(&draft.printed)));
    draft.values.push(("expected", plain(&draft.expected)));
    let difference = draft.difference.map_or_else(String::new, |value| value.normalize().to_string());
    draft.values.push(("difference", plain(&difference)));
    draft.values.push(("unit", plain(&draft.unit.as_ref().map_or_else(String::new, ToString::to_string))));
    let said = fill_text(&info.message, &draft.values);
    (finding.message, finding.message_en) = (said.zh.into_owned(), said.en.into_owned());
    finding.printed = draft.printed;
    finding.expected = draft.expected;
    finding.difference = draft.difference;
    finding.envelope = draft.envelope;
    finding.unit = draft.unit;
    finding.places = draft.places;
    finding.evidence = draft.evidence;
    finding
}

/// Puts findings in the order of the document and gives them ids: the rule and the line, and where that is not enough
/// a number.
fn number(findings: &mut [Finding]) {
    let line = |finding: &Finding| finding.places.first().map_or(0, |place| place.line);
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (line(finding), std::cmp::Reverse(finding.severity));
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule))
    });
    let mut used: TextMap<String, u32> = TextMap::default();
    for finding in findings {
        let base = match line(finding) {
            0 => finding.rule.to_string(),
            line => format!("{}-{line}", finding.rule),
        };
        let times = used.entry(base.clone()).and_modify(|times| *times += 1).or_insert(1);
        finding.id = if *times == 1 { base } else { format!("{base}-{times}") };
    }
}

impl Outcome {
    /// The summary.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { rules: count(self.checks.len()), ..Summary::default() };
        for check in &self.checks {
            match check.status {
                CheckStatus::Pass => summary.passed += 1,
                CheckStatus::Finding => summary.found += 1,
                CheckStatus::NotApplicable => summary.not_applicable += 1,
                CheckStatus::InsufficientData => summary.insufficient += 1,
            }
        }
        for finding in &self.findings {
            match finding.severity {
                juesuan_model::Severity::Error => summary.errors += 1,
                juesuan_model::Severity::Warning => summary.warnings += 1,
                juesuan_model::Severity::Info => summary.infos += 1,
            }
        }
        summary
    }

    /// Puts checks and findings into the report.
    pub fn write_to(self, report: &mut Report) {
        (report.checks, report.findings) = (self.checks, self.findings);
    }
}

impl IntoIterator for Outcome {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.findings.into_iter()
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Number of rules by result. What was not checked never counts as passed.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All rules.
    pub rules: u32,
    /// Rules that held wherever they applied.
    pub passed: u32,
    /// Rules that failed somewhere, or held only within rounding.
    pub found: u32,
    /// Rules that lacked data.
    pub insufficient: u32,
    /// Rules that speak of nothing in this document.
    pub not_applicable: u32,
    /// Findings that are errors.
    pub errors: u32,
    /// Findings that ask for an explanation.
    pub warnings: u32,
    /// Findings that are worth knowing.
    pub infos: u32,
}

impl Summary {
    /// How many rules were checked.
    pub const fn checked(&self) -> u32 {
        self.passed + self.found
    }

    /// The summary in English.
    pub fn english(&self) -> String {
        let some = |n: u32, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        format!(
            "{}: {} checked ({} held, {} with findings), {} without data, {} not applicable; {}, {}, {}",
            some(self.rules, "rule"),
            self.checked(),
            self.passed,
            self.found,
            self.insufficient,
            self.not_applicable,
            some(self.errors, "error"),
            some(self.warnings, "warning"),
            some(self.infos, "note")
        )
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "共{}条规则：检查{}条（{}条成立，{}条有发现），{}条缺数据，{}条不适用；错误{}，警告{}，提示{}",
            self.rules,
            self.checked(),
            self.passed,
            self.found,
            self.insufficient,
            self.not_applicable,
            self.errors,
            self.warnings,
            self.infos
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn one_is_no_plural() {
        let said = Summary { rules: 1, errors: 2, warnings: 1, infos: 1, ..Summary::default() }.english();
        assert!(said.starts_with("1 rule: ") && said.ends_with("2 errors, 1 warning, 1 note"), "{said}");
    }

    #[test]
    fn rules_that_held_and_rules_that_found_something_were_checked() {
        let summary = Summary { rules: 9, passed: 4, found: 3, insufficient: 2, ..Summary::default() };
        assert_eq!(summary.checked(), 7);
        assert!(summary.english().contains("7 checked (4 held, 3 with findings), 2 without data"));
        assert!(summary.to_string().contains("检查7条（4条成立，3条有发现），2条缺数据"), "{summary}");
    }
}
