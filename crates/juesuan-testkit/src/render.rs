//! Printing a document in one of the layouts, while noting on which line each figure comes to stand.

use juesuan_source::chars::columns;

use crate::document::{Document, Part};
use crate::grid::{Cell, Grid, Role, Row, Seam};
use crate::truth::{SectionRow, Truth};

/// How the cells of a table stand in the text.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A row a line, cells parted by tabs.
    Tabbed,
    /// A cell a line behind a tab, rows parted by an empty line: what Word leaves when it saves as text.
    Exploded,
    /// Markdown pipes: `| a | b |`.
    Piped,
    /// Columns aligned by blanks, numbers to the right, as PDF readers print them.
    Aligned,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 4] = [Self::Tabbed, Self::Exploded, Self::Piped, Self::Aligned];
}

/// A printed document and its truth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The text, lines ended by `\n`.
    pub text: String,
    /// What it states.
    pub truth: Truth,
}

/// Prints a document.
pub fn print(document: &Document, layout: Layout) -> Printed {
    let mut printer = Printer { out: Printed::default(), line: 0, layout, columns: Vec::new() };
    for part in &document.parts {
        printer.part(part, document);
    }
    printer.out
}

struct Printer {
    out: Printed,
    /// Lines printed so far.
    line: u32,
    layout: Layout,
    /// Widths of the columns of the table being printed in [`Layout::Aligned`].
    columns: Vec<usize>,
}

impl Printer {
    /// Prints a line, or a cell of several, and returns the number of its first line.
    fn put(&mut self, line: &str) -> u32 {
        self.out.text.push_str(line);
        self.out.text.push('\n');
        let first = self.line + 1;
        self.line = first + line_ends(line);
        first
    }

    fn part(&mut self, part: &Part, document: &Document) {
        match part {
            Part::Blank => {
                self.put("");
            }
            Part::Line(line) => {
                self.put(line);
            }
            Part::Neutral(line) => {
                let line = self.put(line);
                self.out.truth.neutral.push(line);
            }
            Part::Heading(heading) => {
                let crate::document::Heading { markup, number, gap, title, level } = heading;
                let bold = if markup.ends_with('*') { "**" } else { "" };
                let line = self.put(&format!("{markup}{number}{gap}{title}{bold}"));
                let (number, title) = (number.clone(), crate::truth::bare(title));
                self.out.truth.sections.push(SectionRow { line, level: *level, number, title });
            }
            Part::Text { text, facts, programme } => {
                let kept = document.cut_at.map_or(text.as_str(), |count| cut_off(text, count));
                let line = self.put(&format!("{}{kept}", document.indent));
                let facts = facts_within(text, kept.len(), facts);
                self.out.truth.facts.extend(facts.map(|fact| crate::Fact { line, ..fact.clone() }));
                self.out
                    .truth
                    .programmes
                    .extend(programme.iter().map(|p| crate::Programme { line, ..p.as_ref().clone() }));
            }
            Part::Table(grid) => self.table(grid),
        }
    }

    fn table(&mut self, grid: &Grid) {
        if self.layout == Layout::Aligned {
            self.columns = column_widths(grid);
        }
        self.header(grid, false);
        let mut breaks = grid.breaks.iter().peekable();
        let mut ruled = false;
        for (index, row) in grid.rows.iter().enumerate() {
            while let Some(cut) = breaks.next_if(|cut| cut.before == index) {
                self.seam(grid, cut.seam);
                ruled = cut.seam == Seam::Ruled;
            }
            self.row(row);
            if std::mem::take(&mut ruled) && self.layout == Layout::Tabbed {
                let dashes = |cell: &Cell| "-".repeat(columns(&cell.text).max(2));
                let rule: Vec<String> = row.cells.iter().map(dashes).collect();
                self.put(&rule.join("\t"));
            }
        }
    }

    fn seam(&mut self, grid: &Grid, seam: Seam) {
        match seam {
            Seam::Header | Seam::SpacedHeader => {
                self.put("");
                self.header(grid, seam == Seam::SpacedHeader);
            }
            Seam::Bare => {
                self.put("");
            }
            Seam::Ruled => {
                self.put("");
                self.put("---");
                self.put("");
            }
            Seam::FormFeed => {
                self.put("");
                self.out.text.push('\u{c}');
                self.header(grid, false);
            }
        }
    }

