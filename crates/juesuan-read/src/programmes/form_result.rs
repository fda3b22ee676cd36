//! What a form of self-evaluation tells of its result: the row that sums up, the grade, what stands beside the name.

use juesuan_model::{PlacedNumber, PlacedText, Programme};
use juesuan_segment::{Block, Span};
use juesuan_table as grid;
use juesuan_vocabulary::performance;

use super::headers::{Field, Fields};
use super::indicators::is_total;
use super::{figure, form_money, result};
use crate::Document;
use crate::table_words::is_form_tail;

/// Takes total score and grade of the grids of a form.
pub(super) fn take_result(document: &Document<'_>, programme: &mut Programme, table: &grid::Grid) {
    let fields = Fields::of(document.vocabulary(), table);
    for row in table.row_indices() {
        let mut filled = table.row_cells(row).filter(|cell| cell.kind() != grid::CellKind::Blank);
        let Some(first) = filled.next() else { continue };
        let label = first.text(document.source());
        if ends_form(&label) && programme.total_score.is_none() {
            programme.total_score = total(document, table, &fields, row);
            // the grade may stand behind the points
            let mut words = table.row_cells(row).filter(|cell| cell.kind() == grid::CellKind::Text);
            programme.grade = programme.grade.take().or_else(|| words.find_map(|cell| grade(document, cell)));
        } else if performance::GRADE_LABELS.contains(&label.trim_end_matches(['：', ':']))
            && programme.grade.is_none()
        {
            programme.grade = filled.next().and_then(|cell| grade(document, cell));
        } else if is_form_tail(&label) {
            filled.next().into_iter().for_each(|cell| take_told(document, programme, cell));
        }
        take_beside(document, programme, table, row);
        form_money::take_pairs(document, programme, table, row);
        for cell in table.row_cells(row) {
            take_stated(document, programme, cell);
            take_stated_grade(document, programme, cell);
        }
    }
}

/// The total in the cell beside its label, further to the right in a row: 项目编码 | … | 自评总分（分） | 98.5.
fn take_beside(document: &Document<'_>, programme: &mut Programme, table: &grid::Grid, row: grid::RowIndex) {
    if programme.total_score.is_some() {
        return;
    }
    let source = document.source();
    let filled: Vec<_> = table.row_cells(row).filter(|cell| cell.kind() != grid::CellKind::Blank).collect();
    let names_total = |cell: &grid::CellRef<'_>| {
        let text = cell.text(source);
        let label = text.split(['（', '(', '：', ':']).next().unwrap_or_default().trim();
        performance::TOTAL_SCORE_LABELS.contains(&label)
    };
    let pairs = filled.iter().zip(filled.get(1..).unwrap_or(&[])).skip(1);
    let found = pairs
        .filter(|(label, _)| names_total(label))
        .find_map(|(_, cell)| Some(PlacedNumber::new(cell.number(source)?, document.place(cell.span()))));
    programme.total_score = found;
}

/// Whether a label is that of the row with which the points of a form end; those of a group of indicators do not.
fn ends_form(label: &str) -> bool {
    let label = label.split(['（', '(']).next().unwrap_or(label);
    is_total(label) && performance::FORM_END_LABELS.contains(&label.trim_end_matches(['：', ':']))
}

/// The score in a row of totals: below 得分, else the only number of a row that says what it is (自评总分 | 99.85).
fn total(
    document: &Document<'_>,
    table: &grid::Grid,
    fields: &Fields,
    row: grid::RowIndex,
) -> Option<PlacedNumber> {
    let source = document.source();
    let number = |cell: grid::CellRef<'_>| {
        let text = cell.text(source);
        let value = cell.number(source).or_else(|| {
            let (value, width) = figure::leading(&text)?;
            figure::is_points(text.get(width..)?).then_some(value)
        })?;
        Some(PlacedNumber::new(value, document.place(cell.span())))
    };
    let below = fields.column(Field::Score).and_then(|column| number(table.cell(row, column)));
    below.or_else(|| {
        let mut numbers = table.row_cells(row).filter_map(number);
        let only = numbers.next().filter(|_| numbers.next().is_none())?;
        let says = table
            .row_cells(row)
            .any(|cell| performance::SAYS_TOTAL.iter().any(|word| cell.text(source).contains(word)));
        (says || fields.column(Field::Weight).is_none()).then_some(only)
    })
}

