//! Where a row can be read in several ways, the one is taken by which the table adds up.
//!
//! A layout says which rows it could not place for sure ([`Loose`]). Each of them is read in all ways that keep the order
//! of what is printed ([`readings`]); the sums of the table ([`sums`]) tell which is meant. Where none or several fit, the
//! row stays as it stands, and a repair says so.

use std::cmp::{Ordering, Reverse};

use rust_decimal::Decimal;

use crate::repair::Repair;
use crate::sums::apply;
use crate::sums::candidates::{self, Freedom, Reading};
use crate::sums::constraints::{Across, Figures, Sums, Verdict};
use crate::sums::decision::{Doubt, Proof, Settled};
use crate::sums::explain::Words;
use crate::table::{CellKind, Role, RowKind, Table};
use crate::text::Text;
use crate::tuning::grid::TUNING;

/// Why the cells of a row may stand elsewhere.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// A figure stands beside or between the columns.
    Place,
    /// It has fewer cells than the header.
    Width,
    /// It has so many cells more than the header.
    Surplus(usize),
}

/// A row whose cells may stand elsewhere.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Loose {
    pub(crate) row: usize,
    pub(crate) why: Why,
}

/// Settles the loose rows of a table, and those with torn figures.
pub(crate) fn settle(table: &mut Table, loose: &[Loose], source: &Text<'_>, repairs: &mut Vec<Repair>) {
    let doubts = doubts(table, loose, source);
    if doubts.is_empty() {
        return;
    }
    let mut scale = Scale::new(table, source, doubts.iter().map(|doubt| doubt.row));
    if scale.sums.across.is_empty() && scale.sums.down.is_empty() {
        return;
    }
    let mut open = doubts;
    for pass in 0..TUNING.sums_resolve.passes {
        open.retain(|doubt| scale.weigh(doubt, pass + 1 == TUNING.sums_resolve.passes) == Outcome::Open);
    }
    let Scale { settled, sums, unsure, .. } = scale;
    let words = Words::new(source, &sums);
    let told = words.tell(table, &settled, &unsure);
    apply::take(table, source, settled, &unsure, repairs);
    repairs.extend(told);
}

fn doubts(table: &Table, loose: &[Loose], source: &Text<'_>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut marked = loose.iter().peekable();
    for (row, printed) in table.rows.iter().enumerate() {
        let why = marked.next_if(|loose| loose.row == row).map(|loose| loose.why);
        if printed.kind != RowKind::Data {
            continue;
        }
        let freedom = match why {
            Some(Why::Place) => Freedom::Figures,
            Some(Why::Width) => Freedom::All,
            Some(Why::Surplus(count)) => Freedom::Joined(count),
            None if has_tear(table, row, source) => Freedom::Torn,
            None => continue,
        };
        doubts.push(Doubt { row, freedom, atoms: candidates::atoms(table, row, source, freedom) });
    }
    doubts
}

/// Whether a figure has blanks inside: it may be one or two.
fn has_tear(table: &Table, row: usize, source: &Text<'_>) -> bool {
    let range = table.rows[row].cells.start as usize..table.rows[row].cells.end as usize;
    let cells = table.cells.get(range).unwrap_or(&[]);
    cells.iter().zip(&table.columns).any(|(cell, column)| {
        (cell.unclean || cell.kind == CellKind::Text)
            && cell.read_as == 0
            && column.role == Role::Figure
            && matches!(cell.kind, CellKind::Amount | CellKind::Text)
            && candidates::is_torn(cell.span.text(source))
    })
}

/// What all identities together say of a reading.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// Sums of the row itself that fail.
    pub(crate) own: usize,
    fails: usize,
    pub(crate) holds: usize,
}

impl Score {
    fn add(&mut self, verdict: Verdict, own: bool) {
        match verdict {
            Verdict::Silent => {}
            Verdict::Holds => self.holds += 1,
            Verdict::Fails => {
                self.fails += 1;
                self.own += usize::from(own);
            }
        }
    }

    /// Smaller is better.
    pub(crate) fn rank(self) -> (usize, Reverse<usize>) {
        (self.fails, Reverse(self.holds))
    }
}

/// What weighing a row came to.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// It is settled, or nothing can be said of it.
    Closed,
    /// Rows next to it have to be settled first.
    Open,
}

