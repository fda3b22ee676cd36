//! Maps and sets whose keys a text gives, as many of them as it is long: they are hashed in a fraction of the time that those
//! of the standard library take, and still in another way in each run.

use std::collections::{HashMap, HashSet};

/// A map whose keys a text gives.
pub type TextMap<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// A set of such keys.
pub type TextSet<K> = HashSet<K, foldhash::fast::RandomState>;
