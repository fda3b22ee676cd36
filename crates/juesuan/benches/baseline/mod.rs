//! What everything is measured against.

/// The number of fields that the csv crate finds between tabs.
pub(crate) fn fields(bytes: &[u8]) -> usize {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .flexible(true)
        .has_headers(false)
        .from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
        fields += record.len();
    }
    fields
}
