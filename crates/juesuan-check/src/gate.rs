//! Holds back what rests on something that was not read with certainty.
//!
//! Comparisons pass here when they fail ([`crate::log`]), and everything else that rules find before it becomes a
//! finding: a rule need not know of doubt, and cannot pass it by. What was held back is told once for each table.

use juesuan_model::{FindingKind, Place, Severity, TableId};

use crate::figure_name::table_zh;
use crate::log::{Doubted, Ledger};
use crate::rule_set::RuleSet;
use crate::statement_index::Book;
use crate::{Cause, Doubt, Draft, Family, Text};

/// Takes back the errors and warnings that cite a place in doubt, says for each rule what it could not check, and tells
/// of each table with doubts. Of tables that a finding explains nothing else is told.
pub(crate) fn hold_back(ledger: &mut Ledger<'_>, rules: &RuleSet, explained: &[TableId]) {
    let book = ledger.book();
    let mut all = Vec::new();
    let mut compares = vec![false; rules.len()];
    for instance in &ledger.instances {
        if let Some(compares) = compares.get_mut(instance.rule as usize) {
            *compares = true;
        }
    }
    for ((entry, rule), compares) in ledger.entries.iter_mut().zip(rules.iter()).zip(compares) {
        let info = rule.info();
        entry.drafts.retain(|draft| !cites(book, draft, explained));
        // what is said of the reading itself is said of nothing else
        if info.family != Family::Reading {
            let doubted = &mut entry.doubted;
            entry.drafts.retain(|draft| {
                let severity = draft.severity.unwrap_or(info.severity);
                let of_name = draft.kind.unwrap_or(info.kind) == FindingKind::Name;
                let open = (severity != Severity::Info).then(|| open(book, draft, of_name)).flatten();
                doubted.extend(open);
                open.is_none()
            });
        }
        let silent = entry.held == 0 && entry.drafts.is_empty() && entry.gaps.is_empty() && !compares;
        if let (Family::TableText, true, Some(table)) = (info.family, silent, book.doubts().unread().first())
        {
            entry.gaps.push(format!("{}（{}）", table_zh(*table), Doubt::NoFigures.text().zh));
        }
        for doubted in &entry.doubted {
            let gap = gap(book, *doubted);
            if !entry.gaps.contains(&gap) {
                entry.gaps.push(gap);
            }
        }
        all.extend_from_slice(&entry.doubted);
    }
    let Some(entry) = rules.describing(Cause::Doubt).and_then(|(at, _)| ledger.entries.get_mut(at)) else {
        return;
    };
    entry.drafts.extend(notices(book, &all));
}

/// Whether a finding cites a figure of one of the tables.
fn cites(book: &Book<'_>, draft: &Draft, tables: &[TableId]) -> bool {
    let lines = tables.iter().filter_map(|id| book.sheet(*id)).map(|sheet| {
        let table = sheet.table();
        table.line_start()..=table.line_end()
    });
    let lines: Vec<_> = lines.collect();
    draft.places.iter().any(|place| lines.iter().any(|lines| lines.contains(&place.line)))
}

/// The first place of a finding that is in doubt.
fn open(book: &Book<'_>, draft: &Draft, of_name: bool) -> Option<Doubted> {
    let doubts = book.doubts();
    let doubt = |place: Place| if of_name { doubts.of_name(place) } else { doubts.at(place) };
    let at = |place: &Place| Some(Doubted { place: *place, doubt: doubt(*place)? });
    let is_nowhere = draft.places.iter().all(|place| place.span.is_empty() && place.line == 0);
    let absent =
        || Some(Doubted { place: Place::default(), doubt: doubts.of_absence().filter(|_| is_nowhere)? });
    draft.places.iter().find_map(at).or_else(absent)
}

/// What a rule could not check, in words.
fn gap(book: &Book<'_>, doubted: Doubted) -> String {
    let place = place_name(book, doubted.place);
    format!("{}（{}）", place.zh, doubted.doubt.text().zh)
}

fn place_name(book: &Book<'_>, place: Place) -> Text {
    let table = book.doubts().table_at(place).and_then(|at| book.doubts().tables().get(at)?.form);
    let line = place.line;
    match table {
        Some(table) => Text::owned(format!("{}第{line}行", table_zh(table)), format!("{table}, line {line}")),
        None => Text::owned(format!("第{line}行"), format!("line {line}")),
    }
}

/// One notice for each table with doubts, and one for the text.
fn notices(book: &Book<'_>, held_back: &[Doubted]) -> Vec<Draft> {
    let doubts = book.doubts();
    let mut notices = Vec::new();
    let mut of_tables = vec![Vec::new(); doubts.tables().len()];
    let mut of_text = Vec::new();
    for doubted in held_back {
        let table = doubts.table_at(doubted.place).and_then(|at| of_tables.get_mut(at));
        table.unwrap_or(&mut of_text).push(*doubted);
    }
    for (table, mut places) in doubts.tables().iter().zip(of_tables) {
        let times = places.len();
        // cells that could be read in more than one way are told where they are repaired
        if places.is_empty() && (table.form.is_none() || table.any == Doubt::Cell) {
            continue;
        }
        if places.is_empty() {
            let place = Place { line: table.lines.0, ..Place::default() };
            places.push(Doubted { place, doubt: table.any });
        }
        let name = match table.form {
            Some(form) => Text::owned(table_zh(form), form.to_string()),
            None => Text::owned(
                format!("第{}行的表", table.lines.0),
                format!("the table on line {}", table.lines.0),
            ),
        };
        notices.extend(notice(name, times, &places));
    }
    notices.extend(notice(Text::new("正文", "the text"), of_text.len(), &of_text));
    notices
}

fn notice(name: Text, times: usize, places: &[Doubted]) -> Option<Draft> {
    let (first, others) = places.split_first()?;
    let mut doubts: Vec<Doubt> = places.iter().map(|doubted| doubted.doubt).collect();
    doubts.sort_unstable();
    doubts.dedup();
    let join = |text: fn(&Text) -> &str, by: &str| {
        let texts: Vec<Text> = doubts.iter().map(|doubt| doubt.text()).collect();
        texts.iter().map(text).collect::<Vec<_>>().join(by)
    };
    let why = Text::owned(join(|text| &text.zh, "；"), join(|text| &text.en, "; "));
    let draft = others.iter().fold(Draft::at(first.place), |draft, other| draft.and_at_once(other.place));
    Some(draft.with_text("where", name).with_text("why", why).with("times", times))
}
