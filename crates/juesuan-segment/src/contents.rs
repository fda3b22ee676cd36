//! Tables of contents: their entries look like headings and are none.

use std::borrow::Cow;

use juesuan_source::chars::{is_digit, is_gap};
use juesuan_vocabulary::headings;

use crate::markup::{lead, plain};
use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;
use crate::{Marker, MarkerStyle};

/// What stands before the entries where they are written as a list.
const BULLETS: [char; 5] = ['-', '*', '•', '·', ' '];

/// Where the table of contents that begins with the title at piece `at` ends, if there is one.
pub(crate) fn titled(source: &str, pieces: &[Piece], at: usize) -> Option<usize> {
    let text = pieces[at].text.text(source);
    let begins = || text[lead(text).at..].starts_with(headings::CONTENTS_STARTS);
    if text.len() > TUNING.contents.title_line.bytes()
        || !begins()
        || !headings::CONTENTS_TITLES.contains(&plain(text).as_ref())
    {
        return None;
    }
    let mut list = List::default();
    let (mut end, mut before_part) = (at + 1, None);
    for (next, piece) in pieces.iter().enumerate().skip(at + 1) {
        if piece.shape.is_empty() || piece.shape == Shape::Number {
            continue;
        }
        let text = piece.text.text(source);
        let paged_below = || {
            let below = pieces[next + 1..].iter().find(|below| !below.shape.is_empty());
            below.is_some_and(|below| paged_entry(below.text.text(source)).is_some())
        };
        let above = end;
        if !list.takes(piece.shape, text, paged_below) {
            // a part that the entries above do not have stands over the body, not under the contents
            if list.restarted && list.parts == 1 {
                end = before_part.unwrap_or(end);
            }
            break;
        }
        before_part = list.last_is_part.then_some(above);
        end = next + 1;
    }
    (list.entries > 0 && end > at + 1).then_some(end)
}

/// The entry of a line that ends with leaders and a page number, without these; a tab may part them.
pub(crate) fn paged_entry(text: &str) -> Option<&str> {
    let (entry, leaders, tab) = unpaged(text)?;
    (leaders >= 3 || (tab && Marker::at_start(&entry[lead(entry).at..], 0).is_some())).then_some(entry)
}

/// A line with leaders and a page number, wherever it stands.
pub(crate) fn has_leaders(text: &str) -> bool {
    let page = matches!(*text.as_bytes(), [.., b'0'..=b'9'] | [.., 0xEF, 0xBC, 0x90..=0x99]);
    page && unpaged(text).is_some_and(|(_, leaders, _)| leaders >= 3)
}

/// Parts a line into entry, number of leader characters (… counts as three), and whether a tab parts entry and page.
fn unpaged(text: &str) -> Option<(&str, usize, bool)> {
    let number = text.trim_end_matches(|c: char| is_digit(c) || c == '-' || c == ' ');
    let page = text[number.len()..].chars().count();
    if page == 0 || page > 7 || !text.ends_with(|c: char| is_digit(c) || c == '-') {
        return None;
    }
    let (mut leaders, mut tab) = (0, false);
    let entry = number.trim_end_matches(|c: char| match c {
        '.' | '·' | '．' | '-' | '_' | '﹒' => {
            leaders += 1;
            true
        }
        '…' | '⋯' => {
            leaders += 3;
            true
        }
        '\t' => {
            tab = true;
            true
        }
        _ => is_gap(c),
    });
    (!entry.is_empty() && entry.len() < number.len()).then_some((entry, leaders, tab))
}

/// The entries read so far.
#[derive(Default)]
struct List<'a> {
    entries: usize,
    paged: usize,
    first: Vec<Cow<'a, str>>,
    top: Option<(MarkerStyle, u32)>,
    /// Whether entries bear `#`.
    marked: bool,
    /// Entries that are parts, and whether the last one is.
    parts: usize,
    last_is_part: bool,
    /// Whether the numbers began again at the line that is no entry.
    restarted: bool,
}

impl<'a> List<'a> {
    /// Whether the line is one more entry.
    fn takes(&mut self, shape: Shape, text: &'a str, paged_below: impl Fn() -> bool) -> bool {
        let page = paged_entry(text);
        let in_shape = shape.is_text() || (shape == Shape::Row && page.is_some());
        let sentence =
            text.ends_with(['。', '；']) || (page.is_none() && (text.ends_with('：') || text.contains('，')));
        if !in_shape
            || sentence
            || text.len() > TUNING.contents.entry_limit.bytes() + 200
            || self.entries >= TUNING.contents.most_entries
        {
            return false;
        }
        let entry = page.unwrap_or(text);
        if entry.len() > TUNING.contents.entry_limit.bytes()
            || (self.paged >= 3 && page.is_none() && !paged_below())
        {
            return false;
        }
        let head = lead(entry);
        let body = entry[head.at..].trim_start_matches(BULLETS);
        let marker = Marker::at_start(body, 0);
        let name = plain(body);
        let marked_at_last = head.hashes > 0 && self.entries >= 2 && !self.marked;
        self.restarted = self.begins_again(marker, &name);
        if marked_at_last || self.restarted {
            return false;
        }
        self.last_is_part = marker.is_some_and(|marker| marker.style == MarkerStyle::Part);
        self.parts += usize::from(self.last_is_part);
        self.marked |= head.hashes > 0;
        if let Some(marker) = marker {
            match &mut self.top {
                Some((style, value)) if *style == marker.style => *value = marker.value,
                Some(_) => {}
                top => *top = Some((marker.style, marker.value)),
            }
        }
        if self.first.len() < TUNING.contents.remembered {
            self.first.push(name);
        }
        self.paged += usize::from(page.is_some());
        self.entries += 1;
        true
    }

    /// Whether the body begins here: an early entry comes again, or the numbers of the first rank start over.
    fn begins_again(&self, marker: Option<Marker>, name: &str) -> bool {
        let repeated = self.first.iter().any(|first| first == name);
        let restarted = match (self.top, marker) {
            (Some((style, value)), Some(marker)) => {
                style == marker.style && (marker.value <= 1 || marker.value < value)
            }
            _ => false,
        };
        repeated || restarted
    }
}
