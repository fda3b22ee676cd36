//! What the rules found, what was repaired, and what could not be read.

use juesuan_model::{CheckStatus, FindingKind, Place, Severity};

use crate::resource::{pattern, resource};
use crate::value::{cell, cells, integer, list, number, sheet, text, unit, written};

resource! {
    CHECKS "checks" "检查" "One row a rule and document"
    key ["document", "rule"]
    refers ["document"] to "documents"
    |report| for check in &report.checks => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        rule Text required ~ [pattern::WORD]
            "规则" "Rule" = text(&check.rule);
        status Text required [CheckStatus::ALL]
            "结果" "What became of it; not checked is never a pass" = text(check.status.as_str());
        instances Integer required >= 0
            "检查次数" "How often it was applied" = integer(check.instances);
        findings Integer required >= 0
            "问题数" "How often it failed" = integer(check.findings);
    }
}

resource! {
    FINDINGS "findings" "问题" "One row a rule that failed at a place"
    key ["document", "id"]
    refers ["document"] to "documents"
    |report| for finding in &report.findings => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        id Text required ~ [pattern::WORD]
            "编号" "Id within the document" = text(&finding.id);
        rule Text required ~ [pattern::WORD]
            "规则" "Rule" = text(&finding.rule);
        kind Text required [FindingKind::ALL]
            "类别" "Family" = text(finding.kind.as_str());
        severity Text required [Severity::ALL]
            "程度" "How much it weighs" = text(finding.severity.as_str());
        message Text required
            "说明" "What is wrong" = text(&finding.message);
        printed Text
            "原文" "What is printed" = text(&finding.printed);
        expected Text
            "应为" "What was expected" = text(&finding.expected);
        difference Number
            "差额" "Printed less expected" = number(finding.difference);
        unit Text
            "单位" "Unit of the difference" = unit(finding.unit.as_ref());
        lines Text ~ [pattern::LIST]
            "涉及的行（以;分隔）" "Lines of all figures compared, joined by ;"
            = written(list(finding.places.iter().map(|place| place.line)));
        pages Text ~ [pattern::LIST]
            "涉及的页（以;分隔）" "Their pages, joined by ;"
            = written(list(finding.places.iter().filter_map(|place: &Place| place.page).map(u32::from)));
        cells Text
            "涉及的单元格（工作表!单元格，以;分隔）" "Their cells in a workbook, each with its sheet, joined by ;"
            = written(cells(report, &finding.places));
    }
}

resource! {
    REPAIRS "repairs" "修复" "One row a decision that changed what is printed"
    key []
    refers ["document"] to "documents"
    |report| for repair in &report.repairs => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        line Integer required >= 1
            "行号（从1起）" "Line, counted from 1" = integer(repair.line);
        kind Text required ~ [pattern::KEY]
            "类别" "What was done" = text(&repair.kind);
        printed Text
            "原文" "What is printed" = text(&repair.printed);
        read_as Text
            "读作" "What it was read as" = text(&repair.read_as);
        reason Text
            "理由" "Why" = text(&repair.reason);
    }
}

resource! {
    UNREAD "unread" "未读取" "One row a number that was not read, and why"
    key ["document", "start"]
    refers ["document"] to "documents"
    |report| for unread in &report.unread => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        line Integer required >= 1
            "行号（从1起）" "Line, counted from 1" = integer(unread.place.line);
        start Integer required >= 0
            "起始字节" "Byte offset of the first character in the decoded text" = integer(unread.place.span.start);
        end Integer required >= 1
            "结束字节" "Byte offset after the last character" = integer(unread.place.span.end);
        text Text required
            "原文" "Its characters" = text(&unread.text);
        reason Text required
            "原因" "Why it was not read" = text(&unread.reason);
        lost Text required ~ [pattern::TRUTH]
            "是否可能属于账目：true、false" "Whether it may be part of the accounts: true or false"
            = text(if unread.is_lost() { "true" } else { "false" });
        sheet Text
            "工作表" "Sheet of the workbook; empty where the format has none" = sheet(report, unread.place);
        cell Text ~ [pattern::CELL]
            "单元格" "Its cell, B7" = cell(report, unread.place);
    }
}
