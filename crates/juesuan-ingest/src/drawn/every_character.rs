//! Whatever is drawn on pages, in whatever frames: each of its characters is written down, and once.

use proptest::prelude::*;

use super::drawing::{Drawing, Edge, Glyph, Turn};
use super::limits::LIMITS;
use super::page::Page;
use super::raised::leave_out_marks;
use super::writer::write;
use crate::builder::Builder;
use crate::tuning::TUNING;
use crate::{Format, Limits};

const SIZE: (f32, f32) = (600.0, 800.0);

/// What stands in a cell.
#[derive(Clone, Debug)]
enum Content {
    Nothing,
    Name(u8),
    Wrapped(u8),
    Code,
    Amount(u16),
    Dash,
}

/// Text in rows and columns, with lines around some of its cells.
#[derive(Clone, Debug)]
struct Frame {
    corner: (f32, f32),
    widths: Vec<f32>,
    heights: Vec<f32>,
    /// The size of its type.
    size: f32,
    /// Whether lines run across between all rows, down between all columns, and around the whole.
    lines: (bool, bool, bool),
    rows: Vec<Vec<Content>>,
}

fn content() -> impl Strategy<Value = Content> {
    prop_oneof![
        Just(Content::Nothing),
        (1_u8..9).prop_map(Content::Name),
        (2_u8..5).prop_map(Content::Wrapped),
        Just(Content::Code),
        any::<u16>().prop_map(Content::Amount),
        Just(Content::Dash),
    ]
}

fn frame() -> impl Strategy<Value = Frame> {
    (
        (5.0_f32..300.0, 5.0_f32..600.0),
        prop::collection::vec(12.0_f32..120.0, 1..7),
        prop::collection::vec(prop_oneof![8.0_f32..30.0, Just(14.0_f32), 60.0_f32..200.0], 1..12),
        2.0_f32..14.0,
        any::<(bool, bool, bool)>(),
        prop::collection::vec(prop::collection::vec(content(), 7), 1..24),
    )
        .prop_map(|(corner, widths, heights, size, lines, rows)| Frame {
            corner,
            widths,
            heights,
            size,
            lines,
            rows,
        })
}

/// Draws the characters of a line of text from a place.
fn draw_text(drawing: &mut Drawing<'_>, text: &str, (x, y): (f32, f32), size: f32) {
    let mut left = x;
    for char in text.chars() {
        let width = if char.is_ascii() { size / 2.0 } else { size };
        let (x0, x1, y0, y1) = (left, left + width, y, y + size);
        drawing.push_char(Glyph { char, x0, x1, y0, y1, size, turn: Turn::Upright, is_pale: false });
        left = x1;
    }
}

/// Characters that tell one place from another.
fn name(seed: usize, count: u8) -> String {
    (0..u32::from(count))
        .filter_map(|at| char::from_u32(0x4e00 + u32::try_from(seed % 9000).ok()? * 2 + at))
        .collect()
}

impl Frame {
    fn draw(&self, drawing: &mut Drawing<'_>) {
        let starts = |from: f32, steps: &[f32]| -> Vec<f32> {
            let next = |at: &mut f32, step: &f32| {
                *at += step;
                Some(*at)
            };
            std::iter::once(from).chain(steps.iter().scan(from, next)).collect()
        };
        let (xs, ys) = (starts(self.corner.0, &self.widths), starts(self.corner.1, &self.heights));
        let ends = |all: &[f32]| (all[0], all[all.len() - 1]);
        let ((left, right), (top, bottom)) = (ends(&xs), ends(&ys));
        let drawn = |at: usize, all: &[f32], between: bool| {
            between || self.lines.2 && (at == 0 || at + 1 == all.len())
        };
        for (at, &y) in ys.iter().enumerate().filter(|&(at, _)| drawn(at, &ys, self.lines.0)) {
            let _ = at;
            drawing.edges.push(Edge { horizontal: true, at: y, from: left, to: right });
        }
        for (_, &x) in xs.iter().enumerate().filter(|&(at, _)| drawn(at, &xs, self.lines.1)) {
            drawing.edges.push(Edge { horizontal: false, at: x, from: top, to: bottom });
        }
        // rows of text follow the lines only where these are near enough
        let pitch = self.size * 1.6;
        for (row, contents) in self.rows.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "few rows")]
            let y = top + 2.0 + pitch * row as f32;
            for (column, content) in contents.iter().enumerate().take(self.widths.len()) {
                let x = xs[column] + 2.0;
                let seed = row * 7 + column + self.rows.len() * 31;
                match content {
                    Content::Nothing => {}
                    Content::Name(count) => draw_text(drawing, &name(seed, *count), (x, y), self.size),
                    Content::Wrapped(count) => {
                        draw_text(drawing, &name(seed, *count), (x, y), self.size);
                        draw_text(drawing, &name(seed + 100, *count), (x, y + self.size), self.size);
                    }
                    Content::Code => draw_text(drawing, &format!("{}", 20_101 + seed), (x, y), self.size),
                    Content::Amount(amount) => {
                        draw_text(drawing, &format!("{amount}.{:02}", seed % 100), (x, y), self.size);
                    }
                    Content::Dash => draw_text(drawing, "-", (x, y), self.size),
                }
            }
        }
    }
}

