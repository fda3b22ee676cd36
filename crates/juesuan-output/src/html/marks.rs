//! The places of a document that the page marks: every figure, repair and unread number, each once.

use std::collections::HashSet;

use juesuan_model::{Finding, Place, Report, Severity};
use juesuan_segment::{LineIndex, Span};

/// A span over more lines than this is pointed at by its lines; marking each of them would drown the page.
const TALLEST: u32 = 40;

/// What a place was read as. One place can be several of them.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Words in a table.
    Words = 1,
    /// A number in a table.
    Figure = 2,
    /// Part of a programme or indicator.
    Programme = 4,
    /// A number that running text states.
    Fact = 8,
    /// Something that was repaired.
    Repair = 16,
    /// A number that was not read.
    Unread = 32,
    /// Whole lines that were repaired: shown by their numbers, since lines all underlined are hard to read.
    Rewritten = 64,
}

/// A repair of more bytes than this is one of whole lines.
const WIDE: u32 = 90;

/// The class in the page for each role, the same on both sides.
const CLASSES: [(Role, &str); 5] = [
    (Role::Figure, "o"),
    (Role::Programme, "p"),
    (Role::Fact, "a"),
    (Role::Repair, "r"),
    (Role::Unread, "u"),
];

/// The class for each severity.
pub(super) const fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "e",
        Severity::Warning => "w",
        Severity::Info => "i",
    }
}

/// A place to mark.
#[derive(Copy, Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    roles: u8,
    severity: Option<Severity>,
}

impl Mark {
    /// Whether the lines of this place were repaired as wholes.
    pub(super) const fn is_rewritten(&self) -> bool {
        self.roles & Role::Rewritten as u8 != 0
    }
}

/// The classes of marks that lie on one another, parted by blanks; empty where they are to be found but not seen.
pub(super) fn classes<'m>(marks: impl Iterator<Item = &'m Mark>) -> String {
    let (mut roles, mut severity) = (0, None);
    for mark in marks {
        roles |= mark.roles;
        severity = severity.max(mark.severity);
    }
    let roles = CLASSES.iter().filter(|(role, _)| roles & *role as u8 != 0).map(|(_, class)| *class);
    roles.chain(severity.map(severity_class)).collect::<Vec<_>>().join(" ")
}

/// All marks of a document in the order of the text. The index of a mark is its number in the page.
#[derive(Debug)]
pub(super) struct Marks {
    list: Vec<Mark>,
    lines: LineIndex,
    text_end: u32,
}

/// What an element of the page points at in the source: marks by number, else lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Target {
    /// `3 17`: numbers of marks.
    pub(super) marks: Option<String>,
    /// `12` or `12-40`: lines, where no mark shows the place.
    pub(super) lines: Option<String>,
    /// The class of the gravest finding about one of the marks.
    pub(super) severity: Option<&'static str>,
}

impl Marks {
    /// Collects the places of a report that lie in its text. A place that does not (of a report built in code, or read
    /// beside another text) is left out; what refers to it points at its line.
    pub(super) fn new(report: &Report, text: &str) -> Self {
        let lines = LineIndex::new(text);
        let mut marks: Vec<Mark> = Vec::new();
        each_place(report, &mut |place, role, severity| {
            let span = place.span;
            let inside = span.start < span.end
                && text.is_char_boundary(span.start as usize)
                && text.is_char_boundary(span.end as usize);
            if inside && lines.line(span.end - 1) - lines.line(span.start) < TALLEST {
                marks.push(Mark { span, roles: role.map_or(0, |role| role as u8), severity });
            }
        });
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        marks.dedup_by(|again, kept| {
            let same = again.span == kept.span;
            if same {
                kept.roles |= again.roles;
                kept.severity = kept.severity.max(again.severity);
            }
            same
        });
        Self { list: marks, lines, text_end: u32::try_from(text.len()).unwrap_or(u32::MAX) }
    }

    /// The marks in the order of the text.
    pub(super) fn all(&self) -> &[Mark] {
        &self.list
    }

    /// The lines of the text.
    pub(super) const fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// What an element about these places points at.
    pub(super) fn target<'p>(&self, places: impl IntoIterator<Item = &'p Place>) -> Target {
        let mut target = Target::default();
        let mut ids: Vec<usize> = Vec::new();
        let mut seen = HashSet::new();
        let mut gravest = None;
        for place in places {
            if let Some(id) = self.find(place.span) {
                if seen.insert(id) {
                    ids.push(id);
                    gravest = gravest.max(self.list.get(id).and_then(|mark| mark.severity));
                }
            } else if target.lines.is_none() {
                target.lines = Some(self.lines_of(place));
            }
        }
        if !ids.is_empty() {
            target.marks = Some(ids.iter().map(usize::to_string).collect::<Vec<_>>().join(" "));
            target.lines = None;
        }
        target.severity = gravest.map(severity_class);
        target
    }

    fn find(&self, span: Span) -> Option<usize> {
        let key = |mark: &Mark| (mark.span.start, std::cmp::Reverse(mark.span.end));
        self.list.binary_search_by_key(&(span.start, std::cmp::Reverse(span.end)), key).ok()
    }

    /// `12`, or `12-40` for a span over several lines.
    fn lines_of(&self, place: &Place) -> String {
        let Place { span, line, .. } = *place;
        let last = if span.end <= self.text_end { self.lines.line(span.end.saturating_sub(1)) } else { line };
        if last > line { format!("{line}-{last}") } else { line.to_string() }
    }
}

