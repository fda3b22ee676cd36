//! Lines between rows alone, that no line crosses, and the rows between them.

use super::cells::Grid;
use super::drawing::{Edge, Glyph};
use super::lines::{Line, lines};
use super::pieces;
use super::rulings::Rulings;
use super::zone::Zone;
use crate::tuning::{TUNING, Tolerances};

/// Horizontal lines that no vertical one crosses: some of one width, and shorter ones between them.
#[derive(Debug)]
pub(super) struct Band {
    lines: Vec<Edge>,
    from: f32,
    to: f32,
}

impl Band {
    fn is_full(&self, line: &Edge, tuning: &Tolerances) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= tuning.join_points;
        near(line.from, self.from) && near(line.to, self.to)
    }

    /// Whether a line stands under some of the columns alone.
    fn holds(&self, line: &Edge, tuning: &Tolerances) -> bool {
        self.from - tuning.join_points <= line.from && line.to <= self.to + tuning.join_points
    }

    /// Where it begins and ends.
    pub(super) fn height(&self) -> (f32, f32) {
        (self.lines.first().map_or(0.0, |line| line.at), self.lines.last().map_or(0.0, |line| line.at))
    }

    /// The distances of the lines of full width.
    fn full(&self, tuning: &Tolerances) -> Vec<f32> {
        self.lines.iter().filter(|line| self.is_full(line, tuning)).map(|line| line.at).collect()
    }
}

/// The bands of a page outside of its ruled tables, from top to bottom.
pub(super) fn bands(rulings: &Rulings, grids: &[Grid], tuning: &Tolerances) -> Vec<Band> {
    let is_free = |line: &&Edge| {
        !grids.iter().any(|grid| {
            let (y0, y1) = grid.height();
            y0 - tuning.join_points <= line.at && line.at <= y1 + tuning.join_points
        })
    };
    let free: Vec<&Edge> = rulings.horizontal.iter().filter(is_free).collect();
    let mut bands: Vec<Band> = Vec::new();
    for (at, line) in free.iter().enumerate() {
        // lines under a head are alone; several of one width are those of a narrower table
        let next = free.get(at..).unwrap_or_default();
        let same = |other: &&&Edge| {
            (other.from - line.from).abs() <= tuning.join_points
                && (other.to - line.to).abs() <= tuning.join_points
        };
        let begins =
            next.iter().take(TUNING.drawn.fewest_lines).take_while(same).count() == TUNING.drawn.fewest_lines;
        match bands.last_mut() {
            Some(band) if band.is_full(line, tuning) || band.holds(line, tuning) && !begins => {
                band.lines.push(**line);
            }
            _ if line.to - line.from >= tuning.shortest_band_points => {
                bands.push(Band { lines: vec![**line], from: line.from, to: line.to });
            }
            _ => {}
        }
    }
    bands.retain(|band| band.full(tuning).len() >= TUNING.drawn.fewest_lines);
    bands
}

/// The rows of a band between the lines of its full width, a zone for each table. Takes their characters from `glyphs`. `limits` are
/// the heights where the band before ends and the next one begins.
pub(super) fn zones(
    band: &Band,
    page: usize,
    limits: (f32, f32),
    glyphs: &mut Vec<Glyph>,
    tuning: &Tolerances,
) -> Vec<Zone> {
    let mut full = band.full(tuning);
    let inside: Vec<Glyph> = glyphs.iter().filter(|glyph| is_between(glyph, band, limits)).copied().collect();
    let rows = lines(inside, tuning);
    let mut across = band.lines.clone();
    for at in open_ends(&full, &rows, tuning) {
        across.push(Edge { horizontal: true, at, from: band.from, to: band.to });
        full.push(at);
    }
    full.sort_by(f32::total_cmp);
    across.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut zones = Vec::new();
    for (top, bottom) in parts(&full, &band.lines, &rows, tuning) {
        let (here, rest): (Vec<Glyph>, Vec<Glyph>) =
            std::mem::take(glyphs).into_iter().partition(|glyph| is_between(glyph, band, (top, bottom)));
        *glyphs = rest;
        let rows = lines(here, tuning);
        let is_inside = |line: &&Edge| top <= line.at && line.at <= bottom;
        let across: Vec<Edge> = across.iter().filter(is_inside).copied().collect();
        zones.push(Zone {
            page,
            from: band.from,
            to: band.to,
            top,
            bottom,
            rows,
            across,
            is_lined: true,
            down: Vec::new(),
            xs: None,
        });
    }
    zones
}

