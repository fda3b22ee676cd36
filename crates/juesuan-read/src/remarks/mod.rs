//! What running text says beside its numbers: left-overs of the template, claims without a figure, lists with a count,
//! announced annexes, dates, headings with nothing under them.
//!
//! One pass over the paragraphs finds those that hold a cue word; only these are looked at closely.

mod claims;
mod dates;
mod leftovers;
mod lists;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use juesuan_model::{Place, Remark, RemarkKind, vocabulary};
use juesuan_segment::{Block, BlockKind, Section, SectionId, Span, plain};
use juesuan_source::Phrases;
use juesuan_vocabulary::headings;

use crate::Document;
use crate::glossary_sections::glossary_sections;
use crate::narrative::clean::Clean;

/// A remark in a paragraph, with its place in the clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    kind: RemarkKind,
    range: Range<usize>,
    subject: String,
    items: Vec<String>,
    joined: u32,
    stated: Option<u32>,
    open: bool,
}

impl Found {
    fn new(kind: RemarkKind, range: Range<usize>) -> Self {
        Self { kind, range, subject: String::new(), items: Vec::new(), joined: 0, stated: None, open: false }
    }

    fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }
}

/// What finds remarks in the clean text of a paragraph.
const DETECTORS: [fn(&str, &mut Vec<Found>); 3] = [leftovers::find, claims::find, lists::find];

/// The cue words of all detectors.
static CUES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(&[leftovers::CUES, claims::CUES, lists::CUES].concat()));

/// All remarks in the order of the text.
pub(crate) fn remarks(document: &Document<'_>) -> Vec<Remark> {
    let mut remarks = of_paragraphs(document);
    remarks.extend(dates::dates(document));
    remarks.extend(empty_sections(document));
    remarks.sort_by_key(|remark| remark.place);
    remarks
}

fn of_paragraphs(document: &Document<'_>) -> Vec<Remark> {
    let source = document.source();
    let glossary = glossary_sections(&document.segmentation);
    let defines = |block: &Block| {
        block.section.and_then(|SectionId(id)| glossary.get(id as usize)).copied().unwrap_or(false)
    };
    let mut remarks = Vec::new();
    let (mut clean, mut found, mut pieces) = (Clean::default(), Vec::new(), Vec::new());
    let mut blocks = document.segmentation.blocks.iter().filter(|block| is_text(block.kind)).peekable();
    while let Some(block) = blocks.next() {
        pieces.clear();
        pieces.push(block.span);
        while let Some(more) = blocks.next_if(|next| next.continues) {
            pieces.push(more.span);
        }
        let has_cue = || pieces.iter().any(|piece| CUES.any_begins_in(source, piece.range()));
        // a word may go over a line end
        let wrapped = || pieces.len() > 1 || block.span.text(source).trim_end().contains('\n');
        if defines(block) || !(has_cue() || wrapped()) {
            continue;
        }
        clean.clear();
        for piece in &pieces {
            clean.push(source, *piece);
        }
        for piece in &pieces {
            let blanks = leftovers::starred(piece.text(source));
            remarks.extend(blanks.map(|blank| starred(document, *piece, blank)));
        }
        for detect in &DETECTORS {
            detect(clean.text(), &mut found);
        }
        drop_open_choices(&mut found);
        let whole = document.place(clean.span(source, 0..clean.text().len()));
        remarks.extend(found.drain(..).map(|found| placed(document, &clean, found, whole)));
    }
    remarks
}

/// A claim in which a choice was left open (决算数大于（小于）预算数, 有/无政府性基金收支) claims nothing.
fn drop_open_choices(found: &mut Vec<Found>) {
    let is_open = |found: &Found| found.kind == RemarkKind::TemplateLeftover;
    let open: Vec<Range<usize>> =
        found.iter().filter(|found| is_open(found)).map(|found| found.range.clone()).collect();
    let overlaps =
        |range: &Range<usize>| open.iter().any(|open| open.start < range.end && range.start < open.end);
    found.retain(|found| is_open(found) || !is_claim(found.kind) || !overlaps(&found.range));
}

const fn is_claim(kind: RemarkKind) -> bool {
    matches!(
        kind,
        RemarkKind::FinalAboveBudget
            | RemarkKind::FinalBelowBudget
            | RemarkKind::FinalEqualsBudget
            | RemarkKind::NothingToReport
    )
}

fn placed(document: &Document<'_>, clean: &Clean, found: Found, paragraph: Place) -> Remark {
    let place = document.place(clean.span(document.source(), found.range.clone()));
    let text = clean.text().get(found.range).unwrap_or("");
    let mut remark = Remark::new(found.kind, text, place, paragraph);
    (remark.subject, remark.items, remark.joined) = (found.subject, found.items, found.joined);
    (remark.stated, remark.open) = (found.stated, found.open);
    remark
}

