//! The official forms: what their rows and columns mean.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use juesuan_source::TextMap;
use juesuan_source::chars::behind_year;
use juesuan_vocabulary::{WordList as _, budget, dates, performance};

use super::codes::{economic_code_of, function_class_of};
use super::{label_key, lines};
use crate::{BudgetId, Code, Item, Measure, StatementId, TableId, TableKind};

/// A form: one of the nine statutory tables, one of a budget, or a kind of other tables.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A statutory table.
    Statement(StatementId),
    /// A table of a budget.
    Budget(BudgetId),
    /// Tables of one kind.
    Kind(TableKind),
}

impl From<StatementId> for Form {
    fn from(id: StatementId) -> Self {
        Self::Statement(id)
    }
}

impl From<BudgetId> for Form {
    fn from(id: BudgetId) -> Self {
        Self::Budget(id)
    }
}

impl From<TableKind> for Form {
    fn from(kind: TableKind) -> Self {
        Self::Kind(kind)
    }
}

impl From<TableId> for Form {
    fn from(id: TableId) -> Self {
        match id {
            TableId::Statement(id) => Self::Statement(id),
            TableId::Budget(id) => Self::Budget(id),
            TableId::Other { .. } => Self::Kind(TableKind::Other),
        }
    }
}

impl Form {
    pub(super) fn named(text: &str) -> Option<Self> {
        let kind = || TableKind::ALL.iter().find(|kind| kind.as_str() == text).copied();
        let budget = || text.parse().map(Self::Budget).ok();
        text.parse().map(Self::Statement).ok().or_else(budget).or_else(|| kind().map(Self::Kind))
    }

    /// The form of the accounts with the same rows and columns, and the form itself where it is none of a budget.
    fn accounts(self) -> Self {
        match self {
            Self::Budget(id) => id.accounts().map_or(self, Self::Statement),
            _ => self,
        }
    }
}

/// What a column means.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMeaning {
    /// What it measures.
    pub measure: Option<Measure>,
    /// What its figures are about, in forms that print across what others print down (Z09).
    pub item: Option<Item>,
}

/// Columns by form (`None` is every form) and path.
type Columns = TextMap<Option<Form>, TextMap<String, ColumnMeaning>>;
/// What a row of a form means.
#[derive(Debug)]
struct RowMeaning {
    /// Its side (收入, 支出); `*` is every side.
    side: &'static str,
    /// Whether it stands on the third side of forms that have three: expenditure by nature.
    third: bool,
    /// The row above that decides, if any does.
    after: Option<Item>,
    item: Item,
}

/// Rows by form and label.
type Rows = TextMap<Form, TextMap<String, Vec<RowMeaning>>>;

static COLUMNS: LazyLock<Columns> = LazyLock::new(|| {
    let mut columns = Columns::default();
    for [form, path, measure, item, _] in lines(include_str!("../../data/form-columns.tsv")) {
        let path: Vec<_> = path.split('/').map(label_key).collect();
        let meaning = ColumnMeaning { measure: Measure::named(measure).ok(), item: Item::named(item).ok() };
        columns.entry(Form::named(form)).or_default().insert(path.join("/"), meaning);
    }
    columns
});

/// What stands behind the side of rows of the third one.
const THIRD: char = '3';

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let mut rows = Rows::default();
    for [form, side, label, item, after] in lines(include_str!("../../data/form-rows.tsv")) {
        if let (Some(form), Ok(item)) = (Form::named(form), Item::named(item)) {
            let (third, side) = (side.ends_with(THIRD), side.trim_end_matches(THIRD));
            let meaning = RowMeaning { side, third, after: Item::named(after).ok(), item };
            rows.entry(form).or_default().entry(label_key(label).into_owned()).or_default().push(meaning);
        }
    }
    rows
});

