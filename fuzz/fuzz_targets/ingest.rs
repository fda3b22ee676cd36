//! Any bytes give a source or a typed error, and every undecodable byte is where the report says.
#![no_main]

use juesuan_ingest::{Options, ingest};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = ingest(bytes, Options::default()) {
        for run in source.undecodable.iter().take(8) {
            assert_eq!(source.byte_offset(run.offset), run.byte_offset);
            let rest = source.text.get(run.offset as usize..).unwrap_or("");
            assert!(rest.starts_with(char::REPLACEMENT_CHARACTER));
        }
        assert!(source.pages.windows(2).all(|pair| pair[0] < pair[1]));
    }
});
