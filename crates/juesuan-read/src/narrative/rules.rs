//! What the words around a figure decide: its unit, whether it is a value, a change, a bound.

use juesuan_model::Unit;

use super::number::Figure;
use super::token::{Kind, Mark, Token};
use super::unit::{UnitKind, UnitMatch};
use super::words::{self, Cue};

/// How far a rule looks back or ahead, in bytes: some twenty characters.
const REACH: usize = 64;

/// The last characters of a text.
pub(super) fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or(text)
}

/// The characters of a text up to the next mark, some twenty at most. Parentheses are no marks here.
fn head(text: &str) -> &str {
    let end = text
        .char_indices()
        .take_while(|(at, char)| {
            *at < REACH && !matches!(char, '，' | ',' | '。' | '；' | ';' | '、' | '：' | ':')
        })
        .last()
        .map_or(0, |(at, char)| at + char.len_utf8());
    text.get(..end).unwrap_or("")
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The unit in the terms of the model.
pub(super) fn named(unit: &UnitMatch<'_>) -> Option<Unit> {
    match unit.kind {
        UnitKind::Percent => Some(Unit::Percent),
        UnitKind::Points => Some(Unit::PercentagePoint),
        _ => [unit.magnitude, unit.base, unit.per].concat().parse().ok(),
    }
}

/// The unit of 万 in front of the noun that is counted: people or, where the words speak of it, money.
pub(super) fn bare_unit(magnitude: &str, before: &str, after: &str) -> Option<(Unit, UnitKind, bool)> {
    let noun = head(after);
    let (base, kind) = if contains_any(noun, words::PEOPLE) {
        ("人", UnitKind::Count)
    } else if noun.is_empty() && contains_any(tail(before), words::MONEY_NOUNS) {
        ("元", UnitKind::Money)
    } else if noun.is_empty() {
        return None;
    } else {
        ("", UnitKind::Count)
    };
    [magnitude, base].concat().parse().ok().map(|unit| (unit, kind, true))
}

/// 3000-5000元: the first figure of a range has the unit of the second.
pub(super) fn unit_of_range<'a>(
    text: &str,
    token: &Token<'_>,
    next: Option<&Token<'a>>,
) -> Option<UnitMatch<'a>> {
    let next = next.filter(|next| is_range(text.get(token.end..next.start)))?;
    match next.kind {
        Kind::Figure(_, Some(unit)) if unit.kind != UnitKind::Score => Some(unit),
        _ => None,
    }
}

/// Whether what stands between two figures makes them a range.
pub(super) fn is_range(between: Option<&str>) -> bool {
    matches!(between, Some("-" | "—" | "–" | "~" | "～" | "至" | "到"))
}

/// The kind of unit that a text left out: `支出决算为21.15，`. `money` tells that money was spoken of just before.
pub(super) fn missing_unit(
    figure: &Figure,
    before: &str,
    after: &str,
    money: bool,
    scored: bool,
) -> Option<UnitKind> {
    let next = after.chars().next();
    let ends = next.is_none_or(|c| "，。；、）,;)".contains(c))
        || starts_with_any(after, &["相比", "比", "较", "与", "占"])
        || words::cue(after).is_some_and(|(_, cue)| matches!(cue, Cue::Change(_)));
    if !ends {
        return None;
    }
    let before = tail(before);
    let bare = before.trim_end_matches(['为', '是', '达', '到', '至', '约', '：', ':']);
    let said = bare.len() < before.len();
    let exact = figure.grouped || figure.value.scale() > 0;
    if bare.ends_with('占') || (exact || said) && ends_with_any(bare, words::RATE_NOUNS) {
        return Some(UnitKind::Percent);
    }
    if scored && ends_with_any(bare, &["分"]) {
        return Some(UnitKind::Score);
    }
    let of_money = money || contains_any(before, words::MONEY_NOUNS);
    (of_money && (exact || said && contains_any(before, words::MONEY_NOUNS))).then_some(UnitKind::Money)
}

/// Whether a figure with this unit is part of a name, a span of time that is none, or the bound of a grade.
pub(super) fn is_no_value(kind: UnitKind, before: &str, unit: &str, after: &str) -> bool {
    let before = tail(before);
    match kind {
        UnitKind::Time => is_time_phrase(before, unit, after),
        UnitKind::Score => is_grade_bound(before, after),
        // “4个意识”
        UnitKind::Count => before.ends_with(['“', '"', '‘']),
        _ => false,
    }
}

