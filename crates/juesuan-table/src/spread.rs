//! Spanning header cells without a mark: Word writes a cell that spans several columns once and nothing for the columns
//! it covers, so a header row may have fewer cells than the row below it.

use crate::clean;
use crate::grid::Grid;
use crate::table::Role;
use crate::words;

/// Most rows of a header.
const DEEPEST: usize = 4;

/// Gives each header row that is shorter than the one below it blank cells where a cell spans several columns.
pub(crate) fn headers(source: &str, grid: &mut Grid) {
    let mut spreads: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut bottom = 0;
    while bottom < grid.rows.len() {
        bottom = header_from(source, grid, bottom, &mut spreads).max(bottom + 1);
    }
    if !spreads.is_empty() {
        spreads.sort_unstable_by_key(|spread| spread.0);
        grid.spread(&spreads);
    }
}

/// Finds out how to spread the header whose first row is `top`, if one begins there, and returns the row after it.
fn header_from(source: &str, grid: &Grid, top: usize, spreads: &mut Vec<(usize, Vec<usize>)>) -> usize {
    let shorter = |row: usize| {
        grid.rows.get(row + 1).is_some_and(|below| below.printed_width > grid.rows[row].printed_width)
    };
    let mut bottom = top;
    while bottom - top < DEEPEST
        && shorter(bottom)
        && Heads::of(source, grid, bottom)
            .is_some_and(|heads| heads.all_filled && heads.known * 2 >= heads.keys.len())
        && Heads::of(source, grid, bottom + 1).is_some_and(|heads| heads.known > 0)
    {
        bottom += 1;
    }
    // where each cell of the row below begins, in columns of the lowest row
    let mut starts: Vec<usize> = (0..=usize::from(grid.rows[bottom].printed_width)).collect();
    for above in (top..bottom).rev() {
        let Some(groups) = groups(source, grid, above, &starts) else { return above + 1 };
        spreads.push((above, groups.clone()));
        starts = groups;
    }
    bottom + 1
}

/// The keys of a row of texts; `None` where the row has numbers or long texts and is no header.
struct Heads {
    keys: Vec<String>,
    known: usize,
    all_filled: bool,
}

impl Heads {
    fn of(source: &str, grid: &Grid, row: usize) -> Option<Self> {
        let mut heads = Self { keys: Vec::new(), known: 0, all_filled: true };
        if grid.rows[row].numbers > 0 {
            return None;
        }
        for column in 0..usize::from(grid.rows[row].printed_width) {
            let printed = grid.cell(row, column).span.text(source);
            if printed.len() > 120 {
                return None;
            }
            let key = clean::key(printed).into_owned();
            if key.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            heads.known += usize::from(words::header(&key).is_some());
            heads.all_filled &= !key.is_empty();
            heads.keys.push(key);
        }
        Some(heads)
    }
}

/// For each cell of a row, the column where it begins, and the total width; `starts` says the same of the row below.
/// Blank cells below are vertical merges, so each belongs to one narrow cell above; between them stand the wide cells.
fn groups(source: &str, grid: &Grid, upper: usize, starts: &[usize]) -> Option<Vec<usize>> {
    let heads = Heads::of(source, grid, upper + 1)?;
    let count = usize::from(grid.rows[upper].printed_width);
    let original: Vec<&String> = heads.keys.iter().collect();
    let mut bounds = Vec::new();
    let blanks = original.iter().filter(|key| key.is_empty()).count();
    let runs = original.split(|key| key.is_empty()).filter(|run| !run.is_empty()).count();
    if blanks + runs == count && blanks > 0 {
        let mut in_run = false;
        for (at, key) in original.iter().enumerate() {
            if key.is_empty() || !in_run {
                bounds.push(at);
            }
            in_run = !key.is_empty();
        }
    } else if blanks == 0 {
        bounds = cuts(&original, count)?;
    } else {
        return None;
    }
    let mut columns: Vec<usize> = bounds.iter().filter_map(|&at| starts.get(at).copied()).collect();
    columns.push(*starts.last()?);
    (columns.len() == count + 1).then_some(columns)
}

/// Where `count` groups begin among the cells of a row without blanks: where the stub comes again, or where figures
/// follow upon the stub, and there at each 小计 too.
fn cuts(keys: &[&String], count: usize) -> Option<Vec<usize>> {
    let stub = |key: &str| role_of_stub(key).is_some();
    let figures = |at: usize| stub(keys[at - 1]) && !stub(keys[at]);
    let even = keys.len() / count.max(1);
    repetitions(keys, count)
        .or_else(|| starts(keys.len(), count, figures))
        .or_else(|| starts(keys.len(), count, |at| figures(at) || keys[at].as_str() == "小计"))
        .or_else(|| {
            (count > 1 && even * count == keys.len()).then(|| (0..count).map(|group| group * even).collect())
        })
}

/// Where `count` sides begin that stand next to each other: the first cell, or one that means the same, comes again.
pub(crate) fn repetitions(keys: &[&String], count: usize) -> Option<Vec<usize>> {
    let first = *keys.first()?;
    let role = role_of_stub(first);
    let stub_again =
        |at: usize| role.is_some() && role_of_stub(keys[at]) == role && role_of_stub(keys[at - 1]).is_none();
    starts(keys.len(), count, |at| keys[at] == first).or_else(|| starts(keys.len(), count, stub_again))
}

fn role_of_stub(key: &str) -> Option<Role> {
    let stub = |role: &Role| matches!(role, Role::Code | Role::Label | Role::RowNumber | Role::Ordinal);
    words::header(key).filter(stub)
}

/// The first place and all others where a group begins, if that makes as many as are wanted.
fn starts(length: usize, count: usize, begins: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let found: Vec<usize> = std::iter::once(0).chain((1..length).filter(|&at| begins(at))).collect();
    (found.len() == count).then_some(found)
}
