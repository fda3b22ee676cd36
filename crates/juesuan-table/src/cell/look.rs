//! What the bytes of one cell look like, found in a single pass over them.

use juesuan_source::chars::{below_zero, is_digit, is_figure_char, is_minus};

use crate::cell::clean;
use crate::cell::number;

/// Lexical class of a cell, independent of its column.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// Nothing, or a word that stands for nothing.
    #[default]
    Blank,
    /// A dash.
    Dash,
    /// A number.
    Number,
    /// A number with a per-cent sign.
    Percent,
    /// Only marks of numbers, but no number: too long, two points, ragged separators.
    Broken,
    /// Anything else.
    Text,
}

/// The look of a cell and whether its text has to be cleaned when it is read.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) look: Look,
    /// The text as it is read differs from the printed one.
    pub(crate) unclean: bool,
}

const DIGIT: u8 = 1;
/// Marks that numbers have besides digits.
const MARK: u8 = 2;
/// First bytes of full-width digits and marks, of dashes and of odd blanks; also of much else.
const LEAD: u8 = 4;
const BLANK: u8 = 8;
/// Bytes that open markup or stand for nothing in some other way.
const MARKUP: u8 = 16;
const OTHER: u8 = 32;
/// A lead byte of odd blanks or full-width characters in the middle of a text.
const ODD: u8 = 64;

/// What each byte tells; several bits where it tells several things.
const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0u8;
    loop {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => DIGIT,
            b'.' | b',' | b'%' | b'+' | b'-' => MARK,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => BLANK,
            b'<' | b'*' | b'\\' | b'`' | b'&' => MARKUP | OTHER,
            // NBSP and other signs of Latin-1; dashes; full-width blanks; full-width digits and signs
            0xc2 | 0xe2 | 0xe3 | 0xef => LEAD | ODD,
            // later bytes of a character say nothing
            0x80..=0xbf => 0,
            _ => OTHER,
        };
        if byte == u8::MAX {
            break classes;
        }
        byte += 1;
    }
};

/// Looks at the trimmed bytes of a cell.
pub(crate) fn see(text: &str) -> Seen {
    let mut seen = 0;
    for &byte in text.as_bytes() {
        seen |= CLASSES[usize::from(byte)];
    }
    match seen {
        0 => Seen::default(),
        DIGIT => Seen { look: if number::fits(text) { Look::Number } else { Look::Broken }, unclean: false },
        FIGURES if is_plain_decimal(text) => Seen { look: Look::Number, unclean: false },
        OTHER if text.len() > 5 => Seen { look: Look::Text, unclean: false },
        _ if seen & OTHER == 0 && seen & (DIGIT | LEAD | MARK) != 0 => figure(text),
        _ if seen & MARKUP != 0 => inside_markup(text),
        _ => word(text, seen & (BLANK | ODD) != 0),
    }
}

/// Digits and marks together.
const FIGURES: u8 = DIGIT | MARK;

/// Digits, a point, digits.
fn is_plain_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= 28 && text.split_once('.').is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

/// A cell of digits, marks and perhaps wide characters.
fn figure(text: &str) -> Seen {
    if is_dash(text) {
        return Seen { look: Look::Dash, unclean: false };
    }
    if let Some(shape) = number::Shape::of(text) {
        let look = if shape.percent { Look::Percent } else { Look::Number };
        return Seen { look, unclean: !shape.plain };
    }
    let mark = |c: char| is_figure_char(c) || c.is_whitespace();
    if text.chars().all(mark) && text.chars().any(is_digit) {
        return Seen { look: Look::Broken, unclean: false };
    }
    Seen { look: Look::Text, unclean: clean::is_unclean(text) }
}

/// A cell with markup: what counts stands inside.
fn inside_markup(text: &str) -> Seen {
    let inner = clean::text(text);
    if inner.len() == text.len() {
        return word(text, true);
    }
    Seen { look: see(&inner).look, unclean: true }
}

fn word(text: &str, may_be_unclean: bool) -> Seen {
    if is_nothing(text) {
        return Seen::default();
    }
    if is_dash(text) {
        return Seen { look: Look::Dash, unclean: false };
    }
    if below_zero(text).is_some() {
        return figure(text);
    }
    Seen { look: Look::Text, unclean: may_be_unclean && clean::is_unclean(text) }
}

/// Words that programs print where there is no value.
const NOTHING: [&str; 4] = ["null", "nan", "none", "#n/a"];

fn is_nothing(text: &str) -> bool {
    text.len() <= 4 && NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether the cell consists of dashes alone, or of a stroke that stands for one.
pub(crate) fn is_dash(text: &str) -> bool {
    let mut any = false;
    for c in text.chars() {
        match c {
            '/' | '／' | '―' | '─' => any = true,
            _ if is_minus(c) => any = true,
            c if c.is_whitespace() => {}
            _ => return false,
        }
    }
    any
}

/// Whether the cell belongs to the rule below a markdown header: `---`, `:--:`.
pub(crate) fn is_rule(text: &str) -> bool {
    let inner = text.trim_matches(':');
    !inner.is_empty() && inner.bytes().all(|byte| byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, look: Look, unclean: bool) {
        assert_eq!(see(text), Seen { look, unclean }, "{text:?}");
    }

    #[test]
    fn looks() {
        check("", Look::Blank, false);
        check("null", Look::Blank, false);
        check("--", Look::Dash, false);
        check("—", Look::Dash, false);
        check("/", Look::Dash, false);
        check("684.73", Look::Number, false);
        check("2080502", Look::Number, false);
        check("1 0", Look::Number, true);
        check("１２．５", Look::Number, true);
        check("3,841.65", Look::Number, true);
        check("－1.5", Look::Number, true);
        check("−1.5", Look::Number, true);
        check("-1.5", Look::Number, false);
        check("95.31%", Look::Percent, false);
        check("95.31％", Look::Percent, true);
        check("<b>684.73</b>", Look::Number, true);
        check("<b>本年收入合计</b>", Look::Text, true);
        check("≥95%", Look::Text, false);
        check("&ge;95%", Look::Text, true);
        check("&nbsp;", Look::Blank, true);
        check("&nbsp;7.5", Look::Number, true);
        check("满 意 度", Look::Text, true);
        check("1.2.3", Look::Broken, false);
        check("12,34", Look::Broken, false);
        check(&"9".repeat(200), Look::Broken, false);
        check("、。", Look::Text, false);
    }
}
