//! Sums, products and shares that a workbook states: what they give by the cells they name. Programs that write workbooks without computing
//! leave the values to Excel, and a value that is stored may be older than the cells.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::decimal::Decimal;
use super::reference::{Shift, place, sheet_name};
use crate::tuning::TUNING;

/// Cells that the ranges of one workbook's formulas may name, all together.
const MOST_NAMED: u32 = 4_000_000;

/// Formulas that lean on formulas that lean on formulas …
const DEEPEST: u32 = 64;

/// Places that ROUND may keep.
const MOST_PLACES: i128 = 12;

/// One, in the units in which is computed.
const ONE: i128 = 1_000_000_000_000;

/// A cell of a workbook: its sheet, row and column.
pub(super) type At = (u32, u32, u32);

/// A formula and how far its relative references are moved from where it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Formula {
    pub(super) text: Rc<str>,
    pub(super) shift: Shift,
}

/// The numbers of a workbook, its texts, and its formulas without a value.
#[derive(Default)]
pub(super) struct Cells {
    /// In units of 10^-12; `None` where a number is too large for that.
    numbers: HashMap<At, Option<i128>>,
    texts: HashSet<At>,
    formulas: HashMap<At, Formula>,
    sheets: HashMap<String, u32>,
    named: u32,
}

impl Cells {
    /// Names a sheet.
    pub(super) fn sheet(&mut self, name: &str, sheet: u32) {
        self.sheets.insert(name.to_lowercase(), sheet);
    }

    /// Adds a number.
    pub(super) fn number(&mut self, at: At, number: &Decimal) {
        self.numbers.insert(at, number.fixed());
    }

    /// Adds a cell that holds no number.
    pub(super) fn text(&mut self, at: At) {
        self.texts.insert(at);
    }

    /// Adds a formula whose value is not known.
    pub(super) fn formula(&mut self, at: At, formula: Formula) {
        self.formulas.insert(at, formula);
    }

    /// What a formula of a sheet gives: sums, differences, products and quotients of cells and ranges, rounded and chosen by
    /// what they are; `None` for all else.
    pub(super) fn gives(&mut self, sheet: u32, formula: &Formula) -> Option<Decimal> {
        Decimal::of_fixed(self.compute(sheet, formula, 0)?)
    }

    /// The value of the formula at a place that has none.
    pub(super) fn value(&mut self, at: At) -> Option<Decimal> {
        Decimal::of_fixed(self.cell(at, 0)?)
    }

    fn compute(&mut self, sheet: u32, formula: &Formula, depth: u32) -> Option<i128> {
        let length = u32::try_from(formula.text.len()).ok()?;
        self.named = self.named.checked_add(length / TUNING.files.bytes_of_a_cell)?;
        if depth > DEEPEST || self.named > MOST_NAMED {
            return None;
        }
        let mut reader = Reader { rest: formula.text.trim(), sheet, shift: formula.shift, depth: depth + 1 };
        let value = reader.sum(self)?;
        reader.rest.is_empty().then_some(value)
    }

    fn cell(&mut self, at: At, depth: u32) -> Option<i128> {
        if let Some(number) = self.numbers.get(&at) {
            return *number;
        }
        if self.texts.contains(&at) {
            return None;
        }
        let Some(formula) = self.formulas.get(&at).cloned() else { return Some(0) };
        let value = self.compute(at.0, &formula, depth);
        self.numbers.insert(at, value);
        value
    }

    /// The sum of the numbers of a range; texts in it count for nothing.
    fn range(&mut self, from: At, to: (u32, u32), depth: u32) -> Option<i128> {
        let (rows, columns) = (to.0.checked_sub(from.1)?, to.1.checked_sub(from.2)?);
        self.named = self.named.checked_add(rows.checked_add(1)?.checked_mul(columns.checked_add(1)?)?)?;
        if self.named > MOST_NAMED {
            return None;
        }
        let mut sum: i128 = 0;
        for row in from.1..=to.0 {
            for column in from.2..=to.1 {
                let at = (from.0, row, column);
                if !self.texts.contains(&at) {
                    sum = sum.checked_add(self.cell(at, depth)?)?;
                }
            }
        }
        Some(sum)
    }
}

/// What is left of a formula of a sheet.
struct Reader<'f> {
    rest: &'f str,
    sheet: u32,
    shift: Shift,
    depth: u32,
}

impl<'f> Reader<'f> {
    /// Terms with plus and minus between them.
    fn sum(&mut self, cells: &mut Cells) -> Option<i128> {
        let mut sum: i128 = 0;
        let mut is_minus = !self.take("+") && self.take("-");
        loop {
            let term = self.term(cells)?;
            sum = if is_minus { sum.checked_sub(term)? } else { sum.checked_add(term)? };
            is_minus = match () {
                () if self.take("+") => false,
                () if self.take("-") => true,
                () => return Some(sum),
            };
        }
    }

