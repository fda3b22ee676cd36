//! Text of documents, names and rule files on its way to people: nothing in it steers a terminal, turns the order of the
//! line round, or begins a line of its own.

use std::borrow::Cow;

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

/// Controls of terminals (C0, DEL, C1), of the direction of writing, and of lines.
const fn steers(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
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

/// The picture of a control character, where Unicode has one.
fn picture(character: char) -> char {
    match character {
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
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
}
