//! The figures that running text states: amounts, shares, counts and scores, with what they are about and when.
//!
//! Source text is cleaned of markup and blanks (`clean`), cut into tokens by a grammar (`number`, `unit`, `token`), and
//! interpreted clause by clause (`interpret`, `rules`) with words that are data (`words`, `measures`).
//! Numbers that are names, dates, document numbers, ordinals, bounds of grades, or cut off by the end of a truncated
//! line state nothing and are not among the results.

pub(crate) mod clean;
mod doubt;
mod han;
mod interpret;
mod lexicon;
// tables of words stay as they are laid out
#[rustfmt::skip]
mod measures;
mod number;
mod paragraph;
mod parts;
mod reading;
mod rules;
mod subject;
#[cfg(test)]
mod tests;
mod token;
mod unit;
#[rustfmt::skip]
mod words;

use juesuan_model::{
    Approximation, Certainty, Decimal, Direction, Fact, FactRole, Period, Place, SubjectRef, Unit,
};
use juesuan_segment::{SectionId, Segmentation, Span};

use crate::identity;

pub(crate) use paragraph::{Narrative, read};

/// A figure that the text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFact {
    /// What it is about, in the words of the text: `基本支出占比`.
    pub subject: String,
    /// What of the model that is; resolved by the caller.
    pub subject_ref: Option<SubjectRef>,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// When: a year, one year against another, or words.
    pub period: Option<Period>,
    /// What it says about its subject.
    pub role: FactRole,
    /// The number with the decimals printed. A decrease is printed without a sign: see [`Fact::signed`].
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
    /// Whether the unit is not printed but taken from the context, which is a fault of the text.
    pub unit_supplied: bool,
    /// Which way a change goes.
    pub direction: Option<Direction>,
    /// The printed word of the change: 减少.
    pub direction_word: Option<Span>,
    /// How it is hedged: 余, 多, 约, 以上.
    pub approximation: Option<Approximation>,
    /// Whether the value is not printed in these characters: Chinese numerals, digits parted by a blank.
    pub rewritten: bool,
    /// The byte at which its sentence begins.
    pub sentence: u32,
    /// How sure it is that the number speaks of its subject.
    pub certainty: Certainty,
    /// The number, without its unit.
    pub number: Span,
    /// The number and its unit.
    pub span: Span,
    /// The line of the number, counted from 1.
    pub line: u32,
}

impl FoundFact {
    /// The fact in the terms of the model; `section` is the title of its section.
    pub fn into_fact(self, source: &str, section: &str, place: Place) -> Fact {
        let printed = self.number.text(source);
        let mut fact = Fact::new(self.role, self.value, Some(self.unit), place);
        section.clone_into(&mut fact.section);
        fact.subject = self.subject;
        fact.subject_ref = self.subject_ref;
        fact.period = self.period;
        // 78万参保人: 万 is printed, and the noun says of what
        fact.unit_supplied = self.unit_supplied && self.span.end == self.number.end;
        fact.sentence = self.sentence;
        fact.certainty = self.certainty;
        fact.direction = self.direction;
        fact.direction_word = self.direction_word.map(|span| span.text(source).into());
        fact.approximation = self.approximation;
        let plain = printed.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-'));
        fact.printed = (self.rewritten || !plain).then(|| printed.into());
        fact
    }
}

/// All figures that the running text of a document states, in the order of the text.
///
/// `fiscal_year` is the year that the document accounts for; without it, the year that the text names most often is
/// taken. Paragraphs, list items and headings are read; tables, contents, captions and notes are not, nor is the
/// glossary.
///
/// ```
/// let text = "2022年度支出合计684.73万元，其中：基本支出538.46万元，占78.64%。";
/// let segmentation = juesuan_segment::segment(text)?;
/// let facts = juesuan_read::narrative::facts(&segmentation, Some(2022));
/// let shown: Vec<_> = facts.iter().map(|fact| (fact.subject.as_str(), fact.span.text(text))).collect();
/// assert_eq!(shown, [("支出合计", "684.73万元"), ("基本支出", "538.46万元"), ("基本支出占比", "78.64%")]);
/// # Ok::<(), juesuan_segment::TooLong>(())
/// ```
pub fn facts(segmentation: &Segmentation<'_>, fiscal_year: Option<i32>) -> Vec<FoundFact> {
    let stated = fiscal_year.and_then(|year| u16::try_from(year).ok());
    read(segmentation, stated.or_else(|| identity::year(segmentation.source))).facts
}
