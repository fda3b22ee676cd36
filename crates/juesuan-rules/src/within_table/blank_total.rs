use juesuan_model::{
    Cell, Certainty, Code, CodeLevel, Decimal, FindingKind, Item, Measure, Row, RowIndex, Severity,
    StatementId,
};

use crate::figure_name::table_zh;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Rule, RuleInfo, Sheet, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS194"),
    status: crate::RuleStatus::Preview,
    family: Family::WithinTable,
    title: Text::new("有分项金额的合计栏不空白（试行）", "A total is not blank beside its parts (preview)"),
    message: Text::new(
        "{table}“{row}”的{column}空白，而{part}为{printed}。",
        "{table}: {column} of “{row}” is blank, while {part} is {printed}.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "合计栏为同一行各分项之和"),
    why: Text::new("合计漏填，上级汇总和读者都得不到总数。", "The total was left out, and nobody learns it."),
    example: Text::new(
        "基本支出12.00万元，本年支出合计空白。",
        "12.00 of basic expenditure, and no expenditure of the year.",
    ),
};

/// JS194: a total that a table prints in other rows stands in every row that has a part of it. Only cells that the document
/// itself states say that one is blank.
pub(crate) struct BlankTotal;

/// Tables by code, in which the columns of a row make up its first one.
const BY_CODE: [StatementId; 2] = [StatementId::Z03, StatementId::Z05];

const TOTAL: &str = "three_public:total";
const OVERSEAS: &str = "three_public:overseas";
const VEHICLES: &str = "three_public:vehicles";
const PURCHASE: &str = "three_public:vehicle_purchase";
const OPERATION: &str = "three_public:vehicle_operation";
const RECEPTION: &str = "three_public:reception";

impl Rule for BlankTotal {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let book = context.book();
        for sheet in BY_CODE.into_iter().filter_map(|id| book.sheet(id)) {
            by_code(context, sheet, log);
            of_column(context, sheet, log);
        }
        if let Some(sheet) = book.sheet(StatementId::Z09) {
            public_expenses(context, sheet, log);
        }
    }
}

fn by_code(context: &Context<'_>, sheet: &Sheet<'_>, log: &mut Log<'_, '_>) {
    let total = |row| sheet.in_row(row, Measure::EXPENDITURE);
    let printed = sheet.coded().iter().filter(|(row, _)| matches!(total(*row), Lookup::Found(_))).count();
    for &(row, code) in sheet.coded() {
        let parts = [Measure::BASIC, Measure::PROJECT].map(|measure| (measure, sheet.in_row(row, measure)));
        let something = |(part, found)| Some((part, something(context, found)?));
        let Some((part, figure)) = parts.into_iter().find_map(something) else { continue };
        match total(row) {
            Lookup::Found(_) => log.held(),
            // a form that leaves out several totals has another use for the column
            Lookup::Blank if printed + 1 >= sheet.coded().len() && is_given(sheet, row) => {
                let [basic, project] = parts.map(|(_, found)| value(context, found));
                let own = basic.zip(project).map(|(basic, project)| basic + project);
                if own.is_some() && own == left_over(context, sheet, code) {
                    let name = sheet.table().row(row).map_or("", |row| &row.label);
                    log.found(draft(sheet, name, (column(Measure::EXPENDITURE), column(part)), figure));
                }
            }
            _ => {}
        }
    }
}

/// What the row above a code has, without what the other rows below that have.
fn left_over(context: &Context<'_>, sheet: &Sheet<'_>, code: Code) -> Option<Decimal> {
    let parent = code.parent()?;
    let of = |code| value(context, sheet.in_row(sheet.row_of_code(code)?, Measure::EXPENDITURE));
    let sisters = sheet.coded().iter().map(|(_, other)| *other);
    let sisters = sisters.filter(|other| *other != code && other.parent() == Some(parent));
    sisters.map(of).try_fold(of(parent)?, |left, sister| left.checked_sub(sister?))
}

