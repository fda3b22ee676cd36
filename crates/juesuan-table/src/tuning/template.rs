//! Thresholds of forms that are read by their templates.

use juesuan_source::{Han, tuning};

tuning! {
    "table";

    /// Forms whose columns are known: what the title says the table is gives the columns, and the rows are
    /// put to them.
    template: Template {
        /// Most names of one figure that are kept.
        most_names: usize = 16, "bound";
        /// Longest head.
        longest_head: Han = Han(800), "bound";
    }

    /// Names of rows with several sides that stand around the line of their figures.
    template_around: TemplateAround {
        /// Most lines of a name above its figures.
        most_above: usize = 3, "lines";
    }

    /// Figures that a narrow cell broke.
    template_broken: TemplateBroken {
        /// Most lines from a figure down to its last digits.
        lines: usize = 2, "lines";
        /// One figure in so many may have fewer decimals than the others and nothing below it.
        one_in_short: usize = 10, "figures";
    }

    /// Rows of forms with two sides whose cells are several lines high.
    template_cell_rows: TemplateCellRows {
        /// Longest form that is looked at.
        longest_form: usize = 600, "bound";
        /// Most lines of a row.
        most_lines: usize = 7, "lines";
        /// What a row costs.
        row: u32 = 1, "cost";
        /// What a name costs that no row of the form has.
        unknown: u32 = 8, "cost";
        /// What a name costs on the side where it does not stand.
        other_side: u32 = 12, "cost";
        /// What figures without a name cost.
        nameless: u32 = 6, "cost";
        /// What more figures than columns cost.
        crowded: u32 = 10, "cost";
        /// What an item inside a name costs.
        item_inside: u32 = 20, "cost";
        /// What a name costs that is not centred.
        uneven: u32 = 3, "cost";
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

    /// Heads that ran together where a line ended.
    template_glued_heads: TemplateGluedHeads {
        /// A word of more characters is not looked into.
        longest: usize = 32, "bound";
        /// A head of codes or names that ran together with one of figures has so many characters at least.
        shortest_stub: usize = 4, "characters";
    }

    /// The order of groups of columns that the lines of a head leave open.
    template_item_order: TemplateItemOrder {
        /// Most items whose orders are tried.
        most_groups: usize = 5, "bound";
    }

    /// Which words of a head stand above which, where no template knows the form.
    template_levels: TemplateLevels {
        /// Most ways that are followed for one head.
        most_ways: usize = 400, "bound";
        /// Most steps that are taken for one head, over all ways.
        most_steps: usize = 10000, "bound";
        /// Fewest words below one.
        fewest_below: usize = 2, "words";
    }

    /// The columns that a head prints, told by its words and by the sums of the rows below it.
    template_printed_columns: TemplatePrintedColumns {
        /// Most words of a head that are looked at.
        most_words: usize = 40, "bound";
        /// Lines of rows that choose among the ways of a longer table.
        most_lines: usize = 1000, "bound";
        /// Most ways to read a head that are weighed.
        most_ways: usize = 200, "bound";
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

    /// Rows of forms whose columns are aligned by blanks.
    template_spaced: TemplateSpaced {
        /// Fewest words of a head that comes again in the middle of a page.
        fewest_words: usize = 3, "words";
    }

    /// Lines of aligned forms parted into what stands on each side.
    template_spaced_parting: TemplateSpacedParting {
        /// Characters by which a figure may stand beside the end of its column.
        beside: usize = 2, "characters";
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
        /// As far as a figure that belongs to no word of the head counts where words and figures are compared.
        alone: usize = 20, "columns";
        /// How far, a figure, words may stand from figures and still say where the columns are.
        close: usize = 4, "columns";
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
}
