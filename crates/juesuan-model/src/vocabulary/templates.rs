//! The columns of the forms in the order in which they are printed.

use std::sync::LazyLock;

use super::form_titles::form_for_title;
use super::forms::{Form, names_row, side_of};
use juesuan_source::TextMap;

/// What the cells of a column of a form are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum TemplateKind {
    /// Codes.
    Code,
    /// Names.
    Label,
    /// 行次.
    RowNumber,
    /// Figures.
    Figure,
}

/// A column of a form as it may be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateColumn {
    /// Its heads from top to bottom, each in all its spellings; an empty one says that the level may be missing.
    pub path: Vec<Vec<&'static str>>,
    /// The side it stands on, from 0.
    pub side: usize,
    /// What its cells are.
    pub kind: TemplateKind,
    /// Whether some bodies leave it out.
    pub optional: bool,
    /// Whether most bodies leave it blank.
    pub seldom: bool,
}

/// The columns of a form; a form may be printed in several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The form; `None` for the words of heads that name no column.
    pub form: Option<Form>,
    /// What it is called among the templates of its form.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<TemplateColumn>,
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let mut templates: Vec<Template> = Vec::new();
    let file = include_str!("../../data/form-templates.tsv");
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut fields = [""; 6];
        for (field, text) in fields.iter_mut().zip(line.split('\t')) {
            *field = text.trim();
        }
        let [form, name, side, kind, path, need] = fields;
        let form = Form::named(form);
        let column = TemplateColumn {
            path: path.split('/').map(spellings).collect(),
            side: side.parse::<usize>().unwrap_or(1).saturating_sub(1),
            kind: kind_named(kind),
            optional: matches!(need, "may" | "filled"),
            seldom: matches!(need, "may" | "seldom"),
        };
        match templates.last_mut().filter(|last| last.form == form && last.name == name) {
            Some(last) => last.columns.push(column),
            None => templates.push(Template { form, name, columns: vec![column] }),
        }
    }
    templates
});

static BY_FORM: LazyLock<TextMap<Option<Form>, Vec<&'static Template>>> = LazyLock::new(|| {
    let mut by_form: TextMap<Option<Form>, Vec<&'static Template>> = TextMap::default();
    for template in TEMPLATES.iter() {
        by_form.entry(template.form).or_default().push(template);
    }
    by_form
});

fn spellings(level: &'static str) -> Vec<&'static str> {
    level.split('|').map(|name| if name == "-" { "" } else { name }).collect()
}

fn kind_named(kind: &str) -> TemplateKind {
    match kind {
        "code" => TemplateKind::Code,
        "label" => TemplateKind::Label,
        "row" => TemplateKind::RowNumber,
        _ => TemplateKind::Figure,
    }
}

/// The templates of all forms.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// The form with this title that has templates.
pub fn templated_form(title: &str) -> Option<Form> {
    form_for_title(title).filter(|form| BY_FORM.contains_key(&Some(*form)))
}

/// The side of a form on which a row of this name stands: 0 for income, 1 for expenditure, 2 for expenditure by nature,
/// which forms with two sides print below the first two.
pub fn side_of_row(form: Form, label: &str) -> Option<usize> {
    side_of(form, label)
}

/// Whether a form has a row of this name.
pub fn is_row(form: Form, label: &str) -> bool {
    names_row(form, label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_has_figures_and_names_a_form() {
        assert!(templates().len() > 10);
        for template in templates().iter().filter(|template| template.form.is_some()) {
            let figures = template.columns.iter().filter(|column| column.kind == TemplateKind::Figure);
            assert!(figures.count() > 0, "{}", template.name);
            assert!(template.columns.iter().all(|column| column.side < 3 && !column.path.is_empty()));
        }
    }
}
