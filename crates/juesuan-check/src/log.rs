//! What the rules tell while they are applied: instances that held, comparisons of figures, findings, gaps.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use juesuan_model::{Decimal, Place};

use crate::comparison::{Allowance, Operator, Term, Times, Verdict, verdict};
use crate::doubt::Doubt;
use crate::draft::Draft;
use crate::quick::TextMap;
use crate::statement_index::Book;
use crate::tuning::TUNING;
use crate::{FigureId, Quantity};

/// One comparison of figures that was made.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    /// The rule, by its place in the rule set.
    pub(crate) rule: u32,
    pub(crate) operator: Operator,
    /// The terms of both sides in the ledger, those of the right side with their sign turned.
    terms: Range<u32>,
    /// Where the right side begins.
    split: u32,
    /// Left less right, in comparable units.
    pub(crate) residual: Decimal,
    /// What of the residual is no figure: a number in the formula.
    pub(crate) constant: Decimal,
    /// How far rounding may move the residual, and what the rule allows beyond that.
    pub(crate) envelope: Decimal,
    pub(crate) verdict: Verdict,
}

/// Results logged by one rule.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// Instances examined without figures to compare, and found in order.
    pub(crate) held: u32,
    pub(crate) drafts: Vec<Draft>,
    /// What was missing, each thing once.
    pub(crate) gaps: Vec<String>,
    /// Further gaps that are not named.
    pub(crate) more_gaps: u32,
    /// What failed, and rests on something that was not read with certainty.
    pub(crate) doubted: Vec<Doubted>,
}

/// Something that failed where the document was not read with certainty.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Doubted {
    pub(crate) place: Place,
    pub(crate) doubt: Doubt,
}

/// A figure by its place and its value.
#[derive(Debug, PartialEq, Eq)]
struct Printed(Place, Decimal);

impl Hash for Printed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // few places have several values
        (self.0.line, self.0.span.start).hash(state);
    }
}

/// Everything that the rules told about one report.
#[derive(Debug)]
pub(crate) struct Ledger<'c> {
    book: &'c Book<'c>,
    extra: Vec<Quantity>,
    known: TextMap<Printed, FigureId>,
    terms: Vec<Term>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) entries: Vec<Entry>,
}

impl<'c> Ledger<'c> {
    pub(crate) fn new(book: &'c Book<'c>, rules: usize) -> Self {
        Self {
            book,
            extra: Vec::new(),
            known: TextMap::default(),
            terms: Vec::new(),
            instances: Vec::new(),
            entries: (0..rules).map(|_| Entry::default()).collect(),
        }
    }

    pub(crate) const fn book(&self) -> &'c Book<'c> {
        self.book
    }

    /// How many figures there are, those of the tables and those that rules added.
    pub(crate) fn figure_count(&self) -> usize {
        self.book.figures().len() + self.extra.len()
    }

    pub(crate) fn figure(&self, id: FigureId) -> Option<&Quantity> {
        self.book.printed(id).or_else(|| self.extra.get(id.index().checked_sub(self.book.figures().len())?))
    }

    /// The terms of both sides; those of the right side have their sign turned, so that all of them add up to the
    /// residual.
    pub(crate) fn terms_of(&self, instance: &Instance) -> &[Term] {
        self.terms.get(instance.terms.start as usize..instance.terms.end as usize).unwrap_or_default()
    }

    pub(crate) fn left_of(&self, instance: &Instance) -> &[Term] {
        self.terms.get(instance.terms.start as usize..instance.split as usize).unwrap_or_default()
    }

    pub(crate) fn right_of(&self, instance: &Instance) -> &[Term] {
        self.terms.get(instance.split as usize..instance.terms.end as usize).unwrap_or_default()
    }

    fn add_figure(&mut self, quantity: Quantity) -> FigureId {
        let id = FigureId(u32::try_from(self.figure_count()).unwrap_or(u32::MAX));
        let has_place = !quantity.place.span.is_empty();
        if has_place {
            let key = Printed(quantity.place, quantity.printed);
            if let Some(&known) = self.known.get(&key) {
                return known;
            }
            self.known.insert(key, id);
        }
        self.extra.push(quantity);
        id
    }

