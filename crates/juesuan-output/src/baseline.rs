//! Accepted findings, as a line of text tells which one is meant: the command line and the review page write the same.

use std::collections::HashMap;

use juesuan_model::{Finding, Place};
use juesuan_source::chars::{hex, picture, steers};
use sha2::{Digest as _, Sha256};

/// The first line of a file of accepted findings.
pub const BASELINE_HEAD: &str = "# accepted findings: document, rule, printed, expected, which, reason, name";

/// Before the digits that tell which finding is meant; a line without it was written by an earlier version.
pub const BASELINE_MARK: char = '@';

/// Digits that tell which finding is meant, in bytes.
const DIGITS: usize = 8;

/// Longest name of a figure behind these digits, in characters.
const LONGEST_NAME: usize = 40;

/// What makes each finding of a document the same one after lines moved, in the order of `findings`, which are those of
/// the document with this decoded `text`: document, rule, what is printed, what is expected and which one it is, parted by
/// tabs. A reason and a name may follow.
///
/// Which one it is: `@` and digits for all that was compared (the names and figures, what stands at the places, and all
/// that of other rules which failed for the same cause), a number behind them for the second and each further one of which
/// all that is the same, and for people the name of the figure. So a line means one finding, and a finding to which
/// something was added is another one.
pub fn baseline_keys(document: &str, findings: &[Finding], text: &str) -> Vec<String> {
    let mut given: HashMap<String, u32> = HashMap::new();
    let key = |finding: &Finding| {
        let digits = digits(finding, text);
        let times = *given.entry(digits.clone()).and_modify(|times| *times += 1).or_insert(1);
        let more = if times > 1 { format!(":{times}") } else { String::new() };
        let which = format!("{BASELINE_MARK}{digits}{more} {}", about(finding, text));
        format!("{}\t{}", plain_key(document, finding), which.trim_end())
    };
    findings.iter().map(key).collect()
}

/// What earlier versions told a finding by: document, rule, printed and expected, parted by tabs.
pub fn plain_key(document: &str, finding: &Finding) -> String {
    let (printed, expected) = (clean(&finding.printed), clean(&finding.expected));
    // a line that begins with # is a remark
    let mark = if document.starts_with(['#', '\\']) { "\\" } else { "" };
    [&*format!("{mark}{}", clean(document)), &finding.rule, &printed, &expected].join("\t")
}

fn clean(text: &str) -> String {
    // pages show characters that steer something by their pictures, and write the same lines
    let shown = |character: char| match character {
        '\t' | '\n' | '\r' => ' ',
        steering if steers(steering) => picture(steering),
        other => other,
    };
    text.chars().map(shown).collect()
}

/// A sum of all that a finding says but where it stands and in which words.
fn digits(finding: &Finding, text: &str) -> String {
    let mut sum = Sha256::new();
    let mut add = |part: &str| {
        sum.update(part.len().to_le_bytes());
        sum.update(part);
    };
    [&*finding.rule, &finding.printed, &finding.expected].into_iter().for_each(&mut add);
    for evidence in &finding.evidence {
        add(&evidence.name);
        add(&evidence.printed);
    }
    if finding.evidence.is_empty() {
        // what has no figures tells what it is about by the names in its message and by its line
        quoted(&finding.message).for_each(&mut add);
        finding.places.first().into_iter().for_each(|place| add(line(place, text)));
    }
    finding.places.iter().for_each(|place| add(at(place, text)));
    for related in &finding.related {
        add(&related.rule);
        related.places.iter().for_each(|place| add(at(place, text)));
    }
    hex(sum.finalize().get(..DIGITS).unwrap_or_default())
}

/// What a finding is about, for people: the figure at its first place, else what its message names or its line says.
fn about(finding: &Finding, text: &str) -> String {
    let first = finding.places.first();
    let named = finding.evidence.iter().find(|evidence| Some(&evidence.place) == first);
    let named = named.or(finding.evidence.first()).map(|evidence| evidence.name.clone());
    let quoted = || quoted(&finding.message).next().map(str::to_owned);
    let line = || first.map(|place| line(place, text).to_owned());
    let name = named.or_else(quoted).or_else(line).unwrap_or_default();
    // nothing in it steers a terminal or ends the line
    let plain = name.chars().map(|one| if one.is_control() { ' ' } else { one });
    plain.take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// The names of titles and rows in a message.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    let opens = |character: char| matches!(character, '《' | '“' | '‘');
    let closes = |character: char| matches!(character, '》' | '”' | '’');
    message.split(opens).skip(1).filter_map(move |part| part.split(closes).next())
}

/// What stands at a place.
fn at<'t>(place: &Place, text: &'t str) -> &'t str {
    text.get(place.span.start as usize..place.span.end as usize).unwrap_or_default()
}

/// The line on which a place begins.
fn line<'t>(place: &Place, text: &'t str) -> &'t str {
    let start = place.span.start as usize;
    let before = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    text.get(before..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Evidence, FindingKind, RelatedFinding, Severity};
    use juesuan_source::Span;

    use super::*;

    const TEXT: &str = "《甲表》\n合计\t12.50\n《乙表》\n合计\t12.50\n";

    fn place(start: usize, length: usize, line: u32) -> Place {
        Place::new(Span::of(start..start + length), line)
    }

    fn finding(rule: &str, message: &str, place: Place) -> Finding {
        let mut finding = Finding::new(rule, FindingKind::Missing, Severity::Warning);
        finding.message = message.into();
        finding.places = vec![place];
        finding
    }

    fn figure(name: &str, place: Place) -> Finding {
        let mut finding = finding("JS131", "", place);
        (finding.printed, finding.expected) = ("12.50".into(), "2.50".into());
        finding.evidence = vec![Evidence { name: name.into(), printed: "12.50".into(), place }];
        finding
    }

    #[test]
    fn findings_have_keys_of_their_own_that_stay_when_lines_move_and_words_change() {
        let second = TEXT.find("《乙").unwrap();
        let first = finding("JS713", "《甲表》没有数字", place(0, 0, 1));
        let other = finding("JS713", "《乙表》没有数字", place(second, 0, 3));
        let keys = baseline_keys("a.txt", &[first.clone(), other, first.clone()], TEXT);
        assert!(keys.iter().all(|key| key.starts_with("a.txt\tJS713\t\t\t@")), "{keys:?}");
        assert!(
            keys[0].ends_with(" 甲表") && keys[1].ends_with(" 乙表") && keys[2].contains(":2 "),
            "{keys:?}"
        );
        let mut moved = finding("JS713", "表《甲表》里没有任何数字", place(3, 0, 4));
        let text = format!("\n\n\n{TEXT}");
        assert_eq!(baseline_keys("a.txt", &[moved.clone()], &text), keys[..1]);
        moved.places[0].span = Span::of(0..0);
        assert_ne!(baseline_keys("a.txt", &[moved], &text), keys[..1], "another line");
    }

    #[test]
    fn a_finding_to_which_something_is_added_is_another_one() {
        let at = place(TEXT.find("12.50").unwrap(), 5, 2);
        let known = figure("《甲表》“合计”", at);
        let mut more = known.clone();
        more.related.push(RelatedFinding {
            rule: "JS143".into(),
            message: String::new(),
            message_en: String::new(),
            places: vec![at],
        });
        let row = figure("《乙表》“合计”", at);
        let keys = baseline_keys("#a", &[known, more, row], TEXT);
        assert!(keys[0].starts_with("\\#a\tJS131\t12.50\t2.50\t@"), "{keys:?}");
        assert!(keys[0] != keys[1] && keys[0] != keys[2], "{keys:?}");
    }
}
