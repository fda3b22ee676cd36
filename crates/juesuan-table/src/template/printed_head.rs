//! The printed head of a table: its words, where each stands, and the columns that it prints.

use juesuan_segment::Span;
use juesuan_source::{TextMap, TextSet};

use super::ColumnKind;
use super::tokens::{Kind, Line};
use crate::cell::clean;
use crate::table::Role;
use crate::text::Text;
use crate::words::List;

/// The words of a head, as a text and as a bag of characters.
pub(super) struct Head {
    pub(super) text: String,
    /// Its words, each by itself.
    pub(super) words: TextSet<String>,
    /// The words that its lines make where they stand below each other.
    stacked: TextSet<String>,
    /// Whether the parts of a code are named, each by itself.
    pub(super) names_code_parts: bool,
    /// The words that name columns of figures wherever they stand.
    figures: Vec<String>,
    /// The words above codes and names, and those in front of the numbers of columns and rows.
    stubs: Vec<String>,
    /// What stands in front of what is told of the year before, and of the form's own year.
    years: [Vec<String>; 2],
    pub(super) bag: Bag,
    /// Line and place in it of each word, as often as it stands there.
    places: TextMap<String, Vec<(usize, usize)>>,
    /// Where the middle of each word stands from left to right, where the head is aligned; or the number of its line, where
    /// each has one of its own.
    across: TextMap<String, Vec<usize>>,
    /// Where it stands; empty where no head is printed.
    pub(super) span: Span,
}

/// Whether a text is a year: four digits and the word for it, 2023年 or 2023年度.
pub(super) fn is_year(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - word.len() == 4
        && matches!(word.chars().count(), 1 | 2)
        && !word.contains(|c: char| c.is_ascii())
}

/// How often each character occurs.
#[derive(Clone, Default)]
pub(super) struct Bag(pub(super) TextMap<char, usize>);

impl Bag {
    pub(super) fn of(text: &str) -> Self {
        let mut bag = Self::default();
        bag.add(text);
        bag
    }

    pub(super) fn add(&mut self, text: &str) {
        for c in text.chars() {
            *self.0.entry(c).or_default() += 1;
        }
    }

    pub(super) fn holds(&self, text: &str) -> bool {
        let wanted = Self::of(text);
        wanted.0.iter().all(|(c, count)| self.0.get(c).is_some_and(|have| have >= count))
    }

    pub(super) fn take(&mut self, text: &str) {
        for c in text.chars() {
            if let Some(count) = self.0.get_mut(&c) {
                *count = count.saturating_sub(1);
            }
        }
    }

    pub(super) fn size(&self) -> usize {
        self.0.values().sum()
    }
}

impl Head {
    pub(super) fn of(source: &Text<'_>, lines: &[Line]) -> Self {
        let mut text = String::new();
        let mut words = TextSet::default();
        let mut places: TextMap<String, Vec<(usize, usize)>> = TextMap::default();
        for (row, line) in lines.iter().enumerate() {
            for (at, token) in line.tokens.iter().filter(|token| token.kind == Kind::Name).enumerate() {
                let word = clean::key(token.at.text(source));
                text.push_str(&word);
                places.entry(word.clone().into_owned()).or_default().push((row, at));
                words.insert(word.into_owned());
            }
        }
        // bags count the words once, stacked words come behind them
        let bag = Bag::of(&text);
        let stacked = stacked(source, lines);
        for (word, _) in &stacked {
            text.push('\n');
            text.push_str(word);
        }
        let whole = stacked.iter().map(|(word, _)| word.clone()).collect();
        let across = across(source, lines, stacked);
        let span = lines.iter().map(|line| line.span).reduce(Span::join).unwrap_or_default();
        let names_code_parts = words.iter().any(|word| source.words.is_code_part(word));
        let figures = words.iter().filter(|word| source.words.names_figures(word)).cloned().collect();
        let stub = |word: &&String| {
            let role = source.header(word);
            source.words.numbers_columns(word)
                || source.words.names_stub(word)
                || matches!(role, Some(Role::Code | Role::Label))
        };
        let stubs = words.iter().filter(stub).cloned().collect();
        let years = [List::YearBefore, List::OwnYear].map(|list| source.words.list(list).to_vec());
        let stacked = whole;
        Self { text, words, stacked, names_code_parts, figures, stubs, years, bag, places, across, span }
    }
}

/// The words that stand below each other in a head whose columns are aligned, put together from any word down: 财政拨款收
/// above 入.
fn stacked(source: &Text<'_>, lines: &[Line]) -> Vec<(String, usize)> {
    let names = |line: &Line| -> Vec<(usize, usize, String)> {
        let names = line.tokens.iter().filter(|token| token.kind == Kind::Name && token.from < token.to);
        names.map(|token| (token.from, token.to, clean::key(token.at.text(source)).into_owned())).collect()
    };
    let lines: Vec<Vec<(usize, usize, String)>> = lines.iter().map(names).collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for (from, to, word) in line {
            let (mut from, mut to, mut whole) = (*from, *to, word.clone());
            for below in lines.get(at + 1..).unwrap_or(&[]) {
                let mut inside = below.iter().filter(|(start, end, _)| *start < to && from < *end);
                // a word above several is the head of all
                let (Some((start, end, word)), None) = (inside.next(), inside.next()) else { continue };
                (from, to) = (from.min(*start), to.max(*end));
                whole.push_str(word);
                found.push((whole.clone(), from.midpoint(to)));
            }
        }
    }
    found
}

