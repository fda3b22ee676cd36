//! Tables with lines between rows alone, or without lines: where their columns are is told by white corridors.

use super::cells::{Grid, grid};
use super::centred;
use super::columns;
use super::drawing::{Edge, Glyph};
use super::head;
use super::headed;
use super::heads;
use super::limits::Limits;
use super::lines::{Line, lines};
use super::pieces;
use super::table::Table;
use super::word::Word;
use super::zone::Zone;
use crate::tuning::{TUNING, Tolerances};

/// The sides of the columns that rows of a table show, between its own sides, and whether its heads are centred; `None` where no
/// columns are clear. The rows may stand on several pages, each lower than the one before. `is_lined` says that lines are drawn from side
/// to side.
pub(super) fn frame(
    rows: &[Line],
    (from, to): (f32, f32),
    is_lined: bool,
    tuning: &Tolerances,
) -> Option<(Vec<f32>, bool)> {
    let mut columns = columns::columns(rows, tuning)?;
    headed::widen(&mut columns, rows, tuning);
    let words: Vec<Word> = rows.iter().flat_map(|line| Word::all(line, tuning)).collect();
    let shown = shown(&words, rows, tuning);
    let between = columns.windows(2).filter_map(|pair| Some(clear(*pair.first()?, *pair.get(1)?, &shown)));
    let mut xs: Vec<f32> = std::iter::once(from).chain(between).chain([to]).collect();
    let is_centred = centred::settle(&mut xs, is_lined, rows, tuning);
    let is_centred = is_centred || heads::are_centred(&headed::leaves(rows, tuning), &xs, tuning);
    Some((xs, is_centred))
}

/// The sides of the columns of a part of a table on one page.
pub(super) fn frame_of(zone: &Zone, tuning: &Tolerances) -> Option<(Vec<f32>, bool)> {
    let Some(xs) = &zone.xs else { return frame(&zone.rows, (zone.from, zone.to), zone.is_lined, tuning) };
    let is_centred = heads::are_centred(&headed::leaves(&zone.rows, tuning), xs, tuning);
    Some((xs.clone(), is_centred))
}

/// The table of a zone between the sides of its columns, with its characters in cells.
pub(super) fn table(
    zone: &Zone,
    (xs, is_centred): (&[f32], bool),
    whole: &[Line],
    tuning: &Tolerances,
    limits: &Limits,
) -> Option<Table> {
    let rows = zone.rows.as_slice();
    let sides = (*xs.first()?, *xs.last()?);
    let mut words: Vec<Word> =
        rows.iter().flat_map(|line| Word::all(line, tuning)).flat_map(|word| word.cut(xs)).collect();
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    // lines of a zone may end a little within the sides of the table on all pages
    let mut across: Vec<Edge> = zone.across.clone();
    across.extend(missing(zone, sides, tuning));
    across.sort_by(|a, b| a.at.total_cmp(&b.at));
    let head =
        head::head((rows, whole), &mut words, (xs, is_centred), (&across, &zone.across, &zone.down), tuning);
    let mut down: Vec<Edge> = Vec::new();
    let height = head.as_ref().map(|head| head.height);
    if let Some(head) = head {
        let (top, bottom) = head.height;
        across.retain(|line| line.at <= top + 0.1 || bottom - 0.1 <= line.at);
        across.extend(head.across);
        down = head.down;
        words.sort_by(|a, b| a.y.total_cmp(&b.y));
    } else {
        let first = rows.iter().find(|line| pieces::has_amount(line));
        let heads_end = first.map_or(zone.bottom, |line| line.y0);
        across.extend(below_heads_of_several(&words, xs, heads_end, &across));
    }
    across.sort_by(|a, b| a.at.total_cmp(&b.at));
    let frame = Frame { xs, across: &across, is_centred };
    down.extend(frame.down(zone, height, &mut words, tuning));
    let grid = grid(&across, &down, tuning, limits).filter(|grid| grid.columns() > 1)?;
    let table = filled(grid, words, sides, tuning)?;
    Some(Table { is_positioned: zone.xs.is_none(), ..table })
}

