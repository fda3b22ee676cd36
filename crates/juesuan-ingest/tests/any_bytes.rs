//! What must hold for any bytes and any text.

use juesuan_ingest::{IngestError, Options, TextEncoding, ingest};
use proptest::prelude::*;

const ENCODINGS: [TextEncoding; 5] = [
    TextEncoding::UTF_8,
    TextEncoding::UTF_16LE,
    TextEncoding::UTF_16BE,
    TextEncoding::GB18030,
    TextEncoding::BIG5,
];

fn as_encoding(encoding: TextEncoding) -> Options<'static> {
    Options { encoding: Some(encoding), ..Options::default() }
}

/// A document of the kind we read.
fn document() -> impl Strategy<Value = String> {
    proptest::collection::vec("[一-龥（）：，。、]{2,12}\t[0-9]{1,4}\\.[0-9]{2}(\r\n|\n)", 2..40)
        .prop_map(|lines| lines.concat())
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

proptest! {
    #[test]
    fn any_bytes_give_a_source_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        match ingest(&bytes, Options::default()) {
            Ok(source) => {
                let shown = source.text.matches('\u{fffd}').count() as u64;
                prop_assert!(source.undecodable_runs <= shown);
                for run in &source.undecodable {
                    let text = source.text.get(run.offset as usize..).unwrap_or("");
                    prop_assert!(text.starts_with(char::REPLACEMENT_CHARACTER));
                    let at = usize::try_from(run.byte_offset).unwrap();
                    prop_assert!(bytes[at..].starts_with(&run.bytes));
                    prop_assert_eq!(source.byte_offset(run.offset), run.byte_offset);
                }
            }
            Err(IngestError::Unsupported { .. }) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn every_encoding_reads_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), index in 0..5usize) {
        let source = ingest(&bytes, as_encoding(ENCODINGS[index]));
        if let Ok(source) = source {
            let mut before = 0;
            for (at, _) in source.text.char_indices() {
                let byte = source.byte_offset(u32::try_from(at).unwrap());
                prop_assert!(byte >= before && byte <= bytes.len() as u64);
                before = byte;
            }
        }
    }

    #[test]
    fn documents_are_told_apart(text in document()) {
        let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
        for (bytes, encoding) in [
            (text.clone().into_bytes(), TextEncoding::UTF_8),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), TextEncoding::UTF_8),
            (wide(&text, u16::to_le_bytes), TextEncoding::UTF_16LE),
            (wide(&text, u16::to_be_bytes), TextEncoding::UTF_16BE),
            (wide(&format!("\u{feff}{text}"), u16::to_be_bytes), TextEncoding::UTF_16BE),
        ] {
            let source = ingest(&bytes, Options::default()).unwrap();
            prop_assert_eq!(source.encoding, encoding);
            prop_assert_eq!(&*source.text, text.as_str());
        }
        // characters at random are no language, so here the encoding is given
        let source = ingest(&gb18030, as_encoding(TextEncoding::GB18030)).unwrap();
        prop_assert_eq!(&*source.text, text.as_str());
        for (at, c) in text.char_indices() {
            let byte = source.byte_offset(u32::try_from(at).unwrap());
            let rest = &gb18030[usize::try_from(byte).unwrap()..];
            let mut buffer = [0; 4];
            let printed = encoding_rs::GB18030.encode(c.encode_utf8(&mut buffer)).0.into_owned();
            prop_assert!(rest.starts_with(&printed));
        }
    }
}

#[test]
fn special_files() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\0\0\0\0", b" \n\t\r\n", b"\xff"] {
        let source = ingest(bytes, Options::default()).unwrap();
        assert!(source.text.len() <= 6, "{bytes:?}");
    }
    let long = "决".repeat(3_000_000);
    let bytes = encoding_rs::GB18030.encode(&long).0.into_owned();
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.text, long);
    assert_eq!(source.encoding, TextEncoding::GB18030);
}

#[test]
fn form_feeds_make_pages() {
    let source = ingest("一\n\u{c}二\n\u{c}三".as_bytes(), Options::default()).unwrap();
    let page_of = |word: &str| source.page(u32::try_from(source.text.find(word).unwrap()).unwrap());
    assert_eq!([page_of("一"), page_of("二"), page_of("三")], [Some(1), Some(2), Some(3)]);
    assert_eq!(ingest(b"1\n", Options::default()).unwrap().page(0), None);
}

#[test]
fn an_encoding_given_wins() {
    let bytes = "合计".as_bytes();
    let source = ingest(bytes, as_encoding(TextEncoding::BIG5)).unwrap();
    assert_eq!(source.encoding, TextEncoding::BIG5);
    assert_ne!(source.text, "合计");
}

#[test]
fn runs_of_wrong_bytes_are_one_report() {
    let mut bytes = "第一行\n第二行".as_bytes().to_vec();
    bytes.extend([0xff; 40]);
    bytes.extend("\n第三行\n".as_bytes());
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.undecodable.len(), 1);
    let run = &source.undecodable[0];
    assert_eq!((run.line, run.length, run.bytes.len()), (2, 40, 16));
    assert!(source.text.contains("\u{fffd}\n第三行"));
}