fn is_time_phrase(before: &str, unit: &str, after: &str) -> bool {
    let alone = match unit {
        "年" => !ends_with_any(before, words::YEARS_STATED),
        "日" => !starts_with_any(after, &["内", "以内", "之内", "前"]),
        "月" | "周" => true,
        _ => false,
    };
    alone
        || ends_with_any(before, words::TIME_PHRASES_BEFORE)
        || starts_with_any(after, words::TIME_NAMES_BEHIND)
}

/// 90分以上为优, 80（含）-90分为良; but 得分为95分 is a score.
fn is_grade_bound(before: &str, after: &str) -> bool {
    let ahead = head(after);
    let bound = starts_with_any(ahead, words::BOUNDS) || before.ends_with(['-', '—', '～', '~', '至']);
    let graded = contains_any(ahead, words::GRADES);
    let scored = contains_any(before, &["得分", "总分", "评分为", "分数"]);
    // 90分以上的为优: 的 makes a bound only where a grade follows
    graded && (bound || ahead.starts_with('的')) || (graded || bound) && !scored
}

/// 预算执行率为100%的项目2个: a share in front of what is counted says which are counted.
pub(super) fn is_bound_of_a_count(kind: UnitKind, text: &str, from: &[Token<'_>]) -> bool {
    if !matches!(kind, UnitKind::Percent | UnitKind::Score) {
        return false;
    }
    let mut end = from.first().map_or(0, Token::unit_end);
    for token in from.iter().skip(1).take(8) {
        match token.kind {
            Kind::Mark(Mark::Open | Mark::Close) => {}
            Kind::Figure(_, Some(unit)) if unit.kind == kind => end = token.unit_end(),
            Kind::Figure(_, Some(unit)) if unit.kind == UnitKind::Count => {
                let noun = text.get(end..token.start).unwrap_or("");
                return !noun.is_empty() && noun.chars().count() <= 16;
            }
            _ => return false,
        }
    }
    false
}

/// Whether the words right before a year or 预算 compare with it: 与上年, 比2021年.
pub(super) fn compares(before: &str) -> bool {
    let before = tail(before);
    let Some((at, word)) = words::COMPARES
        .iter()
        .filter_map(|word| before.rfind(word).map(|at| (at, *word)))
        .max_by_key(|(at, word)| (at + word.len(), word.len()))
    else {
        return false;
    };
    let (Some(until), Some(between)) = (before.get(..at + word.len()), before.get(at + word.len()..)) else {
        return false;
    };
    let near = if matches!(word, "由" | "从") { 0 } else { 8 };
    between.chars().count() <= near
        && !ends_with_any(until, words::COMPARES_NOT)
        && !between.contains(['、', '）', ')'])
}

/// Whether a year is part of a name: 提前下达2022年, 2021年结转.
pub(super) fn names_a_year(before: &str, after: &str) -> bool {
    ends_with_any(before, words::NAMES_A_YEAR) || starts_with_any(after, words::NAMED_BY_A_YEAR)
}

/// Whether a year stands where a sentence begins.
pub(super) fn opens_with_year(before: &str) -> bool {
    before.is_empty() || words::OPENS_WITH_YEAR.contains(&before)
}

/// Whether a paragraph ends so that the next ones list the parts.
pub(super) fn ends_with_list(text: &str) -> bool {
    text.trim_end_matches(['：', ':']).ends_with("其中")
}

/// Whether words behind a figure belong to it: 以上, 左右.
pub(super) fn is_hedge(words: &str) -> bool {
    words.is_empty()
        || matches!(
            words,
            "以上"
                | "及以上"
                | "以下"
                | "左右"
                | "以内"
                | "之内"
                | "（含）以上"
                | "（含）"
                | "内"
                | "余"
        )
}

/// Whether nothing but a list mark stands between two figures.
pub(super) fn is_list_gap(gap: Option<&str>) -> bool {
    matches!(gap, Some("" | "、" | "和" | "及" | "与" | "（" | "(" | "/"))
}

/// Whether the figure behind `between` is what the word of change measures: 减少了5万元 and 减少支出5万元 do, 减少到5万元
/// does not.
pub(super) fn is_change(word: &str, between: &str) -> bool {
    if word.chars().count() == 1 {
        return words::CHANGE_HEDGES.contains(&between);
    }
    if word == "持平" || between.chars().count() > 18 {
        return false;
    }
    let noun =
        words::CHANGE_NOUNS.iter().filter(|noun| between.starts_with(**noun)).max_by_key(|noun| noun.len());
    if noun.is_some() {
        return true;
    }
    let open = between.contains(['、', '（', '(', '，']);
    !open && !ends_with_any(between, words::CHANGE_ENDS) && !contains_any(between, words::CHANGE_BREAKS)
}
