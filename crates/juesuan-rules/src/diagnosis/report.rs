//! From comparisons to the words and places of a finding.

use juesuan_model::{Decimal, Evidence, Finding, Place, RelatedFinding, Severity, StatementId};

use crate::ledger::{Draft, Instance, Ledger, Operator, Term};
use crate::message::{fill_text, number};
use crate::name::{self, Common};
use crate::quantity::{Quantity, Source};
use crate::registry::RuleSet;
use crate::{FigureId, RuleInfo, Text};

/// How many figures of a sum are written out.
const WRITTEN_OUT: usize = 5;

/// The message of a comparison with `<=` or `>=`, where the rule has none of its own.
const AT_MOST: Text = Text::new(
    "{left}印作{printed}，超过{right}的{expected}，多出{difference}{unit}。",
    "{left} is printed as {printed}, more than the {expected} of {right}, by {difference} {unit}.",
);
const AT_LEAST: Text = Text::new(
    "{left}印作{printed}，不足{right}的{expected}，少了{difference}{unit}。",
    "{left} is printed as {printed}, less than the {expected} of {right}, by {difference} {unit}.",
);
const ROUNDED: Text = Text::new(
    "{left}印作{printed}，{right}为{expected}，相差{difference}{unit}，在四舍五入允许的{envelope}{unit}以内。",
    "{left} is printed as {printed}; {right} is {expected}: a difference of {difference} {unit}, within the {envelope} \
     that rounding allows.",
);

/// A comparison in the unit of its first figure.
struct Shown {
    left: Decimal,
    right: Decimal,
    envelope: Decimal,
    decimals: u32,
    unit: Option<juesuan_model::Unit>,
    left_name: Text,
    right_name: Text,
}

impl Shown {
    fn of(ledger: &Ledger<'_>, instance: &Instance) -> Option<Self> {
        let (left, right) = (ledger.left_of(instance), ledger.right_of(instance));
        let first = left.first().or(right.first()).and_then(|term| ledger.figure(term.figure))?;
        let factor = first.dimension.factor();
        let total = total(ledger, left)?.checked_div(factor)?;
        let difference = instance.residual.checked_div(factor)?;
        let all = left.iter().chain(right);
        let decimals = all.filter_map(|term| ledger.figure(term.figure)).map(|figure| figure.decimals).max()?;
        let figures = || left.iter().chain(right).filter_map(|term| ledger.figure(term.figure));
        // a table or a row is said once, with the left side
        let shared = name::common(ledger.book(), figures());
        Some(Self {
            left: total,
            right: total.checked_sub(difference)?,
            envelope: instance.envelope.checked_div(factor)?,
            decimals: decimals.min(first.decimals.max(2)),
            unit: first.dimension.unit(),
            left_name: side(ledger, left, Common::default(), Decimal::ONE),
            right_name: side(ledger, right, shared, Decimal::NEGATIVE_ONE),
        })
    }

    fn text(&self, template: &Text) -> Text {
        let difference = (self.left - self.right).abs();
        let shown = |value: Decimal| number(value, self.decimals);
        let plain = |value: String| Text::owned(value.clone(), value);
        let unit = self.unit.as_ref().map_or_else(String::new, ToString::to_string);
        fill_text(
            template,
            &[
                ("left", self.left_name.clone()),
                ("right", self.right_name.clone()),
                ("printed", plain(shown(self.left))),
                ("expected", plain(shown(self.right))),
                ("difference", plain(shown(difference))),
                ("envelope", plain(self.envelope.normalize().to_string())),
                ("unit", plain(unit)),
            ],
        )
    }
}

fn total(ledger: &Ledger<'_>, terms: &[Term]) -> Option<Decimal> {
    terms.iter().try_fold(Decimal::ZERO, |sum, term| {
        sum.checked_add(ledger.figure(term.figure)?.value.checked_mul(term.factor)?)
    })
}

