//! Knowledge that has one home, and code that shows that it is known elsewhere too.

use super::settings::Settings;
use super::source::Crate;

/// The places outside its home where a piece of knowledge is spelt out again.
pub(crate) fn faults(part: &Crate, settings: &Settings) -> Vec<String> {
    let mut faults = Vec::new();
    for file in super::production(part) {
        let spelt = spelt(&file.tokens);
        for home in &settings.home {
            let stranger = !file.path.starts_with(&home.at);
            let excepted = home.except.iter().any(|start| file.path.starts_with(start));
            let found = home.patterns.iter().find(|pattern| spelt.contains(&pattern.replace(' ', "")));
            if let Some(pattern) = found.filter(|_| stranger && !excepted) {
                faults.push(format!("{}: `{pattern}`: {} is in {}", file.path, home.knowledge, home.at));
            }
        }
    }
    if part.name == "juesuan-check" {
        let named = super::production(part).filter(|file| names_rule(&spelt(&file.tokens)));
        faults.extend(named.map(|file| format!("{}: the engine names a rule", file.path)));
    }
    faults
}

/// The code of a file without comments and blanks between tokens.
fn spelt(tokens: &[proc_macro2::TokenTree]) -> String {
    let mut text = String::new();
    super::source::each_group(tokens, &mut |tokens| {
        for token in tokens.iter().filter(|token| !matches!(token, proc_macro2::TokenTree::Group(_))) {
            text.push_str(&token.to_string());
        }
        text.push('\n');
    });
    text
}

/// Whether a string is the number of a rule: `"JS101"`.
fn names_rule(spelt: &str) -> bool {
    spelt.match_indices("\"JS").any(|(at, begin)| {
        let rest = spelt.as_bytes().get(at + begin.len()..).unwrap_or(&[]);
        rest.get(..4).is_some_and(|rest| rest[..3].iter().all(u8::is_ascii_digit) && rest[3] == b'"')
    })
}
