//! Line ends and encodings.

/// Every line end as `\r\n`.
pub fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// A byte order mark in front.
pub fn bom(text: &str) -> Vec<u8> {
    [b"\xef\xbb\xbf", text.as_bytes()].concat()
}

/// UTF-16, low byte first, with or without a byte order mark.
pub fn utf16le(text: &str, mark: bool) -> Vec<u8> {
    wide(text, mark, u16::to_le_bytes)
}

/// UTF-16, high byte first, with or without a byte order mark.
pub fn utf16be(text: &str, mark: bool) -> Vec<u8> {
    wide(text, mark, u16::to_be_bytes)
}

fn wide(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.then_some(0xfeff).into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// GB18030.
pub fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}
