//! Where a text may state a result or a budget: one pass over the source, so that only few paragraphs are looked at
//! closely.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use juesuan_segment::Span;
use juesuan_vocabulary::performance;

static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(performance::RESULT_CUES).ok()
});

/// The places of all cue words of a source.
pub(super) struct Cues(Vec<u32>);

impl Cues {
    pub(super) fn of(source: &str) -> Self {
        let places = AUTOMATON.iter().flat_map(|automaton| automaton.find_iter(source));
        Self(places.map(|found| Span::of(found.range()).start).collect())
    }

    /// Whether a cue word stands at this place.
    pub(super) fn any_in(&self, span: Span) -> bool {
        let first = self.0.partition_point(|&at| at < span.start);
        self.0.get(first).is_some_and(|&at| at < span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_with_a_cue_are_found() {
        let text = "没有结论。\n最终得分为95分。\n";
        let (first, second) = text.split_at("没有结论。\n".len());
        let cues = Cues::of(text);
        assert!(!cues.any_in(Span::of(0..first.len())));
        assert!(cues.any_in(Span::of(first.len()..first.len() + second.len())));
    }
}
