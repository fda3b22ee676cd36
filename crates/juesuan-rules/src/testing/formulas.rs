//! Every formula of the catalogue: it holds in accounts that are right, fails where a figure is wrong, and says what is
//! missing where its figures cannot be read.

use juesuan_model::CheckStatus;

use crate::testing::accounts::{accounts, set, smudge};
use crate::testing::budgets::{budget, small_budget};
use crate::testing::shown;
use crate::{Checker, Rule};

/// Each rule and a figure whose change breaks it.
const WRONG: &[(&str, &str, &str)] = &[
    ("JS101", "Z01 income:year_total final", "56.00"),
    ("JS102", "Z01 expenditure:year_total final", "56.00"),
    ("JS103", "Z01 income:total final", "67.00"),
    ("JS104", "Z01 expenditure:closing final", "2.00"),
    ("JS105", "Z01 expenditure:total final", "67.00"),
    ("JS106", "Z01 income:opening_project final", "6.60"),
    ("JS107", "Z01 expenditure:closing_project final", "6.60"),
    ("JS108", "Z01 expenditure:welfare_fund final", "1.00"),
    ("JS109", "Z01 income:education_fees final", "3.00"),
    ("JS110", "Z01 expenditure:project final", "16.00"),
    ("JS111", "B01 income:year_total budget", "67.00"),
    ("JS112", "B01 fn:210 budget", "35.00"),
    ("JS113", "B01 income:opening budget", "2.00"),
    ("JS114", "B04 expenditure:total budget_general_public_budget", "61.00"),
    ("JS115", "B01 expenditure:total budget", "96.00"),
    ("JS116", "B01 expenditure:project budget", "11.00"),
    ("JS117", "B04 fn:229 budget_government_fund", "6.00"),
    ("JS118", "B02 fn:210 budget_special_account", "4.00"),
    ("JS119", "B02 fn:210 budget_income", "54.00"),
    ("JS121", "Z02 fn:210 income_other", "3.00"),
    ("JS122", "Z02 fn:210 income", "51.00"),
    ("JS123", "Z02 total income_education_fees", "2.00"),
    ("JS124", "B03 fn:210 budget_project", "11.00"),
    ("JS125", "B07 fn:208 budget_basic_personnel", "11.00"),
    ("JS126", "B08 ec:301 budget_basic_personnel", "34.00"),
    ("JS127", "B03 fn:20805 budget_basic", "11.00"),
    ("JS128", "B09 three_public:total budget", "2.06"),
    ("JS129", "B09 three_public:vehicles prior_budget", "2.10"),
    ("JS131", "Z03 fn:210 project", "11.00"),
    ("JS132", "Z03 fn:210 project", "11.00"),
    ("JS141", "Z04 fn:229 final_government_fund", "6.00"),
    ("JS142", "Z04 income:year_total final", "56.00"),
    ("JS143", "Z04 fn:229 final_government_fund", "6.00"),
    ("JS144", "Z04 income:opening_fiscal final", "2.00"),
    ("JS145", "Z04 expenditure:closing_fiscal final_general_public_budget", "7.00"),
    ("JS146", "Z04 expenditure:total final", "67.00"),
    ("JS147", "Z04 income:opening_government_fund final", "3.00"),
    ("JS148", "Z04 income:general_public_budget final", "61.00"),
    ("JS149", "Z04 income:government_fund final", "6.00"),
    ("JS150", "Z04 income:state_capital final", "2.00"),
    ("JS151", "Z05 fn:208 expenditure", "16.00"),
    ("JS152", "Z05 fn:208 expenditure", "16.00"),
    ("JS153", "Z05 fn:208 basic_public", "3.00"),
    ("JS154", "Z05 total closing", "2.00"),
    ("JS155", "Z05 total opening_basic", "0.70"),
    ("JS161", "Z06 ec:30201 final", "3.00"),
    ("JS162", "Z06 basic:personnel final", "46.00"),
    ("JS163", "Z06 basic:public final", "6.00"),
    ("JS164", "Z06 basic:total final", "51.00"),
    ("JS165", "Z06 ec:30201 basic_public", "3.00"),
    ("JS171", "Z07 total basic", "3.00"),
    ("JS172", "Z07 fn:229 income", "6.00"),
    ("JS173", "Z07 total closing", "2.00"),
    ("JS174", "Z07 total closing_project", "2.00"),
    ("JS181", "Z08 total project", "2.00"),
    ("JS182", "Z08 fn:223 project", "2.00"),
    ("JS183", "Z08 total income", "2.00"),
    ("JS191", "Z09 three_public:total final", "3.00"),
    ("JS192", "Z09 three_public:vehicles budget", "2.00"),
    ("JS193", "Z09 three_public:reception_domestic final", "5.50"),
    ("JS201", "Z02 total income", "56.00"),
    ("JS202", "Z03 total expenditure", "56.00"),
    ("JS203", "Z01 fn:223 final", "3.00"),
    ("JS204", "Z01 income:other final", "3.00"),
    ("JS205", "Z02 total income_fiscal_appropriation", "56.00"),
    ("JS206", "Z04 income:government_fund final", "6.00"),
    ("JS207", "Z04 income:year_total final", "56.00"),
    ("JS208", "Z05 total expenditure", "61.00"),
    ("JS209", "Z04 fn:208 final_general_public_budget", "11.00"),
    ("JS210", "Z06 basic:total final", "51.00"),
    ("JS211", "Z07 total expenditure", "6.00"),
    ("JS212", "Z07 total income", "6.00"),
    ("JS213", "Z04 fn:229 final_government_fund", "6.00"),
    ("JS214", "Z07 total opening", "2.00"),
    ("JS215", "Z07 total closing", "2.00"),
    ("JS216", "Z08 total expenditure", "2.00"),
    ("JS217", "Z04 fn:223 final_state_capital", "2.00"),
    ("JS218", "Z05 fn:2080505 basic", "9.00"),
    ("JS219", "Z07 fn:22960 project", "9.00"),
    ("JS220", "Z08 fn:223 expenditure", "9.00"),
    ("JS221", "Z03 fn:2080505 basic", "9.00"),
    ("JS222", "Z06 ec:30217 final", "7.50"),
    ("JS223", "Z04 income:opening_fiscal final", "2.00"),
    ("JS224", "Z04 fn:210 final", "49.00"),
    ("JS225", "Z06 ec:30108 final", "9.00"),
    ("JS226", "Z06 ec:30110 final", "1.00"),
    ("JS233", "B03 total budget", "67.00"),
    ("JS234", "B01 fn:229 budget", "6.00"),
    ("JS235", "B01 income:other budget", "3.00"),
    ("JS236", "B04 income:government_fund budget", "6.00"),
    ("JS237", "B07 total budget", "61.00"),
    ("JS238", "B04 fn:208 budget_general_public_budget", "11.00"),
    ("JS239", "B08 basic:total budget", "51.00"),
    ("JS240", "B10 fn:22960 budget", "6.00"),
    ("JS241", "B03 fn:20805 budget_basic", "9.00"),
    ("JS242", "B05 fn:208 budget", "11.00"),
    ("JS243", "B08 ec:30217 budget", "0.70"),
];