fn grade(document: &Document<'_>, cell: grid::CellRef<'_>) -> Option<PlacedText> {
    let text = cell.text(document.source());
    let word = result::grade_word(&text)?;
    Some(PlacedText::new(word, document.place(cell.span())))
}

/// "总分：96.5分" in a cell of its own.
fn take_stated(document: &Document<'_>, programme: &mut Programme, cell: grid::CellRef<'_>) {
    if programme.total_score.is_some()
        || cell.kind() != grid::CellKind::Text
        || !cell.joined_spans().is_empty()
    {
        return;
    }
    let printed = cell.span().text(document.source());
    programme.total_score = stated_total(printed).map(|(value, at)| {
        let at = Span::new(cell.span().start + at.start, cell.span().start + at.end);
        PlacedNumber::new(value, document.place(at))
    });
}

/// "自评等级：优" in a cell of its own.
fn take_stated_grade(document: &Document<'_>, programme: &mut Programme, cell: grid::CellRef<'_>) {
    if programme.grade.is_some() || cell.kind() != grid::CellKind::Text || !cell.joined_spans().is_empty() {
        return;
    }
    let printed = cell.span().text(document.source());
    let label = performance::GRADE_LABELS.iter().find(|label| printed.starts_with(**label));
    let word = label.and_then(|label| {
        let rest = figure::behind_copula(&printed[label.len()..]);
        (rest.len() < printed.len() - label.len()).then(|| result::grade_word(rest)).flatten()
    });
    programme.grade = word.map(|word| PlacedText::new(word, document.place(cell.span())));
}

/// The score and the grade that the words of a conclusion tell: 自评得分97.5分，自评等级为优。
fn take_told(document: &Document<'_>, programme: &mut Programme, cell: grid::CellRef<'_>) {
    if !cell.joined_spans().is_empty() {
        return;
    }
    let told = result::stated(cell.span().text(document.source()));
    let place =
        |at: Span| document.place(Span::new(cell.span().start + at.start, cell.span().start + at.end));
    if let (None, Some((score, at))) = (&programme.total_score, told.score) {
        programme.total_score = Some(PlacedNumber::new(score, place(at)));
    }
    if let (None, Some((grade, at))) = (&programme.grade, told.grade) {
        programme.grade = Some(PlacedText::new(grade, place(at)));
    }
}

/// "单位名称：某局   总分：96.5分" in the lines above the grid.
pub(super) fn take_line(document: &Document<'_>, programme: &mut Programme, block: &Block) {
    let text = block.span.text(document.source());
    let starts = text.match_indices(performance::TOTAL_STARTS).map(|(at, _)| at);
    let begins = |at: &usize| {
        text[..*at].ends_with(|c: char| c.is_whitespace() || matches!(c, '（' | '(')) || *at == 0
    };
    let found = starts.filter(begins).find_map(|at| {
        let piece = text[at..].split(['\t', ' ', '\u{3000}', '\n', '）', ')']).next()?;
        let (value, span) = stated_total(piece)?;
        let from = block.span.start + Span::of(0..at).end;
        Some(PlacedNumber::new(value, document.place(Span::new(from + span.start, from + span.end))))
    });
    programme.total_score = programme.total_score.take().or(found);
}

/// The number after 总分 or 自评得分 with which a short text begins.
pub(super) fn stated_total(text: &str) -> Option<(juesuan_model::Decimal, Span)> {
    let word = performance::TOTAL_SCORE_LABELS.iter().find(|word| text.starts_with(**word))?;
    let rest = figure::behind_copula(&text[word.len()..]);
    let start = text.len() - rest.len();
    let (value, width) = figure::leading(rest)?;
    let ends = figure::is_points(&rest[width..]);
    (ends && start > word.len()).then(|| (value, Span::of(start..start + width)))
}
