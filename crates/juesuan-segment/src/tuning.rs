//! The thresholds of this crate: numbers that decide and that no regulation gives. What notices each of them is in
//! `docs/thresholds.md`.

use juesuan_source::{Han, tuning};

tuning! {
    "segment";

    /// Tables whose columns are aligned by blanks, as PDF readers print them.
    aligned: Aligned {
        /// Most lines between two rows that are no rows themselves.
        wrapped_lines: usize = 3, "lines";
        /// Most lines from the number of a name to the next one in its column: two wrapped names, their
        /// figures between.
        name_lines: usize = 5, "lines";
        /// The same, where each stands in a column of its own: names wrapped around answers that are words.
        free_lines: usize = 8, "lines";
        /// Most lines of a header, blank ones among them, between two that have columns.
        header_lines: usize = 6, "lines";
        /// Longest word that stands alone on a line of a header.
        word_limit: Han = Han(12), "Chinese characters";
        /// Longest line without columns inside a table, blanks not counted.
        loose_limit: Han = Han(40), "Chinese characters";
        /// Columns of indentation from which on a line stands in a column of its own.
        indent: u32 = 8, "columns";
        /// Longest line, with its blanks, that may print little.
        far: usize = 1000, "bytes";
    }

    /// The last pass: drafts and verdicts become the blocks of the document.
    assemble: Assemble {
        /// Shortest text, that a page break is taken to have cut.
        cut_text: Han = Han(18), "Chinese characters";
        /// Longest name of a form's field: a colon behind it ("项目名称：…") begins a new paragraph.
        field_name: Han = Han(7), "Chinese characters";
    }

    /// Tables of contents: their entries look like headings and are none.
    contents: Contents {
        /// Longest line that says 目录, with blanks and markup.
        title_line: Han = Han(13), "Chinese characters";
        /// Longest entry.
        entry_limit: Han = Han(60), "Chinese characters";
        /// Most entries of one table of contents.
        most_entries: usize = 400, "bound";
        /// So many first entries are remembered: where one of them comes again, the body has begun.
        remembered: usize = 4, "entries";
    }

    /// The cell that spans a whole table in a PDF and holds all its words in one line: title, department,
    /// unit, and then the
    crammed: Crammed {
        /// Longest title of such a cell.
        longest_title: Han = Han(50), "Chinese characters";
    }

    /// The second pass: pieces are grouped into drafts of blocks, and lines that may be headings are collected.
    draft: Draft {
        /// Columns by which the first line of a paragraph is indented, which an extractor may have lost.
        lost_indent: u32 = 4, "columns";
        /// Narrowest line behind which a paragraph may have lost its indent.
        shortest: u32 = 36, "columns";
        /// Most lines of one title.
        most_title_lines: usize = 3, "lines";
    }

    /// How the cells of a table with one cell a line come one after the other, which tells it from text.
    exploded_cells: ExplodedCells {
        /// A longer cell is a sentence.
        sentence: Han = Han(30), "Chinese characters";
        /// Fewest empty cells that make the grid of a chart.
        chart_cells: usize = 4, "cells";
    }

    /// Forms of self-evaluation whose cells only blanks or line ends part: they begin with 项目名称 and end with
    /// the row that sums
    form_zone: FormZone {
        /// Most lines of a form.
        longest: usize = 600, "bound";
        /// Most figures of the row that sums up, where each stands on a line of its own.
        totals: usize = 3, "figures";
        /// One line in so many at most is more than one cell, in a form with a cell a line.
        lone_share: usize = 10, "lines";
        /// Most lines between the title of a form and its first label: the year, the body.
        lines_above: usize = 3, "lines";
        /// Most lines between a label with its name behind a colon and the heads of the indicators.
        lines_of_told: usize = 40, "lines";
        /// Most lines without points between two rows of indicators.
        loose_lines: usize = 12, "lines";
        /// Where more than one line in so many has wide gaps, these set columns.
        spaced_share: usize = 3, "lines";
        /// Fewest cells of a row in front of or behind which points stand.
        fewest_cells: usize = 2, "words";
        /// Most rows behind the one that sums up.
        tail_rows: usize = 6, "rows";
    }

    /// Which runs of lines are pieces of a table or the grid of a chart.
    fragment: Fragment {
        /// Longest last cell of a first row that has no other.
        last_cell: Han = Han(20), "Chinese characters";
        /// So many empty cells before the first word are no table.
        bare_tabs: u32 = 12, "lines";
        /// Most lines that one cell goes on for, in an exploded table.
        cell_lines: usize = 14, "lines";
        /// Most blank lines in a row inside an exploded table.
        row_gap: u32 = 2, "lines";
        /// Most lines between two pages of a table.
        page_break_lines: usize = 8, "lines";
        /// Fewest lines of one cell and its pipe that make a table.
        fewest_barred_cells: usize = 6, "lines";
        /// Most lines of names above the first row of a page.
        name_lines: usize = 4, "lines";
    }

    /// What a line says about itself as a heading: its number, its title, and the form of both.
    heading: Heading {
        /// Shortest title without a number.
        fewest: Han = Han(4), "Chinese characters";
        /// Longest line that can be a title or the name of a body.
        title_line: Han = Han(30), "Chinese characters";
        /// Longest title that a full stop ends.
        stopped: Han = Han(15), "Chinese characters";
        /// Longest title.
        title_limit: Han = Han(44), "Chinese characters";
        /// Longest title that a heading without number and markup may have.
        bare_title_limit: Han = Han(18), "Chinese characters";
        /// Longest heading that runs into its paragraph.
        run_in_limit: Han = Han(30), "Chinese characters";
    }

    /// The tags of HTML tables.
    html_tag: HtmlTag {
        /// Longest run of tags before that of a table.
        tags_limit: Han = Han(40), "Chinese characters";
    }

    /// Short lines that say what a table is about: its unit, its department, its number, its notes, captions.
    label: Label {
        /// Longest unit of money.
        unit: usize = 12, "characters";
        /// Longest number of a form.
        form_number: Han = Han(8), "Chinese characters";
        /// Longest line, that is read as a label other than a note.
        label_limit: Han = Han(50), "Chinese characters";
        /// A colon of a label stands within so many bytes.
        far: Han = Han(16), "Chinese characters";
    }

    /// White space and the markup that converters leave in the text, and how to see through both.
    markup: Markup {
        /// Longest `[bookmark: …]` that is taken for markup.
        bookmark_limit: Han = Han(67), "Chinese characters";
        /// Longest tag that is taken for markup: styles make them long.
        tag_limit: Han = Han(100), "Chinese characters";
    }

    /// The section tree: which lines are headings, and how deep each stands by its meaning.
    outline: Outline {
        /// Longest title of a group of headings that might be items of a list.
        item_title: Han = Han(30), "Chinese characters";
        /// How many candidates ahead are looked at to tell what a number stands for.
        ahead: usize = 64, "bound";
        /// How many blocks ahead the table of a table's title is looked for.
        table_ahead: usize = 10, "blocks";
        /// Number of levels that are told apart.
        deepest_level: u8 = 5, "bound";
    }

    /// The first pass: every line, or the part of it that says one thing, with its outward shape.
    piece: Piece {
        /// Longest end of a title that is broken inside its last word and is no title by itself.
        title_end: Han = Han(4), "Chinese characters";
        /// Longest part of a line with labels that is no label.
        longest_part: Han = Han(40), "Chinese characters";
        /// Longest line, in which two wide gaps tell columns aligned by blanks.
        aligned_limit: Han = Han(400), "Chinese characters";
        /// Gaps that tell columns in a longer line: cells of several hundred characters beside each other.
        many_gaps: usize = 4, "gaps";
    }

    /// A run of pieces that belongs to one table.
    run: Run {
        /// Longest row that is a name alone.
        name_limit: Han = Han(30), "Chinese characters";
    }

    /// Lines that stand above or below the text of most pages: the name of the document, an address, a time,
    /// a number.
    running: Running {
        /// So many lines at the top and at the bottom of a page may be no text.
        edge: usize = 2, "lines";
        /// The longest line with an address.
        longest: Han = Han(133), "Chinese characters";
    }

    /// What stands at both sides of a line end: whether the line below carries on the one above.
    seam: Seam {
        /// So much of an unbreakable piece is looked at: no figure is longer.
        lead_limit: Han = Han(16), "Chinese characters";
        /// Longest name of a class (类) in front of its section (款).
        longest_class: Han = Han(20), "Chinese characters";
    }

    /// Tables whose cells are parted by one blank, as programs print them that read a PDF line by line.
    single_space: SingleSpace {
        /// Longest line of such a table.
        longest: Han = Han(80), "Chinese characters";
        /// Most lines of its header.
        header_lines: usize = 8, "lines";
        /// Most lines between two rows that have no figures: names that go over several lines.
        loose_lines: usize = 3, "lines";
        /// Fewest rows.
        fewest: usize = 3, "rows";
        /// Two rows are enough where one numbers the columns, or both have so many words.
        wide: usize = 8, "words";
    }

    /// Titles that go over several lines are put together.
    title: Title {
        /// Most lines above the last one of a title.
        lines_above: usize = 3, "lines";
        /// Longest line that can be the title of a part whose number stands on a line of its own.
        part_title_limit: Han = Han(30), "Chinese characters";
        /// Narrowest line that a title fills, so that it goes on below.
        full_line: u32 = 36, "columns";
    }

    /// What the lengths of the lines say about the document: cut off at a width, or wrapped at one.
    widths: Widths {
        /// A line is full from this part of the width on.
        full: u32 = 82, "hundredths";
        /// Lines this long count among those that a cut may have made.
        near: usize = 7, "tenths";
        /// Narrowest cut.
        narrowest: u32 = 15, "characters";
        /// Of five lines of full width so many end in the middle where lines were cut off.
        cut_open: usize = 4, "lines of five";
        /// One line end in so many inside a number or word shows wrapped lines.
        one_in_torn: usize = 10, "lines";
        /// One sentence in so many runs on below its line where lines are wrapped.
        one_in_open: usize = 3, "sentences";
        /// Of ten lines that run on so many are full to the last character where lines were broken by count.
        brimful: usize = 9, "lines of ten";
        /// One long line in so many is full where paragraphs are wrapped.
        full_lines: usize = 4, "lines";
        /// Of all lines so many have a blank line below where blank lines part lines.
        parted: usize = 95, "hundredths";
        /// A line with less room than this left is full, whatever comes below.
        brim: u32 = 4, "columns";
        /// Widest line at which lines are cut off or wrapped.
        width_limit: Han = Han(400), "Chinese characters";
        /// Fewest lines of the full width that make a cut.
        fewest_cut: usize = 5, "lines";
        /// Fewest line ends inside a number or word that show that lines are wrapped and not cut off.
        fewest_torn: usize = 2, "line ends";
        /// Most lines between the last line of a page and the first of the next.
        seam: usize = 5, "lines";
        /// Fewest sentences that run on below their line where lines are wrapped.
        fewest_open: usize = 3, "sentences";
        /// Fewest full lines of a document with wrapped paragraphs.
        fewest_full: usize = 4, "lines";
        /// So many lines of one width, each gone on with below, show that lines are wrapped, however many
        /// short ones there are.
        fewest_brimful: usize = 10, "lines";
        /// One line in so many may be longer than the width at which the others are wrapped.
        one_in_longer: usize = 40, "lines";
    }

    /// Zones of forms: from the title of a form to the next title, note or part everything is that form, also
    /// where the lines
    zone: Zone {
        /// Longest line of such a form.
        longest: Han = Han(80), "Chinese characters";
        /// Longest cell that stands on a line of its own.
        longest_cell: Han = Han(40), "Chinese characters";
        /// Longest word of a longer line that is a row of heads.
        longest_word: Han = Han(20), "Chinese characters";
        /// Fewest words of such a line.
        many: usize = 8, "words";
        /// Longest unit in brackets behind the name of what is counted.
        longest_unit: Han = Han(3), "Chinese characters";
        /// Fewest figures that can be nothing but amounts and make a form.
        fewest: usize = 3, "figures";
        /// Lines between a title and its form that say nothing of it: marks that fell out of the title.
        most_strays: usize = 2, "lines";
        /// Most lines between a title and its form that say what it is about: body, number, date, unit.
        most_form_lines: usize = 8, "lines";
        /// Shortest name of a body that has no label in front of it.
        shortest_body: usize = 4, "characters";
    }
}
