//! Tables without lines: what stands below one another is a column.

use juesuan_source::chars::is_minus;

use super::code_parts::add_headed_beside_codes;
use super::edges::Edges;
use super::headed::{add_numbered, add_numbered_beside_values, is_between, leaves, with_values};
use super::lines::{Line, Mark};
use super::paragraphs::begins_item;
use super::pieces::{Piece, ends_with_page, extent_of, has_amount, is_figure, numbers, parts, pieces, words};
use crate::tuning::{TUNING, Tolerances};

/// How many of the first lines are rows of a table without lines: they have gaps as between columns, or stand
/// between such lines. 0 where there are too few to be one.
pub(crate) fn extent(lines: &[Line], tuning: &Tolerances) -> usize {
    let heads = heads_without_gaps(lines, tuning);
    let mut end = 0;
    let mut rows = 0;
    let mut names = Names::default();
    let mut are_names = false;
    for (at, line) in lines.iter().enumerate().skip(heads) {
        let last = at.checked_sub(1).filter(|&last| last >= heads).and_then(|last| lines.get(last));
        let pitch = last.map_or(0.0, |last| line.middle() - last.middle());
        if pitch >= tuning.row_pitch * line.size {
            break;
        }
        let is_name = !line.has_columns() && !is_said(line) && names.holds(line, pitch, tuning);
        // nothing but names since the last row; what stands above the next head is none
        are_names = if line.has_columns() { are_names } else { is_name && (are_names || at == end) };
        let most =
            if is_name || are_names && has_amount(line) { tuning.lone_names } else { tuning.lone_rows };
        // a name in two lines beside its figures is a row
        let is_beside = lines.get(at + 1).is_some_and(|next| next.y0 < line.y1 - tuning.overlap * line.size);
        if at - end > most || !line.has_columns() && !is_name && !is_beside && begins_item(line) {
            break;
        }
        if line.has_columns() {
            rows += 1;
            end = at + 1;
            names.take(line, pitch, tuning);
        } else if at == heads {
            break;
        }
    }
    // the second line of a name whose figures stand in the middle of both
    while let (Some(last), Some(next)) = (end.checked_sub(1).and_then(|at| lines.get(at)), lines.get(end))
        && next.y0 - last.y1 < -tuning.overlap * next.size
    {
        end += 1;
    }
    let is_numbered = || rows > 1 && lines.iter().take(end).any(|line| numbers(line).is_some());
    if rows < tuning.fewest_rows && !is_numbered() {
        return 0;
    }
    // names without figures may be the last rows of a page
    let is_name = |pair: &[Line]| {
        let [last, next] = pair else { return false };
        !is_said(next) && !next.has_columns() && names.holds(next, next.middle() - last.middle(), tuning)
    };
    let tail = lines.get(end - 1..).unwrap_or_default();
    let count = tail.windows(2).take(tuning.lone_names).take_while(|pair| is_name(pair)).count();
    let is_last = match (tail.get(count), tail.get(count + 1)) {
        (Some(last), Some(next)) => next.middle() - last.middle() >= tuning.row_pitch * next.size,
        _ => true,
    };
    if is_last { end + count } else { end }
}

/// Where the names of rows stand, on each side of a table with two, and how far apart rows are.
#[derive(Default)]
struct Names {
    /// Where names begin, and where the text behind them does.
    places: Vec<(f32, f32)>,
    pitch: f32,
}

impl Names {
    fn take(&mut self, line: &Line, pitch: f32, tuning: &Tolerances) {
        let pieces: Vec<Piece<'_>> = pieces(line).collect();
        let mut ends = pieces.iter().skip(1).map(|next| next.x0);
        for (at, piece) in pieces.iter().enumerate() {
            // the last name of a row may have its figures in other rows alone
            let right = ends.next().unwrap_or(f32::INFINITY);
            if at > 0 && is_figure(piece.marks) {
                continue;
            }
            let near = tuning.indent * line.size;
            let count = self.places.len();
            match self.places.iter_mut().find(|place| (place.0 - piece.x0).abs() < near) {
                Some(place) => *place = (place.0.min(piece.x0), place.1.min(right)),
                None if count < tuning.most_columns => self.places.push((piece.x0, right)),
                None => {}
            }
        }
        self.pitch = pitch;
    }

