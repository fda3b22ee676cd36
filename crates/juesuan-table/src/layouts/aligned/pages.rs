//! An aligned fragment that goes over several pages, page by page.

use juesuan_segment::{FragmentLayout, Span};
use juesuan_source::lines;

use crate::table::Fragment;
use crate::text::Text;

/// The pages of an aligned fragment, without the page numbers at their feet; other fragments are left whole.
pub(crate) fn pages(source: &Text<'_>, fragment: Fragment) -> Vec<Fragment> {
    if fragment.layout != FragmentLayout::Aligned || !fragment.span.text(source).contains('\u{c}') {
        return vec![fragment];
    }
    let mut found: Vec<Span> = Vec::new();
    // what is printed on the page so far, and before its last line
    let (mut page, mut before): (Option<Span>, Option<Span>) = (None, None);
    let mut last = Span::default();
    for line in lines(source, fragment.span) {
        let text = line.text(source);
        let feed = text.rfind('\u{c}').map(|at| line.start + Span::of(0..at + 1).end);
        let begins = feed.unwrap_or(line.start);
        if feed.is_some() {
            let foot = last.text(source).trim();
            let numbered =
                !foot.is_empty() && foot.len() <= 4 && foot.bytes().all(|byte| byte.is_ascii_digit());
            found.extend(if numbered { before } else { page });
            (page, before) = (None, None);
        }
        let rest = Span::new(begins, line.end);
        if !rest.text(source).trim().is_empty() {
            before = page;
            last = rest;
            page = Some(page.map_or(rest, |page| page.join(rest)));
        }
    }
    found.extend(page);
    found.into_iter().map(|span| Fragment { span, ..fragment }).collect()
}
