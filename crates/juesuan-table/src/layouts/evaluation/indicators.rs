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

/// What a column behind the names of indicators holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Slot {
    /// A target, or what was reached.
    Value,
    /// The sign in front of a target, or that it is no number.
    Sign,
    /// The unit behind a target.
    Unit,
    Points,
    /// A rate of what was reached, or of the points.
    Rate,
    /// 是 or 否.
    Choice,
}

impl Slot {
    /// What a head says of its column.
    fn of(source: &Text<'_>, cell: &Cell) -> Option<Self> {
        let lists = [
            (List::Signs, Self::Sign),
            (List::PartsOfTargets, Self::Unit),
            (List::Choices, Self::Choice),
            (List::Rates, Self::Rate),
            (List::Targets, Self::Value),
            (List::Reached, Self::Value),
            (List::Points, Self::Points),
        ];
        let is = |list| source.words.occurs(list, &cell.key);
        let named = lists.into_iter().find(|(list, _)| is(*list)).map(|(_, slot)| slot);
        let figure = || source.header(&cell.key) == Some(Role::Figure) && !is_group(source, cell);
        named
            .filter(|slot| *slot != Self::Points || !is_group(source, cell))
            .or_else(|| figure().then_some(Self::Points))
    }
}

/// The heads of indicators: how many levels, what stands behind them, and whether remarks follow.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The word in the margin, where one stands in front of the levels.
    margin: Option<usize>,
    /// Where the heads of the levels begin, and where the last head ends.
    start: usize,
    end: usize,
    levels: usize,
    slots: Vec<Slot>,
    points: usize,
    remarks: bool,
}

impl Head {
    /// The heads among the cells of a form.
    pub(super) fn find(source: &Text<'_>, cells: &[Cell]) -> Option<Self> {
        let is = |cell: &Cell, list| source.words.occurs(list, &cell.key);
        let names = |list| cells.iter().position(|cell| is(cell, list) && !cell.is_value());
        let start = names(List::FirstLevels).or_else(|| names(List::ThirdLevels))?;
        let in_margin = |at: &usize| source.words.begins(List::MarginGroups, &cells[*at].key);
        let margin = start.checked_sub(1).filter(in_margin);
        let mut head =
            Self { margin, start, end: start, levels: 0, slots: Vec::new(), points: 0, remarks: false };
        for cell in cells.get(start..)? {
            let level = [List::FirstLevels, List::SecondLevels, List::ThirdLevels];
            let names_level = head.slots.is_empty() && level.into_iter().any(|list| is(cell, list));
            if names_level {
                head.levels += 1;
            } else if let Some(slot) = Slot::of(source, cell) {
                head.slots.push(slot);
            } else {
                head.remarks = is(cell, List::Comments);
                head.end += usize::from(head.remarks);
                break;
            }
            head.end += 1;
        }
        head.points = head.count(Slot::Points);
        let values = head.count(Slot::Value);
        let told = head.levels > 1 || head.slots.len() >= TUNING.evaluation_indicators.told;
        (head.levels > 0 && values > 0 && told).then_some(head)
    }

    fn count(&self, slot: Slot) -> usize {
        self.slots.iter().filter(|own| **own == slot).count()
    }

    /// The first of its cells.
    pub(super) fn first(&self) -> usize {
        self.margin.unwrap_or(self.start)
    }

    /// How many cells of a row may hold what is no points, as heads of targets and results do.
    fn values(&self) -> usize {
        self.slots.len() - self.points
    }

    /// The column of units, where the target has a sign of its own: what is no number has none.
    fn unit(&self) -> Option<usize> {
        self.slots
            .contains(&Slot::Sign)
            .then(|| self.slots.iter().position(|slot| *slot == Slot::Unit))
            .flatten()
    }

    /// Points in their columns, and blank cells in those between them.
    fn sums(&self, points: &[Cell]) -> Row {
        let mut points = points.iter();
        let mut place = |slot: &Slot| (*slot == Slot::Points).then(|| points.next()).flatten();
        self.slots.iter().map(|slot| place(slot).map_or(BLANK, |cell| cell.at.clone())).collect()
    }
}

/// Whether a cell is the name of a group of indicators.
fn is_group(source: &Text<'_>, cell: &Cell) -> bool {
    source.words.ends(List::EndsOfGroups, &cell.key) || source.words.begins(List::IndicatorGroups, &cell.key)
}

