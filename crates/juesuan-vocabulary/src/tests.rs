use std::collections::HashSet;

use crate::LISTS;

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

#[test]
fn names_are_told_once() {
    let mut seen = HashSet::new();
    for list in LISTS {
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
