//! The rows of indicators: names of levels of which merged ones are not printed again, a target, a result, points, a remark.

use rust_decimal::Decimal;

use super::cells::Cell;
use super::{BLANK, Row, places};
use crate::cell::look::Look;
use crate::cell::number;
use crate::table::Role;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::{self, List};

/// The heads of indicators: how many levels, values, points, and whether remarks follow.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The word in the margin, where one stands in front of the levels.
    margin: Option<usize>,
    /// Where the heads of the levels begin, and where the last head ends.
    start: usize,
    end: usize,
    levels: usize,
    values: usize,
    points: usize,
    remarks: bool,
}

impl Head {
    /// The heads among the cells of a form, if they stand in the usual order.
    pub(super) fn find(source: &Text<'_>, cells: &[Cell]) -> Option<Self> {
        let is = |cell: &Cell, list| source.words.occurs(list, &cell.key);
        let start = cells.iter().position(|cell| is(cell, List::FirstLevels) && !cell.is_value())?;
        let in_margin = |at: &usize| source.words.begins(List::MarginGroups, &cells[*at].key);
        let margin = start.checked_sub(1).filter(in_margin);
        let mut head = Self { margin, start, end: start, levels: 0, values: 0, points: 0, remarks: false };
        for cell in cells.get(start..)? {
            let level = [List::FirstLevels, List::SecondLevels, List::ThirdLevels];
            let value = is(cell, List::Targets) || is(cell, List::Reached) || is(cell, List::PartsOfTargets);
            let points = is(cell, List::Points) || source.header(&cell.key) == Some(Role::Figure);
            let slot = if level.into_iter().any(|list| is(cell, list)) {
                (head.values + head.points == 0).then_some(&mut head.levels)
            } else if value {
                (head.points == 0).then_some(&mut head.values)
            } else if points && !is_group(source, cell) {
                Some(&mut head.points)
            } else {
                head.remarks = is(cell, List::Comments);
                head.end += usize::from(head.remarks);
                break;
            };
            *slot? += 1;
            head.end += 1;
        }
        (head.levels > 1 && head.values > 0).then_some(head)
    }

    /// The first of its cells.
    pub(super) fn first(&self) -> usize {
        self.margin.unwrap_or(self.start)
    }
}

/// Whether a cell is the name of a group of indicators.
fn is_group(source: &Text<'_>, cell: &Cell) -> bool {
    source.words.ends(List::EndsOfGroups, &cell.key) || source.words.begins(List::IndicatorGroups, &cell.key)
}

/// Head and rows with the row of the totals; `None` where the cells cannot be cut into rows in one best way.
pub(super) fn rows(source: &Text<'_>, cells: &[Cell], head: &Head) -> Option<Vec<Row>> {
    let cells = without_repeated(cells, head);
    let total = match head.points {
        // nothing sums up targets
        0 => cells.len(),
        _ => cells.iter().rposition(|cell| source.words.sums_up(&cell.key))?,
    };
    let body = cells.get(head.end..total)?;
    let cut =
        Cut { source, cells: body, head, grouped: body.get(..2)?.iter().all(|cell| is_group(source, cell)) };
    let indent = |row: Row| -> Row { head.margin.map(|_| BLANK).into_iter().chain(row).collect() };
    let mut rows = vec![places(&cells[head.first()..head.end]).collect()];
    rows.extend(cut.rows()?.into_iter().map(indent));
    let sums = cells.get(total + 1..).unwrap_or(&[]);
    if !sums.is_empty() && sums.len() == head.points && sums.iter().all(Cell::is_value) {
        let mut row = vec![BLANK; usize::from(head.margin.is_some()) + head.levels + head.values];
        row[0] = cells[total].at.clone();
        row.extend(places(sums));
        rows.push(row);
    }
    Some(rows)
}

/// The cells without the heads that a further page prints again.
fn without_repeated(cells: &[Cell], head: &Head) -> Vec<Cell> {
    let heads = &cells[head.start..head.end];
    let mut kept: Vec<Cell> = cells[..head.end].to_vec();
    let mut at = head.end;
    while let Some(cell) = cells.get(at) {
        let repeats = |from: usize| {
            let next = cells.get(from..from + heads.len()).unwrap_or(&[]);
            next.len() == heads.len() && next.iter().zip(heads).all(|(one, other)| one.key == other.key)
        };
        let margin = head.margin.is_some_and(|margin| cells[margin].key == cell.key && repeats(at + 1));
        if margin || repeats(at) {
            at += heads.len() + usize::from(margin);
        } else {
            kept.push(cell.clone());
            at += 1;
        }
    }
    kept
}

/// How the cells up to a place can be cut into rows.
#[derive(Copy, Clone, Debug)]
struct Way {
    cost: u32,
    /// In how many ways at this cost.
    ways: u32,
    /// Names and words of the remark of the last row.
    names: usize,
    remark: usize,
}

/// Cuts the cells of the body into rows.
struct Cut<'a> {
    source: &'a Text<'a>,
    cells: &'a [Cell],
    head: &'a Head,
    /// Whether the names of groups of this form say what they are.
    grouped: bool,
}

