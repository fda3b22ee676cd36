//! Short lines that say what a table is about: its unit, its department, its number, its notes, captions.

use juesuan_source::chars::{before_year, blank_length, is_digit, is_minus, is_numeral, year_digit};
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::{bodies, units};
use juesuan_vocabulary::{headings, performance};

use crate::BlockKind;
use crate::markup::{blank_len_back, eat, skip_blanks, trim};
use crate::tuning::TUNING;

/// What the line says, if it is a label.
pub(crate) fn label(text: &str) -> Option<BlockKind> {
    let &[a, b, c, ..] = text.as_bytes() else { return None };
    // by the first character, since this is asked for every line
    let first = [a, b, c];
    let is = |words: &str| words.as_bytes().as_chunks().0.contains(&first);
    if is(headings::NOTE_STARTS) {
        return note(text).or_else(|| target(text));
    }
    if text.len() > TUNING.label.label_limit.bytes() || (a != b'(' && !is(headings::LABEL_STARTS)) {
        return None;
    }
    let body = text.strip_prefix(['（', '(']).unwrap_or(text);
    if is(headings::CAPTION_STARTS) || body.len() < text.len() {
        return caption(body).or_else(|| unit(body));
    }
    if !has_early_colon(text.as_bytes()) {
        return if is(headings::NUMBER_STARTS) { form_number(body) } else { None };
    }
    unit(body).or_else(|| department(text)).or_else(|| numbered_title(body))
}

/// 预算01-1表：部门收支预算总表: the number of a form, and its title behind it.
fn numbered_title(text: &str) -> Option<BlockKind> {
    let (number, title) = text.split_once(['：', ':'])?;
    (form_number(number).is_some() && title.trim_end().ends_with(headings::FORM_TITLE_ENDS))
        .then_some(BlockKind::Caption)
}

/// Whether a colon stands near the start, as it does after the words of a label.
fn has_early_colon(bytes: &[u8]) -> bool {
    has_colon(&bytes[..bytes.len().min(TUNING.label.far.bytes())])
}

/// Where the line must be cut so that each piece is one label, as byte offsets; empty for a line that says one thing.
///
/// "部门：某局    2022年度    单位：万元" gives the offset of 单位; so does "部门：某局单位：万元".
pub(crate) fn cuts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let limit = if bytes.len() > 2 * TUNING.label.label_limit.bytes() { 0 } else { bytes.len() };
    let glued = glued_unit(&text[..limit]);
    (1..limit).filter(move |&at| {
        let begins =
            text.is_char_boundary(at) && blank_length(&bytes[at..]) == 0 && blank_len_back(&bytes[..at]) > 0;
        glued == Some(at)
            || begins && {
                let rest = &text[at..];
                let piece = rest.split(['\t', ' ', '\u{3000}']).next().unwrap_or(rest);
                let kind = label(trim(rest)).or_else(|| label(piece));
                matches!(kind, Some(BlockKind::Unit | BlockKind::Department | BlockKind::FormNumber))
            }
    })
}

/// Where the label of a unit begins that stands at the end of a line, right behind the name of the body.
fn glued_unit(text: &str) -> Option<usize> {
    department(text)?;
    let inside = text.char_indices().map(|(at, _)| at).skip(1);
    let at = inside.into_iter().find(|&at| unit(&text[at..]).is_some())?;
    department(&text[..at]).map(|_| at)
}

fn colon(text: &str) -> Option<&str> {
    skip_blanks(text).strip_prefix(['：', ':']).map(skip_blanks)
}

/// Whether a colon stands in a text, of either width.
fn has_colon(bytes: &[u8]) -> bool {
    memchr::memchr2_iter(b':', 0x9A, bytes)
        .any(|at| bytes[at] == b':' || bytes[..=at].ends_with("：".as_bytes()))
}

