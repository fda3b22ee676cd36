//! The encoding of a page: by its bytes, and by what it says where they leave it open.

use crate::TextEncoding;

/// A page says its encoding near its beginning.
const HEAD: usize = 4096;

/// The encoding of a page and the length of its byte order mark.
pub(super) fn detect(bytes: &[u8]) -> (TextEncoding, usize) {
    let (found, bom) = crate::detect::detect(bytes);
    // what is valid UTF-8 with Chinese in it is nothing else, whatever the page says
    if bom > 0 || found == TextEncoding::UTF_8 || found.is_utf16() {
        return (found, bom);
    }
    (declared(bytes).filter(|one| !one.is_utf16() && *one != TextEncoding::UTF_8).unwrap_or(found), 0)
}

/// The encoding that `charset=` in the head names.
fn declared(bytes: &[u8]) -> Option<TextEncoding> {
    let head = bytes.get(..HEAD.min(bytes.len()))?.to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    label(head.get(at..)?)
}

/// The encoding that these bytes name, quotes around it or not.
pub(super) fn label(bytes: &[u8]) -> Option<TextEncoding> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let bytes = bytes.iter().skip_while(|byte| !is_name(byte)).take_while(|byte| is_name(byte));
    let name: String = bytes.take(40).map(|&byte| char::from(byte)).collect();
    name.parse().ok()
}
