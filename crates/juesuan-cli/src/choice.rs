//! Which rules are applied, and how much their findings weigh.

use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};

use anyhow::{Context as _, Result, anyhow, bail};
use globset::GlobMatcher;

use super::args::{Choice, Language};
use super::pattern::{PatternTrouble, compiled};
use super::suggest::nearest;
use super::terminal::Terminal;
use super::{error_messages, ordinary};
use juesuan::Reading;
use juesuan::model::{CheckStatus, FindingKind, Report, Severity};
use juesuan::rules::formula::Doubt;
use juesuan::rules::{RuleInfo, RuleSet, Summary, catalogue};

/// Largest file of rules, in bytes.
const LONGEST_RULES: u64 = 16 << 20;

/// The rules of a run.
pub(super) struct Chosen {
    pub(super) rules: RuleSet,
    /// The user's own rules as written.
    own: String,
    /// Beginnings of ids with the severity that their findings get, the last that fits counts.
    weights: Vec<(String, Severity)>,
    /// Patterns of documents with the rules that are left out for them.
    left_out: Vec<(GlobMatcher, Vec<String>)>,
    /// Rows that own rules name and only documents can tell of, and what these told.
    doubts: Vec<(Doubt, AtomicU8)>,
}

/// What documents told of a doubtful row: nothing yet, that its table has no such row, that it is there.
const UNKNOWN: u8 = 0;
const MISSING: u8 = 1;
const PRINTED: u8 = 2;

impl Chosen {
    /// As the options ask.
    ///
    /// # Errors
    /// Own rules that cannot be understood, and names that no rule has.
    pub(super) fn load(choice: &Choice, language: Language) -> Result<Self> {
        let (all, doubts, own) = with_own(choice.rules.as_deref(), language)?;
        let known = |names: &[String], option: &str| {
            names.iter().try_for_each(|name| must_be_known(&all, name, option, language))
        };
        known(&choice.select, "--select")?;
        known(&choice.ignore, "--ignore")?;
        for (names, _) in &choice.severity {
            must_be_known(&all, names, "--severity", language)?;
        }
        for (_, names) in &choice.per_file_ignores {
            known(names, "--per-file-ignores")?;
        }
        let wanted = |info: &RuleInfo| {
            let named = |names: &[String]| names.iter().any(|name| is_named(info, name));
            (choice.select.is_empty() || named(&choice.select)) && !named(&choice.ignore)
        };
        let ids: Vec<String> = all
            .iter()
            .map(juesuan::rules::Rule::info)
            .filter(|info| wanted(info))
            .map(|info| info.id.to_string())
            .collect();
        if ids.is_empty() {
            bail!(language.of(
                "--select 和 --ignore 之后没有剩下任何规则，什么也不会核对",
                "--select and --ignore leave no rule, so nothing would be checked",
            ));
        }
        let everything = ids.len() == all.len();
        let rules = if everything { all } else { all.only(ids.iter().map(String::as_str))? };
        let left_out = choice.per_file_ignores.iter().map(|(pattern, names)| {
            let refused =
                |wrong: PatternTrouble| anyhow!("--per-file-ignores {pattern}: {}", wrong.say(language));
            Ok((compiled(pattern, true).map_err(refused)?, names.clone()))
        });
        Ok(Self {
            rules,
            own,
            weights: choice.severity.iter().map(|(names, level)| (names.clone(), level.severity())).collect(),
            left_out: left_out.collect::<Result<_>>()?,
            doubts: doubts
                .into_iter()
                .filter(|doubt| ids.iter().any(|id| *doubt.rule() == **id))
                .map(|doubt| (doubt, AtomicU8::new(UNKNOWN)))
                .collect(),
        })
    }

    /// All that findings depend on, for what is kept of a run.
    pub(super) fn settings(&self) -> String {
        let ids: Vec<&str> = self.rules.iter().map(|rule| &*rule.info().id).collect();
        let left_out: Vec<_> =
            self.left_out.iter().map(|(glob, names)| (glob.glob().glob(), names)).collect();
        format!("{}\n{ids:?} {:?} {left_out:?}", self.own, self.weights)
    }

