//! What the reader makes of sentences, of any text, and of real documents.

mod any;
mod blocks;
mod comparisons;
mod provinces;
mod sentences;
mod truth;

use juesuan_segment::{Block, BlockKind, LineIndex, Segmentation, Span};

use super::{FoundFact, facts};

/// A document whose lines are paragraphs; a line that begins with `+` goes on with the one before.
fn paragraphs(source: &str) -> Segmentation<'_> {
    let lines = LineIndex::new(source);
    let blocks = (0..lines.len())
        .map(|index| {
            let line = lines.span(index);
            let continues = line.text(source).starts_with('+');
            let kind =
                if line.text(source).trim().is_empty() { BlockKind::Blank } else { BlockKind::Paragraph };
            Block {
                kind,
                span: Span::new(line.start + u32::from(continues), line.end),
                section: None,
                continues,
            }
        })
        .collect();
    Segmentation { source, lines, blocks, sections: Vec::new(), cut_at: None, cut_lines: Vec::new() }
}

/// The facts of these paragraphs, a line a fact; the fiscal year is 2022.
fn shown(source: &str) -> String {
    facts(&paragraphs(source), Some(2022)).iter().map(|fact| show(source, fact)).collect()
}

fn show(source: &str, fact: &FoundFact) -> String {
    let period = fact.period.as_ref().map(ToString::to_string).unwrap_or_default();
    let supplied = if fact.unit_supplied { "!" } else { "" };
    let hedge = fact.approximation.map(|hedge| format!(" {}", hedge.as_str())).unwrap_or_default();
    let word = fact.direction_word.map(|word| format!(" {}", word.text(source))).unwrap_or_default();
    let (value, unit, role) = (fact.value, &fact.unit, fact.role);
    format!("{value} {unit}{supplied} | {period} {role}{word}{hedge} | {}\n", fact.subject)
}

fn check(source: &str, expected: &expect_test::Expect) {
    expected.assert_eq(&shown(source));
}
