use juesuan_model::{FindingKind, Severity};
use juesuan_source::chars::{is_blank, is_numeral};
use juesuan_vocabulary::{WordList as _, bodies, budget, dates, headings, public_expenses};

use crate::quick::{find, find_first, split_at_word};
use crate::shared::accounts_text::ExplainsAccounts;
use crate::shared::distance;
use crate::shared::source_text;
use crate::shared::text_index::lines_with_any;
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS824"),
    status: crate::RuleStatus::Preview,
    family: Family::Names,
    title: Text::new("各部分标题中的名称是本部门（单位）", "The headings of the parts name the body itself"),
    message: Text::new(
        "“{printed}”与其他各处的“{expected}”不符。",
        "“{printed}” stands here, “{expected}” elsewhere.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：以本部门（单位）名义公开"),
    why: Text::new(
        "名称不同，可能是从上级或别的单位复制来的。",
        "Another name may mean text copied from another body.",
    ),
    example: Text::new(
        "封面为“清河县水利局”，第二部分标题为“清河水利局”。",
        "One word of the name is missing in a heading.",
    ),
};

/// JS824: the name in front of the year in the headings of a document, where it is nearly that of the others: what is
/// left out or put in is not the end of the name.
pub(crate) struct BodyInTitles;

impl Rule for BodyInTitles {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, context.get::<ExplainsAccounts>().0) {
            return;
        }
        // each of the four ways to name a body has one of these words
        let lines = lines_with_any(context, &[dates::YEAR, dates::AFTER_DAY, headings::OVERVIEW]);
        let mut lines = lines;
        lines.extend(lines_with_any(context, bodies::TABLE_LABEL));
        lines.sort_by_key(|line| line.number);
        lines.dedup_by_key(|line| line.number);
        let named: Vec<(TextLine<'_>, &str)> = lines
            .into_iter()
            .filter_map(|line| {
                let name = name(line.text).or_else(|| owner(line.text)).or_else(|| teller(line.text));
                let name = name.or_else(|| of_overview(line.text)).or_else(|| of_chapter(line.text));
                let name = name.or_else(|| of_table(line.text))?;
                Some((line, name))
            })
            .collect();
        let entity = context.report().entity.as_ref().map(|entity| entity.name.as_str());
        let times = |name: &str| named.iter().filter(|(_, other)| *other == name).count();
        let usual = named.iter().map(|(_, name)| *name).chain(entity).max_by_key(|name| times(name));
        let Some(usual) = usual else { return };
        let text = context.text().unwrap_or("");
        let is_everywhere_else =
            |name: &str, usual: &str| text.matches(name).count() == 1 && text.matches(usual).count() > 2;
        for (line, name) in &named {
            if *name == usual
                || !(is_nearly(name, usual)
                    || is_misspelt(name, usual)
                        && times(name) == 1
                        && (times(usual) > 2 || entity == Some(usual) || is_everywhere_else(name, usual))
                    || is_part(line.text)
                        && is_another(name, usual)
                        && entity == Some(usual)
                        && (times(name), times(usual) > 2) == (1, true)
                    || (entity == Some(usual) || times(usual) > 2)
                        && is_left_over(line.text, name, usual, text))
                || (entity != Some(usual) && times(name) >= times(usual) && !is_everywhere_else(name, usual))
                || is_short_form([name, usual], entity, text, times(name))
            {
                log.held();
                continue;
            }
            let at = line.text.find(name).unwrap_or(0);
            log.found(Draft::at(line.place(at, at + name.len())).printed(*name).expected(usual));
        }
    }
}

/// The name in front of the year in a heading: 第二部分 某局2022年度部门决算表.
fn name(line: &str) -> Option<&str> {
    let line = line.trim();
    // most lines are rows of tables
    let is_heading = !line.contains('\t')
        && line.chars().count() <= TUNING.body_in_titles.heading
        && !line.contains(['。', '，', '；', '：', '《', '、']);
    if !is_heading {
        return None;
    }
    let rest = behind_part(line).unwrap_or(line);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '#' || c == '*');
    let rest = bodies::BEFORE_NAME.strip_start(rest).unwrap_or(rest);
    let year = rest.find(|c: char| c.is_ascii_digit())?;
    let (name, behind) = (rest.get(..year)?.trim(), rest.get(year..)?);
    let digits = behind.trim_start_matches(|c: char| c.is_ascii_digit() || is_blank(c));
    let titled = digits.starts_with(dates::YEAR) && budget::ACCOUNTS_DOCUMENTS.any_in(digits);
    let fits = is_name(name);
    (titled && fits).then_some(name)
}

/// The body whose vehicles are counted: 截至2022年12月31日，某局共有车辆2辆.
fn owner(line: &str) -> Option<&str> {
    let (before, rest) = split_at_word(line, dates::AFTER_DAY)?;
    let day: String = before.chars().filter(|c| !is_blank(*c)).collect();
    let (name, _) =
        rest.split_once(public_expenses::SHARED_VEHICLES).filter(|_| day.ends_with(dates::LAST_DAY_CUT))?;
    let name = name.trim();
    is_name(name).then_some(name)
}

