//! The first sheet: what the document is, its key figures, its tables, and what was found.

use juesuan_model::{CheckStatus, Presence, Report, Severity};
use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use super::findings;
use super::sheet::{Book, Sheet, cell_name};
use super::style::Look;
use super::tables::Begun;
use crate::form::{check_status, key_figures, report_kind, severity, table_kind};

/// Name of the sheet.
const NAME: &str = "摘要";

/// Columns that a title spans.
const COLUMNS: usize = 5;

/// A sheet that is written from top to bottom.
struct Down<'s, 'b, 'r> {
    sheet: &'s mut Sheet<'b, 'r>,
    row: RowNum,
}

/// The summary.
pub(super) fn summary<'r>(
    report: &'r Report,
    book: &mut Book<'r>,
    begun: &[Begun<'r>],
) -> Result<Worksheet, XlsxError> {
    let cut = book.cut;
    let mut sheet = Sheet::new(book, NAME)?;
    let title = if report.source.title.is_empty() { &report.source.path } else { &report.source.title };
    sheet.span((0, 0), (1, COLUMNS), title, Look::Title)?;
    sheet.page.set_row_height(0, 26)?;
    let mut down = Down { sheet: &mut sheet, row: 2 };
    down.about(report)?;
    down.figures(report)?;
    down.tables(report, begun)?;
    down.findings(report)?;
    if cut {
        down.title("部分内容超出电子表格的行数或列数，未写入；完整内容见数据包。")?;
    }
    sheet.page.set_print_fit_to_pages(1, 0);
    sheet.finish(48)
}

impl Down<'_, '_, '_> {
    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.span((self.row, 0), (1, COLUMNS), text, Look::Caption)?;
        self.row += 1;
        Ok(())
    }

    fn head(&mut self, heads: &[&str]) -> Result<(), XlsxError> {
        for (at, head) in heads.iter().enumerate() {
            self.sheet.text(self.row, at, head, Look::Head)?;
        }
        self.row += 1;
        Ok(())
    }

    fn texts(&mut self, texts: &[&str]) -> Result<(), XlsxError> {
        for (at, text) in texts.iter().enumerate() {
            self.sheet.text(self.row, at, text, Look::Text)?;
        }
        self.row += 1;
        Ok(())
    }

    fn counted(&mut self, name: &str, count: u64) -> Result<(), XlsxError> {
        self.sheet.text(self.row, 0, name, Look::Text)?;
        self.sheet.count(self.row, 1, count)?;
        self.row += 1;
        Ok(())
    }

    fn about(&mut self, report: &Report) -> Result<(), XlsxError> {
        let source = &report.source;
        let entity = report.entity.as_ref().map_or("", |entity| entity.name.as_str());
        let year = report.year.map_or_else(String::new, |year| year.to_string());
        let pages = source.pages.map_or_else(String::new, |pages| pages.to_string());
        let about: [(&str, &str); 8] = [
            ("文件", &source.path),
            ("公开单位", entity),
            ("决算年度", &year),
            ("文件种类", report.kind.map_or("", |kind| report_kind(kind).0)),
            ("格式", &source.format),
            ("编码", &source.encoding),
            ("页数", &pages),
            ("SHA-256", &source.sha256),
        ];
        for (name, value) in about.into_iter().filter(|(_, value)| !value.is_empty()) {
            self.texts(&[name, value])?;
        }
        self.counted("行数", source.lines.into())?;
        self.counted("表格", report.tables.len() as u64)?;
        self.counted("原文中的数字", report.numbers.into())?;
        self.counted("已读取的数字", report.numbers_read.into())?;
        self.counted("问题", report.findings.len() as u64)?;
        self.row += 1;
        Ok(())
    }

    fn figures(&mut self, report: &Report) -> Result<(), XlsxError> {
        let mut figures = key_figures(report).peekable();
        if figures.peek().is_none() {
            return Ok(());
        }
        self.title("主要数据")?;
        self.head(&["项目", "数值", "单位", "表", "单元格"])?;
        for (name, statement, figure) in figures {
            self.sheet.text(self.row, 0, name.0, Look::Text)?;
            // the place is marked in the table itself, where it was written first
            self.sheet.figure((self.row, 1), figure.value, None, None)?;
            let unit = figure.unit.map_or_else(Default::default, |unit| unit.name());
            self.sheet.text(self.row, 2, &unit, Look::Text)?;
            self.sheet.text(self.row, 3, statement.title(), Look::Text)?;
            self.sheet.link(self.row, 4, &cell_name(statement.as_str(), 0, 0), statement.as_str())?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn tables(&mut self, report: &Report, begun: &[Begun<'_>]) -> Result<(), XlsxError> {
        self.title("表格")?;
        self.head(&["表号", "表名", "类别", "单位", "行"])?;
        for Begun { table, cell } in begun {
            self.sheet.link(self.row, 0, cell, &table.id().to_string())?;
            self.sheet.text(self.row, 1, table.title(), Look::Text)?;
            self.sheet.text(self.row, 2, table_kind(table.kind()).0, Look::Text)?;
            let unit = table.unit().map_or_else(Default::default, |unit| unit.name());
            self.sheet.text(self.row, 3, &unit, Look::Text)?;
            let lines = format!("{}–{}", table.line_start(), table.line_end());
            self.sheet.text(self.row, 4, &lines, Look::Text)?;
            self.row += 1;
        }
        for statement in report.statement().all() {
            if let (Presence::Empty(empty), None) = (statement.presence(), statement.table()) {
                let id = statement.id();
                let line = empty.place.line.to_string();
                self.texts(&[id.as_str(), id.title(), "空表，原文有说明", "", &line])?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn findings(&mut self, report: &Report) -> Result<(), XlsxError> {
        self.title("检查")?;
        for level in [Severity::Error, Severity::Warning, Severity::Info] {
            let count = report.findings.iter().filter(|finding| finding.severity == level).count();
            if count > 0 {
                self.sheet.marked_text(self.row, 0, severity(level).0, level)?;
                self.sheet.count(self.row, 1, count as u64)?;
                self.sheet.link(self.row, 2, &cell_name(findings::NAME, 0, 0), findings::NAME)?;
                self.row += 1;
            }
        }
        if report.checks.is_empty() {
            return self.texts(&["未做检查"]);
        }
        self.row += 1;
        self.head(&["规则检查结果", "规则数"])?;
        for status in CheckStatus::ALL {
            let count = report.checks.iter().filter(|check| check.status == *status).count();
            self.counted(check_status(*status).0, count as u64)?;
        }
        Ok(())
    }
}
