//! Which places findings speak of, and in which cells these places were written.

use std::collections::HashMap;

use juesuan_model::{Finding, Place, Severity};

use crate::form;

/// The places of all findings.
pub(super) struct Marks<'r> {
    findings: &'r [Finding],
    /// Start, end and finding of each place, in order.
    spans: Vec<(u32, u32, usize)>,
    /// Length of the longest place: how far back one can begin that reaches a cell.
    longest: u32,
    /// The first cell in which a place was written, as a link takes it.
    cells: HashMap<(u32, u32), String>,
    /// How many notes each finding has so far.
    noted: Vec<usize>,
    /// How many notes there are.
    notes: usize,
}

/// What findings say of a cell.
pub(super) struct Mark {
    /// The severest that is more than a note: those colour no cell.
    pub(super) severity: Option<Severity>,
    /// All of them, a line each; empty where they are said elsewhere.
    pub(super) note: String,
}

/// Cells beside which one finding is noted: those of a hundred thousand figures would make a workbook of notes.
const NOTES_A_FINDING: usize = 40;

/// Cells beside which a finding is noted that says what is worth knowing and no more.
const NOTES_A_REMARK: usize = 3;

/// Notes of a workbook.
const MOST_NOTES: usize = 2000;

/// Places of which it is remembered where they were written.
const MOST_CELLS: usize = 100_000;

/// Bytes of a note after which findings are only named: longer ones are read by nobody.
const LONGEST_NOTE: usize = 3000;

/// Bytes of a note at which it ends.
const END_OF_NOTE: usize = 20_000;

impl<'r> Marks<'r> {
    pub(super) fn new(findings: &'r [Finding]) -> Self {
        let places = |(at, finding): (usize, &'r Finding)| {
            finding.places.iter().map(move |place| (place.span.start, place.span.end, at))
        };
        let mut spans: Vec<_> = findings.iter().enumerate().flat_map(places).collect();
        spans.sort_unstable();
        spans.dedup();
        let longest = spans.iter().map(|(start, end, _)| end - start).max().unwrap_or(0);
        let noted = vec![0; findings.len()];
        Self { findings, spans, longest, cells: HashMap::new(), noted, notes: 0 }
    }

    /// What findings say of a place that is written into a cell now; `None` where they say nothing.
    pub(super) fn write(&mut self, place: Place, cell: impl FnOnce() -> String) -> Option<Mark> {
        let Place { span, .. } = place;
        let first = self.spans.partition_point(|(start, ..)| start.saturating_add(self.longest) < span.start);
        let near = self.spans.get(first..).unwrap_or_default().iter();
        let touching = near
            .take_while(|(start, ..)| *start < span.end)
            .filter(|(start, end, _)| *end > span.start || (*start, *end) == (span.start, span.end));
        let mut cell = Some(cell);
        let mut name = None;
        let mut mark: Option<Mark> = None;
        let mut said: Vec<usize> = Vec::new();
        for (start, end, finding) in touching {
            if let Some(cell) = cell.take() {
                name = Some(cell());
            }
            if let Some(name) = &name
                && self.cells.len() < MOST_CELLS
            {
                self.cells.entry((*start, *end)).or_insert_with(|| name.clone());
            }
            if !said.contains(finding) {
                let mark = mark.get_or_insert(Mark { severity: None, note: String::new() });
                if let (Some(of), Some(noted)) = (self.findings.get(*finding), self.noted.get_mut(*finding)) {
                    let remark = of.severity == Severity::Info;
                    mark.severity = mark.severity.max((!remark).then_some(of.severity));
                    if *noted < if remark { NOTES_A_REMARK } else { NOTES_A_FINDING } {
                        *noted += 1;
                        mark.note.push_str(&line(of, mark.note.len() > LONGEST_NOTE));
                    }
                }
            }
            said.push(*finding);
            if mark.as_ref().is_some_and(|mark| mark.note.len() > END_OF_NOTE) {
                break;
            }
        }
        if let Some(mark) = mark.as_mut().filter(|mark| !mark.note.is_empty()) {
            self.notes += 1;
            if self.notes > MOST_NOTES {
                mark.note.clear();
            }
        }
        mark
    }

    /// The cell in which a place was written: `'Z05'!C12`.
    pub(super) fn cell(&self, place: Place) -> Option<&str> {
        self.cells.get(&(place.span.start, place.span.end)).map(String::as_str)
    }
}

/// What a note says of a finding.
fn line(finding: &Finding, brief: bool) -> String {
    let Finding { id, rule, message, .. } = finding;
    let severity = form::severity(finding.severity).0;
    if brief { format!("{id} {severity} {rule}\n") } else { format!("{id} {severity} {rule}：{message}\n") }
}

#[cfg(test)]
mod tests {
    use juesuan_model::FindingKind;
    use juesuan_segment::Span;

    use super::*;

    fn place(start: u32, end: u32) -> Place {
        Place::new(Span::new(start, end), 1)
    }

    fn finding(severity: Severity, places: &[(u32, u32)]) -> Finding {
        let places = places.iter().map(|(start, end)| place(*start, *end)).collect();
        Finding { places, ..Finding::new("r", FindingKind::Sum, severity) }
    }

    #[test]
    fn what_is_only_worth_knowing_colours_nothing_and_notes_are_few() {
        let many: Vec<(u32, u32)> = (0..10_000).map(|at| (at * 10, at * 10 + 4)).collect();
        for (severity, notes) in [(Severity::Info, NOTES_A_REMARK), (Severity::Error, NOTES_A_FINDING)] {
            let findings = [finding(severity, &many)];
            let mut marks = Marks::new(&findings);
            let written: Vec<Mark> = many
                .iter()
                .filter_map(|(start, end)| marks.write(place(*start, *end), || "'Z01'!B2".into()))
                .collect();
            assert_eq!(written.iter().filter(|mark| !mark.note.is_empty()).count(), notes);
            let coloured = if severity == Severity::Info { 0 } else { many.len() };
            assert_eq!(written.iter().filter(|mark| mark.severity.is_some()).count(), coloured);
        }
    }

    #[test]
    fn a_cell_is_marked_by_all_that_touches_it() {
        let findings = [finding(Severity::Info, &[(0, 40), (90, 95)]), finding(Severity::Error, &[(10, 14)])];
        let mut marks = Marks::new(&findings);
        let mark = marks.write(place(10, 14), || "'Z01'!B2".into()).unwrap();
        assert_eq!(mark.severity, Some(Severity::Error));
        assert_eq!(mark.note.lines().count(), 2);
        assert!(marks.write(place(40, 50), || "'Z01'!B3".into()).is_none());
        assert_eq!(marks.cell(place(10, 14)), Some("'Z01'!B2"));
        assert_eq!(marks.cell(place(0, 40)), Some("'Z01'!B2"));
        assert_eq!(marks.cell(place(90, 95)), None);
    }
}