    /// Factors with times and by between them.
    fn term(&mut self, cells: &mut Cells) -> Option<i128> {
        let mut product = self.factor(cells)?;
        loop {
            product = match () {
                () if self.take("*") => times(product, self.factor(cells)?)?,
                () if self.take("/") => by(product, self.factor(cells)?)?,
                () => return Some(product),
            };
        }
    }

    /// A cell, a number, a function or a sum in parentheses, in per cent or not.
    fn factor(&mut self, cells: &mut Cells) -> Option<i128> {
        let value = self.plain(cells)?;
        if self.take("%") { by(value, 100 * ONE) } else { Some(value) }
    }

    fn plain(&mut self, cells: &mut Cells) -> Option<i128> {
        if self.take("(") {
            let sum = self.nested(cells)?;
            return self.take(")").then_some(sum);
        }
        let sheet = self.sheet_of(cells)?;
        let word = self.word()?;
        if sheet.is_none() && self.take("(") {
            return match word.to_ascii_uppercase().as_str() {
                "SUM" => self.summands(cells),
                "ROUND" => self.rounded(cells),
                "IF" => self.chosen(cells),
                _ => None,
            };
        }
        match place(word, self.shift) {
            Some((row, column)) => cells.cell((sheet.unwrap_or(self.sheet), row, column), self.depth),
            None if sheet.is_none() => Decimal::parse(word)?.fixed(),
            None => None,
        }
    }

