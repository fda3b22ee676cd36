//! Whether the figures of an aligned page stand where the others of their column stand.

use std::ops::Range;

use crate::aligned::{Line, Token};
use crate::columns;
use crate::look::Look;

/// How far a figure may stand off the edge of its column.
const SLACK: usize = 1;

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
        let near = |one: usize, other: usize| one.abs_diff(other) <= SLACK;
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
    let is_figure = |token: &Token| {
        matches!(token.cell.seen.look, Look::Number | Look::Percent | Look::Dash | Look::Broken)
    };
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
        line.loose = line.tokens.iter().filter(|token| is_figure(token)).any(|token| {
            let Some(at) = place(token) else { return false };
            last.replace(at) == Some(at) || !edges[at].fit(token)
        });
    }
}
