//! Tables whose cells are parted by one blank, as programs print them that read a PDF line by line.
//!
//! Such rows look like text, so they are looked for only below the lines that stand on top of a form, and on the page
//! that follows one.

use crate::heading;
use crate::markup::lead;
use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;
use crate::{Marker, MarkerStyle};
use juesuan_source::chars::is_figure;
use juesuan_vocabulary::lists::OF_WHICH;

/// The piece after the last row of the table that begins at piece `at`, if one does.
pub(crate) fn end(source: &str, pieces: &[Piece], at: usize) -> Option<usize> {
    let (mut end, mut rows, mut wide, mut loose) = (at, 0, 0, 0);
    let mut numbered = false;
    for (next, piece) in pieces.iter().enumerate().skip(at) {
        let text = piece.text.text(source);
        match piece.shape {
            Shape::Text if is_row(text) => {
                (rows, loose) = (rows + 1, 0);
                end = next + 1;
                wide += usize::from(text.split_ascii_whitespace().count() >= TUNING.single_space.wide);
                numbered |= numbers_columns(text);
            }
            Shape::Text | Shape::Gap if may_belong(text) => loose += 1,
            Shape::Blank => {}
            _ => break,
        }
        if loose > if rows == 0 { TUNING.single_space.header_lines } else { TUNING.single_space.loose_lines }
        {
            break;
        }
    }
    (rows >= TUNING.single_space.fewest || rows == 2 && (numbered || wide >= 2)).then_some(end)
}

/// Whether a line ends with figures behind a name: two, or one that has decimals or separators.
pub(crate) fn is_row(text: &str) -> bool {
    if text.len() > TUNING.single_space.longest.bytes()
        || text.contains(['，', '。', '；'])
        || has_colon(text)
    {
        return false;
    }
    let mut words = text.split_ascii_whitespace().rev();
    let Some(last) = words.next().filter(|word| is_figure(word)) else { return false };
    let rest = words.clone().count();
    let several = words.any(is_figure);
    let exact = last.contains(['.', ',']) && rest > 0;
    let whole = !last.ends_with(['.', ',', '-']) || last.bytes().all(|byte| byte == b'-');
    (several || exact) && whole
}

/// Whether a colon stands in a text behind other words than 其中.
fn has_colon(text: &str) -> bool {
    text.match_indices(['：', ':']).any(|(at, _)| !text[..at].ends_with(OF_WHICH))
}

/// Whether the figures of a line are 1, 2, 3 …
fn numbers_columns(text: &str) -> bool {
    let mut count = 0;
    let counts = |word: &str| {
        count += 1;
        word.parse() == Ok(count)
    };
    let all = text.split_ascii_whitespace().filter(|word| is_figure(word)).all(counts);
    all && count >= 2
}

/// Whether a line without figures may stand in the table: it is short, says nothing whole, and opens nothing else.
fn may_belong(text: &str) -> bool {
    let head = lead(text);
    let marker = Marker::at_start(&text[head.at..], 0);
    let outer = marker.is_some_and(|marker| matches!(marker.style, MarkerStyle::Part | MarkerStyle::Annex));
    text.len() <= TUNING.single_space.longest.bytes()
        && head.hashes == 0
        && !outer
        && !text.contains(['。', '；'])
        && !has_colon(text)
        && !heading::is_statutory_title(text)
}
