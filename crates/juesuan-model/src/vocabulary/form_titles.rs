//! Which form a title names.

use std::sync::LazyLock;

use juesuan_source::chars::is_numeral;
use juesuan_source::{TextMap, TextSet};
use juesuan_vocabulary::{budget, headings, public_expenses, statements};

use super::forms::Form;
use super::label::plain;
use super::{label_key, lines};
use crate::{BudgetId, StatementId, TableKind};

static TITLES: LazyLock<TextMap<String, Form>> = LazyLock::new(|| {
    let titles = lines(include_str!("../../data/form-titles.tsv"));
    titles.filter_map(|[form, title, ..]| Some((title_key(title), Form::named(form)?))).collect()
});

/// Bytes of the longest known title.
static LONGEST_TITLE: LazyLock<usize> = LazyLock::new(|| TITLES.keys().map(String::len).max().unwrap_or(0));

static PREFIXES: LazyLock<TextSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/title-prefixes.tsv")).map(|[end, ..]| end).collect());

/// The statutory table that has this title. Year, name and number in front of it are allowed, so are a number and
/// 续表 in brackets behind it; a longer title that only ends alike (项目支出决算表) is none.
pub fn statement_for_title(title: &str) -> Option<StatementId> {
    match form_for_title(title)? {
        Form::Statement(id) => Some(id),
        Form::Budget(_) | Form::Kind(_) => None,
    }
}

/// The table of a budget that has this title.
pub fn budget_for_title(title: &str) -> Option<BudgetId> {
    match form_for_title(title)? {
        Form::Budget(id) => Some(id),
        Form::Statement(_) | Form::Kind(_) => None,
    }
}

/// What a table with this title is about.
pub fn kind_for_title(title: &str) -> TableKind {
    match form_for_title(title) {
        Some(Form::Statement(_)) => TableKind::Statement,
        Some(Form::Budget(_)) => TableKind::Budget,
        Some(Form::Kind(kind)) => kind,
        None => TableKind::Other,
    }
}

/// The longest known title with which this one ends; else the table of 三公 expenses, which few provinces name alike.
pub(super) fn form_for_title(title: &str) -> Option<Form> {
    let key = title_key(title);
    let found = longest_end(&key);
    if !matches!(found, Some(Form::Statement(_) | Form::Budget(_))) && names_three_public(&key) {
        let budget = statements::BUDGET_ENDS.iter().any(|word| key.ends_with(word));
        return Some(if budget { BudgetId::B09.into() } else { StatementId::Z09.into() });
    }
    // what stands in brackets behind the title is part of few titles only
    found.or_else(|| {
        let (before, _) = key.strip_suffix(')')?.rsplit_once('(')?;
        longest_end(before)
    })
}

/// 一般公共预算财政拨款“三公”经费及…支出决算表: the words at its head and the kind of table at its end.
fn names_three_public(key: &str) -> bool {
    let mut ends = statements::ENDS.iter().chain(statements::BUDGET_ENDS);
    key.contains(public_expenses::THREE_PUBLIC_EXPENSES) && ends.any(|end| key.ends_with(end))
}

fn longest_end(key: &str) -> Option<Form> {
    // a long text costs no more than its end: no title is longer than the longest of the list
    let first = key.len().saturating_sub(*LONGEST_TITLE);
    let starts = key.char_indices().map(|(at, _)| at).skip_while(|&at| at < first);
    starts.map(|at| key.split_at(at)).find_map(|(before, end)| {
        let form = TITLES.get(end).copied()?;
        let whole = before.is_empty() || matches!(form, Form::Kind(_)) || may_precede(before);
        whole.then(|| of_budget(form, before))
    })
}

/// 部门预算收支总表: a title that accounts and budgets share is that of a budget behind its name.
fn of_budget(form: Form, before: &str) -> Form {
    match form {
        Form::Statement(id) if budget::DOCUMENTS_OF_BUDGET.iter().any(|name| before.ends_with(name)) => {
            BudgetId::of_accounts(id).into()
        }
        form => form,
    }
}

/// Whether this can stand in front of a title: it ends in a number (表十二), or in the last word of a year or a name.
fn may_precede(before: &str) -> bool {
    let counted = before.trim_end_matches(is_numeral);
    if counted.len() < before.len() && counted.ends_with(headings::TABLE) {
        return true;
    }
    let mut ends = before.char_indices().rev().take(4).filter_map(|(at, _)| before.get(at..));
    before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ':' | '、' | ')' | '》'))
        || ends.any(|end| PREFIXES.contains(end))
}

/// A title as it is compared: a label, without the quotation marks that some print and some do not, without the number
/// of the form behind it, and without the dots and page number of a table of contents.
pub(super) fn title_key(title: &str) -> String {
    let mut key = plain(title).into_owned();
    key.retain(|c| c != '"');
    let mut end = trim_page_number(&key);
    if let Some((before, number)) =
        end.strip_suffix(headings::TABLE).and_then(|end| end.rsplit_once(headings::PUBLISHED))
        && !before.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        end = before.trim_end_matches('(');
    }
    for mark in headings::CONTINUED_MARKS {
        end = end.strip_suffix(mark).unwrap_or(end);
    }
    label_key(end).into_owned()
}

fn trim_page_number(title: &str) -> &str {
    title.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '-' | ':' | '。'))
}
