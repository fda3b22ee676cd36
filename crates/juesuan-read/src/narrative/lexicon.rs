//! A list of words that is asked at every character: which of them begins here?

/// Bits of a character that pick a bucket.
const KEY_BITS: u32 = 12;

/// Words with what they mean, found by their first character; the longest word wins.
#[derive(Debug)]
pub(super) struct Lexicon<T: 'static> {
    /// For every key the index of the first word with it, plus one; 0 for none.
    heads: Box<[u16]>,
    words: Vec<(&'static str, T)>,
}

impl<T: Copy> Lexicon<T> {
    /// A lexicon of these words; at most 65534 of them are taken, empty ones are left out.
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut words: Vec<_> =
            words.into_iter().filter(|(word, _)| !word.is_empty()).take(usize::from(u16::MAX) - 1).collect();
        words.sort_by_key(|(word, _)| (key(word), std::cmp::Reverse(word.len())));
        let mut heads = vec![0; 1 << KEY_BITS].into_boxed_slice();
        for (number, (word, _)) in (1_u16..).zip(&words) {
            if let Some(head) = heads.get_mut(key(word)).filter(|head| **head == 0) {
                *head = number;
            }
        }
        Self { heads, words }
    }

    /// The longest word with which `text` begins.
    pub(super) fn find(&self, text: &str) -> Option<(&'static str, T)> {
        let key = key(text);
        let head = usize::from(*self.heads.get(key)?).checked_sub(1)?;
        let same = self.words.get(head..)?.iter().take_while(|(word, _)| self::key(word) == key);
        same.into_iter().find(|(word, _)| text.starts_with(word)).copied()
    }
}

/// The bucket of a text: the low bits of its first character.
fn key(text: &str) -> usize {
    let first = text.chars().next().map_or(0, u32::from);
    (first & ((1 << KEY_BITS) - 1)) as usize
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
}
