//! The columns that a head prints, told by its words and by the sums of the rows below it, where no template knows the form.
//!
//! The rows tell how many columns of figures there are. A head of several lines has more words than that: so many of them
//! stand above others. A sum begins its group, words that come again head the same columns, and the figures of the rows add
//! up. What several ways to part the words explain is not decided here.

use std::cmp::Reverse;

use juesuan_segment::plain;

use super::evidence::{self, Evidence};
use super::fitted::{Fitted, Side};
use super::form::Form;
use super::printed_head::Chosen;
use super::tokens::{Kind, Line, Mode};
use super::{ColumnKind, Read, coded, levels, write};
use crate::cell::clean;
use crate::table::Role;
use crate::text::Text;
use crate::tuning::template::TUNING;
use crate::words::{List, names_rate};

/// The words above names and codes, and those above figures, level by level.
#[derive(Default)]
struct Parted {
    codes: Vec<String>,
    labels: Vec<String>,
    levels: Vec<Vec<String>>,
}

/// Reads the rows by what the head says of itself, where its words and the sums of the rows leave one way.
pub(super) fn read(form: &Form<'_>) -> Option<(Fitted, Evidence, Read)> {
    let Form { source, rows, mode, head, knowledge, .. } = *form;
    if matches!(mode, Mode::Spaced(_)) {
        return None;
    }
    let mut ways = ways(form);
    // of a long table the first rows choose the way
    if let Some(first) = rows.get(..TUNING.template_printed_columns.most_lines).filter(|_| ways.len() > 1) {
        let tried = weigh(&Form { rows: first, ..*form }, ways);
        ways = tried.into_iter().map(|one| (one.fitted, one.certain)).collect();
    }
    let mut tried = weigh(form, ways);
    let Tried { fitted, sums, rows, certain, .. } = tried.pop().filter(|_| tried.is_empty())?;
    let told =
        sums.hold && are_whole(&rows, mode) || sums.weight == 0 && certain && is_known(source, &fitted);
    let read = write::write(source, &rows, &fitted, head, knowledge.said).filter(|_| told)?;
    Some((fitted, sums, read))
}

/// Those of the ways to read a head for which most speaks.
fn weigh(form: &Form<'_>, ways: Vec<Way>) -> Vec<Tried> {
    let source = form.source;
    let mut tried: Vec<Tried> = Vec::new();
    for (fitted, certain) in ways {
        let Some(rows) = form.put(&fitted) else { continue };
        let sums = evidence::evidence(source, &rows, &fitted);
        let levels = fitted.columns.iter().map(|column| column.path.len()).max().unwrap_or(0);
        let rank = (sums.weight, known_groups(source, &fitted), Reverse(levels), likeness(source, &fitted));
        tried.push(Tried { rank, fitted, sums, rows, certain });
    }
    let rank = tried.iter().map(|one| one.rank).max();
    tried.retain(|one| Some(one.rank) == rank);
    tried
}

/// The columns of a head, and whether the head itself says which words stand above others.
type Way = (Fitted, bool);

/// A way to read a head and what came of it.
struct Tried {
    rank: Rank,
    fitted: Fitted,
    sums: Evidence,
    rows: Vec<write::Row>,
    /// Whether the head itself says which words stand above others.
    certain: bool,
}

/// Whether the rows have as many figures as columns: where a cell a line has no line for a blank one, rows with fewer say
/// nothing of how many there are.
fn are_whole(rows: &[write::Row], mode: Mode) -> bool {
    let sides = || rows.iter().flat_map(|row| &row.figures).filter(|(_, figures)| !figures.is_empty());
    let whole = sides().filter(|(columns, figures)| columns.len() == figures.len()).count();
    mode != Mode::Cells || whole * 2 > sides().count()
}

/// What speaks for a way to read a head, the most important first: its sums, groups that are known to be some, few levels,
/// words that go together.
type Rank = (i64, usize, Reverse<usize>, usize);