    /// Adds a comparison; `constant` is what the left side has beside its figures, less what the right side has.
    fn compare(&mut self, rule: usize, sides: &Sides<'_>, operator: Operator, constant: Decimal) -> Verdict {
        let start = self.terms.len();
        self.terms.extend(sides.left);
        let split = self.terms.len();
        self.terms.extend(sides.right.iter().map(|term| Term { factor: -term.factor, ..*term }));
        let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let balance = self.balance(self.terms.iter().skip(start).copied(), constant);
        let allowed = balance.as_ref().and_then(|balance| balance.envelope.checked_add(sides.tolerance));
        let Some((Balance { residual, constant, envelope, finest }, allowed)) = balance.zip(allowed) else {
            self.terms.truncate(start);
            return Verdict::Incomparable;
        };
        let verdict = match verdict(operator, residual, envelope, finest) {
            // what the rule allows is no matter of rounding
            Verdict::Failed if verdict(operator, residual, allowed, finest) != Verdict::Failed => {
                Verdict::Held
            }
            verdict => verdict,
        };
        if verdict == Verdict::Failed
            && let Some(doubted) = self.doubted(start, sides.doubt)
        {
            self.terms.truncate(start);
            if let Some(entry) = self.entries.get_mut(rule) {
                entry.doubted.push(doubted);
            }
            return Verdict::Doubtful;
        }
        self.instances.push(Instance {
            rule: index(rule),
            operator,
            terms: index(start)..index(self.terms.len()),
            split: index(split),
            residual,
            constant,
            envelope: allowed,
            verdict,
        });
        verdict
    }

    /// Why the terms from `start` on are no evidence: the first that was not read with certainty, or what else is open.
    fn doubted(&self, start: usize, other: Option<Doubt>) -> Option<Doubted> {
        let figures = self.terms.iter().skip(start).filter_map(|term| self.figure(term.figure));
        let doubts = self.book.doubts();
        let mut open = figures
            .clone()
            .filter_map(|figure| Some(Doubted { place: figure.place, doubt: doubts.at(figure.place)? }));
        open.next().or_else(|| {
            let place = figures.clone().next().map(Quantity::place).unwrap_or_default();
            Some(Doubted { place, doubt: other? })
        })
    }

    /// What the terms come to; `None` where they are of different units or a result does not fit.
    fn balance(&self, terms: impl Iterator<Item = Term>, constant: Decimal) -> Option<Balance> {
        let mut terms = terms.peekable();
        let first = terms.peek().and_then(|term| self.figure(term.figure))?;
        let constant = if constant.is_zero() {
            Decimal::ZERO
        } else {
            constant.checked_mul(first.dimension.factor())?
        };
        let mut residual = Sum::of(constant);
        let (mut envelope, mut coarsest) = (Sum::default(), Decimal::ZERO);
        for term in terms {
            let figure = self.figure(term.figure).filter(|figure| figure.readable)?;
            if !figure.dimension.agrees(&first.dimension) {
                return None;
            }
            let half = match Times::of(term.factor) {
                Times::Once => residual.add(figure.value).map(|()| figure.half)?,
                Times::Off => residual.subtract(figure.value).map(|()| figure.half)?,
                Times::By(factor) => {
                    residual.add(figure.value.checked_mul(factor)?)?;
                    figure.half.checked_mul(factor.abs())?
                }
            };
            envelope.add(half)?;
            // figures of a table are printed alike
            if figure.half.serialize() != coarsest.serialize() {
                coarsest = coarsest.max(figure.half);
            }
        }
        let finest = coarsest.checked_add(coarsest)?;
        Some(Balance { residual: residual.value()?, constant, envelope: envelope.value()?, finest })
    }
}

/// A sum of decimals, exact and with the decimals that adding one after the other gives. Figures of a table have as many
/// decimals one as the other, so that whole numbers can be added.
#[derive(Copy, Clone, Debug, Default)]
struct Sum {
    mantissa: i128,
    scale: u32,
}

impl Sum {
    const fn of(value: Decimal) -> Self {
        Self { mantissa: value.mantissa(), scale: value.scale() }
    }

    /// Adds a number; `None` where the result does not fit.
    #[inline]
    fn add(&mut self, value: Decimal) -> Option<()> {
        if value.scale() == self.scale {
            self.mantissa = self.mantissa.checked_add(value.mantissa())?;
            return Some(());
        }
        self.add_unlike(value)
    }

    /// Takes a number off.
    #[inline]
    fn subtract(&mut self, value: Decimal) -> Option<()> {
        if value.scale() == self.scale {
            self.mantissa = self.mantissa.checked_sub(value.mantissa())?;
            return Some(());
        }
        self.add_unlike(-value)
    }

    /// Adds a number to nothing, or one with more decimals or fewer.
    fn add_unlike(&mut self, value: Decimal) -> Option<()> {
        let sum = if self.mantissa == 0 { value } else { self.value()?.checked_add(value)? };
        *self = Self::of(sum);
        Some(())
    }

    fn value(self) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.mantissa, self.scale).ok()
    }
}

/// What the terms of a comparison come to.
struct Balance {
    residual: Decimal,
    constant: Decimal,
    envelope: Decimal,
    /// The last printed decimal of the coarsest figure: a smaller difference cannot be seen in print.
    finest: Decimal,
}

/// The two sides of a comparison, and what is allowed beyond rounding.
struct Sides<'t> {
    left: &'t [Term],
    right: &'t [Term],
    tolerance: Decimal,
    /// Why what is not among the terms may be missing.
    doubt: Option<Doubt>,
}

