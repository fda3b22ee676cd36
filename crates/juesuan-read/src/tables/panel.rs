//! The panels of a grid: which columns name a row, which hold its figures, and which side they are on.

use juesuan_model::vocabulary::Form;
use juesuan_model::{Column, ColumnIndex, Item, StatementId, vocabulary};
use juesuan_source::TextMap;
use juesuan_table as grid;
use juesuan_vocabulary::{budget, performance};
use juesuan_vocabulary::{classification, lists};

use super::counted::Counted;
use super::recognise::Recognised;
use super::unit;
use crate::Vocabulary;

/// The columns of one panel by what they are for.
pub(super) struct Panel {
    pub(super) code: Vec<ColumnIndex>,
    pub(super) label: Vec<ColumnIndex>,
    pub(super) number: Option<ColumnIndex>,
    pub(super) ordinal: Option<ColumnIndex>,
    /// Grid column and the model column it is bound to.
    pub(super) values: Vec<(ColumnIndex, ColumnIndex)>,
    pub(super) side: String,
    /// Whether its codes are of the classification of the budget, by their header.
    pub(super) classified: bool,
    /// The item that rows without a meaning of their own belong to: the funds below an opening balance.
    pub(super) above: Option<Item>,
    /// The row that rows below it may be parts of, where it counts things.
    pub(super) counted: Counted,
}

/// The columns of the model so far, and which of them has which header.
struct Bound<'c> {
    words: &'c Vocabulary,
    columns: &'c mut Vec<Column>,
    by_path: TextMap<Vec<String>, ColumnIndex>,
}

/// The panels of a table, left to right; their value columns are bound to `columns`.
pub(super) fn of_table(
    words: &Vocabulary,
    table: &grid::Grid,
    identity: &Recognised,
    columns: &mut Vec<Column>,
) -> Vec<Panel> {
    let mut bound = Bound { words, columns, by_path: TextMap::default() };
    let panels = table.panels.iter().enumerate().map(|(at, panel)| {
        let side = panel.side.clone().or_else(|| usual_side(table, at, identity.form));
        let side = side.map(|side| told_apart(table, at, side));
        bind_panel(table, panel, side.as_deref(), identity, &mut bound)
    });
    let panels = panels.collect();
    if identity.form == Some(Form::Statement(StatementId::Z09)) {
        total_in_front(columns);
    }
    panels
}

/// A form that prints two 小计 and no 合计 has its total in the one that stands below no other head.
fn total_in_front(columns: &mut [Column]) {
    let means = |column: &Column, item: &str| column.item.as_ref().is_some_and(|of| of.to_string() == item);
    let (total, vehicles) = ("three_public:total", "three_public:vehicles");
    let below = columns.iter().any(|column| means(column, vehicles) && column.path.len() > 1);
    let Ok(item) = Item::named(total) else { return };
    if below && !columns.iter().any(|column| means(column, total)) {
        for column in columns.iter_mut().filter(|column| means(column, vehicles) && column.path.len() == 1) {
            column.item = Some(item);
        }
    }
}

/// The side of a panel of a total form that does not print it: income stands on the left of expenditure.
fn usual_side(table: &grid::Grid, at: usize, form: Option<Form>) -> Option<String> {
    let total = matches!(form, Some(Form::Statement(StatementId::Z01 | StatementId::Z04)));
    (total && table.panels.len() > 1)
        .then(|| if at == 0 { budget::INCOME } else { budget::EXPENDITURE }.to_owned())
}

/// Expenditure by function and by nature stand below one head; the head of the names tells the second from the first:
/// 支出（按支出性质和经济分类）.
fn told_apart(table: &grid::Grid, at: usize, side: String) -> String {
    let again = table.panels[..at].iter().any(|before| before.side.as_ref() == Some(&side));
    let names = || {
        let columns = table.panels[at].column_indices().filter_map(|column| table.column(column));
        columns.filter(|column| column.role == grid::Role::Label).flat_map(|column| &column.path)
    };
    let by = || names().find_map(|name| Some(&name[name.find(['（', '('])?..]));
    match again.then(by).flatten() {
        Some(by) => side + by,
        None => side,
    }
}

/// In the table of the three public expenses a 小计 may stand at the head of all columns and another one at that of the
/// vehicles: the first of two is the total, where no other column is.
pub(super) fn settle_total(columns: &mut [Column]) {
    let Some((total, vehicles)) =
        Item::named("three_public:total").ok().zip(Item::named("three_public:vehicles").ok())
    else {
        return;
    };
    let subtotal = |column: &Column| {
        column.path.last().is_some_and(|head| vocabulary::label_key(head) == lists::SUBTOTAL)
    };
    // 合计, 小计, 因公出国（境）费 … 会议费: the second one is what the three come to, the first one is more than that
    let leaves = ["three_public:vehicle_purchase", "three_public:vehicle_operation"]
        .map(|name| Item::named(name).ok());
    let of_vehicles = |column: &Column| column.item == Some(vehicles) || leaves.contains(&column.item);
    let bare = columns.windows(2).position(|pair| {
        subtotal(&pair[0]) && pair[0].path.len() == 1 && pair[1].item.is_some() && !of_vehicles(&pair[1])
    });
    if let Some(bare) = bare {
        for column in columns.iter_mut().filter(|column| column.item == Some(total)) {
            column.item = None;
        }
        columns[bare].item = Some(total);
    }
    if columns.iter().any(|column| column.item == Some(total)) {
        return;
    }
    for at in 0..columns.len() {
        let (before, behind) = columns.split_at_mut(at + 1);
        let Some(column) = before.last_mut() else { continue };
        let alone = subtotal(column);
        let again = |other: &Column| other.item == Some(vehicles) && other.measure == column.measure;
        if alone && column.item == Some(vehicles) && behind.iter().any(again) {
            column.item = Some(total);
        }
    }
}

