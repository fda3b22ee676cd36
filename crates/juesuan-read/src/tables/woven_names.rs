//! Names of rows that stand in the rows beside them: the end of a long name goes to the row below, or the pieces of two
//! names are woven into one another. Where codes say which names these are, and the letters of all of them are there and
//! no others, each row gets its own name back.

use juesuan_model::{Code, Item, Repair, Row, TableParts};
use juesuan_source::TextMap;
use juesuan_source::chars::fold;

use crate::tuning::TUNING;

/// Gives the rows of all tables their names back, and tells what was changed.
pub(super) fn part(tables: &mut [TableParts], year: Option<u16>) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let usual = |row: &Row| row.code.and_then(|code| code.usual_name(year));
    for rows in tables.iter_mut().map(|table| &mut table.rows) {
        repairs.extend(rows.iter_mut().filter_map(|row| take_code(row, year)));
        part_by(rows, usual, &mut repairs);
    }
    // what has its usual name keeps it, whatever other tables print
    let is_open = |row: &Row| row.code.is_some() && !usual(row).is_some_and(|name| is_same(name, &row.label));
    if tables.iter().flat_map(|table| &table.rows).any(is_open) {
        let printed = PrintedNames::of(tables);
        for table in tables {
            let name = |row: &Row| printed.name(row).filter(|_| is_open(row));
            part_by(&mut table.rows, name, &mut repairs);
        }
    }
    repairs
}

/// Takes the last digits of a code out of the name in which a narrow cell left them: 201 and 其他组织3299事务支出. The name of
/// the whole code says that they are its digits.
fn take_code(row: &mut Row, year: Option<u16>) -> Option<Repair> {
    let class = row.code?;
    let at = row.label.find(|c: char| c.is_ascii_digit())?;
    let rest = row.label.get(at..)?;
    let digits = rest.get(..rest.bytes().take_while(u8::is_ascii_digit).count())?;
    let name = [row.label.get(..at)?, rest.get(digits.len()..)?].concat();
    let code = Code::new(&format!("{class}{digits}")).ok()?;
    let usual = code.usual_name(year).filter(|usual| is_same(usual, &name))?;
    let repair = Repair {
        kind: "read_code".into(),
        line: row.line,
        printed: format!("{class} {}", row.label),
        read_as: format!("{code} {usual}"),
        reason: "科目代码的末几位夹在名称里，按科目名称还原".into(),
        places: Vec::new(),
    };
    let is_its = row.item == Some(Item::from(class));
    let whole = std::mem::take(row).with_code(&code.to_string());
    *row = Row { label: usual.to_owned(), ..whole };
    if is_its {
        row.item = Some(Item::from(code));
    }
    Some(repair)
}

/// The names that a document prints for its codes.
struct PrintedNames(TextMap<Code, Vec<(String, usize)>>);

impl PrintedNames {
    fn of(tables: &[TableParts]) -> Self {
        let mut names: TextMap<Code, Vec<(String, usize)>> = TextMap::default();
        for row in tables.iter().flat_map(|table| &table.rows).filter(|row| !row.label.is_empty()) {
            let Some(code) = row.code else { continue };
            let of_code = names.entry(code).or_default();
            if let Some((_, count)) = of_code.iter_mut().find(|(name, _)| *name == row.label) {
                *count += 1;
            } else if of_code.len() < TUNING.woven_names.spellings {
                of_code.push((row.label.clone(), 1));
            }
        }
        Self(names)
    }

    /// The name that most rows with this code have; of two as frequent ones that which the row does not have.
    fn name(&self, row: &Row) -> Option<&str> {
        let names = self.0.get(&row.code?)?;
        let most = names.iter().max_by_key(|(name, count)| (*count, *name != row.label))?;
        Some(most.0.as_str())
    }
}

/// A row that is not called as its code is.
struct Misnamed<'n> {
    at: usize,
    name: &'n str,
}

/// Names rows by their codes, some neighbours at a time.
fn part_by<'n>(rows: &mut [Row], name: impl Fn(&Row) -> Option<&'n str>, repairs: &mut Vec<Repair>) {
    let misnamed: Vec<Misnamed<'n>> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some(Misnamed { at, name: name(row)? }))
        .filter(|one| !is_same(one.name, &rows[one.at].label))
        .collect();
    let mut from = 0;
    while from < misnamed.len() {
        let woven = (1..=TUNING.woven_names.rows)
            .filter_map(|count| misnamed.get(from..from + count))
            .find(|some| are_near(some) && is_woven(rows, some));
        let Some(some) = woven else {
            from += 1;
            continue;
        };
        for one in some {
            let row = &mut rows[one.at];
            repairs.push(repair(row, one.name));
            one.name.clone_into(&mut row.label);
        }
        from += some.len();
    }
}

