//! White space and the markup that converters leave in the text, and how to see through both.

use std::borrow::Cow;

use juesuan_source::chars::blank_length;

use crate::tuning::TUNING;

/// The names of tags that converters leave in cells and around lines.
const TAGS: [&[u8]; 14] = [
    b"b", b"p", b"br", b"div", b"span", b"font", b"strong", b"center", b"h1", b"h2", b"h3", b"h4", b"h5",
    b"h6",
];

/// `text` without white space of any kind and without markup: `**`, `#` at the head of a line, tags of text
/// (`<b>`, `<div style="…">`) and their ends, `[bookmark: …]`. Borrowed unless something inside had to go.
pub fn plain(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut kept: Option<(usize, usize)> = None;
    let mut joined: Option<String> = None;
    let (mut at, mut line_start) = (0, true);
    while at < bytes.len() {
        let skip = noise(bytes, at, &mut line_start);
        if skip > 0 {
            at += skip;
            continue;
        }
        let from = at;
        loop {
            line_start = false;
            at += 1;
            at += next_suspect(&bytes[at..]);
            if at >= bytes.len() || noise(bytes, at, &mut line_start) > 0 {
                break;
            }
        }
        match (&mut joined, kept) {
            (Some(joined), _) => joined.push_str(&text[from..at]),
            (None, None) => kept = Some((from, at)),
            (None, Some((a, b))) => {
                let mut both = String::with_capacity(text.len() - a);
                both.push_str(&text[a..b]);
                both.push_str(&text[from..at]);
                joined = Some(both);
            }
        }
    }
    match (joined, kept) {
        (Some(joined), _) => Cow::Owned(joined),
        (None, Some((a, b))) => Cow::Borrowed(&text[a..b]),
        (None, None) => Cow::Borrowed(""),
    }
}

/// Whether white space or markup may begin with this byte.
fn may_be_noise(byte: u8) -> bool {
    matches!(byte, 0..=b' ' | b'*' | b'#' | b'<' | b'[' | 0xC2 | 0xE1..=0xE3 | 0xEF)
}

/// How many bytes stand before the next one with which white space or markup may begin. Ideographs are passed as a whole.
fn next_suspect(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [0xE4..=0xE9, _, _, behind @ ..] => behind,
            [byte, behind @ ..] if !may_be_noise(*byte) => behind,
            _ => return bytes.len() - rest.len(),
        };
    }
}

/// How many bytes at `at` are white space or markup.
fn noise(bytes: &[u8], at: usize, line_start: &mut bool) -> usize {
    let rest = &bytes[at..];
    match rest.first() {
        Some(b'\n' | b'\r') => {
            *line_start = true;
            1
        }
        Some(b'*') if rest.starts_with(b"**") => 2,
        Some(b'#') if *line_start => 1,
        Some(b'<') => tag_len(rest),
        Some(b'[') => bookmark_len(rest),
        _ => blank_length(rest),
    }
}

/// The length of the white space character at the end of `bytes`; 0 where there is none.
pub(crate) fn blank_len_back(bytes: &[u8]) -> usize {
    match bytes.last() {
        Some(0x21..=0x7f) | None => 0,
        Some(0x00..=0x20) => blank_length(&bytes[bytes.len() - 1..]),
        Some(_) => [2, 3]
            .into_iter()
            .find(|&len| bytes.len() >= len && blank_length(&bytes[bytes.len() - len..]) == len)
            .unwrap_or(0),
    }
}

/// The length of a tag of markup at the beginning of `bytes`, with its attributes; 0 for anything else.
fn tag_len(bytes: &[u8]) -> usize {
    let lead = if bytes.get(1) == Some(&b'/') { 2 } else { 1 };
    let Some(rest) = bytes.get(lead..) else { return 0 };
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let named = rest.get(..length).is_some_and(|name| TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)));
    if !named || !matches!(rest.get(length), Some(b'>' | b' ' | b'/')) {
        return 0;
    }
    let window = &bytes[..bytes.len().min(TUNING.markup.tag_limit.bytes())];
    memchr::memchr2(b'>', b'\n', window).filter(|&end| window[end] == b'>').map_or(0, |end| end + 1)
}

fn bookmark_len(bytes: &[u8]) -> usize {
    if !bytes.starts_with(b"[bookmark:") {
        return 0;
    }
    let window = &bytes[..bytes.len().min(TUNING.markup.bookmark_limit.bytes())];
    memchr::memchr2(b']', b'\n', window).filter(|&end| window[end] == b']').map_or(0, |end| end + 1)
}

