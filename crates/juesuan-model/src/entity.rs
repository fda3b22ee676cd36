//! Who publishes, and what else a report must disclose.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::programme::PlacedNumber;
use crate::record::word_list;
use crate::{Item, Place, Unit};

word_list! {
    /// What kind of document it is.
    ReportKind {
        /// 部门决算: the accounts of a department with the units under it.
        DepartmentAccounts = "department_accounts",
        /// 单位决算: the accounts of one unit.
        UnitAccounts = "unit_accounts",
        /// 绩效自评报告: a performance self-evaluation.
        PerformanceReport = "performance_report",
        /// 部门预算, 单位预算: a budget, to which no rule for accounts speaks.
        Budget = "budget",
        /// Part of one of these.
        Excerpt = "excerpt",
        /// None of these.
        Other = "other",
    }
}

word_list! {
    /// What kind of body publishes.
    EntityKind {
        /// 部门: a department.
        Department = "department",
        /// 单位: a budget unit.
        Unit = "unit",
        /// A fund or its administration.
        Fund = "fund",
    }
}

/// The body that publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// What it is, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntityKind>,
    /// Its province, city or district, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The department above it, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<String>,
    /// Where the name was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Entity {
    /// A body of which only the name is known.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: None, region: None, superior: None, place: None }
    }
}

/// A term that the document defines (名词解释).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its definition.
    pub definition: String,
    /// Where it is defined.
    #[serde(flatten)]
    pub place: Place,
}

/// A mandatory disclosure: 机关运行经费, 政府采购 by kind, 国有资产, the counts behind 三公.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Disclosure {
    /// What is disclosed.
    pub item: Item,
    /// The number; `None` where the text says that there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<PlacedNumber>,
    /// Its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Where it is disclosed.
    #[serde(flatten)]
    pub place: Place,
}

/// A fund that the document reports on, such as 城乡居民医保基金.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fund {
    /// Its name.
    pub name: String,
    /// What is said of it: insured heads, standards by payer, income by source, payments.
    pub lines: Vec<FundLine>,
    /// Where it is reported.
    #[serde(flatten)]
    pub place: Place,
}

/// One number about a fund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FundLine {
    /// What it is, in the words of the text.
    pub label: String,
    /// What it means, where the vocabulary has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
    /// The number.
    pub figure: PlacedNumber,
    /// Its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}
