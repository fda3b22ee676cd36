//! Numbers that may only fall: Chinese literals, circles between files, widths of signatures.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenTree};

use super::circles;
use super::settings::{Counts, Settings};
use super::source::{self, Crate, each_group};

/// What was counted in one crate or in several.
#[derive(Debug, Default)]
pub(crate) struct Measures {
    /// The literals with Chinese characters that are neither vocabulary nor messages, with the files they stand in.
    literals: BTreeMap<String, BTreeSet<String>>,
    /// Files that use each other in a circle.
    circles: Vec<Vec<String>>,
    /// Functions with the number of their parameters.
    signatures: Vec<(usize, String)>,
    /// Constants that are numbers and stand outside the table of thresholds, in crates that have one.
    thresholds: Vec<String>,
    /// Files that are too long, with their lines.
    pub(crate) long_files: Vec<(String, usize)>,
}

/// Counts everything in one crate.
pub(crate) fn measure(part: &Crate, settings: &Settings) -> Measures {
    let mut found = Measures { circles: circles::circles(part), ..Measures::default() };
    let has_table = part.files.iter().any(|file| file.path.contains(TABLE));
    for file in super::production(part) {
        if file.lines > settings.longest_file {
            found.long_files.push((file.path.clone(), file.lines));
        }
        if has_table {
            found.thresholds.extend(numbers(&file.tokens).map(|name| format!("{} {name}", file.path)));
        }
        let speech = settings.speech.iter().any(|start| file.path.starts_with(start));
        let mut chinese = Vec::new();
        if !speech {
            literals(&file.tokens, &mut chinese);
        }
        for literal in chinese {
            found.literals.entry(literal).or_default().insert(file.path.clone());
        }
        each_group(&file.tokens, &mut |tokens| {
            found
                .signatures
                .extend(signatures(tokens).map(|(count, name)| (count, format!("{} {name}", file.path))));
        });
    }
    found
}

/// The table of the thresholds of a crate.
const TABLE: &str = "/src/tuning";

/// The constants among the items of a file whose value is a number: `const NAME: usize = 12;`.
fn numbers(tokens: &[TokenTree]) -> impl Iterator<Item = String> {
    let kinds = ["u8", "u16", "u32", "u64", "usize", "i32", "i64", "f32", "f64"];
    tokens.windows(6).filter_map(move |window| {
        let words: Vec<String> = window.iter().map(ToString::to_string).collect();
        let is_number = words[5].starts_with(|c: char| c.is_ascii_digit());
        let named = words[0] == "const" && words[2] == ":" && words[4] == "=";
        (named && is_number && kinds.contains(&&*words[3])).then(|| words[1].clone())
    })
}

/// What takes words for people, and in which call: what a rule lacked, what it rests on, what a value that it cites
/// is called, what a formula should go on with, and a text in both languages.
const SPEECH: [(&str, Option<&str>); 6] = [
    ("missing", None),
    ("evidence", None),
    ("expected", None),
    ("Basis", Some("new")),
    ("Text", Some("new")),
    ("Text", Some("owned")),
];

/// The Chinese literals of tokens and of the groups among them, but for what is said to people.
fn literals(tokens: &[TokenTree], found: &mut Vec<String>) {
    found.extend(chinese(tokens));
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let before = tokens.get(..at).unwrap_or_default();
        if group.delimiter() != Delimiter::Parenthesis || !is_speech(before) {
            literals(&source::shipped(group.stream()), found);
        }
    }
}

/// Whether the tokens end with the name of a call that takes words for people.
fn is_speech(tokens: &[TokenTree]) -> bool {
    let words: Vec<String> = tokens.iter().rev().take(4).map(ToString::to_string).collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    SPEECH.iter().any(|(name, function)| match function {
        None => word(0) == *name,
        Some(function) => word(0) == *function && word(1) == ":" && word(3) == *name,
    })
}

