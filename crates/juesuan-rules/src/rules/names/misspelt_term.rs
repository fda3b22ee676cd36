use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use juesuan_model::{FindingKind, Place, Severity, vocabulary};

use crate::distance;
use crate::quick::{QuickMap, Sieve, ends_clause, is_letter};
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
        let gaps = Gaps::of(&terms);
        let mut found: BTreeMap<(String, &str), Vec<Place>> = BTreeMap::new();
        let mut checked = false;
        for line in context.lines() {
            let mut at = 0;
            for piece in line.text.split_inclusive(|c| c == ' ' || ends_clause(c)) {
                let begin = at;
                at += piece.len();
                if piece.len() > LENGTHS.end() * 3 + 3 {
                    continue;
                }
                let word = piece.trim_end_matches(|c| !is_letter(c));
                if !LENGTHS.contains(&word.chars().count()) {
                    continue;
                }
                checked = true;
                if known.contains(word) {
                    continue;
                }
                if let Some(term) = gaps.misspelt(word) {
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
    let rows = context.book().sheets().iter().flat_map(|sheet| sheet.table().rows());
    let labels: BTreeSet<&str> = rows.map(|row| row.label.as_str()).collect();
    let mut terms: Vec<String> = labels.into_iter().map(vocabulary::label_key).collect();
    terms.retain(|term| is_term(term));
    terms.extend(LINES.iter().cloned());
    terms.sort_unstable();
    terms.dedup();
    terms
}

fn is_term(text: &str) -> bool {
    LENGTHS.contains(&text.chars().count()) && text.chars().all(char::is_alphabetic)
}

/// The lines of the forms.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = vocabulary::items().map(|(_, names)| vocabulary::label_key(names.zh));
    lines.filter(|line| is_term(line)).collect()
});

/// The terms by what is left of them when one character is blotted out.
struct Gaps<'t> {
    terms: QuickMap<u64, &'t str>,
    /// Tells at once of most words that they are near no term.
    sieve: Sieve,
}

impl<'t> Gaps<'t> {
    fn of(terms: &'t [String]) -> Self {
        let mut gaps: QuickMap<u64, &str> = QuickMap::default();
        for term in terms {
            for gap in blotted(term) {
                gaps.entry(gap).or_insert(term.as_str());
            }
        }
        let sieve = Sieve::of(gaps.keys().copied());
        Self { terms: gaps, sieve }
    }

    /// The term from which the word differs in one character, if that is a slip.
    fn misspelt(&self, word: &str) -> Option<&'t str> {
        let near = |gap: u64| self.terms.get(&gap).copied().filter(|term| differ_in_one(word, term));
        let term = blotted(word).filter(|gap| self.sieve.may_hold(*gap)).find_map(near)?;
        let (left, right) = distance::difference(word, term);
        let slip = |word: &str| word.chars().all(|c| c.is_alphabetic() && !TELLING.contains(c));
        (slip(left) && slip(right)).then_some(term)
    }
}

/// One number for each character of the word: the same for all words that differ in that character alone.
fn blotted(word: &str) -> impl Iterator<Item = u64> {
    let number = |at: usize, c: char| {
        let place = (at as u64).wrapping_mul(0xff51_afd7_ed55_8ccd);
        let mixed = (u64::from(u32::from(c)) ^ place).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        mixed ^ mixed >> 29
    };
    let numbered = move || word.chars().enumerate();
    let whole = numbered().fold(0_u64, |sum, (at, c)| sum.wrapping_add(number(at, c)));
    let length = word.chars().count() as u64;
    numbered().map(move |(at, c)| {
        let gap = number(at, '？').wrapping_add(length.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        whole.wrapping_sub(number(at, c)).wrapping_add(gap)
    })
}

/// Whether two words of one length have all characters but one in common.
fn differ_in_one(left: &str, right: &str) -> bool {
    left.chars().count() == right.chars().count()
        && left.chars().zip(right.chars()).filter(|(a, b)| a != b).count() == 1
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
