//! Lists of indicators in running text, under headings such as 目标已经完成的指标.

use juesuan_model::Section;
use juesuan_vocabulary::{WordList as _, budget, performance};
use transient::Transient;

use super::evaluation::Evaluation;
use super::matching::key;
use crate::shared::performance::evaluation::Evaluations;
use crate::{Analysis, Context, TextLine};

/// A list of indicators under its heading.
#[derive(Debug, Transient)]
pub(crate) struct List<'c> {
    /// Whether the heading says that the targets were reached.
    pub(crate) reached: bool,
    /// The report in which it stands, by its place among the evaluations.
    evaluation: Option<usize>,
    /// What is listed; nothing where the text is not at hand.
    pub(crate) items: Vec<Item<'c>>,
}

/// The lists of indicators in running text.
pub(crate) struct IndicatorLists;

impl<'c> Analysis<'c> for IndicatorLists {
    type Output = Vec<List<'c>>;

    fn run(context: &Context<'c>) -> Vec<List<'c>> {
        lists(context)
    }
}

/// An item of a list and its line.
#[derive(Debug)]
pub(crate) struct Item<'t> {
    pub(crate) text: &'t str,
    /// The text as names are compared.
    pub(crate) key: String,
    pub(crate) line: TextLine<'t>,
    /// Byte offset in the line.
    pub(crate) at: usize,
}

impl<'c> List<'c> {
    /// The report in which the list stands.
    pub(crate) fn evaluation<'e>(&self, context: &'e Context<'c>) -> Option<&'e Evaluation<'c>> {
        context.get::<Evaluations>().get(self.evaluation?)
    }
}

/// The lists of a document, in order.
pub(crate) fn lists<'c>(context: &Context<'c>) -> Vec<List<'c>> {
    let headings = headings(&context.report().sections);
    if headings.is_empty() {
        return Vec::new();
    }
    let reports = Reports::of(context.get::<Evaluations>());
    let mut lines = context.lines().peekable();
    let list = |heading: Heading| {
        while lines.next_if(|line| line.number <= heading.line).is_some() {}
        let mut items = Vec::new();
        while let Some(line) = lines.next_if(|line| line.number < heading.next) {
            add_items(line, &mut items);
        }
        List { reached: heading.reached, evaluation: reports.below(heading.line), items }
    };
    headings.into_iter().map(list).collect()
}

/// A heading above a list of indicators.
struct Heading {
    reached: bool,
    line: u32,
    /// The line of the next heading.
    next: u32,
}

fn headings(sections: &[Section]) -> Vec<Heading> {
    let mut headings = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let title = section.title.as_str();
        if !title.ends_with(performance::HEADINGS_OF_INDICATORS) || !title.contains(budget::COMPLETED) {
            continue;
        }
        if !title.trim_end_matches(performance::STATE).ends_with(performance::INDICATOR) {
            continue;
        }
        let reached = !performance::NOT_REACHED.any_in(title);
        let next = sections.get(at + 1).map_or(u32::MAX, |next| next.place.line);
        headings.push(Heading { reached, line: section.place.line, next });
    }
    headings
}

/// Where the tables of scores begin, ascending, each with the place of its report among the evaluations.
struct Reports(Vec<(u32, usize)>);

impl Reports {
    fn of(evaluations: &[Evaluation<'_>]) -> Self {
        let first =
            |evaluation: &Evaluation<'_>| evaluation.indicators.first().map_or(0, |row| row.place.line);
        let mut begins: Vec<(u32, usize)> = evaluations.iter().map(first).zip(0..).collect();
        begins.sort_unstable();
        Self(begins)
    }

    /// The report in which a line stands: that whose table of scores is the first to begin below the line.
    fn below(&self, line: u32) -> Option<usize> {
        let next = self.0.partition_point(|(begin, _)| *begin <= line);
        self.0.get(next).map(|(_, at)| *at)
    }
}

/// The items of a line, which semicolons part.
fn add_items<'t>(line: TextLine<'t>, items: &mut Vec<Item<'t>>) {
    if !line.text.contains(['；', ';']) {
        return;
    }
    let mut at = 0;
    for piece in line.text.split_inclusive(['；', ';']) {
        let text = piece.trim_end_matches(['；', ';', '。']);
        items.push(Item { text, key: key(text), line, at });
        at += piece.len();
    }
}
