//! Any text is cut into blocks that, put one after the other, are the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let segmentation = juesuan_segment::segment(&text).expect("short enough");
    let mut end = 0;
    for block in &segmentation.blocks {
        assert_eq!(block.span.start, end);
        assert!(text.get(block.span.range()).is_some());
        end = block.span.end;
    }
    assert_eq!(end as usize, text.len());
});
