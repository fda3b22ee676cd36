//! Remarks: what running text says beside its numbers and a rule can hold against them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Place;
use crate::record::word_list;

word_list! {
    /// What sort of remark it is.
    RemarkKind {
        /// Words of the template that were not filled in or struck out: 增长（下降）, ××, …（团组名称）.
        TemplateLeftover = "template_leftover",
        /// The final amount is said to be less than the budget.
        FinalBelowBudget = "final_below_budget",
        /// The final amount is said to be the budget.
        FinalEqualsBudget = "final_equals_budget",
        /// The final amount is said to be more than the budget.
        FinalAboveBudget = "final_above_budget",
        /// The final amount is said to differ from the budget.
        FinalDiffersFromBudget = "final_differs_from_budget",
        /// A level is said to be that of the year before: 与上年持平.
        SameAsPriorYear = "same_as_prior_year",
        /// Things are listed and counted: A、B、C等3个项目; 内设机构3个，包括：A、B、C.
        CountedList = "counted_list",
        /// What an amount consists of: 人员经费…，主要包括：基本工资、津贴补贴.
        Composition = "composition",
        /// The amounts before it are said to make a total: 共计103.52万元. The place is that of the word alone.
        AnnouncedTotal = "announced_total",
        /// A form or a kind of money is said to hold nothing: 没有政府性基金收支.
        NothingToReport = "nothing_to_report",
        /// An annex is announced: 详见附件.
        AnnouncedAnnex = "announced_annex",
        /// A line that is a date and no more, as on covers and under signatures.
        Date = "date",
        /// A heading with nothing under it.
        EmptySection = "empty_section",
    }
}

/// What running text says beside its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// What sort of remark it is.
    pub kind: RemarkKind,
    /// The words, without white space and markup; of a date year, month and day as far as printed: 2023-11.
    pub text: String,
    /// What is spoken of, in the words of the text; empty where the words do not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The things that are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// How many further things the last item may hold, since 和 or 及 joins its words.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub joined: u32,
    /// How many things the text says there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<u32>,
    /// Whether the list goes on with 等: it need not name everything.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
    /// Where the paragraph stands: the facts inside it are those that the remark goes with.
    pub paragraph: Place,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Remark {
    /// A remark of which only words and place are known.
    pub fn new(kind: RemarkKind, text: impl Into<String>, place: Place, paragraph: Place) -> Self {
        Self {
            kind,
            text: text.into(),
            subject: String::new(),
            items: Vec::new(),
            joined: 0,
            stated: None,
            open: false,
            place,
            paragraph,
        }
    }
}
