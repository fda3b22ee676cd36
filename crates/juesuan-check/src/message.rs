//! Messages: templates with `{words}` to be filled in, and numbers as they are printed.

use juesuan_model::Decimal;

use crate::Text;

/// The template with every `{word}` replaced; an unknown word stays as it is.
pub(crate) fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let word = after.split_once('}').and_then(|(word, tail)| Some((value(word)?, tail)));
        if let Some((value, tail)) = word {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// Both languages of a template with their words replaced.
pub(crate) fn fill_text(template: &Text, values: &[(&str, Text)]) -> Text {
    let find = |word: &str| values.iter().find(|(known, _)| *known == word).map(|(_, text)| text);
    Text::owned(
        fill(&template.zh, |word| find(word).map(|text| &*text.zh)),
        fill(&template.en, |word| find(word).map(|text| &*text.en)),
    )
}

/// A number with at least so many decimals, and no more than it needs.
pub(crate) fn number(value: Decimal, decimals: u32) -> String {
    let mut shown = value.normalize();
    if shown.scale() < decimals {
        shown.rescale(decimals);
    }
    shown.to_string()
}