/// Head and rows with the row of the totals; `None` where the cells cannot be cut into rows in one best way.
pub(super) fn rows(source: &Text<'_>, cells: &[Cell], head: &Head) -> Option<Vec<Row>> {
    let cells = without_repeated(source, cells, head);
    let total = match head.points {
        // nothing sums up targets
        0 => cells.len(),
        _ => cells.iter().rposition(|cell| source.words.sums_up(&cell.key)).unwrap_or(cells.len()),
    };
    let body = cells.get(head.end..total)?;
    let cut =
        Cut { source, cells: body, head, grouped: body.get(..2)?.iter().all(|cell| is_group(source, cell)) };
    let indent = |row: Row| -> Row { head.margin.map(|_| BLANK).into_iter().chain(row).collect() };
    let mut rows = vec![places(&cells[head.first()..head.end]).collect()];
    rows.extend(cut.rows()?.into_iter().map(indent));
    let sums = cells.get(total + 1..).unwrap_or(&[]);
    if !sums.is_empty() && sums.len() == head.points && sums.iter().all(Cell::is_value) {
        let mut row = vec![BLANK; usize::from(head.margin.is_some()) + head.levels];
        row[0] = cells[total].at.clone();
        row.extend(head.sums(sums));
        rows.push(row);
    }
    Some(rows)
}

