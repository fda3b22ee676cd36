//! Pages on which every row takes two lines: one with its figures and one with everything else.

use crate::cell::look::Look;
use crate::grid::RawCell;
use crate::layouts::aligned::Line;
use crate::layouts::aligned::stub_column::Stubs;
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words;

/// What a line holds.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Half {
    Figures,
    Names,
}

/// Joins the lines with figures and those with names between two headers, where all lines are one or the other.
///
/// `habit` says whether names stood below their figures on the pages above, and is told that of this one.
pub(crate) fn join(
    source: &Text<'_>,
    lines: Vec<Line>,
    habit: &mut Option<bool>,
    repairs: &mut Vec<Repair>,
) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut body: Vec<Line> = Vec::new();
    for line in lines {
        if line.heads {
            joined.append(&mut body_of(source, std::mem::take(&mut body), habit, repairs));
            joined.push(line);
        } else {
            body.push(line);
        }
    }
    joined.append(&mut body_of(source, body, habit, repairs));
    joined
}

fn body_of(
    source: &Text<'_>,
    lines: Vec<Line>,
    habit: &mut Option<bool>,
    repairs: &mut Vec<Repair>,
) -> Vec<Line> {
    let halves: Vec<Half> = lines.iter().map(|line| half(source, line)).collect();
    let stubs = Stubs::of(source, &lines);
    let mut figures = lines.iter().zip(&halves).filter(|(_, half)| **half == Half::Figures);
    let numbered = figures.any(|(line, _)| stubs.is_numbered(line));
    let found = || names_below(source, &lines, &halves).or_else(|| by_fit(&lines, &halves, *habit));
    let names_below = if numbered { None } else { found() };
    *habit = names_below.or(*habit);
    let Some(names_below) = names_below else {
        return completed(source, lines, &stubs, repairs);
    };
    let mut rows: Vec<Line> = Vec::with_capacity(lines.len());
    // whether the last row is a half that waits for its other one
    let mut open = false;
    for (mut line, half) in lines.into_iter().zip(halves) {
        let first = if names_below { Half::Figures } else { Half::Names };
        let joins = |row: &&mut Line| open && half != first && are_apart(row, &line);
        if let Some(row) = rows.last_mut().filter(joins) {
            if names_below {
                note(source, row, &line, Reason::NameBelow, repairs);
            } else {
                note(source, &line, row, Reason::NameAbove, repairs);
            }
            for (cell, other) in row.cells.iter_mut().zip(&mut line.cells) {
                if cell.is_blank() {
                    *cell = std::mem::take(other);
                }
            }
            row.span = row.span.join(line.span);
            open = false;
        } else {
            open = half == first;
            rows.push(line);
        }
    }
    rows
}

/// Joins a line that has nothing but some figures of a row with the line below, which has its name and the others.
fn completed(source: &Text<'_>, lines: Vec<Line>, stubs: &Stubs, repairs: &mut Vec<Repair>) -> Vec<Line> {
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let fills = |line: &Line, column: usize| line.cells.get(column).is_some_and(|cell| !cell.is_blank());
    let filled = |column: usize| lines.iter().filter(|line| fills(line, column)).count();
    let values =
        lines.iter().filter(|line| (0..width).any(|at| !stubs.is_stub(at) && fills(line, at))).count();
    // the column of which nearly every row has a figure: a line without one is no row
    let fullest = (0..width).filter(|&column| !stubs.is_stub(column)).max_by_key(|&column| filled(column));
    let Some(main) = fullest.filter(|&column| filled(column) * 2 > values) else { return lines };
    let lacks_name = |line: &Line| (0..width).all(|at| !stubs.is_stub(at) || !fills(line, at));
    let is_part = |pair: &[Line]| {
        let [upper, lower] = pair else { return false };
        half(source, upper) == Half::Figures
            && lacks_name(upper)
            && !fills(upper, main)
            && fills(lower, main)
            && !lower.after_gap
            && are_apart(upper, lower)
    };
    let parts: Vec<bool> = lines.windows(2).map(is_part).collect();
    if parts.iter().filter(|part| **part).count() < TUNING.aligned_two_line_rows.fewest {
        return lines;
    }
    let mut rows: Vec<Line> = Vec::with_capacity(lines.len());
    for (at, mut line) in lines.into_iter().enumerate() {
        let goes_on = at.checked_sub(1).and_then(|above| parts.get(above)).is_some_and(|part| *part);
        if let Some(upper) = if goes_on { rows.pop() } else { None } {
            note(source, &upper, &line, Reason::FiguresAbove, repairs);
            for (cell, other) in line.cells.iter_mut().zip(upper.cells) {
                if cell.is_blank() {
                    *cell = other;
                }
            }
            line.span = upper.span.join(line.span);
            line.after_gap = upper.after_gap;
        }
        rows.push(line);
    }
    rows
}

fn half(source: &Text<'_>, line: &Line) -> Half {
    let figures = line.cells.iter().filter(|cell| !cell.is_blank()).all(|cell| {
        matches!(cell.seen.look, Look::Number | Look::Percent | Look::Dash)
            || words::is_bounded(&cell.key(source))
    });
    if figures { Half::Figures } else { Half::Names }
}

