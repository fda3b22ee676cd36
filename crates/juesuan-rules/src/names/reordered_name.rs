use std::collections::BTreeMap;
use std::sync::Arc;

use juesuan_model::{FindingKind, Place, Programme, Severity};

use crate::quick::{QuickMap, is_letter};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

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
/// The longest: a whole sentence is no name.
const LONGEST: usize = 80;

/// What names of programmes end in and texts leave out.
const ENDINGS: [&str; 8] =
    ["补助资金", "专项资金", "转移支付资金", "补助经费", "专项经费", "资金", "经费", "项目"];

impl Rule for ReorderedName {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let names = context.names();
        if names.by_sum.is_empty() {
            return;
        }
        if context.text().is_none() {
            log.missing("原文");
            return;
        }
        let mut found: BTreeMap<(String, String), Vec<Place>> = BTreeMap::new();
        for reordered in &context.wording().reordered {
            let Some(line) = context.line(reordered.line) else { continue };
            let (from, to) = (reordered.span.0 as usize, reordered.span.1 as usize);
            let printed: String =
                line.text.get(from..to).unwrap_or("").chars().filter(|c| is_letter(*c)).collect();
            let expected = reordered.name.iter().collect();
            found.entry((printed, expected)).or_default().push(line.place(from, to));
        }
        for _ in found.len()..names.by_sum.len() {
            log.held();
        }
        for ((printed, expected), places) in found {
            let is_meant = |name: &str| core(name) == expected;
            let own = context.report().programmes.iter().filter(|programme| is_meant(&programme.name));
            let count = places.len();
            let mut places = places.into_iter().chain(own.map(|programme| programme.place));
            let draft = Draft::at(places.next().unwrap_or_default());
            log.found(
                places.fold(draft, Draft::and_at).printed(printed).expected(expected).with("count", count),
            );
        }
    }
}

/// The names that are looked for.
#[derive(Debug)]
pub(crate) struct Names {
    /// By their number of characters and the sum of the numbers of these.
    by_sum: QuickMap<(usize, u64), Arc<[char]>>,
    /// The names that begin with a character.
    by_first: QuickMap<u32, Begin>,
}

/// What is known of the names that begin with one character.
#[derive(Debug, Default)]
struct Begin {
    /// How long they are, ascending.
    lengths: Vec<usize>,
    /// A bit for each of several sorts of characters that they have.
    sorts: u64,
}

/// Where the characters of a name stand in another order.
#[derive(Clone, Debug)]
pub(crate) struct Reordered {
    /// The index of the line.
    pub(crate) line: u32,
    /// Where they begin and end in it.
    pub(crate) span: (u32, u32),
    pub(crate) name: Arc<[char]>,
}

impl Names {
    pub(crate) fn of(programmes: &[Programme]) -> Self {
        let mut by_sum: QuickMap<(usize, u64), Arc<[char]>> = QuickMap::default();
        for programme in programmes {
            let core: Arc<[char]> = core(&programme.name).chars().collect();
            if (SHORTEST..=LONGEST).contains(&core.len()) {
                by_sum.insert((core.len(), core.iter().map(|c| weight(*c)).fold(0, u64::wrapping_add)), core);
            }
        }
        let mut by_first: QuickMap<u32, Begin> = QuickMap::default();
        for name in by_sum.values() {
            if let Some(first) = name.first() {
                let begin = by_first.entry(u32::from(*first)).or_default();
                begin.lengths.push(name.len());
                begin.sorts |= name.iter().fold(0, |sorts, c| sorts | sort(*c));
            }
        }
        for begin in by_first.values_mut() {
            begin.lengths.sort_unstable();
            begin.lengths.dedup();
        }
        Self { by_sum, by_first }
    }

    /// The characters with which names begin, in no order.
    pub(crate) fn first_characters(&self) -> impl Iterator<Item = char> {
        self.by_first.keys().filter_map(|first| char::from_u32(*first))
    }

    /// The names with whose characters in another order the rest of a line begins, which stands at this byte of the
    /// line. What begins in the midst of a name and goes on with the next is none, so that it begins as the name does.
    pub(crate) fn at(&self, rest: &str, line: u32, at: usize) -> Vec<Reordered> {
        let first = rest.chars().next().map_or(0, u32::from);
        let mut found = Vec::new();
        let (mut sum, mut count) = (0_u64, 0);
        let Some(begin) = self.by_first.get(&first) else { return found };
        let mut wanted = begin.lengths.iter().peekable();
        for (behind, c) in rest.char_indices().filter(|(_, c)| is_letter(*c)) {
            if wanted.peek().is_none() || begin.sorts & sort(c) == 0 {
                break;
            }
            (sum, count) = (sum.wrapping_add(weight(c)), count + 1);
            if wanted.next_if_eq(&&count).is_some()
                && let Some(name) = self.by_sum.get(&(count, sum))
                && let Some(window) = rest.get(..behind + c.len_utf8())
                && is_reordered(window, name)
            {
                let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let span = (offset(at), offset(at + window.len()));
                found.push(Reordered { line, span, name: Arc::clone(name) });
            }
        }
        found
    }
}

fn is_reordered(window: &str, name: &[char]) -> bool {
    let mut window: Vec<char> = window.chars().filter(|c| is_letter(*c)).collect();
    if window == name || window.first() != name.first() {
        return false;
    }
    let mut name = name.to_vec();
    window.sort_unstable();
    name.sort_unstable();
    window == name
}

/// The bit for the sort of a character.
fn sort(c: char) -> u64 {
    1 << (u32::from(c).wrapping_mul(0x9e37_79b9) >> 26)
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

    use crate::testing::said;
    use crate::testing::sample::Sample;

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
}