/// The total of a column in the row of totals, where what that row prints and the classes agree on what it is.
fn of_column(context: &Context<'_>, sheet: &Sheet<'_>, log: &mut Log<'_, '_>) {
    let is_total = |row: &Row| row.code.is_none() && row.item.is_some_and(Item::is_total);
    let mut totals = sheet.table().indexed_rows().filter(|(_, row)| is_total(row)).map(|(at, _)| at);
    let (Some(total), None) = (totals.next(), totals.next()) else { return };
    let columns = [Measure::EXPENDITURE, Measure::BASIC, Measure::PROJECT];
    let cells = columns.map(|measure| sheet.in_row(total, measure));
    let printed: Vec<Decimal> = cells.iter().filter_map(|cell| number(context, *cell)).collect();
    for (measure, cell) in columns.into_iter().zip(cells) {
        match (cell, printed.as_slice()) {
            (Lookup::Found(_), _) => log.held(),
            (Lookup::Blank | Lookup::Lost, &[first, second]) if all_given(sheet) => {
                let by_row = if measure == Measure::EXPENDITURE { first + second } else { first - second };
                let classes = sheet.coded().iter().filter(|(_, code)| code.level() == CodeLevel::Class);
                let mut amounts = classes.map(|(row, _)| value(context, sheet.in_row(*row, measure)));
                let by_classes = amounts.try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount?));
                let part =
                    sheet.coded().iter().find_map(|(row, _)| something(context, sheet.in_row(*row, measure)));
                if let Some(part) = part.filter(|_| by_classes == Some(by_row)) {
                    let name = sheet.table().row(total).map_or("", |row| &row.label);
                    let rows = Text::new("其他行的同一栏", "the same column of another row");
                    log.found(draft(sheet, name, (column(measure), rows), part));
                }
            }
            _ => {}
        }
    }
}

/// A total of the three public expenses, where the other sums of its half hold: then its parts stand in their columns.
fn public_expenses(context: &Context<'_>, sheet: &Sheet<'_>, log: &mut Log<'_, '_>) {
    for half in [Measure::FINAL, Measure::BUDGET] {
        let of = |item: &str| Item::named(item).map_or(Lookup::NoRow, |item| sheet.find(item, half));
        let amount = |item| value(context, of(item));
        let (Some(bought), Some(run)) = (amount(PURCHASE), amount(OPERATION)) else { continue };
        let vehicles = number(context, of(VEHICLES)) == Some(bought + run);
        let others = || amount(OVERSEAS).zip(amount(RECEPTION)).map(|(trips, guests)| trips + guests);
        let all = || others().map(|others| others + bought + run);
        let totals = [
            (TOTAL, VEHICLES, vehicles),
            (VEHICLES, OPERATION, number(context, of(TOTAL)).is_some_and(|total| Some(total) == all())),
        ];
        for (total, part, holds) in totals {
            match (of(total), something(context, of(part))) {
                (Lookup::Found(_), _) => log.held(),
                (Lookup::Blank | Lookup::Lost, Some(figure)) if holds && all_given(sheet) => {
                    let names = (item_name(total), item_name(part));
                    log.found(draft(sheet, half.name_zh().unwrap_or(""), names, figure));
                }
                _ => {}
            }
        }
    }
}

/// The number of a cell that was read with certainty; a blank one is nothing.
fn value(context: &Context<'_>, found: Lookup) -> Option<Decimal> {
    match found {
        Lookup::Blank | Lookup::Lost => Some(Decimal::ZERO),
        _ => number(context, found),
    }
}

fn number(context: &Context<'_>, found: Lookup) -> Option<Decimal> {
    let Lookup::Found(id) = found else { return None };
    context.book().figure(id).map(crate::Quantity::printed)
}

/// A figure that was read with certainty and is not nothing.
fn something<'c>(context: &'c Context<'_>, found: Lookup) -> Option<&'c crate::Quantity> {
    let Lookup::Found(id) = found else { return None };
    context.book().figure(id).filter(|figure| !figure.printed().is_zero())
}

/// Whether the document itself states the cells of a row.
fn is_given(sheet: &Sheet<'_>, row: RowIndex) -> bool {
    sheet.table().cells_of(row).iter().all(stated)
}

fn all_given(sheet: &Sheet<'_>) -> bool {
    sheet.table().cells().iter().all(stated)
}

fn stated(cell: &Cell) -> bool {
    matches!(cell.certainty, Certainty::Given | Certainty::Ruled)
}

fn column(measure: Measure) -> Text {
    let name = |name: Option<&str>| name.unwrap_or(measure.as_str()).to_owned();
    Text::owned(name(measure.name_zh()), name(measure.name_en()))
}

fn item_name(key: &str) -> Text {
    let item = Item::named(key).ok();
    let name = |name: Option<&str>| name.unwrap_or(key).to_owned();
    Text::owned(name(item.and_then(Item::name_zh)), name(item.and_then(Item::name_en)))
}

fn draft(sheet: &Sheet<'_>, row: &str, (total, part): (Text, Text), figure: &crate::Quantity) -> Draft {
    let table = Text::owned(table_zh(sheet.id()), sheet.id().to_string());
    Draft::at(figure.place())
        .printed(figure.printed().to_string())
        .with("row", row)
        .with_text("table", table)
        .with_text("column", total)
        .with_text("part", part)
}
