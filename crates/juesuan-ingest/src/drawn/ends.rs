//! Rows of tables without sides that stand alone at the end or the beginning of a page: a head whose rows begin on the next page, and
//! the last rows of a table. Too few to be a table, they are part of the one on the other page.

use super::columns::is_over_some;
use super::continued::Furniture;
use super::lines::Line;
use super::page::Page;
use super::pieces::{has_amount, numbers, pieces};
use super::zone::Zone;
use crate::tuning::Tolerances;

/// Makes zones of the rows at the ends of pages beside which the table of a page goes on.
pub(super) fn take_ends(
    pages: &mut [Page],
    zones: &mut Vec<Zone>,
    furniture: &Furniture,
    tuning: &Tolerances,
) {
    let mut outermost = outermost(pages.len(), zones);
    for at in 1..pages.len() {
        let (Some(above), Some(below)) = (pages.get(at - 1), pages.get(at)) else { continue };
        let first = outermost.get(at).and_then(|ends| zones.get(ends.0?));
        let last = outermost.get(at - 1).and_then(|ends| zones.get(ends.1?));
        let (page, rows) =
            match (last_rows(above, last, furniture, tuning), lone_rows(below, first, furniture, tuning)) {
                (heads, _)
                    if !heads.is_empty()
                        && first.is_some_and(|next| begins_with_rows(next, below, furniture)) =>
                {
                    (at - 1, heads)
                }
                (_, rows)
                    if !rows.is_empty()
                        && last.is_some_and(|last| is_like(&rows, last, above, furniture)) =>
                {
                    (at, rows)
                }
                _ => continue,
            };
        let Some(page_of) = pages.get_mut(page) else { continue };
        let (top, bottom) = (rows.first().map_or(0.0, Line::middle), rows.last().map_or(0.0, Line::middle));
        page_of.lines.retain(|line| line.middle() < top || bottom < line.middle());
        if let (Some(zone), Some(ends)) = (Zone::unlined(page, &rows), outermost.get_mut(page)) {
            // rows before or behind all others of their page
            let own = Some(zones.len());
            *ends = if page < at { (ends.0.or(own), own) } else { (own, ends.1.or(own)) };
            zones.push(zone);
        }
    }
}

/// For each page its first and its last zone, by their numbers.
fn outermost(pages: usize, zones: &[Zone]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut found = vec![(None, None); pages];
    let zone = |at: Option<usize>| at.and_then(|at| zones.get(at));
    for (at, here) in zones.iter().enumerate() {
        let Some(ends) = found.get_mut(here.page) else { continue };
        if zone(ends.0).is_none_or(|first| here.top < first.top) {
            ends.0 = Some(at);
        }
        if zone(ends.1).is_none_or(|last| here.bottom > last.bottom) {
            ends.1 = Some(at);
        }
    }
    found
}

/// Whether a line is furniture of its page and no row.
fn is_furniture(line: &Line, furniture: &Furniture) -> bool {
    furniture.holds(line) && !line.has_columns()
}

/// Whether a row is one of a head.
fn is_head(line: &Line) -> bool {
    line.has_columns() && !has_amount(line) && !line.chars().any(|char| matches!(char, '：' | ':'))
}

/// The rows of a head with which a page ends.
fn last_rows(page: &Page, last: Option<&Zone>, furniture: &Furniture, tuning: &Tolerances) -> Vec<Line> {
    let end = page.tables.iter().map(|table| table.grid.height().1).chain(last.map(|zone| zone.bottom));
    let end = end.fold(f32::NEG_INFINITY, f32::max);
    let mut rows: Vec<Line> = Vec::new();
    let mut extent = (f32::INFINITY, f32::NEG_INFINITY);
    for line in page.lines.iter().rev().skip_while(|line| is_furniture(line, furniture)) {
        let is_near =
            rows.last().is_none_or(|below| below.middle() - line.middle() < tuning.row_pitch * line.size);
        let is_over = !rows.is_empty() && is_over_some(line, extent);
        if line.middle() < end || !is_near || !(is_over || is_head(line)) {
            break;
        }
        extent = (extent.0.min(line.x0), extent.1.max(line.x1));
        rows.push(line.clone());
    }
    rows.reverse();
    rows
}

/// The rows with amounts, fewer than a table has, with which a page begins.
fn lone_rows(page: &Page, first: Option<&Zone>, furniture: &Furniture, tuning: &Tolerances) -> Vec<Line> {
    let begin = page.tables.iter().map(|table| table.grid.height().0).chain(first.map(|zone| zone.top));
    let begin = begin.fold(f32::INFINITY, f32::min);
    let mut rows: Vec<Line> = Vec::new();
    for line in page.lines.iter().skip_while(|line| is_furniture(line, furniture)) {
        let is_beside = rows.last().is_some_and(|last| line.y0 < last.y1 - tuning.overlap * line.size);
        if line.middle() > begin || !(is_beside || line.has_columns() && has_amount(line)) {
            break;
        }
        rows.push(line.clone());
    }
    rows
}

/// Whether a page begins with a zone without a head: its first row has amounts, or the numbers of the columns.
fn begins_with_rows(zone: &Zone, page: &Page, furniture: &Furniture) -> bool {
    let is_first =
        page.lines.iter().filter(|line| line.middle() < zone.top).all(|line| is_furniture(line, furniture));
    is_first && zone.rows.first().is_some_and(|row| has_amount(row) || numbers(row).is_some())
}

/// Whether rows look like those of the zone with which the page above ends.
fn is_like(rows: &[Line], zone: &Zone, above: &Page, furniture: &Furniture) -> bool {
    let is_last = above
        .lines
        .iter()
        .filter(|line| line.middle() > zone.bottom)
        .all(|line| is_furniture(line, furniture));
    let fullest = rows.iter().map(|row| pieces(row).count()).max().unwrap_or(0);
    let is_inside = |row: &Line| zone.from - row.size <= row.x0 && row.x1 <= zone.to + row.size;
    is_last && fullest * 2 > zone.width() && rows.iter().all(is_inside)
}
