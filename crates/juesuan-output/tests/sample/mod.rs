//! A report built in code: one of everything.

use juesuan_model::{
    Amount, Cell, Certainty, Check, CheckStatus, Column, Decimal, Direction, EmptyStatement, Entity, Entry,
    Fact, FactRole, Finding, FindingKind, Indicator, Item, Layout, Measure, Period, Place, PlacedNumber,
    PlacedText, Programme, ProgrammeKind, ProgrammeSource, Repair, Report, ReportKind, Row, Section,
    Severity, SourceInfo, StatementId, SubjectRef, Table, TableId, TableKind, TableParts, Term, Unit, Unread,
};
use juesuan_segment::Span;

pub(crate) fn report(document: &str) -> Report {
    let mut report = Report::new(SourceInfo {
        path: document.into(),
        title: "2022年度清河县卫生监督局部门决算".into(),
        format: "txt".into(),
        encoding: "UTF-8".into(),
        bytes: 4096,
        sha256: "0".repeat(64),
        lines: 120,
        pages: Some(3),
        ..SourceInfo::default()
    });
    report.entity = Some(Entity::new("清河县卫生监督局"));
    report.year = Some(2022);
    report.kind = Some(ReportKind::DepartmentAccounts);
    report.sections.push(Section {
        place: place(1),
        level: 1,
        number: "第一部分".into(),
        title: "部门概况".into(),
        parent_line: None,
    });
    report.tables.push(expenditure());
    report.tables.push(targets());
    report.empty_statements.push(EmptyStatement { statement: StatementId::Z08, place: place(60) });
    report.programmes.push(programme());
    report.indicators.push(indicator());
    report.facts.push(fact());
    report
        .glossary
        .push(Term { term: "基本支出".into(), definition: "日常运转".into(), place: place(80) });
    report.checks.push(Check {
        rule: "Z05.sum".into(),
        status: CheckStatus::Finding,
        instances: 3,
        findings: 1,
        missing: Vec::new(),
    });
    report.findings.push(finding());
    report.repairs.push(Repair {
        kind: "joined_digits".into(),
        line: 12,
        printed: "1 0.50".into(),
        read_as: "10.50".into(),
        reason: "a blank inside a number".into(),
        places: vec![place(12)],
    });
    report.unread.push(Unread { place: place(90), text: "360".into(), reason: "the line is cut off".into() });
    report.numbers = 12;
    report.numbers_read = 11;
    report
}

pub(crate) fn place(line: u32) -> Place {
    Place::new(Span::new(line * 10, line * 10 + 4), line).on_page(1)
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn item(key: &str) -> Item {
    Item::named(key).unwrap()
}

fn column(path: &[&str], measure: Measure) -> Column {
    let path = path.iter().map(|header| (*header).to_owned()).collect();
    Column { measure: Some(measure), ..Column::new(path) }
}

fn cell(row: u32, column: u16, entry: Entry) -> Cell {
    Cell {
        row: row.into(),
        column: column.into(),
        entry,
        printed: None,
        certainty: Certainty::Given,
        place: place(10 + row),
    }
}

/// 公开05表 of an invented body.
fn expenditure() -> Table {
    let mut total = Row::new("合计", 10);
    total.item = Some(item("total"));
    let mut class = Row::new("卫生健康支出", 11).with_code("210");
    class.item = Some(item("fn:210"));
    let mut odd = Row::new("行政运行", 12).with_code("21015 01");
    odd.number = Some(7);
    let mut joined = cell(1, 1, Entry::Number(number("10.50")));
    joined.printed = Some("1 0.50".into());
    Table::new(TableParts {
        id: StatementId::Z05.into(),
        kind: TableKind::Statement,
        title: "一般公共预算财政拨款支出决算表".into(),
        unit: Some(Unit::WAN_YUAN),
        line_start: 8,
        line_end: 12,
        fragments: 1,
        layout: Layout::Tabbed,
        columns: vec![
            column(&["本年支出", "小计"], Measure::EXPENDITURE),
            column(&["本年支出", "基本支出"], Measure::BASIC),
            column(&["本年支出", "项目支出"], Measure::PROJECT),
        ],
        rows: vec![total, class, odd],
        cells: vec![
            cell(0, 0, Entry::Number(number("497.10"))),
            cell(0, 1, Entry::Number(number("0"))),
            cell(0, 2, Entry::Number(number("0.00"))),
            cell(1, 0, Entry::Dash),
            joined,
            cell(2, 0, Entry::Measured(Box::new(Amount::new(number("-35"), "人".parse().unwrap())))),
            cell(2, 2, Entry::Text("=1+1".into())),
        ],
    })
    .unwrap()
}

/// A table that is none of the nine.
fn targets() -> Table {
    Table::new(TableParts {
        id: TableId::Other { line: 70 },
        kind: TableKind::Other,
        title: String::new(),
        unit: None,
        line_start: 70,
        line_end: 71,
        fragments: 2,
        layout: Layout::Exploded,
        columns: vec![Column::new(vec!["数量".into()])],
        rows: vec![Row::new("服务点, \"新建\"", 71)],
        cells: vec![cell(0, 0, Entry::Number(number("20")))],
    })
    .unwrap()
}

fn programme() -> Programme {
    let mut programme =
        Programme::new("医疗救助补助", ProgrammeKind::Programme, ProgrammeSource::Report, place(30));
    programme.budget_initial = Some(PlacedNumber::new(number("15.00"), place(31)));
    programme.unit = Some(Unit::WAN_YUAN);
    programme.grade = Some(PlacedText::new("优", place(33)));
    programme
}

fn indicator() -> Indicator {
    let mut indicator = Indicator::new("医疗救助补助", place(40));
    indicator.programme_index = Some(0);
    indicator.level3 = "救助人次".into();
    indicator.target = Some(PlacedText::new("=100%", place(40)));
    indicator.actual = Some(PlacedText::new("-", place(40)));
    indicator.weight = Some(PlacedNumber::new(number("10"), place(40)));
    indicator
}

fn fact() -> Fact {
    let mut fact = Fact::new(FactRole::Change, number("3841.65"), Some(Unit::WAN_YUAN), place(50));
    fact.section = "总体情况".into();
    fact.subject = "收支总计".into();
    fact.period = Some(Period::Change { year: 2022, against: 2021 });
    fact.direction = Some(Direction::Down);
    fact.direction_word = Some("减少".into());
    fact.subject_ref = Some(SubjectRef::Figure {
        table: StatementId::Z01.into(),
        item: item("income:total"),
        measure: Some(Measure::FINAL),
    });
    fact
}

fn finding() -> Finding {
    Finding {
        id: "1".into(),
        message: "合计不等于各项之和".into(),
        printed: "497.10".into(),
        expected: "10.50".into(),
        difference: Some(number("486.60")),
        unit: Some(Unit::WAN_YUAN),
        places: vec![place(10), place(11), place(10)],
        ..Finding::new("Z05.sum", FindingKind::Sum, Severity::Error)
    }
}
