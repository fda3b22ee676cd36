//! The code as tokens, without comments.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A crate of the workspace.
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) files: Vec<SourceFile>,
}

/// A file of a crate.
pub(crate) struct SourceFile {
    /// Its path below the workspace.
    pub(crate) path: String,
    /// The path of its module: `layouts::aligned::edges`; empty for the root.
    pub(crate) module: String,
    /// Number of lines.
    pub(crate) lines: usize,
    /// Whether all of it is for tests, benches or examples.
    pub(crate) is_test: bool,
    /// Its tokens without items for tests and without documentation.
    pub(crate) tokens: Vec<TokenTree>,
}

/// All crates below `crates/`.
pub(crate) fn crates(root: &Path) -> Result<Vec<Crate>> {
    let mut found = Vec::new();
    for folder in sorted(&root.join("crates"))? {
        let mut files = Vec::new();
        let mut folders = vec![folder.clone()];
        while let Some(folder) = folders.pop() {
            for path in sorted(&folder)? {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    files.push(read(root, &path)?);
                }
            }
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.push(Crate { name, files });
    }
    Ok(found)
}

fn sorted(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn read(root: &Path, path: &Path) -> Result<SourceFile> {
    let text = fs::read_to_string(path)?;
    let shown = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
    let stream: TokenStream = text.parse().map_err(|error| anyhow::anyhow!("{shown}: {error}"))?;
    let inside = shown.split('/').skip(2).collect::<Vec<_>>().join("/");
    let module = inside.strip_prefix("src/").unwrap_or("").trim_end_matches(".rs").replace('/', "::");
    let module = module.strip_suffix("::mod").unwrap_or(&module);
    let module = if matches!(module, "lib" | "main") { "" } else { module };
    let apart = ["tests/", "benches/", "examples/", "build.rs"].iter().any(|start| inside.starts_with(start));
    let for_tests = |part: &str| matches!(part, "tests" | "testing" | "tests.rs" | "testing.rs");
    Ok(SourceFile {
        module: module.to_owned(),
        lines: text.lines().count(),
        is_test: apart || inside.split('/').any(for_tests),
        tokens: shipped(stream),
        path: shown,
    })
}

/// The tokens without documentation and without what is compiled for tests alone.
pub(crate) fn shipped(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    let mut skipping = false;
    while let Some(token) = tokens.next() {
        let attribute = match (&token, tokens.peek()) {
            (TokenTree::Punct(mark), Some(TokenTree::Group(group)))
                if mark.as_char() == '#' && group.delimiter() == Delimiter::Bracket =>
            {
                Some(group.stream().to_string().replace(' ', ""))
            }
            _ => None,
        };
        if let Some(attribute) = attribute {
            tokens.next();
            skipping |= attribute.starts_with("cfg(test)") || attribute.starts_with("cfg(all(test");
            continue;
        }
        if skipping {
            // the item ends with its braces, or with a semicolon
            let ends = match &token {
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                TokenTree::Punct(mark) => mark.as_char() == ';',
                _ => false,
            };
            skipping = !ends;
        } else {
            kept.push(token);
        }
    }
    kept
}

/// Calls `see` for each group of tokens, the whole file included.
pub(crate) fn each_group(tokens: &[TokenTree], see: &mut impl FnMut(&[TokenTree])) {
    see(tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            each_group(&shipped(group.stream()), see);
        }
    }
}
