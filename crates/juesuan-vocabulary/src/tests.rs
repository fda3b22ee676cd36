use std::collections::{HashMap, HashSet};

use crate::{LISTS, WordList as _};

#[test]
fn no_list_has_an_entry_twice_or_blanks_around_one() {
    for list in LISTS {
        let mut seen = HashSet::new();
        for row in list.rows {
            assert!(seen.insert(row), "{}/{}/{}: {row} stands twice", list.area, list.module, list.name);
            assert_eq!(row.trim(), *row, "{}/{}/{}", list.area, list.module, list.name);
        }
    }
}

#[test]
fn every_list_says_what_it_holds_and_holds_something() {
    for list in LISTS {
        let name = format!("{}/{}/{}", list.area, list.module, list.name);
        assert!(list.about.len() > 10, "{name} does not say what it holds");
        assert!(!list.rows.is_empty(), "{name} is empty");
    }
}

/// The words with names of their own, each with its name and list.
fn named_words() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lists = LISTS.iter().filter(|list| matches!(list.kind, "words" | "signs"));
    lists.flat_map(|list| {
        list.rows.iter().map(|row| {
            let (name, word) = row.split_once('\t').unwrap_or((row, row));
            (list.area, name, word)
        })
    })
}

#[test]
fn a_word_has_one_name() {
    let mut seen: HashMap<&str, (&str, &str)> = HashMap::new();
    for (area, name, word) in named_words() {
        let known = seen.insert(word, (area, name));
        assert_eq!(known, None, "{word} is {area}/{name}, too");
    }
}

/// The lists of `table_words` give words a role in tables, which they have beside their meaning.
#[test]
fn no_two_lists_hold_the_same() {
    let mut seen: HashMap<Vec<&str>, &str> = HashMap::new();
    for list in LISTS.iter().filter(|list| list.rows.len() > 1 && list.area != "table_words") {
        let mut rows = list.rows.to_vec();
        rows.sort_unstable();
        let known = seen.insert(rows, list.name);
        assert_eq!(known, None, "{}/{}/{} holds the same", list.area, list.module, list.name);
    }
}

#[test]
fn names_are_told_once() {
    let mut seen = HashSet::new();
    for list in LISTS.iter().filter(|list| !matches!(list.kind, "words" | "signs")) {
        assert!(
            seen.insert((list.area, list.module, list.name)),
            "{}/{} stands twice",
            list.module,
            list.name
        );
    }
}

/// Lists in which the first entry that fits decides: a longer word stands before those with which it begins or ends.
#[test]
fn longer_words_come_first_where_a_list_says_so() {
    for list in LISTS.iter().filter(|list| list.about.contains("longer ones first")) {
        let endings = list.about.contains("no part of its name");
        for (at, word) in list.rows.iter().enumerate() {
            let hides = |earlier: &&&str| {
                if endings { word.ends_with(**earlier) } else { word.starts_with(**earlier) }
            };
            let hidden = list.rows.get(..at).and_then(|before| before.iter().find(hides));
            assert!(hidden.is_none(), "{}/{}: {word} never decides, {hidden:?} does", list.module, list.name);
        }
    }
}

#[test]
fn words_are_found_as_the_standard_library_finds_them() {
    let words = ["", "预", "预算", "a", "ab", "é", "决算数", "算"];
    let long = "决算数".repeat(9);
    for text in ["", "预", "预算", "年初预算数", "算a", "aab", "é决", "决策算数", "数", &long]
    {
        for word in words {
            let list = [word];
            assert_eq!(list.any_in(text), text.contains(word), "{text} {word}");
            assert_eq!(list.any_begins(text), text.starts_with(word), "{text} {word}");
            assert_eq!(list.any_ends(text), text.ends_with(word), "{text} {word}");
            assert_eq!(list.strip_start(text), text.strip_prefix(word), "{text} {word}");
            assert_eq!(list.strip_end(text), text.strip_suffix(word), "{text} {word}");
        }
    }
}
