//! Rows of which the same blanks part all cells, mostly one, as programs print them that read a PDF line by line: figures
//! and words alone tell where a cell ends.

mod writer;

use std::ops::Range;

use juesuan_segment::{Marker, MarkerStyle, Span};

use crate::cell::clean;
use crate::grid::Grid;
use crate::table::Role;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::List;
use juesuan_source::chars::{is_code, is_digit, is_figure, is_page_line};
use juesuan_source::lines;
use writer::{Sides, Writer, write_panels};

/// A word of a line, without the blanks around it.
#[derive(Clone, Debug)]
struct Word {
    at: Range<usize>,
    figure: bool,
}

/// A name and the figures behind it, and the code in front of it where another name stands further left.
#[derive(Clone, Debug, Default)]
struct Group {
    code: Option<Range<usize>>,
    name: Option<Range<usize>>,
    figures: Vec<Range<usize>>,
}

/// A line with figures.
#[derive(Clone, Debug)]
struct Row {
    line: Span,
    code: Option<Range<usize>>,
    groups: Vec<Group>,
}

/// Whether a fragment is aligned to nothing: hardly a line has more than one blank between its words, or all gaps are as
/// wide.
pub(crate) fn is_flat(source: &Text<'_>, fragment: Span) -> bool {
    has_single_blanks(source, fragment) || has_even_gaps(source, fragment)
}

/// Whether any line has a figure behind a blank: a line holds more than one cell then.
pub(crate) fn has_figures_behind_blanks(source: &Text<'_>, fragment: Span) -> bool {
    let printed = lines(source, fragment).map(|line| line.text(source));
    printed.filter(|line| !is_page_line(line)).any(|line| {
        let mut pieces = line.split_whitespace();
        let first = pieces.next();
        let figure = |piece: &str| piece.contains(is_digit) && is_figure(piece);
        first.is_some_and(figure) && pieces.clone().next().is_some() || pieces.any(figure)
    })
}

/// Whether nearly all gaps of two blanks and more are of one width, which columns of names never leave.
fn has_even_gaps(source: &Text<'_>, fragment: Span) -> bool {
    let mut widths = vec![0usize; TUNING.flat.far + 1];
    for line in lines(source, fragment) {
        let mut blanks = 0;
        for c in line.text(source).trim().chars() {
            if c.is_whitespace() {
                blanks += 1;
            } else {
                widths[TUNING.flat.far.min(blanks)] += 1;
                blanks = 0;
            }
        }
    }
    let gaps: usize = widths[2..].iter().sum();
    let most = widths[2..TUNING.flat.far].iter().max().copied().unwrap_or(0);
    gaps >= TUNING.flat.fewest && most * 100 >= gaps * TUNING.flat.same_gap
}

fn has_single_blanks(source: &Text<'_>, fragment: Span) -> bool {
    let (mut all, mut wide) = (0, 0);
    for line in lines(source, fragment) {
        let text = line.text(source).trim();
        all += usize::from(!text.is_empty());
        wide += usize::from(text.contains("  "));
    }
    wide * TUNING.flat.one_in_wide <= all
}

/// Adds the rows of a fragment to the grid: part by part, where a part has a head of its own.
pub(crate) fn read(source: &Text<'_>, fragment: Span, grid: &mut Grid) {
    let mut part = Part::default();
    for line in lines(source, fragment) {
        if is_page_line(line.text(source)) {
            continue;
        }
        let words = words(source, line);
        if part.ends_at(source, &words) {
            std::mem::take(&mut part).write(source, grid);
        }
        part.line(source, line, words);
    }
    part.write(source, grid);
}

/// A head and the rows below it.
#[derive(Default)]
struct Part {
    heads: Vec<Vec<Word>>,
    head_lines: Vec<Span>,
    numbers: Option<Row>,
    rows: Vec<Row>,
    /// A name that goes on in the line below.
    held: Option<Range<usize>>,
}

impl Part {
    /// Whether a line is the head of another part: words of heads that this part does not have.
    fn ends_at(&self, source: &Text<'_>, words: &[Word]) -> bool {
        if self.rows.is_empty() || words.len() < 2 || words.iter().any(|word| word.figure) {
            return false;
        }
        let key = |word: &Word| clean::key(source.get(word.at.clone()).unwrap_or("")).into_owned();
        let role = |word: &Word| source.header(&key(word));
        let own: Vec<String> = self.heads.iter().flatten().map(key).collect();
        matches!(words.first().and_then(role), Some(Role::Label | Role::Code))
            && words.iter().all(|word| role(word).is_some())
            && words.iter().any(|word| !own.contains(&key(word)))
    }

