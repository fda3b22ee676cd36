//! Web archives (MHTML): the pages among the parts of a message.

use super::charset::label;
use crate::TextEncoding;

/// Parts of one archive.
const MOST_PARTS: usize = 10_000;

/// A page in a web archive.
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    pub(super) charset: Option<TextEncoding>,
}

/// Whether the bytes begin like a message of several parts.
pub(crate) fn is_mime(bytes: &[u8]) -> bool {
    let head = bytes.get(..2048.min(bytes.len())).unwrap_or(bytes).to_ascii_lowercase();
    let begins =
        [&b"mime-version:"[..], b"from:", b"content-type:"].iter().any(|start| head.starts_with(start));
    begins && memchr::memmem::find(&head, b"multipart/related").is_some()
}

/// The pages of a web archive in their order.
pub(super) fn pages(bytes: &[u8]) -> Vec<Part> {
    let Some(boundary) = boundary(bytes) else { return Vec::new() };
    let mut starts: Vec<usize> = memchr::memmem::find_iter(bytes, &boundary).take(MOST_PARTS).collect();
    starts.push(bytes.len());
    starts.windows(2).filter_map(|pair| part(bytes.get(pair[0] + boundary.len()..pair[1])?)).collect()
}

/// The line that parts the parts.
fn boundary(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = bytes.get(..4096.min(bytes.len()))?;
    let at = memchr::memmem::find(&head.to_ascii_lowercase(), b"boundary=")? + b"boundary=".len();
    let rest = head.get(at..)?;
    let quoted = rest.strip_prefix(b"\"");
    let ends = |byte: &u8| {
        if quoted.is_some() { *byte == b'"' } else { byte.is_ascii_whitespace() || *byte == b';' }
    };
    let name: Vec<u8> = quoted.unwrap_or(rest).iter().copied().take_while(|byte| !ends(byte)).collect();
    (!name.is_empty()).then(|| [b"--".to_vec(), name].concat())
}

/// A part, if it is a page.
fn part(bytes: &[u8]) -> Option<Part> {
    let blank = |mark: &[u8]| memchr::memmem::find(bytes, mark).map(|at| (at, at + mark.len()));
    let (end, start) = blank(b"\r\n\r\n").or_else(|| blank(b"\n\n"))?;
    let headers = bytes.get(..end)?.to_ascii_lowercase();
    memchr::memmem::find(&headers, b"text/html")?;
    let body = bytes.get(start..)?;
    let says = |mark: &[u8]| memchr::memmem::find(&headers, mark);
    let bytes = if says(b"quoted-printable").is_some() {
        quoted_printable(body)
    } else if says(b"base64").is_some() {
        base64(body)
    } else {
        body.to_vec()
    };
    let charset = says(b"charset=").and_then(|at| label(headers.get(at + b"charset=".len()..)?));
    Some(Part { bytes, charset })
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
    let mut decoded = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        if byte != b'=' {
            decoded.push(byte);
            at += 1;
            continue;
        }
        match (digit(body.get(at + 1)), digit(body.get(at + 2))) {
            (Some(high), Some(low)) => {
                decoded.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            // a line that goes on
            _ if body.get(at + 1) == Some(&b'\n') => at += 2,
            _ if body.get(at + 1..at + 3) == Some(b"\r\n") => at += 3,
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    decoded
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for &byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0x00ff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.extend(u8::try_from(bits >> count & 0xff));
        }
    }
    decoded
}
