//! From the lines that a page draws to the sides of cells: parallel lines that nearly touch become one.

use super::drawing::Edge;
use crate::tuning::Tolerances;

/// The lines of a page, snapped and joined: the horizontal ones from top to bottom, the vertical ones from left to
/// right.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rulings {
    pub(crate) horizontal: Vec<Edge>,
    pub(crate) vertical: Vec<Edge>,
}

/// Puts together what was drawn in pieces.
pub(crate) fn rulings(edges: Vec<Edge>, tuning: &Tolerances) -> Rulings {
    let (horizontal, vertical) = edges.into_iter().partition(|edge| edge.horizontal);
    Rulings {
        horizontal: joined(snapped(horizontal, tuning), tuning),
        vertical: joined(snapped(vertical, tuning), tuning),
    }
}

/// Gives lines at nearly one distance the same distance: the middle of a group of neighbours.
fn snapped(mut edges: Vec<Edge>, tuning: &Tolerances) -> Vec<Edge> {
    edges.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut start = 0;
    for end in 1..=edges.len() {
        let is_near = match (edges.get(end), edges.get(start), edges.get(end - 1)) {
            // a chain of neighbours may not creep on: the group keeps to twice the tolerance
            (Some(next), Some(first), Some(last)) => {
                next.at - last.at <= tuning.snap_points && next.at - first.at <= 2.0 * tuning.snap_points
            }
            _ => false,
        };
        if is_near {
            continue;
        }
        if let Some(group) = edges.get_mut(start..end) {
            let first = group.first().map_or(0.0, |edge| edge.at);
            let last = group.last().map_or(0.0, |edge| edge.at);
            for edge in group {
                edge.at = f32::midpoint(first, last);
            }
        }
        start = end;
    }
    edges
}

/// Joins lines at one distance whose ends touch, and leaves out dots.
fn joined(mut edges: Vec<Edge>, tuning: &Tolerances) -> Vec<Edge> {
    edges.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut lines: Vec<Edge> = Vec::with_capacity(edges.len());
    for edge in edges {
        match lines.last_mut() {
            #[expect(clippy::float_cmp, reason = "snapped lines have the same distance to the bit")]
            Some(last) if last.at == edge.at && edge.from - last.to <= tuning.join_points => {
                last.to = last.to.max(edge.to);
            }
            _ => lines.push(edge),
        }
    }
    lines.retain(|edge| edge.to - edge.from >= tuning.shortest_line_points);
    lines
}
