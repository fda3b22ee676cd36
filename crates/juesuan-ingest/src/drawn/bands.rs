//! Tables with lines between rows alone, or without lines: where their columns are is told by white corridors.

use super::cells::{Grid, grid};
use super::columns;
use super::drawing::{Edge, Glyph};
use super::headed;
use super::heads;
use super::limits::Limits;
use super::lines::{Gap, Line, lines};
use super::pieces;
use super::rulings::Rulings;
use super::table::Table;
use super::tuning::Tuning;

/// Horizontal lines that no vertical one crosses: some of one width, and shorter ones between them.
pub(super) struct Band {
    lines: Vec<Edge>,
    from: f32,
    to: f32,
}

impl Band {
    fn is_full(&self, line: &Edge, tuning: &Tuning) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= tuning.join_points;
        near(line.from, self.from) && near(line.to, self.to)
    }

    /// Whether a line stands under some of the columns alone.
    fn holds(&self, line: &Edge, tuning: &Tuning) -> bool {
        self.from - tuning.join_points <= line.from && line.to <= self.to + tuning.join_points
    }

    /// The distances of the lines of full width.
    fn full(&self, tuning: &Tuning) -> Vec<f32> {
        self.lines.iter().filter(|line| self.is_full(line, tuning)).map(|line| line.at).collect()
    }
}

/// Rows of a band between two heights, and the sides of the columns of the table before, which may go on here.
struct Zone<'z> {
    band: &'z Band,
    top: f32,
    bottom: f32,
    rows: Vec<&'z Line>,
    above: Option<&'z [f32]>,
}

/// The bands of a page outside of its ruled tables, from top to bottom.
pub(super) fn bands(rulings: &Rulings, grids: &[Grid], tuning: &Tuning) -> Vec<Band> {
    let is_free = |line: &&Edge| {
        !grids.iter().any(|grid| {
            let (y0, y1) = grid.height();
            y0 - tuning.join_points <= line.at && line.at <= y1 + tuning.join_points
        })
    };
    let mut bands: Vec<Band> = Vec::new();
    for line in rulings.horizontal.iter().filter(is_free) {
        match bands.last_mut() {
            Some(band) if band.holds(line, tuning) => band.lines.push(*line),
            _ if line.to - line.from >= tuning.shortest_band_points => {
                bands.push(Band { lines: vec![*line], from: line.from, to: line.to });
            }
            _ => {}
        }
    }
    bands.retain(|band| band.full(tuning).len() > 2);
    bands
}

/// The tables of a band. Takes their characters from `glyphs`, and leaves those where no columns are clear.
///
/// `above` are the sides of the columns of the table before, which may go on here.
pub(super) fn tables(
    band: &Band,
    glyphs: &mut Vec<Glyph>,
    above: Option<&[f32]>,
    tuning: &Tuning,
    limits: &Limits,
) -> Vec<Table> {
    let full = band.full(tuning);
    let Some((&top, &bottom)) = full.first().zip(full.last()) else { return Vec::new() };
    let inside: Vec<Glyph> =
        glyphs.iter().filter(|glyph| is_between(glyph, band, (top, bottom))).copied().collect();
    let rows = lines(inside, tuning);
    let mut tables = Vec::new();
    for (top, bottom) in parts(&full, &rows, tuning) {
        let rows: Vec<&Line> =
            rows.iter().filter(|line| top < line.middle() && line.middle() < bottom).collect();
        let before = tables.last().map_or(above, |last: &Table| Some(&last.grid.xs));
        let zone = Zone { band, top, bottom, rows, above: before };
        if let Some(table) = table(&zone, tuning, limits) {
            glyphs.retain(|glyph| !is_between(glyph, band, (top, bottom)));
            tables.push(table);
        }
    }
    tables
}

fn is_between(glyph: &Glyph, band: &Band, (top, bottom): (f32, f32)) -> bool {
    let (x, y) = glyph.middle();
    top < y && y < bottom && band.from <= x && x <= band.to
}

