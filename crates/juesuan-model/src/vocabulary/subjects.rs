//! What running text speaks of: the wordings for the items that tables print and laws ask to disclose.

use std::sync::LazyLock;

use super::{label_key, lines};
use crate::{Item, Measure, StatementId};
use juesuan_source::TextMap;

/// What a wording of running text means.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The statutory table that prints the same figure, if one does.
    pub table: Option<StatementId>,
    /// What is spoken of.
    pub item: Item,
    /// What of it is measured where the text says no more than the number.
    pub measure: Measure,
}

static SUBJECTS: LazyLock<TextMap<String, Subject>> = LazyLock::new(|| {
    let subjects = lines(include_str!("../../data/subjects.tsv"));
    subjects
        .filter_map(|[words, table, item, measure, _]| {
            let (item, measure) = (Item::named(item).ok()?, Measure::named(measure).ok()?);
            Some((label_key(words).into_owned(), Subject { table: table.parse().ok(), item, measure }))
        })
        .collect()
});

/// What these words mean; year, body and the words for 决算 and 预算 must have been taken off.
pub fn subject(words: &str) -> Option<Subject> {
    SUBJECTS.get(&*label_key(words)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_understood() {
        for [words, table, item, measure, _] in lines(include_str!("../../data/subjects.tsv")) {
            assert!(
                Item::named(item).is_ok() && Measure::named(measure).is_ok(),
                "{words}: {item}, {measure}"
            );
            assert!(table == "-" || table.parse::<StatementId>().is_ok(), "{words}: {table}");
            assert!(subject(words).is_some(), "{words}");
        }
    }

    #[test]
    fn width_of_brackets_and_blanks_do_not_matter() {
        assert_eq!(subject("因公出国(境)费"), subject("因公出国（境） 费"));
        assert_eq!(subject("什么费"), None);
    }
}
