//! Running text without markup and blanks, with the way back to the source.
//!
//! The grammar of figures is written for plain text. Real text has bold marks, bookmarks, tags and blanks inside
//! figures, full-width digits, and page breaks inside paragraphs; all of that ends here, and every byte of the
//! clean text knows its place in the source.

use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::chars;

/// Plain text in one buffer that is used again for every paragraph.
#[derive(Debug, Default)]
pub(crate) struct Clean {
    text: String,
    anchors: Vec<Anchor>,
    gap: Gap,
}

/// What was left out since the last character that was kept.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing but markup.
    #[default]
    None,
    /// White space, which parts two numbers.
    Blank,
    /// The line end of a wrapped paragraph, which stands anywhere, in the midst of a number, too.
    LineEnd,
}

/// From `clean` on, up to the next anchor, source and clean text run side by side.
#[derive(Copy, Clone, Debug)]
struct Anchor {
    clean: u32,
    source: u32,
}

/// What becomes of a character that is not simply kept.
#[derive(Copy, Clone)]
enum Fate {
    /// Markup: nothing remains, and its neighbours touch.
    Drop,
    /// White space: nothing remains but between digits, where it may part two numbers.
    Blank,
    /// A line end: nothing remains.
    LineEnd,
    /// The plain form of a full-width or typographic character.
    Fold(char),
}

impl Clean {
    /// Empties the buffer.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.anchors.clear();
        self.gap = Gap::None;
    }

    /// The clean text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Appends a piece of the source. Between pieces a page break stood, which parts a number like the end of a line.
    pub(crate) fn push(&mut self, source: &str, piece: Span) {
        let text = piece.text(source);
        self.gap = Gap::LineEnd;
        let mut kept = 0;
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            if let 0xe4..=0xe9 = byte {
                // nearly all characters are ideographs
                at += 3;
                continue;
            }
            let Some((fate, width)) = is_suspect(text.as_bytes(), at).then(|| fate(text, at)).flatten()
            else {
                at += 1;
                continue;
            };
            self.append(text, kept..at, piece.start);
            match fate {
                Fate::Drop => {}
                Fate::Blank => self.gap = self.gap.max(Gap::Blank),
                Fate::LineEnd => self.gap = Gap::LineEnd,
                Fate::Fold(plain) => self.append_char(plain, piece.start + narrow(at)),
            }
            at += width;
            kept = at;
        }
        self.append(text, kept..text.len(), piece.start);
    }

    fn append(&mut self, text: &str, range: Range<usize>, base: u32) {
        let at = range.start;
        if let Some(run) = text.get(range).filter(|run| !run.is_empty()) {
            self.anchor(run.as_bytes().first(), base + narrow(at));
            self.text.push_str(run);
        }
    }

    fn append_char(&mut self, plain: char, source: u32) {
        self.anchor(u8::try_from(plain).ok().as_ref(), source);
        self.text.push(plain);
    }

    /// Marks that what follows in the clean text stands at `source`.
    fn anchor(&mut self, first: Option<&u8>, source: u32) {
        let numeric = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_digit() || *b == b'.');
        let parted = std::mem::take(&mut self.gap) == Gap::Blank;
        if parted && numeric(self.text.as_bytes().last()) && numeric(first) {
            self.text.push(' ');
        }
        self.anchors.push(Anchor { clean: narrow(self.text.len()), source });
    }

    /// The place in the source of a byte of the clean text.
    fn place(&self, clean: u32) -> u32 {
        let after = self.anchors.partition_point(|anchor| anchor.clean <= clean);
        let anchor = after.checked_sub(1).and_then(|index| self.anchors.get(index));
        anchor.map_or(0, |anchor| anchor.source + (clean - anchor.clean))
    }

    /// The place in the source of a range of the clean text, from its first to its last character.
    pub(crate) fn span(&self, source: &str, range: Range<usize>) -> Span {
        let start = self.place(narrow(range.start));
        let last = self.text.get(range.clone()).and_then(|text| text.char_indices().next_back());
        let Some((offset, _)) = last else {
            return Span::new(start, start);
        };
        let last = self.place(narrow(range.start + offset));
        let width =
            source.get(last as usize..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span::new(start, last + narrow(width))
    }
}

