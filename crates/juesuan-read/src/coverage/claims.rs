//! Which places of a source were read, and which are explained as no values.

use juesuan_segment::Span;

use super::Reason;

/// Coverage of one place.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Fate {
    Read,
    Explained(Reason),
}

/// Collects, in any order, the fate of places; asked once for all tokens in order.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    places: Vec<(Span, Fate)>,
}

impl Coverage {
    /// The characters at `span` went into a value or into the keys of one.
    pub(crate) fn read(&mut self, span: Span) {
        if !span.is_empty() {
            self.places.push((span, Fate::Read));
        }
    }

    /// The characters at `span` are no value, for this reason.
    pub(crate) fn explain(&mut self, span: Span, reason: Reason) {
        if !span.is_empty() {
            self.places.push((span, Fate::Explained(reason)));
        }
    }

    /// Parts `tokens` (in order) into read ones, whose number is returned, and the others with the reason that the
    /// narrowest explaining place gives.
    pub(crate) fn settle(mut self, tokens: impl Iterator<Item = Span>) -> Settled {
        // of several that begin in one place the longest comes first
        self.places.sort_unstable_by_key(|(span, _)| u64::from(span.start) << 32 | u64::from(!span.end));
        let mut open: Vec<(Span, Fate)> = Vec::new();
        let mut places = self.places.into_iter().peekable();
        let mut settled = Settled::default();
        for token in tokens {
            // only places that can still cover something are kept: memory and time stay bounded by the nesting
            open.retain(|(span, _)| span.end > token.start);
            while let Some(place) = places.next_if(|(span, _)| span.start <= token.start) {
                if place.0.end > token.start {
                    open.push(place);
                }
            }
            settled.tokens += 1;
            let covering = || open.iter().filter(|(span, _)| span.contains(token));
            if covering().any(|(_, fate)| *fate == Fate::Read) {
                settled.read += 1;
                continue;
            }
            let narrowest = covering().min_by_key(|(span, _)| span.len());
            let reason = narrowest.and_then(|(_, fate)| match fate {
                Fate::Explained(reason) => Some(*reason),
                Fate::Read => None,
            });
            settled.left.push((token, reason));
        }
        settled
    }
}

/// All tokens of a source after the account is closed.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// How many tokens there are.
    pub(crate) tokens: u32,
    /// How many of them were read.
    pub(crate) read: u32,
    /// The others; without a reason where nothing covers them.
    pub(crate) left: Vec<(Span, Option<Reason>)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_outweighs_an_explanation_and_the_narrowest_explains() {
        let mut coverage = Coverage::default();
        coverage.explain(Span::new(0, 100), Reason::Narrative);
        coverage.explain(Span::new(10, 20), Reason::Date);
        coverage.read(Span::new(30, 40));
        let tokens = [Span::new(5, 6), Span::new(12, 14), Span::new(31, 33), Span::new(200, 201)];
        let settled = coverage.settle(tokens.into_iter());
        assert_eq!((settled.tokens, settled.read), (4, 1));
        assert_eq!(
            settled.left,
            [
                (Span::new(5, 6), Some(Reason::Narrative)),
                (Span::new(12, 14), Some(Reason::Date)),
                (Span::new(200, 201), None)
            ]
        );
    }
}
