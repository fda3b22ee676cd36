//! Guessing the encoding of a text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030};

use crate::TextEncoding;
use crate::encoding::BYTE_ORDER_MARKS;

/// How many bytes, from the first that is not ASCII, a guess looks at.
const SAMPLE: usize = 256 * 1024;

/// The encoding of `bytes` and the length of the byte order mark in front of them.
pub(crate) fn detect(bytes: &[u8]) -> (TextEncoding, usize) {
    if let Some((encoding, mark)) = BYTE_ORDER_MARKS.iter().find(|(_, mark)| bytes.starts_with(mark)) {
        return (*encoding, mark.len());
    }
    (without_mark(bytes), 0)
}

fn without_mark(bytes: &[u8]) -> TextEncoding {
    let head = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or(bytes);
    let nulls = memchr::memchr_iter(0, head).count();
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        // digits and Latin letters in UTF-16 are valid UTF-8 too, with a NUL beside each
        let wide = if nulls * 4 >= head.len() { utf16(head) } else { None };
        return wide.unwrap_or(TextEncoding::UTF_8);
    }
    utf16(head).unwrap_or_else(|| if is_damaged_utf8(bytes) { TextEncoding::UTF_8 } else { chinese(bytes) })
}

/// UTF-16, when nearly all code units are characters that Chinese documents are made of.
fn utf16(head: &[u8]) -> Option<TextEncoding> {
    let share = |read: fn([u8; 2]) -> u16| {
        let (pairs, _) = head.as_chunks::<2>();
        let plausible = pairs.iter().filter(|&&pair| is_plausible(read(pair))).count();
        (plausible * 100).checked_div(pairs.len()).unwrap_or(0)
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    match little.max(big) {
        95.. if little > big => Some(TextEncoding::UTF_16LE),
        95.. if big > little => Some(TextEncoding::UTF_16BE),
        _ => None,
    }
}

fn is_plausible(unit: u16) -> bool {
    matches!(unit,
        0x09..=0x0d | 0x20..=0x7e | 0xa0 | 0xb7 | 0xd7 | 0x2010..=0x203b | 0x2103 | 0x2160..=0x217f
        | 0x2460..=0x249b | 0x2500..=0x25ff | 0x2200..=0x22ff | 0x3000..=0x3020 | 0x4e00..=0x9fa5
        | 0xff01..=0xff5e | 0xffe5)
}

/// Text in UTF-8 with a few wrong bytes: by chance, other encodings hardly ever form three-byte sequences.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut chars, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        chars += chunk.valid().bytes().filter(|byte| (0xe3..0xf0).contains(byte)).count();
        // wrong bytes in a row are one fault
        wrong += usize::from(!chunk.invalid().is_empty() && (!chunk.valid().is_empty() || wrong == 0));
    }
    chars >= 2 * wrong
}

/// GB18030 or Big5.
fn chinese(bytes: &[u8]) -> TextEncoding {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let end = bytes.len().min(start + SAMPLE);
    let sample = bytes.get(start..end).unwrap_or(&[]);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, end == bytes.len());
    let says_big5 =
        [None, Some(&b"cn"[..])].into_iter().any(|tld| detector.guess(tld, Utf8Detection::Deny) == BIG5);
    if says_big5 && wrong_sequences(BIG5, sample) <= wrong_sequences(GB18030, sample) {
        TextEncoding::BIG5
    } else {
        TextEncoding::GB18030
    }
}

fn wrong_sequences(encoding: &'static Encoding, sample: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0; 4096];
    let (mut rest, mut wrong) = (sample, 0);
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut buffer, false);
        rest = rest.get(read..).unwrap_or(&[]);
        match result {
            DecoderResult::InputEmpty => return wrong,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => wrong += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "单位：万元\n合计\t684.73\n一、一般公共预算财政拨款收入\n";
    const TRADITIONAL: &str =
        "單位：萬元\n合計\t684.73\n一、一般公共預算財政撥款收入，其中本年收入與上年結轉。\n";

    fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn guesses() {
        let cases: Vec<(Vec<u8>, TextEncoding)> = vec![
            (TEXT.into(), TextEncoding::UTF_8),
            (b"12\x0034\n".into(), TextEncoding::UTF_8),
            (wide(TEXT, u16::to_le_bytes), TextEncoding::UTF_16LE),
            (wide(TEXT, u16::to_be_bytes), TextEncoding::UTF_16BE),
            (wide("1\t2\n", u16::to_le_bytes), TextEncoding::UTF_16LE),
            (wide("决算", u16::to_be_bytes), TextEncoding::UTF_16BE),
            (GB18030.encode(TEXT).0.into(), TextEncoding::GB18030),
            (GB18030.encode("决算").0.into(), TextEncoding::GB18030),
            (GB18030.encode("合计 12").0.into(), TextEncoding::GB18030),
            (BIG5.encode(TRADITIONAL).0.into(), TextEncoding::BIG5),
            (b"\xef\xbb\xbfa".into(), TextEncoding::UTF_8),
            ([TEXT.as_bytes(), b"\xff\xfe"].concat(), TextEncoding::UTF_8),
            (Vec::new(), TextEncoding::UTF_8),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(detect(&bytes).0, encoding, "{bytes:?}");
        }
    }
}
