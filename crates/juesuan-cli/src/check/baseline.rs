//! Findings that somebody accepted: a line each, with the reason and the name of who did. A line accepts one finding of one
//! document; what is added to a finding makes it another one.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use crate::args::{Accepted, Language};
use crate::error_messages::Refused;
use crate::work::Named;
use crate::{error_messages, names, ordinary, visible};
use juesuan::Reading;
use juesuan::output::{BASELINE_HEAD, BASELINE_MARK, baseline_keys, plain_key};

/// How the first line of a file of accepted findings begins, also of those of earlier versions.
const HEAD: &str = "# accepted findings: document, rule, printed, expected";

/// Fields of a line that every version writes.
const PLAIN: usize = 4;

/// Largest file of accepted findings, in bytes.
const LONGEST: u64 = 1 << 30;

/// A line of a file of accepted findings.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// The document: by its place from the folder of the file (`./2022/a.txt`), or by its name in a run, as review pages
    /// and earlier versions write it.
    document: String,
    /// All fields that tell which finding is meant, as they are compared.
    key: String,
    /// The line as it stands, without the reason and the name.
    shown: String,
    /// The reason and the name, parted by a tab.
    behind: String,
}

impl Line {
    fn of(text: &str) -> Option<Self> {
        let ends: Vec<usize> = text.match_indices('\t').map(|(at, _)| at).take(PLAIN + 1).collect();
        if ends.len() + 1 < PLAIN {
            return None;
        }
        let until = |field: usize| ends.get(field - 1).copied().unwrap_or(text.len());
        let rest = text.get(until(PLAIN)..).unwrap_or_default();
        let fields = if rest.strip_prefix('\t').is_some_and(|rest| rest.starts_with(BASELINE_MARK)) {
            PLAIN + 1
        } else {
            PLAIN
        };
        let (shown, behind) = text.split_at_checked(until(fields))?;
        let document = text.get(..until(1)).unwrap_or_default();
        Some(Self {
            document: document.to_owned(),
            key: told(shown).to_owned(),
            shown: shown.to_owned(),
            behind: behind.trim_start_matches('\t').to_owned(),
        })
    }

    /// Whether it tells which of several equal findings is meant, which earlier versions did not.
    fn is_exact(&self) -> bool {
        self.key.matches('\t').count() == PLAIN
    }
}

/// A line as it is compared: without the name that stands behind the digits for people.
fn told(line: &str) -> &str {
    let which = line.match_indices('\t').nth(PLAIN - 1).map_or(line.len(), |(at, _)| at);
    let end = line.get(which..).and_then(|rest| rest.find(' ')).map_or(line.len(), |blank| which + blank);
    line.get(..end).unwrap_or(line)
}

/// How documents are named in the lines of a file: by their place from its folder, whatever folder is checked from where.
#[derive(Clone, Debug, Default)]
pub(super) struct Naming {
    folder: Option<String>,
}

impl Naming {
    /// For the lines of a file.
    pub(super) fn of(file: &Path) -> Self {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize();
        Self { folder: folder.ok().map(|folder| names::of_path(&folder)) }
    }

    /// The place of a document; what comes through standard input has its name alone.
    fn place(&self, named: &Named) -> String {
        match &self.folder {
            Some(folder) if !named.place.is_empty() => relative(&named.place, folder),
            _ => named.document.clone(),
        }
    }

    /// The lines that accept the findings of a document, in their order.
    pub(super) fn lines(&self, named: &Named, reading: &Reading) -> Vec<String> {
        baseline_keys(&self.place(named), &reading.report.findings, &reading.text)
    }
}

/// A path as it is reached from a folder, both in full: `./a/b`, `../b`; itself where they have nothing in common, as on two
/// drives.
fn relative(path: &str, folder: &str) -> String {
    let parts = |path| str::split(path, '/').filter(|part: &&str| !part.is_empty());
    let rooted = path.starts_with('/') && folder.starts_with('/');
    let common = parts(path).zip(parts(folder)).take_while(|(a, b)| a == b).count();
    if common == 0 && !rooted {
        return path.to_owned();
    }
    let up = parts(folder).skip(common).map(|_| "..");
    let start = if parts(folder).count() == common { "." } else { "" };
    let steps: Vec<&str> = [start]
        .into_iter()
        .filter(|start| !start.is_empty())
        .chain(up)
        .chain(parts(path).skip(common))
        .collect();
    steps.join("/")
}

