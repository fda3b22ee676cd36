//! Fast hashing for text-wide rules, a cheap hash for our own keys, and tests for characters that do without tables for the
//! common ones; the filters in front of maps are those of `juesuan-source`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub use juesuan_source::{
    CharSet, Sieve, TextMap, TextSet, find, find_all, find_first, find_last, split_at_word,
};

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

/// Whether a word stands in a text.
pub fn holds(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// Whether all characters of a text have three bytes, as ideographs and their marks do.
pub fn is_wide(text: &str) -> bool {
    let mut characters = text.as_bytes().chunks_exact(3);
    characters.all(|bytes| matches!(bytes, [0xe0..=0xef, ..])) && characters.remainder().is_empty()
}

/// Whether a character is a common ideograph, which is a letter to all tests of the standard library: its tables need not
/// be asked.
pub const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether a character is a letter or digit, as [`char::is_alphanumeric`] has it.
pub fn is_letter(c: char) -> bool {
    match c {
        _ if is_ideograph(c) => true,
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
    use super::{ends_clause, is_ideograph, is_letter, is_wide};

    #[test]
    fn wide_texts() {
        assert!(is_wide("") && is_wide("预算，决算"));
        assert!(!is_wide("预算3") && !is_wide("abc") && !is_wide("a𠀀𠀀"));
    }

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in '\u{0}'..='\u{1_ffff}' {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?} U+{:04X}", u32::from(c));
            assert!(!is_ideograph(c) || c.is_alphabetic(), "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn marks_that_end_a_clause() {
        for c in '\u{0}'..='\u{ffff}' {
            assert_eq!(ends_clause(c), "，。；：、！？,;:\t（）()《》“”".contains(c), "{c:?}");
        }
    }
}
