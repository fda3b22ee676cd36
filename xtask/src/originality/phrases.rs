//! Set phrases: what every account prints, so that sharing it says nothing.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::shingles::WIDTH;

/// Characters of a phrase of the vocabulary at least; shorter ones would cover any sentence.
const SHORTEST: usize = 3;

/// Characters of a listed phrase at most; longer ones are sentences.
const LONGEST: usize = 20;

/// Phrases by their characters.
#[derive(Default)]
pub(super) struct Phrases {
    /// Whether the phrase is in the written list, and whether it excused anything.
    known: BTreeMap<Vec<char>, (bool, bool)>,
    /// Parts that lines broken in the middle of a phrase leave, with the phrase.
    parts: HashMap<Vec<char>, Vec<char>>,
    longest: usize,
}

impl Phrases {
    /// The vocabulary of the model (`crates/juesuan-model/data/*.tsv`) and the written list
    /// (`xtask/data/set-phrases.txt`).
    ///
    /// # Errors
    ///
    /// Where a file cannot be read, or a listed phrase has no reason, is a sentence, or is in the vocabulary anyway.
    pub(super) fn read(workspace: &Path) -> Result<Self> {
        let mut phrases = Self::default();
        for path in crate::kept::files(&workspace.join("crates/juesuan-model/data"))? {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            let words = lines.flat_map(|line| line.split(|character: char| !is_han(character)));
            for word in words.filter(|word| word.chars().count() >= SHORTEST) {
                phrases.add(word, false);
            }
        }
        let listed = fs::read_to_string(workspace.join("xtask/data/set-phrases.txt"))?;
        phrases.add_listed(&listed)?;
        Ok(phrases)
    }

    #[cfg(test)]
    pub(super) fn of(words: &[&str]) -> Self {
        let mut phrases = Self::default();
        for word in words {
            phrases.add(word, true);
        }
        phrases
    }

    /// Reads `# reason` lines, each followed by its phrases, a line each.
    fn add_listed(&mut self, list: &str) -> Result<()> {
        let mut has_reason = false;
        for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.starts_with('#') {
                has_reason = true;
                continue;
            }
            let characters = line.chars().count();
            if !has_reason || !(2..=LONGEST).contains(&characters) || !line.chars().all(is_han) {
                bail!(
                    "set phrase {line}: a phrase has a reason above it and is 2 to {LONGEST} Chinese characters"
                );
            }
            if self.known.contains_key(&line.chars().collect::<Vec<_>>()) {
                bail!("set phrase {line}: is in the list or the vocabulary already");
            }
            self.add(line, true);
        }
        Ok(())
    }

    fn add(&mut self, word: &str, is_listed: bool) {
        let characters: Vec<char> = word.chars().collect();
        self.longest = self.longest.max(characters.len());
        self.parts.extend(characters.windows(WIDTH).map(|part| (part.to_vec(), characters.clone())));
        self.known.entry(characters).or_insert((is_listed, false));
    }

    /// Which characters of a run the phrases cover. Phrases that help to excuse one of the windows, given by their
    /// first character, count as used.
    pub(super) fn covered(&mut self, run: &[char], windows: &[usize]) -> Vec<bool> {
        let mut covered = vec![false; run.len()];
        for &from in windows {
            if let Some(whole) = self.parts.get(&run[from..from + WIDTH]) {
                covered[from..from + WIDTH].fill(true);
                self.known.entry(whole.clone()).and_modify(|(_, is_used)| *is_used = true);
            }
        }
        let mut occurrences = Vec::new();
        for from in 0..run.len() {
            for to in from + 1..=run.len().min(from + self.longest) {
                if self.known.contains_key(&run[from..to]) {
                    covered[from..to].fill(true);
                    occurrences.push(from..to);
                }
            }
        }
        for window in windows.iter().map(|&from| from..from + WIDTH) {
            if covered[window.clone()].iter().all(|covered| *covered) {
                for occurrence in &occurrences {
                    if occurrence.start < window.end
                        && window.start < occurrence.end
                        && let Some((_, is_used)) = self.known.get_mut(&run[occurrence.clone()])
                    {
                        *is_used = true;
                    }
                }
            }
        }
        covered
    }

    /// Listed phrases that excused nothing.
    pub(super) fn idle(&self) -> Vec<String> {
        let idle = self.known.iter().filter(|(_, (is_listed, is_used))| *is_listed && !is_used);
        idle.map(|(characters, _)| characters.iter().collect()).collect()
    }
}

fn is_han(character: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn a_sentence_is_no_set_phrase() {
        assert!(
            Phrases::of(&[]).add_listed("# headings\n甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸子").is_err()
        );
    }

    #[test]
    fn a_phrase_needs_a_reason_and_stands_once() {
        assert!(Phrases::of(&[]).add_listed("甲乙丙").is_err());
        assert!(Phrases::of(&["甲乙丙"]).add_listed("# headings\n甲乙丙").is_err());
        assert!(Phrases::of(&[]).add_listed("# headings\n甲乙丙\n").is_ok());
    }

    #[test]
    fn a_phrase_that_excuses_nothing_is_idle() {
        let mut phrases = Phrases::of(&["甲乙丙丁", "戊己庚辛", "子丑寅"]);
        phrases.covered(&"甲乙丙丁戊己庚辛".chars().collect::<Vec<_>>(), &[0]);
        assert_eq!(phrases.idle(), ["子丑寅"]);
    }
}
