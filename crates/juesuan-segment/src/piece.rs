//! The first pass: every line, or the part of it that says one thing, with its outward shape.

use juesuan_source::chars::{PageNumber, before_year, blank_length, page_number};
use juesuan_vocabulary::{WordList as _, headings, statements, units};
use memchr::memmem;

use crate::crammed;
use crate::heading::is_statutory_title;
use crate::markup::{blank_len_back, plain};
use crate::tuning::TUNING;
use crate::{BlockKind, LineIndex, Marker, Span, html_tag, label};

/// What a line looks like from outside.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Only white space, no tab.
    Blank,
    /// A form feed, with or without white space.
    PageBreak,
    /// `---`
    Rule,
    /// A number that may be a page's.
    Number,
    /// White space with one tab: an empty cell.
    BareTab,
    /// White space with several tabs: a row of empty cells.
    BareRow,
    /// One cell behind a tab.
    TabCell,
    /// Several cells parted by tabs.
    Row,
    /// Text with one tab after it.
    TabEnd,
    /// `| a | b |`
    Pipe,
    /// `a | b |`: no pipe stands in front.
    Barred,
    /// `<table>`, perhaps with other tags before it.
    Html,
    /// Text with two or more wide gaps: columns aligned by blanks.
    Spaced,
    /// Text with one wide gap.
    Gap,
    /// A label, known by its first words.
    Label(BlockKind),
    /// Any other text.
    Text,
}

impl Shape {
    /// Whether nothing is printed there that belongs to the text.
    pub(crate) fn is_empty(self) -> bool {
        matches!(self, Self::Blank | Self::PageBreak | Self::Rule | Self::BareTab | Self::BareRow)
    }

    /// Whether the piece can be read as running text or a heading.
    pub(crate) fn is_text(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Gap
                | Self::Spaced
                | Self::TabCell
                | Self::TabEnd
                | Self::Barred
                | Self::Label(_)
        )
    }
}

/// A line, or a part of one.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Piece {
    /// Where it begins; it ends where the next one begins.
    pub(crate) start: u32,
    /// Its characters without white space at the ends.
    pub(crate) text: Span,
    /// What it looks like.
    pub(crate) shape: Shape,
}

/// Cuts `source` into pieces without a gap, each with its shape.
pub(crate) fn scan(source: &str, lines: &LineIndex) -> Vec<Piece> {
    let mut scanner = Scanner {
        source,
        gap: memmem::Finder::new("  "),
        wide_gap: memmem::Finder::new("\u{3000}\u{3000}"),
        pieces: Vec::with_capacity(lines.len()),
    };
    for index in 0..lines.len() {
        let span = lines.span(index);
        if !span.is_empty() {
            scanner.line(span);
        }
    }
    scanner.pieces
}

struct Scanner<'a> {
    source: &'a str,
    gap: memmem::Finder<'static>,
    wide_gap: memmem::Finder<'static>,
    pieces: Vec<Piece>,
}

/// Whether a cell names a year and nothing else.
fn is_year(cell: &str) -> bool {
    let cell = cell.trim();
    before_year(cell).is_some_and(|year| year.chars().count() == 4)
}

/// The ends of a line's text and the tabs around it.
struct Trimmed {
    text: Span,
    tabs_before: usize,
    tabs_after: usize,
    feeds: usize,
}

