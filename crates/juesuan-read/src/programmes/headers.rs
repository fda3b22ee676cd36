//! Headers of performance tables and what stands below them.

use std::sync::LazyLock;

use juesuan_source::{Phrases, find};
use juesuan_table as grid;
use juesuan_vocabulary::performance;

use crate::Vocabulary;

/// A field of a programme or an indicator that a column can hold.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Level1,
    Level2,
    Level3,
    Target,
    /// 指标性质: the sign in front of the target.
    TargetSign,
    /// 度量单位: the unit behind it.
    TargetUnit,
    Actual,
    Weight,
    Score,
    Note,
    Name,
    BudgetInitial,
    BudgetAdjusted,
    Executed,
    Rate,
    Grade,
}

impl Field {
    const fn is_level(self) -> bool {
        matches!(self, Self::Level1 | Self::Level2 | Self::Level3)
    }

    const fn is_result(self) -> bool {
        matches!(self, Self::Actual | Self::Score | Self::Note)
    }

    /// The field with this name in the vocabulary.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "level1" => Self::Level1,
            "level2" => Self::Level2,
            "level3" => Self::Level3,
            "target" => Self::Target,
            "target_sign" => Self::TargetSign,
            "target_unit" => Self::TargetUnit,
            "actual" => Self::Actual,
            "weight" => Self::Weight,
            "score" => Self::Score,
            "note" => Self::Note,
            "name" => Self::Name,
            "budget_initial" => Self::BudgetInitial,
            "budget_adjusted" => Self::BudgetAdjusted,
            "executed" => Self::Executed,
            "rate" => Self::Rate,
            "grade" => Self::Grade,
            _ => return None,
        })
    }
}

/// One way to print a header: all of `with` and none of `without` stand in it.
struct Header {
    field: Field,
    with: &'static str,
    /// Words parted by blanks.
    without: &'static str,
}

impl Header {
    /// A header as the vocabulary states it.
    fn of(&(field, with, without): &(&str, &'static str, &'static str)) -> Option<Self> {
        Some(Self { field: Field::named(field)?, with, without: if without == "-" { "" } else { without } })
    }
}

/// The first header that fits decides, so that the longer names come first.
static HEADERS: LazyLock<Vec<Header>> =
    LazyLock::new(|| performance::HEADERS.iter().filter_map(Header::of).collect());

/// A word of each header.
static WORDS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(&HEADERS.iter().map(|header| header.with).collect::<Vec<_>>()));

/// Names the first level where no column is headed 一级指标: beside one that is, it heads the form's margin (年度绩效指标).
static MARGIN: LazyLock<Option<Header>> =
    LazyLock::new(|| performance::MARGIN_HEADER.first().and_then(Header::of));

impl Header {
    fn fits(&self, header: &str) -> bool {
        let says = |word: &str| find(header, word).is_some();
        says(self.with) && !self.without.split_whitespace().any(says)
    }
}

/// The field that a header names.
pub(super) fn field(header: &str) -> Option<Field> {
    let known = || HEADERS.iter().find(|known| known.fits(header)).map(|known| known.field);
    WORDS.any_in(header).then(known).flatten()
}

/// The columns of a grid by the field they hold: the first column of each.
#[derive(Debug)]
pub(super) struct Fields(Vec<(Field, grid::ColumnIndex)>);

impl Fields {
    pub(super) fn of(words: &Vocabulary, table: &grid::Grid) -> Self {
        let mut fields = Self(Vec::new());
        let mut margin = None;
        let named =
            |column: &grid::Column| column.path.iter().rev().find_map(|name| field(&words.head(name)));
        // what is said of a result stands behind what it is the result of: 年度绩效指标完成情况 in front is the margin
        let levels = |column: &grid::Column| named(column).is_some_and(Field::is_level);
        let first = table.columns.iter().position(levels).unwrap_or(0);
        for (index, column) in table.column_indices().zip(&table.columns) {
            match named(column) {
                Some(field) if field.is_result() && index.get() < first => {}
                Some(field) => fields.note(field, index),
                None if column
                    .path
                    .iter()
                    .any(|name| MARGIN.as_ref().is_some_and(|margin| margin.fits(name))) =>
                {
                    margin = margin.or(Some(index));
                }
                None => {}
            }
        }
        fields.take_nearest_weight(table);
        if let Some(index) = margin {
            fields.note(Field::Level1, index);
        }
        fields
    }

    /// Where every level has its own 分值, the weight of a row is the one right before its score.
    fn take_nearest_weight(&mut self, table: &grid::Grid) {
        let Some(score) = self.column(Field::Score) else { return };
        let is_weight = |&column: &grid::ColumnIndex| {
            let mut names = table.column(column).into_iter().flat_map(|column| column.path.iter().rev());
            names.find_map(|name| field(name)) == Some(Field::Weight)
        };
        let nearest = table.column_indices().take(score.get()).rfind(is_weight);
        for (_, column) in self.0.iter_mut().filter(|(field, _)| *field == Field::Weight) {
            *column = nearest.unwrap_or(*column);
        }
    }

    fn note(&mut self, field: Field, column: grid::ColumnIndex) {
        if self.column(field).is_none() {
            self.0.push((field, column));
        }
    }

    pub(super) fn column(&self, field: Field) -> Option<grid::ColumnIndex> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, column)| *column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_both_shapes_of_score_tables_are_known() {
        let fields = |names: &[&str]| names.iter().map(|name| field(name)).collect::<Vec<_>>();
        assert_eq!(
            fields(&["年度目标值", "实际完成值", "分值", "得分", "偏差原因分析"]),
            [Field::Target, Field::Actual, Field::Weight, Field::Score, Field::Note].map(Some)
        );
        assert_eq!(
            fields(&["预期指标值（包含数字及文字描述）", "实际完成指标值（包含数字及文字描述）", "自评得分"]),
            [Field::Target, Field::Actual, Field::Score].map(Some)
        );
        assert_eq!(fields(&["财政复评得分", "产出指标得分率", "评分标准"]), [None, None, None]);
    }

    #[test]
    fn the_margin_of_a_form_is_no_level_beside_headed_levels() {
        let columns = |text: &str| {
            let segmentation = juesuan_segment::segment(text).expect("short");
            let tables = juesuan_table::reconstruct_with(&segmentation, &Vocabulary::default());
            let fields = Fields::of(&Vocabulary::default(), &tables.tables[0]);
            [Field::Level1, Field::Level2, Field::Level3]
                .map(|field| fields.column(field).map(grid::ColumnIndex::get))
        };
        let form = "年度绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t分值\t得分\n\
                    \t产出指标\t数量指标\t培训期数\t≥4期\t10\t10\n\
                    \t效益指标\t社会效益指标\t办件时长\t缩短\t20\t18\n";
        assert_eq!(columns(form), [Some(1), Some(2), Some(3)]);
        let list = "绩效指标\t年度指标值\t分值\t得分\n培训期数\t≥4期\t10\t10\n办件时长\t缩短\t20\t18\n";
        assert_eq!(columns(list), [Some(0), None, None]);
    }
}
