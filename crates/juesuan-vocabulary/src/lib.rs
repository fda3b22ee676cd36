#![doc = include_str!("../README.md")]

#[cfg(test)]
mod tests;

/// A list of words, with what is known of it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The file in which it stands, without its ending.
    pub area: &'static str,
    /// The part of the area that asks for it.
    pub module: &'static str,
    /// Its name.
    pub name: &'static str,
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

include!(concat!(env!("OUT_DIR"), "/lists.rs"));
