//! The columns of figures that are aligned by blanks: for each page, where its columns stand and which of the form's they
//! are.
//!
//! Order comes first: as many stretches of figures as the form has columns are its columns. Where a page has fewer, sums
//! across the rows, the words of the head above them and the page before tell which; what they leave open is left to the
//! sums down the columns.

use rust_decimal::Decimal;

use super::super::fitted::{Fitted, Side};
use super::super::solve::{self, Across, Place};
use super::super::tokens::{Kind, Line, Token};
use super::super::{Said, without_number};
use super::stack::Core;
use super::stretch::Stretch;
use super::turns;
use crate::cell::{clean, number};
use crate::text::Text;
use crate::tuning::template::TUNING;

/// What is known beside the rows.
pub(super) struct Placer<'a> {
    pub(super) source: &'a Text<'a>,
    pub(super) fitted: &'a Fitted,
    pub(super) said: &'a Said,
    /// The lines of the head, those that next pages repeat too.
    pub(super) heads: &'a [Line],
}

impl Placer<'_> {
    /// For each row the columns of its figures; `None` where its order says it, or nothing does.
    pub(super) fn places(&self, cores: &[&Core], side: &Side) -> Vec<Option<Place>> {
        let columns = &side.figures;
        let mut places = vec![None; cores.len()];
        if columns.len() < 2 {
            return places;
        }
        let sums = solve::across(self.source.words, columns, self.fitted);
        let mut before: Vec<Option<Stretch>> = vec![None; columns.len()];
        let pages: std::collections::BTreeSet<u32> = cores.iter().map(|core| core.page).collect();
        for page in pages {
            let rows: Vec<usize> = (0..cores.len())
                .filter(|&at| {
                    let count = cores[at].figures.len();
                    cores[at].page == page && count > 0 && count <= columns.len()
                })
                .collect();
            let figures: Vec<&[Token]> = rows.iter().map(|&at| cores[at].figures.as_slice()).collect();
            let Some((stretches, put)) = stretches(&figures, columns.len()) else { continue };
            let ways = self.ways(page, (&stretches, &before), (columns, &sums), (&figures, &put));
            let Some((best, open)) = ways else { continue };
            for (&row, put) in rows.iter().zip(&put) {
                let sure = put.iter().all(|&stretch| !open[stretch]);
                if sure {
                    let columns = put.iter().filter_map(|&at| columns.get(*best.get(at)?).copied()).collect();
                    places[row] = Some(Place { columns, sure: true, aligned: true });
                }
            }
            for (stretch, &column) in stretches.iter().zip(&best) {
                before[column] = Some(*stretch);
            }
        }
        places
    }

    /// The column of each stretch by the best way, and which stretches nearly as good a way puts elsewhere.
    fn ways(
        &self,
        page: u32,
        (stretches, before): (&[Stretch], &[Option<Stretch>]),
        (columns, sums): (&[usize], &[Across]),
        (figures, put): (&[&[Token]], &[Vec<usize>]),
    ) -> Option<(Vec<usize>, Vec<bool>)> {
        let ways = solve::choices(columns.len(), stretches.len());
        if ways.is_empty() || ways.len() > TUNING.template_spaced_places.most_ways {
            return None;
        }
        if let [only] = ways.as_slice() {
            return Some((only.clone(), vec![false; stretches.len()]));
        }
        let near = self.near(page, stretches, columns);
        // a page with a layout of its own, without a head, has its columns where its own cells ask for them
        let stays = |now: &&Stretch| before.iter().flatten().any(|before| now.to == before.to);
        let has_own_layout = !self.heads.iter().any(|line| line.page == page)
            && stretches.iter().filter(stays).count() * 2 < stretches.len();
        let most_moved =
            if has_own_layout { TUNING.template_spaced_places.most_moved_alone } else { usize::MAX };
        let value = |token: &Token| number::decimal(&number::normal(&token.text(self.source)));
        let values: Vec<Vec<Option<Decimal>>> =
            figures.iter().map(|row| row.iter().map(value).collect()).collect();
        let known = self.known(&values, columns);
        let cost = |way: &Vec<usize>| {
            let far: usize = way.iter().enumerate().map(|(at, &column)| near[at][column]).sum();
            let moved = moved(stretches, before, way).min(most_moved);
            let (mut holds, mut fails) = (0_i64, 0_i64);
            for ((values, known), put) in values.iter().zip(&known).zip(put) {
                let way: Vec<usize> = put.iter().filter_map(|&at| way.get(at).copied()).collect();
                for sum in sums {
                    match sum.weigh(values, &way) {
                        Some(true) => holds += 1,
                        Some(false) => fails += 1,
                        None => {}
                    }
                }
                let stands = |(known, at): &(&Vec<bool>, &usize)| known.get(**at).copied().unwrap_or(false);
                holds += i64::try_from(known.iter().zip(&way).filter(stands).count()).unwrap_or(0);
            }
            let rare = way.iter().filter(|&&at| self.is_rare(columns.get(at).copied())).count();
            let weights = &TUNING.template_spaced_places;
            let sums = fails.min(weights.most_sums) * weights.failed_sum
                - holds.min(weights.most_sums) * weights.held_sum;
            sums + i64::try_from(far + moved + rare).unwrap_or(i64::MAX)
        };
        let costs: Vec<i64> = ways.iter().map(cost).collect();
        let least = costs.iter().min().copied()?;
        let best = costs.iter().position(|&cost| cost == least).and_then(|at| ways.get(at))?;
        let mut open = vec![false; stretches.len()];
        for (way, _) in
            ways.iter().zip(&costs).filter(|(_, cost)| **cost < least + TUNING.template_spaced_places.clear)
        {
            for (open, (one, other)) in open.iter_mut().zip(way.iter().zip(best)) {
                *open |= one != other;
            }
        }
        Some((best.clone(), open))
    }

    fn is_rare(&self, column: Option<usize>) -> bool {
        column.and_then(|column| self.fitted.columns.get(column)).is_some_and(|column| column.seldom)
    }

    /// How far each stretch stands from the words of each column on this page.
    fn near(&self, page: u32, stretches: &[Stretch], columns: &[usize]) -> Vec<Vec<usize>> {
        let tokens: Vec<(Stretch, String)> = self
            .heads
            .iter()
            .filter(|line| line.page == page)
            .flat_map(|line| line.tokens.iter().filter(|token| token.kind == Kind::Name))
            .map(|token| {
                let key = clean::key(token.at.text(self.source)).into_owned();
                (Stretch { from: token.from, to: token.to }, key)
            })
            .collect();
        let heads = self.heads.iter().filter(|line| line.page == page);
        let turns = turns::places(self.source, heads, (self.fitted, columns), stretches);
        let begins = |from: usize| tokens.iter().any(|(word, _)| word.from == from);
        let mut numbers = self.numbers(page);
        let flush = numbers.iter().filter(|(_, number)| begins(number.from)).count() * 2 > numbers.len();
        if flush {
            // numbers below the beginnings of their heads: a column goes on to the next one
            let ends: Vec<usize> = numbers.iter().skip(1).map(|(_, number)| number.from).collect();
            for ((_, number), end) in numbers.iter_mut().zip(ends.into_iter().chain([usize::MAX])) {
                number.to = end;
            }
        }
        let distance = |stretch: &Stretch, column: &usize| {
            if let Some(number) = numbers.iter().find(|(of, _)| of == column).map(|(_, number)| *number) {
                let off =
                    number.apart(*stretch) * 3 + if flush { 0 } else { number.to.abs_diff(stretch.to) / 2 };
                return off.min(2 * TUNING.template_spaced_places.farthest);
            }
            if let Some((_, word)) = turns.iter().find(|(of, _)| of == column) {
                let off = word.apart(*stretch) * 2 + word.middle().abs_diff(stretch.middle()) / 4;
                return off.min(2 * TUNING.template_spaced_places.farthest);
            }
            let Some(path) = self.fitted.columns.get(*column).map(|column| &column.path) else { return 0 };
            let leaf = path.last().map(|name| clean::key(name).into_owned()).unwrap_or_default();
            let words =
                tokens.iter().filter(|(_, key)| key.chars().count() > 1 && leaf.contains(key.as_str()));
            let far = words.map(|(word, _)| {
                let apart = word.apart(*stretch) * 2;
                apart + word.middle().abs_diff(stretch.middle()) / 4
            });
            far.min()
                .unwrap_or(TUNING.template_spaced_places.farthest / 2)
                .min(TUNING.template_spaced_places.farthest)
        };
        stretches
            .iter()
            .map(|stretch| columns.iter().map(|column| distance(stretch, column)).collect())
            .collect()
    }

    /// Where the line that numbers the columns has the number of each, where one is printed on this page.
    fn numbers(&self, page: u32) -> Vec<(usize, Stretch)> {
        let columns = self.fitted.figures();
        let numbers = |line: &Line| -> Vec<Stretch> {
            let mut count = 0;
            let numbers = line.tokens.iter().filter(|token| token.kind != Kind::Name);
            let next = |token: &&Token| {
                count += 1;
                token.at.text(self.source).parse() == Ok(count)
            };
            numbers.take_while(next).map(|token| Stretch { from: token.from, to: token.to }).collect()
        };
        let lines = self.heads.iter().filter(|line| line.page == page);
        let found = lines.map(numbers).find(|numbers| numbers.len() == columns.len() && numbers.len() > 1);
        columns.into_iter().zip(found.unwrap_or_default()).collect()
    }

    /// For each figure of each row, beside the names of which columns it stands in the tables above.
    fn known(&self, rows: &[Vec<Option<Decimal>>], columns: &[usize]) -> Vec<Vec<Vec<bool>>> {
        let names = |column: &usize| -> Vec<String> {
            let path = self.fitted.columns.get(*column).map_or(&[][..], |column| &column.path);
            path.iter().map(|name| without_number(&clean::key(name)).to_owned()).collect()
        };
        let names: Vec<Vec<String>> = columns.iter().map(names).collect();
        let stands = |figure: &Option<Decimal>| -> Vec<bool> {
            let says = |name: &String| figure.is_some_and(|figure| self.said.has(name, figure));
            names.iter().map(|names| names.iter().any(says)).collect()
        };
        rows.iter().map(|row| row.iter().map(stands).collect()).collect()
    }
}