    fn line(&mut self, source: &Text<'_>, line: Span, words: Vec<Word>) {
        let code = usize::from(coded(source, line) && words.get(1).is_some_and(|word| !word.figure));
        let figures = words.iter().skip(code).filter(|word| word.figure).count();
        if figures == 0 {
            let whole = words.first().zip(words.last()).map(|(first, last)| first.at.start..last.at.end);
            if self.rows.is_empty() && self.numbers.is_none() && !words.is_empty() {
                self.heads.push(words);
                self.head_lines.push(line);
            } else if let Some(whole) = whole.filter(|_| code > 0) {
                self.held = Some(whole);
            }
            return;
        }
        let row = group(source, line, &words, self.held.take());
        if counts_columns(source, &row) {
            // they come again on every page
            self.numbers.get_or_insert(row);
        } else {
            self.rows.push(row);
        }
    }

    fn write(self, source: &Text<'_>, grid: &mut Grid) {
        let Self { heads, head_lines, numbers, rows, .. } = self;
        if let Some(count) = panels(&rows) {
            return write_panels(source, grid, (&heads, &head_lines), &rows, count);
        }
        let Some(shape) = shape(source, &rows, numbers.as_ref(), &heads) else { return };
        let named = rows.iter().any(|row| row.groups.iter().any(|group| group.name.is_some()));
        let coded =
            rows.iter().any(|row| row.code.is_some()) || heads.iter().any(|head| names_codes(source, head));
        let stubs = usize::from(named) + usize::from(named && coded);
        let mut writer =
            Writer { source, grid, stubs, shape, totals: stubs > 1 && begin_with_totals(source, &heads) };
        let mut at = 0;
        while let (Some(head), Some(line)) = (heads.get(at), head_lines.get(at)) {
            let below = heads.get(at + 1).zip(head_lines.get(at + 1));
            at += writer.head(head, *line, below);
        }
        if let Some(numbers) = numbers {
            writer.numbers(&numbers);
        }
        let mut sides = Sides::default();
        for row in &rows {
            writer.row(row, &mut sides);
        }
    }
}

/// The words of a line; digits in front of a name are a word of their own.
fn words(source: &Text<'_>, line: Span) -> Vec<Word> {
    let text = line.text(source);
    let base = line.start as usize;
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(char::is_whitespace) {
        let start = base + at;
        at += part.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if part.is_empty() {
            continue;
        }
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let glued = matches!(digits, 3 | 5 | 7)
            && part.get(digits..).and_then(|rest| rest.chars().next()).is_some_and(|char| !char.is_ascii());
        if glued {
            found.push(Word { at: start..start + digits, figure: true });
            found.push(Word { at: start + digits..start + part.len(), figure: false });
        } else {
            found.push(Word { at: start..start + part.len(), figure: is_figure(part) });
        }
    }
    found
}

/// Whether a line begins with the code of an item.
fn coded(source: &Text<'_>, line: Span) -> bool {
    let text = line.text(source).trim_start();
    matches!(text.bytes().take_while(u8::is_ascii_digit).count(), 3 | 5 | 7)
}

/// Parts the words of a line into names and the figures behind them. `held` is the beginning of its name on the line
/// above.
fn group(source: &Text<'_>, line: Span, words: &[Word], held: Option<Range<usize>>) -> Row {
    let mut row = Row { line, code: None, groups: Vec::new() };
    let mut words = words.iter().peekable();
    let printed = |at: &Range<usize>| source.get(at.clone()).unwrap_or("");
    let code = is_code;
    let mut group = Group::default();
    if let Some(held) = held {
        let digits = printed(&held).bytes().take_while(u8::is_ascii_digit).count();
        row.code = Some(held.start..held.start + digits);
        group.name = Some(held.start + digits..held.end);
    } else if let [first, second, ..] = words.clone().take(2).cloned().collect::<Vec<_>>().as_slice()
        && code(printed(&first.at))
        && !second.figure
    {
        row.code = Some(first.at.clone());
        words.next();
    }
    let economic = row.code.as_ref().is_some_and(|at| printed(at).starts_with('3'));
    while let Some(word) = words.next() {
        let named = words.peek().is_some_and(|next| !next.figure);
        let coded = word.figure && named && code(printed(&word.at));
        let begins = economic && group.name.is_some() && printed(&word.at).starts_with('3');
        if coded && (begins || !group.figures.is_empty()) {
            // the next side begins with a code of its own
            row.groups.push(std::mem::take(&mut group));
            group.code = Some(word.at.clone());
        } else if word.figure {
            group.figures.push(word.at.clone());
        } else if group.figures.is_empty() && !(group.name.is_some() && is_numbered(printed(&word.at))) {
            let start = group.name.as_ref().map_or(word.at.start, |name| name.start);
            group.name = Some(start..word.at.end);
        } else {
            row.groups.push(std::mem::take(&mut group));
            group.name = Some(word.at.clone());
        }
    }
    row.groups.push(group);
    row
}

