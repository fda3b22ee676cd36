//! What changed between two reports: two years of one body, or two versions of one document.

use juesuan_vocabulary::units;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::{
    Amount, ArithmeticError, Figure, Indicator, MeasureWord, Place, PlacedNumber, PlacedText, Programme,
    ProgrammeSource, Report, Table, TableId, Unit,
};

/// 分: the unit of scores.
static POINTS: LazyLock<Option<Unit>> =
    LazyLock::new(|| MeasureWord::new(units::POINTS).ok().map(Unit::Measure));

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeSubject<'r> {
    /// A figure of a table.
    Figure {
        /// The table: its id where it is statutory, else its title.
        table: Cow<'r, str>,
        /// The row: what it means, else its code and label.
        row: Cow<'r, str>,
        /// The column: what it means, else its headers.
        column: Cow<'r, str>,
    },
    /// A property of a programme.
    Programme {
        /// Its name.
        programme: &'r str,
        /// Its own report or the summary.
        source: ProgrammeSource,
        /// The column of `programmes` in the data package.
        field: &'static str,
    },
    /// A property of an indicator.
    Indicator {
        /// The programme's name.
        programme: &'r str,
        /// The indicator's name, its levels joined by `/`.
        indicator: String,
        /// The column of `indicators` in the data package.
        field: &'static str,
    },
}

/// One side of a change: what is printed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed<'r> {
    /// The text or number as printed.
    pub text: Cow<'r, str>,
    /// The number with its unit, where it has one.
    pub amount: Option<Amount>,
    /// Where it stands.
    pub place: Place,
}

/// Something that one report says otherwise than the other, or that only one of them says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'r> {
    /// What it is about.
    pub subject: ChangeSubject<'r>,
    /// What the first report says.
    pub before: Option<Printed<'r>>,
    /// What the second report says.
    pub after: Option<Printed<'r>>,
}

impl Change<'_> {
    /// After less before, in the unit of the second; `None` where one side is missing or no amount.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the two are in units that do not subtract.
    pub fn difference(&self) -> Option<Result<Amount, ArithmeticError>> {
        let amount = |side: &Option<Printed<'_>>| side.as_ref().and_then(|printed| printed.amount.clone());
        let (before, after) = (amount(&self.before)?, amount(&self.after)?);
        Some(after.checked_sub(&before))
    }
}

/// What changed from one report to the other, in the order of the second; what only the first has comes last.
///
/// Figures are matched by what their rows and columns mean, so a change of form between two years does not matter;
/// the same money in another unit or with other decimals is no change. Where a document says a thing twice, the first
/// is compared with the first, the second with the second.
pub fn diff<'r>(before: &'r Report, after: &'r Report) -> Vec<Change<'r>> {
    let (old, new) = (statements(before), statements(after));
    let mut by_subject: HashMap<(&ChangeSubject<'_>, usize), &Printed<'r>> =
        HashMap::with_capacity(old.len());
    by_subject.extend(old.iter().map(|said| ((&said.subject, said.occurrence), &said.printed)));

    let mut changes = Vec::new();
    for said in &new {
        let earlier = by_subject.remove(&(&said.subject, said.occurrence));
        if earlier.is_none_or(|earlier| !same(earlier, &said.printed)) {
            let subject = said.subject.clone();
            changes.push(Change { subject, before: earlier.cloned(), after: Some(said.printed.clone()) });
        }
    }
    let gone = old.iter().filter(|said| by_subject.contains_key(&(&said.subject, said.occurrence)));
    changes.extend(gone.map(|said| Change {
        subject: said.subject.clone(),
        before: Some(said.printed.clone()),
        after: None,
    }));
    changes
}

/// Whether both say the same: the same amount, whatever its unit and decimals, or the same text.
fn same(left: &Printed<'_>, right: &Printed<'_>) -> bool {
    match (&left.amount, &right.amount) {
        (Some(left), Some(right)) => {
            left.checked_sub(right).is_ok_and(|difference| difference.value.is_zero())
        }
        _ => left.text == right.text,
    }
}

/// Something that a report says.
struct Said<'r> {
    subject: ChangeSubject<'r>,
    /// How often it was said before.
    occurrence: usize,
    printed: Printed<'r>,
}