/// The tables between lines of one width: text without columns between two lines parts them.
fn parts(full: &[f32], rows: &[Line], tuning: &Tuning) -> Vec<(f32, f32)> {
    let mut parts: Vec<(f32, f32)> = Vec::new();
    for pair in full.windows(2) {
        let &[above, below] = pair else { continue };
        let text: Vec<&Line> =
            rows.iter().filter(|line| above < line.middle() && line.middle() < below).collect();
        if is_outside(&text, tuning) {
            continue;
        }
        match parts.last_mut() {
            #[expect(clippy::float_cmp, reason = "the same line")]
            Some(last) if last.1 == above => last.1 = below,
            _ => parts.push((above, below)),
        }
    }
    parts
}

/// Whether lines are no row of a table: a title above its unit, a note above a title.
fn is_outside(text: &[&Line], tuning: &Tuning) -> bool {
    // the lines of the cells of one row overlap
    let rows: Vec<&[&Line]> =
        text.chunk_by(|above, below| below.y0 - above.y1 < -tuning.overlap * below.size).collect();
    let with_columns =
        rows.iter().filter(|row| row.len() > 1 || row.iter().any(|line| line.has_columns())).count();
    let has_amount = text.iter().any(|line| pieces::has_amount(line));
    rows.len() > 1 && with_columns * 2 <= rows.len() && !has_amount
}

/// The table that rows without any lines make; `None` where no columns are clear.
pub(super) fn unlined(
    rows: &[Line],
    above: Option<&[f32]>,
    tuning: &Tuning,
    limits: &Limits,
) -> Option<Table> {
    let bound = |value: fn(&Line) -> f32, pick: fn(f32, f32) -> f32| rows.iter().map(value).reduce(pick);
    let (from, to) = (bound(|line| line.x0, f32::min)? - 1.0, bound(|line| line.x1, f32::max)? + 1.0);
    let (top, bottom) = (bound(|line| line.y0, f32::min)? - 1.0, bound(|line| line.y1, f32::max)? + 1.0);
    let side = |at: f32| Edge { horizontal: true, at, from, to };
    let band = Band { lines: vec![side(top), side(bottom)], from, to };
    let rows: Vec<&Line> = rows.iter().collect();
    table(&Zone { band: &band, top, bottom, rows, above }, tuning, limits)
}

/// The table between two lines, with its characters in cells.
fn table(zone: &Zone<'_>, tuning: &Tuning, limits: &Limits) -> Option<Table> {
    let &Zone { band, top, bottom, ref rows, above } = zone;
    let owned: Vec<Line> = rows.iter().map(|&line| line.clone()).collect();
    let columns = columns::columns(&owned, tuning)?;
    let mut words: Vec<Word> = rows.iter().flat_map(|line| words(line, tuning)).collect();
    let shown = shown(&words, &owned, tuning);
    let between = columns.windows(2).filter_map(|pair| Some(clear(*pair.first()?, *pair.get(1)?, &shown)));
    let mut xs: Vec<f32> = std::iter::once(band.from).chain(between).chain([band.to]).collect();
    if let Some(above) = above.filter(|above| goes_on(above, &xs, &owned, &words, tuning)) {
        xs = above.to_vec();
    }
    let is_here = |line: &&Edge| top <= line.at && line.at <= bottom;
    let mut across: Vec<Edge> = band.lines.iter().filter(is_here).copied().collect();
    across.extend(missing(band, &across, &owned, tuning));
    let heads_end = rows.iter().find(|line| pieces::has_amount(line)).map_or(bottom, |line| line.y0);
    across.extend(below_heads_of_several(&words, &xs, heads_end, &across));
    across.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut ys: Vec<f32> = across.iter().map(|line| line.at).collect();
    ys.dedup();
    let body = rows.iter().find(|line| pieces::has_amount(line)).map_or(bottom, |line| line.middle());
    let is_centred = heads::are_centred(&headed::leaves(&owned, tuning), &xs, tuning);
    let frame = Frame { xs: &xs, across: &across, is_centred };
    let mut down: Vec<Edge> = Vec::new();
    for gap in ys.windows(2) {
        let &[above, below] = gap else { continue };
        let heads = (below <= body).then(|| heads((above, below), &frame, &mut words, tuning)).flatten();
        down.extend(heads.unwrap_or_else(|| sides((above, below), &xs, &words, &across, tuning)));
    }
    let grid = grid(&across, &down, tuning, limits)?;
    if grid.columns() < 2 {
        return None;
    }
    let mut contents: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    for word in words {
        let x = word.stands.clamp(band.from + 0.1, band.to - 0.1);
        let cell = grid.cell_at(x, word.y).and_then(|cell| contents.get_mut(cell))?;
        cell.extend(word.glyphs);
    }
    let cells = contents.into_iter().map(|glyphs| lines(glyphs, tuning)).collect();
    Some(Table { grid, cells, is_ruled: false, skips_first_row: false })
}

