//! Lines between rows alone, that no line crosses, and the rows between them.

use super::cells::Grid;
use super::columns;
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
    /// Lines above the first of them that are shorter: they may stand under heads.
    short: Vec<Edge>,
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
    let mut short: Vec<Edge> = Vec::new();
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
                bands.push(Band { lines: vec![**line], short: Vec::new(), from: line.from, to: line.to });
            }
            _ => short.push(**line),
        }
    }
    let is_whole = |band: &Band| band.full(tuning).len() >= TUNING.drawn.fewest_lines;
    short.extend(bands.iter().filter(|band| !is_whole(band)).flat_map(|band| band.lines.iter().copied()));
    short.sort_by(|a, b| a.at.total_cmp(&b.at));
    bands.retain(is_whole);
    give_short(&mut bands, &short, tuning);
    bands
}

/// Gives each band the shorter lines between it and the one before.
fn give_short(bands: &mut [Band], short: &[Edge], tuning: &Tolerances) {
    let mut above = f32::NEG_INFINITY;
    for band in bands {
        let (top, bottom) = band.height();
        let first = short.partition_point(|line| line.at <= above);
        let end = short.partition_point(|line| line.at < top).max(first);
        let between = short.get(first..end).unwrap_or_default();
        band.short = between.iter().filter(|line| band.holds(line, tuning)).copied().collect();
        above = bottom;
    }
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
    let head = head_above(band, &rows, tuning);
    let (above, below) = open_ends(&full, &rows, tuning);
    for at in head.or(above).into_iter().chain(below) {
        across.push(Edge { horizontal: true, at, from: band.from, to: band.to });
        full.push(at);
    }
    across.extend(band.short.iter().filter(|line| head.is_some_and(|top| top < line.at)));
    full.sort_by(f32::total_cmp);
    across.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut zones = Vec::new();
    for (top, bottom) in parts((&full, head.is_some()), &band.lines, &rows, tuning) {
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

/// The top of a head above the first line of a band, where no line is drawn above it: rows near that line, or under which shorter
/// lines are drawn, whose words stand above some of the columns.
fn head_above(band: &Band, rows: &[Line], tuning: &Tolerances) -> Option<f32> {
    let first = band.height().0;
    let count = rows.partition_point(|line| line.middle() < first);
    let mut below: Option<&Line> = None;
    let mut top = None;
    for line in rows.get(..count)?.iter().rev() {
        let near = tuning.leading * tuning.row_height * line.size;
        let is_near =
            below.map_or(first - line.y1 < near / 2.0, |below| below.middle() - line.middle() < near);
        let end = below.map_or(first, Line::middle);
        let is_underlined = band.short.iter().any(|edge| line.middle() < edge.at && edge.at < end);
        let is_beside = below.is_some_and(|below| below.y0 < line.y1 - tuning.overlap * line.size);
        if !is_near || !(is_underlined || is_beside || is_over_columns(line, band)) || !is_of_head(line) {
            break;
        }
        top = Some(line.y0 - 1.0);
        below = Some(line);
    }
    top
}

/// Whether a line may be a part of a head: it has short words and neither a figure nor what a label or a text has.
fn is_of_head(line: &Line) -> bool {
    let is_said = pieces::is_label(line) || line.chars().any(|char| matches!(char, '。' | '，' | '；'));
    let is_short = |piece: pieces::Piece<'_>| piece.marks.len() <= TUNING.drawn.longest_head;
    !is_said && !pieces::has_amount(line) && pieces::pieces(line).all(is_short)
}

/// Whether several words of a line stand off from the left side of a table, and from the right one unless they are as many as columns,
/// or one does that is not in its middle.
fn is_over_columns(line: &Line, band: &Band) -> bool {
    let away = TUNING.head.away * line.size;
    let is_full = pieces::pieces(line).count() >= TUNING.drawn.fewest_rows;
    let is_inside = band.from + away < line.x0 && (is_full || line.x1 + away < band.to);
    line.has_columns() && is_inside || columns::is_over_some(line, (band.from, band.to))
}

/// Where rows begin that go on above the first line, and where those end that go on below the last one: the page cuts a table that
/// has lines above and below its head alone.
fn open_ends(full: &[f32], rows: &[Line], tuning: &Tolerances) -> (Option<f32>, Option<f32>) {
    let (Some(&top), Some(&bottom)) = (full.first(), full.last()) else { return (None, None) };
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
    (above, below)
}

fn is_between(glyph: &Glyph, band: &Band, (top, bottom): (f32, f32)) -> bool {
    let (x, y) = glyph.middle();
    top < y && y < bottom && band.from <= x && x <= band.to
}

/// The tables between lines of one width, the first of which may begin with a head: text without columns between two lines parts
/// them.
fn parts(
    (full, has_head): (&[f32], bool),
    drawn: &[Edge],
    rows: &[Line],
    tuning: &Tolerances,
) -> Vec<(f32, f32)> {
    let mut parts: Vec<(f32, f32)> = Vec::new();
    for (at, pair) in full.windows(2).enumerate() {
        let &[above, below] = pair else { continue };
        let text: Vec<&Line> =
            rows.iter().filter(|line| above < line.middle() && line.middle() < below).collect();
        // a line under some of the columns alone stands in a head
        let has_short = drawn.iter().any(|line| above < line.at && line.at < below);
        let next = rows.iter().filter(|line| below < line.middle()).take(TUNING.drawn.fewest_rows);
        let is_known = has_head && at == 0;
        if !is_known && is_outside(&text, tuning) && !has_short && !is_head(&text, next) {
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
