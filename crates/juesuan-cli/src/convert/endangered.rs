//! Inputs that lie where outputs would be written: an output never replaces an input of its own run.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::args::{Convert, Language};
use crate::inputs::{Input, Origin};

/// The documents whose own file would replace an input, each with that input.
///
/// # Errors
/// A file of the whole run would.
pub(super) fn inputs(
    args: &Convert,
    inputs: &[Input],
    language: Language,
) -> Result<HashMap<String, String>> {
    let Ok(out) = args.out.canonicalize() else { return Ok(HashMap::new()) };
    let full = inputs.iter().filter_map(|input| match &input.origin {
        Origin::File(path) => Some((path.canonicalize().ok()?, input.path.as_str())),
        Origin::Member(member) => Some((member.archive.canonicalize().ok()?, input.path.as_str())),
        Origin::Stdin => None,
    });
    let below: HashMap<PathBuf, &str> = full.filter(|(path, _)| path.starts_with(&out)).collect();
    if below.is_empty() {
        return Ok(HashMap::new());
    }
    let names: HashSet<&str> = args.to.iter().map(|format| format.name).collect();
    let formats = || juesuan::output::FORMATS.iter().filter(|format| names.contains(format.name));
    let mut of_run = formats().flat_map(juesuan::output::Format::run_files);
    if let Some(input) = of_run.find_map(|file| below.get(&out.join(file))) {
        let (path, out) = (input, args.out.display());
        bail!(match language {
            Language::Zh => format!("{path}: 输出会覆盖这个输入文件；请换一个 --out（现在是 {out}）"),
            Language::En =>
                format!("{path}: the output would replace this input; choose another --out than {out}"),
        });
    }
    let mut endangered = HashMap::new();
    for input in inputs {
        let mut files = formats().filter_map(|format| format.document_file(&input.document));
        if let Some(replaced) = files.find_map(|file| below.get(&out.join(file))) {
            endangered.insert(input.document.clone(), (*replaced).to_owned());
        }
    }
    Ok(endangered)
}
