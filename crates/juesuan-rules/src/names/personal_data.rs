use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, bodies};

use crate::shared::half_width::{HalfWidth, has_wide};
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS825"),
    status: crate::RuleStatus::Preview,
    family: Family::Names,
    title: Text::new("不公开个人信息", "Personal data is not published"),
    message: Text::new("公开了个人信息：{printed}。", "Personal data is published: {printed}."),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "《政府信息公开条例》第十五条：涉及个人隐私的信息不得公开"),
    why: Text::new(
        "身份证号、手机号、银行账号一经公开就收不回来。",
        "What is published cannot be taken back.",
    ),
    example: Text::new("“联系人的身份证号……”", "The number of an identity card."),
};

/// JS825: numbers of identity cards, and of mobile phones and accounts where words say that they are.
pub(crate) struct PersonalData;

/// The digits of the shortest number, that of a mobile phone.
const SHORTEST: usize = 11;

impl Rule for PersonalData {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        // most texts have no digits of full width at all
        let wide = context.text().is_some_and(has_wide);
        for line in context.lines() {
            let half = if wide { HalfWidth::of(line.text) } else { HalfWidth::as_it_is(line.text) };
            let kinds = found(half.text());
            let Some((first, ..)) = kinds.first() else { continue };
            let mut names = vec![*first];
            for (name, ..) in &kinds {
                if !names.contains(name) {
                    names.push(name);
                }
            }
            let places =
                kinds.iter().map(|(_, start, end)| line.place(half.original(*start), half.original(*end)));
            // the number itself is not published once more
            log.found(places.fold(Draft::default(), Draft::and_at).printed(names.join("、")));
        }
        if context.text().is_some() {
            log.held();
        } else {
            log.missing("原文");
        }
    }
}

/// Whether so many digits stand in a row as the shortest number has, or three before what parts the groups of a mobile
/// number: most lines have neither. Every third byte is looked at, which meets all rows of three digits and more.
fn may_hold_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 2;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            let (front, rest) = bytes.split_at(at);
            let before = front.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let from_here = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            at += from_here;
            let parted = || matches!(bytes.get(at), Some(b'-' | b' ' | 0xe2 | 0xe3 | 0xef));
            let digits = before + from_here;
            if digits >= SHORTEST || digits == 3 && parted() {
                return true;
            }
        }
        at += 3;
    }
    false
}

/// What kinds of numbers stand in a line, and where.
fn found(text: &str) -> Vec<(&'static str, usize, usize)> {
    let mut found = Vec::new();
    if !may_hold_number(text) {
        return found;
    }
    let mut at = 0;
    let next_digit = |at: usize| text.as_bytes().get(at..)?.iter().position(u8::is_ascii_digit);
    while let Some(ahead) = next_digit(at) {
        let start = at + ahead;
        let rest = text.get(start..).unwrap_or("");
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest.get(digits..).unwrap_or("");
        at = start + digits;
        let before = text.get(..start).unwrap_or("");
        if let Some(length) = parted_mobile(rest) {
            let named = before.trim_end_matches(|c: char| matches!(c, '：' | ':') || c.is_whitespace());
            if bodies::PHONES.any_ends(named) {
                found.push((bodies::MOBILE_NUMBER, start, start + length));
            }
            at = start + length;
            continue;
        }
        if !(SHORTEST..=21).contains(&digits) {
            continue;
        }
        let number = rest.get(..digits).unwrap_or("");
        let last = usize::from(digits == 17 && behind.starts_with(['X', 'x']));
        let says = |words: &[&str]| words.any_in(near(before));
        let kind = match digits + last {
            18 if is_identity(number) => bodies::IDENTITY_NUMBER,
            11 if is_mobile(number) && says(bodies::PHONES) => bodies::MOBILE_NUMBER,
            15..=21 if says(bodies::BANK_ACCOUNTS) => bodies::ACCOUNT_NUMBER,
            _ => continue,
        };
        if !behind.starts_with('.') && !before.ends_with('.') {
            found.push((kind, start, start + digits + last));
        }
    }
    found
}

/// The characters right before a number, which may say what it is.
fn near(before: &str) -> &str {
    let start = before.char_indices().rev().nth(TUNING.personal_data.near).map_or(0, |(at, _)| at);
    before.get(start..).unwrap_or("")
}

/// The length of a mobile number in three groups with which a text begins: 139-0000-0000.
fn parted_mobile(text: &str) -> Option<usize> {
    let mut rest = text;
    for (group, count) in [3_usize, 4, 4].into_iter().enumerate() {
        if group > 0 {
            rest = rest.strip_prefix(['-', ' ', '－', '—', '\u{3000}'])?;
        }
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() - behind.len() == count).then_some(())?;
        rest = behind;
    }
    let free = !rest.starts_with(['-', '.']);
    (free && is_mobile(text)).then_some(text.len() - rest.len())
}

/// Whether digits begin with a region, and a day of birth follows.
fn is_identity(number: &str) -> bool {
    let part = |from: usize, to: usize| number.get(from..to).and_then(|part| part.parse::<u32>().ok());
    number.starts_with(['1', '2', '3', '4', '5', '6', '8'])
        && part(6, 10).is_some_and(|year| (1900..2100).contains(&year))
        && part(10, 12).is_some_and(|month| (1..=12).contains(&month))
        && part(12, 14).is_some_and(|day| (1..=31).contains(&day))
}

fn is_mobile(number: &str) -> bool {
    number.starts_with('1') && number.get(1..2).is_some_and(|second| ("3"..="9").contains(&second))
}

#[cfg(test)]
mod tests {
    use super::may_hold_number;

    #[test]
    fn rows_of_digits_are_met_wherever_they_begin() {
        for before in ["", "a", "ab", "12 ", "1234 ", "收"] {
            for (text, holds) in [
                ("13900000000", true),
                ("139-0000-0000", true),
                ("139—0000", true),
                ("1390000000", false),
                ("139", false),
                ("1390-0000", false),
                ("39-0000", false),
            ] {
                assert_eq!(may_hold_number(&[before, "x", text].concat()), holds, "{before} {text}");
            }
        }
        assert!(may_hold_number("139 0000 0000") && !may_hold_number(""));
    }
}
