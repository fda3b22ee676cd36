//! Statutory tables that are printed and were not read: their titles stand in the text.

use juesuan_model::{Report, StatementId, vocabulary};
use juesuan_source::Span;
use juesuan_vocabulary::headings::TABLE;

use crate::quick::find;
use crate::tuning::TUNING;

/// The tables that may be printed and were not read. A title stands above its table, and once more where the document
/// has a list of contents; a list of contents alone shows no table.
pub(super) fn unread(report: &Report, text: &str) -> Vec<StatementId> {
    let statement = report.statement();
    let is_there = |id: StatementId| statement.get(id).table().is_some();
    if StatementId::ALL.into_iter().all(is_there) {
        return Vec::new();
    }
    let lines = juesuan_source::lines(text, Span::of(0..text.len())).map(|line| line.text(text));
    let short =
        lines.filter(|line| line.len() <= TUNING.doubt_titles.longest.bytes() && find(line, TABLE).is_some());
    let title = |line: &str| vocabulary::statement_for_title(line.split('\t').next().unwrap_or(line).trim());
    let titles: Vec<StatementId> = short.filter_map(title).collect();
    let count = |id: StatementId| titles.iter().filter(|known| **known == id).count();
    let there: Vec<StatementId> = StatementId::ALL.into_iter().filter(|id| is_there(*id)).collect();
    let listed = there.len() > 1 && there.iter().all(|id| count(*id) > 1);
    let absent = StatementId::ALL
        .into_iter()
        .filter(|id| !is_there(*id) && !report.empty_statements.iter().any(|empty| empty.statement == *id));
    absent.filter(|id| count(*id) > usize::from(listed)).collect()
}