/// Takes a place with its role, or with the severity of the finding that cites it.
type See<'s> = dyn FnMut(&Place, Option<Role>, Option<Severity>) + 's;

/// Calls `see` for every place in the report.
fn each_place(report: &Report, see: &mut See<'_>) {
    for table in &report.tables {
        for cell in table.cells() {
            see(&cell.place, Some(if cell.number().is_some() { Role::Figure } else { Role::Words }), None);
        }
    }
    programme_places(report, &mut |place| see(place, Some(Role::Programme), None));
    stated_places(report, &mut |place| see(place, Some(Role::Fact), None));
    for place in report.repairs.iter().flat_map(|repair| &repair.places) {
        let wide = place.span.end.saturating_sub(place.span.start) > WIDE;
        see(place, Some(if wide { Role::Rewritten } else { Role::Repair }), None);
    }
    for unread in &report.unread {
        see(&unread.place, Some(Role::Unread), None);
    }
    for finding in &report.findings {
        for place in finding_places(finding) {
            see(place, None, Some(finding.severity));
        }
        for place in finding.related.iter().flat_map(|related| &related.places) {
            see(place, None, None);
        }
    }
}

/// The numbers of the running text.
fn stated_places(report: &Report, see: &mut dyn FnMut(&Place)) {
    for fact in &report.facts {
        see(&fact.place);
    }
    for disclosure in &report.disclosures {
        see(disclosure.figure.as_ref().map_or(&disclosure.place, |figure| &figure.place));
    }
    for line in report.funds.iter().flat_map(|fund| &fund.lines) {
        see(&line.figure.place);
    }
}

/// All places that a finding itself speaks of.
pub(super) fn finding_places(finding: &Finding) -> impl Iterator<Item = &Place> {
    finding.places.iter().chain(finding.evidence.iter().map(|evidence| &evidence.place))
}

fn programme_places(report: &Report, see: &mut dyn FnMut(&Place)) {
    for programme in &report.programmes {
        let numbers = [
            &programme.budget_initial,
            &programme.budget_adjusted,
            &programme.executed,
            &programme.rate,
            &programme.rate_weight,
            &programme.rate_score,
            &programme.total_score,
        ];
        numbers.into_iter().flatten().for_each(|number| see(&number.place));
        programme.grade.iter().for_each(|grade| see(&grade.place));
    }
    for indicator in &report.indicators {
        see(&indicator.place);
        let texts = [&indicator.target, &indicator.actual, &indicator.note];
        texts.into_iter().flatten().for_each(|text| see(&text.place));
        [&indicator.weight, &indicator.score].into_iter().flatten().for_each(|number| see(&number.place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use juesuan_model::{FindingKind, SourceInfo, Unread};

    fn place(start: u32, end: u32, line: u32) -> Place {
        Place::new(Span::new(start, end), line)
    }

    fn report() -> Report {
        let mut report = Report::new(SourceInfo::default());
        for (start, end) in [(4, 6), (0, 2), (4, 6), (5, 900)] {
            report.unread.push(Unread {
                place: place(start, end, 1),
                text: "12".into(),
                reason: "no".into(),
            });
        }
        let mut finding = Finding::new("x", FindingKind::Sum, Severity::Warning);
        finding.places = vec![place(4, 6, 1), place(7, 9, 2)];
        report.findings.push(finding);
        report
    }

    #[test]
    fn each_place_is_one_mark_with_all_its_roles() {
        let marks = Marks::new(&report(), "12, 34\n56");
        let seen: Vec<_> =
            marks.all().iter().map(|mark| (mark.span.start, classes([mark].into_iter()))).collect();
        assert_eq!(seen, [(0, "u".into()), (4, "u w".into()), (7, "w".to_owned())]);
    }

    #[test]
    fn targets_name_marks_or_lines() {
        let report = report();
        let marks = Marks::new(&report, "12, 34\n56");
        let target = marks.target(finding_places(&report.findings[0]));
        assert_eq!((target.marks.as_deref(), target.lines, target.severity), (Some("1 2"), None, Some("w")));
        // outside the text: its line is all we know
        let outside = marks.target([&place(5, 900, 7)]);
        assert_eq!((outside.marks, outside.lines.as_deref()), (None, Some("7")));
    }
}
