//! Which figures of a report make which picture.

use std::collections::HashMap;

use juesuan_model::{
    CodeLevel, Decimal, Figure, Item, Measure, Programme, ProgrammeSource, Report, StatementTable,
};
use maud::{Markup, html};

use super::charts::{Bar, Chart, Share, whole};
use super::marks::Marks;
use super::words::{both, grouped, item};

/// A picture of more bars than this says nothing.
const MOST_BARS: usize = 40;

/// Where income is printed by source: rows of Z01, in the order of the form.
const INCOME: [&str; 8] = [
    "income:general_public_budget",
    "income:government_fund",
    "income:state_capital",
    "income:superior_subsidy",
    "income:operations",
    "income:business",
    "income:subordinate",
    "income:other",
];

/// The same as columns of Z02, for documents without Z01.
const INCOME_COLUMNS: [(&str, &str); 6] = [
    ("income_fiscal_appropriation", "income:fiscal_appropriation"),
    ("income_superior_subsidy", "income:superior_subsidy"),
    ("income_operations", "income:operations"),
    ("income_business", "income:business"),
    ("income_subordinate", "income:subordinate"),
    ("income_other", "income:other"),
];

/// Measures of a budget, the one that is compared with the final figure first.
const BUDGETS: [&str; 3] = ["budget_adjusted", "budget", "budget_initial"];

/// All pictures for which the report has figures.
pub(super) fn all(report: &Report, marks: &Marks) -> Markup {
    let charts = [
        income(report, marks),
        expenditure(report, marks),
        budget_and_final(report, marks),
        scores(report, marks),
        rates(report, marks),
    ];
    let shown: Vec<Markup> = charts.iter().map(Chart::draw).collect();
    html! {
        (purposes(report, marks))
        @for chart in &shown { (chart) }
    }
}

fn chart(zh: &'static str, en: &'static str, note: Markup, bars: Vec<Bar>) -> Chart {
    let mut bars = bars;
    bars.truncate(MOST_BARS);
    Chart { zh, en, note, bars, full: None, guides: &[] }
}

/// The bar of a figure, as long as its money in yuan.
fn bar(name: Item, figure: &Figure<'_>, tone: &'static str, marks: &Marks) -> Option<Bar> {
    let value = figure.yuan().or(Some(figure.value)).filter(|value| *value > Decimal::ZERO)?;
    let (zh, en) = item(name);
    let target = marks.target([&figure.place]);
    Some(Bar {
        zh: zh.into(),
        en: en.into(),
        value,
        against: None,
        shown: grouped(figure.value),
        tone,
        target,
    })
}

fn unit_note(table: StatementTable<'_>) -> Markup {
    html! {
        (table.id())
        @if let Some(unit) = table.table().and_then(|table| table.unit()) { " · " (unit) }
    }
}

fn income(report: &Report, marks: &Marks) -> Chart {
    let form = *report.statement().z01();
    let row = |key: &str| {
        let item = Item::named(key).ok()?;
        bar(item, &form.figure(item, Measure::FINAL)?, "income", marks)
    };
    let bars: Vec<Bar> = INCOME.iter().filter_map(|key| row(key)).collect();
    if !bars.is_empty() {
        return chart("收入构成", "Income by source", unit_note(form), bars);
    }
    let form = *report.statement().z02();
    let total = Item::named("total").ok();
    let column = |(measure, name): &(&str, &str)| {
        let figure = form.figure(total?, Measure::named(measure).ok()?)?;
        bar(Item::named(name).ok()?, &figure, "income", marks)
    };
    chart("收入构成", "Income by source", unit_note(form), INCOME_COLUMNS.iter().filter_map(column).collect())
}

/// Expenditure by class of the function classification: of the first form that prints any.
fn expenditure(report: &Report, marks: &Marks) -> Chart {
    let statement = report.statement();
    let forms = [
        (*statement.z01(), Measure::FINAL),
        (*statement.z03(), Measure::EXPENDITURE),
        (*statement.z04(), Measure::FINAL),
        (*statement.z05(), Measure::EXPENDITURE),
    ];
    for (form, measure) in forms {
        let class = |figure: &Figure<'_>| match figure.item() {
            Some(item @ Item::Function(code)) if code.level() == CodeLevel::Class => Some(item),
            _ => None,
        };
        let wanted = |figure: &Figure<'_>| figure.measure() == Some(measure);
        let bars =
            form.figures().filter(wanted).filter_map(|figure| bar(class(&figure)?, &figure, "spent", marks));
        let bars: Vec<Bar> = bars.collect();
        if !bars.is_empty() {
            return chart("支出按功能分类", "Expenditure by class", unit_note(form), bars);
        }
    }
    chart("支出按功能分类", "Expenditure by class", Markup::default(), Vec::new())
}

/// Basic and project expenditure of the year.
fn purposes(report: &Report, marks: &Marks) -> Markup {
    let form = report.statement().z03();
    let shares = [
        ("基本支出", "Basic expenditure", form.basic()),
        ("项目支出", "Project expenditure", form.project()),
    ];
    let share = |(zh, en, figure): (&'static str, &'static str, Option<Figure<'_>>)| {
        let figure = figure?;
        let target = marks.target([&figure.place]);
        Some(Share { zh, en, value: figure.value, shown: grouped(figure.value), target })
    };
    let shares: Vec<Share> = shares.into_iter().filter_map(share).collect();
    whole("基本支出与项目支出", "Basic and project expenditure", &shares)
}

