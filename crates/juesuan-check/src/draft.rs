//! A finding as a rule writes it down.

use juesuan_model::{Decimal, Evidence, FindingKind, Place, Severity, Unit};

use crate::Text;

/// A finding that a rule has made by itself, before it is numbered. The message is that of the rule, in which every
/// `{word}` stands for a value given by [`Draft::with`].
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub(crate) kind: Option<FindingKind>,
    pub(crate) severity: Option<Severity>,
    pub(crate) places: Vec<Place>,
    pub(crate) printed: String,
    pub(crate) expected: String,
    pub(crate) difference: Option<Decimal>,
    pub(crate) envelope: Option<Decimal>,
    pub(crate) unit: Option<Unit>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) values: Vec<(&'static str, Text)>,
}

impl Draft {
    /// A finding at a place: that of what is wrong.
    pub fn at(place: Place) -> Self {
        Self { places: vec![place], ..Self::default() }
    }

    /// A further place that took part.
    #[must_use]
    pub fn and_at(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }

    /// Another place first: that of what is wrong.
    #[must_use]
    pub fn first_at(mut self, place: Place) -> Self {
        self.places.retain(|known| *known != place);
        self.places.insert(0, place);
        self
    }

    /// A further place, where it is not among them yet.
    #[must_use]
    pub fn and_at_once(self, place: Place) -> Self {
        if self.places.contains(&place) { self } else { self.and_at(place) }
    }

    /// Takes over all places of another finding with the same cause.
    #[must_use]
    pub fn and_all_of(mut self, other: Self) -> Self {
        for place in other.places {
            if !self.places.contains(&place) {
                self.places.push(place);
            }
        }
        self
    }

    /// What is printed; also the value of `{printed}`.
    #[must_use]
    pub fn printed(mut self, printed: impl Into<String>) -> Self {
        self.printed = printed.into();
        self
    }

    /// What was expected; also the value of `{expected}`.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// Printed less expected, and its unit; also the value of `{difference}`.
    #[must_use]
    pub fn difference(mut self, difference: Decimal, unit: Option<Unit>) -> Self {
        (self.difference, self.unit) = (Some(difference), unit);
        self
    }

    /// How far rounding may have moved the difference.
    #[must_use]
    pub fn envelope(mut self, envelope: Decimal) -> Self {
        self.envelope = Some(envelope);
        self
    }

    /// A figure that was compared, with its name. Its place is one of the finding, too.
    #[must_use]
    pub fn evidence(mut self, name: impl Into<String>, printed: impl Into<String>, place: Place) -> Self {
        self.evidence.push(Evidence { name: name.into(), printed: printed.into(), place });
        if !self.places.contains(&place) {
            self.places.push(place);
        }
        self
    }

    /// The value of `{word}` in the message, the same in both languages.
    #[must_use]
    pub fn with(self, word: &'static str, value: impl std::fmt::Display) -> Self {
        let value = value.to_string();
        self.with_text(word, Text::owned(value.clone(), value))
    }

    /// The value of `{word}` in the message.
    #[must_use]
    pub fn with_text(mut self, word: &'static str, value: Text) -> Self {
        self.values.push((word, value));
        self
    }

    /// Another severity than the rule's.
    #[must_use]
    pub const fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Another kind than the rule's.
    #[must_use]
    pub const fn kind(mut self, kind: FindingKind) -> Self {
        self.kind = Some(kind);
        self
    }
}
