//! The documents and their sections.

use juesuan_model::DocumentStatus;

use crate::resource::{pattern, resource};
use crate::value::{count, integer, optional, text};

resource! {
    DOCUMENTS "documents" "文件" "One row a document"
    key ["document"]
    |report| for document in [&report.source] => {
        document Text required
            "文件相对路径" "Path of the document relative to the given root" = text(&document.path);
        title Text
            "标题" "Title of the document" = text(&document.title);
        entity Text
            "公开单位" "Name of the body that publishes" = optional(report.entity.as_ref(), |entity| text(&entity.name));
        year Year
            "决算年度" "Fiscal year reported on" = optional(report.year, integer);
        format Text
            "文件格式" "Format of the file" = text(&document.format);
        encoding Text
            "字符编码" "Encoding of the text" = text(&document.encoding);
        bytes Integer required >= 0
            "文件字节数" "Size of the file in bytes" = integer(document.bytes);
        sha256 Text ~ [pattern::SHA256]
            "文件SHA-256摘要" "SHA-256 of the file, hexadecimal" = text(&document.sha256);
        lines Integer required >= 0
            "行数" "Number of lines of the decoded text" = integer(document.lines);
        pages Integer >= 1
            "页数" "Number of pages, where the format has any" = optional(document.pages, integer);
        tables Integer required >= 0
            "表格数" "Number of tables" = count(&report.tables);
        numbers Integer required >= 0
            "原文中的数字个数" "Number of numeric tokens in the text" = integer(report.numbers);
        numbers_read Integer required >= 0
            "已读取的数字个数" "How many of them were read" = integer(report.numbers_read);
        findings Integer required >= 0
            "问题数" "Number of findings" = count(&report.findings);
        lost Integer required >= 0
            "可能漏读的数字个数" "How many numbers were not read and may be part of the accounts"
            = integer(report.unread.iter().filter(|unread| unread.is_lost()).count() as u64);
        status Text required [DocumentStatus::ALL]
            "结果（已读、无法读取、未读取）" "What became of the input" = text(document.status.as_str());
        reason Text
            "未读的原因" "Why it was not read" = text(&document.reason);
    }
}

resource! {
    SECTIONS "sections" "章节" "One row a heading"
    key []
    refers ["document"] to "documents"
    |report| for section in &report.sections => {
        document Text required
            "文件相对路径" "Document" = text(&report.source.path);
        line Integer required >= 1
            "标题所在行（从1起）" "Line of the heading, counted from 1" = integer(section.place.line);
        level Integer required >= 1
            "层级（1为最高）" "Depth by meaning, 1 at the top" = integer(section.level);
        number Text
            "编号" "Number as printed" = text(&section.number);
        title Text
            "标题" "Title without number, white space and markup" = text(&section.title);
        parent_line Integer >= 1
            "上级标题所在行" "Line of the heading it stands under" = optional(section.parent_line, integer);
    }
}
