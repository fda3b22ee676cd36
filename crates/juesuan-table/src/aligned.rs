//! Columns aligned by blanks, as PDF readers print them: cells are found by where they stand in the line.

use std::ops::Range;

use juesuan_segment::Span;

use crate::clean;
use crate::grid::{Grid, RawCell};
use crate::lines::lines;
use crate::look::{self, Look};
use crate::number;
use crate::repair::Repair;
use crate::words;
use crate::wrapped;

/// Widest line that is read by position; what stands further right belongs to the last column.
const WIDEST: usize = 2048;

/// A run of characters without two blanks between them.
#[derive(Copy, Clone, Debug)]
struct Token {
    cell: RawCell,
    from: usize,
    to: usize,
}

/// One line of an aligned table.
pub(crate) struct Line {
    pub(crate) span: Span,
    tokens: Vec<Token>,
    /// A cell for each column.
    pub(crate) cells: Vec<RawCell>,
    pub(crate) after_gap: bool,
    /// It names columns, or says something about the form.
    pub(crate) heads: bool,
}

/// Reads the aligned fragments of one run.
#[derive(Default)]
pub(crate) struct Aligner {
    /// The columns of the page above.
    above: Vec<Column>,
}

impl Aligner {
    /// Adds the rows of a fragment to the grid. A stretch below a blank line has columns of its own where it begins
    /// with a header, or where its columns do not fit those above: a page is set apart from the next, and seldom
    /// prints its columns at the same places.
    pub(crate) fn read(&mut self, source: &str, fragment: Span, grid: &mut Grid, repairs: &mut Vec<Repair>) {
        let mut page: Vec<Line> = Vec::new();
        let mut page_places: Vec<Range<usize>> = Vec::new();
        for part in parts(read_lines(source, fragment)) {
            let part_places = places(&part);
            let heads = part.first().is_some_and(|line| line.heads);
            match united(&page_places, &part_places).filter(|_| !heads || page.is_empty()) {
                Some(both) => page_places = both,
                None => {
                    self.page(source, std::mem::take(&mut page), grid, repairs);
                    page_places = part_places;
                }
            }
            page.extend(part);
        }
        self.page(source, page, grid, repairs);
    }

