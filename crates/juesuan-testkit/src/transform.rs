//! What other programs do to the same document: functions from text to text or bytes that change no statement.
//!
//! [`ALL`] lists them with what a reader must still find. Tables are taken from the text itself (rows with tabs), so
//! the functions work on any document in the tabbed layout, not only on ours.

pub mod characters;
pub mod codes;
pub mod encodings;
pub mod html;
pub mod layouts;
pub mod pages;
pub mod prose;
mod sheet;
pub mod unsure;

pub use sheet::Sheet;

/// A way in which a document is spoilt, and what must still be read from it.
#[derive(Copy, Clone)]
pub struct Transformation {
    /// Its name, for messages and file names.
    pub name: &'static str,
    /// What it does.
    pub apply: fn(&str) -> Vec<u8>,
    /// Whether every figure keeps its line.
    pub keeps_lines: bool,
    /// The least F1 of the observations, all fields but the line.
    pub least_f1: f64,
}

const fn exact(name: &'static str, apply: fn(&str) -> Vec<u8>) -> Transformation {
    Transformation { name, apply, keeps_lines: true, least_f1: 1.0 }
}

const fn moved(name: &'static str, apply: fn(&str) -> Vec<u8>) -> Transformation {
    Transformation { name, apply, keeps_lines: false, least_f1: 1.0 }
}

const fn aligned(name: &'static str, apply: fn(&str) -> Vec<u8>) -> Transformation {
    Transformation { name, apply, keeps_lines: false, least_f1: 0.97 }
}

const fn unsure(name: &'static str, apply: fn(&str) -> Vec<u8>) -> Transformation {
    Transformation { name, apply, keeps_lines: false, least_f1: 0.97 }
}

/// Transformations after which only the sums of a table tell how to read some of its rows. Where they do not, as in a row
/// whose figures are zero, a figure may be lost, so less is asked for.
pub const UNSURE: &[Transformation] = &[
    unsure("empty-cells-dropped", |text| unsure::spoil(text, unsure::Spoil::DropEmptyCells).into()),
    unsure("empty-columns-dropped", |text| unsure::spoil(text, unsure::Spoil::DropEmptyColumns).into()),
    unsure("torn-figures", |text| unsure::spoil(text, unsure::Spoil::TearFigure).into()),
    unsure("torn-over-cells", |text| unsure::spoil(text, unsure::Spoil::TearOverCells).into()),
    unsure("torn-over-pages", |text| unsure::spoil(text, unsure::Spoil::TearOverPages).into()),
    unsure("stray-figures", |text| unsure::spoil(text, unsure::Spoil::StrayFigure).into()),
    unsure("torn-figures-aligned", |text| unsure::tear_aligned(text).into()),
    unsure("empty-columns-dropped-aligned", |text| unsure::narrow_pages(text).into()),
    unsure("rows-shifted", |text| unsure::shift(text).into()),
    unsure("one-blank", |text| unsure::one_blank(text).into()),
];

/// All transformations.
pub const ALL: &[Transformation] = &[
    exact("crlf", |text| encodings::crlf(text).into()),
    exact("bom", encodings::bom),
    exact("utf16le", |text| encodings::utf16le(text, true)),
    exact("utf16be", |text| encodings::utf16be(text, true)),
    exact("utf16le-without-mark", |text| encodings::utf16le(text, false)),
    exact("utf16be-without-mark", |text| encodings::utf16be(text, false)),
    exact("gb18030", encodings::gb18030),
    exact("full-width-digits", |text| characters::full_width(text).into()),
    exact("thousands", |text| characters::thousands(text, ',').into()),
    exact("full-width-thousands", |text| characters::thousands(text, '，').into()),
    exact("trailing-blanks", |text| characters::trailing_blanks(text).into()),
    exact("without-bold", |text| characters::without_bold(text).into()),
    exact("without-stars", |text| characters::without_stars(text).into()),
    exact("no-break-spaces", |text| characters::no_break_spaces(text).into()),
    moved("page-break", |text| pages::cut(text, pages::Cut::Header).into()),
    moved("page-break-ruled", |text| pages::cut(text, pages::Cut::Rule).into()),
    moved("page-break-form-feed", |text| pages::cut(text, pages::Cut::FormFeed).into()),
    moved("page-break-without-header", |text| pages::cut(text, pages::Cut::Bare).into()),
    moved("page-break-number-alone", |text| pages::cut(text, pages::Cut::Number).into()),
    moved("page-break-with-title", |text| pages::cut(text, pages::Cut::Title).into()),
    moved("exploded", |text| layouts::explode(text).into()),
    moved("exploded-unparted", |text| layouts::explode_unparted(text).into()),
    moved("rows-a-line", |text| layouts::tabs(text).into()),
    moved("two-tabs", |text| layouts::part_by(text, "\t\t").into()),
    moved("tabs-and-blanks", |text| layouts::part_by(text, " \t  ").into()),
    moved("broken-digits", |text| layouts::break_digits(text).into()),
    moved("pipes", |text| layouts::pipes(text, true).into()),
    moved("pipes-without-rule", |text| layouts::pipes(text, false).into()),
    moved("html", |text| html::tables(text, html::Lines::Rows, false).into()),
    moved("html-one-line", |text| html::tables(text, html::Lines::One, true).into()),
    moved("html-tag-a-line", |text| html::tables(text, html::Lines::Tags, true).into()),
    moved("codes-in-three-columns", |text| codes::rewrite(text, codes::Shape::ThreeColumns).into()),
    moved("codes-without-leading-zero", |text| codes::rewrite(text, codes::Shape::WithoutLeadingZero).into()),
    moved("codes-in-two-columns", |text| codes::rewrite(text, codes::Shape::TwoColumns).into()),
    moved("codes-glued", |text| codes::rewrite(text, codes::Shape::Glued).into()),
    moved("head-is-total", |text| codes::rewrite(text, codes::Shape::HeadIsTotal).into()),
    aligned("aligned", |text| layouts::align(text, layouts::Habit::Rows).into()),
    aligned("aligned-flush-left", |text| layouts::align(text, layouts::Habit::FlushLeft).into()),
    aligned("aligned-centred", |text| layouts::align(text, layouts::Habit::Centred).into()),
    aligned("aligned-centred-head", |text| layouts::align(text, layouts::Habit::CentredHead).into()),
    aligned("aligned-figures-above", |text| layouts::align(text, layouts::Habit::FiguresAbove).into()),
    aligned("aligned-figures-below", |text| layouts::align(text, layouts::Habit::FiguresBelow).into()),
    aligned("aligned-wrapped-names", |text| layouts::align(text, layouts::Habit::WrappedNames).into()),
    aligned("aligned-interleaved-names", |text| {
        layouts::align(text, layouts::Habit::InterleavedNames).into()
    }),
    aligned("aligned-head-is-total", |text| {
        let text = codes::rewrite(text, codes::Shape::HeadIsTotal);
        layouts::align(&text, layouts::Habit::Rows).into()
    }),
    aligned("aligned-pages", |text| {
        let text = pages::cut(text, pages::Cut::Title);
        layouts::align(&text, layouts::Habit::Rows).into()
    }),
];
