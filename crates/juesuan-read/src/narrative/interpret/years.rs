//! Of which year a figure is, and with which it is compared.

use juesuan_model::{FactRole, Period};
use juesuan_vocabulary::{WordList as _, dates, lists};

use super::super::reading::{Base, Reading};
use super::super::rules;
use super::super::token::Token;
use super::Walk;

impl Walk<'_, '_> {
    pub(super) fn year(&mut self, year: u16, token: &Token<'_>) {
        let before = self.words(token.start);
        let behind = self.slice(token.end..self.text.len());
        if rules::compares(before) {
            if self.later.is_some_and(|later| later.checked_sub(1) == Some(year)) {
                self.turn_to_later();
            }
            self.base = Some(Base::Year(year));
            self.segment.year = Some(year);
        } else if rules::names_a_year(before, behind) {
            // no period
        } else if self.turns_back(year, token.start, behind) {
            (self.later, self.sentence_year) = (self.current_year(), Some(year));
        } else if rules::opens_with_year(before) {
            (self.paragraph_year, self.sentence_year, self.later) = (Some(year), None, None);
        } else {
            (self.sentence_year, self.later) = (Some(year), None);
        }
    }

    /// Whether a clause tells last year's level beside that of this year, with which a change goes on: 2022年支出5万元，
    /// 2021年为4万元，增加1万元. The clause may be a sentence of its own that names nothing else.
    fn turns_back(&self, year: u16, at: usize, behind: &str) -> bool {
        let Some(later) = self.current_year().filter(|later| later.checked_sub(1) == Some(year)) else {
            return false;
        };
        let of_later = |found: &Reading| {
            let level = matches!(found.role, FactRole::Amount | FactRole::Part | FactRole::Count);
            level && found.period == Some(Period::Year(later))
        };
        let front = self.slice(0..at).trim_end_matches(['：', ':']);
        let listed = front.ends_with(lists::OF_WHICH);
        let mut of_sentence = self.found.iter().rev().take_while(|found| found.sentence == self.sentence);
        let beside = of_sentence.any(of_later);
        let alone = || {
            let opens = self.slice(self.sentence..at).trim().is_empty();
            let mut levels = self.found.iter().rev().filter(|found| found.role != FactRole::Percent);
            opens && dates::SAYS_LEVEL.any_begins(behind) && levels.next().is_some_and(of_later)
        };
        !listed && (beside || alone())
    }

    /// The change behind a clause on last year is that of the year spoken of before it.
    pub(super) fn turn_to_later(&mut self) {
        let Some(later) = self.later else { return };
        let with = later.checked_sub(1);
        let goes_back = match self.base {
            None => true,
            Some(Base::Year(base)) => Some(base) == with,
            Some(Base::Budget) => false,
        };
        if goes_back {
            (self.sentence_year, self.later) = (Some(later), None);
        }
    }

    pub(super) fn previous_year(&mut self, token: &Token<'_>) {
        if let Some(later) = self.later.take() {
            self.sentence_year = Some(later);
        }
        let Some(year) = self.current_year().and_then(|year| year.checked_sub(1)) else { return };
        self.segment.year = Some(year);
        if rules::compares(self.words(token.start)) {
            self.base = Some(Base::Year(year));
        }
    }

    pub(super) fn current_year(&self) -> Option<u16> {
        self.sentence_year.or(self.paragraph_year)
    }

    /// The year of the figures in a bracket that is opened right behind what is compared with: 较上年（5万元）减少.
    pub(super) fn compared_year(&self) -> Option<u16> {
        let base = |year: &u16| self.base == Some(Base::Year(*year)) && self.segment.change.is_none();
        self.segment.year.filter(base)
    }

    pub(super) fn period(&self, change: bool, before: &str) -> Option<Period> {
        if let Some(words) = self.former {
            return Some(Period::Other(words.into()));
        }
        let year = self.current_year()?;
        if change {
            return Some(match self.base {
                Some(Base::Budget) => Period::Year(year),
                // 比2022年…预算数, said of 2022: no other year is compared with
                Some(Base::Year(against)) if against == year => Period::Year(year),
                Some(Base::Year(against)) => Period::Change { year, against },
                None => Period::Change { year, against: year.checked_sub(1)? },
            });
        }
        if before.is_empty()
            && self.segment.year.is_none()
            && let Some(last) = &self.last
            && last.change.is_none()
        {
            return last.period.clone();
        }
        Some(Period::Year(self.segment.year.unwrap_or(year)))
    }
}
