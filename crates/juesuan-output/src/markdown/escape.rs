//! Text of a document inside Markdown: shown as it is, whatever it contains.

use std::fmt::Write as _;

use juesuan_source::chars::steers;

/// Adds text so that it is shown as it is: no emphasis, no link, no HTML, no end of a table cell. White space, line ends
/// among it, becomes one blank.
pub(super) fn push_text(page: &mut String, text: &str) {
    let mut first = true;
    for word in text.split_whitespace() {
        if !first {
            page.push(' ');
        }
        push_word(page, word, first);
        first = false;
    }
}

fn push_word(page: &mut String, word: &str, first: bool) {
    let opener = if first { opener(word) } else { None };
    for (at, character) in word.char_indices() {
        match character {
            // a renderer that knows no backslashes before these knows entities
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '&' => page.push_str("&amp;"),
            '|' => page.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '#' | '^' => {
                page.push('\\');
                page.push(character);
            }
            // what a renderer would make a link of its own accord
            ':' if word.get(at..).is_some_and(|rest| rest.starts_with("://")) => page.push_str("\\:"),
            '.' if word.get(..at).is_some_and(ends_with_www) => page.push_str("\\."),
            '@' => page.push_str("&#64;"),
            _ if opener == Some(at) => {
                page.push('\\');
                page.push(character);
            }
            // what steers a terminal or turns a line round has no meaning in text
            _ if steers(character) => page.push('\u{FFFD}'),
            _ => page.push(character),
        }
    }
}

/// The character that would begin a list, a heading or a rule at the beginning of a line: `-`, `+`, `=`, or the mark
/// behind a number.
fn opener(word: &str) -> Option<usize> {
    match word.as_bytes() {
        [b'+' | b'-' | b'=', ..] => Some(0),
        [b'0'..=b'9', ..] => {
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            let alone = word.len() == digits + 1;
            let mark = word.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
            (alone && mark).then_some(digits)
        }
        _ => None,
    }
}

fn ends_with_www(head: &str) -> bool {
    head.len() >= 3
        && head.as_bytes().get(head.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case(b"www"))
}

/// Adds one row of a table.
pub(super) fn push_row<'c>(page: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    page.push('|');
    for cell in cells {
        page.push(' ');
        push_text(page, cell);
        page.push_str(" |");
    }
    page.push('\n');
}

/// Adds the header of a table, with the rule below it; figures stand at the right edge of their columns.
pub(super) fn push_head(page: &mut String, heads: &[(&str, bool)]) {
    push_row(page, heads.iter().map(|(text, _)| *text));
    page.push('|');
    for (_, right) in heads {
        page.push_str(if *right { "---:|" } else { "---|" });
    }
    page.push('\n');
}

/// Adds a heading.
pub(super) fn push_heading(page: &mut String, level: usize, text: &str) {
    let marks = "#".repeat(level);
    // writing to a string cannot fail
    let _ = write!(page, "\n{marks} ");
    push_text(page, text);
    page.push_str("\n\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// What a reader sees of a page, and whether anything in it is more than text.
    fn rendered(page: &str) -> (String, bool) {
        let mut seen = String::new();
        let mut plain = true;
        for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Text(text) => seen.push_str(&text),
                Event::Start(Tag::TableCell) => seen.push('¦'),
                Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow) | Event::End(_) => {}
                _ => plain = false,
            }
        }
        (seen, plain)
    }

    fn in_table(text: &str) -> (String, bool) {
        let mut page = String::new();
        push_head(&mut page, &[("甲", false), ("乙", true)]);
        push_row(&mut page, [text, "尾"]);
        rendered(&page)
    }

    #[test]
    fn nothing_of_a_document_is_markup() {
        for text in [
            "≤800000元",
            "**粗** _斜_ `码` ~~删~~",
            "[链](http://example.com) <b>x</b> &amp;",
            "a|b\\|c",
            "1. 项",
            "- 项",
            "# 题",
            "====",
            "<script>alert(1)</script>",
            "![](x)",
        ] {
            assert_eq!(in_table(text), (format!("¦甲¦乙¦{text}¦尾"), true));
        }
    }

    proptest! {
        #[test]
        fn a_cell_shows_its_text(text in "[ -~]{0,12}|\\PC{0,12}|[|\\\\`*_<>&\\[\\]()!#+.0-9-]{0,12}") {
            let shown: Vec<_> = text.split_whitespace().collect();
            let expected: String = shown.join(" ");
            prop_assert_eq!(in_table(&text), (format!("¦甲¦乙¦{expected}¦尾"), true));
        }

        #[test]
        fn a_list_item_shows_its_text(text in "[ -~]{1,12}|[-+=.)0-9# ]{1,9}") {
            let mut page = String::from("- 甲：");
            push_text(&mut page, &text);
            let mut start = String::from("- ");
            push_text(&mut start, &text);
            let items = Parser::new(&start).filter(|event| matches!(event, Event::Start(Tag::Item))).count();
            prop_assert_eq!(items, 1);
            let text: Vec<_> = text.split_whitespace().collect();
            let seen: String = Parser::new(&page).filter_map(|event| match event {
                Event::Text(text) => Some(text.to_string()),
                _ => None,
            }).collect();
            prop_assert_eq!(seen.trim_end(), format!("甲：{}", text.join(" ")));
        }
    }
}
