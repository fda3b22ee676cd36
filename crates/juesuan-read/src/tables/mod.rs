//! Tables of the model: the rebuilt grids, recognised and bound.

mod bind;
mod counted;
mod panel;
mod recognise;
pub(crate) mod unit;
mod woven_names;

use juesuan_model::vocabulary::{self, Form};
use juesuan_model::{Repair, Table, TableId, TableKind};
use juesuan_source::TextMap;
use juesuan_table::{self as grid, RepairKind};
use juesuan_vocabulary::{budget, headings};

use crate::coverage::{Coverage, Reason};
use crate::{Document, ReadError, identity};

/// All tables of a document, each with the index of the grid it came from being its own, and what was changed in them.
pub(crate) fn tables(
    document: &Document<'_>,
    year: Option<u16>,
    coverage: &mut Coverage,
) -> Result<(Vec<Table>, Vec<Repair>), ReadError> {
    for repair in document.tables.repairs.iter().filter(|repair| repair.kind == RepairKind::Uncertain) {
        coverage.explain(repair.at, Reason::UncertainCell);
    }
    let grids = &document.tables.tables;
    let titles: Vec<String> = grids.iter().map(|table| bind::title(document, table)).collect();
    let meant: Vec<String> =
        titles.iter().map(|title| document.vocabulary().title(title).into_owned()).collect();
    let in_budget = is_budget(document, &meant);
    let named: Vec<(Option<Form>, String)> = grids
        .iter()
        .zip(titles)
        .zip(&meant)
        .map(|((table, title), meant)| {
            let budget = recognise::budget(table, meant, in_budget).map(Form::Budget);
            let accounts = || recognise::form(document, table, meant).map(Form::Statement);
            (budget.or_else(accounts), title)
        })
        .collect();
    let first = first_of_each(grids, named.iter().map(|(form, _)| *form));
    let mut tables = Vec::with_capacity(grids.len());
    for (index, (table, (form, title))) in grids.iter().zip(named).enumerate() {
        let kind = match form {
            Some(Form::Budget(_)) => TableKind::Budget,
            Some(_) => TableKind::Statement,
            None => recognise::kind(document, table, &meant[index]),
        };
        let known = (kind != TableKind::Other).then(|| form.unwrap_or(Form::Kind(kind)));
        let line = document.segmentation.lines.line(table.span.start);
        // a second copy of a form (two bodies in one document) is named by its line, so that names stay unique
        let id = match form {
            Some(Form::Statement(form)) if first.get(&form.into()) == Some(&index) => {
                TableId::Statement(form)
            }
            Some(Form::Budget(form)) if first.get(&form.into()) == Some(&index) => TableId::Budget(form),
            _ => TableId::Other { line },
        };
        tables.push(bind::bind(
            document,
            table,
            recognise::Recognised { id, kind, form: known, title, year },
            coverage,
        ));
    }
    let repairs = woven_names::part(&mut tables, year);
    let tables = tables.into_iter().map(Table::new).collect::<Result<_, _>>()?;
    Ok((tables, repairs))
}

/// Whether the tables are those of a budget: their titles or the document say so, and none speaks of accounts.
fn is_budget(document: &Document<'_>, titles: &[String]) -> bool {
    let of_accounts =
        |title: &String| says(budget::ACCOUNTS_TITLES, title) && !says(budget::BUDGET_TITLES, title);
    let of_budget =
        |title: &String| says(budget::BUDGET_TITLES, title) && vocabulary::budget_for_title(title).is_some();
    !titles.iter().any(of_accounts)
        && (titles.iter().any(of_budget)
            || identity::names_budget(document)
            || heads_of_budget(document, titles)
            || speaks_of_no_accounts(document, titles))
}

/// Whether a document has tables that accounts and budgets share, and the word of accounts nowhere, which these print in
/// a title, a head or the text; nor the number of a form that is published with them.
fn speaks_of_no_accounts(document: &Document<'_>, titles: &[String]) -> bool {
    let source = document.source();
    let is_numbered = |table: &grid::Grid| {
        table.context.form_number.is_some_and(|number| number.text(source).contains(headings::PUBLISHED))
    };
    titles.iter().any(|title| vocabulary::statement_for_title(title).is_some())
        && !source.contains(budget::ACCOUNTS)
        && !document.tables.tables.iter().any(is_numbered)
}

/// Whether the heads of tables with the title of a form that both have name a budget, and none names accounts: a workbook
/// has no cover.
fn heads_of_budget(document: &Document<'_>, titles: &[String]) -> bool {
    let grids = &document.tables.tables;
    let says = |table: &grid::Grid, word: &str| {
        table.columns.iter().flat_map(|column| &column.path).any(|head| head.contains(word))
    };
    let named = |title: &String| {
        vocabulary::budget_for_title(title).is_some() || vocabulary::statement_for_title(title).is_some()
    };
    let of_both = grids.iter().zip(titles).filter(|(_, title)| named(title));
    let told = of_both.filter(|(table, _)| says(table, budget::BUDGET)).count() > 0;
    told && !grids.iter().any(|table| says(table, budget::ACCOUNTS))
}

/// Whether a title has one of some words.
fn says(words: &[&str], title: &str) -> bool {
    words.iter().any(|word| title.contains(word))
}

/// For each form the table that goes by its name: the first that prints a figure, since a head may have been cut off
/// from its rows; else the first.
fn first_of_each(grids: &[grid::Grid], forms: impl Iterator<Item = Option<Form>>) -> TextMap<Form, usize> {
    let prints = |table: &grid::Grid| table.cells.iter().any(|cell| cell.kind == grid::CellKind::Amount);
    let mut first: TextMap<Form, (usize, bool)> = TextMap::default();
    for (index, form) in forms.enumerate() {
        let (Some(form), Some(table)) = (form, grids.get(index)) else { continue };
        let here = (index, prints(table));
        let known = first.entry(form).or_insert(here);
        if here.1 && !known.1 {
            *known = here;
        }
    }
    first.into_iter().map(|(form, (index, _))| (form, index)).collect()
}
