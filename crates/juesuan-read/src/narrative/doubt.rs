//! Figures of which the text does not say for sure what they are about.

use juesuan_segment::Span;
use juesuan_source::chars::page_number;
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::classification::LEVEL_MARKS;
use juesuan_vocabulary::units::AMOUNTS_AND_RATES;

use super::words::COMPARISONS;
use crate::tuning::TUNING;

/// Marks with which a paragraph ends.
const ENDS: [char; 12] = ['。', '；', '：', '！', '？', '.', ';', ':', '!', '?', '”', '）'];

/// Marks behind which a sentence always goes on.
const OPENS: [char; 4] = ['（', '(', '“', '《'];

/// Whether a paragraph does not end, so that the next lines may belong to it. What names levels of the classification is
/// running text, though it be short of marks.
pub(super) fn goes_on(paragraph: &str) -> bool {
    let text = paragraph.trim();
    let is_path = || LEVEL_MARKS.iter().any(|level| text.contains(level));
    // 办公费5万元、其他 lists amounts; names alone may be a title
    let lists = || text.contains('、') && AMOUNTS_AND_RATES.any_in(text);
    let runs = (text.contains(['，', '。', '；']) || is_path() || lists())
        && text.chars().count() >= TUNING.narrative_doubt.running;
    runs && !text.ends_with(ENDS) || text.ends_with(OPENS) || leaves_bracket(text)
}

/// Whether a bracket that a paragraph opens is not closed in it. Where the sentence is over, its end was forgotten.
fn leaves_bracket(text: &str) -> bool {
    if text.ends_with(['。', '；', '！', '？']) {
        return false;
    }
    let open = text.rfind(['（', '(']);
    open.is_some_and(|open| text.rfind(['）', ')']).is_none_or(|close| close < open))
}

/// Whether a paragraph goes on to compare what the one before it, which ends with a semicolon, tells of last.
pub(super) fn compares_on(before: &str, paragraph: &str) -> bool {
    before.trim_end().ends_with(['；', ';']) && COMPARISONS.inside(paragraph.trim_start()) == Some(0)
}

/// Whether a paragraph begins in the middle of a sentence. `numbered`: with the number of an item; `goes_on`: the text
/// before it does not end.
pub(super) fn begins_inside(text: &str, numbered: bool, goes_on: bool) -> bool {
    let text = text.trim_start();
    let torn = LEVEL_MARKS.any_begins(text)
        || text.starts_with(['，', '。', '；', '、', '：', '）', ')', '”', '》', '%', '％']);
    torn || (goes_on && !numbered) || begins_with_amount(text)
}

/// Whether a text begins with a number with decimals and goes on: what the number is of stands somewhere else.
fn begins_with_amount(text: &str) -> bool {
    let figure = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(text.len());
    let (figure, behind) = text.split_at(figure);
    let decimals = figure.split_once('.').is_some_and(|(whole, decimals)| {
        !whole.is_empty() && !decimals.is_empty() && !decimals.contains('.')
    });
    decimals && AMOUNTS_AND_RATES.iter().any(|unit| behind.trim_start().starts_with(unit))
}

/// Whether a subject is a part of a name: it begins with the level of a name that is lost, or with the end of a bracket or
/// of a quotation.
pub(super) fn is_fragment(subject: &str) -> bool {
    let text = subject.trim();
    let pairs = [('（', '）'), ('“', '”'), ('《', '》')];
    let unbalanced = |(open, close): (char, char)| {
        let mut depth = 0_i32;
        text.chars().any(|c| {
            depth += i32::from(c == open) - i32::from(c == close);
            depth < 0
        })
    };
    LEVEL_MARKS.any_begins(text) || pairs.into_iter().any(unbalanced)
}