/// A grid with words in its cells; `None` where one stands in no cell.
fn filled(grid: Grid, words: Vec<Word>, (from, to): (f32, f32), tuning: &Tolerances) -> Option<Table> {
    let mut contents: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    for word in words {
        let x = word.stands.clamp(from + 0.1, to - 0.1);
        let cell = grid.cell_at(x, word.y).and_then(|cell| contents.get_mut(cell))?;
        cell.extend(word.glyphs);
    }
    let cells = contents.into_iter().map(|glyphs| lines(glyphs, tuning)).collect();
    Some(Table { grid, cells, is_ruled: false, is_positioned: true, skips_first_row: false })
}

/// The parts of drawn lines between two heights.
fn drawn(down: &[Edge], (above, below): (f32, f32)) -> impl Iterator<Item = Edge> {
    down.iter().filter_map(move |line| {
        let (from, to) = (line.from.max(above), line.to.min(below));
        (from < to).then_some(Edge { from, to, ..*line })
    })
}

/// Lines between rows that are not drawn, where several rows with amounts stand between two that are.
fn missing(zone: &Zone, (from, to): (f32, f32), tuning: &Tolerances) -> Vec<Edge> {
    let (drawn, rows) = (&zone.across, &zone.rows);
    let groups = columns::wrapped(rows, tuning);
    let bottom = |group: &[Line]| group.iter().map(|line| line.y1).fold(f32::NEG_INFINITY, f32::max);
    let is_drawn = |above: f32, below: f32| {
        let next = drawn.partition_point(|line| line.at <= above);
        drawn.get(next).is_some_and(|line| line.at < below)
    };
    let mut found = Vec::new();
    let mut is_needed = !zone.is_lined || zone.xs.is_some();
    let mut has_amount = false;
    for (at, group) in groups.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| groups.get(at));
        if let (Some(above), Some(first)) = (before, group.first()) {
            if above.last().is_some_and(|last| is_drawn(last.middle(), first.middle())) {
                has_amount = false;
            } else {
                let at = f32::midpoint(bottom(above), first.y0);
                found.push(Edge { horizontal: true, at, from, to });
            }
        }
        if group.iter().any(|line| pieces::has_amount(line) || pieces::numbers(line).is_some()) {
            is_needed |= std::mem::replace(&mut has_amount, true);
        }
    }
    if is_needed { found } else { Vec::new() }
}

/// Short lines that are not drawn: below a head of several columns whose own heads stand in the same row, since other heads
/// of the row reach from its top to its bottom.
fn below_heads_of_several(words: &[Word], xs: &[f32], end: f32, drawn: &[Edge]) -> Vec<Edge> {
    let heads: Vec<&Word> = words.iter().filter(|word| word.bottom < end).collect();
    let mut found = Vec::new();
    if heads.len() > TUNING.drawn.most_heads {
        return found;
    }
    for word in &heads {
        let column = |x: f32| xs.partition_point(|&side| side <= x);
        let below = heads.iter().filter(|other| {
            let is_near = other.top < word.bottom + (word.bottom - word.top);
            other.top + 0.5 > word.bottom && is_near && other.x1 > word.x0 - 1.0 && other.x0 < word.x1 + 1.0
        });
        // the columns of the words below it, and the top of these
        let under = below.fold(None, |under: Option<(usize, usize, f32)>, other| {
            let (first, last) = (column(other.x0), column(other.x1));
            Some(under.map_or((first, last, other.top), |(from, to, top)| {
                (from.min(first), to.max(last), top.min(other.top))
            }))
        });
        let Some((from, to, top)) = under.filter(|(from, to, _)| from < to) else { continue };
        let at = f32::midpoint(word.bottom, top);
        let is_drawn = drawn.iter().any(|line| word.y < line.at && line.at < top + 2.0);
        let sides = from.checked_sub(1).and_then(|from| xs.get(from)).zip(xs.get(to));
        if let Some((&from, &to)) = sides.filter(|_| !is_drawn) {
            found.push(Edge { horizontal: true, at, from, to });
        }
    }
    found
}

/// Where the sides of the columns of a table are, the lines across them, and whether its heads are centred.
struct Frame<'f> {
    xs: &'f [f32],
    across: &'f [Edge],
    is_centred: bool,
}