    /// Whether a line without gaps is a row that has a name and no figure.
    fn holds(&self, line: &Line, pitch: f32, tuning: &Tolerances) -> bool {
        let is_there = |&(left, right): &(f32, f32)| {
            (line.x0 - left).abs() < tuning.indent * line.size && line.x1 < right
        };
        self.places.iter().any(is_there) && pitch < tuning.leading * self.pitch
    }
}

/// How many of the first lines are heads whose words nearly touch one another, or stand over several of those in the line below:
/// they have no gaps as between columns.
fn heads_without_gaps(lines: &[Line], tuning: &Tolerances) -> usize {
    let Some(count) = lines.iter().take(tuning.lone_rows + 2).position(Line::has_columns) else { return 0 };
    let heads = lines.get(..=count).unwrap_or_default();
    let rows = lines.get(count..).unwrap_or_default().iter().take(tuning.lone_names);
    let table =
        rows.fold((f32::INFINITY, f32::NEG_INFINITY), |(x0, x1), line| (x0.min(line.x0), x1.max(line.x1)));
    let is_head = |at: &usize| {
        let (Some(first), Some(second)) = (heads.get(*at), heads.get(at + 1)) else { return false };
        let is_near = second.middle() - first.middle() < tuning.head_pitch * first.size;
        let is_same = (first.size - second.size).abs() <= tuning.same_size * first.size;
        // a head beside two rows of others stands between them
        let is_beside = second.y0 < first.y1 - tuning.overlap * first.size;
        let below = heads.get(at + 1..).unwrap_or_default().iter();
        let mut below: Vec<(f32, f32)> =
            below.flat_map(|line| words(&line.marks, tuning).map(extent_of)).collect();
        below.sort_by(|a, b| a.0.total_cmp(&b.0));
        let is_over = is_between((first.x0, first.x1), &below, tuning) || is_over_some(first, table);
        is_near && is_same && (is_over || is_beside || has_words(first, tuning))
    };
    (0..count).rev().take_while(is_head).count()
}

/// Whether a short line stands above some of the columns of a table, and not in the middle of all, as a title does, nor at its side,
/// as a unit does.
pub(super) fn is_over_some(line: &Line, table: (f32, f32)) -> bool {
    let off = f32::midpoint(line.x0, line.x1) - f32::midpoint(table.0, table.1);
    let away = TUNING.head.away * line.size;
    line.marks.len() <= TUNING.drawn.longest_head
        && !is_said(line)
        && !pieces(line).any(|piece| is_figure(piece.marks))
        && off.abs() > away
        && table.0 + away < line.x0
        && line.x1 + away < table.1
}

/// Whether a line is made of several short words, as a head is and a text or a label is not.
fn has_words(line: &Line, tuning: &Tolerances) -> bool {
    let mut count = 0;
    let is_short = words(&line.marks, tuning).all(|word| {
        count += 1;
        word.len() <= TUNING.drawn.longest_head
    });
    is_short && count > 2 && !is_said(line)
}

/// Whether a line has the marks of a text or a label.
fn is_said(line: &Line) -> bool {
    line.chars().any(|char| matches!(char, '：' | ':' | '。' | '，' | '；'))
}

/// The lines of each row: those that overlap, since a figure stands in the middle of a name in two lines, and those much
/// closer than lines of the table usually are.
pub(super) fn wrapped<'l>(lines: &'l [Line], tuning: &Tolerances) -> Vec<&'l [Line]> {
    let gap = |above: &Line, below: &Line| below.y0 - above.y1;
    let mut gaps: Vec<f32> =
        lines.windows(2).filter_map(|pair| Some(gap(pair.first()?, pair.get(1)?))).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let is_one_row = |above: &Line, below: &Line| {
        let gap = gap(above, below);
        // the numbers of columns are a row of their own, however near the head above stands
        if gap > -tuning.same_line * below.size && (numbers(above).is_some() || numbers(below).is_some()) {
            return false;
        }
        gap < -tuning.overlap * below.size
            || usual > tuning.overlap * below.size && gap < usual * tuning.close
    };
    lines.chunk_by(is_one_row).collect()
}

