//! The header of an aligned page: words centred above several columns, words broken over several lines.

use std::ops::Range;

use juesuan_segment::Span;

use crate::cell::clean;
use crate::cell::look::Look;
use crate::grid::RawCell;
use crate::layouts::aligned::{Line, Token};
use crate::rebuild::spanning_headers;
use crate::table::Role;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words;
use crate::words::{List, Words};

/// Rebuilds the header from the lines that name columns, from top to bottom: each word above the first column it
/// spans, words joined that were broken over lines, and as many rows as there are levels.
pub(crate) fn settle(source: &Text<'_>, lines: &mut [&mut Line], places: &[Range<usize>]) {
    if is_flush_left(lines, places) {
        return;
    }
    let mut groups: Vec<(usize, Range<usize>)> = Vec::new();
    for at in (0..lines.len().saturating_sub(1)).rev() {
        groups.extend(place_groups(source, lines, at, places).into_iter().map(|group| (at, group)));
    }
    for column in 0..places.len() {
        join_broken(source, lines, column, &groups);
    }
    level(lines, places.len(), &groups);
}

/// Whether a line stands below lines of a header and goes on with their words: each of its words stands below others,
/// and one of these breaks off.
pub(crate) fn goes_on(source: &Text<'_>, above: &[Line], line: &Line) -> bool {
    let above = above.get(above.len().saturating_sub(TUNING.aligned_header_lines.deepest)..).unwrap_or(&[]);
    let mut broken = false;
    for token in &line.tokens {
        let key = token.cell.key(source);
        if token.cell.seen.look != Look::Text || words::is_numbered(&key) || source.words.sums_up(&key) {
            return false;
        }
        let mut upper = String::new();
        for word in above.iter().rev().filter_map(|line| word_above(line, token)) {
            upper.insert_str(0, &word.cell.key(source));
            broken |= source.words.breaks_word(&upper, &key);
        }
        if upper.is_empty() {
            return false;
        }
    }
    broken
}

/// The word of a line that stands above another.
pub(crate) fn word_above<'l>(line: &'l Line, word: &Token) -> Option<&'l Token> {
    line.tokens.iter().find(|token| token.from < word.to && word.from < token.to)
}

/// Whether the words of the first line begin where columns begin, and so already stand in the first column they span;
/// where words stand in the middle of columns, that is chance.
fn is_flush_left(lines: &[&mut Line], places: &[Range<usize>]) -> bool {
    let flush = |from: usize| places.iter().any(|place| place.start == from);
    let ends = |to: usize| places.iter().any(|place| place.end == to);
    let mut lines = lines.iter();
    lines.next().is_none_or(|line| line.tokens.iter().all(|token| flush(token.from)))
        && lines.all(|line| line.tokens.iter().all(|token| flush(token.from) || ends(token.to)))
}

/// Moves each word to the row of its level: below the words that span its column, or else to the top.
fn level(lines: &mut [&mut Line], width: usize, groups: &[(usize, Range<usize>)]) {
    for column in 0..width {
        let mut next = 0;
        for at in 0..lines.len() {
            if !is_filled(lines[at], column) {
                continue;
            }
            let above = groups
                .iter()
                .filter(|(line, group)| *line < at && group.len() > 1 && group.contains(&column));
            let to = next.max(above.count()).min(at);
            if to < at {
                lines[to].cells[column] = std::mem::take(&mut lines[at].cells[column]);
                let moved: Vec<(usize, Vec<Span>)> =
                    lines[at].joined.extract_if(.., |(joined, _)| *joined == column).collect();
                lines[to].joined.extend(moved);
            }
            next = to + 1;
        }
    }
}

fn is_filled(line: &Line, column: usize) -> bool {
    line.cells.get(column).is_some_and(|cell| !cell.is_blank())
}

/// Moves the words of a line to the first of the columns that they span, and returns these.
fn place_groups(
    source: &Text<'_>,
    lines: &mut [&mut Line],
    at: usize,
    places: &[Range<usize>],
) -> Vec<Range<usize>> {
    let filled: Vec<usize> = (0..places.len()).filter(|&column| is_filled(lines[at], column)).collect();
    let central = |groups: &Vec<Range<usize>>| {
        filled.iter().zip(groups).all(|(&column, group)| {
            let (start, end) = (places[group.start].start, places[group.end - 1].end);
            middle(lines[at], column, places).abs_diff(start + end) * 2 <= end - start
        })
    };
    let groups = by_repetition(source, lines, at, places.len(), filled.len())
        .filter(central)
        .unwrap_or_else(|| by_position(source, lines, at, places, &filled));
    let mut cells = vec![RawCell::default(); lines[at].cells.len()];
    for (&from, group) in filled.iter().zip(&groups) {
        if let (Some(cell), Some(place)) = (lines[at].cells.get(from).copied(), cells.get_mut(group.start)) {
            *place = cell;
        }
    }
    lines[at].cells = cells;
    groups
}

