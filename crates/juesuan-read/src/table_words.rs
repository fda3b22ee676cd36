//! The words by which tables are known.

use std::sync::LazyLock;

use juesuan_table::Words;

/// The words of tables: heads, sums, units, furnishings.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::empty();
    for (list, entry) in juesuan_vocabulary::entries("table_words") {
        // a test sees to it that each of them is taken
        let _ = words.add(list, entry);
    }
    words
});

/// Whether a label opens the form of a self-evaluation: 项目名称, with the name of a programme beside it.
pub(crate) fn opens_form(label: &str) -> bool {
    WORDS.opens_form(label)
}

/// Whether a label is that of a row behind the points of such a form: 自评等级, 其他需要说明的事项.
pub(crate) fn is_form_tail(label: &str) -> bool {
    WORDS.is_form_tail(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_tables_is_taken() {
        assert_eq!(Words::of(juesuan_vocabulary::entries("table_words")).err(), None);
    }
}