/// The ranges between the white corridors that run down through all full rows, and those of numbers of columns that stand
/// over none of these.
pub(super) fn columns(lines: &[Line], tuning: &Tolerances) -> Option<Vec<(f32, f32)>> {
    let most = lines.iter().map(|line| pieces(line).count()).max().filter(|&most| most > 1)?;
    // words that nearly touch are more than columns, but not so many more
    let most_words = lines.iter().map(|line| words(&line.marks, tuning).count()).max().unwrap_or(0);
    if most_words > 8 * tuning.most_columns {
        return None;
    }
    let numbered = lines.iter().find_map(|line| Some((line, numbers(line)?)));
    let is_number = |line: &&Line| numbered.as_ref().is_none_or(|(number, _)| !std::ptr::eq(*number, *line));
    // the words of a head nearly touch one another, and stand in the middle of columns; rows with figures say more
    let with = |has: fn(&Line) -> bool| -> Vec<&Line> {
        lines.iter().filter(is_number).filter(|line| has(line)).collect()
    };
    let has_figure = |line: &Line| pieces(line).any(|piece| is_figure(piece.marks));
    let (with_amounts, with_figures) = (with(has_amount), with(has_figure));
    // a head with numbers of columns is that of a form of amounts; other tables have figures of any kind
    let fewest = if numbered.is_some() { 1 } else { tuning.fewest_rows };
    let heads = leaves(lines, tuning);
    // a form of one row has a head for each of its amounts
    let has_heads =
        with_amounts.iter().map(|line| parts(line).count()).max().is_some_and(|most| most <= heads.len());
    let alone = if has_heads { with_amounts.clone() } else { Vec::new() };
    let (first, second) =
        if numbered.is_some() { (with_amounts, with_figures) } else { (with_figures, with_amounts) };
    let full = [first, second].into_iter().find(|rows| rows.len() >= fewest);
    let full = full.or_else(|| Some(alone).filter(|rows| !rows.is_empty()));
    // a head over several columns has few pieces; it says nothing about corridors
    let is_full = |line: &&Line| pieces(line).count() * 2 > most;
    let has_body = full.is_some();
    let full = full.unwrap_or_else(|| lines.iter().filter(is_full).collect());
    let edges = Edges::of(&full, tuning);
    let mut words: Vec<(f32, f32)> =
        full.iter().flat_map(|line| edges.pieces(&line.marks).map(extent_of)).collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = lines.first()?.size;
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for word in words {
        match columns.last_mut() {
            Some(last) if word.0 - last.1 < tuning.corridor * size && !edges.part(last.1, word.0) => {
                last.1 = last.1.max(word.1);
            }
            _ => columns.push(word),
        }
    }
    if columns.len() > 4 * tuning.most_columns {
        return None;
    }
    if !has_body && numbered.is_some() {
        columns = if heads.len() < columns.len() { columns } else { heads.clone() };
    }
    join_dashes(&mut columns, &full);
    if let Some((_, numbers)) = numbered {
        if has_body {
            add_numbered_beside_values(&mut columns, &full, &numbers, tuning);
        } else {
            add_numbered(&mut columns, &numbers, tuning);
        }
        add_before_values(&mut columns, &full, &heads, tuning);
    } else {
        add_headed_beside_codes(&mut columns, &full, &heads, tuning);
    }
    let is_contents = columns.len() == 2 && lines.iter().all(ends_with_page);
    (columns.len() > 1 && columns.len() <= tuning.most_columns && !is_contents).then_some(columns)
}

