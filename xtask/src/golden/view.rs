//! Views of a report for a reader of differences: an outline, its tables as grids, its facts, its findings. Each is a few
//! kilobytes of text with one thing a line, so that a change of the reader shows as the lines it changed.

use std::fmt::Write as _;

use juesuan::model::{Certainty, CheckStatus, Column, Entry, Report, Row, RowIndex, Table};

/// The document in a line, then a section a line: the line in the source, number and title, indented by level.
pub(super) fn outline(report: &Report) -> String {
    let mut out = String::new();
    let entity = report.entity.as_ref().map_or("–", |entity| entity.name.as_str());
    let year = report.year.map_or("–".to_owned(), |year| year.to_string());
    let kind = report.kind.map_or("–", |kind| kind.as_str());
    let (read, all) = (report.numbers_read, report.numbers);
    let _ = writeln!(out, "{entity} · {year} · {kind} · {read} of {all} numbers read");
    for section in &report.sections {
        let indent = "  ".repeat(usize::from(section.level));
        let _ = writeln!(out, "{:>3}{indent}{} {}", section.place.line, section.number, section.title);
    }
    for empty in &report.empty_statements {
        let _ = writeln!(out, "{:>3}  empty: {}", empty.place.line, empty.statement.as_str());
    }
    out
}

/// Each table: what it is, its columns, then a row a line with its place, meaning and cells.
pub(super) fn grid(report: &Report) -> String {
    let mut out = String::new();
    for table in &report.tables {
        let unit = table.unit().map_or("–".to_owned(), ToString::to_string);
        let (first, last, layout) = (table.line_start(), table.line_end(), table.layout().as_str());
        let _ = writeln!(
            out,
            "{} {} · {} · {unit} · lines {first}–{last} · {layout} · {} fragment(s)",
            table.id(),
            table.title(),
            table.kind().as_str(),
            table.fragments()
        );
        let columns: Vec<String> = table.columns().iter().map(Column::title).collect();
        let _ = writeln!(out, "   | {}", columns.join(" | "));
        for (index, row) in table.indexed_rows() {
            line(&mut out, table, index, row);
        }
        out.push('\n');
    }
    out
}

fn line(out: &mut String, table: &Table, index: RowIndex, row: &Row) {
    let number = row.number.map_or(String::new(), |number| format!("#{number} "));
    let item = row.item.map_or(String::new(), |item| format!(" <{item}>"));
    let _ = write!(out, "{:>3} {number}{} {}{item}", row.line, row.code_text(), row.label);
    let mut at = 0;
    for cell in table.cells_of(index) {
        while at <= cell.column.get() {
            out.push_str(" |");
            at += 1;
        }
        let _ = match &cell.entry {
            Entry::Number(value) => write!(out, " {value}"),
            Entry::Measured(amount) => write!(out, " {}{}", amount.value, amount.unit),
            Entry::Dash => write!(out, " —"),
            Entry::Text(text) => write!(out, " {text}"),
        };
        out.push_str(mark(cell.certainty));
    }
    out.push('\n');
}

/// How a cell is known, where the format does not state it.
const fn mark(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Proved => " =",
        Certainty::Aligned => " ^",
        Certainty::Inferred => " ~",
        Certainty::Doubtful => " ?",
        _ => "",
    }
}

/// A fact a line: its line in the source, role, value with unit, period and subject.
pub(super) fn facts(report: &Report) -> String {
    let mut out = String::new();
    for fact in &report.facts {
        let unit = fact.unit.as_ref().map_or(String::new(), ToString::to_string);
        let period = fact.period.as_ref().map_or("–".to_owned(), ToString::to_string);
        let (line, role) = (fact.place.line, fact.role.as_str());
        let _ = writeln!(out, "{line:>5} {role} {}{unit} · {period} · {}", fact.value, fact.subject);
    }
    for programme in &report.programmes {
        let number = |number: Option<&juesuan::model::PlacedNumber>| {
            number.map_or("–".to_owned(), |number| number.value.to_string())
        };
        let amounts = [
            &programme.budget_initial,
            &programme.budget_adjusted,
            &programme.executed,
            &programme.total_score,
        ];
        let amounts: Vec<String> = amounts.iter().map(|amount| number(amount.as_ref())).collect();
        let _ = writeln!(
            out,
            "{:>3} programme {} · {}",
            programme.place.line,
            programme.name,
            amounts.join(" / ")
        );
    }
    for indicator in &report.indicators {
        let text = |text: Option<&juesuan::model::PlacedText>| {
            text.map_or("–", |text| text.value.as_str()).to_owned()
        };
        let (target, actual) = (text(indicator.target.as_ref()), text(indicator.actual.as_ref()));
        let score = indicator.score.as_ref().map_or("–".to_owned(), |score| score.value.to_string());
        let _ = writeln!(
            out,
            "{:>3} indicator {} / {} / {} · {target} → {actual} · {score}",
            indicator.place.line, indicator.level1, indicator.level2, indicator.level3
        );
    }
    out
}

/// Lines in order, those that follow one another as 44–51.
fn runs(lines: impl Iterator<Item = u32>) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if line == *last + 1 => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let told = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    runs.iter().map(told).collect::<Vec<_>>().join(", ")
}

/// A finding a line, then what became of the rules (those that do not apply are only counted), the repairs, and the numbers that were not read.
pub(super) fn findings(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let lines = runs(finding.places.iter().map(|place| place.line));
        let (severity, message) = (finding.severity.as_str(), &finding.message);
        let _ = writeln!(out, "{} {severity} at {}: {message}", finding.rule, lines);
    }
    for status in CheckStatus::ALL {
        let rules: Vec<&str> = report
            .checks
            .iter()
            .filter(|check| check.status == *status)
            .map(|check| check.rule.as_str())
            .collect();
        let listed = if *status == CheckStatus::NotApplicable { "–".to_owned() } else { rules.join(" ") };
        let _ = writeln!(out, "\n{} ({}): {listed}", status.as_str(), rules.len());
    }
    out.push('\n');
    for repair in &report.repairs {
        let _ = writeln!(
            out,
            "{:>3} repair {}: {:?} → {:?}",
            repair.line, repair.kind, repair.printed, repair.read_as
        );
    }
    for unread in &report.unread {
        let _ = writeln!(out, "{:>3} unread {} ({})", unread.place.line, unread.text, unread.reason);
    }
    out
}
