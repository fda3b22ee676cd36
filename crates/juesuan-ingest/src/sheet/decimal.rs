//! Numbers of cells as decimals: the shortest digits that name the stored number, rounded as a workbook rounds.

/// Digits that a workbook keeps of a number; what lies behind them is noise of binary fractions.
const KEPT: usize = 15;

/// Sums are computed with so many places behind the point.
const PLACES: i32 = 12;

/// A decimal number: `digits` × 10^`exponent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) is_negative: bool,
    digits: Vec<u8>,
    exponent: i32,
}

impl Decimal {
    /// Reads a number as files write it, `-1.5E-3`; `None` where it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let value: f64 = text.trim().parse().ok()?;
        value.is_finite().then(|| Self::of(value))
    }

    /// A finite number.
    pub(super) fn of(value: f64) -> Self {
        // `d.dddde±x` with the fewest digits that give the number back
        let printed = format!("{:e}", value.abs());
        let (mantissa, exponent) = printed.split_once('e').unwrap_or((&printed, "0"));
        let (_, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        let places = i32::try_from(fraction.len()).unwrap_or(0);
        let exponent = exponent.parse::<i32>().unwrap_or(0) - places;
        let mut decimal = Self { is_negative: value < 0.0, digits, exponent };
        let surplus = i32::try_from(decimal.digits.len().saturating_sub(KEPT)).unwrap_or(0);
        if surplus > 0 {
            decimal.round(-(decimal.exponent + surplus));
        }
        decimal
    }

    /// The number in units of 10^-[`PLACES`], rounded; `None` where it is too large.
    pub(super) fn fixed(&self) -> Option<i128> {
        let mut rounded = self.clone();
        rounded.round(PLACES);
        let power = u32::try_from(rounded.exponent.checked_add(PLACES)?).ok()?;
        let digits = rounded
            .digits
            .iter()
            .try_fold(0_i128, |sum, &digit| sum.checked_mul(10)?.checked_add(i128::from(digit)))?;
        let value = digits.checked_mul(10_i128.checked_pow(power)?)?;
        Some(if self.is_negative { -value } else { value })
    }

    /// The number of so many units of 10^-[`PLACES`], rounded to the digits that a workbook keeps.
    pub(super) fn of_fixed(value: i128) -> Option<Self> {
        let printed = value.unsigned_abs().to_string();
        let short = printed.trim_end_matches('0');
        let cut = i32::try_from(printed.len() - short.len()).ok()?;
        let digits =
            if short.is_empty() { vec![0] } else { short.bytes().map(|digit| digit - b'0').collect() };
        let exponent = if short.is_empty() { 0 } else { cut - PLACES };
        let mut number = Self { is_negative: value < 0, digits, exponent };
        let surplus = i32::try_from(short.len().saturating_sub(KEPT)).unwrap_or(0);
        if surplus > 0 {
            number.round(-(exponent + surplus));
        }
        Some(number)
    }

    /// Moves the point to the right by `places`.
    pub(super) fn shift(&mut self, places: i32) {
        self.exponent = self.exponent.saturating_add(places);
    }

    /// Rounds to `places` behind the point, halves away from zero.
    pub(super) fn round(&mut self, places: i32) {
        let surplus = usize::try_from((-places).saturating_sub(self.exponent)).unwrap_or(0);
        if surplus == 0 {
            return;
        }
        self.exponent = -places;
        if surplus > self.digits.len() {
            self.digits = vec![0];
            return;
        }
        let cut = self.digits.split_off(self.digits.len() - surplus);
        let mut carries = cut.first().is_some_and(|&digit| digit >= 5);
        for digit in self.digits.iter_mut().rev() {
            if !carries {
                break;
            }
            carries = *digit == 9;
            *digit = if carries { 0 } else { *digit + 1 };
        }
        if carries {
            self.digits.insert(0, 1);
        }
    }

    /// Whether it is zero as it stands.
    pub(super) fn is_zero(&self) -> bool {
        self.digits.iter().all(|&digit| digit == 0)
    }

    /// The digits before the point, at least `least`, and those behind it, without sign.
    pub(super) fn parts(&self, least: usize) -> (String, String) {
        // beyond these no figure is meant, and zeros need not be printed by the thousand
        let exponent = self.exponent.clamp(-340, 340);
        let mut whole: String = self.digits.iter().map(|&digit| char::from(b'0' + digit)).collect();
        let mut fraction = String::new();
        if exponent >= 0 {
            whole.push_str(&"0".repeat(usize::try_from(exponent).unwrap_or(0)));
        } else {
            let places = usize::try_from(-exponent).unwrap_or(0);
            let missing = (places + 1).saturating_sub(whole.len());
            whole.insert_str(0, &"0".repeat(missing));
            fraction = whole.split_off(whole.len() - places);
        }
        let trimmed = whole.trim_start_matches('0');
        let whole = format!("{}{trimmed}", "0".repeat(least.saturating_sub(trimmed.len())));
        (whole, fraction)
    }

    /// The number with as few digits as name it.
    pub(super) fn plain(&self) -> String {
        let (whole, fraction) = self.parts(1);
        let fraction = fraction.trim_end_matches('0');
        let sign = if self.is_negative && !self.is_zero() { "-" } else { "" };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}
