//! Builder for test reports; each item gets its own line.

use juesuan_model::{
    Cell, Certainty, Column, Decimal, Entry, Fact, FactRole, Indicator, Item, Layout, Measure, PlacedNumber,
    PlacedText, Programme, ProgrammeKind, ProgrammeSource, Report, Row, Section, SourceInfo, StatementId,
    Table, TableId, TableKind, TableParts, Unit,
};

use crate::testing::place;

/// A report that grows by one thing a call.
pub(crate) struct Sample {
    report: Report,
    line: u32,
}

impl Sample {
    pub(crate) fn new() -> Self {
        let mut report = Report::new(SourceInfo { path: "a.txt".into(), ..SourceInfo::default() });
        report.year = Some(2022);
        Self { report, line: 0 }
    }

    fn next(&mut self) -> u32 {
        self.line += 1;
        self.line
    }

    fn number(&mut self, printed: &str) -> PlacedNumber {
        let line = self.next();
        PlacedNumber::new(decimal(printed), place(line, 1))
    }

    fn any(mut self, name: &str, kind: ProgrammeKind, source: ProgrammeSource) -> Self {
        let line = self.next();
        let mut programme = Programme::new(name, kind, source, place(line, 0));
        programme.unit = Some(unit("万元"));
        self.report.programmes.push(programme);
        self
    }

    /// A programme with a report of its own.
    pub(crate) fn programme(self, name: &str) -> Self {
        self.any(name, ProgrammeKind::Programme, ProgrammeSource::Report)
    }

    /// The department's own evaluation.
    pub(crate) fn department(self, name: &str) -> Self {
        self.any(name, ProgrammeKind::Department, ProgrammeSource::Report)
    }

    /// A row of the summary.
    pub(crate) fn summary(self, name: &str) -> Self {
        self.any(name, ProgrammeKind::Programme, ProgrammeSource::Summary)
    }

    fn last(&mut self) -> &mut Programme {
        self.report.programmes.last_mut().expect("a programme")
    }

    /// Budget and execution in 万元, and the rate, of the last programme.
    pub(crate) fn money(mut self, budget: &str, executed: &str, rate: &str) -> Self {
        let (budget, executed) = (self.number(budget), self.number(executed));
        let rate = (!rate.is_empty()).then(|| self.number(rate));
        let programme = self.last();
        programme.budget_adjusted = Some(budget);
        programme.executed = Some(executed);
        programme.rate = rate;
        self
    }

    /// Weight and score of the execution rate.
    pub(crate) fn rate_points(mut self, weight: &str, score: &str) -> Self {
        let (weight, score) = (self.number(weight), self.number(score));
        let programme = self.last();
        (programme.rate_weight, programme.rate_score) = (Some(weight), Some(score));
        self
    }

    /// 总得分
    pub(crate) fn total(mut self, score: &str) -> Self {
        let score = self.number(score);
        self.last().total_score = Some(score);
        self
    }

    /// 等级
    pub(crate) fn grade(mut self, grade: &str) -> Self {
        let line = self.next();
        self.last().grade = Some(PlacedText::new(grade, place(line, 2)));
        self
    }

    /// An indicator of the last programme with weight and score; either may be empty.
    pub(crate) fn indicator(mut self, level1: &str, name: &str, weight: &str, score: &str) -> Self {
        let line = self.next();
        let programme = self.last().name.clone();
        let mut indicator = Indicator::new(programme, place(line, 0));
        indicator.programme_index = u32::try_from(self.report.programmes.len() - 1).ok();
        (indicator.level1, indicator.level3) = (level1.into(), name.into());
        let number = |printed: &str, at| {
            (!printed.is_empty()).then(|| PlacedNumber::new(decimal(printed), place(line, at)))
        };
        (indicator.weight, indicator.score) = (number(weight, 3), number(score, 4));
        self.report.indicators.push(indicator);
        self
    }

    /// Target and result of the last indicator.
    pub(crate) fn goal(mut self, target: &str, actual: &str) -> Self {
        let line = self.line;
        let indicator = self.report.indicators.last_mut().expect("an indicator");
        indicator.target = Some(PlacedText::new(target, place(line, 1)));
        indicator.actual = Some(PlacedText::new(actual, place(line, 2)));
        self
    }

