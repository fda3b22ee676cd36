//! Where a list of parts begins and ends.

use juesuan_vocabulary::{WordList as _, lists, units};

use super::Walk;

impl Walk<'_, '_> {
    /// What follows is part of what was spoken of.
    pub(super) fn begin_parts(&mut self) {
        if !self.part && self.scopes.is_empty() && !self.subject.is_empty() {
            self.whole = Some(self.subject);
        }
        self.unlisted = Some((self.found.len(), self.part));
        self.part = true;
    }

    /// Whether a colon right behind an amount leads to what it consists of: 采购支出9万元：货物5万元，服务4万元.
    pub(super) fn opens_parts(&self, colon: usize) -> bool {
        let behind_amount = |last: &super::Last| last.end == colon && last.money && last.change.is_none();
        self.scopes.is_empty() && self.last.as_ref().is_some_and(behind_amount)
    }

    /// Whether the words before a colon say how what was told is divided: 支出合计9万元，按支出性质：基本支出5万元，….
    pub(super) fn divides(&self, colon: usize) -> bool {
        let words = self.words(colon);
        self.scopes.is_empty()
            && words.starts_with(lists::DIVIDED_BY)
            // 按支出性质分: the word for points is also that for a division
            && lists::DIVIDED_ENDS.any_ends(words.trim_end_matches(units::POINTS))
    }

    /// A list that told no amount up to a semicolon was one of names, and the next clause is no part of it:
    /// 人员经费7万元，包括工资、津贴；公用经费2万元.
    pub(super) fn end_unlisted(&mut self) {
        let Some((figures, part)) = self.unlisted.take() else { return };
        if figures == self.found.len() && self.scopes.is_empty() {
            self.part = part;
            self.whole = self.whole.filter(|_| part);
        }
    }
}
