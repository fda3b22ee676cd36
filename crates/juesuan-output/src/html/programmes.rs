//! Programmes with their money, scores and indicators.

use std::collections::HashMap;

use juesuan_model::{Indicator, PlacedNumber, PlacedText, Programme, ProgrammeKind, Report};
use maud::{Markup, html};

use super::marks::Marks;
use super::words::{both, grouped, programme_kind, programme_source, say};

/// The view of all programmes, each with its indicators.
pub(super) fn view(report: &Report, marks: &Marks) -> Markup {
    let mut indicators: HashMap<Option<u32>, Vec<&Indicator>> = HashMap::new();
    for indicator in &report.indicators {
        indicators.entry(indicator.programme_index).or_default().push(indicator);
    }
    let of = |index: Option<u32>| indicators.get(&index).map(Vec::as_slice).unwrap_or_default();
    html! {
        @if report.programmes.is_empty() && report.indicators.is_empty() {
            p.none { (both("没有读到项目和绩效指标。", "No programme or indicator was read.")) }
        }
        @for (at, programme) in (0_u32..).zip(&report.programmes) { (one(programme, of(Some(at)), marks)) }
        @if !of(None).is_empty() {
            details.programme.q open {
                summary { span.title { (both("其他绩效指标", "Other indicators")) } span.dim { (of(None).len()) } }
                (table(of(None), marks))
            }
        }
    }
}

fn one(programme: &Programme, indicators: &[&Indicator], marks: &Marks) -> Markup {
    let target = marks.target([&programme.place]);
    html! {
        details.programme.q data-n=(programme.name) {
            summary data-m=[target.marks] data-l=[target.lines] {
                span.title lang="zh-CN" { (programme.name) }
                @if programme.kind != ProgrammeKind::Programme { span.tag { (say(programme_kind(programme.kind))) } }
                span.tag.source { (say(programme_source(programme.source))) }
                @if !indicators.is_empty() {
                    span.dim { (both(&format!("{} 项指标", indicators.len()), &format!("{} indicators", indicators.len()))) }
                }
                span.outcome {
                    @if let Some(score) = &programme.total_score { b { (score.value) } }
                    @if let Some(grade) = &programme.grade { span.grade lang="zh-CN" { (grade.value) } }
                }
            }
            (money(programme, marks))
            @if !indicators.is_empty() { (table(indicators, marks)) }
        }
    }
}

fn money(programme: &Programme, marks: &Marks) -> Markup {
    let unit = programme.unit.as_ref().map(ToString::to_string).unwrap_or_default();
    let figures: [(&Option<PlacedNumber>, &str, &str, &str); 7] = [
        (&programme.budget_initial, "年初预算数", "Initial budget", &unit),
        (&programme.budget_adjusted, "全年预算数", "Adjusted budget", &unit),
        (&programme.executed, "全年执行数", "Executed", &unit),
        (&programme.rate, "执行率", "Execution rate", "%"),
        (&programme.rate_weight, "执行率分值", "Its weight", "分"),
        (&programme.rate_score, "执行率得分", "Its score", "分"),
        (&programme.total_score, "总得分", "Total score", "分"),
    ];
    html! {
        dl.money {
            @for (number, zh, en, unit) in figures {
                @if let Some(number) = number {
                    @let target = marks.target([&number.place]);
                    div {
                        dt { (both(zh, en)) }
                        dd {
                            button.figure.(target.severity.unwrap_or_default()) type="button" data-m=[target.marks] data-l=[target.lines] {
                                (grouped(number.value)) small { (unit) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table(indicators: &[&Indicator], marks: &Marks) -> Markup {
    let any = |has: fn(&&&Indicator) -> bool| indicators.iter().any(|indicator| has(&indicator));
    let scored = any(|indicator| indicator.weight.is_some() || indicator.score.is_some());
    let reached = any(|indicator| indicator.actual.is_some());
    let noted = any(|indicator| indicator.note.is_some());
    let heads = |nth: usize| indicators.get(nth).map(|one| (one.level1.as_str(), one.level2.as_str()));
    html! {
        div.scroll {
            table.grid.indicators data-rove {
                thead {
                    tr {
                        th scope="col" { (both("一级", "Level 1")) }
                        th scope="col" { (both("二级", "Level 2")) }
                        th scope="col" { (both("三级指标", "Indicator")) }
                        th scope="col" { (both("目标值", "Target")) }
                        @if reached { th scope="col" { (both("实际完成值", "Reached")) } }
                        @if scored {
                            th scope="col" { (both("分值", "Weight")) }
                            th scope="col" { (both("得分", "Score")) }
                        }
                        @if noted { th scope="col" { (both("偏差原因", "Reason")) } }
                    }
                }
                tbody lang="zh-CN" {
                    @for (nth, indicator) in indicators.iter().enumerate() {
                        @let target = marks.target([&indicator.place]);
                        @let above = nth.checked_sub(1).and_then(heads);
                        tr.lost[lost(indicator)] {
                            // a name is printed once for all that stand under it
                            td { @if above.is_none_or(|above| above.0 != indicator.level1) { (indicator.level1) } }
                            td { @if above != heads(nth) { (indicator.level2) } }
                            th.label scope="row" data-m=[target.marks] data-l=[target.lines] { (indicator.level3) }
                            (text(indicator.target.as_ref(), marks))
                            @if reached { (text(indicator.actual.as_ref(), marks)) }
                            @if scored {
                                (number(indicator.weight.as_ref(), marks))
                                (number(indicator.score.as_ref(), marks))
                            }
                            @if noted { (text(indicator.note.as_ref(), marks)) }
                        }
                    }
                }
            }
        }
    }
}

/// Whether points were lost.
fn lost(indicator: &Indicator) -> bool {
    let points = indicator.score.as_ref().zip(indicator.weight.as_ref());
    points.is_some_and(|(score, weight)| score.value < weight.value)
}

fn text(text: Option<&PlacedText>, marks: &Marks) -> Markup {
    cell("x", text.map(|text| (text.value.clone(), marks.target([&text.place]))))
}

fn number(number: Option<&PlacedNumber>, marks: &Marks) -> Markup {
    cell("n", number.map(|number| (grouped(number.value), marks.target([&number.place]))))
}

fn cell(class: &str, content: Option<(String, super::marks::Target)>) -> Markup {
    let Some((text, target)) = content else { return html! { td {} } };
    html! {
        td.(class).(target.severity.unwrap_or_default()) data-m=[target.marks] data-l=[target.lines] { (text) }
    }
}
