//! Columns aligned by blanks, as PDF readers print them: cells are found by where they stand in the line.

pub(crate) mod alignment;
pub(crate) mod code_parts;
pub(crate) mod columns;
pub(crate) mod continuation;
pub(crate) mod cut_rows;
pub(crate) mod form_parts;
pub(crate) mod header_lines;
pub(crate) mod interleaved;
pub(crate) mod pages;
pub(crate) mod stub_column;
pub(crate) mod tokens;
pub(crate) mod two_line_rows;
pub(crate) mod wrapped;

use std::ops::Range;

use juesuan_segment::Span;

use crate::cell::look;
use crate::cell::number;
use crate::grid::{Grid, RawCell};
use crate::repair::Repair;
use crate::table::Role;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words;
use continuation::Column;
use juesuan_source::lines;
pub(crate) use pages::pages;
pub(crate) use tokens::{Measure, Token, is_value, pieces, tokens};

/// One line of an aligned table.
#[allow(clippy::struct_excessive_bools)] // independent observations, no state
pub(crate) struct Line {
    pub(crate) span: Span,
    pub(crate) tokens: Vec<Token>,
    /// A cell for each column.
    pub(crate) cells: Vec<RawCell>,
    pub(crate) after_gap: bool,
    /// A part of a form begins with it, with columns of its own.
    pub(crate) opens: bool,
    /// It names columns, or says something about the form.
    pub(crate) heads: bool,
    /// It names columns: neither a title nor the row of column numbers.
    pub(crate) names: bool,
    /// Figures of it stand beside or between the columns.
    pub(crate) loose: bool,
    /// Columns with the places of the parts from which their cells were joined.
    pub(crate) joined: Vec<(usize, Vec<Span>)>,
}

/// Reads the aligned fragments of one run.
#[derive(Default)]
pub(crate) struct Aligner {
    /// The columns of the page above.
    above: Vec<Column>,
    /// Whether names stand on lines below those of their figures, or above, as far as a page has told.
    pairs: Option<bool>,
}

impl Aligner {
    /// Adds the rows of a fragment to the grid. A stretch below a blank line has columns of its own where it begins
    /// with a header, or where its columns do not fit those above: a page is set apart from the next, and seldom
    /// prints its columns at the same places.
    pub(crate) fn read(
        &mut self,
        source: &Text<'_>,
        fragment: Span,
        grid: &mut Grid,
        repairs: &mut Vec<Repair>,
    ) {
        let mut page: Vec<Line> = Vec::new();
        let mut page_places: Vec<Range<usize>> = Vec::new();
        let measure = Measure::of(source, fragment);
        for mut part in parts(read_lines(source, fragment, measure)) {
            code_parts::settle(source, &mut part);
            alignment::straighten(source, &mut part, repairs);
            if part.first().is_some_and(|line| line.opens) {
                self.page(source, std::mem::take(&mut page), grid, repairs);
                self.above.clear();
                grid.mark_gap();
            }
            let part_places = columns::places(source, &part);
            let heads = part.first().is_some_and(|line| line.heads);
            // blank lines may part the lines of a header
            let only_heads = page.iter().all(|line| line.heads);
            let both = columns::united(&page_places, &part_places).filter(|_| !heads);
            let both = if only_heads { Some(part_places.clone()) } else { both };
            page_places = both.unwrap_or_else(|| {
                self.page(source, std::mem::take(&mut page), grid, repairs);
                part_places
            });
            page.extend(part);
        }
        self.page(source, page, grid, repairs);
    }

    fn page(&mut self, source: &Text<'_>, mut page: Vec<Line>, grid: &mut Grid, repairs: &mut Vec<Repair>) {
        let headless = !page.iter().any(|line| line.names && line.tokens.len() > 1);
        let mut places = columns::places(source, &page);
        form_parts::join_wide(&page, &mut places);
        for line in &mut page {
            line.cells = columns::assign(source, &line.tokens, &places);
        }
        let mut names: Vec<&mut Line> =
            page.iter_mut().filter(|line| line.names).take(TUNING.aligned.most_naming).collect();
        header_lines::settle(source, &mut names, &places);
        let columns = continuation::columns(source, &page, &places);
        let figures: Vec<bool> = columns.iter().map(Column::has_figures).collect();
        alignment::mark_loose(&mut page, &places, &figures);
        if headless && columns.len() < self.above.len() {
            let above = continuation::fitted(&columns, &self.above);
            for line in &mut page {
                line.cells = continuation::moved(&line.cells, &above, self.above.len());
                line.loose = true;
            }
        } else {
            self.above = columns;
        }
        for row in wrapped::rows(source, page, &mut self.pairs, repairs) {
            row.push(source, grid);
        }
    }
}

/// The lines in stretches without a blank line.
fn parts(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut parts: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match parts.last_mut() {
            Some(part) if !line.after_gap => part.push(line),
            _ => parts.push(vec![line]),
        }
    }
    parts
}

