//! The words that rules look for in the whole text, found while it is read once.

use juesuan_vocabulary::reading::FREQUENT;
use std::cmp::Reverse;
use std::sync::LazyLock;

use super::marks::MARKS;
use super::names::Names;
use super::words::{LINES, UNPAID};
use crate::quick::{CharSet, QuickMap, ends_clause, is_letter};
use crate::shared::confusions;

/// A word that is looked for.
#[derive(Copy, Clone, Debug)]
struct Word {
    text: &'static str,
    /// Where its rarest character stands in it.
    rare_at: usize,
    /// What it is looked for.
    group: Group,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Group {
    /// One of [`LINES`], by its index.
    Line(usize),
    Wrong,
    Unpaid,
}

/// The words by their rare characters.
static WORDS: LazyLock<QuickMap<u32, Vec<Word>>> = LazyLock::new(|| {
    let lines = LINES.iter().enumerate().map(|(at, word)| (*word, Group::Line(at)));
    let wrong = confusions::words().map(|word| (word, Group::Wrong));
    let unpaid = UNPAID.iter().map(|word| (*word, Group::Unpaid));
    let mut words: QuickMap<u32, Vec<Word>> = QuickMap::default();
    for (word, group) in lines.chain(wrong).chain(unpaid) {
        let rarity = |c: char| FREQUENT.find(c).unwrap_or(FREQUENT.len());
        let rare = word.char_indices().rev().max_by_key(|(_, c)| rarity(*c));
        if let Some((rare_at, rare)) = rare {
            words.entry(u32::from(rare)).or_default().push(Word { text: word, rare_at, group });
        }
    }
    words
});

/// Where the words stand that rules look for.
#[derive(Debug)]
pub(crate) struct Sought {
    /// The lines of each of [`LINES`] by their index, ascending and each once.
    lines: Vec<Vec<u32>>,
    /// Words that are often miswritten, line by line.
    pub(crate) wrong: Vec<Found>,
    /// Words that say that a sum was not paid, line by line.
    pub(crate) unpaid: Vec<Found>,
}

/// A word and where it stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The index of its line.
    pub(crate) line: u32,
    /// Its byte offset in the line.
    pub(crate) at: u32,
    pub(crate) word: &'static str,
}

impl Default for Sought {
    fn default() -> Self {
        Self { lines: vec![Vec::new(); LINES.len()], wrong: Vec::new(), unpaid: Vec::new() }
    }
}

impl Sought {
    /// Adds the words whose rare character is this one, which stands at this byte of a line.
    pub(crate) fn add(&mut self, line: u32, text: &str, at: usize, rare: char) {
        let words = WORDS.get(&u32::from(rare)).map_or(&[][..], Vec::as_slice);
        for word in words {
            let Some(begin) = at.checked_sub(word.rare_at) else { continue };
            // the rare character is one of both, so that their bytes can be compared
            if !text.as_bytes().get(begin..).is_some_and(|rest| rest.starts_with(word.text.as_bytes())) {
                continue;
            }
            let found = Found { line, at: u32::try_from(begin).unwrap_or(u32::MAX), word: word.text };
            match word.group {
                Group::Wrong => self.wrong.push(found),
                Group::Unpaid => self.unpaid.push(found),
                Group::Line(slot) => {
                    if let Some(lines) = self.lines.get_mut(slot).filter(|lines| lines.last() != Some(&line))
                    {
                        lines.push(line);
                    }
                }
            }
        }
    }

    /// Puts in order what was found by characters in the midst of words; of several that begin in one place the longest
    /// counts.
    pub(crate) fn sort(&mut self) {
        for found in [&mut self.wrong, &mut self.unpaid] {
            found.sort_unstable_by_key(|found| (found.line, found.at, Reverse(found.word.len())));
            found.dedup_by_key(|found| (found.line, found.at));
        }
    }

    /// The indexes of the lines in which one of [`LINES`] stands.
    pub(crate) fn lines_with(&self, word: &str) -> &[u32] {
        let slot = LINES.iter().position(|known| *known == word);
        debug_assert!(slot.is_some(), "{word} is not looked for");
        slot.and_then(|slot| self.lines.get(slot)).map_or(&[][..], Vec::as_slice)
    }
}

/// Bit set of scanner actions for a character.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct CharClass(u8);

impl CharClass {
    const LETTER: u8 = 1;
    const PARTS: u8 = 2;
    const MARK: u8 = 4;
    const WORD: u8 = 8;
    const NAME: u8 = 16;

    fn of(c: char, names: &CharSet) -> Self {
        let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
        Self(
            bit(is_letter(c), Self::LETTER)
                | bit(c == ' ' || ends_clause(c), Self::PARTS)
                | bit(MARKS.contains(&c), Self::MARK)
                | bit(RARE.may_hold(c), Self::WORD)
                | bit(names.may_hold(c), Self::NAME),
        )
    }

    pub(crate) const fn is_letter(self) -> bool {
        self.0 & Self::LETTER != 0
    }

    /// Whether a term ends here: a blank, or what ends a clause.
    pub(crate) const fn parts(self) -> bool {
        self.0 & Self::PARTS != 0
    }

    /// Whether a mark stands here whose neighbours matter.
    pub(crate) const fn is_mark(self) -> bool {
        self.0 & Self::MARK != 0
    }

    /// Whether one of the words that are looked for may stand here.
    pub(crate) const fn is_of_word(self) -> bool {
        self.0 & Self::WORD != 0
    }

    /// Whether the name of a programme may begin here.
    pub(crate) const fn begins_name(self) -> bool {
        self.0 & Self::NAME != 0
    }
}

