//! From byte offsets to lines, columns and pages.
//!
//! A line ends at `\n`, `\r\n` or a lone `\r`. Nobody else decides that.

use crate::Span;

/// The offset behind each line end of a text.
///
/// ```
/// let ends: Vec<usize> = juesuan_source::line_ends("甲\r乙\r\n丙").collect();
/// assert_eq!(ends, [4, 9]);
/// ```
pub fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    // the first half of `\r\n` ends no line
    let ends = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(ends).map(|at| at + 1)
}

/// The lines of a part of a text without their ends; form feeds stay in their line. A line end at the very end opens
/// no further line.
///
/// ```
/// use juesuan_source::Span;
/// let text = "甲\r乙\r\n丙\n";
/// let lines: Vec<&str> = juesuan_source::lines(text, Span::of(0..text.len())).map(|line| line.text(text)).collect();
/// assert_eq!(lines, ["甲", "乙", "丙"]);
/// ```
pub fn lines(source: &str, span: Span) -> impl Iterator<Item = Span> {
    let text = span.text(source);
    let base = span.start as usize;
    let mut start = 0;
    let mut ends = line_ends(text).chain(Some(text.len()));
    std::iter::from_fn(move || {
        let end = ends.next().filter(|&end| end > start)?;
        let content = without_line_end(&text[start..end]).len();
        let line = Span::of(base + start..base + start + content);
        start = end;
        Some(line)
    })
}

/// The line around the byte at `offset`, without its end.
pub fn line_around(text: &str, offset: usize) -> Span {
    let offset = text.floor_char_boundary(offset);
    let (before, behind) = text.split_at(offset);
    // between the halves of `\r\n` the line is the one that they end
    let inside = before.len() - usize::from(behind.starts_with('\n') && before.ends_with('\r'));
    let start = before[..inside].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[inside..].find(['\n', '\r']).map_or(text.len(), |end| inside + end);
    Span::of(start..end)
}

/// A line without the line end behind it.
pub fn without_line_end(line: &str) -> &str {
    let rest = line.strip_suffix('\n').unwrap_or(line);
    rest.strip_suffix('\r').unwrap_or(rest)
}

/// Where pages begin in a text whose pages are parted by form feeds: offset 0 and the offset behind each form feed.
/// Empty where there is none.
pub fn page_starts(text: &str) -> Vec<u32> {
    let feeds = memchr::memchr_iter(b'\x0c', text.as_bytes()).map(|at| Span::of(0..at + 1).end);
    let mut starts: Vec<u32> = feeds.collect();
    if !starts.is_empty() {
        starts.insert(0, 0);
    }
    starts
}

/// Where each line of a text begins.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    end: u32,
}

impl LineIndex {
    /// Finds the lines of `source` in one pass.
    pub fn new(source: &str) -> Self {
        let behind = line_ends(source).map(|end| Span::of(0..end).end);
        Self { starts: std::iter::once(0).chain(behind).collect(), end: Span::of(0..source.len()).end }
    }

    /// Number of lines; the empty piece after a last line end counts as one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no line: only in a default value, since even an empty text has one.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line, counted from 1, that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        Span::of(0..self.starts.partition_point(|&start| start <= offset)).end
    }

    /// The bytes of the line with this index, counted from 0, its line end included.
    pub fn span(&self, index: usize) -> Span {
        let start = self.starts.get(index).copied().unwrap_or(self.end);
        let end = self.starts.get(index + 1).copied().unwrap_or(self.end);
        Span::new(start, end)
    }

    /// The bytes of the line with this index, counted from 0, without its line end.
    pub fn content(&self, source: &str, index: usize) -> Span {
        let line = self.span(index);
        let content = without_line_end(line.text(source)).len();
        Span::of(line.start as usize..line.start as usize + content)
    }

    /// The column, counted in characters from 1, of the byte at `offset`.
    pub fn column(&self, source: &str, offset: u32) -> u32 {
        let line = self.line(offset).saturating_sub(1) as usize;
        let before = Span::new(self.span(line).start, offset).text(source);
        Span::of(0..before.chars().count() + 1).end
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_end_is_one_of_three() {
        let texts =
            [("", 1, 0), ("甲", 1, 1), ("甲\n", 2, 1), ("甲\r\r\n乙", 3, 3), ("\n\r", 3, 2), ("\r\n", 2, 1)];
        for (text, indexed, iterated) in texts {
            assert_eq!(LineIndex::new(text).len(), indexed, "{text:?}");
            assert_eq!(lines(text, Span::of(0..text.len())).count(), iterated, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn all_ways_to_find_a_line_agree(text in "[甲a\r\n\u{c}]{0,12}", offset in 0..40usize) {
            let index = LineIndex::new(&text);
            for (at, line) in lines(&text, Span::of(0..text.len())).enumerate() {
                prop_assert_eq!(index.content(&text, at), line);
            }
            let offset = text.floor_char_boundary(offset);
            let number = index.line(Span::of(0..offset).end);
            let line = index.span(number as usize - 1);
            prop_assert_eq!(line_around(&text, offset).text(&text), without_line_end(line.text(&text)));
        }
    }
}
