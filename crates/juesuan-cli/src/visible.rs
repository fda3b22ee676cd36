//! Text of documents, names and rule files on its way to people: nothing in it steers a terminal, turns the order of the
//! line round, or begins a line of its own.

use std::borrow::Cow;

use juesuan_source::chars::{picture, steers};

/// A text in which line ends and tabs stay, and all other control characters are seen.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    replaced(text, |character| !matches!(character, '\n' | '\t') && steers(character))
}

/// A name, which has no line end either.
pub(super) fn name(name: &str) -> Cow<'_, str> {
    replaced(name, steers)
}

/// A text of which every byte stays where it is: controls of more than one byte are replaced by characters of as many.
pub(super) fn in_place(text: &str) -> String {
    let replaced = |character: char| match character.len_utf8() {
        2 if steers(character) => '·',
        3 if steers(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    };
    text.chars().map(replaced).collect()
}

/// The same JSON with every character in it that steers something written as its number.
pub(super) fn json(json: &str) -> Cow<'_, str> {
    use std::fmt::Write as _;
    // line ends stand between values, where a number would be wrong
    let steering = |character: char| !matches!(character, '\n' | '\r' | '\t') && steers(character);
    if !json.contains(steering) {
        return Cow::Borrowed(json);
    }
    let mut written = String::with_capacity(json.len());
    for character in json.chars() {
        if steering(character) {
            // writing to a string cannot fail; none of them is beyond four digits
            let _ = write!(written, "\\u{:04x}", u32::from(character));
        } else {
            written.push(character);
        }
    }
    Cow::Owned(written)
}

fn replaced(text: &str, is_replaced: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_replaced) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|character| if is_replaced(character) { picture(character) } else { character })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_seen_and_the_rest_stays() {
        assert_eq!(text("决算\t1\n\u{1b}[31m\u{9b}1m\u{202e}"), "决算\t1\n␛[31m\u{fffd}1m\u{fffd}");
        assert_eq!(name("a\n::error::b\r"), "a␊::error::b␍");
        assert!(matches!(text("决算"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_says_the_same_without_what_steers() {
        let value = serde_json::json!({ "a\u{9b}": ["决\u{202e}算\u{1b}\n", "\u{7f}\u{2028}"] });
        for written in [value.to_string(), format!("{value:#}")] {
            let shown = json(&written);
            assert!(!shown.contains(|one: char| one != '\n' && steers(one)), "{shown:?}");
            assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
        }
        assert!(matches!(json("[\n1\n]"), Cow::Borrowed(_)));
    }
}
