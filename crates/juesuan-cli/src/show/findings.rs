//! Findings as a compiler prints them: the place in the source with carets under the figures, what was expected, and
//! where to read on.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use juesuan::Reading;
use juesuan::model::{Finding, Place, RuleId, Severity};
use juesuan::rules::catalogue;
use juesuan_source::line_around;

use crate::args::Language;
use crate::visible;

/// Most lines of the source that one finding shows.
const LINES: usize = 6;

/// Most further lines that are named.
const MORE: usize = 12;

/// Width to which long lines are trimmed.
const WIDTH: usize = 120;

/// The rules that `juesuan explain` knows.
static KNOWN: LazyLock<HashSet<RuleId>> =
    LazyLock::new(|| catalogue().iter().map(|rule| rule.info().id.clone()).collect());

/// Draws all findings of the document that lies at a path, one below the other.
pub(crate) fn findings(reading: &Reading, path: &str, language: Language, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let reading = &harmless(reading);
    let mut out = String::new();
    for finding in &reading.report.findings {
        let group = group(reading, path, finding, language);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// The document and its findings without anything that steers a terminal. Characters of the text are replaced by others
/// of as many bytes, so that every place stays where it is; those of one byte the renderer replaces itself.
fn harmless(reading: &Reading) -> Cow<'_, Reading> {
    let harmful = |text: &str| matches!(visible::text(text), Cow::Owned(_));
    let said = |finding: &Finding| {
        let related = finding.related.iter().flat_map(|related| [&related.message, &related.message_en]);
        let own = [&finding.message, &finding.message_en, &finding.printed, &finding.expected];
        own.into_iter().chain(related).any(|text| harmful(text))
    };
    if !harmful(&reading.text) && !reading.report.findings.iter().any(said) {
        return Cow::Borrowed(reading);
    }
    let mut reading = reading.clone();
    reading.text = visible::in_place(&reading.text);
    for finding in &mut reading.report.findings {
        let related =
            finding.related.iter_mut().flat_map(|related| [&mut related.message, &mut related.message_en]);
        let own =
            [&mut finding.message, &mut finding.message_en, &mut finding.printed, &mut finding.expected];
        for text in own.into_iter().chain(related) {
            *text = visible::name(text).into_owned();
        }
    }
    Cow::Owned(reading)
}

/// The words around a finding in one language.
struct Words {
    levels: [&'static str; 3],
    printed: &'static str,
    expected: &'static str,
    difference: &'static str,
    envelope: &'static str,
    more: &'static str,
    cells: &'static str,
    related: &'static str,
    explain: &'static str,
}

const ZH: Words = Words {
    levels: ["提示", "警告", "错误"],
    printed: "印出",
    expected: "应为",
    difference: "差",
    envelope: "舍入可解释",
    more: "另见行",
    cells: "单元格",
    related: "同一原因",
    explain: "说明",
};

const EN: Words = Words {
    levels: ["note", "warning", "error"],
    printed: "printed",
    expected: "expected",
    difference: "difference",
    envelope: "rounding explains",
    more: "see also lines",
    cells: "cells",
    related: "same cause",
    explain: "help",
};

const fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

fn level(severity: Severity, words: &'static Words) -> Level<'static> {
    match severity {
        Severity::Info => Level::INFO.with_name(words.levels[0]),
        Severity::Warning => Level::WARNING.with_name(words.levels[1]),
        Severity::Error => Level::ERROR.with_name(words.levels[2]),
    }
}

/// What the finding says in a language; Chinese where the rule has no English.
pub(crate) fn message(finding: &Finding, language: Language) -> &str {
    match language {
        Language::En if !finding.message_en.is_empty() => &finding.message_en,
        _ => &finding.message,
    }
}

/// A severity as a word.
pub(crate) fn severity(severity: Severity, language: Language) -> &'static str {
    let [info, warning, error] = words(language).levels;
    match severity {
        Severity::Info => info,
        Severity::Warning => warning,
        Severity::Error => error,
    }
}

fn group<'r>(reading: &'r Reading, path: &'r str, finding: &'r Finding, language: Language) -> Group<'r> {
    let words = words(language);
    let title =
        level(finding.severity, words).primary_title(message(finding, language)).id(finding.rule.as_str());
    let mut group = Group::with_title(title);
    let lines = by_line(&finding.places);
    for (line, places) in lines.iter().take(LINES) {
        group = group.element(snippet((reading, path), finding, *line, places));
    }
    if lines.len() > LINES {
        let rest = lines[LINES..].iter().take(MORE).map(|(line, _)| line.to_string());
        let mut rest = rest.collect::<Vec<_>>().join(", ");
        let left = lines.len().saturating_sub(LINES + MORE);
        if left > 0 {
            rest.push_str(&others(left, "行", language));
        }
        group = group.element(Level::NOTE.with_name(words.more).message(rest));
    }
    if let Some(cells) = cells(reading, finding, language) {
        group = group.element(Level::NOTE.with_name(words.cells).message(cells));
    }
    if let Some((name, text)) = details(finding, words) {
        group = group.element(Level::NOTE.with_name(name).message(text));
    }
    for related in &finding.related {
        let said = if language == Language::En && !related.message_en.is_empty() {
            &related.message_en
        } else {
            &related.message
        };
        group =
            group.element(Level::NOTE.with_name(words.related).message(format!("{}: {said}", related.rule)));
    }
    // a user's own rules are described nowhere else
    if !KNOWN.contains(&finding.rule) {
        return group;
    }
    group.element(Level::HELP.with_name(words.explain).message(format!("juesuan explain {}", finding.rule)))
}

