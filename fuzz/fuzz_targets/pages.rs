//! Whatever a page draws is drawn, and whatever is recognised on one is read, or there is a typed error.
//!
//! The bytes are the contents of a page with fonts, an image, a pattern, a shading and a mask at hand; the words that are
//! recognised on it are cut out of the same bytes.
#![no_main]

use std::time::Duration;

use juesuan_ingest::{Format, Options, Picture, RecognitionError, Recogniser, Word, ingest};
use libfuzzer_sys::fuzz_target;

/// What a page may use, as objects from the fifth on.
const RESOURCES: [&str; 7] = [
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 7 0 R \
     /Length 4 >>\nstream\nabcd\nendstream",
    "<< /Type /XObject /Subtype /Image /Width 3 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 3 >>\n\
     stream\nxyz\nendstream",
    "<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 7 /YStep 9 /Resources << >> \
     /Length 22 >>\nstream\n0 0 5 5 re f 9 9 l S  \nendstream",
    "<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 90 40] /Function << /FunctionType 2 /Domain [0 1] /N 1 >> >>",
    "<< /Type /ExtGState /ca 0.5 /BM /Multiply /SMask << /Type /Mask /S /Luminosity /G 11 0 R >> >>",
    "<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Group << /S /Transparency /CS /DeviceGray >> /Resources << \
     /XObject << /X 6 0 R >> /ExtGState << /G 10 0 R >> >> /Length 24 >>\nstream\n/G gs 0 0 50 50 re f   \nendstream",
];

/// A file with one page of these contents.
fn file(contents: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut object = |number: usize, object: &[u8]| {
        file.extend(format!("{number} 0 obj ").bytes());
        file.extend_from_slice(object);
        file.extend(b" endobj\n");
    };
    object(1, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    object(
        3,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 120 90] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject \
          << /X 6 0 R /Y 11 0 R >> /Pattern << /P 8 0 R >> /Shading << /S 9 0 R >> /ExtGState << /G 10 0 R >> >> >>",
    );
    let length = format!("<< /Length {} >>\nstream\n", contents.len());
    object(4, &[length.as_bytes(), contents, b"\nendstream"].concat());
    for (number, resource) in (5..).zip(RESOURCES) {
        object(number, resource.as_bytes());
    }
    file.extend(b"trailer << /Root 1 0 R /Size 12 >>\n%%EOF");
    file
}

/// Recognises words that nobody can see.
#[derive(Debug)]
struct Guess<'b>(&'b [u8]);

impl Recogniser for Guess<'_> {
    fn words(&self, _: &Picture, _: Duration) -> Result<Vec<Word>, RecognitionError> {
        let word = |bytes: &[u8]| {
            let side = |at: usize| bytes.get(at).map_or(0.0, |byte| f32::from(*byte) * 7.0 - 200.0);
            let line = bytes.first().map_or(0, |byte| u32::from(byte % 5));
            Word {
                line: (0, 0, line),
                text: String::from_utf8_lossy(bytes).into_owned(),
                confidence: side(5),
                x0: side(1),
                x1: side(2),
                y0: side(3),
                y1: side(4),
            }
        };
        Ok(self.0.chunks(9).map(word).collect())
    }
}

fuzz_target!(|bytes: &[u8]| {
    let file = file(bytes);
    let guess = Guess(bytes);
    let options = Options {
        format: Some(Format::Pdf),
        page_pictures: true,
        recogniser: Some(&guess),
        ..Options::default()
    };
    if let Ok(source) = ingest(&file, options) {
        assert_eq!(source.page_pictures.len(), 1);
        let end = source.text.len();
        assert!(source.runs.iter().all(|run| run.span.end as usize <= end && run.span.start <= run.span.end));
    }
});
