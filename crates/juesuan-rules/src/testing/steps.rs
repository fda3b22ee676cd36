//! The steps by which a case of a rule makes its report: a [`Sample`] in the words of `cases/*.toml`.

use juesuan_model::{FactRole, Report};
use serde::Deserialize;

use super::accounts::{accounts, keep_tables, rename, set, smudge, state_unit};
use super::sample::{Sample, unit};

/// One step; each adds one thing to the report, or changes the accounts.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    /// All nine tables, in which every identity holds.
    Accounts,
    /// Another number where an item and a measure meet: address, number.
    Set(String, String),
    /// A table whose numbers cannot be read.
    Smudge(String),
    /// A table that is not published.
    LeaveOut(String),
    /// The one table that is published.
    KeepOnly(String),
    /// Another name of a row: table and item, name.
    Label(String, String),
    /// Another unit of a table; an empty one is none.
    Unit(String, String),
    Programme(String),
    Department(String),
    Summary(String),
    Money(String, String, String),
    RatePoints(String, String),
    Rate(String),
    Total(String),
    Grade(String),
    Indicator(String, String, String, String),
    Goal(String, String),
    Note(String),
    Fact(FactRole, String, String, String),
    Section(u8, String, String),
    ScoreTable(Vec<(String, String)>),
    SummaryRow(String, Vec<(String, String)>),
    OverallTable(Vec<String>, Vec<(String, Vec<String>)>),
    Funds(Vec<(String, String)>),
    StatementOf(Vec<(String, String, String)>),
    AmountOf(String, String, String, String),
}

/// The report that the steps make.
pub(crate) fn report(steps: &[Step]) -> Report {
    steps.iter().fold(Sample::new(), |sample, step| step.apply(sample)).end()
}

impl Step {
    fn apply(&self, mut sample: Sample) -> Sample {
        let report = sample.report();
        match self {
            Self::Accounts => *report = accounts(),
            Self::Set(address, number) => set(report, address, number),
            Self::Smudge(table) => smudge(report, table),
            Self::LeaveOut(left_out) => keep_tables(report, |table| table != left_out),
            Self::KeepOnly(kept) => keep_tables(report, |table| table == kept),
            Self::Label(address, label) => rename(report, address, label),
            Self::Unit(table, word) => state_unit(report, table, (!word.is_empty()).then(|| unit(word))),
            _ => return self.add(sample),
        }
        sample
    }

    fn add(&self, sample: Sample) -> Sample {
        match self {
            Self::Programme(name) => sample.programme(name),
            Self::Department(name) => sample.department(name),
            Self::Summary(name) => sample.summary(name),
            Self::Money(budget, executed, rate) => sample.money(budget, executed, rate),
            Self::RatePoints(weight, score) => sample.rate_points(weight, score),
            Self::Rate(rate) => sample.rate(rate),
            Self::Total(score) => sample.total(score),
            Self::Grade(grade) => sample.grade(grade),
            Self::Indicator(level1, name, weight, score) => sample.indicator(level1, name, weight, score),
            Self::Goal(target, actual) => sample.goal(target, actual),
            Self::Note(note) => sample.note(note),
            Self::Fact(role, subject, value, of) => sample.fact(*role, subject, value, of),
            Self::Section(level, number, title) => sample.section(*level, number, title),
            Self::ScoreTable(cells) => sample.score_table(&pairs(cells)),
            Self::SummaryRow(name, cells) => sample.summary_row(name, &pairs(cells)),
            Self::OverallTable(measures, rows) => sample.overall_table(measures, rows),
            Self::Funds(rows) => sample.funds(&pairs(rows)),
            Self::StatementOf(rows) => {
                let rows = rows.iter().map(|(code, label, amount)| (&**code, &**label, &**amount));
                sample.statement_of(&rows.collect::<Vec<_>>())
            }
            Self::AmountOf(table, item, measure, amount) => sample.amount_of(table, item, measure, amount),
            _ => unreachable!("applied already"),
        }
    }
}

fn pairs(words: &[(String, String)]) -> Vec<(&str, &str)> {
    words.iter().map(|(first, second)| (&**first, &**second)).collect()
}
