//! A document that was read.

use juesuan::model::CheckStatus;
use juesuan::rules::{RuleSet, catalogue};
use juesuan::{Options, Reading};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::table::Table;
use crate::{JuesuanError, RuleError, UnreadableError};

/// A document that was read: its tables, facts and programmes, and after a check its findings.
#[pyclass(module = "juesuan._juesuan")]
pub(crate) struct Report {
    reading: Reading,
}

impl Report {
    /// Reads a document; the interpreter is free meanwhile.
    pub(crate) fn read(py: Python<'_>, data: &[u8], name: &str, options: &Options) -> PyResult<Self> {
        let reading = py.detach(|| juesuan::read_text(data, name, options));
        reading
            .map(|reading| Self { reading })
            .map_err(|error| UnreadableError::new_err(format!("{name}: {error}")))
    }
}

#[pymethods]
impl Report {
    /// Applies the rules whose ids or families are named, else all; gives the report itself.
    #[pyo3(signature = (rules=None, formulas=None))]
    fn check<'py>(
        mut slf: PyRefMut<'py, Self>,
        rules: Option<Vec<String>>,
        formulas: Option<&str>,
    ) -> PyResult<PyRefMut<'py, Self>> {
        let py = slf.py();
        let rules = chosen(rules, formulas)?;
        let reading = &mut slf.reading;
        py.detach(|| reading.check(&rules));
        Ok(slf)
    }

    /// The rows of one table of the data package: `observations`, `facts`, `findings` …
    fn table(&self, name: &str) -> PyResult<Table> {
        let resource = juesuan::output::resource(name)
            .ok_or_else(|| JuesuanError::new_err(format!("{name}: no table of the data package")))?;
        let batch = juesuan::output::parquet::record_batch(resource, &self.reading.report);
        batch.map(|batch| Table { batch }).map_err(|error| JuesuanError::new_err(error.to_string()))
    }

    /// The name under which the document was read.
    #[getter]
    fn name(&self) -> &str {
        &self.reading.report.source.path
    }

    /// The public body that publishes it; `None` where the document does not say.
    #[getter]
    fn entity(&self) -> Option<&str> {
        self.reading.report.entity.as_ref().map(|entity| entity.name.as_str())
    }

    /// The fiscal year reported on.
    #[getter]
    fn year(&self) -> Option<u16> {
        self.reading.report.year
    }

    /// What kind of document it is, as a word: `department_accounts`, `budget` …
    #[getter]
    fn kind(&self) -> Option<&'static str> {
        self.reading.report.kind.map(juesuan::model::ReportKind::as_str)
    }

    /// The text that was read; positions in tables are bytes of its UTF-8.
    #[getter]
    fn text(&self) -> &str {
        &self.reading.text
    }

    /// How many rules passed, found something, lacked data, or did not apply; empty before a check.
    #[getter]
    fn checks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        for status in CheckStatus::ALL {
            let count = self.reading.report.checks.iter().filter(|check| check.status == *status).count();
            if count > 0 {
                counts.set_item(status.as_str(), count)?;
            }
        }
        Ok(counts)
    }

    /// The whole report as JSON, in the form of `juesuan convert --to json`.
    fn json(&self) -> PyResult<String> {
        juesuan::output::to_json(&self.reading.report)
            .map_err(|error| JuesuanError::new_err(error.to_string()))
    }

    /// The review page: one HTML file with source, tables and findings side by side.
    fn html(&self) -> String {
        juesuan::output::review_page(&self.reading.report, &self.reading.text)
    }

    /// The report as Markdown.
    fn markdown(&self) -> String {
        juesuan::output::to_markdown(&self.reading.report)
    }

    fn __repr__(&self) -> String {
        let report = &self.reading.report;
        let (tables, findings) = (report.tables.len(), report.findings.len());
        format!("<juesuan.Report {:?}: {tables} tables, {findings} findings>", report.source.path)
    }
}

/// The rules of these names, and those of a text in the formula language.
fn chosen(names: Option<Vec<String>>, formulas: Option<&str>) -> PyResult<RuleSet> {
    let refused = |error: juesuan::rules::RuleSetError| RuleError::new_err(error.to_string());
    let rules = match names {
        Some(names) => catalogue().only(names.iter().map(String::as_str)).map_err(refused)?,
        None => catalogue(),
    };
    match formulas {
        Some(text) => rules.with_formulas(text).map_err(refused),
        None => Ok(rules),
    }
}
