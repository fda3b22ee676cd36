//! Wholes: what a change behind a list of parts is of (收入合计9万元，其中甲7万元，乙2万元，比上年增加3万元，增长50% tells what all
//! of it grew by), and what a share is of that is told with its amount (占本年支出9万元的50%).

use juesuan_model::{Decimal, Direction, FactRole};
use juesuan_vocabulary::{comparisons, lists};

use super::super::measures::UnitKind;
use super::super::reading::{Change, Reading};
use super::super::subject;
use super::super::token::{Kind, Mark};
use super::super::words;
use super::Walk;
use crate::tuning::TUNING;

impl<'a> Walk<'_, 'a> {
    /// The whole of which a share is told right behind it: 占本年支出9万元的50%. It is none of the amounts of what was
    /// spoken of, and later clauses do not speak on about it.
    pub(super) fn told_whole_at(&mut self, index: usize, before: &'a str) -> Option<subject::Subject<'a>> {
        let kind = |at: usize| {
            let token = self.tokens.get(at)?;
            matches!(token.kind, Kind::Figure(..)).then_some(token)
        };
        let (amount, share) = (kind(index)?, kind(index + 1)?);
        let unit = |token: &super::Token<'_>| match token.kind {
            Kind::Figure(_, Some(unit)) => Some(unit.kind),
            _ => None,
        };
        let between = self.text.get(amount.unit_end()..share.start)?;
        let said = subject::trimmed(between);
        let leads =
            between.starts_with(lists::OF) && (said.is_empty() || comparisons::PROPORTIONS.contains(&said));
        if unit(amount) != Some(UnitKind::Money) || unit(share) != Some(UnitKind::Percent) || !leads {
            return None;
        }
        let words = subject::trimmed(before);
        let at = words.find(comparisons::SHARE)?;
        let (owner, whole) = words.split_at(at);
        if whole.len() == comparisons::SHARE.len() || words::TAKES_UP.starts(whole).is_some() {
            return None;
        }
        if !owner.is_empty() {
            self.subject = owner;
        }
        self.told_whole = Some((whole, amount.unit_end()));
        Some(subject::Subject { text: whole.to_owned(), name: None })
    }

    /// What a share is about whose whole was told with its amount right before it.
    pub(super) fn share_of_told(&mut self, before: &str) -> Option<subject::Subject<'a>> {
        let (whole, end) = self.told_whole.take()?;
        let behind = self.segment.start == end && before.starts_with(lists::OF);
        behind.then(|| subject::Subject { text: [self.subject, whole].concat(), name: None })
    }

    /// What all the parts are parts of, where a change behind the last of them that names nothing cannot be that part's:
    /// the printed rate follows from the whole and not from the part, or the part is less than what it grew by.
    pub(super) fn changed_whole(&self, index: usize, change: Change, before: &str) -> Option<&'a str> {
        let unnamed = subject::is_predicate(subject::trimmed(before));
        let whole = self.whole.filter(|_| unnamed && self.part && self.scopes.is_empty())?;
        let Kind::Figure(figure, _) = self.tokens.get(index)?.kind else { return None };
        let value = figure.value;
        let direction = change.direction?;
        let of_sentence = || self.found.iter().rev().take_while(|found| found.sentence == self.sentence);
        let told = |found: &Reading| matches!(found.role, FactRole::Change);
        let parts = || of_sentence().take_while(|found| found.role != FactRole::Amount);
        if parts().any(told) {
            return None;
        }
        let part = parts().find(|found| found.role == FactRole::Part)?;
        let all = of_sentence().find(|found| found.role == FactRole::Amount && found.unit == part.unit)?;
        let of_all = match self.rate_behind(index) {
            Some(rate) => {
                !follows(rate, value, part.value, direction) && follows(rate, value, all.value, direction)
            }
            None => direction == Direction::Up && value > part.value && value <= all.value,
        };
        of_all.then_some(whole)
    }

    /// The rate that the same sentence prints behind a change, before it tells anything else.
    fn rate_behind(&self, index: usize) -> Option<Decimal> {
        for token in self.ahead(index + 1) {
            match token.kind {
                Kind::Figure(figure, Some(unit)) if unit.kind == UnitKind::Percent => {
                    return Some(figure.value);
                }
                Kind::Figure(..) | Kind::Mark(Mark::Stop | Mark::Semicolon) => return None,
                _ => {}
            }
        }
        None
    }
}

/// Whether a rate is that of a change that led to this level.
fn follows(rate: Decimal, change: Decimal, level: Decimal, direction: Direction) -> bool {
    let before = match direction {
        Direction::Up => level.checked_sub(change),
        Direction::Down => level.checked_add(change),
        Direction::Same => None,
    };
    let ratio = before.filter(|before| !before.is_zero()).and_then(|before| change.checked_div(before));
    let percent = ratio.and_then(|ratio| ratio.checked_mul(Decimal::ONE_HUNDRED));
    percent
        .and_then(|percent| percent.checked_sub(rate))
        .is_some_and(|gap| gap.abs() <= Decimal::new(TUNING.narrative_whole.near, 2))
}
