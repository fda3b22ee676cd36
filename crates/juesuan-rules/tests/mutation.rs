//! Every figure of Z01–Z07 that some identity constrains, changed in one digit beyond rounding, raises an error that
//! cites it; where the other figures tell which one is wrong, it is named.

#![allow(clippy::print_stdout, clippy::expect_used)] // a test says how far it came

mod support;

use std::collections::BTreeMap;

use juesuan_model::{Severity, TableId};
use juesuan_rules::mutation::{Tally, mutations};
use juesuan_rules::{Checker, catalogue};

#[test]
fn unchanged_documents_have_no_error() {
    let rules = catalogue().only(["within", "between"]).expect("families");
    for document in support::fixtures().iter().chain(&support::seeds()) {
        let outcome = Checker::new(&rules).check(&document.report);
        let errors: Vec<_> =
            outcome.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", document.name);
    }
}

#[test]
fn changed_figures_are_found_and_named() {
    let rules = catalogue().only(["within", "between", "units"]).expect("families");
    let mut all = Tally::default();
    for document in support::fixtures().iter().chain(&support::seeds()) {
        let mut tables: BTreeMap<TableId, Tally> = BTreeMap::new();
        for mutation in mutations(&document.report, &rules) {
            tables.entry(mutation.table).or_default().add(&mutation);
        }
        for (table, tally) in &tables {
            println!("{} {table}: {tally:?}", document.name);
        }
        all = tables.values().fold(all, |all, tally| all.and(*tally));
    }
    let (cited, named, misnamed) = (all.share(all.cited), all.share(all.named), all.share(all.misnamed));
    println!("all: {} mutants, cited {cited:.4}, named {named:.4}, another named {misnamed:.4}", all.mutants);
    assert!(all.mutants > 1000, "{} mutants are not enough to tell", all.mutants);
    assert!(cited >= 0.99, "only {cited:.4} of the changed figures raise an error that cites them");
    assert!(named >= 0.95, "only {named:.4} of the changed figures are named as the culprit");
    assert!(misnamed <= 0.01, "for {misnamed:.4} of the changed figures another one is named");
}
