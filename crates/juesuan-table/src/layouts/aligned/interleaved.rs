//! Whether names wrapped around their rows are interleaved with those of their neighbours.

use crate::layouts::aligned::wrapped::Body;
use crate::tuning::layouts::TUNING;
use crate::words;

impl Body<'_> {
    /// Whether of two parts between two rows the first is the head of the lower name and the second the tail of the
    /// upper one: a tail is not longer than its head, and names begin and end with certain words.
    pub(crate) fn is_swapped(&self, first: usize, second: usize, head: Option<usize>, column: usize) -> bool {
        let by_length = head.and_then(|head| self.swapped_by_length(first, second, [head, head], column));
        by_length.or_else(|| self.swapped_by_words(first, second, column)).unwrap_or(false)
    }

    /// As [`Self::is_swapped`], by lengths alone; `heads` are those of the upper name if parts are not swapped, and if
    /// they are.
    fn swapped_by_length(
        &self,
        first: usize,
        second: usize,
        heads: [usize; 2],
        column: usize,
    ) -> Option<bool> {
        let length = |line: usize| self.cell(line, column).span.text(self.source).chars().count();
        let plain = length(first) <= length(heads[0]);
        let swapped = length(second) <= length(heads[1]);
        (plain != swapped).then_some(swapped)
    }

    fn swapped_by_words(&self, first: usize, second: usize, column: usize) -> Option<bool> {
        let (first, second) = (self.key(first, column), self.key(second, column));
        let begins = (words::begins_item(&first), words::begins_item(&second));
        let ends = (self.source.words.ends_name(&first), self.source.words.ends_name(&second));
        if begins.0 == begins.1 { (ends.0 != ends.1).then_some(ends.1) } else { Some(begins.0) }
    }

    /// Whether all names of a column are interleaved, or none: pages mostly keep to one or the other, and what one name
    /// leaves open others tell. `None` where they do not agree.
    pub(crate) fn interleaved(&self, column: usize) -> Option<bool> {
        let filled = |line: &usize| !self.cell(*line, column).is_blank();
        let mut votes = [0usize; 2];
        // where the upper name began if parts are not swapped, and if they are
        let mut heads = None;
        for gap in 0..=self.anchors.len() {
            let parts: Vec<usize> = self.gap(gap).filter(filled).collect();
            if let ([first, second], Some(heads)) = (parts.as_slice(), heads) {
                let told = self
                    .swapped_by_length(*first, *second, heads, column)
                    .or_else(|| self.swapped_by_words(*first, *second, column));
                votes[0] += usize::from(told == Some(false));
                votes[1] += usize::from(told == Some(true));
            }
            let blank = self.anchors.get(gap).is_some_and(|&anchor| !filled(&anchor));
            heads = match parts.as_slice() {
                [only] if blank => Some([*only, *only]),
                [first, second] if blank => Some([*second, *first]),
                _ => None,
            };
        }
        let [plain, swapped] = votes;
        match (plain, swapped) {
            _ if plain >= TUNING.aligned_interleaved.fewest && plain >= 3 * swapped => Some(false),
            _ if swapped >= TUNING.aligned_interleaved.fewest && swapped >= 3 * plain => Some(true),
            _ => None,
        }
    }
}