/// Segmented texts are shorter than 4 GiB.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Whether the character at `at` may be dropped or folded. The marks of these texts (，。；：（）“”) may not, and are
/// told from what may by their bytes, since every fifth character is one.
fn is_suspect(bytes: &[u8], at: usize) -> bool {
    let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
    match bytes.get(at) {
        Some(0..=b' ' | b'*' | b'#' | b'\\' | b'<' | b'[' | 0x7f | 0xc2) => true,
        // spaces, zero-width characters, the minus sign
        Some(0xe2) => !(next(1) == 0x80 && matches!(next(2), 0x90..=0xa7)),
        // the ideographic space
        Some(0xe3) => next(1) == 0x80 && next(2) == 0x80,
        // full-width forms but for ，：；（）！
        Some(0xef) => !(next(1) == 0xbc && matches!(next(2), 0x81 | 0x88 | 0x89 | 0x8c | 0x9a | 0x9b)),
        _ => false,
    }
}

/// What becomes of the character at `at`, and how many bytes that concerns; `None` to keep it.
fn fate(text: &str, at: usize) -> Option<(Fate, usize)> {
    let rest = text.get(at..)?;
    let char = rest.chars().next()?;
    let one = |fate| Some((fate, char.len_utf8()));
    match char {
        '*' | '#' | '\\' => one(Fate::Drop),
        _ if chars::is_zero_width(char) => one(Fate::Drop),
        '<' => tag(rest).map(|width| (Fate::Drop, width)),
        '[' => bookmark(rest).map(|width| (Fate::Drop, width)),
        '\u{2212}' => one(Fate::Fold('-')),
        '﹪' => one(Fate::Fold('%')),
        '\n' | '\r' => one(Fate::LineEnd),
        _ if char.is_whitespace() || char.is_control() => one(Fate::Blank),
        _ => narrowed(char).and_then(|plain| one(Fate::Fold(plain))),
    }
}

/// The ASCII form of what numbers, codes and comparisons are written with in full width.
fn narrowed(c: char) -> Option<char> {
    let plain = chars::fold(c);
    let folds = plain.is_ascii_alphanumeric() || matches!(plain, '.' | '%' | '-' | '+' | '>' | '<' | '/');
    (plain != c && folds).then_some(plain)
}

/// The length of an HTML tag without attributes.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let end = name.get(letters..)?.trim_start_matches([' ', '/']);
    (matches!(letters, 1..=8) && end.starts_with('>')).then(|| rest.len() - end.len() + 1)
}

/// The length of a bookmark that a word processor left: `[bookmark: _Toc…]`.
fn bookmark(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix("[bookmark:")?;
    // names of bookmarks are short; the bound keeps the search for the end linear
    let end = name.bytes().take(256).position(|byte| byte == b']')?;
    Some(rest.len() - name.len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(source: &str) -> Clean {
        let mut clean = Clean::default();
        clean.push(source, Span::of(0..source.len()));
        clean
    }

    #[test]
    fn markup_and_blanks_are_gone_and_full_width_is_folded() {
        let text = |source| clean(source).text().to_owned();
        assert_eq!(text("**1. 接待费** 预算 数为０ 万元"), "1.接待费预算数为0万元");
        assert_eq!(text("[bookmark: _Toc15377200]二、<b>机构</b> 3 个"), "二、机构3个");
        assert_eq!(text("1 0.　5％ < 3<5"), "1 0. 5%<3<5");
        assert_eq!(text("<未闭合 [bookmark: 无尾"), "<未闭合[bookmark:无尾");
    }

    #[test]
    fn every_range_leads_back_to_the_source() {
        let source = "**收入** １２．５ 万元";
        let clean = clean(source);
        assert_eq!(clean.text(), "收入12.5万元");
        assert_eq!(clean.span(source, 6..10).text(source), "１２．５");
        assert_eq!(clean.span(source, 6..16).text(source), "１２．５ 万元");
        assert_eq!(clean.span(source, 0..6).text(source), "收入");
    }

    #[test]
    fn pieces_are_joined() {
        let source = "支出7\n---\n3.5万元";
        let mut clean = Clean::default();
        clean.push(source, Span::of(0..7));
        clean.push(source, Span::of(12..source.len()));
        assert_eq!(clean.text(), "支出73.5万元");
        assert_eq!(clean.span(source, 6..10).text(source), "7\n---\n3.5");
    }
}
