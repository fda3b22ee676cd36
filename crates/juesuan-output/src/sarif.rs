//! Findings as SARIF 2.1.0, the format that review tools and code hosts read.

use std::collections::HashMap;
use std::io::{self, Write};

use juesuan_model::{Finding, Place, Report, Severity};
use juesuan_segment::LineIndex;
use juesuan_source::chars::hex;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::OutputError;

/// Places of a finding that are written down at most; their number is in its properties.
const MOST_PLACES: usize = 50;

/// The name under which paths are relative to the folder of the run.
const ROOT: &str = "SRCROOT";

/// Where rules are documented.
const DOCUMENTATION: &str = "https://docs.rs/juesuan-rules";

/// A rule as SARIF describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What must hold, in one line.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// All that is known of it, in Markdown; empty where nothing more is.
    pub help: String,
    /// Where it is described, where that is anywhere.
    pub address: Option<String>,
    /// How much its findings weigh.
    pub severity: Severity,
}

/// Where each rule stands among the descriptions of a log, by which the findings of a document become its results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indexes(HashMap<String, usize>);

impl Indexes {
    /// Those of a log that is begun with these rules.
    pub fn of<'r>(ids: impl IntoIterator<Item = &'r str>) -> Self {
        Self(ids.into_iter().map(str::to_owned).zip(0..).collect())
    }

    /// The findings of a document that lies at `path`, as it was typed, with its decoded text, as [`Log::add`] takes them;
    /// `message` chooses the language.
    ///
    /// Columns are counted in characters, as `columnKind` says.
    pub fn results<'f>(
        &self,
        report: &'f Report,
        text: &str,
        path: &str,
        message: impl Fn(&'f Finding) -> &'f str,
    ) -> String {
        let lines = LineIndex::new(text);
        let place = |place: &Place| {
            let mut location = location(path, text, &lines, *place);
            if let Some(cell) = report.cell(place.span) {
                let (name, whole) = (cell.address(), cell.to_string());
                location["logicalLocations"] =
                    json!([{ "name": name, "fullyQualifiedName": whole, "kind": "cell" }]);
            }
            location
        };
        // how often each fingerprint was given: the next one of its kind is told apart
        let mut given = HashMap::new();
        let result = |finding: &'f Finding| {
            let shown = finding.places.get(..MOST_PLACES).unwrap_or(&finding.places);
            let (first, others) = shown.split_at(shown.len().min(1));
            let locations =
                if first.is_empty() { vec![whole(path)] } else { first.iter().map(place).collect() };
            let mut result = json!({
                "ruleId": finding.rule,
                "level": level(finding.severity),
                "message": { "text": plain(message(finding)) },
                "locations": locations,
                "relatedLocations": others.iter().map(place).collect::<Vec<_>>(),
                "partialFingerprints": { "juesuan/v2": fingerprint(&mut given, path, finding) },
            });
            if let Some(index) = self.0.get(finding.rule.as_str()) {
                result["ruleIndex"] = json!(index);
            }
            if finding.places.len() > MOST_PLACES {
                result["properties"] = json!({ "places": finding.places.len() });
            }
            format!("{result:#}")
        };
        report.findings.iter().map(result).collect::<Vec<_>>().join(",\n")
    }
}

/// A log that is written document by document; nothing of a document is kept.
#[derive(Debug)]
pub struct Log<W> {
    out: W,
    any: bool,
}