/// Joins figures that stand in one column where a row has more of them than columns: blanks tore them apart. Those of rows
/// that have no more than their columns say where the columns of a page stand.
pub(super) fn join_surplus(mut cores: Vec<&mut Core>, most: usize) {
    let pages: std::collections::BTreeSet<u32> =
        cores.iter().filter(|core| core.figures.len() > most).map(|core| core.page).collect();
    for page in pages {
        let fit = cores.iter().filter(|core| core.page == page && core.figures.len() <= most);
        let figures: Vec<Vec<Token>> = fit.map(|core| core.figures.clone()).collect();
        let rows: Vec<&[Token]> = figures.iter().map(Vec::as_slice).collect();
        let Some((found, _)) = stretches(&rows, most) else { continue };
        for core in &mut cores {
            if core.page != page || core.figures.len() <= most {
                continue;
            }
            let mut joined: Vec<(Option<usize>, Token)> = Vec::new();
            for token in &core.figures {
                let stretch = Stretch { from: token.from, to: token.to };
                let place = found.iter().position(|at| at.apart(stretch) == 0 && at.from < token.to);
                match joined.last_mut() {
                    Some((last, above))
                        if *last == place && place.is_some() && token.from <= above.to + 2 =>
                    {
                        above.at = above.at.join(token.at);
                        above.to = token.to;
                    }
                    _ => joined.push((place, *token)),
                }
            }
            if joined.len() <= most {
                core.figures = joined.into_iter().map(|(_, token)| token).collect();
            }
        }
    }
}

