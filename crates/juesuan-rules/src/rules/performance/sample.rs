//! Reports in the making, for the tests of this and of the next families: every thing stands on a line of its own.

use juesuan_model::{
    Decimal, Fact, FactRole, Indicator, PlacedNumber, PlacedText, Programme, ProgrammeKind, ProgrammeSource,
    Report, Section, SourceInfo, Table, TableParts, Unit,
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
