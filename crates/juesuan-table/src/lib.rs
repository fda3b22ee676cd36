#![doc = include_str!("../README.md")]

mod cell;
mod choice;
mod document;
mod grid;
mod heads;
mod layouts;
mod reason;
mod rebuild;
mod repair;
mod sums;
mod table;
mod template;
mod text;
mod tuning;
mod word_fault;
mod words;

use juesuan_segment::{BlockKind, Segmentation, plain};
use juesuan_source::chars::GAPS;
use juesuan_source::lines as lines_of;

pub use juesuan_segment::{FragmentLayout, Span, TooLong};
pub use juesuan_source::{Certainty, ColumnIndex, RowIndex};
pub use rust_decimal::Decimal;

pub use choice::{Candidate, Choice};
pub use document::{Document, Figure, RowView, TableView, read, read_with};
pub use reason::Reason;
pub use repair::{Repair, RepairKind};
pub use table::{
    Cell as GridCell, CellKind, CellRef, Column, Context, Fragment, Panel, Role, Row as GridRow, RowKind,
    Table as Grid,
};
pub use template::{ColumnKind, Lexicon, Template, TemplateColumn};
pub use tuning::thresholds;
pub use word_fault::WordFault;
pub use words::Words;

use cell::clean;
use grid::Grid as RawGrid;
use layouts::aligned::{Aligner, Measure, pages};
use layouts::tabbed::TabReader;
use layouts::{evaluation, exploded, flat, html, piped};
use rebuild::{
    beside, build, context, fragment_runs, glued, hung, lines, parts, repeated_cells, shifted,
    spanning_headers,
};
use sums::proof;
use table::Table;
use template::Mode;
use text::{KnownHeads, Text};
use tuning::layouts::TUNING;

/// The tables of a document and what was repaired to get them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// The tables in the order of the source.
    pub tables: Vec<Table>,
    /// All repairs in the order of the source.
    pub repairs: Vec<Repair>,
}

impl Tables {
    /// Puts the figures that stand in these places in doubt ([`Certainty::Doubtful`]), because their characters were
    /// recognised on pictures, and takes those out of it ([`Certainty::Proved`]) that add up in their table to the last
    /// digit. The places lie in order and apart in `source`.
    pub fn prove(&mut self, source: &str, places: &[Span], lexicon: &dyn Lexicon) {
        if places.is_empty() {
            return;
        }
        let known = KnownHeads::default();
        let text = Text::new(source, lexicon.words(), &known);
        for table in &mut self.tables {
            proof::prove(table, &text, places);
        }
    }
}

/// Rebuilds all tables of a segmented document by what stands in them alone.
pub fn reconstruct(segmentation: &Segmentation<'_>) -> Tables {
    reconstruct_with(segmentation, &())
}

/// Rebuilds all tables of a segmented document. Tables that have the title of a form which the lexicon knows, and whose
/// cells no separator parts, are read by the columns of the form.
pub fn reconstruct_with(segmentation: &Segmentation<'_>, lexicon: &dyn Lexicon) -> Tables {
    let words = lexicon.words();
    let known = KnownHeads::default();
    let text = Text::new(segmentation.source, words, &known);
    let mut runs = Runs::new(&text);
    let aligned =
        segmentation.blocks.iter().filter(|block| block.kind == BlockKind::Fragment(FragmentLayout::Aligned));
    runs.measure = Measure::of_all(&text, aligned.map(|block| block.span));
    let mut at = 0;
    while let Some(run) = fragment_runs::next(words, segmentation, at) {
        let above = context::above(words, segmentation, run.first);
        let title = above.title.map(|title| plain(title.text(segmentation.source)));
        let titled = title.as_ref().is_some_and(|title| words.names_statement(title));
        let mut choice = Choice::default();
        let before = (runs.tables.tables.len(), runs.tables.repairs.len());
        let form =
            title.as_deref().and_then(|title| runs.by_form(&run.fragments, title, lexicon, &mut choice));
        if form.is_some() {
            runs.try_rhythm(&run.fragments, titled, before);
        }
        let first = match form {
            Some(first) => first,
            None => runs.read(&run.fragments, titled),
        };
        let new = runs.tables.tables.get_mut(first..).unwrap_or(&mut []);
        context::surround(segmentation, above, run.last, new);
        if let (Some(table), false) = (new.first_mut(), choice.candidates.is_empty()) {
            table.choice = Some(Box::new(choice));
        }
        at = run.last + 1;
    }
    runs.finish()
}

