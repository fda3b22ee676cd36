//! Every figure of Z01–Z07 that some identity constrains, changed in one digit beyond rounding, raises an error that
//! cites it; where the other figures tell which one is wrong, it is named.

#![allow(clippy::print_stdout, clippy::expect_used)] // a test says how far it came

mod support;

use std::collections::{BTreeMap, HashMap};

use juesuan_model::{Decimal, Entry, Place, Report, Severity, TableId};
use juesuan_rules::{Checker, Operator, RuleSet};

/// How often a changed figure was found and named, by table.
#[derive(Copy, Clone, Debug, Default)]
struct Count {
    mutants: u32,
    cited: u32,
    named: u32,
    /// Another figure was named.
    misnamed: u32,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.mutants += other.mutants;
        self.cited += other.cited;
        self.named += other.named;
        self.misnamed += other.misnamed;
    }

    fn share(part: u32, whole: u32) -> f64 {
        f64::from(part) / f64::from(whole.max(1))
    }
}

#[test]
fn unchanged_documents_have_no_error() {
    let rules = RuleSet::all().only(["within", "between"]).expect("families");
    for document in support::fixtures().iter().chain(&support::seeds()) {
        let outcome = Checker::new(&rules).check(&document.report);
        let errors: Vec<_> =
            outcome.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", document.name);
    }
}

#[test]
fn changed_figures_are_found_and_named() {
    let rules = RuleSet::all().only(["within", "between", "units"]).expect("families");
    let mut all = Count::default();
    for document in support::fixtures().iter().chain(&support::seeds()) {
        let counts = mutate(&document.report, &rules);
        let mut total = Count::default();
        for (table, count) in &counts {
            println!(
                "{} {table}: {} of {} cited, {} named",
                document.name, count.cited, count.mutants, count.named
            );
            total.add(*count);
        }
        let (cited, named) =
            (Count::share(total.cited, total.mutants), Count::share(total.named, total.mutants));
        println!("{}: {} mutants, cited {cited:.4}, named {named:.4}", document.name, total.mutants);
        all.add(total);
    }
    let (cited, named) = (Count::share(all.cited, all.mutants), Count::share(all.named, all.mutants));
    let misnamed = Count::share(all.misnamed, all.mutants);
    println!("all: {} mutants, cited {cited:.4}, named {named:.4}, another named {misnamed:.4}", all.mutants);
    assert!(all.mutants > 1000, "{} mutants are not enough to tell", all.mutants);
    assert!(cited >= 0.99, "only {cited:.4} of the changed figures raise an error that cites them");
    assert!(named >= 0.95, "only {named:.4} of the changed figures are named as the culprit");
    assert!(misnamed <= 0.01, "for {misnamed:.4} of the changed figures another one is named");
}

/// Changes one figure after the other.
fn mutate(report: &Report, rules: &RuleSet) -> BTreeMap<TableId, Count> {
    // the tightest identity of each figure decides what is beyond rounding
    let mut tightest: HashMap<Place, Decimal> = HashMap::new();
    for compared in Checker::new(rules).comparisons(report) {
        for place in compared.places.iter().filter(|_| compared.operator == Operator::Equal) {
            let envelope = tightest.entry(*place).or_insert(compared.envelope);
            *envelope = (*envelope).min(compared.envelope);
        }
    }
    let mut counts: BTreeMap<TableId, Count> = BTreeMap::new();
    let mut seed = 1_u64;
    for table in 0..report.tables.len() {
        let id = report.tables[table].id();
        if id.statement().is_none_or(|id| id.as_str() > "Z07") {
            continue;
        }
        for (index, cell) in report.tables[table].cells().iter().enumerate() {
            let (Entry::Number(value), Some(envelope)) = (&cell.entry, tightest.get(&cell.place)) else {
                continue;
            };
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let Some(changed) = one_digit(*value, *envelope, seed >> 33) else { continue };
            let mutant = with_value(report, table, index, changed);
            let outcome = Checker::new(rules).check(&mutant);
            let errors = || outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
            let count = counts.entry(id).or_default();
            count.mutants += 1;
            let cited = errors().any(|finding| finding.places.contains(&cell.place));
            let named =
                errors().any(|finding| finding.culprit && finding.places.first() == Some(&cell.place));
            count.cited += u32::from(cited);
            count.named += u32::from(named);
            count.misnamed += u32::from(!named && errors().any(|finding| finding.culprit));
            if std::env::var_os("SHOW_MISSED").is_some() && !(cited && named) {
                let said: Vec<_> = errors().map(|finding| &finding.message).collect();
                println!(
                    "{id} {} {value} -> {changed}: cited {cited}, named {named} {said:?}",
                    cell.place.line
                );
            }
        }
    }
    counts
}

/// The value with one digit changed by more than twice the envelope; `None` where no digit weighs so much.
fn one_digit(value: Decimal, envelope: Decimal, random: u64) -> Option<Decimal> {
    let digits: Vec<(usize, u8)> =
        value.to_string().bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).collect();
    let text = value.to_string();
    let mut choices = Vec::new();
    for (at, digit) in digits {
        for other in b'0'..=b'9' {
            let mut changed = text.clone().into_bytes();
            changed[at] = other;
            let changed: Decimal = String::from_utf8(changed).ok()?.parse().ok()?;
            // a number does not begin with 0
            let longer = changed.abs() < Decimal::ONE || !changed.to_string().starts_with('0');
            if other != digit && longer && (changed - value).abs() > envelope * slack() {
                choices.push(changed);
            }
        }
    }
    let index = usize::try_from(random).ok()? % choices.len().max(1);
    choices.get(index).copied()
}

/// How many times the envelope a change must exceed: two for certain, since the figure may be off by one already.
fn slack() -> Decimal {
    let given = std::env::var("MUTATION_SLACK").ok().and_then(|text| text.parse().ok());
    given.unwrap_or(Decimal::TWO)
}

fn with_value(report: &Report, table: usize, cell: usize, value: Decimal) -> Report {
    let mut mutant = report.clone();
    let mut parts = mutant.tables[table].clone().into_parts();
    parts.cells[cell].entry = Entry::Number(value);
    mutant.tables[table] = juesuan_model::Table::new(parts).expect("the same shape");
    mutant
}
