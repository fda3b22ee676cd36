//! What the words around a figure decide: its unit, whether it is a value, a change, a bound.

use std::ops::Range;

use juesuan_model::{Decimal, Direction, MoneyUnit, Unit};
use juesuan_vocabulary::{WordList as _, changes, comparisons, dates, lists as parts, sentences, units};

use super::measures::UnitKind;
use super::number::Figure;
use super::token::{Kind, Mark, Token};
use super::unit::UnitMatch;
use super::words::{self, Cue};
use crate::tuning::TUNING;

/// The last characters of a text.
pub(super) fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(TUNING.narrative_rules.reach.bytes());
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
            *at < TUNING.narrative_rules.reach.bytes()
                && !matches!(char, '，' | ',' | '。' | '；' | ';' | '、' | '：' | ':')
        })
        .last()
        .map_or(0, |(at, char)| at + char.len_utf8());
    text.get(..end).unwrap_or("")
}

/// The unit in the terms of the model.
pub(super) fn named(unit: &UnitMatch<'_>) -> Option<Unit> {
    match unit.kind {
        UnitKind::Percent => Some(Unit::Percent),
        UnitKind::Points => Some(Unit::PercentagePoint),
        UnitKind::Money => {
            let money = MoneyUnit::ALL
                .into_iter()
                .find(|money| money.as_str().strip_suffix(units::YUAN) == Some(unit.magnitude));
            money.map(Unit::from)
        }
        _ if unit.magnitude.is_empty() && unit.per.is_empty() => unit.base.parse().ok(),
        _ => [unit.magnitude, unit.base, unit.per].concat().parse().ok(),
    }
}

/// The unit of 万 in front of the noun that is counted: people or, where the words speak of it, money.
pub(super) fn bare_unit(magnitude: &str, before: &str, after: &str) -> Option<(Unit, UnitKind, bool)> {
    let noun = head(after);
    let (base, kind) = if words::PEOPLE.inside(noun).is_some() {
        (units::PERSON, UnitKind::Count)
    } else if noun.is_empty() && words::MONEY_NOUNS.inside(tail(before)).is_some() {
        (units::YUAN, UnitKind::Money)
    } else if noun.is_empty() {
        return None;
    } else {
        ("", UnitKind::Count)
    };
    [magnitude, base].concat().parse().ok().map(|unit| (unit, kind, true))
}

/// 3000-5000元, 5、6万元: the first figure of a range or of a list has the unit of the next.
pub(super) fn unit_of_next<'a>(text: &str, token: &Token<'_>, next: &[Token<'a>]) -> Option<UnitMatch<'a>> {
    let next = next.iter().take(2).find(|next| matches!(next.kind, Kind::Figure(..)))?;
    let gap = text.get(token.end..next.start);
    let listed = matches!(gap, Some("、" | "," | "，"));
    match next.kind {
        Kind::Figure(_, Some(unit)) if is_range(gap) && unit.kind != UnitKind::Score => Some(unit),
        Kind::Figure(_, Some(unit)) if listed && unit.kind == UnitKind::Money => Some(unit),
        _ => None,
    }
}

/// 90（含）-100分: the first of two bounds, whose unit the second one bears.
pub(super) fn opens_range_of_points(text: &str, token: &Token<'_>, next: &[Token<'_>]) -> bool {
    let figure = next.iter().take(4).find(|next| matches!(next.kind, Kind::Figure(..)));
    figure.is_some_and(|figure| {
        let scored = matches!(figure.kind, Kind::Figure(_, Some(unit)) if unit.kind == UnitKind::Score);
        let between = text.get(token.end..figure.start).unwrap_or("");
        let dash = comparisons::INCLUDED.strip_start(between).unwrap_or(between);
        scored && is_range(Some(dash))
    })
}

/// Whether what stands between two figures makes them a range.
pub(super) fn is_range(between: Option<&str>) -> bool {
    between.is_some_and(|between| dates::RANGE_MARKS.contains(&between))
}

