//! The data dictionary: every file, column and key in Chinese and English, written from the definitions.

use std::fmt::{self, Write};

use juesuan_model::vocabulary;

use crate::resources::RESOURCES;
use crate::{Field, Resource};

/// The data dictionary as Markdown.
pub fn data_dictionary() -> String {
    let mut text = String::from(include_str!("dictionary.md"));
    // writing to a string cannot fail
    let _ = write_files(&mut text).and_then(|()| write_vocabulary(&mut text));
    text
}

fn write_files(text: &mut String) -> fmt::Result {
    for resource in RESOURCES {
        write_file(text, resource)?;
    }
    Ok(())
}

fn write_file(text: &mut String, resource: &Resource) -> fmt::Result {
    writeln!(text, "\n## {}.csv · {}\n\n{}.", resource.name, resource.zh, resource.en)?;
    if !resource.primary_key.is_empty() {
        writeln!(text, "\nPrimary key: `{}`.", resource.primary_key.join("`, `"))?;
    }
    for key in resource.foreign_keys {
        writeln!(text, "\nForeign key: `{}` → `{}`.", key.fields.join("`, `"), key.resource)?;
    }
    writeln!(text, "\n| column | type | 含义 | meaning |\n|---|---|---|---|")?;
    resource.fields.iter().try_for_each(|field| write_field(text, field))
}

fn write_field(text: &mut String, field: &Field) -> fmt::Result {
    let required = if field.required { ", required" } else { "" };
    let minimum = field.minimum.map(|minimum| format!(", ≥ {minimum}")).unwrap_or_default();
    let kind = field.kind.as_str();
    write!(text, "| `{}` | {kind}{required}{minimum} | {} | {}", field.name, field.zh, field.en)?;
    let words = (field.words)();
    if !words.is_empty() {
        write!(text, ": `{}`", words.join("`, `"))?;
    }
    if let Some(pattern) = field.pattern {
        // a bar would end the cell of the page's table
        write!(text, "; matches `{}`", pattern.replace('|', "\\|"))?;
    }
    writeln!(text, " |")
}

fn write_vocabulary(text: &mut String) -> fmt::Result {
    writeln!(
        text,
        "\n## `item`\n\nBesides `fn:<code>` and `ec:<code>`:\n\n| key | 中文 | English |\n|---|---|---|"
    )?;
    for (item, names) in vocabulary::items() {
        writeln!(text, "| `{item}` | {} | {} |", names.zh, names.en)?;
    }
    writeln!(text, "\n## `measure`\n\n| key | 中文 | English |\n|---|---|---|")?;
    for (measure, names) in vocabulary::measures() {
        writeln!(text, "| `{measure}` | {} | {} |", names.zh, names.en)?;
    }
    Ok(())
}
