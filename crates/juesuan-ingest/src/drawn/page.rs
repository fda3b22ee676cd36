//! A page: its tables and lines, each from top to bottom.

use super::bands::{Band, bands};
use super::cells::{Grid, grids};
use super::drawing::{Drawing, Edge, Glyph, Turn};
use super::filled::Filled;
use super::limits::Limits;
use super::lines::{Gap, Line, Mark, lines};
use super::open_rows;
use super::raised::leave_out_marks;
use super::rulings::rulings;
use super::table::Table;
use super::zone::Zone;
use crate::tuning::Tolerances;

/// What one page shows.
#[derive(Debug)]
pub(crate) struct Page {
    /// Width and height as it is read, in points.
    pub(super) size: (f32, f32),
    /// How it was turned to be read.
    pub(super) turn: Turn,
    /// From top to bottom.
    pub(super) tables: Vec<Table>,
    /// Tables without sides of cells whose columns are not clear, from top to bottom.
    pub(super) loose: Vec<Zone>,
    /// Lines between rows that no side crosses, and the characters outside of ruled tables, until the pages are put together.
    pub(super) bands: Vec<Band>,
    /// Tables with lines between columns alone, until then.
    pub(super) open: Vec<Zone>,
    pub(super) rest: Vec<Glyph>,
    /// Lines outside of tables, from top to bottom.
    pub(super) lines: Vec<Line>,
    /// Lines that are set across.
    pub(super) aside: Vec<Line>,
    /// What runs over the page at any angle, hardly visible.
    pub(super) watermark: Option<Line>,
    pub(crate) has_picture: bool,
    /// Whether straight lines were drawn.
    #[allow(dead_code, reason = "the canvas of a PDF tells more")]
    pub(crate) has_lines: bool,
}

impl Page {
    /// Puts together what was drawn on a page of `size`.
    pub(crate) fn of(drawing: Drawing<'_>, size: (f32, f32), tuning: &Tolerances, limits: &Limits) -> Self {
        let Drawing { mut glyphs, mut edges, has_picture, .. } = drawing;
        glyphs.retain(|glyph| is_on_page(glyph, size));
        set_apart_pale(&mut glyphs, tuning);
        let turn = usual_turn(&glyphs);
        let mut aside: Vec<Glyph> = Vec::new();
        glyphs.retain(|glyph| {
            let stands = glyph.turn == turn;
            if !stands {
                aside.push(*glyph);
            }
            stands
        });
        for glyph in &mut glyphs {
            turn_glyph(glyph, turn, size);
        }
        leave_out_marks(&mut glyphs, tuning);
        for edge in &mut edges {
            turn_edge(edge, turn, size);
        }
        let has_lines = !edges.is_empty();
        let rulings = rulings(edges, tuning);
        let grids = grids(&rulings, tuning, limits);
        let bands = bands(&rulings, &grids, tuning);
        let (filled, mut rest) = fill(grids, glyphs, tuning);
        let (mut tables, open) = open_rows::told_apart(filled, &rulings, &mut rest, tuning);
        tables.sort_by(|a, b| a.grid.height().0.total_cmp(&b.grid.height().0));
        let size = if matches!(turn, Turn::Right | Turn::Left) { (size.1, size.0) } else { size };
        Self {
            size,
            turn,
            tables,
            loose: Vec::new(),
            bands,
            open,
            rest,
            lines: Vec::new(),
            aside: beside(&aside, tuning),
            watermark: watermark(&aside),
            has_picture,
            has_lines,
        }
    }

    /// The numbers of pages that are pictures without text, counted from 1.
    pub(crate) fn pictures(pages: &[Self]) -> Vec<u32> {
        let is_picture = |page: &Self| page.has_picture && page.characters() == 0;
        (1..).zip(pages).filter(|(_, page)| is_picture(page)).map(|(number, _)| number).collect()
    }

    /// How many visible characters it has.
    pub(crate) fn characters(&self) -> usize {
        let in_tables = self.tables.iter().flat_map(|table| table.cells.iter().flatten());
        let visible = |glyph: &&Glyph| !glyph.char.is_whitespace();
        let left = self.rest.iter().filter(visible).count();
        let set: usize = in_tables
            .chain(&self.lines)
            .chain(&self.aside)
            .chain(&self.watermark)
            .map(|line| line.marks.len())
            .sum();
        let open: usize = self.open.iter().flat_map(|zone| &zone.rows).map(|line| line.marks.len()).sum();
        set + left + open
    }
}

/// Whether a character is to be seen: what a file draws beside its page is cut off.
fn is_on_page(glyph: &Glyph, (width, height): (f32, f32)) -> bool {
    glyph.x1 > 0.0 && glyph.x0 < width && glyph.y1 > 0.0 && glyph.y0 < height
}

