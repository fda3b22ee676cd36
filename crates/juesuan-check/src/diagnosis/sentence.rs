//! Comparisons in words.

use juesuan_model::{Decimal, Unit};

use crate::comparison::{Operator, Term};
use crate::figure_name::{self, Common};
use crate::log::{Instance, Ledger};
use crate::message::{fill_text, number};
use crate::tuning::TUNING;
use crate::{RuleInfo, Text};

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
pub(super) struct Shown {
    pub(super) left: Decimal,
    pub(super) right: Decimal,
    pub(super) envelope: Decimal,
    pub(super) decimals: u32,
    pub(super) unit: Option<Unit>,
}

impl Shown {
    pub(super) fn of(ledger: &Ledger<'_>, instance: &Instance) -> Option<Self> {
        let (left, right) = (ledger.left_of(instance), ledger.right_of(instance));
        let first = left.first().or(right.first()).and_then(|term| ledger.figure(term.figure))?;
        let factor = first.dimension.factor();
        let total = total(ledger, left)?.checked_div(factor)?;
        let difference = instance.residual.checked_div(factor)?;
        let all = left.iter().chain(right);
        let decimals =
            all.filter_map(|term| ledger.figure(term.figure)).map(|figure| figure.decimals).max()?;
        Some(Self {
            left: total,
            right: total.checked_sub(difference)?,
            envelope: instance.envelope.checked_div(factor)?,
            decimals: decimals.min(first.decimals.max(2)),
            unit: first.dimension.unit(),
        })
    }

    /// The comparison in the words of a template. Only here its sides are called by their names.
    fn text(&self, ledger: &Ledger<'_>, instance: &Instance, template: &Text) -> Text {
        let (left_name, right_name) = names(ledger, instance);
        let difference = (self.left - self.right).abs();
        let shown = |value: Decimal| number(value, self.decimals);
        let plain = |value: String| Text::owned(value.clone(), value);
        let unit = self.unit.as_ref().map_or_else(String::new, ToString::to_string);
        fill_text(
            template,
            &[
                ("left", left_name),
                ("right", right_name),
                ("printed", plain(shown(self.left))),
                ("expected", plain(shown(self.right))),
                ("difference", plain(shown(difference))),
                ("envelope", plain(self.envelope.normalize().to_string())),
                ("unit", plain(unit)),
            ],
        )
    }
}

/// Both sides in words.
fn names(ledger: &Ledger<'_>, instance: &Instance) -> (Text, Text) {
    let (left, right) = (ledger.left_of(instance), ledger.right_of(instance));
    let figures = || left.iter().chain(right).filter_map(|term| ledger.figure(term.figure));
    let factor = figures().next().map_or(Decimal::ONE, |first| first.dimension.factor());
    let added = -instance.constant.checked_div(factor).unwrap_or_default();
    // a table or a row is said once, with the left side
    let shared = figure_name::common(ledger.book(), figures());
    (
        side(ledger, left, Common::default(), Decimal::ONE, Decimal::ZERO),
        side(ledger, right, shared, Decimal::NEGATIVE_ONE, added),
    )
}

fn total(ledger: &Ledger<'_>, terms: &[Term]) -> Option<Decimal> {
    terms.iter().try_fold(Decimal::ZERO, |sum, term| {
        sum.checked_add(ledger.figure(term.figure)?.value.checked_mul(term.factor)?)
    })
}

/// One side in words: the name of a single figure, or the figures of a sum with their values. `turned` is the sign
/// that the factors of the side carry, `added` a number that stands with them.
fn side(ledger: &Ledger<'_>, terms: &[Term], common: Common, turned: Decimal, added: Decimal) -> Text {
    let figure = |term: &Term| ledger.figure(term.figure);
    match terms {
        [] => return Text::new("应有的数", "the number due"),
        [only] if only.factor == turned && added.is_zero() => {
            return figure(only)
                .map(|figure| figure_name::of(ledger.book(), figure, common))
                .unwrap_or_default();
        }
        _ => {}
    }
    let common = if common == Common::default() {
        figure_name::common(ledger.book(), terms.iter().filter_map(figure))
    } else {
        common
    };
    let counts = |term: &&Term| figure(term).is_some_and(|figure| !figure.value.is_zero());
    let mut counting = terms.iter().filter(counts);
    let mut sum = Sum::default();
    for term in counting.by_ref().take(TUNING.sentence.written_out) {
        let Some(figure) = figure(term) else { continue };
        let name = figure_name::of(ledger.book(), figure, common);
        let factor = term.factor * turned;
        let mut value = number(figure.printed, figure.decimals.min(2));
        if factor.abs() != Decimal::ONE {
            value.extend(["×", &factor.abs().normalize().to_string()]);
        }
        sum.add(&name, factor, &value);
    }
    if !added.is_zero() {
        sum.add(&Text::default(), added, &added.abs().normalize().to_string());
    }
    sum.text(counting.count())
}

/// A sum as it is written out.
#[derive(Default)]
struct Sum {
    zh: String,
    en: String,
    subtracts: bool,
}

impl Sum {
    /// Adds a number with its name; its sign and how often it counts are those of the factor.
    fn add(&mut self, name: &Text, factor: Decimal, value: &str) {
        let minus = factor.is_sign_negative();
        self.subtracts |= minus;
        if minus || !self.zh.is_empty() {
            self.zh.push(if minus { '－' } else { '＋' });
            self.en.push_str(if minus { " − " } else { " + " });
        }
        self.zh.extend([&*name.zh, value]);
        self.en.extend([&*name.en, " ", value]);
    }

    /// The sum in words, with so many numbers left out.
    fn text(mut self, rest: usize) -> Text {
        if rest > 0 {
            let rest = rest.to_string();
            self.zh.extend(["＋其余", &rest, "项"]);
            self.en.extend([" + ", &rest, " more"]);
        }
        let (zh, en) = (self.zh, self.en.trim_start());
        match (zh.is_empty(), self.subtracts) {
            (true, _) => Text::new("各项之和", "the sum of the items"),
            (false, false) => Text::owned(format!("各项之和（{zh}）"), format!("the sum ({en})")),
            (false, true) => Text::owned(format!("按各项计算（{zh}）"), format!("the result of ({en})")),
        }
    }
}

/// What is said of a comparison that fails.
pub(super) fn failure(ledger: &Ledger<'_>, instance: &Instance, info: Option<&RuleInfo>) -> Text {
    let Some(shown) = Shown::of(ledger, instance) else { return Text::default() };
    let own = info.map(|info| &info.message);
    match (instance.operator, own) {
        (Operator::AtMost, Some(own)) if *own == crate::formula::MESSAGE => {
            shown.text(ledger, instance, &AT_MOST)
        }
        (Operator::AtLeast, Some(own)) if *own == crate::formula::MESSAGE => {
            shown.text(ledger, instance, &AT_LEAST)
        }
        (_, Some(own)) => shown.text(ledger, instance, own),
        (_, None) => Text::default(),
    }
}

/// What is said of a difference within rounding.
pub(super) fn rounding(ledger: &Ledger<'_>, instance: &Instance) -> Text {
    Shown::of(ledger, instance).map(|shown| shown.text(ledger, instance, &ROUNDED)).unwrap_or_default()
}