impl Frame<'_> {
    /// The sides of the cells of all rows but those of the head, where its height is known.
    fn down(
        &self,
        zone: &Zone,
        head: Option<(f32, f32)>,
        words: &mut [Word],
        tuning: &Tolerances,
    ) -> Vec<Edge> {
        let mut ys: Vec<f32> = self.across.iter().map(|line| line.at).collect();
        ys.dedup();
        let first = zone.rows.iter().find(|line| pieces::has_amount(line));
        let body = first.map_or(zone.bottom, Line::middle);
        let is_in_head = |above: f32, below: f32| {
            head.is_some_and(|(top, bottom)| top <= above + 0.1 && below <= bottom + 0.1)
        };
        let mut down = Vec::new();
        for gap in ys.windows(2) {
            let &[above, below] = gap else { continue };
            if is_in_head(above, below) {
                continue;
            }
            if !zone.down.is_empty() {
                down.extend(drawn(&zone.down, (above, below)));
                continue;
            }
            let first = words.partition_point(|word| word.y <= above);
            let end = words.partition_point(|word| word.y < below).max(first);
            let Some(here) = words.get_mut(first..end) else { continue };
            let is_head = below <= body && head.is_none();
            let heads = is_head.then(|| heads((above, below), self, here, tuning)).flatten();
            down.extend(heads.unwrap_or_else(|| sides((above, below), self.xs, here, self.across, tuning)));
        }
        down
    }
}

/// The sides of the cells of a row of heads, each over its columns; `None` where the words do not tell.
fn heads(
    (above, below): (f32, f32),
    frame: &Frame<'_>,
    words: &mut [Word],
    tuning: &Tolerances,
) -> Option<Vec<Edge>> {
    let &Frame { xs, across, is_centred } = frame;
    let extents: Vec<(f32, f32)> = words.iter().map(|word| (word.x0, word.x1)).collect();
    let texts = heads::texts(&extents, xs);
    let near = tuning.join_points;
    let (first, last) = (*xs.first()?, *xs.last()?);
    let is_short =
        |line: &&Edge| (line.at - below).abs() < near && (line.from > first + near || line.to < last - near);
    let under: Vec<(f32, f32)> =
        across.iter().filter(is_short).map(|line| (line.from - near, line.to + near)).collect();
    let spans = heads::over(&texts, xs, &under, is_centred, tuning)?;
    let mut drawn = vec![true; xs.len()];
    for (span, text) in spans.iter().zip(&texts) {
        if let Some(inside) = drawn.get_mut(span.start + 1..span.end) {
            inside.fill(false);
        }
        let middle = f32::midpoint(*xs.get(span.start)?, *xs.get(span.end)?);
        for word in words.iter_mut().filter(|word| text.0 <= word.x0 && word.x1 <= text.1) {
            word.stands = middle;
        }
    }
    let sides = xs.iter().zip(drawn).filter(|(_, drawn)| *drawn);
    Some(sides.map(|(&at, _)| Edge { horizontal: false, at, from: above, to: below }).collect())
}

/// What tells where columns are: all words, each with the height of its line, but heads of several columns.
fn shown(words: &[Word], rows: &[Line], tuning: &Tolerances) -> Vec<((f32, f32), f32)> {
    let leaves = headed::leaves(rows, tuning);
    let body = rows.iter().find(|line| pieces::has_amount(line)).map_or(f32::INFINITY, Line::middle);
    let is_shown = |word: &&Word| word.y >= body || headed::is_of_one((word.x0, word.x1), &leaves, tuning);
    words.iter().filter(is_shown).map(|word| ((word.x0, word.x1), word.y)).collect()
}

