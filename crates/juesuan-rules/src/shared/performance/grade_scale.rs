//! Scales of grades: which grade a score earns.

use juesuan_model::Decimal;
use juesuan_vocabulary::{WordList as _, comparisons, performance};
use transient::Transient;

use crate::shared::text_index::lines_with_any;
use crate::{Analysis, Context};

/// Which grade a score earns, and where the document says so.
#[derive(Clone, Debug, PartialEq, Eq, Transient)]
pub(crate) struct Scale {
    /// The lowest score of each rank that the scale has, best first.
    from: [Option<Decimal>; 4],
    /// Byte offset of the text that prints it; none for the usual scale.
    pub(crate) printed_at: Option<u32>,
}

/// The scales of grades that the text prints, in order.
pub(crate) struct Scales;

impl<'c> Analysis<'c> for Scales {
    type Output = Vec<Scale>;

    fn run(context: &Context<'c>) -> Vec<Scale> {
        printed(context)
    }
}

/// The rank of a word for a grade: 0 is the best.
pub(crate) fn rank(grade: &str) -> Option<usize> {
    let grade = grade.trim_matches(|c: char| c.is_whitespace() || performance::GRADE_MARKS.contains(c));
    performance::GRADES.iter().position(|words| words.split(' ').any(|word| word == grade))
}

/// The first word of a rank, as the usual scale calls it.
pub(crate) fn word(rank: usize) -> &'static str {
    performance::USUAL_GRADES.get(rank).or_else(|| performance::USUAL_GRADES.last()).copied().unwrap_or("")
}

impl Scale {
    /// 优 from 90, 良 from 80, 中 from 60, 差 below.
    pub(crate) fn usual() -> Self {
        let from = [90, 80, 60, 0].map(|points| Some(Decimal::from(points)));
        Self { from, printed_at: None }
    }

    /// The rank that a score earns.
    pub(crate) fn rank_of(&self, score: Decimal) -> Option<usize> {
        self.from.iter().position(|from| from.is_some_and(|from| score >= from))
    }

    /// Reads a text such as 90（含）-100分为优、80（含）-90分为良…，60分以下为差.
    fn read(text: &str, at: u32) -> Option<Self> {
        let mut from = [None; 4];
        for part in text.split(['、', '，', '；', '。', ',', ';']) {
            let Some((range, grade)) = part.rsplit_once(performance::IS) else { continue };
            let Some(rank) = rank(grade) else { continue };
            let lowest = lowest(range)?;
            if let Some(slot) = from.get_mut(rank)
                && slot.is_none()
            {
                *slot = Some(lowest);
            }
        }
        let known: Vec<Decimal> = from.iter().flatten().copied().collect();
        (known.len() >= 3 && known.is_sorted_by(|a, b| a > b)).then_some(Self { from, printed_at: Some(at) })
    }
}

/// The lowest score of a range: 80 of 80（含）-90分, 90 of 90分以上, 0 of 60分以下.
fn lowest(range: &str) -> Option<Decimal> {
    if comparisons::LOWEST_GRADE.any_in(range) {
        return Some(Decimal::ZERO);
    }
    let digits = |part: &str| part.parse::<Decimal>().ok();
    range.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(digits).min()
}

/// The scales that the text prints, in order.
pub(crate) fn printed(context: &Context<'_>) -> Vec<Scale> {
    let lines = lines_with_any(context, &[performance::POINTS_OR_LESS, performance::POINTS_ARE_BEST]);
    lines.into_iter().filter_map(|line| Scale::read(line.text, line.whole().span.start)).collect()
}

#[cfg(test)]
mod tests {
    use juesuan_model::Decimal;

    use super::{Scale, rank};

    #[test]
    fn scales() {
        for text in [
            "分别是90（含）-100分为优、80（含）-90分为良、60（含）-80 分为中、60分以下为差。",
            "90-100分为优、80-89分为良、60-79分为中、0-59分为差",
            "90分以上为优秀，80分以上为良好，60分以上为合格，60分以下为不合格。",
        ] {
            let scale = Scale::read(text, 0).expect(text);
            assert_eq!(scale.rank_of(Decimal::from(90)), Some(0));
            assert_eq!(scale.rank_of(Decimal::new(8999, 2)), Some(1));
            assert_eq!(scale.rank_of(Decimal::from(0)), Some(3));
        }
        assert_eq!(Scale::read("评价结果分为优、良两档", 0), None);
    }

    #[test]
    fn words() {
        assert_eq!(rank("“良好”"), Some(1));
        assert_eq!(rank("不合格"), Some(3));
        assert_eq!(rank("完成"), None);
    }
}
