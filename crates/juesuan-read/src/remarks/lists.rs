//! Things that are listed by name: with a count (A、B、C等3个项目; 机构3个，包括：A、B、C), or as what an amount consists of.

use std::sync::LazyLock;

use juesuan_model::RemarkKind;
use juesuan_source::Phrases;
use juesuan_source::chars::{is_counting, numeral};
use juesuan_vocabulary::{budget, lists, sentences, units};
use juesuan_vocabulary::{comparisons::HOLDS, lists::AND_SO_ON, sentences::BEFORE_COUNT, units::WAN_YUAN};

use super::Found;
use crate::tuning::TUNING;

pub(super) use juesuan_vocabulary::lists::LIST_CUES as CUES;

/// Finds all lists of a paragraph.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    found.extend(text.match_indices(AND_SO_ON).filter_map(|(at, _)| closed_by_a_count(text, at)));
    let mut end = 0;
    for (at, lead) in leads(text) {
        // 公用经费含 leads to a list, 包含 and （含 do not
        let plain =
            *lead == *HOLDS && !budget::COMPOSED_AMOUNTS.iter().any(|amount| text[..at].ends_with(amount));
        if at < end || plain {
            continue;
        }
        end = at + lead.len();
        let counted = opened_by_a_count(text, at, lead);
        found.extend(counted.or_else(|| composition(text, at, lead)));
    }
}

static LEADS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(lists::COUNT_LEADS));

/// The places of words that lead to a list, of those that overlap the first.
fn leads(text: &str) -> Vec<(usize, &'static str)> {
    let mut leads: Vec<_> = LEADS.all_in(text).collect();
    leads.sort_unstable();
    leads
}

/// A、B、C等3个项目
fn closed_by_a_count(text: &str, at: usize) -> Option<Found> {
    let (stated, _) = counted(text.get(at + AND_SO_ON.len()..)?)?;
    let before = text.get(..at)?;
    if before.ends_with(|c| lists::NO_LIST.contains(c)) {
        return None;
    }
    let start = list_start(before);
    let (items, joined) = items(before.get(start..)?)?;
    (items.len() > 1).then(|| {
        let mut list = Found::new(RemarkKind::CountedList, start..at + AND_SO_ON.len());
        (list.items, list.joined, list.stated, list.open) = (items, joined, Some(stated), true);
        list
    })
}

/// 机构3个，包括：A、B、C。
fn opened_by_a_count(text: &str, at: usize, lead: &str) -> Option<Found> {
    let before = text.get(..at)?.trim_end_matches(['，', ',', '：', ':', '；']);
    let (noun, stated) = count_at_end(before)?;
    let (body, start) = body(text, at + lead.len())?;
    // a list with commas is not one list of names
    if body.contains(['，', ',', '：', ':'])
        || body.chars().any(|c| c.is_ascii_digit()) && body.contains(WAN_YUAN)
    {
        return None;
    }
    let (body, open) = without_etc(body);
    let (items, joined) = items(body)?;
    (items.len() > 1).then(|| {
        let mut list = Found::new(RemarkKind::CountedList, start..start + body.len()).about(noun);
        (list.items, list.joined, list.stated, list.open) = (items, joined, Some(stated), open);
        list
    })
}

/// 人员经费5万元，主要包括：A、B、C。
fn composition(text: &str, at: usize, lead: &str) -> Option<Found> {
    let before = text.get(..at)?;
    let sentence = before.rfind(['。', '；']).map_or(before, |end| &before[end..]);
    let subject = budget::COMPOSED_AMOUNTS
        .iter()
        .filter_map(|amount| Some((sentence.rfind(amount)? + amount.len(), *amount)))
        .max_by_key(|(end, amount)| (*end, amount.len()))
        .map(|(_, amount)| amount)?;
    let (body, start) = body(text, at + lead.len())?;
    let (body, open) = without_etc(body);
    let (items, joined) = items(body)?;
    (items.len() > 1).then(|| {
        let mut list = Found::new(RemarkKind::Composition, start..start + body.len()).about(subject);
        (list.items, list.joined, list.open) = (items, joined, open);
        list
    })
}

