//! Lines that begin in the middle of a sentence, because the page broke it there.

use juesuan_vocabulary::classification::{CLASS, SECTION};

use crate::{Context, TextLine};

/// Where sentences and the parts of them end.
const ENDS: [char; 10] = ['。', '；', '：', '！', '？', ';', ':', '!', '?', '”'];

/// What shows that a line is of running text, and no heading.
const PARTS: [char; 5] = ['，', '。', '；', '：', '“'];

/// Whether the line above is of running text or the path of an item, and ends without a mark: a name at the beginning
/// of this one may be the rest of a longer name.
pub(crate) fn begins_inside(context: &Context<'_>, line: &TextLine<'_>) -> bool {
    context.line_above(line, 1).is_some_and(|above| is_left_open(above.text.trim()))
}

fn is_left_open(line: &str) -> bool {
    let levels = |c: char| c == CLASS || c == SECTION;
    let in_path = line.contains(levels) && line.contains(['（', '(']);
    !line.is_empty() && !line.ends_with(ENDS) && !line.contains('\t') && (in_path || line.contains(PARTS))
}

#[cfg(test)]
mod tests {
    use super::is_left_open;

    #[test]
    fn headings_rows_and_ended_sentences_are_not_left_open() {
        assert!(is_left_open("2、农林水支出（类）水利行业业务"));
        assert!(is_left_open("本年支出合计52.40万元，其中：水利"));
        assert!(!is_left_open("五、一般公共预算财政拨款支出决算情况说明"));
        assert!(!is_left_open("支出决算为52.40万元，完成预算的100%。"));
        assert!(!is_left_open("213\t农林水支出，\t52.40"));
        assert!(!is_left_open(""));
    }
}
