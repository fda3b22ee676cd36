//! Fragments of a cell a line: whether their cells have lines of their own, and whether these are all cells of their rows.

use juesuan_segment::FragmentLayout;
use juesuan_source::chars::GAPS;
use juesuan_source::lines;

use crate::layouts::flat;
use crate::table::Fragment;
use crate::text::Text;
use crate::tuning::layouts::TUNING;

/// Whether a fragment has a cell a line and nothing else that parts cells.
pub(crate) fn is_a_cell_a_line(source: &Text<'_>, fragment: Fragment) -> bool {
    match fragment.layout {
        FragmentLayout::Exploded => !fragment.span.text(source).contains(['\t', '|']),
        // where most lines are names, that of the fragment does not tell
        FragmentLayout::Aligned => !flat::has_figures_behind_blanks(source, fragment.span),
        _ => false,
    }
}

/// Whether a fragment has a cell a line, each behind a tab, and no blank lines that part rows: the tabs part nothing.
pub(crate) fn is_a_cell_a_line_behind_tabs(source: &Text<'_>, fragment: Fragment) -> bool {
    if fragment.layout != FragmentLayout::Exploded {
        return false;
    }
    let (mut all, mut blank, mut tabs) = (0, 0, 0);
    for line in lines(source, fragment.span).map(|line| line.text(source)) {
        if line.trim().contains(['\t', '|']) {
            return false;
        }
        all += 1;
        blank += usize::from(line.trim_matches(GAPS).is_empty());
        tabs += usize::from(line.contains('\t'));
    }
    tabs > 0 && blank * TUNING.exploded.one_in_blank <= all
}

/// Whether the cells of fragments of a cell a line behind tabs fill rows of a width, blank cells among them.
pub(crate) fn have_whole_rows(source: &Text<'_>, fragments: &[Fragment], width: usize) -> bool {
    let (mut cells, mut blank) = (0, 0);
    let lines = fragments.iter().flat_map(|part| lines(source, part.span));
    for line in lines.map(|line| line.text(source)).filter(|line| line.contains('\t')) {
        cells += 1;
        blank += usize::from(line.trim().is_empty());
    }
    width > 1 && blank > 0 && cells % width == 0
}
