//! Words in heads of columns and the roles they announce.

use juesuan_source::find;

use crate::table::Role;
use crate::tuning::grid::TUNING;
use crate::word_fault::WordFault;

/// How a word is compared with the key of a cell.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The whole cell.
    Whole,
    /// The cell's beginning, followed by nothing or a parenthesis.
    Stem,
    /// The cell's end.
    End,
    /// Anywhere in the cell.
    Part,
}

/// The ways to compare a word by their names in lists.
const FITS: [(&str, Fit); 4] =
    [("whole", Fit::Whole), ("stem", Fit::Stem), ("end", Fit::End), ("part", Fit::Part)];

/// The roles of columns by their names in lists.
const ROLES: [(&str, Role); 6] = [
    ("code", Role::Code),
    ("label", Role::Label),
    ("row_number", Role::RowNumber),
    ("ordinal", Role::Ordinal),
    ("figure", Role::Figure),
    ("text", Role::Text),
];

/// A word in heads of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) fit: Fit,
    pub(crate) word: String,
    pub(crate) role: Role,
}

impl Head {
    /// Whether a cell with this key has the word where it must stand.
    pub(crate) fn fits(&self, key: &str) -> bool {
        match self.fit {
            Fit::Whole => key == self.word,
            Fit::Stem => {
                let rest = key.strip_prefix(self.word.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
            }
            Fit::End => {
                let before = key.strip_suffix(')').and_then(|key| key.rsplit_once('('));
                before.map_or(key, |(stem, _)| stem).ends_with(self.word.as_str())
            }
            Fit::Part => find(key, &self.word).is_some(),
        }
    }
}

/// Slots into which first characters fall.
const SLOTS: usize = 128;

/// Heads whose places are bits of one number.
const BLOCK: usize = 128;

/// The words of heads. The first that fits decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Heads {
    entries: Vec<Head>,
    /// For each block of entries and each slot, those whose word begins with a character of that slot, as a set of bits.
    by_first: Vec<[u128; SLOTS]>,
}

impl Heads {
    /// Adds a word behind all others.
    pub(crate) fn add(&mut self, fit: &str, word: &str, role: &str) -> Result<(), WordFault> {
        let unknown = |field: &str| WordFault::Field(field.to_owned());
        let (_, fit) = *FITS.iter().find(|(name, _)| *name == fit).ok_or_else(|| unknown(fit))?;
        let (name, role) = *ROLES.iter().find(|(name, _)| *name == role).ok_or_else(|| unknown(role))?;
        // candidates are found by a first character of three bytes
        let [0xe0..=0xef, _, _, ..] = *word.as_bytes() else { return Err(unknown(word)) };
        if let Some(known) = self.entries.iter().find(|head| head.fit == fit && head.word == word) {
            let said = ROLES.iter().find(|(_, role)| *role == known.role).map_or(name, |(name, _)| *name);
            return if known.role == role { Ok(()) } else { Err(WordFault::Contradiction(said.to_owned())) };
        }
        self.push(Head { fit, word: word.to_owned(), role });
        Ok(())
    }

    /// Adds a head whose word begins with a character of three bytes; others are never found.
    pub(crate) fn push(&mut self, head: Head) {
        let [_, middle, last, ..] = *head.word.as_bytes() else { return };
        let at = self.entries.len();
        if at.is_multiple_of(BLOCK) {
            self.by_first.push([0; SLOTS]);
        }
        if let Some(block) = self.by_first.last_mut() {
            block[slot(middle, last)] |= 1 << (at % BLOCK);
        }
        self.entries.push(head);
    }

    /// The heads, in order, whose first character occurs in the key.
    pub(crate) fn candidates(&self, key: &str) -> impl Iterator<Item = &Head> {
        let bytes = if key.len() <= TUNING.heads.longest.bytes() { key.as_bytes() } else { &[] };
        self.by_first.iter().zip(self.entries.chunks(BLOCK)).flat_map(move |(slots, entries)| {
            let mut found = 0_u128;
            let mut rest = bytes;
            while let [first, middle, last, behind @ ..] = rest {
                let is_wide = *first >= 0xe0;
                found |= if is_wide { slots[slot(*middle, *last)] } else { 0 };
                rest = if is_wide { behind } else { &rest[1..] };
            }
            std::iter::from_fn(move || {
                let next = found.trailing_zeros() as usize;
                found &= found.wrapping_sub(1);
                entries.get(next)
            })
        })
    }
}

/// The slot of a character by the last two of its three bytes.
const fn slot(middle: u8, last: u8) -> usize {
    (middle as usize * 29 + last as usize) % SLOTS
}
