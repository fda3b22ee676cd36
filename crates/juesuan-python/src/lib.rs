//! The native half of the Python package `juesuan`. What Python adds (data frames, walking folders, the command) is in
//! `python/juesuan`.

mod report;
mod table;

use std::ffi::OsString;

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use juesuan::Options;
use report::Report;
use table::Table;

create_exception!(
    juesuan,
    JuesuanError,
    PyException,
    "What juesuan could not do; its text says why and where."
);
create_exception!(juesuan, UnreadableError, JuesuanError, "A document that cannot be read.");
create_exception!(juesuan, RuleError, JuesuanError, "A rule that does not exist or cannot be understood.");

/// Reads one document from its bytes.
#[pyfunction]
#[pyo3(signature = (data, name, **how))]
fn read_bytes(py: Python<'_>, data: &[u8], name: &str, how: Option<&Bound<'_, PyDict>>) -> PyResult<Report> {
    let options = how.map(options).transpose()?.unwrap_or_default();
    Report::read(py, data, name, &options)
}

/// How a document is read: `encoding`, `ocr` and `max_seconds`, each of which may be left out.
fn options(how: &Bound<'_, PyDict>) -> PyResult<Options> {
    let mut options = Options::default();
    if let Some(label) = how.get_item("encoding")?.filter(|value| !value.is_none()) {
        let label: String = label.extract()?;
        let unknown = |_| UnreadableError::new_err(format!("{label}: no encoding that is known"));
        options.encoding = Some(label.parse().map_err(unknown)?);
    }
    if let Some(ocr) = how.get_item("ocr")? {
        options.ocr = ocr.extract()?;
    }
    if let Some(seconds) = how.get_item("max_seconds")?.filter(|value| !value.is_none()) {
        options.limits.seconds = seconds.extract()?;
    }
    Ok(options)
}

/// The names of the tables that a report has, in order.
#[pyfunction]
fn table_names() -> Vec<&'static str> {
    juesuan::output::RESOURCES.iter().map(|resource| resource.name).collect()
}

/// The file name endings of documents that are read.
#[pyfunction]
fn endings() -> Vec<&'static str> {
    juesuan::ingest::ENDINGS.to_vec()
}

/// Runs the command line with these words and gives its exit code: 0, 1 for findings, 2 for what could not be read. With
/// `--isolate` it starts itself once more: `started_by` says how, by a program and its first words.
#[pyfunction]
#[pyo3(signature = (words, started_by=None))]
fn run(py: Python<'_>, words: Vec<OsString>, started_by: Option<Vec<OsString>>) -> u8 {
    if let Some(started_by) = started_by {
        juesuan_cli::started_by(started_by);
    }
    py.detach(|| juesuan_cli::run(words))
}

/// Published Chinese final accounts as validated, typed tables.
#[pymodule]
fn _juesuan(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add_class::<Report>()?;
    module.add_class::<Table>()?;
    module.add("JuesuanError", py.get_type::<JuesuanError>())?;
    module.add("UnreadableError", py.get_type::<UnreadableError>())?;
    module.add("RuleError", py.get_type::<RuleError>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(read_bytes, module)?)?;
    module.add_function(wrap_pyfunction!(table_names, module)?)?;
    module.add_function(wrap_pyfunction!(endings, module)?)?;
    module.add_function(wrap_pyfunction!(run, module)?)
}