/// What a rule tells about the instances it examines.
#[derive(Debug)]
pub struct Log<'l, 'c> {
    ledger: &'l mut Ledger<'c>,
    rule: usize,
}

impl<'l, 'c> Log<'l, 'c> {
    pub(crate) fn new(ledger: &'l mut Ledger<'c>, rule: usize) -> Self {
        Self { ledger, rule }
    }

    /// An instance was examined and is in order.
    pub fn held(&mut self) {
        if let Some(entry) = self.entry() {
            entry.held += 1;
        }
    }

    /// An instance was examined and is wrong.
    pub fn found(&mut self, draft: Draft) {
        if let Some(entry) = self.entry() {
            entry.drafts.push(draft);
        }
    }

    /// An instance could not be examined, since this is not there: say it in words of the field, such as
    /// 《收入决算表》 or 《支出决算表》“合计”行的基本支出.
    pub fn missing(&mut self, what: impl Into<String>) {
        let Some(entry) = self.entry() else { return };
        let what = what.into();
        match entry.gaps.contains(&what) {
            true => {}
            false if entry.gaps.len() < TUNING.log.named_gaps => entry.gaps.push(what),
            false => entry.more_gaps = entry.more_gaps.saturating_add(1),
        }
    }

    /// Makes a figure known that is no cell of a statutory table, so that it can be compared. A figure at the same
    /// place with the same value is known once.
    pub fn figure(&mut self, quantity: Quantity) -> FigureId {
        self.ledger.add_figure(quantity)
    }

    /// Compares two sums of figures. A failure becomes a finding with the message of the rule; failures that one wrong
    /// figure explains become one finding together, whichever rules they belong to.
    pub fn compare(&mut self, left: &[Term], operator: Operator, right: &[Term]) -> Verdict {
        self.compare_with(left, operator, right, Allowance::default())
    }

    /// Compares two figures.
    pub fn compare_figures(&mut self, left: FigureId, operator: Operator, right: FigureId) -> Verdict {
        self.compare(&[Term::plus(left)], operator, &[Term::plus(right)])
    }

    /// As [`Log::compare`], with an allowance in the unit of the first figure.
    pub fn compare_with(
        &mut self,
        left: &[Term],
        operator: Operator,
        right: &[Term],
        allowance: Allowance,
    ) -> Verdict {
        let Allowance { constant, tolerance, doubt } = allowance;
        let first = left.first().or(right.first()).and_then(|term| self.ledger.figure(term.figure));
        let factor = first.map_or(Decimal::ONE, |figure| figure.dimension.factor());
        let tolerance = if tolerance.is_zero() {
            Decimal::ZERO
        } else {
            tolerance.checked_mul(factor).unwrap_or_default()
        };
        let verdict =
            self.ledger.compare(self.rule, &Sides { left, right, tolerance, doubt }, operator, constant);
        if verdict == Verdict::Incomparable {
            self.missing("可以相互比较的金额单位");
        }
        verdict
    }

    /// Whether a comparison would hold, if only by rounding. Nothing is noted.
    pub fn would_hold(&self, left: &[Term], operator: Operator, right: &[Term], constant: Decimal) -> bool {
        let turned = right.iter().map(|term| Term { factor: -term.factor, ..*term });
        let balance = self.ledger.balance(left.iter().copied().chain(turned), constant);
        balance.is_some_and(|Balance { residual, envelope, finest, .. }| {
            verdict(operator, residual, envelope, finest) != Verdict::Failed
        })
    }

    /// Whether all figures are zero.
    pub fn all_zero(&self, terms: &[Term]) -> bool {
        let zero = |term: &Term| self.ledger.figure(term.figure).is_some_and(|figure| figure.value.is_zero());
        terms.iter().all(zero)
    }

    fn entry(&mut self) -> Option<&mut Entry> {
        self.ledger.entries.get_mut(self.rule)
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::Decimal;

    use super::Sum;

    #[test]
    fn whole_numbers_give_what_decimals_give() {
        let numbers = [(150, 2), (-150, 2), (0, 2), (3, 0), (25, 1), (-5, 3), (7, 3)];
        let (mut sum, mut exact) = (Sum::default(), Decimal::ZERO);
        for (at, (value, scale)) in numbers.into_iter().cycle().take(20).enumerate() {
            let number = Decimal::new(value, scale);
            let (done, next) = match at % 3 {
                0 => (sum.subtract(number), exact - number),
                _ => (sum.add(number), exact + number),
            };
            exact = next;
            assert_eq!((done, sum.value()), (Some(()), Some(exact)), "{at}");
        }
    }

    #[test]
    fn a_sum_that_does_not_fit_is_none() {
        let mut sum = Sum::of(Decimal::MAX);
        assert_eq!(sum.add(Decimal::MAX).and_then(|()| sum.value()), None);
    }
}
