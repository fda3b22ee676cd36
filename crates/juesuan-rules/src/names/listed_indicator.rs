use juesuan_model::{FindingKind, Indicator, Programme, Severity};

use crate::quick::TextSet;
use crate::shared::distance;
use crate::shared::performance::evaluation::{Evaluation, called};
use crate::shared::performance::listed::{IndicatorLists, Item};
use crate::shared::performance::matching::key;
use crate::shared::source_text;
use crate::shared::spelling;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS812"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new(
        "正文列举的指标名称与评分表一致",
        "Indicators listed in the text are called as in the table of scores",
    ),
    message: Text::new(
        "项目{name}正文写作“{printed}”，评分表写作“{expected}”，应是同一指标。",
        "{name}: the text says “{printed}”, the table of scores “{expected}”.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "名称不同，文字说的就不一定是表里那个指标。",
        "With another name the text may speak of another indicator.",
    ),
    example: Text::new(
        "正文“补贴发放覆盖率”，表中“补助发放覆盖率”。",
        "补贴 in the text, 补助 in the table.",
    ),
};

/// JS812: an item of a list of indicators that is no indicator of the table, but nearly one, is spelt like it.
pub(crate) struct ListedIndicator;

impl Rule for ListedIndicator {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let lists = context.get::<IndicatorLists>();
        if lists.is_empty() {
            return;
        }
        if !source_text::is_there(context, log) {
            return;
        }
        let mut found: Vec<Misnamed<'_>> = Vec::new();
        for list in lists {
            let Some(evaluation) = list.evaluation(context) else { continue };
            let names: TextSet<&str> = evaluation.keys().iter().map(String::as_str).collect();
            let listed: TextSet<&str> = list.items.iter().map(|item| item.key.as_str()).collect();
            for item in &list.items {
                if names.contains(item.key.as_str()) {
                    log.held();
                } else if let Some(row) = only_near(evaluation, &item.key, &listed) {
                    gather(&mut found, evaluation.programme, item, row);
                }
            }
        }
        for misnamed in found {
            log.found(misnamed.draft);
        }
    }
}

/// Indicators of a programme that are all misnamed in one way.
struct Misnamed<'r> {
    programme: &'r Programme,
    /// What differs: the word of the text and that of the table.
    words: (String, String),
    draft: Draft,
}

/// The one indicator whose name is nearly this. One that the list names as it is is another.
fn only_near<'r>(evaluation: &Evaluation<'r>, own: &str, listed: &TextSet<&str>) -> Option<&'r Indicator> {
    if own.chars().count() < TUNING.listed_indicator.shortest {
        return None;
    }
    let rows = evaluation.indicators.iter().zip(evaluation.keys());
    let others = rows.filter(|(_, name)| !listed.contains(name.as_str()));
    let mut near = others.filter(|(_, name)| distance::is_near(own, name));
    let ((row, _), None) = (near.next()?, near.next()) else { return None };
    Some(row)
}

/// One word in place of another throughout a report is one finding.
fn gather<'r>(found: &mut Vec<Misnamed<'r>>, programme: &'r Programme, item: &Item<'_>, row: &Indicator) {
    let (own, expected) = (item.key.as_str(), key(&row.level3));
    let (left, right) = distance::difference(own, &expected);
    let words = (left.to_owned(), right.to_owned());
    let place = item.line.place(item.at, item.at + item.text.len());
    let known = found
        .iter_mut()
        .find(|misnamed| std::ptr::eq(misnamed.programme, programme) && misnamed.words == words);
    if let Some(known) = known {
        known.draft = std::mem::take(&mut known.draft).and_at(row.place).and_at(place);
        return;
    }
    let text: String = item.text.split_whitespace().collect();
    // 人数 for 人次: one character is soon mistaken
    let other_word = left.chars().count().max(right.chars().count()) > 1;
    let severity = if other_word { spelling::severity(own, &expected) } else { Severity::Info };
    let draft = Draft::at(row.place)
        .and_at(place)
        .severity(severity)
        .printed(text)
        .expected(&row.level3)
        .with("name", called(programme));
    found.push(Misnamed { programme, words, draft });
}