/// Whether rows without a head of their own stand in the columns of the table above.
fn goes_on(above: &[f32], own: &[f32], rows: &[Line], words: &[Word], tuning: &Tuning) -> bool {
    let (Some((first, last)), Some((from, to))) =
        (above.first().zip(above.last()), own.first().zip(own.last()))
    else {
        return false;
    };
    let size = rows.first().map_or(0.0, |line| line.size);
    let is_inside = (first - from).abs() <= size && (last - to).abs() <= size;
    let has_head = headed::leaves(rows, tuning).len() * 2 >= own.len();
    let is_crossed = |x: &f32| words.iter().any(|word| word.x0 + 0.5 < *x && *x < word.x1 - 0.5);
    is_inside && !has_head && own.len() <= above.len() && !above.iter().any(is_crossed)
}

/// Lines between rows that are not drawn, where several rows with amounts stand between two that are.
fn missing(band: &Band, drawn: &[Edge], rows: &[Line], tuning: &Tuning) -> Vec<Edge> {
    let groups = columns::wrapped(rows, tuning);
    let bottom = |group: &[Line]| group.iter().map(|line| line.y1).fold(f32::NEG_INFINITY, f32::max);
    let is_drawn = |from: f32, to: f32| drawn.iter().any(|line| from < line.at && line.at < to);
    let mut found = Vec::new();
    let mut is_needed = false;
    let mut has_amount = false;
    for (at, group) in groups.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| groups.get(at));
        if let (Some(above), Some(first)) = (before, group.first()) {
            if above.last().is_some_and(|last| is_drawn(last.middle(), first.middle())) {
                has_amount = false;
            } else {
                let at = f32::midpoint(bottom(above), first.y0);
                found.push(Edge { horizontal: true, at, from: band.from, to: band.to });
            }
        }
        if group.iter().any(pieces::has_amount) {
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
    for word in &heads {
        let column = |x: f32| xs.partition_point(|&side| side <= x);
        let below = heads.iter().filter(|other| {
            let is_near = other.top < word.bottom + (word.bottom - word.top);
            other.top + 0.5 > word.bottom && is_near && other.x1 > word.x0 - 1.0 && other.x0 < word.x1 + 1.0
        });
        let (mut from, mut to, mut top) = (usize::MAX, 0, f32::INFINITY);
        for other in below {
            (from, to) = (from.min(column(other.x0)), to.max(column(other.x1)));
            top = top.min(other.top);
        }
        let at = f32::midpoint(word.bottom, top);
        let is_drawn = drawn.iter().any(|line| word.y < line.at && line.at < top + 2.0);
        if from < to
            && !is_drawn
            && let (Some(&from), Some(&to)) = (xs.get(from - 1), xs.get(to))
        {
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

/// The sides of the cells of a row of heads, each over its columns; `None` where the words do not tell.
fn heads(
    (above, below): (f32, f32),
    frame: &Frame<'_>,
    words: &mut [Word],
    tuning: &Tuning,
) -> Option<Vec<Edge>> {
    let &Frame { xs, across, is_centred } = frame;
    let here = |word: &Word| above < word.y && word.y < below;
    let extents: Vec<(f32, f32)> =
        words.iter().filter(|word| here(word)).map(|word| (word.x0, word.x1)).collect();
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
        if let Some(inside) = drawn.get_mut(span.from + 1..span.to) {
            inside.fill(false);
        }
        let middle = f32::midpoint(*xs.get(span.from)?, *xs.get(span.to)?);
        for word in words.iter_mut().filter(|word| here(word) && text.0 <= word.x0 && word.x1 <= text.1) {
            word.stands = middle;
        }
    }
    let sides = xs.iter().zip(drawn).filter(|(_, drawn)| *drawn);
    Some(sides.map(|(&at, _)| Edge { horizontal: false, at, from: above, to: below }).collect())
}

/// Characters without a gap between them.
struct Word {
    glyphs: Vec<Glyph>,
    x0: f32,
    x1: f32,
    y: f32,
    top: f32,
    bottom: f32,
    /// The place from the left that tells its cell.
    stands: f32,
    /// Whether a gap as between columns is before it.
    begins: bool,
}

fn words(line: &Line, tuning: &Tuning) -> Vec<Word> {
    let mut is_first = true;
    pieces::words(&line.marks, tuning)
        .map(|marks| {
            let begins =
                std::mem::take(&mut is_first) || marks.first().is_some_and(|mark| mark.gap == Gap::Column);
            let x0 = marks.iter().map(|mark| mark.glyph.x0).fold(f32::INFINITY, f32::min);
            let x1 = marks.iter().map(|mark| mark.glyph.x1).fold(f32::NEG_INFINITY, f32::max);
            let first = marks.first().filter(|mark| mark.gap == Gap::Blank);
            // the blank before a word goes with it
            let blank = first.map(|mark| Glyph { char: ' ', x1: mark.glyph.x0, ..mark.glyph });
            let glyphs = blank.into_iter().chain(marks.iter().map(|mark| mark.glyph)).collect();
            Word {
                glyphs,
                x0,
                x1,
                y: line.middle(),
                top: line.y0,
                bottom: line.y1,
                stands: f32::midpoint(x0, x1),
                begins,
            }
        })
        .collect()
}

/// What tells where columns are: all words, each with the height of its line, but heads of several columns.
fn shown(words: &[Word], rows: &[Line], tuning: &Tuning) -> Vec<((f32, f32), f32)> {
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
    let lines: Vec<_> = near.chunk_by(|a, b| (a.1 - b.1).abs() < f32::EPSILON).collect();
    let gaps = ends.windows(2).filter_map(|pair| {
        let (low, high) = (*pair.first()?, *pair.get(1)?);
        let middle = f32::midpoint(low, high);
        let crossed = near.iter().filter(|((x0, x1), _)| *x0 < middle && middle < *x1).count();
        let is_parted = |line: &&&[&((f32, f32), f32)]| {
            line.iter().any(|word| word.0.1 <= middle) && line.iter().any(|word| middle <= word.0.0)
        };
        let together = lines.len() - lines.iter().filter(is_parted).count();
        Some((crossed, together, low - high, middle))
    });
    let best = gaps.min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    best.map_or_else(|| f32::midpoint(from, to), |(.., middle)| middle)
}

/// The sides of the cells between two lines: at each corridor that no word crosses, and that no shorter line below shows to
/// lie inside a cell.
fn sides(
    (above, below): (f32, f32),
    xs: &[f32],
    words: &[Word],
    across: &[Edge],
    tuning: &Tuning,
) -> Vec<Edge> {
    let here: Vec<&Word> = words.iter().filter(|word| above < word.y && word.y < below).collect();
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
fn is_inside((x, below): (f32, f32), here: &[&Word], across: &[Edge], xs: &[f32], tuning: &Tuning) -> bool {
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