/// Rebuilds the tables of one fragment, for callers who know where a table stands. What surrounds it is not looked
/// at: the context holds only what is printed inside the grid.
pub fn read_fragment(source: &str, span: Span, layout: FragmentLayout) -> Tables {
    read_fragment_with(source, span, layout, &())
}

/// Rebuilds the tables of one fragment as [`read_fragment`] does, by the words of a lexicon.
pub fn read_fragment_with(source: &str, span: Span, layout: FragmentLayout, lexicon: &dyn Lexicon) -> Tables {
    let known = KnownHeads::default();
    let text = Text::new(source, lexicon.words(), &known);
    let mut runs = Runs::new(&text);
    runs.read(&[Fragment { span, layout }], false);
    runs.finish()
}

/// Whether a fragment has a cell a line and nothing else that parts cells.
fn is_a_cell_a_line(source: &Text<'_>, fragment: Fragment) -> bool {
    match fragment.layout {
        FragmentLayout::Exploded => !fragment.span.text(source).contains(['\t', '|']),
        // where most lines are names, that of the fragment does not tell
        FragmentLayout::Aligned => !flat::has_figures_behind_blanks(source, fragment.span),
        _ => false,
    }
}

/// Whether a fragment has a cell a line, each behind a tab, and no blank lines that part rows: the tabs part nothing.
fn is_a_cell_a_line_behind_tabs(source: &Text<'_>, fragment: Fragment) -> bool {
    if fragment.layout != FragmentLayout::Exploded {
        return false;
    }
    let (mut all, mut blank, mut tabs) = (0, 0, 0);
    for line in lines_of(source, fragment.span).map(|line| line.text(source)) {
        if line.trim().contains(['\t', '|']) {
            return false;
        }
        all += 1;
        blank += usize::from(line.trim_matches(GAPS).is_empty());
        tabs += usize::from(line.contains('\t'));
    }
    tabs > 0 && blank * TUNING.exploded.one_in_blank <= all
}

/// How sure the layout of a fragment makes it where its cells belong.
fn certainty(source: &Text<'_>, fragment: Fragment) -> Certainty {
    match fragment.layout {
        FragmentLayout::Tabbed | FragmentLayout::Piped | FragmentLayout::Html => Certainty::Given,
        FragmentLayout::Aligned if !flat::is_flat(source, fragment.span) => Certainty::Aligned,
        // exploded cells, rows of single blanks, and layouts that are not known here
        _ => Certainty::Inferred,
    }
}

/// Reads run after run into the tables of a document.
struct Runs<'a> {
    source: &'a Text<'a>,
    tabs: Option<TabReader<'a>>,
    aligner: Aligner,
    /// Columns of exploded pages without anything between their rows.
    exploded_width: Option<usize>,
    grid: RawGrid,
    /// What the tables read so far say, as many of them as were asked.
    said: template::Said,
    asked: usize,
    /// How the aligned fragments of the document measure their lines.
    measure: Measure,
    tables: Tables,
}

impl<'a> Runs<'a> {
    fn new(source: &'a Text<'a>) -> Self {
        Self {
            source,
            tabs: None,
            aligner: Aligner::default(),
            exploded_width: None,
            grid: RawGrid::default(),
            said: template::Said::default(),
            asked: 0,
            measure: Measure::Cells,
            tables: Tables::default(),
        }
    }