/// The kind of unit that a text left out: `支出决算为21.45，`. `money` tells that money was spoken of just before.
pub(super) fn missing_unit(
    figure: &Figure,
    before: &str,
    after: &str,
    money: bool,
    scored: bool,
) -> Option<UnitKind> {
    let next = after.chars().next();
    let ends = next.is_none_or(|c| "，。；、）,;)".contains(c))
        || words::NEXT.starts(after).is_some()
        || words::cue(after).is_some_and(|(_, cue)| matches!(cue, Cue::Change(_)));
    if !ends {
        return None;
    }
    let before = tail(before);
    let bare = before.trim_end_matches(sentences::LEADS_TO_FIGURE);
    let said = bare.len() < before.len();
    let exact = figure.grouped || figure.value.scale() > 0;
    // 完成年初预算的123。
    let of_budget = words::RATES_OF_BUDGET.ends(bare).is_some();
    let is_rate = tells_share(bare)
        || of_budget && (exact || bare.ends_with(parts::OF))
        || (exact || said) && words::RATE_NOUNS.ends(bare).is_some();
    if is_rate && figure.value < Decimal::from(TUNING.narrative_rules.highest_rate) {
        return Some(UnitKind::Percent);
    }
    // 增长3.28: amounts are added and taken away, rates grow and fall
    if exact && words::RATE_VERBS.ends(bare).is_some() {
        return Some(UnitKind::Percent);
    }
    if scored && bare.ends_with(units::POINTS) {
        return Some(UnitKind::Score);
    }
    let of_money = money || words::MONEY_NOUNS.inside(before).is_some();
    (of_money && (exact || said && words::MONEY_NOUNS.inside(before).is_some())).then_some(UnitKind::Money)
}

/// Whether the words before a figure tell which share of a whole it is: 占支出合计的, 占收入合计.
fn tells_share(before: &str) -> bool {
    before
        .rfind(comparisons::SHARE)
        .and_then(|at| before.get(at..))
        .is_some_and(|told| !told.contains(['，', '、', '；']) && words::TAKES_UP.starts(told).is_none())
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
        dates::YEAR => words::YEARS_STATED.ends(before).is_none(),
        dates::DAY => words::WITHIN_DAYS.starts(after).is_none(),
        dates::MONTH | dates::WEEK => true,
        _ => false,
    };
    alone
        || words::TIME_PHRASES_BEFORE.ends(before).is_some()
        || words::TIME_NAMES_BEHIND.starts(after).is_some()
}

/// 90分以上为优, 80（含）-90分为良; but 得分为95分 is a score.
fn is_grade_bound(before: &str, after: &str) -> bool {
    let ahead = head(after);
    let bound = words::BOUNDS.starts(ahead).is_some() || dates::RANGE_OPENS.any_ends(before);
    let graded = words::GRADES.inside(ahead).is_some();
    let scored = words::POINTS_GIVEN.inside(before).is_some();
    // 90分以上的为优: 的 makes a bound only where a grade follows
    graded && (bound || ahead.starts_with(parts::OF)) || (graded || bound) && !scored
}