/// What a column of a form means, by its headers top to bottom. `year` is the fiscal year, for headers that name one.
///
/// The whole path is looked up, then its ends from long to short, then its single headers, of which the lowest names the
/// item; the measure and the item may come from different headers (预算数/公务接待费).
pub fn column<S: AsRef<str>>(form: impl Into<Form>, path: &[S], year: Option<u16>) -> ColumnMeaning {
    let form = form.into();
    let headers: Vec<_> = path.iter().map(|header| header_key(header.as_ref(), year)).collect();
    // every part of the path is one of the whole, joined once
    let whole = headers.join("/");
    let starts = headers.iter().scan(0, |next, header| {
        let start = *next;
        *next += header.len() + 1;
        Some(start)
    });
    let starts: Vec<usize> = starts.chain([whole.len() + 1]).collect();
    let part = |from: usize, to: usize| whole.get(*starts.get(from)?..*starts.get(to)? - 1);
    let ends = (0..headers.len()).filter_map(|at| part(at, headers.len()));
    // of a head over heads the lowest names the item, whatever measure stands below it
    let inner = (1..headers.len()).rev().flat_map(|to| (0..to).map(move |from| (from, to)));
    let mut meaning = ColumnMeaning::default();
    let accounts = Some(form.accounts()).filter(|accounts| *accounts != form);
    let of_form = |form: Option<Form>| COLUMNS.get(&form);
    let lists = [of_form(Some(form)), accounts.and_then(|accounts| of_form(Some(accounts))), of_form(None)];
    let found = |key: &str| lists.map(|columns| columns?.get(key)).into_iter().flatten();
    for found in ends.flat_map(found) {
        meaning.item = meaning.item.or(found.item);
        meaning.measure = meaning.measure.or(found.measure);
    }
    let mut inner = inner.filter_map(|(from, to)| part(from, to)).flat_map(found);
    meaning.item = meaning.item.or_else(|| inner.find_map(|found| found.item));
    let mut single = headers.iter().flat_map(|key| found(key));
    meaning.measure = meaning.measure.or_else(|| single.find_map(|found| found.measure));
    match (form, meaning.measure) {
        (Form::Statement(_), Some(of_form)) => meaning.measure = in_phase(of_form, &headers),
        (Form::Budget(_), of_form) => {
            let across = || meaning.item.is_some().then_some(Measure::BUDGET);
            meaning.measure = planned(of_form.or_else(across), &headers);
        }
        _ => {}
    }
    meaning
}

/// Measures of money that is not that of the final accounts.
const PHASES: [&str; 8] = [
    "budget",
    "budget_initial",
    "budget_adjusted",
    "prior_final",
    "prior_budget",
    "difference",
    "change_rate",
    "share",
];

/// A measure below a header that says it is not the final one: 年初预算数/基本支出 is basic expenditure of the budget.
/// `None` where the vocabulary has no such measure.
fn in_phase(measure: Measure, headers: &[Cow<'_, str>]) -> Option<Measure> {
    let everywhere = COLUMNS.get(&None);
    let meant = |header: &Cow<'_, str>| everywhere.and_then(|columns| columns.get(&**header))?.measure;
    let phase = headers.iter().filter_map(meant).find(|found| PHASES.contains(&found.as_str()));
    let Some(phase) = phase.filter(|_| !PHASES.contains(&measure.as_str())) else { return Some(measure) };
    match measure.as_str() {
        "final" | "expenditure" | "income" => Some(phase),
        part => {
            let part = part.strip_prefix("final_").unwrap_or(part);
            Measure::named(&format!("{phase}_{part}")).ok()
        }
    }
}

/// Measures of money that is not that of the year of a budget.
const BESIDE_THE_YEAR: [&str; 5] = ["prior_final", "prior_budget", "difference", "change_rate", "share"];

/// A measure of the accounts as a budget has it: money that is planned, or what stands beside it below a header of
/// another year.
fn planned(measure: Option<Measure>, headers: &[Cow<'_, str>]) -> Option<Measure> {
    let measure = measure?;
    let everywhere = COLUMNS.get(&None);
    let meant = |header: &Cow<'_, str>| everywhere.and_then(|columns| columns.get(&**header))?.measure;
    let beside = headers.iter().filter_map(meant).find(|found| BESIDE_THE_YEAR.contains(&found.as_str()));
    let phase = beside.map_or("budget", |beside| beside.as_str());
    match measure.as_str() {
        part if part == phase => Some(measure),
        "final" | "expenditure" | "income" | "budget" => Measure::named(phase).ok(),
        part if beside.is_none() && PHASES.iter().any(|phase| part.starts_with(phase)) => Some(measure),
        part => {
            let part = part.strip_prefix("final_").or_else(|| part.strip_prefix("budget_")).unwrap_or(part);
            Measure::named(&format!("{phase}_{part}")).ok()
        }
    }
}

/// What a row measures whose label is a header elsewhere: 预算数 and 决算数 printed down instead of across.
pub fn row_measure(label: &str, year: Option<u16>) -> Option<Measure> {
    COLUMNS.get(&None)?.get(&*header_key(label, year))?.measure
}

/// What a column of a form measures, by its headers top to bottom: see [`column()`].
pub fn measure<S: AsRef<str>>(form: impl Into<Form>, path: &[S], year: Option<u16>) -> Option<Measure> {
    column(form, path, year).measure
}

/// A header as it is compared: 2022年度决算数 of the fiscal year 2022 is 决算数, of the year after it 上年决算数.
fn header_key(header: &str, fiscal_year: Option<u16>) -> Cow<'_, str> {
    let mut key = label_key(header);
    // how a form explains its own arithmetic, and the points of a column: 执行率（B/A×100%）, 分值（10分）
    if let Some((before, letters)) = key.strip_suffix(')').and_then(|key| key.rsplit_once('('))
        && letters.chars().all(|c| c.is_ascii_alphanumeric() || performance::HEAD_ARITHMETIC.contains(c))
    {
        let end = before.len();
        key = cut(key, 0..end);
    }
    let printed = key.get(..4).and_then(|digits| digits.parse::<u16>().ok());
    let rest = key.get(4..).and_then(behind_year);
    match (printed, rest) {
        (Some(printed), Some(rest)) if fiscal_year.is_none_or(|year| year == printed) => {
            let start = key.len() - rest.len();
            let end = key.len();
            cut(key, start..end)
        }
        (Some(printed), Some(rest)) if fiscal_year.is_some_and(|year| year == printed + 1) => {
            Cow::Owned(format!("{}{rest}", dates::LAST_YEAR))
        }
        _ => key,
    }
}

/// A part of a text that may be borrowed.
fn cut(text: Cow<'_, str>, part: Range<usize>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(part).unwrap_or("")),
        Cow::Owned(text) => Cow::Owned(text.get(part).unwrap_or("").to_owned()),
    }
}