/// Adds the columns of codes and names that have a head and no text: they stand before those with values.
fn add_before_values(
    columns: &mut Vec<(f32, f32)>,
    rows: &[&Line],
    leaves: &[(f32, f32)],
    tuning: &Tolerances,
) {
    let has_value = |at: &usize| columns.get(*at..=*at).is_some_and(|one| with_values(one, rows) > 0);
    let Some(first) = (0..columns.len()).find(has_value) else { return };
    let Some(begin) = columns.get(first).map(|column| column.0) else { return };
    let heads = leaves.iter().take_while(|leaf| leaf.1 <= begin).count();
    // a head at the left of its column ends before the figures of this column begin
    let heads = heads.min(first + leaves.len().saturating_sub(columns.len()));
    let (Some(own), Some(heads)) = (columns.get(..first), leaves.get(..heads)) else { return };
    let mut before = own.to_vec();
    if before.is_empty() {
        return;
    }
    add_headed_beside_codes(&mut before, rows, heads, tuning);
    columns.splice(..first, before);
}

/// Joins columns of nothing but dashes to the figures beside them, where no row has both: dashes stand at the left side of
/// their cells, figures at the right.
fn join_dashes(columns: &mut Vec<(f32, f32)>, rows: &[&Line]) {
    let fill = |column: &(f32, f32)| -> Vec<Option<bool>> {
        let here = |mark: &&Mark| column.0 <= mark.glyph.x0 && mark.glyph.x1 <= column.1;
        let dashes = |line: &&Line| {
            let mut marks = line.marks.iter().filter(here).peekable();
            marks.peek().is_some().then(|| marks.all(|mark| is_minus(mark.glyph.plain())))
        };
        rows.iter().map(dashes).collect()
    };
    let mut at = 0;
    while let (Some(left), Some(right)) = (columns.get(at).copied(), columns.get(at + 1).copied()) {
        let (filled, next) = (fill(&left), fill(&right));
        let is_apart = filled.iter().zip(&next).all(|(a, b)| a.is_none() || b.is_none());
        if is_apart && filled.iter().flatten().all(|&dashes| dashes) {
            if let Some(column) = columns.get_mut(at) {
                column.1 = right.1;
            }
            columns.remove(at + 1);
        } else {
            at += 1;
        }
    }
}

/// The lines of a text that stands beside others.
pub(crate) type Block<'l> = Vec<&'l [Mark]>;

/// Texts beside one another outside of tables, from left to right, and how many of the first lines they take: a name in
/// two lines, and a unit at half its height. `None` where the lines stand one below the other.
pub(crate) fn blocks<'l>(lines: &'l [Line], tuning: &Tolerances) -> Option<(Vec<Block<'l>>, usize)> {
    let mut bottom = lines.first()?.y1;
    let overlaps = |line: &&Line| {
        let is_beside = line.y0 < bottom - tuning.overlap * line.size;
        bottom = bottom.max(line.y1);
        is_beside
    };
    let count = 1 + lines.iter().skip(1).take_while(overlaps).count();
    let mut texts: Vec<Piece<'_>> = lines.get(..count)?.iter().flat_map(pieces).collect();
    texts.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut blocks: Vec<(f32, Vec<Piece<'_>>)> = Vec::new();
    for text in texts {
        match blocks.last_mut() {
            Some((end, block)) if text.x0 < *end => {
                *end = end.max(text.x1);
                block.push(text);
            }
            _ => blocks.push((text.x1, vec![text])),
        }
    }
    let is_wrapped = blocks.iter().any(|(_, block)| block.len() > 1);
    if count < 2 || blocks.len() < 2 || !is_wrapped {
        return None;
    }
    let height = |piece: &Piece<'_>| piece.marks.first().map_or(0.0, |mark| mark.glyph.y0);
    let in_order = blocks.into_iter().map(|(_, mut block)| {
        block.sort_by(|a, b| height(a).total_cmp(&height(b)));
        block.into_iter().map(|piece| piece.marks).collect()
    });
    Some((in_order.collect(), count))
}