    fn page(&mut self, source: &str, mut page: Vec<Line>, grid: &mut Grid, repairs: &mut Vec<Repair>) {
        let headless = !page.iter().any(|line| line.heads && line.tokens.len() > 1);
        let places = places(&page);
        for line in &mut page {
            line.cells = assign(&line.tokens, &places);
        }
        let columns = kinds(source, &page, &places);
        if headless && columns.len() < self.above.len() {
            let above = fitted(&columns, &self.above);
            for line in &mut page {
                line.cells = moved(&line.cells, &above, self.above.len());
            }
        } else {
            self.above = columns;
        }
        for row in wrapped::rows(source, page, repairs) {
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

/// The stretches that either of two sorted lists covers; `None` where one of them would bridge two of the same list.
fn united(left: &[Range<usize>], right: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    let mut all: Vec<(&Range<usize>, bool)> =
        left.iter().map(|place| (place, false)).chain(right.iter().map(|place| (place, true))).collect();
    all.sort_by_key(|(place, _)| place.start);
    let mut united: Vec<(Range<usize>, [bool; 2])> = Vec::with_capacity(all.len());
    // texts begin, figures end at the same place in each row
    let mut flush = 0;
    for (place, is_right) in all {
        let side = usize::from(is_right);
        match united.last_mut() {
            Some((last, sides)) if place.start < last.end => {
                if std::mem::replace(&mut sides[side], true) {
                    return None;
                }
                flush +=
                    usize::from(last.start.abs_diff(place.start) < 2 || last.end.abs_diff(place.end) < 2);
                last.end = last.end.max(place.end);
            }
            _ => united.push((place.clone(), [!is_right, is_right])),
        }
    }
    let met = united.iter().filter(|(_, sides)| sides[0] && sides[1]).count();
    (flush * 5 >= met * 3).then(|| united.into_iter().map(|(place, _)| place).collect())
}

/// The cells in the columns of the page above.
fn moved(cells: &[RawCell], places: &[usize], width: usize) -> Vec<RawCell> {
    let mut moved = vec![RawCell::default(); width];
    for (&cell, &place) in cells.iter().zip(places) {
        if let Some(moved) = moved.get_mut(place) {
            *moved = cell;
        }
    }
    moved
}

fn read_lines(source: &str, fragment: Span) -> Vec<Line> {
    let mut read = Vec::new();
    let (mut after_gap, mut below_values) = (false, false);
    for span in lines(source, fragment) {
        let tokens = tokens(source, span);
        if tokens.is_empty() {
            after_gap = true;
            continue;
        }
        below_values &= !after_gap;
        let heads = heads(source, &tokens, below_values);
        below_values |= tokens.iter().any(|token| token.cell.is_number());
        read.push(Line { span, tokens, cells: Vec::new(), after_gap, heads });
        after_gap = false;
    }
    read
}

/// Whether the line belongs to a header or to what stands above it. Below the first values only a line of nothing
/// but header words does.
fn heads(source: &str, tokens: &[Token], below_values: bool) -> bool {
    let keys = || tokens.iter().map(|token| clean::key(token.cell.span.text(source)));
    if tokens.iter().any(|token| token.cell.is_number()) {
        return keys().any(|key| words::numbers_columns(&key));
    }
    if tokens.len() == 1 && keys().any(|key| words::numbers_columns(&key)) {
        return true;
    }
    if keys().all(|key| words::furnishing(&key).is_some()) {
        return true;
    }
    let sure = keys().filter(|key| words::heads(key)).count();
    if below_values {
        return sure > 2 && sure == tokens.len();
    }
    if tokens.len() == 1 {
        return sure == 1 && !keys().any(|key| words::sums_up(&key) || words::begins_item(&key));
    }
    let known = keys().filter(|key| words::header(key).is_some()).count();
    known * 2 > tokens.len() && !keys().any(|key| words::begins_item(&key))
}

/// The tokens of a line: parted by two blanks, or by one next to a number that is certainly a value.
fn tokens(source: &str, line: Span) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut column = 0;
    // the token that is being read: where it began, and the end of its last character
    let mut open: Option<(usize, usize)> = None;
    let mut ends = (0, 0);
    for (at, c) in line.text(source).char_indices() {
        let at = line.start as usize + at;
        if is_blank(c) {
            column += width(c);
            continue;
        }
        let parted = open.is_some_and(|_| column - ends.1 >= 2);
        if let (true, Some((start, from))) = (parted, open) {
            close(source, start..ends.0, from, &mut found);
            open = None;
        }
        open.get_or_insert((at, column));
        column += width(c);
        ends = (at + c.len_utf8(), column);
    }
    if let Some((start, from)) = open {
        close(source, start..ends.0, from, &mut found);
    }
    found
}

/// Adds the token, or the values that stand one blank apart in it.
fn close(source: &str, bytes: Range<usize>, from: usize, found: &mut Vec<Token>) {
    let text = source.get(bytes.clone()).unwrap_or("");
    let pieces = || text.split([' ', '\u{3000}', '\u{a0}']);
    let apart = text.contains([' ', '\u{3000}', '\u{a0}']) && pieces().any(is_value);
    if !apart {
        push(source, Span::of(bytes), from, found);
        return;
    }
    let (mut at, mut column) = (bytes.start, from);
    for piece in pieces() {
        let blank = source.get(at..bytes.start).map_or(0, str::len);
        debug_assert_eq!(blank, 0);
        push(source, Span::of(at..at + piece.len()), column, found);
        at += piece.len();
        column += piece.chars().map(width).sum::<usize>();
        let gap = source.get(at..).and_then(|rest| rest.chars().next());
        at += gap.map_or(0, char::len_utf8);
        column += gap.map_or(0, width);
    }
}

fn push(source: &str, span: Span, from: usize, found: &mut Vec<Token>) {
    if span.is_empty() {
        return;
    }
    let text = span.text(source);
    let to = from + text.chars().map(width).sum::<usize>();
    found.push(Token { cell: RawCell { span, seen: look::see(text), parts: 0 }, from, to });
}

/// A number with decimals or separators, or a code: nothing that a blank could have torn from its neighbour.
fn is_value(piece: &str) -> bool {
    let plain = number::Shape::of(piece).is_some_and(|shape| !shape.gaps);
    plain && (piece.contains(['.', '．', ',', '，']) && piece.len() > 3 || piece.len() >= 5)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\0'
}

/// Number of character cells that a character fills.
fn width(c: char) -> usize {
    let wide = matches!(u32::from(c),
        0x1100..=0x115f | 0x2018..=0x201d | 0x2460..=0x24ff | 0x2e80..=0xa4cf | 0xac00..=0xd7a3
        | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x2_0000..=0x3_fffd);
    1 + usize::from(wide)
}

/// Where the columns stand: stretches that tokens of the rows cover, and further ones that only the header names.
fn places(lines: &[Line]) -> Vec<Range<usize>> {
    let rows = || lines.iter().filter(|line| !line.heads);
    let mut found = covered(rows().flat_map(|line| &line.tokens), rows().count() / 50);
    let named = lines.iter().filter(|line| line.heads && line.tokens.len() > 1).flat_map(|line| &line.tokens);
    for token in named.clone() {
        join_under(token, rows(), &mut found);
    }
    for token in named {
        let first = found.partition_point(|column| column.end <= token.from);
        let after = found.partition_point(|column| column.start < token.to);
        let room = first.checked_sub(1).map_or(0, |left| found[left].end)
            ..found.get(first + 1).map_or(usize::MAX, |right| right.start);
        match found.get_mut(first) {
            // a header above one column shows how wide that is
            Some(column) if first + 1 == after => {
                *column =
                    column.start.min(token.from).max(room.start)..column.end.max(token.to).min(room.end);
            }
            Some(_) if first < after => {}
            _ => found.insert(first, token.from..token.to),
        }
    }
    found
}

/// Joins stretches next to each other below one header word of which no row fills two: texts flush left and numbers
/// flush right in one wide column.
fn join_under<'l>(
    head: &Token,
    rows: impl Iterator<Item = &'l Line> + Clone,
    places: &mut Vec<Range<usize>>,
) {
    let first = places.partition_point(|place| place.end <= head.from);
    while let (Some(left), Some(right)) = (places.get(first), places.get(first + 1)) {
        let within = |token: &Token, place: &Range<usize>| token.from < place.end && place.start < token.to;
        let fills = |line: &Line, place| line.tokens.iter().any(|token| within(token, place));
        let apart =
            right.start < head.to && !rows.clone().any(|line| fills(line, left) && fills(line, right));
        if !apart {
            break;
        }
        places[first] = left.start..right.end;
        places.remove(first + 1);
    }
}

/// Stretches of character cells that more than `noise` of the tokens cover.
fn covered<'t>(tokens: impl Iterator<Item = &'t Token> + Clone, noise: usize) -> Vec<Range<usize>> {
    let width = tokens.clone().map(|token| token.to).max().unwrap_or(0).min(WIDEST);
    let mut change = vec![0i64; width + 2];
    for token in tokens {
        let from = token.from.min(width);
        change[from] += 1;
        change[token.to.min(width + 1).max(from + 1)] -= 1;
    }
    let (mut depth, mut start, mut found) = (0i64, None, Vec::new());
    for (at, step) in change.iter().enumerate() {
        depth += step;
        let inside = usize::try_from(depth).is_ok_and(|depth| depth > noise);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// What most cells of a column are.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Kind {
    Text,
    Figure,
    /// Nothing but percentages: rates, or what an indicator reached.
    Percent,
    Code,
}

impl Kind {
    fn is_like(self, other: Self) -> bool {
        let open = |one, two| one == Self::Percent && two != Self::Code;
        self == other || open(self, other) || open(other, self)
    }
}

/// A column: where it stands and what it holds.
#[derive(Clone)]
struct Column {
    place: Range<usize>,
    kind: Kind,
}

fn kinds(source: &str, page: &[Line], places: &[Range<usize>]) -> Vec<Column> {
    let mut counts = vec![[0usize; 4]; places.len()];
    for line in page.iter().filter(|line| !line.heads) {
        for (cell, count) in line.cells.iter().zip(&mut counts) {
            match cell.seen.look {
                Look::Blank => {}
                Look::Number if wrapped::is_code(cell.span.text(source)) => count[2] += 1,
                Look::Number | Look::Dash => count[1] += 1,
                Look::Percent => count[3] += 1,
                Look::Text | Look::Broken => count[0] += 1,
            }
        }
    }
    let kind = |[texts, figures, codes, percents]: [usize; 4]| match texts.max(figures).max(codes) {
        0 if percents > 0 => Kind::Percent,
        most if most == texts => Kind::Text,
        most if most == figures => Kind::Figure,
        _ => Kind::Code,
    };
    places
        .iter()
        .zip(counts)
        .map(|(place, count)| Column { place: place.clone(), kind: kind(count) })
        .collect()
}

/// For each column of a page without a header, the column of the page above that it goes on with: of the same kind
/// and below it as far as possible, in the same order.
fn fitted(columns: &[Column], above: &[Column]) -> Vec<usize> {
    let (height, width) = (columns.len(), above.len());
    let same_kinds = columns.iter().zip(above).all(|(column, above)| column.kind.is_like(above.kind));
    let at_places = |column: &Column| {
        above
            .iter()
            .any(|above| above.place.start == column.place.start || above.place.end == column.place.end)
    };
    if same_kinds && !columns.iter().all(at_places) {
        return (0..height).collect();
    }
    let score = |column: &Column, above: &Column| {
        let shared =
            column.place.end.min(above.place.end).saturating_sub(column.place.start.max(above.place.start));
        let longest = column.place.len().max(above.place.len()).max(1);
        200 * usize::from(column.kind.is_like(above.kind)) + 100 * shared / longest
    };
    // best[row][column]: the best score of the first columns here against the first ones above
    let mut best = vec![vec![0usize; width + 1]; height + 1];
    for row in 0..height {
        for column in row..width {
            let here = best[row][column] + score(&columns[row], &above[column]);
            best[row + 1][column + 1] = here.max(if column > row { best[row + 1][column] } else { 0 });
        }
    }
    let mut places = vec![0; height];
    let mut column = width;
    for row in (0..height).rev() {
        while column > row + 1 && best[row + 1][column - 1] == best[row + 1][column] {
            column -= 1;
        }
        column = column.saturating_sub(1);
        places[row] = column;
    }
    places
}

/// Puts each token into the column with which it shares most, or that is nearest.
fn assign(tokens: &[Token], columns: &[Range<usize>]) -> Vec<RawCell> {
    let mut cells = vec![RawCell::default(); columns.len().max(1)];
    for token in tokens {
        let near = columns.partition_point(|column| column.end <= token.from);
        let candidates = near.saturating_sub(1)..columns.len();
        let place = candidates
            .take_while(|&at| at <= near || columns[at].start < token.to)
            .max_by_key(|&at| {
                let column = &columns[at];
                let shared = token.to.min(column.end).saturating_sub(token.from.max(column.start));
                let apart = token.from.saturating_sub(column.end) + column.start.saturating_sub(token.to);
                (shared, std::cmp::Reverse(apart), std::cmp::Reverse(at))
            })
            .unwrap_or(0);
        let Some(cell) = cells.get_mut(place) else { continue };
        *cell = if cell.is_blank() { token.cell } else { merged(*cell, token.cell) };
    }
    cells
}

/// Two tokens in one column are one text.
fn merged(left: RawCell, right: RawCell) -> RawCell {
    let seen = look::Seen { look: Look::Text, unclean: true };
    RawCell { span: left.span.join(right.span), seen, parts: 0 }
}
