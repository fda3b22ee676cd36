//! Schemes: how the hundred points of a self-evaluation are spread over the table of scores and what stands beside it.
//!
//! Provinces do it differently, and few documents say how. The reports of one document are made on one form: where
//! most of them agree on a scheme, the others are held against it.

use juesuan_model::{Decimal, ProgrammeKind};
use transient::Transient;

use super::evaluation::{Evaluation, Evaluations};
use super::points;
use crate::quick::TextMap;
use crate::{Analysis, Context, Text};

/// How the points are spread. All parts together are a hundred.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Scheme {
    /// Points of the table of scores.
    pub(crate) table: u32,
    /// Points that are given in full beside the table, such as those for 资金管理.
    pub(crate) fixed: u32,
    /// Points for the execution of the budget, in proportion to its rate.
    pub(crate) rate: u32,
    pub(crate) name: Text,
}

/// The schemes that are known, the plain ones first.
pub(crate) static SCHEMES: [Scheme; 7] = [
    scheme(100, 0, 0, "指标表100分", "a table of 100 points"),
    scheme(90, 0, 10, "指标表90分+预算执行率10分", "a table of 90 points and 10 for the execution rate"),
    scheme(80, 0, 20, "指标表80分+预算执行率20分", "a table of 80 points and 20 for the execution rate"),
    scheme(
        70,
        20,
        10,
        "指标表70分+资金管理20分+预算执行率10分",
        "a table of 70 points, 20 for the management of the money and 10 for the execution rate",
    ),
    scheme(
        80,
        10,
        10,
        "指标表80分+资金管理10分+预算执行率10分",
        "a table of 80 points, 10 for the management of the money and 10 for the execution rate",
    ),
    scheme(
        80,
        20,
        0,
        "指标表80分+资金管理20分",
        "a table of 80 points and 20 for the management of the money",
    ),
    scheme(
        90,
        10,
        0,
        "指标表90分+资金管理10分",
        "a table of 90 points and 10 for the management of the money",
    ),
];

const fn scheme(table: u32, fixed: u32, rate: u32, zh: &'static str, en: &'static str) -> Scheme {
    Scheme { table, fixed, rate, name: Text::new(zh, en) }
}

/// What the scheme says a total should be.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) total: Decimal,
    /// How far rounding may move the total as computed, without that of the printed total.
    pub(crate) half: Decimal,
    /// What stands beside the table.
    pub(crate) beside: Decimal,
}

impl Scheme {
    /// The points of the table.
    pub(crate) fn weights(&self) -> Decimal {
        Decimal::from(self.table)
    }

    /// Whether the points that the form prints beside the execution rate are those of this scheme.
    pub(crate) fn gives(&self, evaluation: &Evaluation<'_>) -> bool {
        evaluation.rate_weight().is_none_or(|weight| weight.value == Decimal::from(self.rate))
    }

    /// The total from scores that add up to this; `None` where a figure is missing.
    pub(crate) fn expected(&self, evaluation: &Evaluation<'_>) -> Option<Expected> {
        let (scores, half) = evaluation.scores()?;
        let programme = evaluation.programme;
        let mut expected = Expected { total: scores, half, beside: Decimal::from(self.fixed) };
        match (self.rate, &programme.rate_score) {
            (0, _) => {}
            (_, Some(score)) => {
                expected.beside = expected.beside.checked_add(score.value)?;
                expected.half = expected.half.checked_add(points::half(score.value))?;
            }
            (weight, None) => {
                let rate = programme.rate.as_ref()?.value;
                let weight = Decimal::from(weight).checked_div(Decimal::ONE_HUNDRED)?;
                // nobody scores more than the weight, however much was spent
                let earned = rate.min(Decimal::ONE_HUNDRED).checked_mul(weight)?;
                expected.beside = expected.beside.checked_add(earned)?;
                let half = points::half_of_last(rate.scale()).checked_mul(weight)?;
                expected.half = expected.half.checked_add(half)?;
            }
        }
        expected.total = expected.total.checked_add(expected.beside)?;
        Some(expected)
    }

