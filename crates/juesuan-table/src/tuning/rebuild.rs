//! Thresholds of tables made out of rows.

use juesuan_source::{Han, tuning};

tuning! {
    "table";

    /// Heads that stand beside their columns: programs that find the cells of a page by its lines leave
    /// columns without
    beside: Beside {
        /// Most rows of a header.
        deepest: usize = 8, "rows";
        /// Longest cell of a header.
        longest: Han = Han(30), "Chinese characters";
        /// How far below a header the first figures may stand.
        farthest: usize = 4, "figures";
        /// Most columns that are paired.
        most_columns: usize = 64, "bound";
        /// Fewest rows of one width that are a page.
        fewest_rows: usize = 3, "rows";
    }

    /// From the raw grid to tables: headers found, rows collected, repeated headers dropped.
    build: Build {
        /// Longest head in a row of figures.
        longest_head: Han = Han(30), "Chinese characters";
        /// Most rows with title, unit and form number that stand above a header inside the grid.
        longest_preamble: usize = 6, "rows";
        /// Longest such head, in characters.
        longest: usize = 24, "characters";
    }

    /// The last steps for a table: roles of the columns, kinds of the cells, groups, and the repairs of single cells.
    column_roles: ColumnRoles {
        /// Fewest numbers that count the lines of a form.
        fewest_lines: usize = 3, "rows";
        /// Highest number of a line of a form.
        most_lines: u32 = 200, "rows";
        /// Merged cells are looked for in this many columns of texts at the left end of a panel.
        most_grouped: usize = 4, "columns";
    }

    /// What stands around a table: title, unit, form number, notes.
    context: Context {
        /// Longest line that is read as a piece of a header, in characters.
        longest_stray: usize = 16, "characters";
        /// Most such lines above one table.
        most_strays: usize = 6, "lines";
        /// Longest line that is read as the title of a form, in characters.
        longest_title: usize = 40, "characters";
    }

    /// What a form says about itself: title, unit, number.
    form_metadata: FormMetadata {
        /// Longest cell with title, unit or number of a form.
        longest: Han = Han(133), "Chinese characters";
        /// Most cells of a row that says what the form is.
        most_cells: u16 = 3, "cells";
    }

    /// Runs: fragments that may be parts of one table because nothing of weight stands between them.
    fragment_runs: FragmentRuns {
        /// Most blocks with title, unit and form number that a new page repeats above its part of a table.
        longest_title: usize = 16, "blocks";
        /// Longest line, that is taken for a name without values.
        longest_name: Han = Han(30), "Chinese characters";
        /// Longest line, that is taken for a row.
        longest_row: Han = Han(683), "bound";
    }

    /// Headers: which rows are one, and the tree of spanning cells that they print.
    header: Header {
        /// Longest cell of the first row below a header.
        longest_cell: Han = Han(30), "Chinese characters";
        /// Most rows of a header.
        deepest: usize = 6, "rows";
        /// How far below a row the numbers under its words may begin.
        farthest: usize = 4, "words";
        /// Longest cell, that is looked up among the header words: with blanks between all its characters.
        longest_word: Han = Han(40), "Chinese characters";
        /// Most columns of a stub: a code in three parts and the name.
        widest_stub: usize = 4, "columns";
    }

    /// Rows of given cells that stand on several lines: the name of the total above its figures, and names
    /// that are broken
    lines: Lines {
        /// Longest name of a total.
        longest_total: Han = Han(8), "Chinese characters";
    }

    /// Cells of figure columns that hold a word: 零 is a number, 无 says as much as a dash.
    number_words: NumberWords {
        /// Longest such word, with blanks and markup around it.
        longest: Han = Han(8), "Chinese characters";
    }

    /// The pairs of heads and columns with the least cost: how far a head stands from its column, and whether
    /// it names what
    pairing: Pairing {
        /// What it costs to set a column below a head of no known role.
        no_role: usize = 1, "cost";
        /// The same of codes below a head of names, of texts below a head of codes.
        near_role: usize = 3, "cost";
        /// The same of texts below another head.
        text_role: usize = 10, "cost";
        /// The same of codes below another head.
        code_role: usize = 12, "cost";
        /// The same of figures below a head of words.
        figure_role: usize = 20, "cost";
        /// What it costs to leave a column without a head.
        leave: usize = 9, "cost";
        /// What it costs where a head stands right above the column.
        leave_own: usize = 30, "cost";
        /// What it costs to set two columns below one head.
        share: usize = 1, "cost";
        /// Farthest distance that costs more than a nearer one.
        farthest: usize = 6, "columns";
    }

    /// Pages of one table that print the code of a row in other numbers of columns: three on one page
    /// (类｜款｜项), one on the
    parts: Parts {
        /// Fewest rows of either width that tell.
        fewest: usize = 2, "rows";
        /// Most columns into which a code is parted.
        most: usize = 3, "columns";
        /// How far above its first code a page may begin: header and total.
        look_ahead: usize = 8, "rows";
    }

    /// Rows whose blank amount was left out, so that all behind it stands a cell too far left:
    shifted: Shifted {
        /// Of ten filled cells of a column of figures so many are figures.
        most: usize = 6, "cells of ten";
    }

    /// Spanning header cells without a mark: Word writes a cell that spans several columns once and nothing
    /// for the columns
    spanning_headers: SpanningHeaders {
        /// Longest cell of a header.
        longest: Han = Han(40), "Chinese characters";
        /// Most rows of a header.
        deepest: usize = 4, "rows";
    }

    /// Rows that a page break cut in two: what stands on the second page goes on with the cells of the first.
    split_rows: SplitRows {
        /// Rows that must have filled a column before a blank cell in it tells that the row is no row of its own.
        enough_rows: u32 = 3, "rows";
        /// A text cut by a page break that goes on without its row's other cells has at least this many
        /// bytes before the cut.
        long_text: Han = Han(10), "Chinese characters";
        /// Most parts of one cell: no row goes on over more pages than this.
        most_parts: usize = 8, "pages";
        /// Most digits of a number of which each page holds a part.
        most_split_digits: usize = 4, "digits";
        /// Longest text, in characters, that is looked for on both sides of a cut.
        most_overlap: usize = 40, "characters";
    }
}
