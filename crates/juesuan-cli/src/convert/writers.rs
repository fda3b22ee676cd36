//! The writers of the formats that were asked for, and where what they wrote is opened.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Converted, maker};
use crate::args::Convert;
use juesuan::model::Report;
use juesuan::output::{FormatOptions, ReportWriter};

/// What the writers are told.
fn format_options(args: &Convert) -> FormatOptions {
    let mut options = FormatOptions::default();
    options.csv_bom = args.csv_bom;
    #[cfg(feature = "parquet")]
    {
        options.partition = args.partition;
    }
    options
}

/// The writers of all formats asked for, as one.
pub(super) struct Writers(Vec<Box<dyn ReportWriter>>);

impl Writers {
    /// Opens the writer of each format asked for.
    pub(super) fn create(args: &Convert) -> Result<Self> {
        let options = format_options(args);
        let formats = maker::formats(args).into_iter();
        let writers = formats.map(|format| format.create_with(&args.out, &options));
        Ok(Self(writers.collect::<Result<_, _>>()?))
    }

    /// Adds a document to each output.
    pub(super) fn append(&mut self, converted: &Converted) -> Result<()> {
        let document = converted.rendered.first().map_or("", |rendered| &rendered.document);
        self.0.iter().try_for_each(|writer| writer.admit(document))?;
        let mut each = self.0.iter_mut().zip(&converted.rendered);
        Ok(each.try_for_each(|(writer, rendered)| writer.append(rendered))?)
    }

    /// Adds an input that was not read to the lists of documents.
    pub(super) fn unread(&mut self, report: &Report) -> Result<()> {
        Ok(self.0.iter_mut().try_for_each(|writer| writer.unread(report))?)
    }

    /// Puts the outputs in their places, and names them.
    pub(super) fn finish(self) -> Result<Vec<PathBuf>> {
        let mut written = Vec::new();
        for writer in self.0 {
            written.extend(writer.finish()?);
        }
        Ok(written)
    }
}

/// Where a user opens what was written: the descriptor in place of the files of a package, the index in place of its
/// pages, the folder in place of many files of one kind.
pub(super) fn entry_points(out: &Path, written: &[PathBuf]) -> Vec<PathBuf> {
    let package = out.join("datapackage.json");
    let index = out.join("html").join("index.html");
    let has_package = written.contains(&package);
    let mut places: Vec<PathBuf> = Vec::new();
    for file in written {
        let direct = file.parent() == Some(out);
        let place = match file.strip_prefix(out).ok().and_then(|inner| inner.components().next()) {
            Some(first) if !direct && first.as_os_str() == "html" => index.clone(),
            Some(first) if !direct => out.join(first),
            _ if has_package && file.extension().is_some_and(|ending| ending == "csv") => package.clone(),
            _ => file.clone(),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