/// One side in words: the name of a single figure, or the figures of a sum with their values. `turned` is the sign
/// that the factors of the side carry.
fn side(ledger: &Ledger<'_>, terms: &[Term], common: Common, turned: Decimal) -> Text {
    let named = |term: &Term, common| {
        ledger.figure(term.figure).map(|figure| (name::of(ledger.book(), figure, common), figure))
    };
    match terms {
        [] => Text::new("规定的数", "the given number"),
        [only] if only.factor == turned => named(only, common).map(|(name, _)| name).unwrap_or_default(),
        _ => {
            let figures = || terms.iter().filter_map(|term| ledger.figure(term.figure));
            let common = if common == Common::default() { name::common(ledger.book(), figures()) } else { common };
            let mut written = terms.iter().filter(|term| {
                ledger.figure(term.figure).is_some_and(|figure| !figure.value.is_zero())
            });
            let (mut zh, mut en) = (String::new(), String::new());
            for term in written.by_ref().take(WRITTEN_OUT) {
                let Some((name, figure)) = named(term, common) else { continue };
                let minus = (term.factor * turned).is_sign_negative();
                if !zh.is_empty() || minus {
                    zh.push(if minus { '－' } else { '＋' });
                    en.push_str(if minus { " − " } else { " + " });
                }
                let value = number(figure.printed, figure.decimals.min(2));
                zh.push_str(&format!("{}{value}", name.zh));
                en.push_str(&format!("{} {value}", name.en));
            }
            let rest = written.count();
            if rest > 0 {
                zh.push_str(&format!("＋其余{rest}项"));
                en.push_str(&format!(" + {rest} more"));
            }
            if zh.is_empty() {
                return Text::new("各项之和", "the sum of the items");
            }
            Text::owned(zh, en.trim_start().to_owned())
        }
    }
}

/// The finding of comparisons with one cause. `named` is the figure behind them and by how much it should change, in
/// comparable units.
pub(super) fn finding(
    ledger: &Ledger<'_>,
    rules: &RuleSet,
    group: &[u32],
    named: Option<(FigureId, Decimal)>,
) -> Finding {
    let mut instances: Vec<&Instance> =
        group.iter().filter_map(|&index| ledger.instances.get(index as usize)).collect();
    let severity = |instance: &Instance| rules.info(instance.rule).map_or(Severity::Info, |info| info.severity);
    // the weightiest speaks for the others; of equals the first of the catalogue
    instances.sort_by_key(|instance| (std::cmp::Reverse(severity(instance)), instance.rule));
    let Some((first, others)) = instances.split_first() else {
        return Finding::new("", juesuan_model::FindingKind::Sum, Severity::Info);
    };
    let info = rules.info(first.rule);
    let mut finding = match info {
        Some(info) => Finding::new(info.id.clone(), info.kind, info.severity),
        None => Finding::new("", juesuan_model::FindingKind::Sum, Severity::Info),
    };
    compared(ledger, first, &mut finding);
    let said = sentence(ledger, first, info);
    (finding.message, finding.message_en) = (said.zh.into_owned(), said.en.into_owned());
    if let Some((figure, change)) = named {
        name_culprit(ledger, figure, change, group.len(), &mut finding);
    }
    finding.related = others.iter().filter_map(|instance| related(ledger, rules, instance)).collect();
    finding
}

/// The finding of a cause that a rule in code describes; the comparisons that it explains are attached.
pub(super) fn other_cause(
    ledger: &Ledger<'_>,
    rules: &RuleSet,
    rule: u32,
    draft: Draft,
    first: &Instance,
    explained: &[u32],
) -> Finding {
    let Some(info) = rules.info(rule) else { return finding(ledger, rules, explained, None) };
    let mut finding = Finding::new(info.id.clone(), info.kind, info.severity);
    compared(ledger, first, &mut finding);
    let said = fill_text(&info.message, &draft.values);
    (finding.message, finding.message_en) = (said.zh.into_owned(), said.en.into_owned());
    let instances = explained.iter().filter_map(|&index| ledger.instances.get(index as usize));
    finding.related = instances.filter_map(|instance| related(ledger, rules, instance)).collect();
    finding
}

fn related(ledger: &Ledger<'_>, rules: &RuleSet, instance: &Instance) -> Option<RelatedFinding> {
    let info = rules.info(instance.rule)?;
    let said = sentence(ledger, instance, Some(info));
    let figures = ledger.terms_of(instance).iter().filter_map(|term| ledger.figure(term.figure));
    Some(RelatedFinding {
        rule: info.id.to_string(),
        message: said.zh.into_owned(),
        message_en: said.en.into_owned(),
        places: figures.map(Quantity::place).collect(),
    })
}

