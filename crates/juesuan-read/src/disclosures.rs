//! What a report must disclose beside its tables: 机关运行经费, 政府采购, 国有资产, the counts behind 三公 (财预〔2016〕143号),
//! empty forms with the sentence that says so, and the terms it defines.

use std::sync::LazyLock;

use juesuan_model::{
    Disclosure, EmptyStatement, Fact, FactRole, Item, PlacedNumber, StatementId, SubjectRef, Table, Term,
    vocabulary,
};
use juesuan_segment::{BlockKind, SectionId, Span, plain};
use juesuan_source::chars::is_numeral;
use juesuan_source::{Phrases, line_around};
use juesuan_vocabulary::forms_empty;

use crate::Document;
use crate::glossary_sections::glossary_sections;
use crate::tuning::TUNING;

/// Families of items whose figures the law asks for.
const FAMILIES: [&str; 4] = ["operating_costs", "procurement:", "assets:", "count:"];

/// The level figures of the facts that are mandatory disclosures; of each item the first.
pub(crate) fn disclosures(facts: &[Fact]) -> Vec<Disclosure> {
    let mut disclosures: Vec<Disclosure> = Vec::new();
    for fact in facts.iter().filter(|fact| !matches!(fact.role, FactRole::Change | FactRole::Percent)) {
        let Some(item) = about(fact) else { continue };
        let asked = FAMILIES.iter().any(|family| item.to_string().starts_with(family));
        if asked && !disclosures.iter().any(|known| known.item == item) {
            disclosures.push(Disclosure {
                item,
                figure: Some(PlacedNumber::new(fact.value, fact.place)),
                unit: fact.unit.clone(),
                place: fact.place,
            });
        }
    }
    disclosures
}

fn about(fact: &Fact) -> Option<Item> {
    match fact.subject_ref.as_ref()? {
        SubjectRef::Figure { item, .. } | SubjectRef::Item { item, .. } => Some(*item),
        SubjectRef::Programme { .. } => None,
    }
}

/// The words of these sentences.
static EMPTY_FORM: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(forms_empty::EMPTY_FORM));

/// Forms that are published empty: a sentence in their section says that they hold no data.
pub(crate) fn empty_statements(document: &Document<'_>, tables: &[Table]) -> Vec<EmptyStatement> {
    let source = document.source();
    let mut found: Vec<EmptyStatement> = Vec::new();
    for block in &document.segmentation.blocks {
        let words = matches!(block.kind, BlockKind::Note | BlockKind::Paragraph);
        if !words || !EMPTY_FORM.any_in(block.span.text(source)) {
            continue;
        }
        let Some(statement) = form_above(document, tables, block.section, block.span) else { continue };
        if !found.iter().any(|known| known.statement == statement) {
            found.push(EmptyStatement { statement, place: document.place(sentence(source, block.span)) });
        }
    }
    found
}

/// The form that a sentence below it speaks of: the last table that begins above, in the same section, or the title
/// of the section itself.
fn form_above(
    document: &Document<'_>,
    tables: &[Table],
    section: Option<SectionId>,
    span: Span,
) -> Option<StatementId> {
    let section = document.segmentation.sections.get(section?.0 as usize)?;
    let title = plain(section.title.text(document.source()));
    let heading_line = document.segmentation.lines.line(section.heading.start);
    let line = document.segmentation.lines.line(span.start);
    let inside = |table: &&Table| heading_line <= table.line_start() && table.line_start() <= line;
    let by_table = tables.iter().rev().find(inside).and_then(|table| table.id().statement());
    by_table.or_else(|| vocabulary::statement_for_title(&document.vocabulary().title(&title)))
}

/// The line of the block that holds the words.
fn sentence(source: &str, span: Span) -> Span {
    let text = span.text(source);
    let at = forms_empty::EMPTY_FORM.iter().filter_map(|empty| text.find(empty)).min().unwrap_or(0);
    let line = line_around(text, at);
    Span::new(span.start + line.start, span.start + line.end)
}

/// The terms that the section 名词解释 defines: "（一）基本支出：指…".
pub(crate) fn glossary(document: &Document<'_>) -> Vec<Term> {
    let source = document.source();
    let defines = glossary_sections(&document.segmentation);
    if !defines.contains(&true) {
        return Vec::new();
    }
    let mut terms = Vec::new();
    let mut blocks = document.segmentation.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let within = block.section.and_then(|id| defines.get(id.0 as usize)) == Some(&true);
        if !within || !matches!(block.kind, BlockKind::ListItem | BlockKind::Paragraph) {
            continue;
        }
        let mut text = plain(block.span.text(source)).into_owned();
        // a page break may part a term from itself; blank lines and page numbers stand between
        let between = |next: &&juesuan_segment::Block| {
            next.continues || matches!(next.kind, BlockKind::Blank | BlockKind::Furniture)
        };
        while let Some(next) = blocks.next_if(between) {
            if next.continues {
                text.push_str(&plain(next.span.text(source)));
            }
        }
        if let Some((term, definition)) = definition(&text) {
            let place = document.place(block.span);
            terms.push(Term { term: term.to_owned(), definition: definition.to_owned(), place });
        }
    }
    terms
}

/// Term and definition of one entry, without its number.
fn definition(text: &str) -> Option<(&str, &str)> {
    let (term, definition) = text.split_once(['：', ':'])?;
    let (_, term) = term.split_at(number_end(term));
    let short = term.chars().count() <= TUNING.disclosures.term && !term.contains(['。', '；']);
    (short && !term.is_empty() && !definition.is_empty()).then_some((term, definition))
}

/// Where the number in front of an entry ends: "（十八）", "二十、", "3.".
fn number_end(text: &str) -> usize {
    let numeral = |c: char| c.is_ascii_digit() || is_numeral(c);
    let inside = text.trim_start_matches(['（', '(']);
    let rest = inside.trim_start_matches(numeral);
    let after = rest.trim_start_matches(['）', ')', '、', '.', '．']);
    let marked = rest.len() < inside.len() && after.len() < rest.len();
    if marked { text.len() - after.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_a_glossary_are_parted() {
        assert_eq!(definition("（十八）“三公”经费：指三类支出。"), Some(("“三公”经费", "指三类支出。")));
        assert_eq!(definition("二、上年结转:指上年的结余"), Some(("上年结转", "指上年的结余")));
        assert_eq!(definition("一般公共预算收入：指税收。"), Some(("一般公共预算收入", "指税收。")));
        assert_eq!(definition("没有冒号的一句"), None);
    }
}
