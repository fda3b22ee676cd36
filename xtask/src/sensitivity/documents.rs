//! The documents by which thresholds are measured: all fixtures in all layouts, habits and files, forms with heads drawn
//! by chance, accounts drawn by chance with faults.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use anyhow::{Context as _, Result};
use juesuan::rules::RuleSet;
use juesuan_testkit::drawn::{Cells, Chance, Habits, forms};
use juesuan_testkit::ofd::{self, Steps};
use juesuan_testkit::press::{Rules, Style};
use juesuan_testkit::transform::{ALL, UNSURE};
use juesuan_testkit::{Layout, files, fixtures, pdf};

use crate::trust;

/// Accounts and forms that are drawn.
const DRAWN: (u64, u64) = (160, 24);

/// A document, and what it is called in the list.
pub(super) struct Sample {
    pub(super) name: String,
    bytes: Vec<u8>,
    /// Its name as a file, which tells the format.
    file: String,
}

/// All documents.
pub(super) fn all() -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for fixture in fixtures() {
        let mut add = |kind: &str, bytes: Vec<u8>, ending: &str| {
            let name = format!("{} {kind}", fixture.name);
            samples.push(Sample { name, bytes, file: format!("page.{ending}") });
        };
        for layout in [Layout::Tabbed, Layout::Exploded, Layout::Piped, Layout::Aligned] {
            add(&format!("{layout:?}"), fixture.print(layout).text.into_bytes(), "txt");
        }
        let tabbed = fixture.print(Layout::Tabbed).text;
        for habit in ALL.iter().chain(UNSURE) {
            add(habit.name, (habit.apply)(&tabbed), "txt");
        }
        let whole = files::whole(&fixture.document);
        add("HTML", files::html(&whole), "html");
        add("DOCX", files::docx(&whole)?, "docx");
        for rules in [Rules::All, Rules::Rows, Rules::None] {
            let style = Style { rules, has_page_numbers: true, ..Style::PLAIN };
            add(&format!("PDF {rules:?}"), pdf::print(&tabbed, &style), "pdf");
            add(&format!("OFD {rules:?}"), ofd::print(&tabbed, style, Steps::Each)?, "ofd");
        }
    }
    for cells in [Cells::Tabs, Cells::Lines, Cells::BareLines, Cells::Aligned, Cells::Blanks] {
        for seed in 0..DRAWN.1 {
            let mut chance = Chance::new(seed);
            let habits = Habits::drawn(&mut chance);
            let (text, _) = forms(&mut chance, habits, cells);
            let name = format!("drawn heads {cells:?} {seed}");
            samples.push(Sample { name, bytes: text.into_bytes(), file: "page.txt".to_owned() });
        }
    }
    for seed in 0..DRAWN.0 {
        let (name, bytes, file) = trust::document(seed)?;
        samples.push(Sample { name: format!("drawn account {seed} {name}"), bytes, file });
    }
    Ok(samples)
}

/// A number that differs where anything that is read of the document, or found in it, does.
pub(super) fn digest(sample: &Sample, rules: &RuleSet) -> Result<u64> {
    let mut reading = juesuan::read_text(&sample.bytes, &sample.file, &juesuan::Options::default())
        .with_context(|| sample.name.clone())?;
    reading.check(rules);
    let mut hasher = DefaultHasher::default();
    serde_json::to_string(&reading.report)?.hash(&mut hasher);
    Ok(hasher.finish())
}
