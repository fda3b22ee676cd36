//! Spanning header cells of an exploded table: Word writes a cell that spans several columns once and leaves no mark
//! for the columns it covers, so a header row may have fewer cells than the row below it.

use juesuan_segment::Span;

use crate::clean;
use crate::exploded::Row;
use crate::table::Role;
use crate::words;

/// Most rows of a header.
const DEEPEST: usize = 4;

/// Gives each header row that is shorter than the one below it blank cells where a cell spans several columns.
pub(crate) fn headers(source: &str, rows: &mut [Row]) {
    let mut bottom = 0;
    while bottom < rows.len() {
        bottom = header_from(source, rows, bottom).max(bottom + 1);
    }
}

/// Spreads the header whose first row is `top`, if one begins there, and returns the row after it.
fn header_from(source: &str, rows: &mut [Row], top: usize) -> usize {
    let mut bottom = top;
    while bottom - top < DEEPEST
        && rows.get(bottom + 1).is_some_and(|below| below.cells.len() > rows[bottom].cells.len())
        && Heads::of(source, &rows[bottom])
            .is_some_and(|heads| heads.all_filled && heads.known * 2 >= heads.keys.len())
        && Heads::of(source, &rows[bottom + 1]).is_some_and(|heads| heads.known > 0)
    {
        bottom += 1;
    }
    // where each cell of the row below begins, in columns of the lowest row
    let mut starts: Vec<usize> = (0..=rows[bottom].cells.len()).collect();
    for above in (top..bottom).rev() {
        let Some(groups) = groups(source, &rows[above], &rows[above + 1], &starts) else { return above + 1 };
        starts = groups;
        spread(&mut rows[above], &starts);
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
    fn of(source: &str, row: &Row) -> Option<Self> {
        let mut heads = Self { keys: Vec::new(), known: 0, all_filled: true };
        for cell in &row.cells {
            let printed = cell.text(source);
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

/// For each cell of the upper row, the column where it begins, and the total width; `starts` says the same of the
/// lower row. Blank cells below are vertical merges, so each belongs to one narrow cell above; between them stand
/// the wide cells.
fn groups(source: &str, upper: &Row, lower: &Row, starts: &[usize]) -> Option<Vec<usize>> {
    let heads = Heads::of(source, lower)?;
    // where the lower row was spread itself, only its own cells count
    let own = |at: usize| heads.keys.len() + 1 == starts.len() || starts.binary_search(&at).is_ok();
    let original: Vec<&String> =
        heads.keys.iter().enumerate().filter(|&(at, _)| own(at)).map(|(_, key)| key).collect();
    let mut bounds = Vec::new();
    let blanks = original.iter().filter(|key| key.is_empty()).count();
    let runs = original.split(|key| key.is_empty()).filter(|run| !run.is_empty()).count();
    if blanks + runs == upper.cells.len() && blanks > 0 {
        let mut in_run = false;
        for (at, key) in original.iter().enumerate() {
            if key.is_empty() || !in_run {
                bounds.push(at);
            }
            in_run = !key.is_empty();
        }
    } else if blanks == 0 {
        bounds = cuts(&original, upper.cells.len())?;
    } else {
        return None;
    }
    let mut columns: Vec<usize> = bounds.iter().filter_map(|&at| starts.get(at).copied()).collect();
    columns.push(*starts.last()?);
    (columns.len() == upper.cells.len() + 1).then_some(columns)
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

/// Puts blank cells after each cell that spans more than one column.
fn spread(row: &mut Row, starts: &[usize]) {
    let mut cells = Vec::with_capacity(starts.last().copied().unwrap_or(0));
    for (cell, bounds) in row.cells.iter().zip(starts.windows(2)) {
        cells.push(*cell);
        let covered = bounds[1].saturating_sub(bounds[0] + 1);
        cells.extend(std::iter::repeat_n(Span::new(cell.end, cell.end), covered));
    }
    row.cells = cells;
}
