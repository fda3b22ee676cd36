//! What is compared: the rows of three files of the package, each value with what it is about.

use std::collections::HashMap;

use crate::model::Decimal;

/// One value, and what it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The table: its id where it is statutory, else its title; for programmes and indicators the file's name.
    pub(super) table: String,
    pub(super) code: String,
    pub(super) label: String,
    pub(super) item: String,
    pub(super) column: String,
    pub(super) measure: String,
    pub(super) value: String,
    pub(super) unit: String,
    pub(super) yuan: Option<Decimal>,
    pub(super) line: String,
    /// Of a programme: its own report or the summary.
    pub(super) source: String,
}

impl Row {
    /// What tells it from the other rows of its document, in another year and another form too.
    pub(super) fn key(&self) -> [&str; 5] {
        let (row, label) = match (&*self.item, &*self.code) {
            ("", code) => (code, &*self.label),
            (item, _) => (item, ""),
        };
        let column = if self.measure.is_empty() { &self.column } else { &self.measure };
        [&self.table, row, label, column, &self.source]
    }

    /// The value as a number, where it is one.
    pub(super) fn number(&self) -> Option<Decimal> {
        self.value.parse().ok()
    }
}

/// A row of a file of the package, by column.
pub(super) struct Record<'r> {
    pub(super) fields: &'r [&'static str],
    pub(super) values: &'r [String],
}

impl Record<'_> {
    pub(super) fn get(&self, field: &str) -> &str {
        let at = self.fields.iter().position(|known| *known == field);
        at.and_then(|at| self.values.get(at)).map_or("", String::as_str)
    }
}

/// The files that are compared, after the one that names the tables.
pub(super) const FILES: [&str; 4] = ["tables", "observations", "programmes", "indicators"];

/// Columns of a programme with the unit of each; `None` for the unit of the row.
const PROGRAMME: [(&str, Option<&str>); 8] = [
    ("budget_initial", None),
    ("budget_adjusted", None),
    ("executed", None),
    ("rate", Some("%")),
    ("rate_weight", Some("分")),
    ("rate_score", Some("分")),
    ("total_score", Some("分")),
    ("grade", Some("")),
];

/// Columns of an indicator.
const INDICATOR: [(&str, Option<&str>); 4] =
    [("target", Some("")), ("actual", Some("")), ("weight", Some("分")), ("score", Some("分"))];

/// Collects the rows of one document, file by file in the order of [`FILES`].
#[derive(Default)]
pub(super) struct Collector {
    /// Titles of the tables that are known by a line, which changes.
    titles: HashMap<String, String>,
    pub(super) rows: Vec<Row>,
}

impl Collector {
    /// Takes a record of a file.
    pub(super) fn take(&mut self, file: &str, record: &Record<'_>) {
        match file {
            "tables" => {
                let (table, title) = (record.get("table"), record.get("title"));
                if table.starts_with('T') && !title.is_empty() {
                    self.titles.insert(table.to_owned(), title.to_owned());
                }
            }
            "observations" => self.rows.push(self.observation(record)),
            "programmes" => {
                let about = Row {
                    label: record.get("programme").to_owned(),
                    source: record.get("source").to_owned(),
                    ..Row::default()
                };
                self.each(file, record, &about, &PROGRAMME);
            }
            _ => {
                let levels = ["programme", "level1", "level2", "level3"].map(|field| record.get(field));
                self.each(file, record, &Row { label: levels.join("/"), ..Row::default() }, &INDICATOR);
            }
        }
    }

    fn observation(&self, record: &Record<'_>) -> Row {
        let table = record.get("table");
        let text = |field: &str| record.get(field).to_owned();
        Row {
            table: self.titles.get(table).map_or(table, String::as_str).to_owned(),
            code: text("code"),
            label: text("label"),
            item: text("item"),
            column: text("column"),
            measure: text("measure"),
            value: text("value"),
            unit: text("unit"),
            yuan: record.get("amount_yuan").parse().ok(),
            line: text("line"),
            source: String::new(),
        }
    }

    /// A row for each column that has a value; the column is part of the key.
    fn each(&mut self, file: &str, record: &Record<'_>, about: &Row, columns: &[(&str, Option<&str>)]) {
        for &(field, unit) in columns {
            let value = record.get(field);
            if value.is_empty() {
                continue;
            }
            self.rows.push(Row {
                table: file.to_owned(),
                measure: field.to_owned(),
                value: value.to_owned(),
                unit: unit.unwrap_or_else(|| record.get("unit")).to_owned(),
                line: record.get("line").to_owned(),
                ..about.clone()
            });
        }
    }
}
