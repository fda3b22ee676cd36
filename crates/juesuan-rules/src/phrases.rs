//! Many words looked for in one pass over a text.

use std::collections::HashMap;

use crate::quick::CharSet;

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
    /// The characters with which words begin.
    first: CharSet,
}

impl Phrases {
    /// These words. Empty ones are never found.
    pub fn new(words: &[&'static str]) -> Self {
        let mut by_first: HashMap<char, Vec<&'static str>> = HashMap::new();
        for word in words {
            let Some(begin) = word.chars().next() else { continue };
            by_first.entry(begin).or_default().push(word);
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        let first = CharSet::of(by_first.keys().copied());
        Self { by_first, first }
    }

    /// Where the words stand: byte offset and word, in order. Of several that begin in one place the longest; words
    /// may overlap.
    pub fn find_in<'p, 't>(
        &'p self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'static str)> + use<'p, 't> {
        text.char_indices().filter(|(_, c)| self.first.may_hold(*c)).filter_map(|(at, c)| {
            let rest = text.get(at..)?;
            let words = self.by_first.get(&c)?;
            Some((at, *words.iter().find(|word| rest.starts_with(**word))?))
        })
    }
}