/// Every item of the statutory tables that is printed both as budget and as final figure.
fn budget_and_final(report: &Report, marks: &Marks) -> Chart {
    let mut bars = Vec::new();
    for form in report.statement().all() {
        let mut budgets: HashMap<Item, (usize, Figure<'_>)> = HashMap::new();
        for figure in form.figures() {
            let rank = figure.measure().and_then(|m| BUDGETS.iter().position(|key| *key == m.as_str()));
            let (Some(rank), Some(item)) = (rank, figure.item()) else { continue };
            let best = budgets.entry(item).or_insert((rank, figure));
            if rank < best.0 {
                *best = (rank, figure);
            }
        }
        let finals = form.figures().filter(|figure| figure.measure() == Some(Measure::FINAL));
        // each item once, as it is first printed
        let pairs = finals.filter_map(|figure| Some((budgets.remove(&figure.item()?)?.1, figure)));
        bars.extend(pairs.filter_map(|(budget, printed)| pair(&budget, &printed, marks)));
    }
    let note = html! { (both("外框为预算数，实条为决算数", "outline: budget; bar: final accounts")) };
    chart("预算与决算", "Budget against final accounts", note, bars)
}

fn pair(budget: &Figure<'_>, printed: &Figure<'_>, marks: &Marks) -> Option<Bar> {
    let money = |figure: &Figure<'_>| figure.yuan().unwrap_or(figure.value);
    if money(budget) <= Decimal::ZERO && money(printed) <= Decimal::ZERO {
        return None;
    }
    let (zh, en) = item(printed.item()?);
    Some(Bar {
        zh: zh.into(),
        en: en.into(),
        value: money(printed).max(Decimal::ZERO),
        against: Some(money(budget)),
        shown: format!("{} / {}", grouped(printed.value), grouped(budget.value)),
        tone: if money(printed) > money(budget) { "over" } else { "spent" },
        target: marks.target([&printed.place, &budget.place]),
    })
}

/// The programmes with a result of their own: their reports, else the summary.
fn judged(report: &Report) -> impl Iterator<Item = &Programme> {
    let of_itself = |programme: &&Programme| programme.source == ProgrammeSource::Report;
    let source = if report.programmes.iter().any(|programme| of_itself(&programme)) {
        ProgrammeSource::Report
    } else {
        ProgrammeSource::Summary
    };
    report.programmes.iter().filter(move |programme| programme.source == source)
}

fn named(programme: &Programme, tone: &'static str, value: Decimal, shown: String) -> Bar {
    Bar {
        zh: programme.name.clone(),
        en: programme.name.clone(),
        value,
        against: None,
        shown,
        tone,
        target: super::marks::Target::default(),
    }
}

/// Grades by score: from here on it is so good.
const GRADES: [(u8, &str); 4] = [(90, "best"), (80, "good"), (60, "fair"), (0, "poor")];

fn scores(report: &Report, marks: &Marks) -> Chart {
    let score = |programme: &Programme| {
        let score = programme.total_score.as_ref()?;
        let tone = GRADES
            .iter()
            .find(|(from, _)| score.value >= Decimal::from(*from))
            .map_or("poor", |(_, tone)| tone);
        let grade = programme.grade.as_ref().map(|grade| format!(" {}", grade.value)).unwrap_or_default();
        let target = marks.target([&score.place]);
        Some(Bar { target, ..named(programme, tone, score.value, format!("{}{grade}", score.value)) })
    };
    let bars = judged(report).filter_map(score).collect();
    let note = both("竖线为 60、80、90 分", "lines at 60, 80 and 90 points");
    Chart {
        full: Some(Decimal::ONE_HUNDRED),
        guides: &[60, 80, 90],
        ..chart("绩效自评得分", "Programme scores", note, bars)
    }
}

/// How good a rate of execution is: beyond the budget, or far below it, asks for an explanation.
fn tone_of_rate(rate: Decimal) -> &'static str {
    if rate > Decimal::ONE_HUNDRED {
        return "over";
    }
    GRADES.iter().find(|(from, _)| rate >= Decimal::from(*from)).map_or("poor", |(_, tone)| tone)
}

fn rates(report: &Report, marks: &Marks) -> Chart {
    let rate = |programme: &Programme| {
        let rate = programme.rate.as_ref()?;
        let tone = tone_of_rate(rate.value);
        let target = marks.target([&rate.place]);
        Some(Bar { target, ..named(programme, tone, rate.value, format!("{}%", rate.value)) })
    };
    let mut bars: Vec<Bar> = judged(report).filter_map(rate).collect();
    // what was hardly executed is what is looked for
    bars.sort_by_key(|bar| bar.value);
    let note = both(
        "全年执行数 / 全年预算数，由低到高；竖线为 60、80、100%",
        "executed / adjusted budget, the lowest first; lines at 60, 80 and 100 per cent",
    );
    Chart {
        full: Some(Decimal::ONE_HUNDRED),
        guides: &[60, 80, 100],
        ..chart("预算执行率", "Execution rates", note, bars)
    }
}
