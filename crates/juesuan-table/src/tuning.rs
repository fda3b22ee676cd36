//! The thresholds of this crate: numbers that decide and that no regulation gives. What notices each of them is in
//! `docs/thresholds.md`.

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
    }

    /// Words in heads of columns and the roles they announce.
    heads: Heads {
        /// Longest header cell, that is looked up.
        longest: Han = Han(28), "Chinese characters";
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

    /// Columns aligned by blanks, as PDF readers print them: cells are found by where they stand in the line.
    aligned: Aligned {
        /// Most lines of a header.
        most_naming: usize = 8, "lines";
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

    /// The rows of indicators: names of levels of which merged ones are not printed again, a target, a
    /// result, points, a remark.
    evaluation_indicators: EvaluationIndicators {
        /// From so many values on, sign, number and unit of a target have columns of their own.
        wide: usize = 3, "columns";
        /// Most words of a remark that blanks part.
        longest_remark: usize = 4, "words";
    }

    /// Forms of self-evaluation whose cells only blanks or line ends part: a cell a line, one blank between
    /// the cells, all in one
    evaluation: Evaluation {
        /// Most words above the label with which a form begins.
        longest_title: usize = 8, "words";
    }

    /// A cell a line behind a tab, rows parted by a blank line: what Word leaves when a table is saved as text.
    exploded: Exploded {
        /// Rows longer than this are treated as a table without row separators.
        longest_row: usize = 24, "cells";
        /// Longest row where no other row stands beside it.
        longest_lone_row: usize = 9, "cells";
        /// Fewest rows on the first page: a long header may begin with some words that are known.
        fewest: usize = 4, "rows";
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

    /// A row a line, cells parted by tabs: read with the csv crate, which gives the position of each record.
    tabbed: Tabbed {
        /// Bytes between two fragments that are read over rather than sought over.
        worth_seeking: Han = Han(1365), "bound";
    }

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

    /// Names of rows with several sides that stand around the line of their figures.
    template_around: TemplateAround {
        /// Most lines of a name above its figures.
        most_above: usize = 3, "lines";
    }

    /// Which words of a head stand above which, where no template knows the form.
    template_levels: TemplateLevels {
        /// Most ways that are followed for one head.
        most_ways: usize = 400, "bound";
        /// Fewest words below one.
        fewest_below: usize = 2, "words";
    }

    /// The columns that a head prints, told by its words and by the sums of the rows below it.
    template_printed_columns: TemplatePrintedColumns {
        /// Most words of a head that are looked at.
        most_words: usize = 40, "bound";
        /// Most ways to read a head that are weighed.
        most_ways: usize = 200, "bound";
    }

    /// Rows of forms with one side: a code, a name and figures. Names may be wrapped around the line of their
    /// figures.
    template_coded: TemplateCoded {
        /// Most lines between two rows that are parts of their names.
        most_loose: usize = 6, "lines";
    }

    /// A template fitted to a printed head: which spelling of each level is printed, and which optional columns are.
    template_fitted: TemplateFitted {
        /// The least share of characters, in thousandths, that the head has in common with the columns that are left.
        least_of_fewer: usize = 700, "thousandths";
        /// One figure column in so many may have a name that is not printed.
        one_in_unprinted: usize = 4, "columns";
    }

    /// Forms whose columns are known: what the title says the table is gives the columns, and the rows are
    /// put to them.
    template: Template {
        /// Most names of one figure that are kept.
        most_names: usize = 16, "bound";
        /// Longest head.
        longest_head: Han = Han(800), "bound";
    }

    /// Which lines of a name that stand between two rows belong to the row above and which to the one below.
    template_shares: TemplateShares {
        /// What a line more above than below a row costs.
        uneven: u32 = 4, "cost";
        /// What a name costs that begins above its own line.
        begins_above: u32 = 3, "cost";
        /// What a name costs that goes on below.
        begins_beside: u32 = 2, "cost";
        /// What a code without any name costs.
        lone_code: u32 = 40, "cost";
        /// What a row without code and name costs.
        lone_row: u32 = 3, "cost";
        /// What a line above the first row costs that belongs to no row.
        orphan: u32 = 50, "cost";
    }

    /// Rows of forms with several sides: names and their figures, each on the side to which its name, its
    /// number or its code
    template_sided: TemplateSided {
        /// One line in so many may have more names with figures than the form has sides.
        one_in_crowded: usize = 8, "lines";
    }

    /// Rows with fewer figures than columns: which columns are blank is told by the sums of the form, across
    /// the row and down
    template_solve: TemplateSolve {
        /// Most ways to put the figures of a row that are looked at.
        most_ways: usize = 1000, "bound";
        /// Times that all sums are gone through: a level of codes each, and back.
        passes: usize = 6, "bound";
        /// One sum in so many may fail where the others hold: the rounding of a row.
        one_in_failing: usize = 10, "sums";
    }

    /// Lines of aligned forms parted into what stands on each side.
    template_spaced_parting: TemplateSpacedParting {
        /// Characters by which a figure may stand beside the end of its column.
        beside: usize = 2, "characters";
    }

    /// Rows of forms whose columns are aligned by blanks.
    template_spaced: TemplateSpaced {
        /// Fewest words of a head that comes again in the middle of a page.
        fewest_words: usize = 3, "words";
    }

    /// The columns of figures that are aligned by blanks: for each page, where its columns stand and which of
    /// the form's they
    template_spaced_places: TemplateSpacedPlaces {
        /// So many sums of a page count at most.
        most_sums: i64 = 12, "sums";
        /// What a sum costs that does not hold.
        failed_sum: i64 = 40, "cost";
        /// What a sum saves that holds.
        held_sum: i64 = 12, "cost";
        /// Most ways to put the stretches of a page to columns that are looked at.
        most_ways: usize = 4000, "bound";
        /// Most that a word or a stretch that stands off costs.
        farthest: usize = 24, "cost";
        /// The least by which the best way must be better than the others.
        clear: i64 = 6, "cost";
        /// Most that moved columns cost on a page with a layout of its own: too little to decide by itself.
        most_moved_alone: usize = 5, "cost";
    }

    /// Which lines of a side make one row.
    template_spaced_stack: TemplateSpacedStack {
        /// Most lines between two rows that are parts of their names.
        most_loose: usize = 8, "lines";
        /// What it costs to take a name from behind a blank line.
        wall: u32 = 24, "cost";
        /// Most lines of such a name.
        lines: usize = 3, "lines";
        /// How far below its row the rest of a name may stand.
        near: usize = 3, "lines";
        /// Characters by which lines of one width differ.
        room: usize = 2, "characters";
    }

    /// Which ways of the rows of one sum go together: those by which every column adds up.
    template_together: TemplateTogether {
        /// Most steps that are taken for one sum; one that needs more tells nothing.
        most_steps: usize = 20_000, "bound";
        /// Most rows that may be read in several ways.
        most_open: usize = 40, "bound";
        /// Most decimals with which sums are formed; forms print two, a few four or six.
        most_decimals: u32 = 6, "bound";
    }

    /// The lines of a form as sequences of typed tokens.
    template_tokens: TemplateTokens {
        /// Of ten figures so many have decimals where whole numbers are none.
        exact: usize = 9, "figures of ten";
        /// Longest mark and number in front of a title.
        longest_lead: Han = Han(8), "Chinese characters";
    }

    /// Names of aligned rows that stand above and below their figures.
    aligned_wrapped: AlignedWrapped {
        /// Hardly a row has a name beside it where it is one in so many.
        one_in_beside: usize = 10, "rows";
        /// Of ten gaps between rows so many hold names where names stand in gaps.
        filled_gaps: usize = 9, "gaps of ten";
    }

    /// What cells say about their form.
    words: Words {
        /// Longest number of a form behind the words that lead to it.
        form_number: Han = Han(5), "Chinese characters";
    }

    /// What a form says about itself: title, unit, number.
    form_metadata: FormMetadata {
        /// Longest cell with title, unit or number of a form.
        longest: Han = Han(133), "Chinese characters";
        /// Most cells of a row that says what the form is.
        most_cells: u16 = 3, "cells";
    }
}