/// A blank of asterisks, which are no part of the clean text.
fn starred(document: &Document<'_>, piece: Span, blank: Range<usize>) -> Remark {
    let start = piece.range().start;
    let span = Span::of(start + blank.start..start + blank.end);
    let text = span.text(document.source());
    Remark::new(RemarkKind::TemplateLeftover, text, document.place(span), document.place(piece))
}

const fn is_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading | BlockKind::Note)
}

/// Headings under which nothing stands, neither text nor table nor a further heading.
fn empty_sections(document: &Document<'_>) -> Vec<Remark> {
    let sections = &document.segmentation.sections;
    let mut filled = vec![false; sections.len()];
    let mut fill = |id: Option<SectionId>| {
        if let Some(filled) = id.and_then(|SectionId(id)| filled.get_mut(id as usize)) {
            *filled = true;
        }
    };
    for block in &document.segmentation.blocks {
        let says_nothing = matches!(
            block.kind,
            BlockKind::Blank | BlockKind::Furniture | BlockKind::Heading | BlockKind::Contents
        );
        if !says_nothing {
            fill(block.section);
        }
    }
    for section in sections {
        fill(section.parent);
    }
    let empty =
        sections.iter().enumerate().zip(filled).filter(|(_, filled)| !filled).map(|(section, _)| section);
    let headings = LazyCell::new(|| headings(document));
    empty
        .filter(|(at, section)| {
            !is_in_contents(&headings, *at) && !is_above_forms(document, *at, section.level)
        })
        .filter_map(|(_, section)| {
            let title = plain(section.title.text(document.source()));
            let title = title.trim_end_matches(['。', '：', ':']);
            let place = document.place(section.heading);
            let asks = headings::ASKS_FOR_TEXT.iter().any(|end| title.ends_with(end));
            // the tables of a part may stand behind all text, or on sheets of their own
            let elsewhere = title.ends_with(headings::TABLE) && !document.tables.tables.is_empty();
            (asks && !elsewhere).then(|| Remark::new(RemarkKind::EmptySection, title, place, place))
        })
        .collect()
}

/// The number and the title of each section, as they are compared.
fn headings<'d>(document: &Document<'d>) -> Vec<(Cow<'d, str>, Cow<'d, str>)> {
    let source = document.source();
    let number =
        |section: &Section| section.marker.map_or(Cow::Borrowed(""), |mark| plain(mark.span.text(source)));
    let sections = document.segmentation.sections.iter();
    sections.map(|section| (number(section), plain(section.title.text(source)))).collect()
}

/// Whether a heading stands in a list of contents: one with its number or its title follows.
fn is_in_contents(known: &[(Cow<'_, str>, Cow<'_, str>)], at: usize) -> bool {
    let Some((number, title)) = known.get(at) else { return false };
    let chapter = number.starts_with(headings::ORDINAL);
    known.iter().skip(at + 1).any(|(other, heading)| {
        heading == title || (chapter && number == other && title.starts_with(&**heading))
    })
}