/// How unevenly the stretches moved from where their columns stood on the page before.
fn moved(stretches: &[Stretch], before: &[Option<Stretch>], way: &[usize]) -> usize {
    let mut shifts: Vec<i64> = Vec::new();
    let mut lost = 0;
    for (stretch, &column) in stretches.iter().zip(way) {
        match before.get(column).copied().flatten() {
            Some(before) => {
                let place = |at: usize| i64::try_from(at).unwrap_or(0);
                shifts.push(place(stretch.middle()) - place(before.middle()));
            }
            None => lost += TUNING.template_spaced_places.farthest / 3,
        }
    }
    if shifts.is_empty() {
        return 0;
    }
    shifts.sort_unstable();
    let middle = shifts[shifts.len() / 2];
    let uneven: u64 = shifts
        .iter()
        .map(|shift| shift.abs_diff(middle).min(TUNING.template_spaced_places.farthest as u64))
        .sum();
    lost + usize::try_from(uneven).unwrap_or(TUNING.template_spaced_places.farthest)
}

/// The stretches that the figures of a page cover, and for each row the stretch of each of its figures; `None` where they
/// are more than the columns, or rows do not go together.
fn stretches(rows: &[&[Token]], most: usize) -> Option<(Vec<Stretch>, Vec<Vec<usize>>)> {
    let mut tokens: Vec<Stretch> = rows
        .iter()
        .flat_map(|row| row.iter())
        .map(|token| Stretch { from: token.from, to: token.to })
        .collect();
    tokens.sort_unstable_by_key(|token| (token.from, token.to));
    let mut found: Vec<Stretch> = Vec::new();
    for token in tokens {
        match found.last_mut() {
            Some(last) if token.from < last.to => last.to = last.to.max(token.to),
            _ => found.push(token),
        }
    }
    let put = |found: &[Stretch]| -> Option<Vec<Vec<usize>>> {
        rows.iter()
            .map(|row| {
                let of =
                    |token: &Token| found.iter().position(|at| at.from <= token.from && token.to <= at.to);
                let places: Vec<usize> = row.iter().map(of).collect::<Option<_>>()?;
                places.windows(2).all(|pair| pair[0] < pair[1]).then_some(places)
            })
            .collect()
    };
    let Some(mut places) = put(&found) else { return by_widest(rows, most) };
    while found.len() > most {
        // figures set left and right in one column: no row has both
        let meet = |at: usize| places.iter().any(|row| row.contains(&at) && row.contains(&(at + 1)));
        let joins = (0..found.len() - 1)
            .filter(|&at| !meet(at))
            .min_by_key(|&at| found[at + 1].from.saturating_sub(found[at].to))?;
        found[joins].to = found[joins + 1].to;
        found.remove(joins + 1);
        for row in &mut places {
            row.iter_mut().filter(|place| **place > joins).for_each(|place| *place -= 1);
        }
    }
    Some((found, places))
}

