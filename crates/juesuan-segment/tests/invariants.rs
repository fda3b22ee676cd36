//! What holds for every text.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::format_collect, clippy::format_push_string)]

use juesuan_segment::{BlockKind, Segmentation, segment};
use proptest::prelude::*;

/// Lines as they occur, and odd ones, to be mixed.
const LINES: [&str; 40] = [
    "",
    " ",
    "\t",
    "\t\t\t",
    "\u{c}",
    "---",
    "12",
    "- 3 -",
    "# 目 录",
    "第一部分 概况",
    "第二部分",
    "## 支出决算表",
    "一、职责",
    "二、机构设置",
    "（一）总体情况。",
    "(二) 结构情况",
    "1.项目目标",
    "2、项目管理",
    "3. 项目支出为10万元。其余如下。",
    "（1）数量指标",
    "①完成",
    "附件1",
    "附表 1 评分表",
    "云台区卫生监督局",
    "财政项目支出绩效自评报告",
    "公开01表",
    "部门：某局    单位：万元",
    "单位：万元\t\t",
    "项目\t行次\t决算数",
    "\t合计\t1.50",
    "--\t--\t--",
    "\t数量指标",
    "\t≥10天",
    "继续的单元格",
    "| a | b |",
    "208    社会保障    12.50    3.00",
    "注：本表反映收支。",
    "图1：变动情况",
    "**1. 接待费** 预算数为0万元。",
    "本年度收入合计为一百二十万元，其中财政拨款收入占全部收入的比例较上年有所提高",
];

fn check(text: &str) -> Result<Segmentation<'_>, TestCaseError> {
    let document = segment(text).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let mut end = 0;
    for block in &document.blocks {
        prop_assert_eq!(block.span.start, end, "a gap or an overlap");
        prop_assert!(!block.span.is_empty());
        end = block.span.end;
        if let Some(section) = block.section {
            prop_assert!(document.section(section).is_some());
        }
        if block.kind == BlockKind::Blank {
            prop_assert!(juesuan_segment::plain(document.text(block)).is_empty());
        }
    }
    prop_assert_eq!(end as usize, text.len());
    prop_assert!(text.is_char_boundary(0));
    let whole: String = document.blocks.iter().map(|block| document.text(block)).collect();
    prop_assert_eq!(whole.as_str(), text);
    for (at, section) in document.sections.iter().enumerate() {
        prop_assert!((1..=5).contains(&section.level));
        prop_assert!(section.heading.contains(section.title), "{:?}", section);
        prop_assert!(
            text.get(section.heading.range()).is_some() && text.get(section.title.range()).is_some()
        );
        if let Some(parent) = section.parent {
            prop_assert!((parent.0 as usize) < at);
        }
    }
    let headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading).count();
    prop_assert_eq!(headings, document.sections.len());
    Ok(document)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text(text in "(?s).{0,400}") {
        check(&text)?;
    }

    #[test]
    fn any_text_of_the_field(text in "[\\x00-\\x20\u{3000}\u{a0}一二三、（）().。：；0-9#*|表图第部分附件单位元报告目录-]{0,300}") {
        check(&text)?;
    }

    #[test]
    fn any_mixture_of_lines(lines in prop::collection::vec((prop::sample::select(&LINES[..]), "\n|\r\n|\r|\n\n|  \n"), 0..60)) {
        let text: String = lines.iter().flat_map(|(line, end)| [*line, end.as_str()]).collect();
        check(&text)?;
    }

    /// Lines of one width, which are taken for wrapped ones, and indented headings among them, up to the last character.
    #[test]
    fn any_mixture_of_wrapped_lines(
        width in 20usize..44,
        lines in prop::collection::vec((prop::sample::select(&LINES[..]), "|  |\u{a0} |\u{3000}\u{3000}"), 1..24),
    ) {
        let full = |line: &str| -> String { line.chars().filter(|c| !c.is_whitespace()).cycle().take(width).collect() };
        let mut text = String::new();
        for (line, indent) in &lines {
            let has_letters = line.chars().any(|c| !c.is_whitespace());
            if has_letters && indent.is_empty() {
                text += &format!("{}\n{}\n", full(line), full(line));
            } else {
                text += &format!("{indent}{line}\n");
            }
        }
        check(text.trim_end_matches('\n'))?;
    }
}

#[test]
fn odd_documents() {
    let big = "字".repeat(1 << 20);
    let tabs = "\t".repeat(1 << 20);
    let blanks = " \n".repeat(1 << 16);
    let bare = "\t\n".repeat(1 << 16);
    let nested = "**".repeat(1 << 16) + &"[bookmark:".repeat(1000) + &"#".repeat(1000);
    for text in
        ["", "\n", "\u{feff}", "\0\0\0", "一、", "\u{c}", "\t", big.as_str(), &tabs, &blanks, &bare, &nested]
    {
        check(text).unwrap();
    }
}

/// Texts that once made the segmentation fail, found by fuzzing.
#[test]
fn texts_that_once_failed_are_segmented() {
    // an indented title ends the text below wrapped lines
    let wrapped = " 支出功能科目名称 合计 基本支出 项目支出\n后教育 27.40 8.30 19.10\n支出 27.40 8.30 19.10\n\
        革支出 8.60 4.20 4.40\n\u{a0} 第三部分情况";
    let texts =
        [wrapped, "\u{fffd}\0\n\u{fffd}\n目  录\n开\t\n\t\n\n\t\u{fffd}\n\t0<p>\n兼\u{fffd}。\n）\n\t"];
    for text in texts {
        let segmentation = segment(text).expect("short enough");
        let whole: String = segmentation.blocks.iter().map(|block| block.span.text(text)).collect();
        assert_eq!(whole, text);
    }
}
