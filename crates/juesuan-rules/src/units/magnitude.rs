use juesuan_model::{FindingKind, Measure, Severity, StatementId};

use crate::Lookup;
use crate::figure_name::table_zh;
use crate::{Basis, Cause, Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS601"),
    status: crate::RuleStatus::Stable,
    family: Family::Units,
    title: Text::new(
        "各表金额量级一致，没有元与万元之混",
        "Tables agree in magnitude: 元 is not taken for 万元",
    ),
    message: Text::new(
        "{larger}的金额正好是{smaller}相应金额的一万倍，多半是{suspect}的金额单位写错了。",
        "The amounts of {larger} are exactly 10,000 times those of {smaller}: {suspect} probably states a wrong unit.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "元与万元写错，整张表的金额就差一万倍。",
        "元 for 万元 makes every amount of the table wrong by a factor of ten thousand.",
    ),
    example: Text::new(
        "基本支出明细表标明单位为万元，金额却以元计：502700.00对50.27。",
        "A table says 万元 and prints 元: 502700.00 against 50.27.",
    ),
};

/// A total of a table, by the key of its item.
type Total = (StatementId, &'static str);

/// Totals that are of one magnitude, since each is all or the best part of the other.
const SHARED: [(Total, Total); 4] = [
    ((StatementId::Z01, "expenditure:year_total"), (StatementId::Z03, "total")),
    ((StatementId::Z01, "income:year_total"), (StatementId::Z02, "total")),
    ((StatementId::Z04, "expenditure:year_total"), (StatementId::Z05, "total")),
    ((StatementId::Z05, "total"), (StatementId::Z06, "basic:personnel")),
];

/// JS601: comparisons between tables do not fail by a factor of ten thousand.
///
/// The comparisons are those of the formulas; the diagnosis recognises the factor and gathers under this rule all of
/// them that fail between two tables.
pub(crate) struct Magnitude;

impl Rule for Magnitude {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn cause(&self) -> Option<Cause> {
        Some(Cause::UnitOfTable)
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let measures = [Measure::FINAL, Measure::EXPENDITURE, Measure::INCOME];
        let printed = |(table, item): Total| {
            measures.iter().any(|measure| matches!(context.find(table, item, *measure), Lookup::Found(_)))
        };
        for (left, right) in SHARED {
            match (printed(left), printed(right)) {
                (true, true) => log.held(),
                (true, false) => log.missing(table_zh(right.0)),
                (false, true) => log.missing(table_zh(left.0)),
                (false, false) => {}
            }
        }
    }
}