fn unit(text: &str) -> Option<BlockKind> {
    if !has_colon(text.as_bytes()) {
        return None;
    }
    let value = units::LABELS.iter().find_map(|word| eat(text, word).and_then(colon))?;
    let known = units::TABLE_UNITS.iter().any(|unit| value.starts_with(unit));
    (known && value.chars().count() <= TUNING.label.unit).then_some(BlockKind::Unit)
}

/// Whether a text begins with a label of the body that publishes a form: 编制单位：, 部门/单位：, 填报单位（盖章）：.
pub fn names_department(text: &str) -> bool {
    department(text).is_some()
}

fn department(text: &str) -> Option<BlockKind> {
    // hardly any line or cell has the colon behind such a label
    if !has_colon(text.as_bytes()) {
        return None;
    }
    let listed = || bodies::DEPARTMENT_LABELS.iter().find_map(|word| eat(text, word).and_then(colon));
    let value = listed().or_else(|| behind_composed_label(text))?;
    let closed = value.contains(['。', '；', '，']);
    (!closed).then_some(BlockKind::Department)
}

/// What stands behind a label that is put together of the words of such labels.
fn behind_composed_label(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(behind) = bodies::DEPARTMENT_LABEL_PARTS.iter().find_map(|part| eat(rest, part)) {
        rest = skip_blanks(behind);
    }
    let label = trim(text.get(..text.len() - rest.len())?);
    colon(rest).filter(|_| bodies::DEPARTMENT_LABEL_ENDS.any_ends(label))
}

/// 公开01表, 财决公开 01 表, 公开表1, 预算01-1表
fn form_number(text: &str) -> Option<BlockKind> {
    let mut body = text;
    while let Some(rest) = headings::FORM_NUMBER_STARTS.iter().find_map(|word| eat(body, word)) {
        body = rest;
    }
    if body.len() == text.len() || body.len() > TUNING.label.form_number.bytes() {
        return None;
    }
    let mut digits = 0;
    let fits = skip_blanks(body).chars().all(|c| {
        digits += u32::from(is_digit(c));
        c.is_alphanumeric() && (c.is_ascii() || headings::TABLE.contains(c) || c >= '０')
            || c == ' '
            || c == '-'
    });
    (fits && digits > 0 && body.contains(headings::TABLE)).then_some(BlockKind::FormNumber)
}

fn note(text: &str) -> Option<BlockKind> {
    let rest = headings::NOTE_LABELS.iter().find_map(|word| eat(text, word))?;
    let rest = skip_blanks(rest).trim_start_matches(|c: char| c.is_ascii_digit());
    colon(rest).map(|_| BlockKind::Note)
}

/// Digits, ASCII alone, and Chinese numerals.
fn is_number(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}

/// 图1：…, 图六 …, 表 1-2-1 …
fn caption(text: &str) -> Option<BlockKind> {
    let rest = skip_blanks([headings::FIGURE, headings::TABLE].strip_start(text)?);
    let number = |c: char| is_number(c) || is_minus(c) || matches!(c, '.' | '．');
    let after = rest.trim_start_matches(number);
    let numbered =
        after.len() < rest.len() && rest.starts_with(|c: char| c.is_ascii_digit() || c > '\u{4dff}');
    let parted = after.is_empty()
        || after.starts_with([' ', '：', ':', '、', '\u{3000}', '\t', '）'])
        || rest.as_bytes()[0] < 0x80;
    let title = !after.contains(['。', '；', '，']);
    // 表4 alone is the number of the form whose title stands beside it
    let alone = after.is_empty() && text.starts_with(headings::TABLE);
    let kind = if alone { BlockKind::FormNumber } else { BlockKind::Caption };
    (numbered && parted && title).then_some(kind)
}

/// 目标 1：…
fn target(text: &str) -> Option<BlockKind> {
    let rest = skip_blanks(eat(text, performance::TARGET)?);
    let after = rest.trim_start_matches(|c: char| is_number(c));
    (after.len() < rest.len()).then(|| colon(after)).flatten().map(|_| BlockKind::ListItem)
}

