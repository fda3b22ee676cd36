//! Which columns and rows of a table add up: by the words of its header, by its codes, by the names of its rows.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::cell::clean;
use crate::table::{Role, RowKind, Table};
use crate::text::Text;
use crate::tuning::grid::TUNING;
use crate::words::{List, Words};
use crate::words::{OF_WHICH, is_of_which};

/// Figures of a table by row and column, as they are read now.
pub(crate) struct Figures {
    width: usize,
    values: Vec<Option<Decimal>>,
}

impl Figures {
    pub(crate) fn of(table: &Table, source: &Text<'_>) -> Self {
        let width = table.columns.len();
        let mut values = vec![None; width * table.rows.len()];
        for (row, printed) in table.rows.iter().enumerate() {
            let data = printed.kind == RowKind::Data;
            for (column, cell) in table.row_cells_at(row).enumerate().take(width).filter(|_| data) {
                if table.columns[column].role == Role::Figure {
                    values[row * width + column] = cell.number(source);
                }
            }
        }
        Self { width, values }
    }

    pub(crate) fn get(&self, row: usize, column: usize) -> Option<Decimal> {
        self.values.get(row * self.width + column).copied().flatten()
    }

    pub(crate) fn set(&mut self, row: usize, column: usize, value: Option<Decimal>) {
        if let Some(place) = self.values.get_mut(row * self.width + column) {
            *place = value;
        }
    }

    /// Half of the last decimal that the table prints: by so much each of its figures may be rounded.
    fn half_unit(&self) -> Decimal {
        let decimals = self.values.iter().flatten().map(Decimal::scale).max().unwrap_or(0);
        Decimal::new(5, decimals.min(20) + 1)
    }
}

/// A column that is the sum of others in every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Across {
    pub(crate) total: usize,
    /// The parts, and whether each is taken away.
    pub(crate) parts: Vec<(usize, bool)>,
}

/// A row that is the sum of others in every column of figures of its panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Down {
    pub(crate) total: usize,
    pub(crate) parts: Vec<usize>,
    pub(crate) columns: Range<usize>,
}

/// What an identity says of some figures.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing: they are blank or zero.
    Silent,
    Holds,
    Fails,
}

/// The identities of one table.
pub(crate) struct Sums {
    pub(crate) across: Vec<Across>,
    pub(crate) down: Vec<Down>,
    /// For each row, the identities in [`Sums::down`] that it is part or total of.
    of_row: Vec<Vec<u32>>,
    half_unit: Decimal,
}

impl Sums {
    pub(crate) fn of(table: &Table, source: &Text<'_>, figures: &Figures) -> Self {
        let mut across = Vec::new();
        let mut down = Vec::new();
        for panel in &table.panels {
            let columns =
                usize::from(panel.columns.start)..usize::from(panel.columns.end).min(table.columns.len());
            across.extend(sums_across(source.words, table, &columns));
            let named = Named::of(table, source, &columns);
            down.extend(named.by_code(source.words, &columns));
            down.extend(named.by_name(source.words, &columns));
        }
        let mut of_row = vec![Vec::new(); table.rows.len()];
        for (at, sum) in (0u32..).zip(&down) {
            for &row in sum.parts.iter().chain([&sum.total]) {
                of_row[row].push(at);
            }
        }
        Self { across, down, of_row, half_unit: figures.half_unit() }
    }

    /// The sums of rows of which this row is a part or the total.
    pub(crate) fn of_row(&self, row: usize) -> &[u32] {
        self.of_row.get(row).map_or(&[], Vec::as_slice)
    }

    /// Whether a total is the sum of `count` parts, as exactly as the figures are printed.
    pub(crate) fn judge(&self, total: Option<Decimal>, sum: Option<Decimal>, count: usize) -> Verdict {
        let nothing = |value: Option<Decimal>| value.is_none_or(|value| value.is_zero());
        if nothing(total) && nothing(sum) {
            return Verdict::Silent;
        }
        let (Some(total), Some(sum)) = (total, sum) else { return Verdict::Fails };
        let envelope = self.half_unit.checked_mul(Decimal::from(count + 1));
        let apart = total.checked_sub(sum).map(|gap| gap.abs());
        if apart.is_some_and(|apart| envelope.is_some_and(|envelope| apart <= envelope)) {
            Verdict::Holds
        } else {
            Verdict::Fails
        }
    }

    /// What a sum of columns says of a row whose figures are given by column.
    pub(crate) fn judge_across(&self, sum: &Across, get: impl Fn(usize) -> Option<Decimal>) -> Verdict {
        let mut parts: Option<Decimal> = None;
        let mut count = 0;
        for &(column, minus) in &sum.parts {
            let Some(value) = get(column) else { continue };
            let value = if minus { -value } else { value };
            count += 1;
            parts = parts.unwrap_or_default().checked_add(value);
        }
        self.judge(get(sum.total), parts, count)
    }
}

/// The sums that a header names: 合计 above the columns behind it, 小计 above those of its group, and what is left at the
/// end of a year of what was there at its beginning.
fn sums_across(words: &Words, table: &Table, columns: &Range<usize>) -> Vec<Across> {
    let figures: Vec<usize> =
        columns.clone().filter(|&column| table.columns[column].role == Role::Figure).collect();
    let paths: Vec<Vec<String>> = figures
        .iter()
        .map(|&column| table.columns[column].path.iter().map(|name| clean::key(name).into_owned()).collect())
        .collect();
    let mut found: Vec<Across> = Vec::new();
    for (at, path) in paths.iter().enumerate() {
        let Some((last, group)) = path.split_last() else { continue };
        if !words.totals(last) {
            continue;
        }
        let rival = |other: &Vec<String>| other.len() == path.len() && other.last() == Some(last);
        let inside = |other: &Vec<String>| other.starts_with(group) && !rival(other);
        let behind = (at + 1..paths.len()).take_while(|&other| inside(&paths[other]));
        let mut parts = parts_of(words, &paths, behind, group.len());
        if parts.len() < 2 {
            let before = (0..at).rev().take_while(|&other| inside(&paths[other])).collect::<Vec<_>>();
            parts = parts_of(words, &paths, before.into_iter().rev(), group.len());
        }
        if parts.len() > 1 {
            let parts = parts.into_iter().map(|part| (figures[part], false)).collect();
            found.push(Across { total: figures[at], parts });
        }
    }
    found.extend(carried(words, &figures, &paths));
    found
}