/// Whether a word begins with the number of an item: 四、科学技术支出.
fn is_numbered(word: &str) -> bool {
    let styled = |marker: &Marker| matches!(marker.style, MarkerStyle::Han | MarkerStyle::HanParen);
    Marker::at_start(word, 0).is_some_and(|marker| styled(&marker) && marker.span.len() < word.len())
}

/// Whether the figures of a row are the numbers of the columns: 栏次 1 2 3, 栏次 1 栏次 2.
fn counts_columns(source: &Text<'_>, row: &Row) -> bool {
    let figures: Vec<&Range<usize>> = row.groups.iter().flat_map(|group| &group.figures).collect();
    let counts = |(at, figure): (usize, &&Range<usize>)| {
        source.get((*figure).clone()).and_then(|text| text.parse::<usize>().ok()) == Some(at + 1)
    };
    row.code.is_none() && figures.len() >= 2 && figures.iter().enumerate().all(counts)
}

/// Whether the first column of figures holds totals, as the uppermost line of the header says.
fn begin_with_totals(source: &Text<'_>, heads: &[Vec<Word>]) -> bool {
    let first = heads.first().and_then(|head| head.get(if names_codes(source, head) { 2 } else { 1 }));
    let first = first.and_then(|word| source.get(word.at.clone())).unwrap_or("");
    source.words.occurs(List::FirstTotals, first)
}

/// Whether a line of the header begins with the names of the codes and of the items.
fn names_codes(source: &Text<'_>, head: &[Word]) -> bool {
    let text = |at: usize| head.get(at).and_then(|word| source.get(word.at.clone())).unwrap_or("");
    (text(0).ends_with("编码") || text(0).ends_with("代码")) && text(1).contains("名称")
}

/// How many figures stand behind each name of a full row: one name, or two where two sides stand next to each other.
fn shape(source: &Text<'_>, rows: &[Row], numbers: Option<&Row>, heads: &[Vec<Word>]) -> Option<Vec<usize>> {
    let counted = |row: &Row| row.groups.iter().map(|group| group.figures.len()).collect::<Vec<_>>();
    let whole = |row: &&Row| row.groups.iter().all(|group| group.name.is_some());
    if let Some(sides) = sides(source, rows, heads) {
        return Some(sides);
    }
    let nameless = !rows.iter().any(|row| whole(&row));
    let named = rows.iter().filter(|row| nameless || whole(row)).map(counted);
    let mut shapes: Vec<Vec<usize>> = named.filter(|shape| shape.len() <= 2).collect();
    let sided = shapes.iter().filter(|shape| shape.len() == 2).count() * 3 > shapes.len();
    shapes.retain(|shape| {
        (shape.len() == 2) == sided && shape.iter().all(|count| (1..=TUNING.flat.widest).contains(count))
    });
    shapes.sort_unstable();
    let mut most = shapes.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?.first()?.clone();
    if let [count] = most.as_mut_slice() {
        let numbered = numbers.map_or(0, |row| row.groups.iter().map(|group| group.figures.len()).sum());
        // the names of the columns, behind that of the items
        let named = heads.iter().map(|head| head.len().saturating_sub(1)).max().unwrap_or(0);
        *count = (*count).max(numbered).max(if numbered == 0 && !nameless && named <= TUNING.flat.widest {
            named
        } else {
            0
        });
    }
    Some(most)
}

/// How many figures stand on either side of a form, as its header says: its first word comes again where the right side
/// begins.
fn sides(source: &Text<'_>, rows: &[Row], heads: &[Vec<Word>]) -> Option<Vec<usize>> {
    let two: Vec<&Row> = rows.iter().filter(|row| row.groups.len() == 2 && row.code.is_none()).collect();
    let most = |side: usize| {
        two.iter().filter_map(|row| row.groups.get(side)).map(|group| group.figures.len()).max().unwrap_or(0)
    };
    let text = |word: &Word| source.get(word.at.clone());
    let again = |head: &Vec<Word>| {
        let at = 1 + head.iter().skip(1).position(|word| text(word) == head.first().and_then(text))?;
        let (left, right) = (at - 1, head.len() - at - 1);
        (left > 0 && right > 0 && left >= most(0) && right >= most(1)).then(|| vec![left, right])
    };
    heads.iter().find_map(again).filter(|_| two.len() * 4 > rows.len())
}

/// How many sides stand next to each other that have a code, a name and a figure each.
fn panels(rows: &[Row]) -> Option<usize> {
    let sides =
        |row: &&Row| row.groups.len() > 1 && row.groups.iter().skip(1).all(|group| group.code.is_some());
    let several = rows.iter().filter(sides).count();
    let most = rows.iter().filter(sides).map(|row| row.groups.len()).max()?;
    (several * 2 > rows.len() && most <= TUNING.flat.widest / 3).then_some(most)
}
