//! Tables cut by page breaks with the header repeated, two and three panels side by side, markup, zeros of all kinds,
//! and sums that hold only within rounding, because amounts of 元 were printed as 万元.

use super::Fixture;
use super::narrative::{Marks, Statement, tell};
use crate::accounts::{Accounts, Fund, Item, Opening, PublicExpenses};
use crate::document::Document;
use crate::forms::{Style, Zero, form};
use crate::grid::Seam;
use crate::money::Money;
use crate::render::Layout;

const BODY: &str = "清河县卫生监督局";

/// A form: its table, title, how zeros are printed, before which rows pages cut it and how.
type Form = (&'static str, &'static str, Zero, &'static [usize], Seam, usize);

const FORMS: [Form; 9] = [
    ("Z01", "收入支出决算总表", Zero::Integer, &[23], Seam::Header, 3),
    ("Z02", "收入决算表", Zero::Integer, &[17], Seam::Header, 1),
    ("Z03", "支出决算表", Zero::Mixed, &[9, 20], Seam::Header, 1),
    ("Z04", "财政拨款收入支出决算总表", Zero::Mixed, &[23], Seam::SpacedHeader, 1),
    ("Z05", "一般公共预算财政拨款支出决算表", Zero::Point, &[12], Seam::Bare, 1),
    ("Z06", "一般公共预算财政拨款基本支出决算明细表", Zero::Integer, &[24], Seam::SpacedHeader, 1),
    ("Z07", "政府性基金预算财政拨款收入支出决算表", Zero::Dash, &[], Seam::Header, 1),
    ("Z08", "国有资本经营预算财政拨款支出决算表", Zero::Integer, &[], Seam::Header, 1),
    ("Z09", "财政拨款“三公”经费支出决算表", Zero::Point, &[], Seam::Header, 1),
];

fn accounts() -> Accounts {
    let item = |code, basic: i64, project: i64| Item {
        code,
        basic: Money(basic),
        project: Money(project),
        ..Item::default()
    };
    Accounts {
        body: BODY,
        year: 2022,
        items: vec![
            item("2080501", 413_755, 0),
            item("2080505", 38_264_319, 0),
            item("2080506", 1_190_248, 0),
            item("2089999", 2_774_163, 0),
            item("2101101", 16_483_226, 0),
            item("2101102", 512_778, 0),
            item("2101301", 0, 128_476_337),
            item("2101501", 521_066_744, 0),
            item("2101502", 0, 93_418_256),
            item("2101504", 0, 4_063_789),
            item("2101550", 6_138_257, 0),
            item("2210201", 47_219_861, 0),
            Item { fund: Fund::Government, ..item("2296013", 0, 26_914_738) },
            Item { fund: Fund::Own, ..item("2101504", 0, 3_000_000) },
        ],
        business_income: Money(3_000_000),
        opening: Opening { general: Money(815_643), ..Opening::default() },
        used_surplus: Money::ZERO,
        economy: vec![
            ("30102", Money(73_264_418)),
            ("30107", Money(2_193_756)),
            ("30108", Money(38_264_319)),
            ("30109", Money(1_190_248)),
            ("30110", Money(16_483_226)),
            ("30112", Money(2_774_163)),
            ("30113", Money(47_219_861)),
            ("30302", Money(413_755)),
            ("30201", Money(1_382_647)),
            ("30202", Money(193_408)),
            ("30206", Money(264_537)),
            ("30207", Money(371_824)),
            ("30211", Money(402_661)),
            ("30217", Money(114_533)),
            ("30228", Money(586_279)),
            ("30229", Money(441_756)),
            ("30231", Money(231_846)),
            ("30239", Money(18_726_335)),
            ("31003", Money(128_417)),
        ],
        public_budget: PublicExpenses {
            car_running: Money(250_000),
            reception: Money(150_000),
            ..PublicExpenses::default()
        },
        public_final: PublicExpenses {
            car_running: Money(231_846),
            reception: Money(114_533),
            ..PublicExpenses::default()
        },
        previous_total: Money(698_415_527),
    }
}

const BUDGETS: [(&str, Money); 3] = [
    ("2080505", Money::yuan(365_000)),
    ("2101501", Money::yuan(5_304_000)),
    ("2210201", Money::yuan(460_000)),
];

pub(super) fn fixture() -> Fixture {
    let accounts = accounts();
    let mut d = Document::markdown();
    d.neutral("2022年度").neutral(format!("{BODY}部门决算")).line("二〇二三年九月").neutral("# 目 录");
    d.neutral("## **第一部分 清河县卫生监督局概况**").neutral("一、主要职责").neutral("二、机构情况");
    d.neutral("## **第二部分 2022年度部门决算表**").neutral("#### **第三部分 2022年度部门决算情况说明**");
    d.heading("## ", 1, "第一部分", "清河县卫生监督局概况");
    d.heading("## ", 2, "一、", "主要职责");
    d.text("（一）编写全县卫生监督的年度计划并组织落实，管好用好卫生监督经费。");
    d.text("（二）对定点医药机构实行协议管理，检查医药服务的质量和价格。");
    d.heading("## ", 2, "二、", "机构情况");
    let mut s = Statement::new(accounts.year);
    let text = format!(
        "内设股室{}，另有经办中心{}，没有其他下级预算单位。",
        s.count("内设股室", 4, "个"),
        s.count("经办中心", 1, "个")
    );
    d.stating(text, s.facts());
    d.heading("## ", 1, "第二部分", "2022年度部门决算表");
    for (index, (table, title, zero, cuts, seam, gap)) in FORMS.into_iter().enumerate() {
        let style = Style { zero, bold: index < 4, ..Style::default() };
        d.heading("## ", 2, "", title);
        d.line(format!("公开{:02}表", index + 1));
        d.line(format!("部门：{BODY}")).line("单位：万元");
        d.table(form(table, &accounts, style).cut(cuts, seam)).blanks(gap);
        d.line("注：以万元为单位取两位小数，合计与分项之间可能相差尾数。");
    }
    d.heading("### ", 1, "第三部分", "2022年度部门决算情况说明");
    tell(&mut d, &accounts, Marks { section: "## ", subsection: "### **" }, &BUDGETS);
    Fixture::new("page-cut-panels", "input.md", Layout::Tabbed, d)
}
