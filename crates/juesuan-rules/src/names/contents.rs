use juesuan_model::{FindingKind, Severity};
use juesuan_source::chars::{self, fold, is_blank};
use juesuan_vocabulary::{dates, headings};

use crate::quick::is_letter;
use crate::shared::source_text;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS829"),
    status: crate::RuleStatus::Preview,
    family: Family::Names,
    title: Text::new(
        "目录中各部分的名称与正文标题一致（试行）",
        "The contents call the parts as their headings do (preview)",
    ),
    message: Text::new(
        "目录写作“{printed}”，正文的标题是“{expected}”。",
        "The contents say “{printed}”, the heading is “{expected}”.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "目录与正文不一致，读者找不到所列的内容，或者正文少了一部分。",
        "Where the contents name another thing, readers do not find it, or it was left out.",
    ),
    example: Text::new(
        "目录列“第四部分 附件”，正文是“第四部分 名词解释”。",
        "The contents list an annex as part four, which is the glossary.",
    ),
};

/// JS829: 第四部分 … of the contents is what the heading of that part says. One may be longer than the other.
pub(crate) struct Contents;

/// A part by its number, its title, and where that stands.
struct Part<'c> {
    number: u32,
    title: &'c str,
    line: TextLine<'c>,
}

impl Rule for Contents {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, !context.report().sections.is_empty()) {
            return;
        }
        let mut lines = context.lines().skip_while(|line| !is_contents(line.text)).skip(1);
        let mut listed: Vec<Part<'_>> = Vec::new();
        let mut headings: Vec<Part<'_>> = Vec::new();
        for found in lines.by_ref().filter_map(part) {
            // the parts begin again where the contents end
            let again = listed.last().is_some_and(|last| found.number <= last.number);
            if headings.is_empty() && !again { listed.push(found) } else { headings.push(found) }
        }
        let body = context.report().entity.as_ref().map_or("", |entity| entity.name.as_str());
        for entry in &listed {
            let mut same = headings.iter().filter(|heading| heading.number == entry.number);
            let (Some(heading), None) = (same.next(), same.next()) else { continue };
            let (left, right) = (bare(entry.title, body), bare(heading.title, body));
            if is_within(&left, &right) || is_within(&right, &left) {
                log.held();
                continue;
            }
            let draft = Draft::at(entry.line.whole()).and_at(heading.line.whole());
            log.found(draft.printed(entry.title.trim()).expected(heading.title.trim()));
        }
    }
}

/// Whether the letters of a line are a title of contents. Nearly every line is told by its first one.
fn is_contents(line: &str) -> bool {
    let letters = line.chars().filter(|c| is_letter(*c));
    let first = letters.clone().next();
    let may_be = |title: &&&str| title.chars().next() == first;
    headings::CONTENTS_TITLES.iter().filter(may_be).any(|title| letters.clone().eq(title.chars()))
}

/// 第四部分 and its title.
fn part(line: TextLine<'_>) -> Option<Part<'_>> {
    let text = line.text.trim().trim_start_matches(['#', '*', ' ']);
    // most lines begin in another way
    let behind = text.strip_prefix(headings::ORDINAL)?;
    let fits = text.chars().count() <= TUNING.contents.heading && !text.contains(['。', '，', '\t']);
    let (number, title) = behind.split_once(headings::PART).filter(|_| fits)?;
    let title = title.trim_end_matches(|c: char| !c.is_alphabetic() && !matches!(c, '）' | ')'));
    Some(Part { number: chars::numeral(number.trim())?, title, line })
}

/// The letters of a title without the body and the year, which one of two may leave out.
fn bare(title: &str, body: &str) -> Vec<char> {
    let title = if body.is_empty() { title.to_owned() } else { title.replace(body, "") };
    let title = title.replace(dates::BUDGET_YEAR, "").replace(dates::YEAR, "");
    title.chars().map(fold).filter(|c| c.is_alphabetic() && !is_blank(*c)).collect()
}

/// Whether all letters of a title stand in another one, in order.
fn is_within(short: &[char], long: &[char]) -> bool {
    let mut letters = long.iter();
    short.iter().all(|letter| letters.any(|c| c == letter))
}
