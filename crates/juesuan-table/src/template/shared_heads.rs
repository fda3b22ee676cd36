//! Words that the head prints once for all columns of figures, or below each of them, and that name none of them.

use super::printed_head::{Chosen, Head};
use super::{ColumnKind, order};
use crate::cell::clean;

/// The word that the head prints below every column of figures, though it names none: 决算数.
pub(super) fn below_all(columns: &[Chosen], head: &Head, words: &[String]) -> Option<String> {
    let figures = columns.iter().filter(|column| column.kind == ColumnKind::Figure);
    let leaves: Vec<String> = figures.filter_map(|column| column.path.last().cloned()).collect();
    let count = leaves.len();
    let of_line = |word: &String| {
        let line = head.place(word, 0, count)?.0;
        let all = (0..count).all(|nth| head.place(word, nth, count).is_some_and(|(at, _)| at == line));
        all.then_some(line)
    };
    let (word, line) = words
        .iter()
        .filter(|word| count > 1 && !head.is_stub(word))
        .find_map(|word| Some((word, of_line(word)?)))?;
    // every column has a name of its own above it
    let above = (0..count).all(|at| order::place(&leaves, at, head).is_some_and(|(at, _)| at < line));
    above.then(|| word.clone())
}

/// The word that the head prints above all columns of figures and no template knows: 当年财政拨款预算安排. It is the only one
/// on its line beside the heads of codes and names, and the names of the figures stand on the lines below.
pub(super) fn above_all(columns: &[Chosen], head: &Head, words: &[String]) -> Option<String> {
    let of =
        |figure: bool| columns.iter().filter(move |column| (column.kind == ColumnKind::Figure) == figure);
    let heads = |figure: bool| of(figure).flat_map(|column| &column.path);
    let several = of(true).count() > 1 && of(true).all(|column| column.side == 0);
    let first = of(true).filter_map(|column| head.lines_of(column.path.first()?).min()).min()?;
    let known = |word: &str| {
        let same = |name: &String| clean::key(name) == word;
        head.is_stub(word) || heads(false).any(same) || words.iter().any(|noise| noise == word)
    };
    let mut others = head.line(0).filter(|word| !known(word));
    let group = others.next().filter(|_| several && first == 1)?;
    // a word that is broken over lines leaves more than one
    let told = |word: &str| known(word) || heads(true).any(|name| clean::key(name).contains(word));
    let alone = head.words.iter().filter(|word| !told(word)).count() == 1;
    (others.next().is_none() && alone && !told(group)).then(|| group.to_owned())
}
