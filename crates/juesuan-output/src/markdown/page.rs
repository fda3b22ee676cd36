//! The page: one part after the other.

use std::fmt::Write as _;

use juesuan_model::{CheckStatus, Finding, Presence, Report};

use super::escape::{push_head, push_heading, push_row, push_text};
use super::tables::push_tables;
use crate::form::{check_status, finding_kind, key_figures, report_kind, severity};
use crate::{Resource, Value};

/// A report as a page of Markdown.
pub fn to_markdown(report: &Report) -> String {
    let mut page = String::from("# ");
    let title = if report.source.title.is_empty() { &report.source.path } else { &report.source.title };
    push_text(&mut page, title);
    page.push_str("\n\n");
    push_about(&mut page, report);
    push_key_figures(&mut page, report);
    push_findings(&mut page, report);
    push_checks(&mut page, report);
    push_tables(&mut page, report);
    push_list(&mut page, report, "programmes", "项目 · Programmes");
    push_list(&mut page, report, "indicators", "绩效指标 · Indicators");
    push_list(&mut page, report, "facts", "数据陈述 · Facts");
    push_unread(&mut page, report);
    page
}

fn push_about(page: &mut String, report: &Report) {
    let source = &report.source;
    let read = format!("{} / {}", report.numbers_read, report.numbers);
    let about = [
        ("文件 · Document", source.path.clone()),
        ("公开单位 · Body", report.entity.as_ref().map_or_else(String::new, |entity| entity.name.clone())),
        ("决算年度 · Fiscal year", report.year.map_or_else(String::new, |year| year.to_string())),
        ("文件种类 · Kind", report.kind.map_or("", |kind| report_kind(kind).0).to_owned()),
        ("行数 · Lines", source.lines.to_string()),
        ("页数 · Pages", source.pages.map_or_else(String::new, |pages| pages.to_string())),
        ("表格 · Tables", report.tables.len().to_string()),
        ("已读取的数字 · Numbers read", read),
        ("问题 · Findings", report.findings.len().to_string()),
        ("SHA-256", source.sha256.clone()),
    ];
    push_head(page, &[("", false), ("", false)]);
    for (name, value) in about.iter().filter(|(_, value)| !value.is_empty()) {
        push_row(page, [*name, value.as_str()]);
    }
}

fn push_key_figures(page: &mut String, report: &Report) {
    let mut figures = key_figures(report).peekable();
    if figures.peek().is_none() {
        return;
    }
    push_heading(page, 2, "主要数据 · Key figures");
    push_head(page, &[("项目", false), ("数值", true), ("单位", false), ("表", false), ("行", true)]);
    for (name, statement, figure) in figures {
        let unit = figure.unit.map_or_else(Default::default, |unit| unit.name());
        let table = format!("{statement} {}", statement.title());
        let (value, line) = (figure.value.to_string(), figure.place.line.to_string());
        push_row(page, [name.0, value.as_str(), unit.as_ref(), table.as_str(), line.as_str()]);
    }
}

fn push_findings(page: &mut String, report: &Report) {
    push_heading(page, 2, "问题 · Findings");
    if report.findings.is_empty() {
        page.push_str(if report.checks.is_empty() {
            "未做检查。 Not checked.\n"
        } else {
            "未发现问题。 None.\n"
        });
        return;
    }
    // the gravest first, each severity in the order of the document
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in findings {
        push_finding(page, finding);
    }
}

fn push_finding(page: &mut String, finding: &Finding) {
    // writing to a string cannot fail
    let _ = write!(page, "- **{}** · {} · ", severity(finding.severity).0, finding_kind(finding.kind).0);
    push_text(page, &format!("{} · {}", finding.rule, finding.message));
    let unit = finding.unit.as_ref().map_or_else(Default::default, |unit| unit.name());
    let difference = finding.difference.map_or_else(String::new, |number| format!("{number}{unit}"));
    let details =
        [("原文", finding.printed.clone()), ("应为", finding.expected.clone()), ("差额", difference)];
    let details = details.into_iter().filter(|(_, value)| !value.is_empty());
    let mut details: Vec<String> = details.map(|(name, value)| format!("{name} {value}")).collect();
    let mut lines: Vec<u32> = finding.places.iter().map(|place| place.line).collect();
    lines.dedup();
    let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
    details.extend((!lines.is_empty()).then(|| format!("第{}行", lines.join("、"))));
    if !details.is_empty() {
        // a line end behind a backslash is kept
        page.push_str("\\\n  ");
        push_text(page, &details.join("；"));
    }
    page.push('\n');
}

fn push_checks(page: &mut String, report: &Report) {
    let empty: Vec<_> = report
        .statement()
        .all()
        .filter_map(|table| match (table.presence(), table.table()) {
            (Presence::Empty(empty), None) => Some((table.id(), empty.place.line)),
            _ => None,
        })
        .collect();
    if !report.checks.is_empty() {
        push_heading(page, 2, "检查 · Checks");
        push_head(page, &[("结果", false), ("规则数", true)]);
        for status in CheckStatus::ALL {
            let count = report.checks.iter().filter(|check| check.status == *status).count();
            push_row(page, [check_status(*status).0, count.to_string().as_str()]);
        }
    }
    if !empty.is_empty() {
        push_heading(page, 2, "空表 · Tables published empty");
        for (id, line) in empty {
            let _ = writeln!(page, "- {id} {}（第{line}行）", id.title());
        }
    }
}

/// The rows of a resource, with the columns of the data package but for the document.
fn push_list(page: &mut String, report: &Report, resource: &str, title: &str) {
    let Some(resource) = crate::resource(resource) else { return };
    let mut begun = false;
    resource.rows(report, |row| {
        if !begun {
            push_heading(page, 2, title);
            push_list_head(page, resource);
            begun = true;
        }
        page.push('|');
        for value in row.get(1..).unwrap_or_default() {
            page.push(' ');
            match value {
                Value::Empty => {}
                Value::Text(text) => push_text(page, text),
                Value::Integer(number) => {
                    let _ = write!(page, "{number}");
                }
                Value::Number(number) => {
                    let _ = write!(page, "{number}");
                }
            }
            page.push_str(" |");
        }
        page.push('\n');
    });
}

fn push_list_head(page: &mut String, resource: &Resource) {
    let fields = resource.fields.get(1..).unwrap_or_default();
    let heads = fields.iter().map(|field| {
        let name = field.zh.split(['（', '：']).next().unwrap_or(field.zh);
        (name, field.kind != crate::FieldKind::Text)
    });
    push_head(page, &heads.collect::<Vec<_>>());
}

/// What was repaired and what was not read, counted by kind: the data package lists each.
fn push_unread(page: &mut String, report: &Report) {
    push_counts(page, "修复 · Repairs", report.repairs.iter().map(|repair| repair.kind.as_ref()));
    push_counts(
        page,
        "未读取的数字 · Numbers not read",
        report.unread.iter().map(|unread| unread.reason.as_ref()),
    );
}

fn push_counts<'r>(page: &mut String, title: &str, kinds: impl Iterator<Item = &'r str>) {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_default() += 1;
    }
    if counts.is_empty() {
        return;
    }
    push_heading(page, 2, title);
    push_head(page, &[("", false), ("", true)]);
    for (kind, count) in counts {
        push_row(page, [kind, count.to_string().as_str()]);
    }
}
