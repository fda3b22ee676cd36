//! Which figure takes part in which comparison, and the state of each comparison.

use juesuan_model::Decimal;

use crate::FigureId;
use crate::comparison::{Operator, Verdict, verdict};
use crate::log::Ledger;
use crate::quick::TextSet;

/// The comparisons around those that failed.
#[derive(Debug)]
pub(super) struct Graph<'l, 'c> {
    ledger: &'l Ledger<'c>,
    /// Left less right of every comparison, with the corrections made so far.
    residuals: Vec<Decimal>,
    /// Whether a comparison still fails and no finding explains it.
    open: Vec<bool>,
    /// The comparisons of each figure that takes part in a failing one: where they begin in `uses`.
    starts: Vec<u32>,
    uses: Vec<Use>,
    /// All values that are printed.
    printed: TextSet<Decimal>,
}

/// A figure in a comparison.
#[derive(Copy, Clone, Debug)]
pub(super) struct Use {
    pub(super) instance: u32,
    pub(super) factor: Decimal,
}

impl<'l, 'c> Graph<'l, 'c> {
    pub(super) fn of(ledger: &'l Ledger<'c>) -> Self {
        let failed = |index: &usize| {
            ledger.instances.get(*index).is_some_and(|instance| instance.verdict == Verdict::Failed)
        };
        let count = ledger.figure_count();
        let mut counts = vec![0_u32; count + 1];
        let mut suspect = vec![false; count];
        for index in (0..ledger.instances.len()).filter(failed) {
            let Some(instance) = ledger.instances.get(index) else { continue };
            for term in ledger.terms_of(instance) {
                if let Some(mark) = suspect.get_mut(term.figure.index()) {
                    *mark = true;
                }
            }
        }
        let is_suspect = |figure: FigureId| suspect.get(figure.index()).copied().unwrap_or(false);
        let mut uses: Vec<(u32, Use)> = Vec::new();
        for (index, instance) in (0..).zip(&ledger.instances) {
            for term in ledger.terms_of(instance).iter().filter(|term| is_suspect(term.figure)) {
                uses.push((term.figure.0, Use { instance: index, factor: term.factor }));
            }
        }
        uses.sort_by_key(|(figure, use_)| (*figure, use_.instance));
        for (figure, _) in &uses {
            if let Some(next) = counts.get_mut(*figure as usize + 1) {
                *next += 1;
            }
        }
        let mut total = 0;
        for start in &mut counts {
            total += *start;
            *start = total;
        }
        Self {
            ledger,
            residuals: ledger.instances.iter().map(|instance| instance.residual).collect(),
            open: ledger.instances.iter().map(|instance| instance.verdict == Verdict::Failed).collect(),
            starts: counts,
            uses: uses.into_iter().map(|(_, use_)| use_).collect(),
            printed: ledger.book().figures().iter().map(|figure| figure.value).collect(),
        }
    }

    pub(super) const fn ledger(&self) -> &'l Ledger<'c> {
        self.ledger
    }

    /// Comparisons that fail and are not explained yet, in order.
    pub(super) fn open(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.open).filter(|(_, open)| **open).map(|(index, _)| index)
    }

    pub(super) fn is_open(&self, instance: u32) -> bool {
        self.open.get(instance as usize).copied().unwrap_or(false)
    }

    /// A finding explains this comparison.
    pub(super) fn close(&mut self, instance: u32) {
        if let Some(open) = self.open.get_mut(instance as usize) {
            *open = false;
        }
    }

    /// A finding explains these comparisons.
    pub(super) fn close_all(&mut self, instances: &[u32]) {
        for &instance in instances {
            self.close(instance);
        }
    }

    /// Where a figure takes part. Only figures that took part in a failing comparison are known.
    pub(super) fn uses(&self, figure: FigureId) -> &[Use] {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or(0) as usize;
        self.uses.get(at(figure.index())..at(figure.index() + 1)).unwrap_or_default()
    }

    pub(super) fn residual(&self, instance: u32) -> Decimal {
        self.residuals.get(instance as usize).copied().unwrap_or_default()
    }

    /// Whether a figure of a comparison was found wrong.
    pub(super) fn is_corrected(&self, instance: u32) -> bool {
        let printed = self.ledger.instances.get(instance as usize).map(|instance| instance.residual);
        printed.is_some_and(|printed| printed != self.residual(instance))
    }

    /// Whether a comparison says what a figure should be, and not only how large it may be.
    pub(super) fn is_equality(&self, instance: u32) -> bool {
        self.ledger
            .instances
            .get(instance as usize)
            .is_some_and(|instance| instance.operator == Operator::Equal)
    }

    /// How far rounding may move a comparison.
    pub(super) fn envelope(&self, instance: u32) -> Decimal {
        self.ledger.instances.get(instance as usize).map_or(Decimal::ZERO, |instance| instance.envelope)
    }

    /// How a comparison would come out if its residual moved by so much: held as printed, held, or failed.
    pub(super) fn after(&self, instance: u32, moved: Decimal) -> Verdict {
        let Some(known) = self.ledger.instances.get(instance as usize) else { return Verdict::Held };
        let Some(residual) = self.residual(instance).checked_add(moved) else { return Verdict::Failed };
        match verdict(known.operator, residual, known.envelope, Decimal::ZERO) {
            Verdict::Held if known.operator == Operator::Equal && !residual.is_zero() => Verdict::Rounding,
            other => other,
        }
    }

    /// Whether the value that a figure would have after a change is printed anywhere; small ones are so by chance.
    pub(super) fn is_printed(&self, figure: FigureId, change: Decimal) -> bool {
        let changed = |known: &crate::Quantity| {
            let value = known.value.checked_add(change)?;
            let digits = value.checked_div(known.half.checked_add(known.half)?)?;
            (digits.abs() >= Decimal::ONE_HUNDRED && self.printed.contains(&value)).then_some(())
        };
        self.ledger.figure(figure).and_then(changed).is_some()
    }

    /// Takes a figure to be so much larger than printed.
    pub(super) fn correct(&mut self, figure: FigureId, by: Decimal) {
        for use_ in self.uses(figure).to_vec() {
            let moved = by.checked_mul(use_.factor).unwrap_or_default();
            if let Some(residual) = self.residuals.get_mut(use_.instance as usize) {
                *residual = residual.checked_add(moved).unwrap_or(*residual);
            }
        }
    }
}
