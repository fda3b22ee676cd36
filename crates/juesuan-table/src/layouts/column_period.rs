//! The rhythm of a table that has a cell a line and nothing between its rows: after how many cells the same kinds come
//! again.

use juesuan_segment::Span;
use juesuan_source::chars::is_code;

use crate::cell::clean;
use crate::cell::look::{self, Look};
use crate::text::Text;
use crate::tuning::layouts::TUNING;

/// What a cell is, as far as the rhythm goes.
#[derive(Copy, Clone)]
enum Kind {
    Blank,
    Figure,
    Code,
    Text,
}

const KINDS: usize = 4;

/// The number of columns of a table whose cells are given in order; its last row is whole. `None` where no width
/// stands out. `above` is the width of the page above, if there is one.
pub(crate) fn width(source: &Text<'_>, cells: &[Span], above: Option<usize>) -> Option<usize> {
    let kinds: Vec<Kind> = cells.iter().map(|cell| kind(source, *cell)).collect();
    let told = [numbered(source, cells, &kinds), headed(source, cells)];
    let told = || told.into_iter().flatten();
    // what the head says is doubted where its columns mix what another width keeps apart
    let sure = told()
        .find(|&width| purity(&kinds, width) >= TUNING.column_period.pure)
        .or_else(|| pure(&kinds))
        .or_else(|| told().next());
    if sure.is_some() {
        return sure;
    }
    // too few cells for a rhythm of their own
    let short = |width: &usize| {
        kinds.len() <= TUNING.column_period.fewest_rows * width && kinds.len().is_multiple_of(*width)
    };
    if let Some(width) = above.filter(short) {
        return Some(width);
    }
    let most = TUNING.column_period.widest.min(kinds.len() / TUNING.column_period.fewest_rows);
    let goes_on = |width: &usize| {
        let best = (1..=most).map(|other| score(&kinds, other)).max().unwrap_or(0);
        *width > 1
            && kinds.len().is_multiple_of(*width)
            && score(&kinds, *width) + TUNING.column_period.gain >= best
    };
    if let Some(width) = above.filter(goes_on) {
        return Some(width);
    }
    let scores: Vec<usize> = (1..=most).map(|width| score(&kinds, width)).collect();
    let alone = *scores.first()?;
    let best = scores.iter().copied().max().filter(|&best| best >= alone + TUNING.column_period.gain)?;
    let found = scores.iter().position(|&score| score + TUNING.column_period.step >= best)? + 1;
    (found > 1).then_some(found)
}

/// The width at which no column mixes codes, figures and names, blank cells being anything: that of a table whose empty
/// cells are all given. The narrowest of them, since rows side by side are as pure.
fn pure(kinds: &[Kind]) -> Option<usize> {
    let blank = kinds.iter().filter(|kind| matches!(kind, Kind::Blank)).count();
    let figures = kinds.iter().filter(|kind| matches!(kind, Kind::Figure)).count();
    // score tables are mostly words
    if kinds.len() < TUNING.column_period.fewest_cells
        || blank == 0
        || figures * 5 < (kinds.len() - blank) * 2
    {
        return None;
    }
    let widths = 3..=TUNING.column_period.widest.min(kinds.len() / TUNING.column_period.fewest_rows);
    widths
        .filter(|&width| kinds.len().is_multiple_of(width))
        .find(|&width| purity(kinds, width) >= TUNING.column_period.pure)
}

/// The share of the filled cells below the header that are what most of their column are, in thousandths.
fn purity(kinds: &[Kind], width: usize) -> usize {
    let mut columns = vec![[0usize; KINDS]; width];
    let names = |row: &&[Kind]| !row.iter().any(|kind| matches!(kind, Kind::Figure | Kind::Code));
    // the first row below the names numbers the columns, or is the total: neither is like the rest
    let rows = kinds.chunks(width).skip_while(names).skip(1);
    let (mut filled, mut count, mut with_names) = (0, 0, 0);
    for row in rows {
        count += 1;
        with_names += usize::from(row.iter().any(|kind| matches!(kind, Kind::Text | Kind::Code)));
        for (counts, &kind) in columns.iter_mut().zip(row) {
            let is_filled = !matches!(kind, Kind::Blank);
            counts[kind as usize] += usize::from(is_filled);
            filled += usize::from(is_filled);
        }
    }
    // the name of the total may stand above the codes, the numbers of the columns below 栏次
    let met: usize = columns.iter().filter_map(|counts| counts.iter().max()).sum();
    let is_table = count >= TUNING.column_period.fewest_rows
        && with_names * 10 >= count * TUNING.column_period.named_rows;
    if is_table { ((met + 2) * 1000 / filled.max(1)).min(1000) } else { 0 }
}

