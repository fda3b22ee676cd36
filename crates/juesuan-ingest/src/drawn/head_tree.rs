//! The cells of a head without sides: which columns each of its texts stands over. The lowest text of a column is its own head; one above
//! is the head of several columns, in whose middle it stands, unless it is the first line of the text below.

use std::ops::Range;

use super::assign::assign;
use super::drawing::Edge;
use super::head_texts::{Body, Text, texts};
use super::word::Word;
use crate::tuning::{TUNING, Tolerances};

/// What is known of a table where its head stands.
pub(super) struct Ground<'g> {
    /// The sides of the columns.
    pub(super) xs: &'g [f32],
    /// The lines that run across within the head.
    pub(super) across: &'g [Edge],
    /// The lines that run down; none where the table has none.
    pub(super) down: &'g [Edge],
    /// Whether heads stand in the middle of their columns.
    pub(super) is_centred: bool,
    pub(super) body: Body,
}

/// A cell of a head; rows are counted from the top of the head.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeadCell {
    pub(super) words: Vec<usize>,
    pub(super) columns: Range<usize>,
    pub(super) rows: Range<usize>,
}

/// The cells of a head and how many rows it has; `None` where its texts fit no columns.
pub(super) fn tree(
    words: &[Word],
    ground: &Ground<'_>,
    tuning: &Tolerances,
) -> Option<(Vec<HeadCell>, usize)> {
    let all = texts(words, ground.xs, tuning);
    let columns = ground.xs.len().checked_sub(1).filter(|&columns| columns > 1)?;
    if all.is_empty() || all.len() > TUNING.drawn.most_heads {
        return None;
    }
    let bounds = all.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(top, bottom), text| {
        (top.min(text.y0), bottom.max(text.y1))
    });
    let mut leaves: Vec<Option<Text>> = vec![None; columns];
    let mut above: Vec<Text> = Vec::new();
    for text in all {
        if let Some(leaf) = leaves.get_mut(text.column) {
            above.extend(leaf.replace(text));
        }
    }
    above.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let floor = vec![bounds.0; columns];
    let ways = [(true, false), (true, true), (false, false), (false, true)];
    let grown = ways.iter().filter_map(|&(is_centred, is_at_top)| {
        let (leaves, floor) = (leaves.clone(), floor.clone());
        let cost = if is_centred == ground.is_centred { 0.0 } else { TUNING.head.other_way };
        let cost = cost + if is_at_top { TUNING.head.at_top } else { 0.0 };
        let growing =
            Growing { ground, is_centred, is_at_top, leaves, groups: Vec::new(), floor, bounds, cost };
        growing.grown(above.clone())
    });
    grown.min_by(|a, b| a.cost.total_cmp(&b.cost)).map(Growing::cells)
}

/// The head of several columns.
struct Group {
    text: Text,
    columns: Range<usize>,
}

/// A head whose levels are found one after the other, from the top.
struct Growing<'g> {
    ground: &'g Ground<'g>,
    /// Whether heads stand in the middle of their columns, and not at the left.
    is_centred: bool,
    /// Whether heads stand at the top of their cells, and not in the middle.
    is_at_top: bool,
    /// The lowest text of each column.
    leaves: Vec<Option<Text>>,
    groups: Vec<Group>,
    /// How far down the heads above each column reach.
    floor: Vec<f32>,
    /// The top and the bottom of the head.
    bounds: (f32, f32),
    /// How badly all texts fit.
    cost: f32,
}

