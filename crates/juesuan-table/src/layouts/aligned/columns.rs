//! The columns of an aligned page: where they stand, and which cells of a line belong to them.

use std::ops::Range;

use crate::cell::look::{self, Look, Seen};
use crate::grid::RawCell;
use crate::layouts::aligned::{self, Line, Token};
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words;

/// Where the columns stand: stretches that tokens of the rows cover, and further ones that only the header names.
pub(crate) fn places(source: &Text<'_>, lines: &[Line]) -> Vec<Range<usize>> {
    let rows = || lines.iter().filter(|line| !line.heads);
    let mut found =
        covered(rows().flat_map(|line| &line.tokens), rows().count() / TUNING.aligned_columns.one_in_across);
    let numbers = lines.iter().find(|line| numbers_columns(line));
    for column in numbers.map(|numbers| numbered(numbers, &rows())).unwrap_or_default() {
        let first = found.partition_point(|place| place.end <= column.start);
        let after = found.partition_point(|place| place.start < column.end);
        let covered = found.get(first..after).unwrap_or(&[]).iter().cloned();
        let whole =
            covered.fold(column, |whole, place| whole.start.min(place.start)..whole.end.max(place.end));
        found.splice(first..after, [whole]);
    }
    let heads: Vec<&Line> = lines
        .iter()
        .filter(|line| line.names && line.tokens.len() > 1)
        .take(TUNING.aligned_columns.deepest)
        .collect();
    for token in heads.iter().flat_map(|line| &line.tokens) {
        join_under(token, &rows(), &mut found);
    }
    let mut named = vec![false; found.len()];
    // the lowest words stand above one column each and show how wide it is; then what spans several finds no room
    for (level, line) in heads.iter().rev().enumerate() {
        for token in &line.tokens {
            join_nameless(token, &rows(), &mut found, &mut named);
            let first = found.partition_point(|column| column.end <= token.from);
            let after = found.partition_point(|column| column.start < token.to);
            let room = first.checked_sub(1).map_or(0, |left| found[left].end)
                ..found.get(first + 1).map_or(usize::MAX, |right| right.start);
            let spans = level > 0 && spans_neighbours(token, first, &found, numbers);
            let off = first == after && !named.get(first).is_none_or(|named| *named);
            let off =
                off && stands_off(token, &found[first], heads.get(heads.len() - 1 - level..).unwrap_or(&[]));
            match found.get_mut(first) {
                // the lowest word above a column shows how wide that is
                Some(column) if first + 1 == after && !(level > 0 && named[first]) => {
                    *column =
                        column.start.min(token.from).max(room.start)..column.end.max(token.to).min(room.end);
                    named[first] = true;
                }
                Some(_) if first < after => {}
                Some(column) if off => {
                    column.start = token.from;
                    named[first] = true;
                }
                _ if spans => {}
                _ => {
                    found.insert(first, token.from..token.to);
                    named.insert(first, true);
                }
            }
        }
    }
    if !heads.is_empty() {
        join_figures(source, &rows(), &mut found, &mut named);
    }
    found
}

/// Joins a stretch of figures without a word above it with the column of texts on its left, where no row fills both: a
/// wide column with texts flush left and figures flush right.
fn join_figures<'l>(
    source: &Text<'_>,
    rows: &(impl Iterator<Item = &'l Line> + Clone),
    places: &mut Vec<Range<usize>>,
    named: &mut Vec<bool>,
) {
    let inside = |place: &Range<usize>| {
        let place = place.clone();
        let tokens = rows.clone().flat_map(|line| &line.tokens);
        tokens.filter(move |token| token.from < place.end && place.start < token.to)
    };
    let mut at = 1usize;
    while let (Some(left), Some(right)) = (at.checked_sub(1).and_then(|at| places.get(at)), places.get(at)) {
        let open = named.get(at - 1) == Some(&true) && named.get(at) == Some(&false);
        let joins = open
            && inside(right).all(|token| is_figure(source, token) || token.from < left.end)
            && inside(left).any(|token| token.cell.seen.look == Look::Text)
            && !rows.clone().any(|line| fills_both(line, left, right) && !bridges(line, left, right));
        if joins {
            places[at - 1].end = places[at].end;
            places.remove(at);
            named.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Whether a token is a figure or a limit: 10, 95%, ≥90%.
fn is_figure(source: &Text<'_>, token: &Token) -> bool {
    let number = matches!(token.cell.seen.look, Look::Number | Look::Percent | Look::Dash);
    number || words::is_bounded(&token.cell.key(source))
}

/// Where the columns stand that have numbers, by rows that have as many values as there are numbers: the first of them
/// stands in the first column, and so on. None where that does not hold of all such rows.
fn numbered<'l>(numbers: &Line, rows: &(impl Iterator<Item = &'l Line> + Clone)) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = numbers
        .tokens
        .iter()
        .filter(|token| token.cell.is_number())
        .map(|token| token.from..token.to)
        .collect();
    let is_value = |token: &Token| matches!(token.cell.seen.look, Look::Number | Look::Percent | Look::Dash);
    let mut met = false;
    for row in rows.clone() {
        let values = row.tokens.iter().rev().take_while(|token| is_value(token)).count();
        if values != places.len() {
            continue;
        }
        met = true;
        for (place, token) in places.iter_mut().zip(&row.tokens[row.tokens.len() - values..]) {
            *place = place.start.min(token.from)..place.end.max(token.to);
        }
        let stub = row.tokens.len().checked_sub(values + 1).map_or(0, |stub| row.tokens[stub].to);
        if places.first().is_some_and(|place| place.start < stub) {
            return Vec::new();
        }
    }
    let apart = places.windows(2).all(|pair| pair[0].end <= pair[1].start);
    if met && apart { places } else { Vec::new() }
}