/// Of the columns of a group those that add up: the total of each group inside it, and all that stand in none.
fn parts_of(
    words: &Words,
    paths: &[Vec<String>],
    columns: impl Iterator<Item = usize>,
    depth: usize,
) -> Vec<usize> {
    let columns: Vec<usize> = columns.collect();
    let mut parts: Vec<usize> = Vec::new();
    for &column in &columns {
        let path = &paths[column];
        if path.iter().any(|name| name.contains(OF_WHICH)) || path.is_empty() {
            continue;
        }
        let inner = path.get(..=depth).filter(|_| path.len() > depth + 1);
        let total = inner.and_then(|inner| {
            let mut siblings = columns.iter().filter(|&&other| paths[other].starts_with(inner));
            siblings.find(|&&other| paths[other].last().is_some_and(|last| words.totals(last)))
        });
        if total.is_none_or(|&total| total == column) {
            parts.push(column);
        }
    }
    parts
}

/// 年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出, where a form has one column of each.
fn carried(words: &Words, figures: &[usize], paths: &[Vec<String>]) -> Option<Across> {
    let one = |list: List, not: List| {
        let says = |path: &&Vec<String>| {
            path.iter().any(|name| words.occurs(list, name))
                && !path.iter().any(|name| words.occurs(not, name))
        };
        let mut found = (0..paths.len()).filter(|&at| says(&&paths[at]));
        let first = found.next()?;
        let several = found.next().is_some();
        let total = (first..paths.len())
            .find(|&at| says(&&paths[at]) && paths[at].last().is_some_and(|last| words.totals(last)));
        if several { total } else { Some(first) }
    };
    let opening = one(List::CarriedOpening, List::NotBalance)?;
    let closing = one(List::CarriedClosing, List::NotBalance)?;
    let income = one(List::CarriedIncome, List::NotCarried)?;
    let spent = one(List::CarriedSpent, List::NotCarried)?;
    let parts = vec![(figures[opening], false), (figures[income], false), (figures[spent], true)];
    let apart = opening != closing && income != spent;
    apart.then(|| Across { total: figures[closing], parts })
}

/// The rows of a panel that have a name, by code and key.
struct Named {
    rows: Vec<(usize, String, String)>,
}

impl Named {
    fn of(table: &Table, source: &Text<'_>, columns: &Range<usize>) -> Self {
        let texts = |row: usize, role: Role| -> String {
            let columns = columns.clone().filter(|&column| table.columns[column].role == role);
            columns.map(|column| clean::key(&table.cell_at(row, column).text(source)).into_owned()).collect()
        };
        let rows = (0..table.rows.len()).filter(|&row| table.rows[row].kind == RowKind::Data);
        let rows = rows.map(|row| {
            let (code, label) = (texts(row, Role::Code), texts(row, Role::Label) + &texts(row, Role::Text));
            // a total prints its name wherever the form leaves room
            if code.bytes().all(|byte| byte.is_ascii_digit()) {
                (row, code, label)
            } else {
                (row, String::new(), code + &label)
            }
        });
        Self { rows: rows.filter(|(_, code, label)| !code.is_empty() || !label.is_empty()).collect() }
    }

    /// A code is the sum of the next longer ones that begin with it, the total that of the shortest.
    fn by_code(&self, words: &Words, columns: &Range<usize>) -> Vec<Down> {
        let mut found: Vec<Down> = Vec::new();
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut top = Vec::new();
        for (row, code, _) in self.rows.iter().filter(|(_, code, _)| !code.is_empty()) {
            while open.last().is_some_and(|(above, _)| {
                !code.starts_with(above)
                    || above.len() == code.len()
                    || open.len() > TUNING.sums_constraints.deepest
            }) {
                open.pop();
            }
            let sum = Down { total: *row, parts: Vec::new(), columns: columns.clone() };
            match open.last() {
                Some(&(_, above)) => found[above].parts.push(*row),
                None => top.push(*row),
            }
            open.push((code.as_str(), found.len()));
            found.push(sum);
        }
        let total = self.rows.iter().find(|(_, code, label)| code.is_empty() && words.totals(label));
        if let (Some(&(total, ..)), true) = (total, top.len() > 1 || found.len() > 1) {
            found.push(Down { total, parts: top, columns: columns.clone() });
        }
        found.retain(|sum| !sum.parts.is_empty());
        found
    }

    /// A row that sums up is the sum of those above it, back to the one that summed up before.
    fn by_name(&self, words: &Words, columns: &Range<usize>) -> Vec<Down> {
        let mut found = Vec::new();
        let mut parts: Vec<usize> = Vec::new();
        if self.rows.iter().any(|(_, code, _)| !code.is_empty()) {
            return found;
        }
        for (row, _, label) in &self.rows {
            if words.totals(label) {
                if parts.len() > 1 {
                    let parts = std::mem::take(&mut parts);
                    found.push(Down { total: *row, parts, columns: columns.clone() });
                }
                parts = vec![*row];
            } else if !is_of_which(label) {
                parts.push(*row);
            }
        }
        found
    }
}
