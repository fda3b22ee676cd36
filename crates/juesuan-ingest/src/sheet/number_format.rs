//! Number formats of cells: how many digits are printed, with which signs, and what dates look like.

use super::decimal::Decimal;
use super::format_section::{Section, Token, sections};

/// Formats that files name by number alone.
const BUILT_IN: [(u32, &str); 32] = [
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (14, "yyyy/m/d"),
    (15, "d-mmm-yy"),
    (16, "d-mmm"),
    (17, "mmm-yy"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (22, "yyyy/m/d h:mm"),
    (27, "yyyy\"年\"m\"月\""),
    (28, "m\"月\"d\"日\""),
    (29, "m\"月\"d\"日\""),
    (30, "m-d-yy"),
    (31, "yyyy\"年\"m\"月\"d\"日\""),
    (36, "yyyy\"年\"m\"月\""),
    (37, "#,##0;-#,##0"),
    (38, "#,##0;-#,##0"),
    (39, "#,##0.00;-#,##0.00"),
    (40, "#,##0.00;-#,##0.00"),
    (41, "#,##0;-#,##0;\"-\";@"),
    (42, "#,##0;-#,##0;\"-\";@"),
    (43, "#,##0.00;-#,##0.00;\"-\"??;@"),
    (44, "#,##0.00;-#,##0.00;\"-\"??;@"),
    (50, "yyyy\"年\"m\"月\""),
    (52, "yyyy\"年\"m\"月\""),
    (57, "yyyy\"年\"m\"月\""),
    (58, "m\"月\"d\"日\""),
    (49, "@"),
];

/// Days from the first day of workbooks to 1970; workbooks of old Macintosh computers begin later.
pub(super) const TO_1970: i64 = 25_569;
/// Days between the two beginnings.
const TO_1904: i64 = 1_462;
/// Longest format that is looked at.
const MOST_CHARACTERS: usize = 255;

/// The format that files mean by a number.
pub(super) fn built_in(id: u32) -> &'static str {
    BUILT_IN.iter().find(|(known, _)| *known == id).map_or("", |&(_, code)| code)
}

/// A number as a cell of this format shows it; `since_1904` says where days begin.
pub(super) fn shown(number: &Decimal, code: &str, since_1904: bool) -> String {
    if code.is_empty() || code.len() > MOST_CHARACTERS {
        return number.plain();
    }
    let sections = sections(code);
    let Some(section) = chosen(&sections, number) else { return number.plain() };
    if section.is_general || section.has_bare_words {
        return number.plain();
    }
    if section.is_date {
        return date(number, section, since_1904);
    }
    if !section.has_digits {
        // a section without digits prints its text alone: nothing, or a dash, for zero
        return section.literal().trim().to_owned();
    }
    if section.is_odd {
        return number.plain();
    }
    let mut scaled = number.clone();
    scaled.shift(section.shift);
    scaled.round(i32::try_from(section.least + section.optional).unwrap_or(0));
    let (mut whole, mut fraction) = scaled.parts(section.whole);
    fraction.truncate(section.least + section.optional);
    while fraction.len() > section.least && fraction.ends_with('0') {
        fraction.pop();
    }
    fraction.push_str(&"0".repeat(section.least.saturating_sub(fraction.len())));
    if section.is_grouped {
        whole = grouped(&whole);
    } else if let Some((c, digits)) = section.inserted.filter(|(_, digits)| *digits > 0) {
        whole.insert(whole.len().saturating_sub(digits), c);
    }
    let sign = if number.is_negative && !scaled.is_zero() { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    let percent = if section.is_percent { "%" } else { "" };
    format!("{sign}{whole}{point}{fraction}{percent}")
}

/// The section by which a number is printed: that whose condition holds, else by its sign; `None` where there is none for it.
fn chosen<'s>(sections: &'s [Section], number: &Decimal) -> Option<&'s Section> {
    let (is_zero, is_negative) = (number.is_zero(), number.is_negative && !number.is_zero());
    let value: f64 = number.plain().parse().ok()?;
    if sections.iter().any(|section| section.condition.is_some()) {
        // the last section of numbers is for all that is left; one between without a condition is for what is negative
        let last = sections.len().clamp(1, 3) - 1;
        let holds = |(index, section): &(usize, &Section)| match section.condition {
            Some((order, bound)) => order.holds(value, bound),
            None => *index == last || is_negative,
        };
        return sections.iter().enumerate().take(last + 1).find(holds).map(|(_, section)| section);
    }
    let index = match sections.len() {
        3.. if is_zero => 2,
        2.. if is_negative => 1,
        _ => 0,
    };
    sections.get(index)
}

fn grouped(whole: &str) -> String {
    let mut printed = String::with_capacity(whole.len() * 4 / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            printed.push(',');
        }
        printed.push(digit);
    }
    printed
}

