//! The running text of final accounts in our own words, with every number it states.

use crate::accounts::{Accounts, Fund, Item};
use crate::codes::function_name;
use crate::document::Document;
use crate::money::{Money, MoneyUnit};
use crate::truth::Fact;

/// Collects the facts of one sentence.
pub(crate) struct Statement {
    year: u16,
    facts: Vec<Fact>,
}

impl Statement {
    pub(crate) fn new(year: u16) -> Self {
        Self { year, facts: Vec::new() }
    }

    fn add(&mut self, subject: &str, period: String, role: &str, (value, unit): (&str, &str)) -> String {
        self.facts.push(Fact {
            line: 0,
            subject: subject.to_owned(),
            period,
            role: role.to_owned(),
            value: value.to_owned(),
            unit: unit.to_owned(),
        });
        format!("{value}{unit}")
    }

    /// A value of the year in any role.
    pub(crate) fn say(&mut self, subject: &str, role: &str, value: &str, unit: &str) -> String {
        self.add(subject, self.year.to_string(), role, (value, unit))
    }

    /// "12.30万元" as an amount of the year.
    pub(crate) fn amount(&mut self, subject: &str, amount: Money) -> String {
        self.add(subject, self.year.to_string(), "amount", (&amount.print(MoneyUnit::WanYuan), "万元"))
    }

    /// "12.30万元" as a part of a whole named before.
    pub(crate) fn part(&mut self, subject: &str, amount: Money) -> String {
        self.add(subject, self.year.to_string(), "part", (&amount.print(MoneyUnit::WanYuan), "万元"))
    }

    /// "12.30万元" as a change against the year before.
    fn change(&mut self, subject: &str, amount: Money) -> String {
        let value = amount.abs().print(MoneyUnit::WanYuan);
        self.add(subject, self.change_period(), "change", (&value, "万元"))
    }

    /// "12.30%" as a change against the year before.
    fn change_percent(&mut self, subject: &str, change: Money, before: Money) -> String {
        let percent = change.percent_of(before).unwrap_or_else(|| "0.00".to_owned());
        self.add(subject, self.change_period(), "percent", (&percent, "%"))
    }

    /// "12.30%" as the share of a whole.
    pub(crate) fn share(&mut self, subject: &str, part: Money, whole: Money) -> String {
        let percent = part.percent_of(whole).unwrap_or_else(|| "0.00".to_owned());
        self.add(subject, self.year.to_string(), "percent", (&percent, "%"))
    }

    /// "3个" as a count of the year.
    pub(crate) fn count(&mut self, subject: &str, count: u32, unit: &str) -> String {
        self.add(subject, self.year.to_string(), "count", (&count.to_string(), unit))
    }

    /// "87.32分" as points reached.
    pub(crate) fn score(&mut self, subject: &str, points: &str) -> String {
        self.add(subject, self.year.to_string(), "score", (points, "分"))
    }

    fn change_period(&self) -> String {
        format!("{}-{}", self.year, self.year - 1)
    }

    pub(crate) fn facts(self) -> Vec<Fact> {
        self.facts
    }
}

/// How the headings of the narrative are marked.
#[derive(Copy, Clone)]
pub(crate) struct Marks {
    pub(crate) section: &'static str,
    pub(crate) subsection: &'static str,
}

/// The narrative: 一、 to 八、 below the heading of its part, which the caller writes.
pub(crate) fn tell(document: &mut Document, accounts: &Accounts, marks: Marks, budgets: &[(&str, Money)]) {
    totals(document, accounts, marks);
    sources(document, accounts, marks);
    appropriation(document, accounts, marks);
    general_budget(document, accounts, marks, budgets);
    basic(document, accounts, marks);
    public(document, accounts, marks);
    assets(document, accounts, marks);
}

fn totals(document: &mut Document, accounts: &Accounts, marks: Marks) {
    let Accounts { year, body, previous_total, .. } = *accounts;
    let total = accounts.grand_total();
    let change = total - previous_total;
    let (verb, noun) = if change < Money::ZERO { ("减少", "降幅") } else { ("增加", "增幅") };
    document.heading(marks.section, 2, "一、", "收入支出决算总体情况说明");
    let mut s = Statement::new(year);
    let text = format!(
        "{body}{year}年度的收入总计和支出总计同为{}，比上一年度{verb}{}，{noun}{}，变动主要来自项目安排的进度。",
        s.amount("收、支总计", total),
        s.change("收、支总计", change),
        s.change_percent("收、支总计", change, previous_total),
    );
    document.stating(text, s.facts());
}

