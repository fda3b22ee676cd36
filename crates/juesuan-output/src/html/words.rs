//! What the page says in both languages, and how values are written.

use std::borrow::Cow;

use juesuan_model::{
    Certainty, Decimal, FactRole, Item, Layout, Measure, ProgrammeKind, ProgrammeSource, Severity,
};
use juesuan_source::chars;
use maud::{Markup, html};

use crate::form::Word;
pub(super) use crate::form::{check_status, finding_kind, report_kind, severity, table_kind};

/// Both languages; the page shows the one chosen. Alike in both, once.
pub(super) fn both(zh: &str, en: &str) -> Markup {
    html! {
        @if zh == en { (zh) } @else { span lang="zh" { (zh) } span lang="en" { (en) } }
    }
}

/// A word of a table below.
pub(super) fn say((zh, en): Word) -> Markup {
    both(zh, en)
}

/// What so many findings of this severity are called.
pub(super) const fn severities(level: Severity, number: usize) -> Word {
    match (level, number) {
        (_, 1) | (Severity::Info, _) => severity(level),
        (Severity::Error, _) => ("错误", "Errors"),
        (Severity::Warning, _) => ("警告", "Warnings"),
    }
}

/// The name of an item; its key where it has none.
pub(super) fn item(item: Item) -> (Cow<'static, str>, Cow<'static, str>) {
    let key = || Cow::Owned(item.to_string());
    let zh = item.name_zh().map_or_else(key, Cow::Borrowed);
    let en = item.name_en().map_or_else(|| zh.clone(), Cow::Borrowed);
    (zh, en)
}

/// The name of a measure; its key where it has none.
pub(super) fn measure(measure: Measure) -> (Cow<'static, str>, Cow<'static, str>) {
    let key = || Cow::Owned(measure.to_string());
    let zh = measure.name_zh().map_or_else(key, Cow::Borrowed);
    let en = measure.name_en().map_or_else(|| zh.clone(), Cow::Borrowed);
    (zh, en)
}

/// Both languages in an attribute, for scripts: `zh|en`.
pub(super) fn pair((zh, en): (impl AsRef<str>, impl AsRef<str>)) -> String {
    [zh.as_ref(), en.as_ref()].join("|")
}

/// How the place of a cell is known.
pub(super) const fn certainty(certainty: Certainty) -> Word {
    match certainty {
        Certainty::Given => ("分隔符给定", "Given by separators"),
        Certainty::Ruled => ("表格线围成", "Enclosed by lines"),
        Certainty::Proved => ("合计或表式证实", "Proved by a sum or the form"),
        Certainty::Aligned => ("按位置对齐", "By its position"),
        Certainty::Inferred => ("按次序推断", "Inferred from the order"),
        _ => ("存疑，不据以报错", "Doubtful: accuses nothing"),
    }
}

pub(super) const fn fact_role(role: FactRole) -> Word {
    match role {
        FactRole::Amount => ("金额", "Amount"),
        FactRole::Change => ("增减", "Change"),
        FactRole::Percent => ("比率", "Percentage"),
        FactRole::Count => ("数量", "Count"),
        FactRole::Part => ("其中", "Part"),
        FactRole::UnitPrice => ("单价", "Unit price"),
        FactRole::Score => ("得分", "Score"),
    }
}

pub(super) const fn layout(layout: Layout) -> Word {
    match layout {
        Layout::Tabbed => ("制表符分栏", "Tab-separated"),
        Layout::Exploded => ("一格一行", "One cell a line"),
        Layout::Piped => ("竖线分栏", "Piped"),
        Layout::Html => ("HTML 表格", "HTML table"),
        Layout::Aligned => ("空格对齐", "Aligned by blanks"),
        Layout::Mixed => ("混合版式", "Mixed"),
    }
}

pub(super) const fn programme_kind(kind: ProgrammeKind) -> Word {
    match kind {
        ProgrammeKind::Programme => ("项目", "Programme"),
        ProgrammeKind::Department => ("部门整体", "Department"),
        ProgrammeKind::Fund => ("基金", "Fund"),
    }
}

pub(super) const fn programme_source(source: ProgrammeSource) -> Word {
    match source {
        ProgrammeSource::Report => ("自评报告", "Own report"),
        ProgrammeSource::Summary => ("汇总", "Summary"),
    }
}