/// What a row of a form means, by its code where it has one, else by its label.
///
/// `side` is the head of its half in a side-by-side form (收入, 支出, 支出（按经济分类）), else empty. `after` is the item of the last row above, on the same
/// side, that was not decided by the row above it: the funds below 年初财政拨款结转和结余 are opening balances.
pub fn item(
    form: impl Into<Form>,
    side: &str,
    label: &str,
    code: Option<Code>,
    after: Option<Item>,
) -> Option<Item> {
    if let Some(code) = code {
        return Some(code.into());
    }
    Labelled::of(form.into(), side, label).item(after)
}

/// What a row of a form means by itself, and what it means as one of the rows below another, of which `above` is the
/// item: [`item()`] of both, for which the label is looked at once.
pub fn item_and_below(
    form: impl Into<Form>,
    side: &str,
    label: &str,
    code: Option<Code>,
    above: Option<Item>,
) -> (Option<Item>, Option<Item>) {
    if let Some(code) = code {
        return (Some(code.into()), above.map(|_| code.into()));
    }
    let row = Labelled::of(form.into(), side, label);
    (row.item(None), above.and_then(|above| row.item(Some(above))))
}

/// A row without a code, of which the label says what it means.
struct Labelled<'l> {
    form: Form,
    side: &'l str,
    key: Cow<'l, str>,
    /// What rows of this label mean in the form, and in that of the accounts with the same rows.
    rows: [&'static [RowMeaning]; 2],
}

impl<'l> Labelled<'l> {
    fn of(form: Form, side: &'l str, label: &'l str) -> Self {
        let key = label_key(label);
        let accounts = form.accounts();
        let rows =
            |form: Form| ROWS.get(&form).and_then(|rows| rows.get(&*key)).map_or(&[][..], Vec::as_slice);
        let rows = [rows(form), if accounts == form { &[] } else { rows(accounts) }];
        Self { form: accounts, side, rows, key }
    }

    fn item(&self, after: Option<Item>) -> Option<Item> {
        let on_side = || {
            let side = self.side;
            self.rows
                .into_iter()
                .flatten()
                .filter(move |row| row.side == "*" || side.is_empty() || side.contains(row.side))
        };
        let below = after.and_then(|after| on_side().find(|row| row.after == Some(after)));
        let named = below.or_else(|| on_side().find(|row| row.after.is_none())).map(|row| row.item);
        named.or_else(|| named_code(self.form, self.side, &self.key))
    }
}

/// The code that a label without one names, by its key: the classes of a total table, by function or by nature
/// (支出经济分类), and the rows of the table of basic expenditure.
fn named_code(form: Form, side: &str, key: &str) -> Option<Item> {
    let function = || function_class_of(key).map(Item::Function);
    let economic = || economic_code_of(key).map(Item::Economic);
    match form {
        Form::Statement(StatementId::Z06) => economic(),
        Form::Statement(StatementId::Z01 | StatementId::Z04) if side.contains(budget::INCOME) => None,
        Form::Statement(StatementId::Z01 | StatementId::Z04) if budget::BY_NATURE.any_in(side) => economic(),
        Form::Statement(StatementId::Z01 | StatementId::Z04) => function(),
        _ => None,
    }
}

