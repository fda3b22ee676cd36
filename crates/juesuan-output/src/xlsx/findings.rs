//! The findings, each with links to the cells that it speaks of.

use juesuan_model::{Finding, Report};
use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use super::sheet::{Book, MOST_ROWS, Sheet, column};
use super::style::Look;
use crate::form::{finding_kind, severity};
use crate::value::list;

/// Name of the sheet.
pub(super) const NAME: &str = "问题";

const HEADS: &[(&str, &str)] = &[
    ("编号", "id"),
    ("级别", "severity"),
    ("类别", "kind"),
    ("规则", "rule"),
    ("说明", "message"),
    ("原文", "printed"),
    ("应为", "expected"),
    ("差额", "difference"),
    ("单位", "unit"),
    ("行", "lines"),
];

/// A finding about more figures than this links the first ones; its lines name all.
const MOST_LINKS: usize = 60;

/// The sheet of the findings; `None` where there are none.
pub(super) fn findings<'r>(report: &'r Report, book: &mut Book<'r>) -> Result<Option<Worksheet>, XlsxError> {
    if report.findings.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(book, NAME)?;
    for (at, (zh, key)) in HEADS.iter().enumerate() {
        sheet.text(0, at, zh, Look::Head)?;
        sheet.text(1, at, key, Look::Key)?;
    }
    let links = report.findings.iter().map(|finding| finding.places.len()).max().unwrap_or(0).min(MOST_LINKS);
    if links > 0 {
        sheet.span((0, HEADS.len()), (2, links), "所涉数据（点击跳转）", Look::Head)?;
    }
    for (row, finding) in (2..MOST_ROWS).zip(&report.findings) {
        write_finding(&mut sheet, row, finding)?;
    }
    sheet.book.cut |= report.findings.len() > MOST_ROWS as usize - 2;
    sheet.page.set_freeze_panes(2, 0)?;
    let bottom = RowNum::try_from(report.findings.len()).map_or(MOST_ROWS, |rows| (rows + 1).min(MOST_ROWS));
    let last = column(HEADS.len() - 1).unwrap_or(0);
    sheet.page.autofilter(1, 0, bottom, last)?;
    // links are of no use on paper, and would make all else too small to read
    sheet.page.set_print_area(0, 0, bottom, last)?;
    sheet.page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 1)?;
    sheet.finish(44).map(Some)
}

fn write_finding(sheet: &mut Sheet<'_, '_>, row: RowNum, finding: &Finding) -> Result<(), XlsxError> {
    let unit = finding.unit.as_ref().map_or_else(Default::default, |unit| unit.name());
    sheet.text(row, 0, &finding.id, Look::Text)?;
    sheet.marked_text(row, 1, severity(finding.severity).0, finding.severity)?;
    sheet.text(row, 2, finding_kind(finding.kind).0, Look::Text)?;
    sheet.text(row, 3, &finding.rule, Look::Text)?;
    sheet.text(row, 4, &finding.message, Look::Text)?;
    sheet.text(row, 5, &finding.printed, Look::Text)?;
    sheet.text(row, 6, &finding.expected, Look::Text)?;
    match finding.difference {
        Some(difference) => sheet.figure((row, 7), difference, None, None)?,
        None => sheet.text(row, 7, "", Look::Text)?,
    }
    sheet.text(row, 8, &unit, Look::Text)?;
    sheet.text(row, 9, &list(finding.places.iter().map(|place| place.line)), Look::Text)?;
    for (at, place) in (HEADS.len()..).zip(finding.places.iter().take(MOST_LINKS)) {
        let printed = finding.evidence.iter().find(|evidence| evidence.place == *place);
        let printed = printed.map_or("", |evidence| evidence.printed.as_str());
        let cell = sheet.book.marks.cell(*place).map(str::to_owned);
        match cell {
            Some(cell) => {
                let text = format!("{} {printed}", cell.replace('\'', ""));
                sheet.link(row, at, &cell, text.trim_end())?;
            }
            None => sheet.text(row, at, format!("第{}行 {printed}", place.line).trim_end(), Look::Text)?,
        }
    }
    Ok(())
}
