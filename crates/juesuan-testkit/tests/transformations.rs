//! Transformations change no figure: whatever the layout, the same numbers stand in the text.

use std::collections::BTreeMap;

use juesuan_testkit::truth::narrow;
use juesuan_testkit::{fixtures, transform};

/// Every number with decimals in the text, counted.
fn figures(text: &str) -> BTreeMap<String, usize> {
    let text: String = text.chars().map(narrow).filter(|c| *c != ',').collect();
    let mut figures = BTreeMap::new();
    for token in text.split(|c: char| !c.is_ascii_digit() && c != '.') {
        if token.contains('.') && token.starts_with(|c: char| c.is_ascii_digit()) {
            *figures.entry(token.trim_end_matches('.').to_owned()).or_insert(0) += 1;
        }
    }
    figures
}

fn decoded(bytes: &[u8]) -> String {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|&pair| read(pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => text.to_owned(),
        _ if bytes.starts_with(b"\xff\xfe") || bytes.get(1) == Some(&0) => wide(u16::from_le_bytes),
        _ if bytes.starts_with(b"\xfe\xff") || bytes.contains(&0) => {
            let big = wide(u16::from_be_bytes);
            if big.contains("决算") { big } else { wide(u16::from_le_bytes) }
        }
        _ => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}

#[test]
fn no_figure_is_lost() {
    for fixture in fixtures() {
        let before = figures(&fixture.input);
        for transformation in transform::ALL {
            let spoilt = decoded(&(transformation.apply)(&fixture.input));
            assert_eq!(figures(&spoilt), before, "{} of {}", transformation.name, fixture.name);
        }
    }
}
