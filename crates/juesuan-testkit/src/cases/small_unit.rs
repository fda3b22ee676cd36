//! A small unit in another province: forms without 行次, other columns, 三公 as form 07 and as a list, the two funds
//! as forms 08 and 09 without a figure, one form in 元 with thousands parted by commas.

use super::Fixture;
use super::narrative::{Marks, tell};
use crate::accounts::{Accounts, Fund, Item, Opening, PublicExpenses};
use crate::document::Document;
use crate::forms::{Family, Style, Zero, form};
use crate::money::{Money, MoneyUnit};
use crate::render::Layout;

const BODY: &str = "北屏市松岭镇文化站";

/// A form: its table, title, unit, how zeros are printed, and the sentence below it.
type Form = (&'static str, &'static str, MoneyUnit, Zero, &'static str);

const WAN: MoneyUnit = MoneyUnit::WanYuan;

const FORMS: [Form; 9] = [
    ("Z01", "收入支出决算总表", WAN, Zero::Blank, ""),
    ("Z02", "收入决算表", WAN, Zero::Blank, ""),
    ("Z03", "支出决算表", WAN, Zero::Point, ""),
    ("Z04", "财政拨款收入支出决算总表", WAN, Zero::Dash, ""),
    ("Z05", "一般公共预算财政拨款支出决算表", WAN, Zero::Point, ""),
    ("Z06", "一般公共预算财政拨款基本支出决算表", MoneyUnit::Yuan, Zero::Blank, ""),
    ("Z09", "一般公共预算财政拨款“三公”经费支出决算表", WAN, Zero::Point, "说明：本站未开支“三公”经费。"),
    (
        "Z07",
        "政府性基金预算财政拨款收入支出决算表",
        WAN,
        Zero::Blank,
        "说明：本站当年没有政府性基金的收支，此表为空表。",
    ),
    (
        "Z08",
        "国有资本经营预算财政拨款支出决算表",
        WAN,
        Zero::Blank,
        "说明：本站当年没有国有资本经营预算的支出，此表为空表。",
    ),
];

fn accounts() -> Accounts {
    let item = |code, basic, project| Item {
        code,
        basic: Money::yuan(basic),
        project: Money::yuan(project),
        ..Item::default()
    };
    Accounts {
        body: BODY,
        year: 2023,
        items: vec![
            item("2050803", 0, 12_000),
            item("2070109", 386_400, 158_300),
            Item { fund: Fund::Own, ..item("2070199", 0, 20_600) },
            item("2080502", 9_700, 0),
            item("2080505", 48_200, 0),
            item("2101102", 21_900, 0),
            item("2210201", 36_500, 0),
        ],
        business_income: Money::yuan(20_600),
        opening: Opening::default(),
        used_surplus: Money::ZERO,
        economy: vec![
            ("30102", Money::yuan(58_400)),
            ("30107", Money::yuan(87_600)),
            ("30108", Money::yuan(48_200)),
            ("30110", Money::yuan(21_900)),
            ("30113", Money::yuan(36_500)),
            ("30302", Money::yuan(9_700)),
            ("30201", Money::yuan(14_300)),
            ("30206", Money::yuan(3_800)),
            ("30228", Money::yuan(5_100)),
        ],
        public_budget: PublicExpenses { reception: Money::yuan(2_000), ..PublicExpenses::default() },
        public_final: PublicExpenses::default(),
        previous_total: Money::yuan(702_500),
    }
}

const BUDGETS: [(&str, Money); 2] = [("2050803", Money::yuan(12_000)), ("2070109", Money::yuan(530_000))];

pub(super) fn fixture() -> Fixture {
    let accounts = accounts();
    let mut d = Document::plain_text("    ");
    d.neutral(format!("{BODY}2023年度单位决算")).blanks(1).neutral("目  录");
    for entry in [
        "第一部分 单位概况........1",
        "第二部分 2023年度单位决算表........2",
        "第三部分 2023年度单位决算情况说明........9",
    ] {
        d.neutral(entry);
    }
    d.blanks(1).heading("", 1, "第一部分", "单位概况");
    d.heading("", 2, "一、", "单位职责");
    d.text("组织镇里的群众文化活动，办好阅览室和排练厅，辅导业余文艺队伍。");
    d.heading("", 2, "二、", "机构设置");
    d.text("本站是镇政府管理的公益一类事业单位，没有下属单位。");
    d.blanks(1).heading("", 1, "第二部分", "2023年度单位决算表");
    for (index, (table, title, unit, zero, sentence)) in FORMS.into_iter().enumerate() {
        let grouped = unit == MoneyUnit::Yuan;
        let style = Style { family: Family::Lists, unit, zero, grouped, bold: false };
        d.heading("", 2, "", title);
        d.line(format!("公开{:02}表", index + 1));
        d.line(format!("单位名称：{BODY}")).line(format!("金额单位：{}", unit.name()));
        d.table(form(table, &accounts, style));
        if !sentence.is_empty() {
            d.line(sentence);
        }
        d.blanks(1);
    }
    d.heading("", 1, "第三部分", "2023年度单位决算情况说明");
    tell(&mut d, &accounts, Marks { section: "", subsection: "" }, &BUDGETS);
    Fixture::new("small-unit-empty-tables", "input.txt", Layout::Tabbed, d)
}
