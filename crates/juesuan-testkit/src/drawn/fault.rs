//! Faults of people who write accounts, planted into a document that has none.

use super::told::text_of;
use super::{Chance, Kind, Spot, Told};
use crate::document::Part;
use crate::grid::Role;

/// A kind of fault: its name and the rules that tell of it without citing its place.
#[derive(Copy, Clone, Debug)]
pub struct Planting {
    /// What it is called.
    pub name: &'static str,
    /// Rules that find it, where it has no characters of its own.
    pub rules: &'static [&'static str],
    how: How,
}

#[derive(Copy, Clone, Debug)]
enum How {
    /// A digit of a figure of the text is another one.
    Digit(Kind),
    /// A word is its opposite.
    Swap(Kind, [(&'static str, &'static str); 2]),
    /// A year is another one.
    YearBefore,
    /// A digit of a year is lost.
    YearCut,
    /// 万 is lost behind an amount.
    Unit,
    /// The sign behind a share is lost.
    Sign,
    /// A figure is still to be filled in.
    LeftOver,
    /// The section of an item is another one's.
    Section,
    /// The body of a heading is another one.
    Body,
    /// A digit of a figure in a table is another one.
    Cell,
    /// Figures of a column stand a row lower than they should.
    Moved,
    /// A table is missing.
    NoTable,
    /// An item is not explained.
    NoItem,
    /// A number of a telephone is published.
    Personal,
}

/// A fault that was planted.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its kind.
    pub planting: &'static Planting,
    /// The characters that stand where it is; empty where something is missing.
    pub printed: String,
    /// Other characters that are wrong for the same reason.
    pub others: Vec<String>,
}

