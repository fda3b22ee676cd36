//! Things that share a key, in the order in which the first of each was met.

use std::hash::Hash;

use crate::quick::TextMap;

/// Values by their keys.
#[derive(Debug)]
pub(crate) struct Groups<K, V> {
    places: TextMap<K, usize>,
    groups: Vec<Vec<V>>,
}

impl<K: Hash + Eq, V> Default for Groups<K, V> {
    fn default() -> Self {
        Self { places: TextMap::default(), groups: Vec::new() }
    }
}

impl<K: Hash + Eq, V> Groups<K, V> {
    pub(crate) fn push(&mut self, key: K, value: V) {
        let place = *self.places.entry(key).or_insert(self.groups.len());
        match self.groups.get_mut(place) {
            Some(group) => group.push(value),
            None => self.groups.push(vec![value]),
        }
    }

    /// The groups, none of them empty.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[V]> {
        self.groups.iter().map(Vec::as_slice)
    }
}
