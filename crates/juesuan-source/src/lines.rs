//! From byte offsets to lines and columns.

use crate::Span;

/// Where each line of a text begins. Lines end at `\n`, `\r\n` or a lone `\r`.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    end: u32,
}

impl LineIndex {
    /// Finds the lines of `source` in one pass.
    pub fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let first_half_of_crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !first_half_of_crlf {
                starts.push(Span::of(0..at + 1).end);
            }
        }
        Self { starts, end: Span::of(0..bytes.len()).end }
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

    /// The column, counted in characters from 1, of the byte at `offset`.
    pub fn column(&self, source: &str, offset: u32) -> u32 {
        let line = self.line(offset).saturating_sub(1) as usize;
        let before = Span::new(self.span(line).start, offset).text(source);
        Span::of(0..before.chars().count() + 1).end
    }
}
