//! Files of one crate that use each other.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::source::Crate;

/// The sets of files that use each other in a circle. What a module and the modules inside it have in common is no
/// circle: the one declares the others.
pub(crate) fn circles(part: &Crate) -> Vec<Vec<String>> {
    let modules: BTreeSet<&str> = super::production(part).map(|file| file.module.as_str()).collect();
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in super::production(part) {
        let mut paths = Vec::new();
        collect(&file.tokens, &mut paths);
        let targets = paths.iter().filter_map(|path| target(path, &file.module, &modules));
        let apart = |other: &&str| !is_inside(other, &file.module) && !is_inside(&file.module, other);
        uses.entry(file.module.as_str()).or_default().extend(targets.filter(apart));
    }
    components(&uses)
}

fn is_inside(inner: &str, outer: &str) -> bool {
    outer.is_empty() || inner == outer || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with("::"))
}

/// The file that holds what a path names: the longest beginning of the path that is a module.
fn target<'m>(path: &[String], own: &str, modules: &BTreeSet<&'m str>) -> Option<&'m str> {
    let mut base: Vec<&str> = own.split("::").filter(|part| !part.is_empty()).collect();
    let mut rest = path;
    match rest.first().map(String::as_str) {
        Some("crate") => (base, rest) = (Vec::new(), rest.get(1..)?),
        Some("super") => {
            while rest.first().is_some_and(|part| part == "super") {
                base.pop();
                rest = rest.get(1..)?;
            }
        }
        _ => return None,
    }
    base.extend(rest.iter().map(String::as_str));
    (1..=base.len()).rev().find_map(|length| modules.get(base.get(..length)?.join("::").as_str()).copied())
}

/// All paths that begin with `crate` or `super`, those in braces spelled out.
fn collect(tokens: &[TokenTree], paths: &mut Vec<Vec<String>>) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Ident(word) if word == "crate" || word == "super" => {
                at += path(tokens.get(at..).unwrap_or(&[]), &[], paths);
                continue;
            }
            TokenTree::Group(group) => collect(&trees(group.stream()), paths),
            _ => {}
        }
        at += 1;
    }
}

fn trees(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

/// Reads a path with what its braces hold, and tells how many tokens it has.
fn path(tokens: &[TokenTree], before: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut parts = before.to_vec();
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(word)) => parts.push(word.to_string()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace && at > 0 => {
                let inner = trees(group.stream());
                let comma =
                    |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
                for piece in inner.split(comma).filter(|piece| !piece.is_empty()) {
                    path(piece, &parts, paths);
                }
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        let colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
        if !(colon(tokens.get(at)) && colon(tokens.get(at + 1))) {
            break;
        }
        at += 2;
    }
    paths.push(parts);
    at.max(1)
}

/// The strongly connected sets with more than one member: those that each reach the other.
fn components(uses: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<Vec<String>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        uses.keys().map(|&from| (from, reachable(uses, from))).collect();
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for (&one, far) in &reach {
        let back = |other: &&&str| reach.get(**other).is_some_and(|far| far.contains(one));
        let circle: Vec<&str> = far.iter().filter(back).copied().collect();
        if circle.len() > 1 && done.insert(circle.clone()) {
            found.push(circle.into_iter().map(str::to_owned).collect());
        }
    }
    found
}

fn reachable<'m>(uses: &BTreeMap<&'m str, BTreeSet<&'m str>>, from: &'m str) -> BTreeSet<&'m str> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        open.extend(uses.get(at).into_iter().flatten().copied().filter(|&next| seen.insert(next)));
    }
    seen
}
