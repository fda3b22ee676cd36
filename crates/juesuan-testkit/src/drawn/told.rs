//! A text that tells what the tables hold, with the place of each figure and word of which something follows.

use super::Chance;
use crate::accounts::{Accounts, Fund, Item};
use crate::codes::function_name;
use crate::document::{Document, Part};
use crate::forms::{Family, Style, TITLES, Zero, form};
use crate::money::{Money, MoneyUnit};

/// What stands at a place of the text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An amount that a table prints, too.
    Amount,
    /// An amount of the text alone from which others follow.
    Told,
    /// The share of a part.
    Share,
    /// The rate of a change.
    Rate,
    /// How much of a budget was spent.
    Completion,
    /// 增加, 减少.
    Direction,
    /// 大于, 小于.
    Order,
    /// A year that is that of the accounts.
    Year,
    /// A number of things that others add up to.
    Count,
    /// The name of a section in front of an item.
    Section,
    /// The name of the body in a heading.
    Body,
}

/// A figure or a word of the text.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The index of its part in the document.
    pub part: usize,
    /// Where it begins in the text of the part.
    pub at: usize,
    /// Its characters.
    pub printed: String,
    /// What it is.
    pub kind: Kind,
}

/// A document and the places in its text.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The document.
    pub document: Document,
    /// The places.
    pub spots: Vec<Spot>,
    /// The parts that explain one item each.
    pub items: Vec<usize>,
}

struct Teller<'a> {
    told: Told,
    pending: Vec<(Kind, String)>,
    accounts: &'a Accounts,
    chance: &'a mut Chance,
}

/// Tells accounts.
pub fn tell(accounts: &Accounts, chance: &mut Chance) -> Told {
    let mut document = Document::plain_text(if chance.happens(50) { "　　" } else { "" });
    document.spaced = chance.happens(50);
    let told = Told { document, ..Told::default() };
    let mut teller = Teller { told, pending: Vec::new(), accounts, chance };
    teller.front();
    teller.tables();
    teller.part("第三部分", "情况说明");
    teller.totals();
    teller.appropriation();
    teller.items();
    teller.public();
    teller.others();
    teller.told.document.heading("", 1, "第四部分", "名词解释");
    teller.told.document.text("一、财政拨款收入：本年从财政取得的各类拨款。");
    teller.told.document.text("二、基本支出：维持机构运转和日常工作的支出。");
    teller.told
}

