//! Figures: what each states, about what, of which year, and whether it states anything.

use juesuan_model::FactRole;
use juesuan_vocabulary::{WordList as _, budget, changes, sentences};

use super::super::measures::UnitKind;
use super::super::reading::{Base, Change, Last, Reading};
use super::super::rules;
use super::super::subject;
use super::super::token::{Kind, Mark, Token};
use super::super::unit;
use super::Walk;

impl<'a> Walk<'_, 'a> {
    /// Keeps what a figure states.
    pub(super) fn figure(&mut self, index: usize, token: &Token<'a>) {
        let Kind::Figure(figure, unit) = token.kind else { return };
        let before = self.budget_before(index).unwrap_or_else(|| self.words(token.start));
        let Some((unit, kind, supplied)) = self.unit(index, token, unit, before) else {
            if rules::opens_range_of_points(self.text, token, self.ahead(index + 1)) {
                self.carry.bounds.push(token.start..token.end);
            }
            return;
        };
        if self.is_no_value(index, token, kind, before) {
            if matches!(kind, UnitKind::Score | UnitKind::Percent | UnitKind::Money) {
                self.carry.bounds.push(token.start..token.end);
            }
            self.refuse(index, token);
            return;
        }
        let end = token.unit_end();
        let after = self.slice(end..self.text.len());
        let change = self.stated_change(token.start, before);
        let period = self.period(change.is_some(), before);
        let role = self.role(kind, change.is_some());
        let approximation = token.hedge().or_else(|| unit::hedge_around(before, after));
        let counted = if kind == UnitKind::Count { subject::counted(after) } else { "" };
        if let Some(change) = change.filter(|_| kind == UnitKind::Money) {
            self.subject = self.changed_whole(index, change, before).unwrap_or(self.subject);
        }
        let word = change.map(|change| self.slice(change.start..change.end));
        let mut subject = self.subject_of(index, before, counted, word);
        if change.is_none() && kind != UnitKind::Percent {
            self.named.extend(subject.name);
        }
        let priced = (kind == UnitKind::Money && self.segment.per_head)
            .then(|| self.prices_a_count(index, before))
            .flatten();
        if let Some(noun) = priced {
            subject.text = [noun, &subject.text].concat();
        }
        self.found.push(Reading {
            number: token.start..token.end,
            whole: token.start..end,
            value: figure.value,
            unit,
            supplied,
            rewritten: figure.rewritten,
            role,
            period: period.clone(),
            change,
            approximation,
            subject: subject.text,
            sentence: self.sentence,
        });
        let listed = after.get(counted.len()..).is_some_and(|rest| !counted.is_empty() && counts_on(rest));
        let start = match (priced, listed) {
            // 单价50万元以上设备2台: the price is part of what is counted
            (Some(_), _) => self.segment.start,
            (None, true) => end + counted.len(),
            (None, false) => end,
        };
        self.advance(start, Some(Last { end, change, period, money: kind == UnitKind::Money }));
    }

    /// The words before a bracket that holds nothing but the figure of the budget that they name: 完成年初预算（9万元）的90%.
    fn budget_before(&self, index: usize) -> Option<&'a str> {
        let token = self.tokens.get(index)?;
        let (open, close) = (self.tokens.get(index.checked_sub(1)?)?, self.tokens.get(index + 1)?);
        let bracketed = open.kind == Kind::Mark(Mark::Open) && close.kind == Kind::Mark(Mark::Close);
        let alone = open.end == token.start && close.start == token.unit_end();
        let scope = self.scopes.last().filter(|_| bracketed && alone)?;
        let words = self.text.get(scope.segment.start..open.start)?;
        budget::COMPLETED_OF.any_ends(words).then_some(words)
    }

    /// The change that a figure states, by the words before it or by those right in front of it.
    fn stated_change(&mut self, start: usize, before: &str) -> Option<Change> {
        let change = self.change(start).or_else(|| self.difference(before));
        if change.is_some() {
            // 比预算减少5万元；同比减少3万元: the word names the year before
            self.base = self.base.filter(|base| *base != Base::Budget || !changes::COMPARED.any_in(before));
            self.turn_to_later();
        }
        change
    }

    /// What the figure of a token is about; later clauses may speak on about it.
    fn subject_of(
        &mut self,
        index: usize,
        before: &'a str,
        counted: &str,
        change: Option<&str>,
    ) -> subject::Subject<'a> {
        if let Some(subject) = self.share_of_told(before).or_else(|| self.told_whole_at(index, before)) {
            return subject;
        }
        let ahead = self.ahead(index);
        let subject = match self.parts.part(before, ahead, self.text, &self.named) {
            Some(part) => subject::of_part(&part.name(), part.verb, counted, change),
            None => subject::of(before, self.subject, counted, change),
        };
        self.subject = subject.name.unwrap_or(self.subject);
        if let Some(name) = subject.name.filter(|name| self.named_item.is_some() && subject::is_item(name)) {
            self.named_item = Some(name);
        }
        subject
    }

    /// Whether a figure is a bound, part of a name, or the second of a range that was passed.
    fn is_no_value(&self, index: usize, token: &Token<'a>, kind: UnitKind, before: &str) -> bool {
        let unit = self.slice(token.end..token.unit_end());
        let after = self.slice(token.unit_end()..self.text.len());
        rules::is_no_value(kind, before, unit, after)
            || rules::is_bound_of_a_count(kind, self.segment.per_head, self.text, self.ahead(index))
            || self.refused == Some(token.start)
    }

    /// Passes a figure that is no value; the second of a range is none, either.
    fn refuse(&mut self, index: usize, token: &Token<'a>) {
        let next = self.tokens.get(index + 1);
        self.refused = next
            .filter(|next| rules::is_range(self.text.get(token.unit_end()..next.start)))
            .map(|next| next.start);
        self.advance(token.unit_end(), None);
    }

    /// The change that words of comparison right in front of a figure state: 比预算数少5万元.
    fn difference(&mut self, before: &str) -> Option<Change> {
        let (direction, range) = rules::difference(before)?;
        let with = before.get(range.end..).unwrap_or("");
        if with.contains(budget::BUDGET) {
            self.base = Some(Base::Budget);
        } else if !with.is_empty() {
            self.base = self.current_year().and_then(|year| year.checked_sub(1)).map(Base::Year);
        }
        let (start, end) = (self.segment.start + range.start, self.segment.start + range.end);
        Some(Change { direction: Some(direction), start, end })
    }

    /// The change that a figure states.
    fn change(&self, start: usize) -> Option<Change> {
        let Some(change) = self.segment.change else {
            let last =
                self.last.as_ref().filter(|last| rules::is_list_gap(self.text.get(last.end..start)))?;
            return last.change;
        };
        rules::is_change(self.slice(change.start..change.end), self.slice(change.end..start))
            .then_some(change)
    }

    fn role(&self, kind: UnitKind, change: bool) -> FactRole {
        match kind {
            UnitKind::Percent => FactRole::Percent,
            _ if change => FactRole::Change,
            UnitKind::Points => FactRole::Change,
            UnitKind::MoneyPer => FactRole::UnitPrice,
            UnitKind::Money if self.segment.per_head => FactRole::UnitPrice,
            UnitKind::Money if self.part => FactRole::Part,
            UnitKind::Money => FactRole::Amount,
            UnitKind::Score => FactRole::Score,
            UnitKind::Count | UnitKind::Time | UnitKind::Bare => FactRole::Count,
        }
    }
}

/// Whether another count follows: of 112家医院和287家药店 the noun of the first does not lead to the second.
fn counts_on(behind: &str) -> bool {
    let counts = |rest: &str| rest.starts_with(|char: char| char.is_ascii_digit());
    sentences::COUNTS_ON.iter().any(|word| behind.starts_with(word))
        || behind.strip_prefix('、').is_some_and(counts)
}
