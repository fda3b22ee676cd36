//! Any bytes through the whole pipeline: the account closes, every writer gives what its readers take, twice the same.
#![no_main]

use juesuan::output;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = || juesuan::read_text(bytes, "a/b.txt", &juesuan::Options::default());
    let (Ok(mut reading), Ok(mut again)) = (read(), read()) else { return };
    let rules = rules();
    reading.check(rules);
    again.check(rules);
    assert_eq!(reading.report, again.report, "the same bytes give the same report");
    let report = &reading.report;
    let unread = u32::try_from(report.unread.len()).expect("few enough");
    assert_eq!(report.numbers, report.numbers_read + unread, "every number is read, or unread with a reason");
    for place in report.findings.iter().flat_map(|finding| &finding.places) {
        assert!(reading.text.get(place.span.start as usize..place.span.end as usize).is_some());
    }
    let part = output::PackagePart::render(report);
    for resource in output::RESOURCES {
        let csv = part.csv(resource.name).expect("a file of the package");
        assert!(!csv.contains(&0), "{}", resource.name);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
        for row in reader.records() {
            assert_eq!(row.expect("a row").len(), resource.fields.len(), "{}", resource.name);
        }
    }
    let json = output::to_json(report).expect("JSON");
    let back = output::read_json(&json).expect("a report");
    assert_eq!(output::to_json(&back).expect("JSON"), json);
    let log = output::sarif::log(&[], &[(report, &reading.text)], |finding| &finding.message).expect("a log");
    let log: serde_json::Value = serde_json::from_str(&log).expect("JSON");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(report.findings.len()));
    let marks = output::github::annotations(report, "a/b.txt", |finding| &finding.message);
    assert_eq!(marks.lines().count(), report.findings.len());
    let page = output::review_page(report, &reading.text);
    assert_eq!(page.matches("<script").count(), page.matches("</script>").count());
    assert!(!output::to_markdown(report).contains('\0'));
    output::to_xlsx_with(report, &reading.text).expect("a workbook");
});

/// The catalogue, made once.
fn rules() -> &'static juesuan::rules::RuleSet {
    static RULES: std::sync::OnceLock<juesuan::rules::RuleSet> = std::sync::OnceLock::new();
    RULES.get_or_init(juesuan::rules::catalogue)
}