/// Whether a form has a row of this name, without a code.
pub(super) fn names_row(form: Form, label: &str) -> bool {
    let key = label_key(label);
    let own = |form: Form| ROWS.get(&form).is_some_and(|rows| rows.contains_key(&*key));
    own(form) || own(form.accounts()) || side_of(form, label).is_some()
}

/// The side of a form (0 for income, 1 for expenditure by function, 2 for expenditure by nature) on which a row of this
/// name stands; `None` where it may stand on both, or is no row of the form.
pub(super) fn side_of(form: Form, label: &str) -> Option<usize> {
    let key = label_key(label);
    let named = |form: Form| ROWS.get(&form).and_then(|rows| rows.get(&*key));
    let named = named(form).or_else(|| named(form.accounts()));
    let mut sides = named.into_iter().flatten().map(|row| match row.side {
        budget::INCOME => Some(0),
        budget::EXPENDITURE => Some(1 + usize::from(row.third)),
        _ => None,
    });
    if let Some(first) = sides.next() {
        return first.filter(|_| sides.all(|side| side == first));
    }
    let economic = || economic_code_of(&key).map(|_| 2);
    function_class_of(&key).map(|_| 1).or_else(economic)
}

#[cfg(test)]
mod tests {
    use super::super::form_titles::title_key;
    use super::*;

    #[test]
    fn the_lowest_head_above_the_measure_names_the_item() {
        let item = |path: &[&str]| {
            let found = column(StatementId::Z09, path, None);
            (
                found.item.map(|item| item.to_string()),
                found.measure.map(|measure| measure.as_str().to_owned()),
            )
        };
        let of = |item: &str, measure: &str| (Some(item.to_owned()), Some(measure.to_owned()));
        let vehicles = "公务用车购置及运行维护费";
        let over = |name| ["“三公”经费财政拨款支出", vehicles, name, "决算数"];
        assert_eq!(item(&over("公务用车运行维护费")), of("three_public:vehicle_operation", "final"));
        assert_eq!(item(&over("公务用车购置费")), of("three_public:vehicle_purchase", "final"));
        assert_eq!(item(&over("小计")), of("three_public:vehicles", "final"));
        assert_eq!(item(&["公务接待费", "小计", "预算数"]), of("three_public:reception", "budget"));
        assert_eq!(
            item(&["预算数", vehicles, "公务用车购置费"]),
            of("three_public:vehicle_purchase", "budget")
        );
    }

    #[test]
    fn every_line_of_the_data_is_understood() {
        for [form, ..] in lines(include_str!("../../data/form-titles.tsv")) {
            assert!(Form::named(form).is_some(), "title of {form}");
        }
        for [form, path, measure, item, _] in lines(include_str!("../../data/form-columns.tsv")) {
            assert!(form == "*" || Form::named(form).is_some(), "column {form} {path}");
            assert!(measure.is_empty() || Measure::named(measure).is_ok(), "measure {measure}");
            assert!(item.is_empty() || Item::named(item).is_ok(), "item {item}");
            assert!(!(measure.is_empty() && item.is_empty()), "column {form} {path} means nothing");
        }
        for [form, _, label, item, after] in lines(include_str!("../../data/form-rows.tsv")) {
            assert!(Form::named(form).is_some(), "row {form} {label}");
            assert!(Item::named(item).is_ok(), "item {item}");
            assert!(after.is_empty() || Item::named(after).is_ok(), "item {after}");
        }
        for measure in Measure::COMMON {
            assert!(Measure::named(measure.as_str()).is_ok(), "{measure}");
        }
    }

    #[test]
    fn no_line_of_the_data_contradicts_another() {
        let mut seen = TextMap::default();
        let mut check =
            |kind: &str, [form, name, more, ..]: [&'static str; 5], key: String, meaning: String| {
                let line = format!("{kind} {form} {name} {more}");
                if let Some((earlier, was)) =
                    seen.insert((kind.to_owned(), form, key), (line.clone(), meaning.clone()))
                {
                    assert_eq!(was, meaning, "{earlier} against {line}");
                }
            };
        for [form, title, ..] in lines(include_str!("../../data/form-titles.tsv")) {
            check("title", ["", title, form, "", ""], title_key(title), form.to_owned());
        }
        for line @ [_, path, measure, item, _] in lines(include_str!("../../data/form-columns.tsv")) {
            let key: Vec<_> = path.split('/').map(label_key).collect();
            check("column", line, key.join("/"), format!("{measure} {item}"));
        }
        for line @ [_, side, label, item, after] in lines(include_str!("../../data/form-rows.tsv")) {
            check("row", line, format!("{side} {} {after}", label_key(label)), item.to_owned());
        }
    }
}
