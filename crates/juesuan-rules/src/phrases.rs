//! Many words looked for in one pass over a text.

use std::collections::HashMap;

/// Words to be found in a text, all in one pass: the time does not grow with their number.
///
/// ```
/// use juesuan_rules::Phrases;
///
/// let phrases = Phrases::new(&["增下降", "XX"]);
/// let found: Vec<_> = phrases.find_in("比上年增下降5%，详见XX表").collect();
/// assert_eq!(found, [(9, "增下降"), (29, "XX")]);
/// ```
#[derive(Clone, Debug)]
pub struct Phrases {
    /// Words by their first character, longest first.
    by_first: HashMap<char, Vec<&'static str>>,
    /// One bit for each character below U+10000 with which a word begins.
    first: Vec<u64>,
}

impl Phrases {
    /// These words. Empty ones are never found.
    pub fn new(words: &[&'static str]) -> Self {
        let mut by_first: HashMap<char, Vec<&'static str>> = HashMap::new();
        let mut first = vec![0_u64; 1024];
        for word in words {
            let Some(begin) = word.chars().next() else { continue };
            by_first.entry(begin).or_default().push(word);
            if let Some(bits) = first.get_mut(slot(begin)) {
                *bits |= bit(begin);
            }
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Self { by_first, first }
    }

    /// Where the words stand: byte offset and word, in order. Of several that begin in one place the longest; words
    /// may overlap.
    pub fn find_in<'p, 't>(
        &'p self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'static str)> + use<'p, 't> {
        text.char_indices().filter(|(_, c)| self.may_begin(*c)).filter_map(|(at, c)| {
            let rest = text.get(at..)?;
            let words = self.by_first.get(&c)?;
            Some((at, *words.iter().find(|word| rest.starts_with(**word))?))
        })
    }

    fn may_begin(&self, c: char) -> bool {
        self.first.get(slot(c)).is_some_and(|bits| bits & bit(c) != 0)
    }
}

/// Characters beyond U+FFFF share the slots of the others: a word is compared in full anyway.
const fn slot(c: char) -> usize {
    (c as usize >> 6) & 1023
}

const fn bit(c: char) -> u64 {
    1 << (c as u32 & 63)
}
