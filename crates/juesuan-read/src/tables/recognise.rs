//! Which table a table is: the statutory ones by title and header shape, the others by their headers.

use juesuan_model::vocabulary::{self, Form};
use juesuan_model::{BudgetId, StatementId, TableId, TableKind};
use juesuan_segment::plain;
use juesuan_table as grid;
use juesuan_vocabulary::budget;
use juesuan_vocabulary::{headings, performance};

use crate::Document;

/// What is known of a table before its cells are read.
pub(super) struct Recognised {
    pub(super) id: TableId,
    pub(super) kind: TableKind,
    /// The form, also where `id` is that of a second copy: a statutory one, or a kind of tables with known headers.
    pub(super) form: Option<Form>,
    pub(super) title: String,
    /// The fiscal year, for headers that name one.
    pub(super) year: Option<u16>,
}

/// The statutory form that a table is, if it is one.
///
/// Title and headers must agree. The printed number is a hint that is asked only where no title is printed, since
/// provinces number the forms differently.
pub(super) fn form(document: &Document<'_>, table: &grid::Grid, title: &str) -> Option<StatementId> {
    if let Some(named) = vocabulary::statement_for_title(title) {
        return fits(document, named, table).then_some(named);
    }
    let number = plain(table.context.form_number?.text(document.source())).into_owned();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let hinted = StatementId::ALL.into_iter().find(|id| id.as_str()[1..] == digits)?;
    (number.contains(headings::PUBLISHED) && title.is_empty() && fits(document, hinted, table))
        .then_some(hinted)
}

/// The form of a budget that a table is, if it is one: by a title that says so, or, in a document that is a budget
/// (`in_budget`), by any title of a budget or that of the accounts with the same rows.
pub(super) fn budget(table: &grid::Grid, title: &str, in_budget: bool) -> Option<BudgetId> {
    let figures = table.columns.iter().any(|column| column.role == grid::Role::Figure);
    if !in_budget && !budget::BUDGET_TITLES.iter().any(|word| title.contains(word)) {
        return None;
    }
    let named = vocabulary::budget_for_title(title).or_else(|| {
        let accounts = vocabulary::statement_for_title(title).filter(|_| in_budget)?;
        Some(BudgetId::of_accounts(accounts))
    });
    named.filter(|_| figures)
}

/// Whether most value columns of the table are columns of this form.
fn fits(document: &Document<'_>, form: StatementId, table: &grid::Grid) -> bool {
    let values =
        || table.columns.iter().filter(|column| matches!(column.role, grid::Role::Figure | grid::Role::Text));
    let means_something = |column: &&grid::Column| {
        let path: Vec<_> = column.path.iter().map(|head| document.vocabulary().head(head)).collect();
        let meaning = vocabulary::column(form, &path, None);
        meaning.measure.is_some() || meaning.item.is_some()
    };
    let known = values().filter(means_something).count();
    known > 0 && known * 2 >= values().count()
}

/// One kind of table: headers that must all be there, and headers of which none may be.
struct Shape {
    kind: TableKind,
    all: &'static [&'static [&'static str]],
    none: &'static [&'static str],
}

/// The first shape that fits decides.
const SHAPES: [Shape; 7] = [
    Shape {
        kind: TableKind::Score,
        all: &[performance::INDICATOR_HEADERS, performance::SCORE_HEADERS],
        none: &[],
    },
    Shape {
        kind: TableKind::Target,
        all: &[performance::INDICATOR_HEADERS, performance::PLANNED_HEADERS],
        none: &[],
    },
    Shape {
        kind: TableKind::Summary,
        all: &[&[performance::PROGRAMME_NAME], performance::RESULT_HEADERS],
        none: &[],
    },
    Shape {
        kind: TableKind::BudgetUse,
        all: &[performance::BUDGET_HEADERS, performance::EXECUTED_HEADERS, performance::RATE_HEADERS],
        none: &[performance::PROGRAMME_NAME],
    },
    Shape {
        // a department's main tasks with their money: 年度主要任务
        kind: TableKind::BudgetUse,
        all: &[
            performance::TASK_HEADERS,
            performance::TASK_BUDGET_HEADERS,
            performance::TASK_EXECUTED_HEADERS,
        ],
        none: &[performance::PROGRAMME_NAME, performance::THIRD_LEVEL],
    },
    Shape {
        kind: TableKind::Overall,
        all: &[&[performance::INDICATOR], performance::SCORE_HEADERS, performance::WEIGHING_HEADERS],
        none: &[performance::PROGRAMME_NAME],
    },
    Shape {
        kind: TableKind::Management,
        all: &[performance::COMMENT_HEADERS, performance::REMEDY_HEADERS],
        none: &[],
    },
];

/// What a table that is no statutory one is about.
pub(super) fn kind(document: &Document<'_>, table: &grid::Grid, title: &str) -> TableKind {
    let heads = table.columns.iter().flat_map(|column| &column.path);
    let headers: Vec<_> = heads.map(|head| document.vocabulary().head(head)).collect();
    let has = |word: &&str| headers.iter().any(|header| header.contains(*word));
    let fits =
        |shape: &&Shape| shape.all.iter().all(|any| any.iter().any(has)) && !shape.none.iter().any(has);
    SHAPES.iter().find(fits).map_or_else(|| vocabulary::kind_for_title(title), |shape| shape.kind)
}
