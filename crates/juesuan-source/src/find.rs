//! Words in short texts. The standard library prepares its search for texts that are much longer than names and heads are.

/// Where a word first stands in a text, as [`str::find`] has it, which prepares for texts much longer than names are.
pub fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    // the last byte of an ideograph is the one that tells most
    let Some(telling) = word.get(2) else { return memchr::memmem::find(text, word) };
    let behind = text.get(2..)?;
    memchr::memchr_iter(*telling, behind)
        .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(word)))
}

/// Where a word last stands in a text.
pub fn find_last(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(telling) = word.get(2) else { return memchr::memmem::rfind(text, word) };
    let behind = text.get(2..)?;
    memchr::memrchr_iter(*telling, behind)
        .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(word)))
}

/// Where a word stands in a text, one place behind the other, as [`str::match_indices`] has them.
pub fn find_all<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + find(text.get(from..)?, word)?;
        // behind an empty word the next one stands behind the next character
        let width = text.get(at..)?.chars().next().map_or(1, char::len_utf8);
        from = at + if word.is_empty() { width } else { word.len() };
        Some(at)
    })
}

/// Where the first of these words stands in a text, and which it is: of several in one place the one that is listed first.
pub fn find_first<'w>(text: &str, words: &[&'w str]) -> Option<(usize, &'w str)> {
    let found = words.iter().filter_map(|word| Some((find(text, word)?, *word)));
    found.min_by_key(|(at, _)| *at)
}

/// What stands before and behind a word where it first stands in a text, as [`str::split_once`] has it.
pub fn split_at_word<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, word)?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::{find, find_all, find_first, find_last, split_at_word};

    #[test]
    fn words_are_found_as_the_standard_library_finds_them() {
        let texts = ["", "预", "预算", "年初预算数，全年预算", "预算a预算", "a", "aab", "ab决算", "决策算"];
        for (text, word) in texts.iter().flat_map(|text| texts.map(|word| (*text, word))) {
            assert_eq!(find(text, word), text.find(word), "{text} {word}");
            assert_eq!(find_last(text, word), text.rfind(word), "{text} {word}");
            assert_eq!(split_at_word(text, word), text.split_once(word), "{text} {word}");
            let all: Vec<usize> = text.match_indices(word).map(|(at, _)| at).collect();
            assert_eq!(find_all(text, word).collect::<Vec<_>>(), all, "{text} {word}");
        }
    }

    #[test]
    fn the_first_of_several_words() {
        assert_eq!(find_first("年初预算数", &["数", "预算", "预算数"]), Some((6, "预算")));
        assert_eq!(find_first("年初预算数", &["决算"]), None);
    }
}