/// Whether a text is a year and nothing else: （2024年度）.
pub(crate) fn is_year(text: &str) -> bool {
    let inside = text.trim().trim_matches(['（', '）', '(', ')']);
    before_year(inside)
        .is_some_and(|year| year.chars().count() == 4 && year.chars().all(|c| year_digit(c).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn labels() {
        let texts = [
            "单位：万元",
            "（单位:元）",
            "金额单位：人民币万元",
            "单位：清河县卫生监督局",
            "部门：云台区卫生监督局",
            "编制单位: 某局",
            "部门/单位：清河县水利局",
            "填报单位（盖章）：某局",
            "单位编码及名称：[300]某局",
            "部门预算：安排情况",
            "单位及部门预算情况",
            "公开01表",
            "财决公开 01 表",
            "公开情况如下",
            "注：本表反映收支。",
            "说明：无此支出。",
            "说明书",
            "图1：变动情况",
            "（图六：结构）",
            "表 1-2-1 统计表",
            "表彰先进",
            "图书馆",
            "目标 2：完成全部工作",
            "目标明确",
            "单位资金",
            "表 4-1",
            "预算01-1表",
            "预算01-1表：部门收入预算表",
            "部门预算01表",
            "部门公开表5",
            "部门决算公开表 5",
            "决算公开05表",
            "部门决算05表",
            "单位公开05-1表",
            "部门决算表",
            "部门公开5项",
            "单位5个",
        ];
        let shown = texts.map(|t| format!("{t} → {:?}\n", label(t))).concat();
        expect![[r"
            单位：万元 → Some(Unit)
            （单位:元） → Some(Unit)
            金额单位：人民币万元 → Some(Unit)
            单位：清河县卫生监督局 → Some(Department)
            部门：云台区卫生监督局 → Some(Department)
            编制单位: 某局 → Some(Department)
            部门/单位：清河县水利局 → Some(Department)
            填报单位（盖章）：某局 → Some(Department)
            单位编码及名称：[300]某局 → Some(Department)
            部门预算：安排情况 → None
            单位及部门预算情况 → None
            公开01表 → Some(FormNumber)
            财决公开 01 表 → Some(FormNumber)
            公开情况如下 → None
            注：本表反映收支。 → Some(Note)
            说明：无此支出。 → Some(Note)
            说明书 → None
            图1：变动情况 → Some(Caption)
            （图六：结构） → Some(Caption)
            表 1-2-1 统计表 → Some(Caption)
            表彰先进 → None
            图书馆 → None
            目标 2：完成全部工作 → Some(ListItem)
            目标明确 → None
            单位资金 → None
            表 4-1 → Some(FormNumber)
            预算01-1表 → Some(FormNumber)
            预算01-1表：部门收入预算表 → Some(Caption)
            部门预算01表 → Some(FormNumber)
            部门公开表5 → Some(FormNumber)
            部门决算公开表 5 → Some(FormNumber)
            决算公开05表 → Some(FormNumber)
            部门决算05表 → Some(FormNumber)
            单位公开05-1表 → Some(FormNumber)
            部门决算表 → None
            部门公开5项 → None
            单位5个 → None
        "]]
        .assert_eq(&shown);
    }

    #[test]
    fn one_line_with_several_labels() {
        let at = |text: &str| cuts(text).map(|at| text[at..].to_owned()).collect::<Vec<_>>();
        assert_eq!(at("部门：云台区卫生监督局   2022年度   金额单位：万元"), ["金额单位：万元"]);
        assert_eq!(at("收入决算表\t公开02表\t单位：元"), ["公开02表\t单位：元", "单位：元"]);
        assert_eq!(at("编制部门：云台区卫生监督局金额单位：万元"), ["金额单位：万元"]);
        assert!(at("部门：云台区卫生监督局").is_empty());
        assert!(at("编制单位：云台区卫生监督局").is_empty());
    }
}
