//! Programmes (项目) and the indicators by which they are judged.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::{DecimalText, word_list};
use crate::{Amount, Decimal, Place, Unit};

word_list! {
    /// What is judged.
    ProgrammeKind {
        /// A budget project: 项目.
        Programme = "programme",
        /// The whole department: 部门整体.
        Department = "department",
        /// A fund, such as 城乡居民医保基金.
        Fund = "fund",
    }
}

word_list! {
    /// Where a programme's figures were read.
    ProgrammeSource {
        /// Its own report.
        Report = "report",
        /// The summary of all programmes, in a table or in running text.
        Summary = "summary",
    }
}

/// A number with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlacedNumber {
    /// The value as printed.
    #[schemars(with = "DecimalText")]
    pub value: Decimal,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

impl PlacedNumber {
    /// A number at a place.
    pub const fn new(value: Decimal, place: Place) -> Self {
        Self { value, place }
    }
}

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlacedText {
    /// The text, without white space and markup.
    pub value: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

impl PlacedText {
    /// A text at a place.
    pub fn new(value: impl Into<String>, place: Place) -> Self {
        Self { value: value.into(), place }
    }
}

/// What a document says about the execution and result of one programme, in one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Programme {
    /// Its name as in the title, year included where printed.
    #[serde(rename = "programme")]
    pub name: String,
    /// Programme, department or fund.
    pub kind: ProgrammeKind,
    /// Its own report or the summary.
    pub source: ProgrammeSource,
    /// 年初预算数, in [`Programme::unit`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_initial: Option<PlacedNumber>,
    /// 全年预算数: the budget as adjusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_adjusted: Option<PlacedNumber>,
    /// 全年执行数.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executed: Option<PlacedNumber>,
    /// The unit of the three amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// 执行率, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<PlacedNumber>,
    /// 分值 of the execution rate, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_weight: Option<PlacedNumber>,
    /// 得分 of the execution rate, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_score: Option<PlacedNumber>,
    /// 总得分, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_score: Option<PlacedNumber>,
    /// 等级: 优, 良, 中, 差 …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<PlacedText>,
    /// Where the programme is reported.
    #[serde(flatten)]
    pub place: Place,
}

impl Programme {
    /// A programme of which nothing is known yet but its name and place.
    pub fn new(name: impl Into<String>, kind: ProgrammeKind, source: ProgrammeSource, place: Place) -> Self {
        Self {
            name: name.into(),
            kind,
            source,
            budget_initial: None,
            budget_adjusted: None,
            executed: None,
            unit: None,
            rate: None,
            rate_weight: None,
            rate_score: None,
            total_score: None,
            grade: None,
            place,
        }
    }

    /// One of the three amounts with the programme's unit.
    pub fn amount(&self, number: Option<&PlacedNumber>) -> Option<Amount> {
        Some(Amount::new(number?.value, self.unit.clone()?))
    }
}

/// One line of a table of indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Indicator {
    /// The name of the programme it belongs to.
    pub programme: String,
    /// Index of that programme in [`crate::Report::programmes`]: names are not unique.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme_index: Option<u32>,
    /// 一级指标
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level1: String,
    /// 二级指标
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level2: String,
    /// 三级指标
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level3: String,
    /// 目标值
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<PlacedText>,
    /// 实际完成值
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<PlacedText>,
    /// 分值, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<PlacedNumber>,
    /// 得分, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<PlacedNumber>,
    /// 偏差原因
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<PlacedText>,
    /// Where its level-3 name stands, or its first cell where it has none.
    #[serde(flatten)]
    pub place: Place,
}

impl Indicator {
    /// An indicator of which only programme and place are known yet.
    pub fn new(programme: impl Into<String>, place: Place) -> Self {
        Self {
            programme: programme.into(),
            programme_index: None,
            level1: String::new(),
            level2: String::new(),
            level3: String::new(),
            target: None,
            actual: None,
            weight: None,
            score: None,
            note: None,
            place,
        }
    }
}
