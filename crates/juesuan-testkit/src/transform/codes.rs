//! Other shapes of the code columns.

use super::sheet::{self, Sheet, is_code, tabbed};

/// How codes are printed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 类｜款｜项 in columns of their own: `208 | 05 | 05`.
    ThreeColumns,
    /// The same after a spreadsheet took the cells for numbers: `208 | 5 | 5`.
    WithoutLeadingZero,
    /// Economic codes in two columns: `301 | 01`.
    TwoColumns,
    /// In one cell with the name: `2080505机关事业单位基本养老保险缴费支出`.
    Glued,
    /// Three columns whose names 类, 款, 项 stand on the row of the total; no row of column numbers.
    HeadIsTotal,
}

/// Rewrites the tables with one code column, leftmost: by function code for all shapes, by economic code for
/// [`Shape::TwoColumns`] and [`Shape::Glued`].
pub fn rewrite(text: &str, shape: Shape) -> String {
    sheet::each(text, |sheet, _| match kind(sheet) {
        Some(kind) if fits(kind, shape) => tabbed(&reshape(sheet, shape)),
        _ => tabbed(&sheet.rows),
    })
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Kind {
    Function,
    Economic,
}

fn kind(sheet: &Sheet) -> Option<Kind> {
    if sheet.rows.iter().any(|row| row.len() != sheet.width()) {
        return None;
    }
    let columns = |row: &Vec<String>| row.iter().filter(|cell| is_code(cell)).count();
    let first = sheet.body().iter().filter_map(|row| row.first()).find(|cell| is_code(cell))?;
    // panels side by side have codes further right
    let one_column =
        sheet.body().iter().all(|row| row.iter().skip(2).all(|cell| !is_code(cell) || cell.len() < 5));
    let is_economic = first.starts_with("30") || first.starts_with("31") || first.starts_with("39");
    (one_column && sheet.body().iter().map(columns).sum::<usize>() > 0).then_some(if is_economic {
        Kind::Economic
    } else {
        Kind::Function
    })
}

fn fits(kind: Kind, shape: Shape) -> bool {
    match shape {
        Shape::Glued => true,
        Shape::TwoColumns => kind == Kind::Economic,
        _ => kind == Kind::Function,
    }
}

fn reshape(sheet: &Sheet, shape: Shape) -> Vec<Vec<String>> {
    let columns = match shape {
        Shape::Glued => 0,
        Shape::TwoColumns => 2,
        _ => 3,
    };
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for (index, row) in sheet.rows.iter().enumerate() {
        let (code, rest) =
            row.split_first().map_or(("", row.as_slice()), |(code, rest)| (code.as_str(), rest));
        let is_header = index < sheet.header;
        let is_ordinals = is_header && row.iter().any(|cell| cell == "栏次");
        if is_ordinals && shape == Shape::HeadIsTotal {
            continue;
        }
        let is_total = !is_header && code.is_empty() && index == sheet.header;
        let named = is_ordinals || (is_total && shape == Shape::HeadIsTotal);
        let levels = if named && columns > 0 { &["类", "款", "项"][..columns] } else { &[] };
        rows.push(match shape {
            Shape::Glued => glue(code, rest),
            _ if !levels.is_empty() => {
                let rest = if is_ordinals && code == "栏次" { ordinals(rest) } else { rest.to_vec() };
                levels.iter().map(|&level| level.to_owned()).chain(rest).collect()
            }
            _ if is_header => {
                let covered = std::iter::repeat_n(String::new(), columns - 1);
                std::iter::once(code.to_owned()).chain(covered).chain(rest.iter().cloned()).collect()
            }
            _ => {
                split(code, columns, shape == Shape::WithoutLeadingZero).chain(rest.iter().cloned()).collect()
            }
        });
    }
    rows
}

/// The word 栏次 goes to the column of names when the code column is needed for 类, 款, 项.
fn ordinals(rest: &[String]) -> Vec<String> {
    let mut rest = rest.to_vec();
    if let Some(name) = rest.first_mut() {
        "栏次".clone_into(name);
    }
    rest
}

fn glue(code: &str, rest: &[String]) -> Vec<String> {
    let (name, figures) = rest.split_first().map_or(("", rest), |(name, figures)| (name.as_str(), figures));
    let joined = if code == name { code.to_owned() } else { format!("{code}{name}") };
    std::iter::once(joined).chain(figures.iter().cloned()).collect()
}

/// `2080505` → `208`, `05`, `05`.
fn split(code: &str, columns: usize, drop_zero: bool) -> impl Iterator<Item = String> {
    let part = |range: std::ops::Range<usize>| code.get(range).unwrap_or("").to_owned();
    let mut parts = vec![part(0..3.min(code.len())), part(3..5), part(5..7)];
    parts.truncate(columns);
    if drop_zero {
        for part in parts.iter_mut().skip(1) {
            if let Some(short) = part.strip_prefix('0') {
                *part = short.to_owned();
            }
        }
    }
    parts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "项目\t\t合计\n科目编码\t科目名称\t\n\t栏次\t1\n\t合计\t7.00\n208\t社会保障和就业支出\t7.00\n\
        2080505\t养老保险缴费支出\t7.00\n";

    #[test]
    fn shapes() {
        expect_test::expect![[r#"
            项目				合计
            科目编码			科目名称	
            类	款	项	栏次	1
            			合计	7.00
            208			社会保障和就业支出	7.00
            208	05	05	养老保险缴费支出	7.00
        "#]]
        .assert_eq(&rewrite(TABLE, Shape::ThreeColumns));
        expect_test::expect![[r#"
            项目				合计
            科目编码			科目名称	
            类	款	项	合计	7.00
            208			社会保障和就业支出	7.00
            208	05	05	养老保险缴费支出	7.00
        "#]]
        .assert_eq(&rewrite(TABLE, Shape::HeadIsTotal));
        expect_test::expect![[r#"
            项目	合计
            科目编码科目名称	
            栏次	1
            合计	7.00
            208社会保障和就业支出	7.00
            2080505养老保险缴费支出	7.00
        "#]]
        .assert_eq(&rewrite(TABLE, Shape::Glued));
    }
}
