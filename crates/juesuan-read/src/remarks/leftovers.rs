//! Words of the template that were neither filled in nor struck out.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use juesuan_model::RemarkKind;

use super::Found;

/// Words that only a template has; longer ones first.
pub(super) const CUES: &[&str] = &[
    // both directions, of which one should have gone
    "增加（减少）",
    "增加(减少)",
    "减少（增加）",
    "减少(增加)",
    "增长（下降）",
    "增长(下降)",
    "下降（增长）",
    "下降(增长)",
    "上升（下降）",
    "上升(下降)",
    "增加/减少",
    "减少/增加",
    "增长/下降",
    "上升/下降",
    "增加或减少",
    "增下降",
    "增减少",
    "增长下降",
    "增加减少",
    "减少增加",
    "下降增长",
    "减增加",
    "降增长",
    "升下降",
    "大小于",
    "小大于",
    "高低于",
    "低高于",
    "大于（小于）",
    "大于(小于)",
    "小于（大于）",
    "小于(大于)",
    "大于/小于",
    "高于（低于）",
    "高于(低于)",
    "高于/低于",
    // blanks to be filled in
    "××",
    "XX",
    "ＸＸ",
    "xx",
    "＊＊",
    "〇〇",
    "○○",
    "____",
    "＿＿",
    // what is to be written here
    "（填写",
    "(填写",
    "（请填写",
    "（请根据",
    "（请按",
    "（请在",
    "(请根据",
    "（请说明",
    "（说明原因",
    "（具体原因",
    "（简要说明",
    "（列明",
    "（列示",
    "（逐项",
    "（单位名称",
    "（部门名称",
    "（项目名称）",
    "（团组名称",
    "(团组名称",
    "（如有",
    "（若有",
    "（据实",
    "（根据实际",
    "（按实际情况",
    "（无此项",
    "（此处",
    "（注：",
    "（备注",
    "（示例",
    "…（",
    "……（",
];

/// Of these nothing is a left-over where letters or digits stand beside them: 型号XX12 is one, XXL is none.
const LETTERS: [&str; 4] = ["XX", "xx", "ＸＸ", "____"];

/// Of these the first character may be the end of another word: 压减增加, 削减增加, 扩大小于.
const HALVES: [&str; 7] = ["减增加", "降增长", "升下降", "大小于", "小大于", "高低于", "低高于"];

/// Words that may stand in full text, too, where no dots stand before them.
const ONLY_AFTER_DOTS: [&str; 3] = ["（注：", "（备注", "（如有"];

/// All cues at once.
static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(CUES).ok());

/// Finds them; of those that overlap the first.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let Some(automaton) = AUTOMATON.as_ref() else { return };
    let mut end = 0;
    let mut places: Vec<(usize, &str)> = automaton
        .find_overlapping_iter(text)
        .filter_map(|hit| Some((hit.start(), text.get(hit.range())?)))
        .filter(|(at, cue)| is_leftover(text, *at, cue))
        .collect();
    places.sort_by_key(|&(at, cue)| (at, std::cmp::Reverse(cue.len())));
    for (at, cue) in places {
        if at >= end {
            let range = at..whole_end(text, at, at + cue.len());
            end = range.end;
            found.push(Found::new(RemarkKind::TemplateLeftover, range));
        }
    }
}

fn is_leftover(text: &str, at: usize, cue: &str) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + cue.len()..).and_then(|after| after.chars().next());
    if LETTERS.contains(&cue) {
        let mark = cue.chars().next();
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() && Some(c) != mark);
        return !letter(before) && !letter(after);
    }
    if HALVES.contains(&cue) {
        return !before.is_some_and(|c| "压削缩精核裁递下上提增扩缩最较".contains(c));
    }
    if ONLY_AFTER_DOTS.contains(&cue) {
        return before.is_some_and(|c| c == '…' || c == '_');
    }
    true
}

/// A parenthesis that the cue opens belongs to it, up to its end on the same sentence; so do more of the same blanks.
fn whole_end(text: &str, start: usize, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    let cue = text.get(start..end).unwrap_or("");
    let opened = cue.matches(['（', '(']).count() > cue.matches(['）', ')']).count();
    if opened {
        let close = rest.find(['）', ')', '。']).filter(|&at| !rest[at..].starts_with('。'));
        return close.map_or(end, |at| end + at + rest[at..].chars().next().map_or(0, char::len_utf8));
    }
    let last = cue.chars().next_back();
    let same = rest.trim_start_matches(|c| Some(c) == last && !"减降小否）)".contains(c));
    text.len() - same.len()
}
