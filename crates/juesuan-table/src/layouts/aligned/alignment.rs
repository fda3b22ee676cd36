//! Whether the figures of an aligned page stand where the others of their column stand; rows that stand further left
//! or right are moved back.

use std::ops::Range;

use juesuan_source::chars::is_code;

use crate::cell::look::Look;
use crate::layouts::aligned::columns;
use crate::layouts::aligned::{Line, Token};
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;
use crate::tuning::layouts::TUNING;

/// Fewest figures that end at one place for a column to end there, and the share of the lines, one in so many.
const FEWEST: (usize, usize) = (3, 5);

fn is_figure(token: &Token) -> bool {
    matches!(token.cell.seen.look, Look::Number | Look::Percent | Look::Dash | Look::Broken)
}

/// Moves back what stands off in lines whose figures all end so far left or right of where the figures of the other
/// lines end. Only where most figures end at common places.
pub(crate) fn straighten(source: &Text<'_>, lines: &mut [Line], repairs: &mut Vec<Repair>) {
    // numbers of rows and codes have columns of their own
    let is_value = |token: &Token| {
        let text = token.cell.span.text(source);
        let row_number = text.len() <= 3 && text != "0" && token.cell.seen.look != Look::Dash;
        is_figure(token) && !row_number && !is_code(text)
    };
    let Some(homes) = homes(lines, is_value) else { return };
    let at_home = |to: usize| homes.binary_search(&to).is_ok();
    for line in lines.iter_mut().filter(|line| !line.heads) {
        let off = line.tokens.iter().position(|token| is_value(token) && !at_home(token.to));
        let Some(off) = off.filter(|&off| off > 0) else { continue };
        let rest = line.tokens.get(off..).unwrap_or(&[]);
        let ends: Vec<usize> = rest.iter().filter(|token| is_value(token)).map(|token| token.to).collect();
        if ends.len() < 2 || ends.iter().any(|&to| at_home(to)) {
            continue;
        }
        let before = off.checked_sub(1).and_then(|at| line.tokens.get(at)).map_or(0, |token| token.to);
        let room = rest.first().map_or(0, |token| token.from.saturating_sub(before));
        let back = |by: &usize| *by < room && ends.iter().all(|&to| to.checked_sub(*by).is_some_and(at_home));
        let forth = |by: &usize| ends.iter().all(|&to| at_home(to + by));
        let (left, right) = (
            (1..=TUNING.aligned_alignment.farthest).find(back),
            (1..=TUNING.aligned_alignment.farthest).find(forth),
        );
        let (by, back) = match (left, right) {
            (Some(left), Some(right)) if left == right => continue,
            (Some(left), right) if right.is_none_or(|right| left < right) => (left, true),
            (_, Some(right)) => (right, false),
            _ => continue,
        };
        for token in line.tokens.iter_mut().skip(off) {
            let shift = |at: usize| if back { at.saturating_sub(by) } else { at + by };
            (token.from, token.to) = (shift(token.from), shift(token.to));
        }
        line.loose = true;
        let cells = line.tokens.iter().map(|token| token.cell.span.text(source));
        let printed = cells.collect::<Vec<_>>().join(" | ");
        repairs.push(Repair {
            kind: RepairKind::MovedCell,
            at: line.span,
            other: None,
            read_as: printed.clone(),
            printed,
            reason: Reason::ShiftedRow,
        });
    }
}

/// Where the figures of most lines end: where the numbers of the columns do, or else where many figures end; `None`
/// where they do not end at common places.
fn homes(lines: &[Line], is_value: impl Fn(&Token) -> bool) -> Option<Vec<usize>> {
    let rows = || lines.iter().filter(|line| !line.heads);
    // a short figure in the middle of its column ends where its number does
    let wide = |token: &&Token| token.to - token.from >= TUNING.aligned_alignment.wide && is_value(token);
    let values = || rows().flat_map(|line| &line.tokens).filter(wide);
    let heads = lines.iter().filter(|line| line.heads && !line.names);
    let numbers = heads.flat_map(|line| &line.tokens).filter(|token| is_figure(token));
    let mut numbered: Vec<usize> = numbers.map(|token| token.to).collect();
    numbered.sort_unstable();
    let met = values().filter(|token| numbered.binary_search(&token.to).is_ok()).count();
    if numbered.len() > 1 && met * 2 >= values().count() {
        return Some(numbered);
    }
    let least = FEWEST.0.max(rows().count() / FEWEST.1);
    let (ends, met) = common(values().map(|token| token.to).collect(), least);
    let (_, flush_left) = common(values().map(|token| token.from).collect(), least);
    (ends.len() > 1 && met * 2 >= values().count() && flush_left < met).then_some(ends)
}

/// The places at which `least` figures begin or end, and how many there are at such places.
fn common(mut places: Vec<usize>, least: usize) -> (Vec<usize>, usize) {
    places.sort_unstable();
    let runs = || places.chunk_by(|one, other| one == other).filter(|run| run.len() >= least);
    (runs().filter_map(|run| run.first().copied()).collect(), runs().map(<[usize]>::len).sum())
}

/// Where most figures of a column begin and end, and where their middle is, in half cells.
#[derive(Copy, Clone, Default)]
struct Edges {
    left: usize,
    right: usize,
    middle: usize,
}

impl Edges {
    fn of(figures: &[Range<usize>]) -> Self {
        let most = |edge: fn(&Range<usize>) -> usize| commonest(figures.iter().map(edge).collect());
        Self { left: most(|at| at.start), right: most(|at| at.end), middle: most(|at| at.start + at.end) }
    }

    fn fit(self, token: &Token) -> bool {
        let near = |one: usize, other: usize| one.abs_diff(other) <= TUNING.aligned_alignment.slack;
        near(self.left, token.from) || near(self.right, token.to) || near(self.middle, token.from + token.to)
    }
}

fn commonest(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    let runs = values.chunk_by(|one, other| one == other);
    runs.max_by_key(|run| run.len()).and_then(|run| run.first()).copied().unwrap_or(0)
}

/// Marks the lines that have a figure beside or between the columns of figures, or two in one.
pub(crate) fn mark_loose(lines: &mut [Line], places: &[Range<usize>], figures: &[bool]) {
    let place = |token: &Token| {
        let at = columns::place_of(token, places);
        figures.get(at).is_some_and(|figures| *figures).then_some(at)
    };
    let mut found: Vec<Vec<Range<usize>>> = vec![Vec::new(); places.len()];
    for token in lines.iter().filter(|line| !line.heads).flat_map(|line| &line.tokens) {
        if let Some(at) = place(token).filter(|_| is_figure(token)) {
            found[at].push(token.from..token.to);
        }
    }
    let edges: Vec<Edges> = found.iter().map(|figures| Edges::of(figures)).collect();
    for line in lines.iter_mut().filter(|line| !line.heads) {
        let mut last = None;
        line.loose |= line.tokens.iter().filter(|token| is_figure(token)).any(|token| {
            let Some(at) = place(token) else { return false };
            last.replace(at) == Some(at) || !edges[at].fit(token)
        });
    }
}
