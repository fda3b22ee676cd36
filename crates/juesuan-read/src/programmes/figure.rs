//! A number at the head of a text, in digits of either width.

use juesuan_model::Decimal;

/// The number with which `text` begins and its length in bytes; thousands separators are passed over.
pub(super) fn leading(text: &str) -> Option<(Decimal, usize)> {
    let mut plain = String::new();
    let mut width = 0;
    for c in text.chars() {
        match c {
            '0'..='9' | '.' => plain.push(c),
            '０'..='９' => plain.push(char::from_digit(u32::from(c) - u32::from('０'), 10)?),
            '．' => plain.push('.'),
            ',' | '，' => {}
            _ => break,
        }
        width += c.len_utf8();
    }
    // a mark of the sentence may follow the number
    let end = text[..width].trim_end_matches(['.', '．', ',', '，']).len();
    Some((plain.trim_end_matches('.').parse().ok()?, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_either_width_are_read() {
        let read = |text| leading(text).map(|(value, width)| (value.to_string(), width));
        assert_eq!(read("88.41分"), Some(("88.41".into(), 5)));
        assert_eq!(read("９５．５分"), Some(("95.5".into(), 12)));
        assert_eq!(read("5,549.66万元"), Some(("5549.66".into(), 8)));
        assert_eq!(read("95，属于"), Some(("95".into(), 2)));
        assert_eq!(read("分"), None);
    }
}
