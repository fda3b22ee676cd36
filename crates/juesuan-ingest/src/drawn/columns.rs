//! Tables without lines: what stands below one another is a column.

use super::lines::{Gap, Line, Mark};
use super::paragraphs::begins_item;
use super::tuning::Tuning;

/// Rows of cells; each cell is pieces of one or more lines.
pub(crate) type Rows<'l> = Vec<Vec<Vec<&'l [Mark]>>>;

/// A piece of a line between two gaps.
pub(crate) struct Piece<'l> {
    pub(crate) marks: &'l [Mark],
    pub(crate) x0: f32,
    pub(crate) x1: f32,
}

/// How many of the first lines are rows of a table without lines: they have gaps as between columns, or stand
/// between such lines. 0 where there are too few to be one.
pub(crate) fn extent(lines: &[Line], tuning: &Tuning) -> usize {
    let mut end = 0;
    let mut rows = 0;
    for (at, line) in lines.iter().enumerate() {
        let is_near = at == 0
            || lines
                .get(at - 1)
                .is_some_and(|last| line.middle() - last.middle() < tuning.row_pitch * line.size);
        if !is_near || at - end > tuning.lone_rows {
            break;
        }
        if !line.has_columns() && begins_item(line) {
            break;
        }
        if line.has_columns() {
            rows += 1;
            end = at + 1;
        } else if at == 0 {
            break;
        }
    }
    // the second line of a name whose figures stand in the middle of both
    while let (Some(last), Some(next)) = (end.checked_sub(1).and_then(|at| lines.get(at)), lines.get(end))
        && next.y0 - last.y1 < -tuning.overlap * next.size
    {
        end += 1;
    }
    if rows >= tuning.fewest_rows { end } else { 0 }
}

/// The cells of lines that [`extent`] found; `None` where no columns are clear.
pub(crate) fn rows<'l>(lines: &'l [Line], tuning: &Tuning) -> Option<Rows<'l>> {
    let columns = columns(lines, tuning)?;
    let rows: Rows<'l> = wrapped(lines, tuning)
        .into_iter()
        .map(|group| {
            let mut row = vec![Vec::new(); columns.len()];
            for line in group {
                for (cell, marks) in row.iter_mut().zip(cells(&line.marks, &columns)) {
                    if !marks.is_empty() {
                        cell.push(marks);
                    }
                }
            }
            row
        })
        .collect();
    (!is_contents(&rows)).then_some(rows)
}

/// The lines of each row: those that overlap, since a figure stands in the middle of a name in two lines, and those much
/// closer than lines of the table usually are.
fn wrapped<'l>(lines: &'l [Line], tuning: &Tuning) -> Vec<&'l [Line]> {
    let gap = |above: &Line, below: &Line| below.y0 - above.y1;
    let mut gaps: Vec<f32> =
        lines.windows(2).filter_map(|pair| Some(gap(pair.first()?, pair.get(1)?))).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let is_one_row = |above: &Line, below: &Line| {
        let gap = gap(above, below);
        gap < -tuning.overlap * below.size
            || usual > tuning.overlap * below.size && gap < usual * tuning.close
    };
    lines.chunk_by(is_one_row).collect()
}

/// The marks of a line by column. A word over several columns is a head of all of them: it stands in the first.
pub(crate) fn cells<'l>(marks: &'l [Mark], columns: &[(f32, f32)]) -> Vec<&'l [Mark]> {
    let mut ranges = vec![(0, 0); columns.len()];
    let mut start = 0;
    let mut last = 0;
    for word in marks.chunk_by(|_, next| next.gap == Gap::None) {
        let end = start + word.len();
        let at = column_of(extent_of(word), columns).max(last);
        if let Some(range) = ranges.get_mut(at) {
            *range = if range.0 == range.1 { (start, end) } else { (range.0, end) };
        }
        (start, last) = (end, at);
    }
    ranges.into_iter().map(|(start, end)| marks.get(start..end).unwrap_or_default()).collect()
}