/// The list behind the word that leads to it, up to the end of its sentence, and where it begins.
fn body(text: &str, from: usize) -> Option<(&str, usize)> {
    let rest = text.get(from..)?;
    let list = rest.trim_start_matches(['：', ':', '“']);
    let end = list.find(['。', '；', ';']).unwrap_or(list.len());
    let body = list.get(..end)?;
    (!body.is_empty()).then_some((body, text.len() - list.len()))
}

/// The list without the 等 at its end, and whether there was one.
fn without_etc(body: &str) -> (&str, bool) {
    let end = lists::LIST_ENDS.iter().rev().find_map(|end| body.strip_suffix(end));
    (end.unwrap_or(body), end.is_some())
}

/// The names of a list, and how many more the last one may hold; `None` where it is too long for one.
fn items(list: &str) -> Option<(Vec<String>, u32)> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0_u32, 0);
    for (at, mark) in list.char_indices() {
        match mark {
            '（' | '(' | '《' | '“' | '【' => depth += 1,
            '）' | ')' | '》' | '”' | '】' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                items.push(list[start..at].to_owned());
                start = at + mark.len_utf8();
            }
            _ => {}
        }
    }
    let tail = list.get(start..)?;
    let joined = sentences::JOINING_WORDS.iter().map(|word| tail.matches(word).count()).sum::<usize>();
    items.push(tail.to_owned());
    let named = items.iter().all(|item| !item.is_empty());
    (items.len() <= TUNING.lists.longest && named).then(|| (items, u32::try_from(joined).unwrap_or(u32::MAX)))
}

/// Where a list begins that ends here: behind the last mark that is no 、.
fn list_start(before: &str) -> usize {
    let mut depth = 0_u32;
    for (at, c) in before.char_indices().rev() {
        match c {
            '）' | ')' | '》' | '”' => depth += 1,
            '（' | '(' | '《' | '“' if depth == 0 => return at + c.len_utf8(),
            '（' | '(' | '《' | '“' => depth -= 1,
            '，' | '。' | '；' | '：' | ',' | ';' | ':' | '！' | '？' if depth == 0 => {
                return at + c.len_utf8();
            }
            _ => {}
        }
    }
    0
}

/// The count with which a text ends, and what is counted: 内设机构3个, 3个内设机构, 共计13个.
fn count_at_end(before: &str) -> Option<(&str, u32)> {
    let clause = before.rfind(['，', '。', '；', '：', ',']).map_or(before, |at| {
        let width = before[at..].chars().next().map_or(0, char::len_utf8);
        &before[at + width..]
    });
    let mut last = None;
    let mut digits = false;
    for (at, c) in clause.char_indices() {
        let starts = (c.is_ascii_digit() || is_counting(c)) && !digits;
        digits = c.is_ascii_digit() || is_counting(c);
        if starts && let Some((stated, length)) = counted(&clause[at..]) {
            last = Some((at, stated, length));
        }
    }
    let (at, stated, length) = last?;
    let noun = &clause[at + length..];
    let noun = if noun.is_empty() { clause[..at].trim_end_matches(BEFORE_COUNT) } else { noun };
    (noun.chars().count() <= TUNING.lists.noun).then_some((noun, stated))
}

/// A count with its measure word at the head of a text, and how long both are.
fn counted(text: &str) -> Option<(u32, usize)> {
    let width = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, width) = if width > 0 {
        (text[..width].parse().ok()?, width)
    } else {
        let width = text.find(|c| !is_counting(c)).unwrap_or(text.len());
        (numeral(&text[..width])?, width)
    };
    let measure = units::LISTED.iter().find(|word| text[width..].starts_with(**word))?;
    (number > 0).then_some((number, width + measure.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        assert_eq!(
            ["一", "十", "十二", "二十", "三十四", "两", "一二"].map(numeral),
            [Some(1), Some(10), Some(12), Some(20), Some(34), Some(2), None]
        );
        assert_eq!(counted("3个项目"), Some((3, 4)));
        assert_eq!(counted("三个项目"), Some((3, 6)));
        assert_eq!(counted("个项目"), None);
    }
}
