//! The descriptor of the data package: `datapackage.json` with a Table Schema for each file.

use serde_json::{Value, json};

use crate::fiscal::{self, Units};
use crate::resources::RESOURCES;
use crate::{Field, Resource};

/// The descriptor of every package: which files there are, their columns, types and keys. Who publishes a package
/// adds the licence of the data: the documents are theirs, not ours.
pub fn descriptor() -> Value {
    descriptor_of(&Units::new())
}

/// The descriptor of a package whose programmes print their amounts in these units.
pub(crate) fn descriptor_of(units: &Units) -> Value {
    json!({
        "profile": "tabular-data-package",
        "name": "juesuan",
        "title": "部门决算与绩效自评数据 · Final accounts and performance self-evaluations",
        "description": "部门决算公开文件与绩效自评中的数据，每个数都注明其在原文中的位置。 Final accounts and performance \
            self-evaluations of Chinese public bodies, every number with the place it was read from.",
        "keywords": ["部门决算", "绩效自评", "final accounts", "public finance", "China"],
        "countryCode": "CN",
        "model": fiscal::model(units),
        "resources": RESOURCES.iter().map(|file| resource(file)).collect::<Vec<_>>(),
    })
}

fn resource(file: &Resource) -> Value {
    json!({
        "name": file.name,
        "path": format!("{}.csv", file.name),
        "profile": "tabular-data-resource",
        "title": file.zh,
        "description": file.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": schema(file),
    })
}

fn schema(file: &Resource) -> Value {
    let mut schema = json!({
        "fields": file.fields.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !file.primary_key.is_empty() {
        schema["primaryKey"] = json!(file.primary_key);
    }
    if !file.foreign_keys.is_empty() {
        let key = |key: &crate::ForeignKey| json!({ "fields": key.fields, "reference": { "resource": key.resource, "fields": key.fields } });
        schema["foreignKeys"] = file.foreign_keys.iter().map(key).collect();
    }
    schema
}

fn field(field: &Field) -> Value {
    let mut described = json!({
        "name": field.name,
        "type": field.kind.as_str(),
        "title": field.zh,
        "description": field.en,
    });
    let mut constraints = serde_json::Map::new();
    if field.required {
        constraints.insert("required".to_owned(), Value::Bool(true));
    }
    let words = (field.words)();
    if !words.is_empty() {
        constraints.insert("enum".to_owned(), json!(words));
    }
    if let Some(minimum) = field.minimum {
        constraints.insert("minimum".to_owned(), json!(minimum));
    }
    if let Some(pattern) = field.pattern {
        constraints.insert("pattern".to_owned(), json!(pattern));
    }
    if !constraints.is_empty() {
        described["constraints"] = Value::Object(constraints);
    }
    described
}
