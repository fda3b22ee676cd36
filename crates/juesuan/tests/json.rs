//! The JSON form of every fixture and real document: valid by its schema, and the same report when read back.

#![allow(clippy::expect_used, clippy::print_stderr, clippy::unwrap_used)] // a test may expect, and may speak

mod support;

#[test]
fn json_is_valid_and_reads_back_to_the_same_bytes() {
    let schema = juesuan::output::json_schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let rules = juesuan::rules::catalogue();
    let test = "json_is_valid_and_reads_back_to_the_same_bytes";
    for (name, bytes) in support::fixtures().into_iter().chain(support::seeds(test)) {
        let mut reading = juesuan::read_text(&bytes, &name, &juesuan::Options::default()).expect("readable");
        reading.check(&rules);
        // what is known of the rules is in the catalogue, not in the JSON form
        reading.report.explanations.clear();
        // and where paragraphs were put together serves the rules alone
        reading.report.seams.clear();
        let json = juesuan::output::to_json(&reading.report).expect("written");
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let errors: Vec<String> =
            validator.iter_errors(&value).take(3).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        let back = juesuan::output::read_json(&json).expect("read back");
        assert_eq!(back, reading.report, "{name}: the same report");
        assert_eq!(juesuan::output::to_json(&back).expect("written"), json, "{name}: the same bytes");
    }
}