/// Whether the names stand below their figures, or above; `None` where lines have both, or nothing tells.
fn names_below(source: &Text<'_>, lines: &[Line], halves: &[Half]) -> Option<bool> {
    let width = lines.iter().map(|line| line.cells.len()).max()?;
    let fills = |wanted: Half, column: usize| {
        let of = lines.iter().zip(halves).filter(move |(_, half)| **half == wanted);
        of.filter(|(line, _)| line.cells.get(column).is_some_and(|cell| !cell.is_blank())).count()
    };
    let figures = halves.iter().filter(|half| **half == Half::Figures).count();
    let names = halves.len() - figures;
    if figures < TUNING.aligned_two_line_rows.fewest || names < figures {
        return None;
    }
    // a column of which every line of figures has a cell, and no line of names
    let whole =
        (0..width).any(|column| fills(Half::Figures, column) == figures && fills(Half::Names, column) == 0);
    let followed = |one: Half| halves.windows(2).filter(|pair| pair[0] == one && pair[1] != one).count();
    let sums = |line: Option<&Line>| {
        line.is_some_and(|line| line.cells.iter().any(|cell| source.words.sums_up(&cell.key(source))))
    };
    // a lone name speaks of the rows below it
    let lone = |at: &usize| lines[*at].cells.iter().filter(|cell| !cell.is_blank()).count() == 1;
    let groups = (0..lines.len()).filter(|&at| halves[at] == Half::Names).filter(lone).count() * 2 < names;
    let own = |at: &usize| !(groups && halves[*at] == Half::Names && lone(at) && !sums(lines.get(*at)));
    let first = (0..lines.len()).find(own)?;
    match (halves.get(first)?, halves.last()?) {
        _ if !whole => None,
        (Half::Figures, Half::Names) if followed(Half::Figures) == figures => Some(true),
        (Half::Names, Half::Figures) => Some(false),
        (Half::Names, Half::Names) if followed(Half::Figures) < figures => None,
        (Half::Names, Half::Names) if sums(lines.last()) => Some(true),
        (Half::Names, Half::Names) if sums(lines.first()) => Some(false),
        _ => None,
    }
}

/// Whether the names stand below their figures, by which of the two leaves no line of figures alone: a row never has two
/// cells in one column. Where both do, the line on which the page begins or ends tells, or the page above.
fn by_fit(lines: &[Line], halves: &[Half], above: Option<bool>) -> Option<bool> {
    let figures = halves.iter().filter(|half| **half == Half::Figures).count();
    if figures == 0
        || (figures < TUNING.aligned_two_line_rows.fewest && above.is_none())
        || figures * 2 > lines.len() + 1
    {
        return None;
    }
    // where names are wrapped, other rows print name and figures on one line; torn digits are no such figures
    let plain =
        |cell: &&RawCell| matches!(cell.seen.look, Look::Number | Look::Percent) && !cell.seen.unclean;
    let filled = |line: &Line, column: usize| line.cells.get(column).is_some_and(|cell| !cell.is_blank());
    let of_figures: Vec<&Line> =
        lines.iter().zip(halves).filter(|(_, half)| **half == Half::Figures).map(|(line, _)| line).collect();
    let has_both = |(line, half): &(&Line, &Half)| {
        let cells = line.cells.iter().enumerate().filter(|(_, cell)| plain(cell));
        let mut columns = cells.map(|(column, _)| column);
        **half == Half::Names && columns.any(|at| of_figures.iter().any(|line| filled(line, at)))
    };
    if lines.iter().zip(halves).filter(has_both).count() * 4 > figures {
        return None;
    }
    let [below, beside] = [true, false].map(|names_below| left_alone(lines, halves, names_below));
    let edges = || match (halves.first()?, halves.last()?) {
        (Half::Figures, Half::Names) => Some(true),
        (Half::Names, Half::Figures) => Some(false),
        _ => above,
    };
    match (below, beside) {
        (0, 0) => edges(),
        (0, others) if others > 0 => Some(true),
        (others, 0) if others > 0 => Some(false),
        _ => None,
    }
}

/// How many lines of figures find no line with their names where names stand below, or above.
fn left_alone(lines: &[Line], halves: &[Half], names_below: bool) -> usize {
    let first = if names_below { Half::Figures } else { Half::Names };
    let (mut open, mut joined) = (None, 0);
    for (line, &half) in lines.iter().zip(halves) {
        match open.take() {
            Some(upper) if half != first && are_apart(upper, line) => joined += 1,
            _ if half == first => open = Some(line),
            _ => {}
        }
    }
    halves.iter().filter(|half| **half == Half::Figures).count() - joined
}

/// Whether no column has a cell on both lines.
fn are_apart(one: &Line, other: &Line) -> bool {
    one.cells.iter().zip(&other.cells).all(|(one, other)| one.is_blank() || other.is_blank())
}

fn note(source: &Text<'_>, values: &Line, names: &Line, reason: Reason, repairs: &mut Vec<Repair>) {
    let print = |line: &Line| {
        let cells = line.cells.iter().filter(|cell| !cell.is_blank());
        cells.map(|cell| cell.span.text(source)).collect::<Vec<_>>().join(" | ")
    };
    repairs.push(Repair {
        kind: RepairKind::WrappedRow,
        at: values.span,
        other: Some(names.span),
        printed: print(values),
        read_as: [print(names), print(values)].join(" | "),
        reason,
    });
}
