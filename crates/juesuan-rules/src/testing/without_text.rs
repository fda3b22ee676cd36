//! Rules that look at the text say that it is missing where a report is given without it.

use expect_test::expect;
use juesuan_model::{Entity, Report};

use super::said_without_text;
use crate::testing::sample::Sample;

/// The rules that need the text for whatever they examine.
const RULES: [&str; 16] = [
    "JS527", "JS534", "JS541", "JS546", "JS547", "JS803", "JS804", "JS805", "JS806", "JS810", "JS812",
    "JS817", "JS818", "JS819", "JS820", "JS821",
];

/// Something for each of them to examine.
fn report() -> Report {
    let mut report = Sample::new()
        .section(1, "", "水库除险自评报告")
        .programme("水库除险与安全河道清淤专项资金")
        .money("69", "69", "100")
        .section(3, "1.", "目标已经完成的指标")
        .section(3, "2.", "目标没有完成的指标")
        .total("95")
        .indicator("产出指标", "除险座数", "10", "10")
        .indicator("产出指标", "除险合格率", "10", "9")
        .score_table(&[("得分", "10")])
        .summary("水库除险")
        .money("10", "10", "100")
        .summary("灌区维护")
        .money("10", "3", "30")
        .summary("泵站值守")
        .money("10", "9", "90")
        .statement()
        .end();
    report.entity = Some(Entity::new("清河县水利局"));
    report
}

#[test]
fn rules_on_the_text_say_that_it_is_missing() {
    let report = report();
    for rule in RULES {
        said_without_text(
            rule,
            &report,
            &expect![[r#"
            insufficient_data 0 of 0 missing 原文
        "#]],
        );
    }
}
