//! A department whose tables are whole: a row a line, cells parted by tabs, figures with a zero for nothing.

use super::Fixture;
use super::narrative::{Marks, tell};
use crate::accounts::{Accounts, Fund, Item, Opening, PublicExpenses};
use crate::document::Document;
use crate::forms::{Style, Zero, form};
use crate::money::{Money, MoneyUnit};
use crate::render::Layout;

const BODY: &str = "临川市云台区水利局";

/// Printed number, title of the heading, note below the table.
const FORMS: [(&str, &str, &str); 9] = [
    ("Z01", "收入支出决算总表", "注：本表为全部收支和年末结余。"),
    ("Z02", "收入决算表", "注：本表为当年取得的收入。"),
    ("Z03", "支出决算表", "注：本表为当年发生的支出。"),
    ("Z04", "财政拨款收入支出决算总表", "注：本表为三类财政拨款的收支。"),
    ("Z05", "一般公共预算财政拨款支出决算表", "注：本表为一般公共预算安排的支出。"),
    ("Z06", "一般公共预算财政拨款基本支出决算明细表", "注：本表为基本支出的经济分类。"),
    ("Z07", "政府性基金预算财政拨款收入支出决算表", "注：本表为政府性基金的收支和结余。"),
    ("Z08", "国有资本经营预算财政拨款支出决算表", "注：本表为国有资本经营预算安排的支出。"),
    ("Z09", "财政拨款“三公”经费支出决算表", "注：预算数为调整后的全年预算。"),
];

pub(super) fn accounts() -> Accounts {
    let item = |code, basic, project| Item {
        code,
        basic: Money::yuan(basic),
        project: Money::yuan(project),
        ..Item::default()
    };
    Accounts {
        body: BODY,
        year: 2022,
        items: vec![
            item("2080501", 386_200, 0),
            item("2080505", 914_700, 0),
            item("2080506", 457_300, 0),
            item("2089999", 61_500, 0),
            item("2101101", 402_100, 0),
            item("2101103", 118_600, 0),
            item("2130301", 8_264_900, 0),
            item("2130302", 0, 1_173_000),
            Item { surplus: Money::yuan(2_600_000), ..item("2130305", 0, 31_480_700) },
            item("2130306", 0, 4_926_400),
            item("2130311", 0, 388_000),
            item("2130314", 0, 2_050_000),
            Item { fund: Fund::Own, ..item("2130399", 0, 143_200) },
            item("2210201", 823_400, 0),
            Item { fund: Fund::StateCapital, ..item("2230105", 0, 27_800) },
            Item { fund: Fund::Government, ..item("2296002", 0, 350_000) },
        ],
        business_income: Money::ZERO,
        opening: Opening { own: Money::yuan(36_400), general: Money::yuan(1_200_000), ..Opening::default() },
        used_surplus: Money::yuan(18_500),
        economy: vec![
            ("30102", Money::yuan(1_538_700)),
            ("30103", Money::yuan(1_206_300)),
            ("30107", Money::yuan(412_500)),
            ("30108", Money::yuan(914_700)),
            ("30109", Money::yuan(457_300)),
            ("30110", Money::yuan(402_100)),
            ("30111", Money::yuan(118_600)),
            ("30112", Money::yuan(61_500)),
            ("30113", Money::yuan(823_400)),
            ("30302", Money::yuan(386_200)),
            ("30201", Money::yuan(163_800)),
            ("30202", Money::yuan(24_600)),
            ("30205", Money::yuan(11_900)),
            ("30206", Money::yuan(57_300)),
            ("30207", Money::yuan(33_200)),
            ("30211", Money::yuan(92_400)),
            ("30213", Money::yuan(18_700)),
            ("30217", Money::yuan(6_800)),
            ("30228", Money::yuan(84_500)),
            ("30229", Money::yuan(76_100)),
            ("30231", Money::yuan(128_900)),
            ("30239", Money::yuan(349_200)),
            ("31002", Money::yuan(45_600)),
        ],
        public_budget: PublicExpenses {
            car_running: Money::yuan(135_000),
            reception: Money::yuan(12_000),
            ..PublicExpenses::default()
        },
        public_final: PublicExpenses {
            car_running: Money::yuan(128_900),
            reception: Money::yuan(6_800),
            ..PublicExpenses::default()
        },
        previous_total: Money::yuan(49_816_300),
    }
}

const BUDGETS: [(&str, Money); 4] = [
    ("2080501", Money::yuan(360_000)),
    ("2130301", Money::yuan(7_985_000)),
    ("2130305", Money::yuan(35_000_000)),
    ("2210201", Money::yuan(810_000)),
];

const CONTENTS: [&str; 14] = [
    "## 第一部分 部门概况",
    "一、主要职责",
    "二、机构设置",
    "## 第二部分 2022年度部门决算表",
    "一、收入支出决算总表",
    "二、收入决算表",
    "三、支出决算表",
    "四、财政拨款收入支出决算总表",
    "五、一般公共预算财政拨款支出决算表",
    "六、一般公共预算财政拨款基本支出决算明细表",
    "七、政府性基金预算财政拨款收入支出决算表",
    "八、国有资本经营预算财政拨款支出决算表",
    "九、财政拨款“三公”经费支出决算表",
    "## 第三部分 2022年度部门决算情况说明",
];

pub(super) fn fixture() -> Fixture {
    let accounts = accounts();
    let mut d = Document::markdown();
    d.neutral("2022年度").neutral(format!("{BODY}部门决算")).line("二〇二三年八月").neutral("# 目 录");
    for entry in CONTENTS {
        d.neutral(entry);
    }
    d.heading("## ", 1, "第一部分", "部门概况");
    d.heading("## ", 2, "一、", "主要职责");
    d.text("（一）编制全区水利规划，管理水资源，组织水利工程的建设和运行。");
    d.text("（二）负责防汛抗旱的日常工作，维护河道、水库和灌区的安全。");
    d.heading("## ", 2, "二、", "机构设置");
    let mut s = super::narrative::Statement::new(accounts.year);
    let text = format!(
        "局机关设股室{}，下属事业单位{}，都在本次公开的范围之内。",
        s.count("股室", 6, "个"),
        s.count("下属事业单位", 2, "个")
    );
    d.stating(text, s.facts());
    d.heading("## ", 1, "第二部分", "2022年度部门决算表");
    let style = Style { unit: MoneyUnit::WanYuan, zero: Zero::Point, ..Style::default() };
    for (index, (table, title, note)) in FORMS.into_iter().enumerate() {
        d.heading("## ", 2, "", title);
        d.line(format!("公开{:02}表", index + 1));
        d.line(format!("部门：{BODY}")).line(format!("单位：{}", style.unit.name()));
        d.table(form(table, &accounts, style)).blanks(1).line(note);
    }
    d.heading("## ", 1, "第三部分", "2022年度部门决算情况说明");
    tell(&mut d, &accounts, Marks { section: "## ", subsection: "### " }, &BUDGETS);
    d.heading("## ", 1, "第四部分", "名词解释");
    d.text("一、财政拨款收入：当年从财政取得的各类拨款。");
    d.text("二、基本支出：维持机构运转和日常工作的支出。");
    Fixture::new("plain-department", "input.md", Layout::Tabbed, d)
}