    /// The reason given with the last indicator.
    pub(crate) fn note(mut self, note: &str) -> Self {
        let line = self.line;
        let indicator = self.report.indicators.last_mut().expect("an indicator");
        indicator.note = Some(PlacedText::new(note, place(line, 5)));
        self
    }

    /// A number of the text.
    pub(crate) fn fact(mut self, role: FactRole, subject: &str, value: &str, of: &str) -> Self {
        let line = self.next();
        let mut fact = Fact::new(role, decimal(value), Some(unit(of)), place(line, 1));
        fact.subject = subject.into();
        self.report.facts.push(fact);
        self
    }

    /// A heading, under the nearest one before it of a higher level.
    pub(crate) fn section(mut self, level: u8, number: &str, title: &str) -> Self {
        let line = self.next();
        let parent = self.report.sections.iter().rev().find(|section| section.level < level);
        let parent_line = parent.map(|section| section.place.line);
        self.report.sections.push(Section {
            place: place(line, 0),
            level,
            number: number.into(),
            title: title.into(),
            parent_line,
        });
        self
    }

    /// A table, which stands where its parts say.
    pub(crate) fn table(mut self, parts: TableParts) -> Self {
        self.report.tables.push(Table::new(parts).expect("a table"));
        self
    }

    /// The execution rate of the last programme.
    pub(crate) fn rate(mut self, rate: &str) -> Self {
        let rate = self.number(rate);
        self.last().rate = Some(rate);
        self
    }

    /// A table of one row under these headers; numbers are numbers, all else is text.
    fn row_table(mut self, kind: TableKind, label: &str, cells: &[(&str, &str)]) -> Self {
        let line = self.next();
        let columns = cells.iter().map(|(header, _)| Column::new(vec![(*header).into()]));
        let filled = (0..).zip(cells).filter(|(_, (_, printed))| !printed.is_empty());
        let cell = |(column, (_, printed)): (u16, &(&str, &str))| Cell {
            row: 0.into(),
            column: column.into(),
            entry: printed.parse().map_or_else(|_| Entry::Text((*printed).into()), Entry::Number),
            printed: None,
            certainty: Certainty::Given,
            place: place(line, 10 + u32::from(column)),
        };
        let parts = TableParts {
            id: TableId::Other { line },
            kind,
            title: String::new(),
            unit: None,
            line_start: line,
            line_end: line,
            fragments: 1,
            layout: Layout::Tabbed,
            columns: columns.collect(),
            rows: vec![Row::new(label, line)],
            cells: filled.map(cell).collect(),
        };
        self.report.tables.push(Table::new(parts).expect("a table"));
        self
    }

    /// A table of scores of one row.
    pub(crate) fn score_table(self, cells: &[(&str, &str)]) -> Self {
        self.row_table(TableKind::Score, "窗口服务", cells)
    }

    /// A row of the summary with its table.
    pub(crate) fn summary_row(self, name: &str, cells: &[(&str, &str)]) -> Self {
        let mut sample = self.summary(name);
        sample.line -= 1;
        let total = cells.iter().find(|(header, _)| *header == "自评得分").map(|(_, total)| *total);
        let sample = sample.row_table(TableKind::Summary, name, cells);
        match total {
            Some(total) => sample.total(total),
            None => sample,
        }
    }

    /// A table of the execution of the budget in 万元 by source.
    pub(crate) fn funds(mut self, rows: &[(&str, &str)]) -> Self {
        let line = self.next();
        let mut column = Column::new(vec!["全年预算数".into()]);
        column.measure = Measure::named("budget_adjusted").ok();
        let row = |(line, (label, _)): (u32, &(&str, &str))| {
            let mut row = Row::new(*label, line);
            let items = [("总额", "funds:total"), ("政府", "funds:government"), ("单位", "funds:unit")];
            let item = items.iter().find(|(word, _)| label.contains(word));
            row.item = item.and_then(|(_, key)| Item::named(key).ok());
            row
        };
        let cell = |(row, (_, printed)): (u32, &(&str, &str))| Cell {
            row: row.into(),
            column: 0.into(),
            entry: Entry::Number(decimal(printed)),
            printed: None,
            certainty: Certainty::Given,
            place: place(line + row, 1),
        };
        let parts = TableParts {
            id: TableId::Other { line },
            kind: TableKind::BudgetUse,
            title: "预算执行情况".into(),
            unit: Some(unit("万元")),
            line_start: line,
            line_end: line + u32::try_from(rows.len()).expect("few"),
            fragments: 1,
            layout: Layout::Tabbed,
            columns: vec![column],
            rows: (line..).zip(rows).map(row).collect(),
            cells: (0..).zip(rows).map(cell).collect(),
        };
        self.table(parts)
    }

