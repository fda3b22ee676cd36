//! How easily one printed number is mistaken for another.

use juesuan_model::Decimal;

/// How likely it is that one number was printed for the other, from unlikely to likely.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// The expected number has another sign than the printed one.
    Sign,
    /// They have little in common.
    Other,
    /// One is ten times the other or so: the point has moved, or a digit was added or lost.
    Shift,
    /// One digit differs, or two neighbours changed places.
    Digit,
    /// Nothing was expected, and what is printed is all that is too much: another figure would be so by chance alone.
    Surplus,
}

/// What kind of slip turns the expected number into the printed one, both printed with so many decimals.
pub(super) fn slip(printed: Decimal, expected: Decimal, decimals: u32) -> Slip {
    let negative = |value: Decimal| value.is_sign_negative() && !value.is_zero();
    if negative(printed) != negative(expected) {
        return Slip::Sign;
    }
    if expected.is_zero() && !printed.is_zero() {
        return Slip::Surplus;
    }
    let (mut a, mut b) = (digits(printed, decimals), digits(expected, decimals));
    let longest = a.len().max(b.len());
    let shortest = a.len().min(b.len());
    if longest != shortest {
        let (long, short) = if a.len() > b.len() { (&a, &b) } else { (&b, &a) };
        return if one_dropped(long, short) { Slip::Shift } else { Slip::Other };
    }
    let differing: Vec<usize> = (0..longest).filter(|&at| a.get(at) != b.get(at)).collect();
    match differing.as_slice() {
        [] | [_] => Slip::Digit,
        [left, right] if right - left == 1 => {
            a.swap(*left, *right);
            let swapped = a == b;
            b.clear();
            if swapped { Slip::Digit } else { Slip::Other }
        }
        _ => Slip::Other,
    }
}

/// The number closest to an expected one, no further from it than `slack`, that one wrong digit turns into the printed
/// one: where sums are off by rounding, the expected number is known to within that only.
pub(super) fn misprint(
    printed: Decimal,
    expected: Decimal,
    slack: Decimal,
    decimals: u32,
) -> Option<Decimal> {
    let mut whole = printed;
    whole.rescale(decimals);
    let digits = whole.mantissa();
    let mut place = 1_i128;
    let mut best: Option<(Decimal, Decimal)> = None;
    while place <= digits.abs() {
        let digit = digits.abs() / place % 10;
        for other in (0..10).filter(|other| *other != digit) {
            let changed = digits.abs() + (other - digit) * place;
            let Ok(value) = Decimal::try_from_i128_with_scale(changed * digits.signum(), decimals) else {
                continue;
            };
            let away = (value - expected).abs();
            if away <= slack && best.is_none_or(|(least, _)| away < least) {
                best = Some((away, value));
            }
        }
        place *= 10;
    }
    best.map(|(_, value)| value)
}

/// The digits of a number printed with so many decimals.
fn digits(value: Decimal, decimals: u32) -> Vec<u8> {
    let mut value = value.abs();
    if value.scale() < decimals {
        value.rescale(decimals);
    }
    value.to_string().bytes().filter(u8::is_ascii_digit).collect()
}

/// Whether the long number is the short one with a single digit more.
fn one_dropped(long: &[u8], short: &[u8]) -> bool {
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    long.len() == short.len() + 1 && long.get(same + 1..) == short.get(same..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misprint_is_found_within_rounding() {
        let misprint = |printed: &str, expected: &str| {
            let number = |text: &str| text.parse::<Decimal>().expect("a number");
            misprint(number(printed), number(expected), number("0.02"), 2).map(|value| value.to_string())
        };
        assert_eq!(misprint("127.54", "126.53").as_deref(), Some("126.54"));
        assert_eq!(misprint("127.54", "126.54").as_deref(), Some("126.54"));
        assert_eq!(misprint("127.54", "125.21"), None);
    }

    #[test]
    fn slips_are_told_apart() {
        let slip = |printed: &str, expected: &str| {
            slip(printed.parse().expect("a number"), expected.parse().expect("a number"), 2)
        };
        assert_eq!(slip("127.54", "126.54"), Slip::Digit);
        assert_eq!(slip("5.21", "0.21"), Slip::Digit);
        assert_eq!(slip("5", "0"), Slip::Surplus);
        assert_eq!(slip("162.54", "126.54"), Slip::Digit);
        assert_eq!(slip("26.54", "126.54"), Slip::Shift);
        assert_eq!(slip("1265.40", "126.54"), Slip::Shift);
        assert_eq!(slip("9.47", "14.47"), Slip::Other);
        assert_eq!(slip("2.24", "-2.76"), Slip::Sign);
    }
}
