//! What the rules say of a document, as it is printed: the same in this process and in another one.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::baseline::{Baseline, Naming};
use super::printed::{Judged, Print};
use crate::args::{Check, Order};
use crate::choice::Chosen;
use crate::office::Opened;
use crate::summary::Tally;
use crate::terminal::Terminal;
use crate::vocabulary;
use crate::work::{Named, Work};
use juesuan::model::Severity;
use juesuan::{Options, Reading};

/// Reads documents, applies the rules, and prints.
pub(crate) struct Judge {
    options: Options,
    pub(super) chosen: Chosen,
    known: Baseline,
    print: Print,
    /// Least severity that makes the exit code 1; `None` where nothing does.
    denied: Option<Severity>,
    /// Least severity that is printed.
    shown: Severity,
    order: Order,
    /// How documents are named where findings are to be written as accepted ones.
    accepts: Option<Naming>,
}

/// What is said of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Verdict {
    pub(super) tally: Tally,
    /// How many findings there are, accepted ones included.
    pub(super) findings: usize,
    /// How many make the exit code 1.
    pub(super) denied: usize,
    /// The lines of those that are to be written as accepted ones.
    pub(super) accepted: Vec<String>,
    /// How many of each severity and rule are to be shown.
    pub(super) counts: Vec<(Severity, String, u64)>,
    /// All that is printed.
    pub(super) printed: String,
    /// What the document tells of doubtful rows of own rules.
    told: Vec<u8>,
}

impl Judge {
    /// As the options ask.
    ///
    /// # Errors
    /// Rules, words or accepted findings that cannot be read or understood.
    pub(crate) fn new(args: &Check, terminal: &Terminal) -> Result<Self> {
        let language = terminal.language;
        let chosen = Chosen::load(&args.choice, language)?;
        let accepts = args.accepted.write_baseline.as_deref().map(Naming::of);
        Ok(Self {
            options: vocabulary::options(&args.inputs.decoding, language)?,
            known: Baseline::read(args.accepted.baseline.as_deref(), language)?,
            print: Print::new(args, &chosen.rules, terminal),
            chosen,
            // nothing is denied where it is being accepted
            denied: (!args.exit_zero && accepts.is_none()).then(|| args.deny.severity()),
            shown: args.shown(),
            order: args.order(),
            accepts,
        })
    }

    /// Takes what was said of a document in another process, as if it were of this one.
    pub(super) fn learn(&self, verdict: &Verdict) {
        self.chosen.learn(&verdict.told);
    }
}

impl Work for Judge {
    type Made = Verdict;

    fn work(&self, named: &Named, opened: Opened) -> Result<(Verdict, Vec<Vec<u8>>)> {
        let mut reading = opened.read(&named.document, &self.options)?;
        drop(opened);
        let summary = self.chosen.apply(&named.document, &named.path, &mut reading);
        let lines = self.accepts.as_ref().map(|naming| naming.lines(named, &reading)).unwrap_or_default();
        let mut known = self.known.accepted(named, &reading).into_iter();
        let findings = &mut reading.report.findings;
        let all = findings.len();
        findings.retain(|_| !known.next().unwrap_or_default());
        let accepted = all - findings.len();
        let denied = self
            .denied
            .map_or(0, |least| findings.iter().filter(|finding| finding.severity >= least).count());
        let before = findings.len();
        findings.retain(|finding| finding.severity >= self.shown);
        let hidden = before - findings.len();
        if self.order == Order::Severity {
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        }
        let judged = Judged { reading, summary, accepted, hidden };
        let verdict = Verdict {
            tally: Tally::of(&judged.reading, &judged.summary),
            findings: all,
            denied,
            accepted: lines,
            counts: counts(&judged.reading),
            printed: self.print.document(&named.path, &judged)?,
            told: self.chosen.told(),
        };
        Ok((verdict, Vec::new()))
    }
}

fn counts(reading: &Reading) -> Vec<(Severity, String, u64)> {
    let mut counts: BTreeMap<(Severity, String), u64> = BTreeMap::new();
    for finding in &reading.report.findings {
        *counts.entry((finding.severity, finding.rule.to_string())).or_default() += 1;
    }
    counts.into_iter().map(|((severity, rule), count)| (severity, rule, count)).collect()
}