/// 预算执行率为100%的项目2个, 100万元以上的项目3个: what stands in front of what is counted says which are counted.
/// `priced` tells that the figure is a price, which states something itself: 单价100万元以上设备2台.
pub(super) fn is_bound_of_a_count(kind: UnitKind, priced: bool, text: &str, from: &[Token<'_>]) -> bool {
    let Some(first) = from.first() else { return false };
    let mut end = first.unit_end();
    let after = text.get(end..).unwrap_or("");
    let bounded = || {
        // （含）以上 is a bound, （含上年结转3万元） tells what the money holds
        let holds = after.strip_prefix(['（', '(']).is_some_and(|inside| {
            inside.strip_prefix(comparisons::HOLDS).is_some_and(|rest| !rest.starts_with(['）', ')']))
        });
        words::BOUNDS.starts(after).is_some() && !holds
            || words::LESS_BEFORE.ends(text.get(..first.start).unwrap_or("")).is_some()
    };
    let bound = match kind {
        UnitKind::Percent | UnitKind::Score => true,
        UnitKind::Money => !priced && bounded(),
        _ => false,
    };
    if !bound {
        return false;
    }
    for token in from.iter().skip(1).take(8) {
        match token.kind {
            Kind::Mark(Mark::Open | Mark::Close) => {}
            Kind::Figure(_, Some(unit)) if unit.kind == kind => end = token.unit_end(),
            Kind::Figure(_, Some(unit)) if unit.kind == UnitKind::Count => {
                let noun = text.get(end..token.start).unwrap_or("");
                return !noun.is_empty() && noun.chars().count() <= TUNING.narrative_rules.noun;
            }
            _ => return false,
        }
    }
    false
}

/// Whether the words right before a year or 预算 compare with it: 与上年, 比2021年.
pub(super) fn compares(before: &str) -> bool {
    let before = tail(before);
    // from the end of the words to their front: the nearest comparing word decides
    let mut ends = before.char_indices().rev().take(9).scan(before.len(), |end, (at, char)| {
        let here = *end;
        *end = at;
        Some((here, char))
    });
    let found = ends.find_map(|(end, _)| {
        before.get(..end).and_then(|front| words::COMPARES.ends(front)).map(|word| (end, word))
    });
    let Some((end, word)) = found else { return false };
    let (front, between) = before.split_at(end);
    let near = between.is_empty() || !sentences::FROM.contains(&word);
    near && words::COMPARES_NOT.ends(front).is_none() && !between.contains(['、', '）', ')'])
}

/// Which way a figure differs from what the words before it compare with: 比预算数少5万元, 小于预算数5万元. Also where
/// the word that says so begins and ends.
pub(super) fn difference(before: &str) -> Option<(Direction, Range<usize>)> {
    let words = before.strip_suffix(sentences::AFTER_CHANGE).unwrap_or(before);
    for (ending, direction) in [(changes::MORE, Direction::Up), (changes::LESS, Direction::Down)] {
        if let Some(front) = words.strip_suffix(ending) {
            let near = tail(front);
            return comparisons::DIFFERENCE
                .iter()
                .any(|word| near.contains(word))
                .then_some((direction, front.len()..words.len()));
        }
    }
    let with = words::COMPARED_WITH.ends(words)?;
    let front = words.strip_suffix(with)?;
    let less = words::COMPARED_LESS.ends(front).map(|word| (word, Direction::Down));
    let (word, direction) =
        less.or_else(|| words::COMPARED_MORE.ends(front).map(|word| (word, Direction::Up)))?;
    let start = front.len() - word.len();
    let denied = front.get(..start)?.ends_with(sentences::DENIES);
    (!denied).then_some((direction, start..front.len()))
}

/// Whether a year is part of a name: 提前下达2022年, 2021年结转.
pub(super) fn names_a_year(before: &str, after: &str) -> bool {
    words::NAMES_A_YEAR.ends(before).is_some() || words::NAMED_BY_A_YEAR.starts(after).is_some()
}

/// Whether a year stands where a sentence begins.
pub(super) fn opens_with_year(before: &str) -> bool {
    before.is_empty() || words::OPENS_WITH_YEAR.is(before)
}

/// Whether a paragraph is one figure and nothing else: a cell that lost its table states nothing.
pub(super) fn is_lone_figure(text: &str, tokens: &[Token<'_>]) -> bool {
    let mut figures = tokens.iter().filter(|token| matches!(token.kind, Kind::Figure(..)));
    let (Some(figure), None) = (figures.next(), figures.next()) else { return false };
    let marks =
        tokens.iter().filter(|token| matches!(token.kind, Kind::Mark(_))).map(|mark| mark.end - mark.start);
    text.len() <= figure.unit_end() - figure.start + marks.sum::<usize>() + "≥".len()
}

/// Whether a paragraph is a row that lost its table: names and figures without a unit, and no mark that parts clauses.
pub(super) fn is_row(text: &str, tokens: &[Token<'_>]) -> bool {
    let mut figures = 0;
    for token in tokens {
        match token.kind {
            Kind::Figure(_, None) if said(text.get(..token.start).unwrap_or("")) => return false,
            Kind::Figure(_, None) => figures += 1,
            Kind::Figure(_, Some(_))
            | Kind::Mark(Mark::Stop | Mark::Semicolon | Mark::Comma | Mark::Colon) => {
                return false;
            }
            _ => {}
        }
    }
    figures > 0
}

/// Whether the words before a figure end as a statement does.
fn said(before: &str) -> bool {
    before.ends_with(sentences::ENDS_AS_SAID) || before.ends_with(parts::IN_ALL)
}

/// Whether a paragraph ends so that the next ones list the parts.
pub(super) fn ends_with_list(text: &str) -> bool {
    text.trim_end_matches(['：', ':']).ends_with(parts::OF_WHICH)
}

/// Whether a paragraph ends behind one of several clauses.
pub(super) fn ends_open(text: &str) -> bool {
    text.ends_with(['；', ';'])
}

/// Whether words behind a figure belong to it: 以上, 左右.
pub(super) fn is_hedge(behind: &str) -> bool {
    behind.is_empty() || words::HEDGES.is(behind)
}

/// Whether nothing but a list mark stands between two figures.
pub(super) fn is_list_gap(gap: Option<&str>) -> bool {
    gap.is_some_and(|gap| gap.is_empty() || sentences::GAPS.contains(&gap))
}

/// Whether the figure behind `between` is what the word of change measures: 减少了5万元 and 减少支出5万元 do, 减少到5万元
/// does not.
pub(super) fn is_change(word: &str, between: &str) -> bool {
    if word.chars().count() == 1 {
        return between.is_empty() || words::CHANGE_HEDGES.is(between);
    }
    if word == changes::STAYED || between.chars().count() > TUNING.narrative_rules.change_words {
        return false;
    }
    if words::CHANGE_NOUNS.starts(between).is_some() {
        return true;
    }
    if word.ends_with(changes::MEASURES) && (between.is_empty() || words::FIGURE_VERBS.is(between)) {
        // 增幅为5%
        return true;
    }
    // 增加到本年的5万元
    let open = between.contains(['、', '（', '(', '，']) || comparisons::REACHES.any_begins(between);
    !open && words::CHANGE_ENDS.ends(between).is_none() && words::CHANGE_BREAKS.inside(between).is_none()
}