/// After how many cells an empty one ends a row, which is none of its cells: every row ends with one, and no other width
/// gives columns that are more alike.
pub(crate) fn ended_by_blanks(source: &Text<'_>, cells: &[Span]) -> Option<usize> {
    let kinds: Vec<Kind> = cells.iter().map(|cell| kind(source, *cell)).collect();
    let most = TUNING.column_period.widest.min(kinds.len() / TUNING.column_period.fewest_rows);
    let scores: Vec<usize> = (1..=most).map(|width| score(&kinds, width)).collect();
    let best = scores.iter().copied().max()?;
    let ended = |&period: &usize| {
        // behind the last row it may be missing
        let whole = kinds.len().is_multiple_of(period) || (kinds.len() + 1).is_multiple_of(period);
        let mut ends = kinds.iter().skip(period - 1).step_by(period);
        whole
            && scores[period - 1] + TUNING.column_period.step >= best
            && ends.all(|kind| matches!(kind, Kind::Blank))
    };
    (TUNING.column_period.fewest_rows..=most).find(ended)
}

/// The width that a row of column numbers (1, 2, 3 …) shows: a row ends with the last of them.
fn numbered(source: &Text<'_>, cells: &[Span], kinds: &[Kind]) -> Option<usize> {
    let counts = |at: usize, number: usize| {
        cells.get(at).is_some_and(|cell| cell.text(source).trim().parse() == Ok(number))
    };
    let ones = (0..cells.len()).filter(|&at| counts(at, 1));
    let length = |&start: &usize| {
        (1..=TUNING.column_period.widest).take_while(|&number| counts(start + number - 1, number)).count()
    };
    let start = ones.max_by_key(length)?;
    let length = length(&start);
    let below = cells.len() - start - length;
    let fits = |&width: &usize| width <= start + length && below.is_multiple_of(width);
    let widths = (length..=length + TUNING.column_period.most_stubs).filter(fits);
    let best = widths.max_by_key(|&width| (score(kinds, width), std::cmp::Reverse(width)));
    best.filter(|_| length >= TUNING.column_period.fewest_rows && below > 0)
}

/// Whether rows of this width that begin with the first cell begin with a name, and those that end with the last cell
/// do not.
pub(crate) fn begins_with_names(source: &Text<'_>, cells: &[Span], width: usize) -> bool {
    let named = |cells: &[Span]| {
        let rows = cells.chunks(width).filter_map(|row| row.first());
        rows.filter(|cell| matches!(kind(source, **cell), Kind::Text | Kind::Code)).count()
    };
    let behind = cells.get(cells.len() % width..).unwrap_or(&[]);
    let rows = cells.len() / width;
    named(cells) * 10 >= rows * TUNING.column_period.named_rows
        && named(behind) * 10 < rows * TUNING.column_period.named_rows
}

/// The width that a header shows: words of headers alone, below which rows of other cells fill the rest. Its first cell
/// may be blank, and a title may stand above it.
pub(crate) fn headed(source: &Text<'_>, cells: &[Span]) -> Option<usize> {
    let heads = |at: usize| {
        let short = cells.get(at).filter(|cell| cell.len() < TUNING.column_period.longest_head.bytes());
        short.is_some_and(|cell| source.header(&clean::key(cell.text(source))).is_some())
    };
    let first = (0..cells.len().min(TUNING.column_period.widest))
        .find(|&at| (at..at + TUNING.column_period.fewest_heads).all(heads))?;
    let end = (first..first + TUNING.column_period.widest).find(|&at| !heads(at))?;
    let kinds: Vec<Kind> = cells.iter().map(|cell| kind(source, *cell)).collect();
    let blank = first.checked_sub(1).filter(|&at| matches!(kinds.get(at), Some(Kind::Blank)));
    let widths = blank.into_iter().chain([first]).flat_map(|start| {
        let ends = first + TUNING.column_period.fewest_heads..=end;
        ends.map(move |end| (start, end - start))
    });
    // the first row may go on with words of headers; a second row of them is another story
    let goes_on = |&(start, width): &(usize, usize)| {
        let rest = cells.len() - start;
        rest > width && rest.is_multiple_of(width) && (end - start - width) * 2 < width
    };
    let score = |&(start, width): &(usize, usize)| score(kinds.get(start..).unwrap_or(&[]), width);
    widths.filter(goes_on).max_by_key(|found| (score(found), found.1)).map(|(_, width)| width)
}

