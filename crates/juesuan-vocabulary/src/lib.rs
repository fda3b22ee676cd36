#![doc = include_str!("../README.md")]

#[cfg(test)]
mod tests;

/// A list of words, with what is known of it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The file in which it stands, without its ending.
    pub area: &'static str,
    /// The part of the area, where it has several.
    pub module: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its entries are: `chars`, `text`, `words` and `signs` with names of their own, or nothing for plain ones.
    pub kind: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Its entries as they stand in the file: columns are parted by tabs.
    pub rows: &'static [&'static str],
}

/// The list with this name.
pub fn list(area: &str, module: &str, name: &str) -> Option<&'static List> {
    LISTS.iter().find(|list| list.area == area && list.module == module && list.name == name)
}

/// The entries of all lists of an area, each with the name of its list.
pub fn entries(area: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lists = LISTS.iter().filter(move |list| list.area == area);
    lists.flat_map(|list| list.rows.iter().map(|row| (list.name, *row)))
}

/// What is asked of the words of a list.
pub trait WordList {
    /// Whether one of them occurs in the text.
    fn any_in(&self, text: &str) -> bool;
    /// Whether the text begins with one of them.
    fn any_begins(&self, text: &str) -> bool;
    /// Whether the text ends with one of them.
    fn any_ends(&self, text: &str) -> bool;
    /// The text behind the first of them with which it begins.
    fn strip_start<'t>(&self, text: &'t str) -> Option<&'t str>;
    /// The text before the first of them with which it ends.
    fn strip_end<'t>(&self, text: &'t str) -> Option<&'t str>;
}

impl WordList for [&str] {
    fn any_in(&self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }

    fn any_begins(&self, text: &str) -> bool {
        self.iter().any(|word| text.starts_with(word))
    }

    fn any_ends(&self, text: &str) -> bool {
        self.iter().any(|word| text.ends_with(word))
    }

    fn strip_start<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.iter().find_map(|word| text.strip_prefix(word))
    }

    fn strip_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.iter().find_map(|word| text.strip_suffix(word))
    }
}

include!(concat!(env!("OUT_DIR"), "/lists.rs"));
