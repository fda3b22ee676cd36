//! Tables without lines: what stands below one another is a column.

use super::lines::{Gap, Line, Mark};
use super::tuning::Tuning;

/// Rows of cells; each cell is a piece of a line.
pub(crate) type Rows<'l> = Vec<Vec<&'l [Mark]>>;

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
        if line.has_columns() {
            rows += 1;
            end = at + 1;
        } else if at == 0 {
            break;
        }
    }
    if rows >= tuning.fewest_rows { end } else { 0 }
}

/// The cells of lines that [`extent`] found; `None` where no columns are clear: a piece would stand in two, or two in
/// one.
pub(crate) fn rows<'l>(lines: &'l [Line], tuning: &Tuning) -> Option<Rows<'l>> {
    let pieces: Vec<Vec<Piece<'l>>> = lines.iter().map(|line| pieces(line).collect()).collect();
    let columns = columns(&pieces, tuning)?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in &pieces {
        let mut cells: Vec<&'l [Mark]> = vec![&[]; columns.len()];
        let mut next = 0;
        for piece in line {
            // a head may cover several columns: it stands in the first
            let at = columns.iter().position(|column| overlap(column, (piece.x0, piece.x1)) > 0.0)?;
            if at < next {
                return None;
            }
            *cells.get_mut(at)? = piece.marks;
            next = at + 1;
        }
        rows.push(cells);
    }
    (!is_contents(&rows)).then_some(rows)
}

/// Whether rows are a table of contents: a title and the number of its page.
fn is_contents(rows: &Rows<'_>) -> bool {
    let is_number =
        |cell: &&[Mark]| cell.len() < 4 && cell.iter().all(|mark| mark.glyph.char.is_ascii_digit());
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

fn overlap(a: &(f32, f32), b: (f32, f32)) -> f32 {
    a.1.min(b.1) - a.0.max(b.0)
}

/// The ranges that pieces of the fullest lines cover. Pieces that would join two ranges are heads over both, unless
/// they are many.
fn columns(lines: &[Vec<Piece<'_>>], tuning: &Tuning) -> Option<Vec<(f32, f32)>> {
    let most = lines.iter().map(Vec::len).max().filter(|&most| most > 1)?;
    let full = |line: &&Vec<Piece<'_>>| line.len() * 2 > most;
    let mut spans: Vec<(f32, f32)> =
        lines.iter().filter(full).flatten().map(|piece| (piece.x0, piece.x1)).collect();
    // narrow pieces first: a wide one that covers two columns found already says nothing about columns
    spans.sort_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for span in spans {
        let touched = columns.iter().filter(|column| overlap(column, span) > 0.0).count();
        match touched {
            0 => columns.push(span),
            1 => {
                if let Some(column) = columns.iter_mut().find(|column| overlap(column, span) > 0.0) {
                    *column = (column.0.min(span.0), column.1.max(span.1));
                }
            }
            _ => {}
        }
        if columns.len() > tuning.most_columns {
            return None;
        }
    }
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    let is_parted = columns.windows(2).all(|pair| matches!(pair, [a, b] if a.1 <= b.0));
    (is_parted && columns.len() > 1).then_some(columns)
}
