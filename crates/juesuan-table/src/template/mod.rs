//! Forms whose columns are known: what the title says the table is gives the columns, and the rows are put to them.
//!
//! Texts that lost their columns (a cell a line, one blank between all cells) are no grid any more. The caller knows the
//! forms ([`Lexicon`]); the words of the printed head decide which of a form's templates is printed and which of its
//! optional columns are, and the rows are sequences of typed tokens that are put to them.

mod around;
mod broken;
mod cell_rows;
mod coded;
mod contest;
mod evidence;
mod first_row;
mod fitted;
mod form;
mod glued_heads;
mod groups;
mod item_order;
mod levels;
mod numbers;
mod order;
mod printed_columns;
mod printed_head;
mod shared_heads;
mod shares;
mod sided;
mod solve;
mod spaced;
mod stub_order;
mod sum_groups;
mod together;
mod tokens;
mod ways;
mod write;

use juesuan_segment::{Marker, Span};
use juesuan_source::TextMap;
use juesuan_source::chars::is_code;
use rust_decimal::Decimal;

use crate::cell::clean;
use crate::choice::Choice;
use crate::grid::Grid;
use crate::table::{Column, Role, RowKind, Table};
use crate::text::Text;
use crate::tuning::template::TUNING;
use crate::words::OF_WHICH;
use crate::words::{GENERAL, Words};
use contest::Contest;
use fitted::Fitted;
use form::Form;
use printed_head::Head;
pub(crate) use tokens::Mode;

/// What the cells of a column of a form are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Codes.
    Code,
    /// Names of what the rows are about.
    Label,
    /// Numbers of the lines of the form: 行次.
    RowNumber,
    /// Figures.
    Figure,
}

/// A column of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateColumn {
    /// Its heads from top to bottom, each in all its spellings; an empty spelling says that the level may be missing.
    pub path: Vec<Vec<String>>,
    /// The side it stands on, from 0.
    pub side: usize,
    /// What its cells are.
    pub kind: ColumnKind,
    /// Whether some bodies leave it out.
    pub optional: bool,
    /// Whether most bodies leave it blank.
    pub seldom: bool,
}

/// The columns of a form in the order in which they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What it is called among the templates of its form.
    pub name: String,
    /// Its columns.
    pub columns: Vec<TemplateColumn>,
}

/// What the caller knows of forms, codes and names. A table knows no word of the field by itself.
pub trait Lexicon {
    /// The words of heads, sums, units and furnishings.
    fn words(&self) -> &Words {
        &GENERAL
    }
    /// The templates of the form with this title.
    fn templates(&self, _title: &str) -> &[Template] {
        &[]
    }
    /// Words of heads that name no column.
    fn head_words(&self) -> &[String] {
        &[]
    }
    /// The name of a code.
    fn name_of(&self, _code: &str) -> Option<&str> {
        None
    }
    /// The side on which a name stands in the form with this title, where that is printed with all its sides.
    fn side_of(&self, _title: &str, _name: &str) -> Option<usize> {
        None
    }
    /// Whether a row of this name in the form with this title has a figure in the last column of its side alone.
    fn fills_last_alone(&self, _title: &str, _name: &str) -> bool {
        false
    }
    /// The side on which the rows of a code stand in forms with a code on either side.
    fn side_of_code(&self, _code: &str) -> Option<usize> {
        None
    }
    /// Whether the form with this title has a row of this name, on whatever side.
    fn is_row(&self, title: &str, name: &str) -> bool {
        self.side_of(title, name).is_some()
    }
}

/// The lexicon of those who know no forms and no words of the field.
impl Lexicon for () {}

/// The lexicon of those who know words and no forms.
impl Lexicon for Words {
    fn words(&self) -> &Words {
        self
    }
}

/// A table read by its form.
pub(crate) struct Read {
    pub(crate) columns: Vec<Column>,
    pub(crate) grid: Grid,
    /// Rows of the grid whose figures nothing puts to columns but their order.
    pub(crate) open: Vec<usize>,
    /// Rows of the grid whose figures the sums of the form put to their columns.
    pub(crate) proved: Vec<usize>,
    /// Figures that have a place.
    pub(crate) placed: usize,
    /// Figures that are printed.
    pub(crate) printed: usize,
}

impl Read {
    /// How many cells of the columns of codes are codes, and how many have any digits; a column of figures that holds
    /// nothing but codes where others have decimals is one of codes that got a wrong place.
    fn codes(&self, source: &Text<'_>, fitted: &Fitted) -> (usize, usize) {
        // of each column how many cells have digits, how many of these are codes, and whether one has decimals
        let digits = |at: usize| {
            let cells = (0..self.grid.rows.len()).map(|row| self.grid.cell(row, at));
            let keys = cells.map(|cell| self.grid.key(cell, source));
            let keys = keys.filter(|key| key.contains(|c: char| c.is_ascii_digit()));
            keys.fold((0, 0, false), |(all, codes, any), key| {
                (all + 1, codes + usize::from(is_code(&key)), any || tokens::is_exact(&key))
            })
        };
        let of_kind = |kind: ColumnKind| -> Vec<(usize, usize, bool)> {
            let columns = fitted.columns.iter().enumerate().filter(|(_, column)| column.kind == kind);
            columns.map(|(at, _)| digits(at)).collect()
        };
        let codes = if fitted.numbers { Vec::new() } else { of_kind(ColumnKind::Code) };
        let figures = of_kind(ColumnKind::Figure);
        let is_any_exact = figures.iter().any(|&(.., exact)| exact);
        let is_misplaced =
            |&&(all, codes, _): &&(usize, usize, bool)| is_any_exact && all > 1 && codes == all;
        let misplaced: usize = figures.iter().filter(is_misplaced).map(|&(all, ..)| all).sum();
        let (all, codes): (usize, usize) =
            codes.iter().fold((0, 0), |sum, &(all, codes, _)| (sum.0 + all, sum.1 + codes));
        (codes, all + misplaced)
    }
}

