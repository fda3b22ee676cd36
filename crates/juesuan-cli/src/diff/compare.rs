//! Rows of one document against rows of another.

use std::collections::HashMap;

use super::package::Document;
use super::row::Row;
use juesuan::model::{Amount, Decimal, Unit};

/// Something that one side says otherwise than the other, or that only one of them says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) documents: [String; 2],
    /// What it is about; as the second side prints it, where it does.
    pub(super) about: Row,
    /// What each side says; empty where it says nothing.
    pub(super) values: [String; 2],
    /// Line of each side.
    pub(super) lines: [String; 2],
    /// Unit of each side.
    pub(super) units: [String; 2],
    /// Second less first, in the unit of the second.
    pub(super) difference: Option<Decimal>,
    /// The difference in per cent of the first; `None` where that is zero.
    pub(super) percent: Option<Decimal>,
}

/// What changed, in the order of the second side; what only the first has comes last. A document without counterpart is
/// one change.
pub(super) fn compare(
    documents: [Option<&Document>; 2],
    before: Option<Vec<Row>>,
    after: Option<Vec<Row>>,
) -> Vec<Change> {
    let names = documents.map(|document| document.map(|document| document.shown.clone()).unwrap_or_default());
    let (Some(before), Some(after)) = (before, after) else {
        let about = Row { table: "documents".into(), ..Row::default() };
        return vec![Change { documents: names.clone(), about, values: names, ..Change::default() }];
    };
    let earlier = numbered(&before);
    let mut by_key: HashMap<_, &Row> = earlier.iter().copied().collect();
    let mut changes = Vec::new();
    for (key, row) in numbered(&after) {
        match by_key.remove(&key) {
            Some(old) if same(old, row) => {}
            old => changes.push(change(&names, old, Some(row))),
        }
    }
    let gone = earlier.into_iter().filter(|(key, _)| by_key.contains_key(key));
    changes.extend(gone.map(|(_, row)| change(&names, Some(row), None)));
    changes
}

/// What a row is about, and how often that came before: a document can say a thing twice.
type Key<'r> = ([&'r str; 5], usize);

fn numbered(rows: &[Row]) -> Vec<(Key<'_>, &Row)> {
    let mut counts: HashMap<[&str; 5], usize> = HashMap::new();
    rows.iter()
        .map(|row| {
            let count = counts.entry(row.key()).or_default();
            *count += 1;
            ((row.key(), *count), row)
        })
        .collect()
}

/// The same money whatever its unit, the same number whatever its decimals, else the same text.
fn same(left: &Row, right: &Row) -> bool {
    match (left.yuan, right.yuan, left.number(), right.number()) {
        (Some(left), Some(right), ..) => left == right,
        (.., Some(a), Some(b)) => a == b && left.unit == right.unit,
        _ => left.value == right.value && left.unit == right.unit,
    }
}

fn change(names: &[String; 2], before: Option<&Row>, after: Option<&Row>) -> Change {
    let said = |row: Option<&Row>| row.map(|row| row.value.clone()).unwrap_or_default();
    let unit = |row: Option<&Row>| row.map(|row| row.unit.clone()).unwrap_or_default();
    let line = |row: Option<&Row>| row.map(|row| row.line.clone()).unwrap_or_default();
    let difference = before.zip(after).and_then(|(before, after)| difference(before, after));
    Change {
        documents: names.clone(),
        about: after.or(before).cloned().unwrap_or_default(),
        values: [said(before), said(after)],
        lines: [line(before), line(after)],
        units: [unit(before), unit(after)],
        difference: difference.map(|(difference, _)| difference),
        percent: difference.and_then(|(_, percent)| percent),
    }
}

/// The difference in the unit of the second, and in per cent of the first; `None` for texts and for units that do not
/// subtract.
fn difference(before: &Row, after: &Row) -> Option<(Decimal, Option<Decimal>)> {
    let amount = |row: &Row| Some((row.number()?, Unit::named(&row.unit)));
    let (difference, base) = match (amount(before)?, amount(after)?) {
        ((a, Some(left)), (b, Some(right))) => {
            let difference = Amount::new(b, right).checked_sub(&Amount::new(a, left)).ok()?.value;
            (difference, b.checked_sub(difference)?)
        }
        ((a, None), (b, None)) if before.unit == after.unit => (b.checked_sub(a)?, a),
        _ => return None,
    };
    let share = difference.checked_div(base.abs()).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    let percent = share.map(|percent| {
        let mut percent = percent.round_dp(2);
        percent.rescale(2);
        percent
    });
    Some((difference, percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, value: &str, unit: &str) -> Row {
        let number: Option<Decimal> = value.parse().ok();
        let factor = Decimal::from(match unit {
            "万元" => 10_000,
            _ => 1,
        });
        let yuan = number.filter(|_| unit.ends_with('元')).map(|number| number * factor);
        Row {
            table: "Z03".into(),
            label: label.into(),
            value: value.into(),
            unit: unit.into(),
            yuan,
            ..Row::default()
        }
    }

    fn changes(before: Vec<Row>, after: Vec<Row>) -> Vec<String> {
        let document = Document { path: "a".into(), shown: "a".into(), entity: String::new() };
        let changes = compare([Some(&document), Some(&document)], Some(before), Some(after));
        let said = |number: Option<Decimal>| number.map_or_else(|| "-".into(), |number| number.to_string());
        let line = |change: &Change| {
            let [a, b] = &change.values;
            format!(
                "{} {a:?} {b:?} {} {}%",
                change.about.label,
                said(change.difference),
                said(change.percent)
            )
        };
        changes.iter().map(line).collect()
    }

    #[test]
    fn units_and_decimals_are_no_change() {
        assert!(changes(vec![row("合计", "12.50", "万元")], vec![row("合计", "125000", "元")]).is_empty());
        assert!(changes(vec![row("人数", "0", "人")], vec![row("人数", "0.00", "人")]).is_empty());
    }

    #[test]
    fn differences_are_in_the_later_unit_and_of_the_earlier_value() {
        assert_eq!(
            changes(vec![row("合计", "10.00", "万元")], vec![row("合计", "125000", "元")]),
            ["合计 \"10.00\" \"125000\" 25000 25.00%"]
        );
        assert_eq!(changes(vec![row("a", "0", "元")], vec![row("a", "5", "元")]), ["a \"0\" \"5\" 5 -%"]);
        assert_eq!(
            changes(vec![row("a", "-4", "元")], vec![row("a", "-6", "元")]),
            ["a \"-4\" \"-6\" -2 -50.00%"]
        );
        assert_eq!(changes(vec![row("a", "优", "")], vec![row("a", "良", "")]), ["a \"优\" \"良\" - -%"]);
        assert_eq!(changes(vec![row("a", "1", "人")], vec![row("a", "1", "元")]), ["a \"1\" \"1\" - -%"]);
    }

    #[test]
    fn what_is_said_twice_is_compared_in_order_and_what_is_gone_comes_last() {
        let twice = |a: &str, b: &str| vec![row("合计", a, "元"), row("合计", b, "元")];
        assert_eq!(changes(twice("1", "2"), twice("1", "3")), ["合计 \"2\" \"3\" 1 50.00%"]);
        assert_eq!(
            changes(
                vec![row("a", "1", "元"), row("b", "1", "元")],
                vec![row("c", "1", "元"), row("b", "1", "元")]
            ),
            ["c \"\" \"1\" - -%", "a \"1\" \"\" - -%"]
        );
    }
}
