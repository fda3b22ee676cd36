//! What a walk over a folder passes by: never in silence.

use std::collections::BTreeMap;
use std::path::Path;

use super::endings::has_readable_ending;
use crate::args::Language;
use crate::error_messages::Untried;
use crate::terminal::Terminal;

/// How many files that look like documents a walk passed by, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    /// Hidden files and folders.
    hidden: usize,
    /// Files that a list of ignored ones names.
    ignored: usize,
    /// Pipes, devices, sockets.
    pub(super) odd: usize,
    /// Links that lead nowhere, and links to folders.
    pub(super) links: usize,
    /// Links to files outside the folder.
    pub(super) outside: usize,
    /// Files that runs of ours wrote.
    pub(super) outputs: usize,
}

/// Folders in which nobody looks for documents.
const NOBODY_S: [&str; 2] = [".git", ".juesuan-resume"];

/// How deep a hidden folder is looked into.
const DEEPEST: usize = 3;

/// Whether a folder holds a file that is wanted.
fn holds(folder: &Path, wanted: fn(&Path) -> bool, depth: usize) -> bool {
    std::fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let path = entry.path();
        if is_dir { depth > 0 && holds(&path, wanted, depth - 1) } else { wanted(&path) }
    })
}

impl Passed {
    /// Counts what lies below a folder and is `wanted`, and not `known`.
    pub(super) fn count(
        &mut self,
        root: &Path,
        known: &impl Fn(&Path) -> bool,
        wanted: &impl Fn(&Path) -> bool,
    ) {
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                let (path, name) = (entry.path(), entry.file_name());
                let name = name.to_string_lossy();
                let Ok(kind) = entry.file_type() else { continue };
                if known(&path) || NOBODY_S.contains(&&*name) {
                    continue;
                }
                let wanted = wanted(path.strip_prefix(root).unwrap_or(&path));
                match (name.starts_with('.'), kind.is_dir()) {
                    (true, true) => self.hidden += usize::from(holds(&path, has_readable_ending, DEEPEST)),
                    (true, false) => self.hidden += usize::from(wanted),
                    (false, true) => folders.push(path),
                    (false, false) if kind.is_symlink() => {
                        self.links += usize::from(path.is_dir() || wanted && !path.exists());
                        self.ignored += usize::from(wanted && path.is_file());
                    }
                    (false, false) if !kind.is_file() => self.odd += usize::from(wanted),
                    (false, false) => self.ignored += usize::from(wanted),
                }
            }
        }
    }

    /// Says how many there are, and which documents were not tried.
    pub(super) fn say<'u>(self, untried: impl Iterator<Item = &'u Untried>, terminal: &Terminal) {
        let mut endings: BTreeMap<&str, usize> = BTreeMap::new();
        for untried in untried {
            *endings.entry(&untried.ending).or_default() += 1;
        }
        let language = terminal.language;
        if !endings.is_empty() {
            let endings: Vec<String> =
                endings.iter().map(|(ending, count)| format!("{count} .{ending}")).collect();
            let endings = endings.join(language.of("、", ", "));
            terminal.warn(&match language {
                Language::Zh => format!("跳过了目前还不能读取的文件：{endings}（单独给出其中一个，会提示怎样转换）"),
                Language::En => {
                    format!("passed by, since they cannot be read yet: {endings} (name one to see how to convert it)")
                }
            });
        }
        let Self { hidden, ignored, odd, links, outside, outputs } = self;
        let counts = [
            (hidden, "隐藏的", "hidden"),
            (
                ignored,
                "被 .gitignore 或 .ignore（含上级文件夹的）忽略的",
                "ignored by a .gitignore or .ignore here or above",
            ),
            (odd, "管道、设备等", "pipes, devices or sockets"),
            (links, "失效的链接和文件夹的链接", "links that lead nowhere or to folders"),
            (outside, "指向文件夹之外的链接", "links to files outside"),
            (outputs, "juesuan 自己写的", "written by juesuan"),
        ];
        let said: Vec<String> = counts
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, zh, en)| format!("{} {count}", language.of(*zh, *en)))
            .collect();
        if !said.is_empty() {
            let said = said.join(language.of("，", ", "));
            terminal.warn(&match language {
                Language::Zh => format!("文件夹和压缩包中跳过的：{said}（需要时请直接给出路径）"),
                Language::En => {
                    format!("passed by in folders and archives: {said} (name what you want read)")
                }
            });
        }
    }
}