fn sorted(chars: impl Iterator<Item = char>) -> String {
    let mut chars: Vec<char> = chars.filter(|char| !char.is_whitespace()).collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

/// The characters that pages show without the marks of notes, and those that are written down.
fn before_and_after(pages: &[Vec<Frame>]) -> (String, String) {
    let mut shown = Vec::new();
    let mut read: Vec<Page> = Vec::new();
    for frames in pages {
        let mut drawing = Drawing::new(&TUNING.drawn);
        for frame in frames {
            frame.draw(&mut drawing);
        }
        let is_there = |glyph: &&Glyph| glyph.x0 < SIZE.0 && glyph.y0 < SIZE.1;
        let mut glyphs = drawing.glyphs.clone();
        leave_out_marks(&mut glyphs, &TUNING.drawn);
        shown.extend(glyphs.iter().filter(is_there).map(|glyph| glyph.char));
        read.push(Page::of(drawing, SIZE, &TUNING.drawn, &LIMITS));
    }
    let mut builder = Builder::default();
    write(&mut read, &mut builder, &TUNING.drawn);
    let written = builder.finish(&[], Format::Pdf, Limits::default());
    let written = written.map(|source| source.text.into_owned()).unwrap_or_default();
    (sorted(shown.into_iter()), sorted(written.chars()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn each_character_is_written_once(pages in prop::collection::vec(prop::collection::vec(frame(), 1..4), 1..3)) {
        let (shown, written) = before_and_after(&pages);
        prop_assert_eq!(written, shown);
    }
}

/// A frame whose rows all have the same contents.
fn even(
    corner: (f32, f32),
    (widths, heights): (&[f32], &[f32]),
    size: f32,
    row: &[Content],
    count: usize,
) -> Frame {
    Frame {
        corner,
        widths: widths.to_vec(),
        heights: heights.to_vec(),
        size,
        lines: (true, true, true),
        rows: vec![row.to_vec(); count],
    }
}

#[test]
fn small_type_in_a_table_without_lines_between_its_rows_stays() {
    let text = even((20.0, 20.0), (&[500.0], &[60.0]), 14.0, &[Content::Name(8)], 30);
    let text = Frame { lines: (false, false, false), ..text };
    // twenty rows of small type between two lines, lower than two rows of the text above
    let row = [Content::Name(3), Content::Amount(12), Content::Amount(34)];
    let table = even((20.0, 740.0), (&[100.0, 100.0, 100.0], &[26.0]), 2.5, &row, 6);
    let (shown, written) = before_and_after(&[vec![text, table]]);
    assert_eq!(written, shown);
}

#[test]
fn a_table_inside_an_open_one_is_written_once() {
    let row = [Content::Name(3), Content::Amount(12), Content::Amount(34)];
    let outer = even((20.0, 100.0), (&[100.0, 100.0, 300.0], &[400.0]), 9.0, &row, 20);
    let inner = even((340.0, 160.0), (&[60.0, 60.0], &[15.0, 15.0]), 7.0, &[Content::Code, Content::Dash], 2);
    let (shown, written) = before_and_after(&[vec![outer, inner]]);
    assert_eq!(written, shown);
}