/// The columns of a panel by what they hold, its values apart.
fn sorted(table: &grid::Grid, panel: &grid::Panel, side: Option<&str>) -> (Panel, Vec<ColumnIndex>) {
    let plays = |at: ColumnIndex, role| table.column(at).is_some_and(|column| column.role == role);
    let with = |role: grid::Role| panel.column_indices().filter(|&at| plays(at, role)).collect::<Vec<_>>();
    let mut result = Panel {
        code: with(grid::Role::Code),
        label: with(grid::Role::Label),
        number: with(grid::Role::RowNumber).first().copied(),
        ordinal: with(grid::Role::Ordinal).first().copied(),
        values: Vec::new(),
        side: side.unwrap_or_default().to_owned(),
        classified: with(grid::Role::Code)
            .iter()
            .filter_map(|&column| Some(&table.column(column)?.path))
            .flatten()
            .any(|name| classification::CODE_HEADERS.iter().any(|word| name.contains(word))),
        above: None,
        counted: Counted::default(),
    };
    let mut texts = with(grid::Role::Text);
    if result.label.is_empty() && result.code.is_empty() && !texts.is_empty() {
        let head = |column| table.column(column).and_then(|column| column.path.last());
        let names_row =
            |&column: &ColumnIndex| head(column).is_some_and(|name| name == performance::THIRD_LEVEL);
        let at = texts.iter().position(names_row).unwrap_or(0);
        result.label.push(texts.remove(at));
    }
    if let (true, Some(code)) = (result.label.is_empty(), result.code.last()) {
        // a column of words right behind the codes says what they are, whatever its head
        let behind = |column: &ColumnIndex| column.get() == code.get() + 1 && names_rows(table, *column);
        let at = texts.iter().position(behind);
        result.label.extend(at.map(|at| texts.remove(at)));
    }
    let mut values: Vec<ColumnIndex> = with(grid::Role::Figure).into_iter().chain(texts).collect();
    values.sort_unstable();
    if result.code.is_empty() && !result.label.iter().any(|&column| names_rows(table, column)) {
        // the head of the names may be about the figures: 年度预算数（万元） above 总额, 其中：财政资金
        let stub = values.iter().position(|&column| is_filled(table, column));
        let stub = stub.filter(|&at| values.get(at).is_some_and(|&column| names_rows(table, column)));
        result.label.extend(stub.map(|at| values.remove(at)));
    }
    (result, values)
}

/// Binds the value columns of a panel, equal headers of several panels to one model column.
fn bind_panel(
    table: &grid::Grid,
    panel: &grid::Panel,
    side: Option<&str>,
    identity: &Recognised,
    bound: &mut Bound<'_>,
) -> Panel {
    let (mut result, values) = sorted(table, panel, side);
    for column in values {
        let mut path = table.column(column).map(|column| column.path.clone()).unwrap_or_default();
        match (panel.side.as_deref(), side) {
            (None, Some(side)) => path.insert(0, side.to_owned()),
            (Some(printed), Some(side)) if printed != side => {
                path.first_mut().into_iter().for_each(|first| side.clone_into(first));
            }
            _ => {}
        }
        // within one panel two columns of one name stay two
        let taken = result.values.iter().any(|(_, model)| bound.by_path.get(&path) == Some(model));
        let model = match bound.by_path.get(&path) {
            Some(&model) if !taken => model,
            _ => {
                let model = ColumnIndex::new(bound.columns.len());
                bound.columns.push(model_column(bound.words, path.clone(), identity));
                bound.by_path.insert(path, model);
                model
            }
        };
        result.values.push((column, model));
    }
    result
}

fn model_column(words: &Vocabulary, path: Vec<String>, identity: &Recognised) -> Column {
    let mut column = Column::new(path);
    column.unit = column.path.iter().rev().find_map(|name| unit::in_header(words, name));
    if let Some(form) = identity.form {
        let path: Vec<_> = column.path.iter().map(|head| words.head(head)).collect();
        let meaning = vocabulary::column(form, &path, identity.year);
        (column.item, column.measure) = (meaning.item, meaning.measure);
    }
    column
}

fn is_filled(table: &grid::Grid, column: ColumnIndex) -> bool {
    table.row_indices().any(|row| table.cell(row, column).kind() != grid::CellKind::Blank)
}

/// Whether a column holds words and no numbers.
fn names_rows(table: &grid::Grid, column: ColumnIndex) -> bool {
    let mut kinds = table.row_indices().map(|row| table.cell(row, column).kind());
    is_filled(table, column) && kinds.all(|kind| matches!(kind, grid::CellKind::Blank | grid::CellKind::Text))
}
