//! Fast hashing and membership filters for text-wide rules: a cheap hash for our own keys, a sieve in front of a map, a test for
//! characters that does without tables for the common ones.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub use juesuan_source::{TextMap, TextSet, find, find_last};

/// A map whose keys are few and of our own making, or hashes already.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Fold>>;

/// Folds what it is given word by word. Nothing is gained here by a hash that cannot be foreseen: where the text gives
/// the keys, [`TextMap`] is right.
#[derive(Debug, Default)]
pub struct Fold(u64);

impl Fold {
    const fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            self.add(chunk.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }

    fn write_isize(&mut self, word: isize) {
        self.add(word.unsigned_abs() as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Bloom filter: no false negatives.
#[derive(Clone, Debug)]
pub struct Sieve(Vec<u64>);

impl Sieve {
    /// A sieve with these numbers in it.
    pub fn of(numbers: impl IntoIterator<Item = u64>) -> Self {
        let mut bits = vec![0_u64; 1 << 10];
        for number in numbers {
            let (slot, bit) = Self::place(number);
            if let Some(word) = bits.get_mut(slot) {
                *word |= bit;
            }
        }
        Self(bits)
    }

    /// Whether a number may be in the set.
    pub fn may_hold(&self, number: u64) -> bool {
        let (slot, bit) = Self::place(number);
        self.0.get(slot).is_some_and(|word| word & bit != 0)
    }

    const fn place(number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 54) as usize, 1 << (mixed >> 48 & 63))
    }
}

/// A set of characters below U+10000. Those beyond share the slots of the others, so that what is found in it has to be
/// looked at again.
#[derive(Clone, Debug)]
pub struct CharSet(Box<[u64; 1 << 10]>);

impl Default for CharSet {
    fn default() -> Self {
        Self(Box::new([0; 1 << 10]))
    }
}

impl CharSet {
    /// These characters.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut set = Self::default();
        chars.into_iter().for_each(|c| set.insert(c));
        set
    }

    /// One more character.
    pub fn insert(&mut self, c: char) {
        if let Some(word) = self.0.get_mut(slot(u32::from(c))) {
            *word |= bit(u32::from(c));
        }
    }

    /// Whether a character may be in the set.
    pub fn may_hold(&self, c: char) -> bool {
        self.may_hold_number(u32::from(c))
    }

    /// Whether the character with this number may be in the set.
    pub fn may_hold_number(&self, c: u32) -> bool {
        self.0.get(slot(c)).is_some_and(|word| word & bit(c) != 0)
    }
}

const fn slot(c: u32) -> usize {
    (c as usize >> 6) & 1023
}

const fn bit(c: u32) -> u64 {
    1 << (c & 63)
}

/// Whether a word stands in a text.
pub fn holds(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// Whether all characters of a text have three bytes, as ideographs and their marks do.
pub fn is_wide(text: &str) -> bool {
    let mut characters = text.as_bytes().chunks_exact(3);
    characters.all(|bytes| matches!(bytes, [0xe0..=0xef, ..])) && characters.remainder().is_empty()
}

/// Whether a character is a letter or digit, as [`char::is_alphanumeric`] has it.
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{0}'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // punctuation and full-width marks, the most frequent of the others
        '\u{3001}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Whether a character ends a clause: punctuation, brackets and quotation marks of both widths, and tabs.
pub const fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '、'
            | '！'
            | '？'
            | ','
            | ';'
            | ':'
            | '\t'
            | '（'
            | '）'
            | '('
            | ')'
            | '《'
            | '》'
            | '“'
            | '”'
    )
}

#[cfg(test)]
mod tests {
    use super::{CharSet, Sieve, ends_clause, is_letter, is_wide};

    #[test]
    fn wide_texts() {
        assert!(is_wide("") && is_wide("预算，决算"));
        assert!(!is_wide("预算3") && !is_wide("abc") && !is_wide("a𠀀𠀀"));
    }

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in '\u{0}'..='\u{1_ffff}' {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn marks_that_end_a_clause() {
        for c in '\u{0}'..='\u{ffff}' {
            assert_eq!(ends_clause(c), "，。；：、！？,;:\t（）()《》“”".contains(c), "{c:?}");
        }
    }

    #[test]
    fn a_set_of_characters_knows_its_own() {
        let set = CharSet::of("未尚没𠀀".chars());
        assert!("未尚没𠀀".chars().all(|c| set.may_hold(c)));
        assert!("已经拨付".chars().all(|c| !set.may_hold(c)));
    }

    #[test]
    fn a_sieve_lets_its_own_through() {
        let sieve = Sieve::of((0..500).map(|n| n * n));
        assert!((0..500).all(|n| sieve.may_hold(n * n)));
        assert!((1_000_000..1_010_000).filter(|n| sieve.may_hold(*n)).count() < 500);
    }
}
