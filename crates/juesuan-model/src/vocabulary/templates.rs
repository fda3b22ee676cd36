//! The columns of the forms in the order in which they are printed.

use std::sync::LazyLock;

use super::form_titles::form_for_title;
use super::forms::{Form, names_row, side_of};
use super::label_key;
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

/// The lines of the file of templates: form, template, side, kind, path, need.
fn entries() -> impl Iterator<Item = [&'static str; 6]> {
    let file = include_str!("../../data/form-templates.tsv");
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut fields = [""; 6];
        for (field, text) in fields.iter_mut().zip(line.split('\t')) {
            *field = text.trim();
        }
        fields
    })
}

/// What the file says of a row that forms without items of their own print.
struct NamedRow {
    side: usize,
    /// Whether its only figure stands in the last column of its side.
    last_alone: bool,
}

/// Kinds of entries that name rows: any, and those with a figure in the last column alone.
const ROWS: &str = "rows";
const LAST_ALONE: &str = "last";

static NAMED_ROWS: LazyLock<TextMap<Form, TextMap<String, NamedRow>>> = LazyLock::new(|| {
    let mut rows: TextMap<Form, TextMap<String, NamedRow>> = TextMap::default();
    for [form, _, side, kind, names, _] in entries().filter(|[_, _, _, kind, ..]| names_rows(kind)) {
        let Some(form) = Form::named(form) else { continue };
        let side = side.parse::<usize>().unwrap_or(1).saturating_sub(1);
        let row = || NamedRow { side, last_alone: kind == LAST_ALONE };
        let of_form = rows.entry(form).or_default();
        of_form.extend(names.split('|').map(|name| (label_key(name).into_owned(), row())));
    }
    rows
});

fn names_rows(kind: &str) -> bool {
    matches!(kind, ROWS | LAST_ALONE)
}

fn named_row(form: Form, label: &str) -> Option<&'static NamedRow> {
    NAMED_ROWS.get(&form)?.get(&*label_key(label))
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let mut templates: Vec<Template> = Vec::new();
    for [form, name, side, kind, path, need] in entries().filter(|[_, _, _, kind, ..]| !names_rows(kind)) {
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
    named_row(form, label).map(|row| row.side).or_else(|| side_of(form, label))
}

/// Whether a form has a row of this name.
pub fn is_row(form: Form, label: &str) -> bool {
    named_row(form, label).is_some() || names_row(form, label)
}

/// Whether a row of this name has a figure in the last column of its side alone: a number of vehicles has no budget.
pub fn fills_last_alone(form: Form, label: &str) -> bool {
    named_row(form, label).is_some_and(|row| row.last_alone)
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

    #[test]
    fn rows_of_forms_without_items_have_sides() {
        let form = templated_form("部门决算相关信息统计表");
        let side = |label: &str| form.and_then(|form| side_of_row(form, label));
        assert_eq!(side("3．公务接待费"), Some(0));
        assert_eq!(side("2．公务用车保有量（辆）"), Some(0));
        assert_eq!(side("（一）政府采购支出合计"), Some(1));
        assert_eq!(side("（五）其他事项"), None);
        let last = |label: &str| form.is_some_and(|form| fills_last_alone(form, label));
        assert!(last("（1）国内接待费") && last("2．公务用车保有量（辆）"));
        assert!(!last("3．公务接待费") && !last("（一）政府采购支出合计"));
    }
}