/// What is known beside the text.
pub(crate) struct Knowledge<'a> {
    pub(crate) lexicon: &'a dyn Lexicon,
    pub(crate) title: &'a str,
    /// What other tables of the document say.
    pub(crate) said: &'a Said,
}

/// What the tables of a document that were read so far say.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The names of codes.
    names: TextMap<String, String>,
    /// The names beside a figure: those of a total table are heads of columns in the next ones.
    figures: TextMap<Decimal, Vec<String>>,
}

impl Said {
    /// Learns the names and figures of a table.
    pub(crate) fn learn(&mut self, source: &Text<'_>, table: &Table) {
        for row in (0..table.rows.len()).filter(|&row| table.rows[row].kind == RowKind::Data) {
            let (mut code, mut name) = (String::new(), String::new());
            for (column, cell) in table.columns.iter().zip(table.row_cells_at(row)) {
                match column.role {
                    Role::Code => (code, name) = (cell.text(source).into_owned(), String::new()),
                    Role::Label => name = clean::key(&cell.text(source)).into_owned(),
                    Role::Figure if !name.is_empty() => {
                        if let Some(figure) = cell.number(source).filter(|figure| !figure.is_zero()) {
                            self.learn_figure(figure.normalize(), without_number(&name));
                        }
                    }
                    _ => {}
                }
                if !code.is_empty() && !name.is_empty() {
                    self.names.entry(std::mem::take(&mut code)).or_insert_with(|| name.clone());
                }
            }
        }
    }

    fn learn_figure(&mut self, figure: Decimal, name: &str) {
        let names = self.figures.entry(figure).or_default();
        if names.len() < TUNING.template.most_names && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }

    /// Whether a name that ends with this one has this figure elsewhere.
    fn has(&self, name: &str, figure: Decimal) -> bool {
        let names = self.figures.get(&figure.normalize());
        names.is_some_and(|names| names.iter().any(|known| known.ends_with(name)))
    }
}

/// A name without the number in front of it and without 其中.
fn without_number(name: &str) -> &str {
    let name = name.strip_prefix(OF_WHICH).map_or(name, |rest| rest.trim_start_matches([':', '：']));
    let marker = Marker::at_start(name, 0).filter(|marker| marker.span.len() < name.len());
    marker.and_then(|marker| name.get(marker.span.len()..)).unwrap_or(name)
}

impl Knowledge<'_> {
    fn names_of<'s>(&'s self, code: &str) -> impl Iterator<Item = &'s str> {
        let known = self.said.names.get(code).map(String::as_str);
        known.into_iter().chain(self.lexicon.name_of(code))
    }

    fn side_of(&self, name: &str) -> Option<usize> {
        self.lexicon.side_of(self.title, name)
    }

    /// The side of a name where the form is printed with so many; what has no side of its own stands on the last.
    fn side_among(&self, name: &str, sides: usize) -> Option<usize> {
        self.side_of(name).map(|side| side.min(sides.saturating_sub(1)))
    }

    fn is_row(&self, name: &str) -> bool {
        self.lexicon.is_row(self.title, name)
    }
}

/// Reads the text of a form by the best of its templates; `None` where no template explains it.
///
/// What speaks for each template and against it is noted in `choice`.
pub(crate) fn read(
    source: &Text<'_>,
    span: Span,
    mode: Mode,
    knowledge: &Knowledge<'_>,
    choice: &mut Choice,
) -> Option<Read> {
    let templates = knowledge.lexicon.templates(knowledge.title);
    if templates.is_empty() && matches!(mode, Mode::Spaced(_)) {
        return None;
    }
    let mut lines = tokens::lines(source, span, mode, knowledge);
    if let Mode::Spaced(_) = mode {
        broken::heal(source, &mut lines);
    }
    tokens::drop_pages(source, &mut lines, knowledge);
    numbers::settle(source, &mut lines, mode);
    let start = first_row::first_row(source, &lines, mode, knowledge)?;
    stub_order::straighten(source, &mut lines, start, mode);
    let (heads, rows) = lines.split_at(start);
    let length: usize = heads.iter().flat_map(|line| &line.tokens).map(|token| token.at.len()).sum();
    if length > TUNING.template.longest_head.bytes() {
        return None;
    }
    let parted = match mode {
        Mode::Words => glued_heads::part(source, heads, templates),
        Mode::Cells | Mode::Spaced(_) => heads.to_vec(),
    };
    let mut contest = Contest::new(choice);
    let whole = Head::of(source, heads);
    let printed = Form { source, heads, rows, mode, head: &whole, knowledge };
    contest.enter_all(&printed, templates);
    let head = Head::of(source, &parted);
    let form = Form { source, heads: &parted, rows, mode, head: &head, knowledge };
    // what is parted is not as it is printed, and must explain more
    let is_parted = parted.len() > heads.len();
    if is_parted {
        contest.enter_all(&form, templates);
    }
    contest.enter_as_printed(&printed);
    if is_parted {
        contest.enter_as_printed(&form);
    }
    contest.end()
}
