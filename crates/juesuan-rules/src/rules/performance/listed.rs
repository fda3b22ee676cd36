//! Lists of indicators in running text, under headings such as 绩效目标完成的指标.

use juesuan_model::Section;

use super::evaluation::Evaluation;
use crate::{Context, TextLine};

/// A heading above a list of indicators.
pub(crate) struct List {
    /// Whether the heading says that the targets were reached.
    pub(crate) reached: bool,
    /// Its line, and that of the next heading.
    pub(crate) from: u32,
    to: u32,
}

/// The headings of such lists, in order.
pub(crate) fn lists(sections: &[Section]) -> Vec<List> {
    let mut lists = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let title = section.title.as_str();
        if !title.contains("完成") || !title.trim_end_matches("情况").ends_with("指标") {
            continue;
        }
        let reached = !["没有", "未", "不"].iter().any(|word| title.contains(word));
        let to = sections.get(at + 1).map_or(u32::MAX, |next| next.place.line);
        lists.push(List { reached, from: section.place.line, to });
    }
    lists
}

/// The report in which a line stands: the last whose table of scores begins below the line, no other report between.
fn of_report<'e, 'r>(evaluations: &'e [Evaluation<'r>], line: u32) -> Option<&'e Evaluation<'r>> {
    let first = |evaluation: &Evaluation<'_>| evaluation.indicators.first().map_or(0, |row| row.place.line);
    evaluations
        .iter()
        .filter(|evaluation| first(evaluation) > line)
        .min_by_key(|evaluation| first(evaluation))
}

/// An item of a list and its line.
pub(crate) struct Item<'t> {
    pub(crate) text: &'t str,
    pub(crate) line: TextLine<'t>,
    /// Byte offset in the line.
    pub(crate) at: usize,
}

/// The items of the lines, which semicolons part.
fn items<'t>(lines: &[TextLine<'t>]) -> Vec<Item<'t>> {
    let mut items = Vec::new();
    for line in lines.iter().filter(|line| line.text.contains(['；', ';'])) {
        let mut at = 0;
        for text in line.text.split_inclusive(['；', ';']) {
            let begin = at;
            at += text.len();
            items.push(Item { text: text.trim_end_matches(['；', ';', '。']), line: *line, at: begin });
        }
    }
    items
}

/// Goes through the lists, each with the report in which it stands and its items.
pub(crate) fn each<'r>(
    context: &Context<'r>,
    lists: &[List],
    evaluations: &[Evaluation<'r>],
    mut each: impl FnMut(&Evaluation<'r>, &List, &[Item<'r>]),
) {
    let mut lines = context.lines().peekable();
    for list in lists {
        while lines.next_if(|line| line.number <= list.from).is_some() {}
        let mut under = Vec::new();
        while let Some(line) = lines.next_if(|line| line.number < list.to) {
            under.push(line);
        }
        if let Some(evaluation) = of_report(evaluations, list.from) {
            each(evaluation, list, &items(&under));
        }
    }
}
