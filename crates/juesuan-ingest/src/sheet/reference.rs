//! References of formulas to cells and sheets.

/// How far a formula stands from where it is written, for which its relative references are moved.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) rows: i64,
    pub(super) columns: i64,
}

/// Row and column of `B12` or `$B$12`, counted from 0; those without `$` are moved.
pub(super) fn place(word: &str, shift: Shift) -> Option<(u32, u32)> {
    let (row, column) = super::address::place(word)?;
    let is_column_fixed = word.starts_with('$');
    let is_row_fixed = word.get(1..).is_some_and(|rest| rest.contains('$'));
    let moved = |number: u32, by: i64, is_fixed: bool| {
        let by = if is_fixed { 0 } else { by };
        u32::try_from(i64::from(number).checked_add(by)?).ok()
    };
    Some((moved(row, shift.rows, is_row_fixed)?, moved(column, shift.columns, is_column_fixed)?))
}

/// The sheet in front of `!` with which a formula begins, and what follows: `Sheet2!A1`, `'收入 表'!A1`.
pub(super) fn sheet_name(formula: &str) -> Option<(String, &str)> {
    if let Some(quoted) = formula.strip_prefix('\'') {
        // two quotes stand for one
        let mut from = 0;
        loop {
            let end = from + quoted.get(from..)?.find('\'')?;
            let behind = quoted.get(end + 1..)?;
            if behind.starts_with('\'') {
                from = end + 2;
                continue;
            }
            let name = quoted.get(..end)?.replace("''", "'");
            return Some((name, behind.strip_prefix('!')?));
        }
    }
    let end = formula.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')))?;
    let (name, rest) = formula.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    Some((name.to_owned(), rest.strip_prefix('!')?))
}

/// A formula as it stands in a cell that shares it: its relative references are moved.
pub(super) fn moved(formula: &str, shift: Shift) -> String {
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '$');
    while let Some(first) = rest.chars().next() {
        let end = match first {
            // texts and names of sheets
            '"' | '\'' => rest.get(1..).and_then(|inner| inner.find(first)).map_or(rest.len(), |at| at + 2),
            _ if is_part(first) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let is_name = behind.starts_with(['(', '!']);
        match place(word, shift).filter(|_| !is_name) {
            Some((row, column)) => out.push_str(&written(word, row, column)),
            None => out.push_str(word),
        }
        rest = behind;
    }
    out
}

/// A reference to another cell with the signs of `word` that fix its row and column.
fn written(word: &str, row: u32, column: u32) -> String {
    let fixed = |is_fixed: bool| if is_fixed { "$" } else { "" };
    let (of_column, of_row) = (word.starts_with('$'), word.get(1..).is_some_and(|rest| rest.contains('$')));
    let letters = super::address::letters(column);
    format!("{}{letters}{}{}", fixed(of_column), fixed(of_row), u64::from(row) + 1)
}

/// A formula of `OpenDocument` as other workbooks write it: `of:=SUM([.B2:.B5];[$'表 一'.C1])` is
/// `SUM(B2:B5,'表 一'!C1)`. What cannot be written so stays as it is, and is not computed.
pub(super) fn from_open_document(formula: &str) -> String {
    let formula = formula.split_once('=').map_or(formula, |(_, formula)| formula);
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some((before, behind)) = rest.split_once('[') {
        out.push_str(&before.replace(';', ","));
        let Some((reference, behind)) = behind.split_once(']') else { break };
        let (from, to) = reference.rsplit_once(":.").map_or((reference, None), |(from, to)| (from, Some(to)));
        match from.rsplit_once('.') {
            Some(("", cell)) => out.push_str(cell),
            Some((sheet, cell)) => out.extend([sheet.trim_start_matches('$'), "!", cell]),
            None => out.extend(["[", reference]),
        }
        out.extend(to.map(|to| format!(":{to}")));
        rest = behind;
    }
    out.push_str(&rest.replace(';', ","));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_open_document_are_written_as_those_of_others() {
        let expected = [
            ("of:=SUM([.B2:.B5];[$'表 一.1'.$C1])-[$Sheet2.A1]", "SUM(B2:B5,'表 一.1'!$C1)-Sheet2!A1"),
            ("of:=[.A1]+1.5", "A1+1.5"),
            ("oooc:=SUM([.B2:.B3])", "SUM(B2:B3)"),
        ];
        for (formula, expected) in expected {
            assert_eq!(from_open_document(formula), expected);
        }
    }

    #[test]
    fn sheets_are_named_in_quotes_or_without() {
        let name = |text: &str| sheet_name(text).map(|(name, rest)| format!("{name}|{rest}"));
        assert_eq!(name("'it''s'!A1+B2").as_deref(), Some("it's|A1+B2"));
        assert_eq!(name("公开01!A1").as_deref(), Some("公开01|A1"));
        assert!(["A1+Sheet2!A1", "'a", "'a'A1", "SUM(A!B1)", ""].iter().all(|none| name(none).is_none()));
    }

    #[test]
    fn a_shared_formula_is_written_for_each_of_its_cells() {
        let shift = Shift { rows: 2, columns: 1 };
        let formula = "SUM($B2:B$9)-AB2!C3+'B2 表'!Z1&\"B2\"+LOG10(A1)";
        assert_eq!(moved(formula, shift), "SUM($B4:C$9)-AB2!D5+'B2 表'!AA3&\"B2\"+LOG10(B3)");
    }

    #[test]
    fn relative_references_move() {
        let shift = Shift { rows: 2, columns: -1 };
        assert_eq!(place("B3", shift), Some((4, 0)));
        assert_eq!(place("$B3", shift), Some((4, 1)));
        assert_eq!(place("B$3", shift), Some((2, 0)));
        assert_eq!((place("A1", shift), place("12", shift)), (None, None));
    }
}
