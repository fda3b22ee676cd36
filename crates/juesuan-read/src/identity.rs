//! Who published the document, for which year, and how it is called.

use std::collections::BTreeMap;

use juesuan_model::{Report, ReportKind};
use juesuan_segment::{Block, BlockKind, plain};
use juesuan_source::{chars, find, find_first};
use juesuan_vocabulary::lists::OF;
use juesuan_vocabulary::{WordList as _, bodies, budget, dates, headings, sentences};
use memchr::memmem;

use crate::Document;
use crate::tuning::TUNING;

/// The lines of the cover that look like a title, joined; else the first line of text.
pub(crate) fn title(document: &Document<'_>) -> String {
    let source = document.source();
    let cover = || {
        document
            .segmentation
            .blocks
            .iter()
            .filter(|block| block.kind != BlockKind::Blank)
            .take(TUNING.identity.cover)
            .take_while(|b| b.kind != BlockKind::Contents && !matches!(b.kind, BlockKind::Fragment(_)))
    };
    let text = |block: &Block| plain(block.span.text(source)).into_owned();
    let short = |text: &String| {
        text.chars().count() <= TUNING.identity.title && !text.contains(['。', '；', '，', '：', ',', ';'])
    };
    // a numbered heading names a part and not the whole
    let unnumbered = |block: &&Block| {
        let section = block.section.and_then(|id| document.segmentation.sections.get(id.0 as usize));
        block.kind != BlockKind::Heading || section.is_none_or(|section| section.marker.is_none())
    };
    cover()
        .filter(unnumbered)
        .map(text)
        .find(|text| short(text) && headings::DOCUMENT_TITLES.any_in(text))
        .unwrap_or_default()
}

/// The name of the body: as the forms print it, else as the title does.
pub(crate) fn entity(document: &Document<'_>, title: &str) -> Option<String> {
    let source = document.source();
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for block in &document.segmentation.blocks {
        let printed = matches!(block.kind, BlockKind::Department | BlockKind::Unit)
            || (block.kind == BlockKind::Paragraph && block.span.len() < TUNING.identity.labelled.bytes());
        let text = block.span.text(source);
        let labelled = printed && (find(text, "：").is_some() || text.contains(':'));
        if labelled && let Some(name) = labelled_name(&plain(text)) {
            *votes.entry(name).or_default() += 1;
        }
    }
    // a form may print the name in a row of its grid
    let in_grids = document.tables.tables.iter().filter_map(|table| table.context.department);
    if votes.is_empty() {
        for name in in_grids.filter_map(|span| labelled_name(&plain(span.text(source)))) {
            *votes.entry(name).or_default() += 1;
        }
    }
    let most = votes.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name);
    most.or_else(|| name_in_title(title)).or_else(|| {
        let sections = &document.segmentation.sections;
        sections
            .iter()
            .take(TUNING.identity.cover)
            .find_map(|section| name_in_title(&plain(section.title.text(source))))
    })
}

/// "部门：某某局单位：万元" → 某某局
fn labelled_name(line: &str) -> Option<String> {
    let label = bodies::PRINTED_LABELS.iter().find(|label| line.starts_with(**label))?;
    let rest = &line[label.len()..];
    // 单位（盖章）：
    let stamped = bodies::STAMPS.iter().find_map(|stamp| rest.strip_prefix(stamp));
    let rest = stamped.unwrap_or(rest).strip_prefix(['：', ':'])?;
    // the code of the body in the budget: 219001-清河县水利局
    let coded = rest.trim_start_matches(chars::is_digit).strip_prefix(['-', '_', '－']);
    let rest = coded.unwrap_or(rest);
    let end = bodies::BEHIND_NAME
        .iter()
        .filter_map(|word| find(rest, word))
        .chain(rest.find(chars::is_digit))
        .min();
    let name = rest[..end.unwrap_or(rest.len())].trim_end_matches(['（', '(']);
    let own = name.trim_end_matches(['）', ')']);
    let own = bodies::OWN_LEVEL.strip_end(own).unwrap_or(own);
    // a sentence behind a label says what the body does
    if own.contains(['，', '。', '；']) {
        return None;
    }
    ends_as_body(own.trim_end_matches(['（', '('])).then(|| name.to_owned())
}

/// The part of a title up to the words that follow a name, without a leading year.
fn name_in_title(title: &str) -> Option<String> {
    let rest = without_year(title);
    let rest = bodies::BEFORE_NAME.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = without_year(rest);
    let end = find_first(rest, bodies::AFTER_NAME).map_or(rest.len(), |(at, _)| at);
    let end = rest[..end].find(chars::is_digit).unwrap_or(end);
    let name = &rest[..end];
    ends_as_body(name).then(|| name.to_owned())
}

/// A title without the year in front of it; 九江 and 六安 begin like one and are names.
fn without_year(title: &str) -> &str {
    let behind = title.trim_start_matches(|c| year_digit(c).is_some());
    chars::behind_year(behind).filter(|_| behind.len() < title.len()).unwrap_or(title)
}