    /// Reads the fragments of one run and returns the tables they gave. `titled` says that the title of a form stands
    /// above them. Returns the index of the first table they gave.
    fn read(&mut self, fragments: &[Fragment], titled: bool) -> usize {
        self.grid.clear();
        self.aligner = Aligner::default();
        self.exploded_width = None;
        let mut end = None;
        for fragment in fragments.iter().flat_map(|fragment| pages(self.source, *fragment)) {
            if end != Some(fragment.span.start) {
                self.grid.mark_gap();
            }
            end = Some(fragment.span.end);
            self.read_rows(&fragment);
        }
        self.grid.close_double_gaps();
        if fragments.iter().all(|fragment| certainty(self.source, *fragment) == Certainty::Given) {
            repeated_cells::fold(self.source, &mut self.grid, &mut self.tables.repairs);
            hung::settle(&mut self.grid);
            if titled {
                glued::part(self.source, &mut self.grid, &mut self.tables.repairs);
                shifted::settle(self.source, &mut self.grid, &mut self.tables.repairs);
            }
            lines::join(self.source, &mut self.grid, &mut self.tables.repairs);
            beside::settle(self.source, &mut self.grid, &mut self.tables.repairs);
        }
        parts::widen(self.source, &mut self.grid);
        spanning_headers::headers(self.source, &mut self.grid);
        let mut new = build::tables(self.source, &self.grid, titled, &mut self.tables.repairs);
        for table in &mut new {
            let touches = |fragment: &&Fragment| {
                fragment.span.start < table.span.end && table.span.start < fragment.span.end
            };
            table.fragments = fragments.iter().filter(touches).copied().collect();
            if let Some(certainty) = table.fragments.iter().map(|part| certainty(self.source, *part)).max() {
                let open = table.cells.iter_mut().filter(|cell| cell.certainty == Certainty::Given);
                open.for_each(|cell| cell.certainty = certainty);
            }
        }
        let before = self.tables.tables.len();
        self.tables.tables.append(&mut new);
        before
    }

    /// Reads a table of a cell a line behind tabs by the rhythm of its cells instead of its form, where its rows have all
    /// their cells or the form leaves doubt, if that leaves its figures in columns of figures. `before` says how many
    /// tables and repairs there were before its form was asked.
    fn try_rhythm(&mut self, fragments: &[Fragment], titled: bool, before: (usize, usize)) {
        if !fragments.iter().all(|part| is_a_cell_a_line_behind_tabs(self.source, *part)) {
            return;
        }
        let doubtful = |table: &Table| table.cells.iter().any(|cell| cell.certainty == Certainty::Doubtful);
        let leaves_doubt = self.tables.tables.get(before.0..).unwrap_or(&[]).iter().any(doubtful);
        let tables = self.tables.tables.split_off(before.0);
        let repairs = self.tables.repairs.split_off(before.1);
        let first = self.read(fragments, titled);
        let new = self.tables.tables.get(first..).unwrap_or(&[]);
        let names = |name: &String| self.source.header(&clean::key(name));
        let is_stub = |name: &String| matches!(names(name), Some(Role::Code | Role::Label));
        // heads that lack the cells they cover move to the wrong columns
        let is_headed = |column: &Column| column.role != Role::Figure || !column.path.iter().any(is_stub);
        let fits = new.iter().all(|table| {
            table.has_figures_in_columns(self.source)
                && table.columns.iter().all(is_headed)
                && !self.begins_with_head(table)
        });
        if !(fits && (leaves_doubt || self.has_whole_rows(fragments))) {
            self.tables.tables.truncate(before.0);
            self.tables.repairs.truncate(before.1);
            self.tables.tables.extend(tables);
            self.tables.repairs.extend(repairs);
        }
    }

    /// Whether a word stands in the column of codes of the first row, a head: the row began too early.
    fn begins_with_head(&self, table: &Table) -> bool {
        let Some(first) = table.data_rows().next() else { return false };
        table.columns.iter().zip(table.row_cells(first)).any(|(column, cell)| {
            let key = clean::key(cell.span().text(self.source)).into_owned();
            let is_word = !key.is_empty() && !key.contains(|c: char| c.is_ascii_digit());
            column.role == Role::Code && is_word && !self.source.words.totals(&key)
        })
    }

