//! Sums that a workbook states and does not hold: programs that write workbooks without computing leave the values to Excel.

use std::collections::HashMap;

use super::address::place;
use super::decimal::Decimal;

/// Cells that the ranges of one workbook's formulas may name, all together.
const MOST_NAMED: u32 = 4_000_000;

/// Formulas that lean on formulas that lean on formulas …
const DEEPEST: u32 = 64;

/// The numbers of a sheet and its formulas without a value, by row and column.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) numbers: HashMap<(u32, u32), Decimal>,
    pub(super) formulas: HashMap<(u32, u32), String>,
    named: u32,
}

impl Sheet {
    /// The value of the formula at a place: sums and differences of cells and ranges; `None` for all else.
    pub(super) fn value(&mut self, at: (u32, u32)) -> Option<Decimal> {
        Decimal::of_fixed(self.cell(at, 0)?)
    }

    fn cell(&mut self, at: (u32, u32), depth: u32) -> Option<i128> {
        if let Some(number) = self.numbers.get(&at) {
            return number.fixed();
        }
        let Some(formula) = self.formulas.get(&at).cloned() else { return Some(0) };
        if depth > DEEPEST {
            return None;
        }
        let mut reader = Reader { rest: formula.trim(), depth: depth + 1 };
        let value = reader.sum(self)?;
        if !reader.rest.is_empty() {
            return None;
        }
        self.numbers.insert(at, Decimal::of_fixed(value)?);
        Some(value)
    }

    /// The sum of the cells of a range.
    fn range(&mut self, from: (u32, u32), to: (u32, u32), depth: u32) -> Option<i128> {
        let (rows, columns) = (to.0.checked_sub(from.0)?, to.1.checked_sub(from.1)?);
        self.named = self.named.checked_add((rows + 1).checked_mul(columns + 1)?)?;
        if self.named > MOST_NAMED {
            return None;
        }
        let mut sum: i128 = 0;
        for row in from.0..=to.0 {
            for column in from.1..=to.1 {
                sum = sum.checked_add(self.cell((row, column), depth)?)?;
            }
        }
        Some(sum)
    }
}

/// What is left of a formula.
struct Reader<'f> {
    rest: &'f str,
    depth: u32,
}

impl<'f> Reader<'f> {
    /// Terms with plus and minus between them.
    fn sum(&mut self, sheet: &mut Sheet) -> Option<i128> {
        let mut sum: i128 = 0;
        let mut is_minus = self.take("-");
        loop {
            let term = self.term(sheet)?;
            sum = if is_minus { sum.checked_sub(term)? } else { sum.checked_add(term)? };
            is_minus = match () {
                () if self.take("+") => false,
                () if self.take("-") => true,
                () => return Some(sum),
            };
        }
    }

    fn term(&mut self, sheet: &mut Sheet) -> Option<i128> {
        if self.take("(") {
            let sum = self.nested(sheet)?;
            return self.take(")").then_some(sum);
        }
        let word = self.word()?;
        if word.eq_ignore_ascii_case("SUM") && self.take("(") {
            let mut sum: i128 = 0;
            loop {
                sum = sum.checked_add(self.part(sheet)?)?;
                if self.take(")") {
                    return Some(sum);
                }
                if !self.take(",") {
                    return None;
                }
            }
        }
        match place(word) {
            Some(at) => sheet.cell(at, self.depth),
            None => Decimal::parse(word)?.fixed(),
        }
    }

    fn nested(&mut self, sheet: &mut Sheet) -> Option<i128> {
        self.depth += 1;
        let sum = if self.depth > DEEPEST { None } else { self.sum(sheet) };
        self.depth -= 1;
        sum
    }

    /// A part of a list of summands: a range or a sum.
    fn part(&mut self, sheet: &mut Sheet) -> Option<i128> {
        let before = self.rest;
        if let Some(from) = self.word().and_then(place)
            && self.take(":")
        {
            let to = self.word().and_then(place)?;
            return sheet.range(from, to, self.depth);
        }
        self.rest = before;
        self.nested(sheet)
    }

    /// Letters, digits and points at the beginning.
    fn word(&mut self) -> Option<&'f str> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '$');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).filter(|(word, _)| !word.is_empty())?;
        self.rest = rest.trim_start();
        Some(word)
    }

    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.map_or(self.rest, str::trim_start);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_computed_and_nothing_else() {
        let mut sheet = Sheet::default();
        for (at, number) in [((0, 0), "0.1"), ((1, 0), "0.2"), ((2, 0), "-5"), ((0, 1), "3")] {
            sheet.numbers.insert(at, Decimal::parse(number).unwrap_or(Decimal::of(0.0)));
        }
        let formulas = [
            "SUM(A1:A3)",
            "A1+A2",
            "SUM(A1, $B$1)-(A3 - 1)",
            "C1+D9",
            "SUM(C5)",
            "A1*2",
            "IF(A1,1)",
            "Sheet2!A1",
            "-1.5+SUM(A1:A2,2)",
        ];
        for (row, formula) in (0..).zip(formulas) {
            sheet.formulas.insert((row, 2), formula.to_owned());
        }
        let mut values = (0..9).map(|row| sheet.value((row, 2)).map(|value| value.plain()));
        let expected = ["-4.7", "0.3", "9.1", "-4.7", "", "", "", "", "0.8"];
        for expected in expected {
            assert_eq!(values.next().flatten().unwrap_or_default(), expected);
        }
    }
}
