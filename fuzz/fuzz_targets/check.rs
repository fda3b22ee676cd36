//! Any report, as its JSON says: the rules judge it and the writers write it, whatever it claims.
#![no_main]

use juesuan::output;
use juesuan::rules::{Checker, RuleSet, catalogue};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut report) = std::str::from_utf8(bytes).map_err(drop).and_then(|text| output::read_json(text).map_err(drop))
    else {
        return;
    };
    let outcome = Checker::new(rules()).check(&report);
    outcome.write_to(&mut report);
    output::PackagePart::render(&report);
    let json = output::to_json(&report).expect("JSON");
    let back = output::read_json(&json).expect("a report");
    assert_eq!(output::to_json(&back).expect("JSON"), json);
    for format in output::FORMATS {
        let rendered = format.renderer()(&report, "");
        assert!(rendered.is_ok() || matches!(rendered, Err(output::OutputError::DocumentName(_))), "{}", format.name);
    }
});

/// The catalogue, made once.
fn rules() -> &'static RuleSet {
    static RULES: std::sync::OnceLock<RuleSet> = std::sync::OnceLock::new();
    RULES.get_or_init(catalogue)
}
