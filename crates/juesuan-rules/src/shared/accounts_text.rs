//! Whether a document is one of final accounts, of which the law asks for certain chapters.

use juesuan_model::{Place, Report, Section, StatementId};
use juesuan_vocabulary::{WordList as _, bodies, budget, funds, headings};
use transient::Transient;

use crate::quick::holds;
use crate::tuning::TUNING;
use crate::{Analysis, Context};

/// The chapters in which final accounts are explained.
fn chapters(report: &Report) -> impl Iterator<Item = &Section> {
    report.sections.iter().filter(|section| {
        let title = section.title.as_str();
        // all of these words end so, and few titles have it
        holds(title, budget::ACCOUNTS)
            && budget::ACCOUNTS_CHAPTERS.iter().any(|words| holds(title, words))
            && !is_form(title)
    })
}

/// The heading of a form is no chapter of text, whatever stands in brackets behind it: 支出决算表（功能科目）.
fn is_form(title: &str) -> bool {
    let bracketed = title.strip_suffix(['）', ')']).and_then(|title| title.rsplit_once(['（', '(']));
    bracketed.map_or(title, |(name, _)| name.trim_end()).ends_with(headings::TABLE)
}

/// Whether the document explains final accounts in running text.
#[derive(Copy, Clone, Debug, Transient)]
pub(crate) struct ExplainsAccounts(pub(crate) bool);

impl<'c> Analysis<'c> for ExplainsAccounts {
    type Output = Self;

    fn run(context: &Context<'c>) -> Self {
        Self(context.get::<Chapters>().count >= TUNING.accounts_text.enough)
    }
}

/// How many chapters explain final accounts, and where the first and the last of them stand.
#[derive(Copy, Clone, Debug, Transient)]
pub(crate) struct Chapters {
    count: usize,
    pub(crate) first: Option<Place>,
    pub(crate) last: Option<Place>,
}

impl<'c> Analysis<'c> for Chapters {
    type Output = Self;

    fn run(context: &Context<'c>) -> Self {
        let places: Vec<Place> = chapters(context.report()).map(|section| section.place).collect();
        Self { count: places.len(), first: places.first().copied(), last: places.last().copied() }
    }
}

/// Whether the document is a piece of another one: it has no title, and its first heading is not the first of its rank,
/// or stands below ranks that are not there.
pub(crate) fn is_excerpt(report: &Report) -> bool {
    let begins = |section: &Section| {
        let number = section.number.trim_matches(|c| headings::NUMBER_WORDS.contains(c));
        (number.is_empty() || headings::FIRST_NUMBERS.contains(&number)) && section.level <= 2
    };
    report.source.title.is_empty() && !report.sections.first().is_some_and(begins)
}

/// Whether the document is a budget: its first lines name one, and no final accounts.
pub(crate) fn is_budget_document(context: &Context<'_>) -> bool {
    let title = std::iter::once(context.report().source.title.as_str());
    let lines = || context.lines().map(|line| line.text.trim()).filter(|text| !text.is_empty());
    let head = || title.clone().chain(lines().take(TUNING.accounts_text.head_lines));
    head().any(|text| {
        holds(text, budget::BUDGET) && !funds::NAMES_WITH_BUDGET.iter().any(|name| holds(text, name))
    }) && !head().any(|text| holds(text, budget::ACCOUNTS))
}

/// Whether the document is one of final accounts: it explains them in several chapters, or is called so and prints their
/// tables.
pub(crate) fn is_of_accounts(context: &Context<'_>) -> bool {
    let report = context.report();
    let called = || holds(&report.source.title, budget::ACCOUNTS) && has_tables(report);
    (context.get::<ExplainsAccounts>().0 || called()) && !is_budget_document(context)
}

/// Whether the body is a university, by its name or by what its tables are called.
pub(crate) fn is_university(report: &Report) -> bool {
    let name = report.entity.as_ref().map_or("", |entity| entity.name.as_str());
    bodies::UNIVERSITIES.any_ends(name)
        || report.tables.iter().any(|table| holds(table.title(), bodies::UNIVERSITY_FORMS))
}

/// Whether the body publishes the four tables of universities and what explains them, and nothing else: the rules for
/// departments ask nothing more of it.
pub(crate) fn publishes_four_tables(report: &Report) -> bool {
    const OF_DEPARTMENTS: [StatementId; 2] = [StatementId::Z06, StatementId::Z09];
    let printed = |id: &StatementId| report.tables.iter().any(|table| table.id() == (*id).into());
    is_university(report) && !OF_DEPARTMENTS.iter().any(printed)
}

/// Whether it has statutory tables.
pub(crate) fn has_tables(report: &Report) -> bool {
    report.tables.iter().any(|table| table.id().statement().is_some())
}
