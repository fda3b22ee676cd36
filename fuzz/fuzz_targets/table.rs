//! Any text gives tables whose cells lie in the text.
#![no_main]

use juesuan_table::{Tables, read_fragment, reconstruct};
use juesuan_segment::{FragmentLayout, Span};
use libfuzzer_sys::fuzz_target;

const LAYOUTS: [FragmentLayout; 5] = [
    FragmentLayout::Tabbed,
    FragmentLayout::Exploded,
    FragmentLayout::Piped,
    FragmentLayout::Html,
    FragmentLayout::Aligned,
];

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let segmentation = juesuan_segment::segment(&text).expect("short enough");
    check(&text, &reconstruct(&segmentation));
    for layout in LAYOUTS {
        check(&text, &read_fragment(&text, Span::of(0..text.len()), layout));
    }
});

fn check(text: &str, tables: &Tables) {
    for table in &tables.tables {
        assert!(text.get(table.span.range()).is_some());
    }
}
