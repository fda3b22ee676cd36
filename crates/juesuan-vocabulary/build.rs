//! Makes constants of the lists in `data/*.tsv`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// One list of a file.
struct List<'t> {
    module: &'t str,
    name: &'t str,
    kind: &'t str,
    about: &'t str,
    rows: Vec<&'t str>,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    let out = env::var("OUT_DIR")?;
    let mut areas = BTreeMap::new();
    for entry in fs::read_dir("data")? {
        let path = entry?.path();
        let area = path.file_stem().and_then(|stem| stem.to_str()).ok_or("the name of a file")?.to_owned();
        areas.insert(area, fs::read_to_string(&path)?);
    }
    let (mut code, mut all) = (String::new(), String::new());
    for (area, text) in &areas {
        let lists = lists(text).map_err(|fault| format!("data/{area}.tsv: {fault}"))?;
        writeln!(code, "/// The lists of `data/{area}.tsv`.\npub mod {area} {{")?;
        let mut modules: BTreeMap<&str, Vec<&List<'_>>> = BTreeMap::new();
        for list in &lists {
            modules.entry(list.module).or_default().push(list);
        }
        for (module, lists) in modules {
            if !module.is_empty() {
                writeln!(code, "/// Words of `{module}`.\npub mod {module} {{")?;
            }
            for list in lists {
                write_list(&mut code, list)?;
                let rows = format!("{:?}", list.rows);
                writeln!(
                    all,
                    "List {{ area: {area:?}, module: {module:?}, name: {:?}, kind: {:?}, about: {:?}, rows: &{rows} }},",
                    list.name, list.kind, list.about
                )?;
            }
            if !module.is_empty() {
                writeln!(code, "}}")?;
            }
        }
        writeln!(code, "}}")?;
    }
    writeln!(code, "/// All lists, area by area.\npub static LISTS: &[List] = &[{all}];")?;
    fs::write(Path::new(&out).join("lists.rs"), code)?;
    Ok(())
}

fn lists(text: &str) -> Result<Vec<List<'_>>, String> {
    let mut lists: Vec<List<'_>> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let fault = |what: &str| format!("line {}: {what}", at + 1);
        if let Some(head) = line.strip_prefix('[') {
            let (name, about) = head.split_once(']').ok_or_else(|| fault("no ]"))?;
            let (name, kind) = name.split_once(':').unwrap_or((name, ""));
            let (module, name) = name.split_once('/').unwrap_or(("", name));
            lists.push(List { module, name, kind, about: about.trim(), rows: Vec::new() });
        } else if !line.is_empty() && !line.starts_with('#') {
            lists.last_mut().ok_or_else(|| fault("a word before the first list"))?.rows.push(line);
        }
    }
    Ok(lists)
}

fn write_list(code: &mut String, list: &List<'_>) -> Result<(), Box<dyn Error>> {
    if matches!(list.kind, "words" | "signs") {
        return write_words(code, list);
    }
    let name = list.name.to_uppercase();
    writeln!(code, "#[doc = {:?}]", list.about)?;
    let columns = list.rows.first().map_or(1, |row| row.split('\t').count());
    match list.kind {
        "chars" => {
            let all: Vec<char> = list.rows.concat().chars().collect();
            writeln!(code, "pub const {name}: &[char] = &{all:?};")?;
        }
        "text" => writeln!(code, "pub const {name}: &str = {:?};", list.rows.concat())?,
        "" if columns == 1 => writeln!(code, "pub const {name}: &[&str] = &{:?};", list.rows)?,
        "" => {
            let ty = vec!["&str"; columns].join(", ");
            writeln!(code, "pub const {name}: &[({ty})] = &[")?;
            for row in &list.rows {
                let fields: Vec<String> = row.split('\t').map(|field| format!("{field:?}")).collect();
                if fields.len() != columns {
                    return Err(
                        format!("{}/{}: {row} has no {columns} columns", list.module, list.name).into()
                    );
                }
                writeln!(code, "({}),", fields.join(", "))?;
            }
            writeln!(code, "];")?;
        }
        other => return Err(format!("{}/{}: no kind {other}", list.module, list.name).into()),
    }
    Ok(())
}

/// Writes a constant for each word: its name, a tab, the word. A sign is a single character.
fn write_words(code: &mut String, list: &List<'_>) -> Result<(), Box<dyn Error>> {
    for row in &list.rows {
        let fault = || format!("[{}:{}]: {row} is no name and word", list.name, list.kind);
        let (name, word) = row.split_once('\t').ok_or_else(fault)?;
        let name = name.to_uppercase();
        writeln!(code, "#[doc = {:?}]", format!("`{word}`: {}", list.about))?;
        if list.kind == "words" {
            writeln!(code, "pub const {name}: &str = {word:?};")?;
        } else {
            let mut signs = word.chars();
            let sign = signs.next().filter(|_| signs.next().is_none()).ok_or_else(fault)?;
            writeln!(code, "pub const {name}: char = {sign:?};")?;
        }
    }
    Ok(())
}
