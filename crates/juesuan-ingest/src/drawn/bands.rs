//! Tables with lines between rows alone: where their columns are is told by white corridors.

use super::cells::{Grid, grid};
use super::columns;
use super::drawing::{Edge, Glyph};
use super::limits::Limits;
use super::lines::{Gap, Line, Mark, lines};
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
pub(super) fn tables(band: &Band, glyphs: &mut Vec<Glyph>, tuning: &Tuning, limits: &Limits) -> Vec<Table> {
    let full = band.full(tuning);
    let Some((&top, &bottom)) = full.first().zip(full.last()) else { return Vec::new() };
    let inside: Vec<Glyph> =
        glyphs.iter().filter(|glyph| is_between(glyph, band, (top, bottom))).copied().collect();
    let rows = lines(inside, tuning);
    let mut tables = Vec::new();
    for (top, bottom) in parts(&full, &rows, tuning) {
        let rows: Vec<&Line> =
            rows.iter().filter(|line| top < line.middle() && line.middle() < bottom).collect();
        if let Some(table) = table(band, (top, bottom), &rows, tuning, limits) {
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
    let has_figure =
        text.iter().any(|line| columns::pieces(line).any(|piece| columns::is_figure(piece.marks)));
    rows.len() > 1 && with_columns * 2 <= rows.len() && !has_figure
}

/// The table between two lines, with its characters in cells.
fn table(
    band: &Band,
    (top, bottom): (f32, f32),
    rows: &[&Line],
    tuning: &Tuning,
    limits: &Limits,
) -> Option<Table> {
    let owned: Vec<Line> = rows.iter().map(|&line| line.clone()).collect();
    let columns = columns::columns(&owned, tuning)?;
    let words: Vec<Word> = rows.iter().flat_map(|line| words(line, tuning)).collect();
    let between =
        columns.windows(2).filter_map(|pair| Some(clear((pair.first()?.1, pair.get(1)?.0), &words)));
    let xs: Vec<f32> = std::iter::once(band.from).chain(between).chain([band.to]).collect();
    let is_here = |line: &&Edge| top <= line.at && line.at <= bottom;
    let across: Vec<Edge> = band.lines.iter().filter(is_here).copied().collect();
    let mut ys: Vec<f32> = across.iter().map(|line| line.at).collect();
    ys.dedup();
    let down: Vec<Edge> =
        ys.windows(2).flat_map(|gap| sides((gap[0], gap[1]), &xs, &words, &across, tuning)).collect();
    let grid = grid(&across, &down, tuning, limits)?;
    if grid.columns() < 2 {
        return None;
    }
    let mut contents: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    for word in words {
        let x = f32::midpoint(word.x0, word.x1).clamp(band.from + 0.1, band.to - 0.1);
        let cell = grid.cell_at(x, word.y).and_then(|cell| contents.get_mut(cell))?;
        cell.extend(word.glyphs);
    }
    let cells = contents.into_iter().map(|glyphs| lines(glyphs, tuning)).collect();
    Some(Table { grid, cells, is_ruled: false, skips_first_row: false })
}

/// Characters without a gap between them.
struct Word {
    glyphs: Vec<Glyph>,
    x0: f32,
    x1: f32,
    y: f32,
    /// Whether a gap as between columns is before it.
    begins: bool,
}

fn words(line: &Line, tuning: &Tuning) -> Vec<Word> {
    let mut is_first = true;
    // heads of neighbours stand closer than words of a text
    let goes_on = |last: &Mark, next: &Mark| {
        next.gap == Gap::None && next.glyph.x0 - last.glyph.x1 < tuning.blank * next.glyph.size
    };
    line.marks
        .chunk_by(goes_on)
        .map(|marks| {
            let begins =
                std::mem::take(&mut is_first) || marks.first().is_some_and(|mark| mark.gap == Gap::Column);
            let x0 = marks.iter().map(|mark| mark.glyph.x0).fold(f32::INFINITY, f32::min);
            let x1 = marks.iter().map(|mark| mark.glyph.x1).fold(f32::NEG_INFINITY, f32::max);
            let glyphs = marks.iter().map(|mark| mark.glyph).collect();
            Word { glyphs, x0, x1, y: line.middle(), begins }
        })
        .collect()
}

/// The place in a corridor that the fewest words cross, in the middle of the widest such gap.
fn clear((from, to): (f32, f32), words: &[Word]) -> f32 {
    let mut ends: Vec<f32> = words.iter().flat_map(|word| [word.x0, word.x1]).collect();
    ends.retain(|&x| from < x && x < to);
    ends.extend([from, to]);
    ends.sort_by(f32::total_cmp);
    let gaps = ends.windows(2).filter_map(|pair| {
        let (low, high) = (*pair.first()?, *pair.get(1)?);
        let middle = f32::midpoint(low, high);
        let crossed = words.iter().filter(|word| word.x0 < middle && middle < word.x1).count();
        Some((crossed, low - high, middle))
    });
    let best = gaps.min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
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
