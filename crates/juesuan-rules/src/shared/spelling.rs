//! How much a difference between two spellings of a name weighs.

use juesuan_model::{Severity, vocabulary};

use crate::shared::distance;

/// A word in place of another may be another thing: a warning. A word or a mark more or less is worth knowing.
pub(crate) fn severity(left: &str, right: &str) -> Severity {
    // digits and brackets of another width are no other word
    let (left, right) = (vocabulary::label_key(left), vocabulary::label_key(right));
    let (left, right) = distance::difference(&left, &right);
    let has_word = |text: &str| text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    if has_word(left) && has_word(right) { Severity::Warning } else { Severity::Info }
}

/// Marks of quotation around a name.
pub(crate) const QUOTES: [char; 5] = ['“', '”', '"', '「', '」'];

#[cfg(test)]
mod tests {
    use juesuan_model::Severity;

    use super::severity;

    #[test]
    fn severities() {
        assert_eq!(severity("大厅救助服务", "大厅辅助服务"), Severity::Warning);
        assert_eq!(severity("补助的资金", "补助资金"), Severity::Info);
        assert_eq!(severity("提前下达2022年补助的资金", "提前下达２０２２年补助资金"), Severity::Info);
        assert_eq!(severity("检查and审计费", "检查和审计费"), Severity::Info);
    }
}
