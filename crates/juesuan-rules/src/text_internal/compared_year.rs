use juesuan_model::{Fact, FactRole, FindingKind, Period, Severity};
use juesuan_vocabulary::{WordList as _, budget, changes, dates};

use crate::quick::{TextSet, find_all};
use crate::shared::accounts_text::is_budget_document;
use crate::shared::text_index::lines_with_any;
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS433"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new("各处都与上年比较", "Every comparison is with the year before"),
    message: Text::new(
        "“{name}”与{printed}年比较，其余{count}处都与{expected}年比较。",
        "“{name}” is compared with {printed}; {count} others are compared with {expected}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "部门决算公开：与上年决算数对比并说明增减"),
    why: Text::new(
        "比较的年度写错，多半是沿用了上年的文字，其中的数也可能是上年的。",
        "Another year is a sign that the text of another year was used again.",
    ),
    example: Text::new(
        "2022年度决算写“与2020年度相比”，其余各处都与2021年度相比。",
        "The accounts of 2022 are compared with 2020 in one place and with 2021 in all others.",
    ),
};

/// JS433: where the year of the accounts is compared with the year before throughout, it is so everywhere; and so it is
/// where a text compares with the budget of its year.
pub(crate) struct ComparedYear;

impl Rule for ComparedYear {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let Some(year) = report.year else { return };
        let changes = report.facts.iter().filter_map(|fact| Some((fact, compared(fact, year)?)));
        let changes: Vec<(&Fact, u16)> = changes.collect();
        if is_budget_document(context) {
            return;
        }
        with_budgets(context, year, log);
        if changes.is_empty() {
            return;
        }
        let before = year.saturating_sub(1);
        let sentences = |usual: bool| {
            let of = changes.iter().filter(|(_, against)| (*against == before) == usual);
            of.map(|(fact, _)| fact.sentence).collect::<TextSet<_>>()
        };
        let (usual, others) = (sentences(true), sentences(false));
        if usual.len() < TUNING.compared_year.usual || others.len() * TUNING.compared_year.usual > usual.len()
        {
            return log.missing("比较的年度（全文写法不一）");
        }
        for _ in &usual {
            log.held();
        }
        let mut told = TextSet::default();
        for (fact, against) in changes.iter().filter(|(_, against)| *against != before) {
            // a sentence may look further back on purpose, beside the year before
            if names_year(context, fact, before) || !told.insert(fact.sentence) {
                continue;
            }
            log.found(
                Draft::at(fact.place)
                    .printed(against.to_string())
                    .expected(before.to_string())
                    .with("name", &fact.subject)
                    .with("count", usual.len()),
            );
        }
    }
}

/// Comparisons with the budget of the beginning of a year that name the year: 比2022年年初预算减少. In accounts they are those of
/// the year.
fn with_budgets(context: &Context<'_>, year: u16, log: &mut Log<'_, '_>) {
    let own = year.to_string();
    let (mut usual, mut others) = (0_usize, Vec::new());
    for line in lines_with_any(context, &[dates::YEAR]) {
        for &name in budget::INITIAL_BUDGETS {
            for at in find_all(line.text, name) {
                let Some((start, end)) = year_before(line.text, at) else { continue };
                match line.text.get(start..end) {
                    Some(named) if named == own => usual += 1,
                    Some(named) => others.push((named.to_owned(), name, line.place(start, end))),
                    None => {}
                }
            }
        }
    }
    if others.len() * TUNING.compared_year.usual > usual || usual < TUNING.compared_year.usual {
        return;
    }
    for (named, name, place) in others {
        let draft = Draft::at(place).printed(named).expected(&own);
        log.found(draft.with("name", name).with("count", usual));
    }
}

/// Where the year stands in front of a budget that something is compared with.
fn year_before(text: &str, at: usize) -> Option<(usize, usize)> {
    let leads = text.get(..at)?.trim_end();
    let leads = leads.strip_suffix(dates::OF_YEAR).unwrap_or(leads).strip_suffix(dates::YEAR)?.trim_end();
    let words = leads.trim_end_matches(|c: char| c.is_ascii_digit());
    let compared = changes::AGAINST.any_ends(words.trim_end());
    let year = leads.get(words.len()..).filter(|year| year.len() == 4 && year.starts_with("20"))?;
    compared.then_some((words.len(), words.len() + year.len()))
}

/// Whether the sentence of a fact names a year before its figure.
fn names_year(context: &Context<'_>, fact: &Fact, year: u16) -> bool {
    let words = fact.sentence as usize..fact.place.span.start as usize;
    context.text().and_then(|text| text.get(words)).is_none_or(|words| words.contains(&year.to_string()))
}

/// The year with which a change of the year of the accounts is compared.
fn compared(fact: &Fact, year: u16) -> Option<u16> {
    let is_change = matches!(fact.role, FactRole::Change | FactRole::Percent);
    match fact.period.as_ref().filter(|_| is_change)? {
        Period::Change { year: of, against } if *of == year && fact.certainty.may_accuse() => Some(*against),
        _ => None,
    }
}
