use std::collections::{BTreeMap, HashMap, HashSet};

use juesuan_model::{FindingKind, Place, Severity, vocabulary};

use crate::distance;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS819"),
    family: Family::Names,
    title: Text::new("表内科目和报表项目在正文中没有写错", "Lines of the forms are not misspelt in the text"),
    message: Text::new(
        "“{printed}”与报表项目“{expected}”只差一个字，疑是错字。",
        "“{printed}” differs from the line “{expected}” by one character: probably a slip.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::new(BasisKind::Form, "部门决算公开报表：报表项目名称"),
    why: Text::new(
        "项目名称写错，检索和汇总都找不到它。",
        "What is misspelt is not found by those who look for it.",
    ),
    example: Text::new("“公务接接费”（应为公务接待费）。", "接 is printed for 待."),
};

/// JS819: words between marks that differ from a line of the forms, or a label of the document's own tables, in one
/// character of five or more are spelt like it.
pub(crate) struct MisspeltTerm;

/// How long terms are, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=14;

/// Characters that make another term when put for one another.
const TELLING: &str = "一二三四五六七八九十收支入出上下年初末本总增减内外大小多少中省市区县乡镇基项款类预决";

impl Rule for MisspeltTerm {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if context.text().is_none() {
            if !context.report().sections.is_empty() {
                log.missing("原文");
            }
            return;
        }
        let terms = terms(context);
        let known: HashSet<&str> = terms.iter().map(String::as_str).collect();
        let by_gap = by_gap(&terms);
        let mut found: BTreeMap<(String, &str), Vec<Place>> = BTreeMap::new();
        let mut checked = false;
        for line in context.lines() {
            let mut at = 0;
            for piece in line.text.split_inclusive(|c: char| "，。；：、！？,;:\t（）()《》“” ".contains(c))
            {
                let begin = at;
                at += piece.len();
                if piece.len() > LENGTHS.end() * 3 + 3 {
                    continue;
                }
                let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
                if !LENGTHS.contains(&word.chars().count()) {
                    continue;
                }
                checked = true;
                if known.contains(word) {
                    continue;
                }
                if let Some(term) = misspelt(word, &by_gap) {
                    let places = found.entry((word.to_owned(), term)).or_default();
                    places.push(line.place(begin, begin + word.len()));
                }
            }
        }
        if found.is_empty() && checked {
            log.held();
        }
        for ((word, term), places) in found {
            let mut places = places.into_iter();
            let draft = Draft::at(places.next().unwrap_or_default());
            log.found(places.fold(draft, Draft::and_at).printed(word).expected(term));
        }
    }
}

/// The lines of the forms and the labels of the document's statutory tables.
fn terms(context: &Context<'_>) -> Vec<String> {
    let labels =
        context.book().sheets().iter().flat_map(|sheet| sheet.table().rows()).map(|row| row.label.as_str());
    let lines = vocabulary::items().map(|(_, names)| names.zh);
    let mut terms: Vec<String> = labels.chain(lines).map(vocabulary::label_key).collect();
    terms.retain(|term| LENGTHS.contains(&term.chars().count()) && term.chars().all(char::is_alphabetic));
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The terms by what is left of them when one character is blotted out.
fn by_gap(terms: &[String]) -> HashMap<String, &str> {
    let mut gaps = HashMap::new();
    for term in terms {
        for gap in blotted(term) {
            gaps.entry(gap).or_insert(term.as_str());
        }
    }
    gaps
}

fn blotted(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().map(move |(at, c)| {
        let (before, behind) = (word.get(..at).unwrap_or(""), word.get(at + c.len_utf8()..).unwrap_or(""));
        format!("{before}？{behind}")
    })
}

fn misspelt<'t>(word: &str, by_gap: &HashMap<String, &'t str>) -> Option<&'t str> {
    let term = blotted(word).find_map(|gap| by_gap.get(&gap).copied())?;
    let (left, right) = distance::difference(word, term);
    let slip = |word: &str| word.chars().all(|c| c.is_alphabetic() && !TELLING.contains(c));
    (slip(left) && slip(right)).then_some(term)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::Report;

    use crate::rules::performance::sample::Sample;
    use crate::testing::{said, said_without_text};

    #[test]
    fn fires() {
        said(
            "JS819",
            &Report::default(),
            "压缩培训费、公务接接费、会议费。\n",
            &expect![[r#"
            finding 1 of 1
            JS819-1 name info [1] “公务接接费”与报表项目“公务接待费”只差一个字，疑是错字。
              “公务接接费” differs from the line “公务接待费” by one character: probably a slip.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS819",
            &Report::default(),
            "压缩培训费、公务接待费、会议费。\n",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_text() {
        said_without_text(
            "JS819",
            &Sample::new().section(1, "", "收支情况").end(),
            &expect![[r#"
            insufficient_data 0 of 0 missing 原文
        "#]],
        );
    }
}