fn read_lines(source: &Text<'_>, fragment: Span, measure: Measure) -> Vec<Line> {
    let mut read: Vec<Line> = Vec::new();
    let (mut after_gap, mut below_values) = (false, false);
    let form = form_parts::holds_indicators(source, fragment);
    for span in lines(source, fragment) {
        let tokens = tokens(source, span, measure);
        if tokens.is_empty() {
            after_gap = true;
            continue;
        }
        if is_rule(source, &tokens) {
            continue;
        }
        let above_opens = read.last().is_some_and(|line| line.opens && line.names);
        let opens = form && !above_opens && form_parts::begins_part(source, &tokens);
        after_gap |= opens;
        below_values &= !after_gap;
        let kind = Kind::of(source, &tokens, below_values);
        below_values |= tokens.iter().any(|token| token.cell.is_number());
        let heads = kind != Kind::Row;
        let names = kind == Kind::Names;
        let (cells, joined) = (Vec::new(), Vec::new());
        read.push(Line { span, tokens, cells, after_gap, opens, heads, names, loose: false, joined });
        after_gap = false;
    }
    read_names(source, &mut read);
    read
}

/// Whether a line is the rule below the header of a markdown table: strokes alone, some of them longer than a dash.
fn is_rule(source: &Text<'_>, tokens: &[Token]) -> bool {
    let strokes = |token: &Token| look::is_rule(token.cell.span.text(source));
    tokens.iter().all(strokes) && tokens.iter().any(|token| token.to - token.from > 2)
}

/// Above the column numbers all lines name columns, so do those between two that do, and those that go on with broken
/// words of lines that do.
fn read_names(source: &Text<'_>, lines: &mut [Line]) {
    let mut first = 0;
    let mut last_name = None;
    for at in 0..lines.len() {
        let item = lines.get(first..at).is_some_and(|above| is_item(source, above, &lines[at]));
        if let Some(line) = lines.get_mut(at).filter(|_| item) {
            (line.heads, line.names) = (false, false);
        }
        let line = &lines[at];
        let numbers = line.tokens.iter().any(|token| token.cell.is_number());
        let goes_on = || {
            last_name.is_some() && header_lines::goes_on(source, lines.get(first..at).unwrap_or(&[]), line)
        };
        if !numbers && (line.names || goes_on()) {
            last_name = Some(at);
        }
        if numbers || at + 1 == lines.len() || lines[at + 1].after_gap {
            let above = if line.heads && numbers { Some(at) } else { last_name.map(|last| last + 1) };
            for line in lines.get_mut(first..above.unwrap_or(first)).unwrap_or(&mut []) {
                let furnishes = line.heads && !line.names;
                let title = line.tokens.len() == 1 && !line.names && last_name.is_none();
                line.heads = true;
                line.names |= !furnishes && !title && !has_item(source, line);
            }
            last_name = None;
            first = at + 1;
        }
    }
}

/// Whether a lone word is the name of the first row though it may name figures: what stands above it names no figures.
fn is_item(source: &Text<'_>, above: &[Line], line: &Line) -> bool {
    let [word] = line.tokens.as_slice() else { return false };
    let role = |token: &Token| source.header(&token.cell.key(source));
    let head =
        above.iter().rev().find(|line| line.names).and_then(|line| header_lines::word_above(line, word));
    let stub = head.and_then(role).is_some_and(|role| !matches!(role, Role::Figure));
    line.names && stub && role(word) == Some(Role::Figure)
}

fn has_item(source: &Text<'_>, line: &Line) -> bool {
    line.tokens.iter().any(|token| words::is_numbered(&token.cell.key(source)))
}

/// What a line is by itself.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Kind {
    Row,
    /// It names columns.
    Names,
    /// It numbers the columns, or says something about the form.
    Furnishes,
}

impl Kind {
    /// Below the first values, only a line of nothing but header words names columns.
    fn of(source: &Text<'_>, tokens: &[Token], below_values: bool) -> Self {
        let keys = || tokens.iter().map(|token| token.cell.key(source));
        let numbers = tokens.iter().any(|token| token.cell.is_number());
        let counts =
            |(at, token): (usize, &Token)| number::normal(token.cell.span.text(source)).parse() == Ok(at + 1);
        if tokens.len() > 2 && tokens.iter().enumerate().all(counts) {
            return Self::Furnishes;
        }
        if (numbers || tokens.len() == 1) && keys().any(|key| source.words.numbers_columns(&key)) {
            return Self::Furnishes;
        }
        if !numbers && keys().all(|key| source.words.furnishing(&key).is_some()) {
            return Self::Furnishes;
        }
        let sure = keys().filter(|key| source.words.heads(key)).count();
        let known = || keys().filter(|key| source.header(key).is_some()).count();
        let begins = || keys().any(|key| words::is_numbered(&key));
        let sums = || keys().any(|key| source.words.sums_up(&key));
        let names = match tokens.len() {
            _ if numbers => false,
            count if below_values => sure > 2 && sure == count,
            1 => sure == 1 && !sums() && !begins(),
            count => known() * 2 > count && !begins(),
        };
        if names { Self::Names } else { Self::Row }
    }
}
