//! Codes that are printed in front of names, in one cell with them.

use std::ops::Range;

use juesuan_source::chars::is_digit;

use crate::words::{List, Words};

/// Where the code in front of a name stands, three, five or seven digits, and where the name begins: 301工资福利支出,
/// [301]工资福利支出. What is counted is no name: 300元, 120个工作日.
pub(crate) fn before_name(words: &Words, text: &str) -> Option<(Range<usize>, usize)> {
    let open = text.chars().next().filter(|c| BRACKETS.iter().any(|(open, _)| open == c));
    let from = open.map_or(0, char::len_utf8);
    let digits: usize = text.get(from..)?.chars().take_while(|&c| is_digit(c)).map(char::len_utf8).sum();
    let code = from..from + digits;
    let behind = text.get(code.end..)?;
    let name = match open {
        Some(open) => {
            let (_, close) = BRACKETS.iter().find(|(known, _)| *known == open)?;
            behind.strip_prefix(*close)?.trim_start()
        }
        None => behind.trim_start(),
    };
    let count = text.get(code.clone())?.chars().count();
    let named = || name.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    // 人大事务 begins as what is counted does, and is a name
    let counted = || {
        words.begins(List::Measures, name) || words.begins(List::Counted, name) && name.chars().count() <= 3
    };
    (matches!(count, 3 | 5 | 7) && named() && !counted()).then(|| (code, text.len() - name.len()))
}

/// Brackets around a code.
const BRACKETS: [(char, char); 3] = [('[', ']'), ('【', '】'), ('［', '］')];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_before_names() {
        let words = crate::words::of_field();
        let code =
            |text: &'static str| before_name(&words, text).map(|(code, name)| (&text[code], &text[name..]));
        assert_eq!(code("2080505机关养老"), Some(("2080505", "机关养老")));
        assert_eq!(code("208 社会保障"), Some(("208", "社会保障")));
        assert_eq!(code("２０８社会保障"), Some(("２０８", "社会保障")));
        assert_eq!(code("[30101]基本工资"), Some(("30101", "基本工资")));
        assert_eq!(code("【301】 工资"), Some(("301", "工资")));
        assert_eq!(code("[301工资"), None);
        assert_eq!(code("300元"), None);
        // what is counted may have a longer name than 元
        assert_eq!(code("120个工作日"), None);
        assert_eq!(code("120 个工作日"), None);
        assert_eq!(code("350平方米以上"), None);
        assert_eq!(code("303个人家庭补助"), Some(("303", "个人家庭补助")));
        assert_eq!(code("2022年度"), None);
        assert_eq!(code("208"), None);
    }
}
