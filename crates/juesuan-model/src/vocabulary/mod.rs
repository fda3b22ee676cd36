//! The vocabulary: what the titles, rows and columns of the official forms mean, in every province and year.
//!
//! Everything here is data (`data/*.tsv`, compiled in), so that a clerk can extend it: a line in a file is a form,
//! a header or a label that is understood from then on. The files are split once, when first asked for.

mod codes;
mod form_titles;
mod forms;
mod label;
mod lists;
mod subjects;
mod templates;

pub use codes::{
    economic_code_named, economic_name, economic_names, function_class_named, function_name, function_names,
};
pub use form_titles::{budget_for_title, kind_for_title, statement_for_title};
pub use forms::{ColumnMeaning, Form, column, item, item_and_below, measure, row_measure};
pub use label::label_key;
pub use lists::{Names, item_names, items, measure_names, measures};
pub use subjects::{Subject, subject};
pub use templates::{
    Template, TemplateColumn, TemplateKind, fills_last_alone, is_row, side_of_row, templated_form, templates,
};

pub(crate) use lists::{is_measure_word, is_total, item_key, measure_key};

/// The lines of a data file, cut into fields; comments and blank lines left out.
fn lines(file: &'static str) -> impl Iterator<Item = [&'static str; 5]> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut fields = [""; 5];
        for (field, text) in fields.iter_mut().zip(line.split('\t')) {
            *field = text.trim();
        }
        fields
    })
}
