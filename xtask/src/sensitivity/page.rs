//! The page of thresholds, `docs/thresholds.md`: what each is and what notices it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use juesuan::Threshold;

use super::{BOUND, Noticed};

/// The page: each threshold with what notices it.
pub(super) fn report(thresholds: &[Threshold], noticed: &Noticed, documents: usize) -> String {
    let moved = thresholds.iter().filter(|threshold| threshold.unit != BOUND).count();
    let none = noticed.values().filter(|both| both.iter().all(Vec::is_empty)).count();
    let mut page = format!(
        "# Thresholds\n\nMade by `cargo xtask sensitivity --write`. Numbers that decide how something is read or judged and \
         that no regulation gives; each crate has\nthem in `src/tuning.rs` or `src/tuning/`. Each was made a fifth (at least 1) \
         smaller and larger, and {documents} documents were read and checked again: all\nfixtures in all layouts, habits and \
         files, heads and accounts drawn by chance. The columns say of how many something else was read or found,\nand name \
         one of them. Of {moved} thresholds {none} are noticed by none of these documents. A `bound` limits work or \
         messages, decides nothing and is not moved.\n"
    );
    let mut area = "";
    for threshold in thresholds {
        let (here, name) = threshold.name.split_once('.').unwrap_or(("", threshold.name));
        if here != area {
            area = here;
            let _ = write!(
                page,
                "\n## juesuan-{area}\n\n| threshold | value | unit | meaning | less | more |\n|---|---|---|---|---|---|\n"
            );
        }
        let [less, more] = [0, 1].map(|at| match noticed.get(threshold.name) {
            None => "–".to_owned(),
            Some(both) => told(&both[at]),
        });
        let Threshold { value, unit, meaning, .. } = threshold;
        let _ = writeln!(
            page,
            "| `{name}` | {value} | {unit} | {} | {less} | {more} |",
            meaning.replace('|', "\\|")
        );
    }
    page
}

/// How many documents, and the first.
fn told(documents: &[String]) -> String {
    match documents {
        [] => "0".to_owned(),
        [first, ..] => format!("{}: {first}", documents.len()),
    }
}

/// The thresholds that the page lacks, has another value for, or has though they are gone.
pub(super) fn faults(page: &str, thresholds: &[Threshold]) -> Vec<String> {
    let rows = rows(page);
    let known: BTreeMap<String, String> =
        thresholds.iter().map(|threshold| (threshold.name.to_owned(), threshold.value.to_string())).collect();
    let changed = known.iter().filter(|(name, value)| rows.get(*name) != Some(&value.as_str()));
    let gone = rows.keys().filter(|name| !known.contains_key(*name));
    let faults = changed.map(|(name, _)| name).chain(gone);
    faults.map(|name| format!("docs/thresholds.md: {name} is not as in the code")).collect()
}

/// The values on the page by their full names.
fn rows(page: &str) -> BTreeMap<String, &str> {
    let mut area = "";
    let mut rows = BTreeMap::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## juesuan-") {
            area = heading;
        }
        let mut cells = line.split(" | ");
        if let (Some(name), Some(value)) =
            (cells.next().and_then(|name| name.strip_prefix("| `")), cells.next())
        {
            rows.insert(format!("{area}.{}", name.trim_end_matches('`')), value);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_differs_from_the_code_says_where() {
        let threshold =
            |name, value| Threshold { name, value, unit: "lines", meaning: "Most | lines.".to_owned() };
        let code = [threshold("read.a.one", 3.0), threshold("table.b.two", 0.12)];
        let page = report(&code, &Noticed::new(), 1);
        assert_eq!(faults(&page, &code), Vec::<String>::new());
        let changed = [threshold("read.a.one", 4.0), threshold("table.b.new", 1.0)];
        let said = faults(&page, &changed);
        let named = |name: &str| said.iter().filter(|fault| fault.contains(name)).count();
        assert_eq!([named("read.a.one"), named("table.b.new"), named("table.b.two")], [1, 1, 1], "{said:?}");
    }
}