    fn header(&mut self, grid: &Grid, spaced: bool) {
        for (index, row) in grid.header.iter().enumerate() {
            if spaced {
                let mut row = row.clone();
                row.cells.iter_mut().for_each(|cell| cell.text = with_blank_inside(&cell.text));
                self.row(&row);
            } else {
                self.row(row);
            }
            if index == 0 && self.layout == Layout::Piped {
                let rule: Vec<&str> = row.cells.iter().map(|_| "---").collect();
                self.put(&format!("| {} |", rule.join(" | ")));
            }
        }
    }

    fn row(&mut self, row: &Row) {
        let first = self.line + 1;
        match self.layout {
            Layout::Tabbed => {
                let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
                self.put(&cells.join("\t"));
            }
            Layout::Piped => {
                let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
                self.put(&format!("| {} |", cells.join(" | ")));
            }
            Layout::Aligned => {
                let line = aligned(&row.cells, &self.columns);
                self.put(&line);
            }
            Layout::Exploded => {
                for cell in &row.cells {
                    if cell.role != Role::Covered {
                        let line = self.put(&format!("\t{}", cell.text));
                        self.observe(cell, line);
                    }
                }
                self.put("");
            }
        }
        if self.layout != Layout::Exploded {
            for cell in &row.cells {
                self.observe(cell, first);
            }
        }
        self.note_row(row, first);
    }

    fn observe(&mut self, cell: &Cell, line: u32) {
        if let Role::Figure(observation) = &cell.role {
            self.out.truth.observations.push(crate::Observation { line, ..observation.clone() });
        }
    }

    fn note_row(&mut self, row: &Row, first: u32) {
        if let Some(indicator) = &row.indicator {
            let line = match self.layout {
                Layout::Exploded => first + line_of_cell(row, &indicator.level3),
                _ => first,
            };
            self.out.truth.indicators.push(crate::Indicator { line, ..indicator.clone() });
        }
        if let Some(programme) = &row.programme {
            let line = match self.layout {
                Layout::Exploded => first + line_of_cell(row, &programme.programme),
                _ => first,
            };
            self.out.truth.programmes.push(crate::Programme { line, ..programme.clone() });
        }
    }
}

/// How many lines below the row's first line the cell with this text stands, when each cell has its own.
fn line_of_cell(row: &Row, text: &str) -> u32 {
    let cells = row.cells.iter().filter(|cell| cell.role != Role::Covered);
    let mut lines = 0;
    for cell in cells {
        if crate::truth::bare(&cell.text) == text {
            return lines;
        }
        lines += 1 + line_ends(&cell.text);
    }
    0
}

/// The first `count` characters.
fn cut_off(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

/// The facts whose value and unit stand whole in the first `end` bytes of the text that states them all in order.
fn facts_within<'a>(
    text: &'a str,
    end: usize,
    facts: &'a [crate::Fact],
) -> impl Iterator<Item = &'a crate::Fact> {
    let mut from = 0;
    facts.iter().filter(move |fact| {
        let printed = format!("{}{}", fact.value, fact.unit);
        let place = text.get(from..).and_then(|rest| rest.find(&printed)).map(|at| from + at + printed.len());
        from = place.unwrap_or(from);
        place.is_some_and(|place| place <= end)
    })
}

fn line_ends(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// "经济分类科目编码" → "经济分类 科目编码": the header of a next page is often spelt with other blanks.
fn with_blank_inside(text: &str) -> String {
    let count = text.chars().count();
    let middle = text.char_indices().nth(count / 2).map_or(0, |(at, _)| at);
    if count >= 4 { format!("{} {}", &text[..middle], &text[middle..]) } else { text.to_owned() }
}

fn column_widths(grid: &Grid) -> Vec<usize> {
    let mut widths = vec![0; grid.width()];
    for row in grid.header.iter().chain(&grid.rows) {
        for (cell, widest) in row.cells.iter().zip(&mut widths) {
            *widest = (*widest).max(columns(&cell.text));
        }
    }
    widths
}

/// One line with figures flush right and text flush left in their columns, two blanks apart.
pub(crate) fn aligned(cells: &[Cell], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, &column) in cells.iter().zip(widths) {
        let fill = " ".repeat(column.saturating_sub(columns(&cell.text)));
        let to_the_right = matches!(cell.role, Role::Figure(_));
        let (before, after) = if to_the_right { (fill.as_str(), "") } else { ("", fill.as_str()) };
        line.extend([before, &cell.text, after, "  "]);
    }
    line.trim_end().to_owned()
}
