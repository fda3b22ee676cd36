//! The thresholds of this crate: numbers that decide and that no regulation gives; those of drawn pages were measured on
//! files made by Word, Excel, `LibreOffice`, Quartz and Distiller. What notices each of them is in `docs/thresholds.md`.

use juesuan_source::tuning;

tuning! {
    "ingest";

    /// How far apart things on a page may be that belong together.
    drawn: Tolerances {
        /// Two drawings of a character closer than this are one, in sizes: bold made by drawing twice.
        double: f32 = 0.12, "sizes of type";
        /// Characters whose middles are closer than this stand on one line, in sizes of the larger: digits are often set
        /// a little lower than the characters beside them.
        same_line: f32 = 0.4, "sizes of type";
        /// A gap wider than this is a blank, in sizes.
        blank: f32 = 0.22, "sizes of type";
        /// The same between two characters of Chinese, which justified text spreads.
        blank_between_han: f32 = 0.5, "parts of one";
        /// The same where the file prints a blank there.
        blank_printed: f32 = 0.1, "parts of one";
        /// The same between the second place of an amount and a digit: the next column begins with a code.
        behind_amount: f32 = 0.08, "sizes of type";
        /// A gap wider than this parts columns, in sizes.
        column_gap: f32 = 1.2, "sizes of type";
        /// Rows of a table without lines are no farther apart than this, in sizes.
        row_pitch: f32 = 4.0, "sizes of type";
        /// Rows of a table stand as far apart as this, in sizes, where nothing else says how far.
        row_height: f32 = 2.0, "sizes of type";
        /// So many lines without a gap may stand between rows of a table without lines: labels in several lines.
        lone_rows: usize = 2, "lines";
        /// The same of lines that stand where the names of rows do: names without figures.
        lone_names: usize = 16, "lines";
        /// The head of several columns stands no farther above their own heads than this, in sizes.
        head_pitch: f32 = 3.0, "sizes of type";
        /// A table without lines has at least so many lines with gaps.
        fewest_rows: usize = 3, "lines";
        /// Words that begin or end nearer to one another than this stand at one edge, in sizes.
        edge: f32 = 0.15, "sizes of type";
        /// Parts of a table without lines on two pages share this part of their width.
        shared_width: f32 = 0.6, "widths of the page";
        /// No table without lines has more columns than this.
        most_columns: usize = 60, "columns";
        /// A white corridor between columns is at least so wide, in sizes.
        corridor: f32 = 0.3, "sizes of type";
        /// Lines that overlap by more than this are of one row, in sizes.
        overlap: f32 = 0.1, "sizes of type";
        /// Lines of a table nearer than this part of the usual distance are of one row.
        close: f32 = 0.5, "parts of one";
        /// Parallel lines closer than this are one line, in points.
        snap_points: f32 = 2.0, "points";
        /// Ends of lines closer than this touch, in points.
        join_points: f32 = 3.0, "points";
        /// A filled shape thinner than this is a line, in points.
        thin_points: f32 = 2.5, "points";
        /// A line shorter than this is a dot or part of a picture, in points.
        shortest_line_points: f32 = 2.0, "points";
        /// Lines that go on farther than this beyond the outermost line across them end at a side that is not drawn, in
        /// points.
        open_side_points: f32 = 12.0, "points";
        /// A line between rows is at least so long, in points.
        shortest_band_points: f32 = 120.0, "points";
        /// A column without a head costs as much as a head that stands so far from the middle of its columns, in points.
        empty_head_points: f32 = 3.0, "points";
        /// A head tells where heads stand in their columns if so much of its column is white, in points.
        head_room_points: f32 = 16.0, "points";
        /// A number of a column belongs to the figures that are nearer than this part of the distance between numbers.
        near_number: f32 = 0.45, "parts of one";
        /// The head of two columns stands no farther from the middle between their own heads, in distances of these.
        off_middle: f32 = 0.3, "parts of one";
        /// A row with more lines than this, each with a figure and another cell, is as many rows.
        rows_in_one: usize = 2, "lines";
        /// A line on the side of a cell stands out of it by more than this, in sizes.
        stands_out: f32 = 0.25, "sizes of type";
        /// One in so many lines of a table stands on a side at most, where text stands out of its cells; where more do,
        /// the rows are low.
        on_sides: usize = 5, "lines";
        /// Lines of one text are at least so far apart, in sizes.
        least_pitch: f32 = 0.9, "sizes of type";
        /// The middle of a text that is too high for its cell is no farther from that of the cell, in sizes.
        off_center: f32 = 0.4, "sizes of type";
        /// Such a text has no more lines than this.
        most_in_block: usize = 5, "lines";
        /// The part of a side that must be drawn for the side to count.
        drawn_side: f32 = 0.6, "parts of one";
        /// Text goes on farther to the right than this, in widths of the page.
        least_right: f32 = 0.65, "widths of the page";
        /// A line of text that ends nearer to the right margin than this is full, in sizes: the next word did not fit.
        full_line: f32 = 1.6, "sizes of type";
        /// A line of a cell that leaves less room than this in it is full, in sizes: cells have white at both sides.
        full_cell: f32 = 2.2, "sizes of type";
        /// A line that begins this much right of the margin is indented, in sizes.
        indent: f32 = 0.8, "sizes of type";
        /// A line that begins farther right than this is set to the right or the middle, in sizes: nothing goes on with it.
        deepest_indent: f32 = 5.0, "sizes of type";
        /// Lines of a paragraph are no farther apart than this, in times of the usual distance.
        leading: f32 = 1.5, "parts of one";
        /// Type sizes within this of one another are one, as a part.
        same_size: f32 = 0.12, "parts of one";
        /// A figure raised behind a number is the mark of a note if it is no larger than this part of its type …
        mark_size: f32 = 0.75, "parts of one";
        /// … stands higher by this at least, in sizes …
        mark_raised: f32 = 0.15, "sizes of type";
        /// … and no farther from it than this, in sizes.
        mark_gap: f32 = 0.3, "sizes of type";
        /// Paint less opaque than this is a watermark.
        opaque: f32 = 0.5, "parts of one";
        /// Paint lighter than this is pale, as a part of white.
        pale: f32 = 0.6, "parts of one";
        /// Pale type larger than this is a watermark, in usual sizes of the page.
        watermark_size: f32 = 2.0, "parts of one";
        /// A table with lines between rows alone has at least so many of its full width.
        fewest_lines: usize = 3, "lines";
        /// Most characters of a line of a head.
        longest_head: usize = 20, "characters";
        /// A head has no more lines than this.
        most_head_lines: usize = 40, "bound";
        /// A line may leave its direction by so much, in points.
        level_points: f32 = 0.5, "points";
        /// So many tables of a page may have lines that meet no other one.
        most_tables: usize = 50, "bound";
        /// A head has no more words than this.
        most_heads: usize = 600, "bound";
        /// How far from the side of a column its text may end or begin, in points.
        cut_points: f32 = 1.0, "points";
    }

    /// Heads of tables without sides: how well a text fits the columns below it. Costs are in sizes of type.
    head: Head {
        /// What a further character of a line takes.
        next_character: f32 = 0.9, "sizes of type";
        /// White at both sides of the text of a cell.
        white: f32 = 0.8, "sizes of type";
        /// White between a figure and the side of its column is no wider than this.
        most_white: f32 = 1.5, "sizes of type";
        /// A line that has room for a further character, as other texts of its column show, is no part of the text below.
        has_room: f32 = 4.0, "sizes of type";
        /// The same where the sides of the column alone show it.
        may_have_room: f32 = 1.5, "sizes of type";
        /// Lines of one text are nearer to one another than this part of the distance of rows.
        row: f32 = 0.95, "parts of one";
        /// What it costs where they are not.
        is_row: f32 = 0.5, "sizes of type";
        /// Lines of one text are no farther apart than this …
        far: f32 = 1.8, "sizes of type";
        /// … and what it costs where they are.
        is_far: f32 = 2.0, "sizes of type";
        /// How many times text outside of its columns counts.
        outside: f32 = 4.0, "parts of one";
        /// Texts whose middles are nearer than this are of one level.
        level: f32 = 0.5, "sizes of type";
        /// A line below a level is no farther from its text than this.
        line_below: f32 = 1.0, "sizes of type";
        /// A column without a head above that its own head leaves room for.
        uncovered: f32 = 1.0, "sizes of type";
        /// A column below a head for which its own leaves no room.
        covered: f32 = 1.5, "sizes of type";
        /// A column above a short line without a head there, and a text above such a line that is no head of several columns.
        off_line: f32 = 3.0, "sizes of type";
        /// Two heads over the same columns, and each further column without a head of its own.
        same: f32 = 0.3, "sizes of type";
        /// A head stands lower than one over it by this at least.
        lower: f32 = 0.3, "sizes of type";
        /// Heads beside one another whose middles are nearer than this stand at one height.
        beside: f32 = 0.2, "sizes of type";
        /// What it costs to join a text to one above where others stand at its height.
        beside_alone: f32 = 1.0, "sizes of type";
        /// How much worse heads must fit in the middle of their columns than at the left, where most seem to stand in the middle, and the
        /// other way round.
        other_way: f32 = 1.0, "sizes of type";
        /// How much worse heads must fit in the middle of their cells than at the top, where they seldom stand.
        at_top: f32 = 0.5, "sizes of type";
        /// The head of some columns alone stands off from the middle of all and from the sides by this at least.
        away: f32 = 1.0, "sizes of type";
        /// How far a line may lie within the text of a head.
        slack: f32 = 0.3, "sizes of type";
    }

    /// Pages that are pictures, and the characters that are recognised on them.
    recognised: Recognised {
        /// A page with a picture and fewer characters than this is one that shows a scan.
        most_characters: usize = 12, "characters";
        /// Pixels an inch of the picture that is read; recognition is best where characters are some 30 pixels high.
        dots: f32 = 200.0, "pixels an inch";
        /// Pixels of such a picture at most.
        most_pixels: usize = 40_000_000, "bound";
        /// Pixels of an image on a page at most; one with more is not drawn.
        most_in_image: u64 = 200_000_000, "bound";
        /// Pixels of an image that are looked at for one pixel of the picture at most, along each side.
        most_samples: f64 = 8.0, "bound";
        /// One in so many pixels beside a line is looked at.
        step: usize = 4, "bound";
        /// So many pixels along each side are one place, in which words push each other out.
        place: usize = 4, "bound";
        /// A pixel darker than this is ink, of 255.
        dark: u8 = 200, "shades of grey";
        /// A dark row of pixels from left to right that is longer than this is a line, in points.
        shortest_across_points: f32 = 30.0, "points";
        /// The same from top to bottom; strokes of characters are shorter.
        shortest_down_points: f32 = 14.0, "points";
        /// Marks alone that are less sure than this are specks.
        least_confidence: f32 = 50.0, "per cent";
        /// How high the ink of Chinese characters is, in sizes.
        height_of_han: f32 = 0.92, "sizes of type";
        /// The same of digits and letters.
        height_of_digit: f32 = 0.72, "sizes of type";
        /// Type is no smaller than this, in usual sizes of the page …
        smaller: f32 = 0.7, "parts of one";
        /// … and no larger, as far as the height of ink tells.
        larger: f32 = 3.0, "parts of one";
    }

    /// Pictures of pages, for those who compare what was read with it.
    pictures: Pictures {
        /// Pixels an inch.
        dots: f32 = 110.0, "bound";
        /// Pixels of a picture at most.
        most_pixels: usize = 4_000_000, "bound";
        /// Pages of a document that are drawn at most.
        most_pages: usize = 120, "bound";
        /// Bytes of all pictures of a document at most.
        most_bytes: usize = 12_000_000, "bound";
        /// Steps that one page takes at most: pixels that are looked at, sides of shapes.
        most_steps: usize = 400_000_000, "bound";
        /// Steps that a side of a shape takes, and one for each row of the shape.
        steps_a_side: usize = 8, "bound";
        /// Pixels of an image that take as long to unpack as a step.
        pixels_a_step: usize = 4, "bound";
        /// No line is thinner than this, in pixels.
        thinnest: f64 = 0.8, "bound";
        /// Curves are straight lines no farther from them than this, in pixels.
        flat: f64 = 0.2, "bound";
        /// Curves that reach over more pixels than this are not drawn.
        largest_shape: f64 = 100_000.0, "bound";
        /// Dashes of one line at most.
        most_dashes: f64 = 20_000.0, "bound";
        /// Pieces of a pattern at most.
        most_tiles: f64 = 4_000.0, "bound";
        /// How light patterns are that are not drawn, of 255.
        pattern: u8 = 225, "bound";
        /// Shapes within shapes to which drawing is confined at most.
        most_clips: usize = 64, "bound";
        /// Masks and patterns within one another at most.
        deepest: usize = 3, "bound";
    }

    /// Small tables on one sheet.
    sheet: Sheet {
        /// A table has at least so many rows below its title.
        fewest_rows: usize = 2, "rows";
        /// A row with so many cells is no title.
        fewest_in_head: usize = 3, "cells";
    }

    /// Formulas and what files hide.
    files: Files {
        /// Steps of reading between two looks at the clock.
        stride: u32 = 1024, "bound";
        /// Bytes of a formula that cost as much as a cell that it names.
        bytes_of_a_cell: u32 = 16, "bound";
        /// Characters of a formula that are shown in each of the cells that share it.
        longest_shared: usize = 200, "bound";
        /// Ranges of hidden rows or columns of a sheet that are named.
        most_ranges: usize = 8, "bound";
        /// Characters of hidden text that are told.
        longest_excerpt: usize = 40, "bound";
        /// Decimals that a cell shows at most.
        most_places: usize = 15, "bound";
    }

    /// Bytes that are no text.
    bytes: Bytes {
        /// One in so many bytes of a text is a control character at most; of bytes by chance, one in nine is.
        fewest_between: usize = 20, "bytes";
        /// A few control characters say nothing of a short text.
        fewest_controls: usize = 8, "bytes";
    }

    /// What stands above a table of a document or a page: its number, the body, the date, the unit.
    captions: Captions {
        /// Rows of a table that holds such lines alone.
        most_rows: usize = 3, "rows";
        /// Such lines between a title and its table.
        most_labels: usize = 4, "lines";
        /// Characters of such a line.
        longest_label: usize = 50, "characters";
    }
}
