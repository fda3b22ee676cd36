//! What a figure is about, in the words of the text.

use juesuan_source::chars::{is_enclosed_number, is_numeral};
use juesuan_source::find_last;
use juesuan_vocabulary::classification::{ITEM_MARKS, LEVEL_MARKS};
use juesuan_vocabulary::{
    WordList as _, budget, changes, comparisons, dates, funds, lists, performance, sentences,
};

use super::words::{self, Cue};
use crate::tuning::TUNING;

/// A subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject<'a> {
    /// The words of the fact.
    pub(super) text: String,
    /// What later clauses may speak on about: none where this one speaks on itself.
    pub(super) name: Option<&'a str>,
}

/// The subject of a figure behind the words `before`, where `earlier` was spoken of. `counted` is the noun behind the
/// figure, where it counts one.
pub(super) fn of<'a>(before: &'a str, earlier: &str, counted: &str, change: Option<&str>) -> Subject<'a> {
    let words = trimmed(before);
    if words.is_empty() && counted.starts_with(performance::IS) {
        return Subject { text: [earlier, counted].concat(), name: None };
    }
    let nothing = counted.is_empty() && (words.is_empty() || words::SAYS_NOTHING_ALONE.is(words));
    if let Some(other) = change.and_then(|change| changes_other_side(words, earlier, change)) {
        let side = budget::SIDES.iter().find(|side| other.starts_with(**side));
        return Subject { text: without_blanks(other, ""), name: side.copied() };
    }
    if nothing || is_predicate(words) {
        let verb = match words {
            comparisons::SHARE => comparisons::SHARE_OF_WHOLE,
            // 由5万元增至6万元: a level that the change leads to
            word if changes::SINGLE.contains(&word) => "",
            _ => words,
        };
        let said = !verb.is_empty() && earlier.contains(verb);
        return Subject { text: without_blanks(if said { "" } else { earlier }, verb), name: None };
    }
    let plain = words.strip_prefix(sentences::TOWARDS).filter(|_| !counted.is_empty()).unwrap_or(words);
    if let Some(part) = plain.strip_suffix(comparisons::SHARE).filter(|part| !part.is_empty()) {
        // 基本支出占5%
        return Subject { text: without_blanks(part, comparisons::SHARE_OF_WHOLE), name: Some(part) };
    }
    let name = Some(name(plain, change)).filter(|_| !words.is_empty());
    Subject { text: without_blanks(plain, counted), name }
}

/// Whether words speak on about the subject of the clause before. 上年结转 is a subject of its own.
pub(super) fn is_predicate(words: &str) -> bool {
    let carried = changes::LAST_YEAR
        .strip_start(words)
        .is_some_and(|rest| rest.trim_start_matches(dates::END).starts_with(budget::CARRIED));
    // 支出决算总计 is a subject of its own, too; 占本年支出合计 is not
    let total = lists::SUMS.any_ends(words) && !words.starts_with(comparisons::SHARE);
    (words::PREDICATES.starts(words).is_some() && !carried && !total) || is_change(words)
}

/// What has changed, where a clause of comparison names the other side of the accounts than was spoken of: behind
/// 年末结转5万元 较上年支出增加 tells of what was spent.
fn changes_other_side<'a>(words: &'a str, earlier: &str, change: &str) -> Option<&'a str> {
    let (at, word) = find_last(words, change).map(|at| (at, change))?;
    let front = words.get(..at)?;
    let side = budget::SIDES.iter().find(|side| front.ends_with(**side))?;
    let of_other = budget::SIDES.iter().any(|other| other != side && earlier.ends_with(other));
    let other = (of_other || earlier.contains(budget::CARRIED)) && !earlier.ends_with(side);
    let compared = words::COMPARISONS.inside(front) == Some(0);
    (other && compared).then(|| words.get(at - side.len()..at + word.len())).flatten()
}

