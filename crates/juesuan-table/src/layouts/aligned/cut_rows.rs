//! Pages of aligned tables that begin with the rest of a row whose names are wrapped.

use crate::cell::look::{Look, Seen};
use crate::grid::RawCell;
use crate::layouts::aligned::Line;
use crate::layouts::aligned::wrapped::{Body, Part, Row, parts_of, plain, text};
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::words;

impl Body<'_> {
    /// Takes from the first row of a page those lines above it that are more than stand below it: a name is wrapped
    /// around the middle of its row, and the rest goes on with the row of the page above.
    pub(crate) fn leave_rest(&self, parts: &mut Vec<Part>) {
        let Some(&first) = self.anchors.first() else { return };
        let lines = |below: bool| {
            let of_first =
                parts.iter().filter(move |part| part.anchor == first && (part.line > first) == below);
            let mut lines: Vec<usize> = of_first.map(|part| part.line).collect();
            lines.sort_unstable();
            lines.dedup();
            lines
        };
        let (above, below) = (lines(false), lines(true).len());
        if below == 0 || above.len() <= below {
            return;
        }
        let from = above.get(above.len() - below).copied().unwrap_or(first);
        parts.retain(|part| part.anchor != first || part.line >= from);
    }

    /// The lines above the first row of a page that belong to none below, as one row: the rest of one that the page
    /// break cut.
    pub(crate) fn rest(&mut self, repairs: &mut Vec<Repair>) -> Option<Row> {
        let until = *self.anchors.first()?;
        let open = |line: &Line| line.cells.iter().any(|cell| !cell.is_blank());
        let lines: Vec<usize> = (0..until).filter(|&at| open(&self.lines[at])).collect();
        let names = |line: &usize| {
            let cells = self.lines[*line].cells.iter().filter(|cell| !cell.is_blank());
            cells.into_iter().all(|cell| {
                let key = cell.key(self.source);
                cell.seen.look == Look::Text && !words::begins_item(&key) && !self.source.words.sums_up(&key)
            })
        };
        let (&first, more) = lines.split_first().filter(|(_, more)| !more.is_empty())?;
        let apart = more.iter().all(|&line| !self.lines[line].after_gap);
        if !apart || !lines.iter().all(names) {
            return None;
        }
        let mut row = plain(&self.lines[first]);
        for &line in more {
            row.span = row.span.join(self.lines[line].span);
            for ((own, spans), cell) in row.cells.iter_mut().zip(&self.lines[line].cells) {
                if own.is_blank() {
                    *own = *cell;
                } else if !cell.is_blank() {
                    if spans.is_empty() {
                        spans.push(own.span);
                    }
                    spans.push(cell.span);
                    own.seen = Seen { look: Look::Text, unclean: true };
                }
            }
        }
        for &line in &lines {
            self.lines[line].cells.iter_mut().for_each(|cell| *cell = RawCell::default());
        }
        let read_as: Vec<String> = parts_of(&row).map(|(_, spans)| text(self.source, spans)).collect();
        repairs.push(Repair {
            kind: RepairKind::WrappedRow,
            at: row.span,
            other: None,
            printed: row.span.text(self.source).trim().to_owned(),
            read_as: read_as.join(" | "),
            reason: Reason::NameAround,
        });
        Some(row)
    }
}
