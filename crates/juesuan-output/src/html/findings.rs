//! What the rules found, with every figure that they compared; and which rules were applied at all.

use std::collections::HashSet;

use juesuan_model::{CheckStatus, Evidence, Finding, FindingKind, Place, RelatedFinding, Report, Severity};
use maud::{Markup, html};

use crate::baseline::{BASELINE_HEAD, baseline_keys};

use super::marks::{self, Marks, severity_class};
use super::words::{both, check_status, count, finding_kind, grouped, say, severities, severity};

/// Figures and places of a finding that are listed at most.
const MOST_FIGURES: usize = 200;

/// The severities, gravest first.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// How many findings weigh so much.
pub(super) fn how_many(report: &Report, severity: Severity) -> usize {
    report.findings.iter().filter(|finding| finding.severity == severity).count()
}

/// The view of all findings: filters, findings gravest first, rules.
pub(super) fn view(report: &Report, marks: &Marks, text: &str) -> Markup {
    let keys = baseline_keys(&report.source.path, &report.findings, text);
    let mut findings: Vec<(&Finding, String)> = report.findings.iter().zip(keys).collect();
    findings.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity));
    html! {
        @if report.checks.is_empty() && findings.is_empty() {
            p.none {
                (both("没有运行任何勾稽规则：没有问题不等于没有错误。", "No rule was applied: no finding here does not mean no error."))
            }
        } @else if findings.is_empty() {
            p.none.good { (both("已运行的规则没有发现问题。", "The rules that were applied found nothing.")) }
        } @else {
            (filters(report))
            (decisions(report))
        }
        div data-rove {
            @for (at, (finding, key)) in findings.into_iter().enumerate() { (card(at, finding, &key, report, marks)) }
        }
        p.none #no-findings hidden { (both("没有符合筛选的问题。", "No finding passes the filters.")) }
        @if !report.checks.is_empty() { (checks(report)) }
    }
}

fn filters(report: &Report) -> Markup {
    let kinds = FindingKind::ALL
        .iter()
        .map(|kind| (*kind, report.findings.iter().filter(|finding| finding.kind == *kind).count()));
    html! {
        div.filters {
            div role="group" data-t="aria-label|程度|Severity" {
                @for level in SEVERITIES {
                    @let found = how_many(report, level);
                    button.chip.(severity_class(level)) type="button" data-severity=(level) aria-pressed="false" disabled[found == 0] {
                        (say(severities(level, found))) b { (found) }
                    }
                }
            }
            div role="group" data-t="aria-label|类别|Family" {
                @for (kind, found) in kinds.filter(|(_, found)| *found > 0) {
                    button.chip type="button" data-family=(kind) aria-pressed="false" { (say(finding_kind(kind))) b { (found) } }
                }
            }
            button.plain #unfilter type="button" hidden { (both("清除筛选", "Clear filters")) }
        }
    }
}

/// What the reader decided, and a way to hand it on.
fn decisions(report: &Report) -> Markup {
    html! {
        div.decisions #decisions data-document=(report.source.path) data-sum=(report.source.sha256) data-head=(BASELINE_HEAD) {
            span #decided role="status" {}
            label { (both("姓名", "Name")) " " input #reviewer type="text" autocomplete="name" maxlength="60"; }
            button.plain #save-baseline type="button" disabled { (both("导出已接受的问题（基线）", "Save accepted findings (baseline)")) }
        }
    }
}

/// Whether a finding is accepted, and a note; kept in the browser.
fn decide(key: &str) -> Markup {
    html! {
        div.decide data-key=(key) {
            div role="group" data-t="aria-label|处理|Decision" {
                button.chip type="button" data-decide="accept" aria-pressed="false" { (both("可接受", "Accept")) }
                button.chip type="button" data-decide="reject" aria-pressed="false" { (both("须更正", "To be corrected")) }
            }
            input.note type="text" maxlength="500" aria-label="备注" data-t="placeholder|理由或备注|Reason or note";
        }
    }
}

/// What the rule says, why it matters, and on what it rests.
fn why(report: &Report, rule: &str) -> Markup {
    let Some(known) = report.explanations.iter().find(|known| known.rule == rule) else {
        return Markup::default();
    };
    let two = |[zh, en]: &[String; 2]| both(zh, if en.is_empty() { zh } else { en });
    html! {
        details.why {
            summary { (both("为什么", "Why")) ": " (two(&known.title)) }
            @if !known.why.iter().all(String::is_empty) { p { (two(&known.why)) } }
            p.dim { (both("依据：", "Basis: ")) (two(&known.basis)) }
        }
    }
}

fn card(at: usize, finding: &Finding, key: &str, report: &Report, marks: &Marks) -> Markup {
    let target = marks.target(marks::finding_places(finding));
    let class = severity_class(finding.severity);
    html! {
        article.finding.q.(class) id={ "f" (at) } data-severity=(finding.severity) data-family=(finding.kind)
            data-m=[target.marks] data-l=[target.lines] data-n=(finding.rule) tabindex=(if at == 0 { "0" } else { "-1" }) {
            header {
                span.badge.(class) { (say(severity(finding.severity))) }
                span.tag { (say(finding_kind(finding.kind))) }
                code title=(finding.id) { (finding.rule) }
                @if !finding.id.starts_with(&*finding.rule) && !finding.id.is_empty() { span.dim { "#" (finding.id) } }
            }
            p.message { (message(&finding.message, &finding.message_en)) }
            (comparison(finding, marks))
            @if !finding.evidence.is_empty() { (evidence(finding, report, marks)) }
            (places(finding, report, marks))
            @if !finding.related.is_empty() { (related(&finding.related, marks)) }
            (why(report, &finding.rule))
            (decide(key))
        }
    }
}

