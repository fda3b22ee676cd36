//! The first view: what the document is, how much of it was read, what was found, and the pictures.

use juesuan_model::{CheckStatus, Presence, Report};
use maud::{Markup, html};

use super::findings::{SEVERITIES, how_many};
use super::marks::{Marks, severity_class};
use super::pictures;
use super::words::{both, check_status, count, grouped, report_kind, say, severities};
use crate::form::key_figures;

/// The view.
pub(super) fn view(report: &Report, marks: &Marks) -> Markup {
    html! {
        div.cards {
            (found(report))
            (read(report))
        }
        (key(report, marks))
        (statements(report, marks))
        (pictures::all(report, marks))
        (about(report))
    }
}

/// Findings by severity, each a way to the list.
fn found(report: &Report) -> Markup {
    html! {
        section.card {
            h3 { (both("问题", "Findings")) }
            div.counts {
                @for level in SEVERITIES {
                    button.count.(severity_class(level)) type="button" data-show=(level) disabled[how_many(report, level) == 0] {
                        b { (how_many(report, level)) } (say(severities(level, how_many(report, level))))
                    }
                }
            }
            @if report.checks.is_empty() {
                p.hint { (both("没有运行规则", "No rule was applied")) }
            } @else {
                p.hint {
                    (count(report.checks.len())) (both(" 条规则：", " rules: "))
                    @for (nth, (status, number)) in statuses(report).enumerate() {
                        @if nth > 0 { " · " }
                        (say(check_status(status))) " " (number)
                    }
                }
            }
        }
    }
}

/// Results of the rules: those that say nothing count beside those that passed.
fn statuses(report: &Report) -> impl Iterator<Item = (CheckStatus, usize)> {
    let number = |status: CheckStatus| report.checks.iter().filter(|check| check.status == status).count();
    CheckStatus::ALL.iter().map(move |status| (*status, number(*status))).filter(|(_, number)| *number > 0)
}

/// How many numbers were read.
fn read(report: &Report) -> Markup {
    let (all, read) = (report.numbers, report.numbers_read.min(report.numbers));
    let share = if all == 0 { 0.0 } else { f64::from(read) / f64::from(all) * 100.0 };
    let share = (share * 10.0).round() / 10.0;
    let lost = report.unread.iter().filter(|unread| unread.is_lost()).count();
    html! {
        section.card {
            h3 { (both("可能漏读的数字", "Figures that may be lost")) }
            p.big.(if lost == 0 { "good" } else { "bad" }) {
                b { (count(lost)) }
                span.dim {
                    (both(&format!("共 {} 个数字，读出 {}（{share}%）", count(all), count(read)),
                        &format!("of {} numbers, {} read ({share}%)", count(all), count(read))))
                }
            }
            svg.meter viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
                rect.against x="0" y="0" width="100" height="4" {}
                rect.spent x="0" y="0" width=(share) height="4" {}
            }
            p.hint {
                (both("其余是日期、编号、代码等；", "the others are dates, numbering, codes; "))
                button.link type="button" data-view="unsure" {
                    (both(
                        &format!("{} 处修复、{} 个未读（各注明原因）", count(report.repairs.len()), count(report.unread.len())),
                        &format!("repairs: {}, not read: {}, each with its reason", count(report.repairs.len()), count(report.unread.len())),
                    ))
                }
            }
        }
    }
}

/// The figures that a reader looks for first, each a way to its place.
fn key(report: &Report, marks: &Marks) -> Markup {
    let figures: Vec<_> = key_figures(report).collect();
    if figures.is_empty() {
        return Markup::default();
    }
    html! {
        section.key {
            h3 { (both("主要数据", "Key figures")) }
            ul {
                @for (name, table, figure) in &figures {
                    @let target = marks.target([&figure.place]);
                    li {
                        button.figure.(target.severity.unwrap_or_default()) type="button" data-m=[target.marks] data-l=[target.lines] {
                            span.name { (say(*name)) }
                            span.value { (grouped(figure.value)) @if let Some(unit) = figure.unit { small { (unit) } } }
                            span.line { (table) }
                        }
                    }
                }
            }
        }
    }
}

/// Which of the nine statutory tables are there.
fn statements(report: &Report, marks: &Marks) -> Markup {
    let at = |id| report.tables.iter().position(|table| table.id().statement() == Some(id));
    html! {
        section.statements {
            h3 { (both("九张法定报表", "The nine statutory tables")) }
            ul {
                @for form in report.statement().all() {
                    @let (class, zh, en) = match form.presence() {
                        Presence::Present => ("there", "有", "there"),
                        Presence::Empty(_) => ("empty", "空表", "published empty"),
                        Presence::Absent => ("absent", "没有", "absent"),
                    };
                    li.(class) {
                        @if let Some(at) = at(form.id()) {
                            button.link type="button" data-go={ "t" (at) } { (name(form.id())) }
                        } @else {
                            span { (name(form.id())) }
                        }
                        @if let Presence::Empty(said) = form.presence() {
                            @let target = marks.target([&said.place]);
                            @let line = target.marks.is_none().then_some(said.place.line);
                            button.link type="button" data-m=[target.marks] data-l=[line] { (both(zh, en)) }
                        } @else if class != "there" {
                            span.dim { (both(zh, en)) }
                        }
                    }
                }
            }
        }
    }
}

fn name(id: juesuan_model::StatementId) -> Markup {
    let english = id.key().replace('_', " ");
    html! { b { (id) } " " (both(id.title(), &english)) }
}

/// The document itself, as it was handed in.
fn about(report: &Report) -> Markup {
    let source = &report.source;
    html! {
        section.about {
            h3 { (both("文件", "Document")) }
            dl {
                dt { (both("路径", "Path")) } dd { (source.path) }
                @if let Some(kind) = report.kind { dt { (both("类型", "Kind")) } dd { (say(report_kind(kind))) } }
                @if let Some(entity) = &report.entity {
                    dt { (both("公开单位", "Publisher")) } dd lang="zh-CN" { (entity.name) }
                }
                @if let Some(year) = report.year { dt { (both("年度", "Year")) } dd { (year) } }
                dt { (both("格式", "Format")) }
                dd { (source.format) " · " (source.encoding) " · " (count(source.bytes)) (both(" 字节", " bytes")) }
                dt { (both("篇幅", "Length")) }
                dd {
                    (count(source.lines)) (both(" 行", " lines"))
                    @if let Some(pages) = source.pages { " · " (count(pages)) (both(" 页", " pages")) }
                }
                dt { "SHA-256" } dd { code { (source.sha256) } }
            }
        }
    }
}
