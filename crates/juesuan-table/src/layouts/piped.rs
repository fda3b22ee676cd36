//! Markdown pipes: `| a | b |`.

use juesuan_segment::Span;

use crate::grid::Grid;
use crate::text::Text;
use juesuan_source::lines;

/// Adds the rows of a fragment to the grid. `\|` is a sign of the text, not a border.
pub(crate) fn read(source: &Text<'_>, fragment: Span, grid: &mut Grid) {
    for line in lines(source, fragment) {
        let printed = line.text(source);
        let inner = printed.trim();
        if inner.is_empty() {
            grid.mark_gap();
            continue;
        }
        let lead = printed.len() - printed.trim_start().len();
        let mut at = line.start as usize + lead + usize::from(inner.starts_with('|'));
        let end = line.start as usize + lead + inner.len();
        let first = grid.begin();
        let lone = !inner.contains('|');
        while at < end {
            let border = border(source.get(at..end).unwrap_or(""));
            grid.push(source, first, at..at + border);
            at += border + 1;
        }
        grid.end(source, first, line, lone);
    }
}

/// Offset of the next pipe that is a border, or the length of the text.
fn border(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'|' && !escaped {
            return at;
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.len()
}
