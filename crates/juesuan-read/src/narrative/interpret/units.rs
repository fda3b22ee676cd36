//! The units of figures: printed, or supplied by what stands around them.

use juesuan_model::{Decimal, FactRole, MoneyUnit, Unit};
use juesuan_vocabulary::comparisons;
use juesuan_vocabulary::{lists::OF, units};

use super::super::measures::UnitKind;
use super::super::number::Figure;
use super::super::rules;
use super::super::subject;
use super::super::token::{Kind, Token};
use super::super::unit::UnitMatch;
use super::super::words;
use super::Walk;
use crate::tuning::TUNING;

impl<'a> Walk<'_, 'a> {
    /// The unit of a figure: printed, or supplied by its neighbours.
    pub(super) fn unit(
        &mut self,
        index: usize,
        token: &Token<'a>,
        printed: Option<UnitMatch<'a>>,
        before: &str,
    ) -> Option<(Unit, UnitKind, bool)> {
        let after = self.slice(token.unit_end()..self.text.len());
        if let Some(unit) = printed {
            if unit.kind == UnitKind::Bare {
                return rules::bare_unit(unit.magnitude, before, after);
            }
            let named = rules::named(&unit)?;
            self.money = named.money().or(self.money);
            return Some((named, unit.kind, false));
        }
        if let Some(unit) = rules::unit_of_next(self.text, token, self.ahead(index + 1)) {
            // 3000-5000元, 5、6万元: printed once for both
            return Some((rules::named(&unit)?, unit.kind, false));
        }
        let listed = self.last.as_ref().is_some_and(|last| last.money);
        let compared = self.segment.year.is_some();
        let Kind::Figure(figure, _) = token.kind else { return None };
        if self.is_rate_of_change(&figure, before, after) {
            return Some((Unit::Percent, UnitKind::Percent, true));
        }
        let kind = rules::missing_unit(&figure, before, after, listed || compared, self.segment.scored)?;
        match kind {
            UnitKind::Percent => Some((Unit::Percent, kind, true)),
            UnitKind::Score => units::POINTS.parse().ok().map(|unit| (unit, kind, true)),
            _ => self.missing_money(index).map(|money| (money.into(), UnitKind::Money, true)),
        }
    }

    /// 减少6万元，降低22.5，: what goes on without a unit behind a change of money is how much that is in per cent.
    fn is_rate_of_change(&self, figure: &Figure, before: &str, after: &str) -> bool {
        let changed = self.found.last().is_some_and(|found| {
            found.sentence == self.sentence && found.role == FactRole::Change && found.unit.money().is_some()
        });
        let bare = subject::is_change(subject::trimmed(before));
        let ends = after.starts_with(['，', '。', '；', '）', ',', ';', ')']);
        changed && bare && ends && figure.value < Decimal::from(TUNING.narrative_rules.highest_rate)
    }

    /// The unit of money that a paragraph uses: before a figure, else after it, else the paragraph before.
    fn missing_money(&self, index: usize) -> Option<MoneyUnit> {
        let ahead = self.tokens.iter().skip(index).take(16).find_map(|token| match token.kind {
            Kind::Figure(_, Some(unit)) if unit.kind == UnitKind::Money => rules::named(&unit)?.money(),
            _ => None,
        });
        self.money.or(ahead).or(self.carry.money)
    }

    /// The noun between a price and the count of what costs more or less: 单价50万元以上设备2台.
    pub(super) fn prices_a_count(&self, index: usize, before: &str) -> Option<&'a str> {
        let token = self.tokens.get(index)?;
        let short = words::PRICES.is(subject::trimmed(before));
        let next = self.tokens.get(index + 1..)?.iter().find(|next| matches!(next.kind, Kind::Figure(..)))?;
        let counts = matches!(next.kind, Kind::Figure(_, Some(unit)) if unit.kind == UnitKind::Count);
        let between = self.text.get(token.unit_end()..next.start).filter(|_| short && counts)?;
        let hedge = comparisons::BEHIND_PRICE.iter().copied();
        let noun = hedge.filter_map(|hedge| between.strip_prefix(hedge)).min_by_key(|noun| noun.len())?;
        let noun = noun.trim_start_matches(OF);
        let plain = !noun.contains(['，', '。', '；', '、', '：', '（', '('])
            && noun.chars().count() <= TUNING.narrative_units.noun;
        Some(noun).filter(|noun| plain && !noun.is_empty())
    }
}
