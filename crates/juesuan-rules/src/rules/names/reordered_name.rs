use std::collections::BTreeMap;

use juesuan_model::{FindingKind, Place, Severity};

use crate::quick::{QuickMap, Sieve, is_letter};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS817"),
    family: Family::Names,
    title: Text::new("项目名称的字序在全文中一致", "The words of a programme's name stand in one order"),
    message: Text::new(
        "“{printed}”出现{count}处，与项目名称“{expected}”字数相同而次序不同，应是同一项目。",
        "“{printed}” ({count} places) has the words of “{expected}” in another order.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new("一个项目几种名称，资金去向难以对上。", "With several names the money is hard to follow."),
    example: Text::new(
        "“医疗保障与服务能力提升”和“医疗服务与保障能力提升”。",
        "Two words have changed places.",
    ),
};

/// JS817: no text of the document has exactly the characters of a programme's name in another order.
pub(crate) struct ReorderedName;

/// The shortest name, in characters, of which that means anything.
const SHORTEST: usize = 8;
/// The most different lengths of names for which the text is searched.
const LENGTHS: usize = 24;

/// What names of programmes end in and texts leave out.
const ENDINGS: [&str; 8] =
    ["补助资金", "专项资金", "转移支付资金", "补助经费", "专项经费", "资金", "经费", "项目"];

impl Rule for ReorderedName {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut by_sum: BySum = BySum::default();
        for programme in &context.report().programmes {
            let core: Vec<char> = core(&programme.name).chars().collect();
            if core.len() >= SHORTEST {
                by_sum.insert((core.len(), core.iter().map(|c| weight(*c)).fold(0, u64::wrapping_add)), core);
            }
        }
        if by_sum.is_empty() {
            return;
        }
        if context.text().is_none() {
            log.missing("原文");
            return;
        }
        let mut lengths: Vec<usize> = by_sum.keys().map(|(length, _)| *length).collect();
        lengths.sort_unstable();
        lengths.dedup();
        lengths.truncate(LENGTHS);
        let sieve = Sieve::of(by_sum.keys().map(|(_, sum)| *sum));
        let mut found: BTreeMap<(String, String), Vec<Place>> = BTreeMap::new();
        let mut chars = Vec::new();
        for line in context.lines() {
            chars.clear();
            chars.extend(
                line.text.char_indices().filter(|(_, c)| is_letter(*c)).map(|(at, c)| (at, c, weight(c))),
            );
            let names = Names { lengths: &lengths, by_sum: &by_sum, sieve: &sieve };
            search(&line, &chars, &names, &mut found);
        }
        for _ in found.len()..by_sum.len() {
            log.held();
        }
        for ((printed, expected), places) in found {
            let named = |name: &str| core(name) == expected;
            let own = context.report().programmes.iter().filter(|programme| named(&programme.name));
            let count = places.len();
            let mut places = places.into_iter().chain(own.map(|programme| programme.place));
            let draft = Draft::at(places.next().unwrap_or_default());
            log.found(
                places.fold(draft, Draft::and_at).printed(printed).expected(expected).with("count", count),
            );
        }
    }
}

/// The names by their number of characters and the sum of the numbers of these.
type BySum = QuickMap<(usize, u64), Vec<char>>;

/// The names that are looked for.
struct Names<'n> {
    lengths: &'n [usize],
    by_sum: &'n BySum,
    /// Tells at once of most sums that they are those of no name.
    sieve: &'n Sieve,
}

/// Finds windows of the line with the characters of a name in another order.
fn search(
    line: &TextLine<'_>,
    chars: &[(usize, char, u64)],
    names: &Names<'_>,
    found: &mut BTreeMap<(String, String), Vec<Place>>,
) {
    for &length in names.lengths.iter().take_while(|length| **length <= chars.len()) {
        let Some((first, rest)) = chars.split_at_checked(length) else { return };
        let mut sum = first.iter().fold(0_u64, |sum, (.., weight)| sum.wrapping_add(*weight));
        let mut next = rest.iter();
        for window in chars.windows(length) {
            if names.sieve.may_hold(sum)
                && let Some(name) = names.by_sum.get(&(length, sum))
                && is_reordered(window, name)
                && let (Some((from, ..)), Some((to, c, _))) = (window.first(), window.last())
            {
                let printed: String = window.iter().map(|(_, c, _)| *c).collect();
                let places = found.entry((printed, name.iter().collect())).or_default();
                places.push(line.place(*from, to + c.len_utf8()));
            }
            if let (Some((.., gone)), Some((.., new))) = (window.first(), next.next()) {
                sum = sum.wrapping_sub(*gone).wrapping_add(*new);
            }
        }
    }
}

fn is_reordered(window: &[(usize, char, u64)], name: &[char]) -> bool {
    let same = window.iter().map(|(_, c, _)| c).eq(name);
    let sorted = |mut chars: Vec<char>| {
        chars.sort_unstable();
        chars
    };
    // a window that begins in the midst of the name and goes on with the next is no name
    let starts = window.first().map(|(_, c, _)| c) == name.first();
    !same && starts && sorted(window.iter().map(|(_, c, _)| *c).collect()) == sorted(name.to_vec())
}

/// A number for a character, such that sums of few tell sets of characters apart.
fn weight(c: char) -> u64 {
    (u64::from(u32::from(c)) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(u32::from(c) % 61)
}

/// The name without year, marks and ending.
fn core(name: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.trim_start_matches(|c: char| c.is_ascii_digit());
    let plain = plain.strip_prefix("年度").or_else(|| plain.strip_prefix('年')).unwrap_or(plain);
    let ending = ENDINGS.iter().find_map(|ending| plain.strip_suffix(ending));
    ending.unwrap_or(plain).to_owned()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::rules::performance::sample::Sample;
    use crate::testing::{said, said_without_text};

    fn report() -> juesuan_model::Report {
        Sample::new().programme("2022年农业保障与服务能力提升专项资金").end()
    }

    #[test]
    fn fires() {
        let text = "农业服务与保障能力提升补助资金已拨付。\n（农业服务与保障能力 提升部分）\n";
        said(
            "JS817",
            &report(),
            text,
            &expect![[r#"
            finding 1 of 1
            JS817-1 name info [1, 2, 1] “农业服务与保障能力提升”出现2处，与项目名称“农业保障与服务能力提升”字数相同而次序不同，应是同一项目。
              “农业服务与保障能力提升” (2 places) has the words of “农业保障与服务能力提升” in another order.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS817",
            &report(),
            "农业保障与服务能力提升补助资金已拨付。\n",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_text() {
        said_without_text(
            "JS817",
            &report(),
            &expect![[r#"
            insufficient_data 0 of 0 missing 原文
        "#]],
        );
    }
}
