//! What the key of a cell looks like, whatever the words of the field are.

use juesuan_source::chars::is_numeral;

/// What stands before a part of the row or column above.
pub(crate) const OF_WHICH: &str = "其中";

/// Whether the text begins with 其中: it is a part of what is named above.
pub(crate) fn is_of_which(key: &str) -> bool {
    key.starts_with(OF_WHICH)
}

/// Whether the text ends as titles of forms do: in 表.
pub(crate) fn is_titled(text: &str) -> bool {
    text.ends_with('表')
}

/// Whether the text begins like an item: with its number or with 其中.
pub(crate) fn begins_item(key: &str) -> bool {
    is_numbered(key) || is_of_which(key)
}

/// Whether the text begins with the number of an item: 一、 （一） 1.
pub(crate) fn is_numbered(key: &str) -> bool {
    let counts = |c: char| c.is_ascii_digit() || is_numeral(c);
    let number = key.trim_start_matches('(');
    let rest = number.trim_start_matches(counts);
    // 0.35元 is an amount
    let decimals = rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    rest.len() < number.len() && rest.starts_with(['、', '.', '．', ')']) && !decimals
}

/// The signs of bounds.
pub(crate) const BOUNDS: [char; 8] = ['≥', '≤', '>', '<', '=', '＞', '＜', '＝'];

/// Whether the text is a number with its bound: ≥98%, ≤3.
pub(crate) fn is_bounded(key: &str) -> bool {
    let number = key.trim_start_matches(BOUNDS);
    number.len() < key.len()
        && number.trim_end_matches('%').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && number.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the text names what a column tells in per cent: 增减%, 完成预算的百分比(%). A number does not.
pub(crate) fn names_rate(key: &str) -> bool {
    let stem =
        key.strip_suffix("%)").and_then(|stem| stem.strip_suffix('(')).or_else(|| key.strip_suffix('%'));
    stem.is_some_and(|stem| {
        stem.chars().next_back().is_some_and(|c| c.is_alphabetic() && !c.is_ascii()) && !is_bounded(key)
    })
}

#[cfg(test)]
mod tests {
    use super::names_rate;

    #[test]
    fn heads_with_a_sign_name_rates_and_numbers_do_not() {
        assert!(["增减%", "完成预算%", "百分比(%)"].into_iter().all(names_rate));
        assert!(!["%", "(%)", "90%", "≥90%", "完成90%", "增减"].into_iter().any(names_rate));
    }
}
