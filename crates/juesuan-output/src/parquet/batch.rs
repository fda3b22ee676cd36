//! The rows of one report in memory, for programs that take Arrow data as it is.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use juesuan_model::Report;

use super::columns::Columns;
use super::schema::schema;
use crate::Resource;

/// The rows that a report has in a resource, with the columns that its Parquet file has.
///
/// # Errors
/// [`ArrowError`] where the columns do not fit together.
pub fn record_batch(resource: &Resource, report: &Report) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns::new(resource, schema(resource, ""));
    resource.rows(report, |row| columns.push(row));
    columns.take()
}
