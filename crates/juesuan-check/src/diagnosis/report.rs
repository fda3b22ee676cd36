//! From comparisons to the words and places of a finding.

use std::cmp::Reverse;

use juesuan_model::{Decimal, Evidence, Finding, Place, RelatedFinding, Severity, TableId, Unit};

use super::sentence::{Shown, failure};
use crate::comparison::Term;
use crate::draft::Draft;
use crate::figure_name::{self, Common};
use crate::log::{Instance, Ledger};
use crate::message::{fill_text, number};
use crate::quantity::{Quantity, Source};
use crate::quick::TextSet;
use crate::rule_set::RuleSet;
use crate::{FigureId, RuleInfo};

/// The finding of comparisons with one cause, of which the `mixed` ones speak last: another figure of theirs is wrong, too.
/// `named` is the figure behind them and by how much it should change, in comparable units. `None` where there is no
/// comparison, or none of a rule that is known.
pub(super) fn finding(
    ledger: &Ledger<'_>,
    rules: &RuleSet,
    (group, mixed): (&[u32], &[u32]),
    named: Option<(FigureId, Decimal)>,
) -> Option<Finding> {
    let mut instances: Vec<(bool, &Instance)> = group
        .iter()
        .filter_map(|index| Some((mixed.contains(index), ledger.instances.get(*index as usize)?)))
        .collect();
    let severity =
        |instance: &Instance| rules.info(instance.rule).map_or(Severity::Info, |info| info.severity);
    // the weightiest speaks for the others; of equals the first of the catalogue
    instances.sort_by_key(|(mixed, instance)| (Reverse(severity(instance)), *mixed, instance.rule));
    let instances: Vec<&Instance> = instances.into_iter().map(|(_, instance)| instance).collect();
    let (first, others) = instances.split_first()?;
    let info = rules.info(first.rule)?;
    let mut finding = Finding::new(info.id.clone(), info.kind, info.severity);
    compared(ledger, first, &mut finding);
    cite(ledger, &[first], &mut finding);
    let said = failure(ledger, first, Some(info));
    (finding.message, finding.message_en) = (said.zh.into_owned(), said.en.into_owned());
    if let Some((figure, change)) = named {
        name_culprit(ledger, figure, change, group.len(), &mut finding);
    }
    finding.related = others.iter().filter_map(|instance| related(ledger, rules, instance)).collect();
    Some(finding)
}

/// The finding of a cause that a rule in code describes; the comparisons that it explains are attached.
pub(super) fn other_cause(
    ledger: &Ledger<'_>,
    rules: &RuleSet,
    info: &RuleInfo,
    draft: &Draft,
    (first, explained): (&Instance, &[u32]),
) -> Finding {
    let mut finding = Finding::new(info.id.clone(), info.kind, info.severity);
    compared(ledger, first, &mut finding);
    cite(ledger, &[first], &mut finding);
    let said = fill_text(&info.message, &draft.values);
    (finding.message, finding.message_en) = (said.zh.into_owned(), said.en.into_owned());
    let instances = explained.iter().filter_map(|&index| ledger.instances.get(index as usize));
    finding.related = instances.filter_map(|instance| related(ledger, rules, instance)).collect();
    finding
}

fn related(ledger: &Ledger<'_>, rules: &RuleSet, instance: &Instance) -> Option<RelatedFinding> {
    let info = rules.info(instance.rule)?;
    let said = failure(ledger, instance, Some(info));
    let figures = ledger.terms_of(instance).iter().filter_map(|term| ledger.figure(term.figure));
    Some(RelatedFinding {
        rule: info.id.clone(),
        message: said.zh.into_owned(),
        message_en: said.en.into_owned(),
        places: figures.map(Quantity::place).collect(),
    })
}

/// Printed, expected and difference of one comparison.
pub(super) fn compared(ledger: &Ledger<'_>, instance: &Instance, finding: &mut Finding) {
    if let Some(shown) = Shown::of(ledger, instance) {
        finding.printed = number(shown.left, shown.decimals);
        finding.expected = number(shown.right, shown.decimals);
        finding.difference = shown.left.checked_sub(shown.right).map(|value| value.normalize());
        finding.envelope = Some(shown.envelope.normalize());
        finding.unit = shown.unit;
    }
}