impl Scanner<'_> {
    fn line(&mut self, span: Span) {
        let line = &self.source.as_bytes()[span.range()];
        let trimmed = trim_line(line, span.start);
        if trimmed.feeds > 0 && !trimmed.text.is_empty() {
            // what follows a page break on its line is a piece of its own
            let feed = memchr::memrchr(b'\x0c', &line[..(trimmed.text.start - span.start) as usize]);
            let after = span.start + Span::of(0..feed.map_or(0, |at| at + 1)).end;
            self.push(span.start, Span::new(span.start, span.start), Shape::PageBreak);
            let rest = &line[(after - span.start) as usize..];
            let trimmed = trim_line(rest, after);
            return self.text(after, &trimmed);
        }
        if trimmed.text.is_empty() {
            let shape = match (trimmed.feeds, trimmed.tabs_before) {
                (1.., _) => Shape::PageBreak,
                (_, 0) => Shape::Blank,
                (_, 1) => Shape::BareTab,
                _ => Shape::BareRow,
            };
            return self.push(span.start, trimmed.text, shape);
        }
        self.text(span.start, &trimmed);
    }

    fn push(&mut self, start: u32, text: Span, shape: Shape) {
        self.pieces.push(Piece { start, text, shape });
    }

    /// Whether a line is the end of the title that the piece above begins, broken inside a word: …支出决 above 算表. The
    /// piece above takes it.
    fn ends_title(&mut self, text: Span) -> bool {
        if text.len() > TUNING.piece.title_end.bytes() || !text.text(self.source).ends_with(headings::TABLE) {
            return false;
        }
        let Some(above) = self.pieces.last_mut() else { return false };
        let whole = above.text.join(text);
        let alone = is_statutory_title(above.text.text(self.source));
        let begins = matches!(above.shape, Shape::Text | Shape::Gap) && !alone;
        let title = plain(whole.text(self.source));
        let broken = begins
            && is_statutory_title(&title)
            && (statements::ENDS.any_ends(&title) || statements::BUDGET_ENDS.any_ends(&title));
        if broken {
            above.text = whole;
        }
        broken
    }

    fn text(&mut self, start: u32, trimmed: &Trimmed) {
        if self.ends_title(trimmed.text) {
            return;
        }
        let text = trimmed.text.text(self.source);
        let bytes = text.as_bytes();
        if bytes.starts_with(b"<") && html_tag::opens_table(bytes) {
            return self.push(start, trimmed.text, Shape::Html);
        }
        if is_barred(bytes) {
            return self.push(start, trimmed.text, Shape::Barred);
        }
        if bytes.starts_with(b"<") && self.elements(start, trimmed.text) {
            return;
        }
        let label = label::label(text);
        let labelled = label.is_some_and(|kind| kind != BlockKind::Note && kind != BlockKind::ListItem);
        if trimmed.tabs_after > 0 && self.crammed(start, trimmed.text) {
            return;
        }
        if (labelled || ends_with_unit(bytes)) && self.labels(start, trimmed.text) {
            return;
        }
        let inner_tab = memchr::memchr(b'\t', bytes);
        // a title or label that fills a row of the grid is no row
        let alone = inner_tab.is_none() && trimmed.tabs_before + trimmed.tabs_after >= 2;
        let title = || is_statutory_title(text).then_some(Shape::Text);
        let tag = if alone { label.map(Shape::Label).or_else(title) } else { None };
        let shape = match (trimmed.tabs_before, inner_tab, trimmed.tabs_after) {
            _ if alone && tag.is_some() => tag.unwrap_or(Shape::Row),
            (_, Some(at), _) if is_numbering_tab(text, at) => Shape::Text,
            (_, Some(_), _) | (2.., None, _) | (_, None, 2..) => Shape::Row,
            // behind one tab, a second one at the end of the line is as good as a blank
            (1, None, _) => {
                label.filter(|&kind| kind == BlockKind::Caption).map_or(Shape::TabCell, Shape::Label)
            }
            (0, None, 1) => label.map_or(Shape::TabEnd, Shape::Label),
            (0, None, 0) => label.map_or_else(|| self.flat(text), Shape::Label),
        };
        self.push(start, trimmed.text, shape);
    }

    /// Parts a line of elements (`<h3>…</h3><p>…</p>`) into what each says; false where the line is something else.
    fn elements(&mut self, start: u32, text: Span) -> bool {
        let Some(elements) = html_tag::elements(text.text(self.source)) else { return false };
        for (at, element) in elements.into_iter().enumerate() {
            let inner = Span::new(
                text.start + Span::of(0..element.start).end,
                text.start + Span::of(0..element.end).end,
            );
            let trimmed = Trimmed { text: inner, tabs_before: 0, tabs_after: 0, feeds: 0 };
            self.text(if at == 0 { start } else { inner.start }, &trimmed);
        }
        true
    }

    /// Parts a line that holds a whole form behind its title; false where the line is something else.
    fn crammed(&mut self, start: u32, text: Span) -> bool {
        let line = text.text(self.source);
        let found = (!line.contains('\t')).then(|| crammed::crammed(line)).flatten();
        let Some(found) = found else { return false };
        let mut part = |from: usize, to: usize, shape: Shape| {
            let inner = crate::markup::trim(&line[from..to]);
            let at = text.start + Span::of(0..from).end;
            let ends = Span::new(at, at + Span::of(0..inner.len()).end);
            self.push(if from == 0 { start } else { at }, ends, shape);
        };
        part(0, found.title, Shape::Text);
        if !line[found.title..found.unit.0].trim().is_empty() {
            part(found.title, found.unit.0, Shape::Label(BlockKind::Department));
        }
        part(found.unit.0, found.unit.1, Shape::Label(BlockKind::Unit));
        if found.unit.1 < line.len() {
            part(found.unit.1, line.len(), Shape::Label(BlockKind::Furniture));
        }
        true
    }

    /// Parts a line that holds several labels; false where the line is something else.
    fn labels(&mut self, start: u32, text: Span) -> bool {
        let line = text.text(self.source);
        let mut from = 0;
        let first = self.pieces.len();
        for cut in label::cuts(line).chain([line.len()]) {
            let part = crate::markup::trim(&line[from..cut]);
            let Some(kind) = label::label(part).or((from == 0).then_some(BlockKind::Paragraph)) else {
                continue;
            };
            // 编制单位：某局 | 2015年度 | 金额单位：元
            let cells_inside = part.split('\t').skip(1).any(|cell| !cell.trim().is_empty() && !is_year(cell));
            if cells_inside
                || (kind == BlockKind::Paragraph
                    && (cut == line.len() || part.len() > TUNING.piece.longest_part.bytes()))
            {
                self.pieces.truncate(first);
                return false;
            }
            let at = text.start + Span::of(0..from).end;
            let shape = if kind == BlockKind::Paragraph { Shape::Text } else { Shape::Label(kind) };
            let piece_start = if from == 0 { start } else { at };
            self.push(piece_start, Span::new(at, at + Span::of(0..part.len()).end), shape);
            from = cut;
        }
        self.pieces.len() > first + 1 || {
            self.pieces.truncate(first);
            false
        }
    }

    /// The shape of a text without tabs.
    fn flat(&self, text: &str) -> Shape {
        let bytes = text.as_bytes();
        match bytes {
            [b'|', ..] => return Shape::Pipe,
            [b'-' | b'=' | b'_', ..] if bytes.len() >= 3 && is_rule(bytes) => return Shape::Rule,
            _ if is_page_number(text) => return Shape::Number,
            _ => {}
        }
        if bytes.len() > TUNING.piece.aligned_limit.bytes() {
            let gaps = text
                .split("  ")
                .filter(|piece| !piece.is_empty())
                .skip(1)
                .take(TUNING.piece.many_gaps)
                .count();
            return if gaps == TUNING.piece.many_gaps { Shape::Spaced } else { Shape::Text };
        }
        match self.gaps(bytes) {
            0 => Shape::Text,
            1 => Shape::Gap,
            _ => Shape::Spaced,
        }
    }

    /// Number of wide gaps inside `bytes`, counted up to two; none where the text is spaced out letter by letter.
    fn gaps(&self, bytes: &[u8]) -> usize {
        let (mut count, mut letters, mut from) = (0, true, 0);
        while let Some(at) = self.gap.find(&bytes[from..]).or_else(|| self.wide_gap.find(&bytes[from..])) {
            letters &= at <= 3 && bytes[from] >= 0x80;
            count += 1;
            from += at;
            while from < bytes.len() {
                match blank_length(&bytes[from..]) {
                    0 => break,
                    step => from += step,
                }
            }
            if count == 2 && !letters {
                return 2;
            }
        }
        letters &= bytes.len() - from <= 3;
        if letters { 0 } else { count.min(2) }
    }
}

