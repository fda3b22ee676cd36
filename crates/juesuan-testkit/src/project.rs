//! Invented projects (项目) with the points of their self-evaluation.
//!
//! The scheme: 70 points in the table of indicators, 20 for the management of the money, 10 times the rate of execution.

use crate::grid::{Cell, Row};
use crate::money::{Money, MoneyUnit};
use crate::truth::{Indicator, Programme};

/// One indicator of a project: names, target, result, points in hundredths, reason for a lost point.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// 一级, 二级 and 三级指标.
    pub names: [&'static str; 3],
    /// 年度目标值.
    pub target: &'static str,
    /// 实际完成值.
    pub actual: &'static str,
    /// 分值, in hundredths of a point.
    pub weight: i64,
    /// 得分, in hundredths of a point.
    pub score: i64,
    /// 偏差原因.
    pub note: &'static str,
}

/// One project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub purpose: &'static str,
    /// 年初预算数
    pub initial: Money,
    /// 全年预算数
    pub adjusted: Money,
    /// 全年执行数
    pub executed: Money,
    /// Its indicators.
    pub measures: Vec<Measure>,
}

/// Points as printed: `10`, `8.41`, `22.5`.
pub fn points(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Project {
    /// 执行率 in percent with two decimals.
    pub fn rate(&self) -> String {
        self.executed.percent_of(self.adjusted).unwrap_or_else(|| "0.00".to_owned())
    }

    /// 总得分 in hundredths of a point.
    pub fn total(&self) -> i64 {
        let table: i64 = self.measures.iter().map(|measure| measure.score).sum();
        let rate = if self.adjusted == Money::ZERO {
            0
        } else {
            (self.executed.0 * 1000 + self.adjusted.0 / 2) / self.adjusted.0
        };
        table + 2000 + rate
    }

    /// 等级: 优 from 90, 良 from 80, 中 from 60.
    pub fn grade(&self) -> &'static str {
        match self.total() {
            9000.. => "优",
            8000.. => "良",
            6000.. => "中",
            _ => "差",
        }
    }

    /// Points reached under one 一级指标, in percent of what could be reached.
    pub fn share(&self, level1: &str) -> String {
        let sum = |of: fn(&Measure) -> i64| -> i64 {
            self.measures.iter().filter(|m| m.names[0] == level1).map(of).sum()
        };
        let whole = sum(|measure| measure.weight);
        let share = if whole == 0 { 0 } else { (sum(|measure| measure.score) * 10_000 + whole / 2) / whole };
        points(share)
    }

    /// What its own report states.
    pub fn reported(&self) -> Programme {
        let print = |money: Money| money.print(MoneyUnit::WanYuan);
        Programme {
            programme: self.name.to_owned(),
            kind: "programme".to_owned(),
            source: "report".to_owned(),
            budget_initial: print(self.initial),
            budget_adjusted: print(self.adjusted),
            executed: print(self.executed),
            unit: "万元".to_owned(),
            rate: self.rate(),
            total_score: points(self.total()),
            grade: self.grade().to_owned(),
            ..Programme::default()
        }
    }

    /// What the table of all projects states.
    pub fn summarised(&self) -> Programme {
        Programme {
            source: "summary".to_owned(),
            budget_initial: String::new(),
            grade: String::new(),
            ..self.reported()
        }
    }

    /// An indicator as the data package gives it.
    pub fn indicator(&self, measure: &Measure) -> Indicator {
        let [level1, level2, level3] = measure.names.map(str::to_owned);
        Indicator {
            programme: self.name.to_owned(),
            level1,
            level2,
            level3,
            target: measure.target.to_owned(),
            actual: measure.actual.to_owned(),
            weight: points(measure.weight),
            score: points(measure.score),
            note: measure.note.to_owned(),
            line: 0,
        }
    }

    /// The rows of the score table; a name that the row above has too is left blank, as merged cells are.
    pub fn score_rows(&self) -> Vec<Row> {
        let mut above = ["", ""];
        let mut rows = Vec::new();
        for measure in &self.measures {
            let [level1, level2, level3] = measure.names;
            let first = if above[0] == level1 { "" } else { level1 };
            let second = if above == [level1, level2] { "" } else { level2 };
            above = [level1, level2];
            let cells = [first, second, level3, measure.target, measure.actual];
            let mut cells: Vec<Cell> = cells.into_iter().map(Cell::text).collect();
            cells.extend([points(measure.weight), points(measure.score)].map(Cell::text));
            cells.push(Cell::text(measure.note));
            rows.push(Row { cells, indicator: Some(self.indicator(measure)), programme: None });
        }
        rows
    }
}