/// Where each word stands from left to right, in the order of the lines; nothing where neither blanks nor line ends say it.
fn across(source: &Text<'_>, lines: &[Line], stacked: Vec<(String, usize)>) -> TextMap<String, Vec<usize>> {
    let lone = lines.iter().all(|line| line.tokens.len() < 2);
    let mut found: TextMap<String, Vec<usize>> = TextMap::default();
    for (at, line) in lines.iter().enumerate() {
        for token in line.tokens.iter().filter(|token| token.kind == Kind::Name) {
            let word = clean::key(token.at.text(source)).into_owned();
            if lone {
                found.entry(word).or_default().push(at);
            } else if token.from < token.to {
                found.entry(word).or_default().push(token.from.midpoint(token.to));
            }
        }
    }
    for (word, at) in stacked {
        found.entry(word).or_default().push(at);
    }
    for places in found.values_mut() {
        places.sort_unstable();
    }
    found
}

impl Head {
    /// Where a word that names so many columns stands from left to right, the `nth` time.
    pub(super) fn across(&self, word: &str, nth: usize, times: usize) -> Option<usize> {
        let places = self.across.get(clean::key(word).as_ref())?;
        places.get(nth).copied().filter(|_| places.len() == times)
    }

    /// A name with the year that the head prints in front of it, where it prints one: 2023年预算数, 本年预算.
    pub(super) fn dated(&self, name: &str) -> String {
        let key = clean::key(name);
        let [_, own] = &self.years;
        let year = |front: &str| is_year(front) || own.iter().any(|word| word == front);
        let with_year = |word: &&String| word.strip_suffix(key.as_ref()).is_some_and(year);
        let mut dated = self.words.iter().filter(with_year);
        match (dated.next(), dated.next()) {
            (Some(word), None) if !self.words.contains(key.as_ref()) => word.clone(),
            _ => name.to_owned(),
        }
    }

    /// Where a word stands that names so many columns, the `nth` time; `None` where it is printed more or less often.
    pub(super) fn place(&self, word: &str, nth: usize, times: usize) -> Option<(usize, usize)> {
        let places = self.places.get(clean::key(word).as_ref())?;
        places.get(nth).copied().filter(|_| places.len() == times)
    }

    /// The word of a level of last year or of this one where the head prints years: 2023年预算数 and 2024年预算数.
    pub(super) fn of_year(&self, level: &[String]) -> Option<String> {
        level.iter().find_map(|name| {
            let behind = |words: &[String]| words.iter().find_map(|word| name.strip_prefix(word.as_str()));
            let [before, own] = &self.years;
            let last = behind(before);
            let rest = last.or_else(|| behind(own))?;
            let dated = |word: &&String| word.strip_suffix(rest).is_some_and(is_year);
            let mut words: Vec<&String> = self.words.iter().filter(dated).collect();
            words.sort_unstable();
            let [older, newer] = words.as_slice() else { return None };
            Some(String::clone(if last.is_some() { older } else { newer }))
        })
    }

    /// The words of a line, in any order.
    pub(super) fn line(&self, line: usize) -> impl Iterator<Item = &str> {
        let on = move |places: &Vec<(usize, usize)>| places.iter().any(|(at, _)| *at == line);
        self.places.iter().filter(move |(_, places)| on(places)).map(|(word, _)| word.as_str())
    }

    /// The lines on which a word stands.
    pub(super) fn lines_of(&self, word: &str) -> impl Iterator<Item = usize> {
        let places = self.places.get(clean::key(word).as_ref());
        places.into_iter().flatten().map(|(line, _)| *line)
    }

    /// Whether a word is printed whole, on one line or over several.
    pub(super) fn prints(&self, word: &str) -> bool {
        let key = clean::key(word);
        self.words.contains(key.as_ref()) || self.stacked.contains(key.as_ref())
    }

    /// How often a word is printed.
    pub(super) fn times(&self, word: &str) -> usize {
        self.places.get(clean::key(word).as_ref()).map_or(0, Vec::len)
    }

    /// Whether a word stands in front of the numbers of columns or rows.
    pub(super) fn is_stub(&self, word: &str) -> bool {
        self.stubs.iter().any(|stub| stub == word)
    }

    /// Whether a word that names a column of figures wherever it stands is none of these names, nor a part of one.
    pub(super) fn names_others(&self, columns: &[Chosen], noise: &[String]) -> bool {
        let names = || columns.iter().flat_map(|column| &column.path);
        self.figures.iter().any(|word| {
            !noise.contains(word) && !names().any(|name| clean::key(name).contains(word.as_str()))
        })
    }

    /// Whether a word is one of the head, or a piece of it.
    pub(super) fn says(&self, word: &str) -> bool {
        self.words.contains(word) || word.chars().count() > 1 && self.text.contains(word)
    }
}

/// A column that is printed.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) path: Vec<String>,
    pub(super) side: usize,
    pub(super) kind: ColumnKind,
    /// Whether most bodies leave it blank.
    pub(super) seldom: bool,
    /// Whether all its heads are printed.
    pub(super) printed: bool,
    /// Whether other words stand for its name: 类 款 项 for a code.
    pub(super) told: bool,
}
