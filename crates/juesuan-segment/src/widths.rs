//! What the lengths of the lines say about the document: cut off at a width, or wrapped at one.

use juesuan_source::chars::{is_figure, width};

use crate::piece::{Piece, Shape};
use crate::seam::{bare, is_torn, lead};
use crate::tuning::TUNING;
use crate::{BlockKind, Span};

/// Widths, in columns, at which pages wrap their lines.
const WRAPPED_AT: std::ops::RangeInclusive<u32> = 40..=160;

/// How the lines of a document end.
#[derive(Debug, Default)]
pub(crate) struct Widths {
    /// Characters at which lines were cut off.
    pub(crate) cut_at: Option<u32>,
    /// The lines that were cut off.
    pub(crate) cut_lines: Vec<Span>,
    /// How paragraphs are wrapped over several lines, where they are.
    pub(crate) wrap: Option<Wrap>,
    /// Whether so many sentences run on below their line that lines are wrapped, at whatever width.
    pub(crate) runs_on: bool,
}

/// Paragraphs go over several lines.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Wrap {
    /// Extent of a full line, its indentation included.
    width: u32,
    /// Extent of a full line without the marks at its end, which may hang over.
    room: u32,
    by: By,
    /// Whether nearly all lines that may be full have the full width.
    exact: bool,
    /// Whether a blank line stands below every line.
    parted: bool,
}

/// What was counted where the lines were broken.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum By {
    Characters,
    /// A Chinese character is two wide.
    Columns,
}

impl Wrap {
    /// The piece with the line below that of piece `at`.
    pub(crate) fn next(self, pieces: &[Piece], at: usize) -> usize {
        next_line(pieces, at, self.parted)
    }

    /// Columns or characters of a line with its indentation.
    fn extent(self, source: &str, piece: &Piece) -> u32 {
        let (chars, columns) = measure(Span::new(piece.start, piece.text.end).text(source));
        if self.by == By::Characters { chars } else { columns }
    }

    /// The extent from which on a line may be full: numbers and words that are not broken move to the next line.
    fn full_from(self) -> u32 {
        if self.exact {
            // a blank or a mark may hang over
            self.width.saturating_sub(2)
        } else {
            self.width / 100 * TUNING.widths.full + self.width % 100 * TUNING.widths.full / 100
        }
    }

    /// Whether a line is full, so that the line below may go on with it.
    pub(crate) fn is_full(self, source: &str, piece: &Piece) -> bool {
        self.extent(source, piece) >= self.full_from()
    }

    /// Whether the first unbreakable piece of the line below had no room on a line that was `indented` further when
    /// it was set: an extractor may have lost the indentation.
    pub(crate) fn has_no_room(self, source: &str, piece: &Piece, below: &str, indented: u32) -> bool {
        let (chars, columns) = measure(lead(below));
        let by_columns = self.by == By::Columns;
        let (lead, indented) = if by_columns { (columns, indented) } else { (chars, indented / 2) };
        self.extent(source, piece) + indented + lead > self.room
    }

    /// Whether a line is so full that nothing of the line below had room on it.
    pub(crate) fn is_brimful(self, source: &str, piece: &Piece) -> bool {
        self.extent(source, piece) + TUNING.widths.brim >= self.width
    }

    /// Whether a full line that ends with a full stop may be gone on with, too.
    pub(crate) const fn is_exact(self) -> bool {
        self.exact
    }
}

impl Widths {
    /// Whether this text was cut off at the end of its line.
    pub(crate) fn is_cut(&self, text: Span) -> bool {
        self.cut_lines.binary_search_by(|cut| cut.end.cmp(&text.end)).is_ok()
    }
}

