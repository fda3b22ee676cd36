//! Files that were cut off on their way, and bytes that are no text at all.

use crate::Format;
use crate::tuning::TUNING;

/// So many bytes of a file say whether it is text.
const SAMPLE: usize = 64 * 1024;

/// Whether an archive or a compound file has lost the list of its parts, which stands at its end or is linked through it.
#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
pub(crate) fn is_cut(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Zip => {
            crate::package::Package::open(bytes, format, &crate::limits::Room::for_a_look()).is_err()
        }
        #[cfg(feature = "sheet")]
        Format::Ole => crate::compound::Compound::open(bytes, format).is_err(),
        _ => false,
    }
}

#[cfg(not(any(feature = "docx", feature = "ofd", feature = "sheet")))]
pub(crate) fn is_cut(_: &[u8], _: Format) -> bool {
    false
}

/// Whether bytes are no text in any encoding: control characters all over.
pub(crate) fn is_no_text(bytes: &[u8]) -> bool {
    if crate::detect::detect(bytes).0.is_utf16() {
        return false;
    }
    let head = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or(bytes);
    // counted in chunks without a branch inside, which the compiler turns into vector instructions
    let in_chunk = |chunk: &[u8]| chunk.iter().fold(0_u8, |count, byte| count + u8::from(is_control(*byte)));
    let controls: usize = head.chunks(CHUNK).map(|chunk| usize::from(in_chunk(chunk))).sum();
    controls > TUNING.bytes.fewest_controls && controls * TUNING.bytes.fewest_between > head.len()
}

/// How many bytes are counted in one go.
const CHUNK: usize = 64;

/// Whether a byte is a control character that no text has.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x06 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f)
}

/// Whether a PDF ends in the middle: what tells where its objects are stands behind the last of them.
#[cfg(feature = "pdf")]
pub(crate) fn is_cut_pdf(bytes: &[u8]) -> bool {
    let last = |word: &[u8]| memchr::memmem::rfind(bytes, word);
    let end = last(b"startxref");
    last(b"endobj").is_none_or(|object| end.is_none_or(|end| end < object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_by_chance_are_no_text() {
        let chance: Vec<u8> =
            (0..4000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
        assert!(is_no_text(&chance) && is_no_text(&[0; 50]));
        assert!(!is_no_text("合计\t12.50\n".as_bytes()) && !is_no_text(b"12\x0034\n") && !is_no_text(b""));
        let wide: Vec<u8> = "合计 12.50\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!is_no_text(&wide));
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn a_pdf_without_its_end_is_cut() {
        assert!(!is_cut_pdf(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\ntrailer\nstartxref\n9\n%%EOF\n<html>"));
        assert!(is_cut_pdf(b"%PDF-1.4\nxref\nstartxref\n0\n%%EOF\n1 0 obj\n<<>>\nendobj\n2 0 obj\n<</A"));
        assert!(is_cut_pdf(b"%PDF-1.4\n1 0 obj\n<</Len"));
    }
}