impl Cut<'_> {
    /// The rows of the cheapest way, if there is but one.
    fn rows(&self) -> Option<Vec<Row>> {
        let mut best: Vec<Option<Way>> = vec![None; self.cells.len() + 1];
        best[0] = Some(Way { cost: 0, ways: 1, names: 0, remark: 0 });
        for at in 0..self.cells.len() {
            let Some(before) = best[at] else { continue };
            // nothing stands above the first row that a blank could mean
            let fewest = if at == 0 { self.head.levels } else { 1 };
            if let Some(points) = self.sums(at) {
                let way = Way { cost: before.cost, ways: before.ways, names: 0, remark: points };
                take(&mut best[at + 1 + points], way);
            }
            for names in fewest..=self.head.levels {
                for remark in 0..=self.longest_remark() {
                    let Some(cost) = self.cost(at, names, remark) else { break };
                    let end = at + names + self.head.values + self.head.points + remark;
                    let way = Way { cost: before.cost + cost, ways: before.ways, names, remark };
                    take(&mut best[end], way);
                }
            }
        }
        let last = best.last().copied().flatten()?;
        (last.ways == 1).then(|| self.written(&best))
    }

    /// How many points stand behind a word for a sum, if a row of a group's points begins here: as many as there are heads.
    fn sums(&self, at: usize) -> Option<usize> {
        let (label, rest) = self.cells.get(at..)?.split_first()?;
        let points = rest.get(..self.head.points)?;
        let whole = at > 0 && self.head.points > 0 && self.source.words.sums_up(&label.key);
        (whole && points.iter().all(|cell| self.is_points(cell))).then_some(points.len())
    }

    fn longest_remark(&self) -> usize {
        let by_words = self.cells.first().is_some_and(|cell| cell.opens_line.is_some());
        match (self.head.remarks, by_words) {
            (false, _) => 0,
            (true, true) => TUNING.evaluation_indicators.longest_remark,
            (true, false) => 1,
        }
    }

    /// What speaks against a row that begins here; `None` where there can be none.
    fn cost(&self, at: usize, names: usize, remark: usize) -> Option<u32> {
        let end = at + names + self.head.values + self.head.points + remark;
        let row = self.cells.get(at..end)?;
        let (names, rest) = row.split_at(names);
        let (values, rest) = rest.split_at(self.head.values);
        let (points, remark) = rest.split_at(self.head.points);
        let is_name = |cell: &Cell| {
            let worded = cell.key.chars().any(char::is_alphabetic) && !words::is_bounded(&cell.key);
            cell.look == Look::Text && worded && !self.source.words.sums_up(&cell.key)
        };
        // one line never holds the end of a row and the beginning of the next; a result has no bound
        let torn = row.first().is_some_and(|cell| cell.opens_line == Some(false))
            && row.iter().skip(1).any(|cell| cell.opens_line == Some(true));
        let bounded = |cell: &Cell| cell.key.starts_with(words::BOUNDS);
        let moved = values
            .iter()
            .position(bounded)
            .is_some_and(|at| at > 0 && values.len() < TUNING.evaluation_indicators.wide);
        let whole = !torn
            && !moved
            && names.iter().all(is_name)
            && points.iter().all(|cell| self.is_points(cell))
            && remark.iter().all(|cell| cell.look == Look::Text);
        if !whole {
            return None;
        }
        let group = |cell: &&Cell| is_group(self.source, cell);
        let (name, groups) = names.split_last()?;
        let mut cost = 2 * count(groups.iter().filter(|cell| !group(cell)).count());
        cost += 2 * u32::from(group(&name)) + 3 * count(values.iter().filter(group).count());
        // without points, only what looks like a value tells where a row ends
        let plain = |cell: &&Cell| cell.look == Look::Text && !words::is_bounded(&cell.key);
        cost += u32::from(points.is_empty()) * count(values.iter().filter(plain).count());
        cost += remark.iter().map(|cell| self.cost_of_remark(cell)).sum::<u32>();
        cost += 2 * u32::from(row.first().is_some_and(|cell| cell.opens_line == Some(false)));
        cost += 2 * count(row.iter().skip(1).filter(|cell| cell.opens_line == Some(true)).count());
        Some(cost)
    }

    fn cost_of_remark(&self, cell: &Cell) -> u32 {
        if is_group(self.source, cell) {
            4
        } else if cell.key.contains(['，', ',', '。', '；', ';', '、']) {
            0
        } else if self.grouped {
            1
        } else {
            2
        }
    }

    /// Whether a cell can hold points: a number up to a hundred, and no rate.
    fn is_points(&self, cell: &Cell) -> bool {
        let text = self.source.get(cell.at.clone()).unwrap_or("");
        let value = number::normal(text).parse::<Decimal>();
        cell.look == Look::Number && value.is_ok_and(|value| value <= Decimal::ONE_HUNDRED)
    }

    /// The rows of the way that leads to the end.
    fn written(&self, best: &[Option<Way>]) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut end = self.cells.len();
        while let Some(way) = best.get(end).copied().flatten().filter(|_| end > 0) {
            if way.names == 0 {
                // below the names of indicators, so that no group bears this name
                let start = end - way.remark - 1;
                let mut row = vec![BLANK; self.head.levels - 1];
                row.push(self.cells[start].at.clone());
                row.extend(vec![BLANK; self.head.values]);
                row.extend(places(&self.cells[start + 1..end]));
                rows.push(row);
                end = start;
                continue;
            }
            let own = self.head.values + self.head.points;
            let start = end - way.names - own - way.remark;
            let mut row = vec![BLANK; self.head.levels - way.names];
            row.extend(places(&self.cells[start..end - way.remark]));
            if let [first, ..] = &self.cells[end - way.remark..end] {
                row.push(first.at.start..self.cells[end - 1].at.end);
            }
            rows.push(row);
            end = start;
        }
        rows.reverse();
        rows
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Keeps the cheaper way, and counts those that cost the same.
fn take(best: &mut Option<Way>, way: Way) {
    match best {
        Some(known) if known.cost < way.cost => {}
        Some(known) if known.cost == way.cost => known.ways = known.ways.saturating_add(way.ways),
        _ => *best = Some(way),
    }
}
