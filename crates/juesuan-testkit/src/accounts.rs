//! The accounts of an invented body: what was received and spent, from which all forms are printed.
//!
//! Only the smallest items are given; every total is their sum, so that all identities of the forms hold.

use std::collections::BTreeSet;

use crate::codes;
use crate::money::Money;

/// The budget from which an item was paid.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Fund {
    /// 一般公共预算财政拨款
    #[default]
    General,
    /// 政府性基金预算财政拨款
    Government,
    /// 国有资本经营预算财政拨款
    StateCapital,
    /// Money that is no 财政拨款.
    Own,
}

/// What was received and spent under one function code of the lowest level (项).
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// 7 digits.
    pub code: &'static str,
    /// The budget it was paid from.
    pub fund: Fund,
    /// 基本支出
    pub basic: Money,
    /// 项目支出
    pub project: Money,
    /// Money received under this code beyond what was spent (less, where negative): carried to the next year.
    pub surplus: Money,
}

impl Item {
    /// What was spent.
    pub fn spent(&self) -> Money {
        self.basic + self.project
    }

    /// What was received.
    pub fn received(&self) -> Money {
        self.spent() + self.surplus
    }
}

/// 因公出国（境）, 公务用车购置, 公务用车运行, 公务接待.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicExpenses {
    /// 因公出国（境）费
    pub abroad: Money,
    /// 公务用车购置费
    pub car_purchase: Money,
    /// 公务用车运行维护费
    pub car_running: Money,
    /// 公务接待费
    pub reception: Money,
}

impl PublicExpenses {
    /// 公务用车购置及运行维护费
    pub fn cars(&self) -> Money {
        self.car_purchase + self.car_running
    }

    /// 合计
    pub fn total(&self) -> Money {
        self.abroad + self.cars() + self.reception
    }
}

/// Balances carried from the year before.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Of 一般公共预算财政拨款.
    pub general: Money,
    /// Of 政府性基金预算财政拨款.
    pub government: Money,
    /// Of 国有资本经营预算财政拨款.
    pub state_capital: Money,
    /// Of money that is no 财政拨款.
    pub own: Money,
}

/// The accounts of one body for one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accounts {
    /// Name of the body.
    pub body: &'static str,
    /// The year.
    pub year: u16,
    /// The smallest items, in the order of their codes.
    pub items: Vec<Item>,
    /// Of the own money: what is 事业收入; the rest is 其他收入.
    pub business_income: Money,
    /// Balances carried from the year before.
    pub opening: Opening,
    /// 使用非财政拨款结余
    pub used_surplus: Money,
    /// Basic expenditure of 一般公共预算 by economic code; what is left of it is 基本工资 (30101).
    pub economy: Vec<(&'static str, Money)>,
    /// 三公 as budgeted.
    pub public_budget: PublicExpenses,
    /// 三公 as spent.
    pub public_final: PublicExpenses,
    /// 收入总计 of the year before.
    pub previous_total: Money,
}

/// The code of which the rest of basic expenditure is taken to be.
const REST: &str = "30101";

impl Accounts {
    /// Sum of one measure over the items that a filter takes.
    pub fn sum(&self, measure: impl Fn(&Item) -> Money, filter: impl Fn(&Item) -> bool) -> Money {
        self.items.iter().filter(|item| filter(item)).map(measure).sum()
    }

    /// Codes of all levels that the items need, in order: 208, 20805, 2080505 …
    pub fn codes(&self, filter: impl Fn(&Item) -> bool) -> Vec<&'static str> {
        let levels = |item: &Item| [3, 5, 7].map(|digits| item.code.get(..digits).unwrap_or(item.code));
        let codes: BTreeSet<&'static str> =
            self.items.iter().filter(|item| filter(item)).flat_map(levels).collect();
        codes.into_iter().filter(|code| !codes::function_name(code).is_empty()).collect()
    }

    /// 本年支出合计
    pub fn spent(&self) -> Money {
        self.sum(Item::spent, |_| true)
    }

    /// 本年收入合计
    pub fn received(&self) -> Money {
        self.sum(Item::received, |_| true)
    }

    /// 年初结转和结余 of all money.
    pub fn opening_total(&self) -> Money {
        let Opening { general, government, state_capital, own } = self.opening;
        general + government + state_capital + own
    }

    /// 收入总计, which is also 支出总计.
    pub fn grand_total(&self) -> Money {
        self.received() + self.used_surplus + self.opening_total()
    }

    /// 年末结转和结余 of all money.
    pub fn closing_total(&self) -> Money {
        self.grand_total() - self.spent()
    }

    /// 年初 of one budget.
    pub fn opening_of(&self, fund: Fund) -> Money {
        match fund {
            Fund::General => self.opening.general,
            Fund::Government => self.opening.government,
            Fund::StateCapital => self.opening.state_capital,
            Fund::Own => self.opening.own,
        }
    }

    /// 本年收入 of one budget.
    pub fn received_of(&self, fund: Fund) -> Money {
        self.sum(Item::received, |item| item.fund == fund)
    }

    /// 本年支出 of one budget.
    pub fn spent_of(&self, fund: Fund) -> Money {
        self.sum(Item::spent, |item| item.fund == fund)
    }

    /// 年末 of one budget.
    pub fn closing_of(&self, fund: Fund) -> Money {
        self.opening_of(fund) + self.received_of(fund) - self.spent_of(fund)
    }

    /// 基本支出 of 一般公共预算财政拨款: what the form of economic codes explains.
    pub fn basic(&self) -> Money {
        self.sum(|item| item.basic, |item| item.fund == Fund::General)
    }

    /// Basic expenditure under an economic code of 3 or 5 digits.
    pub fn economic(&self, code: &str) -> Money {
        let given =
            |wanted: &str| self.economy.iter().filter(|(c, _)| c.starts_with(wanted)).map(|&(_, m)| m).sum();
        let rest = self.basic() - given("");
        given(code) + if REST.starts_with(code) { rest } else { Money::ZERO }
    }

    /// 人员经费合计: 301 and 303.
    pub fn personnel(&self) -> Money {
        self.economic("301") + self.economic("303")
    }

    /// 公用经费合计: all other economic codes.
    pub fn running(&self) -> Money {
        self.basic() - self.personnel()
    }
}
