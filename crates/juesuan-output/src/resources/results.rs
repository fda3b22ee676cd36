//! Programmes, indicators, and the numbers of the running text.

use juesuan_model::{Decimal, FactRole, PlacedNumber, PlacedText, ProgrammeKind, ProgrammeSource};

use crate::Value;
use crate::resource::{pattern, resource};
use crate::value::{cell, integer, number, optional, points, sheet, text, unit, written};

resource! {
    PROGRAMMES "programmes" "项目" "One row a programme and source: budget, execution and result"
    key []
    refers ["document"] to "documents"
    |report| for programme in &report.programmes => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        programme Text required
            "项目名称" "Name, year included where printed" = text(&programme.name);
        kind Text required [ProgrammeKind::ALL]
            "类别：项目、部门整体、基金" "Programme, department or fund" = text(programme.kind.as_str());
        source Text required [ProgrammeSource::ALL]
            "来源：自评报告或汇总" "Its own report, or the summary" = text(programme.source.as_str());
        budget_initial Number
            "年初预算数" "Budget as first approved" = value_of(programme.budget_initial.as_ref());
        budget_adjusted Number
            "全年预算数" "Budget as adjusted" = value_of(programme.budget_adjusted.as_ref());
        executed Number
            "全年执行数" "Executed" = value_of(programme.executed.as_ref());
        unit Text
            "金额单位" "Unit of the three amounts" = unit(programme.unit.as_ref());
        rate Number
            "执行率（%）" "Execution rate in per cent" = value_of(programme.rate.as_ref());
        rate_weight Number
            "执行率分值" "Weight of the execution rate in points" = value_of(programme.rate_weight.as_ref());
        rate_score Number
            "执行率得分" "Score of the execution rate in points" = value_of(programme.rate_score.as_ref());
        total_score Number
            "总得分" "Total score in points" = value_of(programme.total_score.as_ref());
        grade Text
            "等级" "Grade" = text_of(programme.grade.as_ref());
        line Integer required >= 1
            "行号（从1起）" "Line, counted from 1" = integer(programme.place.line);
        page Integer >= 1
            "页码" "Page, counted from 1" = optional(programme.place.page, |page| integer(page.get()));
        sheet Text
            "工作表" "Sheet of the workbook; empty where the format has none" = sheet(report, programme.place);
        cell Text ~ [pattern::CELL]
            "单元格" "Its cell, B7" = cell(report, programme.place);
    }
}

resource! {
    INDICATORS "indicators" "绩效指标" "One row an indicator of a programme"
    key []
    refers ["document"] to "documents"
    |report| for indicator in &report.indicators => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        programme Text
            "项目名称" "Name of the programme" = text(&indicator.programme);
        level1 Text
            "一级指标" "First level" = text(&indicator.level1);
        level2 Text
            "二级指标" "Second level" = text(&indicator.level2);
        level3 Text
            "三级指标" "Third level" = text(&indicator.level3);
        target Text
            "目标值" "Target" = text_of(indicator.target.as_ref());
        actual Text
            "实际完成值" "What was reached" = text_of(indicator.actual.as_ref());
        weight Number
            "分值" "Weight in points" = value_of(indicator.weight.as_ref());
        score Number
            "得分" "Score in points" = value_of(indicator.score.as_ref());
        note Text
            "偏差原因及说明" "Reason for the deviation" = text_of(indicator.note.as_ref());
        line Integer required >= 1
            "行号（从1起）" "Line, counted from 1" = integer(indicator.place.line);
        page Integer >= 1
            "页码" "Page, counted from 1" = optional(indicator.place.page, |page| integer(page.get()));
        sheet Text
            "工作表" "Sheet of the workbook; empty where the format has none" = sheet(report, indicator.place);
        cell Text ~ [pattern::CELL]
            "单元格" "Its cell, B7" = cell(report, indicator.place);
    }
}

resource! {
    FACTS "facts" "数据陈述" "One row a number that running text states"
    key ["document", "start"]
    refers ["document"] to "documents"
    |report| for fact in &report.facts => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        section Text
            "所在章节" "Title of the section" = text(&fact.section);
        subject Text
            "主语" "What the number is about" = text(&fact.subject);
        period Text
            "期间：2022为当年，2022-2021为较上年变动" "2022 is a year, 2022-2021 a change, else words"
            = optional(fact.period.as_ref(), |period| written(period.to_string()));
        role Text required [FactRole::ALL]
            "作用" "What the number says" = text(fact.role.as_str());
        value Number required
            "数值" "Number" = number(fact.value);
        unit Text
            "单位" "Unit" = unit(fact.unit.as_ref());
        amount_yuan Number
            "折合元（精确）" "Money in yuan, exactly; empty where it is not money" = number(fact.yuan());
        line Integer required >= 1
            "行号（从1起）" "Line, counted from 1" = integer(fact.place.line);
        page Integer >= 1
            "页码" "Page, counted from 1" = optional(fact.place.page, |page| integer(page.get()));
        start Integer required >= 0
            "起始字节" "Byte offset of the first character in the decoded text" = integer(fact.place.span.start);
        end Integer required >= 1
            "结束字节" "Byte offset after the last character" = integer(fact.place.span.end);
        certainty Text required
            "所指确定程度" "How sure it is that the number speaks of its subject: given or doubtful"
            = text(fact.certainty.name());
        decimals Integer required >= 0
            "原文的小数位数" "Decimals of the number as printed: 0, 0.0 and 0.00 are three statements" = integer(fact.value.scale());
        x0 Number >= 0
            "左边距（磅）" "Left edge of the number on its page, in points; empty where the format has no positions"
            = points(report, fact.place, |bounds| bounds.x0);
        y0 Number >= 0
            "上边距（磅）" "Its upper edge, in points from the top of the page" = points(report, fact.place, |bounds| bounds.y0);
        x1 Number >= 0
            "右端（磅）" "Its right edge" = points(report, fact.place, |bounds| bounds.x1);
        y1 Number >= 0
            "下端（磅）" "Its lower edge" = points(report, fact.place, |bounds| bounds.y1);
        sheet Text
            "工作表" "Sheet of the workbook; empty where the format has none" = sheet(report, fact.place);
        cell Text ~ [pattern::CELL]
            "单元格" "Its cell, B7" = cell(report, fact.place);
    }
}

fn value_of<'v>(placed: Option<&PlacedNumber>) -> Value<'v> {
    number(placed.map(|placed| -> Decimal { placed.value }))
}

fn text_of(placed: Option<&PlacedText>) -> Value<'_> {
    optional(placed, |placed| text(&placed.value))
}
