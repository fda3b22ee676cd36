//! Any text as `juesuan.toml`: words that are options of the command, none of them a place outside the folder, or an error
//! that shows its place.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for command in ["convert", "check", "rules", "man"] {
        match juesuan_cli::words_of_settings(text, command) {
            Ok(words) => {
                for word in words {
                    let word = word.to_string_lossy();
                    assert!(word.starts_with("--"), "{word}");
                    assert!(!word.contains("=/etc") && !word.contains("/../"), "{word}");
                }
            }
            Err(shown) => assert!(!shown.is_empty()),
        }
    }
});
