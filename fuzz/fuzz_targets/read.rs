//! Any text becomes a report whose account closes, and whose places lie in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok(reading) = juesuan::read_text(text.as_bytes(), "a.txt", &juesuan::Options::default()) else { return };
    let report = &reading.report;
    let unread = u32::try_from(report.unread.len()).expect("few enough");
    assert_eq!(report.numbers, report.numbers_read + unread, "every number is read, or unread with a reason");
    let places = report.repairs.iter().flat_map(|repair| &repair.places);
    for place in places {
        assert!(reading.text.get(place.span.range()).is_some());
    }
});
