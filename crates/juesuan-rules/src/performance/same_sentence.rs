use juesuan_model::{FindingKind, Place, Severity, TableKind};
use juesuan_source::chars::{is_digit, is_figure};

use super::MEASURE;
use crate::quick::{TextMap, is_letter};
use crate::shared::performance::evaluation::{Lines, of_kind};
use crate::shared::text_index::TextIndex;
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS546"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "正文与评分表里同一句话的数字一致",
        "A sentence has the same numbers in the text and in the table of scores",
    ),
    message: Text::new(
        "同一句话在正文中写作“{printed}”，在评分表中写作“{expected}”。",
        "One sentence says “{printed}” in the text and “{expected}” in the table of scores.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "评分表和正文写的是同一件事，数字不同则有一处是错的。",
        "Text and table tell of one thing: where the numbers differ, one of them is wrong.",
    ),
    example: Text::new(
        "正文“全年巡查沿河排水口子168个”，评分表“全年巡查沿河排水口子186个”。",
        "168 places were inspected by the text, 186 by the table.",
    ),
};

/// JS546: a clause that stands once in the text and once in a table of scores, word by word, has the same numbers.
/// What comes more often is a phrase of the form, and may tell of several things.
pub(crate) struct SameSentence;

/// The same words, where they stand.
#[derive(Default)]
struct Told {
    in_text: Vec<Place>,
    in_table: Vec<Place>,
}

impl Rule for SameSentence {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let tables = Lines::of(of_kind(context.report(), TableKind::Score));
        let Some(text) = context.text() else {
            if !tables.is_empty() {
                log.missing("原文");
            }
            return;
        };
        if tables.is_empty() {
            return;
        }
        let mut told: TextMap<String, Told> = TextMap::default();
        let mut order = Vec::new();
        for piece in context.get::<TextIndex>().clauses().iter().filter(|piece| piece.has_digit) {
            let Some(line) = context.line(piece.line) else { continue };
            let printed = piece.text(&line);
            // the row of a form that was not read as one tells of another programme
            if is_row(printed) {
                continue;
            }
            let Some(key) = masked(printed) else { continue };
            let place = place(&line, piece.span.0 as usize, printed);
            let known = told.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                Told::default()
            });
            if tables.hold(place) { &mut known.in_table } else { &mut known.in_text }.push(place);
        }
        for known in order.iter().filter_map(|key| told.get(key)) {
            let ([one], [other]) = (&*known.in_text, &*known.in_table) else { continue };
            // a clause may be broken over two lines
            let clause = |place: &Place| {
                let printed = text.get(place.span.start as usize..place.span.end as usize)?;
                Some(printed.split(['\n', '\r']).map(str::trim).collect::<String>())
            };
            let (Some(printed), Some(expected)) = (clause(one), clause(other)) else { continue };
            if numbers(&printed).eq(numbers(&expected)) {
                log.held();
            } else {
                log.found(Draft::at(*one).and_at(*other).printed(printed).expected(expected));
            }
        }
    }
}

/// The place of what is printed in a piece of a line, without marks and blanks at its ends.
fn place(line: &TextLine<'_>, start: usize, printed: &str) -> Place {
    let begin = printed.len() - printed.trim_start_matches(|c| !is_letter(c)).len();
    let end = printed.trim_end_matches(|c| !is_letter(c) && c != '%').len();
    line.place(start + begin, start + end.max(begin))
}

/// Whether a clause is a row of cells and no sentence: blanks part several words, two of them numbers.
fn is_row(clause: &str) -> bool {
    let mut numbers = clause.split_whitespace().filter(|word| is_figure(word));
    numbers.next().is_some() && numbers.next().is_some()
}

/// The letters of a clause with `#` for each number; `None` where it has no number or hardly any letters.
fn masked(clause: &str) -> Option<String> {
    clause.contains(is_digit).then_some(())?;
    let (mut key, mut letters) = (String::with_capacity(clause.len()), 0);
    for c in clause.chars() {
        if is_digit(c) {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else if is_letter(c) {
            key.push(c);
            letters += 1;
        }
    }
    (letters >= TUNING.same_sentence.letters).then_some(key)
}

/// The numbers of a clause as printed, without separators.
fn numbers(clause: &str) -> impl Iterator<Item = String> {
    let parts = clause.split(|c: char| !is_digit(c) && !matches!(c, '.' | ','));
    let numbers = parts.map(|part| part.replace(',', "").trim_matches('.').to_owned());
    numbers.filter(|number| !number.is_empty())
}
