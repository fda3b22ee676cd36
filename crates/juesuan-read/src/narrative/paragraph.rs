//! Which blocks are read, and how they are joined to paragraphs.

use std::sync::LazyLock;

use juesuan_model::Certainty;
use juesuan_segment::{Block, BlockKind, SectionId, Segmentation, Span};
use juesuan_source::chars;
use juesuan_vocabulary::units;

use crate::glossary_sections::glossary_sections;

use super::clean::Clean;
use super::interpret;
use super::lexicon::Buckets;
use super::reading::{About, Carry, Reading};
use super::token::{self, Kind, Token};
use super::{FoundFact, doubt, subject, words};

/// What the paragraphs of a document state.
#[derive(Debug, Default)]
pub(crate) struct Narrative {
    /// The figures in order.
    pub(crate) facts: Vec<FoundFact>,
    /// Numbers that are bounds of grades and conditions.
    pub(crate) bounds: Vec<Span>,
}

/// Reads all paragraphs of a document.
pub(crate) fn read(segmentation: &Segmentation<'_>, fiscal_year: Option<u16>) -> Narrative {
    let source = segmentation.source;
    let mut reader = Reader::default();
    reader.carry.fiscal_year = fiscal_year;
    let mut state = Sections { glossary: glossary_sections(segmentation), ..Sections::default() };
    let mut facts = Vec::new();
    let mut blocks = segmentation.blocks.iter().filter(|block| is_read(block.kind)).peekable();
    let mut pieces = Vec::new();
    let mut before: Option<Span> = None;
    while let Some(block) = blocks.next() {
        pieces.clear();
        pieces.push(block.span);
        while let Some(more) = blocks.next_if(|next| next.continues) {
            pieces.push(more.span);
        }
        if state.enter(block, &mut reader.carry) && pieces.iter().any(|piece| may_state(piece.text(source))) {
            reader.goes_on = before.is_some_and(|before| {
                let (text, behind) =
                    (before.text(source), pieces.first().map_or("", |piece| piece.text(source)));
                (doubt::goes_on(text) || doubt::compares_on(text, behind))
                    && !is_cut_off(segmentation, before)
            });
            let title = title(segmentation, block);
            reader.read(
                segmentation,
                &Paragraph { pieces: &pieces, title, section: block.section },
                &mut facts,
            );
            if block.kind == BlockKind::Heading {
                reader.carry.heading = reader.carry.marker;
            }
        }
        before = pieces.first().zip(pieces.last()).map(|(first, last)| Span::new(first.start, last.end));
    }
    facts.retain(|fact| !is_cut(segmentation, fact));
    Narrative { facts, bounds: reader.bounds }
}

/// Whether a paragraph was cut off, so that the next one does not go on with it.
fn is_cut_off(segmentation: &Segmentation<'_>, paragraph: Span) -> bool {
    let end =
        paragraph.start + u32::try_from(paragraph.text(segmentation.source).trim_end().len()).unwrap_or(0);
    let lines = &segmentation.cut_lines;
    lines.get(lines.partition_point(|line| line.end < end)).is_some_and(|line| line.start <= end)
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
    fn enter(&mut self, block: &Block, carry: &mut Carry) -> bool {
        if block.section != self.now {
            self.now = block.section;
            carry.end_parts();
            (carry.marker, carry.heading) = (None, None);
        }
        let id = block.section.map(|SectionId(id)| id as usize);
        id.and_then(|id| self.glossary.get(id)) != Some(&true)
    }
}

/// The title of the section of a block; none where the block is the heading, which says its own subject.
fn title<'a>(segmentation: &Segmentation<'a>, block: &Block) -> &'a str {
    let section = block.section.and_then(|SectionId(id)| segmentation.sections.get(id as usize));
    let above = section.filter(|section| !block.span.contains(section.heading));
    let mut title = above.map_or("", |section| section.title.text(segmentation.source));
    loop {
        let shorter = subject::trimmed(title.trim().trim_end_matches('*'));
        let shorter =
            words::TITLE_ENDS.ends(shorter).and_then(|end| shorter.strip_suffix(end)).unwrap_or(shorter);
        if shorter.len() == title.len() {
            return title;
        }
        title = shorter;
    }
}

/// A paragraph: its pieces, and under which title it stands.
struct Paragraph<'p> {
    pieces: &'p [Span],
    title: &'p str,
    section: Option<SectionId>,
}

