//! The lines of a fragment.

use juesuan_segment::Span;

/// The lines of a span without their ends, which are `\n`, `\r\n` or `\r`; form feeds stay in their line.
pub(crate) fn lines(source: &str, span: Span) -> impl Iterator<Item = Span> {
    let text = span.text(source);
    let base = span.start as usize;
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = Span::of(base + at..base + at + length);
        let after = rest.get(length..).unwrap_or("");
        at += length + if after.starts_with("\r\n") { 2 } else { usize::from(!after.is_empty()) };
        Some(line)
    })
}