/// The markup in front of a line's text.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Lead {
    /// Offset of the first character of the text itself.
    pub(crate) at: usize,
    /// Number of `#`.
    pub(crate) hashes: u8,
    /// Whether bold type begins before the text.
    pub(crate) bold: bool,
}

/// Reads the markup in front of a line's text.
pub(crate) fn lead(text: &str) -> Lead {
    let bytes = text.as_bytes();
    let mut lead = Lead::default();
    while let Some(&byte) = bytes.get(lead.at) {
        let rest = &bytes[lead.at..];
        let step = match byte {
            b'#' if !lead.bold => {
                lead.hashes = lead.hashes.saturating_add(1);
                1
            }
            b'*' if rest.starts_with(b"**") => {
                lead.bold = !lead.bold;
                2
            }
            b'<' => {
                lead.bold |= matches!(rest, [b'<', b'b' | b'B', b'>', ..]);
                tag_len(rest)
            }
            b'[' => bookmark_len(rest),
            _ => blank_length(rest),
        };
        if step == 0 {
            break;
        }
        lead.at += step;
    }
    lead
}

/// `text` without white space and markup at its end, and without the `。`, `：` or `:` that closes a title.
pub(crate) fn close_title(text: &str) -> &str {
    let mut bytes = text.as_bytes();
    loop {
        let blank = blank_len_back(bytes);
        let step = if blank > 0 {
            blank
        } else if bytes.ends_with(b"**") {
            2
        } else if bytes.ends_with(b">") {
            let open = memchr::memrchr(b'<', bytes).unwrap_or(bytes.len());
            let tag = bytes.get(open..).map_or(0, tag_len);
            if open + tag == bytes.len() { tag } else { 0 }
        } else if bytes.ends_with("。".as_bytes()) || bytes.ends_with("：".as_bytes()) {
            3
        } else {
            usize::from(bytes.ends_with(b":"))
        };
        if step == 0 {
            return &text[..bytes.len()];
        }
        bytes = &bytes[..bytes.len() - step];
    }
}

/// `text` without white space at its ends.
pub(crate) fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        match blank_length(&bytes[from..]) {
            0 => break,
            step => from += step,
        }
    }
    let mut to = bytes.len();
    while to > from {
        match blank_len_back(&bytes[from..to]) {
            0 => break,
            step => to -= step,
        }
    }
    &text[from..to]
}

/// `word` at the start of `text`, blanks between its characters allowed; gives what follows.
pub(crate) fn eat<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    if let Some(rest) = text.strip_prefix(word) {
        return Some(rest);
    }
    if text.as_bytes().first() != word.as_bytes().first() {
        return None;
    }
    let mut rest = text;
    for (n, wanted) in word.chars().enumerate() {
        if n > 0 {
            rest = skip_blanks(rest);
        }
        rest = rest.strip_prefix(wanted)?;
    }
    Some(rest)
}

/// `text` from its first character that is not white space.
pub(crate) fn skip_blanks(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        match blank_length(&bytes[from..]) {
            0 => return &text[from..],
            step => from += step,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_borrows_when_only_the_ends_change() {
        assert!(matches!(plain("基本支出"), Cow::Borrowed("基本支出")));
        assert!(matches!(plain("## **（一）总体情况**\u{3000}"), Cow::Borrowed("（一）总体情况")));
        assert!(matches!(plain(" \t\u{a0}\u{feff}"), Cow::Borrowed("")));
    }

    #[test]
    fn plain_takes_out_blanks_and_markup() {
        assert_eq!(plain("<b>本年 收入\u{3000}合计</b>"), "本年收入合计");
        assert_eq!(plain("第3部分 [bookmark: _Toc1]名词解释"), "第3部分名词解释");
        assert_eq!(plain("# 甲局\n\n## 自评报告"), "甲局自评报告");
        assert_eq!(plain("3#楼 * 2"), "3#楼*2");
        assert_eq!(plain("[bookmark: 没有完"), "[bookmark:没有完");
    }

    #[test]
    fn titles_close_without_their_stop() {
        assert_eq!(close_title("结构情况。** "), "结构情况");
        assert_eq!(close_title("主要职责：\t"), "主要职责");
    }

    proptest::proptest! {
        #[test]
        fn plain_is_idempotent_on_flat_text(text in "[ \u{3000}\ta-c一二（）。]{0,40}") {
            let once = plain(&text).into_owned();
            let twice = plain(&once).into_owned();
            proptest::prop_assert_eq!(&twice, &once);
            proptest::prop_assert!(once.chars().all(|c| !c.is_whitespace()));
        }

        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,80}|[#*<>b/p\\[\\]: \n]{0,60}") {
            let _ = (plain(&text), lead(&text), close_title(&text), trim(&text));
        }
    }
}
