//! Many words looked for in one pass over a text.

use std::cmp::Reverse;
use std::ops::Range;

use crate::TextMap;
use crate::membership::{CharSet, Sieve};

/// Words to be found in a text, all in one pass: the time does not grow with their number.
///
/// ```
/// use juesuan_source::Phrases;
///
/// let phrases = Phrases::new(&["增下降", "XX"]);
/// let found: Vec<_> = phrases.find_in("比上年增下降5%，详见XX表").collect();
/// assert_eq!(found, [(9, "增下降"), (29, "XX")]);
/// assert!(phrases.any_in("XX局") && !phrases.any_in("某局"));
/// ```
#[derive(Clone, Debug)]
pub struct Phrases {
    /// Words by their first character, longest first.
    by_first: TextMap<u32, Vec<&'static str>>,
    /// The characters with which words begin, where these have one byte or three.
    first: Beginnings,
    /// The words of one character.
    alone: CharSet,
    /// Tells at once of most pairs of characters that no word begins with them.
    pairs: Sieve,
}

impl Phrases {
    /// These words. Empty ones are never found.
    pub fn new(words: &[&'static str]) -> Self {
        let mut by_first: TextMap<u32, Vec<&'static str>> = TextMap::default();
        for word in words {
            let Some(begin) = word.chars().next() else { continue };
            by_first.entry(u32::from(begin)).or_default().push(word);
        }
        for words in by_first.values_mut() {
            words.sort_unstable_by_key(|word| (Reverse(word.len()), *word));
            words.dedup();
        }
        let first = Beginnings::of(words.iter().filter_map(|word| word.chars().next()));
        let (alone, longer): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| second(word).is_none());
        let alone = CharSet::of(alone.iter().filter_map(|word| word.chars().next()));
        let pairs =
            Sieve::of(longer.iter().filter_map(|word| Some(pair(word.chars().next()?, second(word)?))));
        Self { by_first, first, alone, pairs }
    }

    /// Where the words stand: byte offset and word, in order. Of several that begin in one place the longest; words
    /// may overlap.
    pub fn find_in<'p, 't>(
        &'p self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'static str)> + use<'p, 't> {
        self.begins(text, 0..text.len())
            .filter_map(move |(at, words)| Some((at, words.iter().find(|word| begins(text, at, word))?)))
            .map(|(at, word)| (at, *word))
    }

    /// Where the words stand, also those of several that begin in one place, the longest first.
    pub fn all_in<'p, 't>(
        &'p self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'static str)> + use<'p, 't> {
        self.begins(text, 0..text.len()).flat_map(move |(at, words)| {
            words.iter().filter(move |word| begins(text, at, word)).map(move |word| (at, *word))
        })
    }

    /// Whether one of the words stands in a text.
    pub fn any_in(&self, text: &str) -> bool {
        self.find_in(text).next().is_some()
    }

    /// Whether one of the words begins in this range of a text, wherever it ends.
    pub fn any_begins_in(&self, text: &str, range: Range<usize>) -> bool {
        self.begins(text, range).any(|(at, words)| words.iter().any(|word| begins(text, at, word)))
    }

    /// Where words may begin, with the words that begin with the character there.
    fn begins<'p, 't>(
        &'p self,
        text: &'t str,
        range: Range<usize>,
    ) -> impl Iterator<Item = (usize, &'p [&'static str])> + use<'p, 't> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            loop {
                at = self.first.next_in(text.as_bytes().get(..range.end)?, at)?;
                let rest = text.get(at..)?;
                let c = rest.chars().next()?;
                let start = at;
                at += c.len_utf8();
                let longer = || second(rest).is_some_and(|next| self.pairs.may_hold(pair(c, next)));
                if (longer() || self.alone.may_hold(c))
                    && let Some(words) = self.by_first.get(&u32::from(c))
                {
                    return Some((start, words.as_slice()));
                }
            }
        })
    }
}

/// Characters of one byte, and the last twelve bits of those of three. Nearly all characters of a text are such and begin
/// nothing: these are passed without a look at what they are.
#[derive(Clone, Debug)]
struct Beginnings {
    narrow: [u64; 2],
    wide: [u64; 64],
}

impl Beginnings {
    fn of(chars: impl Iterator<Item = char>) -> Self {
        let mut set = Self { narrow: [0; 2], wide: [0; 64] };
        for c in chars {
            match *c.encode_utf8(&mut [0; 4]).as_bytes() {
                [byte] => set.narrow[usize::from(byte >> 6)] |= bit(byte),
                [_, second, third] => set.wide[usize::from(second & 0x3f)] |= bit(third),
                _ => {}
            }
        }
        set
    }

    /// The next character from `at` on that may be one of these. What has two bytes or four is to be looked at as it is.
    fn next_in(&self, text: &[u8], at: usize) -> Option<usize> {
        let mut rest = text.get(at..)?;
        loop {
            rest = match rest {
                [0xe0..=0xef, second, third, behind @ ..] => {
                    if self.wide[usize::from(second & 0x3f)] & bit(*third) != 0 {
                        break;
                    }
                    behind
                }
                [byte @ 0..=0x7f, behind @ ..] => {
                    if self.narrow[usize::from(byte >> 6)] & bit(*byte) != 0 {
                        break;
                    }
                    behind
                }
                [0x80..=0xbf, behind @ ..] => behind,
                [_, ..] => break,
                [] => return None,
            };
        }
        Some(text.len() - rest.len())
    }
}

/// The bit of a byte by its last six.
const fn bit(byte: u8) -> u64 {
    1 << (byte & 0x3f)
}

fn begins(text: &str, at: usize, word: &str) -> bool {
    text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(word.as_bytes()))
}

/// The second character of a text.
fn second(text: &str) -> Option<char> {
    text.chars().nth(1)
}

/// Two characters in one number.
fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    const WORDS: [&str; 7] = ["预算", "预算数", "算", "ab", "é", "𠀀决", "数a"];

    proptest::proptest! {
        #[test]
        fn words_are_found_as_the_standard_library_finds_them(text in "[预算数决abé𠀀 ]{0,24}") {
            let phrases = Phrases::new(&WORDS);
            let mut all: Vec<(usize, &str)> =
                WORDS.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| (at, *word))).collect();
            all.sort_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())));
            proptest::prop_assert_eq!(phrases.all_in(&text).collect::<Vec<_>>(), all.clone());
            proptest::prop_assert_eq!(phrases.any_in(&text), !all.is_empty());
            let half = text.floor_char_boundary(text.len() / 2);
            let behind = all.iter().any(|(at, _)| *at >= half);
            proptest::prop_assert_eq!(phrases.any_begins_in(&text, half..text.len()), behind);
            all.dedup_by_key(|(at, _)| *at);
            proptest::prop_assert_eq!(phrases.find_in(&text).collect::<Vec<_>>(), all);
        }
    }
}
