//! Figures that a narrow cell or the end of a page breaks.

use juesuan_source::chars::places;

use super::lines::Line;

/// Codes of functions and of economic classes have so many digits.
const CODE_DIGITS: [usize; 3] = [3, 5, 7];

/// An amount has no more places than this behind its point.
const MOST_PLACES: usize = 6;

/// Whether the cells of a row hold figures that are broken over lines, and none that are rows of their own: some are amounts
/// when put together alone, and all others may be parts of codes.
pub(super) fn are_broken(cells: &[&[Line]]) -> bool {
    let mut found = false;
    for lines in cells.iter().filter(|lines| lines.len() > 1) {
        let pieces: Vec<String> = lines.iter().map(text).collect();
        if !pieces.iter().all(|piece| is_of_figure(piece)) {
            continue;
        }
        let is_amount = is_one_amount(&pieces);
        if !is_amount && !pieces.iter().all(|piece| is_digits(piece)) {
            return false;
        }
        found |= is_amount;
    }
    found
}

/// Whether the end of a page cut a figure: the last line above it and the first below are one.
pub(super) fn is_cut(above: &Line, below: &Line) -> bool {
    let (above, below) = (text(above), text(below));
    if !is_of_figure(&above) || !is_of_figure(&below) {
        return false;
    }
    let joined = above.len() + below.len();
    let is_code = |length: usize| CODE_DIGITS.contains(&length);
    let is_cut_code = is_digits(&above) && is_digits(&below) && is_code(joined) && !is_code(below.len());
    is_cut_code || is_one_amount(&[above, below])
}

/// What a line says, in the usual width.
fn text(line: &Line) -> String {
    line.marks.iter().map(|mark| mark.glyph.plain()).collect()
}

fn is_digits(piece: &str) -> bool {
    piece.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_of_figure(piece: &str) -> bool {
    piece.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ',' | '-'))
        && piece.contains(|char: char| char.is_ascii_digit())
}

/// Whether pieces make an amount together of which one is none by itself.
fn is_one_amount(pieces: &[String]) -> bool {
    !pieces.iter().all(|piece| is_amount(piece)) && is_amount(&pieces.concat())
}

/// Whether a text is an amount as it is printed.
fn is_amount(text: &str) -> bool {
    places(text).is_some_and(|places| places <= MOST_PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawn::lines::lines_of_text as line;

    #[test]
    fn full_width_figures_are_broken_as_others_are() {
        let code: Vec<_> = line("２０８");
        let amount: Vec<_> = ["３１，２２", "８，４５９．", "１６"].into_iter().flat_map(line).collect();
        assert!(are_broken(&[&code, &amount]));
        let rows: Vec<_> = ["１２．５０", "１３．００"].into_iter().flat_map(line).collect();
        assert!(!are_broken(&[&code, &rows]));
        assert!(is_cut(&amount[1], &amount[2]));
    }

    #[test]
    fn amounts_are_told_from_their_pieces() {
        let is_one = |pieces: &[&str]| {
            is_one_amount(&pieces.iter().map(|&piece| piece.to_owned()).collect::<Vec<_>>())
        };
        assert!(is_one(&["31,22", "8,459.", "16"]));
        assert!(is_one(&["1,690,", "633.8", "0"]));
        assert!(is_one(&["21,230", ",470.2", "3"]));
        // rows of their own
        assert!(!is_one(&["12.50", "13.00", "14.50"]) && !is_one(&["1", "2", "3"]));
        assert!(!is_one(&["1,690.50", "2,690.50"]));
        assert!(is_amount("-1,234.5") && !is_amount("1,23") && !is_amount("1234,567") && !is_amount("12."));
    }
}
