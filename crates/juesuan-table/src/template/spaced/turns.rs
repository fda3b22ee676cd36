//! Words of a head that come again below several groups, in the order of the columns: 预算数 决算数 预算数 决算数. They say
//! where the columns stand.

use juesuan_segment::Span;

use super::super::fitted::Fitted;
use super::super::tokens::{Kind, Line, Token};
use super::stretch::Stretch;
use crate::cell::clean;
use crate::text::Text;
use crate::tuning::template::TUNING;

/// Where the word of a column stands, by the width of the characters in front of it and by their number.
struct Turn {
    column: usize,
    cells: Stretch,
    characters: Stretch,
}

/// The columns whose words take turns on a line of the head, and where each stands. Such a line may be padded by characters
/// where the others are by their width: what stands nearer to the figures is right. None where neither does.
pub(super) fn places<'l>(
    source: &Text<'_>,
    heads: impl Iterator<Item = &'l Line>,
    (fitted, columns): (&Fitted, &[usize]),
    figures: &[Stretch],
) -> Vec<(usize, Stretch)> {
    let found = heads.filter_map(|line| turns(source, line, fitted, columns)).max_by_key(Vec::len);
    let Some(turns) = found else { return Vec::new() };
    let cells: Vec<(usize, Stretch)> = turns.iter().map(|turn| (turn.column, turn.cells)).collect();
    let characters: Vec<_> = turns.iter().map(|turn| (turn.column, turn.characters)).collect();
    let (by_cells, by_characters) = (drift(figures, &cells), drift(figures, &characters));
    let (least, most) = (by_cells.min(by_characters), by_cells.max(by_characters));
    let weights = &TUNING.template_spaced_places;
    // where both are about as far off, neither says where the columns stand
    if least * 5 > most * 4 && least > weights.close * figures.len() {
        return Vec::new();
    }
    if by_characters < by_cells { characters } else { cells }
}

/// The words that take turns on a line, if they are those of the columns in their order.
fn turns(source: &Text<'_>, line: &Line, fitted: &Fitted, columns: &[usize]) -> Option<Vec<Turn>> {
    let first = line.tokens.first()?;
    let names = line.tokens.iter().filter(|token| token.kind == Kind::Name);
    let words: Vec<(String, &Token)> =
        names.map(|token| (clean::key(token.at.text(source)).into_owned(), token)).collect();
    let again = |name: &str| words.iter().filter(|(word, _)| word == name).count() > 1;
    let leaf = |column: usize| -> Option<String> {
        let name = fitted.columns.get(column)?.path.last()?;
        Some(clean::key(name).into_owned()).filter(|name| again(name))
    };
    let below: Vec<(usize, String)> =
        columns.iter().filter_map(|&column| Some((column, leaf(column)?))).collect();
    let printed: Vec<&(String, &Token)> = words.iter().filter(|(word, _)| again(word)).collect();
    let same =
        below.len() == printed.len() && below.iter().zip(&printed).all(|((_, leaf), (word, _))| leaf == word);
    let count = |span: Span| span.text(source).chars().count();
    let turn = |((column, _), (_, token)): (&(usize, String), &&(String, &Token))| {
        let from = first.from + count(Span::new(first.at.start, token.at.start));
        let characters = Stretch { from, to: from + count(token.at) };
        Turn { column: *column, cells: Stretch { from: token.from, to: token.to }, characters }
    };
    (same && below.len() > 2).then(|| below.iter().zip(&printed).map(turn).collect())
}

/// How far figures stand from words, each from one of its own, both from left to right; some may belong to none.
fn drift(figures: &[Stretch], words: &[(usize, Stretch)]) -> usize {
    let alone = TUNING.template_spaced_places.alone;
    // the least for the figures so far, by how many of the words are used up
    let mut least = vec![0_usize; words.len() + 1];
    for figure in figures {
        let mut next: Vec<usize> = least.iter().map(|least| least + alone).collect();
        for (at, (_, word)) in words.iter().enumerate() {
            let here = least[at] + word.middle().abs_diff(figure.middle());
            next[at + 1] = next[at + 1].min(next[at]).min(here);
        }
        least = next;
    }
    least.last().copied().unwrap_or(usize::MAX)
}