/// The subject of a figure of a list that names each: 货物和服务分别为5万元和6万元. `verb` is what is told of all.
pub(super) fn of_part(part: &str, verb: &str, counted: &str, change: Option<&str>) -> Subject<'static> {
    let told = match trimmed(verb) {
        comparisons::SHARE => comparisons::SHARE_OF_WHOLE,
        told => told,
    };
    let told = if told.is_empty() && change.is_none() { counted } else { told };
    Subject { text: without_blanks(part, told), name: None }
}

/// What an item names that is nothing but a title, so that the paragraph below is about it: 1.…（类）…（款）…（项）。
pub(super) fn titled(item: &str) -> Option<&str> {
    let name = trimmed(item.trim_end_matches(['。', '：', ':']));
    (name.len() <= TUNING.narrative_subject.title.bytes() && LEVEL_MARKS.any_ends(name)).then_some(name)
}

/// The name of the budget item with which a paragraph begins, quoted or not: “…（类）…（款）…（项）”5.00万元，用于….
pub(super) fn item_name(text: &str) -> Option<&str> {
    let text = without_number(text).trim_start_matches('“');
    let head = text.get(..end_of_name(text))?;
    if is_coded(head) {
        return Some(head);
    }
    let level = ITEM_MARKS.iter().filter_map(|level| Some(find_last(head, level)? + level.len())).max();
    let name =
        level.and_then(|end| head.get(..end)).filter(|name| !name.contains(|c: char| c.is_ascii_digit()));
    name.or_else(|| titled(text))
}

/// Whether a name begins with the code of an item: 2080505机关事业单位基本养老保险缴费支出.
fn is_coded(name: &str) -> bool {
    let behind = name.trim_start_matches(|c: char| c.is_ascii_digit());
    name.len() - behind.len() == "2080505".len()
        && behind.starts_with(char::is_alphabetic)
        && behind.len() <= TUNING.narrative_subject.title.bytes()
        && !behind.contains(|c: char| c.is_ascii_digit())
}

/// A text without the number in brackets before it: （7）, （七）.
fn without_number(text: &str) -> &str {
    let inside = text.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
    let number = |c: char| c.is_ascii_digit() || is_numeral(c);
    inside.filter(|(mark, _)| !mark.is_empty() && mark.chars().all(number)).map_or(text, |(_, rest)| rest)
}

/// Where a name ends: at the first mark, or where the quotes around it close. A name may hold quotes of its own.
fn end_of_name(text: &str) -> usize {
    let mut open = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '“' => open += 1,
            '”' if open > 0 => open -= 1,
            '，' | '。' | '；' | '：' | ':' | '”' => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether a name goes down to the last level of the classification.
pub(super) fn is_item(name: &str) -> bool {
    ITEM_MARKS.any_in(name)
}

/// What a clause of comparison is about: 收入支出总体与上年相比.
pub(super) fn compared(words: &str) -> Option<&str> {
    let at = words::COMPARISONS.inside(words).filter(|at| *at > 0)?;
    let name = trimmed(words.get(..at)?);
    let named =
        !name.is_empty() && !is_predicate(name) && !name.contains(changes::REASON) && !name.contains('“');
    (named && name.len() <= TUNING.narrative_subject.compared.bytes()).then_some(name)
}

/// Both pieces in one; the blanks that parted numbers in them are gone.
fn without_blanks(left: &str, right: &str) -> String {
    let mut text = String::with_capacity(left.len() + right.len());
    text.push_str(left);
    text.push_str(right);
    text.retain(|char| char != ' ');
    text
}

/// The thing itself, without what happened to it or how it was measured: 基本支出增加, 支出年初预算.
fn name<'a>(words: &'a str, change: Option<&str>) -> &'a str {
    let changed = change.and_then(|change| words.find(change)).filter(|at| *at > 0).unwrap_or(words.len());
    let name = words.get(..changed).unwrap_or(words);
    let compared = words::COMPARISONS.inside(name).filter(|at| *at > 0).unwrap_or(name.len());
    let name = name.get(..compared).unwrap_or(name);
    let measured = words::MEASURED_AS.ends(name).and_then(|word| name.strip_suffix(word));
    // 一般公共预算 is the name of money, and no measure of 一般公共
    let measured = measured.filter(|measured| !measured.is_empty() && !funds::NAMED_BUDGETS.any_ends(name));
    measured.unwrap_or(name)
}

