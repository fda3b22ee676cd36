//! Why a table was read as it was: the templates of its form, what spoke for each and against it, and how sure its cells are.

use std::fmt::Write as _;

use juesuan::table::{Candidate, Certainty, Choice, Grid, Role};

use crate::args::Language;

/// Tells it in some lines.
pub(super) fn tell(out: &mut String, table: &Grid, language: Language) {
    if let Some(choice) = table.choice.as_deref() {
        templates(out, choice, language);
    } else {
        let said = language.of(
            "按给定的单元格和表头读取，没有用表式",
            "read by its given cells and its head, without a template",
        );
        let _ = writeln!(out, "  ? {said}");
    }
    let counts = certainties(table, language);
    if !counts.is_empty() {
        let said = match language {
            Language::Zh => format!("数值的把握：{}", counts.join("，")),
            Language::En => format!("figures by certainty: {}", counts.join(", ")),
        };
        let _ = writeln!(out, "  ? {said}");
    }
}

fn templates(out: &mut String, choice: &Choice, language: Language) {
    if choice.chosen.is_none() {
        let said = language
            .of("没有合适的表式，按表头和位置读取", "no template fits: read by its head and by places");
        let _ = writeln!(out, "  ? {said}");
    }
    for (at, candidate) in choice.candidates.iter().enumerate() {
        let chosen = choice.chosen == Some(at);
        let mark = if chosen { '✓' } else { '·' };
        let _ = writeln!(out, "  {mark} {}", evidence(candidate, chosen, language));
    }
}

/// One line: the name of the template, the weights, and what spoke against it.
fn evidence(candidate: &Candidate, chosen: bool, language: Language) -> String {
    let (placed, printed) = candidate.figures;
    let (columns, all) = candidate.columns;
    let head = format!("{}.{}%", candidate.head / 10, candidate.head % 10);
    let (proved, open) = (candidate.proved, candidate.open);
    let against = against(candidate, chosen, language);
    match language {
        Language::Zh => format!(
            "{}：表头相合 {head}，栏 {columns}/{all}，数值入栏 {placed}/{printed}，由合计定栏 {proved} 行，栏位未定 {open} 行{against}",
            candidate.template
        ),
        Language::En => format!(
            "{}: head agrees {head}, columns {columns}/{all}, figures placed {placed}/{printed}, rows proved by sums {proved}, rows left open {open}{against}",
            candidate.template
        ),
    }
}

fn against(candidate: &Candidate, chosen: bool, language: Language) -> String {
    let mut said = Vec::new();
    if !candidate.head_agrees() {
        said.push(language.of("表头不合", "the head disagrees"));
    }
    if candidate.figures.1 == 0 {
        said.push(language.of("各行配不上它的栏", "no row fits its columns"));
    } else if !candidate.figures_agree() {
        said.push(language.of("数值没有栏可归", "figures have no column"));
    }
    if !candidate.codes_agree() {
        said.push(language.of("编码栏里不是编码", "its columns of codes hold no codes"));
    }
    if said.is_empty() && !chosen {
        said.push(language.of("另一表式更合", "another one fits better"));
    }
    if said.is_empty() { String::new() } else { format!(" — {}", said.join(", ")) }
}

/// How many figures are how sure: `given 12`.
fn certainties(table: &Grid, language: Language) -> Vec<String> {
    let figures = || {
        let columns = table.column_indices().zip(&table.columns);
        columns.filter(|(_, column)| column.role == Role::Figure).map(|(at, _)| at)
    };
    let cells = table.row_indices().flat_map(|row| figures().map(move |column| table.cell(row, column)));
    let all: Vec<Certainty> =
        cells.filter(|cell| !cell.span().is_empty()).map(|cell| cell.certainty()).collect();
    let mut kinds: Vec<Certainty> = all.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let count = |kind: &Certainty| all.iter().filter(|other| *other == kind).count();
    kinds.iter().map(|kind| format!("{} {}", name(*kind, language), count(kind))).collect()
}

/// How sure a cell is, in a word.
fn name(certainty: Certainty, language: Language) -> &'static str {
    match (certainty, language) {
        (certainty, Language::En) => certainty.name(),
        (Certainty::Given, Language::Zh) => "分隔符给定",
        (Certainty::Ruled, Language::Zh) => "表格线围成",
        (Certainty::Proved, Language::Zh) => "合计或表式证实",
        (Certainty::Aligned, Language::Zh) => "按位置对齐",
        (Certainty::Inferred, Language::Zh) => "按次序推断",
        (_, Language::Zh) => "存疑",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_certainty_has_a_name_in_both_languages() {
        for certainty in Certainty::ALL {
            assert!(name(certainty, Language::En).is_ascii());
            assert!(!name(certainty, Language::Zh).contains(|one: char| one.is_ascii()), "{certainty:?}");
        }
    }
}
