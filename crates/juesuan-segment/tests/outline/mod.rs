//! How a document is cut, as text: line, kind, level, text.

use expect_test::Expect;
use juesuan_segment::{BlockKind, FragmentLayout, segment};

/// One line a block; blank ones are left out.
pub(crate) fn check(text: &str, expected: &Expect) {
    let document = segment(text).unwrap();
    let mut shown = String::new();
    if let Some(width) = document.cut_at {
        shown += &format!("cut at {width}: {} lines\n", document.cut_lines.len());
    }
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Blank) {
        let section =
            block.section.and_then(|id| document.section(id)).filter(|_| block.kind == BlockKind::Heading);
        let kind = match block.kind {
            BlockKind::Fragment(FragmentLayout::Tabbed) => "tabbed".to_owned(),
            BlockKind::Fragment(layout) => format!("{layout:?}").to_lowercase(),
            kind => format!("{kind:?}").to_lowercase(),
        };
        let level = section.map_or(String::new(), |section| format!(" {}", section.level));
        let more = if block.continues { " ↩" } else { "" };
        let text = document.text(block).trim().escape_debug().to_string();
        let text: String = text.chars().take(36).collect();
        shown += &format!("{} {kind}{level}{more} {text}\n", document.line(block.span));
    }
    expected.assert_eq(&shown);
}
