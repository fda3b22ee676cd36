//! What a year looks like: 2022年, 2022年度, 二〇二二年.

use super::{digit, numeral_digit};

/// What stands behind 年 or 年度, where a text begins so: what follows the digits of a year.
pub fn behind_year(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('年')?;
    Some(rest.strip_prefix('度').unwrap_or(rest))
}

/// What stands before 年 or 年度, where a text ends so.
pub fn before_year(text: &str) -> Option<&str> {
    text.strip_suffix("年度").or_else(|| text.strip_suffix('年'))
}

/// The value of a digit of a year, Arabic or Chinese; 两 counts and writes no year.
pub fn year_digit(c: char) -> Option<u32> {
    digit(c).or_else(|| numeral_digit(c).filter(|_| c != '两'))
}

#[cfg(test)]
mod tests {
    use super::{before_year, behind_year, year_digit};

    #[test]
    fn years() {
        assert_eq!(behind_year("年度决算"), Some("决算"));
        assert_eq!(behind_year("年决算"), Some("决算"));
        assert_eq!(behind_year("度决算"), None);
        assert_eq!(before_year("2022年度"), Some("2022"));
        assert_eq!(before_year("二〇二二年"), Some("二〇二二"));
        assert_eq!(before_year("2022"), None);
        assert_eq!("2〇二零".chars().map(year_digit).collect::<Option<Vec<_>>>(), Some(vec![2, 0, 2, 0]));
        assert_eq!(year_digit('两'), None);
    }
}
