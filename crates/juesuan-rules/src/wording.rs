//! The text cut up at its marks, once for all rules that look at names and clauses, with the lines in which the words
//! stand that rules look for.

use std::collections::HashMap;

use crate::TextLine;
use crate::quick::{CharSet, ends_clause, is_letter};

/// The words that rules look for in the whole text.
const WORDS: [&str; 9] =
    ["执行率", "分以下", "分为优", "（项）", "(项)", "分别为", "包括", "分别是", "组织对"];

/// The fewest characters of a piece that says anything.
const SHORTEST: u32 = 5;

/// What a text consists of.
#[derive(Debug)]
pub(crate) struct Wording {
    pieces: Vec<Piece>,
    /// The lines in which a word stands, by their index, ascending and each once.
    lines: HashMap<&'static str, Vec<u32>>,
}

/// What stands between two marks or blanks of a line.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The index of its line.
    pub(crate) line: u32,
    /// Where it begins in the line.
    pub(crate) start: u32,
    /// Where its last letter ends; its beginning where it has none.
    pub(crate) letters_end: u32,
    /// Where it ends, the mark included.
    pub(crate) end: u32,
    /// How many letters and digits it has.
    pub(crate) letters: u32,
    /// How many characters it has up to its last letter.
    pub(crate) chars: u32,
    /// Whether a blank ends it, and no mark: the clause goes on.
    pub(crate) goes_on: bool,
}

impl Wording {
    /// Cuts up the lines of a text.
    pub(crate) fn of(lines: &[TextLine<'_>]) -> Self {
        let first = CharSet::of(WORDS.iter().filter_map(|word| word.chars().next()));
        let mut wording = Self { pieces: Vec::new(), lines: HashMap::new() };
        for (index, line) in (0..).zip(lines) {
            wording.add(index, line.text, &first);
        }
        wording
    }

    fn add(&mut self, line: u32, text: &str, first: &CharSet) {
        let mut piece = Piece::at(line, 0);
        let mut chars = 0;
        for (at, c) in text.char_indices() {
            chars += 1;
            let behind = u32::try_from(at + c.len_utf8()).unwrap_or(u32::MAX);
            if first.may_hold(c)
                && let Some(word) = word_at(text.get(at..).unwrap_or(""))
            {
                let lines = self.lines.entry(word).or_default();
                if lines.last() != Some(&line) {
                    lines.push(line);
                }
            }
            if is_letter(c) {
                piece.letters += 1;
                (piece.chars, piece.letters_end) = (chars, behind);
            } else if c == ' ' || ends_clause(c) {
                (piece.end, piece.goes_on) = (behind, c == ' ');
                self.keep(piece);
                (piece, chars) = (Piece::at(line, behind), 0);
            }
        }
        piece.end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        if piece.end > piece.start {
            self.keep(piece);
        }
    }

    /// Keeps a piece, unless it is one of the many cells of tables that are too short for any rule.
    fn keep(&mut self, piece: Piece) {
        let continues = self.pieces.last().is_some_and(|last| last.goes_on && last.line == piece.line);
        if continues || piece.goes_on || piece.chars >= SHORTEST {
            self.pieces.push(piece);
        }
    }

    /// The pieces in order; short ones that stand alone are left out.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The clauses: pieces that no mark parts, in one.
    pub(crate) fn clauses(&self) -> impl Iterator<Item = Piece> {
        let same = |a: &Piece, b: &Piece| a.goes_on && a.line == b.line;
        self.pieces.chunk_by(same).filter_map(|pieces| {
            let (mut clause, rest) = pieces.split_first().map(|(first, rest)| (*first, rest))?;
            for piece in rest {
                if piece.letters > 0 {
                    clause.letters_end = piece.letters_end;
                }
                (clause.end, clause.goes_on) = (piece.end, piece.goes_on);
                clause.letters += piece.letters;
            }
            Some(clause)
        })
    }

    /// The indexes of the lines in which one of [`WORDS`] stands.
    pub(crate) fn lines_with(&self, word: &str) -> &[u32] {
        debug_assert!(WORDS.contains(&word), "{word} is not looked for");
        self.lines.get(word).map_or(&[][..], Vec::as_slice)
    }
}

impl Piece {
    const fn at(line: u32, start: u32) -> Self {
        Self { line, start, letters_end: start, end: start, letters: 0, chars: 0, goes_on: false }
    }

    /// Its characters, the mark included.
    pub(crate) fn text<'t>(&self, line: &TextLine<'t>) -> &'t str {
        line.text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Its characters up to the last letter.
    pub(crate) fn word<'t>(&self, line: &TextLine<'t>) -> &'t str {
        line.text.get(self.start as usize..self.letters_end as usize).unwrap_or("")
    }
}

/// The word with which a text begins; none of them begins as another does.
fn word_at(text: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::Wording;
    use crate::TextLine;

    fn wording(text: &str) -> (Vec<TextLine<'_>>, Wording) {
        let lines: Vec<TextLine<'_>> =
            (1..).zip(text.lines()).map(|(number, text)| TextLine { number, text, start: 0 }).collect();
        let wording = Wording::of(&lines);
        (lines, wording)
    }

    fn check(text: &str, expected: &Expect) {
        let (lines, wording) = wording(text);
        let line = |at: u32| lines.get(at as usize).expect("a line");
        let pieces = wording.pieces().iter().map(|piece| {
            format!("{}|{}|{}|{}\n", piece.word(line(piece.line)), piece.chars, piece.letters, piece.goes_on)
        });
        let clauses = wording
            .clauses()
            .map(|clause| format!("= {} {}\n", clause.text(line(clause.line)), clause.letters));
        expected.assert_eq(&pieces.chain(clauses).collect::<String>());
    }

    #[test]
    fn pieces_and_clauses() {
        check(
            "本年 支出合计80万元，其中（项）：\n2101501\t行政运行\t80.00\n*公务接待费*。按规定",
            &expect![[r#"
                本年|2|2|true
                支出合计80万元|8|8|false
                2101501|7|7|false
                80.00|5|4|false
                *公务接待费|6|5|false
                = 本年 支出合计80万元， 10
                = 2101501	 7
                = 80.00 4
                = *公务接待费*。 5
            "#]],
        );
    }

    #[test]
    fn a_line_is_listed_once_for_a_word() {
        let (_, wording) = wording("执行率\n类款（项）\n执行率高，执行率低\n");
        assert_eq!(wording.lines_with("执行率"), [0, 2]);
        assert_eq!(wording.lines_with("（项）"), [1]);
        assert_eq!(wording.lines_with("组织对"), [0_u32; 0]);
    }
}
