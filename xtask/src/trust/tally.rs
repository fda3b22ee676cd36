//! What was found and what was true, by rule, by kind of fault, by layout and by certainty.

use std::collections::BTreeMap;
use std::fmt;

use juesuan::model::Certainty;

use super::shape::Shape;

/// What the rules said of one document.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// How sure the reader was of the least certain cell.
    pub(super) certainty: Certainty,
    pub(super) findings: Vec<Shown>,
    pub(super) faults: Vec<Planted>,
}

/// An error or a warning.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) rule: String,
    pub(super) is_error: bool,
    /// Whether it is about a planted fault.
    pub(super) is_true: bool,
    pub(super) message: String,
}

/// A planted fault.
#[derive(Debug)]
pub(super) struct Planted {
    pub(super) kind: &'static str,
    pub(super) is_found: bool,
    /// Whether a finding has it for its first place.
    pub(super) is_named: bool,
    pub(super) printed: String,
}

impl Judged {
    /// Whether something is false or was not found.
    pub(super) fn is_telling(&self) -> bool {
        self.findings.iter().any(|shown| !shown.is_true) || self.faults.iter().any(|fault| !fault.is_found)
    }
}

impl fmt::Display for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Planted { kind, is_found, is_named, printed } in &self.faults {
            writeln!(f, "fault {kind}: {printed} found {is_found} named {is_named}")?;
        }
        for Shown { rule, is_error, is_true, message } in &self.findings {
            let severity = if *is_error { "error" } else { "warning" };
            writeln!(f, "{} {severity} {rule} {message}", if *is_true { "true" } else { "FALSE" })?;
        }
        Ok(())
    }
}

/// Of so many, so many.
#[derive(Copy, Clone, Debug, Default)]
struct Count {
    of: u32,
    met: u32,
    named: u32,
}

impl Count {
    fn add(&mut self, met: bool, named: bool) {
        self.of += 1;
        self.met += u32::from(met);
        self.named += u32::from(named);
    }

    fn share(self) -> f64 {
        if self.of == 0 { 1.0 } else { f64::from(self.met) / f64::from(self.of) }
    }

    fn named(self) -> f64 {
        if self.met == 0 { 1.0 } else { f64::from(self.named) / f64::from(self.met) }
    }
}

/// Findings and faults of a group of documents.
#[derive(Copy, Clone, Debug, Default)]
struct Group {
    documents: u32,
    findings: Count,
    faults: Count,
}

/// The counts of all documents.
#[derive(Debug, Default)]
pub(super) struct Tally {
    errors: Count,
    warnings: Count,
    faults: Count,
    by_rule: BTreeMap<String, Count>,
    by_kind: BTreeMap<&'static str, Count>,
    by_layout: BTreeMap<String, Group>,
    by_certainty: BTreeMap<Certainty, Group>,
}

impl Tally {
    pub(super) fn add(&mut self, shape: &Shape, judged: &Judged) {
        let layout = self.by_layout.entry(shape.name()).or_default();
        let certainty = self.by_certainty.entry(judged.certainty).or_default();
        layout.documents += 1;
        certainty.documents += 1;
        for Shown { rule, is_error, is_true, .. } in &judged.findings {
            let by_severity = if *is_error { &mut self.errors } else { &mut self.warnings };
            by_severity.add(*is_true, false);
            self.by_rule.entry(rule.clone()).or_default().add(*is_true, false);
            layout.findings.add(*is_true, false);
            certainty.findings.add(*is_true, false);
        }
        for Planted { kind, is_found, is_named, .. } in &judged.faults {
            self.by_kind.entry(kind).or_default().add(*is_found, *is_named);
            for count in [&mut self.faults, &mut layout.faults, &mut certainty.faults] {
                count.add(*is_found, *is_named);
            }
        }
    }

    pub(super) fn print(&self) {
        println!("rule       shown   true  precision");
        for (rule, count) in &self.by_rule {
            println!("{rule:8} {:>7} {:>6}  {:>9.3}", count.of, count.met, count.share());
        }
        println!("\nplanted  found  recall  named  fault");
        for (kind, count) in &self.by_kind {
            let (of, met) = (count.of, count.met);
            println!("{of:>7} {met:>6}  {:>6.3}  {:>5.3}  {kind}", count.share(), count.named());
        }
        println!("\ndocuments  shown  precision  planted  recall  layout");
        for (layout, group) in &self.by_layout {
            line(layout, *group);
        }
        println!("\ndocuments  shown  precision  planted  recall  least certain cell");
        for (certainty, group) in &self.by_certainty {
            line(certainty.name(), *group);
        }
        println!("\nerrors: {} shown, precision {:.4}", self.errors.of, self.errors.share());
        println!("warnings: {} shown, precision {:.4}", self.warnings.of, self.warnings.share());
        println!(
            "faults: {} planted, recall {:.4}, named {:.4}",
            self.faults.of,
            self.faults.share(),
            self.faults.named()
        );
    }

    /// What is lower than it was when it was last measured.
    pub(super) fn below_floors(&self) -> Vec<String> {
        let given = self.by_certainty.get(&Certainty::Given).copied().unwrap_or_default();
        let floors = [
            ("precision of errors", self.errors.share(), 0.99),
            ("precision of warnings", self.warnings.share(), 0.95),
            ("faults found", self.faults.share(), 0.95),
            ("faults found in given cells", given.faults.share(), 0.97),
            ("culprits named", self.faults.named(), 0.95),
        ];
        let low = floors.into_iter().filter(|(_, share, floor)| share < floor);
        low.map(|(what, share, floor)| format!("{what}: {share:.3} is less than {floor}")).collect()
    }
}

fn line(name: &str, group: Group) {
    println!(
        "{:>9} {:>6}  {:>9.3} {:>8}  {:>6.3}  {name}",
        group.documents,
        group.findings.of,
        group.findings.share(),
        group.faults.of,
        group.faults.share()
    );
}
