use std::sync::LazyLock;

use juesuan_model::{FindingKind, Place, Severity};

use crate::quick::CharSet;
use crate::{Basis, Context, Draft, Family, Log, Phrases, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS820"),
    family: Family::Names,
    title: Text::new("没有常见的错别字", "No words that are often miswritten"),
    message: Text::new(
        "“{printed}”应为“{expected}”（{count}处）。",
        "“{printed}” should be “{expected}” ({count} places).",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new("错别字会让人误解原意，公开前应当改正。", "A wrong character changes what is said."),
    example: Text::new("“目标设置过底”应为“目标设置过低”。", "“设置过底” should be “设置过低”."),
};

/// Words that are wrong wherever they stand, with what is meant: characters of one sound or one shape, and one
/// character too many. A word that could be part of a right one (过底 in 超过底线) stands with its neighbours.
const WRONG: [(&str, &str); 39] = [
    ("常驻人口", "常住人口"),
    ("收益公众的", "受益公众的"),
    ("收益群众", "受益群众"),
    ("收益人群", "受益人群"),
    ("平稳过度", "平稳过渡"),
    ("顺利过度", "顺利过渡"),
    ("设置过底", "设置过低"),
    ("目标过底", "目标过低"),
    ("指标过底", "指标过低"),
    ("值过底", "值过低"),
    ("率过底", "率过低"),
    ("震摄", "震慑"),
    ("震撮", "震慑"),
    ("资金按排", "资金安排"),
    ("工作按排", "工作安排"),
    ("预算按排", "预算安排"),
    ("工作布署", "工作部署"),
    ("决策布署", "决策部署"),
    ("拔付到位", "拨付到位"),
    ("资金拔付", "资金拨付"),
    ("尚未拔付", "尚未拨付"),
    ("拔款", "拨款"),
    ("划拔", "划拨"),
    ("予算执行", "预算执行"),
    ("人民攻府", "人民政府"),
    ("人名政府", "人民政府"),
    ("再接再励", "再接再厉"),
    ("一如继往", "一如既往"),
    ("坚苦奋斗", "艰苦奋斗"),
    ("救助入次", "救助人次"),
    ("参保入次", "参保人次"),
    ("接待入次", "接待人次"),
    ("服务入次", "服务人次"),
    ("培训入次", "培训人次"),
    ("就诊入次", "就诊人次"),
    ("帐簿", "账簿"),
    ("财政拨款收人", "财政拨款收入"),
    ("本年收人", "本年收入"),
    ("其他收人", "其他收入"),
];

/// Traditional characters of the field, with the simplified ones that stand for them.
const TRADITIONAL: [(&str, &str); 22] = [
    ("辦", "办"),
    ("務", "务"),
    ("財", "财"),
    ("預", "预"),
    ("績", "绩"),
    ("項", "项"),
    ("執", "执"),
    ("資", "资"),
    ("會", "会"),
    ("業", "业"),
    ("數", "数"),
    ("縣", "县"),
    ("區", "区"),
    ("醫", "医"),
    ("險", "险"),
    ("團", "团"),
    ("經", "经"),
    ("費", "费"),
    ("總", "总"),
    ("額", "额"),
    ("萬", "万"),
    ("億", "亿"),
];
/// How many simplified characters there must be for one traditional, so that it is a slip and no traditional text.
const SLIP: usize = 100;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let words: Vec<&str> = WRONG.iter().chain(&TRADITIONAL).map(|(wrong, _)| *wrong).collect();
    Phrases::new(&words)
});

/// What stands for the traditional characters, as a sieve for a whole text.
static SIMPLIFIED: LazyLock<CharSet> =
    LazyLock::new(|| CharSet::of(TRADITIONAL.iter().flat_map(|(_, simplified)| simplified.chars())));

/// JS820: words that are often miswritten. The same word again is the same finding.
pub(crate) struct WrongWord;

