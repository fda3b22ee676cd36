//! Thresholds of cells, rows and the sums between them.

use juesuan_source::{Han, tuning};

tuning! {
    "table";

    /// Cell text without markup and stray blanks.
    cell_clean: CellClean {
        /// Characters of a number that are looked at: none is longer, and a line of digits is not gone
        /// through for each blank.
        longest_number: usize = 64, "bound";
    }

    /// Why a table was read by a template of its form: what spoke for each template and against it.
    choice: Choice {
        /// Lowest share of the characters of the head and the template that must agree, in thousandths.
        lowest: usize = 500, "thousandths";
        /// Lowest share of the figures that must have a place, in hundredths.
        most_placed: usize = 90, "hundredths";
    }

    /// The raw grid: unclassified rows of cells produced by a layout reader.
    grid: Grid {
        /// Longest cell of a row that is a drawn line.
        rule_cell: Han = Han(27), "Chinese characters";
        /// Most columns of a table. What a longer row has beyond them is in no cell, so that its numbers
        /// are told as unread: kept together in one cell it would be the name of every figure in the row.
        most_columns: usize = 512, "bound";
        /// One figure in so many may stand outside the columns of figures where cells were parted by their rhythm.
        one_in_astray: usize = 20, "figures";
    }

    /// Words in heads of columns and the roles they announce.
    heads: Heads {
        /// Longest header cell, that is looked up.
        longest: Han = Han(28), "Chinese characters";
        /// Most heads of a text of which is kept what they announce.
        most_known: usize = 1024, "bound";
    }

    /// In how many ways a row can be read: which of its pieces are one figure, and in which columns they stand.
    sums_candidates: SumsCandidates {
        /// Most ways in which a row is read; one that has more is left alone.
        most: usize = 512, "bound";
        /// Most pieces of which one figure is put together.
        most_joined: usize = 3, "pieces";
        /// Widest gap over which a torn figure goes on in the same line.
        widest_tear: Han = Han(1), "bytes";
    }

    /// Which columns and rows of a table add up: by the words of its header, by its codes, by the names of its rows.
    sums_constraints: SumsConstraints {
        /// Most levels of codes: 类, 款, 项 and what some forms print below.
        deepest: usize = 8, "bound";
    }

    /// Where a row can be read in several ways, the one is taken by which the table adds up.
    sums_resolve: SumsResolve {
        /// Times that the rows are gone through: what one row settles may settle the next.
        passes: usize = 3, "bound";
        /// Unambiguous rows needed to accept or reject a sum constraint.
        enough: usize = 3, "rows";
    }

    /// What cells say about their form.
    words: Words {
        /// Longest number of a form behind the words that lead to it.
        form_number: Han = Han(5), "Chinese characters";
    }
}
