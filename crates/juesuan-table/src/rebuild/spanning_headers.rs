//! Spanning header cells without a mark: Word writes a cell that spans several columns once and nothing for the columns
//! it covers, so a header row may have fewer cells than the row below it.

use crate::cell::clean;
use crate::cell::look::Look;
use crate::grid::{Grid, RawCell};
use crate::table::Role;
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use crate::words::{List, Words};

/// Gives each header row that is shorter than the one below it blank cells where a cell spans several columns.
pub(crate) fn headers(source: &Text<'_>, grid: &mut Grid) {
    let heads: Vec<Option<Heads>> = (0..grid.rows.len()).map(|row| Heads::of(source, grid, row)).collect();
    let mut spreads: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut bottom = 0;
    while bottom < grid.rows.len() {
        bottom = header_from((source, &heads), grid, bottom, &mut spreads).max(bottom + 1);
    }
    let headers = spreads.len();
    let mut row = 0;
    while row < grid.rows.len() {
        row = beside_group((source, &heads), grid, row, &mut spreads);
    }
    // a header that was spread has its columns already
    if spreads[..headers].iter().any(|(at, _)| spreads[headers..].iter().any(|(row, _)| row == at)) {
        spreads.truncate(headers);
    }
    if !spreads.is_empty() {
        spreads.sort_unstable_by_key(|spread| spread.0);
        grid.spread(&spreads);
    }
}

