//! Where one programme is reported: the stretch of a document that speaks of it, and its name.

use std::ops::Range;

use juesuan_model::ProgrammeKind;
use juesuan_segment::{Block, BlockKind, Span, plain};
use juesuan_source::find_first;
use juesuan_vocabulary::{WordList as _, dates, funds, headings, performance};

use crate::Document;

/// A report on one programme, or on a whole department.
#[derive(Debug)]
pub(super) struct Zone {
    /// Its bytes, from its title to the next report or part.
    pub(super) bytes: Range<u32>,
    pub(super) name: String,
    pub(super) kind: ProgrammeKind,
    /// Whether it is headed as a report; else it is a numbered section that states a result.
    pub(super) is_report: bool,
    /// Of a form, where it prints the name.
    pub(super) form: Option<Span>,
}

impl Zone {
    pub(super) const fn holds(&self, span: Span) -> bool {
        self.bytes.start <= span.start && span.start < self.bytes.end
    }

    /// Whether a row for the execution rate among the indicators is that of the programme's money: in the form of one.
    pub(super) fn scores_rate(&self) -> bool {
        self.form.is_some() && self.kind != ProgrammeKind::Department
    }
}

/// Zones in the order of the document; they do not overlap.
#[derive(Debug, Default)]
pub(super) struct Zones(Vec<Zone>);

impl Zones {
    /// Adds zones that overlap none of those there.
    pub(super) fn extend(&mut self, more: Vec<Zone>) {
        self.0.extend(more);
        self.0.sort_by_key(|zone| zone.bytes.start);
    }

    /// Adds the forms. A report that has a name of its own and holds one form is that form; one that holds several ends
    /// where they begin.
    pub(super) fn add_forms(&mut self, forms: Vec<Zone>) {
        let mut kept = Vec::with_capacity(forms.len());
        let mut forms = forms.into_iter().peekable();
        for report in &mut self.0 {
            while let Some(form) = forms.next_if(|form| form.bytes.start < report.bytes.start) {
                kept.push(form);
            }
            let mut inside = Vec::new();
            while let Some(form) = forms.next_if(|form| form.bytes.start < report.bytes.end) {
                inside.push(form);
            }
            let is_one = inside.len() == 1 && !is_collective(&report.name);
            if let (Some(first), false) = (inside.first(), is_one) {
                report.bytes.end = first.bytes.start;
                kept.append(&mut inside);
            }
        }
        kept.extend(forms);
        self.extend(kept);
    }

    /// The zone that holds a place, and its index.
    pub(super) fn at(&self, span: Span) -> Option<(usize, &Zone)> {
        let index = self.0.partition_point(|zone| zone.bytes.start <= span.start).checked_sub(1)?;
        self.0.get(index).filter(|zone| zone.holds(span)).map(|zone| (index, zone))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Zone> {
        self.0.iter()
    }
}

/// The report zones of a document.
pub(super) fn zones(document: &Document<'_>, entity: Option<&str>) -> Zones {
    let source = document.source();
    let sections = &document.segmentation.sections;
    let top = |level: u8| level == 1;
    let mut zones = Vec::new();
    for (index, section) in sections.iter().enumerate().filter(|(_, section)| top(section.level)) {
        let title = plain(section.title.text(source));
        if !is_report_title(&title) {
            continue;
        }
        let next = sections[index + 1..].iter().find(|later| top(later.level));
        let end = next.map_or(Span::of(0..source.len()).end, |later| later.heading.start);
        let bytes = section.heading.start..end;
        let named = name_on_cover(document, &bytes);
        let name = named.unwrap_or_else(|| name_in_title(&title, entity));
        if !name.is_empty() {
            zones.push(Zone { bytes, kind: kind(&name), name, is_report: true, form: None });
        }
    }
    Zones(zones)
}

fn is_report_title(title: &str) -> bool {
    title.contains(headings::REPORT)
        && performance::REPORT_WORDS.iter().any(|word| title.contains(word))
        && !performance::COLLECTIVE_TITLES.iter().any(|word| title.contains(word))
}

/// Whether a name is the word for all programmes and not that of one: 2022年度项目支出.
fn is_collective(name: &str) -> bool {
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(dates::YEAR_MARKS);
    name.is_empty() || performance::COLLECTIVE_NAMES.contains(&name)
}

/// "项目名称：…" between the title and the first section below it.
fn name_on_cover(document: &Document<'_>, bytes: &Range<u32>) -> Option<String> {
    let source = document.source();
    let inside = |block: &&Block| bytes.start < block.span.start && block.span.start < bytes.end;
    let blocks = &document.segmentation.blocks;
    let first = blocks.partition_point(|block| block.span.start < bytes.start);
    blocks[first..].iter().take(24).filter(inside).find_map(|block| {
        let lines = || block.span.text(source).lines();
        lines().enumerate().find_map(|(at, line)| {
            let line = plain(line);
            let rest = performance::NAME_LABELS.iter().find_map(|label| line.strip_prefix(label))?;
            let mut name = rest.strip_prefix(['：', ':'])?.to_owned();
            // a long name goes on below, up to the next label
            let below = lines().skip(at + 1).take_while(|line| !line.contains(['：', ':']));
            if !name.is_empty() {
                below.for_each(|line| name.push_str(&plain(line)));
            }
            (!name.is_empty()).then_some(name)
        })
    })
}

/// The title without the body's name and the words for "report".
pub(super) fn name_in_title(title: &str, entity: Option<&str>) -> String {
    let end = find_first(title, performance::REPORT_WORDS).map_or(title.len(), |(at, _)| at);
    let name = &title[..end];
    let without = entity.map_or_else(|| name.to_owned(), |entity| name.replacen(entity, "", 1));
    without.trim_matches(performance::TITLE_EDGES).to_owned()
}

/// What a name says that it is the name of.
pub(super) fn kind(name: &str) -> ProgrammeKind {
    if performance::WHOLE_BODIES.any_in(name) {
        ProgrammeKind::Department
    } else if name.ends_with(funds::FUND) && funds::FUND_KINDS.iter().any(|word| name.contains(word)) {
        ProgrammeKind::Fund
    } else {
        ProgrammeKind::Programme
    }
}

/// Whether a block holds running text in which a result can be stated.
pub(super) const fn is_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_titles_without_body_and_report() {
        let name = |title| name_in_title(title, Some("清河县卫生监督局"));
        assert_eq!(name("清河县卫生监督局2022年度部门整体绩效自评报告"), "2022年度部门整体");
        assert_eq!(name("清河县卫生监督局2022年河道清淤专项资金绩效评价报告"), "2022年河道清淤专项资金");
        assert!(is_report_title("财政项目支出绩效自评报告"));
        assert!(!is_report_title("项目自评总结报告"));
    }
}