/// The rare characters of words.
static RARE: LazyLock<CharSet> =
    LazyLock::new(|| CharSet::of(WORDS.keys().filter_map(|rare| char::from_u32(*rare))));

/// The classes without any names.
static PLAIN: LazyLock<CharClasses> = LazyLock::new(|| {
    let names = CharSet::default();
    let (mut ascii, mut wide) = ([CharClass(0); 0x80], [CharClass(0); 0x300]);
    let blocks = ('\0'..'\u{80}').chain('\u{3000}'..'\u{3100}').chain('\u{ff00}'..='\u{ffff}');
    let all = blocks.chain('\u{2000}'..'\u{2100}');
    for (class, c) in ascii.iter_mut().chain(&mut wide).zip(all) {
        *class = CharClass::of(c, &names);
    }
    CharClasses { names, noted: RARE.clone(), ascii, wide }
});

/// Knows what has to be done where a character of a document stands. Most are letters of which nothing begins.
#[derive(Clone)]
pub(crate) struct CharClasses {
    /// The characters with which names begin.
    names: CharSet,
    /// These, and the rare ones of words.
    noted: CharSet,
    ascii: [CharClass; 0x80],
    /// Marks and letters of full width: 256 from U+3000 on, as many from U+FF00 and from U+2000 on.
    wide: [CharClass; 0x300],
}

impl CharClasses {
    /// The classes, with the characters with which these names begin.
    pub(crate) fn with_names(names: &Names) -> Self {
        let mut classes = PLAIN.clone();
        for first in names.first_characters() {
            classes.names.insert(first);
            classes.noted.insert(first);
            if let Some(class) = classes.common_mut(first) {
                class.0 |= CharClass::NAME;
            }
        }
        classes
    }

    /// What has to be done where the character stands.
    pub(crate) fn of(&self, c: char) -> CharClass {
        let number = c as usize;
        let common = match number {
            0..0x80 => self.ascii.get(number),
            0x3000..0x3100 => self.wide.get(number - 0x3000),
            0xff00..0x1_0000 => self.wide.get(number - 0xff00 + 0x100),
            0x2000..0x2100 => self.wide.get(number - 0x2000 + 0x200),
            0x4e00..0xa000 => {
                let bit = |set: &CharSet, bit: u8| if set.may_hold(c) { bit } else { 0 };
                let noted = bit(&RARE, CharClass::WORD) | bit(&self.names, CharClass::NAME);
                return CharClass(CharClass::LETTER | noted);
            }
            _ => None,
        };
        common.copied().unwrap_or_else(|| CharClass::of(c, &self.names))
    }

    fn common_mut(&mut self, c: char) -> Option<&mut CharClass> {
        match c as usize {
            number @ 0..0x80 => self.ascii.get_mut(number),
            number @ 0x3000..0x3100 => self.wide.get_mut(number - 0x3000),
            number @ 0xff00..0x1_0000 => self.wide.get_mut(number - 0xff00 + 0x100),
            number @ 0x2000..0x2100 => self.wide.get_mut(number - 0x2000 + 0x200),
            _ => None,
        }
    }

    /// How many letters stand in a row from this byte on of which nothing begins, as far as they are ASCII or
    /// ideographs, where they end, and whether a digit of ASCII is among them.
    pub(crate) fn letters(&self, text: &[u8], from: usize) -> (u32, usize, bool) {
        let mut rest = text.get(from..).unwrap_or_default();
        let (mut count, mut has_digit) = (0, false);
        while let [first, behind @ ..] = rest {
            rest = match (first, behind) {
                (0xe4..=0xe9, [second, third, behind @ ..]) => {
                    let bits = |byte: u8| u32::from(byte & 0x3f);
                    let c = u32::from(first & 0x0f) << 12 | bits(*second) << 6 | bits(*third);
                    if c < 0x4e00 || self.noted.may_hold_number(c) {
                        break;
                    }
                    behind
                }
                (0..=0x7f, behind) => {
                    let plain = Some(&CharClass(CharClass::LETTER));
                    if self.ascii.get(usize::from(*first)) != plain {
                        break;
                    }
                    has_digit |= first.is_ascii_digit();
                    behind
                }
                _ => break,
            };
            count += 1;
        }
        (count, text.len() - rest.len(), has_digit)
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::{CharClasses, Sought};
    use crate::quick::is_letter;

    #[test]
    fn a_line_is_listed_once_for_a_word() {
        let mut sought = Sought::default();
        for (line, text) in (0..).zip(["执行率", "类款（项）", "执行率高，执行率低", "资金未使用完"])
        {
            text.char_indices().for_each(|(at, c)| sought.add(line, text, at, c));
        }
        assert_eq!(sought.lines_with("执行率"), [0, 2]);
        assert_eq!(sought.lines_with("（项）"), [1]);
        assert_eq!(sought.lines_with("组织对"), [0_u32; 0]);
        assert_eq!(sought.unpaid.iter().map(|found| (found.line, found.at)).collect::<Vec<_>>(), [(3, 6)]);
    }

    #[test]
    fn letters_in_a_row() {
        let classes = CharClasses::with_names(&Names::of(&[]));
        let letters = |text: &str| classes.letters(text.as_bytes(), 0);
        assert_eq!(letters("项目80万元，"), (6, 14, true));
        assert_eq!(letters("项目未到位"), (2, 6, false)); // 未 is of a word
        assert_eq!(letters("㐀"), (0, 0, false));
        for c in '\0'..='\u{1_0fff}' {
            assert!(classes.of(c).is_letter() == is_letter(c), "{c:?}");
            assert!(classes.letters(c.to_string().as_bytes(), 0).0 == 0 || is_letter(c), "{c:?}");
        }
    }
}