fn sources(document: &mut Document, accounts: &Accounts, marks: Marks) {
    let received = accounts.received();
    let appropriation = received - accounts.received_of(Fund::Own);
    document.heading(marks.section, 2, "二、", "收入决算情况说明");
    let mut s = Statement::new(accounts.year);
    let text = format!(
        "全年收入合计{}。其中：财政拨款收入{}，占{}；其余来源的收入{}，占{}。",
        s.amount("收入合计", received),
        s.part("财政拨款收入", appropriation),
        s.share("财政拨款收入", appropriation, received),
        s.part("其余来源的收入", accounts.received_of(Fund::Own)),
        s.share("其余来源的收入", accounts.received_of(Fund::Own), received),
    );
    document.stating(text, s.facts());
    let spent = accounts.spent();
    let basic = accounts.sum(|item| item.basic, |_| true);
    document.heading(marks.section, 2, "三、", "支出决算情况说明");
    let mut s = Statement::new(accounts.year);
    let text = format!(
        "全年支出合计{}。其中：基本支出{}，占{}；项目支出{}，占{}。",
        s.amount("支出合计", spent),
        s.part("基本支出", basic),
        s.share("基本支出", basic, spent),
        s.part("项目支出", spent - basic),
        s.share("项目支出", spent - basic, spent),
    );
    document.stating(text, s.facts());
}

fn appropriation(document: &mut Document, accounts: &Accounts, marks: Marks) {
    let total = accounts.grand_total()
        - accounts.received_of(Fund::Own)
        - accounts.opening.own
        - accounts.used_surplus;
    document.heading(marks.section, 2, "四、", "财政拨款收入支出决算总体情况说明");
    let mut s = Statement::new(accounts.year);
    let text =
        format!("财政拨款的收入总计和支出总计同为{}，收支平衡。", s.amount("财政拨款收、支总计", total));
    document.stating(text, s.facts());
}

fn general_budget(document: &mut Document, accounts: &Accounts, marks: Marks, budgets: &[(&str, Money)]) {
    let general = |item: &Item| item.fund == Fund::General;
    let spent = accounts.spent_of(Fund::General);
    document.heading(marks.section, 2, "五、", "一般公共预算财政拨款支出决算情况说明");
    document.heading(marks.subsection, 3, "（一）", "总体情况");
    let mut s = Statement::new(accounts.year);
    let text = format!(
        "一般公共预算安排的支出决算为{}，占全年支出的{}。",
        s.amount("一般公共预算财政拨款支出", spent),
        s.share("一般公共预算财政拨款支出", spent, accounts.spent()),
    );
    document.stating(text, s.facts());
    document.heading(marks.subsection, 3, "（二）", "结构情况");
    let mut s = Statement::new(accounts.year);
    let mut shares = Vec::new();
    for code in accounts.codes(general).into_iter().filter(|code| code.len() == 3) {
        let (name, amount) =
            (function_name(code), accounts.sum(Item::spent, |i| general(i) && i.code.starts_with(code)));
        shares.push(format!("{name}（类）{}，占{}", s.part(name, amount), s.share(name, amount, spent)));
    }
    document.stating(format!("按功能分类看：{}。", shares.join("；")), s.facts());
    document.heading(marks.subsection, 3, "（三）", "具体情况");
    for (index, (code, budget)) in budgets.iter().enumerate() {
        let name = function_name(code);
        let amount = accounts.sum(Item::spent, |item| general(item) && item.code == *code);
        let mut s = Statement::new(accounts.year);
        let text = format!(
            "{}.{name}（项）。年初安排{}，决算{}，为年初安排的{}。",
            index + 1,
            s.amount(name, *budget),
            s.amount(name, amount),
            s.share(name, amount, *budget),
        );
        document.stating(text, s.facts());
    }
}

fn basic(document: &mut Document, accounts: &Accounts, marks: Marks) {
    document.heading(marks.section, 2, "六、", "一般公共预算财政拨款基本支出决算情况说明");
    let mut s = Statement::new(accounts.year);
    let text = format!(
        "基本支出{}。其中：人员经费{}，用于工资、社会保险和补助；公用经费{}，用于办公、邮电和差旅等。",
        s.amount("基本支出", accounts.basic()),
        s.part("人员经费", accounts.personnel()),
        s.part("公用经费", accounts.running()),
    );
    document.stating(text, s.facts());
}

fn public(document: &mut Document, accounts: &Accounts, marks: Marks) {
    let (budget, spent) = (accounts.public_budget, accounts.public_final);
    document.heading(marks.section, 2, "七、", "财政拨款“三公”经费支出决算情况说明");
    let mut s = Statement::new(accounts.year);
    let text = if spent.total() == Money::ZERO {
        format!("当年没有用财政拨款开支“三公”经费，决算为{}。", s.amount("三公经费", spent.total()))
    } else {
        format!(
            "“三公”经费预算{}，决算{}，完成预算的{}。其中：公务用车运行维护费{}，公务接待费{}。",
            s.amount("三公经费", budget.total()),
            s.amount("三公经费", spent.total()),
            s.share("三公经费", spent.total(), budget.total()),
            s.part("公务用车运行维护费", spent.car_running),
            s.part("公务接待费", spent.reception),
        )
    };
    document.stating(text, s.facts());
}

fn assets(document: &mut Document, accounts: &Accounts, marks: Marks) {
    document.heading(marks.section, 2, "八、", "国有资产占用情况说明");
    let mut s = Statement::new(accounts.year);
    let cars = u32::from(accounts.public_final.car_running > Money::ZERO);
    let text = format!(
        "到{}年底，共有车辆{}；大型设备{}。",
        accounts.year,
        s.count("车辆", cars, "辆"),
        s.count("大型设备", 0, "台"),
    );
    document.stating(text, s.facts());
}
