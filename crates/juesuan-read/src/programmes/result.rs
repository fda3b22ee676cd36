//! The sentence that states a result: "…绩效自评得分为97.85分，属于“优”".

use juesuan_model::Decimal;
use juesuan_segment::Span;
use juesuan_source::chars::is_gap;
use juesuan_source::find_all;
use juesuan_vocabulary::{WordList as _, performance, sentences, units};

use super::figure;

/// Score or grade of one sentence, with their places relative to the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) score: Option<(Decimal, Span)>,
    pub(super) grade: Option<(&'static str, Span)>,
}

impl Stated {
    pub(super) const fn is_empty(&self) -> bool {
        self.score.is_none() && self.grade.is_none()
    }
}

/// The total score and grade that `text` states; both empty where it states none.
///
/// An average over programmes is no result of one, and neither is the share of an indicator.
pub(super) fn stated(text: &str) -> Stated {
    let score = performance::SCORE_CUES.iter().find_map(|cue| {
        find_all(text, cue).find_map(|at| {
            let before = &text[..at];
            if performance::NOT_OF_WHOLE.any_ends(before) {
                return None;
            }
            score_after(text, at + cue.len())
        })
    });
    let grade = performance::GRADE_CUES
        .iter()
        .find_map(|cue| find_all(text, cue).find_map(|at| grade_after(text, at + cue.len())));
    Stated { score, grade }
}

/// "为 87.32 分": a number with 分 behind it, after at most a copula.
fn score_after(text: &str, from: usize) -> Option<(Decimal, Span)> {
    let start = text.len() - figure::behind_copula(&text[from..]).len();
    let rest = &text[start..];
    let (score, width) = figure::leading(rest)?;
    rest[width..].trim_start().starts_with(units::POINTS).then_some(())?;
    Some((score, Span::of(start..start + width)))
}

fn grade_after(text: &str, from: usize) -> Option<(&'static str, Span)> {
    let start = skip(text, from, |c| sentences::COPULAS.contains(&c) || is_gap(c) || "“\"”「‘【".contains(c));
    let rest = &text[start..];
    let grade = performance::PRINTED_GRADES.iter().copied().find(|grade| rest.starts_with(grade))?;
    // "优化", "中心": the grade is a word of its own
    let ends = rest[grade.len()..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || performance::AFTER_GRADE.contains(c));
    ends.then(|| (grade, Span::of(start..start + grade.len())))
}

/// The grade that a text is, and nothing else.
pub(super) fn grade_word(text: &str) -> Option<&'static str> {
    let word = text.trim_matches(['“', '”', '"', '（', '）', '(', ')', ' ']);
    performance::PRINTED_GRADES.iter().copied().find(|grade| *grade == word)
}

fn skip(text: &str, from: usize, blanks: impl Fn(char) -> bool) -> usize {
    text.len() - text[from..].trim_start_matches(blanks).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<String>, Option<&'static str>) {
        let stated = stated(text);
        (stated.score.map(|(score, _)| score.to_string()), stated.grade.map(|(grade, _)| grade))
    }

    #[test]
    fn scores_and_grades_are_read_in_the_usual_wordings() {
        assert_eq!(read("自我评价结果为：总得分 87.32 分，属于“良”。"), (Some("87.32".into()), Some("良")));
        assert_eq!(read("今年的绩效自评为优秀。"), (None, Some("优秀")));
        assert_eq!(read("绩效评价得分为95分。"), (Some("95".into()), None));
        assert_eq!(
            read("最终分数为 94.06 分（见下表），评价等级为“优”。"),
            (Some("94.06".into()), Some("优"))
        );
    }

    #[test]
    fn averages_and_ordinary_words_are_no_results() {
        assert_eq!(read("平均得分为91.37分"), (None, None));
        assert_eq!(read("评为优化营商环境先进单位"), (None, None));
        assert_eq!(read("得分为"), (None, None));
    }
}
