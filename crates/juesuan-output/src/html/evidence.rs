//! The numbers of the running text, and what was repaired or not read.

use std::collections::BTreeMap;

use juesuan_model::{Direction, Disclosure, Fact, Fund, PlacedNumber, Repair, Report, Term, Unit};
use maud::{Markup, html};

use super::marks::Marks;
use super::words::{both, count, fact_role, grouped, item, reason, repair_kind, say};

/// The view of what the text states: facts by section, disclosures, funds, terms.
pub(super) fn stated(report: &Report, marks: &Marks) -> Markup {
    let nothing = report.facts.is_empty() && report.disclosures.is_empty() && report.funds.is_empty();
    html! {
        @if nothing { p.none { (both("没有从正文读到数据。", "No number was read from running text.")) } }
        @if !report.facts.is_empty() { (facts(&report.facts, marks)) }
        @if !report.disclosures.is_empty() { (disclosures(&report.disclosures, marks)) }
        @for fund in &report.funds { (one_fund(fund, marks)) }
        @if !report.glossary.is_empty() { (terms(&report.glossary)) }
    }
}

fn facts(facts: &[Fact], marks: &Marks) -> Markup {
    html! {
        table.rows data-rove {
            @for section in facts.chunk_by(|a, b| a.section == b.section) {
                @let title = section.first().map_or("", |fact| fact.section.as_str());
                tbody lang="zh-CN" {
                    tr.head { th scope="rowgroup" colspan="4" { (title) } }
                    @for fact in section { (one_fact(fact, marks)) }
                }
            }
        }
    }
}

fn one_fact(fact: &Fact, marks: &Marks) -> Markup {
    let target = marks.target([&fact.place]);
    let arrow = match fact.direction {
        Some(Direction::Up) => "↑ ",
        Some(Direction::Down) => "↓ ",
        Some(Direction::Same) => "= ",
        None => "",
    };
    html! {
        tr.q.(target.severity.unwrap_or_default()) data-m=[target.marks] data-l=[target.lines] {
            td { (fact.subject) }
            td.dim.fixed { @if let Some(period) = &fact.period { (period) } }
            td.dim.fixed { (say(fact_role(fact.role))) }
            td.n title=[&fact.printed] { (arrow) (grouped(fact.value)) (unit(fact.unit.as_ref())) }
        }
    }
}

fn unit(unit: Option<&Unit>) -> Markup {
    html! { @if let Some(unit) = unit { small { (unit) } } }
}

fn disclosures(disclosures: &[Disclosure], marks: &Marks) -> Markup {
    html! {
        table.rows data-rove {
            tbody {
                tr.head { th scope="rowgroup" colspan="2" { (both("应公开事项", "Mandatory disclosures")) } }
                @for disclosure in disclosures {
                    @let target = marks.target([disclosure.figure.as_ref().map_or(&disclosure.place, |figure| &figure.place)]);
                    @let (zh, en) = item(disclosure.item);
                    tr.q data-m=[target.marks] data-l=[target.lines] {
                        td { (both(&zh, &en)) }
                        td.n {
                            @match &disclosure.figure {
                                Some(figure) => { (grouped(figure.value)) (unit(disclosure.unit.as_ref())) }
                                None => (both("无", "none")),
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one_fund(fund: &Fund, marks: &Marks) -> Markup {
    let figure = |figure: &PlacedNumber| marks.target([&figure.place]);
    html! {
        table.rows data-rove {
            tbody lang="zh-CN" {
                tr.head { th scope="rowgroup" colspan="2" { (fund.name) } }
                @for line in &fund.lines {
                    @let target = figure(&line.figure);
                    tr.q data-m=[target.marks] data-l=[target.lines] {
                        td { (line.label) }
                        td.n { (grouped(line.figure.value)) (unit(line.unit.as_ref())) }
                    }
                }
            }
        }
    }
}

fn terms(terms: &[Term]) -> Markup {
    html! {
        details.group.q {
            summary { b { (both("名词解释", "Terms")) } span.dim { (terms.len()) } }
            dl.terms lang="zh-CN" {
                @for term in terms {
                    dt data-l=(term.place.line) { (term.term) }
                    dd { (term.definition) }
                }
            }
        }
    }
}

/// The view of what was changed on reading and of what was not read, each by reason.
pub(super) fn unsure(report: &Report, marks: &Marks) -> Markup {
    let repairs = grouped_by(&report.repairs, |repair| &repair.kind);
    let unread = grouped_by(&report.unread, |number| &number.reason);
    html! {
        h3 { (both("修复", "Repairs")) span.dim { (count(report.repairs.len())) } }
        p.hint { (both("读取时改动了原文写法的地方。", "Where reading changed what is printed.")) }
        @for (kind, repairs) in repairs {
            details.group.q {
                summary { span.swatch.r {} span.what { (repair_kind(kind)) } span.dim { (repairs.len()) } }
                (repaired(&repairs, marks))
            }
        }
        h3 { (both("未读取的数字", "Numbers not read")) span.dim { (count(report.unread.len())) } }
        p.hint { (both("没有进入任何表、项目、指标或数据陈述的数字，按原因列出。", "Numbers that are in no table, programme, indicator or statement, by reason.")) }
        @for (why, numbers) in unread {
            details.group.q {
                summary { span.swatch.u {} span.what { (reason(why)) } span.dim { (numbers.len()) } }
                div.numbers data-rove lang="zh-CN" {
                    @for number in numbers {
                        @let target = marks.target([&number.place]);
                        button.figure type="button" data-m=[target.marks] data-l=[target.lines] title={ "L" (number.place.line) } {
                            (number.text)
                        }
                    }
                }
            }
        }
    }
}

/// Groups by a word, the largest first.
fn grouped_by<T>(list: &[T], word: fn(&T) -> &str) -> Vec<(&str, Vec<&T>)> {
    let mut groups: BTreeMap<&str, Vec<&T>> = BTreeMap::new();
    for item in list {
        groups.entry(word(item)).or_default().push(item);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.len()));
    groups
}

fn repaired(repairs: &[&Repair], marks: &Marks) -> Markup {
    html! {
        table.rows data-rove {
            tbody lang="zh-CN" {
                @for repair in repairs {
                    @let target = marks.target(&repair.places);
                    @let line = repair.line.to_string();
                    tr data-l=[target.lines.or_else(|| target.marks.is_none().then_some(line))] data-m=[target.marks] {
                        td.dim.n { "L" (repair.line) }
                        td.was { (repair.printed) }
                        td { @if !repair.read_as.is_empty() { "→ " (repair.read_as) } }
                        td.dim { (reason(&repair.reason)) }
                    }
                }
            }
        }
    }
}
