//! Reads text files and prints what the rules say of them: `cargo run --example check -- FILE…`.

#![allow(clippy::print_stdout)] // an example

use juesuan_model::{CheckStatus, SourceInfo};
use juesuan_rules::{Checker, catalogue};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = catalogue();
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file)?;
        let segmentation = juesuan_segment::segment(&text)?;
        let tables = juesuan_table::reconstruct_with(&segmentation, &juesuan_read::Vocabulary::default());
        let info = SourceInfo { path: file.clone(), ..SourceInfo::default() };
        let report = juesuan_read::read(&juesuan_read::Document::new(segmentation, tables, info))?;
        let outcome = Checker::new(&rules).text(&text).check(&report);
        println!("{file}: {}", outcome.summary());
        for check in &outcome.checks {
            let missing = check.missing.join("、");
            if check.status != CheckStatus::NotApplicable {
                println!(
                    "  {} {} {} of {} {missing}",
                    check.rule, check.status, check.findings, check.instances
                );
            }
        }
        for finding in &outcome.findings {
            let lines: Vec<_> = finding.places.iter().map(|place| place.line.to_string()).collect();
            let mark = if finding.culprit { "!" } else { "" };
            println!("  {}{mark} {} [{}] {}", finding.id, finding.severity, lines.join(";"), finding.message);
            println!("      {}", finding.message_en);
            for related in &finding.related {
                println!("      + {} {}", related.rule, related.message);
            }
        }
    }
    Ok(())
}
