#![doc = include_str!("../README.md")]

#[cfg(test)]
mod tests;

/// A list of words, with what is known of it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The file in which it stands, without its ending.
    pub area: &'static str,
    /// The part of the area, where it has several.
    pub module: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its entries are: `chars`, `text`, `words` and `signs` with names of their own, or nothing for plain ones.
    pub kind: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Its entries as they stand in the file: columns are parted by tabs.
    pub rows: &'static [&'static str],
}

/// The list with this name.
pub fn list(area: &str, module: &str, name: &str) -> Option<&'static List> {
    LISTS.iter().find(|list| list.area == area && list.module == module && list.name == name)
}

/// The entries of all lists of an area, each with the name of its list.
pub fn entries(area: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lists = LISTS.iter().filter(move |list| list.area == area);
    lists.flat_map(|list| list.rows.iter().map(|row| (list.name, *row)))
}

/// What is asked of the words of a list.
pub trait WordList {
    /// Whether one of them occurs in the text.
    fn any_in(&self, text: &str) -> bool;
    /// Whether the text begins with one of them.
    fn any_begins(&self, text: &str) -> bool;
    /// Whether the text ends with one of them.
    fn any_ends(&self, text: &str) -> bool;
    /// The text behind the first of them with which it begins.
    fn strip_start<'t>(&self, text: &'t str) -> Option<&'t str>;
    /// The text before the first of them with which it ends.
    fn strip_end<'t>(&self, text: &'t str) -> Option<&'t str>;
}

impl WordList for [&str] {
    fn any_in(&self, text: &str) -> bool {
        let seen = if text.len() <= SHORT { bits(text.as_bytes()) } else { u64::MAX };
        self.iter().any(|word| tells(word) & !seen == 0 && text.contains(word))
    }

    fn any_begins(&self, text: &str) -> bool {
        self.iter().any(|word| may_begin(text, word) && text.starts_with(word))
    }

    fn any_ends(&self, text: &str) -> bool {
        self.iter().any(|word| may_end(text, word) && text.ends_with(word))
    }

    fn strip_start<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.iter().filter(|word| may_begin(text, word)).find_map(|word| text.strip_prefix(word))
    }

    fn strip_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.iter().filter(|word| may_end(text, word)).find_map(|word| text.strip_suffix(word))
    }
}

/// Texts up to so many bytes hold few enough different ones to tell words apart by them.
const SHORT: usize = 64;

/// A bit for each byte by its last six, which are all that differs between the later bytes of ideographs.
fn bits(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |set, byte| set | 1 << (byte & 0x3f))
}

/// The bits of some bytes of a word: a text that lacks one of them does not hold the word.
fn tells(word: &str) -> u64 {
    match word.as_bytes() {
        [_, second, third, .., last] => bits(&[*second, *third, *last]),
        bytes => bits(bytes),
    }
}

/// Whether a text may begin with a word. The last byte of an ideograph tells nearly all words apart without a look at
/// the others.
fn may_begin(text: &str, word: &str) -> bool {
    word.as_bytes().get(2).is_none_or(|telling| text.as_bytes().get(2) == Some(telling))
}

/// Whether a text may end with a word: the last byte tells.
fn may_end(text: &str, word: &str) -> bool {
    word.as_bytes().last().is_none_or(|telling| text.as_bytes().last() == Some(telling))
}

include!(concat!(env!("OUT_DIR"), "/lists.rs"));