/// Reads paragraph after paragraph into buffers that are used again.
#[derive(Debug, Default)]
struct Reader {
    clean: Clean,
    found: Vec<Reading>,
    bounds: Vec<Span>,
    carry: Carry,
    /// Whether the paragraph before it does not end, so that its first words may be the middle of a sentence.
    goes_on: bool,
    /// The budget item whose explanation is being read, and its section.
    item: Option<(String, Option<SectionId>)>,
}

impl Reader {
    fn read(
        &mut self,
        segmentation: &Segmentation<'_>,
        paragraph: &Paragraph<'_>,
        facts: &mut Vec<FoundFact>,
    ) {
        let source = segmentation.source;
        let Paragraph { pieces, title, section } = *paragraph;
        self.clean.clear();
        self.found.clear();
        for piece in pieces {
            self.clean.push(source, *piece);
        }
        let mut tokens: Vec<Token<'_>> = Vec::with_capacity(self.clean.text().len() / 12);
        token::tokens(self.clean.text(), &mut tokens);
        let text = self.clean.text();
        let number = tokens.first().filter(|token| token.kind == Kind::ListNumber);
        let named = text.get(number.map_or(0, |number| number.end)..).and_then(subject::item_name);
        // an item keeps its name until the next one, whatever paragraphs its explanation has
        if number.is_some() || named.is_some() {
            self.item = named.map(|name| (name.to_owned(), section));
        }
        let above = self.item.as_ref().filter(|(_, within)| *within == section);
        let subject = above.map_or(title, |(item, _)| item.as_str());
        let about = About { subject, named_item: named };
        interpret::interpret(text, &tokens, about, &mut self.carry, &mut self.found);
        for bound in self.carry.bounds.drain(..) {
            self.bounds.push(self.clean.span(source, bound));
        }
        let open = doubt::begins_inside(text, number.is_some(), self.goes_on);
        let mut found = std::mem::take(&mut self.found);
        for reading in found.drain(..) {
            let number = self.clean.span(source, reading.number.clone());
            let doubtful = open
                || doubt::is_fragment(&reading.subject)
                || doubt::is_torn(source, number)
                || (reading.supplied && doubt::goes_on_with_sign(source, number));
            let certainty = if doubtful { Certainty::Doubtful } else { Certainty::Given };
            facts.push(FoundFact { section, certainty, ..self.fact(segmentation, reading) });
        }
        self.found = found;
    }

    /// What was read at its place in the document.
    fn fact(&self, segmentation: &Segmentation<'_>, reading: Reading) -> FoundFact {
        let span = |range| self.clean.span(segmentation.source, range);
        let number = span(reading.number);
        FoundFact {
            subject: reading.subject,
            subject_ref: None,
            section: None,
            period: reading.period,
            role: reading.role,
            value: reading.value,
            unit: reading.unit,
            unit_supplied: reading.supplied,
            direction: reading.change.and_then(|change| change.direction),
            direction_word: reading.change.map(|change| span(change.start..change.end)),
            approximation: reading.approximation,
            rewritten: reading.rewritten,
            sentence: span(reading.sentence..reading.whole.end).start,
            certainty: Certainty::Given,
            number,
            span: span(reading.whole),
            line: segmentation.lines.line(number.start),
        }
    }
}

/// Whether a text holds a digit, a Chinese numeral in front of what may be counted, or names a budget item.
fn may_state(text: &str) -> bool {
    // whole chunks without a branch inside, which the compiler turns into vector instructions
    let holds_digit = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | byte.is_ascii_digit());
    text.as_bytes().chunks(64).any(holds_digit) || subject::is_item(text) || may_state_in_words(text)
}

/// Whether a full-width digit, 百分之, or a Chinese numeral with a measure word stands in a text without digits.
fn may_state_in_words(text: &str) -> bool {
    let mut at = 0;
    while let Some(place) = NUMERALS.next(text, at) {
        let rest = text.get(place..).unwrap_or("");
        if rest.starts_with(chars::is_digit) {
            return true;
        }
        let behind =
            rest.trim_start_matches(|char| chars::is_counting(char) || units::GOES_ON.contains(char));
        if behind.len() < rest.len() && behind.starts_with(|char| words::COUNTED_IN_WORDS.contains(char)) {
            return true;
        }
        at = text.len() - behind.len()
            + usize::from(behind.len() == rest.len()) * rest.chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// The characters with which figures without digits begin.
static NUMERALS: LazyLock<Buckets> = LazyLock::new(|| {
    let wide = ('0'..='9').map(chars::widened);
    Buckets::of(chars::COUNTING.into_iter().chain(units::NUMERAL_STARTS.iter().copied()).chain(wide))
});

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
