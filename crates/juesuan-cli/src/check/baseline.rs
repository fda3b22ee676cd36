//! Findings that somebody accepted: a line each, with the reason and the name of who did.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use crate::args::{Accepted, Language};
use crate::error_messages::Refused;
use crate::{error_messages, ordinary, visible};
use juesuan::model::Finding;
use juesuan::output::{BASELINE_HEAD, baseline_key};

/// How the first line of a file of accepted findings begins, also of those without reasons.
const HEAD: &str = "# accepted findings: document, rule, printed, expected";

/// Fields of a line that tell which finding is meant.
const KEY: usize = 4;

/// Largest file of accepted findings, in bytes.
const LONGEST: u64 = 1 << 30;

/// Accepted findings: each with what is written behind it, the reason and the name.
#[derive(Debug, Default)]
pub(super) struct Baseline(HashMap<String, String>);

impl Baseline {
    /// Those of a file; none where no file is given.
    pub(super) fn read(file: Option<&Path>, language: Language) -> Result<Self> {
        let Some(file) = file else { return Ok(Self::default()) };
        let text = ordinary::read_text(file, LONGEST).map_err(|error| {
            let missing = error.downcast_ref::<std::io::Error>();
            let missing = missing.is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
            let (why, file) = (error_messages::unread(&error, language), file.display());
            match language {
                _ if !missing => anyhow!("--baseline {file}: {why}"),
                Language::Zh => anyhow!("--baseline {file}: 没有这个文件；可用 --write-baseline {file} 生成"),
                Language::En => anyhow!("--baseline {file}: there is none; --write-baseline {file} makes it"),
            }
        })?;
        Self::parse(&text).map_err(|wrong| {
            let why = error_messages::unread(&wrong.into(), language);
            anyhow!("--baseline {}: {why}", file.display())
        })
    }

    fn parse(text: &str) -> Result<Self, Refused> {
        let lines = text.lines().map(|line| line.trim_end_matches('\r')).zip(1..);
        let lines = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        let accepted = |(line, number): (&str, usize)| match line.matches('\t').count() {
            tabs if tabs + 1 < KEY => Err(Refused::Baseline(number)),
            _ => Ok(split(line)),
        };
        lines.map(accepted).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a finding was accepted.
    pub(super) fn holds(&self, document: &str, finding: &Finding) -> bool {
        !self.0.is_empty() && self.0.contains_key(&baseline_key(document, finding))
    }
}

/// The key of a line and what stands behind it.
fn split(line: &str) -> (String, String) {
    let end = line.match_indices('\t').nth(KEY - 1).map_or(line.len(), |(at, _)| at);
    let (key, rest) = line.split_at_checked(end).unwrap_or((line, ""));
    (key.to_owned(), rest.trim_start_matches('\t').to_owned())
}

fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// What is to be written.
pub(super) struct Draft<'a> {
    file: &'a Path,
    /// What the file says already: its reasons stay.
    earlier: Baseline,
    /// Reason and name for new ones.
    behind: String,
    keys: Vec<String>,
}

impl<'a> Draft<'a> {
    /// Begins, where accepted findings are to be written; refuses to write over a file that holds something else.
    pub(super) fn begin(accepted: &'a Accepted, language: Language) -> Result<Option<Self>> {
        let Some(file) = accepted.write_baseline.as_deref() else { return Ok(None) };
        ordinary::may_replace(file, |line| line.starts_with(HEAD)).map_err(|error| {
            anyhow!("--write-baseline {}: {}", file.display(), error_messages::unread(&error, language))
        })?;
        let earlier = ordinary::read_text(file, LONGEST)
            .ok()
            .and_then(|text| Baseline::parse(&text).ok())
            .unwrap_or_default();
        let said = [&accepted.reason, &accepted.by].map(|said| {
            said.as_deref().map(|said| visible::name(&clean(said)).into_owned()).unwrap_or_default()
        });
        Ok(Some(Self { file, earlier, behind: said.join("\t"), keys: Vec::new() }))
    }

    /// Accepts findings, of each the fields that tell which is meant.
    pub(super) fn accept(&mut self, keys: Vec<String>) {
        self.keys.extend(keys);
    }

    /// Writes the file: whole or not at all. How many findings it holds.
    pub(super) fn write(self) -> Result<usize> {
        let Self { file, earlier, behind, keys } = self;
        let mut lines = format!("{BASELINE_HEAD}\n");
        for key in &keys {
            let behind = earlier.0.get(key).filter(|said| !said.trim().is_empty()).unwrap_or(&behind);
            lines.push_str(key);
            if !behind.trim().is_empty() {
                lines.push('\t');
                lines.push_str(behind);
            }
            lines.push('\n');
        }
        let write = || {
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
            let mut half = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
            half.write_all(lines.as_bytes())?;
            half.as_file().sync_data()?;
            half.persist(file).map_err(|error| error.error)
        };
        write().with_context(|| format!("--write-baseline {}", file.display()))?;
        Ok(keys.len())
    }
}
