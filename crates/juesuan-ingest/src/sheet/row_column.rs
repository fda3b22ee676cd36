//! References by the numbers of rows and columns, as XML Spreadsheet 2003 has them: `R[-1]C` is the cell above.

use super::address::letters;

/// A formula in the cell `at` as other workbooks write it: `SUM(R[-2]C:R[-1]C)` in `B3` is `SUM(B1:B2)`. `None` where it
/// names whole rows, whole columns or something by a name.
pub(super) fn from_rows_and_columns(formula: &str, at: (u32, u32)) -> Option<String> {
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$');
    while let Some(first) = rest.chars().next() {
        let end = match first {
            // texts and names of sheets
            '"' | '\'' => rest.get(1..)?.find(first).map(|end| end + 2)?,
            _ if is_word(first) => {
                if let Some((cell, behind)) =
                    reference(rest, at).filter(|(_, rest)| !rest.starts_with(is_word))
                {
                    out.push_str(&cell);
                    rest = behind;
                    continue;
                }
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                let is_known = first.is_ascii_digit() || rest.get(end..)?.starts_with(['(', '!']);
                is_known.then_some(end)?
            }
            _ => first.len_utf8(),
        };
        let (word, behind) = rest.split_at_checked(end)?;
        out.push_str(word);
        rest = behind;
    }
    Some(out)
}

/// The cell that a formula begins with, by letters and number, and what follows.
fn reference(text: &str, at: (u32, u32)) -> Option<(String, &str)> {
    let (row, rest) = number(text.strip_prefix('R')?, at.0)?;
    let (column, rest) = number(rest.strip_prefix('C')?, at.1)?;
    Some((format!("{}{}", letters(column), u64::from(row) + 1), rest))
}

/// The row or column that is named, counted from 0, and what follows: `[-1]` is one before `here`, `3` the third, and
/// nothing is `here`.
fn number(text: &str, here: u32) -> Option<(u32, &str)> {
    let (number, rest) = if let Some(inner) = text.strip_prefix('[') {
        let (by, rest) = inner.split_once(']')?;
        (i64::from(here).checked_add(by.parse().ok()?)?, rest)
    } else {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, rest) = text.split_at_checked(end)?;
        let number =
            if digits.is_empty() { i64::from(here) } else { digits.parse::<i64>().ok()?.checked_sub(1)? };
        (number, rest)
    };
    Some((u32::try_from(number).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_written_by_letters() {
        let cases = [
            ("SUM(R[-2]C:R[-1]C)", Some("SUM(B1:B2)")),
            ("RC[-1]+RC[1]*1.5", Some("A3+C3*1.5")),
            ("R1C1-'R2C2 表'!R[1]C3&\"R1C1\"", Some("A1-'R2C2 表'!C4&\"R1C1\"")),
            ("ROUND(Sheet2!R2C,2)", Some("ROUND(Sheet2!B2,2)")),
            // whole rows and columns, names, what lies outside the sheet
            ("SUM(R1)", None),
            ("SUM(C1)", None),
            ("合计+1", None),
            ("R[-3]C", None),
            ("\"open", None),
        ];
        for (formula, expected) in cases {
            assert_eq!(from_rows_and_columns(formula, (2, 1)).as_deref(), expected, "{formula}");
        }
    }
}
