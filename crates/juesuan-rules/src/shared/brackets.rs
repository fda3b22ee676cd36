//! Which figures of a sentence stand in brackets: 收入900万元（其中：上年结转20万元），…. What is told there belongs to the words
//! before the bracket, and what follows it goes on about these.

use juesuan_model::{Fact, FactRole};
use transient::Transient;

use crate::quick::TextMap;
use crate::tuning::TUNING;

/// A bracket of the text: where it opens, and where it closes.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Transient)]
pub(crate) struct Bracket {
    pub(crate) opens: u32,
    closes: u32,
}

impl Bracket {
    /// Whether a fact stands in it, or in a bracket of it.
    pub(crate) const fn holds(self, fact: &Fact) -> bool {
        self.opens < fact.place.span.start && fact.place.span.start < self.closes
    }
}

/// The innermost brackets in which figures stand, by where the figures begin.
#[derive(Debug, Default, Transient)]
pub(crate) struct Brackets(TextMap<u32, Bracket>);

impl Brackets {
    /// The brackets around the facts of a text; none where the text is not known.
    pub(crate) fn of(facts: &[Fact], text: Option<&str>) -> Self {
        let mut found = TextMap::default();
        let text = text.unwrap_or("");
        for sentence in facts.chunk_by(|a, b| a.sentence == b.sentence) {
            of_sentence(sentence, text, &mut found);
        }
        Self(found)
    }

    /// The innermost bracket in which a fact stands.
    pub(crate) fn around(&self, fact: &Fact) -> Option<Bracket> {
        self.0.get(&fact.place.span.start).copied()
    }

    /// Whether a fact is one of the parts that a bracket tells of what stands before it, and `from` stands outside.
    pub(crate) fn is_aside(&self, fact: &Fact, from: &Fact) -> bool {
        fact.role == FactRole::Part && self.around(fact).is_some_and(|bracket| !bracket.holds(from))
    }
}

/// Finds the brackets of one sentence. What is never closed is no bracket.
fn of_sentence(sentence: &[Fact], text: &str, found: &mut TextMap<u32, Bracket>) {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return };
    let start = first.sentence.min(first.place.span.start) as usize;
    let end = last.place.span.end as usize;
    let Some(rest) = text.get(start..) else { return };
    let mut figures = sentence.iter().peekable();
    let mut open: Vec<(u32, Vec<u32>)> = Vec::new();
    for (at, c) in rest.char_indices() {
        let at = start + at;
        while let Some(figure) = figures.next_if(|figure| figure.place.span.start as usize <= at) {
            if let Some((_, inside)) = open.last_mut() {
                inside.push(figure.place.span.start);
            }
        }
        match c {
            '（' | '(' => open.extend(u32::try_from(at).ok().map(|at| (at, Vec::new()))),
            '）' | ')' => {
                if let (Some((opens, inside)), Ok(closes)) = (open.pop(), u32::try_from(at)) {
                    let bracket = Bracket { opens, closes };
                    found.extend(inside.into_iter().map(|figure| (figure, bracket)));
                }
            }
            _ => {}
        }
        let over = at >= end && (open.is_empty() || c == '。');
        if over || at > end + TUNING.brackets.reach.bytes() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Decimal, Fact, FactRole, Place};
    use juesuan_source::Span;

    use super::Brackets;

    fn facts(text: &str) -> Vec<Fact> {
        let places = text.match_indices('#').filter_map(|(at, _)| u32::try_from(at).ok());
        let fact = |at| Fact {
            sentence: 0,
            ..Fact::new(FactRole::Part, Decimal::ONE, None, Place::new(Span::new(at, at + 1), 1))
        };
        places.map(fact).collect()
    }

    #[test]
    fn figures_in_brackets_are_asides() {
        let text = "收入#（其中：拨款#；其他#），支出#（款）。";
        let facts = facts(text);
        let brackets = Brackets::of(&facts, Some(text));
        let inside: Vec<bool> = facts.iter().map(|fact| brackets.around(fact).is_some()).collect();
        assert_eq!(inside, [false, true, true, false]);
        assert!(brackets.is_aside(&facts[1], &facts[3]) && !brackets.is_aside(&facts[1], &facts[2]));
    }

    #[test]
    fn what_stands_in_a_bracket_of_a_bracket_is_inside_of_both() {
        let text = "收入#（其中：拨款#（占#），其他#）。";
        let facts = facts(text);
        let brackets = Brackets::of(&facts, Some(text));
        assert!(!brackets.is_aside(&facts[1], &facts[2]) && brackets.is_aside(&facts[2], &facts[3]));
        assert!(brackets.is_aside(&facts[3], &facts[0]));
    }

    #[test]
    fn what_is_never_closed_is_no_bracket() {
        let text = "收入#（其中：拨款#，支出#。";
        let facts = facts(text);
        let brackets = Brackets::of(&facts, Some(text));
        assert!(facts.iter().all(|fact| brackets.around(fact).is_none()));
    }
}
