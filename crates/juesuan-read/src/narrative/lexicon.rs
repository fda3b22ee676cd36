//! Lists of words that are asked at every character: which of them begins here, ends here, stands in here?

/// Bits of a character that pick a bucket.
const KEY_BITS: u32 = 12;

/// The bucket of a character: its low bits, which differ for nearly all characters of these texts.
const fn key(char: char) -> usize {
    (char as u32 & ((1 << KEY_BITS) - 1)) as usize
}

/// A set of buckets.
#[derive(Clone, Debug)]
pub(super) struct Buckets([u64; 1 << (KEY_BITS - 6)]);

impl Buckets {
    /// The buckets of these characters.
    pub(super) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut buckets = [0; 1 << (KEY_BITS - 6)];
        for char in chars {
            if let Some(bits) = buckets.get_mut(key(char) >> 6) {
                *bits |= 1 << (key(char) & 63);
            }
        }
        Self(buckets)
    }

    /// Whether this character may be one of them; other characters of its bucket answer alike.
    pub(super) fn may_hold(&self, char: char) -> bool {
        self.bit(key(char) >> 6, key(char))
    }

    fn bit(&self, word: usize, bit: usize) -> bool {
        self.0.get(word & 63).is_some_and(|bits| bits >> (bit & 63) & 1 == 1)
    }

    /// Where the first character at or behind `from` stands that may be one of them; characters past U+FFFF never are.
    /// Reads bytes, not characters: the last two bytes of a character hold its bucket.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
        let mut at = from;
        while at < bytes.len() {
            let first = byte(at);
            let (width, may_hold) = match first {
                0..0x80 => (1, self.bit(first >> 6, first)),
                0x80..0xe0 => (2, self.bit(first, byte(at + 1))),
                0xe0..0xf0 => (3, self.bit(byte(at + 1), byte(at + 2))),
                _ => (4, false),
            };
            if may_hold {
                return Some(at);
            }
            at += width;
        }
        None
    }
}

/// Words with what they mean, found by their first characters; the longest word wins.
#[derive(Debug)]
pub(super) struct Lexicon<T: 'static> {
    /// For every bucket the index of the first word in it, plus one; 0 for none.
    heads: Box<[u16]>,
    words: Vec<Entry<T>>,
}

#[derive(Debug)]
struct Entry<T> {
    first: char,
    /// `None` for a word of one character.
    second: Option<char>,
    word: &'static str,
    meaning: T,
}

impl<T: Copy> Lexicon<T> {
    /// A lexicon of these words; at most 65534 of them are taken, empty ones are left out.
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let entries = words.into_iter().filter_map(|(word, meaning)| {
            let mut chars = word.chars();
            Some(Entry { first: chars.next()?, second: chars.next(), word, meaning })
        });
        let mut words: Vec<_> = entries.take(usize::from(u16::MAX) - 1).collect();
        words.sort_by_key(|entry| (key(entry.first), std::cmp::Reverse(entry.word.len())));
        let mut heads = vec![0; 1 << KEY_BITS].into_boxed_slice();
        for (number, entry) in (1_u16..).zip(&words) {
            if let Some(head) = heads.get_mut(key(entry.first)).filter(|head| **head == 0) {
                *head = number;
            }
        }
        Self { heads, words }
    }

    /// The words of the lexicon.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().map(|entry| entry.word)
    }

    /// The longest word with which `text` begins.
    pub(super) fn find(&self, text: &str) -> Option<(&'static str, T)> {
        let mut chars = text.chars();
        let first = chars.next()?;
        let head = usize::from(*self.heads.get(key(first))?).checked_sub(1)?;
        let second = chars.next();
        let same = self.words.get(head..)?.iter().take_while(|entry| key(entry.first) == key(first));
        let mut like =
            same.filter(|entry| entry.first == first && (entry.second.is_none() || entry.second == second));
        like.find(|entry| text.starts_with(entry.word)).map(|entry| (entry.word, entry.meaning))
    }
}

/// Words that all say the same.
#[derive(Debug)]
pub(super) struct WordSet {
    /// The words with their first and last characters.
    words: Vec<(char, char, &'static str)>,
    first: Buckets,
    last: Buckets,
}

impl WordSet {
    /// A set of these words; empty ones are left out.
    pub(super) fn new(words: &[&'static str]) -> Self {
        let ends = |word: &&'static str| Some((word.chars().next()?, word.chars().next_back()?, *word));
        let words: Vec<_> = words.iter().filter_map(ends).collect();
        let first = Buckets::of(words.iter().map(|(first, _, _)| *first));
        let last = Buckets::of(words.iter().map(|(_, last, _)| *last));
        Self { words, first, last }
    }

    /// Whether `text` is one of the words.
    pub(super) fn is(&self, text: &str) -> bool {
        self.starting(text).any(|word| word.len() == text.len())
    }

    /// The longest word with which `text` begins.
    pub(super) fn starts(&self, text: &str) -> Option<&'static str> {
        self.starting(text).max_by_key(|word| word.len())
    }

    /// The words with which `text` begins.
    fn starting(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let char = text.chars().next().filter(|char| self.first.may_hold(*char));
        let words = if char.is_some() { self.words.as_slice() } else { &[] };
        words
            .iter()
            .filter(move |(first, _, word)| Some(*first) == char && text.starts_with(word))
            .map(|(_, _, word)| *word)
    }

    /// The longest word with which `text` ends.
    pub(super) fn ends(&self, text: &str) -> Option<&'static str> {
        let char = text.chars().next_back().filter(|char| self.last.may_hold(*char))?;
        let ending = self.words.iter().filter(|(_, last, word)| *last == char && text.ends_with(word));
        ending.map(|(_, _, word)| *word).max_by_key(|word| word.len())
    }

    /// Where the first of the words stands in `text`.
    pub(super) fn inside(&self, text: &str) -> Option<usize> {
        let mut at = 0;
        while let Some(place) = self.first.next(text, at) {
            let rest = text.get(place..)?;
            if self.starting(rest).next().is_some() {
                return Some(place);
            }
            at = place + rest.chars().next().map_or(1, char::len_utf8);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let lexicon = Lexicon::new([("人", 1), ("人次", 2), ("户", 3), ("", 4)]);
        assert_eq!(lexicon.find("人次以上"), Some(("人次", 2)));
        assert_eq!(lexicon.find("人员"), Some(("人", 1)));
        assert_eq!(lexicon.find("次"), None);
        assert_eq!(lexicon.find(""), None);
    }

    #[test]
    fn the_next_of_a_set_is_found_by_its_bytes() {
        let buckets = Buckets::of("1²占，".chars());
        let text = "收入²，𠀀占a1";
        let mut places = Vec::new();
        let mut at = 0;
        while let Some(place) = buckets.next(text, at) {
            places.push(text[place..].chars().next().unwrap());
            at = place + places.last().unwrap().len_utf8();
        }
        assert_eq!(places, ['²', '，', '占', '1']);
    }

    #[test]
    fn sets_are_asked_from_both_ends() {
        let set = WordSet::new(&["约", "不低于", "低于"]);
        assert_eq!(set.ends("比例不低于"), Some("不低于"));
        assert_eq!(set.starts("约三成"), Some("约"));
        assert_eq!(set.starts("三成"), None);
        assert_eq!(set.inside("比例低于三成"), Some(6));
        assert_eq!(set.inside("比例"), None);
        assert!(set.is("约") && !set.is("约定"));
    }
}
