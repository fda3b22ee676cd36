//! Tables, indexes and views of the database, made from the definition of the package.

use crate::{Field, FieldKind, RESOURCES, Resource};

/// Views and the full text, which are SQL of their own.
pub(super) const VIEWS: &str = include_str!("views.sql");

/// Indexes beside those of the keys: what views and readers look for.
const INDEXES: [(&str, &[&str]); 8] = [
    ("observations", &["item", "measure", "table"]),
    ("observations", &["document", "table"]),
    ("facts", &["document", "line"]),
    ("sections", &["document", "line"]),
    ("programmes", &["document"]),
    ("indicators", &["document", "programme"]),
    ("findings", &["rule", "severity"]),
    ("repairs", &["document"]),
];

/// Columns beside which the number is kept as it is printed.
pub(super) fn is_printed(resource: &Resource, field: &Field) -> bool {
    field.name == "value" && matches!(resource.name, "observations" | "facts")
}

/// All statements before the first row.
pub(super) fn tables() -> String {
    RESOURCES.iter().map(|resource| table(resource)).collect()
}

/// All statements after the last row.
pub(super) fn indexes() -> String {
    let keys = RESOURCES.iter().filter(|resource| !resource.primary_key.is_empty() && !is_key(resource));
    let keys = keys.map(|resource| index(resource.name, resource.primary_key));
    keys.chain(INDEXES.iter().map(|(table, columns)| index(table, columns))).collect()
}

/// Whether the key of a resource is declared: the others tell rows apart only where a document prints nothing twice.
fn is_key(resource: &Resource) -> bool {
    matches!(resource.name, "documents" | "tables")
}

fn table(resource: &Resource) -> String {
    let mut lines: Vec<String> = Vec::new();
    for field in resource.fields {
        lines.push(format!(
            "{} {}{}",
            quoted(field.name),
            affinity(field.kind),
            if field.required { " NOT NULL" } else { "" }
        ));
        if is_printed(resource, field) {
            lines.push("\"value_printed\" TEXT NOT NULL".to_owned());
        }
    }
    if is_key(resource) {
        lines.push(format!("PRIMARY KEY ({})", list(resource.primary_key)));
    }
    for key in resource.foreign_keys {
        let columns = list(key.fields);
        lines.push(format!("FOREIGN KEY ({columns}) REFERENCES {} ({columns})", quoted(key.resource)));
    }
    format!("CREATE TABLE {} (\n  {}\n);\n", quoted(resource.name), lines.join(",\n  "))
}

/// The statement that adds a row.
pub(super) fn insert(resource: &Resource) -> String {
    let printed = resource.fields.iter().filter(|field| is_printed(resource, field)).count();
    let marks = vec!["?"; resource.fields.len() + printed].join(", ");
    format!("INSERT INTO {} VALUES ({marks})", quoted(resource.name))
}

fn index(table: &str, columns: &[&str]) -> String {
    let name = format!("{table}_by_{}", columns.join("_"));
    format!("CREATE INDEX {} ON {} ({});\n", quoted(&name), quoted(table), list(columns))
}

fn list(columns: &[&str]) -> String {
    columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ")
}

/// A name as SQL takes it, `table` and `end` included.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

const fn affinity(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "TEXT",
        FieldKind::Integer | FieldKind::Year => "INTEGER",
        FieldKind::Number => "NUMERIC",
    }
}