/// Finds the ends of the text in a line that begins at byte `offset`.
fn trim_line(line: &[u8], offset: u32) -> Trimmed {
    let (mut from, mut tabs_before, mut feeds) = (0, 0, 0);
    loop {
        match line.get(from) {
            Some(b'\t') => {
                tabs_before += 1;
                from += 1;
            }
            Some(b'\x0c') => {
                feeds += 1;
                from += 1;
            }
            _ => match blank_length(&line[from..]) {
                0 => break,
                step => from += step,
            },
        }
    }
    let (mut to, mut tabs_after) = (line.len(), 0);
    while to > from {
        match line[to - 1] {
            b'\t' => tabs_after += 1,
            b'\n' | b'\r' | b' ' => {}
            _ => match blank_len_back(&line[from..to]) {
                0 => break,
                step => to -= step - 1,
            },
        }
        to -= 1;
    }
    let at = |n: usize| offset + Span::of(0..n).end;
    Trimmed { text: Span::new(at(from), at(to)), tabs_before, tabs_after, feeds }
}

/// Whether pipes part a line into cells though none stands in front: `a | b`, `a |`, `---|---`.
fn is_barred(line: &[u8]) -> bool {
    let [first, .., last] = *line else { return false };
    if first == b'|' || memchr::memchr(b'|', line).is_none() || memchr::memchr(b'\t', line).is_some() {
        return false;
    }
    let rule = || line.iter().all(|byte| matches!(byte, b'-' | b'|' | b':' | b' '));
    last == b'|' || memmem::find(line, b"| ").is_some() || rule()
}

/// Whether the tab at `at` only sets a number apart from its heading ("一、→职责").
fn is_numbering_tab(text: &str, at: usize) -> bool {
    at <= 24
        && memchr::memchr(b'\t', &text.as_bytes()[at + 1..]).is_none()
        && Marker::at_start(text, 0)
            .is_some_and(|marker| marker.span.len() == crate::markup::trim(&text[..at]).len())
}

/// Whether a line ends as one does that closes with its unit ("… 单位：万元").
fn ends_with_unit(bytes: &[u8]) -> bool {
    let yuan = bytes.strip_suffix("）".as_bytes()).or_else(|| bytes.strip_suffix(b")")).unwrap_or(bytes);
    matches!(*yuan, [.., 0xE5, 0x85, 0x83])
        && bytes.len() <= 300
        && memmem::find(bytes, units::UNIT.as_bytes()).is_some()
}

/// Whether a line is nothing but strokes. Dashes that stand alone with wide gaps between them are a row of a form whose
/// cells are empty, not a rule across the page.
fn is_rule(bytes: &[u8]) -> bool {
    let strokes = bytes.iter().all(|b| matches!(b, b'-' | b'=' | b'_' | b' '));
    let cells = || {
        memmem::find(bytes, b"  ").is_some()
            && bytes.split(|b| *b == b' ').all(|mark| matches!(mark, b"" | b"-" | b"--"))
    };
    strokes && !cells()
}

/// Whether a line may be the number of a page. Four digits by themselves are rather a year or a figure.
fn is_page_number(text: &str) -> bool {
    page_number(text).is_some_and(|number| !matches!(number, PageNumber::Bare(4..)))
}
