use juesuan_model::{Fact, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, budget, classification, lists};

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Facts, Statements, shown};
use crate::shared::part_lists::{PartList, PartLists};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS435"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new(
        "人员经费、公用经费逐项列出的金额与总数相符",
        "The items of personnel and running costs go with their total",
    ),
    message: Text::new(
        "“{name}”写作{printed}，逐项列出的金额合计{expected}。",
        "“{name}” says {printed}; the items listed come to {expected}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "各项之和不能大于它们所属的总数；全部列出时应当等于总数。",
        "Items cannot come to more than what they are items of, and all of them come to just that.",
    ),
    example: Text::new(
        "公用经费30.00万元，其中办公费20.00万元，差旅费15.00万元。",
        "Running costs of 30.00, of which 20.00 and 15.00.",
    ),
};

/// JS435: what 人员经费, 公用经费 and the classes of the economic classification are said to consist of, with amounts, comes
/// to no more than they do; and where a colon leads to the list and nothing is left out of it, to as much.
pub(crate) struct EconomicItems;

impl Rule for EconomicItems {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let text = context.text().unwrap_or("");
        for list in context.get::<PartLists>() {
            if !budget::DIVIDED_COSTS.any_ends(&list.whole.subject)
                || statements.is_evaluation(list.whole.place)
            {
                continue;
            }
            let same = |part: &&&Fact| part.sentence == list.whole.sentence;
            let parts: Vec<&Fact> = list.parts.iter().filter(same).copied().collect();
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
            // 工资5万元（其中津贴2万元）: a part of a part
            let between = slice(text, first, last);
            if parts.len() < 2 || is_nested(between) {
                continue;
            }
            let complete = is_complete(text, list, &parts);
            match judge(statements, list.whole, &parts, complete) {
                Some(draft) => log.found(draft),
                None => log.held(),
            }
        }
        for list in context.get::<PartLists>() {
            for parts in list.parts.chunk_by(|a, b| a.sentence == b.sentence) {
                let Some((class, items)) = class_with_items(text, list, parts) else { continue };
                match judge(statements, class, items, false) {
                    Some(draft) => log.found(draft),
                    None => log.held(),
                }
            }
        }
    }
}

/// A class of a list whose own sentence goes on to what it mainly consists of: 工资福利支出5万元，…，主要是：基本工资3万元、….
fn class_with_items<'l, 'r>(
    text: &str,
    list: &PartList<'r>,
    parts: &'l [&'r Fact],
) -> Option<(&'r Fact, &'l [&'r Fact])> {
    let (class, items) = parts.split_first()?;
    let (first, end) = (items.first()?, items.last()?);
    let said = slice(text, class, first);
    let mainly = said.contains(classification::MAINLY) && said.contains(['：', ':']);
    let own = class.sentence != list.whole.sentence && budget::DIVIDED_COSTS.any_ends(&class.subject);
    (own && mainly && items.len() > 1 && !is_nested(slice(text, first, end))).then_some((class, items))
}

/// The text from the end of one figure to the beginning of another.
fn slice<'t>(text: &'t str, from: &Fact, to: &Fact) -> &'t str {
    text.get(from.place.span.end as usize..to.place.span.start as usize).unwrap_or("")
}

/// Whether some of the items are told as parts of others, or belong to another amount.
fn is_nested(between: &str) -> bool {
    between.contains(lists::OF_WHICH) || between.contains(['（', '(', '。', '；'])
}

/// Whether a colon leads from the whole to its items and none are left out behind them.
fn is_complete(text: &str, list: &PartList<'_>, parts: &[&Fact]) -> bool {
    let (Some(first), Some(end)) = (parts.first(), parts.last()) else { return false };
    let between = slice(text, list.whole, first);
    let behind = text.get(end.place.span.end as usize..).unwrap_or("");
    let unit = end.unit.as_ref().map_or_else(String::new, ToString::to_string);
    let behind = behind.strip_prefix(unit.as_str()).unwrap_or(behind);
    between.contains(['：', ':'])
        && !between.contains(lists::OF_WHICH)
        && behind.starts_with(['。', '；'])
        && !between.contains(classification::MAINLY)
}

fn judge(statements: &Statements<'_>, whole: &Fact, parts: &[&Fact], complete: bool) -> Option<Draft> {
    let sum = parts.iter().map(|part| statements.bounds(part)).reduce(|sum, next| sum?.plus(next?))??;
    let all = statements.bounds(whole)?;
    let severity = match () {
        () if sum.low > all.high => Severity::Error,
        () if complete && sum.high < all.low => Severity::Warning,
        () => return None,
    };
    let unit = whole.unit.as_ref()?;
    let factor = juesuan_model::Decimal::from(unit.money()?.factor());
    let said = |bounds: Bounds| Some(bounds.middle()?.checked_div(factor)?.round_dp(whole.value.scale()));
    let draft = Draft::at(whole.place)
        .severity(severity)
        .with("name", &whole.subject)
        .printed(shown(whole))
        .expected(format!("{}{unit}", said(sum)?))
        .difference(whole.value.checked_sub(said(sum)?)?, Some(unit.clone()))
        .evidence(&whole.subject, shown(whole), whole.place);
    Some(parts.iter().fold(draft, |draft, part| draft.evidence(&part.subject, shown(part), part.place)))
}