impl Teller<'_> {
    fn note(&mut self, kind: Kind, printed: impl Into<String>) -> String {
        let printed = printed.into();
        self.pending.push((kind, printed.clone()));
        printed
    }

    fn money(&mut self, kind: Kind, money: Money) -> String {
        let printed = self.note(kind, money.print(MoneyUnit::WanYuan));
        format!("{printed}万元")
    }

    fn share(&mut self, kind: Kind, part: Money, whole: Money) -> String {
        let printed = self.note(kind, part.percent_of(whole).unwrap_or_else(|| "0.00".to_owned()));
        format!("{printed}%")
    }

    /// 增加5.00万元，增长2.00%
    fn change(&mut self, now: Money, before: Money) -> String {
        let (verb, rate) = if now < before { ("减少", "下降") } else { ("增加", "增长") };
        let change = (now - before).abs();
        let verb = self.note(Kind::Direction, verb);
        let by = self.money(Kind::Told, change);
        let share = self.share(Kind::Rate, change, before);
        format!("{verb}{by}，{rate}{share}")
    }

    /// Writes a paragraph and notes where its figures stand.
    fn say(&mut self, text: String) {
        let part = self.told.document.parts.len();
        let mut from = 0;
        for (kind, printed) in self.pending.drain(..) {
            if let Some(at) = text.get(from..).and_then(|rest| rest.find(&printed)).map(|at| from + at) {
                from = at + printed.len();
                self.told.spots.push(Spot { part, at, printed, kind });
            }
        }
        self.told.document.text(text);
    }

    /// A heading of a part, with body and year.
    fn part(&mut self, number: &str, title: &str) {
        let Accounts { body, year, .. } = *self.accounts;
        let part = self.told.document.parts.len();
        let year = year.to_string();
        self.told.spots.push(Spot { part, at: body.len(), printed: year.clone(), kind: Kind::Year });
        self.told.spots.push(Spot { part, at: 0, printed: body.to_owned(), kind: Kind::Body });
        self.told.document.heading("", 1, number, format!("{body}{year}年度部门决算{title}"));
    }

    fn front(&mut self) {
        let Accounts { body, year, .. } = *self.accounts;
        let document = &mut self.told.document;
        document.neutral(format!("{body}{year}年度部门决算"));
        document.heading("", 1, "第一部分", format!("{body}概况"));
        document.heading("", 2, "一、", "主要职责");
        document.text("拟订本地区有关规划并组织落实，承担日常管理和服务工作。");
        document.heading("", 2, "二、", "机构设置");
        document.text("内设办公室、业务股等股室，没有下属单位。");
    }

    fn tables(&mut self) {
        self.part("第二部分", "表");
        let zero = self.chance.pick(&[Zero::Point, Zero::Blank, Zero::Dash, Zero::Integer]).copied();
        let style = Style {
            family: if self.chance.happens(50) { Family::Panels } else { Family::Lists },
            zero: zero.unwrap_or_default(),
            grouped: self.chance.happens(30),
            ..Style::default()
        };
        for (at, (table, title)) in TITLES.into_iter().enumerate() {
            let document = &mut self.told.document;
            document.heading("", 2, "", title);
            document.line(format!("公开{:02}表", at + 1));
            document.line(format!("单位：{}", style.unit.name()));
            document.table(form(table, self.accounts, style)).blanks(1);
            let empty = match table {
                "Z07" => self.accounts.spent_of(Fund::Government) == Money::ZERO,
                "Z08" => self.accounts.spent_of(Fund::StateCapital) == Money::ZERO,
                _ => false,
            };
            if empty {
                document.line(format!("注：本年没有这项收入和支出，《{title}》无数据。"));
            }
        }
    }

    fn totals(&mut self) {
        let accounts = self.accounts;
        let (year, body) = (accounts.year, accounts.body);
        self.told.document.heading("", 2, "一、", "收入支出决算总体情况说明");
        let total = self.money(Kind::Amount, accounts.grand_total());
        let change = self.change(accounts.grand_total(), accounts.previous_total);
        self.say(format!(
            "{body}{year}年度收入支出总计{total}，与{}年度相比{change}，主要是项目有增减。",
            year - 1
        ));
        self.told.document.heading("", 2, "二、", "收入决算情况说明");
        let received = self.money(Kind::Amount, accounts.received());
        let granted = accounts.received() - accounts.received_of(Fund::Own);
        let part = self.money(Kind::Amount, granted);
        let share = self.share(Kind::Share, granted, accounts.received());
        self.say(format!("本年收入合计{received}，其中：财政拨款收入{part}，占{share}。"));
        self.told.document.heading("", 2, "三、", "支出决算情况说明");
        let basic = accounts.sum(|item| item.basic, |_| true);
        let spent = self.money(Kind::Amount, accounts.spent());
        let (first, of_first) = self.part_of(basic, accounts.spent());
        let (second, of_second) = self.part_of(accounts.spent() - basic, accounts.spent());
        self.say(format!(
            "本年支出合计{spent}，其中：基本支出{first}，占{of_first}；项目支出{second}，占{of_second}。"
        ));
    }

    fn part_of(&mut self, part: Money, whole: Money) -> (String, String) {
        (self.money(Kind::Amount, part), self.share(Kind::Share, part, whole))
    }

    fn appropriation(&mut self) {
        let accounts = self.accounts;
        let own = accounts.received_of(Fund::Own) + accounts.opening.own + accounts.used_surplus;
        let total = accounts.grand_total() - own;
        let before = Money(total.0 / 1000 * self.chance.between(810, 1190));
        self.told.document.heading("", 2, "四、", "财政拨款收入支出决算总体情况说明");
        let amount = self.money(Kind::Amount, total);
        let change = self.change(total, before);
        let (body, year) = (accounts.body, accounts.year);
        self.say(format!("{body}{year}年度财政拨款收入支出总计{amount}，比上年{change}，主要是拨款有增减。"));
    }

    fn items(&mut self) {
        let accounts = self.accounts;
        let spent = accounts.spent_of(Fund::General);
        self.told.document.heading("", 2, "五、", "一般公共预算财政拨款支出决算情况说明");
        self.told.document.heading("", 3, "（一）", "总体情况");
        let amount = self.money(Kind::Amount, spent);
        let share = self.share(Kind::Share, spent, accounts.spent());
        self.say(format!("一般公共预算财政拨款支出{amount}，占本年支出合计的{share}。"));
        self.told.document.heading("", 3, "（二）", "结构情况");
        let amount = self.money(Kind::Amount, spent);
        let mut text = format!("一般公共预算财政拨款支出{amount}，用在下列方面：");
        let general = |item: &Item| item.fund == Fund::General;
        let classes: Vec<&str> = accounts.codes(general).into_iter().filter(|code| code.len() == 3).collect();
        for (at, class) in classes.iter().enumerate() {
            let of_class = accounts.sum(Item::spent, |item| general(item) && item.code.starts_with(class));
            let (part, share) = self.part_of(of_class, spent);
            let end = if at + 1 == classes.len() { "。" } else { "；" };
            text += &format!("{}（类）{part}，占{share}{end}", function_name(class));
        }
        self.say(text);
        self.told.document.heading("", 3, "（三）", "具体情况");
        self.each_item();
        self.told.document.heading("", 2, "六、", "一般公共预算财政拨款基本支出决算情况说明");
        let basic = self.money(Kind::Amount, accounts.basic());
        let personnel = self.money(Kind::Amount, accounts.personnel());
        let running = self.money(Kind::Amount, accounts.running());
        self.say(format!(
            "一般公共预算财政拨款基本支出{basic}，其中：人员经费{personnel}，包括工资、社会保险等；公用经费{running}，包括办公费、差旅费等。"
        ));
    }

    fn each_item(&mut self) {
        let of_general = |item: &&Item| item.fund == Fund::General && item.spent() > Money::ZERO;
        let items: Vec<Item> = self.accounts.items.iter().filter(of_general).copied().collect();
        let budgets: Vec<Money> = items
            .iter()
            .map(|item| {
                Money((item.spent().0 / 100 * self.chance.between(70, 125)).max(10_000) / 10_000 * 10_000)
            })
            .collect();
        let (whole, spent): (Money, Money) =
            (budgets.iter().copied().sum(), items.iter().map(Item::spent).sum());
        let budget = self.money(Kind::Told, whole);
        let amount = self.money(Kind::Amount, spent);
        let rate = self.share(Kind::Completion, spent, whole);
        self.say(format!(
            "一般公共预算财政拨款支出年初预算为{budget}，支出决算为{amount}，完成年初预算的{rate}。其中："
        ));
        for (at, (item, budget)) in items.iter().zip(budgets).enumerate() {
            self.item(at + 1, item, budget);
        }
    }

    /// What was planned for an item and spent on it, below its number and name.
    fn item(&mut self, number: usize, item: &Item, budget: Money) {
        let class = function_name(item.code.get(..3).unwrap_or(""));
        let section = function_name(item.code.get(..5).unwrap_or(""));
        let section = self.note(Kind::Section, section);
        let (planned, spent) = (self.money(Kind::Told, budget), self.money(Kind::Amount, item.spent()));
        let rate = self.share(Kind::Completion, item.spent(), budget);
        // what is printed is compared, not what was rounded away
        let in_unit = |money: Money| (money.0 + 5_000) / 10_000;
        let order = match in_unit(item.spent()).cmp(&in_unit(budget)) {
            std::cmp::Ordering::Equal => "决算数与年初预算数持平".to_owned(),
            order => {
                let word = if order.is_gt() { "大于" } else { "小于" };
                let word = self.note(Kind::Order, word);
                format!("决算数{word}年初预算数的主要原因是人员和工作有变动")
            }
        };
        self.told.items.push(self.told.document.parts.len());
        self.say(format!(
            "{number}.{class}（类）{section}（款）{}（项）。年初预算为{planned}，支出决算为{spent}，完成年初预算的{rate}。{order}。",
            function_name(item.code),
        ));
    }

    fn public(&mut self) {
        let (budget, spent) = (self.accounts.public_budget, self.accounts.public_final);
        self.told.document.heading("", 2, "七、", "财政拨款“三公”经费支出决算情况说明");
        let planned = self.money(Kind::Amount, budget.total());
        let total = self.money(Kind::Amount, spent.total());
        let rate = self.share(Kind::Completion, spent.total(), budget.total());
        self.say(format!("“三公”经费财政拨款支出预算为{planned}，支出决算为{total}，完成预算的{rate}。"));
        self.say("1.因公出国（境）费支出0.00万元。全年成行因公出国（境）团组0个，累计0人次。".to_owned());
        let cars = self.money(Kind::Amount, spent.cars());
        let running = self.money(Kind::Amount, spent.car_running);
        let kept = 2 + self.chance.below(7);
        self.say(format!(
            "2.公务用车购置及运行维护费支出{cars}。其中：公务用车购置支出0.00万元，购置公务用车0辆；公务用车运行维护支出{running}，年末公务用车保有量{kept}辆。"
        ));
        let (parties, guests) = (3 + self.chance.below(20), 40 + self.chance.below(200));
        let reception = self.money(Kind::Amount, spent.reception);
        self.say(format!(
            "3.公务接待费支出{reception}，都是国内公务接待，共接待{parties}批次、{guests}人次。"
        ));
        self.told.document.heading("", 2, "八、", "政府性基金预算财政拨款收入支出决算情况说明");
        let fund = self.accounts.spent_of(Fund::Government);
        if fund == Money::ZERO {
            self.say("本年没有政府性基金预算财政拨款收入和支出。".to_owned());
        } else {
            let amount = self.money(Kind::Amount, fund);
            self.say(format!("政府性基金预算财政拨款支出{amount}，用于社会福利方面的彩票公益金项目。"));
            let of_fund = self.accounts.items.iter().filter(|item| item.fund == Fund::Government);
            for (at, item) in of_fund.enumerate() {
                let budget = Money(
                    (item.spent().0 / 100 * self.chance.between(70, 125)).max(10_000) / 10_000 * 10_000,
                );
                self.item(at + 1, item, budget);
            }
        }
        self.told.document.heading("", 2, "九、", "国有资本经营预算财政拨款支出决算情况说明");
        self.say("本年没有国有资本经营预算财政拨款支出。".to_owned());
    }

    fn others(&mut self) {
        let running = self.accounts.running();
        self.told.document.heading("", 2, "十、", "其他重要事项的情况说明");
        self.told.document.heading("", 3, "（一）", "机关运行经费支出情况");
        let amount = self.money(Kind::Amount, running);
        let before = Money(running.0 / 1000 * self.chance.between(850, 1150));
        let change = self.change(running, before);
        self.say(format!("机关运行经费支出{amount}，比上年{change}。"));
        self.told.document.heading("", 3, "（二）", "政府采购支出情况");
        let [goods, works, services] =
            [9_000, 50_000, 30_000].map(|most| Money::yuan(self.chance.between(10, most) * 100));
        let total = self.money(Kind::Told, goods + works + services);
        let goods = self.money(Kind::Told, goods);
        let works = self.money(Kind::Told, works);
        let services = self.money(Kind::Told, services);
        self.say(format!(
            "政府采购支出总额{total}，其中：政府采购货物支出{goods}、政府采购工程支出{works}、政府采购服务支出{services}。"
        ));
        self.told.document.heading("", 3, "（三）", "国有资产占用情况");
        let year = self.note(Kind::Year, self.accounts.year.to_string());
        let (first, second) = (1 + self.chance.below(8), 1 + self.chance.below(5));
        let all = self.note(Kind::Count, format!("{}辆", first + second));
        self.say(format!(
            "截至{year}年12月31日，共有车辆{all}，其中：机要通信用车{first}辆、其他用车{second}辆；单价100万元以上设备0台（套）。"
        ));
        self.told.document.heading("", 3, "（四）", "预算绩效管理情况");
        self.say("按要求对项目开展了绩效自评，结果用于下一年度的预算安排。".to_owned());
    }
}

/// The text of a part, to be changed.
pub(super) fn text_of(part: &mut Part) -> Option<&mut String> {
    match part {
        Part::Text { text, .. } => Some(text),
        Part::Heading(heading) => Some(&mut heading.title),
        _ => None,
    }
}
