//! Which unit a figure is in: printed above the table, in a header, in a label.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use juesuan_model::Unit;
use juesuan_segment::plain;
use juesuan_table as grid;
use juesuan_vocabulary::units;
use juesuan_vocabulary::{performance::IS, units::UNIT};

use crate::{Document, Vocabulary};

/// The unit printed with a table: on its unit line, else in its title, caption or first headers.
pub(super) fn of_table(document: &Document<'_>, table: &grid::Grid) -> Option<Unit> {
    let (source, words) = (document.source(), document.vocabulary());
    let context = &table.context;
    let line = context.unit.and_then(|span| in_unit_line(words, &plain(span.text(source))));
    let titles = [context.caption, context.title].into_iter().flatten();
    let titles = titles.map(|span| plain(span.text(source)));
    // a form names the part that a stretch of rows is about in front of them: "预算执行情况（万元）"
    let stubs = table.columns.iter().filter(|column| !matches!(column.role, grid::Role::Figure));
    let in_heads = |mut columns: std::slice::Iter<'_, grid::Column>| {
        columns.find_map(|column| {
            column.path.iter().find_map(|name| in_parentheses(words, name).filter(is_money))
        })
    };
    let mut stubs = stubs.flat_map(|column| &column.path);
    line.or_else(|| titles.into_iter().find_map(|title| in_parentheses(words, &title)))
        .or_else(|| stubs.find_map(|name| in_parentheses(words, name).filter(is_money)))
        .or_else(|| in_heads(table.columns.iter()))
}

const fn is_money(unit: &Unit) -> bool {
    unit.money().is_some()
}

/// "单位：万元", "金额单位：元", "（万元）".
fn in_unit_line(words: &Vocabulary, text: &str) -> Option<Unit> {
    let after = text.rsplit_once(UNIT).map_or(text, |(_, after)| after);
    let word = after.trim_start_matches(['：', ':', IS]).trim_matches(['(', ')', '（', '）', '。']);
    // 单位：万元、%; 单位：元（保留两位小数）
    let first =
        || word.split(['、', '，', ',', '（', '(']).next().map(str::trim).and_then(|first| words.unit(first));
    words.unit(word).or_else(|| in_parentheses(words, text)).or_else(first)
}

/// The unit that a header states: in parentheses, or by what it counts.
pub(crate) fn in_header(words: &Vocabulary, header: &str) -> Option<Unit> {
    in_parentheses(words, header).or_else(|| {
        // the first of the list that is in the header, wherever it stands
        let found = HEADER_WORDS.as_ref()?.find_overlapping_iter(header);
        let (_, unit) = units::HEADER_UNITS.get(found.map(|found| found.pattern().as_usize()).min()?)?;
        Unit::named(unit)
    })
}

/// Finds the words of headers that count in one pass.
static HEADER_WORDS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(units::HEADER_UNITS.iter().map(|(word, _)| word)).ok());

/// The unit that a row's label states: "公务用车保有量（辆）".
pub(super) fn in_label(words: &Vocabulary, label: &str) -> Option<Unit> {
    in_parentheses(words, label)
}

/// The unit in the last parentheses of a text that hold one: "预算执行情况（万元）".
fn in_parentheses(words: &Vocabulary, text: &str) -> Option<Unit> {
    // a form may print the points of a part behind its unit: 预算执行情况（万元）（20分）
    text.rsplit([')', '）']).skip(1).find_map(|before| {
        let open = before.rfind(['(', '（'])?;
        let inside = before[open..].trim_start_matches(['(', '（']);
        words.unit(inside.rsplit(['：', ':']).next().unwrap_or(inside))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(unit: Option<Unit>) -> String {
        unit.map_or_else(String::new, |unit| unit.to_string())
    }

    #[test]
    fn units_are_found_where_they_are_printed() {
        assert_eq!(name(in_unit_line(&Vocabulary::default(), "单位：万元")), "万元");
        assert_eq!(name(in_unit_line(&Vocabulary::default(), "金额单位:元")), "元");
        assert_eq!(name(in_unit_line(&Vocabulary::default(), "单位：万元、%")), "万元");
        assert_eq!(name(in_unit_line(&Vocabulary::default(), "金额单位：元（保留两位小数）")), "元");
        assert_eq!(name(in_unit_line(&Vocabulary::default(), "万元")), "万元");
        assert_eq!(name(in_header(&Vocabulary::default(), "执行率")), "%");
        assert_eq!(name(in_header(&Vocabulary::default(), "自评得分")), "分");
        assert_eq!(name(in_header(&Vocabulary::default(), "预算数（元）")), "元");
        assert_eq!(name(in_header(&Vocabulary::default(), "全年执行数（B）")), "");
        assert_eq!(name(in_label(&Vocabulary::default(), "公务用车保有量（辆）")), "辆");
        assert_eq!(name(in_label(&Vocabulary::default(), "维修（护）费")), "");
    }
}
