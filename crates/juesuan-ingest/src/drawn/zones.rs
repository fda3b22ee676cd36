//! Tables without sides of cells, over all the pages on which they stand: what one page shows of their columns holds on all.

use super::bands;
use super::columns::extent;
use super::continued::Furniture;
use super::ends::take_ends;
use super::limits::Limits;
use super::lines::{Line, lines};
use super::page::Page;
use super::unruled;
use super::zone::Zone;
use crate::tuning::Tolerances;

/// Finds the tables without sides of cells on all pages.
pub(super) fn settle(pages: &mut [Page], tuning: &Tolerances, limits: &Limits) {
    let mut zones = lined(pages, tuning);
    let furniture = Furniture::of(pages);
    for (at, page) in pages.iter_mut().enumerate() {
        unlined(at, page, &furniture, &mut zones, tuning);
    }
    take_ends(pages, &mut zones, &furniture, tuning);
    let mut zones: Vec<Zone> = zones.into_iter().flat_map(Zone::parted).collect();
    zones.sort_by(|a, b| a.page.cmp(&b.page).then(a.top.total_cmp(&b.top)));
    let mut start = 0;
    for end in 1..=zones.len() {
        let part = zones.get(start..end).unwrap_or_default();
        if zones.get(end).is_some_and(|next| is_one(part, next, pages, &furniture, tuning)) {
            continue;
        }
        build(part, pages, tuning, limits);
        start = end;
    }
    for page in pages {
        page.tables.sort_by(|a, b| a.grid.height().0.total_cmp(&b.grid.height().0));
        page.loose.sort_by(|a, b| a.top.total_cmp(&b.top));
    }
}

/// The zones with lines between their rows; what is left stands in the lines of its page.
fn lined(pages: &mut [Page], tuning: &Tolerances) -> Vec<Zone> {
    let mut zones = Vec::new();
    for (at, page) in pages.iter_mut().enumerate() {
        let mut rest = std::mem::take(&mut page.rest);
        let bands = std::mem::take(&mut page.bands);
        for (number, band) in bands.iter().enumerate() {
            let above = number.checked_sub(1).and_then(|before| bands.get(before));
            let above = above.map_or(f32::NEG_INFINITY, |band| band.height().1);
            let below = bands.get(number + 1).map_or(f32::INFINITY, |band| band.height().0);
            zones.extend(bands::zones(band, at, (above, below), &mut rest, tuning));
        }
        let open = std::mem::take(&mut page.open);
        zones.extend(open.into_iter().map(|zone| Zone { page: at, ..zone }));
        page.lines = lines(rest, tuning);
    }
    zones
}

/// Takes the zones without lines from the lines of a page: they stand between other tables, heads and feet of the page.
fn unlined(at: usize, page: &mut Page, furniture: &Furniture, zones: &mut Vec<Zone>, tuning: &Tolerances) {
    let mut walls: Vec<f32> = page.tables.iter().map(|table| table.grid.height().0).collect();
    walls.extend(zones.iter().filter(|zone| zone.page == at).map(|zone| zone.top));
    walls.sort_by(f32::total_cmp);
    let (first, last) = furniture.text(page);
    let all = std::mem::take(&mut page.lines);
    let mut rest = all.as_slice();
    let mut done = 0;
    while !rest.is_empty() {
        let wall = rest.first().map_or(0, |line| walls.partition_point(|&wall| wall <= line.middle()));
        let wall = walls.get(wall).copied().unwrap_or(f32::INFINITY);
        let end = rest.partition_point(|line| line.middle() < wall);
        let part = rest.get(..end.min(last.saturating_sub(done))).unwrap_or_default();
        let count = if done < first { 0 } else { extent(part, tuning) };
        let (here, after) = rest.split_at(count.max(1));
        match Zone::unlined(at, here).filter(|_| count > 0) {
            Some(zone) => zones.push(zone),
            None => page.lines.extend_from_slice(here),
        }
        done += here.len();
        rest = after;
    }
}

