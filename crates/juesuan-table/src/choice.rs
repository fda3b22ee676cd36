//! Why a table was read by a template of its form: what spoke for each template and against it.

use crate::tuning::grid::TUNING;

/// What spoke for the templates of a form when a table was read, and against them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The templates of the form, in the order in which they were tried.
    pub candidates: Vec<Candidate>,
    /// The index of the one by which the table was read; `None` where it was read without one.
    pub chosen: Option<usize>,
}

/// A template that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is called among the templates of its form.
    pub template: String,
    /// The share of characters that the printed head and the template have in common, in thousandths.
    pub head: usize,
    /// Columns that are printed, and columns of the template.
    pub columns: (usize, usize),
    /// Figures that got a place, and figures that are printed; nothing where no row could be put to its columns.
    pub figures: (usize, usize),
    /// Cells of its columns of codes that are codes, and those that have any digits.
    pub codes: (usize, usize),
    /// Rows whose figures nothing puts to columns but their order.
    pub open: usize,
    /// Rows whose figures the sums of the form put to their columns.
    pub proved: usize,
}

impl Candidate {
    /// The share of the printed figures that got a place, in hundredths.
    pub(crate) fn share(&self) -> usize {
        (self.figures.0 * 100).checked_div(self.figures.1).unwrap_or(0)
    }

    /// Whether enough of the head agrees.
    pub fn head_agrees(&self) -> bool {
        self.head >= TUNING.choice.lowest
    }

    /// Whether enough of the figures have a place.
    pub fn figures_agree(&self) -> bool {
        self.share() >= TUNING.choice.most_placed
    }

    /// Whether what stands in its columns of codes are codes.
    pub fn codes_agree(&self) -> bool {
        self.codes.0 * 100 >= self.codes.1 * TUNING.choice.most_placed
    }

    /// Whether the table may be read by it.
    pub(crate) fn fits(&self) -> bool {
        self.head_agrees() && self.figures_agree() && self.codes_agree()
    }
}