    /// Applies the rules to a document that is called so and lies at a path.
    pub(super) fn apply(&self, document: &str, path: &str, reading: &mut Reading) -> Summary {
        let mut summary = reading.check(&self.rules);
        let report = &mut reading.report;
        self.look_for_rows(report);
        if self.left_out.is_empty() && self.weights.is_empty() {
            return summary;
        }
        let names = self.left_out_of(document, path);
        let info = |id: &str| self.rules.get(id).map(juesuan::rules::Rule::info);
        let is_left_out =
            |id: &str| info(id).is_some_and(|info| names.iter().any(|name| is_named(info, name)));
        report.findings.retain(|finding| !is_left_out(&finding.rule));
        for check in report.checks.iter_mut().filter(|check| is_left_out(&check.rule)) {
            let counted = match check.status {
                CheckStatus::Pass => &mut summary.passed,
                CheckStatus::Finding => &mut summary.found,
                CheckStatus::NotApplicable => &mut summary.not_applicable,
                CheckStatus::InsufficientData => &mut summary.insufficient,
            };
            *counted -= 1;
            summary.not_applicable += 1;
            *check = juesuan::model::Check::new(check.rule.clone());
        }
        for finding in &mut report.findings {
            // what rounding explains stays a note
            let Some(info) = info(&finding.rule).filter(|_| finding.kind != FindingKind::Rounding) else {
                continue;
            };
            let weight = self.weights.iter().rfind(|(names, _)| is_named(info, names));
            finding.severity = weight.map_or(finding.severity, |(_, severity)| *severity);
        }
        let count = |severity: Severity| {
            let count = report.findings.iter().filter(|finding| finding.severity == severity).count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        (summary.errors, summary.warnings, summary.infos) =
            (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
        summary
    }

    /// The rules whose findings are left out of a document that is called so and lies at a path, as they were typed.
    pub(super) fn left_out_of(&self, document: &str, path: &str) -> Vec<&str> {
        let matches = |glob: &GlobMatcher| glob.is_match(document) || glob.is_match(path);
        let lists = self.left_out.iter().filter(|(glob, _)| matches(glob));
        lists.flat_map(|(_, names)| names).map(String::as_str).collect()
    }

    fn look_for_rows(&self, report: &Report) {
        for (doubt, told) in &self.doubts {
            let tells = match doubt.is_printed_in(report) {
                Some(true) => PRINTED,
                Some(false) => MISSING,
                None => UNKNOWN,
            };
            told.fetch_max(tells, Ordering::Relaxed);
        }
    }

    /// What documents told of the doubtful rows of own rules.
    pub(super) fn told(&self) -> Vec<u8> {
        self.doubts.iter().map(|(_, told)| told.load(Ordering::Relaxed)).collect()
    }

    /// Adds what documents told that were read in another process.
    pub(super) fn learn(&self, other: &[u8]) {
        for ((_, told), other) in self.doubts.iter().zip(other) {
            told.fetch_max(*other, Ordering::Relaxed);
        }
    }

    /// Names the rows of own rules that no document prints, and counts them: such a rule was never applied.
    pub(super) fn say_misspelt(&self, choice: &Choice, terminal: &Terminal) -> usize {
        let place = choice.rules.as_deref().unwrap_or(Path::new("")).display().to_string();
        let missing = self.doubts.iter().filter(|(_, told)| told.load(Ordering::Relaxed) == MISSING);
        let said = missing.map(|(doubt, _)| {
            terminal.error(&format!("--rules {place}: {}", doubt.error().say(terminal.language.into())));
        });
        said.count()
    }
}

/// The catalogue with the formulas of a user's file, their doubtful rows, and the text of that file.
fn with_own(file: Option<&Path>, language: Language) -> Result<(RuleSet, Vec<Doubt>, String)> {
    let Some(file) = file else { return Ok((catalogue(), Vec::new(), String::new())) };
    let place = || format!("--rules {}", file.display());
    let text = ordinary::read_text(file, LONGEST_RULES)
        .map_err(|error| anyhow!("{}: {}", place(), error_messages::unread(&error, language)))?;
    let (rules, doubts) = catalogue().with_own_formulas(&text).with_context(place)?;
    Ok((rules, doubts, text))
}

/// Whether a word names a rule: its id, the beginning of it, or its family.
fn is_named(info: &RuleInfo, word: &str) -> bool {
    let begins = info.id.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    begins || info.family.as_str().eq_ignore_ascii_case(word)
}

/// Refuses a word that names no rule.
fn must_be_known(rules: &RuleSet, word: &str, option: &str, language: Language) -> Result<()> {
    if word.is_empty() {
        bail!("{option}: {}", language.of("缺少规则的编号", "the id of a rule is missing"));
    }
    if rules.iter().any(|rule| is_named(rule.info(), word)) {
        return Ok(());
    }
    let ids: Vec<&str> = rules.iter().map(|rule| &*rule.info().id).collect();
    let near = nearest(&word.to_ascii_uppercase(), ids);
    bail!(match (language, near) {
        (Language::Zh, Some(near)) => format!("{option}: 没有规则或类别 {word}，是不是 {near}？"),
        (Language::Zh, None) => format!("{option}: 没有规则或类别 {word}；`juesuan rules` 列出全部规则"),
        (Language::En, Some(near)) =>
            format!("{option}: no rule and no family is called {word}; did you mean {near}?"),
        (Language::En, None) =>
            format!("{option}: no rule and no family is called {word}; `juesuan rules` lists all"),
    })
}