/// How many columns stand below a word that is known to have others below it.
fn known_groups(source: &Text<'_>, fitted: &Fitted) -> usize {
    let above = fitted.columns.iter().filter_map(|column| column.path.split_last()?.1.last());
    above.filter(|above| source.words.has(List::HasColumns, &clean::key(above))).count()
}

/// How much the words of the columns have in common with those above them, and whether sums begin their groups.
fn likeness(source: &Text<'_>, fitted: &Fitted) -> usize {
    let alike = |path: &[String]| {
        path.windows(2).filter(|pair| pair[1].chars().filter(|c| pair[0].contains(*c)).count() > 1).count()
    };
    let begins = |at: usize, column: &Chosen| {
        let above = at.checked_sub(1).and_then(|before| fitted.columns.get(before));
        let group = |column: &Chosen| column.path.split_last().map(|(_, group)| group.to_vec());
        column.path.len() > 1
            && source.words.totals(&clean::key(column.path.last().map_or("", String::as_str)))
            && above.is_none_or(|above| group(above) != group(column))
    };
    let columns = || fitted.columns.iter().filter(|column| column.kind == ColumnKind::Figure);
    let groups = fitted.columns.iter().enumerate().filter(|(at, column)| begins(*at, column)).count();
    columns().map(|column| alike(&column.path)).sum::<usize>() + groups
}

/// Whether the lowest words above figures are known as such.
fn is_known(source: &Text<'_>, fitted: &Fitted) -> bool {
    let figures = fitted.columns.iter().filter(|column| column.kind == ColumnKind::Figure);
    let named = |word: &str| {
        let key = clean::key(word);
        source.header(&key) == Some(Role::Figure) || names_rate(&key)
    };
    let known = |word: &String| {
        let undated = word.trim_start_matches(|c: char| c.is_ascii_digit());
        // behind the digits of a year stands its word, of one character or two
        let dated = word.len() - undated.len() == YEAR;
        let mut rests = undated.char_indices().map(|(at, _)| &undated[at..]).skip(1).take(2);
        named(word) || dated && rests.any(named)
    };
    figures.filter_map(|column| column.path.last()).all(known)
}

/// Digits of a year.
const YEAR: usize = 4;

/// The ways to read the columns of a head by itself, of which the sums of the rows choose; none where its words and the
/// figures of the rows do not go together.
fn ways(form: &Form<'_>) -> Vec<Way> {
    let Form { source, heads, rows, mode, .. } = *form;
    let named = rows.iter().any(|line| line.names().next().is_some());
    let parted = part(source, heads, mode, named);
    let count: usize = parted.levels.iter().map(Vec::len).sum();
    let Some(most) = figures(source, rows, mode, &parted) else { return Vec::new() };
    if count > TUNING.template_printed_columns.most_words
        || count < most
        || most == 0
        || named == parted.labels.is_empty()
    {
        return Vec::new();
    }
    // lines of a head say by themselves how many columns it has, and rows may leave some blank; a head without lines
    // does so where its groups are known
    let unparted = mode == Mode::Cells;
    let lines_tell = !unparted || parted.levels.len() > 1;
    let mut found: Vec<Way> = Vec::new();
    let mut search = levels::Search::new();
    for columns in most..=count {
        let open = unparted && (columns == most || !lines_tell);
        for lines in levels::broken(parted.levels.clone(), open, columns) {
            for paths in levels::ways(source.words, &lines, columns, &mut search) {
                let fitted = fitted(&parted, paths);
                let flat = fitted.columns.iter().all(|column| column.path.len() == 1);
                let certain = lines_tell || flat || all_groups_known(source, &fitted);
                let again = found.iter().any(|(known, _)| same(known, &fitted));
                if !again && (columns == most || certain) {
                    found.push((fitted, certain));
                }
                if found.len() >= TUNING.template_printed_columns.most_ways {
                    return found;
                }
            }
            if search.is_cut() {
                return Vec::new();
            }
        }
    }
    found
}