/// Rules that only apply where all money is of the general public budget, or where expenditure is told by its use.
const OF_SMALL_BUDGETS: [&str; 3] = ["JS116", "JS241", "JS242"];

/// The report in which a rule is tried: accounts, or a budget.
fn report_for(rule: &str, address: &str) -> juesuan_model::Report {
    match address.starts_with('B') {
        true if OF_SMALL_BUDGETS.contains(&rule) => small_budget(),
        true => budget(),
        false => accounts(),
    }
}

#[test]
fn every_formula_has_its_wrong_figure() {
    let all = crate::catalogue();
    let formulas = all.iter().filter(|rule| rule.formula().is_some()).map(|rule| rule.info().id.to_string());
    let tested: Vec<_> = WRONG.iter().map(|(rule, ..)| (*rule).to_owned()).collect();
    assert_eq!(formulas.collect::<Vec<_>>(), tested);
}

#[test]
fn holds_in_right_accounts() {
    for (rule, address, _) in WRONG {
        let rules = crate::catalogue().only([*rule]).expect("a rule");
        let outcome = Checker::new(&rules).check(&report_for(rule, address));
        assert_eq!(outcome.checks[0].status, CheckStatus::Pass, "{rule}: {}", shown(&outcome));
    }
}

#[test]
fn fails_where_a_figure_is_wrong() {
    let mut said = String::new();
    for (rule, address, number) in WRONG {
        let rules = crate::catalogue().only([*rule]).expect("a rule");
        let mut report = report_for(rule, address);
        set(&mut report, address, number);
        let outcome = Checker::new(&rules).check(&report);
        assert_eq!(outcome.checks[0].status, CheckStatus::Finding, "{rule}");
        said += &format!("{address} {number}\n");
        said += &shown(&outcome);
    }
    expect_test::expect_file!["formulas_failures.txt"].assert_eq(&said);
}

#[test]
fn a_balance_that_is_not_told_by_budget_is_of_none() {
    let mut report = accounts();
    for fund in ["general_public_budget", "government_fund", "state_capital"] {
        set(&mut report, &format!("Z04 income:opening_{fund} final"), "");
    }
    let rules = crate::catalogue().only(["JS148", "JS149", "JS150"]).expect("rules");
    let outcome = Checker::new(&rules).check(&report);
    assert!(
        outcome.checks.iter().all(|check| check.status == CheckStatus::NotApplicable),
        "{}",
        shown(&outcome)
    );
}

#[test]
fn says_what_is_missing() {
    let mut said = String::new();
    for (id, address, _) in WRONG {
        let rules = crate::catalogue().only([*id]).expect("a rule");
        let rule: &dyn Rule = rules.get(id).expect("a rule");
        let mut report = report_for(id, address);
        for table in report.tables.iter().map(|table| table.id().to_string()).collect::<Vec<_>>() {
            if rule.formula().unwrap_or_default().contains(&table) {
                smudge(&mut report, &table);
            }
        }
        let outcome = Checker::new(&rules).check(&report);
        assert_eq!(outcome.checks[0].status, CheckStatus::InsufficientData, "{id}: {}", shown(&outcome));
        let first = outcome.checks[0].missing.first().cloned().unwrap_or_default();
        said += &format!("{id} {first}\n");
    }
    expect_test::expect_file!["formulas_missing.txt"].assert_eq(&said);
}

#[test]
fn a_right_budget_has_no_finding() {
    for report in [budget(), small_budget()] {
        let formulas = crate::catalogue();
        let formulas = formulas.iter().filter(|rule| rule.formula().is_some());
        let ids: Vec<_> = formulas.map(|rule| rule.info().id.to_string()).collect();
        let rules = crate::catalogue().only(ids.iter().map(String::as_str)).expect("rules");
        let outcome = Checker::new(&rules).check(&report);
        assert!(outcome.findings.is_empty(), "{}", shown(&outcome));
    }
}

#[test]
fn every_formula_of_the_catalogue_is_understood() {
    for (file, text) in crate::registry::FORMULAS {
        match crate::formula::parse(text) {
            Ok(rules) => assert!(!rules.is_empty(), "{file} has no rule"),
            Err(error) => panic!("{file}: {error}"),
        }
    }
}