    /// Whether weights and total of an evaluation follow this scheme.
    pub(crate) fn holds(&self, evaluation: &Evaluation<'_>) -> bool {
        let total = evaluation.programme.total_score.as_ref().map(|total| total.value);
        evaluation.weights() == Some(self.weights())
            && total.zip(self.expected(evaluation)).is_some_and(|(total, expected)| expected.explains(total))
    }
}

impl Expected {
    /// Whether a printed total is this one up to rounding.
    pub(crate) fn explains(&self, total: Decimal) -> bool {
        (total - self.total).abs() <= self.half + points::half_of_last(total.scale())
    }
}

/// The scheme on which the document's own reports agree, and how many of them follow it.
#[derive(Clone, Debug, Transient)]
pub(crate) struct Agreed<'r> {
    pub(crate) scheme: &'static Scheme,
    pub(crate) followers: usize,
    /// The weight of each group in the reports that follow the scheme; none where they differ.
    usual: TextMap<&'r str, Option<Decimal>>,
}

/// The scheme of points on which the reports of the document agree.
pub(crate) struct AgreedScheme;

impl<'c> Analysis<'c> for AgreedScheme {
    type Output = Option<Agreed<'c>>;

    fn run(context: &Context<'c>) -> Option<Agreed<'c>> {
        agreed(context.get::<Evaluations>())
    }
}

/// Infers the scheme: the one that most of the evaluations follow, if more than half of them do.
pub(crate) fn agreed<'r>(evaluations: &[Evaluation<'r>]) -> Option<Agreed<'r>> {
    let summable: Vec<_> = evaluations
        .iter()
        .filter(|evaluation| evaluation.programme.kind == ProgrammeKind::Programme)
        .filter(|evaluation| evaluation.is_complete() && evaluation.programme.total_score.is_some())
        .collect();
    let followers = |scheme: &Scheme| summable.iter().filter(|evaluation| scheme.holds(evaluation)).count();
    // of several with as many followers the first, which is the plainest
    let best = SCHEMES.iter().rev().max_by_key(|scheme| followers(scheme))?;
    let count = followers(best);
    (count * 2 > summable.len()).then(|| Agreed {
        scheme: best,
        followers: count,
        usual: usual_weights(evaluations, best),
    })
}

/// The weight of each group in the reports that follow the scheme, where all of them that have the group agree.
fn usual_weights<'r>(evaluations: &[Evaluation<'r>], scheme: &Scheme) -> TextMap<&'r str, Option<Decimal>> {
    let mut usual: TextMap<&str, Option<Decimal>> = TextMap::default();
    for evaluation in evaluations.iter().filter(|evaluation| scheme.holds(evaluation)) {
        for group in evaluation.groups() {
            let weight = group.weight();
            let known = usual.entry(group.name).or_insert(weight);
            if *known != weight {
                *known = None;
            }
        }
    }
    usual
}

impl Agreed<'_> {
    /// The weight of a group in the reports that follow the scheme, where all of them that have the group agree.
    pub(crate) fn usual_weight(&self, group: &str) -> Option<Decimal> {
        self.usual.get(group).copied().flatten()
    }
}

/// The scheme to which an evaluation can be held: a table of all hundred points leaves nothing beside it; else that on
/// which the reports of programmes agree; else the only one with such a table.
pub(crate) fn applicable(
    evaluation: &Evaluation<'_>,
    agreed: Option<&Agreed<'_>>,
) -> Option<&'static Scheme> {
    let weights = evaluation.weights()?;
    if weights == Decimal::ONE_HUNDRED {
        return SCHEMES.iter().find(|scheme| scheme.weights() == weights);
    }
    let among_sisters = evaluation.programme.kind == ProgrammeKind::Programme;
    let of_document =
        agreed.filter(|agreed| among_sisters && agreed.followers > 1).map(|agreed| agreed.scheme);
    let by_table = || {
        let mut fitting =
            SCHEMES.iter().filter(|scheme| scheme.weights() == weights && scheme.gives(evaluation));
        let only = fitting.next()?;
        fitting.next().is_none().then_some(only)
    };
    of_document.or_else(by_table)
}

/// The scheme that an evaluation follows, whatever the others do.
pub(crate) fn own(evaluation: &Evaluation<'_>) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.holds(evaluation))
}
