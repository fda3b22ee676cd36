//! Any text as own rules: understood and applied without failing, or refused with a short message and a place in it.
#![no_main]

use juesuan::rules::{Language, RuleSet, RuleSetError};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| match RuleSet::empty().with_own_formulas(text) {
    Ok((rules, _)) => {
        let mut reading = report().clone();
        reading.check(&rules);
    }
    Err(RuleSetError::Formula(error)) => {
        let (start, end) = error.span();
        assert!(text.get(start..end).is_some());
        for language in [Language::Zh, Language::En] {
            assert!(error.say(language).len() < 4000);
        }
    }
    Err(_) => {}
});

/// A document with tables to which formulas apply, read once.
fn report() -> &'static juesuan::Reading {
    static READING: std::sync::OnceLock<juesuan::Reading> = std::sync::OnceLock::new();
    READING.get_or_init(|| {
        let bytes = include_bytes!("../../fixtures/plain-department/input.md");
        juesuan::read_text(bytes, "input.md", &juesuan::Options::default()).expect("a fixture")
    })
}