/// Characters and columns (a Chinese character is two wide) of a text.
pub(crate) fn measure(text: &str) -> (u32, u32) {
    let (mut chars, mut columns) = (0, 0);
    let mut rest = text;
    loop {
        // nearly all characters are of ASCII or ideographs, of which the first byte tells the width
        let bytes = rest.as_bytes();
        let mut at = 0;
        loop {
            let (length, width) = match bytes.get(at) {
                Some(0..=0x7f) => (1, 1),
                Some(0xe5..=0xe9) => (3, 2),
                _ => break,
            };
            (at, chars, columns) = (at + length, chars + 1, columns + width);
        }
        let mut others = rest.get(at..).unwrap_or("").chars();
        let Some(c) = others.next() else { return (chars, columns) };
        (chars, columns) = (chars + 1, columns + Span::of(0..width(c)).end);
        rest = others.as_str();
    }
}

/// Columns of a text.
pub(crate) fn columns(text: &str) -> u32 {
    measure(text).1
}

/// Whether a text that ends so could go on: no mark closes it.
pub(crate) fn is_open(text: &str) -> bool {
    const CLOSED: &str = "。；！？：…”’》】」";
    let bytes = text.as_bytes();
    match *bytes {
        [.., a, b, c] if a >= 0xE2 => !CLOSED.as_bytes().as_chunks().0.contains(&[a, b, c]),
        // a point behind a digit of either width
        [.., before, b'.'] if before.is_ascii_digit() => true,
        [.., b'\xEF', b'\xBC', b'\x90'..=b'\x99', b'.'] => true,
        [.., last] => !matches!(last, b'.' | b';' | b':' | b'!' | b'?' | b'"' | b'*' | b'>'),
        [] => false,
    }
}

/// Whether the last thing on a line is a figure or a dash behind a wide gap: the cell of a column, and no cut sentence.
fn ends_with_cell(text: &str) -> bool {
    text.rsplit_once("  ").is_some_and(|(_, cell)| is_figure(cell.trim()))
}

/// Measures a document.
///
/// Lines are cut off where most of the longest lines have exactly the same number of characters (a tab counts),
/// stop in the midst of a sentence, and are not gone on with by the line below.
pub(crate) fn measure_document(source: &str, pieces: &[Piece]) -> Widths {
    let running =
        |piece: &&Piece| matches!(piece.shape, Shape::Text | Shape::Gap | Shape::TabCell | Shape::Label(_));
    let longest = pieces.iter().filter(running).map(|piece| piece.text.len()).max().unwrap_or(0);
    if longest == 0 || longest > TUNING.widths.width_limit.bytes() {
        return uncut(source, pieces);
    }
    // a line of the full width has at least a quarter of the bytes of the longest
    let long: Vec<(usize, u32, u32)> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| running(piece) && piece.text.len() * 4 >= longest)
        .map(|(at, piece)| {
            let (chars, columns) = measure(Span::new(piece.start, piece.text.end).text(source));
            (at, chars, columns)
        })
        .collect();
    let width = long.iter().map(|line| line.1).max().unwrap_or(0);
    let full: Vec<usize> = long.iter().filter(|line| line.1 == width).map(|line| line.0).collect();
    let near = long.iter().filter(|line| line.1 as usize * 10 >= width as usize * TUNING.widths.near).count();
    let cut: Vec<usize> = full
        .iter()
        .copied()
        .filter(|&at| {
            let text = pieces[at].text.text(source);
            is_open(text) && !ends_with_cell(text) && !goes_on(source, pieces, at)
        })
        .collect();
    let cut_off = cut.len() * 2 >= near && cut.len() * 5 >= full.len() * TUNING.widths.cut_open;
    if width >= TUNING.widths.narrowest
        && cut.len() >= TUNING.widths.fewest_cut
        && cut_off
        && !are_torn(source, pieces, &cut)
    {
        let span = |&at: &usize| Span::new(pieces[at].start, pieces[at].text.end);
        return Widths {
            cut_at: Some(width),
            cut_lines: cut.iter().map(span).collect(),
            ..Widths::default()
        };
    }
    uncut(source, pieces)
}

/// The widths of a document whose lines are whole.
fn uncut(source: &str, pieces: &[Piece]) -> Widths {
    Widths { wrap: wrapped(source, pieces), runs_on: runs_on(source, pieces), ..Widths::default() }
}