/// Where the groups begin if every column is named below and the names repeat: 项目 行次 决算数 | 项目 行次 决算数.
fn by_repetition(
    source: &Text<'_>,
    lines: &[&mut Line],
    at: usize,
    width: usize,
    count: usize,
) -> Option<Vec<Range<usize>>> {
    if count < 2 || count * 2 > width {
        return None;
    }
    let below = lines.get(at + 1..)?;
    let name = |column: usize| {
        let line = below.iter().rev().find(|line| is_filled(line, column))?;
        Some(line.cells.get(column)?.key(source).into_owned())
    };
    let names: Vec<String> = (0..width).map(name).collect::<Option<_>>()?;
    let starts = spanning_headers::repetitions(source.words, &names.iter().collect::<Vec<_>>(), count)?;
    let ends = starts.iter().copied().skip(1).chain([width]);
    Some(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// Twice the middle of the word in this column, or of the column where the word was moved.
fn middle(line: &Line, column: usize, places: &[Range<usize>]) -> usize {
    let span = line.cells[column].span;
    let token = line.tokens.iter().find(|token| token.cell.span == span);
    token.map_or(places[column].start + places[column].end, |token| token.from + token.to)
}

/// Where the words of a line begin if each stands above the middle of the columns that it spans: next to its own
/// column those that only a lower line names.
fn by_position(
    source: &Text<'_>,
    lines: &[&mut Line],
    at: usize,
    places: &[Range<usize>],
    filled: &[usize],
) -> Vec<Range<usize>> {
    let mut spanned = Vec::with_capacity(filled.len());
    let mut free = 0;
    for (index, &column) in filled.iter().enumerate() {
        let span = lines[at].cells[column].span;
        let token = lines[at].tokens.iter().find(|token| token.cell.span == span);
        let next = |column: usize| (at + 1..lines.len()).find(|&below| is_filled(lines[below], column));
        let middle = middle(lines[at], column, places);
        let off = |&(start, end): &(usize, usize)| (places[start].start + places[end].end).abs_diff(middle);
        // two names that can each stand alone are two levels, where the upper one does not stand above the lower one
        let named = |line: usize| source.header(&text(source, lines[line], column)).is_some();
        let levels = off(&(column, column)) > TUNING.aligned_header_lines.tolerance
            && named(at)
            && next(column).is_some_and(named);
        let orphan = |&other: &usize| next(other).is_some() && (levels || next(other) == next(column));
        let end = filled.get(index + 1).copied().unwrap_or(places.len());
        let (from, to) = token.map_or((0, 0), |token| (token.from, token.to));
        // columns whose middle the word covers are surely below it
        let covers = |&other: &usize| (2 * from..2 * to).contains(&(places[other].start + places[other].end));
        let orphan = |other: &usize| orphan(other) || (next(*other).is_some() && covers(other));
        // a word that goes on below stands above its own column alone
        let broken = |below: usize| {
            source.words.breaks_word(&text(source, lines[at], column), &text(source, lines[below], column))
        };
        let spans = next(column).is_some_and(|below| !broken(below));
        let left = (free..column).rev().take_while(orphan).filter(|_| spans).count();
        let right = (column + 1..end).take_while(orphan).filter(|_| spans).count();
        let opens = next(column)
            .is_some_and(|below| opens_group(source.words, &text(source, lines[below], column), left > 0));
        let siblings = (column + 1..end).take_while(|&other| next(other) >= next(column)).count();
        if opens && siblings > 0 {
            spanned.push(column..column + siblings + 1);
            free = column + siblings + 1;
            continue;
        }
        let sure = (column - left..=column + right).filter(covers);
        let (least, most) = sure.fold((column, column), |(least, most), at| (least.min(at), most.max(at)));
        let groups =
            (column - left..=least).flat_map(|start| (most..=column + right).map(move |end| (start, end)));
        let (start, end) = groups
            .filter(|(start, end)| !levels || left + right == 0 || start < end)
            .min_by_key(|group| {
                (
                    off(group).saturating_sub(TUNING.aligned_header_lines.tolerance),
                    std::cmp::Reverse(group.1 - group.0),
                )
            })
            .unwrap_or((column, column));
        spanned.push(start..end + 1);
        free = end + 1;
    }
    spanned
}

/// Whether a column of this name is the first of its group, wherever the word above them stands: the sum of the others,
/// or what the figures of a side are about, unless a code stands before it.
fn opens_group(words: &Words, key: &str, after_free: bool) -> bool {
    words.has(List::OpensGroup, key) || (!after_free && words.header(key) == Some(Role::Label))
}

/// Joins the parts of a word that stand below each other in a column.
fn join_broken(source: &Text<'_>, lines: &mut [&mut Line], column: usize, groups: &[(usize, Range<usize>)]) {
    let stack: Vec<usize> = (0..lines.len()).filter(|&at| is_filled(lines[at], column)).collect();
    let Some((&top, rest)) = stack.split_first() else { return };
    let mut head = top;
    for &below in rest {
        let upper = text(source, lines[head], column);
        let lower = text(source, lines[below], column);
        let spans =
            groups.iter().any(|(line, group)| *line == head && group.start == column && group.len() > 1);
        let is_stub = source.header(&upper) == Some(Role::Label);
        if !source.words.breaks_word(&upper, &lower) && (spans || is_stub) {
            head = below;
            continue;
        }
        let mut parts = parts(lines[head], column);
        parts.extend(self::parts(lines[below], column));
        lines[below].cells[column] = RawCell::default();
        lines[below].joined.retain(|(joined, _)| *joined != column);
        lines[head].joined.retain(|(joined, _)| *joined != column);
        lines[head].joined.push((column, parts));
    }
}

/// The places of a cell that may have been joined already.
fn parts(line: &Line, column: usize) -> Vec<Span> {
    let joined = line.joined.iter().find(|(joined, _)| *joined == column);
    joined.map_or_else(|| vec![line.cells[column].span], |(_, parts)| parts.clone())
}

fn text(source: &Text<'_>, line: &Line, column: usize) -> String {
    parts(line, column).iter().map(|part| clean::key(part.text(source))).collect()
}
