//! Formats and partitions as values of options.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

#[cfg(feature = "parquet")]
use juesuan::output::parquet::Partition;
use juesuan::output::{self, Format};

/// Names by which people know the formats, besides ours.
const FORMAT_ALIASES: [(&str, &[&str]); 4] =
    [("md", &["markdown"]), ("xlsx", &["excel", "xls"]), ("html", &["page", "htm"]), ("jsonl", &["ndjson"])];

/// The formats that the output crate knows, by name.
pub(super) fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let possible = |format: &Format| {
        let aliases = FORMAT_ALIASES.iter().filter(|(name, _)| *name == format.name);
        PossibleValue::new(format.name).help(format.about).aliases(aliases.flat_map(|(_, aliases)| *aliases))
    };
    PossibleValuesParser::new(output::FORMATS.iter().map(possible)).try_map(|name| {
        let known = FORMAT_ALIASES.iter().find(|(_, aliases)| aliases.contains(&&*name));
        output::format(known.map_or(&*name, |(known, _)| known)).ok_or("no such format")
    })
}

/// What the help says of each partition.
#[cfg(feature = "parquet")]
const fn about(partition: Partition) -> &'static str {
    match partition {
        Partition::None => "<resource>.parquet for the whole run",
        Partition::Document => "<resource>/document=…/part-0.parquet",
        Partition::Entity => "<resource>/entity=…/part-0.parquet, by the body that publishes",
        Partition::Year => "<resource>/year=…/part-0.parquet, by fiscal year",
    }
}

/// How Parquet files can be parted, by name.
#[cfg(feature = "parquet")]
pub(super) fn partitions() -> impl TypedValueParser<Value = Partition> {
    let possible = |by: Partition| PossibleValue::new(by.as_str()).help(about(by));
    PossibleValuesParser::new(Partition::ALL.map(possible))
        .try_map(|name| Partition::named(&name).ok_or("no such partition"))
}