/// Where rows end that go on above the first and below the last line: the page cuts a table that has lines above and below its
/// head alone.
fn open_ends(full: &[f32], rows: &[Line], tuning: &Tolerances) -> Vec<f32> {
    let (Some(&top), Some(&bottom)) = (full.first(), full.last()) else { return Vec::new() };
    let (first, last) = (
        rows.partition_point(|line| line.middle() < top),
        rows.partition_point(|line| line.middle() < bottom),
    );
    let goes_on = |at: usize, near: usize| match (rows.get(at), rows.get(near)) {
        (Some(line), Some(other)) => {
            (line.middle() - other.middle()).abs() < tuning.leading * tuning.row_height * line.size
                && pieces::pieces(line).count() > 2.min(pieces::pieces(other).count().saturating_sub(1))
                && line.has_columns()
        }
        _ => false,
    };
    let above = (0..first).rev().take_while(|&at| goes_on(at, at + 1)).last();
    let below = (last..rows.len()).take_while(|&at| at > 0 && goes_on(at, at - 1)).last();
    let above = above.and_then(|at| rows.get(at)).map(|line| line.y0 - 1.0);
    let below = below.and_then(|at| rows.get(at)).map(|line| line.y1 + 1.0);
    above.into_iter().chain(below).collect()
}

fn is_between(glyph: &Glyph, band: &Band, (top, bottom): (f32, f32)) -> bool {
    let (x, y) = glyph.middle();
    top < y && y < bottom && band.from <= x && x <= band.to
}

/// The tables between lines of one width: text without columns between two lines parts them.
fn parts(full: &[f32], drawn: &[Edge], rows: &[Line], tuning: &Tolerances) -> Vec<(f32, f32)> {
    let mut parts: Vec<(f32, f32)> = Vec::new();
    for pair in full.windows(2) {
        let &[above, below] = pair else { continue };
        let text: Vec<&Line> =
            rows.iter().filter(|line| above < line.middle() && line.middle() < below).collect();
        // a line under some of the columns alone stands in a head
        let has_short = drawn.iter().any(|line| above < line.at && line.at < below);
        let next = rows.iter().filter(|line| below < line.middle()).take(TUNING.drawn.fewest_rows);
        if is_outside(&text, tuning) && !has_short && !is_head(&text, next) {
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
fn is_outside(text: &[&Line], tuning: &Tolerances) -> bool {
    // the lines of the cells of one row overlap
    let rows: Vec<&[&Line]> =
        text.chunk_by(|above, below| below.y0 - above.y1 < -tuning.overlap * below.size).collect();
    let with_columns =
        rows.iter().filter(|row| row.len() > 1 || row.iter().any(|line| line.has_columns())).count();
    let has_amount = text.iter().any(|line| pieces::has_amount(line));
    rows.len() > 1 && with_columns * 2 <= rows.len() && !has_amount
}

/// Whether lines are a head of several rows: all together they have as many words as columns, and the rows below hardly have more.
fn is_head<'l>(text: &[&Line], next: impl Iterator<Item = &'l Line>) -> bool {
    let count = |line: &Line| pieces::pieces(line).count();
    let words: usize = text.iter().map(|line| count(line)).sum();
    let columns = next.map(count).max().unwrap_or(0);
    let is_said = text.iter().any(|line| line.chars().any(|char| matches!(char, '：' | ':')));
    words > TUNING.drawn.fewest_rows && words >= columns && !is_said
}