impl Growing<'_> {
    /// Finds the columns of all texts above others, level by level.
    fn grown(mut self, mut above: Vec<Text>) -> Option<Self> {
        while let Some(first) = above.first() {
            let (middle, size) = (first.middle(), first.size);
            let count = above.partition_point(|text| text.middle() < middle + TUNING.head.level * size);
            let mut level: Vec<Text> = above.drain(..count.max(1)).collect();
            level.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            let ranges = self.ranges(&level, &above)?;
            self.settle(level, ranges, &mut above);
        }
        Some(self)
    }

    /// The columns of each text of a level so that all of them together fit best.
    fn ranges(&mut self, level: &[Text], later: &[Text]) -> Option<Vec<Range<usize>>> {
        let bottom = level.iter().map(|text| text.y1).fold(f32::NEG_INFINITY, f32::max);
        let lines = self.lines_below(level);
        let columns = self.leaves.len();
        let left_out: Vec<f32> = (0..columns).map(|column| self.left_out(column, bottom, &lines)).collect();
        let left_out = |column: usize| left_out.get(column).copied().unwrap_or(0.0);
        let cost = |at: usize, over: Range<usize>| {
            level.get(at).map_or(f32::INFINITY, |text| self.cost(text, over, (bottom, &lines), later))
        };
        let (found, cost) = assign(level.len(), columns, left_out, cost)?;
        self.cost += cost;
        Some(found)
    }

    /// The lines that run right below the texts of a level.
    fn lines_below(&self, level: &[Text]) -> Vec<(f32, f32)> {
        let is_below = |line: &&Edge| {
            level.iter().any(|text| {
                let is_over = line.from < text.centre() && text.centre() < line.to;
                is_over && text.middle() < line.at && line.at < text.y1 + TUNING.head.line_below * text.size
            })
        };
        self.ground.across.iter().filter(is_below).map(|line| (line.from, line.to)).collect()
    }

    /// Whether a column stands under one of some lines.
    fn is_under(&self, column: usize, lines: &[(f32, f32)]) -> bool {
        let sides = self.ground.xs.get(column).zip(self.ground.xs.get(column + 1));
        let middle = sides.map_or(0.0, |(&left, &right)| f32::midpoint(left, right));
        lines.iter().any(|line| line.0 <= middle && middle <= line.1)
    }

    /// Whether the head of a column stands so low that another one must stand above it on a level that ends at `bottom`: in the
    /// middle or at the top of what is left below that level, and not of what is left without it.
    fn is_low(&self, column: usize, bottom: f32) -> bool {
        let Some(leaf) = self.leaves.get(column).and_then(Option::as_ref) else { return false };
        let floor = self.floor.get(column).copied().unwrap_or(self.bounds.0);
        let end = self.bounds.1;
        if self.is_at_top {
            return (leaf.y0 - bottom).abs() < (leaf.y0 - floor).abs();
        }
        let white = self.ground.body.white(leaf.size);
        let middle = |top: f32| f32::midpoint(top, end) + white;
        // above the first level there is no text, and as much white as below the last one
        let own = if floor > self.bounds.0 { middle(floor) } else { f32::midpoint(floor, end) };
        (leaf.middle() - middle(bottom)).abs() < (leaf.middle() - own).abs()
    }

    fn has_leaf(&self, column: usize) -> bool {
        self.leaves.get(column).is_some_and(Option::is_some)
    }

    /// What it costs to leave a column out of a level.
    fn left_out(&self, column: usize, bottom: f32, lines: &[(f32, f32)]) -> f32 {
        if !self.ground.down.is_empty() {
            return 0.0;
        }
        match lines {
            [] if self.is_low(column, bottom) => TUNING.head.uncovered,
            [_, ..] if self.is_under(column, lines) => TUNING.head.off_line,
            _ => 0.0,
        }
    }

    /// How badly a text fits columns, in sizes.
    fn cost(
        &self,
        text: &Text,
        columns: Range<usize>,
        (bottom, lines): (f32, &[(f32, f32)]),
        later: &[Text],
    ) -> f32 {
        let drawn = self.between_sides(text);
        if drawn.as_ref().is_some_and(|drawn| *drawn != columns) {
            return f32::INFINITY;
        }
        if columns.len() == 1 {
            return self.cost_of_one(text, columns.start, lines, later);
        }
        let leaves = self.leaves.get(columns.clone()).unwrap_or_default();
        let is_below = |leaf: &Text| leaf.middle() > text.middle() + TUNING.head.lower * text.size;
        let crosses = |group: &Group| {
            let shared = group.columns.end.min(columns.end) > group.columns.start.max(columns.start);
            shared && !(group.columns.start <= columns.start && columns.end <= group.columns.end)
        };
        if !leaves.iter().flatten().all(is_below) || self.groups.iter().any(crosses) {
            return f32::INFINITY;
        }
        if drawn.is_some() {
            return 0.0;
        }
        let is_same = self.groups.iter().any(|group| group.columns == columns);
        let high = match lines {
            // a column without a head of its own does not say where that would stand
            [] => columns
                .clone()
                .filter(|&column| self.has_leaf(column) && !self.is_low(column, bottom))
                .count(),
            _ => columns.clone().filter(|&column| !self.is_under(column, lines)).count(),
        };
        #[expect(clippy::cast_precision_loss, reason = "few columns")]
        let high = high as f32 * TUNING.head.covered;
        self.off(text, &columns) + high + if is_same { TUNING.head.same } else { 0.0 }
    }

    /// How far a text stands from where it belongs over columns, in sizes.
    fn off(&self, text: &Text, columns: &Range<usize>) -> f32 {
        let xs = self.ground.xs;
        let (Some(&left), Some(&right)) = (xs.get(columns.start), xs.get(columns.end)) else {
            return f32::INFINITY;
        };
        let outside = (left - text.x0).max(0.0) + (text.x1 - right).max(0.0);
        let middle = (text.centre() - f32::midpoint(left, right)).abs();
        let first = self.leaves.get(columns.start).and_then(Option::as_ref).map_or(left, |leaf| leaf.x0);
        let off = if self.is_centred { middle } else { (text.x0 - first).abs() };
        (off + TUNING.head.outside * outside) / text.size.max(1.0)
    }

    /// How badly a text fits one column: it is the first line of the text below it there.
    fn cost_of_one(&self, text: &Text, column: usize, lines: &[(f32, f32)], later: &[Text]) -> f32 {
        if text.column != column {
            return f32::INFINITY;
        }
        let Some(leaf) = self.leaves.get(column).and_then(Option::as_ref) else { return f32::INFINITY };
        let below = later.iter().find(|other| other.column == column).unwrap_or(leaf);
        let against = self.ground.body.against_one(text, below, self.ground.xs);
        if !self.ground.down.is_empty() {
            return 0.0;
        }
        let parted = if lines.iter().any(|line| line.0 <= text.centre() && text.centre() <= line.1) {
            TUNING.head.off_line
        } else {
            0.0
        };
        // heads beside it stand where the text below it or where both together do
        let beside = |middle: f32| {
            let others = self.leaves.iter().flatten().filter(|other| other.column != column);
            others.filter(|other| (other.middle() - middle).abs() < TUNING.head.beside * text.size).count()
        };
        let (alone, together) = (beside(below.middle()), beside(f32::midpoint(text.y0, below.y1)));
        let heights = if alone > together { TUNING.head.beside_alone } else { 0.0 };
        against + parted + heights
    }

    /// The columns between the sides that are drawn beside a text.
    fn between_sides(&self, text: &Text) -> Option<Range<usize>> {
        if self.ground.down.is_empty() {
            return None;
        }
        let xs = self.ground.xs;
        let is_side = |at: usize| {
            let Some(&x) = xs.get(at) else { return false };
            let is_here = |line: &Edge| {
                (line.at - x).abs() < 1.0 && line.from < text.middle() && text.middle() < line.to
            };
            at == 0 || at + 1 == xs.len() || self.ground.down.iter().any(is_here)
        };
        let from = (0..=text.column).rev().find(|&at| is_side(at))?;
        let to = (text.column + 1..xs.len()).find(|&at| is_side(at))?;
        Some(from..to)
    }

    /// Takes a level over: heads of several columns are groups, and others lines of the text below them.
    fn settle(&mut self, level: Vec<Text>, ranges: Vec<Range<usize>>, later: &mut [Text]) {
        for (text, columns) in level.into_iter().zip(ranges) {
            if columns.len() == 1 {
                let below = later.iter_mut().find(|other| other.column == columns.start);
                let leaf = self.leaves.get_mut(columns.start).and_then(Option::as_mut);
                if let Some(below) = below.or(leaf) {
                    below.take(text);
                }
                continue;
            }
            for floor in self.floor.get_mut(columns.clone()).unwrap_or_default() {
                *floor = floor.max(text.y1);
            }
            match self.groups.iter_mut().find(|group| group.columns == columns) {
                Some(group) => group.text.take(text),
                None => self.groups.push(Group { text, columns }),
            }
        }
    }

    /// The cells: each group a row below those in whose columns it stands, each head of a column down to the end.
    fn cells(mut self) -> (Vec<HeadCell>, usize) {
        let depth = |columns: &Range<usize>, groups: &[Group]| {
            let holds = |group: &&Group| {
                group.columns.start <= columns.start
                    && columns.end <= group.columns.end
                    && group.columns != *columns
            };
            groups.iter().filter(holds).count()
        };
        let depths: Vec<usize> =
            self.groups.iter().map(|group| depth(&group.columns, &self.groups)).collect();
        let rows = depths.iter().max().map_or(1, |deepest| deepest + 2);
        let mut cells = Vec::with_capacity(self.groups.len() + self.leaves.len());
        for (group, &depth) in self.groups.iter().zip(&depths) {
            let words = group.text.words.clone();
            cells.push(HeadCell { words, columns: group.columns.clone(), rows: depth..depth + 1 });
        }
        let has_head: Vec<bool> = self.leaves.iter().map(Option::is_some).collect();
        for column in 0..self.leaves.len() {
            let Some(leaf) = self.leaves.get_mut(column).and_then(Option::take) else { continue };
            let columns = self.of_leaf(&leaf, column, &has_head);
            let above = depth(&(column..column + 1), &self.groups);
            cells.push(HeadCell { words: leaf.words, columns, rows: above..rows });
        }
        (cells, rows)
    }

    /// The columns of a head that stands above no other: its own, and those beside it that have none and whose middle it shares.
    fn of_leaf(&self, leaf: &Text, column: usize, has_head: &[bool]) -> Range<usize> {
        let is_free =
            |at: &usize| has_head.get(*at) == Some(&false) && self.groups_of(*at) == self.groups_of(column);
        let from = (0..column).rev().take_while(is_free).last().unwrap_or(column);
        let to = (column + 1..has_head.len()).take_while(is_free).last().unwrap_or(column) + 1;
        if let Some(drawn) = self.between_sides(leaf) {
            return drawn.start.max(from)..drawn.end.min(to);
        }
        let ranges = (from..=column).flat_map(|from| (column + 1..=to).map(move |to| from..to));
        // columns in which something stands have a head, and empty ones none
        let is_odd = |columns: &Range<usize>, at: usize| {
            columns.contains(&at) != self.ground.body.widest.get(at).is_some_and(|&widest| widest > 0.0)
        };
        #[expect(clippy::cast_precision_loss, reason = "few columns")]
        let odd = |columns: &Range<usize>| (from..to).filter(|&at| is_odd(columns, at)).count() as f32;
        let cost = |columns: &Range<usize>| self.off(leaf, columns) + odd(columns) * TUNING.head.same;
        ranges.min_by(|a, b| cost(a).total_cmp(&cost(b))).unwrap_or(column..column + 1)
    }

    /// The groups above a column, by their numbers.
    fn groups_of(&self, column: usize) -> Vec<usize> {
        let holds = |(at, group): (usize, &Group)| group.columns.contains(&column).then_some(at);
        self.groups.iter().enumerate().filter_map(holds).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of ten points height in the middle of a place.
    fn word(middle: f32, width: f32, y: f32) -> Word {
        let (x0, x1) = (middle - width / 2.0, middle + width / 2.0);
        Word { glyphs: Vec::new(), x0, x1, y, top: y - 5.0, bottom: y + 5.0, stands: middle, begins: true }
    }

    fn columns_of(words: &[Word], ground: &Ground<'_>) -> Vec<(Range<usize>, Range<usize>)> {
        let (cells, _) = tree(words, ground, &TUNING.drawn).unwrap_or_default();
        let cell = |at: usize| cells.iter().find(|cell| cell.words.contains(&at));
        (0..words.len())
            .map(|at| cell(at).map_or((0..0, 0..0), |cell| (cell.columns.clone(), cell.rows.clone())))
            .collect()
    }

    const XS: [f32; 6] = [0.0, 60.0, 160.0, 240.0, 320.0, 400.0];

    fn ground<'g>(across: &'g [Edge], down: &'g [Edge]) -> Ground<'g> {
        let body = Body { pitch: Some(16.0), widest: vec![40.0, 90.0, 45.0, 45.0, 45.0] };
        Ground { xs: &XS, across, down, is_centred: true, body }
    }

    #[test]
    fn a_head_above_the_middle_one_of_three_is_that_of_all_three() {
        // the heads of the first two columns stand in the middle of both rows
        let words = [
            word(280.0, 60.0, 10.0),
            word(30.0, 40.0, 18.0),
            word(110.0, 40.0, 18.0),
            word(200.0, 20.0, 26.0),
            word(280.0, 40.0, 26.0),
            word(360.0, 40.0, 26.0),
        ];
        let found = columns_of(&words, &ground(&[], &[]));
        assert_eq!(found[0], (2..5, 0..1));
        assert_eq!(found[1], (0..1, 0..2));
        assert_eq!(found[4], (3..4, 1..2));
    }

    #[test]
    fn a_line_that_is_full_goes_on_below() {
        // two lines of one head, nearer to one another than rows are
        let words = [
            word(200.0, 70.0, 10.0),
            word(200.0, 20.0, 22.0),
            word(30.0, 40.0, 16.0),
            word(110.0, 40.0, 16.0),
            word(280.0, 40.0, 16.0),
            word(360.0, 40.0, 16.0),
        ];
        let found = columns_of(&words, &ground(&[], &[]));
        assert_eq!(found[0], (2..3, 0..1));
        assert_eq!(found[0], found[1]);
    }

    #[test]
    fn lines_that_are_drawn_say_what_a_head_is_over() {
        // the middle of the upper head is as near to that of three columns as to that of two
        let words = [
            word(300.0, 60.0, 10.0),
            word(200.0, 20.0, 26.0),
            word(280.0, 40.0, 26.0),
            word(360.0, 40.0, 26.0),
        ];
        assert_eq!(columns_of(&words, &ground(&[], &[]))[0], (2..5, 0..1));
        let across = [Edge { horizontal: true, at: 18.0, from: 240.0, to: 400.0 }];
        assert_eq!(columns_of(&words, &ground(&across, &[]))[0], (3..5, 0..1));
        let side = |at: f32, from: f32| Edge { horizontal: false, at, from, to: 40.0 };
        let down = [side(60.0, 0.0), side(160.0, 0.0), side(240.0, 0.0), side(320.0, 18.0)];
        assert_eq!(columns_of(&words, &ground(&[], &down))[0], (3..5, 0..1));
    }
}
