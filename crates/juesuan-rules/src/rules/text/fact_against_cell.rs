use juesuan_model::{Fact, FactRole, FindingKind, Period, Severity};

use crate::{Basis, BasisKind, Context, Family, Log, Lookup, Operator, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS301"),
    family: Family::TableText,
    title: Text::new("正文引用的金额与决算表一致", "Amounts quoted in the text equal their cells"),
    message: Text::new(
        "{left}写作{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; {right} is {expected} {unit}, a difference of {difference} {unit}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：情况说明应与决算报表一致"),
    why: Text::new(
        "读者多半只看文字说明；文字与报表不一致，至少有一处是错的。",
        "Most readers see the text alone; where it differs from the tables, one of the two is wrong.",
    ),
    example: Text::new(
        "正文称支出合计736.78万元，支出决算表合计为736.87万元。",
        "The text says 736.78, the expenditure table 736.87.",
    ),
};

/// JS301: a level that the text states of this year equals the cell to which it was resolved.
pub(crate) struct FactAgainstCell;

impl Rule for FactAgainstCell {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for fact in &context.report().facts {
            if !is_level_of_year(context, fact) {
                continue;
            }
            match context.lookup_of(fact) {
                None => {}
                Some(Lookup::Found(cell)) => {
                    let stated = log.figure(context.quantity_of(fact));
                    log.compare_figures(stated, Operator::Equal, cell);
                }
                Some(_) => log.missing(format!("正文“{}”对应的决算表数据", fact.subject)),
            }
        }
    }
}

fn is_level_of_year(context: &Context<'_>, fact: &Fact) -> bool {
    let level = matches!(fact.role, FactRole::Amount | FactRole::Part | FactRole::Count);
    let this_year = match (&fact.period, context.report().year) {
        (Some(Period::Year(year)), Some(of_report)) => *year == of_report,
        (Some(Period::Year(_)) | None, _) => true,
        (Some(_), _) => false,
    };
    level && this_year
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{
        Decimal, Fact, FactRole, Item, Measure, Period, Report, StatementId, SubjectRef, Unit,
    };

    use crate::testing::accounts::{accounts, smudge};
    use crate::testing::{place, said};

    fn report(value: i64, year: u16) -> Report {
        let unit = Some(Unit::WAN_YUAN);
        let mut fact = Fact::new(FactRole::Amount, Decimal::new(value, 2), unit, place(20, 0));
        fact.subject = "支出合计".into();
        fact.period = Some(Period::Year(year));
        fact.subject_ref = Some(SubjectRef::Figure {
            table: StatementId::Z03.into(),
            item: Item::named("total").expect("an item"),
            measure: Some(Measure::EXPENDITURE),
        });
        let mut report = accounts();
        report.facts.push(fact);
        report
    }

    #[test]
    fn fires() {
        said(
            "JS301",
            &report(5600, 2022),
            "",
            &expect![[r#"
            finding 1 of 1
            JS301-20 table_vs_text error [20, 300] 正文“支出合计”写作56.00万元，《支出决算表》“合计”本年支出合计为65.00万元，相差9.00万元。
              the text on “支出合计” says 56.00 万元; Z03 Total / Expenditure of the year is 65.00 万元, a difference of 9.00 万元.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS301",
            &report(6500, 2022),
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn another_year_is_another_matter() {
        said(
            "JS301",
            &report(5600, 2021),
            "",
            &expect![[r#"
            not_applicable 0 of 0
        "#]],
        );
    }

    #[test]
    fn lacks_a_cell_that_can_be_read() {
        let mut report = report(5600, 2022);
        smudge(&mut report, "Z03");
        said(
            "JS301",
            &report,
            "",
            &expect![[r#"
                insufficient_data 0 of 0 missing 正文“支出合计”对应的决算表数据
            "#]],
        );
    }
}