/// The cells without the heads that a further page prints again, and without lines that name an aim of which the
/// indicators below are those: 年度绩效目标1.
fn without_repeated(source: &Text<'_>, cells: &[Cell], head: &Head) -> Vec<Cell> {
    let heads = &cells[head.start..head.end];
    let mut kept: Vec<Cell> = cells[..head.end].to_vec();
    let mut at = head.end;
    while let Some(cell) = cells.get(at) {
        let repeats = |from: usize| {
            let next = cells.get(from..from + heads.len()).unwrap_or(&[]);
            next.len() == heads.len() && next.iter().zip(heads).all(|(one, other)| one.key == other.key)
        };
        let margin = head.margin.is_some_and(|margin| cells[margin].key == cell.key && repeats(at + 1));
        let lone = cell
            .opens_line
            .is_none_or(|opens| opens && cells.get(at + 1).is_none_or(|next| next.opens_line == Some(true)));
        if margin || repeats(at) {
            at += heads.len() + usize::from(margin);
        } else if lone && source.words.begins(List::HeadsOfAims, &cell.key) {
            at += 1;
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
    /// Whether the unit of the target is blank.
    without_unit: bool,
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
        best[0] = Some(Way { cost: 0, ways: 1, names: 0, remark: 0, without_unit: false });
        for at in 0..self.cells.len() {
            let Some(before) = best[at] else { continue };
            // nothing stands above the first row that a blank could mean
            let fewest = if at == 0 { self.head.levels } else { 1 };
            if let Some(points) = self.sums(at) {
                let way = Way { names: 0, remark: points, without_unit: false, ..before };
                take(&mut best[at + 1 + points], way);
            }
            for names in fewest..=self.head.levels {
                self.take_rows(&mut best, (at, before), names, false);
                if self.is_quality(at + names) {
                    self.take_rows(&mut best, (at, before), names, true);
                }
            }
        }
        let last = best.last().copied().flatten()?;
        (last.ways == 1).then(|| self.written(&best))
    }

    /// Takes the rows that begin here with so many names.
    fn take_rows(
        &self,
        best: &mut [Option<Way>],
        (at, before): (usize, Way),
        names: usize,
        without_unit: bool,
    ) {
        for remark in 0..=self.longest_remark() {
            let Some((end, cost)) = self.cost(at, names, remark, without_unit) else { break };
            take(
                &mut best[end],
                Way { cost: before.cost + cost, ways: before.ways, names, remark, without_unit },
            );
        }
    }

    /// Whether the target of a row whose slots begin here is a quality, so that it may have no unit: 定性.
    fn is_quality(&self, from: usize) -> bool {
        let sign = self.head.unit().and_then(|_| self.head.slots.iter().position(|slot| *slot == Slot::Sign));
        let cell = sign.and_then(|sign| self.cells.get(from + sign));
        cell.is_some_and(|cell| self.source.words.has(List::Qualities, &cell.key))
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

    /// The columns that a row fills.
    fn slots(&self, without_unit: bool) -> impl Iterator<Item = Slot> {
        let blank = self.head.unit().filter(|_| without_unit);
        self.head.slots.iter().enumerate().filter(move |(at, _)| Some(*at) != blank).map(|(_, slot)| *slot)
    }

    /// Where a row that begins here ends and what speaks against it; `None` where there can be none.
    fn cost(&self, at: usize, names: usize, remark: usize, without_unit: bool) -> Option<(usize, u32)> {
        let own = self.head.slots.len() - usize::from(without_unit);
        let end = at + names + own + remark;
        let row = self.cells.get(at..end)?;
        let (names, rest) = row.split_at(names);
        let (filled, remark) = rest.split_at(own);
        let slots = || self.slots(without_unit).zip(filled);
        let values: Vec<&Cell> =
            slots().filter(|(slot, _)| *slot != Slot::Points).map(|(_, cell)| cell).collect();
        // one line never holds the end of a row and the beginning of the next; a result has no bound
        let torn = row.first().is_some_and(|cell| cell.opens_line == Some(false))
            && row.iter().skip(1).any(|cell| cell.opens_line == Some(true));
        let bounded = |cell: &&Cell| cell.key.starts_with(words::BOUNDS);
        let moved = values
            .iter()
            .position(bounded)
            .is_some_and(|at| at > 0 && self.head.values() < TUNING.evaluation_indicators.wide);
        let whole = !torn
            && !moved
            && names.iter().all(|cell| self.is_name(cell))
            && slots().all(|(slot, cell)| self.may_hold(slot, cell))
            && remark.iter().all(|cell| cell.look == Look::Text);
        if !whole {
            return None;
        }
        let group = |cell: &&Cell| is_group(self.source, cell);
        let (name, groups) = names.split_last()?;
        let mut cost = 2 * count(groups.iter().filter(|cell| !group(cell)).count());
        cost += 2 * u32::from(group(&name)) + 3 * count(values.iter().copied().filter(group).count());
        // without points, only what looks like a value tells where a row ends
        let plain = |cell: &&&Cell| cell.look == Look::Text && !words::is_bounded(&cell.key);
        cost += u32::from(self.head.points == 0) * count(values.iter().filter(plain).count());
        let odd = |(slot, cell): &(Slot, &Cell)| *slot == Slot::Sign && !self.is_sign(cell);
        cost += 3 * count(slots().filter(odd).count()) + u32::from(without_unit);
        cost += remark.iter().map(|cell| self.cost_of_remark(cell)).sum::<u32>();
        cost += 2 * u32::from(row.first().is_some_and(|cell| cell.opens_line == Some(false)));
        cost += 2 * count(row.iter().skip(1).filter(|cell| cell.opens_line == Some(true)).count());
        Some((end, cost))
    }

    /// Whether a cell can be the name of a level: words, and neither a value nor a sum.
    fn is_name(&self, cell: &Cell) -> bool {
        let worded = cell.key.chars().any(char::is_alphabetic) && !words::is_bounded(&cell.key);
        cell.look == Look::Text && worded && !self.source.words.sums_up(&cell.key)
    }

    /// Whether a cell can stand in a column.
    fn may_hold(&self, slot: Slot, cell: &Cell) -> bool {
        match slot {
            Slot::Points => self.is_points(cell),
            Slot::Rate => cell.is_value(),
            Slot::Choice => self.source.words.has(List::Answers, &cell.key),
            Slot::Value | Slot::Sign | Slot::Unit => true,
        }
    }

    fn is_sign(&self, cell: &Cell) -> bool {
        self.source.words.has(List::Qualities, &cell.key)
            || !cell.key.is_empty() && cell.key.chars().all(|c| words::BOUNDS.contains(&c))
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
                row.extend(self.head.sums(&self.cells[start + 1..end]));
                rows.push(row);
                end = start;
                continue;
            }
            let own = self.head.slots.len() - usize::from(way.without_unit);
            let start = end - way.names - own - way.remark;
            let mut row = vec![BLANK; self.head.levels - way.names];
            row.extend(places(&self.cells[start..end - way.remark]));
            if let Some(unit) = self.head.unit().filter(|_| way.without_unit) {
                row.insert(self.head.levels + unit, BLANK);
            }
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
