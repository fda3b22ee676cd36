//! The runs of a document, each read into its tables: by the form whose title stands above it, else by its layout.

use juesuan_segment::FragmentLayout;
use juesuan_source::Certainty;

use crate::Tables;
use crate::choice::Choice;
use crate::grid::Grid;
use crate::layouts::aligned::{Aligner, Measure, pages};
use crate::layouts::tabbed::TabReader;
use crate::layouts::{cell_lines, evaluation, exploded, flat, html, piped};
use crate::rebuild::{
    beside, build, glued, hung, lines, parts, repeated_cells, rhythm, shifted, spanning_headers,
};
use crate::table::{Fragment, Table};
use crate::template::{self, Lexicon, Mode};
use crate::text::Text;

/// How sure the layout of a fragment makes it where its cells belong.
fn certainty(source: &Text<'_>, fragment: Fragment) -> Certainty {
    match fragment.layout {
        FragmentLayout::Tabbed | FragmentLayout::Piped | FragmentLayout::Html => Certainty::Given,
        FragmentLayout::Aligned if !flat::is_flat(source, fragment.span) => Certainty::Aligned,
        // exploded cells, rows of single blanks, and layouts that are not known here
        _ => Certainty::Inferred,
    }
}

/// A page of a fragment.
struct Page {
    fragment: Fragment,
    /// Whether it is a form of self-evaluation that nothing but blanks or line ends part.
    is_form: bool,
}

/// Reads run after run into the tables of a document.
pub(crate) struct Runs<'a> {
    source: &'a Text<'a>,
    tabs: Option<TabReader<'a>>,
    aligner: Aligner,
    /// Columns of exploded pages without anything between their rows.
    exploded_width: Option<usize>,
    grid: Grid,
    /// What the tables read so far say, as many of them as were asked.
    said: template::Said,
    asked: usize,
    /// How the aligned fragments of the document measure their lines.
    pub(crate) measure: Measure,
    pub(crate) tables: Tables,
}

impl<'a> Runs<'a> {
    pub(crate) fn new(source: &'a Text<'a>) -> Self {
        Self {
            source,
            tabs: None,
            aligner: Aligner::default(),
            exploded_width: None,
            grid: Grid::default(),
            said: template::Said::default(),
            asked: 0,
            measure: Measure::Cells,
            tables: Tables::default(),
        }
    }

    /// Reads the fragments of one run into tables and returns the index of the first of them. `titled` says that the title of a
    /// form stands above them.
    pub(crate) fn read(&mut self, fragments: &[Fragment], titled: bool) -> usize {
        self.grid.clear();
        self.aligner = Aligner::default();
        self.exploded_width = None;
        let mut end = None;
        let pages: Vec<Page> = fragments.iter().flat_map(|fragment| self.pages(*fragment)).collect();
        for Page { fragment, is_form } in pages {
            if end != Some(fragment.span.start) {
                self.grid.mark_gap();
            }
            end = Some(fragment.span.end);
            if is_form {
                evaluation::read(self.source, fragment, &mut self.grid);
            } else {
                self.read_rows(&fragment);
            }
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

    /// Reads a run by its form where that is known, else by its layout. `title` is what stands above it, and `titled` says
    /// that it is the title of a form. Returns the index of the first table.
    pub(crate) fn read_run(
        &mut self,
        fragments: &[Fragment],
        (title, titled): (Option<&str>, bool),
        lexicon: &dyn Lexicon,
    ) -> usize {
        let before = (self.tables.tables.len(), self.tables.repairs.len());
        let mut choice = Choice::default();
        let form = title.and_then(|title| self.by_form(fragments, title, lexicon, &mut choice));
        if form.is_some() && self.by_rhythm(fragments, titled, before) {
            choice = Choice::default();
        }
        let first = form.unwrap_or_else(|| self.read(fragments, titled));
        if let (Some(table), false) = (self.tables.tables.get_mut(first), choice.candidates.is_empty()) {
            table.choice = Some(Box::new(choice));
        }
        first
    }

    /// Reads a table of a cell a line behind tabs by the rhythm of its cells instead of its form, where its rows have all
    /// their cells or the form leaves doubt, and the rhythm fits. `before` says how many tables and repairs there were
    /// before its form was asked. Returns whether it did.
    fn by_rhythm(&mut self, fragments: &[Fragment], titled: bool, before: (usize, usize)) -> bool {
        let source = self.source;
        if !fragments.iter().all(|part| cell_lines::is_a_cell_a_line_behind_tabs(source, *part)) {
            return false;
        }
        let doubtful = |table: &Table| table.cells.iter().any(|cell| cell.certainty == Certainty::Doubtful);
        let leaves_doubt = self.tables.tables.get(before.0..).unwrap_or(&[]).iter().any(doubtful);
        let tables = self.tables.tables.split_off(before.0);
        let repairs = self.tables.repairs.split_off(before.1);
        let first = self.read(fragments, titled);
        let whole = |width| cell_lines::have_whole_rows(source, fragments, width);
        let new = self.tables.tables.get(first..).unwrap_or(&[]);
        let fits = (leaves_doubt || self.exploded_width.is_some_and(whole))
            && new.iter().all(|table| rhythm::fits(table, source));
        if !fits {
            self.tables.tables.truncate(before.0);
            self.tables.repairs.truncate(before.1);
            self.tables.tables.extend(tables);
            self.tables.repairs.extend(repairs);
        }
        fits
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
            cell_lines::is_a_cell_a_line(self.source, *part)
                || cell_lines::is_a_cell_a_line_behind_tabs(self.source, *part)
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

    /// The pages of a fragment; a form of self-evaluation that nothing but blanks or line ends part is one.
    fn pages(&self, fragment: Fragment) -> Vec<Page> {
        let is_form = |part: &Fragment| self.is_unparted(part) && evaluation::is_form(self.source, part.span);
        if is_form(&fragment) {
            return vec![Page { fragment, is_form: true }];
        }
        let is_part = |page: &Fragment| page.span != fragment.span;
        let pages = pages(self.source, fragment).into_iter();
        pages.map(|page| Page { fragment: page, is_form: is_part(&page) && is_form(&page) }).collect()
    }

    /// Whether no separator but single blanks or line ends parts the cells of a fragment.
    fn is_unparted(&self, fragment: &Fragment) -> bool {
        cell_lines::is_a_cell_a_line(self.source, *fragment)
            || fragment.layout == FragmentLayout::Aligned && flat::is_flat(self.source, fragment.span)
    }

    fn read_rows(&mut self, fragment: &Fragment) {
        let span = fragment.span;
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

    pub(crate) fn finish(mut self) -> Tables {
        self.tables.repairs.sort_by_key(|repair| repair.at);
        self.tables
    }
}