    /// A table of the scores of all groups, on the lines from 10 on: the keys of its columns, and their numbers by group.
    pub(crate) fn overall_table(self, measures: &[String], rows: &[(String, Vec<String>)]) -> Self {
        let columns = measures.iter().map(|measure| {
            let mut column = Column::new(vec![measure.clone()]);
            column.measure = Measure::named(measure).ok();
            column
        });
        let cells = (0..).zip(rows).flat_map(|(row, (_, printed))| {
            (0..).zip(printed).map(move |(column, printed)| Cell {
                row: row.into(),
                column: column.into(),
                entry: Entry::Number(decimal(printed)),
                printed: None,
                certainty: Certainty::Given,
                place: place(10 + row, u32::from(column)),
            })
        });
        self.table(TableParts {
            id: TableId::Other { line: 10 },
            kind: TableKind::Overall,
            title: "总体得分情况表".into(),
            unit: None,
            line_start: 9,
            line_end: 20,
            fragments: 1,
            layout: Layout::Tabbed,
            columns: columns.collect(),
            rows: (10..).zip(rows).map(|(line, (label, _))| Row::new(label, line)).collect(),
            cells: cells.collect(),
        })
    }

    /// A statutory table of these codes, labels and amounts: the first is that of all expenditure.
    pub(crate) fn statement_of(mut self, rows: &[(&str, &str, &str)]) -> Self {
        let line = self.line + 1;
        self.line += u32::try_from(rows.len()).expect("few");
        let id = match self.report.tables.len() {
            0 => StatementId::Z03,
            _ => StatementId::Z05,
        };
        let mut column = Column::new(vec!["支出合计".into()]);
        column.measure = Some(Measure::EXPENDITURE);
        let row =
            |(line, (code, label, _)): (u32, &(&str, &str, &str))| Row::new(*label, line).with_code(code);
        let cell = |(row, (_, _, printed)): (u32, &(&str, &str, &str))| Cell {
            row: row.into(),
            column: 0.into(),
            entry: Entry::Number(decimal(printed)),
            printed: None,
            certainty: Certainty::Given,
            place: place(line + row, 1),
        };
        let parts = TableParts {
            id: TableId::Statement(id),
            kind: TableKind::Statement,
            title: id.title().into(),
            unit: Some(unit("万元")),
            line_start: line,
            line_end: line + u32::try_from(rows.len()).expect("few"),
            fragments: 1,
            layout: Layout::Tabbed,
            columns: vec![column],
            rows: (line..).zip(rows).map(row).collect(),
            cells: (0..).zip(rows).map(cell).collect(),
        };
        self.table(parts)
    }

    /// One amount in 万元 of a statutory table, by the keys of item and measure.
    pub(crate) fn amount_of(mut self, table: &str, item: &str, measure: &str, amount: &str) -> Self {
        let line = self.next();
        let id: StatementId = table.parse().expect("a table");
        let mut column = Column::new(vec!["决算数".into()]);
        column.measure = Measure::named(measure).ok();
        let mut row = Row::new("项目", line);
        row.item = Item::named(item).ok();
        let cell = Cell {
            row: 0.into(),
            column: 0.into(),
            entry: Entry::Number(decimal(amount)),
            printed: None,
            certainty: Certainty::Given,
            place: place(line, 1),
        };
        self.table(TableParts {
            id: TableId::Statement(id),
            kind: TableKind::Statement,
            title: id.title().into(),
            unit: Some(unit("万元")),
            line_start: line,
            line_end: line,
            fragments: 1,
            layout: Layout::Tabbed,
            columns: vec![column],
            rows: vec![row],
            cells: vec![cell],
        })
    }

    /// The report as it is by now.
    pub(super) fn report(&mut self) -> &mut Report {
        &mut self.report
    }

    /// The report.
    pub(crate) fn end(self) -> Report {
        self.report
    }
}

pub(crate) fn decimal(printed: &str) -> Decimal {
    printed.parse().expect("a number")
}

pub(crate) fn unit(word: &str) -> Unit {
    word.parse().expect("a unit")
}
