//! The encodings of text files.

use std::fmt;
use std::str::FromStr;

use encoding_rs::Encoding;

use crate::IngestError;

/// An encoding of text. Its name is the one in the data package: `UTF-8`, `UTF-16LE`, `GB18030`, `Big5` …
#[derive(Copy, Clone, PartialEq, Eq)]
pub struct TextEncoding(pub(crate) &'static Encoding);

impl TextEncoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);
    /// UTF-16, low byte first.
    pub const UTF_16LE: Self = Self(encoding_rs::UTF_16LE);
    /// UTF-16, high byte first.
    pub const UTF_16BE: Self = Self(encoding_rs::UTF_16BE);
    /// GB18030, which holds GBK and GB2312.
    pub const GB18030: Self = Self(encoding_rs::GB18030);
    /// Big5.
    pub const BIG5: Self = Self(encoding_rs::BIG5);

    /// The name of the encoding.
    pub fn name(self) -> &'static str {
        if self == Self::GB18030 { "GB18030" } else { self.0.name() }
    }

    /// Whether a character takes two bytes or four.
    pub(crate) fn is_utf16(self) -> bool {
        self == Self::UTF_16LE || self == Self::UTF_16BE
    }

    /// Length of this encoding's byte order mark in front of `bytes`.
    pub(crate) fn bom_of(self, bytes: &[u8]) -> usize {
        BYTE_ORDER_MARKS
            .iter()
            .find(|(encoding, mark)| *encoding == self && bytes.starts_with(mark))
            .map_or(0, |(_, mark)| mark.len())
    }
}

/// What stands in front of a text to name its encoding.
pub(crate) const BYTE_ORDER_MARKS: [(TextEncoding, &[u8]); 4] = [
    (TextEncoding::UTF_8, b"\xef\xbb\xbf"),
    (TextEncoding::UTF_16LE, b"\xff\xfe"),
    (TextEncoding::UTF_16BE, b"\xfe\xff"),
    (TextEncoding::GB18030, b"\x84\x31\x95\x33"),
];

impl FromStr for TextEncoding {
    type Err = IngestError;

    /// Any label of the WHATWG encoding standard, in either case; GBK and GB2312 are read as GB18030.
    fn from_str(label: &str) -> Result<Self, IngestError> {
        let encoding = Encoding::for_label_no_replacement(label.as_bytes())
            .ok_or_else(|| IngestError::UnknownEncoding(label.to_owned()))?;
        Ok(Self(if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding }))
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let name = |label: &str| label.parse::<TextEncoding>().map(TextEncoding::name);
        assert_eq!(name("gb2312"), Ok("GB18030"));
        assert_eq!(name("GBK"), Ok("GB18030"));
        assert_eq!(name("utf8"), Ok("UTF-8"));
        assert_eq!(name("unicode"), Ok("UTF-16LE"));
        assert_eq!(name("big5"), Ok("Big5"));
        assert_eq!(name("klingon"), Err(IngestError::UnknownEncoding("klingon".to_owned())));
    }
}
