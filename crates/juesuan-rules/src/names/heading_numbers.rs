use juesuan_model::{FindingKind, Section, Severity};
use juesuan_source::chars;

use crate::quick::TextMap;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS822"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("同级标题的序号写法统一", "Headings of one level are numbered in one way"),
    message: Text::new(
        "同级标题的序号写法不一：“{printed}”等{count}处与其他{others}处（如“{expected}”）不同。",
        "Headings of one level are numbered in two ways: {count} like “{printed}”, {others} like “{expected}”.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "序号是引用文字的依据，写法混用会让人找错段落。",
        "Numbers are what a reader refers to; two ways of numbering lead to the wrong place.",
    ),
    example: Text::new("“一、二、3、4、五、”", "一、, 二、, 3、, 4、, 五、"),
};

/// JS822: numbers that go on from one heading to the next do so in one script: 二、 is not followed by 3、. The fewer are
/// reported, all of one list in one finding.
pub(crate) struct HeadingNumbers;

/// The script of a number.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Chinese,
    Arabic,
}

/// A heading, and script and value of its number.
type Numbered<'r> = (&'r Section, Script, u32);

impl Rule for HeadingNumbers {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut lists: TextMap<(Option<u32>, u8), Vec<&Section>> = TextMap::default();
        let mut order = Vec::new();
        for section in &context.report().sections {
            let list = lists.entry((section.parent_line, section.level)).or_default();
            if list.is_empty() {
                order.push((section.parent_line, section.level));
            }
            list.push(section);
        }
        for list in order.iter().filter_map(|key| lists.get(key)) {
            let numbered: Vec<Numbered<'_>> = list
                .iter()
                .filter_map(|section| number(&section.number).map(|(script, n)| (*section, script, n)))
                .collect();
            let goes_on = |pair: &[Numbered<'_>]| matches!(pair, [(_, left, before), (_, right, after)] if left != right && *after == before + 1);
            if numbered.len() < 2 {
                continue;
            }
            if !numbered.windows(2).any(goes_on) {
                log.held();
                continue;
            }
            let (chinese, arabic): (Vec<Numbered<'_>>, Vec<Numbered<'_>>) =
                numbered.iter().copied().partition(|(_, script, _)| *script == Script::Chinese);
            let (odd, usual) =
                if chinese.len() < arabic.len() { (chinese, arabic) } else { (arabic, chinese) };
            let (Some((first, ..)), Some((like, ..))) = (odd.first(), usual.first()) else { continue };
            let draft = odd
                .iter()
                .skip(1)
                .fold(Draft::at(first.place), |draft, (section, ..)| draft.and_at(section.place));
            log.found(
                draft
                    .printed(&first.number)
                    .expected(&like.number)
                    .with("count", odd.len())
                    .with("others", usual.len()),
            );
        }
    }
}

/// Script and value of 三、, 3、 or （三）; `None` for 第三部分 and what has no number.
pub(super) fn number(printed: &str) -> Option<(Script, u32)> {
    let bare = printed.trim_matches(|c: char| matches!(c, '、' | '.' | '．' | ' ' | '，'));
    match arabic(bare) {
        Some(value) => Some((Script::Arabic, value)),
        None => Some((Script::Chinese, chars::numeral(bare).filter(|value| *value > 0)?)),
    }
}

/// The value of a number in digits of either width.
fn arabic(text: &str) -> Option<u32> {
    let mut digits = text.chars().map(chars::digit);
    let first = digits.next()??;
    digits.try_fold(first, |value, digit| value.checked_mul(10)?.checked_add(digit?))
}
