//! What the page says in both languages, and how values are written.

use std::borrow::Cow;

use juesuan_model::{
    CheckStatus, Decimal, FactRole, FindingKind, Item, Layout, ProgrammeKind, ProgrammeSource, ReportKind,
    Severity, TableKind,
};
use maud::{Markup, html};

/// A word in Chinese and English.
pub(super) type Word = (&'static str, &'static str);

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

/// The name of an item; its key where it has none.
pub(super) fn item(item: Item) -> (Cow<'static, str>, Cow<'static, str>) {
    let key = || Cow::Owned(item.to_string());
    let zh = item.name_zh().map_or_else(key, Cow::Borrowed);
    let en = item.name_en().map_or_else(|| zh.clone(), Cow::Borrowed);
    (zh, en)
}

pub(super) const fn severity(severity: Severity) -> Word {
    match severity {
        Severity::Error => ("错误", "Error"),
        Severity::Warning => ("警告", "Warning"),
        Severity::Info => ("提示", "Info"),
    }
}

pub(super) const fn finding_kind(kind: FindingKind) -> Word {
    match kind {
        FindingKind::Sum => ("合计", "Sum"),
        FindingKind::CrossTable => ("表间", "Between tables"),
        FindingKind::TableVsText => ("表与文", "Table against text"),
        FindingKind::TextVsText => ("文与文", "Text against text"),
        FindingKind::Percent => ("百分比", "Percentage"),
        FindingKind::Unit => ("单位", "Unit"),
        FindingKind::Rounding => ("四舍五入", "Rounding"),
        FindingKind::Range => ("取值范围", "Range"),
        FindingKind::TotalScore => ("总分", "Total score"),
        FindingKind::Missing => ("缺失", "Missing"),
        FindingKind::Duplicate => ("重复", "Duplicate"),
        FindingKind::Truncated => ("截断", "Cut off"),
        FindingKind::Name => ("名称", "Name"),
    }
}

pub(super) const fn check_status(status: CheckStatus) -> Word {
    match status {
        CheckStatus::Pass => ("通过", "Pass"),
        CheckStatus::Finding => ("有问题", "Findings"),
        CheckStatus::NotApplicable => ("不适用", "Not applicable"),
        CheckStatus::InsufficientData => ("数据不足", "Insufficient data"),
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

pub(super) const fn table_kind(kind: TableKind) -> Word {
    match kind {
        TableKind::Statement => ("法定报表", "Statutory"),
        TableKind::BudgetUse => ("预算执行", "Budget use"),
        TableKind::Management => ("资金管理", "Management"),
        TableKind::Score => ("自评评分", "Scores"),
        TableKind::Target => ("绩效目标", "Targets"),
        TableKind::Summary => ("自评汇总", "Summary"),
        TableKind::Overall => ("总体得分", "Overall score"),
        TableKind::Disclosure => ("其他公开事项", "Other disclosures"),
        TableKind::Other => ("其他", "Other"),
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

pub(super) const fn report_kind(kind: ReportKind) -> Word {
    match kind {
        ReportKind::DepartmentAccounts => ("部门决算", "Department accounts"),
        ReportKind::UnitAccounts => ("单位决算", "Unit accounts"),
        ReportKind::PerformanceReport => ("绩效自评报告", "Performance report"),
        ReportKind::Excerpt => ("摘录", "Excerpt"),
        ReportKind::Other => ("其他", "Other"),
    }
}

/// What is known under the word that names a repair; a new word stands for itself.
const REPAIRS: &[(&str, Word)] = &[
    ("closed_gap", ("去掉字间空格", "Blanks between characters closed")),
    ("cut_line", ("行尾被截断", "Line cut off")),
    ("healed_number", ("接合断开的数字", "Broken number joined")),
    ("joined_digits", ("接合断开的数字", "Broken number joined")),
    ("joined_paragraph", ("接合被分页断开的段落", "Paragraph joined over a page break")),
    ("joined_row", ("接合被分页断开的行", "Row joined over a page break")),
    ("stitched_table", ("拼接被分页断开的表", "Table joined over a page break")),
    ("undecodable", ("无法解码的字节", "Bytes that cannot be decoded")),
];

pub(super) fn repair_kind(kind: &str) -> Markup {
    let known = REPAIRS.iter().find(|(word, _)| *word == kind);
    known.map_or_else(|| html! { (kind) }, |(_, word)| say(*word))
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

/// The first characters of a text that must fit; `wide` characters of the width of Chinese ones, two narrow ones for each.
pub(super) fn shortened(text: &str, wide: usize) -> Cow<'_, str> {
    let mut width = 0;
    for (at, c) in text.char_indices() {
        width += if c.is_ascii() { 1 } else { 2 };
        if width > wide * 2 {
            return Cow::Owned(format!("{}…", text.get(..at).unwrap_or_default()));
        }
    }
    Cow::Borrowed(text)
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
        assert_eq!(shortened("一般公共预算财政", 6), "一般公共预算…");
        assert_eq!(shortened("abcdefgh", 3), "abcdef…");
    }
}
