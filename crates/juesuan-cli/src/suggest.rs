//! Did you mean: the known word that is nearest to one nobody knows.

/// Least likeness for a word to be worth proposing.
const LIKE: f64 = 0.75;

/// The candidate most like `word`; `None` where none is like it.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(like, _)| *like >= LIKE)
        // of equals the first
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_proposed_and_far_ones_are_not() {
        let known = ["partition", "encoding", "jobs", "清河县2022.txt"];
        assert_eq!(nearest("partitions", known), Some("partition"));
        assert_eq!(nearest("Encodeing", known), Some("encoding"));
        assert_eq!(nearest("清河县2021.txt", known), Some("清河县2022.txt"));
        assert_eq!(nearest("colour-scheme", known), None);
    }
}
