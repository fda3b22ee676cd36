//! What stands at both sides of a line end: whether the line below carries on the one above.

use juesuan_vocabulary::classification::ITEM_MARKS;
use juesuan_vocabulary::dates;
use juesuan_vocabulary::{classification, sentences, units};

use crate::piece::{Piece, Shape};
use crate::tuning::TUNING;

/// Marks that begin no line.
const CLOSING: &str = "，。；、：）》”’】」？！％%,)";

/// Marks that end no line.
const OPENING: &str = "（《“‘【「(";

/// Whether a text that ends so could go on: no mark closes it.
pub(crate) fn is_open(text: &str) -> bool {
    const CLOSED: &str = "。；！？：…”’》】」";
    let bytes = text.as_bytes();
    match *bytes {
        [.., a, b, c] if a >= 0xE2 => !CLOSED.as_bytes().as_chunks().0.contains(&[a, b, c]),
        // a point behind a digit of either width
        [.., before, b'.'] if before.is_ascii_digit() => true,
        [.., b'\xEF', b'\xBC', b'\x90'..=b'\x99', b'.'] => true,
        [.., last] => !matches!(last, b'.' | b';' | b':' | b'!' | b'?' | b'"' | b'*' | b'>'),
        [] => false,
    }
}

/// Whether a line end stands inside a number or a word, or before a mark that begins no line.
pub(crate) fn is_torn(text: &str, below: &str) -> bool {
    let numeric = |c: &char| c.is_ascii_digit() || *c == '.';
    let (Some(last), Some(first)) = (text.chars().next_back(), below.chars().next()) else { return false };
    if "，。；、：）》”%％".contains(first) || OPENING.contains(last) {
        return true;
    }
    // “…（项）” and what was spent on it
    let quoted = last == '”' && first.is_ascii_digit() && crate::Marker::at_start(below, 0).is_none();
    if quoted || last.is_ascii_digit() && units::BEHIND_DIGITS.iter().any(|unit| below.starts_with(unit)) {
        return true;
    }
    if numeric(&last) && numeric(&first) {
        // a paragraph may begin with a year or a number of its own
        let begins = below.get(4..).is_some_and(|rest| rest.starts_with(dates::YEAR));
        return !begins && crate::Marker::at_start(below, 0).is_none();
    }
    sentences::JOINED_WORDS.iter().any(|word| word.starts_with(last) && word.ends_with(first))
}

/// The piece at the start of a line that no typesetter breaks: opening marks, a figure or one character, closing marks.
pub(crate) fn lead(line: &str) -> &str {
    let head = &line[..line.floor_char_boundary(TUNING.seam.lead_limit.bytes())];
    let inner = head.trim_start_matches(|c| OPENING.contains(c));
    let figure = inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || ".,%-/".contains(c));
    let rest =
        if figure.len() < inner.len() { figure } else { inner.strip_prefix(|_: char| true).unwrap_or("") };
    let rest = rest.trim_start_matches(|c| CLOSING.contains(c));
    &line[..head.len() - rest.len()]
}

/// A line without the marks that may hang over its end.
pub(crate) fn bare(line: &str) -> &str {
    line.trim_end_matches(|c| CLOSING.contains(c))
}

/// Whether a line stops in the midst of a name: a bracket is open, or the name of a budget item lacks its last level.
pub(crate) fn is_unfinished(line: &str) -> bool {
    let count = |mark: char| line.matches(mark).count();
    let open = count('（') > count('）') || count('“') > count('”') || count('《') > count('》');
    let last = classification::INNER_LEVELS.iter().filter_map(|level| line.rfind(level)).max();
    let named = || {
        let end = ITEM_MARKS.iter().filter_map(|level| line.rfind(level)).max();
        last > end && !line.contains(['，', '。', '；'])
    };
    open || (last.is_some() && named())
}

/// Whether a line begins with the name of a budget item, as an item without a number does.
pub(crate) fn begins_item(line: &str) -> bool {
    let quoted = line.starts_with('“');
    let head =
        &line[..line.floor_char_boundary(if quoted { 4 } else { 1 } * TUNING.seam.longest_class.bytes())];
    let level = classification::OPENING_LEVELS.iter().filter_map(|level| head.find(level)).min();
    let level =
        level.or_else(|| ITEM_MARKS.iter().filter_map(|level| head.find(level)).min().filter(|_| quoted));
    level.is_some_and(|at| !head[..at].contains(['，', '。', '；', '、', '：']))
}

/// Whether the lines below go on with the text of these: what stands at both sides of the line end belongs together.
pub(crate) fn are_torn(source: &str, pieces: &[Piece], lines: &[usize]) -> bool {
    let torn = |&&at: &&usize| {
        // a page may end in between
        let mut below = pieces.get(at + 1..).unwrap_or_default().iter().take(TUNING.widths.seam);
        let below = below.find(|below| !below.shape.is_empty() && below.shape != Shape::Number);
        below.is_some_and(|below| is_torn(pieces[at].text.text(source), below.text.text(source)))
    };
    let count = lines.iter().filter(torn).count();
    count >= TUNING.widths.fewest_torn && count * TUNING.widths.one_in_torn >= lines.len()
}

#[cfg(test)]
mod tests {
    use super::{begins_item, is_torn, is_unfinished, lead};

    #[test]
    fn a_figure_and_its_marks_move_to_the_next_line_together() {
        assert_eq!(lead("1,204.50万元"), "1,204.50");
        assert_eq!(lead("（项）。其后"), "（项）。");
        assert_eq!(lead("“三公”经费"), "“三");
        assert_eq!(lead("算数"), "算");
        assert_eq!(lead(""), "");
    }

    #[test]
    fn figures_and_units_belong_together() {
        assert!(is_torn("比上年增加12.30", "万元，主要是"));
        assert!(is_torn("其中（", "甲）"));
        assert!(!is_torn("共有12", "辆车"));
    }

    #[test]
    fn the_name_of_an_item_is_not_finished_before_its_last_level() {
        assert!(is_unfinished("3、教育支出（类）普通教育（款）小学"));
        assert!(is_unfinished("“教育支出（类）普通教育"));
        assert!(!is_unfinished("3、教育支出（类）普通教育（款）小学教育（项）"));
        assert!(!is_unfinished("（三）支出决算具体情况"));
    }

    #[test]
    fn an_item_may_begin_without_number() {
        assert!(begins_item("“教育支出（类）普通教育（款）小学教育（项）”5.00万元"));
        assert!(begins_item("教育支出（类）普通教育（款）小学教育（项）。"));
        assert!(!begins_item("支出5.00万元，教育支出（类）1.00万元"));
    }
}