fn date(number: &Decimal, section: &Section, since_1904: bool) -> String {
    let serial: f64 = number.plain().parse().unwrap_or(0.0);
    if !(0.0..2_958_466.0).contains(&serial) {
        return number.plain();
    }
    #[allow(clippy::cast_possible_truncation, reason = "below three million days")]
    let seconds = (serial * 86_400.0).round() as i64;
    let days = seconds.div_euclid(86_400) - TO_1970 + if since_1904 { TO_1904 } else { 0 };
    let (year, month, day) = civil(days);
    let time = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    let mut printed = String::new();
    let mut last = ' ';
    for (index, token) in section.tokens.iter().enumerate() {
        let (letter, count) = match token {
            Token::Text(c) => {
                printed.push(*c);
                continue;
            }
            Token::Date(letter, count) => (*letter, *count),
        };
        let before_seconds = section.tokens.iter().skip(index + 1).find_map(|next| match next {
            Token::Date(next, _) => Some(*next == 's'),
            Token::Text(_) => None,
        });
        let value = match letter {
            'y' => year,
            'm' if last == 'h' || before_seconds == Some(true) => minute,
            'm' => month,
            'd' => day,
            'h' => hour,
            _ => second,
        };
        last = letter;
        let text = match (letter, count) {
            ('y', 1..=2) => format!("{:02}", value % 100),
            (_, 2) => format!("{value:02}"),
            _ => value.to_string(),
        };
        printed.push_str(&text);
    }
    printed
}

/// Year, month and day of a number of days since 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    // eras of 400 years that begin in March, so that the leap day comes last
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let years = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (years + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{Decimal, built_in, shown};

    #[test]
    fn numbers_are_printed_as_their_format_shows_them() {
        let cases = [
            (1234.5, "", "1234.5"),
            (0.1 + 0.2, "General", "0.3"),
            (1234.565, "0.00", "1234.57"),
            (1.005, "0.00", "1.01"),
            (-1234.5, "#,##0.00", "-1,234.50"),
            (1_234_567.0, "#,##0", "1,234,567"),
            (0.9567, "0.00%", "95.67%"),
            (0.95, "0%", "95%"),
            (12.0, "0.##", "12"),
            (12.5, "0.0##", "12.5"),
            (0.0, "0.00;-0.00;;@", ""),
            (0.0, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-"),
            (-5.0, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-5.00"),
            (1234.5, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1,234.50"),
            (-5.0, "0.00;[Red]0.00", "-5.00"),
            (-5.0, "#,##0.00_);(#,##0.00)", "-5.00"),
            (205.0, "0000000", "0000205"),
            (1e300, "0.00", &format!("1{}.00", "0".repeat(300))),
            (-0.001, "0.00", "0.00"),
            (45_000.0, "yyyy\"年\"m\"月\"d\"日\"", "2023年3月15日"),
            (45_000.75, "yyyy/m/d h:mm", "2023/3/15 18:00"),
            (2_101_501.0, "@", "2101501"),
            (12.0, "[$¥-804]#,##0.00", "12.00"),
            (12.0, "#,##0.00\"万元\"", "12.00"),
            // conditions: zero as nothing, tens of thousands from ten thousand on
            (0.0, "[=0]\"\";0.00", ""),
            (15.2, "[=0]\"\";0.00", "15.20"),
            (-15.2, "[=0]\"\";0.00", "-15.20"),
            (0.0, "[=0]\"\";General", ""),
            (5_200.0, "[>=10000]0!.00,;0.00", "5200.00"),
            (52_000.0, "[>=10000]0!.0,;0.00", "5.2"),
            (7.0, "[<5]0.0;[>=6]0.00;General", "7.00"),
            (5.5, "[<5]0.0;[>=6]0.00;General", "5.5"),
            (-2.0, "[>100]0;0.0;0.00", "-2.0"),
            (2.0, "[>100]0;0.0;0.00", "2.00"),
            (3.0, "[Red][<>3]0.0;\"-\"", "-"),
            // the general format has sections, too, and a name in Chinese
            (0.0, "General;-General;-", "-"),
            (-2.5, "General;-General;-", "-2.5"),
            (1.25, "G/通用格式", "1.25"),
            (1.25, "G/通用格式\"元\"", "1.25"),
            (1.25, "Standard", "1.25"),
            (1234.5, "#,##0.00 CNY", "1234.5"),
            // thousands, millions, tens of thousands with one digit
            (204_000.0, "0\".\"0,", "20.4"),
            (1_234_567.0, "#,##0,", "1,235"),
            (123_456_789.0, "0.00,,", "123.46"),
            (123_456_789.0, "0!.0,", "12345.7"),
            (123_456_789.0, "0\\.0,", "12345.7"),
            (5_000.0, "0\\.0,", "0.5"),
            (123_456_789.0, "0\\.0000", "12345.6789"),
            (-123_456.0, "0\\.0,;-0\\.0,", "-12.3"),
            (12.0, "0\\元", "12"),
        ];
        for (number, code, printed) in cases {
            assert_eq!(shown(&Decimal::of(number), code, false), printed, "{number} {code}");
        }
        assert_eq!(shown(&Decimal::of(1.5), built_in(10), false), "150.00%");
    }
}
