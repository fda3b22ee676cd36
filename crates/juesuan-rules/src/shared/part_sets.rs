//! What totals of the accounts are made of, by what their parts mean.

use std::sync::LazyLock;

use juesuan_model::{Item, Measure};

use crate::shared::fact_index::named;

/// An item and what of it is measured.
pub(crate) type Meaning = (Item, Measure);

/// A whole and the parts that make it up.
#[derive(Clone, Debug)]
pub(crate) struct PartSet {
    pub(crate) whole: Meaning,
    /// Parts without which nothing is said.
    pub(crate) needed: Vec<Meaning>,
    /// Parts that are left out where they are nothing.
    pub(crate) others: Vec<Meaning>,
}

impl PartSet {
    fn of((whole, parts): &(&str, &[&str])) -> Option<Self> {
        let needed = parts.iter().filter(|part| !part.starts_with('+'));
        let others = parts.iter().filter_map(|part| part.strip_prefix('+'));
        let needed: Option<Vec<Meaning>> = needed.map(|part| named(part)).collect();
        let others: Option<Vec<Meaning>> = others.map(named).collect();
        Some(Self { whole: named(whole)?, needed: needed?, others: others? })
    }
}

/// Parts that make up a whole wherever a list tells them.
pub(crate) static SETS: LazyLock<Vec<PartSet>> =
    LazyLock::new(|| COMPLETE.iter().filter_map(PartSet::of).collect());

/// What the totals of both sides are made of. Where a part that may be left out is not told, the others are no more than
/// the total.
pub(crate) static SIDES: LazyLock<Vec<PartSet>> =
    LazyLock::new(|| BALANCED.iter().filter_map(PartSet::of).collect());

/// What 基本支出 means.
pub(crate) static BASIC: LazyLock<Option<Meaning>> = LazyLock::new(|| named("total basic"));

/// What 基本支出 and 项目支出 mean, which have nothing in common.
pub(crate) static HALVES: LazyLock<Vec<Meaning>> =
    LazyLock::new(|| ["total basic", "total project"].into_iter().filter_map(named).collect());

/// The parts of [`SETS`], as `item measure`; `+` marks those that are added where they are printed.
const COMPLETE: [(&str, &[&str]); 9] = [
    ("total basic", &["basic:personnel final", "basic:public final"]),
    (
        "total expenditure",
        &["total basic", "total project", "+total to_superior", "+total business", "+total to_subordinate"],
    ),
    (
        "total income",
        &[
            "income:general_public_budget final",
            "+income:government_fund final",
            "+income:state_capital final",
            "+total income_superior_subsidy",
            "+total income_operations",
            "+total income_business",
            "+total income_subordinate",
            "+total income_other",
        ],
    ),
    (
        "total income",
        &[
            "total income_fiscal_appropriation",
            "+total income_superior_subsidy",
            "+total income_operations",
            "+total income_business",
            "+total income_subordinate",
            "+total income_other",
        ],
    ),
    (
        "three_public:total final",
        &["three_public:overseas final", "three_public:vehicles final", "three_public:reception final"],
    ),
    (
        "three_public:vehicles final",
        &["three_public:vehicle_purchase final", "three_public:vehicle_operation final"],
    ),
    (
        "procurement:total final",
        &["procurement:goods final", "procurement:works final", "procurement:services final"],
    ),
    ("procurement:total final", &["procurement:goods final", "procurement:services final"]),
    (
        "three_public:reception final",
        &["three_public:reception_domestic final", "three_public:reception_foreign final"],
    ),
];

/// The parts of [`SIDES`], written alike.
const BALANCED: [(&str, &[&str]); 2] = [
    (
        "income:total final",
        &["total income", "income:opening final", "+income:non_fiscal_surplus_used final"],
    ),
    (
        "expenditure:total final",
        &["total expenditure", "expenditure:closing final", "+expenditure:surplus_distribution final"],
    ),
];

#[cfg(test)]
mod tests {
    use super::{BALANCED, COMPLETE, SETS, SIDES};

    #[test]
    fn every_item_of_a_set_is_known() {
        assert_eq!((SETS.len(), SIDES.len()), (COMPLETE.len(), BALANCED.len()));
    }
}