/// Adds the figures of several comparisons, each figure once.
pub(super) fn cite(ledger: &Ledger<'_>, instances: &[&Instance], finding: &mut Finding) {
    let mut seen: TextSet<FigureId> = TextSet::default();
    let mut places: TextSet<Place> = finding.places.iter().copied().collect();
    for term in instances.iter().flat_map(|instance| ledger.terms_of(instance)) {
        let Some(figure) = ledger.figure(term.figure).filter(|_| seen.insert(term.figure)) else { continue };
        finding.evidence.push(evidence(ledger, figure));
        if places.insert(figure.place()) {
            finding.places.push(figure.place());
        }
    }
}

fn evidence(ledger: &Ledger<'_>, figure: &Quantity) -> Evidence {
    let name = figure_name::zh(ledger.book(), figure);
    let mut printed = figure.printed.to_string();
    printed.extend(figure.unit().as_ref().map(Unit::name));
    Evidence { name, printed, place: figure.place() }
}

/// Says which figure is wrong, and puts it first.
fn name_culprit(
    ledger: &Ledger<'_>,
    figure: FigureId,
    change: Decimal,
    explains: usize,
    finding: &mut Finding,
) {
    let Some(known) = ledger.figure(figure) else { return };
    let Some(change) = change.checked_div(known.dimension.factor()) else { return };
    let Some(expected) = known.printed.checked_add(change) else { return };
    // a share of another figure has more decimals than anybody prints
    let expected = expected.round_dp(known.decimals.max(known.printed.scale()));
    let change = expected - known.printed;
    let name = figure_name::of(ledger.book(), known, Common::default());
    finding.culprit = true;
    finding.printed = known.printed.to_string();
    finding.expected = number(expected, known.decimals);
    finding.difference = Some((-change).normalize());
    finding.unit = known.unit();
    finding.places.retain(|place| *place != known.place);
    finding.places.insert(0, known.place);
    let (printed, expected) = (&finding.printed, &finding.expected);
    if explains > 1 {
        finding.message = format!(
            "{}印作{printed}，应为{expected}：有{explains}条勾稽关系因此不成立，改后全部成立。{}",
            name.zh, finding.message
        );
        finding.message_en = format!(
            "{} is printed as {printed} and should be {expected}: {explains} relations fail and would all hold. {}",
            name.en, finding.message_en
        );
    } else {
        finding.message = format!("{}从数字看，错的多半是{}，应为{expected}。", finding.message, name.zh);
        finding.message_en = format!(
            "{} Judging by its digits, {} is the wrong one and should be {expected}.",
            finding.message_en, name.en
        );
    }
}

/// The table of the first figure; none where it is no cell.
pub(super) fn table_of(ledger: &Ledger<'_>, instance: &Instance) -> Option<TableId> {
    let first = ledger.terms_of(instance).first()?;
    table(ledger, first)
}

/// The tables that are compared, each once.
pub(super) fn tables(ledger: &Ledger<'_>, instance: &Instance) -> Vec<TableId> {
    let mut tables: Vec<_> =
        ledger.terms_of(instance).iter().filter_map(|term| table(ledger, term)).collect();
    tables.dedup();
    tables
}

fn table(ledger: &Ledger<'_>, term: &Term) -> Option<TableId> {
    match ledger.figure(term.figure)?.source {
        Source::Cell { sheet, .. } => {
            ledger.book().every_sheet().get(usize::from(sheet)).map(crate::statement_index::Sheet::id)
        }
        Source::Named(_) | Source::Later(_) => None,
    }
}

/// Whether all figures are zero, so that there was nothing to go wrong.
pub(super) fn is_trivial(ledger: &Ledger<'_>, instance: &Instance) -> bool {
    let zero = |term: &Term| ledger.figure(term.figure).is_some_and(|figure| figure.value.is_zero());
    ledger.terms_of(instance).iter().all(zero)
}
