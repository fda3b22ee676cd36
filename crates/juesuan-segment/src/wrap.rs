//! Paragraphs that go over several lines: after how many characters or columns their lines are broken.

use crate::extent::measure;
use crate::piece::{Piece, Shape};
use crate::seam::{are_torn, bare, is_open, lead};
use crate::tuning::TUNING;
use crate::{BlockKind, Span};

/// Widths, in columns, at which pages wrap their lines.
pub(crate) const WRAPPED_AT: std::ops::RangeInclusive<u32> = 40..=160;

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
        let blank = self.parted && pieces.get(at + 1).is_some_and(|piece| piece.shape == Shape::Blank);
        at + 1 + usize::from(blank)
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

/// A line of running text.
struct Line {
    /// Its piece.
    at: usize,
    chars: u32,
    columns: u32,
    /// Both without the marks at its end.
    bare: (u32, u32),
}

impl Line {
    fn of(source: &str, at: usize, piece: &Piece) -> Self {
        let line = Span::new(piece.start, piece.text.end).text(source);
        let too_long = line.len() > TUNING.widths.width_limit.bytes();
        // no page is so wide: its true length does not matter
        if too_long && bare(line).len() > TUNING.widths.width_limit.bytes() {
            return Self { at, chars: u32::MAX, columns: u32::MAX, bare: (u32::MAX, u32::MAX) };
        }
        if too_long {
            return Self { at, chars: u32::MAX, columns: u32::MAX, bare: measure(bare(line)) };
        }
        let (chars, columns) = measure(line);
        let (hanging_chars, hanging_columns) = measure(line.get(bare(line).len()..).unwrap_or(""));
        Self { at, chars, columns, bare: (chars - hanging_chars, columns - hanging_columns) }
    }

    const fn extent(&self, by: By) -> u32 {
        match by {
            By::Characters => self.chars,
            By::Columns => self.columns,
        }
    }
}

/// How paragraphs are wrapped over several lines, if they are.
///
/// Cells say nothing about it, and a few lines may be longer: notes and titles that another hand set. Many lines must be
/// about as long as the others at most are, and most of them go on below.
pub(crate) fn wrapped(source: &str, pieces: &[Piece]) -> Option<Wrap> {
    let lines: Vec<Line> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| is_running(source, piece))
        .map(|(at, piece)| Line::of(source, at, piece))
        .collect();
    let loose = loose(source, pieces, &lines)?;
    let width = loose.width;
    let columns = usual_most(lines.iter().map(|line| line.columns), 1)?.0;
    let extent = |line: &&Line| line.extent(loose.by);
    let full: Vec<&Line> =
        lines.iter().filter(|line| (loose.full_from()..=width).contains(&extent(line))).collect();
    let long = lines.iter().filter(|line| extent(line) >= width / 2).count();
    let open = |line: &&&Line| {
        let below = pieces.get(loose.next(pieces, line.at)).is_some_and(|next| !next.shape.is_empty());
        below && is_open(pieces[line.at].text.text(source))
    };
    let goes_on = full.iter().filter(open).count();
    let is_brim = |line: &&&Line| extent(line).saturating_add(1) >= width;
    let brim = full.iter().filter(open).filter(is_brim).count();
    let all_brim = full.iter().filter(is_brim).count();
    let exact = brim * 10 >= goes_on * TUNING.widths.brimful;
    // headings and titles may be about as long as a full line, too: they matter little where many lines are just as long
    let certain = exact && brim >= TUNING.widths.fewest_brimful && brim * 2 >= all_brim;
    let many = full.len() * TUNING.widths.full_lines >= long && goes_on * 2 >= full.len();
    // paragraphs of like length with blank lines between them look the same: only what was torn shows that they are one
    let torn =
        || !loose.parted || are_torn(source, pieces, &full.iter().map(|line| line.at).collect::<Vec<_>>());
    let wrapped = WRAPPED_AT.contains(&columns)
        && full.len() >= TUNING.widths.fewest_full
        && (many || certain)
        && torn();
    wrapped.then_some(Wrap { exact, ..loose })
}

/// Whether a line is one of running text.
fn is_running(source: &str, piece: &Piece) -> bool {
    let note = matches!(piece.shape, Shape::Label(BlockKind::ListItem | BlockKind::Note));
    (note || piece.shape == Shape::Text) && !piece.text.text(source).starts_with('#')
}

/// How the lines would be wrapped, if they are: after so many characters or columns, whichever explains more of the line
/// ends. Where lines were broken after so many characters, those with digits are fewer columns wide, and the other way
/// round.
fn loose(source: &str, pieces: &[Piece], lines: &[Line]) -> Option<Wrap> {
    let (chars, at_chars) = usual_most(lines.iter().map(|line| line.chars), 0)?;
    let (columns, at_columns) = usual_most(lines.iter().map(|line| line.columns), 1)?;
    let parted = are_parted(pieces, lines);
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
    Some(if by_characters { in_chars } else { in_columns })
}

/// Whether a blank line stands below nearly every line.
fn are_parted(pieces: &[Piece], lines: &[Line]) -> bool {
    let blank = |line: &&Line| pieces.get(line.at + 1).is_none_or(|piece| piece.shape == Shape::Blank);
    lines.iter().filter(blank).count() * 100 >= lines.len() * TUNING.widths.parted
}

/// The most that lines usually have, and how many have it, or up to `less` less.
fn usual_most(extents: impl Iterator<Item = u32>, less: u32) -> Option<(u32, usize)> {
    let mut extents: Vec<u32> = extents.collect();
    extents.sort_unstable();
    let most = *extents.get(extents.len().checked_sub(1 + extents.len() / TUNING.widths.one_in_longer)?)?;
    let from = extents.partition_point(|extent| extent.saturating_add(less) < most);
    Some((most, extents.partition_point(|extent| *extent <= most) - from))
}