impl<W: Write> Log<W> {
    /// Begins a log of these rules. Paths of documents are relative to `root`, the URI of a folder, where it is given.
    ///
    /// # Errors
    /// What the writer says.
    pub fn begin(mut out: W, rules: &[Rule], root: Option<&str>) -> io::Result<Self> {
        let descriptions: Vec<Value> = rules.iter().map(description).collect();
        let driver = json!({
            "name": "juesuan",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": DOCUMENTATION,
            "rules": descriptions,
        });
        writeln!(out, "{{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",")?;
        writeln!(out, "\"version\": \"2.1.0\",\n\"runs\": [{{")?;
        writeln!(out, "\"tool\": {:#},", json!({ "driver": driver }))?;
        writeln!(out, "\"columnKind\": \"unicodeCodePoints\",")?;
        if let Some(root) = root {
            writeln!(out, "\"originalUriBaseIds\": {:#},", json!({ ROOT: { "uri": root } }))?;
        }
        write!(out, "\"results\": [")?;
        Ok(Self { out, any: false })
    }

    /// Adds the results of a document, as [`Indexes::results`] gives them.
    ///
    /// # Errors
    /// What the writer says.
    pub fn add(&mut self, results: &str) -> io::Result<()> {
        if results.is_empty() {
            return Ok(());
        }
        write!(self.out, "{}\n{results}", if self.any { "," } else { "" })?;
        self.any = true;
        Ok(())
    }

    /// Ends the log, and hands over what it was written to.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(mut self) -> io::Result<W> {
        writeln!(self.out, "\n]\n}}]\n}}")?;
        Ok(self.out)
    }
}

/// What stays the same when lines move and is given to one finding of a document alone.
fn fingerprint(given: &mut HashMap<String, u32>, path: &str, finding: &Finding) -> String {
    let mut sum = Sha256::new();
    let names = finding.evidence.iter().map(|evidence| evidence.name.as_str());
    for part in [path, &finding.rule, &finding.printed, &finding.expected].into_iter().chain(names) {
        sum.update(part.len().to_le_bytes());
        sum.update(part);
    }
    let digest = sum.finalize();
    let print = hex(digest.get(..16).unwrap_or_default());
    let times = given.entry(print.clone()).and_modify(|times| *times += 1).or_insert(1);
    format!("{print}:{times}")
}

/// One log for the findings of several documents, each with its decoded text; `message` chooses the language.
///
/// # Errors
/// [`OutputError::Json`] where the log cannot be written, which no findings of ours cause.
pub fn log<'r>(
    rules: &[Rule],
    documents: &[(&'r Report, &str)],
    message: impl Fn(&'r Finding) -> &'r str,
) -> Result<String, OutputError> {
    let write = || {
        let mut log = Log::begin(Vec::new(), rules, None)?;
        let indexes = Indexes::of(rules.iter().map(|rule| &*rule.id));
        for (report, text) in documents {
            log.add(&indexes.results(report, text, &report.source.path, &message))?;
        }
        log.finish()
    };
    let bytes = write().map_err(serde_json::Error::io)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The URI of a folder, for [`Log::begin`].
pub fn folder_uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let rooted = if path.starts_with('/') { path } else { format!("/{path}") };
    format!("file://{}/", encoded(rooted.trim_end_matches('/')).replace("%3A", ":"))
}

fn description(rule: &Rule) -> Value {
    let title = plain(&rule.title);
    let mut described = json!({
        "id": rule.id,
        "shortDescription": { "text": title },
        "fullDescription": { "text": if rule.why.is_empty() { title } else { plain(&rule.why) } },
        "defaultConfiguration": { "level": level(rule.severity) },
    });
    if let Some(address) = &rule.address {
        described["helpUri"] = json!(address);
    }
    if !rule.help.is_empty() {
        described["help"] = json!({ "text": rule.help, "markdown": rule.help });
    }
    described
}

/// A text in which nothing is a link: viewers take `[text](uri)` for one.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '[' | ']' | '\\') {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(path: &str, text: &str, lines: &LineIndex, place: Place) -> Value {
    let last = place.span.end.saturating_sub(1).max(place.span.start);
    json!({ "physicalLocation": {
        "artifactLocation": artifact(path),
        "region": {
            "startLine": place.line.max(1),
            "startColumn": lines.column(text, place.span.start),
            "endLine": lines.line(last),
            "endColumn": lines.column(text, place.span.end),
        },
    } })
}

/// The document as a whole, for what stands nowhere in it.
fn whole(path: &str) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact(path), "region": { "startLine": 1 } } })
}