/// Accepted findings.
#[derive(Debug, Default)]
pub(super) struct Baseline {
    lines: Vec<Line>,
    naming: Naming,
    /// The keys of lines that tell which finding is meant.
    exact: HashSet<String>,
    /// How many lines of earlier versions have a key.
    plain: HashMap<String, usize>,
}

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
        Self::parse(&text, Naming::of(file)).map_err(|wrong| {
            let why = error_messages::unread(&wrong.into(), language);
            anyhow!("--baseline {}: {why}", file.display())
        })
    }

    fn parse(text: &str, naming: Naming) -> Result<Self, Refused> {
        let lines = text.lines().map(|line| line.trim_end_matches('\r')).zip(1..);
        let lines = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        let accepted = |(line, number): (&str, usize)| Line::of(line).ok_or(Refused::Baseline(number));
        let lines: Vec<Line> = lines.map(accepted).collect::<Result<_, _>>()?;
        let (mut exact, mut plain) = (HashSet::new(), HashMap::new());
        for line in &lines {
            if line.is_exact() {
                exact.insert(line.key.clone());
            } else {
                *plain.entry(line.key.clone()).or_default() += 1;
            }
        }
        Ok(Self { lines, naming, exact, plain })
    }

    /// Which findings of a document were accepted, in their order.
    pub(super) fn accepted(&self, named: &Named, reading: &Reading) -> Vec<bool> {
        let findings = &reading.report.findings;
        if self.lines.is_empty() {
            return vec![false; findings.len()];
        }
        let by_place = self.naming.lines(named, reading);
        let by_name = by_name(named, reading);
        let at = self.naming.place(named);
        let mut used: HashMap<&String, usize> = HashMap::new();
        let keys = by_place.iter().zip(by_name);
        let accepted = |((place, name), finding): ((&String, Option<String>), &juesuan::model::Finding)| {
            if self.exact.contains(told(place)) || name.is_some_and(|name| self.exact.contains(told(&name))) {
                return true;
            }
            // a line of four fields cannot tell what a finding explains besides
            let fields = [plain_key(&named.document, finding), plain_key(&at, finding)];
            let known = fields.into_iter().find_map(|key| self.plain.get_key_value(&key));
            let Some((key, lines)) = known.filter(|_| finding.related.is_empty()) else { return false };
            let used = used.entry(key).or_default();
            *used += 1;
            *used <= *lines
        };
        keys.zip(findings).map(accepted).collect()
    }
}

/// The lines as a review page writes them, which knows the name of a document alone. Where that begins as places above the
/// folder do, it is none.
fn by_name(named: &Named, reading: &Reading) -> Vec<Option<String>> {
    let is_place = named.document.starts_with("../");
    let keys = baseline_keys(&named.document, &reading.report.findings, &reading.text);
    keys.into_iter().map(|key| (!is_place).then_some(key)).collect()
}

fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// What is to be written.
pub(super) struct Draft<'a> {
    file: &'a Path,
    /// What the file says already: its reasons stay, and so do its lines about documents that are not looked at now.
    earlier: Baseline,
    /// Reasons and names of the file, by the keys of their lines.
    reasons: HashMap<String, String>,
    /// Reason and name for new ones.
    behind: String,
    lines: Vec<String>,
    /// The documents of this run, by place and by name.
    documents: HashSet<String>,
}

impl<'a> Draft<'a> {
    /// Begins, where accepted findings are to be written; refuses to write over a file that holds something else.
    pub(super) fn begin(accepted: &'a Accepted, language: Language) -> Result<Option<Self>> {
        let Some(file) = accepted.write_baseline.as_deref() else { return Ok(None) };
        let said = |error: anyhow::Error| {
            anyhow!("--write-baseline {}: {}", file.display(), error_messages::unread(&error, language))
        };
        ordinary::has_folder(file).map_err(said)?;
        ordinary::may_replace(file, |line| line.starts_with(HEAD)).map_err(said)?;
        let there =
            if file.exists() { ordinary::read_text(file, LONGEST).map_err(said)? } else { String::new() };
        let earlier = Baseline::parse(&there, Naming::of(file)).map_err(|error| said(error.into()))?;
        let reasons = earlier.lines.iter().filter(|line| !line.behind.trim().is_empty());
        let reasons = reasons.map(|line| (line.key.clone(), line.behind.clone())).collect();
        let behind = [&accepted.reason, &accepted.by].map(|said| {
            said.as_deref().map(|said| visible::name(&clean(said)).into_owned()).unwrap_or_default()
        });
        let behind = behind.join("\t");
        Ok(Some(Self { file, earlier, reasons, behind, lines: Vec::new(), documents: HashSet::new() }))
    }

    /// Accepts the findings of a document, of which these are the lines.
    pub(super) fn accept(&mut self, named: &Named, lines: &[String]) {
        let place = self.earlier.naming.place(named);
        let first = |line: &str, document: &str| line.replacen(&place, document, 1);
        for line in lines {
            let by_name = first(line, &named.document);
            let plain: Vec<&str> = by_name.split('\t').take(PLAIN).collect();
            let known = [told(line), told(&by_name), &plain.join("\t")]
                .into_iter()
                .find_map(|key| self.reasons.get(key));
            self.lines.push(with_reason(line, known.unwrap_or(&self.behind)));
        }
        self.documents.extend([place, named.document.clone()]);
    }

    /// Writes the file: whole or not at all. How many findings of this run it holds.
    pub(super) fn write(self) -> Result<usize> {
        let Self { file, earlier, lines, documents, .. } = self;
        let others =
            earlier.lines.iter().filter(|line| !documents.contains(line.document.trim_start_matches('\\')));
        let others = others.map(|line| with_reason(&line.shown, &line.behind));
        let text: String =
            [format!("{BASELINE_HEAD}\n")].into_iter().chain(lines.iter().cloned()).chain(others).collect();
        ordinary::replace(file, text.as_bytes())
            .with_context(|| format!("--write-baseline {}", file.display()))?;
        Ok(lines.len())
    }
}

/// A whole line.
fn with_reason(line: &str, behind: &str) -> String {
    let end = if behind.trim().is_empty() { "\n".to_owned() } else { format!("\t{behind}\n") };
    format!("{line}{end}")
}