fn sentence(ledger: &Ledger<'_>, instance: &Instance, info: Option<&RuleInfo>) -> Text {
    let Some(shown) = Shown::of(ledger, instance) else { return Text::default() };
    let own = info.map(|info| &info.message);
    match (instance.operator, own) {
        (Operator::Equal, Some(own)) => shown.text(own),
        (Operator::AtMost, Some(own)) if *own == crate::formula::MESSAGE => shown.text(&AT_MOST),
        (Operator::AtLeast, Some(own)) if *own == crate::formula::MESSAGE => shown.text(&AT_LEAST),
        (_, Some(own)) => shown.text(own),
        (_, None) => Text::default(),
    }
}

/// What is said of a difference within rounding.
pub(super) fn rounding(ledger: &Ledger<'_>, instance: &Instance) -> Text {
    Shown::of(ledger, instance).map(|shown| shown.text(&ROUNDED)).unwrap_or_default()
}

/// Printed, expected, difference, places and evidence of one comparison.
pub(super) fn compared(ledger: &Ledger<'_>, instance: &Instance, finding: &mut Finding) {
    if let Some(shown) = Shown::of(ledger, instance) {
        finding.printed = number(shown.left, shown.decimals);
        finding.expected = number(shown.right, shown.decimals);
        finding.difference = shown.left.checked_sub(shown.right).map(|value| value.normalize());
        finding.envelope = Some(shown.envelope.normalize());
        finding.unit = shown.unit;
    }
    cite(ledger, instance, finding);
}

/// Adds the figures of a comparison to those that a finding cites.
pub(super) fn cite(ledger: &Ledger<'_>, instance: &Instance, finding: &mut Finding) {
    for figure in ledger.terms_of(instance).iter().filter_map(|term| ledger.figure(term.figure)) {
        let place = figure.place();
        let evidence = evidence(ledger, figure);
        if finding.evidence.contains(&evidence) {
            continue;
        }
        finding.evidence.push(evidence);
        add_place(finding, place);
    }
}

fn add_place(finding: &mut Finding, place: Place) {
    if !finding.places.contains(&place) {
        finding.places.push(place);
    }
}

fn evidence(ledger: &Ledger<'_>, figure: &Quantity) -> Evidence {
    let name = name::of(ledger.book(), figure, Common::default()).zh.into_owned();
    let unit = figure.unit().map_or_else(String::new, |unit| unit.to_string());
    Evidence { name, printed: format!("{}{unit}", figure.printed), place: figure.place() }
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
    let name = name::of(ledger.book(), known, Common::default());
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
        finding.message = format!("{}可能应为{}的{expected}。", finding.message, name.zh);
        finding.message_en = format!("{} Probably {} should be {expected}.", finding.message_en, name.en);
    }
}

/// The table of the first figure; none where it is no cell.
pub(super) fn table_of(ledger: &Ledger<'_>, instance: &Instance) -> Option<StatementId> {
    let first = ledger.terms_of(instance).first()?;
    table(ledger, first)
}

/// The tables that are compared, each once.
pub(super) fn tables(ledger: &Ledger<'_>, instance: &Instance) -> Vec<StatementId> {
    let mut tables: Vec<_> =
        ledger.terms_of(instance).iter().filter_map(|term| table(ledger, term)).collect();
    tables.dedup();
    tables
}

fn table(ledger: &Ledger<'_>, term: &Term) -> Option<StatementId> {
    match ledger.figure(term.figure)?.source {
        Source::Cell { sheet, .. } => {
            ledger.book().sheets().get(usize::from(sheet)).map(crate::book::Sheet::id)
        }
        Source::Named(_) => None,
    }
}

/// Whether all figures are zero, so that there was nothing to go wrong.
pub(super) fn is_trivial(ledger: &Ledger<'_>, instance: &Instance) -> bool {
    let zero = |term: &Term| ledger.figure(term.figure).is_some_and(|figure| figure.value.is_zero());
    ledger.terms_of(instance).iter().all(zero)
}