/// Whether all columns below others stand below a word that is known to have some.
fn all_groups_known(source: &Text<'_>, fitted: &Fitted) -> bool {
    let below = fitted.columns.iter().filter(|column| column.path.len() > 1).count();
    below > 0 && below == known_groups(source, fitted)
}

fn same(one: &Fitted, other: &Fitted) -> bool {
    one.columns.iter().map(|column| &column.path).eq(other.columns.iter().map(|column| &column.path))
}

/// The most figures that stand behind one name.
fn figures(source: &Text<'_>, rows: &[Line], mode: Mode, parted: &Parted) -> Option<usize> {
    if mode == Mode::Cells {
        let side = Side { code: parted.codes.first().map(|_| 0), label: Some(1), ..Side::default() };
        return coded::most_figures(source, rows, &side);
    }
    let count = |line: &Line| {
        let behind = line.tokens.get(line.code()..).unwrap_or(&[]);
        behind.iter().filter(|token| token.kind != Kind::Name).count()
    };
    rows.iter().filter(|line| !line.numbers_columns(source)).map(count).max()
}

/// Parts the words of a head into those above names and codes and those above figures.
fn part(source: &Text<'_>, heads: &[Line], mode: Mode, named: bool) -> Parted {
    let mut parted = Parted::default();
    let mut open: Vec<String> = Vec::new();
    let mut first = named;
    for line in heads {
        if line.tokens.iter().any(|token| token.kind != Kind::Name) {
            continue;
        }
        for name in line.names() {
            let word = plain(name.text(source)).into_owned();
            // whatever the first word is, the names of the rows stand below it
            let stub = (first || open.is_empty() || mode == Mode::Cells) && is_stub(source, &word, first);
            first = false;
            if !stub {
                open.push(word);
                continue;
            }
            if !open.is_empty() {
                parted.levels.push(std::mem::take(&mut open));
            }
            let key = clean::key(&word);
            match source.header(&key) {
                Some(Role::Code) => parted.codes.push(word),
                _ if named && !source.words.names_stub(&key) => parted.labels.push(word),
                _ => {}
            }
        }
        if mode != Mode::Cells && !open.is_empty() {
            parted.levels.push(std::mem::take(&mut open));
        }
    }
    if !open.is_empty() {
        parted.levels.push(open);
    }
    if named && parted.labels.is_empty() {
        parted.labels.extend(parted.codes.last().cloned());
    }
    parted
}

/// Whether a word stands above codes or names: the first word of all does unless it names figures.
fn is_stub(source: &Text<'_>, word: &str, first: bool) -> bool {
    let words = source.words;
    let word = &*clean::key(word);
    match words.header(word) {
        Some(Role::Code | Role::Label) => true,
        Some(Role::Figure) => false,
        _ => words.names_stub(word) || words.numbers_columns(word) || first && !words.totals(word),
    }
}

/// The columns of these paths behind those of the stub.
fn fitted(parted: &Parted, paths: Vec<Vec<String>>) -> Fitted {
    let column = |kind: ColumnKind, path: Vec<String>| Chosen {
        path,
        side: 0,
        kind,
        seldom: false,
        printed: true,
        told: false,
    };
    let mut columns = Vec::new();
    columns.extend(parted.codes.first().map(|word| column(ColumnKind::Code, vec![word.clone()])));
    columns.extend(parted.labels().map(|word| column(ColumnKind::Label, vec![word.clone()])));
    columns.extend(paths.into_iter().map(|path| column(ColumnKind::Figure, path)));
    let numbers = parted.codes.len() < 2;
    Fitted { columns, above: None, below: None, score: SCORE, common: 0, others: false, numbers }
}

impl Parted {
    /// The words above names: of those above codes and names too, only the last names a column.
    fn labels(&self) -> impl Iterator<Item = &String> {
        let first = if self.codes.is_empty() { 0 } else { self.labels.len().saturating_sub(1) };
        self.labels.get(first..).into_iter().flatten()
    }
}

/// Every word of the head names a column.
const SCORE: usize = 1000;