/// Finds out how to spread the header whose first row is `top`, if one begins there, and returns the row after it.
fn header_from(
    (source, heads): (&Text<'_>, &[Option<Heads>]),
    grid: &Grid,
    top: usize,
    spreads: &mut Vec<(usize, Vec<usize>)>,
) -> usize {
    let heads_of = |row: usize| heads.get(row).and_then(Option::as_ref);
    let shorter = |row: usize| {
        grid.rows.get(row + 1).is_some_and(|below| below.printed_width > grid.rows[row].printed_width)
    };
    let mut bottom = top;
    while bottom - top < TUNING.spanning_headers.deepest
        && shorter(bottom)
        && heads_of(bottom).is_some_and(|heads| heads.all_filled && heads.known * 2 >= heads.keys.len())
        && heads_of(bottom + 1).is_some_and(|heads| heads.known > 0)
    {
        bottom += 1;
    }
    // where each cell of the row below begins, in columns of the lowest row
    let mut starts: Vec<usize> = (0..=usize::from(grid.rows[bottom].printed_width)).collect();
    for above in (top..bottom).rev() {
        let below = heads_of(above + 1);
        let groups = below.and_then(|below| groups(source, grid, (above, below), &starts));
        let Some(groups) = groups else { return above + 1 };
        spreads.push((above, groups.clone()));
        starts = groups;
    }
    bottom + 1
}

/// Moves the rows below a header by one column where its first cell is the name of a group that their lines left out, and
/// returns the row to go on with.
fn beside_group(
    (source, known): (&Text<'_>, &[Option<Heads>]),
    grid: &Grid,
    head: usize,
    spreads: &mut Vec<(usize, Vec<usize>)>,
) -> usize {
    let heads = |row: usize| known.get(row)?.as_ref().filter(|heads| heads.known >= 3);
    let Some(header) = heads(head) else { return head + 1 };
    let group = header.keys.first().is_some_and(|key| source.words.begins(List::MarginGroups, key));
    let width = header.keys.iter().rposition(|key| !key.is_empty()).map_or(0, |last| last + 1);
    let in_block = |row: usize| {
        grid.rows.get(row).is_some_and(|below| below.filled >= 2 && !below.after_gap) && heads(row).is_none()
    };
    let mut end = head + 1;
    while group && in_block(end) {
        end += 1;
    }
    let rows = head + 1..end;
    let narrower = rows.clone().all(|row| grid.rows[row].width() < width);
    let fit =
        |shift: usize| rows.clone().map(|row| fits_header(source, grid, header, (row, shift))).sum::<i32>();
    let scored = header.keys.first().is_some_and(|key| key.ends_with("分)") || key.ends_with("分）"));
    if group && !rows.is_empty() && narrower && fit(1) + i32::from(scored) > fit(0) {
        spreads.extend(rows.clone().map(|row| {
            let cells = usize::from(grid.rows[row].printed_width);
            (row, (1..=cells + 1).collect())
        }));
    }
    end
}

/// How well a row stands below a header when it is moved by so many columns: figures belong below the names of figures,
/// texts do not.
fn fits_header(source: &Text<'_>, grid: &Grid, header: &Heads, (row, shift): (usize, usize)) -> i32 {
    // the first cell is a name wherever it stands: 年度预算数 may head the names of the money
    let cells = grid.cells(row).iter().zip(header.keys.get(shift..).unwrap_or(&[])).skip(1);
    let fit = |(cell, key): (&RawCell, &String)| match (source.header(key), cell.seen.look) {
        (Some(Role::Figure), Look::Number | Look::Percent) => 1,
        (Some(Role::Figure), Look::Text) => -1,
        _ => 0,
    };
    cells.map(fit).sum()
}

/// The keys of a row of texts; `None` where the row has numbers or long texts and is no header.
struct Heads {
    keys: Vec<String>,
    known: usize,
    all_filled: bool,
}

impl Heads {
    fn of(source: &Text<'_>, grid: &Grid, row: usize) -> Option<Self> {
        let mut heads = Self { keys: Vec::new(), known: 0, all_filled: true };
        if grid.rows[row].numbers > 0 {
            return None;
        }
        for column in 0..usize::from(grid.rows[row].printed_width) {
            let printed = grid.cell(row, column).span.text(source);
            if printed.len() > TUNING.spanning_headers.longest.bytes() {
                return None;
            }
            let key = clean::key(printed).into_owned();
            if key.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            heads.known += usize::from(source.header(&key).is_some());
            heads.all_filled &= !key.is_empty();
            heads.keys.push(key);
        }
        Some(heads)
    }
}

/// For each cell of a row, the column where it begins, and the total width; `starts` says the same of the row below, of
/// which the keys are those of `heads`.
/// Blank cells below are vertical merges, so each belongs to one narrow cell above; between them stand the wide cells.
fn groups(
    source: &Text<'_>,
    grid: &Grid,
    (upper, heads): (usize, &Heads),
    starts: &[usize],
) -> Option<Vec<usize>> {
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
        bounds = cuts(source.words, &original, count)?;
    } else {
        return None;
    }
    let mut columns: Vec<usize> = bounds.iter().filter_map(|&at| starts.get(at).copied()).collect();
    columns.push(*starts.last()?);
    (columns.len() == count + 1).then_some(columns)
}

/// Where `count` groups begin among the cells of a row without blanks: where the stub comes again, or where figures
/// follow upon the stub, and there at each 小计 too.
fn cuts(words: &Words, keys: &[&String], count: usize) -> Option<Vec<usize>> {
    let stub = |key: &str| role_of_stub(words, key).is_some();
    let figures = |at: usize| stub(keys[at - 1]) && !stub(keys[at]);
    let even = keys.len() / count.max(1);
    repetitions(words, keys, count)
        .or_else(|| starts(keys.len(), count, figures))
        .or_else(|| starts(keys.len(), count, |at| figures(at) || keys[at].as_str() == "小计"))
        .or_else(|| {
            (count > 1 && even * count == keys.len()).then(|| (0..count).map(|group| group * even).collect())
        })
}

/// Where `count` sides begin that stand next to each other: the first cell, or one that means the same, comes again.
pub(crate) fn repetitions(words: &Words, keys: &[&String], count: usize) -> Option<Vec<usize>> {
    let first = *keys.first()?;
    let role = role_of_stub(words, first);
    let stub_again = |at: usize| {
        role.is_some() && role_of_stub(words, keys[at]) == role && role_of_stub(words, keys[at - 1]).is_none()
    };
    starts(keys.len(), count, |at| keys[at] == first).or_else(|| starts(keys.len(), count, stub_again))
}

fn role_of_stub(words: &Words, key: &str) -> Option<Role> {
    let stub = |role: &Role| matches!(role, Role::Code | Role::Label | Role::RowNumber | Role::Ordinal);
    words.header(key).filter(stub)
}

/// The first place and all others where a group begins, if that makes as many as are wanted.
fn starts(length: usize, count: usize, begins: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let found: Vec<usize> = std::iter::once(0).chain((1..length).filter(|&at| begins(at))).collect();
    (found.len() == count).then_some(found)
}