const fn of(name: &'static str, how: How, rules: &'static [&'static str]) -> Planting {
    Planting { name, rules, how }
}

/// All kinds of faults.
pub const KINDS: [Planting; 19] = [
    of("digit of an amount in the text", How::Digit(Kind::Amount), &[]),
    of("digit of an amount of the text alone", How::Digit(Kind::Told), &[]),
    of("digit of a share", How::Digit(Kind::Share), &[]),
    of("digit of a rate of change", How::Digit(Kind::Rate), &[]),
    of("digit of a completion rate", How::Digit(Kind::Completion), &[]),
    of("digit of a count", How::Digit(Kind::Count), &[]),
    of("direction of a change", How::Swap(Kind::Direction, [("增加", "减少"), ("减少", "增加")]), &[]),
    of("more for less than budgeted", How::Swap(Kind::Order, [("大于", "小于"), ("小于", "大于")]), &[]),
    of("year of another account", How::YearBefore, &["JS823"]),
    of("year without a digit", How::YearCut, &["JS823"]),
    of("元 for 万元", How::Unit, &[]),
    of("share without its sign", How::Sign, &[]),
    of("left-over", How::LeftOver, &["JS401"]),
    of("section of another item", How::Section, &[]),
    of("body of a heading", How::Body, &["JS824", "JS810"]),
    of("digit in a table", How::Cell, &[]),
    of("column moved by a row", How::Moved, &[]),
    of("table missing", How::NoTable, &["JS701"]),
    of("item not explained", How::NoItem, &["JS303", "JS412", "JS421", "JS422", "JS418"]),
];

/// Personal data is a kind of its own: nothing was there before.
pub const PERSONAL: Planting = of("telephone number", How::Personal, &["JS825"]);

/// Plants a fault of a kind; `None` where the document has no place for it.
pub fn plant(told: &mut Told, planting: &'static Planting, chance: &mut Chance) -> Option<Fault> {
    let printed = match planting.how {
        How::Digit(kind) => at_spot(told, kind, chance, |spot, chance| other_digit(&spot.printed, chance)),
        How::Swap(kind, pairs) => at_spot(told, kind, chance, |spot, _| {
            pairs.iter().find(|(from, _)| *from == spot.printed).map(|(_, to)| (*to).to_owned())
        }),
        How::YearBefore => at_spot(told, Kind::Year, chance, |spot, _| {
            spot.printed.parse::<u16>().ok().map(|year| (year - 1).to_string())
        }),
        How::YearCut => at_spot(told, Kind::Year, chance, |spot, _| Some(spot.printed.get(..3)?.to_owned())),
        How::LeftOver => at_spot(told, Kind::Count, chance, |_, _| Some("XX辆".to_owned())),
        How::Section => section(told, chance),
        How::Body => at_spot(told, Kind::Body, chance, |spot, _| {
            // the county or the district is lost
            let start = spot.printed.find(['县', '市', '区']).map(|at| at + '县'.len_utf8())?;
            Some(spot.printed.get(start..)?.to_owned())
        }),
        How::Unit => behind(told, Kind::Amount, chance, "万元", "元"),
        How::Sign => behind(told, Kind::Share, chance, "%", ""),
        How::Cell => cell(told, chance),
        How::Moved => moved(told, chance),
        How::NoTable => without_table(told, chance).map(|()| String::new()),
        How::NoItem => without_item(told, chance).map(|()| String::new()),
        How::Personal => {
            let number = format!("139{:08}", chance.below(100_000_000));
            told.document.text(format!("联系人手机：{number}。"));
            Some(number)
        }
    }?;
    let others = match planting.how {
        How::Moved => printed.split('|').skip(1).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let printed =
        if others.is_empty() { printed } else { printed.split('|').next().unwrap_or("").to_owned() };
    Some(Fault { planting, printed, others })
}

/// Changes a spot of a kind and gives what stands there then.
fn at_spot(
    told: &mut Told,
    kind: Kind,
    chance: &mut Chance,
    spoil: impl Fn(&Spot, &mut Chance) -> Option<String>,
) -> Option<String> {
    let spots: Vec<usize> = (0..told.spots.len())
        .filter(|at| told.spots.get(*at).is_some_and(|spot| spot.kind == kind))
        .collect();
    let spot = told.spots.get(*chance.pick(&spots)?)?.clone();
    let changed = spoil(&spot, chance)?;
    replace(told, &spot, spot.at..spot.at + spot.printed.len(), &changed)?;
    // words alone are no place that can be found again
    let is_word = matches!(kind, Kind::Direction | Kind::Order);
    let text = text_of(told.document.parts.get_mut(spot.part)?)?;
    Some(if is_word { around(text, spot.at) } else { changed })
}

/// A word with the characters around it.
fn around(text: &str, at: usize) -> String {
    text.get(at..).unwrap_or("").chars().take(8).collect()
}

/// Puts other characters in place of a range of a text.
fn replace(told: &mut Told, spot: &Spot, range: std::ops::Range<usize>, with: &str) -> Option<()> {
    let text = text_of(told.document.parts.get_mut(spot.part)?)?;
    text.get(range.clone())?;
    let (grown, end) = (with.len(), range.end);
    let replaced = range.len();
    text.replace_range(range, with);
    told.spots.retain(|other| other.part != spot.part || other.at != spot.at);
    for other in told.spots.iter_mut().filter(|other| other.part == spot.part && other.at >= end) {
        other.at = other.at + grown - replaced;
    }
    Some(())
}

/// Changes what stands behind a figure.
fn behind(told: &mut Told, kind: Kind, chance: &mut Chance, was: &str, is: &str) -> Option<String> {
    let spots: Vec<Spot> = told.spots.iter().filter(|spot| spot.kind == kind).cloned().collect();
    let spot = chance.pick(&spots)?.clone();
    let end = spot.at + spot.printed.len();
    let text = text_of(told.document.parts.get_mut(spot.part)?)?;
    text.get(end..)?.starts_with(was).then_some(())?;
    // an amount of nothing is nothing in any unit
    spot.printed.contains(|c: char| ('1'..='9').contains(&c)).then_some(())?;
    replace(told, &spot, end..end + was.len(), is)?;
    Some(spot.printed)
}

/// Another digit in a number, none behind the point where there are two: rounding could explain it.
fn other_digit(printed: &str, chance: &mut Chance) -> Option<String> {
    let whole = printed.find('.').unwrap_or(printed.len());
    let digits: Vec<usize> =
        printed.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let digits: Vec<usize> = digits.into_iter().filter(|at| *at <= whole + 1).collect();
    let at = *chance.pick(&digits)?;
    let old = printed.get(at..=at)?.parse::<usize>().ok()?;
    let mut new = (old + 1 + chance.below(8)) % 10;
    if at == 0 && new == 0 {
        new = if old == 9 { 8 } else { 9 };
    }
    let mut changed = printed.to_owned();
    changed.replace_range(at..=at, &new.to_string());
    (changed != printed).then_some(changed)
}

fn section(told: &mut Told, chance: &mut Chance) -> Option<String> {
    let names: Vec<String> = told
        .spots
        .iter()
        .filter(|spot| spot.kind == Kind::Section)
        .map(|spot| spot.printed.clone())
        .collect();
    at_spot(told, Kind::Section, chance, |spot, chance| {
        let others: Vec<&String> = names.iter().filter(|name| **name != spot.printed).collect();
        chance.pick(&others).map(|name| (*name).clone())
    })
}

/// The tables with their places in the document.
fn tables(told: &Told) -> Vec<usize> {
    let parts = told.document.parts.iter().enumerate();
    parts.filter(|(_, part)| matches!(part, Part::Table(_))).map(|(at, _)| at).collect()
}

fn cell(told: &mut Told, chance: &mut Chance) -> Option<String> {
    let tables = tables(told);
    // 01 to 06: others are often empty
    let at = *tables.get(chance.below(6))?;
    let Some(Part::Table(grid)) = told.document.parts.get_mut(at) else { return None };
    let mut cells: Vec<&mut crate::grid::Cell> = grid
        .rows
        .iter_mut()
        .flat_map(|row| &mut row.cells)
        .filter(|cell| matches!(cell.role, Role::Figure(_)))
        .filter(|cell| cell.text.contains(|c: char| ('1'..='9').contains(&c)))
        .collect();
    let index = chance.below(cells.len());
    let cell = cells.get_mut(index)?;
    cell.text = other_digit(&cell.text, chance)?;
    Some(cell.text.clone())
}

/// Moves the figures of a column of 支出决算表 down by a row, below the total.
fn moved(told: &mut Told, chance: &mut Chance) -> Option<String> {
    let tables = tables(told);
    let at = *tables.get(2 + 2 * chance.below(2))?;
    let Some(Part::Table(grid)) = told.document.parts.get_mut(at) else { return None };
    let column = grid.width().checked_sub(if chance.happens(50) { 1 } else { 2 })?;
    let rows = grid.rows.len();
    let from = 1 + chance.below(rows.saturating_sub(4));
    let texts: Vec<String> =
        grid.rows.iter().map(|row| row.cells.get(column).map_or("", |cell| &cell.text).to_owned()).collect();
    let is_figure = |text: &str| text.contains(|c: char| ('1'..='9').contains(&c));
    let moving = texts.get(from..rows - 1)?;
    let told_apart = moving.iter().filter(|text| is_figure(text)).count() > 2
        && moving.first() != texts.get(from - 1)
        && moving.iter().collect::<std::collections::BTreeSet<_>>().len() > 2;
    told_apart.then_some(())?;
    let figures: Vec<&str> = moving.iter().filter(|text| is_figure(text)).map(String::as_str).collect();
    let first = figures.join("|");
    for (row, text) in grid.rows.iter_mut().skip(from + 1).zip(moving) {
        row.cells.get_mut(column)?.text.clone_from(text);
    }
    grid.rows.get_mut(from)?.cells.get_mut(column)?.text = String::new();
    Some(first)
}

/// Takes a table out, with the heading and the lines above it.
fn without_table(told: &mut Told, chance: &mut Chance) -> Option<()> {
    let tables = tables(told);
    // of those that cannot be empty
    let at = *tables.get(chance.below(6))?;
    let heading = (0..at).rev().find(|at| matches!(told.document.parts.get(*at), Some(Part::Heading(_))))?;
    told.document.parts.drain(heading..=at);
    let taken = at + 1 - heading;
    told.spots.iter_mut().filter(|spot| spot.part > at).for_each(|spot| spot.part -= taken);
    told.items.iter_mut().filter(|item| **item > at).for_each(|item| *item -= taken);
    Some(())
}

fn without_item(told: &mut Told, chance: &mut Chance) -> Option<()> {
    let at = *chance.pick(&told.items)?;
    if let Some(text) = told.document.parts.get_mut(at).and_then(text_of) {
        text.clear();
        "这一项的说明在附件中。".clone_into(text);
    }
    told.spots.retain(|spot| spot.part != at);
    told.items.retain(|item| *item != at);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::{accounts, tell};
    use super::*;

    #[test]
    fn every_kind_finds_a_place_and_leaves_a_trace() {
        for planting in KINDS.iter().chain([&PERSONAL]) {
            let found = (0..20_u64).any(|seed| {
                let mut chance = Chance::new(seed);
                let accounts = accounts(&mut chance);
                let sound = tell(&accounts, &mut chance);
                let mut told = sound.clone();
                let fault = plant(&mut told, planting, &mut chance);
                let changed = told.document != sound.document;
                assert_eq!(fault.is_some(), changed, "{}", planting.name);
                changed
            });
            assert!(found, "{}", planting.name);
        }
    }

    #[test]
    fn one_seed_gives_one_document() {
        let drawn = |seed| {
            let mut chance = Chance::new(seed);
            let accounts = accounts(&mut chance);
            tell(&accounts, &mut chance).document
        };
        assert_eq!(drawn(7), drawn(7));
        assert_ne!(drawn(7), drawn(8));
    }
}