/// The message in both languages; in Chinese alone where the rule has no other.
fn message(zh: &str, en: &str) -> Markup {
    both(zh, if en.is_empty() { zh } else { en })
}

fn comparison(finding: &Finding, marks: &Marks) -> Markup {
    if finding.printed.is_empty() && finding.expected.is_empty() && finding.difference.is_none() {
        return Markup::default();
    }
    html! {
        dl.compare {
            @if !finding.printed.is_empty() {
                @let target = marks.target(finding.places.first());
                div {
                    dt { (both("原文", "Printed")) }
                    dd.printed lang="zh-CN" {
                        button.figure type="button" data-m=[target.marks] data-l=[target.lines] { (finding.printed) }
                    }
                }
            }
            @if !finding.expected.is_empty() {
                div { dt { (both("应为", "Expected")) } dd.expected lang="zh-CN" { (finding.expected) } }
            }
            @if let Some(difference) = finding.difference {
                div {
                    dt { (both("差额", "Difference")) }
                    dd {
                        (grouped(difference))
                        @if let Some(unit) = &finding.unit { small { (unit) } }
                    }
                }
            }
            @if let Some(envelope) = finding.envelope {
                div { dt { (both("舍入可解释", "Rounding explains")) } dd { "±" (grouped(envelope)) } }
            }
        }
    }
}

fn evidence(finding: &Finding, report: &Report, marks: &Marks) -> Markup {
    let culprit = finding.places.first().filter(|_| finding.culprit);
    let one = |evidence: &Evidence| {
        let target = marks.target([&evidence.place]);
        let guilty = culprit.is_some_and(|place| place.span == evidence.place.span);
        html! {
            li {
                button.figure type="button" data-m=[target.marks] data-l=[target.lines] {
                    span.name lang="zh-CN" { (evidence.name) }
                    @if guilty { span.tag.e { (both("疑似有误", "Likely wrong")) } }
                    span.value { (evidence.printed) }
                    (line(report, &evidence.place))
                }
            }
        }
    };
    html! {
        ul.evidence { @for each in finding.evidence.iter().take(MOST_FIGURES) { (one(each)) } }
        (left(finding.evidence.len()))
    }
}

/// The places that no evidence names.
fn places(finding: &Finding, report: &Report, marks: &Marks) -> Markup {
    let named: HashSet<_> = finding.evidence.iter().map(|evidence| evidence.place.span).collect();
    let places: Vec<&Place> = finding.places.iter().filter(|place| !named.contains(&place.span)).collect();
    if places.is_empty() {
        return Markup::default();
    }
    let all = places.len();
    html! {
        ul.evidence.bare {
            @for place in places.into_iter().take(MOST_FIGURES) {
                @let target = marks.target([place]);
                li { button.figure type="button" data-m=[target.marks] data-l=[target.lines] { (line(report, place)) } }
            }
        }
        (left(all))
    }
}

/// How many figures are not listed: nobody reads thousands.
fn left(all: usize) -> Markup {
    match all.saturating_sub(MOST_FIGURES) {
        0 => Markup::default(),
        left => {
            html! { p.hint { (both(&format!("另有 {} 处", count(left)), &format!("{} more", count(left)))) } }
        }
    }
}

/// `L12 · p3`, and the cell where the document is a workbook.
fn line(report: &Report, place: &Place) -> Markup {
    html! {
        span.line {
            "L" (place.line)
            @if let Some(page) = place.page { " · p" (page) }
            @if let Some(cell) = report.cell(place.span) { " · " (cell) }
        }
    }
}

fn related(related: &[RelatedFinding], marks: &Marks) -> Markup {
    html! {
        details.related {
            summary {
                (both(&format!("同一原因的其他规则（{}）", related.len()), &format!("Other rules with the same cause ({})", related.len())))
            }
            ul {
                @for other in related {
                    @let target = marks.target(&other.places);
                    li {
                        button.figure type="button" data-m=[target.marks] data-l=[target.lines] {
                            code { (other.rule) } " " (message(&other.message, &other.message_en))
                        }
                    }
                }
            }
        }
    }
}

/// The order in which statuses are told: what needs attention first.
const STATUSES: [(CheckStatus, &str); 4] = [
    (CheckStatus::Finding, "e"),
    (CheckStatus::InsufficientData, "w"),
    (CheckStatus::Pass, "good"),
    (CheckStatus::NotApplicable, ""),
];

fn checks(report: &Report) -> Markup {
    let having = |status: CheckStatus| report.checks.iter().filter(move |check| check.status == status);
    html! {
        section.checks {
            h3 { (both("规则检查", "Rules applied")) span.dim { (count(report.checks.len())) } }
            @for (status, class) in STATUSES {
                @if having(status).next().is_some() {
                    details.group.q {
                        summary { span.badge.(class) { (say(check_status(status))) } b { (having(status).count()) } }
                        table.plain {
                            tbody {
                                @for check in having(status) {
                                    tr {
                                        th scope="row" { code { (check.rule) } }
                                        td.n { (check.instances) (both(" 处检查", " checked")) }
                                        td.n { @if check.findings > 0 { (check.findings) (both(" 处问题", " failed")) } }
                                        td lang="zh-CN" { (check.missing.join("；")) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
