//! What the vocabulary knows of forms, for the rebuilding of tables that lost their columns.

use std::sync::LazyLock;

use crate::vocabulary::Vocabulary;
use juesuan_model::vocabulary::{self, Form, TemplateKind};
use juesuan_model::{BudgetId, Code};
use juesuan_source::TextMap;
use juesuan_table::{ColumnKind, Lexicon, Template, TemplateColumn, Words};
use juesuan_vocabulary::budget;

static TEMPLATES: LazyLock<TextMap<Form, Vec<Template>>> = LazyLock::new(|| {
    let mut templates: TextMap<Form, Vec<Template>> = TextMap::default();
    for template in vocabulary::templates() {
        if let Some(form) = template.form {
            let columns = template.columns.iter().map(column).collect();
            let template = Template { name: template.name.to_owned(), columns };
            templates.entry(form).or_default().push(template);
        }
    }
    templates
});

/// The templates of a form that a budget and the accounts print under one title, or with the same columns: those of the
/// form first.
static SHARED: LazyLock<TextMap<Form, Vec<Template>>> = LazyLock::new(|| {
    let of = |form: Form| TEMPLATES.get(&form).cloned().unwrap_or_default();
    let mut shared: TextMap<Form, Vec<Template>> = TextMap::default();
    for budget in BudgetId::ALL {
        let Some(accounts) = budget.accounts() else { continue };
        let (budget, accounts) = (Form::Budget(budget), Form::Statement(accounts));
        shared.entry(budget).or_insert_with(|| [of(budget), of(accounts)].concat());
        shared.entry(accounts).or_insert_with(|| of(accounts)).extend(of(budget));
    }
    shared
});

static HEAD_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = vocabulary::templates().iter().filter(|template| template.form.is_none());
    let columns = words.flat_map(|template| &template.columns);
    columns.flat_map(|column| column.path.iter().flatten()).map(|word| (*word).to_owned()).collect()
});

/// The classes of expenditure by economic kind that are paid to persons, the left side of 基本支出决算表.
const PERSONNEL: [&str; 2] = ["301", "303"];

fn column(column: &vocabulary::TemplateColumn) -> TemplateColumn {
    TemplateColumn {
        path: column.path.iter().map(|level| level.iter().map(|name| (*name).to_owned()).collect()).collect(),
        side: column.side,
        kind: match column.kind {
            TemplateKind::Code => ColumnKind::Code,
            TemplateKind::Label => ColumnKind::Label,
            TemplateKind::RowNumber => ColumnKind::RowNumber,
            TemplateKind::Figure => ColumnKind::Figure,
        },
        optional: column.optional,
        seldom: column.seldom,
    }
}

impl Lexicon for Vocabulary {
    fn words(&self) -> &Words {
        self.words()
    }

    fn templates(&self, title: &str) -> &[Template] {
        let title = self.title(title);
        let Some(form) = vocabulary::templated_form(&title) else { return &[] };
        let both = matches!(form, Form::Budget(_))
            || !budget::ACCOUNTS_TITLES.iter().any(|word| title.contains(word));
        let templates = both.then(|| SHARED.get(&form)).flatten().or_else(|| TEMPLATES.get(&form));
        templates.map_or(&[], Vec::as_slice)
    }

    fn head_words(&self) -> &[String] {
        &HEAD_WORDS
    }

    fn name_of(&self, code: &str) -> Option<&str> {
        Code::new(code).ok()?.usual_name(None)
    }

    fn side_of(&self, title: &str, name: &str) -> Option<usize> {
        vocabulary::side_of_row(vocabulary::templated_form(&self.title(title))?, self.label(name))
    }

    fn fills_last_alone(&self, title: &str, name: &str) -> bool {
        let form = vocabulary::templated_form(&self.title(title));
        form.is_some_and(|form| vocabulary::fills_last_alone(form, self.label(name)))
    }

    fn side_of_code(&self, code: &str) -> Option<usize> {
        let economic = matches!(Code::new(code), Ok(Code::Economic(_)));
        // 人员经费 stands left of 公用经费
        economic.then(|| usize::from(!PERSONNEL.iter().any(|class| code.starts_with(class))))
    }

    fn is_row(&self, title: &str, name: &str) -> bool {
        let form = vocabulary::templated_form(&self.title(title));
        form.is_some_and(|form| vocabulary::is_row(form, self.label(name)))
    }
}