/// Calls large pale characters a watermark.
fn set_apart_pale(glyphs: &mut [Glyph], tuning: &Tolerances) {
    if !glyphs.iter().any(|glyph| glyph.is_pale) {
        return;
    }
    let mut sizes: Vec<f32> = glyphs.iter().filter(|glyph| !glyph.is_pale).map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(&usual) = sizes.get(sizes.len() / 2) else { return };
    for glyph in glyphs.iter_mut().filter(|glyph| glyph.is_pale) {
        if glyph.size > tuning.watermark_size * usual {
            glyph.turn = Turn::Watermark;
        }
    }
}

/// The way most characters of a page stand.
fn usual_turn(glyphs: &[Glyph]) -> Turn {
    let count =
        |turn| glyphs.iter().filter(|glyph| glyph.turn == turn && !glyph.char.is_whitespace()).count();
    [Turn::Left, Turn::Right, Turn::Half, Turn::Upright]
        .into_iter()
        .max_by_key(|&turn| count(turn))
        .unwrap_or(Turn::Upright)
}

/// The place of a point after a page of `size` is turned so that text standing in `turn` is upright.
fn turned((x, y): (f32, f32), turn: Turn, (width, height): (f32, f32)) -> (f32, f32) {
    match turn {
        Turn::Upright | Turn::Watermark => (x, y),
        Turn::Right => (y, width - x),
        Turn::Left => (height - y, x),
        Turn::Half => (width - x, height - y),
    }
}

pub(super) fn turn_glyph(glyph: &mut Glyph, turn: Turn, size: (f32, f32)) {
    let a = turned((glyph.x0, glyph.y0), turn, size);
    let b = turned((glyph.x1, glyph.y1), turn, size);
    (glyph.x0, glyph.x1) = (a.0.min(b.0), a.0.max(b.0));
    (glyph.y0, glyph.y1) = (a.1.min(b.1), a.1.max(b.1));
}

fn turn_edge(edge: &mut Edge, turn: Turn, size: (f32, f32)) {
    let ends = |at: f32, along: f32| if edge.horizontal { (along, at) } else { (at, along) };
    let a = turned(ends(edge.at, edge.from), turn, size);
    let b = turned(ends(edge.at, edge.to), turn, size);
    let horizontal =
        if matches!(turn, Turn::Left | Turn::Right) { !edge.horizontal } else { edge.horizontal };
    let (at, from, to) = if horizontal { (a.1, a.0, b.0) } else { (a.0, a.1, b.1) };
    *edge = Edge { horizontal, at, from: from.min(to), to: from.max(to) };
}

/// Characters that stand otherwise than the page, in lines of their own.
fn beside(glyphs: &[Glyph], tuning: &Tolerances) -> Vec<Line> {
    let mut found = Vec::new();
    for turn in [Turn::Upright, Turn::Right, Turn::Half, Turn::Left] {
        let part = glyphs.iter().filter(|glyph| glyph.turn == turn).copied().collect();
        found.extend(lines(part, tuning));
    }
    found
}

/// A watermark runs at any angle: its characters in the order in which they were drawn.
fn watermark(glyphs: &[Glyph]) -> Option<Line> {
    let is_part = |glyph: &&Glyph| glyph.turn == Turn::Watermark && !glyph.char.is_whitespace();
    let marks: Vec<Mark> = glyphs
        .iter()
        .filter(is_part)
        .map(|&glyph| Mark { glyph, gap: Gap::None, is_spaced: false })
        .collect();
    let Glyph { x0, x1, y0, y1, size, .. } = marks.first()?.glyph;
    Some(Line { marks, x0, x1, y0, y1, size, is_of_next_page: false })
}

/// Gives each character to the cell that holds its middle; the rest stands outside of tables.
fn fill(grids: Vec<Grid>, glyphs: Vec<Glyph>, tuning: &Tolerances) -> (Vec<Filled>, Vec<Glyph>) {
    let mut by_size: Vec<usize> = (0..grids.len()).collect();
    by_size.sort_by(|&a, &b| {
        let area = |at: usize| grids.get(at).map_or(0.0, Grid::area);
        area(a).total_cmp(&area(b))
    });
    let mut contents: Vec<Vec<Vec<Glyph>>> =
        grids.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
    let mut rest = Vec::new();
    for glyph in glyphs {
        let (x, y) = glyph.middle();
        // the smallest table first: one may stand inside a cell of another
        let found = by_size.iter().find_map(|&at| Some((at, grids.get(at)?.cell_at(x, y)?)));
        let cell = found.and_then(|(at, cell)| contents.get_mut(at)?.get_mut(cell));
        cell.unwrap_or(&mut rest).push(glyph);
    }
    let filled = grids.into_iter().zip(contents).map(|(grid, glyphs)| Filled::of(grid, glyphs, tuning));
    (filled.filter(|filled| !filled.table.is_empty()).collect(), rest)
}