/// The first column that a word touches, else the nearest.
fn column_of(word: (f32, f32), columns: &[(f32, f32)]) -> usize {
    let touched = columns.iter().position(|column| overlap(*column, word) > 0.0);
    touched.unwrap_or_else(|| {
        let distances = columns.iter().map(|column| -overlap(*column, word)).enumerate();
        distances.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at)
    })
}

/// Left and right end of marks that stand in a row.
fn extent_of(marks: &[Mark]) -> (f32, f32) {
    marks.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(x0, x1), mark| {
        (x0.min(mark.glyph.x0), x1.max(mark.glyph.x1))
    })
}

/// The ranges between the white corridors that run down through all full rows.
pub(crate) fn columns(lines: &[Line], tuning: &Tuning) -> Option<Vec<(f32, f32)>> {
    // the words of a head nearly touch one another; rows with figures say more
    let with_figures: Vec<&Line> =
        lines.iter().filter(|line| pieces(line).any(|piece| is_figure(piece.marks))).collect();
    let most = lines.iter().map(|line| pieces(line).count()).max().filter(|&most| most > 1)?;
    // a head over several columns has few pieces; it says nothing about corridors
    let is_full = |line: &&Line| pieces(line).count() * 2 > most;
    let has_rows = with_figures.len() >= tuning.fewest_rows;
    let full: Vec<&Line> = if has_rows { with_figures } else { lines.iter().filter(is_full).collect() };
    let mut words: Vec<(f32, f32)> = full
        .iter()
        .flat_map(|line| line.marks.chunk_by(|_, next| next.gap == Gap::None).map(extent_of))
        .collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = full.first()?.size;
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for word in words {
        match columns.last_mut() {
            Some(last) if word.0 - last.1 < tuning.corridor * size => last.1 = last.1.max(word.1),
            _ => columns.push(word),
        }
    }
    (columns.len() > 1 && columns.len() <= tuning.most_columns).then_some(columns)
}

/// Whether rows are a table of contents: a title and the number of its page.
fn is_contents(rows: &Rows<'_>) -> bool {
    let is_number = |cell: &Vec<&[Mark]>| {
        let mut chars = cell.iter().flat_map(|marks| marks.iter()).map(|mark| mark.glyph.char);
        chars.clone().count() < 4 && chars.all(|char| char.is_ascii_digit())
    };
    rows.iter().all(|row| row.len() == 2 && row.last().is_some_and(is_number))
}

/// The pieces of a line, from left to right.
pub(crate) fn pieces(line: &Line) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = line.marks.as_slice();
    std::iter::from_fn(move || {
        let first = rest.first()?;
        let count = 1 + rest.iter().skip(1).take_while(|mark| mark.gap != Gap::Column).count();
        let (marks, after) = rest.split_at_checked(count)?;
        rest = after;
        let x1 = marks.iter().map(|mark| mark.glyph.x1).fold(first.glyph.x1, f32::max);
        Some(Piece { marks, x0: first.glyph.x0, x1 })
    })
}

/// Whether a piece is a figure, as far as its characters tell.
pub(crate) fn is_figure(marks: &[Mark]) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%');
    marks.iter().all(|mark| is_part(mark.glyph.char))
        && marks.iter().any(|mark| mark.glyph.char.is_ascii_digit())
}

/// The lines of a text that stands beside others.
pub(crate) type Block<'l> = Vec<&'l [Mark]>;

/// Texts beside one another outside of tables, from left to right, and how many of the first lines they take: a name in
/// two lines, and a unit at half its height. `None` where the lines stand one below the other.
pub(crate) fn blocks<'l>(lines: &'l [Line], tuning: &Tuning) -> Option<(Vec<Block<'l>>, usize)> {
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

fn overlap(a: (f32, f32), b: (f32, f32)) -> f32 {
    a.1.min(b.1) - a.0.max(b.0)
}
