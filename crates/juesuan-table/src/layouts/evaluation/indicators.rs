//! The rows of indicators: names of levels of which merged ones are not printed again, a target, a result, points, a remark.

use rust_decimal::Decimal;

use super::cells::{Cell, is_group};
use super::head::{Head, Slot};
use super::{BLANK, Row, places, tail};
use crate::cell::look::Look;
use crate::cell::number;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::{self, List};

/// Head and rows with the rows behind them; `None` where the cells cannot be cut into rows in one best way.
pub(super) fn rows(source: &Text<'_>, cells: &[Cell], head: &Head) -> Option<Vec<Row>> {
    let cells = without_repeated(source, cells, head);
    let behind = tail::start(source, &cells, head);
    let body = cells.get(head.end..behind)?;
    let grouped = body.get(..2)?.iter().all(|cell| is_group(source, cell));
    let cut = Cut { source, cells: body, head, grouped, shapes: Names::shapes(head.levels) };
    let indent = |row: Row| -> Row { head.margin.map(|_| BLANK).into_iter().chain(row).collect() };
    let mut rows = vec![places(&cells[head.first()..head.end]).collect()];
    rows.extend(cut.rows()?.into_iter().map(indent));
    rows.extend(tail::rows(source, cells.get(behind..).unwrap_or(&[]), head));
    // the form says where each cell stands: a row without a remark is no row that lost a cell
    let width = head.end - head.first();
    for row in rows.iter_mut().filter(|row| row.len() < width) {
        row.resize(width, BLANK);
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

/// The names of a row: how many, and how many cells each of them fills that is broken over lines.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
struct Names {
    count: usize,
    /// No form has more levels.
    parts: [usize; 4],
}

impl Names {
    /// Any number of names up to `levels`, whole or broken.
    fn shapes(levels: usize) -> Vec<Self> {
        let mut shapes = Vec::new();
        let mut open = vec![Self::default()];
        while let Some(names) = open.pop() {
            if names.count > 0 {
                shapes.push(names);
            }
            if names.count == levels.min(names.parts.len()) {
                continue;
            }
            for parts in 1..=TUNING.evaluation_indicators.most_parts {
                let mut more = names;
                more.parts[names.count] = parts;
                more.count += 1;
                if more.cells() - more.count <= TUNING.evaluation_indicators.most_parts {
                    open.push(more);
                }
            }
        }
        shapes
    }

    /// How many cells they fill.
    fn cells(self) -> usize {
        self.parts.iter().sum()
    }

    /// The cells of each name.
    fn of(self, cells: &[Cell]) -> impl Iterator<Item = &[Cell]> {
        let mut rest = cells;
        self.parts.into_iter().take(self.count).filter_map(move |parts| {
            let (name, behind) = rest.split_at_checked(parts)?;
            rest = behind;
            Some(name)
        })
    }
}

/// How the cells up to a place can be cut into rows.
#[derive(Copy, Clone, Debug)]
struct Way {
    cost: u32,
    /// In how many ways at this cost.
    ways: u32,
    /// Names and words of the remark of the last row.
    names: Names,
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
    shapes: Vec<Names>,
}

impl Cut<'_> {
    /// The rows of the cheapest way, if there is but one.
    fn rows(&self) -> Option<Vec<Row>> {
        let mut best: Vec<Option<Way>> = vec![None; self.cells.len() + 1];
        best[0] = Some(Way { cost: 0, ways: 1, names: Names::default(), remark: 0, without_unit: false });
        for at in 0..self.cells.len() {
            let Some(before) = best[at] else { continue };
            // nothing stands above the first row that a blank could mean
            let fewest = if at == 0 { self.head.levels } else { 1 };
            if let Some(points) = self.sums(at) {
                let way = Way { names: Names::default(), remark: points, without_unit: false, ..before };
                take(&mut best[at + 1 + points], way);
            }
            for names in self.shapes.iter().filter(|names| names.count >= fewest) {
                self.take_rows(&mut best, (at, before), *names, false);
                if self.has_no_unit(at + names.cells()) {
                    self.take_rows(&mut best, (at, before), *names, true);
                }
            }
        }
        let last = best.last().copied().flatten()?;
        (last.ways == 1).then(|| self.written(&best))
    }

    /// Takes the rows that begin here with such names.
    fn take_rows(
        &self,
        best: &mut [Option<Way>],
        (at, before): (usize, Way),
        names: Names,
        without_unit: bool,
    ) {
        let Some(broken) = self.cost_of_names(at, names) else { return };
        for remark in 0..=self.longest_remark() {
            let Some((end, cost)) = self.cost(at, names, remark, without_unit) else { break };
            take(
                &mut best[end],
                Way { cost: before.cost + cost + broken, ways: before.ways, names, remark, without_unit },
            );
        }
    }

    /// What speaks against names that begin here being broken so; `None` where no line ends between their parts.
    fn cost_of_names(&self, at: usize, names: Names) -> Option<u32> {
        let cells = self.cells.get(at..at + names.cells())?;
        let mut cost = 0;
        for name in names.of(cells) {
            if let [whole] = name {
                // 率 is the end of a name
                let alone = whole.opens_line.is_none() && whole.key.chars().nth(1).is_none();
                cost += if alone { TUNING.evaluation_indicators.lone_character } else { 0 };
            }
            let group = self.is_broken_group(name);
            for part in name.iter().skip(1) {
                cost += match part.opens_line {
                    Some(true) => 1,
                    Some(false) => return None,
                    None if group => 1,
                    None => TUNING.evaluation_indicators.broken_cell,
                };
            }
        }
        Some(cost)
    }

    /// Whether the parts of a broken name make that of a group, and none of them is one alone: 满意度指 | 标, 满意度 | 指标.
    fn is_broken_group(&self, parts: &[Cell]) -> bool {
        let ending = |part: &Cell| self.source.words.has(List::EndsOfGroups, &part.key);
        parts.len() > 1
            && self.source.words.ends(List::EndsOfGroups, &joined(parts))
            && !parts.iter().any(|part| is_group(self.source, part) && !ending(part))
    }

    /// Whether the target of a row whose slots begin here may have no unit: it is a quality, by its sign (定性) or for want of
    /// digits.
    fn has_no_unit(&self, from: usize) -> bool {
        let Some(unit) = self.head.unit() else { return false };
        let place = |slot: Slot| self.head.slots.iter().position(|own| *own == slot);
        let cell = |slot: Slot| {
            let column = place(slot)?;
            self.cells.get(from + column - usize::from(unit < column))
        };
        let quality = |cell: &Cell| self.source.words.has(List::Qualities, &cell.key);
        cell(Slot::Sign).is_some_and(quality)
            || cell(Slot::Value).is_some_and(|value| value.look == Look::Text && !value.has_digit())
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
    fn cost(&self, at: usize, names: Names, remark: usize, without_unit: bool) -> Option<(usize, u32)> {
        let own = self.head.slots.len() - usize::from(without_unit);
        let end = at + names.cells() + own + remark;
        let row = self.cells.get(at..end)?;
        let (labels, rest) = row.split_at(names.cells());
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
            && labels.iter().all(|cell| self.is_name(cell))
            && slots().all(|(slot, cell)| self.may_hold(slot, cell))
            && remark.iter().all(|cell| cell.look == Look::Text);
        if !whole {
            return None;
        }
        let group = |cell: &&Cell| is_group(self.source, cell);
        let names_group = |name: &[Cell]| match name {
            [whole] => is_group(self.source, whole),
            parts => self.source.words.ends(List::EndsOfGroups, &joined(parts)),
        };
        let grouped: Vec<bool> = names.of(labels).map(names_group).collect();
        let (name, groups) = grouped.split_last()?;
        let mut cost = 2 * count(groups.iter().filter(|group| !**group).count());
        cost += 2 * u32::from(*name) + 3 * count(values.iter().copied().filter(group).count());
        // without points, only what looks like a value tells where a row ends
        let plain = |cell: &&&Cell| cell.look == Look::Text && !words::is_bounded(&cell.key);
        cost += u32::from(self.head.points == 0) * count(values.iter().filter(plain).count());
        let odd = |(slot, cell): &(Slot, &Cell)| *slot == Slot::Sign && !self.is_sign(cell);
        cost += 3 * count(slots().filter(odd).count()) + u32::from(without_unit);
        let odd_unit = |(slot, cell): &(Slot, &Cell)| *slot == Slot::Unit && !self.is_unit(cell);
        cost += 4 * count(slots().filter(odd_unit).count());
        cost += remark.iter().map(|cell| self.cost_of_remark(cell)).sum::<u32>();
        cost += 2 * u32::from(row.first().is_some_and(|cell| cell.opens_line == Some(false)));
        let continued: usize = names.of(labels).map(|name| name.len() - 1).sum();
        let opening = row.iter().skip(1).filter(|cell| cell.opens_line == Some(true)).count();
        cost += 2 * count(opening.saturating_sub(continued));
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

    /// Whether a cell may be the unit of a target: a known one, or a short word.
    fn is_unit(&self, cell: &Cell) -> bool {
        let length = cell.key.chars().count();
        self.source.words.is_unit(&cell.key) || length <= TUNING.evaluation_indicators.longest_unit
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
            if way.names.count == 0 {
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
            let start = end - way.names.cells() - own - way.remark;
            let (names, slots) = self.cells[start..end - way.remark].split_at(way.names.cells());
            let mut row = vec![BLANK; self.head.levels - way.names.count];
            row.extend(
                way.names.of(names).filter_map(|name| Some(name.first()?.at.start..name.last()?.at.end)),
            );
            row.extend(places(slots));
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

/// The parts of a broken name as one.
fn joined(parts: &[Cell]) -> String {
    parts.iter().map(|part| part.key.as_str()).collect()
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
