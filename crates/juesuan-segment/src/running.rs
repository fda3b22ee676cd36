//! Lines that stand above or below the text of most pages: the name of the document, an address, a time, a number.

use std::collections::{HashMap, HashSet};

use crate::heading;
use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;

/// Lengths in bytes of a line that says the same on many pages.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=120;

/// The lines at the edges of pages that are no text.
pub(crate) fn running_lines<'a>(source: &'a str, pieces: &[Piece]) -> HashSet<&'a str> {
    let mut found: HashSet<&str> = heads(source, pieces).into_iter().collect();
    found.extend(counted(source, pieces));
    found
}

/// Lines that stand first on half of the pages, three at least: no text, but what is printed above it.
///
/// Reports begin on a page of their own, so the title of one stands first on many pages, too; only where it stands on
/// nearly all it is no title.
fn heads<'a>(source: &'a str, pieces: &[Piece]) -> Vec<&'a str> {
    let breaks = pieces.iter().enumerate().filter(|(_, piece)| piece.shape == Shape::PageBreak);
    let first = |(at, _): (usize, &Piece)| {
        let below = pieces[at + 1..].iter().take(3).find(|piece| !piece.shape.is_empty())?;
        let text = below.text.text(source);
        let plain = matches!(below.shape, Shape::Text | Shape::Gap) && LENGTH.contains(&text.len());
        (plain && !is_heading(text)).then_some(text)
    };
    let mut heads: Vec<&str> = breaks.filter_map(first).collect();
    heads.sort_unstable();
    let all = pieces.iter().filter(|piece| piece.shape == Shape::PageBreak).count();
    let is_head = |same: &&[&str]| {
        let title = heading::is_report_title(crate::markup::close_title(same[0]));
        let share = if title { 3 } else { 2 };
        same.len() >= 3 && same.len() * 4 >= all * share
    };
    let mut repeated: Vec<&str> = heads.chunk_by(|a, b| a == b).filter(is_head).map(|same| same[0]).collect();
    repeated.truncate(8);
    repeated
}

fn is_heading(text: &str) -> bool {
    text.starts_with('#')
        || text.ends_with(juesuan_vocabulary::headings::TABLE)
        || crate::Marker::at_start(text, 0).is_some()
}

/// Lines at the edges of pages that count the pages, and those with an address or a time, which a browser prints there.
fn counted<'a>(source: &'a str, pieces: &[Piece]) -> Vec<&'a str> {
    let mut seen: HashMap<(String, i64), Vec<&str>> = HashMap::new();
    let mut pages = 0;
    for (number, page) in (0..).zip(pieces.split(|piece| piece.shape == Shape::PageBreak)) {
        pages += 1;
        let printed = |piece: &&Piece| !piece.shape.is_empty();
        let above: Vec<&Piece> = page.iter().filter(printed).take(TUNING.running.edge).collect();
        // no line of a short page is both
        let below = page.iter().rev().filter(printed).take(TUNING.running.edge);
        let below = below.filter(|piece| !above.iter().any(|other| std::ptr::eq(*other, *piece)));
        for piece in above.iter().copied().chain(below) {
            let text = piece.text.text(source);
            if !matches!(piece.shape, Shape::Text | Shape::Gap | Shape::Spaced)
                || text.len() > TUNING.running.longest.bytes()
            {
                continue;
            }
            if has_time_or_address(text) {
                let words: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
                seen.entry((words, i64::MIN)).or_default().push(text);
            } else if LENGTH.contains(&text.len())
                && !is_heading(text)
                && !text.contains(juesuan_vocabulary::headings::TABLE)
            {
                for (words, count) in counts(text) {
                    seen.entry((words, count - number)).or_default().push(text);
                }
            }
        }
    }
    let is_usual = |key: &(String, i64), lines: &[&str]| {
        let (least, share) = if key.1 == i64::MIN { (2, 2) } else { (3, 3) };
        lines.len() >= least && lines.len() * 4 >= pages * share
    };
    seen.iter().filter(|(key, lines)| is_usual(key, lines)).flat_map(|(_, lines)| lines).copied().collect()
}

/// Each whole number of a text, with the text around it.
fn counts(text: &str) -> Vec<(String, i64)> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let (from, end) = (start, start + digits.len());
        start += word.len();
        // four digits are a year more often than a page
        let is_part = |at: Option<char>| at.is_some_and(|c| matches!(c, '.' | ','));
        let is_inner = is_part(text[..from].chars().next_back()) || is_part(text[end..].chars().next());
        if let (false, 1..=3, Ok(count)) = (is_inner, digits.len(), digits.parse()) {
            found.push((format!("{}#{}", &text[..from], &text[end..]), count));
        }
    }
    found
}

/// Whether a line has the address of a page, or a time of the day beside a date.
fn has_time_or_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let between = |mark: u8| {
        bytes
            .windows(3)
            .any(|three| matches!(three, [a, b, c] if *b == mark && a.is_ascii_digit() && c.is_ascii_digit()))
    };
    text.contains("://") || between(b':') && (between(b'/') || between(b'-'))
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, segment};

    /// The lines of a text that are no part of it.
    fn furniture(text: &str) -> Vec<String> {
        let found = segment(text).expect("short");
        let blocks = found.blocks.iter().filter(|block| block.kind == BlockKind::Furniture);
        let lines = blocks.map(|block| found.text(block).trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn what_a_browser_prints_around_pages_is_no_text() {
        let page = |number: u32| {
            format!(
                "2024/3/5 09:{number}1  收支公开\n水库的支出增加，用于维护。\nhttps://a.example/1.html {number}/3\n"
            )
        };
        let text = [page(1), page(2), page(3)].join("\u{c}");
        assert_eq!(furniture(&text).len(), 6);
    }

    #[test]
    fn a_line_that_counts_pages_is_no_text() {
        let page = |number: u32| {
            format!("{}用于维护。\n青溪县水务局部门决算 {number}\n", "水库".repeat(number as usize))
        };
        let text: Vec<String> = (4..9).map(page).collect();
        assert_eq!(furniture(&text.join("\u{c}")).len(), 5);
        // a figure that changes otherwise is one
        let page = |number: u32| {
            format!("{}用于维护。\n青溪县水务局职工人数 {number}\n", "水库".repeat(number as usize))
        };
        let text: Vec<String> = [4, 9, 7, 8, 3].map(page).to_vec();
        assert_eq!(furniture(&text.join("\u{c}")), [""; 0]);
    }
}
