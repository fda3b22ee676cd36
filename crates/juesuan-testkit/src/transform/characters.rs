//! Other characters for the same statement.

/// Digits, and the points and percent signs of numbers, as full-width characters.
pub fn full_width(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut before = '\0';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let in_number = before.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        out.push(match c {
            '0'..='9' => wide(c),
            '.' | ',' if in_number => wide(c),
            '%' if before.is_ascii_digit() => wide(c),
            _ => c,
        });
        before = c;
    }
    out
}

fn wide(c: char) -> char {
    char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)
}

/// Commas between the thousands of every number that has decimals (codes and years have none).
pub fn thousands(text: &str, comma: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let length = from.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(from.len());
        let (number, after) = from.split_at(length);
        match number.split_once('.') {
            Some((whole, decimals)) if is_digits(whole) && is_digits(decimals) => {
                out.push_str(
                    &crate::money::group_thousands(number).replace(',', comma.encode_utf8(&mut [0; 4])),
                );
            }
            _ => out.push_str(number),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Blanks of both widths at the end of every line that is not empty.
pub fn trailing_blanks(text: &str) -> String {
    let blanks = [" ", "  ", "\u{3000}", " \u{a0}"];
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let (body, end) = line.strip_suffix('\n').map_or((line, ""), |body| (body, "\n"));
        out.push_str(body);
        if !body.is_empty() {
            out.push_str(blanks[index % blanks.len()]);
        }
        out.push_str(end);
    }
    out
}

/// No `<b>`.
pub fn without_bold(text: &str) -> String {
    text.replace("<b>", "").replace("</b>", "")
}

/// No `**`.
pub fn without_stars(text: &str) -> String {
    text.replace("**", "")
}

/// A no-break space for every blank.
pub fn no_break_spaces(text: &str) -> String {
    // a heading's marks stay marks
    text.replace(' ', "\u{a0}").replace("#\u{a0}", "# ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(full_width("2023年 1,234.50，占12.3%。"), "２０２３年 １，２３４．５０，占１２．３％。");
        assert_eq!(thousands("2080505\t1234567.89\t2022", ','), "2080505\t1,234,567.89\t2022");
        assert_eq!(thousands("1234.56", '，'), "1，234.56");
        assert_eq!(thousands("1.2.3", ','), "1.2.3");
    }
}