/// Joins stretches next to each other below a header word, not both of which have a lower word, where no row has a cell
/// in each: a word flush left and figures flush right in one wide column.
fn join_nameless<'l>(
    head: &Token,
    rows: &(impl Iterator<Item = &'l Line> + Clone),
    places: &mut Vec<Range<usize>>,
    named: &mut Vec<bool>,
) {
    let mut at = places.partition_point(|place| place.end <= head.from);
    while let (Some(left), Some(right)) = (places.get(at), places.get(at + 1)) {
        if right.start >= head.to {
            break;
        }
        if named[at] != named[at + 1] && !rows.clone().any(|line| fills_both(line, left, right)) {
            places[at] = left.start..right.end;
            places.remove(at + 1);
            named.remove(at + 1);
            named[at] = true;
        } else {
            at += 1;
        }
    }
}

/// Whether a line has a cell in each of two stretches. A digit torn off its number by a blank is no cell.
fn fills_both(line: &Line, left: &Range<usize>, right: &Range<usize>) -> bool {
    let within = |place: &Range<usize>| {
        line.tokens.iter().position(|token| token.from < place.end && place.start < token.to)
    };
    let (Some(left), Some(right)) = (within(left), within(right)) else { return false };
    let (head, rest) = (&line.tokens[left], &line.tokens[right]);
    let numbers = head.cell.is_number() && rest.cell.is_number();
    let torn = right == left + 1 && numbers && head.to == head.from + 1 && rest.from == head.to + 1;
    !torn
}

/// Whether one cell of a line fills both stretches.
fn bridges(line: &Line, left: &Range<usize>, right: &Range<usize>) -> bool {
    line.tokens.iter().any(|token| token.from < left.end && right.start < token.to)
}

fn fills(line: &Line, place: &Range<usize>) -> bool {
    line.tokens.iter().any(|token| token.from < place.end && place.start < token.to)
}

/// Whether a word of the header that stands above no column names the one to its right, above which no word of its
/// line or a lower one stands: where a line counts characters, wide ones pull what follows them to the left.
fn stands_off(word: &Token, column: &Range<usize>, heads: &[&Line]) -> bool {
    column.start.saturating_sub(word.to) < TUNING.aligned_columns.farthest
        && !heads.iter().any(|line| fills(line, column))
}

/// Whether the line numbers the columns: 1, 2, 3 …
fn numbers_columns(line: &Line) -> bool {
    line.heads && !line.names && line.tokens.iter().filter(|token| token.cell.is_number()).count() > 2
}

/// Whether a word of an upper line of the header that stands between two columns spans them, and is none itself: it is
/// too close to them, or no number of a column stands below it.
fn spans_neighbours(word: &Token, next: usize, places: &[Range<usize>], numbers: Option<&Line>) -> bool {
    let left = next.checked_sub(1).and_then(|left| places.get(left));
    let (Some(left), Some(right)) = (left, places.get(next)) else { return false };
    let close = word.from < left.end + 2 || right.start < word.to + 2;
    let inside = |token: &Token| left.end <= token.from && token.to <= right.start;
    close
        || numbers
            .is_some_and(|line| !line.tokens.iter().any(|token| token.cell.is_number() && inside(token)))
}

