//! Many words looked for in one pass over a text.

use crate::quick::{CharSet, QuickMap, Sieve};

/// Words to be found in a text, all in one pass: the time does not grow with their number.
///
/// ```
/// use juesuan_check::Phrases;
///
/// let phrases = Phrases::new(&["增下降", "XX"]);
/// let found: Vec<_> = phrases.find_in("比上年增下降5%，详见XX表").collect();
/// assert_eq!(found, [(9, "增下降"), (29, "XX")]);
/// ```
#[derive(Clone, Debug)]
pub struct Phrases {
    /// Words by their first character, longest first.
    by_first: QuickMap<u32, Vec<&'static str>>,
    /// The characters with which words begin.
    first: CharSet,
    /// The words of one character.
    alone: CharSet,
    /// Tells at once of most pairs of characters that no word begins with them.
    pairs: Sieve,
}

impl Phrases {
    /// These words. Empty ones are never found.
    pub fn new(words: &[&'static str]) -> Self {
        let mut by_first: QuickMap<u32, Vec<&'static str>> = QuickMap::default();
        for word in words {
            let Some(begin) = word.chars().next() else { continue };
            by_first.entry(u32::from(begin)).or_default().push(word);
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        let first = CharSet::of(words.iter().filter_map(|word| word.chars().next()));
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
        text.char_indices().filter(|(_, c)| self.first.may_hold(*c)).filter_map(|(at, c)| {
            let rest = text.get(at..)?;
            let begins = second(rest).is_some_and(|next| self.pairs.may_hold(pair(c, next)));
            if !begins && !self.alone.may_hold(c) {
                return None;
            }
            let words = self.by_first.get(&u32::from(c))?;
            Some((at, *words.iter().find(|word| rest.starts_with(**word))?))
        })
    }
}

/// The second character of a text.
fn second(text: &str) -> Option<char> {
    text.chars().nth(1)
}

/// Two characters in one number.
fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}
