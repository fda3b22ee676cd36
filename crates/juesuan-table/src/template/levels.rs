//! Which words of a head stand above which: the lines of the head from top to bottom, and as many columns as the rows have.

use std::ops::RangeInclusive;

use crate::cell::clean;
use crate::tuning::template::TUNING;
use crate::words::{OF_WHICH, Words};

/// The lines of a head. Where nothing parts them (a cell a line), every place where a line may end; else as they are.
pub(super) fn broken(lines: Vec<Vec<String>>, unparted: bool, columns: usize) -> Vec<Vec<Vec<String>>> {
    let count: usize = lines.iter().map(Vec::len).sum();
    if !unparted || count == columns {
        return vec![lines];
    }
    let mut found = vec![lines.clone()];
    let mut last = vec![lines];
    // two more ends of lines make a head of three
    for _ in 0..2 {
        let mut next = Vec::new();
        for lines in &last {
            let Some((bottom, above)) = lines.split_last() else { continue };
            for at in 1..bottom.len().saturating_sub(TUNING.template_levels.fewest_below - 1) {
                let (upper, lower) = bottom.split_at(at);
                next.push([above, &[upper.to_vec(), lower.to_vec()]].concat());
            }
        }
        found.extend(next.iter().cloned());
        last = next;
    }
    found
}

/// A word of the head and the words above it.
#[derive(Clone)]
struct Leaf {
    path: Vec<String>,
}

impl Leaf {
    fn word(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

/// How much longer the ways to read a head are looked for: a head of many words that nothing parts has more than anybody
/// could go through.
pub(super) struct Search {
    left: usize,
}

impl Search {
    pub(super) fn new() -> Self {
        Self { left: TUNING.template_levels.most_steps }
    }

    /// Whether the search came to its end before all ways were seen, so that it says nothing.
    pub(super) fn is_cut(&self) -> bool {
        self.left == 0
    }

    fn step(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }
}

/// The paths of the columns, in all ways in which the words of each line stand below some of the line above.
pub(super) fn ways(
    words: &Words,
    lines: &[Vec<String>],
    columns: usize,
    search: &mut Search,
) -> Vec<Vec<Vec<String>>> {
    let Some((first, below)) = lines.split_first() else { return Vec::new() };
    let mut open: Vec<Vec<Leaf>> = vec![first.iter().map(|word| Leaf { path: vec![word.clone()] }).collect()];
    for (at, line) in below.iter().enumerate() {
        let fits = leaves_above(&below[at + 1..], columns);
        let mut next = Vec::new();
        for leaves in open {
            let room = TUNING.template_levels.most_ways.saturating_sub(next.len());
            next.extend(put_below(words, (&leaves, line), &fits, search).into_iter().take(room));
        }
        open = next;
    }
    let whole = open.into_iter().filter(|leaves| leaves.len() == columns);
    whole.map(|leaves| leaves.into_iter().map(|leaf| leaf.path).collect()).collect()
}

/// How many leaves may stand above these lines, that they bring a head of so many columns: a line brings its words, and
/// takes away a leaf for each of its groups, of which it has one at least.
fn leaves_above(below: &[Vec<String>], columns: usize) -> RangeInclusive<usize> {
    let brought: usize = below.iter().map(Vec::len).sum();
    let most_groups: usize = below.iter().map(|line| line.len() / TUNING.template_levels.fewest_below).sum();
    let above = |groups: usize| (columns + groups).saturating_sub(brought);
    above(below.len())..=above(most_groups)
}

/// The leaves with the words of a line below some of them, where as many are left as fit the lines that follow.
fn put_below(
    words: &Words,
    (leaves, line): (&[Leaf], &[String]),
    fits: &RangeInclusive<usize>,
    search: &mut Search,
) -> Vec<Vec<Leaf>> {
    let mut found = Vec::new();
    for groups in groupings(words, line) {
        if !fits.contains(&(leaves.len() + line.len()).saturating_sub(groups.len())) {
            continue;
        }
        for parents in parents(words, leaves, &groups, search) {
            found.push(joined(leaves, &parents, &groups));
            if found.len() >= TUNING.template_levels.most_ways {
                return found;
            }
        }
    }
    found
}

/// The ways to part a line into groups. A sum begins its group; where one does, nearly all groups begin with one.
fn groupings<'l>(words: &Words, line: &'l [String]) -> Vec<Vec<&'l [String]>> {
    let begins: Vec<usize> = (0..line.len()).filter(|&at| words.totals(&clean::key(&line[at]))).collect();
    if !begins.is_empty() {
        let mut ends: Vec<usize> = begins.clone();
        if ends.first() != Some(&0) {
            ends.insert(0, 0);
        }
        return vec![cut(line, &ends)];
    }
    // without sums: the whole line, its halves where it says the same twice, or any two groups
    let mut found = vec![vec![line]];
    for copies in 2..=4_usize {
        let part = line.len() / copies;
        if line.len().is_multiple_of(copies)
            && part > 0
            && line.chunks(part).all(|chunk| *chunk == line[..part])
        {
            return vec![line.chunks(part).collect()];
        }
    }
    found.extend(
        (TUNING.template_levels.fewest_below
            ..=line.len().saturating_sub(TUNING.template_levels.fewest_below))
            .map(|at| cut(line, &[0, at])),
    );
    found
}

