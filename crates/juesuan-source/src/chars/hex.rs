//! Bytes as text.

use std::fmt::Write as _;

/// Spells bytes in lower-case hexadecimal digits, two a byte.
///
/// ```
/// assert_eq!(juesuan_source::chars::hex(&[0x0f, 0xa0]), "0fa0");
/// ```
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // writing to a string cannot fail
        let _ = write!(text, "{byte:02x}");
        text
    })
}
