//! The committed fixtures are what the generator prints. `UPDATE_FIXTURES=1 cargo test -p juesuan-testkit` writes them.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak

use std::path::{Path, PathBuf};

use juesuan_testkit::fixtures;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

#[test]
fn committed_fixtures_are_current() {
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        juesuan_testkit::write(&folder()).unwrap();
    }
    for fixture in fixtures() {
        for (name, content) in fixture.files().unwrap() {
            let committed = std::fs::read_to_string(folder().join(&name)).unwrap_or_default();
            assert!(committed == content, "fixtures/{name} is stale: run with UPDATE_FIXTURES=1");
        }
    }
}
