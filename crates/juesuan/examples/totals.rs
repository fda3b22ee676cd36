//! What did each body spend, and does the document hold together? `cargo run --example totals -- FILE…`

#![allow(clippy::print_stdout)] // an example

use juesuan::Options;
use juesuan::rules::catalogue;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = catalogue();
    for file in std::env::args().skip(1) {
        let mut reading = juesuan::read_text(&std::fs::read(&file)?, &file, &Options::default())?;
        let summary = reading.check(&rules);
        let report = &reading.report;
        let body = report.entity.as_ref().map_or("?", |entity| entity.name.as_str());
        println!("{body} {}", report.year.map(|year| year.to_string()).unwrap_or_default());
        let z05 = report.statement().z05();
        for (what, figure) in
            [("支出", z05.expenditure()), ("基本支出", z05.basic()), ("项目支出", z05.project())]
        {
            if let Some(figure) = figure {
                let yuan = figure.yuan().map(|yuan| format!("{yuan} 元")).unwrap_or_default();
                println!("  {what}\t{}\t{yuan}\tline {}", figure.value, figure.place.line);
            }
        }
        println!("  {summary}");
    }
    Ok(())
}