/// The noun that a count counts: what stands between its unit and the next mark, figure or verb.
pub(super) fn counted(after: &str) -> &str {
    if let Some(grade) = words::GRADE_GIVEN.starts(after) {
        return grade;
    }
    let ends = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii() || "，。；、：（）“”《》".contains(c))
            || words::AFTER_COUNTED.starts(rest).is_some()
    };
    let end = after
        .char_indices()
        .take(TUNING.narrative_subject.longest_2 + 1)
        .map(|(at, _)| at)
        .find(|at| ends(after.get(*at..).unwrap_or("")))
        .or_else(|| {
            (after.chars().take(TUNING.narrative_subject.longest_2 + 1).count()
                <= TUNING.narrative_subject.longest_2)
                .then_some(after.len())
        });
    end.and_then(|end| after.get(..end)).unwrap_or("")
}

/// 增加, 各减少: a change and no more; 减少人员 says of what.
pub(super) fn is_change(words: &str) -> bool {
    let verb = words.strip_prefix(lists::EACH).unwrap_or(words);
    words::cue(verb).is_some_and(|(word, cue)| {
        let rest = verb.get(word.len()..).unwrap_or("");
        matches!(cue, Cue::Change(_)) && word.chars().count() > 1 && rest.chars().count() < 2
    })
}

/// Words without what leads to them and to the figure.
pub(super) fn trimmed(words: &str) -> &str {
    let mut rest = last_chars(words);
    loop {
        let shorter = strip(rest);
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

/// The end of a long text.
fn last_chars(text: &str) -> &str {
    let excess = text.char_indices().rev().nth(TUNING.narrative_subject.longest - 1).map_or(0, |(at, _)| at);
    text.get(excess..).unwrap_or(text)
}

/// Takes one filler from either end.
fn strip(words: &str) -> &str {
    let words = list_mark(words).or_else(|| date(words)).unwrap_or(words);
    let words = words.strip_prefix('“').filter(|rest| !rest.contains('”')).unwrap_or(words);
    let words = words::SUBJECT_FRONT.starts(words).and_then(|word| words.strip_prefix(word)).unwrap_or(words);
    let whole = |_: &&str| words::AVERAGES.ends(words).is_none() && !words.ends_with(budget::SAVED);
    let end = words::SUBJECT_END.ends(words).filter(whole);
    end.and_then(|word| words.strip_suffix(word)).unwrap_or(words)
}

/// What follows a leading list mark: （一）, 一、, （1）, ①
fn list_mark(words: &str) -> Option<&str> {
    if let Some(rest) = words.strip_prefix(is_enclosed_number) {
        return Some(rest);
    }
    let (open, inner) = match words.strip_prefix(['（', '(']) {
        Some(inner) => (true, inner),
        None => (false, words),
    };
    let is_number = |c: char| is_numeral(c) || (open && c.is_ascii_digit());
    let rest = inner.trim_start_matches(is_number);
    let mark = if open { rest.strip_prefix(['）', ')']) } else { rest.strip_prefix('、') };
    mark.filter(|_| rest.len() < inner.len())
}

/// What follows a leading date: 2022年度, 2022年12月31日, 1-10月.
fn date(words: &str) -> Option<&str> {
    if !words.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || dates::DATE_CHARACTERS.contains(c));
    let dated = words.get(..words.len() - rest.len())?.ends_with(dates::DATE_ENDS);
    let rest = rest.strip_prefix(dates::BEHIND_DATE).unwrap_or(rest);
    // 12月底前
    dated.then(|| rest.strip_prefix(dates::BEFORE).unwrap_or(rest))
}