/// The best reading of a row.
struct Best {
    score: Score,
    /// Columns that it leaves free between the pieces of one cell.
    gaps: usize,
    reading: Reading,
    values: Vec<Option<Decimal>>,
    /// Another one is as good.
    several: bool,
}

pub(crate) struct Scale<'t> {
    pub(crate) table: &'t Table,
    pub(crate) source: &'t Text<'t>,
    figures: Figures,
    pub(crate) sums: Sums,
    /// Whether the rows that are in no doubt prove a sum of the header.
    proven: Vec<bool>,
    /// For each sum of rows and each of its columns, what its parts come to, and how many of them are printed.
    parts: Vec<Vec<(Decimal, usize)>>,
    /// For each sum of rows, how many of its rows are in doubt.
    doubtful: Vec<usize>,
    settled: Vec<Settled>,
    /// Rows of which the sums do not tell how to read them.
    unsure: Vec<Doubt>,
}

impl<'t> Scale<'t> {
    /// Weighs the rows of a table; `unsure` ones do not tell whether a sum of the header holds.
    pub(crate) fn new(table: &'t Table, source: &'t Text<'t>, unsure: impl Iterator<Item = usize>) -> Self {
        let figures = Figures::of(table, source);
        let mut sums = Sums::of(table, source, &figures);
        let mut in_doubt = vec![false; table.rows.len()];
        let mut doubtful = vec![0; sums.down.len()];
        for row in unsure {
            in_doubt[row] = true;
            for &sum in sums.of_row(row) {
                doubtful[sum as usize] += 1;
            }
        }
        let sure: Vec<usize> = (0..table.rows.len()).filter(|&row| !in_doubt[row]).collect();
        let across = std::mem::take(&mut sums.across);
        let count = |sum: &Across, wanted: Verdict| {
            let told = sure.iter().filter(|&&row| figures.get(row, sum.total).is_some());
            let verdicts = told.map(|&row| sums.judge_across(sum, |column| figures.get(row, column)));
            verdicts.filter(|verdict| *verdict == wanted).count()
        };
        let mut proven = Vec::new();
        let mut kept = Vec::new();
        for sum in across {
            let (fails, holds) = (count(&sum, Verdict::Fails), count(&sum, Verdict::Holds));
            if fails < TUNING.sums_resolve.enough || fails <= holds {
                proven.push(fails == 0 && holds >= TUNING.sums_resolve.enough);
                kept.push(sum);
            }
        }
        sums.across = kept;
        let parts = sums.down.iter().map(|sum| {
            let of_column = |column| {
                let values = sum.parts.iter().filter_map(|&row| figures.get(row, column));
                values.fold((Decimal::ZERO, 0), |(total, count), value| (plus(total, value), count + 1))
            };
            sum.columns.clone().map(of_column).collect()
        });
        let parts = parts.collect();
        Self {
            table,
            source,
            proven,
            parts,
            figures,
            sums,
            doubtful,
            settled: Vec::new(),
            unsure: Vec::new(),
        }
    }

    /// Settles the row if the sums tell how to read it. What they cannot tell the `last` time is told as unsure.
    fn weigh(&mut self, doubt: &Doubt, last: bool) -> Outcome {
        let printed = self.row_values(doubt.row);
        let now = self.score(doubt.row, &printed, last);
        if now.fails == 0 && (now.holds > 0 || doubt.freedom == Freedom::Figures) {
            self.confirm(doubt, &printed);
            return self.close(doubt.row);
        }
        let Some(readings) = candidates::of_row(self.table, self.source, doubt.freedom, &doubt.atoms) else {
            return self.give_up(doubt, last, self.contradicts(&printed));
        };
        let ambiguous = readings.len() > 1 && self.contradicts(&printed);
        let Some(best) = self.best(doubt, &readings, last) else {
            return self.give_up(doubt, last, ambiguous);
        };
        let Best { score, reading, values, several, .. } = best;
        if several || score.fails >= now.fails.max(1) {
            return self.give_up(doubt, last, several && score.rank() <= now.rank());
        }
        let changed: Vec<usize> = (0..values.len()).filter(|&at| values[at] != printed[at]).collect();
        let proof = self.decisive(doubt.row, &printed, &values);
        let proof = proof.or_else(|| self.proof(doubt.row, &values, &changed));
        self.take(doubt.row, values);
        if let Some(proof) = proof {
            let atoms = doubt.atoms.clone();
            self.settled.push(Settled { row: doubt.row, atoms, reading, moved: !changed.is_empty(), proof });
        }
        self.close(doubt.row)
    }