/// Where a document lies: relative to the folder of the run, or by its full path.
fn artifact(path: &str) -> Value {
    if path.starts_with('/') {
        json!({ "uri": format!("file://{}", encoded(path)) })
    } else {
        json!({ "uri": encoded(path), "uriBaseId": ROOT })
    }
}

/// A path as a URI: every byte that is not unreserved is percent-encoded, `/` kept.
fn encoded(path: &str) -> String {
    use std::fmt::Write as _;
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use juesuan_model::{FindingKind, SourceInfo};
    use juesuan_segment::Span;

    use super::*;

    fn logged(report: &Report, text: &str) -> Value {
        serde_json::from_str(&log(&[], &[(report, text)], |finding| &finding.message).unwrap()).unwrap()
    }

    fn report(findings: Vec<Finding>) -> Report {
        let mut report = Report::new(SourceInfo { path: "决算/a b.txt".into(), ..SourceInfo::default() });
        report.findings = findings;
        report
    }

    #[test]
    fn a_finding_points_to_characters_and_not_to_bytes() {
        let text = "第一行\n合计\t12.5\n";
        let at = text.find("12.5").unwrap();
        let mut finding = Finding::new("JS131", FindingKind::Sum, Severity::Error);
        finding.message = "合计不等于分项之和".into();
        finding.places = vec![Place::new(Span::of(at..at + 4), 2)];
        let log = logged(&report(vec![finding]), text);
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "%E5%86%B3%E7%AE%97/a%20b.txt");
        assert_eq!(
            place["region"],
            json!({ "startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 8 })
        );
    }

    #[test]
    fn fingerprints_differ_links_are_none_and_places_are_limited() {
        let mut finding = Finding::new("JS131", FindingKind::Sum, Severity::Error);
        finding.message = r"见[此处](http://evil.example)\".into();
        finding.places = (0..1000).map(|_| Place::new(Span::of(0..1), 1)).collect();
        let log = logged(&report(vec![finding.clone(), finding]), "1");
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results[0]["message"]["text"], r"见\[此处\](http://evil.example)\\");
        assert_ne!(results[0]["partialFingerprints"], results[1]["partialFingerprints"]);
        assert_eq!(results[0]["relatedLocations"].as_array().unwrap().len(), MOST_PLACES - 1);
        assert_eq!(results[0]["properties"]["places"], 1000);
    }

    #[test]
    fn a_finding_tells_where_its_rule_is_described() {
        let rule = |id: &str| Rule {
            id: id.into(),
            title: "合计".into(),
            why: String::new(),
            help: String::new(),
            address: (id != "OWN1").then(|| format!("https://example.org/#{id}")),
            severity: Severity::Error,
        };
        let known = Finding::new("JS131", FindingKind::Sum, Severity::Error);
        let own = Finding::new("OWN1", FindingKind::Sum, Severity::Error);
        let report = report(vec![known, own]);
        let rules = ["JS101", "JS131", "OWN1"].map(rule);
        let logged = |rules: &[Rule]| -> Value {
            let log = log(rules, &[(&report, "1")], |finding| &finding.message);
            serde_json::from_str(&log.unwrap()).unwrap()
        };
        let two = logged(&rules[..2]);
        let results = &two["runs"][0]["results"];
        assert_eq!(results[0]["ruleIndex"], 1);
        assert!(results[1].get("ruleIndex").is_none());
        let all = logged(&rules);
        let described = &all["runs"][0]["tool"]["driver"]["rules"];
        assert_eq!(described[1]["helpUri"], "https://example.org/#JS131");
        assert!(described[2].get("helpUri").is_none(), "nowhere else");
    }

    #[test]
    fn folders_are_uris_on_every_system() {
        assert_eq!(folder_uri("/home/决算"), "file:///home/%E5%86%B3%E7%AE%97/");
        assert_eq!(folder_uri("C:\\a b"), "file:///C:/a%20b/");
    }
}
