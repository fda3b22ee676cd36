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
mod runs;
mod sums;
mod table;
mod template;
mod text;
mod tuning;
mod word_fault;
mod words;

use juesuan_segment::{BlockKind, Segmentation, plain};

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

use layouts::aligned::Measure;
use rebuild::{context, fragment_runs};
use runs::Runs;
use sums::proof;
use table::Table;
use text::{KnownHeads, Text};

/// The tables of a document and what was repaired to get them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// The tables in the order of the source.
    pub tables: Vec<Table>,
    /// All repairs in the order of the source.
    pub repairs: Vec<Repair>,
}

impl Tables {
    /// Says that positions alone have put the cells in these places where they stand ([`Certainty::Aligned`]), although separators
    /// part them in the text. The places lie in order and apart in the source.
    pub fn position(&mut self, places: &[Span]) {
        let is_there = |span: Span| {
            let before = places.partition_point(|place| place.start <= span.start);
            before.checked_sub(1).and_then(|at| places.get(at)).is_some_and(|place| span.start < place.end)
        };
        let cells = self.tables.iter_mut().flat_map(|table| &mut table.cells);
        for cell in cells.filter(|cell| cell.certainty == Certainty::Given && is_there(cell.span)) {
            cell.certainty = Certainty::Aligned;
        }
    }

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
        let first = runs.read_run(&run.fragments, (title.as_deref(), titled), lexicon);
        let new = runs.tables.tables.get_mut(first..).unwrap_or(&mut []);
        context::surround(segmentation, above, run.last, new);
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
