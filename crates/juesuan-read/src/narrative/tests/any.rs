//! What holds for any text.

use proptest::prelude::*;

use super::{facts, paragraphs};

/// Pieces of which sentences that look real are made.
const PIECES: &[&str] = &[
    "2022年度",
    "与上年",
    "比2021年",
    "相比",
    "，",
    "。",
    "、",
    "；",
    "：",
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    "其中：",
    "收入",
    "支出",
    "占",
    "增加",
    "下降",
    "分别为",
    "1,234.50",
    "12",
    "0",
    "3.",
    "万元",
    "元/人年",
    "%",
    "个百分点",
    "人次",
    "分",
    "以上",
    "三",
    "十二",
    "家",
    "百分之",
    "亿",
    "万",
    "余",
    "-",
    "～",
    " ",
    "\n",
    "**",
    "<b>",
    "[bookmark: _Toc1]",
    "１２",
    "．",
    "％",
    "〔2022〕3号",
    "第",
    "号",
    "为优",
    "得分",
    "预算",
    "完成",
    "月",
    "日",
    "年",
    "+",
    "/",
    "\u{3000}",
    "\u{feff}",
];

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str) {
    let mut last = 0;
    for fact in facts(&paragraphs(text), Some(2022)) {
        assert!(fact.span.contains(fact.number), "{fact:?}");
        assert!(!fact.number.is_empty() && !fact.number.text(text).is_empty(), "{fact:?}");
        assert!(!fact.span.text(text).is_empty(), "{fact:?}");
        assert!(fact.direction_word.is_none_or(|word| !word.text(text).is_empty()), "{fact:?}");
        assert!(fact.number.start >= last, "facts are in the order of the text: {fact:?}");
        assert!(fact.subject.chars().count() <= 400, "{fact:?}");
        last = fact.number.start;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_fail(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn no_sentence_makes_it_fail(text in sentence()) {
        holds(&text);
    }

    #[test]
    fn a_stated_amount_is_read_exactly(whole in 0_u64..10_000_000, cents in 0_u32..100, grouped: bool, wide: bool) {
        let mut digits = whole.to_string();
        if grouped {
            for at in (1..digits.len()).rev().filter(|at| (digits.len() - at) % 3 == 0).collect::<Vec<_>>() {
                digits.insert(at, ',');
            }
        }
        let mut number = format!("{digits}.{cents:02}");
        if wide {
            number = number.chars().map(|c| match c {
                '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
                '.' => '．',
                ',' => '，',
                other => other,
            }).collect();
        }
        let text = format!("2022年度设备购置支出{number}万元，全部用于窗口改造。");
        let found = facts(&paragraphs(&text), Some(2022));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].value.to_string(), format!("{whole}.{cents:02}"));
        prop_assert_eq!(found[0].number.text(&text), number);
    }
}
