//! The package in the words of the Fiscal Data Package 0.3 and of `OpenSpending`: which columns are amounts of
//! which phase, and what they are about.

use std::collections::BTreeSet;

use juesuan_model::{MoneyUnit, Programme, Report, Unit};
use serde_json::{Map, Value, json};

/// The units in which the programmes of a run print their amounts; `None` stands for an amount without a unit of money.
pub(crate) type Units = BTreeSet<Option<MoneyUnit>>;

/// Amounts of a programme: column, phase, Chinese and English title.
const PHASES: [(&str, &str, &str, &str); 3] = [
    ("budget_initial", "approved", "年初预算数", "Budget as first approved"),
    ("budget_adjusted", "adjusted", "全年预算数", "Budget as adjusted"),
    ("executed", "executed", "全年执行数", "Executed"),
];

/// What amounts are about: dimension, type, kind of classification, file, key, and what names the key.
const DIMENSIONS: [(&str, &str, &str, &str, &str, &str); 5] = [
    ("entity", "entity", "", "documents", "entity", ""),
    ("year", "datetime", "", "documents", "year", ""),
    ("item", "classification", "functional", "observations", "item", "label"),
    ("measure", "other", "", "observations", "measure", "column"),
    ("programme", "program", "", "programmes", "programme", ""),
];

/// The units of a report's programmes.
pub(crate) fn units(report: &Report) -> Units {
    let paid = |programme: &&Programme| {
        programme.budget_initial.is_some()
            || programme.budget_adjusted.is_some()
            || programme.executed.is_some()
    };
    let unit = |programme: &Programme| programme.unit.as_ref().and_then(Unit::money);
    report.programmes.iter().filter(paid).map(unit).collect()
}

/// Units as text, a line each; an amount without one is an empty line.
pub(crate) fn write_units(units: &Units) -> String {
    units.iter().map(|unit| unit.map_or("", MoneyUnit::as_str).to_owned() + "\n").collect()
}

/// Reads what [`write_units`] writes; a word that is no unit of money counts as none.
pub(crate) fn read_units(text: &[u8]) -> Units {
    String::from_utf8_lossy(text).lines().map(MoneyUnit::named).collect()
}

/// The `model` of the descriptor.
///
/// A measure has one factor for all its rows. `amount_yuan` is in yuan everywhere; the amounts of programmes are as
/// printed, and are a measure only where all of them are printed in one unit of money.
pub(crate) fn model(units: &Units) -> Value {
    let mut measures = Map::new();
    measures.insert(
        "amount".to_owned(),
        json!({
            "source": "amount_yuan", "resource": "observations", "currency": "CNY", "factor": 1,
            "title": "折合元", "description": "Amount in yuan; its phase is what the column `measure` says",
        }),
    );
    if let (1, Some(Some(unit))) = (units.len(), units.first()) {
        measures.extend(PHASES.map(|(column, phase, zh, en)| {
            let measure = json!({
                "source": column, "resource": "programmes", "currency": "CNY", "factor": unit.factor(),
                "direction": "expenditure", "phase": phase, "title": zh, "description": en,
            });
            (column.to_owned(), measure)
        }));
    }
    let dimensions = DIMENSIONS.map(|(name, kind, classification, resource, key, label)| {
        let mut dimension = json!({
            "dimensionType": kind,
            "primaryKey": [key],
            "attributes": { key: { "source": key, "resource": resource } },
        });
        if !classification.is_empty() {
            dimension["classificationType"] = json!(classification);
        }
        if !label.is_empty() {
            dimension["attributes"][label] =
                json!({ "source": label, "resource": resource, "labelfor": key });
        }
        (name.to_owned(), dimension)
    });
    json!({ "measures": measures, "dimensions": Map::from_iter(dimensions) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(units: &[Option<MoneyUnit>]) -> Vec<String> {
        let model = model(&units.iter().copied().collect());
        model["measures"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    }

    #[test]
    fn programmes_are_measures_where_they_share_a_unit() {
        let all = ["amount", "budget_adjusted", "budget_initial", "executed"];
        assert_eq!(names(&[Some(MoneyUnit::WanYuan)]), all);
        assert_eq!(names(&[]), ["amount"]);
        assert_eq!(names(&[None]), ["amount"]);
        assert_eq!(names(&[Some(MoneyUnit::Yuan), Some(MoneyUnit::WanYuan)]), ["amount"]);
        let model = model(&[Some(MoneyUnit::WanYuan)].into());
        assert_eq!(model["measures"]["executed"]["factor"], 10_000);
    }

    #[test]
    fn units_are_read_as_written() {
        for units in [vec![], vec![None], vec![None, Some(MoneyUnit::Yuan), Some(MoneyUnit::WanYuan)]] {
            let units: Units = units.into_iter().collect();
            assert_eq!(read_units(write_units(&units).as_bytes()), units);
        }
    }
}