/// Whether the next heading of any rank is that of a form, which stands below this one whatever its rank.
fn is_above_forms(document: &Document<'_>, at: usize, level: u8) -> bool {
    let next = document.segmentation.sections.get(at + 1);
    next.is_some_and(|next| {
        let title = plain(next.title.text(document.source()));
        next.level <= level && vocabulary::statement_for_title(&document.vocabulary().title(&title)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use juesuan_model::SourceInfo;

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let segmentation = juesuan_segment::segment(text).expect("a short text");
        let tables = juesuan_table::reconstruct_with(&segmentation, &crate::Vocabulary::default());
        let document = Document::new(segmentation, tables, SourceInfo::default());
        let mut shown = String::new();
        for remark in remarks(&document) {
            shown += &format!("{} {} {}", remark.place.line, remark.kind, remark.text);
            if !remark.subject.is_empty() {
                shown += &format!(" | {}", remark.subject);
            }
            if !remark.items.is_empty() {
                let more = if remark.open { " 等" } else { "" };
                let stated = remark.stated.map(|stated| stated.to_string()).unwrap_or_default();
                shown += &format!(" | {stated}: {}{more} +{}", remark.items.join(" / "), remark.joined);
            }
            shown.push('\n');
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn words_of_the_template_are_found() {
        check(
            "支出较上年增下降5.00%。\n\n内容包括：…（团组名称、出访地点）等。\n\n决算数大于（小于）预算数。\n\n购置××设备。\n",
            &expect![[r#"
                1 template_leftover 增下降
                3 template_leftover …（团组名称、出访地点）
                5 template_leftover 大于（小于）
                7 template_leftover ××
            "#]],
        );
    }

    #[test]
    fn the_note_of_a_form_behind_a_glossary_counts() {
        check(
            "第四部分 名词解释\n\n一、基本支出：指没有项目支出的日常开支。\n\n\
             政府性基金预算财政拨款收入支出决算表\n单位：万元\n科目编码\t科目名称\t小计\n\n\
             注：本单位没有政府性基金预算财政拨款收支。\n",
            &expect![[r#"
                9 nothing_to_report 注：本单位没有政府性基金预算财政拨款收支 | 政府性基金
            "#]],
        );
    }

    #[test]
    fn a_part_of_tables_that_stand_elsewhere_is_not_empty() {
        let parts =
            "第二部分 2023年度部门决算表\n\n第三部分 2023年度部门决算情况说明\n\n支出合计5.00万元。\n";
        check(
            parts,
            &expect![[r#"
            1 empty_section 2023年度部门决算表
        "#]],
        );
        let tables = "\u{c}支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\n205\t教育支出\t5.00\n合计\t\t5.00\n";
        check(&format!("{parts}{tables}"), &expect![[r#""#]]);
    }

    #[test]
    fn open_choices_are_found_where_an_amount_or_its_object_follows() {
        check(
            "支出比上年增（减）5.00万元，上升下降3.00%。\n\n各项增减情况见表，每增减1%扣1分。\n\n本单位有/无政府性基金收支。\n\n检查有/无记录，是否有/无支出。\n\n决算数大于小于预算数。\n",
            &expect![[r#"
                1 template_leftover 增（减）
                1 template_leftover 上升下降
                5 template_leftover 有/无
                9 template_leftover 大于小于
            "#]],
        );
    }

    #[test]
    fn blanks_of_asterisks_are_no_markup() {
        check(
            "**一、收入**情况：本年收入**万元，占***%，比上年增加**2.00**万元。\n\n**万元产值**能耗下降。\n",
            &expect![[r#"
                1 template_leftover **
                1 template_leftover ***
            "#]],
        );
    }

    #[test]
    fn a_word_goes_over_a_line_end() {
        check(
            "二〇二二年度各项支出情况的说明如下所述如下所述如本年\n\
             度支出决算比上年有所增加，主要原因是项目经费比上年多\n\
             ，其中人员经费按政策调整，日常公用经费按照定额执行。\n\
             一般公共预算财政拨款支出按照预算安排执行，决算数大小\n\
             于预算数的主要原因是年中追加了项目经费，其他各项按照\n\
             年初批复的预算执行，没有超出预算的情况，也没有需要另\n\
             外说明的其他事项。\n",
            &expect![[r#"
                4 template_leftover 大小于
            "#]],
        );
    }

    #[test]
    fn claims_are_found() {
        check(
            "完成预算100%。决算数小于预算数的主要原因是压减支出。\n\n决算数与预算数持平。\n\n决算数与年初预算数存在差异的原因是追加。\n\n与上年持平。\n\n本单位没有政府性基金收支。\n\n自评报告详见附件2。\n",
            &expect![[r#"
                1 final_below_budget 决算数小于预算
                3 final_equals_budget 决算数与预算数持平
                5 final_differs_from_budget 决算数与年初预算数存在差异
                7 same_as_prior_year 与上年持平
                9 nothing_to_report 本单位没有政府性基金收支 | 政府性基金
                11 announced_annex 自评报告详见附件2 | 自评报告
            "#]],
        );
    }

    #[test]
    fn lists_are_counted() {
        check(
            "对门诊补助、住院补助、护理补助等2个项目开展评估。\n\n内设机构3个，包括：办公室、业务科（含大厅、窗口）、财务和信息科。\n\n其中：人员经费5万元，主要包括：基本工资、奖金等。\n",
            &expect![[r#"
                1 counted_list 对门诊补助、住院补助、护理补助等 | 2: 对门诊补助 / 住院补助 / 护理补助 等 +0
                3 counted_list 办公室、业务科（含大厅、窗口）、财务和信息科 | 内设机构 | 3: 办公室 / 业务科（含大厅、窗口） / 财务和信息科 +1
                5 composition 基本工资、奖金 | 人员经费 | : 基本工资 / 奖金 等 +0
            "#]],
        );
    }

    #[test]
    fn dates_and_empty_sections_are_found() {
        check(
            "# 报告\n\n二〇二三年九月\n\n## 一、总体情况\n\n## 二、收入情况\n\n收入5万元。\n\n2023 年 11 月 5 日\n",
            &expect![[r#"
                3 date 2023-09
                5 empty_section 总体情况
                11 date 2023-11-05
            "#]],
        );
    }

    #[test]
    fn a_glossary_states_nothing() {
        check("# 名词解释\n\n三公经费：指全部费用，主要包括：接待费、差旅费。\n", &expect![[r#""#]]);
    }
}
