//! Amounts are exact, units are checked, printed figures are closed intervals.
#![allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]

use expect_test::expect;
use juesuan_model::{Amount, ArithmeticError, Decimal, Interval, MoneyUnit, Unit};
use proptest::prelude::*;

fn amount(value: &str, unit: &str) -> Amount {
    Amount::new(value.parse().unwrap(), unit.parse().unwrap())
}

#[test]
fn money_converts_exactly() {
    let check = |value, unit, to| amount(value, unit).to(to).unwrap().to_string();
    assert_eq!(check("684.73", "万元", MoneyUnit::Yuan), "6847300元");
    assert_eq!(check("0.00", "万元", MoneyUnit::Yuan), "0元");
    assert_eq!(check("6847300", "元", MoneyUnit::WanYuan), "684.7300万元");
    assert_eq!(check("1.5", "亿元", MoneyUnit::WanYuan), "15000万元");
    assert_eq!(check("-0.01", "元", MoneyUnit::YiYuan), "-0.0000000001亿元");
    assert_eq!(amount("35", "人").yuan(), None);
    assert_eq!(amount("930", "元/人年").yuan(), None);
}

#[test]
fn units_are_known_by_their_printed_names() {
    for (printed, unit) in [
        ("万元", "Some(Money(WanYuan))"),
        ("人民币万元", "Some(Money(WanYuan))"),
        ("％", "Some(Percent)"),
        ("个百分点", "Some(PercentagePoint)"),
        ("人次", "Some(Measure(MeasureWord(\"人次\")))"),
        ("万人", "Some(Measure(MeasureWord(\"万人\")))"),
        ("元/人年", "Some(MoneyPer(Yuan, MeasureWord(\"人年\")))"),
        ("天气", "None"),
        ("", "None"),
    ] {
        assert_eq!(format!("{:?}", Unit::named(printed)), unit, "{printed}");
    }
    let Some(Unit::Measure(word)) = Unit::named("万人") else { panic!("a measure word") };
    assert_eq!(word.base(), ("人", 10_000));
}

#[test]
fn units_that_differ_do_not_add() {
    let error = amount("1", "万元").checked_add(&amount("1", "人")).unwrap_err();
    expect!["万元 and 人 do not add up"].assert_eq(&error.to_string());
    assert!(matches!(error, ArithmeticError::UnitMismatch { .. }));
    assert_eq!(amount("1", "%").share_of(&amount("0", "%")), Err(ArithmeticError::DivisionByZero));
    let huge = Amount::new(Decimal::MAX, Unit::WAN_YUAN);
    assert_eq!(huge.to(MoneyUnit::Yuan), Err(ArithmeticError::OutOfRange));
    assert_eq!(huge.checked_add(&huge), Err(ArithmeticError::OutOfRange));
    // the interval of a figure at the edge of what a decimal holds is that figure
    assert!(huge.interval().contains(Decimal::MAX));
}

#[test]
fn sums_convert_shares_and_changes_follow() {
    let sum = amount("684.73", "万元").checked_add(&amount("1300", "元")).unwrap();
    assert_eq!(sum.to_string(), "684.8600万元");
    let share = amount("538.46", "万元").share_of(&amount("6847300", "元")).unwrap();
    assert_eq!(share.value.round_dp(2).to_string(), "78.64");
    let change = amount("90", "人").change_since(&amount("100", "人")).unwrap();
    assert_eq!(change.to_string(), "-10%");
}

#[test]
fn a_sum_within_rounding_meets_its_total() {
    let parts =
        amount("538.46", "万元").interval().checked_add(&amount("146.28", "万元").interval()).unwrap();
    expect!["[684.73, 684.75]万元"].assert_eq(&parts.to_string());
    assert!(amount("684.73", "万元").interval().meets(&parts).unwrap());
    assert!(!amount("684.72", "万元").interval().meets(&parts).unwrap());
    // 684.725 belongs to the interval of 684.73 and to that of 684.72
    assert!(amount("684.73", "万元").interval().meets(&amount("684.72", "万元").interval()).unwrap());
    // the same money in yuan is the same interval
    let yuan = amount("684.73", "万元").interval().to(MoneyUnit::Yuan).unwrap();
    expect!["[6847250, 6847350]元"].assert_eq(&yuan.to_string());
    assert!(yuan.meets(&Interval::exact(&amount("6847325.31", "元"))).unwrap());
}

#[test]
fn an_interval_has_a_share() {
    let share = amount("50", "人").interval().share_of(&amount("100", "人").interval()).unwrap();
    assert!(share.contains("49.26".parse().unwrap()) && !share.contains("49.2".parse().unwrap()));
    let nothing = amount("0", "人").interval();
    assert_eq!(nothing.share_of(&nothing), Err(ArithmeticError::DivisionByZero));
}

prop_compose! {
    fn any_value()(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..6) -> Decimal {
        Decimal::new(mantissa, scale)
    }
}

fn any_money() -> impl Strategy<Value = MoneyUnit> {
    prop::sample::select(&MoneyUnit::ALL)
}

proptest! {
    #[test]
    fn conversion_there_and_back_is_the_identity(value in any_value(), from in any_money(), to in any_money()) {
        let there = Amount::new(value, from.into()).to(to).unwrap();
        prop_assert_eq!(there.to(from).unwrap().value, value);
        prop_assert_eq!(there.yuan().unwrap(), value * Decimal::from(from.factor()));
    }

    #[test]
    fn a_figure_lies_in_its_interval(value in any_value(), unit in any_money(), other in any_money()) {
        let interval = Amount::new(value, unit.into()).interval();
        prop_assert!(interval.contains(value));
        prop_assert_eq!(interval.width(), Decimal::new(1, value.scale()));
        prop_assert!(interval.to(other).unwrap().meets(&interval).unwrap());
    }

    #[test]
    fn the_sum_lies_in_the_sum_of_the_intervals(a in any_value(), b in any_value(), x in any_money(), y in any_money()) {
        let (a, b) = (Amount::new(a, x.into()), Amount::new(b, y.into()));
        let sum = a.checked_add(&b).unwrap();
        let intervals = a.interval().checked_add(&b.interval()).unwrap();
        prop_assert!(intervals.contains(sum.value));
        prop_assert_eq!(sum.checked_sub(&b).unwrap().value, a.value);
    }
}
