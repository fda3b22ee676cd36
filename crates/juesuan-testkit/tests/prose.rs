//! Running text says the same however another program broke it into lines and pages.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use juesuan_testkit::transform::prose::{ALL, Change};
use juesuan_testkit::{Layout, fixtures};

/// What is compared: figures with unit, role and period; headings with level, number and title. The line only where the
/// change keeps it.
type Said = BTreeMap<String, usize>;

fn said(text: &str, lines: bool) -> [Said; 2] {
    let report =
        juesuan::read(text.as_bytes(), "input.txt", &juesuan::Options::default()).expect("a document");
    let [mut facts, mut sections] = [Said::new(), Said::new()];
    let line = |line: u32| if lines { line } else { 0 };
    for fact in &report.facts {
        let unit = fact.unit.as_ref().map(ToString::to_string).unwrap_or_default();
        let period = fact.period.as_ref().map(ToString::to_string).unwrap_or_default();
        let key = format!(
            "{} {} {unit} {} {period} {}",
            line(fact.place.line),
            fact.value,
            fact.role,
            fact.subject
        );
        *facts.entry(key).or_default() += 1;
    }
    for section in &report.sections {
        let key =
            format!("{} {} {} {}", line(section.place.line), section.level, section.number, section.title);
        *sections.entry(key).or_default() += 1;
    }
    [facts, sections]
}

/// What stands in `left` more often than in `right`.
fn more<'a>(left: &'a Said, right: &'a Said) -> impl Iterator<Item = &'a String> {
    left.iter().filter(|(key, count)| right.get(*key).is_none_or(|other| other < *count)).map(|(key, _)| key)
}

fn compare(name: &str, text: &str, faults: &mut Vec<String>) {
    for Change { name: change, apply, keeps_lines } in ALL {
        let (before, after) = (said(text, *keeps_lines), said(&apply(text), *keeps_lines));
        for (before, after) in before.iter().zip(&after) {
            faults.extend(more(before, after).map(|key| format!("{name}, {change}: lost {key}")));
            faults.extend(more(after, before).map(|key| format!("{name}, {change}: new {key}")));
        }
    }
}

#[test]
fn fixtures_say_the_same() {
    let mut faults = Vec::new();
    for fixture in fixtures() {
        // cut lines are no paragraphs, and cells of several lines no running text
        if fixture.name != "truncated-lines" && fixture.layout == Layout::Tabbed {
            compare(fixture.name, &fixture.input, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{} differences:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn real_documents_say_the_same() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&seeds) else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: no real documents at {}", seeds.display());
        return;
    };
    let (mut wanted, mut lost) = (0, 0);
    for path in entries.flatten().map(|entry| entry.path()) {
        let text = std::fs::read_to_string(&path).expect("the real documents are UTF-8");
        for change in ALL {
            let (before, after) =
                (said(&text, change.keeps_lines), said(&(change.apply)(&text), change.keeps_lines));
            for (before, after) in before.iter().zip(&after) {
                wanted += before.len();
                lost += more(before, after).count();
            }
        }
    }
    println!("{lost} of {wanted} figures and headings of the real documents lost");
    assert!(lost * 100 <= wanted, "{lost} of {wanted} lost");
}