/// Joins stretches next to each other below one header word of which no row fills two: texts flush left and numbers
/// flush right in one wide column.
fn join_under<'l>(
    head: &Token,
    rows: &(impl Iterator<Item = &'l Line> + Clone),
    places: &mut Vec<Range<usize>>,
) {
    let first = places.partition_point(|place| place.end <= head.from);
    while let (Some(left), Some(right)) = (places.get(first), places.get(first + 1)) {
        let apart = right.start < head.to && !rows.clone().any(|line| fills_both(line, left, right));
        if !apart {
            break;
        }
        places[first] = left.start..right.end;
        places.remove(first + 1);
    }
}

/// Stretches of character cells that more than `noise` of the tokens cover.
fn covered<'t>(tokens: impl Iterator<Item = &'t Token> + Clone, noise: usize) -> Vec<Range<usize>> {
    let width = tokens.clone().map(|token| token.to).max().unwrap_or(0).min(TUNING.aligned_columns.widest);
    // cells have odd, the borders between them even numbers: tokens that only touch have an open border between them
    let mut change = vec![0i64; 2 * width + 4];
    for token in tokens {
        let from = token.from.min(width);
        change[2 * from + 1] += 1;
        change[2 * token.to.min(width + 1).max(from + 1)] -= 1;
    }
    let (mut depth, mut start, mut found) = (0i64, None, Vec::new());
    for (at, step) in change.iter().enumerate() {
        depth += step;
        let inside = usize::try_from(depth).is_ok_and(|depth| depth > noise);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from / 2..at / 2);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Puts each token into the column with which it shares most, or that is nearest. A token with blanks inside whose
/// pieces stand in columns of their own is taken apart.
pub(crate) fn assign(source: &Text<'_>, tokens: &[Token], columns: &[Range<usize>]) -> Vec<RawCell> {
    let mut cells = vec![RawCell::default(); columns.len().max(1)];
    let mut last = None;
    for (index, token) in tokens.iter().enumerate() {
        let pieces = aligned::pieces(source, token);
        let places: Vec<usize> = pieces.iter().map(|piece| place_of(piece, columns)).collect();
        let apart = places.windows(2).any(|pair| pair[0] != pair[1]);
        let mut place = place_of(token, columns);
        let taken = |place| tokens.get(index + 1).is_some_and(|next| place_of(next, columns) == place);
        let left = index.checked_sub(1).and_then(|left| tokens.get(left));
        let goes_on = left.is_some_and(|left| token.from == left.to + 1 && goes_on(source, left, token));
        if last == Some(place) && place + 1 < columns.len() && !taken(place + 1) && !goes_on {
            place += 1;
        }
        last = Some(place);
        let whole = [(*token, place)];
        let parted = pieces.into_iter().zip(places);
        let chosen: Vec<(Token, usize)> = if apart { parted.collect() } else { whole.to_vec() };
        for (token, place) in chosen {
            let Some(cell) = cells.get_mut(place) else { continue };
            *cell = if cell.is_blank() { token.cell } else { merged(source, *cell, token.cell) };
        }
    }
    cells
}

/// Whether what stands one blank behind a text goes on with it: a unit behind its number, the other digits of a limit, a
/// small number behind a name.
fn goes_on(source: &Text<'_>, left: &Token, token: &Token) -> bool {
    let (text, number) = (left.cell.span.text(source), token.cell.span.text(source));
    let limit = text.starts_with(['≥', '≤', '>', '<', '=']);
    let digits =
        left.cell.seen.look == Look::Text && token.cell.is_number() && (limit || !aligned::is_value(number));
    digits || source.words.is_unit(number)
}

pub(crate) fn place_of(token: &Token, columns: &[Range<usize>]) -> usize {
    let near = columns.partition_point(|column| column.end <= token.from);
    let candidates = near.saturating_sub(1)..columns.len();
    candidates
        .take_while(|&at| at <= near || columns[at].start < token.to)
        .max_by_key(|&at| {
            let column = &columns[at];
            let shared = token.to.min(column.end).saturating_sub(token.from.max(column.start));
            let apart = token.from.saturating_sub(column.end) + column.start.saturating_sub(token.to);
            (shared, std::cmp::Reverse(apart), std::cmp::Reverse(at))
        })
        .unwrap_or(0)
}

/// Two tokens in one column are one text; or one number, where one blank parts them: 2 3.85.
fn merged(source: &Text<'_>, left: RawCell, right: RawCell) -> RawCell {
    let span = left.span.join(right.span);
    let torn = left.is_number() && right.is_number() && right.span.start == left.span.end + 1;
    let whole = if torn { look::see(span.text(source)).look } else { Look::Text };
    let look = if whole == Look::Number { Look::Number } else { Look::Text };
    RawCell { span, seen: Seen { look, unclean: true }, parts: 0 }
}

/// The stretches that either of two sorted lists covers; `None` where one of them would bridge two of the same list.
pub(crate) fn united(left: &[Range<usize>], right: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
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
