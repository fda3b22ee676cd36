//! The printed head against a template: which spelling of each level is printed, and which optional columns are.

use std::collections::{HashMap, HashSet};

use juesuan_segment::Span;

use super::tokens::{Kind, Line};
use super::{ColumnKind, Template};
use crate::cell::clean;

/// The words of a head, as a text and as a bag of characters.
pub(super) struct Head {
    text: String,
    /// Its words, each by itself.
    words: HashSet<String>,
    bag: Bag,
    /// Where it stands; empty where no head is printed.
    pub(super) span: Span,
}

/// How often each character occurs.
#[derive(Clone, Default)]
struct Bag(HashMap<char, usize>);

impl Bag {
    fn of(text: &str) -> Self {
        let mut bag = Self::default();
        bag.add(text);
        bag
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            *self.0.entry(c).or_default() += 1;
        }
    }

    fn holds(&self, text: &str) -> bool {
        let wanted = Self::of(text);
        wanted.0.iter().all(|(c, count)| self.0.get(c).is_some_and(|have| have >= count))
    }

    fn take(&mut self, text: &str) {
        for c in text.chars() {
            if let Some(count) = self.0.get_mut(&c) {
                *count = count.saturating_sub(1);
            }
        }
    }

    fn size(&self) -> usize {
        self.0.values().sum()
    }
}

impl Head {
    pub(super) fn of(source: &str, lines: &[Line]) -> Self {
        let mut text = String::new();
        let mut words = HashSet::new();
        for line in lines {
            for token in line.tokens.iter().filter(|token| token.kind == Kind::Name) {
                let word = clean::key(token.at.text(source));
                text.push_str(&word);
                words.insert(word.into_owned());
            }
        }
        let bag = Bag::of(&text);
        let span = lines.iter().map(|line| line.span).reduce(Span::join).unwrap_or_default();
        Self { text, words, bag, span }
    }
}

/// A column that is printed.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) path: Vec<String>,
    pub(super) side: usize,
    pub(super) kind: ColumnKind,
    /// Whether some bodies leave it out, and most that print it leave it blank.
    pub(super) optional: bool,
}

/// A template as it is printed.
pub(super) struct Fitted {
    pub(super) columns: Vec<Chosen>,
    /// The share of characters that head and template have in common, in thousandths.
    pub(super) score: usize,
}

/// The columns of one side, as indices into the columns of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    pub(super) code: Option<usize>,
    pub(super) label: Option<usize>,
    pub(super) row: Option<usize>,
    pub(super) figures: Vec<usize>,
}

impl Fitted {
    pub(super) fn sides(&self) -> Vec<Side> {
        let count = self.columns.iter().map(|column| column.side + 1).max().unwrap_or(0);
        let mut sides = vec![Side::default(); count];
        for (at, column) in self.columns.iter().enumerate() {
            let Some(side) = sides.get_mut(column.side) else { continue };
            match column.kind {
                ColumnKind::Code => side.code = Some(at),
                ColumnKind::Label => side.label = Some(at),
                ColumnKind::RowNumber => side.row = Some(at),
                ColumnKind::Figure => side.figures.push(at),
            }
        }
        sides
    }
}

/// Puts a template to a head.
pub(super) fn fit(template: &Template, head: &Head, noise: &[String]) -> Fitted {
    // words that stand together in the head first; what is left over may hold those that are broken over lines
    let exact: Vec<Vec<Option<&String>>> = template
        .columns
        .iter()
        .map(|column| column.path.iter().map(|level| whole(head, level)).collect())
        .collect();
    let mut rest = head.bag.clone();
    let mut taken: Vec<&String> = Vec::new();
    for name in exact.iter().flatten().flatten() {
        if !taken.contains(name) {
            rest.take(name);
            taken.push(name);
        }
    }
    let mut columns: Vec<Chosen> = Vec::new();
    for (column, exact) in template.columns.iter().zip(exact) {
        let mut path = Vec::new();
        let mut printed = true;
        for (level, exact) in column.path.iter().zip(exact) {
            let may_miss = level.iter().any(String::is_empty);
            let broken = || level.iter().find(|name| !may_miss && rest.holds(name));
            match exact.or_else(broken) {
                Some(name) => path.push(name.clone()),
                None if may_miss => {}
                None => {
                    printed = false;
                    path.extend(level.first().cloned());
                }
            }
        }
        if printed || !column.optional {
            columns.push(Chosen { path, side: column.side, kind: column.kind, optional: column.optional });
        }
    }
    let score = score(&columns, head, noise);
    Fitted { columns, score }
}

/// The first spelling that stands whole in the head; of a level that may be missing, as a word by itself: 本年支出 is none
/// of the levels above 本年支出合计.
fn whole<'t>(head: &Head, level: &'t [String]) -> Option<&'t String> {
    let may_miss = level.iter().any(String::is_empty);
    level.iter().filter(|name| !name.is_empty()).find(|name| {
        let key = clean::key(name);
        if may_miss { head.words.contains(key.as_ref()) } else { head.text.contains(key.as_ref()) }
    })
}

/// The share of characters that the head and these columns have in common; a head of several columns counts once.
fn score(columns: &[Chosen], head: &Head, noise: &[String]) -> usize {
    let mut wanted = Bag::default();
    let mut above: &[String] = &[];
    let mut side = None;
    for column in columns {
        let same = if side == Some(column.side) {
            above.iter().zip(&column.path).take_while(|(a, b)| a == b).count()
        } else {
            0
        };
        for name in column.path.iter().skip(same) {
            wanted.add(&clean::key(name));
        }
        (above, side) = (&column.path, Some(column.side));
    }
    let mut rest = head.bag.clone();
    let (mut common, mut missing) = (0, 0);
    for (c, count) in &wanted.0 {
        let have = rest.0.get(c).copied().unwrap_or(0);
        common += have.min(*count);
        missing += count - have.min(*count);
        rest.0.insert(*c, have - have.min(*count));
    }
    for word in noise {
        while rest.holds(word) {
            rest.take(word);
        }
    }
    common * 1000 / (common + missing + rest.size()).max(1)
}