/// What is known under the word that names a repair; a new word stands for itself.
const REPAIRS: &[(&str, Word)] = &[
    ("closed_gap", ("去掉字间空格", "Blanks between characters closed")),
    ("computed_formula", ("算出公式的值", "Formula computed")),
    ("cut_line", ("行尾被截断", "Line cut off")),
    ("dropped_page_number", ("去掉夹入的页码", "Page number taken out")),
    ("dropped_repeat", ("去掉重复印出的内容", "Repeated text taken out")),
    ("folded_width", ("全角字符转为半角", "Full-width characters folded")),
    ("healed_number", ("接合断开的数字", "Broken number joined")),
    ("hidden_columns", ("隐藏的列", "Hidden columns")),
    ("hidden_rows", ("隐藏的行", "Hidden rows")),
    ("hidden_sheet", ("隐藏的工作表", "Hidden sheets")),
    ("hidden_text", ("隐藏的文字", "Hidden text")),
    ("joined_digits", ("接合断开的数字", "Broken number joined")),
    ("joined_paragraph", ("接合被分页断开的段落", "Paragraph joined over a page break")),
    ("joined_row", ("接合被分页断开的行", "Row joined over a page break")),
    ("moved_cell", ("单元格移回所属的列", "Cell moved to its column")),
    ("parted_names", ("分开交错的名称", "Names of neighbouring rows parted")),
    ("parted_rows", ("按单元格规律分行", "Rows parted by the rhythm of their cells")),
    ("read_code", ("还原科目编码", "Code put together")),
    ("read_word", ("数字的文字写法", "Number printed as a word")),
    ("stitched_table", ("拼接被分页断开的表", "Table joined over a page break")),
    ("uncertain", ("不能确定，照原样保留", "Uncertain, left as printed")),
    ("undecodable", ("无法解码的字节", "Bytes that cannot be decoded")),
    ("ocr_page", ("识别出文字的图片页", "Pages whose characters were recognised")),
    ("page_without_text", ("没有文字的页（扫描或图片）", "Pages without text (scans or pictures)")),
    ("wrapped_row", ("接合折成多行的名称", "Name wrapped over lines joined")),
];

pub(super) fn repair_kind(kind: &str) -> Markup {
    let known = REPAIRS.iter().find(|(word, _)| *word == kind);
    known.map_or_else(|| html! { (kind) }, |(_, word)| say(*word))
}

/// Why a number was not read, in English, under the words of the report.
const REASONS: &[Word] = &[
    ("编号", "Numbering"),
    ("目录", "Table of contents"),
    ("页码", "Page number"),
    ("表号、图号或附件号", "Number of a form, picture or annex"),
    ("表头中的数字", "Part of a table header"),
    ("栏次", "Column number"),
    ("空行的行次或序号", "Row number of an empty row"),
    ("无数值行的编码或名称", "Code or name of a row without figures"),
    ("日期", "Date"),
    ("文号", "Document number"),
    ("名称中的数字", "Part of a name"),
    ("科目编码", "Code of a subject"),
    ("电话、邮编等号码", "Telephone number, post code and the like"),
    ("等级或条件的界限", "Bound of a grade or condition"),
    ("转换软件留下的标记", "Left behind by a converter"),
    ("行尾被截断，数字不完整", "Cut off at the end of its line"),
    ("表中文字单元格里的数字", "Part of a text in a table"),
    ("单元格无法确定为一个数", "Cell that is not certainly one number"),
    ("正文中的数字，未识别为数据陈述", "In running text, not understood"),
    ("标题中的数字", "Part of a heading"),
    ("注释中的数字", "Part of a note"),
];

