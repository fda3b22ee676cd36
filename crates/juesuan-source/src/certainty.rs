//! How sure it is that a value belongs where it was put.

/// How the place of a value in a table or sentence is known, from the surest to the least sure.
///
/// Values are ordered by doubt, so that the certainty of a comparison is the `max` of its terms.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Certainty {
    /// The format itself states the cell: tabs, pipes, HTML, DOCX, XLSX.
    #[default]
    Given,
    /// Rule lines on the page enclose it.
    Ruled,
    /// A sum, or a template whose names agree, leaves no other place.
    Proved,
    /// Position in the line or on the page.
    Aligned,
    /// Order and type of the values alone.
    Inferred,
    /// Nothing decides between several places. Never reason enough to report a fault.
    Doubtful,
}

impl Certainty {
    /// All values, from the surest on.
    pub const ALL: [Self; 6] =
        [Self::Given, Self::Ruled, Self::Proved, Self::Aligned, Self::Inferred, Self::Doubtful];

    /// The name in the outputs: `given`, `ruled` …
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Ruled => "ruled",
            Self::Proved => "proved",
            Self::Aligned => "aligned",
            Self::Inferred => "inferred",
            Self::Doubtful => "doubtful",
        }
    }

    /// The less sure of two: what a comparison of both may claim.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether a fault may be reported on its account.
    pub const fn may_accuse(self) -> bool {
        !matches!(self, Self::Doubtful)
    }
}

#[cfg(test)]
mod tests {
    use super::Certainty;

    #[test]
    fn a_comparison_is_as_sure_as_its_least_sure_term() {
        let terms = [Certainty::Ruled, Certainty::Doubtful, Certainty::Given];
        let least = terms.into_iter().fold(Certainty::Given, Certainty::and);
        assert_eq!(least, Certainty::Doubtful);
        assert!(!least.may_accuse());
        assert!(Certainty::ALL.is_sorted());
    }
}
