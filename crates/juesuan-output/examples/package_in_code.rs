//! Writes a data package and JSON of a report that was built in code, without any document:
//! `cargo run -p juesuan-output --example package_in_code -- OUT`

use std::error::Error;
use std::path::Path;

use juesuan_model::{Fact, FactRole, Period, Place, Report, SourceInfo, Unit};
use juesuan_output::format;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "out".into());
    let mut report = Report::new(SourceInfo { path: "figures.csv".into(), ..SourceInfo::default() });
    report.year = Some(2022);
    let mut fact = Fact::new(FactRole::Amount, "684.73".parse()?, Some(Unit::WAN_YUAN), Place::default());
    fact.subject = "收入总计".into();
    fact.period = Some(Period::Year(2022));
    report.facts.push(fact);

    for name in ["csv", "json"] {
        let format = format(name).ok_or("unknown format")?;
        let mut writer = format.create(Path::new(&folder))?;
        writer.write(&report, "")?;
        writer.finish()?;
    }
    Ok(())
}