/// Whether the sentences of many lines run on below, where a line of text follows: paragraphs of one line end closed.
fn runs_on(source: &str, pieces: &[Piece]) -> bool {
    let (mut sentences, mut open) = (0_usize, 0_usize);
    for pair in pieces.windows(2) {
        let [piece, below] = pair else { continue };
        let text = piece.text.text(source);
        if piece.shape != Shape::Text
            || !matches!(below.shape, Shape::Text | Shape::Gap)
            || !text.contains(['，', '。', '；'])
        {
            continue;
        }
        sentences += 1;
        let item = || crate::Marker::at_start(below.text.text(source), 0).is_some();
        open += usize::from(is_open(text) && columns(text) <= *WRAPPED_AT.end() && !item());
    }
    open >= TUNING.widths.fewest_open && open * TUNING.widths.one_in_open >= sentences
}

/// Whether the line below carries on with the text of this one, judged by its indentation alone.
fn goes_on(source: &str, pieces: &[Piece], at: usize) -> bool {
    let indent = |piece: &Piece| piece.text.start - piece.start;
    let Some(next) = pieces.get(at + 1).filter(|next| !next.shape.is_empty()) else { return false };
    if crate::Marker::at_start(next.text.text(source), next.text.start).is_some() {
        return false;
    }
    // lines that all begin alike say nothing: then the columns decide, which differ where characters were counted
    indent(next) < indent(&pieces[at])
}

/// Whether the lines below go on with the text of these: what stands at both sides of the line end belongs together.
fn are_torn(source: &str, pieces: &[Piece], lines: &[usize]) -> bool {
    let torn = |&&at: &&usize| {
        // a page may end in between
        let mut below = pieces.get(at + 1..).unwrap_or_default().iter().take(TUNING.widths.seam);
        let below = below.find(|below| !below.shape.is_empty() && below.shape != Shape::Number);
        below.is_some_and(|below| is_torn(pieces[at].text.text(source), below.text.text(source)))
    };
    let count = lines.iter().filter(torn).count();
    count >= TUNING.widths.fewest_torn && count * TUNING.widths.one_in_torn >= lines.len()
}