    /// Whether the cells of exploded fragments fill rows of the width that was found, blank cells among them.
    fn has_whole_rows(&self, fragments: &[Fragment]) -> bool {
        let Some(width) = self.exploded_width.filter(|&width| width > 1) else { return false };
        let (mut cells, mut blank) = (0, 0);
        let lines = fragments.iter().flat_map(|part| lines_of(self.source, part.span));
        for line in lines.map(|line| line.text(self.source)).filter(|line| line.contains('\t')) {
            cells += 1;
            blank += usize::from(line.trim().is_empty());
        }
        blank > 0 && cells % width == 0
    }

    /// Reads a table without separators of cells by its form, if its form is known and explains it.
    fn by_form(
        &mut self,
        fragments: &[Fragment],
        title: &str,
        lexicon: &dyn Lexicon,
        choice: &mut Choice,
    ) -> Option<usize> {
        let (first, last) = (fragments.first()?, fragments.last()?);
        let span = first.span.join(last.span);
        let mode = self.mode(fragments)?;
        self.ask();
        let knowledge = template::Knowledge { lexicon, title, said: &self.said };
        let read = template::read(self.source, span, mode, &knowledge, choice)?;
        let before = self.tables.tables.len();
        let mut table = build::by_form(self.source, read, span, &mut self.tables.repairs);
        table.fragments = fragments.to_vec();
        for cell in table.cells.iter_mut().filter(|cell| cell.certainty == Certainty::Given) {
            cell.certainty =
                if matches!(mode, Mode::Spaced(_)) { Certainty::Aligned } else { Certainty::Inferred };
        }
        self.tables.tables.push(table);
        Some(before)
    }

    /// Learns what the tables read so far say. Documents whose cells are all parted never need it.
    fn ask(&mut self) {
        for table in self.tables.tables.get(self.asked..).unwrap_or(&[]) {
            self.said.learn(self.source, table);
        }
        self.asked = self.tables.tables.len();
    }

    /// How the cells of a run stand in the text, where no separator parts them.
    fn mode(&self, fragments: &[Fragment]) -> Option<Mode> {
        let has_cells = |part: &Fragment| {
            is_a_cell_a_line(self.source, *part) || is_a_cell_a_line_behind_tabs(self.source, *part)
        };
        if fragments.iter().all(has_cells) {
            return Some(Mode::Cells);
        }
        if !fragments.iter().all(|part| part.layout == FragmentLayout::Aligned) {
            return None;
        }
        if fragments.iter().all(|part| flat::is_flat(self.source, part.span)) {
            return Some(Mode::Words);
        }
        Some(Mode::Spaced(self.measure))
    }

    /// Whether no separator but single blanks or line ends parts the cells of a fragment.
    fn is_unparted(&self, fragment: &Fragment) -> bool {
        is_a_cell_a_line(self.source, *fragment)
            || fragment.layout == FragmentLayout::Aligned && flat::is_flat(self.source, fragment.span)
    }

    fn read_rows(&mut self, fragment: &Fragment) {
        let span = fragment.span;
        if self.is_unparted(fragment) && evaluation::is_form(self.source, span) {
            evaluation::read(self.source, *fragment, &mut self.grid);
            return;
        }
        match fragment.layout {
            FragmentLayout::Tabbed => {
                let source = self.source;
                let tabs = self.tabs.get_or_insert_with(|| TabReader::new(source, span.start as usize));
                tabs.read(span, &mut self.grid);
            }
            FragmentLayout::Exploded => {
                let repairs = &mut self.tables.repairs;
                exploded::read(self.source, span, &mut self.exploded_width, &mut self.grid, repairs);
            }
            FragmentLayout::Piped => piped::read(self.source, span, &mut self.grid),
            FragmentLayout::Html => html::read(self.source, span, &mut self.grid),
            FragmentLayout::Aligned if flat::is_flat(self.source, span) => {
                flat::read(self.source, span, &mut self.grid);
            }
            // positions are what every layout has
            _ => {
                self.aligner.read(self.source, span, &mut self.grid, &mut self.tables.repairs);
            }
        }
    }

    fn finish(mut self) -> Tables {
        self.tables.repairs.sort_by_key(|repair| repair.at);
        self.tables
    }
}