/// The Chinese literals of a group. Those beside an English sentence are one message in two languages.
fn chinese(tokens: &[TokenTree]) -> Vec<String> {
    // a comment on an item is an attribute with a literal
    let documents = matches!(tokens.first(), Some(TokenTree::Ident(word)) if word == "doc");
    let literals = tokens.iter().filter(|_| !documents).filter_map(|token| match token {
        TokenTree::Literal(literal) => Some(literal.to_string()),
        _ => None,
    });
    let quoted: Vec<String> = literals.filter(|text| text.contains(['"', '\''])).collect();
    let is_chinese = |text: &String| text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let is_english =
        |text: &&String| text.starts_with('"') && (is_sentence(text) || !is_chinese(text) && is_word(text));
    if quoted.iter().any(|text| is_english(&text)) {
        return Vec::new();
    }
    quoted.into_iter().filter(is_chinese).collect()
}

fn is_word(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_alphabetic())
}

/// Whether two words of letters follow each other: an English sentence may quote Chinese words.
fn is_sentence(text: &str) -> bool {
    let word = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words: Vec<&str> = text.trim_matches('"').split([' ', ',', '.', ':']).collect();
    words.windows(2).any(|pair| pair.iter().all(|one| word(one)))
}

/// The functions that are declared in a group, with the number of their parameters.
fn signatures(tokens: &[TokenTree]) -> impl Iterator<Item = (usize, String)> {
    tokens.iter().enumerate().filter_map(|(at, token)| {
        let rest = tokens.get(at + 1..)?;
        let (TokenTree::Ident(word), Some(TokenTree::Ident(name))) = (token, rest.first()) else {
            return None;
        };
        let parameters = rest.iter().find_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some(group.stream()),
            _ => None,
        })?;
        (word == "fn").then(|| (count(&parameters.into_iter().collect::<Vec<_>>()), name.to_string()))
    })
}

/// The number of parameters: commas outside of `<…>` part them.
fn count(tokens: &[TokenTree]) -> usize {
    let (mut depth, mut parts, mut open, mut before) = (0_i32, 0, false, ' ');
    for token in tokens {
        let mark = if let TokenTree::Punct(mark) = token { mark.as_char() } else { ' ' };
        match mark {
            '<' => depth += 1,
            '>' if before != '-' => depth -= 1,
            ',' if depth == 0 => {
                (parts, open) = (parts + usize::from(open), false);
                before = mark;
                continue;
            }
            _ => {}
        }
        (open, before) = (true, mark);
    }
    parts + usize::from(open)
}

impl Measures {
    /// The numbers that may only fall.
    pub(crate) fn counts(&self) -> Counts {
        Counts {
            literals: self.literals.len(),
            circles: self.circles.len(),
            signature: self.signatures.iter().map(|(count, _)| *count).max().unwrap_or(0),
            thresholds: self.thresholds.len(),
        }
    }

    /// What is more than was kept.
    pub(crate) fn exceed(&self, kept: Counts) -> Vec<String> {
        let now = self.counts();
        let pairs = [
            ("Chinese literals outside vocabulary and messages", now.literals, kept.literals),
            ("circles between files", now.circles, kept.circles),
            ("parameters of one function", now.signature, kept.signature),
            ("numbers outside the table of thresholds", now.thresholds, kept.thresholds),
        ];
        let more = pairs.into_iter().filter(|(_, now, kept)| now > kept);
        more.map(|(what, now, kept)| format!("{now} {what}, {kept} before (see --list)")).collect()
    }

    /// Takes over what was found in another crate.
    pub(crate) fn add(&mut self, other: Self) {
        for (literal, files) in other.literals {
            self.literals.entry(literal).or_default().extend(files);
        }
        self.circles.extend(other.circles);
        self.signatures.extend(other.signatures);
        self.thresholds.extend(other.thresholds);
    }

    /// Prints everything that is counted.
    pub(crate) fn list(&self, name: &str) {
        const WIDE: usize = 6;
        let counts = self.counts();
        println!(
            "{name}: {} literals, {} circles, widest signature {}",
            counts.literals, counts.circles, counts.signature
        );
        for (literal, files) in &self.literals {
            println!("  literal {literal} {}", files.iter().cloned().collect::<Vec<_>>().join(" "));
        }
        for circle in &self.circles {
            println!("  circle {}", circle.join(" "));
        }
        for number in &self.thresholds {
            println!("  number {number}");
        }
        for (count, function) in self.signatures.iter().filter(|(count, _)| *count >= WIDE) {
            println!("  {count} parameters {function}");
        }
    }
}
