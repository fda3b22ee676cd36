//! One side of a comparison: a document, or a data package with many.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};

use super::package::{Document, Package};
use super::row::{Collector, FILES, Record, Row};
use crate::args::{Decoding, Language};
use crate::{error_messages, inspect, interrupt, ordinary, vocabulary};
use juesuan::model::Report;
use juesuan::output::{self, Value};

/// Longest report that is read again, in bytes.
const LONGEST_REPORT: u64 = 256 << 20;

/// One side of a comparison.
pub(super) struct Side {
    pub(super) documents: Vec<Document>,
    source: Source,
}

enum Source {
    Report(Box<Report>),
    Package(Package),
}

impl Side {
    /// A data package by its folder or descriptor, a report that was written as JSON, else a document to read.
    pub(super) fn open(path: &str, decoding: &Decoding, language: Language) -> Result<Self> {
        let file = Path::new(path);
        if let Some(folder) = package_folder(file) {
            let (package, documents) = Package::open(folder, language)?;
            return Ok(Self { documents, source: Source::Package(package) });
        }
        if file.is_dir() {
            bail!(match language {
                Language::Zh => format!(
                    "{path}: 文件夹里没有数据包（datapackage.json）；请先 `juesuan convert {path} --out …`，或给出一份文件"
                ),
                Language::En => format!(
                    "{path}: the folder holds no data package (datapackage.json); `juesuan convert {path} --out …` makes \
                     one, or name a document"
                ),
            });
        }
        let input = inspect::one(path, language)?;
        let failed = |error: anyhow::Error| match interrupt::asked() {
            Some(stopped) => stopped.into(),
            None => anyhow!("{path}: {}", error_messages::unread(&error, language)),
        };
        let report = if file.extension().is_some_and(|ending| ending == "json") {
            let text = ordinary::read_text(file, LONGEST_REPORT).map_err(failed)?;
            output::read_json(&text).with_context(|| path.to_owned())?
        } else {
            let options = vocabulary::options(decoding, language)?;
            crate::read(&input, decoding.max_bytes, &options).map_err(failed)?.report
        };
        let entity = report.entity.as_ref().map(|entity| entity.name.clone()).unwrap_or_default();
        let document = Document { path: report.source.path.clone(), shown: input.path, entity };
        Ok(Self { documents: vec![document], source: Source::Report(Box::new(report)) })
    }

    /// Everything that a document of this side says and that is compared.
    pub(super) fn rows(&self, document: &Document) -> Result<Vec<Row>> {
        let mut collector = Collector::default();
        match &self.source {
            Source::Package(package) => package.collect(&document.path, &mut collector)?,
            Source::Report(report) => {
                for resource in FILES.iter().filter_map(|file| output::resource(file)) {
                    let fields: Vec<&'static str> = resource.fields.iter().map(|field| field.name).collect();
                    resource.rows(report, |values| {
                        let values: Vec<String> = values.iter().map(written).collect();
                        collector.take(resource.name, &Record { fields: &fields, values: &values });
                    });
                }
            }
        }
        Ok(collector.finish())
    }
}

/// The folder of the package that a path means, if it means one.
fn package_folder(path: &Path) -> Option<&Path> {
    let is_descriptor = path.file_name().is_some_and(|name| name == "datapackage.json");
    match path.is_dir() {
        true => path.join("datapackage.json").is_file().then_some(path),
        false if is_descriptor && path.is_file() => {
            Some(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
        }
        false => None,
    }
}

/// A value as the package writes it.
fn written(value: &Value<'_>) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
    }
}

/// A document with its counterpart on the other side.
type Pair<'s> = (Option<&'s Document>, Option<&'s Document>);

/// Which document is compared with which: those of one name, then those of one body in order; where each side has a
/// single one left, these two. The rest has no counterpart.
pub(super) fn pairs<'s>(before: &'s Side, after: &'s Side) -> Vec<Pair<'s>> {
    let mut left: Vec<Option<&Document>> = before.documents.iter().map(Some).collect();
    let mut partner: Vec<Option<&Document>> = vec![None; after.documents.len()];
    let same_body = |document: &'s Document| (!document.entity.is_empty()).then_some(&*document.entity);
    match_by(&mut left, &after.documents, &mut partner, |document| Some(&*document.path));
    match_by(&mut left, &after.documents, &mut partner, same_body);
    let rest: Vec<usize> =
        (0..partner.len()).filter(|&at| partner.get(at).is_some_and(Option::is_none)).collect();
    let mut alone: Vec<&Document> = left.iter().flatten().copied().collect();
    if let ([at], [one]) = (&*rest, &*alone)
        && let Some(slot) = partner.get_mut(*at)
    {
        *slot = Some(one);
        alone.clear();
    }
    let matched = after.documents.iter().zip(partner).map(|(document, partner)| (partner, Some(document)));
    matched.chain(alone.into_iter().map(|document| (Some(document), None))).collect()
}

/// Gives each document on the right that has none yet the first one on the left with the same key.
fn match_by<'s>(
    left: &mut [Option<&'s Document>],
    right: &'s [Document],
    partner: &mut [Option<&'s Document>],
    key: impl Fn(&'s Document) -> Option<&'s str>,
) {
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    // the last first, so that the first is taken first
    for (at, document) in left.iter().enumerate().rev() {
        if let Some(key) = document.and_then(&key) {
            by_key.entry(key).or_default().push(at);
        }
    }
    for (document, partner) in right.iter().zip(partner).filter(|(_, partner)| partner.is_none()) {
        let found = key(document).and_then(|key| by_key.get_mut(key)).and_then(Vec::pop);
        *partner = found.and_then(|at| left.get_mut(at)).and_then(Option::take);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(documents: &[(&str, &str)]) -> Side {
        let document = |&(path, entity): &(&str, &str)| Document {
            path: path.into(),
            shown: path.into(),
            entity: entity.into(),
        };
        Side {
            documents: documents.iter().map(document).collect(),
            source: Source::Report(Box::new(Report::new(juesuan::model::SourceInfo::default()))),
        }
    }

    fn paired(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
        let (before, after) = (side(before), side(after));
        let name = |document: Option<&Document>| document.map_or("-", |document| &document.path).to_owned();
        pairs(&before, &after).into_iter().map(|(a, b)| format!("{} {}", name(a), name(b))).collect()
    }

    #[test]
    fn documents_meet_by_name_then_by_body_then_as_the_last_ones() {
        assert_eq!(paired(&[("2021.txt", "")], &[("2022.txt", "")]), ["2021.txt 2022.txt"]);
        assert_eq!(
            paired(&[("a", "甲"), ("b", "乙"), ("c", "丙")], &[("c", ""), ("y", "乙"), ("x", "甲")]),
            ["c c", "b y", "a x"]
        );
        assert_eq!(paired(&[("a", ""), ("b", "")], &[("x", ""), ("a", "")]), ["b x", "a a"]);
        assert_eq!(paired(&[("a", ""), ("b", "")], &[("x", "")]), ["- x", "a -", "b -"]);
    }
}