/// Cuts a line where its groups begin.
fn cut<'l>(line: &'l [String], begins: &[usize]) -> Vec<&'l [String]> {
    let ends = begins.iter().skip(1).copied().chain([line.len()]);
    begins.iter().zip(ends).filter_map(|(&from, to)| line.get(from..to)).collect()
}

/// The places of the words above the groups: in order, no sums, and words that come again all or none of them, with the
/// same words below.
fn parents(words: &Words, leaves: &[Leaf], groups: &[&[String]], search: &mut Search) -> Vec<Vec<usize>> {
    let may = |leaf: &Leaf| !words.totals(&clean::key(leaf.word())) && !leaf.word().contains(OF_WHICH);
    let places: Vec<usize> = (0..leaves.len()).filter(|&at| may(&leaves[at])).collect();
    let mut found = Vec::new();
    if groups.iter().any(|group| group.len() < TUNING.template_levels.fewest_below) {
        return found;
    }
    for way in super::solve::choices(places.len(), groups.len()) {
        if !search.step() {
            break;
        }
        let at: Vec<usize> = way.iter().filter_map(|&place| places.get(place).copied()).collect();
        let alike = at.iter().zip(groups).all(|(&parent, group)| {
            (0..leaves.len()).filter(|&other| leaves[other].word() == leaves[parent].word()).all(|other| {
                at.iter().position(|&one| one == other).is_some_and(|nth| groups[nth].len() == group.len())
            })
        });
        if alike {
            found.push(at);
        }
    }
    found
}

fn joined(leaves: &[Leaf], parents: &[usize], groups: &[&[String]]) -> Vec<Leaf> {
    let mut found = Vec::with_capacity(leaves.len());
    for (at, leaf) in leaves.iter().enumerate() {
        match parents.iter().position(|&parent| parent == at).and_then(|nth| groups.get(nth)) {
            None => found.push(leaf.clone()),
            Some(group) => found.extend(group.iter().map(|word| {
                let mut path = leaf.path.clone();
                path.push(word.clone());
                Leaf { path }
            })),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(lines: &[&str], count: usize) -> Vec<String> {
        let words = crate::words::of_field();
        let lines: Vec<Vec<String>> =
            lines.iter().map(|line| line.split(' ').map(str::to_owned).collect()).collect();
        let shown =
            |paths: Vec<Vec<String>>| paths.iter().map(|path| path.join("/")).collect::<Vec<_>>().join(" ");
        ways(&words, &lines, count, &mut Search::new()).into_iter().map(shown).collect()
    }

    #[test]
    fn sums_begin_groups() {
        assert_eq!(
            columns(&["合计 甲款 乙款", "小计 丙款 小计 丁款 戊款"], 6),
            ["合计 甲款/小计 甲款/丙款 乙款/小计 乙款/丁款 乙款/戊款"]
        );
    }

    #[test]
    fn words_that_come_again_head_the_same_columns() {
        assert_eq!(
            columns(&["预算数 决算数", "合计 甲款 乙款 合计 甲款 乙款", "小计 丙款 小计 丙款"], 8),
            [
                "预算数/合计 预算数/甲款/小计 预算数/甲款/丙款 预算数/乙款 决算数/合计 决算数/甲款/小计 决算数/甲款/丙款 决算数/乙款",
                "预算数/合计 预算数/甲款 预算数/乙款/小计 预算数/乙款/丙款 决算数/合计 决算数/甲款 决算数/乙款/小计 决算数/乙款/丙款",
            ]
        );
    }

    #[test]
    fn a_head_with_too_few_words_has_no_such_columns() {
        assert!(columns(&["合计 甲款"], 3).is_empty());
    }
}