/// Everything that is compared, in the order of the report.
fn statements(report: &Report) -> Vec<Said<'_>> {
    let mut counts: HashMap<ChangeSubject<'_>, usize> = HashMap::new();
    let figures = report.tables.iter().flat_map(figures);
    let programmes = report.programmes.iter().flat_map(programme_fields);
    let indicators = report.indicators.iter().flat_map(indicator_fields);
    let all = figures.chain(programmes).chain(indicators);
    all.map(|(subject, printed)| {
        let count = counts.entry(subject.clone()).or_default();
        *count += 1;
        Said { subject, occurrence: *count - 1, printed }
    })
    .collect()
}

fn figures(table: &Table) -> impl Iterator<Item = (ChangeSubject<'_>, Printed<'_>)> {
    let name: Cow<'_, str> = match table.id() {
        TableId::Statement(id) => Cow::Borrowed(id.as_str()),
        TableId::Budget(id) => Cow::Borrowed(id.as_str()),
        TableId::Other { .. } => Cow::Borrowed(table.title()),
    };
    table.figures().map(move |figure| {
        let subject =
            ChangeSubject::Figure { table: name.clone(), row: row(&figure), column: column(&figure) };
        let printed = Printed {
            text: Cow::Owned(figure.value.to_string()),
            amount: figure.amount(),
            place: figure.place,
        };
        (subject, printed)
    })
}

fn row<'r>(figure: &Figure<'r>) -> Cow<'r, str> {
    match (figure.item(), figure.row.code) {
        (Some(item), _) => Cow::Owned(item.to_string()),
        (None, Some(code)) => Cow::Owned(format!("{code} {}", figure.row.label)),
        (None, None) => Cow::Borrowed(&figure.row.label),
    }
}

fn column<'r>(figure: &Figure<'r>) -> Cow<'r, str> {
    figure
        .measure()
        .map_or_else(|| Cow::Owned(figure.column.title()), |measure| Cow::Borrowed(measure.as_str()))
}

fn programme_fields(programme: &Programme) -> impl Iterator<Item = (ChangeSubject<'_>, Printed<'_>)> {
    let money = programme.unit.as_ref();
    let points = POINTS.as_ref();
    let numbers = [
        ("budget_initial", programme.budget_initial.as_ref(), money),
        ("budget_adjusted", programme.budget_adjusted.as_ref(), money),
        ("executed", programme.executed.as_ref(), money),
        ("rate", programme.rate.as_ref(), Some(&Unit::Percent)),
        ("rate_weight", programme.rate_weight.as_ref(), points),
        ("rate_score", programme.rate_score.as_ref(), points),
        ("total_score", programme.total_score.as_ref(), points),
    ];
    let numbers =
        numbers.into_iter().filter_map(|(field, number, unit)| Some((field, printed_number(number?, unit))));
    let grade = programme.grade.as_ref().map(|grade| ("grade", printed_text(grade)));
    numbers.chain(grade).map(|(field, printed)| {
        let subject =
            ChangeSubject::Programme { programme: &programme.name, source: programme.source, field };
        (subject, printed)
    })
}

fn indicator_fields(indicator: &Indicator) -> impl Iterator<Item = (ChangeSubject<'_>, Printed<'_>)> {
    let texts = [("target", &indicator.target), ("actual", &indicator.actual)];
    let numbers = [("weight", &indicator.weight), ("score", &indicator.score)];
    let texts = texts.into_iter().filter_map(|(field, text)| Some((field, printed_text(text.as_ref()?))));
    let numbers = numbers
        .into_iter()
        .filter_map(|(field, number)| Some((field, printed_number(number.as_ref()?, POINTS.as_ref()))));
    texts.chain(numbers).map(|(field, printed)| {
        let indicator_name = [&*indicator.level1, &*indicator.level2, &*indicator.level3].join("/");
        let subject =
            ChangeSubject::Indicator { programme: &indicator.programme, indicator: indicator_name, field };
        (subject, printed)
    })
}

fn printed_number<'r>(number: &'r PlacedNumber, unit: Option<&Unit>) -> Printed<'r> {
    Printed {
        text: Cow::Owned(number.value.to_string()),
        amount: unit.map(|unit| Amount::new(number.value, unit.clone())),
        place: number.place,
    }
}

fn printed_text(text: &PlacedText) -> Printed<'_> {
    Printed { text: Cow::Borrowed(&text.value), amount: None, place: text.place }
}