/// Why something was read otherwise than printed, in English, under the words of the report.
const REPAIR_REASONS: &[Word] = &[
    ("工作簿没有存公式的值，按公式算出", "The workbook stores no value for this formula: it was computed"),
    ("文件中隐藏的内容，未读取", "Hidden in the file, and not read"),
    ("文件中隐藏的内容，已一并读取", "Hidden in the file, and read with the rest"),
    ("分页后重复印出同一张表的表头", "Header repeated after a page break"),
    (
        "分页后的一行缺少各行都有的单元格，应接上一行",
        "Row after a page break lacks cells that every row has: it goes on with the row before",
    ),
    (
        "分页两侧的数字接成一个数后，该列合计为整十数",
        "Joined, the digits on both sides of the page break give the column a round total",
    ),
    (
        "接成一个数后得分不超过分值，分值已由合计证实",
        "Joined, the score is at most its weight, which its total proves",
    ),
    (
        "分页两侧都有数字，没有合计能说明是否为一个数",
        "Digits on both sides of a page break, and no total tells whether they are one number",
    ),
    ("去掉空格后单元格是一个完整的数", "Without the blanks the cell is one well-formed number"),
    ("全角数字和符号按半角读取", "Full-width digits and signs are read as ASCII"),
    ("数字和符号不成一个数，照原样保留", "Digits and signs that are no well-formed number: left as printed"),
    ("数字之间的空格是转换造成的", "Blanks between digits come from the conversion"),
    ("汉字之间本无空格", "Chinese words are written without blanks"),
    ("全角字母和数字按半角读取", "Full-width letters and digits are read as ASCII"),
    (
        "名称折在本行上下，并与相邻行的名称交错",
        "Name wrapped around its row, between the parts of its neighbour's",
    ),
    ("名称印在数值的上一行", "Name on the line above its values"),
    ("名称印在数值的下一行", "Name on the line below its values"),
    ("名称折在本行上下", "Name wrapped around its row"),
    ("本行部分数值印在上一行", "Some figures of the row are on the line above"),
    ("数值列中的“零”即 0", "In a column of figures 零 is 0"),
    ("表中各行之间单独的数字是页码", "A lone number between the rows is a page number"),
    ("合计行里印的是编码各栏的名称，不是编码", "Names of the code columns in the row of the total: no codes"),
    ("编码的类、款、项各占一列", "The parts of a code stand in columns of their own"),
    ("三位、五位或七位编码与名称连写", "Codes of three, five or seven digits right before the names"),
    ("各行之后多印一个空单元格，按它分行", "An empty cell more than the columns ends each row"),
    (
        "各行之间没有空行，按同类单元格的重复规律分行",
        "No blank line parts the rows; cells of the same kinds come again",
    ),
    ("段落被分页断开，前后相接", "Paragraph cut by a page break"),
    ("本文件各行在同一宽度处被截断，行尾文字缺失", "All lines of the document are cut off at one width"),
    (
        "执行率印作小数，与执行数除以预算数的商相符",
        "Rate printed as a fraction: it is execution divided by budget",
    ),
];

/// Why a number was not read, or read otherwise; a reason that is not known here stands for itself.
pub(super) fn reason(reason: &str) -> Markup {
    let known = REASONS.iter().chain(REPAIR_REASONS).find(|(zh, _)| *zh == reason);
    known.map_or_else(|| html! { span.foreign lang="zh-CN" { (reason) } }, |word| say(*word))
}

/// A number with thousands separators, its printed decimals kept: 16,483.02.
pub(super) fn grouped(number: Decimal) -> String {
    let text = number.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(w, d)| (w, Some(d)));
    let mut out = String::with_capacity(text.len() + text.len() / 3);
    out.push_str(sign);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

/// A count with thousands separators.
pub(super) fn count(number: impl TryInto<u64>) -> String {
    grouped(number.try_into().map_or(Decimal::MAX, Decimal::from))
}

/// The beginning and the end of a text that must fit, since names that begin alike differ at their end; `wide` characters
/// of the width of Chinese ones, two narrow ones for each.
pub(super) fn shortened(text: &str, wide: usize) -> Cow<'_, str> {
    let room = wide * 2;
    if chars::columns(text) <= room {
        return Cow::Borrowed(text);
    }
    let fits = |room: usize| {
        let mut left = room;
        move |c: char| {
            let rest = left.checked_sub(chars::width(c));
            left = rest.unwrap_or(0);
            rest.is_some()
        }
    };
    let end_room = room.saturating_sub(2) / 2;
    let (mut of_head, mut of_end) = (fits(room.saturating_sub(2) - end_room), fits(end_room));
    let head = text.char_indices().find(|(_, c)| !of_head(*c)).map_or(text.len(), |(at, _)| at);
    let end =
        text.char_indices().rev().take_while(|(_, c)| of_end(*c)).last().map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{}…{}", text.get(..head).unwrap_or_default(), text.get(end..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_decimals_and_get_separators() {
        let check = |text: &str, shown: &str| assert_eq!(grouped(text.parse().unwrap()), shown);
        check("0.00", "0.00");
        check("16483.020", "16,483.020");
        check("-123456", "-123,456");
        check("100", "100");
        check("1000", "1,000");
        assert_eq!(count(1_234_567_u32), "1,234,567");
    }

    #[test]
    fn long_text_is_shortened_by_width() {
        assert_eq!(shortened("一般公共预算", 6), "一般公共预算");
        assert_eq!(shortened("一般公共预算财政", 6), "一般…财政");
        assert_eq!(shortened("abcdefgh", 3), "ab…gh");
    }
}