/// Whether a zone goes on with the table of the zones before it.
fn is_one(part: &[Zone], next: &Zone, pages: &[Page], furniture: &Furniture, tuning: &Tolerances) -> bool {
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return false };
    let (Some(above), Some(below)) = (pages.get(last.page), pages.get(next.page)) else { return false };
    // drawn sides say where the columns of each part are
    if last.page + 1 != next.page || last.xs.is_some() || next.xs.is_some() {
        return false;
    }
    let is_last = above.tables.iter().all(|table| table.grid.height().1 < last.bottom)
        && above.lines.iter().filter(|line| line.middle() > last.bottom).all(|line| furniture.holds(line));
    let is_first = below.tables.iter().all(|table| table.grid.height().0 > next.top)
        && below.lines.iter().filter(|line| line.middle() < next.top).all(|line| furniture.holds(line));
    is_last && is_first && last.goes_on(next, first.head(), tuning)
}

/// Builds the tables of zones that are one table on several pages.
fn build(zones: &[Zone], pages: &mut [Page], tuning: &Tolerances, limits: &Limits) {
    let Some((first, more)) = zones.split_first() else { return };
    if more.is_empty() {
        let frame = unruled::frame_of(first, tuning);
        let sides = frame.as_ref().and_then(|(xs, _)| Some((*xs.first()?, *xs.last()?)));
        let zone = first.widened(sides.unwrap_or((first.from, first.to)));
        return place((&zone, &first.rows), frame.as_ref(), pages, tuning, limits);
    }
    let from = zones.iter().map(|zone| zone.from).fold(first.from, f32::min);
    let to = zones.iter().map(|zone| zone.to).fold(first.to, f32::max);
    let whole = below_one_another(first, more);
    let is_lined = zones.iter().all(|zone| zone.is_lined);
    let frame = unruled::frame(&whole, (from, to), is_lined, tuning);
    let columns = |frame: Option<&Frame>| frame.map_or(0, |frame| frame.0.len());
    // tables whose columns stand at other places hide one another's white corridors
    let is_less = |zone: &Zone| {
        let own = unruled::frame_of(zone, tuning);
        columns(own.as_ref()) > columns(frame.as_ref())
    };
    if zones.iter().any(is_less) {
        return zones.iter().for_each(|zone| build(std::slice::from_ref(zone), pages, tuning, limits));
    }
    let sides = frame.as_ref().and_then(|(xs, _)| Some((*xs.first()?, *xs.last()?)));
    for zone in zones {
        let zone = zone.widened(sides.unwrap_or((from, to)));
        place((&zone, &whole), frame.as_ref(), pages, tuning, limits);
    }
}

/// The sides of the columns of a table, and whether its heads are centred.
type Frame = (Vec<f32>, bool);

/// The rows of parts of a table one below the other, heads that come again left out.
fn below_one_another(first: &Zone, more: &[Zone]) -> Vec<Line> {
    let mut rows: Vec<Line> = first.rows.clone();
    let mut height = first.bottom;
    for zone in more {
        let body = zone.rows.get(zone.head().len()..).unwrap_or_default();
        rows.extend(body.iter().map(|line| line.moved(height - zone.top)));
        height += zone.bottom - zone.top;
    }
    rows
}

/// Puts the table of a zone on its page, or its rows where no columns are clear.
fn place(
    (zone, whole): (&Zone, &[Line]),
    frame: Option<&Frame>,
    pages: &mut [Page],
    tuning: &Tolerances,
    limits: &Limits,
) {
    let Some(page) = pages.get_mut(zone.page) else { return };
    let found = frame.and_then(|(xs, is_centred)| {
        unruled::table(zone, (xs.as_slice(), *is_centred), whole, tuning, limits)
    });
    match found {
        Some(table) => page.tables.push(table),
        None => page.loose.push(zone.clone()),
    }
}