fn ends_as_body(name: &str) -> bool {
    name.chars().count() >= 3 && bodies::ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The province, city, county or district in front of a body's name: 清河县 of 清河县卫生监督局.
pub(crate) fn region(name: &str) -> Option<&str> {
    // the last of them that is followed by the name of an office and preceded by a name
    // 市场监督管理局, 区划地名站: these begin the name of an office
    let begins_office =
        |at: usize| bodies::OFFICES_LIKE_REGIONS.iter().any(|word| name[at..].starts_with(word));
    let ends = name
        .char_indices()
        .filter(|(at, c)| *at >= 3 && bodies::REGION_ENDS.contains(c) && !begins_office(*at))
        .map(|(at, c)| at + c.len_utf8());
    let end = ends.filter(|&end| name[end..].chars().count() >= 2).max()?;
    Some(&name[..end])
}

/// The department above a body, where the text says so: 本单位隶属于清河县水利局, 是清河县水利局所属事业单位.
pub(crate) fn superior(source: &str, own: &str) -> Option<String> {
    // what stands further off is no name
    let clause = |at: usize| {
        let near = &source[at..source.floor_char_boundary(at + 6 * TUNING.identity.longest_name)];
        near.split(['，', '。', '；', '、', ',', ';', '\n']).next().unwrap_or("")
    };
    bodies::BELONGS.iter().find_map(|word| {
        memmem::find_iter(source.as_bytes(), word.as_bytes()).find_map(|at| {
            let clause = clause(at + word.len());
            let name = match find_first(clause, bodies::BELONGING) {
                Some((end, _)) => &clause[..end],
                None if word.starts_with(bodies::SUBORDINATE) => clause.trim_end_matches(['）', ')']),
                None => return None,
            };
            let name = name.trim_end_matches([OF, '（', '(']).trim();
            let fits =
                name != own && name.chars().count() <= TUNING.identity.longest_name && ends_as_body(name);
            // 镇政府, 县水利局 name no body
            (fits && region(name).is_some()).then(|| name.to_owned())
        })
    })
}

/// What kind of document it is, by what it holds and how it is called.
pub(crate) fn kind(document: &Document<'_>, report: &Report) -> ReportKind {
    let source = document.source();
    let titles = report.sections.iter().map(|section| section.title.as_str());
    let named =
        |word: &str| report.source.title.contains(word) || titles.clone().any(|title| title.contains(word));
    let has_forms = report.tables.iter().any(|table| table.id().statement().is_some());
    let whole = report.sections.first().is_none_or(|section| section.level <= 2);
    if has_forms
        || named(budget::ACCOUNTS_EXPLAINED)
        || budget::ACCOUNTS_DOCUMENTS.iter().any(|name| named(name))
    {
        let unit = named(budget::UNIT_ACCOUNTS)
            || (source.contains(budget::UNIT_ACCOUNTS) && !source.contains(budget::DEPARTMENT_ACCOUNTS));
        return if unit { ReportKind::UnitAccounts } else { ReportKind::DepartmentAccounts };
    }
    if names_budget(document) && !report.source.title.contains(budget::ACCOUNTS) {
        return ReportKind::Budget;
    }
    match (report.programmes.is_empty(), whole) {
        (_, false) => ReportKind::Excerpt,
        (false, true) => ReportKind::PerformanceReport,
        (true, true) => ReportKind::Other,
    }
}

/// Whether one of the first lines names the document as a budget.
fn opens_as_budget(source: &str) -> bool {
    let first =
        source.lines().map(str::trim).filter(|line| !line.is_empty()).take(TUNING.identity.first_lines);
    let mut first = first
        .filter(|line| line.len() < TUNING.identity.budget_title.bytes() && !line.contains(budget::ACCOUNTS));
    first.any(|line| budget::BUDGET_DOCUMENTS.iter().any(|word| line.contains(word)))
}

/// Whether the document is named as a budget, and nothing in its headings is an account.
pub(crate) fn names_budget(document: &Document<'_>) -> bool {
    let source = document.source();
    let sections = document.segmentation.sections.iter().map(|section| section.title.text(source));
    let of_accounts = |title: &str| title.contains(budget::ACCOUNTS);
    let of_budget = |title: &str| budget::BUDGET_DOCUMENTS.iter().any(|name| title.contains(name));
    !sections.clone().any(of_accounts) && (opens_as_budget(source) || sections.clone().any(of_budget))
}

/// The fiscal year: the one that the document names most often as "…年度", else as "…年".
pub(crate) fn year(source: &str) -> Option<u16> {
    most_named(source, dates::BUDGET_YEAR).or_else(|| most_named(source, dates::YEAR))
}

fn most_named(source: &str, suffix: &str) -> Option<u16> {
    let mut votes: BTreeMap<u16, usize> = BTreeMap::new();
    for at in memmem::find_iter(source.as_bytes(), suffix.as_bytes()) {
        let before = source[..at].trim_end();
        let compared = || {
            let front = before.trim_end_matches(|c| year_digit(c).is_some());
            front.ends_with(sentences::BEFORE_COMPARED)
        };
        if let Some(year) = year_before(before).filter(|_| !compared()) {
            *votes.entry(year).or_default() += 1;
        }
    }
    // of two years named equally often the later one is the year of the accounts
    votes.into_iter().max_by_key(|&(year, count)| (count, year)).map(|(year, _)| year)
}

/// The four digits, ASCII, full-width or Chinese, that end `text`.
fn year_before(text: &str) -> Option<u16> {
    let mut year = 0u16;
    let mut scale = 1u16;
    let mut digits = text.trim_end().chars().rev();
    for _ in 0..4 {
        let digit = year_digit(digits.next()?)?;
        year += digit * scale;
        scale = scale.saturating_mul(10);
    }
    let whole = digits.next().is_none_or(|c| year_digit(c).is_none());
    (whole && (1990..2100).contains(&year)).then_some(year)
}

/// The value of a digit of a year, Arabic or Chinese.
pub(crate) fn year_digit(c: char) -> Option<u16> {
    chars::year_digit(c).and_then(|digit| u16::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_the_one_named_most_often() {
        assert_eq!(year("2022年度收入比2021年度少，2022年度支出"), Some(2022));
        assert_eq!(year("二〇二三年度"), Some(2023));
        assert_eq!(year("２０２１ 年度"), Some(2021));
        assert_eq!(year("2020年"), Some(2020));
        // years that are only compared with do not vote
        assert_eq!(year("2018年收入5万元，比2017年多1万元，支出4万元，较2017年少1万元"), Some(2018));
        assert_eq!(year("没有年份 12345年度"), None);
    }

    #[test]
    fn words_in_front_of_a_name_are_none_of_it() {
        let of = |title| name_in_title(title);
        assert_eq!(of("关于清河县水利局2022年部门决算的公开").as_deref(), Some("清河县水利局"));
        assert_eq!(of("2022年度清河县水利局部门决算").as_deref(), Some("清河县水利局"));
        assert_eq!(of("关于2022年度部门决算的公开"), None);
    }

    #[test]
    fn a_region_stands_in_front_of_the_office() {
        assert_eq!(region("清河县卫生监督局"), Some("清河县"));
        assert_eq!(region("临川市云台区水利局"), Some("临川市云台区"));
        assert_eq!(region("北屏市市场监督管理局"), Some("北屏市"));
        assert_eq!(region("水利部"), None);
    }

    #[test]
    fn the_department_above_is_the_one_the_text_names() {
        let of = |text| superior(text, "清河县河道管理站");
        assert_eq!(of("本站隶属于清河县水利局，正科级。").as_deref(), Some("清河县水利局"));
        assert_eq!(of("我站是清河县水利局直属事业单位。").as_deref(), Some("清河县水利局"));
        assert_eq!(of("清河县河道管理站为清河县水利局所属的公益一类单位").as_deref(), Some("清河县水利局"));
        assert_eq!(of("站内设办公室，主要职责是管理河道所属设施。"), None);
        assert_eq!(of("我站是清河县河道管理站下属单位"), None);
    }

    #[test]
    fn names_are_read_from_labels_and_titles() {
        let name = |line| labelled_name(line);
        assert_eq!(name("部门：清河县卫生监督局").as_deref(), Some("清河县卫生监督局"));
        assert_eq!(name("编制部门：清河县财政局金额单位：万元").as_deref(), Some("清河县财政局"));
        assert_eq!(name("部门职责"), None);
        assert_eq!(name("编制单位：临川市文化局2015年度").as_deref(), Some("临川市文化局"));
        assert_eq!(name("公开部门：清河县第一中学（本级）").as_deref(), Some("清河县第一中学（本级）"));
        assert_eq!(
            name("单位（盖章）：219001-清河县白石镇人民政府填报日期").as_deref(),
            Some("清河县白石镇人民政府")
        );
        assert_eq!(name("单位：万元"), None);
        assert_eq!(name("单位：负责河道巡查，协助乡镇人民政府"), None);
        assert_eq!(name_in_title("2022年度清河县卫生监督局部门决算").as_deref(), Some("清河县卫生监督局"));
        assert_eq!(
            name_in_title("清河县卫生监督局２０２２年度能力提升项目绩效自评报告").as_deref(),
            Some("清河县卫生监督局")
        );
        assert_eq!(name_in_title("第一部分"), None);
        assert_eq!(name_in_title("九原市水利局2020年度部门决算").as_deref(), Some("九原市水利局"));
        assert_eq!(name_in_title("二〇二〇年度三河县水利局部门决算").as_deref(), Some("三河县水利局"));
    }
}
