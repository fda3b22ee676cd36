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

#[cfg(test)]
mod tests {
    use super::{find, find_last};

    #[test]
    fn words_are_found_as_the_standard_library_finds_them() {
        let texts = ["", "预", "预算", "年初预算数，全年预算", "预算a预算", "a", "aab", "ab决算", "决策算"];
        for (text, word) in texts.iter().flat_map(|text| texts.map(|word| (*text, word))) {
            assert_eq!(find(text, word), text.find(word), "{text} {word}");
            assert_eq!(find_last(text, word), text.rfind(word), "{text} {word}");
        }
    }
}