/// The body in a sentence that tells of the accounts: 某局2022年度收入支出总计, 2022年度某局机关运行经费支出.
fn teller(line: &str) -> Option<&str> {
    let line = line.trim();
    let digits = |text: &str| text.trim_start_matches(|c: char| c.is_ascii_digit() || is_blank(c)).len();
    let year = line.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = (line.get(..year)?.trim(), line.get(year..)?);
    let behind =
        rest.get(rest.len() - digits(rest)..)?.strip_prefix(dates::BUDGET_YEAR)?.trim_start_matches(is_blank);
    let name = if before.is_empty() {
        let (end, _) = find_first(behind, bodies::TOLD_BEHIND)?;
        behind.get(..end)?.trim()
    } else {
        let before = bodies::BEFORE_NAME.strip_start(before).unwrap_or(before);
        bodies::TOLD_BEHIND_YEAR.any_begins(behind).then_some(before)?
    };
    (is_name(name) && !name.starts_with(bodies::ANY_BODY)).then_some(name)
}

/// The body in the heading of the part that describes it, and in its line of the contents: 第一部分 某局概况.
fn of_overview(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = behind_part(line)
        .filter(|_| !line.contains('\t') && line.chars().count() <= 2 * TUNING.body_in_titles.heading)?;
    let rest = rest.trim_end_matches(|c: char| !c.is_alphabetic()).trim_start_matches(is_blank);
    let name = rest.strip_suffix(headings::OVERVIEW)?.trim();
    (is_name(name) && bodies::ENDINGS.any_ends(name) && !bodies::ANY_BODY_NAMES.contains(&name))
        .then_some(name)
}

/// The body in the heading of a chapter: 一、关于某局2022年度收入支出决算总体情况说明.
fn of_chapter(line: &str) -> Option<&str> {
    let (number, rest) = line.trim().split_once('、')?;
    let rest = bodies::LEADS_CHAPTER.strip_start(rest.trim_start()).filter(|_| {
        number.chars().all(is_numeral) && line.chars().count() <= TUNING.body_in_titles.heading
    })?;
    let name = rest.get(..rest.find(|c: char| c.is_ascii_digit())?)?.trim();
    is_name(name).then_some(name)
}

/// The body that a table of the accounts names above it: 编制单位：某局.
fn of_table(line: &str) -> Option<&str> {
    let (at, label) = bodies::TABLE_LABEL.iter().find_map(|label| Some((find(line, label)?, label)))?;
    let rest = line.get(at + label.len()..)?.trim_start();
    let name = rest.get(..rest.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(rest.len()))?;
    is_name(name).then_some(name)
}

/// Whether a name is that of another body from which the text was taken: it stands nowhere else. Above tables and in the
/// headings of chapters there is no other body; elsewhere one of the same region may belong to this one.
fn is_left_over(line: &str, name: &str, usual: &str, text: &str) -> bool {
    let region = |name: &str| name.chars().take(TUNING.body_in_titles.region).collect::<String>();
    let placed = of_chapter(line).is_some() || of_table(line).is_some();
    is_another(name, usual)
        && bodies::ENDINGS.any_ends(name)
        && !name.starts_with(bodies::ANY_BODY)
        && (placed || region(name) != region(usual) && !usual.contains(name))
        && text.matches(name).count() == 1
        && text.matches(usual).count() > 2
}

/// Whether a name and the usual one are one body with and without its region, 清源县水务局 and 县水务局, both of them used
/// more than once.
fn is_short_form([name, usual]: [&str; 2], entity: Option<&str>, text: &str, times: usize) -> bool {
    let often = TUNING.body_in_titles.short_form;
    name.ends_with(usual) && text.matches(name).count() >= often
        || entity == Some(usual) && usual.ends_with(name) && times >= often
}

/// Whether a line is the heading of a part: 第三部分.
fn is_part(line: &str) -> bool {
    behind_part(line.trim()).is_some()
}

/// What follows the number of a part: 第二部分 某局….
fn behind_part(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['#', '*', ' ']);
    let (_, rest) = line.strip_prefix(headings::ORDINAL)?.split_once(headings::PART)?;
    Some(rest)
}

/// Whether a name is another body's, and not this one with what it consists of (某局本级).
fn is_another(name: &str, usual: &str) -> bool {
    !name.starts_with(usual) && !usual.starts_with(name) && !usual.ends_with(name)
}

/// How many characters the name of a body has: 水务局 is one where the district is lost.
const OF_NAME: std::ops::RangeInclusive<usize> = 3..=30;

fn is_name(name: &str) -> bool {
    OF_NAME.contains(&name.chars().count()) && name.chars().all(char::is_alphabetic)
}

/// Whether a name that stands in one heading alone is that of all others but for a character: 北山区 for 南山区. Numbers tell
/// bodies apart.
fn is_misspelt(name: &str, usual: &str) -> bool {
    let (left, right) = distance::difference(name, usual);
    let counts = |part: &str| part.chars().any(|c| is_numeral(c) || c.is_ascii_digit());
    name.chars().count() == usual.chars().count()
        && (1..=TUNING.body_in_titles.misspelt).contains(&left.chars().count())
        && !counts(left)
        && !counts(right)
}

/// Whether one name is the other with some characters left out, and both end alike.
fn is_nearly(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let missing = long.chars().count() - short.chars().count();
    let mut rest = long.chars();
    let within = short.chars().all(|c| rest.any(|other| other == c));
    let end = |name: &str| name.chars().next_back();
    within && (1..=TUNING.body_in_titles.most).contains(&missing) && end(left) == end(right)
}