/// The place between two columns that the fewest words cross, of these one that parts most lines that have words in both
/// columns, in the middle of the widest such gap.
fn clear(left: (f32, f32), right: (f32, f32), shown: &[((f32, f32), f32)]) -> f32 {
    let (from, to) = (left.1, right.0);
    let mut ends: Vec<f32> = shown.iter().flat_map(|&((x0, x1), _)| [x0, x1]).collect();
    ends.retain(|&x| from < x && x < to);
    ends.extend([from, to]);
    ends.sort_by(f32::total_cmp);
    let near: Vec<&((f32, f32), f32)> =
        shown.iter().filter(|((x0, x1), _)| left.0 < *x1 && *x0 < right.1).collect();
    let words = Passed::of(near.iter().map(|word| word.0));
    let lines: Vec<_> = near.chunk_by(|a, b| (a.1 - b.1).abs() < f32::EPSILON).collect();
    // a line is parted between the end of its first word and the beginning of its last
    let inner = lines.iter().map(|line| {
        line.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(end, begin), word| {
            (end.min(word.0.1), begin.max(word.0.0))
        })
    });
    let inner = Passed::of(inner.filter(|(end, begin)| end <= begin));
    let gaps = ends.windows(2).filter_map(|pair| {
        let (low, high) = (*pair.first()?, *pair.get(1)?);
        let middle = f32::midpoint(low, high);
        let crossed = words.around(middle, false);
        let together = lines.len() - inner.around(middle, true);
        Some((crossed, together, low - high, middle))
    });
    let best = gaps.min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    best.map_or_else(|| f32::midpoint(from, to), |(.., middle)| middle)
}

/// Where ranges begin and where they end, each sorted: how many lie around a place is told by two look-ups.
struct Passed {
    begins: Vec<f32>,
    ends: Vec<f32>,
}

impl Passed {
    fn of(ranges: impl Iterator<Item = (f32, f32)>) -> Self {
        let (mut begins, mut ends): (Vec<f32>, Vec<f32>) = ranges.unzip();
        begins.sort_by(f32::total_cmp);
        ends.sort_by(f32::total_cmp);
        Self { begins, ends }
    }

    /// How many ranges lie around a place; those that touch it only where `touches`.
    fn around(&self, at: f32, touches: bool) -> usize {
        let begun = self.begins.partition_point(|&begin| if touches { begin <= at } else { begin < at });
        let ended = self.ends.partition_point(|&end| if touches { end < at } else { end <= at });
        begun.saturating_sub(ended)
    }
}

/// The sides of the cells between two lines: at each corridor that no word crosses, and that no shorter line below shows to
/// lie inside a cell.
fn sides(
    (above, below): (f32, f32),
    xs: &[f32],
    words: &[Word],
    across: &[Edge],
    tuning: &Tolerances,
) -> Vec<Edge> {
    let here: Vec<&Word> = words.iter().collect();
    let last = xs.len().saturating_sub(1);
    let is_drawn = |at: usize, x: f32| {
        if at == 0 || at == last {
            return true;
        }
        let is_crossed = here.iter().any(|word| word.x0 < x && x < word.x1);
        !is_crossed && !is_inside((x, below), &here, across, xs, tuning)
    };
    let drawn = xs.iter().enumerate().filter(|&(at, &x)| is_drawn(at, x));
    drawn.map(|(_, &at)| Edge { horizontal: false, at, from: above, to: below }).collect()
}

/// Whether a shorter line below shows that a cell goes on over a corridor: the line runs under both sides, and of all
/// corridors above it, this one is next to no middle between two texts.
fn is_inside(
    (x, below): (f32, f32),
    here: &[&Word],
    across: &[Edge],
    xs: &[f32],
    tuning: &Tolerances,
) -> bool {
    let near = tuning.join_points;
    let (Some(from), Some(to)) = (xs.first(), xs.last()) else { return false };
    let under = |line: &&Edge| {
        let is_short = line.from > from + near || line.to < to - near;
        is_short && (line.at - below).abs() < near && line.from + near < x && x < line.to - near
    };
    let Some(line) = across.iter().find(under) else { return false };
    let mut texts: Vec<(f32, f32)> = Vec::new();
    for word in here.iter().filter(|word| line.from <= word.x0 && word.x1 <= line.to) {
        match texts.last_mut() {
            Some(last) if !word.begins => last.1 = last.1.max(word.x1),
            _ => texts.push((word.x0, word.x1)),
        }
    }
    texts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let next_to = |middle: f32| {
        let corridors = xs.iter().filter(|&&at| line.from + near < at && at < line.to - near);
        corridors.min_by(|a, b| (*a - middle).abs().total_cmp(&(*b - middle).abs()))
    };
    let middles = texts.windows(2).filter_map(|pair| Some(f32::midpoint(pair.first()?.1, pair.get(1)?.0)));
    !middles.filter_map(next_to).any(|&at| (at - x).abs() < near)
}
