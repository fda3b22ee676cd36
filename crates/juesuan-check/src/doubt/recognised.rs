//! What was recognised on pictures of pages: all of it is in doubt, but for the figures that sums prove.

use juesuan_model::{Certainty, Place, RECOGNISED_PAGE, Report};
use juesuan_source::Span;

use super::{Doubt, Doubts};

/// Notes the pages of a report whose characters were recognised.
pub(super) fn examine(report: &Report, doubts: &mut Doubts) {
    let pages = report.repairs.iter().filter(|repair| repair.kind == RECOGNISED_PAGE);
    let pages: Vec<Place> = pages.flat_map(|repair| repair.places.iter().copied()).collect();
    if pages.is_empty() {
        return;
    }
    doubts.is_recognised = true;
    let cells = report.tables.iter().flat_map(juesuan_model::Table::cells);
    let proved = cells.filter(|cell| cell.certainty == Certainty::Proved).map(|cell| cell.place.span);
    let mut proved: Vec<Span> = proved.filter(|span| !span.is_empty()).collect();
    proved.sort_unstable_by_key(|span| span.start);
    for page in pages {
        let from = proved.partition_point(|span| span.start < page.span.start);
        let inside = proved.iter().skip(from).take_while(|span| span.start < page.span.end);
        let mut start = page.span.start;
        for span in inside {
            doubts.add(Place { span: Span::new(start, span.start.max(start)), ..page }, Doubt::Recognised);
            start = span.end.max(start);
        }
        doubts.add(Place { span: Span::new(start, page.span.end.max(start)), ..page }, Doubt::Recognised);
    }
}
