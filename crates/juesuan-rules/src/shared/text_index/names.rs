//! The names of programmes, looked for with their characters in another order.

use std::sync::Arc;

use juesuan_model::Programme;
use juesuan_vocabulary::{WordList as _, dates, performance::NAME_ENDS};
use transient::Transient;

use crate::quick::{QuickMap, is_letter};
use crate::tuning::TUNING;
use crate::{Analysis, Context};

/// The names that are looked for.
#[derive(Debug, Transient)]
pub(crate) struct Names {
    /// By their number of characters and the sum of the numbers of these.
    by_sum: QuickMap<(usize, u64), Arc<[char]>>,
    /// The names that begin with a character.
    by_first: QuickMap<u32, Begin>,
}

/// What is known of the names that begin with one character.
#[derive(Debug, Default)]
struct Begin {
    /// How long they are, ascending.
    lengths: Vec<usize>,
    /// A bit for each of several sorts of characters that they have.
    sorts: u64,
}

/// Where the characters of a name stand in another order.
#[derive(Clone, Debug)]
pub(crate) struct Reordered {
    /// The index of the line.
    pub(crate) line: u32,
    /// Where they begin and end in it.
    pub(crate) span: (u32, u32),
    pub(crate) name: Arc<[char]>,
}

impl<'c> Analysis<'c> for Names {
    type Output = Self;

    fn run(context: &Context<'c>) -> Self {
        Self::of(&context.report().programmes)
    }
}

impl Names {
    pub(crate) fn of(programmes: &[Programme]) -> Self {
        let mut by_sum: QuickMap<(usize, u64), Arc<[char]>> = QuickMap::default();
        for programme in programmes {
            let core: Arc<[char]> = core(&programme.name).chars().collect();
            if (TUNING.text_index_names.shortest..=TUNING.text_index_names.longest).contains(&core.len()) {
                by_sum.insert((core.len(), core.iter().map(|c| weight(*c)).fold(0, u64::wrapping_add)), core);
            }
        }
        let mut by_first: QuickMap<u32, Begin> = QuickMap::default();
        for name in by_sum.values() {
            if let Some(first) = name.first() {
                let begin = by_first.entry(u32::from(*first)).or_default();
                begin.lengths.push(name.len());
                begin.sorts |= name.iter().fold(0, |sorts, c| sorts | sort(*c));
            }
        }
        for begin in by_first.values_mut() {
            begin.lengths.sort_unstable();
            begin.lengths.dedup();
        }
        Self { by_sum, by_first }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.by_sum.len()
    }

    /// The characters with which names begin, in no order.
    pub(crate) fn first_characters(&self) -> impl Iterator<Item = char> {
        self.by_first.keys().filter_map(|first| char::from_u32(*first))
    }

    /// The names with whose characters in another order the rest of a line begins, which stands at this byte of the
    /// line. What begins in the midst of a name and goes on with the next is none, so that it begins as the name does.
    pub(crate) fn at(&self, rest: &str, line: u32, at: usize) -> Vec<Reordered> {
        let first = rest.chars().next().map_or(0, u32::from);
        let mut found = Vec::new();
        let (mut sum, mut count) = (0_u64, 0);
        let Some(begin) = self.by_first.get(&first) else { return found };
        let mut wanted = begin.lengths.iter().peekable();
        for (behind, c) in rest.char_indices().filter(|(_, c)| is_letter(*c)) {
            if wanted.peek().is_none() || begin.sorts & sort(c) == 0 {
                break;
            }
            (sum, count) = (sum.wrapping_add(weight(c)), count + 1);
            if wanted.next_if_eq(&&count).is_some()
                && let Some(name) = self.by_sum.get(&(count, sum))
                && let Some(window) = rest.get(..behind + c.len_utf8())
                && is_reordered(window, name)
            {
                let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let span = (offset(at), offset(at + window.len()));
                found.push(Reordered { line, span, name: Arc::clone(name) });
            }
        }
        found
    }
}

fn is_reordered(window: &str, name: &[char]) -> bool {
    let mut window: Vec<char> = window.chars().filter(|c| is_letter(*c)).collect();
    if window == name || window.first() != name.first() {
        return false;
    }
    let mut name = name.to_vec();
    window.sort_unstable();
    name.sort_unstable();
    window == name
}

/// The bit for the sort of a character.
fn sort(c: char) -> u64 {
    1 << (u32::from(c).wrapping_mul(0x9e37_79b9) >> 26)
}

/// A number for a character, such that sums of few tell sets of characters apart.
fn weight(c: char) -> u64 {
    (u64::from(u32::from(c)) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(u32::from(c) % 61)
}

/// The name without year, marks and ending.
pub(crate) fn core(name: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.trim_start_matches(|c: char| c.is_ascii_digit());
    let plain = [dates::BUDGET_YEAR, dates::YEAR].strip_start(plain).unwrap_or(plain);
    let ending = NAME_ENDS.strip_end(plain);
    ending.unwrap_or(plain).to_owned()
}