    /// The reading that the sums like best, and whether they like another one as much.
    fn best(&self, doubt: &Doubt, readings: &[Reading], last: bool) -> Option<Best> {
        let mut best: Option<Best> = None;
        for reading in readings {
            let values = self.values(doubt, reading);
            let score = self.score(doubt.row, &values, last);
            if score.own > 0 || score.holds == 0 {
                continue;
            }
            // pieces of one cell stand in columns side by side rather than apart
            let rank = (score.rank(), gaps(doubt, reading));
            let order = best.as_ref().map(|found| rank.cmp(&(found.score.rank(), found.gaps)));
            match (order, &mut best) {
                (Some(Ordering::Greater), _) => {}
                (Some(Ordering::Equal), Some(found)) => found.several |= found.values != values,
                _ => {
                    let (gaps, reading) = (rank.1, reading.clone());
                    best = Some(Best { score, gaps, reading, values, several: false });
                }
            }
        }
        best
    }

    /// Where the figures that a blank may have torn add up as one, the sum is the reason to read them so.
    fn confirm(&mut self, doubt: &Doubt, values: &[Option<Decimal>]) {
        let mut reading: Reading = Vec::new();
        for (at, atom) in doubt.atoms.iter().enumerate() {
            match reading.last_mut().filter(|(column, _)| *column == atom.column) {
                Some((_, atoms)) => atoms.end = at + 1,
                None => reading.push((atom.column, at..at + 1)),
            }
        }
        let torn: Vec<usize> =
            reading.iter().filter(|(_, atoms)| atoms.len() > 1).map(|(column, _)| *column).collect();
        if let Some(proof) = self.proof(doubt.row, values, &torn).filter(|_| !torn.is_empty()) {
            let atoms = doubt.atoms.clone();
            self.settled.push(Settled { row: doubt.row, atoms, reading, moved: false, proof });
        }
    }

    /// Nothing tells how to read the row, now or ever.
    fn give_up(&mut self, doubt: &Doubt, last: bool, unsure: bool) -> Outcome {
        if last && unsure {
            self.unsure.push(Doubt { atoms: doubt.atoms.clone(), ..*doubt });
        }
        Outcome::Open
    }

    /// The row is no longer in doubt.
    fn close(&mut self, row: usize) -> Outcome {
        for &sum in self.sums.of_row(row) {
            let left = &mut self.doubtful[sum as usize];
            *left = left.saturating_sub(1);
        }
        Outcome::Closed
    }

    pub(crate) fn row_values(&self, row: usize) -> Vec<Option<Decimal>> {
        (0..self.table.columns.len()).map(|column| self.figures.get(row, column)).collect()
    }

    fn values(&self, doubt: &Doubt, reading: &Reading) -> Vec<Option<Decimal>> {
        let mut values = vec![None; self.table.columns.len()];
        for (column, atoms) in reading {
            if self.table.columns[*column].role == Role::Figure {
                values[*column] =
                    candidates::value(self.source, doubt.atoms.get(atoms.clone()).unwrap_or(&[]));
            }
        }
        values
    }

    pub(crate) fn score(&self, row: usize, values: &[Option<Decimal>], last: bool) -> Score {
        let get = |column: usize| values.get(column).copied().flatten();
        let mut score = Score::default();
        for sum in &self.sums.across {
            score.add(self.sums.judge_across(sum, get), true);
        }
        if score.own > 0 {
            return score;
        }
        for (.., verdict) in self.down(row, values, last) {
            score.add(verdict, false);
        }
        score
    }

