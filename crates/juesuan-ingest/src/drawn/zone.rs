//! Rows of a table without sides of cells on one page.

use super::drawing::Edge;
use super::lines::Line;
use super::pieces::{has_amount, numbers, pieces};
use crate::tuning::Tolerances;

/// Rows of one table on one page, between two heights and two sides.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    pub(super) page: usize,
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) rows: Vec<Line>,
    /// The lines that run across: those that are drawn, or one above and one below all rows.
    pub(super) across: Vec<Edge>,
    /// Whether lines are drawn between rows.
    pub(super) is_lined: bool,
    /// The lines that run down, where they part the columns, and the sides that they show.
    pub(super) down: Vec<Edge>,
    pub(super) xs: Option<Vec<f32>>,
}

impl Zone {
    /// The zone of rows without any lines.
    pub(super) fn unlined(page: usize, rows: &[Line]) -> Option<Self> {
        let bound = |value: fn(&Line) -> f32, pick: fn(f32, f32) -> f32| rows.iter().map(value).reduce(pick);
        let (from, to) = (bound(|line| line.x0, f32::min)? - 1.0, bound(|line| line.x1, f32::max)? + 1.0);
        let (top, bottom) = (bound(|line| line.y0, f32::min)? - 1.0, bound(|line| line.y1, f32::max)? + 1.0);
        let across = [top, bottom].map(|at| Edge { horizontal: true, at, from, to }).to_vec();
        Some(Self {
            page,
            from,
            to,
            top,
            bottom,
            rows: rows.to_vec(),
            across,
            is_lined: false,
            down: Vec::new(),
            xs: None,
        })
    }

    /// The lines above its first row with values.
    pub(super) fn head(&self) -> &[Line] {
        let end = self.rows.iter().position(has_amount).unwrap_or(self.rows.len());
        self.rows.get(..end).unwrap_or_default()
    }

    /// Whether it is nothing but a head, whose rows the end of the page moved to the next one.
    fn is_head(&self) -> bool {
        self.head().len() == self.rows.len()
    }

    /// The tables in it: where its head comes again begins another one, whose columns may stand elsewhere.
    pub(super) fn parted(self) -> Vec<Self> {
        let Some(head) = self.rows.first().filter(|head| head.has_columns() && !has_amount(head)) else {
            return vec![self];
        };
        let again = |at: &usize| self.rows.get(*at).is_some_and(|line| line.chars().eq(head.chars()));
        let starts: Vec<usize> = (0..self.rows.len()).filter(again).collect();
        let mut parts = Vec::with_capacity(starts.len());
        let mut top = self.top;
        for (at, &start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(self.rows.len());
            let rows = self.rows.get(start..end).unwrap_or_default().to_vec();
            let bottom = match (self.rows.get(end - 1), self.rows.get(end)) {
                (Some(last), Some(next)) => f32::midpoint(last.y1, next.y0),
                _ => self.bottom,
            };
            let side = |at| Edge { horizontal: true, at, from: self.from, to: self.to };
            let is_inside = |line: &&Edge| top + 0.1 < line.at && line.at < bottom - 0.1;
            let inside: Vec<Edge> = self.across.iter().filter(is_inside).copied().collect();
            let across = std::iter::once(side(top)).chain(inside).chain([side(bottom)]).collect();
            parts.push(Self {
                top,
                bottom,
                rows,
                across,
                down: self.down.clone(),
                xs: self.xs.clone(),
                ..self
            });
            top = bottom;
        }
        parts
    }

    /// The same with lines of its width between other sides.
    pub(super) fn widened(&self, (from, to): (f32, f32)) -> Self {
        let mut zone = self.clone();
        let sides = (zone.from, zone.to);
        for line in zone.across.iter_mut().filter(|line| (line.from, line.to) == sides) {
            (line.from, line.to) = (from, to);
        }
        zone
    }

    /// How many pieces its fullest row has.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(|line| pieces(line).count()).max().unwrap_or(0)
    }

    /// Whether a zone of the next page is a part of the same table: at the same place from the left, with the same head or
    /// none.
    pub(super) fn goes_on(&self, next: &Self, heads: &[Line], tuning: &Tolerances) -> bool {
        let size = self.rows.first().map_or(0.0, |line| line.size);
        let shared = self.to.min(next.to) - self.from.max(next.from);
        let widest = (self.to - self.from).max(next.to - next.from);
        // drawn lines say where the table begins and ends
        let is_here = if self.is_lined && next.is_lined {
            shared + 2.0 * tuning.join_points >= widest
        } else {
            shared + size >= tuning.shared_width * widest
        };
        if !is_here {
            return false;
        }
        let lefts: Vec<f32> = self.rows.iter().filter(|line| has_amount(line)).map(|line| line.x0).collect();
        let is_name = |line: &Line| {
            let stands = || lefts.iter().any(|left| (line.x0 - left).abs() < tuning.edge * line.size);
            pieces(line).count() == 1 && stands()
        };
        let is_known = |line: &Line| {
            numbers(line).is_some() || heads.iter().any(|head| head.chars().eq(line.chars())) || is_name(line)
        };
        let head = next.head();
        let has_rows = head.len() < next.rows.len();
        head.iter().all(is_known)
            && (has_rows || !head.is_empty())
            && (self.is_head() || next.width() <= self.width() + 1)
    }
}
