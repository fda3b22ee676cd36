use juesuan_model::{FindingKind, Place, Severity};
use juesuan_source::chars::is_numeral;
use juesuan_vocabulary::headings::{BEHIND_FIGURE_NUMBER, FIGURE};

use crate::shared::source_text;
use crate::shared::text_index::lines_with;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS805"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("图号写法统一", "Figures are numbered in one way"),
    message: Text::new(
        "图号“{printed}”用汉字，其他{others}处用阿拉伯数字（如“{expected}”）。",
        "The figure number “{printed}” is written in Chinese, {others} others in digits (“{expected}”).",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "同一张图两种编号，引用容易对不上。",
        "With two ways to number them, references go astray.",
    ),
    example: Text::new("正文“见图六”，图下“图6”。", "图六 in the text, 图6 below the figure."),
};

/// JS805: figure numbers are all in digits or all in Chinese; the fewer ones are reported together.
pub(crate) struct FigureNumber;

impl Rule for FigureNumber {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, !context.report().sections.is_empty()) {
            return;
        }
        let (mut digits, mut words) = (Vec::new(), Vec::new());
        for line in lines_with(context, FIGURE) {
            for (at, _) in line.text.match_indices(FIGURE) {
                let behind = line.text.get(at + FIGURE.len()..).unwrap_or("").trim_start();
                let begin = line.text.len() - behind.len();
                let length =
                    |wanted: fn(char) -> bool| behind.len() - behind.trim_start_matches(wanted).len();
                let (numbers, numerals) = (length(|c| c.is_ascii_digit()), length(is_numeral));
                let found = |length: usize| {
                    (line.place(at, begin + length), line.text.get(at..begin + length).unwrap_or(""))
                };
                match (numbers, numerals) {
                    (1.., _) => digits.push(found(numbers)),
                    (0, 1..) if is_number(behind, numerals) => words.push(found(numerals)),
                    _ => {}
                }
            }
        }
        let (fewer, more) = if words.len() <= digits.len() { (words, digits) } else { (digits, words) };
        for _ in &more {
            log.held();
        }
        if let (Some((_, printed)), Some((_, usual))) = (fewer.first(), more.first()) {
            let mut places = fewer.iter().map(|(place, _)| *place);
            let draft = Draft::at(places.next().unwrap_or_else(Place::default));
            let draft = places.fold(draft, Draft::and_at).printed(*printed).expected(*usual);
            log.found(draft.with("others", more.len()));
        }
    }
}

/// Whether numerals behind 图 are its number: 图六 at the end of a clause, and not 图一时之快.
fn is_number(behind: &str, length: usize) -> bool {
    behind.get(length..).is_none_or(|rest| {
        rest.is_empty()
            || rest.starts_with(|c: char| !c.is_alphabetic())
            || rest.starts_with(BEHIND_FIGURE_NUMBER)
    })
}
