//! A budget built in code, in which every identity holds: its tables with the columns of all forms.

use juesuan_model::{BudgetId, Report};

use super::accounts::{Printed, table};

const TABLES: [Printed<BudgetId>; 11] = [
    (
        BudgetId::B01,
        &[
            (
                "收入/budget",
                "income:general_public_budget 60.00
                 income:government_fund 5.00
                 income:state_capital 0.00
                 income:special_account 3.00
                 income:operations 0.00
                 income:other 0.00
                 income:year_total 68.00
                 income:non_fiscal_surplus_used 0.00
                 income:opening 1.00
                 income:total 69.00",
            ),
            (
                "支出/budget",
                "fn:208 10.00
                 fn:210 53.00
                 fn:229 5.00
                 expenditure:year_total 68.00
                 expenditure:closing 1.00
                 expenditure:total 69.00",
            ),
        ],
    ),
    (
        BudgetId::B02,
        &[(
            "budget budget_income budget_general_public_budget budget_government_fund budget_state_capital \
             budget_special_account budget_income_operations budget_income_other budget_opening",
            "total 69.00 68.00 60.00 5.00 0.00 3.00 0.00 0.00 1.00
             fn:208 10.00 10.00 10.00 0.00 0.00 0.00 0.00 0.00 0.00
             fn:210 54.00 53.00 50.00 0.00 0.00 3.00 0.00 0.00 1.00
             fn:229 5.00 5.00 0.00 5.00 0.00 0.00 0.00 0.00 0.00",
        )],
    ),
    (
        BudgetId::B03,
        &[(
            "budget budget_basic budget_project budget_to_superior",
            "total 68.00 50.00 18.00 0.00
             fn:208 10.00 10.00 0.00 0.00
             fn:20805 10.00 10.00 0.00 0.00
             fn:210 53.00 40.00 13.00 0.00
             fn:21015 53.00 40.00 13.00 0.00
             fn:229 5.00 0.00 5.00 0.00
             fn:22960 5.00 0.00 5.00 0.00",
        )],
    ),
    (
        BudgetId::B04,
        &[
            (
                "收入/budget",
                "income:general_public_budget 60.00
                 income:government_fund 5.00
                 income:state_capital 0.00
                 income:year_total 65.00
                 income:opening_fiscal 0.00
                 income:total 65.00",
            ),
            (
                "支出/budget 支出/budget_general_public_budget 支出/budget_government_fund",
                "fn:208 10.00 10.00 0.00
                 fn:210 50.00 50.00 0.00
                 fn:229 5.00 0.00 5.00
                 expenditure:year_total 65.00 60.00 5.00
                 expenditure:closing_fiscal 0.00 0.00 0.00
                 expenditure:total 65.00 60.00 5.00",
            ),
        ],
    ),
    (
        BudgetId::B05,
        &[(
            "budget budget_basic budget_project",
            "total 65.00 50.00 15.00
             fn:208 10.00 10.00 0.00
             fn:210 50.00 40.00 10.00
             fn:229 5.00 0.00 5.00",
        )],
    ),
    (
        BudgetId::B06,
        &[("budget", "basic:total 50.00\n ec:301 43.00\n ec:302 4.00\n ec:303 2.00\n ec:310 1.00")],
    ),
    (
        BudgetId::B07,
        &[(
            "budget budget_basic budget_basic_personnel budget_basic_public budget_project",
            "total 60.00 50.00 45.00 5.00 10.00
             fn:208 10.00 10.00 10.00 0.00 0.00
             fn:20805 10.00 10.00 10.00 0.00 0.00
             fn:210 50.00 40.00 35.00 5.00 10.00
             fn:21015 50.00 40.00 35.00 5.00 10.00",
        )],
    ),
    (
        BudgetId::B08,
        &[(
            "budget budget_basic_personnel budget_basic_public",
            "basic:total 50.00 45.00 5.00
             ec:301 43.00 43.00 .
             ec:303 2.00 2.00 .
             ec:302 4.00 . 4.00
             ec:30201 3.50 . 3.50
             ec:30212 0.00 . 0.00
             ec:30217 0.50 . 0.50
             ec:310 1.00 . 1.00",
        )],
    ),
    (
        BudgetId::B09,
        &[(
            "budget prior_budget",
            "three_public:total 2.60 3.00
             three_public:overseas 0.00 0.00
             three_public:vehicles 2.10 2.00
             three_public:vehicle_purchase 0.00 0.00
             three_public:vehicle_operation 2.10 2.00
             three_public:reception 0.50 1.00",
        )],
    ),
    (
        BudgetId::B10,
        &[(
            "budget budget_basic budget_project",
            "total 5.00 0.00 5.00
             fn:229 5.00 0.00 5.00
             fn:22960 5.00 0.00 5.00",
        )],
    ),
    (BudgetId::B11, &[("budget budget_basic budget_project", "total 0.00 0.00 0.00")]),
];

/// A budget with the tables that have identities. Table B03 stands on the lines from 300 on, and so on.
pub(crate) fn budget() -> Report {
    let mut report = Report::default();
    report.year = Some(2022);
    report.tables = TABLES.iter().map(|(id, sides)| table((*id).into(), sides)).collect();
    report
}

/// A budget all of which is appropriation of the general public budget, with the lines of forms that say what it is for.
pub(crate) fn small_budget() -> Report {
    let mut report = budget();
    let sides: [(&str, &str); 2] = [
        ("收入/budget", "income:general_public_budget 60.00\n income:year_total 60.00"),
        (
            "支出/budget",
            "fn:208 10.00\n fn:210 50.00\n expenditure:basic 50.00\n expenditure:project 10.00\n \
             expenditure:year_total 60.00",
        ),
    ];
    let spent = "total 60.00 50.00 10.00\n fn:208 10.00 10.00 0.00\n fn:20805 10.00 10.00 0.00\n \
                 fn:210 50.00 40.00 10.00\n fn:21015 50.00 40.00 10.00";
    let spent: [(&str, &str); 1] = [("budget budget_basic budget_project", spent)];
    let none: [(&str, &str); 1] = [("budget budget_basic budget_project", "total 0.00 0.00 0.00")];
    report.tables.retain(|table| !matches!(table.id().to_string().as_str(), "B02" | "B04"));
    for known in &mut report.tables {
        let id = known.id();
        *known = match id.to_string().as_str() {
            "B01" => table(id, &sides),
            "B03" | "B05" => table(id, &spent),
            "B10" => table(id, &none),
            _ => continue,
        };
    }
    report
}