    /// What the sums of rows say of the row, by sum and column. A sum that another row in doubt belongs to says nothing
    /// until the `last` time.
    fn down<'s>(
        &'s self,
        row: usize,
        values: &'s [Option<Decimal>],
        last: bool,
    ) -> impl Iterator<Item = (usize, usize, Verdict)> + 's {
        let sums = self.sums.of_row(row).iter().map(|&sum| sum as usize);
        let sure = sums.filter(move |&sum| last || self.doubtful[sum] <= 1);
        sure.flat_map(move |at| {
            let sum = &self.sums.down[at];
            sum.columns.clone().zip(&self.parts[at]).map(move |(column, &(parts, count))| {
                let own = values.get(column).copied().flatten();
                let (total, parts, count) = if sum.total == row {
                    (own, parts, count)
                } else {
                    let before = self.figures.get(row, column);
                    let count = count + usize::from(own.is_some()) - usize::from(before.is_some());
                    let parts = plus(parts, own.unwrap_or_default() - before.unwrap_or_default());
                    (self.figures.get(sum.total, column), parts, count)
                };
                (at, column, self.sums.judge(total, (count > 0).then_some(parts), count))
            })
        })
    }

    /// Whether a sum that other rows prove fails with these values.
    fn contradicts(&self, values: &[Option<Decimal>]) -> bool {
        let get = |column: usize| values.get(column).copied().flatten();
        let proven = self.sums.across.iter().zip(&self.proven).filter(|(_, proven)| **proven);
        proven.into_iter().any(|(sum, _)| self.sums.judge_across(sum, get) == Verdict::Fails)
    }

    /// An identity that holds and has to do with one of the columns; with any, where none are asked for.
    pub(crate) fn proof(&self, row: usize, values: &[Option<Decimal>], columns: &[usize]) -> Option<Proof> {
        let get = |column: usize| values.get(column).copied().flatten();
        let asked = |column: usize| columns.is_empty() || columns.contains(&column);
        let about = |sum: &Across| asked(sum.total) || sum.parts.iter().any(|&(part, _)| asked(part));
        let holds = |sum: &Across| about(sum) && self.sums.judge_across(sum, get) == Verdict::Holds;
        let across = self.sums.across.iter().position(holds);
        let mut down = self.down(row, values, true);
        across.map(Proof::Across).or_else(|| {
            let (sum, column, _) =
                down.find(|&(_, column, verdict)| verdict == Verdict::Holds && asked(column))?;
            Some(Proof::Down(sum, column))
        })
    }

    /// An identity that holds with these values and did not with those before.
    fn decisive(&self, row: usize, before: &[Option<Decimal>], after: &[Option<Decimal>]) -> Option<Proof> {
        let judge = |sum: &Across, values: &[Option<Decimal>]| {
            self.sums.judge_across(sum, |column| values.get(column).copied().flatten())
        };
        let turns = |one: Verdict, other: Verdict| one == Verdict::Fails && other == Verdict::Holds;
        let across = self.sums.across.iter().position(|sum| turns(judge(sum, before), judge(sum, after)));
        let mut down = self.down(row, before, true).zip(self.down(row, after, true));
        across.map(Proof::Across).or_else(|| {
            let ((sum, column, _), _) = down.find(|&((.., was), (.., is))| turns(was, is))?;
            Some(Proof::Down(sum, column))
        })
    }

    /// Gives the row these values, also in the sums it belongs to.
    pub(crate) fn take(&mut self, row: usize, values: Vec<Option<Decimal>>) {
        for &at in self.sums.of_row(row) {
            let (at, sum) = (at as usize, &self.sums.down[at as usize]);
            if sum.total == row {
                continue;
            }
            for (column, (parts, count)) in sum.columns.clone().zip(&mut self.parts[at]) {
                let before = self.figures.get(row, column);
                let own = values.get(column).copied().flatten();
                *parts = plus(*parts, own.unwrap_or_default() - before.unwrap_or_default());
                *count = *count + usize::from(own.is_some()) - usize::from(before.is_some());
            }
        }
        for (column, value) in values.into_iter().enumerate() {
            self.figures.set(row, column, value);
        }
    }
}

/// How many columns a reading leaves free between pieces that are printed in one cell.
fn gaps(doubt: &Doubt, reading: &Reading) -> usize {
    let first = |atoms: &std::ops::Range<usize>| doubt.atoms.get(atoms.start).map(|atom| atom.column);
    let pairs = reading.windows(2).filter(|pair| first(&pair[0].1) == first(&pair[1].1));
    // pieces of one cell may be read in one column
    pairs.map(|pair| pair[1].0.saturating_sub(pair[0].0 + 1)).sum()
}

/// The sum of two figures; far beyond what accounts print it stays where it is.
fn plus(one: Decimal, other: Decimal) -> Decimal {
    one.checked_add(other).unwrap_or(one)
}
