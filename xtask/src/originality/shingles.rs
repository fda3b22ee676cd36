//! Runs of Chinese characters that two texts share.

use std::collections::HashSet;

use super::phrases::Phrases;

/// Characters of a shared run that are no chance any more.
pub(super) const WIDTH: usize = 8;

/// Every run of eight Chinese characters of the texts that were added.
#[derive(Default)]
pub(super) struct Shingles(HashSet<[char; WIDTH]>);

/// A shared run: byte offset and the characters.
pub(super) struct Shared {
    pub(super) start: usize,
    pub(super) run: String,
}

impl Shingles {
    /// Adds a text twice: as it is, and with the white space between Chinese characters removed, because a page breaks
    /// its lines where a quotation does not.
    pub(super) fn add(&mut self, text: &str) {
        for run in runs(text, false).into_iter().chain(runs(text, true)) {
            for window in run.windows(WIDTH) {
                self.0.insert(std::array::from_fn(|index| window[index].1));
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The runs of a text that are shared and that set phrases do not cover to the last character. Overlapping
    /// windows are one run.
    pub(super) fn shared(&self, text: &str, phrases: &mut Phrases) -> Vec<Shared> {
        let mut found = Vec::new();
        for run in runs(text, false) {
            let shared: Vec<usize> = (0..run.len().saturating_sub(WIDTH - 1))
                .filter(|&from| self.0.contains(&std::array::from_fn(|index| run[from + index].1)))
                .collect();
            if shared.is_empty() {
                continue;
            }
            let characters: Vec<char> = run.iter().map(|(_, character)| *character).collect();
            let covered = phrases.covered(&characters, &shared);
            let mut end = 0;
            for from in shared {
                if covered[from..from + WIDTH].iter().all(|covered| *covered) {
                    continue;
                }
                let added = characters[from.max(end)..from + WIDTH].iter();
                match found.last_mut() {
                    Some(Shared { run, .. }) if end > from => run.extend(added),
                    _ => found.push(Shared { start: run[from].0, run: added.collect() }),
                }
                end = from + WIDTH;
            }
        }
        found
    }
}

/// The runs of Chinese characters of a text, each character with its byte offset; with `joined` white space does not
/// end a run.
fn runs(text: &str, joined: bool) -> Vec<Vec<(usize, char)>> {
    let mut runs = vec![Vec::new()];
    for (at, character) in text.char_indices() {
        if ('\u{3400}'..='\u{9fff}').contains(&character) {
            runs.last_mut().into_iter().for_each(|run| run.push((at, character)));
        } else if !(joined && character.is_whitespace()) && runs.last().is_some_and(|run| !run.is_empty()) {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| run.len() >= WIDTH);
    runs
}

#[cfg(test)]
mod tests {
    use super::{Phrases, Shingles};

    fn shared(theirs: &str, ours: &str, phrases: &[&str]) -> Vec<String> {
        let mut shingles = Shingles::default();
        shingles.add(theirs);
        let mut phrases = Phrases::of(phrases);
        shingles.shared(ours, &mut phrases).into_iter().map(|shared| shared.run).collect()
    }

    #[test]
    fn a_shared_sentence_is_one_run() {
        assert_eq!(shared("甲乙丙丁戊己庚辛壬癸。", "子甲乙丙丁戊己庚辛壬丑", &[]), ["甲乙丙丁戊己庚辛壬"]);
    }

    #[test]
    fn seven_characters_are_chance() {
        assert!(shared("甲乙丙丁戊己庚", "甲乙丙丁戊己庚", &[]).is_empty());
    }

    #[test]
    fn lines_of_a_page_do_not_part_a_sentence() {
        assert_eq!(shared("甲乙丙丁\n戊己庚辛", "甲乙丙丁戊己庚辛", &[]), ["甲乙丙丁戊己庚辛"]);
    }

    #[test]
    fn set_phrases_excuse_a_run_only_where_they_cover_all_of_it() {
        assert!(shared("甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛", &["甲乙丙丁", "戊己庚辛"]).is_empty());
        assert_eq!(
            shared("甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛", &["甲乙丙丁", "己庚辛"]),
            ["甲乙丙丁戊己庚辛"]
        );
    }
}