impl Rule for WrongWord {
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
        let mut found: Vec<(&str, Vec<Place>)> = Vec::new();
        let mut end = 0;
        for (line, at, word) in context.find_phrases(&PHRASES) {
            let place = line.place(at, at + word.len());
            // what overlaps the word before is part of it
            if place.span.start < end {
                continue;
            }
            end = place.span.end;
            match found.iter_mut().find(|(known, _)| *known == word) {
                Some((_, places)) => places.push(place),
                None => found.push((word, vec![place])),
            }
        }
        if found.iter().any(|(word, _)| is_traditional(word)) && !is_simplified(context, &found) {
            found.retain(|(word, _)| !is_traditional(word));
        }
        if found.is_empty() {
            log.held();
        }
        for (word, places) in found {
            let known = WRONG.iter().chain(&TRADITIONAL).find(|(wrong, _)| *wrong == word);
            let right = known.map_or("", |(_, right)| right);
            let count = places.len();
            let mut places = places.into_iter();
            let draft = Draft::at(places.next().unwrap_or_default());
            let draft = places.fold(draft, Draft::and_at);
            log.found(draft.printed(word).expected(right).with("count", count));
        }
    }
}

fn is_traditional(word: &str) -> bool {
    TRADITIONAL.iter().any(|(traditional, _)| *traditional == word)
}

/// Whether the text is written in simplified characters, but for a few.
fn is_simplified(context: &Context<'_>, found: &[(&str, Vec<Place>)]) -> bool {
    let traditional: usize =
        found.iter().filter(|(word, _)| is_traditional(word)).map(|(_, places)| places.len()).sum();
    let is_usual = |c: char| {
        SIMPLIFIED.may_hold(c) && TRADITIONAL.iter().any(|(_, simplified)| simplified.starts_with(c))
    };
    let usual = context.text().unwrap_or("").chars().filter(|c| is_usual(*c)).count();
    usual >= traditional.saturating_mul(SLIP)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::Report;

    use super::WRONG;
    use crate::rules::performance::sample::Sample;
    use crate::testing::{said, said_without_text};

    #[test]
    fn fires() {
        said(
            "JS820",
            &Report::default(),
            "年初目标设置过底。\n资金拔付到位。\n二期资金拔付及时。\n",
            &expect![[r#"
                finding 2 of 2
                JS820-1 name info [1] “设置过底”应为“设置过低”（1处）。
                  “设置过底” should be “设置过低” (1 places).
                JS820-2 name info [2, 3] “资金拔付”应为“资金拨付”（2处）。
                  “资金拔付” should be “资金拨付” (2 places).
            "#]],
        );
    }

    #[test]
    fn a_traditional_character_among_simplified_ones_is_a_slip() {
        let text = format!("{}按照辦法执行。\n", "预算资金项目经费总额万元。\n".repeat(20));
        said(
            "JS820",
            &Report::default(),
            &text,
            &expect![[r#"
            finding 1 of 1
            JS820-21 name info [21] “辦”应为“办”（1处）。
              “辦” should be “办” (1 places).
        "#]],
        );
        said(
            "JS820",
            &Report::default(),
            "預算執行按照辦法，项目经费一万元。\n",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS820",
            &Report::default(),
            "不得超过底线；收入次数多；选拔付出努力者；按排名发布署名文章；业绩校验。\n",
            &expect![[r#"
                pass 0 of 1
            "#]],
        );
    }

    #[test]
    fn lacks_the_text() {
        said_without_text(
            "JS820",
            &Sample::new().section(1, "一、", "概况").end(),
            &expect![[r#"
            insufficient_data 0 of 0 missing 原文
        "#]],
        );
    }

    #[test]
    fn no_right_word_holds_a_wrong_one() {
        for (_, right) in WRONG {
            assert!(WRONG.iter().all(|(wrong, _)| !right.contains(wrong)), "{right}");
        }
    }
}
