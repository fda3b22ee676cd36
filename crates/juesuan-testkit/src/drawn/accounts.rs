//! Accounts as bodies of a county have them: social insurance of the staff, their own work, now and then a fund.

use super::Chance;
use crate::accounts::{Accounts, Fund, Item, Opening, PublicExpenses};
use crate::money::Money;

/// Invented bodies with the codes of their own work; the first is that of their basic expenditure.
const BODIES: [(&str, &[&str]); 5] = [
    ("青溪县水务局", &["2130301", "2130302", "2130305", "2130306", "2130311", "2130314"]),
    ("云台市河湖管理中心", &["2130301", "2130306", "2130311", "2130399"]),
    ("白沙区群众文化馆", &["2070109", "2070199"]),
    ("枫林县医疗保障局", &["2101501", "2101502", "2101504", "2101301"]),
    ("石桥区水旱灾害防御局", &["2130301", "2130314", "2130305", "2050803"]),
];

/// Running costs by economic code, in thousandths of basic expenditure of the body's own work.
const RUNNING: [(&str, i64); 12] = [
    ("30201", 21),
    ("30202", 4),
    ("30205", 2),
    ("30206", 8),
    ("30207", 5),
    ("30211", 12),
    ("30213", 3),
    ("30217", 1),
    ("30228", 11),
    ("30231", 16),
    ("30239", 45),
    ("31002", 6),
];

/// Draws accounts.
pub fn accounts(chance: &mut Chance) -> Accounts {
    let (body, own) = chance.pick(&BODIES).copied().unwrap_or(("青溪县水务局", &["2130301"]));
    // many bodies book whole hundreds, so that no sum is off by rounding
    let step = if chance.happens(50) { 100 } else { 1 };
    let mut amount = |first: i64, last: i64| Money(chance.between(first / step, last / step) * step * 100);
    let staff = amount(800_000, 9_000_000);
    let mut part = |code, first: i64, last: i64| {
        let basic = Money(staff.0 / 100_000 * amount(first, last).0 / 100 * 100);
        Item { code, basic, ..Item::default() }
    };
    let mut items = vec![
        part("2080501", 2_000, 6_000),
        part("2080505", 9_000, 13_000),
        part("2080506", 4_000, 6_000),
        part("2101101", 4_000, 7_000),
        part("2101103", 1_000, 2_000),
        part("2210201", 8_000, 12_000),
    ];
    let paid = items.clone();
    items.push(Item { code: own.first().copied().unwrap_or("2130301"), basic: staff, ..Item::default() });
    for code in own.iter().skip(1) {
        items.push(Item { code, project: amount(20_000, 30_000_000), ..Item::default() });
    }
    if chance.happens(30) {
        let project = Money::yuan(chance.between(3_000, 90_000) * 10);
        items.push(Item { code: "2296002", fund: Fund::Government, project, ..Item::default() });
    }
    items.sort_by_key(|item| item.code);
    let economy = economy(staff, &paid);
    let of = |code: &str| economy.iter().find(|(known, _)| *known == code).map_or(Money::ZERO, |&(_, m)| m);
    let public_final =
        PublicExpenses { car_running: of("30231"), reception: of("30217"), ..PublicExpenses::default() };
    let mut planned = |spent: Money| Money((spent.0 + spent.0 * chance.between(1, 40) / 100) / 100 * 100);
    let public_budget = PublicExpenses {
        car_running: planned(public_final.car_running),
        reception: planned(public_final.reception),
        ..PublicExpenses::default()
    };
    let mut accounts = Accounts {
        body,
        year: u16::try_from(chance.between(2019, 2024)).unwrap_or(2022),
        items,
        business_income: Money::ZERO,
        opening: Opening::default(),
        used_surplus: Money::ZERO,
        economy,
        public_budget,
        public_final,
        previous_total: Money::ZERO,
    };
    if chance.happens(50) {
        accounts.opening.general = Money::yuan(chance.between(1, 90_000) * 10);
    }
    accounts.previous_total = Money(accounts.grand_total().0 / 1000 * chance.between(780, 1240));
    accounts
}

/// Basic expenditure by its nature: what the items say of the staff, and running costs.
fn economy(staff: Money, paid: &[Item]) -> Vec<(&'static str, Money)> {
    let same = [
        ("30108", "2080505"),
        ("30109", "2080506"),
        ("30110", "2101101"),
        ("30111", "2101103"),
        ("30113", "2210201"),
        ("30302", "2080501"),
    ];
    let of_item =
        |code: &str| paid.iter().find(|item| item.code == code).map_or(Money::ZERO, |item| item.basic);
    let shares = [("30102", 210), ("30103", 160), ("30107", 70)].into_iter().chain(RUNNING);
    let amounts = shares.map(|(code, share)| (code, Money(staff.0 / 1000 * share / 10_000 * 10_000)));
    same.into_iter().map(|(economic, item)| (economic, of_item(item))).chain(amounts).collect()
}
