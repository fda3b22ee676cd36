use juesuan_model::{FindingKind, Place, Severity, vocabulary};
use juesuan_vocabulary::classification::ITEM_MARK;

use crate::quick::TextSet;
use crate::shared::fact_index::{Facts, is_money_level};
use crate::shared::item_mark::before_item_mark;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS714"),
    status: crate::RuleStatus::Stable,
    family: Family::Completeness,
    title: Text::new("名词解释与使用的科目对应", "The glossary explains the codes that are used"),
    message: Text::new("名词解释与决算科目不对应：{lists}。", "Glossary and codes do not match: {lists}."),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：对专业名词和使用的支出科目作出解释"),
    why: Text::new(
        "解释没有发生的科目、漏掉发生的科目，说明沿用了往年文本。",
        "Codes that do not occur, and missing ones that do, show that the text is that of another year.",
    ),
    example: Text::new("解释了四个没有支出的科目，漏了一个有支出的。", "Four codes too many, one too few."),
};

/// JS714: the items (项) that the glossary explains are those that the text or the table of the general public budget
/// has, and the other way round.
pub(crate) struct Glossary;

impl Rule for Glossary {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let explained: Vec<(String, &str, Place)> = report
            .glossary
            .iter()
            .filter_map(|term| Some((item(&term.term)?, term.term.as_str(), term.place)))
            .collect();
        let used = used(context);
        if explained.is_empty() || used.is_empty() {
            if explained.is_empty() != used.is_empty() && !report.glossary.is_empty() {
                log.missing("名词解释中的科目或正文中的科目");
            }
            return;
        }
        let keys = |list: &[(String, String, Place)]| {
            list.iter().map(|(key, ..)| key.clone()).collect::<TextSet<_>>()
        };
        let used_keys = keys(&used);
        let explained_keys: TextSet<&str> = explained.iter().map(|(key, ..)| key.as_str()).collect();
        let unused: Vec<_> = explained.iter().filter(|(key, ..)| !used_keys.contains(key)).collect();
        let unexplained: Vec<_> =
            used.iter().filter(|(key, ..)| !explained_keys.contains(key.as_str())).collect();
        let both = used.len().saturating_sub(unexplained.len());
        (0..both).for_each(|_| log.held());
        let mut places = unexplained
            .iter()
            .map(|(_, name, place)| (name.as_str(), *place))
            .chain(unused.iter().map(|(_, name, place)| (*name, *place)));
        let Some((first, place)) = places.next() else { return };
        let mut draft = Draft::at(place).evidence(first, "", place);
        for (name, place) in places {
            draft = draft.evidence(name, "", place);
        }
        let unused: Vec<&str> = unused.iter().map(|(_, name, _)| *name).collect();
        let unexplained: Vec<&str> = unexplained.iter().map(|(_, name, _)| name.as_str()).collect();
        let lists = [
            ("解释了而没有发生的有", "explained without being used:", unused),
            ("发生了而没有解释的有", "used without an explanation:", unexplained),
        ];
        let told = || lists.iter().filter(|(.., names)| !names.is_empty());
        let zh: Vec<String> = told().map(|(zh, _, names)| format!("{zh}{}", names.join("、"))).collect();
        let en: Vec<String> = told().map(|(_, en, names)| format!("{en} {}", names.join(", "))).collect();
        let draft = draft.with_text("lists", Text::owned(zh.join("；"), en.join("; ")));
        log.found(draft);
    }
}

/// The items that are used: those of the facts on the general public budget, each once.
fn used(context: &Context<'_>) -> Vec<(String, String, Place)> {
    let statements = context.get::<Facts>();
    let mut seen = TextSet::default();
    let mut used = Vec::new();
    for fact in context.report().facts.iter().filter(|fact| is_money_level(fact)) {
        if statements.is_evaluation(fact.place) {
            continue;
        }
        if let Some(key) = item(&fact.subject).filter(|key| seen.insert(key.clone())) {
            let end = fact.subject.find(ITEM_MARK).map_or(fact.subject.len(), |at| at + ITEM_MARK.len());
            used.push((key, fact.subject.get(..end).unwrap_or(&fact.subject).to_owned(), fact.place));
        }
    }
    used
}

/// The item that a name of three levels ends with: 卫生健康支出（类）医疗救助（款）城乡医疗救助（项） is 城乡医疗救助. Its
/// 款 belongs to it, since 行政运行 stands under many.
fn item(name: &str) -> Option<String> {
    let before = before_item_mark(name)?;
    let mut levels = before.split(['（', '(']).filter_map(|part| part.rsplit(['）', ')']).next());
    let item = levels.next_back().filter(|item| !item.is_empty())?;
    let section = levels.next_back().unwrap_or_default();
    // names of sections change more than those of items
    let shared: String = vocabulary::label_key(section).chars().rev().take(2).collect();
    Some(format!("{shared}/{}", vocabulary::label_key(item)))
}
