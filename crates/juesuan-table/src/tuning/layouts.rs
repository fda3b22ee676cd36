//! Thresholds of the layouts: how rows of cells are found in lines.

use juesuan_source::{Han, tuning};

tuning! {
    "table";

    /// Columns aligned by blanks, as PDF readers print them: cells are found by where they stand in the line.
    aligned: Aligned {
        /// Most lines of a header.
        most_naming: usize = 8, "lines";
    }

    /// Whether the figures of an aligned page stand where the others of their column stand; rows that stand
    /// further left
    aligned_alignment: AlignedAlignment {
        /// How far a figure may stand off the edge of its column.
        slack: usize = 1, "columns of text";
        /// Farthest that a row is moved.
        farthest: usize = 12, "columns of text";
        /// Width of a figure whose end tells whether figures stand flush right.
        wide: usize = 4, "columns of text";
    }

    /// The columns of an aligned page: where they stand, and which cells of a line belong to them.
    aligned_columns: AlignedColumns {
        /// A stretch parts columns though one row in so many has text there.
        one_in_across: usize = 50, "rows";
        /// Widest line that is read by position; what stands further right belongs to the last column.
        widest: usize = 4096, "bound";
        /// Most lines of a header whose words are taken for columns.
        deepest: usize = 8, "lines";
        /// Most cells by which a word stands off.
        farthest: usize = 3, "cells";
    }

    /// Matches the columns of a headerless continuation page to the previous page, by content and
    aligned_continuation: AlignedContinuation {
        /// Most columns of which those of the next page are fitted to those above.
        most_fitted: usize = 64, "bound";
    }

    /// The parts of a form of self-evaluation: name, money, aims and indicators stand below each other on one
    /// sheet, each with
    aligned_form_parts: AlignedFormParts {
        /// Fewest words of a line that name columns, for it to be the head of a part.
        fewest: usize = 3, "words";
    }

    /// The header of an aligned page: words centred above several columns, words broken over several lines.
    aligned_header_lines: AlignedHeaderLines {
        /// Most lines above another on which a broken word may have begun.
        deepest: usize = 6, "lines";
        /// Half cells by which a word may stand off the middle of its columns.
        tolerance: usize = 3, "half cells";
    }

    /// Whether names wrapped around their rows are interleaved with those of their neighbours.
    aligned_interleaved: AlignedInterleaved {
        /// Fewest names that tell.
        fewest: usize = 2, "names";
    }

    /// The columns of an aligned page that name its rows, and the lines that have values.
    aligned_stub_column: AlignedStubColumn {
        /// Longest answer.
        longest: Han = Han(8), "Chinese characters";
    }

    /// The tokens of a line, and where they stand in it.
    aligned_tokens: AlignedTokens {
        /// Longest rest of a number that a line end cut.
        longest: usize = 5, "characters";
        /// Fewest cells that decide.
        fewest: usize = 12, "cells";
    }

    /// Pages on which every row takes two lines: one with its figures and one with everything else.
    aligned_two_line_rows: AlignedTwoLineRows {
        /// Fewest lines of figures that make a habit.
        fewest: usize = 2, "lines";
    }

    /// Names of aligned rows that stand above and below their figures.
    aligned_wrapped: AlignedWrapped {
        /// Hardly a row has a name beside it where it is one in so many.
        one_in_beside: usize = 10, "rows";
        /// Of ten gaps between rows so many hold names where names stand in gaps.
        filled_gaps: usize = 9, "gaps of ten";
    }

    /// The rhythm of a table that has a cell a line and nothing between its rows: after how many cells the
    /// same kinds come
    column_period: ColumnPeriod {
        /// Of ten rows so many begin with a name or a code.
        named_rows: usize = 9, "rows of ten";
        /// Widest table whose rhythm is looked for.
        widest: usize = 40, "bound";
        /// Fewest rows that make a rhythm.
        fewest_rows: usize = 3, "rows";
        /// Share of the cells, in thousandths, by which a width has to be better than none.
        gain: usize = 60, "thousandths";
        /// A wider rhythm has to be better than a narrower one by this share, in thousandths.
        step: usize = 20, "thousandths";
        /// Share of the filled cells, in thousandths, that are what the others of their column are, where
        /// all cells are given.
        pure: usize = 985, "thousandths";
        /// Fewest cells of which a form whose cells are all given consists.
        fewest_cells: usize = 60, "cells";
        /// Cells in front of the numbers of the columns: 栏次 below the names, and one more below the codes.
        most_stubs: usize = 4, "columns";
        /// Longest cell of a header.
        longest_head: Han = Han(40), "Chinese characters";
        /// Fewest words beside each other that make a header.
        fewest_heads: usize = 3, "words";
        /// Most rows of a header, which say nothing about the kinds of their columns.
        deepest: usize = 3, "columns";
    }

    /// Forms of self-evaluation whose cells only blanks or line ends part: a cell a line, one blank between
    /// the cells, all in one
    evaluation: Evaluation {
        /// Most words above the label with which a form begins.
        longest_title: usize = 8, "words";
        /// Most words of a line that is the heads of indicators and nothing else.
        widest: usize = 16, "words";
        /// Fewest names with a figure behind each that are a row of money.
        fewest_pairs: usize = 2, "pairs";
    }

    /// The rows of indicators: names of levels of which merged ones are not printed again, a target, a
    /// result, points, a remark.
    evaluation_indicators: EvaluationIndicators {
        /// From so many values on, sign, number and unit of a target have columns of their own.
        wide: usize = 3, "columns";
        /// From so many columns on behind the names, heads of one level are those of indicators.
        told: usize = 4, "columns";
        /// Most words of a remark that blanks part.
        longest_remark: usize = 4, "words";
        /// Longest unit of a target that no list knows.
        longest_unit: usize = 3, "characters";
        /// Most lines over which the names of a row are broken.
        most_parts: usize = 3, "lines";
        /// What speaks against a name over two lines where each cell has a line of its own.
        broken_cell: u32 = 6, "points";
        /// What speaks there against a name of one character: it is the end of one.
        lone_character: u32 = 5, "points";
    }

    /// A cell a line behind a tab, rows parted by a blank line: what Word leaves when a table is saved as text.
    exploded: Exploded {
        /// Rows longer than this are treated as a table without row separators.
        longest_row: usize = 24, "cells";
        /// Longest row where no other row stands beside it.
        longest_lone_row: usize = 9, "cells";
        /// Fewest rows on the first page: a long header may begin with some words that are known.
        fewest: usize = 4, "rows";
        /// Where fewer than one line in so many is blank, blank lines part no rows.
        one_in_blank: usize = 20, "lines";
    }

    /// Rows of which the same blanks part all cells, mostly one, as programs print them that read a PDF line
    /// by line: figures
    flat: Flat {
        /// Of the gaps so many have one width where blanks set columns.
        same_gap: usize = 97, "hundredths";
        /// One line in so many may hold a wide gap where single blanks part cells.
        one_in_wide: usize = 5, "lines";
        /// Widest table that is looked for, in figures a row.
        widest: usize = 24, "figures";
        /// Fewest gaps that tell.
        fewest: usize = 8, "gaps";
        /// Gaps from this width on are no separators.
        far: usize = 8, "gaps";
    }

    /// HTML tables, as programs leave them that turn PDF into markdown: cells in tags, spans in attributes.
    html: Html {
        /// Longest tag that is read.
        tag_limit: Han = Han(133), "bound";
    }

    /// Rows of exploded tables whose empty cells were left out: what the cells are and what the header names
    /// tell where
    missing_cells: MissingCells {
        /// Fewest columns of a header by which rows are placed.
        fewest: usize = 4, "columns";
        /// Most columns of such a header.
        most: usize = 24, "columns";
    }

    /// A row a line, cells parted by tabs.
    tabbed: Tabbed {
        /// Bytes between two fragments that are read over rather than sought over.
        worth_seeking: Han = Han(1365), "bound";
    }
}
