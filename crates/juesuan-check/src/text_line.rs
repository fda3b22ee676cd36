//! The lines of a text as they are read: what a page broke into several lines is one.

use std::iter::Peekable;
use std::ops::Range;

use juesuan_model::Place;
use juesuan_source::{Span, lines};

/// A line of the text, or a paragraph whose lines are put together.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct TextLine<'c> {
    /// The number of its first line, counted from 1.
    pub number: u32,
    /// Its characters, without line endings.
    pub text: &'c str,
    /// The byte offset of its first character.
    start: u32,
    /// Where the lines of a paragraph begin, but for the first.
    turns: &'c [Turn],
}

/// Where a paragraph goes on below a line end.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
struct Turn {
    /// The byte offset in the line that was put together.
    joined: u32,
    /// The byte offset in the source.
    start: u32,
    /// The number of the line.
    number: u32,
}

impl<'c> TextLine<'c> {
    /// A line by itself; `start` is the byte offset of its first character.
    pub const fn new(number: u32, text: &'c str, start: u32) -> Self {
        Self { number, text, start, turns: &[] }
    }

    /// The place of a range of bytes of the line.
    pub fn place(&self, start: usize, end: usize) -> Place {
        let (number, begin) = self.source(start, true);
        let mut place = Place { line: number, ..Place::default() };
        let end = self.source(end, start == end).1;
        (place.span.start, place.span.end) = (begin, end.max(begin));
        place
    }

    /// The place of the whole line.
    pub fn whole(&self) -> Place {
        self.place(0, self.text.len())
    }

    /// The byte of the line at an offset of the source, or the next one that is there.
    pub fn offset_of(&self, source: u32) -> usize {
        let turn = self.turns.partition_point(|turn| turn.start <= source);
        let (joined, start) = turn
            .checked_sub(1)
            .and_then(|at| self.turns.get(at))
            .map_or((0, self.start), |turn| (turn.joined, turn.start));
        let end = self.turns.get(turn).map_or(self.text.len(), |next| next.joined as usize);
        (joined as usize + source.saturating_sub(start) as usize).min(end)
    }

    /// The line number and the offset in the source of a byte; where lines meet, that of the lower one if it `begins`
    /// something.
    fn source(&self, at: usize, begins: bool) -> (u32, u32) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let before = |turn: &Turn| if begins { turn.joined <= at } else { turn.joined < at };
        let turn = self.turns.partition_point(before).checked_sub(1).and_then(|turn| self.turns.get(turn));
        turn.map_or((self.number, self.start.saturating_add(at)), |turn| {
            (turn.number, turn.start.saturating_add(at - turn.joined))
        })
    }
}

/// A text whose paragraphs stand on one line each.
#[derive(Debug, Default)]
pub(crate) struct Unwrapped {
    text: String,
    lines: Vec<Line>,
    turns: Vec<Turn>,
}

/// A line by its places.
#[derive(Debug)]
struct Line {
    number: u32,
    start: u32,
    /// Its bytes in the text that was put together.
    joined: Span,
    turns: Range<usize>,
}

impl Unwrapped {
    /// A text without these seams. Those that are no part of it, or not in order, stay.
    pub(crate) fn of(text: &str, seams: &[Span]) -> Self {
        let lines: Vec<Span> = lines(text, Span::of(0..text.len())).collect();
        let mut unwrapped = Self { text: String::with_capacity(text.len()), ..Self::default() };
        let mut seams = seams.iter().peekable();
        let mut at = 0;
        while let Some(first) = lines.get(at) {
            let (number, begin) = (Span::of(0..at + 1).end, unwrapped.text.len());
            let turns = unwrapped.turns.len();
            let mut piece = *first;
            while let Some(seam) = seam_in(&mut seams, piece) {
                let Some(below) = below(&lines, at, *seam) else { break };
                unwrapped.text.push_str(Span::new(piece.start, seam.start).text(text));
                piece = Span::new(seam.end, lines.get(below).map_or(seam.end, |line| line.end));
                at = below;
                let joined = Span::of(0..unwrapped.text.len() - begin).end;
                unwrapped.turns.push(Turn { joined, start: seam.end, number: Span::of(0..at + 1).end });
            }
            unwrapped.text.push_str(piece.text(text));
            unwrapped.text.push('\n');
            unwrapped.lines.push(Line {
                number,
                start: first.start,
                joined: Span::of(begin..unwrapped.text.len() - 1),
                turns: turns..unwrapped.turns.len(),
            });
            at += 1;
        }
        unwrapped
    }

    /// The text that was put together.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Its lines, each with its offset in the text that was put together.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (u32, TextLine<'_>)> {
        self.lines.iter().map(|line| {
            let turns = self.turns.get(line.turns.clone()).unwrap_or_default();
            let text = line.joined.text(&self.text);
            (line.joined.start, TextLine { number: line.number, text, start: line.start, turns })
        })
    }
}

/// The next seam, where it begins in a piece of a line and goes beyond it.
fn seam_in<'s>(seams: &mut Peekable<impl Iterator<Item = &'s Span>>, piece: Span) -> Option<&'s Span> {
    while seams.next_if(|seam| seam.start < piece.start || seam.end <= piece.end).is_some() {}
    seams.next_if(|seam| seam.start <= piece.end)
}

/// The line below in which a seam ends.
fn below(lines: &[Span], at: usize, seam: Span) -> Option<usize> {
    let below = lines.get(at + 1..)?.iter().position(|line| line.end >= seam.end)? + at + 1;
    lines.get(below).filter(|line| line.start <= seam.end).map(|_| below)
}

#[cfg(test)]
mod tests {
    use juesuan_source::Span;

    use super::{TextLine, Unwrapped};

    #[test]
    fn a_wrapped_paragraph_is_one_line_and_leads_back() {
        let text = "甲\n  截至20\n23年\n\n5\n  12月\n乙\n";
        let seam = |above: &str, below: &str| {
            Span::of(text.find(above).expect("above") + above.len()..text.find(below).expect("below"))
        };
        let unwrapped = Unwrapped::of(text, &[seam("20", "23年"), seam("23年", "12月")]);
        let lines: Vec<TextLine<'_>> = unwrapped.lines().map(|(_, line)| line).collect();
        let shown: Vec<(u32, &str)> = lines.iter().map(|line| (line.number, line.text)).collect();
        assert_eq!(shown, [(1, "甲"), (2, "  截至2023年12月"), (7, "乙")]);
        let line = lines[1];
        let of = |words: &str| {
            let start = line.text.find(words).expect(words);
            line.place(start, start + words.len())
        };
        let printed = |words| {
            let place = of(words);
            (place.line, &text[place.span.start as usize..place.span.end as usize])
        };
        assert_eq!(printed("2023"), (2, "20\n23"));
        assert_eq!(printed("20"), (2, "20"));
        assert_eq!(printed("23年"), (3, "23年"));
        assert_eq!(printed("12月"), (6, "12月"));
        for words in ["截至", "23年", "12月"] {
            assert_eq!(line.offset_of(of(words).span.start), line.text.find(words).expect(words));
        }
    }

    #[test]
    fn seams_of_another_text_do_no_harm() {
        for seams in [
            [Span::new(9, 2), Span::new(1, 90)],
            [Span::new(3, 3), Span::new(1, 2)],
            [Span::new(0, 3), Span::new(1, 4)],
        ] {
            let lines = Unwrapped::of("ab\ncd", &seams);
            assert!(lines.lines().count() <= 2);
        }
        assert_eq!(Unwrapped::of("", &[]).lines().count(), 0);
    }
}
