//! Which blocks are read, and how they are joined to paragraphs.

use juesuan_segment::{Block, BlockKind, LineIndex, SectionId, Segmentation, Span};

use super::clean::Clean;
use super::interpret::{self, Carry, Reading};
use super::token::{self, Token};
use super::{FoundFact, number, words};

/// Reads all paragraphs of a document.
pub(super) fn facts(segmentation: &Segmentation<'_>, fiscal_year: Option<u16>) -> Vec<FoundFact> {
    let source = segmentation.source;
    let mut reader = Reader::default();
    reader.carry.fiscal_year = fiscal_year.or_else(|| main_year(source));
    let mut state = Sections { glossary: glossaries(segmentation), ..Sections::default() };
    let mut facts = Vec::new();
    let mut blocks = segmentation.blocks.iter().filter(|block| is_read(block.kind)).peekable();
    let mut pieces = Vec::new();
    while let Some(block) = blocks.next() {
        pieces.clear();
        pieces.push(block.span);
        while let Some(more) = blocks.next_if(|next| next.continues) {
            pieces.push(more.span);
        }
        if state.enter(segmentation, block, &mut reader.carry)
            && pieces.iter().any(|piece| may_state(piece.text(source)))
        {
            reader.read(source, &pieces, &segmentation.lines, block.section, &mut facts);
        }
    }
    facts.retain(|fact| !is_cut(segmentation, fact));
    facts
}

/// Kinds of blocks that hold running text.
const fn is_read(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading)
}

/// The section that is being read.
#[derive(Debug, Default)]
struct Sections {
    now: Option<SectionId>,
    /// For every section, whether it or one above it is a glossary.
    glossary: Vec<bool>,
}

impl Sections {
    /// Moves on to a block; whether it is to be read.
    fn enter(&mut self, segmentation: &Segmentation<'_>, block: &Block, carry: &mut Carry) -> bool {
        if block.section != self.now {
            self.now = block.section;
            carry.part = false;
            carry.subject.clear();
        }
        let id = block.section.map(|SectionId(id)| id as usize);
        let section = id.and_then(|id| segmentation.sections.get(id));
        // a heading that runs into its paragraph says its own subject
        if let Some(section) =
            section.filter(|section| carry.subject.is_empty() && !block.span.contains(section.heading))
        {
            carry.subject = super::subject::trimmed(section.title.text(segmentation.source));
        }
        id.and_then(|id| self.glossary.get(id)) != Some(&true)
    }
}

/// For every section, whether it defines words.
fn glossaries(segmentation: &Segmentation<'_>) -> Vec<bool> {
    let mut glossary: Vec<bool> = Vec::with_capacity(segmentation.sections.len());
    for section in &segmentation.sections {
        let above =
            section.parent.and_then(|SectionId(id)| glossary.get(id as usize)).copied().unwrap_or(false);
        let title = section.title.text(segmentation.source);
        glossary.push(above || words::GLOSSARIES.iter().any(|word| title.contains(word)));
    }
    glossary
}

/// Reads paragraph after paragraph into buffers that are used again.
#[derive(Debug, Default)]
struct Reader {
    clean: Clean,
    found: Vec<Reading>,
    carry: Carry,
}

impl Reader {
    fn read(
        &mut self,
        source: &str,
        pieces: &[Span],
        lines: &LineIndex,
        section: Option<SectionId>,
        facts: &mut Vec<FoundFact>,
    ) {
        self.clean.clear();
        self.found.clear();
        for piece in pieces {
            self.clean.push(source, *piece);
        }
        let mut tokens: Vec<Token<'_>> = Vec::new();
        token::tokens(self.clean.text(), &mut tokens);
        interpret::interpret(self.clean.text(), &tokens, &mut self.carry, &mut self.found);
        for reading in self.found.drain(..) {
            let number = self.clean.span(source, reading.number);
            facts.push(FoundFact {
                subject: reading.subject,
                subject_ref: None,
                section,
                period: reading.period,
                role: reading.role,
                value: reading.value,
                unit: reading.unit,
                unit_supplied: reading.supplied,
                direction: reading.change.and_then(|change| change.direction),
                direction_word: reading
                    .change
                    .map(|change| self.clean.span(source, change.start..change.end)),
                approximation: reading.approximation,
                rewritten: reading.rewritten,
                number,
                span: self.clean.span(source, reading.whole),
                line: lines.line(number.start),
            });
        }
    }
}

/// Whether a text holds a digit or a Chinese numeral that may be a count.
fn may_state(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().any(u8::is_ascii_digit)
        || memchr::memmem::find(bytes, "百分之".as_bytes()).is_some()
        || text.contains(|c: char| ('０'..='９').contains(&c) || number::is_han_numeral(c) && c != '一')
}

/// Whether a truncated line ends within a figure: right behind its digits, or where its unit is not certain.
fn is_cut(segmentation: &Segmentation<'_>, fact: &FoundFact) -> bool {
    let lines = &segmentation.cut_lines;
    let line = lines.get(lines.partition_point(|line| line.end < fact.number.end));
    line.is_some_and(|line| {
        let rest = Span::new(fact.span.end, line.end);
        let printed = fact.span.end > fact.number.end && !fact.unit_supplied;
        line.start <= fact.number.start
            && rest.text(segmentation.source).trim_matches(['.', '．', ',', '，']).is_empty()
            && !printed
    })
}

/// The year that a text names most often.
fn main_year(source: &str) -> Option<u16> {
    let mut counts = std::collections::BTreeMap::<u16, usize>::new();
    for at in memchr::memmem::find_iter(source.as_bytes(), "年".as_bytes()) {
        let digits = source.get(at.saturating_sub(4)..at).filter(|digits| digits.starts_with("20"));
        if let Some(year) = digits.and_then(|digits| digits.parse().ok()) {
            *counts.entry(year).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, std::cmp::Reverse(*year))).map(|(year, _)| year)
}
