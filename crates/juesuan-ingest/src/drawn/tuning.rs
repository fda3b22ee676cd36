//! Every tolerance of the way from glyphs and lines to rows and paragraphs.

/// The part of a character above its base line, in sizes: that of Chinese type.
pub(crate) const ASCENT: f64 = 0.88;

/// The part of a character below its base line, in sizes.
pub(crate) const DESCENT: f64 = 0.12;

/// How far apart things may be that belong together. Lengths are points where the name says so, else parts of the
/// size of the type.
#[derive(Clone, Debug)]
pub(crate) struct Tuning {
    /// Two drawings of a character closer than this are one, in sizes: bold made by drawing twice.
    pub(crate) double: f32,
    /// Characters whose middles are closer than this stand on one line, in sizes of the larger: digits are often set
    /// a little lower than the characters beside them.
    pub(crate) same_line: f32,
    /// A gap wider than this is a blank, in sizes.
    pub(crate) blank: f32,
    /// The same between two characters of Chinese, which justified text spreads.
    pub(crate) blank_between_han: f32,
    /// The same where the file prints a blank there.
    pub(crate) blank_printed: f32,
    /// A gap wider than this parts columns, in sizes.
    pub(crate) column_gap: f32,
    /// Rows of a table without lines are no farther apart than this, in sizes.
    pub(crate) row_pitch: f32,
    /// Rows of a table stand as far apart as this, in sizes, where nothing else says how far.
    pub(crate) row_height: f32,
    /// So many lines without a gap may stand between rows of a table without lines: labels in several lines.
    pub(crate) lone_rows: usize,
    /// The same of lines that stand where the names of rows do: names without figures.
    pub(crate) lone_names: usize,
    /// The head of several columns stands no farther above their own heads than this, in sizes.
    pub(crate) head_pitch: f32,
    /// A table without lines has at least so many lines with gaps.
    pub(crate) fewest_rows: usize,
    /// Words that begin or end nearer to one another than this stand at one edge, in sizes.
    pub(crate) edge: f32,
    /// Parts of a table without lines on two pages share this part of their width.
    pub(crate) shared_width: f32,
    /// No table without lines has more columns than this.
    pub(crate) most_columns: usize,
    /// A white corridor between columns is at least so wide, in sizes.
    pub(crate) corridor: f32,
    /// Lines that overlap by more than this are of one row, in sizes.
    pub(crate) overlap: f32,
    /// Lines of a table nearer than this part of the usual distance are of one row.
    pub(crate) close: f32,
    /// Parallel lines closer than this are one line, in points.
    pub(crate) snap_points: f32,
    /// Ends of lines closer than this touch, in points.
    pub(crate) join_points: f32,
    /// A filled shape thinner than this is a line, in points.
    pub(crate) thin_points: f32,
    /// A line shorter than this is a dot or part of a picture, in points.
    pub(crate) shortest_line_points: f32,
    /// Lines that go on farther than this beyond the outermost line across them end at a side that is not drawn, in
    /// points.
    pub(crate) open_side_points: f32,
    /// A line between rows is at least so long, in points.
    pub(crate) shortest_band_points: f32,
    /// A column without a head costs as much as a head that stands so far from the middle of its columns, in points.
    pub(crate) empty_head_points: f32,
    /// A head tells where heads stand in their columns if so much of its column is white, in points.
    pub(crate) head_room_points: f32,
    /// A number of a column belongs to the figures that are nearer than this part of the distance between numbers.
    pub(crate) near_number: f32,
    /// The head of two columns stands no farther from the middle between their own heads, in distances of these.
    pub(crate) off_middle: f32,
    /// A row with more lines than this, each with a figure and another cell, is as many rows.
    pub(crate) rows_in_one: usize,
    /// A line on the side of a cell stands out of it by more than this, in sizes.
    pub(crate) stands_out: f32,
    /// One in so many lines of a table stands on a side at most, where text stands out of its cells; where more do, the rows are low.
    pub(crate) on_sides: usize,
    /// Lines of one text are at least so far apart, in sizes.
    pub(crate) least_pitch: f32,
    /// The middle of a text that is too high for its cell is no farther from that of the cell, in sizes.
    pub(crate) off_center: f32,
    /// Such a text has no more lines than this.
    pub(crate) most_in_block: usize,
    /// The part of a side that must be drawn for the side to count.
    pub(crate) drawn_side: f32,
    /// Text goes on farther to the right than this, in widths of the page.
    pub(crate) least_right: f32,
    /// A line of text that ends nearer to the right margin than this is full, in sizes: the next word did not fit.
    pub(crate) full_line: f32,
    /// A line of a cell that leaves less room than this in it is full, in sizes: cells have white at both sides.
    pub(crate) full_cell: f32,
    /// A line that begins this much right of the margin is indented, in sizes.
    pub(crate) indent: f32,
    /// A line that begins farther right than this is set to the right or the middle, in sizes: nothing goes on with it.
    pub(crate) deepest_indent: f32,
    /// Lines of a paragraph are no farther apart than this, in times of the usual distance.
    pub(crate) leading: f32,
    /// Type sizes within this of one another are one, as a part.
    pub(crate) same_size: f32,
    /// Paint less opaque than this is a watermark.
    pub(crate) opaque: f32,
    /// Paint lighter than this is pale, as a part of white.
    pub(crate) pale: f32,
    /// Pale type larger than this is a watermark, in usual sizes of the page.
    pub(crate) watermark_size: f32,
}

/// The values in use; measured on files made by Word, Excel, `LibreOffice`, Quartz and Distiller.
pub(crate) const TUNING: Tuning = Tuning {
    double: 0.12,
    same_line: 0.4,
    blank: 0.22,
    blank_between_han: 0.5,
    blank_printed: 0.1,
    column_gap: 1.2,
    row_pitch: 4.0,
    row_height: 2.0,
    lone_rows: 2,
    lone_names: 16,
    head_pitch: 3.0,
    fewest_rows: 3,
    edge: 0.15,
    shared_width: 0.6,
    most_columns: 60,
    corridor: 0.3,
    overlap: 0.1,
    close: 0.5,
    snap_points: 2.0,
    join_points: 3.0,
    thin_points: 2.5,
    shortest_line_points: 2.0,
    open_side_points: 12.0,
    shortest_band_points: 120.0,
    empty_head_points: 3.0,
    head_room_points: 16.0,
    near_number: 0.45,
    off_middle: 0.3,
    rows_in_one: 2,
    stands_out: 0.25,
    on_sides: 5,
    least_pitch: 0.9,
    off_center: 0.4,
    most_in_block: 5,
    drawn_side: 0.6,
    least_right: 0.65,
    full_line: 1.6,
    full_cell: 2.2,
    indent: 0.8,
    deepest_indent: 5.0,
    leading: 1.5,
    same_size: 0.12,
    opaque: 0.5,
    pale: 0.6,
    watermark_size: 2.0,
};