    /// What stands in the parentheses of SUM.
    fn summands(&mut self, cells: &mut Cells) -> Option<i128> {
        let mut sum: i128 = 0;
        loop {
            sum = sum.checked_add(self.part(cells)?)?;
            if self.take(")") {
                return Some(sum);
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    /// What stands in the parentheses of ROUND, rounded half away from zero.
    fn rounded(&mut self, cells: &mut Cells) -> Option<i128> {
        let value = self.nested(cells)?;
        let places = if self.take(",") { self.word()?.parse::<i128>().ok()? } else { return None };
        if !self.take(")") || !(0..=MOST_PLACES).contains(&places) {
            return None;
        }
        let unit = 10_i128.pow(u32::try_from(MOST_PLACES - places).ok()?);
        let half = value.signum() * (unit / 2);
        Some(value.checked_add(half)? / unit * unit)
    }

    /// What stands in the parentheses of IF: only what is chosen is computed, since the other is often a quotient by nothing.
    fn chosen(&mut self, cells: &mut Cells) -> Option<i128> {
        let left = self.nested(cells)?;
        let compared = ["<=", ">=", "<>", "=", "<", ">"].into_iter().find(|sign| self.take(sign))?;
        let order = left.cmp(&self.nested(cells)?);
        let holds = match compared {
            "<=" => order.is_le(),
            ">=" => order.is_ge(),
            "<>" => order.is_ne(),
            "=" => order.is_eq(),
            "<" => order.is_lt(),
            _ => order.is_gt(),
        };
        if !self.take(",") || !holds && (!self.pass() || !self.take(",")) {
            return None;
        }
        let value = self.nested(cells)?;
        (!holds || self.take(",") && self.pass()).then_some(())?;
        self.take(")").then_some(value)
    }

    /// Passes by what stands up to the next comma or the end of these parentheses.
    fn pass(&mut self) -> bool {
        let (mut open, mut quoted) = (0_u32, None);
        let end = self.rest.find(|c| {
            match (quoted, c) {
                (Some(quote), c) if quote == c => quoted = None,
                (None, '"' | '\'') => quoted = Some(c),
                (None, '(') => open += 1,
                (None, ',' | ')') if open == 0 => return true,
                (None, ')') => open -= 1,
                _ => {}
            }
            false
        });
        self.rest = end.and_then(|end| self.rest.get(end..)).unwrap_or_default();
        end.is_some()
    }

    fn nested(&mut self, cells: &mut Cells) -> Option<i128> {
        self.depth += 1;
        let sum = if self.depth > DEEPEST { None } else { self.sum(cells) };
        self.depth -= 1;
        sum
    }

    /// A part of a list of summands: a range, a cell, which may hold a text, or a sum.
    fn part(&mut self, cells: &mut Cells) -> Option<i128> {
        let before = self.rest;
        let sheet = self.sheet_of(cells)?.unwrap_or(self.sheet);
        if let Some((row, column)) = self.word().and_then(|word| place(word, self.shift)) {
            if self.take(":") {
                let to = self.word().and_then(|word| place(word, self.shift))?;
                return cells.range((sheet, row, column), to, self.depth);
            }
            if self.rest.starts_with([',', ')']) {
                return cells.range((sheet, row, column), (row, column), self.depth);
            }
        }
        self.rest = before;
        self.nested(cells)
    }

    /// The sheet that is named in front of a reference: none, or `None` where it is not of this workbook.
    #[expect(clippy::option_option, reason = "a sheet that is named and unknown ends the reading")]
    fn sheet_of(&mut self, cells: &Cells) -> Option<Option<u32>> {
        let Some((name, rest)) = sheet_name(self.rest) else { return Some(None) };
        self.rest = rest;
        cells.sheets.get(&name.to_lowercase()).map(|&sheet| Some(sheet))
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

/// The product of two numbers, rounded to the unit half away from zero.
fn times(a: i128, b: i128) -> Option<i128> {
    over(a.checked_mul(b)?, ONE)
}

/// The quotient of two numbers; `None` by zero.
fn by(a: i128, b: i128) -> Option<i128> {
    over(a.checked_mul(ONE)?, b)
}

fn over(a: i128, b: i128) -> Option<i128> {
    let rest = a.checked_rem(b)?;
    let whole = a.checked_div(b)?;
    let is_more = rest.unsigned_abs().checked_mul(2)? >= b.unsigned_abs();
    let sign = a.signum().checked_mul(b.signum())?;
    whole.checked_add(if is_more { sign } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or(Decimal::of(0.0))
    }

    fn given(cells: &mut Cells, text: &str, shift: Shift) -> String {
        let value = cells.gives(0, &Formula { text: text.into(), shift });
        value.map_or_else(String::new, |value| value.plain())
    }

    #[test]
    fn sums_and_products_are_computed_and_nothing_else() {
        let mut cells = Cells::default();
        for (at, text) in [((0, 0), "0.1"), ((1, 0), "0.2"), ((2, 0), "-5"), ((0, 1), "3")] {
            cells.number((0, at.0, at.1), &number(text));
        }
        cells.text((0, 3, 0));
        cells.formula((0, 0, 2), Formula { text: "SUM(A1:A3)".into(), shift: Shift::default() });
        let expected = [
            ("SUM(A1:A3)", "-4.7"),
            ("+A1+A2", "0.3"),
            ("SUM(A1, $B$1)-(A3 - 1)", "9.1"),
            ("C1+D9", "-4.7"),
            ("SUM(A1:A4,A4)", "-4.7"),
            ("A1+A4", ""),
            ("A1*2", "0.2"),
            ("A1+A2*B1-1", "-0.3"),
            ("A1/B1*100", "3.3333333333"),
            ("ROUND(A1/B1*100,2)%", "0.0333"),
            ("A1/D9", ""),
            ("-(A1+A2)*50%", "-0.15"),
            ("IF(D9=0,0,A1/D9)", "0"),
            ("IF(B1<>0, A1/B1, \"\")", "0.033333333333"),
            ("IF(A3>=0,SUM(A1,(A2)),ROUND(B1/4,1))", "0.8"),
            ("IF(D9=0,\"\",1)", ""),
            ("IF(A4=0,0,1)", ""),
            ("IF(A1,1)", ""),
            ("A1^2", ""),
            ("170000000000000*170000000000000", ""),
            ("Sheet2!A1", ""),
            ("[1]Sheet1!A1", ""),
            ("-1.5+SUM(A1:A2,2)", "0.8"),
            ("ROUND(A1+0.055,2)", "0.16"),
            ("ROUND(A3-0.005,2)", "-5.01"),
            ("SUM(A:A)", ""),
        ];
        for (text, expected) in expected {
            assert_eq!(given(&mut cells, text, Shift::default()), expected, "{text}");
        }
    }

    #[test]
    fn other_sheets_and_shared_formulas_name_their_cells() {
        let mut cells = Cells::default();
        cells.sheet("收入 表", 1);
        cells.sheet("Sheet2", 2);
        cells.number((1, 4, 1), &number("2.5"));
        cells.number((1, 5, 1), &number("4"));
        cells.number((2, 5, 1), &number("1"));
        assert_eq!(given(&mut cells, "SUM('收入 表'!B5:B6)-sheet2!B6", Shift::default()), "5.5");
        assert_eq!(given(&mut cells, "'收入 表'!$B4+Sheet2!$B$6", Shift { rows: 1, columns: 3 }), "3.5");
        assert_eq!(given(&mut cells, "Sheet3!B6", Shift::default()), "");
    }

    #[test]
    fn formulas_that_lean_on_themselves_end() {
        let mut cells = Cells::default();
        cells.formula((0, 0, 0), Formula { text: "A1+A1".into(), shift: Shift::default() });
        assert_eq!(cells.value((0, 0, 0)).map(|value| value.plain()), None);
        assert_eq!(given(&mut cells, "SUM(A1:XFD1048576)", Shift::default()), "");
    }
}
