//! The thresholds of this crate: numbers that decide and that no regulation gives. What notices each of them is in
//! `docs/thresholds.md`.

use juesuan_source::{Han, tuning};

tuning! {
    "check";

    /// The figure behind several failing comparisons: the one whose single change mends the most and breaks none.
    culprit: Culprit {
        /// How many failing comparisons of one figure are looked at when its right value is sought.
        looked_at: usize = 24, "bound";
    }

    /// A column whose figures stand one row too high or too low: each is what another table prints one row further.
    moved: Moved {
        /// From how many moved rows on figures are taken to have moved.
        least: usize = 3, "rows";
        /// How many different amounts moved rows hold: those that are alike by chance are of a class and
        /// its only section.
        values: usize = 2, "figures";
    }

    /// A relation that holds nowhere in a table: no single figure is wrong, the form is another one than the
    /// rule knows, or
    pattern: Pattern {
        /// From how many failing instances on a relation is taken not to be one of the form: a wrong
        /// figure fails at most two of a rule, as a part of its total and as the total of its parts.
        least: usize = 3, "instances";
        /// How many rows must be off by the figure in one column before that column is taken not to
        /// belong to the sum.
        rows: usize = 2, "rows";
    }

    /// Differences that rounding explains: one finding for each rule and table.
    rounding: Rounding {
        /// How many differences of one rule and table are said in full.
        written_out: usize = 5, "bound";
    }

    /// Findings that have one cause in a table.
    table_causes: TableCauses {
        /// From how many amounts of the text on that stand in another column two columns are taken to be exchanged.
        exchanged: usize = 3, "figures";
        /// How many findings that miss one amount are looked at when a row is sought that was left out.
        of_one_amount: usize = 24, "bound";
    }

    /// Comparisons in words.
    sentence: Sentence {
        /// How many figures of a sum are written out.
        written_out: usize = 5, "bound";
    }

    /// Names of rows that cannot be as they were read.
    doubt_labels: DoubtLabels {
        /// How many rows away the letters of a name may be found.
        near: usize = 4, "rows";
    }

    /// Figures that stand where they cannot belong.
    doubt_places: DoubtPlaces {
        /// So far two gaps may be apart that one figure has left, for rounding.
        near: i64 = 5, "hundredths";
        /// One figure in so many is a whole number where parts of codes were read as amounts.
        one_in_whole: usize = 10, "figures";
        /// The fewest figures of a row that make the numbers of columns.
        fewest: usize = 3, "figures";
    }

    /// Statutory tables that are printed and were not read: their titles stand in the text.
    doubt_titles: DoubtTitles {
        /// Lines longer than this, are no titles.
        longest: Han = Han(53), "Chinese characters";
    }

    /// What is wrong with a formula, and where, shown as a compiler shows it.
    formula_error: FormulaError {
        /// Columns of a line that are shown before and behind a place.
        around: usize = 60, "bound";
    }

    /// What the rules tell while they are applied: instances that held, comparisons of figures, findings, gaps.
    log: Log {
        /// How many missing things are named for one rule.
        named_gaps: usize = 8, "bound";
    }

    /// Figures that no public accounts can have are set aside before rules compute with them.
    sanitize: Sanitize {
        /// Decimal places that a figure can have.
        most_decimals: u32 = 8, "bound";
    }
}
