//! Indicators: the rows of score tables and of indicator lists.

use juesuan_model::{ColumnIndex, Indicator, PlacedNumber, PlacedText, RowIndex};
use juesuan_segment::Span;
use juesuan_table as grid;
use juesuan_vocabulary::{performance, units::POINTS};

use super::figure;
use super::headers::{Field, Fields};
use crate::Document;
use crate::coverage::Coverage;
use crate::table_words::is_form_tail;

/// Whether a label is that of a row that sums up: 总分, 合计（100分）.
pub(super) fn is_total(label: &str) -> bool {
    let label = label.split(['（', '(']).next().unwrap_or(label);
    performance::TOTAL_ROW_LABELS.contains(&label.trim_end_matches(['：', ':']))
}

/// All indicators of one table, under the name of their programme.
pub(super) fn indicators(
    document: &Document<'_>,
    table: &grid::Grid,
    programme: &str,
    index: Option<u32>,
    coverage: &mut Coverage,
) -> Vec<Indicator> {
    let reader = Reader::new(document, table);
    if !reader.names_levels() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in table.data_rows() {
        if let Some(mut indicator) = reader.indicator(row, programme) {
            indicator.programme_index = index;
            table.row_cells(row).for_each(|cell| cover(cell, coverage));
            found.push(indicator);
        }
    }
    found
}

/// The cells of an indicator, its wording included, went into the indicator.
fn cover(cell: grid::CellRef<'_>, coverage: &mut Coverage) {
    let joined = cell.joined_spans();
    if joined.is_empty() {
        coverage.read(cell.span());
    }
    for &span in joined {
        coverage.read(span);
    }
}

struct Reader<'d> {
    document: &'d Document<'d>,
    table: &'d grid::Grid,
    fields: Fields,
}

impl<'d> Reader<'d> {
    fn new(document: &'d Document<'d>, table: &'d grid::Grid) -> Self {
        Self { document, table, fields: Fields::of(document.vocabulary(), table) }
    }

    /// Whether the table has a column for names of indicators: a form also has tables of aims in words.
    fn names_levels(&self) -> bool {
        [Field::Level1, Field::Level2, Field::Level3]
            .into_iter()
            .any(|field| self.fields.column(field).is_some())
    }

    fn indicator(&self, row: RowIndex, programme: &str) -> Option<Indicator> {
        let [level1, level2] = [Field::Level1, Field::Level2].map(|field| self.group(row, field));
        let level3 = self.text(row, Field::Level3);
        let margin = self.table.cell(row, ColumnIndex::default()).text(self.document.source());
        let names = [&level1, &level2].into_iter().chain(level3.as_ref().map(|text| &text.value));
        let is_other = |name: &str| {
            is_total(name) || is_form_tail(name) || performance::MONEY_ROW_LABELS.contains(&name)
        };
        let first = self.table.row_cells(row).find(|cell| cell.kind() != grid::CellKind::Blank);
        let behind = first.is_some_and(|cell| is_form_tail(&cell.text(self.document.source())));
        if behind || is_total(&margin) || names.into_iter().any(|name| is_other(name)) {
            return None;
        }
        let target = self.target(row);
        let actual = self.text(row, Field::Actual);
        let weight = self.points(row, Field::Weight).or_else(|| self.weight_in_name(level3.as_ref()?));
        let score = self.points(row, Field::Score);
        let says_something = level3.is_some() || target.is_some() || actual.is_some() || weight.is_some();
        let place = match &level3 {
            Some(level3) => level3.place,
            None => self.document.place(self.first_cell(row)?),
        };
        says_something.then(|| Indicator {
            level1,
            level2,
            level3: level3.map(|text| text.value).unwrap_or_default(),
            target,
            actual,
            weight,
            score,
            note: self.text(row, Field::Note),
            ..Indicator::new(programme, place)
        })
    }

    fn cell(&self, row: RowIndex, field: Field) -> Option<grid::CellRef<'_>> {
        let cell = self.table.cell(row, self.fields.column(field)?);
        (cell.kind() != grid::CellKind::Blank).then_some(cell)
    }

    fn text(&self, row: RowIndex, field: Field) -> Option<PlacedText> {
        let cell = self.cell(row, field)?;
        let text = cell.text(self.document.source());
        let text = figure::without_separators(&text);
        (!text.is_empty()).then(|| PlacedText::new(text, self.document.place(cell.span())))
    }

    /// The target, put together where a form prints sign, number and unit in columns of their own: ≥ | 30 | 件.
    fn target(&self, row: RowIndex) -> Option<PlacedText> {
        let mut target = self.text(row, Field::Target)?;
        let part = |field| self.text(row, field).map(|text| text.value).unwrap_or_default();
        let (sign, unit) = (part(Field::TargetSign), part(Field::TargetUnit));
        if target.value.starts_with(|c: char| c.is_ascii_digit()) {
            if ["≥", "≤", ">", "<", "=", "＝", "＞", "＜"].contains(&sign.as_str()) {
                target.value.insert_str(0, &sign);
            }
            if target.value.ends_with(|c: char| c.is_ascii_digit()) {
                target.value.push_str(&unit);
            }
        }
        Some(target)
    }

    /// Points of a score: a rate is none, whatever the head above it says.
    fn points(&self, row: RowIndex, field: Field) -> Option<PlacedNumber> {
        let cell = self.cell(row, field)?;
        let text = cell.text(self.document.source());
        let value =
            cell.number(self.document.source()).filter(|_| !text.trim_end().ends_with(['%', '％']))?;
        Some(PlacedNumber::new(value, self.document.place(cell.span())))
    }

    /// The weight that a form without a column of weights prints behind the name: 巡查次数（15分）.
    fn weight_in_name(&self, name: &PlacedText) -> Option<PlacedNumber> {
        if self.fields.column(Field::Weight).is_some() || self.fields.column(Field::Score).is_none() {
            return None;
        }
        let inside = name.value.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?.1;
        let (weight, width) = figure::leading(inside)?;
        let points = inside.get(width..)?.trim() == POINTS;
        points.then(|| PlacedNumber::new(weight, name.place))
    }

    /// A merged cell holds for the rows below it.
    fn group(&self, row: RowIndex, field: Field) -> String {
        let cell = self.fields.column(field).and_then(|column| self.table.group_value(row, column));
        cell.map(|cell| cell.text(self.document.source()).into_owned()).unwrap_or_default()
    }

    fn first_cell(&self, row: RowIndex) -> Option<Span> {
        let filled = self.table.row_cells(row).find(|cell| cell.kind() != grid::CellKind::Blank)?;
        Some(filled.span())
    }
}