fn kind(source: &Text<'_>, cell: Span) -> Kind {
    let text = cell.text(source).trim();
    match look::see(text).look {
        Look::Blank => Kind::Blank,
        Look::Number if is_code(text) => Kind::Code,
        Look::Number | Look::Percent | Look::Dash | Look::Broken => Kind::Figure,
        Look::Text => Kind::Text,
    }
}

/// Share of the cells, in thousandths, that are what most of their column are. One of each column is so by itself and
/// counts half; a first row that is not whole costs.
fn score(kinds: &[Kind], width: usize) -> usize {
    let mut columns = vec![[0usize; KINDS]; width];
    let first = kinds.len() % width;
    let rows = kinds.get(first..).unwrap_or(&[]).chunks(width);
    let names = |row: &&[Kind]| !row.iter().any(|kind| matches!(kind, Kind::Figure | Kind::Code));
    let header = rows.clone().take(TUNING.column_period.deepest).take_while(names).count();
    for row in rows.skip(header) {
        for (counts, &kind) in columns.iter_mut().zip(row) {
            counts[kind as usize] += 1;
        }
    }
    let met: usize = columns.iter().filter_map(|counts| counts.iter().max()).sum();
    let met = (header * width + first + met).saturating_sub(width.div_ceil(2));
    (met * 1000 / kinds.len()).saturating_sub(if first > 0 { TUNING.column_period.step } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::KnownHeads;
    use crate::words::of_field;

    fn cells<'a>(printed: impl Iterator<Item = &'a str>) -> (String, Vec<Span>) {
        let mut source = String::new();
        let mut cells = Vec::new();
        for cell in printed {
            let start = source.len();
            source.push_str(cell);
            cells.push(Span::of(start..source.len()));
        }
        (source, cells)
    }

    fn check(rows: &[&[&str]], expected: Option<usize>) {
        let words = of_field();
        let (source, cells) = cells(rows.iter().copied().flatten().copied());
        assert_eq!(width(&Text::new(&source, &words, &KnownHeads::default()), &cells, None), expected);
    }

    #[test]
    fn kinds_of_cells_tell_the_width() {
        check(
            &[
                &["科目编码", "科目名称", "合计", "基本支出"],
                &["", "合计", "7.00", "7.00"],
                &["208", "社会保障和就业支出", "7.00", "7.00"],
                &["20805", "行政事业单位养老支出", "7.00", "7.00"],
            ],
            Some(4),
        );
        check(&[&["甲", "乙"], &["丙", "丁"], &["戊", "己"], &["庚", "辛"]], None);
        check(&[&["1.5", "2.5", "3.5"], &["1.5", "2.5", "3.5"], &["1.5", "2.5", "3.5"]], None);
    }

    #[test]
    fn given_empty_cells_tell_the_width() {
        let words = of_field();
        let mut rows = vec![["科目编码", "科目名称", "合计", "基本支出", "项目支出", "经营支出"]];
        rows.extend([["", "合计", "9.00", "", "9.00", ""], ["205", "教育支出", "4.00", "", "4.00", ""]]);
        rows.extend([
            ["20502", "普通教育", "4.00", "", "", ""],
            ["2050202", "小学教育", "4.00", "4.00", "", ""],
        ]);
        rows.extend([["208", "养老", "5.00", "", "", ""], ["20805", "养老支出", "5.00", "", "5.00", ""]]);
        rows.extend(
            ["2080502", "2080503", "2080504", "2080505"].map(|code| [code, "养老", "1.25", "", "1.25", ""]),
        );
        let (source, cells) = cells(rows.iter().flatten().copied());
        assert_eq!(width(&Text::new(&source, &words, &KnownHeads::default()), &cells, None), Some(6));
    }

    #[test]
    fn an_empty_cell_ends_each_row() {
        let words = of_field();
        let rows = [
            ["项目", "", "本年支出合计", "基本支出", "项目支出", ""],
            ["科目编码", "科目名称", "", "", "", ""],
            ["", "栏次", "1", "2", "3", ""],
            ["", "合计", "7.00", "7.00", "0", ""],
            ["208", "社会保障和就业支出", "7.00", "7.00", "0", ""],
            ["20805", "行政事业单位养老支出", "7.00", "7.00", "0", ""],
        ];
        let (source, cells) = cells(rows.iter().flatten().copied());
        assert_eq!(ended_by_blanks(&Text::new(&source, &words, &KnownHeads::default()), &cells), Some(6));
        let (source, cells) = self::cells(rows.iter().flat_map(|row| &row[..5]).copied());
        assert_eq!(ended_by_blanks(&Text::new(&source, &words, &KnownHeads::default()), &cells), None);
    }
}
