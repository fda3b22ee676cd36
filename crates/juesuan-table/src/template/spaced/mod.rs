//! Rows of forms whose columns are aligned by blanks.
//!
//! What stands between wide gaps is a token with a place. Which side of the form a token belongs to is told by the order of
//! the tokens of its line first, by its place second; which lines make a row is decided on each side by itself; which
//! column a figure belongs to is decided for all rows of a page at once.

mod item;
mod parting;
mod places;
mod stack;
mod stretch;
mod turns;

use super::fitted::{Fitted, Side};
use super::printed_head::Head;
use super::tokens::{Kind, Line, is_exact};
use super::{Knowledge, broken, write};
use crate::cell::clean;
use crate::text::Text;
use crate::tuning::template::TUNING;
use parting::Parting;
use places::Placer;
use stack::Core;

/// The rows below the head of a form; `None` where lines and columns do not go together.
pub(super) fn rows(
    source: &Text<'_>,
    (heads, lines): (&[Line], &[Line]),
    fitted: &Fitted,
    head: &Head,
    knowledge: &Knowledge<'_>,
) -> Option<Vec<write::Row>> {
    let sides = &fitted.sides();
    let (mut names, rows) = without_heads(source, lines, head);
    names.extend(heads.iter().cloned());
    let parted = Parting::new(source, &rows, sides, knowledge).items(&rows);
    let above = have_figures_above(&rows);
    let mut all: Vec<(usize, Core)> = Vec::new();
    for (at, (side, items)) in sides.iter().zip(parted).enumerate() {
        let cores = stack::cores(source, items, side, above, knowledge);
        all.extend(cores.into_iter().map(|core| (at, core)));
    }
    for (at, side) in sides.iter().enumerate() {
        let cores = all.iter_mut().filter(|(of, _)| *of == at).map(|(_, core)| core);
        places::join_surplus(cores.collect(), side.figures.len());
    }
    let rule = Placer { source, fitted, said: knowledge.said, heads: &names };
    let by_side: Vec<_> = sides
        .iter()
        .enumerate()
        .map(|(at, side)| {
            let cores: Vec<&Core> = all.iter().filter(|(of, _)| *of == at).map(|(_, core)| core).collect();
            rule.places(&cores, side)
        })
        .collect();
    let mut places: Vec<_> = by_side.into_iter().map(Vec::into_iter).collect();
    let mut found: Vec<(usize, usize, write::Row)> = Vec::new();
    for (at, core) in all {
        let place = places.get_mut(at).and_then(Iterator::next).flatten();
        found.push((core.order, at, row(core, sides.get(at)?, place)));
    }
    found.sort_by_key(|(order, side, _)| (*order, *side));
    Some(joined(found))
}

/// Cores of different sides that begin on one line are one row.
fn joined(found: Vec<(usize, usize, write::Row)>) -> Vec<write::Row> {
    let mut rows: Vec<(usize, usize, write::Row)> = Vec::new();
    for (order, side, row) in found {
        match rows.last_mut() {
            Some((line, last, above)) if *line == order && *last < side => {
                above.span = above.span.join(row.span);
                above.cells.extend(row.cells);
                above.figures.extend(row.figures);
                above.tails.extend(row.tails);
                above.places.extend(row.places);
                *last = side;
            }
            _ => rows.push((order, side, row)),
        }
    }
    rows.into_iter().map(|(.., row)| row).collect()
}

fn row(core: Core, side: &Side, place: Option<super::solve::Place>) -> write::Row {
    let mut row = write::Row { span: core.line, ..write::Row::default() };
    if let (Some(column), Some(number)) = (side.row, core.number) {
        row.cells.push((column, vec![number]));
    }
    if let (Some(code), false) = (side.code, core.code.is_empty()) {
        row.cells.push((code, core.code));
    }
    if let (Some(label), false) = (side.label, core.name.is_empty()) {
        row.cells.push((label, core.name));
    }
    row.tails = core.figures.iter().filter_map(broken::parts).collect();
    let figures = core.figures.iter().map(|figure| figure.at).collect();
    row.figures.push((side.figures.clone(), figures));
    row.places.push(place);
    row
}

/// Whether figures stand on the line above their names: what begins after a head or a blank line begins with figures.
fn have_figures_above(lines: &[Line]) -> bool {
    let bare = |line: &Line| line.names().next().is_none() && line.code() == 0;
    let begins =
        |at: usize| at == 0 || lines[at - 1].block != lines[at].block || lines[at - 1].page != lines[at].page;
    let (mut above, mut below) = (0_usize, 0_usize);
    for at in (0..lines.len()).filter(|&at| begins(at)) {
        let next = lines.get(at + 1).filter(|next| next.block == lines[at].block);
        match next {
            Some(_) if bare(&lines[at]) => above += 1,
            Some(next) if bare(next) => below += 1,
            _ => {}
        }
    }
    above > below
}

/// The lines that repeat the head on a next page, and the others. What follows them is another page, though nothing else
/// may say so.
fn without_heads(source: &Text<'_>, lines: &[Line], head: &Head) -> (Vec<Line>, Vec<Line>) {
    let (mut heads, mut rows) = (Vec::new(), Vec::new());
    let (mut at, mut turned) = (0, 0);
    let on_page = |line: &Line, turned: u32| Line { page: line.page + turned, ..line.clone() };
    while let Some(first) = lines.get(at) {
        let run = lines[at..].iter().take_while(|line| repeats_head(source, line, head)).count();
        let run = lines.get(at..at + run).unwrap_or(&[]);
        let words: usize = run.iter().map(|line| line.tokens.len()).sum();
        let opens = at > 0 && lines.get(at - 1).is_some_and(|above| above.page != first.page);
        if run.is_empty() || words < TUNING.template_spaced.fewest_words && !opens {
            rows.push(on_page(first, turned));
            at += 1;
            continue;
        }
        at += run.len();
        turned += u32::from(!opens);
        // the name of a total above its figures
        let below = lines.get(at).is_some_and(|line| line.names().next().is_none());
        let total = run.last().filter(|last| below && is_total(source, last));
        let names = run.iter().take(run.len() - usize::from(total.is_some()));
        heads.extend(names.map(|line| on_page(line, turned)));
        rows.extend(total.map(|line| on_page(line, turned)));
    }
    (heads, rows)
}

fn is_total(source: &Text<'_>, line: &Line) -> bool {
    line.tokens.len() == 1 && line.names().all(|name| source.words.totals(&clean::key(name.text(source))))
}

/// Whether a line says again what the head says.
fn repeats_head(source: &Text<'_>, line: &Line, head: &Head) -> bool {
    let counts = line.tokens.iter().all(|token| !is_exact(token.at.text(source)));
    let mut names = line.names().map(|name| clean::key(name.text(source))).peekable();
    if names.peek().is_none() {
        return false;
    }
    let figures = line.tokens.iter().any(|token| token.kind != Kind::Name);
    if figures {
        return counts
            && names.all(|name| source.words.numbers_columns(&name) || source.words.names_stub(&name));
    }
    names.all(|name| head.says(&name))
}