/// How paragraphs are wrapped over several lines, if they are.
///
/// Cells say nothing about it, and a few lines may be longer: notes and titles that another hand set. Many lines must be
/// about as long as the others at most are, and most of them go on below.
fn wrapped(source: &str, pieces: &[Piece]) -> Option<Wrap> {
    let running = |piece: &Piece| {
        let note = matches!(piece.shape, Shape::Label(BlockKind::ListItem | BlockKind::Note));
        let heading = || piece.text.text(source).starts_with('#');
        (note || piece.shape == Shape::Text) && !heading()
    };
    let lines: Vec<Line> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| running(piece))
        .map(|(at, piece)| {
            let line = Span::new(piece.start, piece.text.end).text(source);
            // no page is so wide: its true length does not matter
            let measured = |line: &str| {
                if line.len() > TUNING.widths.width_limit.bytes() {
                    (u32::MAX, u32::MAX)
                } else {
                    measure(line)
                }
            };
            let (chars, columns) = measured(line);
            let hanging = line.get(bare(line).len()..).unwrap_or("");
            let bare = if line.len() > TUNING.widths.width_limit.bytes() {
                measured(bare(line))
            } else {
                let (hanging_chars, hanging_columns) = measure(hanging);
                (chars - hanging_chars, columns - hanging_columns)
            };
            Line { at, chars, columns, bare }
        })
        .collect();
    let (chars, at_chars) = usual_most(lines.iter().map(|line| line.chars), 0)?;
    let (columns, at_columns) = usual_most(lines.iter().map(|line| line.columns), 1)?;
    // where lines were broken after so many characters, those with digits are fewer columns wide, and the other way
    // round: what explains more of the line ends was counted
    let parted = are_parted(pieces, &lines);
    let wrap_by = |by: By, width: u32| {
        // a mark may hang over the width; two in a row do, too, where the longest line without any is shorter still
        let bare = |line: &Line| if by == By::Characters { line.bare.0 } else { line.bare.1 };
        let hanging = if by == By::Columns { 2 } else { 1 };
        let most = usual_most(lines.iter().map(bare), 0).map_or(width, |(most, _)| most);
        Wrap { width, room: most.min(width.saturating_sub(hanging)), by, exact: false, parted }
    };
    let explained = |wrap: Wrap| {
        let no_room = |line: &&Line| {
            let (piece, below) = (&pieces[line.at], pieces.get(wrap.next(pieces, line.at)));
            below.is_some_and(|below| {
                is_open(piece.text.text(source))
                    && wrap.has_no_room(source, piece, below.text.text(source), 0)
            })
        };
        lines.iter().filter(|line| line.chars < u32::MAX).filter(no_room).count()
    };
    let (in_chars, in_columns) = (wrap_by(By::Characters, chars), wrap_by(By::Columns, columns));
    let by_characters = (explained(in_chars), at_chars) >= (explained(in_columns), at_columns);
    let loose = if by_characters { in_chars } else { in_columns };
    let (by, width) = (loose.by, loose.width);
    let extent = |line: &&Line| if by == By::Characters { line.chars } else { line.columns };
    let full: Vec<&Line> =
        lines.iter().filter(|line| (loose.full_from()..=width).contains(&extent(line))).collect();
    let long = lines.iter().filter(|line| extent(line) >= width / 2).count();
    let open = |line: &&&Line| {
        let below = pieces.get(next_line(pieces, line.at, parted)).is_some_and(|next| !next.shape.is_empty());
        below && is_open(pieces[line.at].text.text(source))
    };
    let goes_on = full.iter().filter(open).count();
    let brim = full.iter().filter(open).filter(|line| extent(line).saturating_add(1) >= width).count();
    let all_brim = full.iter().filter(|line| extent(line).saturating_add(1) >= width).count();
    let exact = brim * 10 >= goes_on * TUNING.widths.brimful;
    // headings and titles may be about as long as a full line, too: they matter little where many lines are just as long
    let certain = exact && brim >= TUNING.widths.fewest_brimful && brim * 2 >= all_brim;
    let many = full.len() * TUNING.widths.full_lines >= long && goes_on * 2 >= full.len();
    // paragraphs of like length with blank lines between them look the same: only what was torn shows that they are one
    let torn = || !parted || are_torn(source, pieces, &full.iter().map(|line| line.at).collect::<Vec<_>>());
    let wrapped = WRAPPED_AT.contains(&columns)
        && full.len() >= TUNING.widths.fewest_full
        && (many || certain)
        && torn();
    wrapped.then_some(Wrap { exact, ..loose })
}

/// The piece with the line below that of piece `at`; `parted` tells that one blank line stands between lines.
fn next_line(pieces: &[Piece], at: usize, parted: bool) -> usize {
    let blank = parted && pieces.get(at + 1).is_some_and(|piece| piece.shape == Shape::Blank);
    at + 1 + usize::from(blank)
}

/// Whether a blank line stands below nearly every line.
fn are_parted(pieces: &[Piece], lines: &[Line]) -> bool {
    let blank = |line: &&Line| pieces.get(line.at + 1).is_none_or(|piece| piece.shape == Shape::Blank);
    lines.iter().filter(blank).count() * 100 >= lines.len() * TUNING.widths.parted
}

/// A line of running text.
struct Line {
    /// Its piece.
    at: usize,
    chars: u32,
    columns: u32,
    /// Both without the marks at its end.
    bare: (u32, u32),
}

/// The most that lines usually have, and how many have it, or up to `less` less.
fn usual_most(extents: impl Iterator<Item = u32>, less: u32) -> Option<(u32, usize)> {
    let mut extents: Vec<u32> = extents.collect();
    extents.sort_unstable();
    let most = *extents.get(extents.len().checked_sub(1 + extents.len() / TUNING.widths.one_in_longer)?)?;
    let from = extents.partition_point(|extent| extent.saturating_add(less) < most);
    Some((most, extents.partition_point(|extent| *extent <= most) - from))
}