/// The cells of the workbook in which the figures stand; `None` where the document is none.
fn cells(reading: &Reading, finding: &Finding, language: Language) -> Option<String> {
    let mut cells: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for cell in finding.places.iter().filter_map(|place| reading.report.cell(place.span)) {
        let cell = cell.to_string();
        if known.insert(cell.clone()) {
            cells.push(cell);
        }
    }
    let left = cells.len().saturating_sub(MORE);
    cells.truncate(MORE);
    let mut said = visible::name(&cells.join(", ")).into_owned();
    if left > 0 {
        said.push_str(&others(left, "个", language));
    }
    (!said.is_empty()).then_some(said)
}

/// How many are not named, counted by this word.
fn others(left: usize, counter: &str, language: Language) -> String {
    match language {
        Language::Zh => format!(" 等，另有 {left} {counter}"),
        Language::En => format!(" and {left} more"),
    }
}

fn details(finding: &Finding, words: &'static Words) -> Option<(&'static str, String)> {
    let unit = finding.unit.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut parts = Vec::new();
    let mut part = |name: &str, text: String| {
        if !text.is_empty() {
            parts.push(format!("{name} {text}"));
        }
    };
    part(words.expected, finding.expected.clone());
    part(words.difference, finding.difference.map(|value| format!("{value}{unit}")).unwrap_or_default());
    part(words.envelope, finding.envelope.map(|value| format!("±{value}{unit}")).unwrap_or_default());
    let text = format!("{} {}", finding.printed, parts.join("; "));
    (!finding.printed.is_empty()).then_some((words.printed, text.trim().to_owned()))
}

/// The places of a finding by line, in the order in which the lines are first named.
fn by_line(places: &[Place]) -> Vec<(u32, Vec<Place>)> {
    let mut lines: Vec<(u32, Vec<Place>)> = Vec::new();
    let mut known: HashMap<u32, usize> = HashMap::new();
    for &place in places {
        let at = *known.entry(place.line).or_insert(lines.len());
        match lines.get_mut(at) {
            // more carets than a line is wide show nothing
            Some((_, here)) if here.len() >= WIDTH => {}
            Some((_, here)) => here.push(place),
            None => lines.push((place.line, vec![place])),
        }
    }
    lines
}

/// One line of the source with carets under the figures in it; the first place of the finding is the primary one.
fn snippet<'r>(
    (reading, path): (&'r Reading, &'r str),
    finding: &Finding,
    line: u32,
    places: &[Place],
) -> Snippet<'r, Annotation<'r>> {
    let text = reading.text.as_str();
    let at = places.first().map_or(0, |place| place.span.start as usize).min(text.len());
    let whole = line_around(text, at);
    let Range { start, end } = whole.range();
    let mut snippet = Snippet::source(whole.text(text)).line_start(line.max(1) as usize).path(path);
    for place in places {
        let range =
            (place.span.start as usize).clamp(start, end)..(place.span.end as usize).clamp(start, end);
        let first = finding.places.first() == Some(place);
        let kind = if first { AnnotationKind::Primary } else { AnnotationKind::Context };
        snippet = snippet.annotation(kind.span(range.start - start..range.end - start));
    }
    snippet
}