/// Whether digits of a number may stand on the line below or above: the line ends with it, and goes on with digits.
pub(super) fn is_torn(source: &str, number: Span) -> bool {
    let (before, behind) = (source.get(..number.start as usize), source.get(number.end as usize..));
    let (before, behind) = (before.unwrap_or(""), behind.unwrap_or(""));
    let below = behind.trim_start();
    let above = before.trim_end();
    let broken = |gap: &str| gap.contains(['\n', '\r']);
    let goes_on =
        broken(&behind[..behind.len() - below.len()]) && below.starts_with(|c: char| c.is_ascii_digit());
    let begun = broken(&before[above.len()..])
        && above.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        && !is_page_number(above);
    (goes_on && !is_page_number(below.split(['\n', '\r']).next().unwrap_or(below))) || begun
}

/// Whether the sign of a rate stands at the beginning of the line below a number: it is no amount, whatever was taken for
/// its unit.
pub(super) fn goes_on_with_sign(source: &str, number: Span) -> bool {
    let behind = source.get(number.end as usize..).unwrap_or("").trim_start();
    behind.starts_with(['%', '％', '‰'])
}

/// Whether the last line of a text is a number of a page or of an item.
fn is_page_number(text: &str) -> bool {
    let line = text.rsplit(['\n', '\r']).next().unwrap_or(text).trim();
    line.is_empty() || page_number(line).is_some()
}

#[cfg(test)]
mod tests {
    use juesuan_segment::Span;

    use super::{begins_inside, goes_on, goes_on_with_sign, is_fragment, is_torn};

    #[test]
    fn a_number_over_a_line_end_is_torn() {
        let text = "完成预算的97.9\n6%，支出5.00万元";
        assert!(is_torn(text, Span::of(15..19)));
        let page = "支出决算为5.00\n12\n万元";
        assert!(!is_torn(page, Span::of(15..19)));
        assert!(!is_torn("支出5.00\n万元", Span::of(6..10)));
    }

    #[test]
    fn a_sign_on_the_next_line_belongs_to_the_number() {
        let text = "完成预算的97.96\n　　%。支出5.00万元";
        assert!(goes_on_with_sign(text, Span::of(15..20)));
        assert!(!goes_on_with_sign("支出5.00\n万元", Span::of(6..10)));
    }

    #[test]
    fn a_paragraph_that_does_not_end_leaves_the_next_one_open() {
        let open = "2024年度水务支出30.20万元，主要用于河道清淤和水质监测，其中本年新增河段的清淤费用为";
        assert!(goes_on(open));
        assert!(!goes_on(&format!("{open}5万元。")));
        assert!(!goes_on("2024年度部门决算情况说明"));
        assert!(goes_on("公务接待费5万元（其中：") && !goes_on("公务接待费5万元（含外事）："));
        assert!(
            !goes_on("公务接待费5万元（其中：外事接待费1万元。") && !goes_on("公务接待费5万元（含外事；")
        );
        assert!(begins_inside("12.50万元，占41.39%。", false, true));
        assert!(!begins_inside("2.水利支出12.50万元。", true, true));
        assert!(begins_inside("（项）支出12.50万元。", false, false));
        let path = "6.农林水支出（类）水利（款）农村人畜饮水工程管护补助（项）和";
        assert!(goes_on(path));
        assert!(!goes_on(&format!("{path}其他。")));
    }

    #[test]
    fn a_paragraph_that_begins_with_an_amount_begins_inside() {
        assert!(begins_inside("161.20万元，支出决算为160.40万元。", false, false));
        assert!(begins_inside("15.16%；其他支出2.00万元。", false, false));
        assert!(!begins_inside("2.水利支出12.50万元。", true, false));
        assert!(!begins_inside("2024年支出12.50万元。", false, false));
        assert!(!begins_inside("1.1 水利支出12.50万元。", false, false));
    }

    #[test]
    fn names_without_their_beginning_are_fragments() {
        assert!(is_fragment("（项）支出决算"));
        assert!(is_fragment("监测（项）”支出"));
        assert!(is_fragment("测）支出"));
        assert!(!is_fragment("水利（款）水质监测（项）"));
        assert!(!is_fragment("“三公”经费支出"));
    }
}
