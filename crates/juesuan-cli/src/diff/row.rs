//! What is compared: the rows of three files of the package, each value with what it is about.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use juesuan::model::Decimal;

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
    /// The tables that are no statutory ones, by their id.
    others: HashMap<String, OtherTable>,
    /// Rows, each with the id of its table where that is no statutory one.
    rows: Vec<(Option<String>, Row)>,
    /// Lines on which programmes and indicators begin.
    results: BTreeSet<u32>,
}

/// A table that is known by a line, which changes, so that its title stands for it.
struct OtherTable {
    title: String,
    lines: RangeInclusive<u32>,
}

impl Collector {
    /// Takes a record of a file.
    pub(super) fn take(&mut self, file: &str, record: &Record<'_>) {
        match file {
            "tables" => self.table(record),
            "observations" => {
                let row = self.observation(record);
                self.rows.push(row);
            }
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

    /// All rows. A table of which programmes and indicators were read is compared as those, not once more by its cells.
    pub(super) fn finish(self) -> Vec<Row> {
        let Self { others, rows, results } = self;
        let is_results = |table: &OtherTable| results.range(table.lines.clone()).next().is_some();
        let read_otherwise = |id: &String| others.get(id).is_some_and(is_results);
        rows.into_iter()
            .filter(|(id, _)| !id.as_ref().is_some_and(read_otherwise))
            .map(|(_, row)| row)
            .collect()
    }

    fn table(&mut self, record: &Record<'_>) {
        let (id, title) = (record.get("table"), record.get("title"));
        if id.starts_with('T') {
            let line = |field: &str| record.get(field).parse().unwrap_or_default();
            let title = if title.is_empty() { id } else { title }.to_owned();
            let lines = line("line_start")..=line("line_end");
            self.others.insert(id.to_owned(), OtherTable { title, lines });
        }
    }

    fn observation(&self, record: &Record<'_>) -> (Option<String>, Row) {
        let id = record.get("table");
        let other = self.others.get(id);
        let text = |field: &str| record.get(field).to_owned();
        let row = Row {
            table: other.map_or(id, |table| &table.title).to_owned(),
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
        };
        (other.map(|_| id.to_owned()), row)
    }

    /// A row for each column that has a value; the column is part of the key.
    fn each(&mut self, file: &str, record: &Record<'_>, about: &Row, columns: &[(&str, Option<&str>)]) {
        self.results.extend(record.get("line").parse::<u32>());
        for &(field, unit) in columns {
            let value = record.get(field);
            if value.is_empty() {
                continue;
            }
            let row = Row {
                table: file.to_owned(),
                measure: field.to_owned(),
                value: value.to_owned(),
                unit: unit.unwrap_or_else(|| record.get("unit")).to_owned(),
                line: record.get("line").to_owned(),
                ..about.clone()
            };
            self.rows.push((None, row));
        }
    }
}
