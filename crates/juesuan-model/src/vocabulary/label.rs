//! The form in which labels, headers and titles are compared.

use std::borrow::Cow;

use juesuan_source::chars::{fold, is_blank, is_enclosed_number, is_minus, is_numeral};
use juesuan_vocabulary::{lists, public_expenses, units};

/// A label as it is compared: without white space, markup, leading numbering and "其中：", with brackets and quotation
/// marks of one width, and without a unit in brackets at its end.
///
/// `一、一般公共预算财政拨款收入` and `<b>1. 一般公共预算 财政拨款收入（万元）</b>` give the same key.
pub fn label_key(label: &str) -> Cow<'_, str> {
    match plain(label) {
        // most labels are their own key, or have it within them
        Cow::Borrowed(plain) => Cow::Borrowed(core(plain)),
        Cow::Owned(mut plain) => {
            let core = core(&plain);
            if core.len() < plain.len() {
                plain = core.to_owned();
            }
            Cow::Owned(plain)
        }
    }
}

/// A label without what stands in front of it and behind it and is no part of its key.
fn core(label: &str) -> &str {
    let mut rest = label;
    while may_lead(rest) {
        let shorter = without_number(rest);
        let shorter = shorter.strip_prefix(lists::OF_WHICH).unwrap_or(shorter);
        let shorter = shorter.trim_start_matches(LEADING_MARKS);
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    without_unit(rest).trim_end_matches([':', '。'])
}

/// Marks in front of a label that say nothing.
const LEADING_MARKS: [char; 6] = [':', '、', '.', '*', '#', '-'];

/// Whether something may stand in front of a label that is no part of its key: most begin with a word.
fn may_lead(label: &str) -> bool {
    label.starts_with(|c: char| {
        c == '(' || c.is_ascii_digit() || LEADING_MARKS.contains(&c) || is_numeral(c) || is_enclosed_number(c)
    }) || label.starts_with(lists::OF_WHICH)
}

/// The characters that count: no white space, no tags, no markdown, one width.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut kept = 0; // what stands from here on is taken over in one go
    let mut from = 0;
    while let Some((at, c)) = next_to_judge(text, from) {
        let tag = text.get(at..).and_then(tag_length);
        from = at + tag.unwrap_or(c.len_utf8());
        let blank = tag.is_some() || is_blank(c) || matches!(c, '*' | '#');
        let same = one_width(c);
        if blank || same != c {
            if kept == 0 {
                plain.reserve(text.len());
            }
            plain.push_str(text.get(kept..at).unwrap_or(""));
            kept = from;
        }
        if !blank && same != c {
            plain.push(same);
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    plain.push_str(text.get(kept..).unwrap_or(""));
    Cow::Owned(plain)
}

/// The next character that may have to be left out or put in another way: no common Chinese one, no letter, no digit.
fn next_to_judge(text: &str, from: usize) -> Option<(usize, char)> {
    let mut rest = text.as_bytes().get(from..)?;
    loop {
        rest = match rest {
            // letters, digits, and U+4E00 to U+9FFF
            [b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z', behind @ ..]
            | [0xe4, 0xb8..=0xbf, _, behind @ ..]
            | [0xe5..=0xe9, _, _, behind @ ..] => behind,
            [] => return None,
            _ => break,
        };
    }
    let at = text.len() - rest.len();
    Some((at, text.get(at..)?.chars().next()?))
}

/// The length of the tag (`<b>`, `</p>`) with which the text begins.
fn tag_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let letters = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let short = (1..=10).contains(&letters);
    (short && name.get(letters..)?.starts_with('>')).then(|| text.len() - name.len() + letters + 1)
}

/// One form for characters that come in several widths.
fn one_width(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‘' | '’' | '「' | '」' | '『' | '』' | '＂' => '"',
        _ if is_minus(c) => '-',
        _ => fold(c),
    }
}

/// The text without a number in front: 一、 （一） 1. (1) ① 1、
fn without_number(text: &str) -> &str {
    if let Some(inside) = text.strip_prefix('(') {
        let rest = without_numeral(inside);
        return if rest.len() < inside.len() { rest.strip_prefix(')').unwrap_or(text) } else { text };
    }
    if let Some(rest) = text.strip_prefix(is_enclosed_number) {
        return rest;
    }
    let rest = without_numeral(text);
    if rest.len() == text.len() {
        return text;
    }
    // "1.5倍" is no numbered label
    let body = rest.strip_prefix(['、', '.', ',']).unwrap_or(text);
    if body.starts_with(|c: char| c.is_ascii_digit()) { text } else { body }
}

fn without_numeral(text: &str) -> &str {
    let rest = text.trim_start_matches(is_numeral);
    if rest.len() < text.len() { rest } else { text.trim_start_matches(|c: char| c.is_ascii_digit()) }
}

/// The text without a unit in brackets at its end: 决算数(万元).
fn without_unit(text: &str) -> &str {
    text.strip_suffix(')')
        .and_then(|open| open.rsplit_once('('))
        .filter(|(before, inside)| {
            let word = inside.strip_prefix(units::UNIT_LABEL).unwrap_or(inside);
            !before.is_empty() && word != public_expenses::BORDER && crate::Unit::named(word).is_some()
        })
        .map_or(text, |(before, _)| before)
}
