//! What a figure is about, in the words of the text.

use super::words::{self, Cue};

/// The longest subject, in characters: of longer ones the end is kept, which stands next to the figure.
const LONGEST: usize = 80;

/// A subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The words of the fact.
    pub(super) text: String,
    /// What later clauses may speak on about.
    pub(super) name: String,
    /// Whether it speaks on about the subject of an earlier clause.
    pub(super) continues: bool,
}

/// The subject of a figure behind the words `before`, where `earlier` was spoken of. `counted` is the noun behind the
/// figure, where it counts one.
pub(super) fn of(before: &str, earlier: &str, counted: &str, change: Option<&str>) -> Subject {
    let words = trimmed(before);
    if words.is_empty() && counted.starts_with('为') {
        return Subject { text: [earlier, counted].concat(), name: String::new(), continues: true };
    }
    let nothing = if counted.is_empty() {
        words.is_empty() || words::SAYS_NOTHING_ALONE.contains(&&*words)
    } else {
        false
    };
    let predicate = nothing || starts_with_any(&words, words::PREDICATES) || is_change(&words);
    if predicate {
        let verb = if words == "占" { "占比" } else { words.as_str() };
        let said = earlier.contains(verb) && !verb.is_empty();
        let text = if said { verb.to_owned() } else { [earlier, verb].concat() };
        return Subject { text, name: String::new(), continues: true };
    }
    let plain = words.strip_prefix("对").filter(|_| !counted.is_empty()).unwrap_or(&words);
    let name = name(plain, change).to_owned();
    Subject { text: [plain, counted].concat(), name, continues: words.is_empty() }
}

/// The thing itself, without what happened to it or how it was measured: 基本支出增加, 支出年初预算.
fn name<'a>(words: &'a str, change: Option<&str>) -> &'a str {
    let before_change = change.and_then(|change| words.find(change)).and_then(|at| words.get(..at));
    let name = before_change.unwrap_or(words);
    let compared = words::COMPARISONS.iter().filter_map(|word| name.find(word)).filter(|at| *at > 0).min();
    let name = compared.and_then(|at| name.get(..at)).unwrap_or(name);
    let measured =
        words::MEASURED_AS.iter().filter_map(|word| name.strip_suffix(word)).min_by_key(|rest| rest.len());
    [measured, Some(name)].into_iter().flatten().find(|name| !name.is_empty()).unwrap_or(words)
}

/// The noun that a count counts: what stands between its unit and the next mark, figure or verb.
pub(super) fn counted(after: &str) -> &str {
    const LONGEST: usize = 16;
    if let Some(grade) =
        words::GRADES.iter().find(|grade| grade.len() == "为优".len() && after.starts_with(**grade))
    {
        return after.get(..grade.len()).unwrap_or("");
    }
    let ends = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii() || "，。；、：（）“”《》".contains(c))
            || starts_with_any(rest, words::AFTER_COUNTED)
    };
    let end = after
        .char_indices()
        .take(LONGEST + 1)
        .map(|(at, _)| at)
        .find(|at| ends(after.get(*at..).unwrap_or("")))
        .or_else(|| (after.chars().take(LONGEST + 1).count() <= LONGEST).then_some(after.len()));
    end.and_then(|end| after.get(..end)).unwrap_or("")
}

/// 增加, 各减少: a change and no more; 减少人员 says of what.
fn is_change(words: &str) -> bool {
    let verb = words.strip_prefix('各').unwrap_or(words);
    words::cue(verb).is_some_and(|(word, cue)| {
        let rest = verb.get(word.len()..).unwrap_or("");
        matches!(cue, Cue::Change(_)) && word.chars().count() > 1 && rest.chars().count() < 2
    })
}

fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Words without what leads to them and to the figure, and without blanks.
pub(super) fn trimmed(words: &str) -> String {
    let mut rest = words;
    loop {
        let shorter = strip(rest);
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    let excess = rest.chars().count().saturating_sub(LONGEST);
    rest.chars().skip(excess).filter(|c| *c != ' ').collect()
}

/// Takes one filler from either end.
fn strip(words: &str) -> &str {
    let words = list_mark(words).or_else(|| date(words)).unwrap_or(words);
    let words = words.strip_prefix('“').filter(|rest| !rest.contains('”')).unwrap_or(words);
    let shortest = |rests: &mut dyn Iterator<Item = &'static str>| rests.max_by_key(|word| word.len());
    let front = shortest(&mut words::SUBJECT_FRONT.iter().copied().filter(|word| words.starts_with(word)));
    let words = front.and_then(|word| words.strip_prefix(word)).unwrap_or(words);
    let end = shortest(&mut words::SUBJECT_END.iter().copied().filter(|word| words.ends_with(word)));
    end.and_then(|word| words.strip_suffix(word)).unwrap_or(words)
}

/// What follows a leading list mark: （一）, 一、
fn list_mark(words: &str) -> Option<&str> {
    let (open, inner) = match words.strip_prefix(['（', '(']) {
        Some(inner) => (true, inner),
        None => (false, words),
    };
    let rest = inner.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let mark = if open { rest.strip_prefix(['）', ')']) } else { rest.strip_prefix('、') };
    mark.filter(|_| rest.len() < inner.len())
}

/// What follows a leading date: 2022年度, 2022年12月31日, 1-10月.
fn date(words: &str) -> Option<&str> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日至-—~".contains(c));
    let date = words.get(..words.len() - rest.len())?;
    let dated = date.starts_with(|c: char| c.is_ascii_digit()) && date.ends_with(['年', '月', '日']);
    dated.then(|| rest.strip_prefix(['度', '底', '初', '末']).unwrap_or(rest))
}
