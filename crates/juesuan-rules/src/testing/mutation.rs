//! A changed figure of sound accounts is noticed.

use expect_test::expect;

use super::accounts::accounts;
use crate::mutation::{Mutation, Tally, mutations};

#[test]
fn every_changed_figure_of_sound_accounts_is_cited() {
    let rules = crate::catalogue().only(["within", "between"]).expect("families");
    let report = accounts();
    let missed: Vec<Mutation> = mutations(&report, &rules).filter(|mutation| !mutation.cited).collect();
    assert!(missed.is_empty(), "{missed:#?}");
    let tally: Tally = mutations(&report, &rules).collect();
    expect![[r#"
        Tally {
            mutants: 390,
            cited: 390,
            named: 389,
            misnamed: 0,
        }
    "#]]
    .assert_debug_eq(&tally);
}