/// Whether each of the rows stands near the one before it: forms of several sides have rows of other sides between them.
fn are_near(some: &[Misnamed<'_>]) -> bool {
    some.windows(2).all(|pair| pair[1].at - pair[0].at <= TUNING.woven_names.near)
}

/// Whether the names of some rows have together the letters that are printed there. Whole names that changed places are
/// the document's own fault, and so are letters that changed places within a name, unless its end stands in front.
fn is_woven(rows: &[Row], some: &[Misnamed<'_>]) -> bool {
    if let [one] = some {
        return begins_with_its_end(&rows[one.at].label, one.name);
    }
    let (mut printed, mut meant) = (Vec::new(), Vec::new());
    for one in some {
        printed.extend(letters(&rows[one.at].label));
        meant.extend(letters(one.name));
    }
    printed.sort_unstable();
    meant.sort_unstable();
    let is_whole = |label: &str| some.iter().any(|one| is_same(one.name, label));
    printed == meant && some.iter().any(|one| !is_whole(&rows[one.at].label))
}

/// Whether the last letters of a name stand in front of the others.
fn begins_with_its_end(label: &str, name: &str) -> bool {
    let (label, name): (String, String) = (letters(label).collect(), letters(name).collect());
    let mut ends = name.char_indices().map(|(at, _)| name.split_at(at));
    label.len() == name.len()
        && ends.any(|(start, end)| label.strip_prefix(end).is_some_and(|rest| rest == start))
}

/// Whether two names have the same letters; most are printed as they are in the list.
fn is_same(name: &str, label: &str) -> bool {
    name == label || letters(name).eq(letters(label))
}

/// What is compared of names: neither blanks nor brackets nor marks.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().map(fold).filter(|c| c.is_alphanumeric())
}

fn repair(row: &Row, name: &str) -> Repair {
    Repair {
        kind: "parted_names".into(),
        line: row.line,
        printed: row.label.clone(),
        read_as: name.to_owned(),
        reason: "相邻各行的名称交错，按科目代码分开".into(),
        places: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::Row;

    use super::{part_by, take_code};

    /// What rows are called after their names were parted, by a list of codes and names.
    fn parted(printed: &[(&str, &str)], names: &[(&str, &'static str)]) -> Vec<String> {
        let mut rows: Vec<Row> =
            printed.iter().map(|(code, label)| Row::new(*label, 1).with_code(code)).collect();
        let name = |row: &Row| {
            let code = row.code_text();
            names.iter().find(|(of, _)| *of == code).map(|(_, name)| *name)
        };
        let mut repairs = Vec::new();
        part_by(&mut rows, name, &mut repairs);
        rows.into_iter().map(|row| row.label).collect()
    }

    const NAMES: &[(&str, &str)] = &[("20108", "审计事务"), ("2010801", "行政运行"), ("2010804", "审计业务")];

    #[test]
    fn the_end_of_a_name_goes_back_to_its_row() {
        let printed = &[("20108", "审计"), ("2010801", "事务行政运行"), ("2010804", "审计业务")];
        assert_eq!(parted(printed, NAMES), ["审计事务", "行政运行", "审计业务"]);
    }

    #[test]
    fn letters_of_three_rows_are_parted_together() {
        let printed = &[("20108", "审"), ("2010801", "计事行政"), ("2010804", "务运行审计业务")];
        assert_eq!(parted(printed, NAMES), ["审计事务", "行政运行", "审计业务"]);
    }

    #[test]
    fn the_end_of_a_name_goes_behind_its_beginning() {
        let names = &[("2010804", "审计业务"), ("2010805", "审计管理")];
        assert_eq!(
            parted(&[("2010804", "业务审计"), ("2010805", "审管计理")], names),
            ["审计业务", "审管计理"]
        );
    }

    #[test]
    fn digits_in_a_name_are_the_end_of_its_code() {
        let read = |code: &str, label: &str| {
            let mut row = Row::new(label, 1).with_code(code);
            let taken = take_code(&mut row, None).is_some();
            (taken, row.code_text().into_owned(), row.label)
        };
        let whole = |code: &str, label: &str| (true, code.to_owned(), label.to_owned());
        assert_eq!(read("201", "其他组织3299事务支出"), whole("2013299", "其他组织事务支出"));
        assert_eq!(read("20132", "其他组织99事务支出"), whole("2013299", "其他组织事务支出"));
        assert!(!read("201", "其他组织3299事务").0);
        assert!(!read("2013299", "其他组织事务支出").0);
    }

    #[test]
    fn names_that_changed_places_stay_as_they_are() {
        let printed = &[("20108", "行政运行"), ("2010801", "审计事务")];
        assert_eq!(parted(printed, NAMES), ["行政运行", "审计事务"]);
    }

    #[test]
    fn a_letter_more_or_less_is_no_weave() {
        let printed = &[("20108", "审计"), ("2010801", "事行政运行")];
        assert_eq!(parted(printed, NAMES), ["审计", "事行政运行"]);
    }
}
