//! Programmes outside their own reports: rows of a summary table, sentences of the accounts.

use juesuan_model::vocabulary::label_key;
use juesuan_model::{ColumnIndex, MoneyUnit, PlacedNumber, PlacedText, Programme, ProgrammeSource, Unit};
use juesuan_segment::{Block, Span, plain};
use juesuan_table as grid;
use juesuan_vocabulary::lists;
use juesuan_vocabulary::{WordList as _, comparisons, performance};

use super::headers::{Field, Fields, field};
use super::{budget, result, zone};
use crate::Document;
use crate::tuning::TUNING;

/// The rows of a summary table, one programme each.
///
/// The official form of the summary is in 万元 and often does not say so.
pub(super) fn from_table(
    document: &Document<'_>,
    table: &grid::Grid,
    printed: Option<&Unit>,
) -> Vec<Programme> {
    let fields = Fields::of(document.vocabulary(), table);
    let total_column = total_column(table).or_else(|| fields.column(Field::Score));
    let Some(name_column) = fields.column(Field::Name) else { return Vec::new() };
    let source = document.source();
    let mut programmes = Vec::new();
    for row in table.data_rows() {
        let name = table.cell(row, name_column);
        let text = name.text(source);
        if text.is_empty() || lists::SUM_ROWS.contains(&&*text) {
            continue;
        }
        let placed = |column| {
            let cell = table.cell(row, column);
            Some(PlacedNumber::new(cell.number(source)?, document.place(cell.span())))
        };
        let number = |field| fields.column(field).and_then(placed);
        let grade = fields.column(Field::Grade).map(|column| table.cell(row, column));
        let mut programme = Programme::new(
            text.clone(),
            zone::kind(&text),
            ProgrammeSource::Summary,
            document.place(name.span()),
        );
        programme.budget_initial = number(Field::BudgetInitial);
        programme.budget_adjusted = number(Field::BudgetAdjusted);
        programme.executed = number(Field::Executed);
        programme.rate = number(Field::Rate);
        programme.total_score = total_column.and_then(placed);
        programme.grade = grade
            .filter(|cell| cell.kind() == grid::CellKind::Text)
            .map(|cell| PlacedText::new(cell.text(source), document.place(cell.span())));
        let has_money = programme.budget_adjusted.is_some() || programme.executed.is_some();
        programme.unit = has_money.then(|| printed.cloned().unwrap_or(Unit::Money(MoneyUnit::WanYuan)));
        if has_money || programme.total_score.is_some() || programme.grade.is_some() {
            programmes.push(programme);
        }
    }
    programmes
}

/// The column of the total score beside those of its parts: 预算执行率得分, 产出指标得分, 自评总分.
fn total_column(table: &grid::Grid) -> Option<ColumnIndex> {
    let headed = |wanted: &dyn Fn(&str) -> bool| {
        let heads = |at: &ColumnIndex| table.column(*at).and_then(|column| column.path.last());
        table.column_indices().find(|at| heads(at).is_some_and(|name| wanted(name)))
    };
    headed(&|name| performance::TOTAL_SCORE_HEADERS.any_in(name)).or_else(|| {
        let whole = |name: &str| !performance::SCORE_PARTS.iter().any(|part| name.contains(part));
        headed(&|name| field(name) == Some(Field::Score) && whole(name))
    })
}

/// "校舍维修项目绩效自评综述：…自评得分为98分。全年预算数为500.00万元，执行数为490.00万元": the paragraph of the
/// official outline that the accounts have for each programme.
pub(super) fn from_review(document: &Document<'_>, block: &Block) -> Option<Programme> {
    let text = block.span.text(document.source());
    let at = text.find(performance::REVIEW).filter(|&at| at < TUNING.summary.longest_name.bytes())?;
    let (head, body) = (text.get(..at)?, text.get(at + performance::REVIEW.len()..)?);
    let printed = plain(head);
    let quoted = printed.split(['“', '”', '"']).nth(1).filter(|name| !name.is_empty());
    let name = label_key(quoted.unwrap_or(&printed));
    let stated = result::stated(body);
    let shift = block.span.start + Span::of(0..at + performance::REVIEW.len()).end;
    let place = |span: Span| document.place(Span::new(span.start + shift, span.end + shift));
    let mut programme =
        Programme::new(&*name, zone::kind(&name), ProgrammeSource::Summary, document.place(block.span));
    programme.total_score = stated.score.map(|(score, span)| PlacedNumber::new(score, place(span)));
    programme.grade = stated.grade.map(|(grade, span)| PlacedText::new(grade, place(span)));
    budget::from_text(document, &mut programme, block.span);
    let says_something = programme.total_score.is_some() || programme.executed.is_some();
    (says_something && !name.is_empty()).then_some(programme)
}

/// Programmes whose results a paragraph of the accounts states: "…专项资金绩效自评得分为98分".
pub(super) fn from_text(document: &Document<'_>, block: &Block, entity: Option<&str>) -> Vec<Programme> {
    let text = block.span.text(document.source());
    let mut programmes = Vec::new();
    let mut from = 0;
    while let Some((at, cue)) =
        performance::SUMMARY_CUES.iter().filter_map(|cue| Some((text[from..].find(cue)? + from, *cue))).min()
    {
        let clause = clause_start(text, at);
        let end = at
            + cue.len()
            + text[at + cue.len()..].find(['，', '；', '。', ';']).unwrap_or(text.len() - at - cue.len());
        from = at + cue.len();
        let stated = result::stated(&text[clause..end]);
        let name = zone::name_in_title(&plain(&text[clause..at]), entity);
        if stated.is_empty()
            || name.is_empty()
            || name.contains(comparisons::AVERAGE)
            || name.chars().count() > TUNING.summary.name
        {
            continue;
        }
        let shift = block.span.start + Span::of(0..clause).end;
        let at = |span: Span| document.place(Span::new(span.start + shift, span.end + shift));
        let place =
            document.place(Span::new(shift, shift + Span::of(clause..end).end - Span::of(0..clause).end));
        let mut programme = Programme::new(&*name, zone::kind(&name), ProgrammeSource::Summary, place);
        programme.total_score = stated.score.map(|(score, span)| PlacedNumber::new(score, at(span)));
        programme.grade = stated.grade.map(|(grade, span)| PlacedText::new(grade, at(span)));
        programmes.push(programme);
    }
    programmes
}

/// Where the clause around `at` begins; marks inside parentheses or book titles do not part it.
fn clause_start(text: &str, at: usize) -> usize {
    let mut depth = 0usize;
    for (index, c) in text[..at].char_indices().rev() {
        match c {
            '）' | ')' | '》' | '”' => depth += 1,
            '（' | '(' | '《' | '“' => depth = depth.saturating_sub(1),
            '，' | '；' | '。' | '：' | ';' | ':' | '\n' if depth == 0 => return index + c.len_utf8(),
            _ => {}
        }
    }
    0
}
