//! Keys and names of items and measures, and the measure words.

use std::sync::LazyLock;

use super::lines;
use crate::{Item, Measure};
use juesuan_source::{TextMap, TextSet};

/// The names of an item or a measure.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

struct Entry {
    key: &'static str,
    names: Names,
    total: bool,
}

struct List {
    entries: Vec<Entry>,
    by_key: TextMap<&'static str, usize>,
}

impl List {
    fn read(file: &'static str) -> Self {
        let entry = |[key, zh, en, mark, _]: [&'static str; 5]| Entry {
            key,
            names: Names { zh, en },
            total: mark == "total",
        };
        let entries: Vec<Entry> = lines(file).map(entry).collect();
        let by_key = entries.iter().enumerate().map(|(at, entry)| (entry.key, at)).collect();
        Self { entries, by_key }
    }

    fn get(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).and_then(|&at| self.entries.get(at))
    }
}

static ITEMS: LazyLock<List> = LazyLock::new(|| List::read(include_str!("../../data/items.tsv")));
static MEASURES: LazyLock<List> = LazyLock::new(|| List::read(include_str!("../../data/measures.tsv")));
static WORDS: LazyLock<TextSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/units.tsv")).map(|[word, ..]| word).collect());

/// The key of the vocabulary that is this text.
pub(crate) fn item_key(key: &str) -> Option<&'static str> {
    ITEMS.get(key).map(|entry| entry.key)
}

/// Whether the item of this key is a total of its form.
pub(crate) fn is_total(key: &str) -> bool {
    ITEMS.get(key).is_some_and(|entry| entry.total)
}

/// The key of the vocabulary that is this text.
pub(crate) fn measure_key(key: &str) -> Option<&'static str> {
    MEASURES.get(key).map(|entry| entry.key)
}

/// Whether the list of measure words has this one.
pub(crate) fn is_measure_word(word: &str) -> bool {
    WORDS.contains(word)
}

/// The names of the item with this key; `None` for codes and unknown keys.
pub fn item_names(key: &str) -> Option<Names> {
    ITEMS.get(key).map(|entry| entry.names)
}

/// The names of the measure with this key.
pub fn measure_names(key: &str) -> Option<Names> {
    MEASURES.get(key).map(|entry| entry.names)
}

/// All items that are no codes, in the order of the data file.
pub fn items() -> impl Iterator<Item = (Item, Names)> {
    ITEMS.entries.iter().filter_map(|entry| Some((Item::named(entry.key).ok()?, entry.names)))
}

/// All measures, in the order of the data file.
pub fn measures() -> impl Iterator<Item = (Measure, Names)> {
    MEASURES.entries.iter().filter_map(|entry| Some((Measure::named(entry.key).ok()?, entry.names)))
}
