//! Names that an extractor tore over the border of two rows: the end of one stands in the other.

use juesuan_model::vocabulary::label_key;

/// Whether the names of two neighbours have, together, the letters of both right names, and none of them has that of the
/// other.
pub(crate) fn is_torn(printed: [&str; 2], right: [&str; 2]) -> bool {
    let letters = |names: [&str; 2]| {
        let mut letters: Vec<char> =
            names.iter().flat_map(|name| label_key(name).chars().collect::<Vec<_>>()).collect();
        letters.sort_unstable();
        letters
    };
    let [own, other] = printed.map(label_key);
    let exchanged = own == label_key(right[1]) || other == label_key(right[0]);
    !exchanged && letters(printed) == letters(right)
}

#[cfg(test)]
mod tests {
    use super::is_torn;

    #[test]
    fn letters_of_two_names_that_stand_in_the_wrong_row_are_torn() {
        let right = ["河道整治工程", "渠道清理与维护"];
        assert!(is_torn(["河道整治工", "程渠道清理与维护"], right));
        assert!(is_torn(["河道整治工渠", "程道清理与维护"], right));
        assert!(!is_torn(["渠道清理与维护", "河道整治工程"], right));
        assert!(!is_torn(["河道整治工作", "渠道清理与维护"], right));
    }
}