/// The same where columns run into each other from row to row: the rows with most figures say where the columns stand.
fn by_widest(rows: &[&[Token]], most: usize) -> Option<(Vec<Stretch>, Vec<Vec<usize>>)> {
    let width = rows.iter().map(|row| row.len()).max().filter(|&width| width <= most)?;
    let whole: Vec<&&[Token]> = rows.iter().filter(|row| row.len() == width).collect();
    let middle = |of: &dyn Fn(&Token) -> usize, at: usize| {
        let mut places: Vec<usize> = whole.iter().filter_map(|row| row.get(at)).map(of).collect();
        places.sort_unstable();
        places.get(places.len() / 2).copied()
    };
    let found: Vec<Stretch> = (0..width)
        .map(|at| {
            Some(Stretch { from: middle(&|token| token.from, at)?, to: middle(&|token| token.to, at)? })
        })
        .collect::<Option<_>>()?;
    let place = |row: &&[Token]| -> Option<Vec<usize>> {
        let ways = solve::choices(width, row.len());
        let off = |way: &Vec<usize>| -> usize {
            way.iter().zip(row.iter()).map(|(&at, token)| found[at].to.abs_diff(token.to)).sum()
        };
        ways.into_iter().min_by_key(off)
    };
    let places = rows.iter().map(place).collect::<Option<_>>()?;
    Some((found, places))
}
