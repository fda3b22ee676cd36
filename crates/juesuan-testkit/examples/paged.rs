//! Web pages of random accounts, for other programs to print, and how much is read of what they printed.
//!
//! `paged make DIR COUNT` writes `0.html`, `1.html` …, each with its tables and a little text; `paged score DIR` reads every file in
//! the folder whose name begins with one of these numbers, and says which share of the figures it finds.
#![allow(clippy::print_stdout, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use juesuan_testkit::document::{Document, Part};
use juesuan_testkit::drawn::{Chance, accounts};
use juesuan_testkit::forms::{Family, Style, TITLES, Zero, form};
use juesuan_testkit::grid::{Grid, Role, Row};
use juesuan_testkit::money::MoneyUnit;
use juesuan_testkit::{Layout, Observation, Score, files, print};

#[path = "../tests/reader/mod.rs"]
#[expect(clippy::expect_used, reason = "tests use it, which may stop")]
mod reader;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["make", dir, count] => make(Path::new(dir), count.parse()?),
        ["score", dir] => score(Path::new(dir)),
        _ => Err("paged make DIR COUNT | paged score DIR".into()),
    }
}

/// A document of the nine forms with a little text.
fn document(seed: u64) -> Document {
    let mut chance = Chance::new(seed * 104_729 + 31);
    let accounts = accounts(&mut chance);
    let zeros = [Zero::Integer, Zero::Point, Zero::Blank, Zero::Dash];
    let style = Style {
        family: if chance.happens(50) { Family::Panels } else { Family::Lists },
        unit: if chance.happens(70) { MoneyUnit::WanYuan } else { MoneyUnit::Yuan },
        zero: chance.pick(&zeros).copied().unwrap_or(Zero::Point),
        grouped: chance.happens(50),
        bold: false,
    };
    let mut document = Document::plain_text("");
    document.heading("", 1, "第二部分", format!("{}年度部门决算表", accounts.year));
    for (table, title) in TITLES {
        document.heading("", 2, "", title);
        document.line(format!("部门：{}", accounts.body)).line(format!("单位：{}", style.unit.name()));
        document.table(form(table, &accounts, style));
    }
    document.heading("", 1, "第三部分", "情况说明");
    document.text("本年收支平衡，各项支出按照预算执行，结余按照规定结转下年继续使用。".repeat(8));
    files::whole(&document)
}

fn make(dir: &Path, count: u64) -> Result<(), Box<dyn Error>> {
    for seed in 0..count {
        let document = document(seed);
        std::fs::write(dir.join(format!("{seed}.html")), html(&document, seed % 2 == 0))?;
        std::fs::write(dir.join(format!("{seed}.docx")), files::docx(&document)?)?;
        std::fs::write(dir.join(format!("{seed}.xlsx")), files::xlsx(&document)?)?;
        std::fs::write(dir.join(format!("{seed}.txt")), print(&document, Layout::Tabbed).text)?;
    }
    Ok(())
}

/// A web page with heads that printers repeat; `is_merged` where empty cells of the head belong to those above.
fn html(document: &Document, is_merged: bool) -> String {
    let mut page =
        String::from("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style></style></head><body>\n");
    for part in &document.parts {
        match part {
            Part::Heading(heading) => {
                let _ = writeln!(
                    page,
                    "<h{0}>{1}{2}{3}</h{0}>",
                    heading.level, heading.number, heading.gap, heading.title
                );
            }
            Part::Line(line) | Part::Neutral(line) => drop(writeln!(page, "<p class=line>{line}</p>")),
            Part::Text { text, .. } => drop(writeln!(page, "<p class=text>{text}</p>")),
            Part::Table(grid) => table(&mut page, grid, is_merged),
            Part::Blank => {}
        }
    }
    page + "</body></html>\n"
}

fn table(page: &mut String, grid: &Grid, is_merged: bool) {
    *page += "<table><thead>\n";
    let mut taken: Vec<usize> = vec![0; grid.width()];
    for (at, row) in grid.header.iter().enumerate() {
        let below = if is_merged { grid.header.get(at + 1..).unwrap_or_default() } else { &[] };
        self::row(page, row, below, &mut taken);
    }
    *page += "</thead><tbody>\n";
    for row in &grid.rows {
        self::row(page, row, &[], &mut taken);
    }
    *page += "</tbody></table>\n";
}

fn row(page: &mut String, row: &Row, below: &[Row], taken: &mut [usize]) {
    *page += "<tr>";
    let mut at = 0;
    while let Some(cell) = row.cells.get(at) {
        let covered = row.cells.iter().skip(at + 1).take_while(|cell| cell.role == Role::Covered).count();
        let columns = at..at + 1 + covered;
        at = columns.end;
        if let Some(left) = taken.get_mut(columns.start).filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        // the same columns, and no part of a wider cell
        let is_free = |row: &&Row| {
            let is_blank = |at: usize| row.cells.get(at).is_none_or(|cell| cell.text.is_empty());
            let is_covered = |at: usize| row.cells.get(at).is_some_and(|cell| cell.role == Role::Covered);
            columns.clone().all(is_blank) && !is_covered(columns.start) && !is_covered(columns.end)
        };
        let rows = if cell.text.is_empty() { 0 } else { below.iter().take_while(is_free).count() };
        for column in columns.clone() {
            if let Some(left) = taken.get_mut(column) {
                *left = rows;
            }
        }
        let class = if matches!(cell.role, Role::Figure(_)) { " class=f" } else { "" };
        let _ = write!(page, "<td colspan={} rowspan={}{class}>{}</td>", columns.len(), rows + 1, cell.text);
    }
    *page += "</tr>\n";
}

fn score(dir: &Path) -> Result<(), Box<dyn Error>> {
    let mut sums: BTreeMap<String, Score> = BTreeMap::new();
    let mut names: Vec<_> = std::fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    names.sort_by_key(std::fs::DirEntry::file_name);
    let forms = |all: &[Observation]| -> Vec<[String; 7]> {
        all.iter().filter(|one| one.table.starts_with('Z')).map(Observation::key).collect()
    };
    for entry in names {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number: String = name.chars().take_while(char::is_ascii_digit).collect();
        let Ok(seed) = number.parse() else { continue };
        let truth = forms(&print(&document(seed), Layout::Tabbed).truth.observations);
        let report = juesuan::read(&std::fs::read(entry.path())?, "input", &juesuan::Options::default());
        // a file that cannot be read has no figures
        let found = report.map_or_else(|_| Vec::new(), |report| forms(&reader::observations(&report)));
        let one = Score::of(found.iter().cloned(), truth.iter().cloned());
        println!("{:6.4} {:4} lost {:4} false  {name}", one.f1(), one.wanted - one.met, one.read - one.met);
        if std::env::var_os("LOST").is_some() {
            list("lost", &truth, &found);
            list("false", &found, &truth);
        }
        let kind = name.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
        let sum = sums.entry(kind).or_default();
        (sum.met, sum.read, sum.wanted) = (sum.met + one.met, sum.read + one.read, sum.wanted + one.wanted);
    }
    for (kind, sum) in sums {
        println!("{:6.4} recall, {:6.4} F1, {} figures  {kind}", sum.recall(), sum.f1(), sum.wanted);
    }
    Ok(())
}

/// Figures of one list that the other has not.
fn list(word: &str, of: &[[String; 7]], other: &[[String; 7]]) {
    let mut left: BTreeMap<&[String; 7], usize> = BTreeMap::new();
    for key in other {
        *left.entry(key).or_default() += 1;
    }
    for key in of {
        match left.get_mut(key).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => println!("    {word} {}", key.join(" | ")),
        }
    }
}
