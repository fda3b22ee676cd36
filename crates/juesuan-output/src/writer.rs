//! Writers and the formats they are known by.

use std::path::{Path, PathBuf};

use juesuan_model::Report;

use crate::place::Place;
use crate::rendered::document_file;
use crate::resources::RESOURCES;
use crate::{JsonLinesWriter, JsonWriter, OutputError, PackageWriter, Render, Rendered};

/// Writes the reports of one run, one after the other; nothing need be kept in memory but what the format demands.
pub trait ReportWriter {
    /// Adds a report, with the decoded text of its document, which the spans in the report point into. A format that
    /// does not show the source takes no notice of it. It is rendered and appended.
    ///
    /// # Errors
    /// [`OutputError`] where it cannot be written.
    fn write(&mut self, report: &Report, text: &str) -> Result<(), OutputError> {
        let render = self.renderer();
        self.append(&render(report, text)?)
    }

    /// How a document is rendered for [`append`](Self::append), the two being what [`write`](Self::write) does in one.
    fn renderer(&self) -> Render;

    /// Makes sure that a document of this name can be appended, before any writer of a run appends it: one that cannot
    /// be named in a format is in none.
    ///
    /// # Errors
    /// [`OutputError`] where its file has another owner, or no name.
    fn admit(&self, document: &str) -> Result<(), OutputError> {
        let _ = document;
        Ok(())
    }

    /// Adds a document that was rendered before.
    ///
    /// # Errors
    /// [`OutputError`] where it cannot be written; [`OutputError::Damaged`] where it was not rendered so.
    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError>;

    /// Adds an input that was not read, so that it is among the documents with its reason. A format that has no list of
    /// the documents takes no notice of it.
    ///
    /// # Errors
    /// [`OutputError`] where it cannot be written.
    fn unread(&mut self, report: &Report) -> Result<(), OutputError> {
        let _ = report;
        Ok(())
    }

    /// Completes the output and names the files that were written. Without it no half-written file stays behind.
    ///
    /// # Errors
    /// [`OutputError`] where a file cannot be completed.
    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError>;
}

/// What a run asks of its writers; each takes what concerns it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormatOptions {
    /// How Parquet files are parted.
    #[cfg(feature = "parquet")]
    pub partition: crate::parquet::Partition,
    /// Whether CSV files begin with a byte order mark, by which Excel knows that they are UTF-8.
    pub csv_bom: bool,
}

/// Begins an output in a folder.
type Create = fn(&Path, &FormatOptions) -> Result<Box<dyn ReportWriter>, OutputError>;

/// A format by the name that `--to` takes.
#[derive(Copy, Clone, Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// What is written.
    pub about: &'static str,
    create: Create,
    render: Render,
}

impl Format {
    /// How a document is rendered for the writers of this format: [`ReportWriter::renderer`] without a writer.
    pub fn renderer(&self) -> Render {
        self.render
    }

    /// Whether the pages of documents are shown as they look: who reads for this format has them drawn
    /// ([`Report::page_pictures`]).
    pub fn shows_pages(&self) -> bool {
        self.name == "html"
    }

    /// Begins an output of this format in a folder.
    ///
    /// # Errors
    /// [`OutputError`] where folder or files cannot be made.
    pub fn create(&self, folder: &Path) -> Result<Box<dyn ReportWriter>, OutputError> {
        self.create_with(folder, &FormatOptions::default())
    }

    /// The files that this format writes for a whole run, relative to the folder of the output.
    pub fn run_files(&self) -> Vec<PathBuf> {
        let tables = |ending: &str| RESOURCES.iter().map(|file| format!("{}.{ending}", file.name)).collect();
        let names: Vec<String> = match self.name {
            "csv" => [tables("csv"), vec!["datapackage.json".into()]].concat(),
            "json" => vec!["report.schema.json".into()],
            "jsonl" => vec!["reports.jsonl".into()],
            "html" => vec!["html/index.html".into()],
            "xlsx" => vec!["xlsx/index.xlsx".into()],
            "parquet" => tables("parquet"),
            "sqlite" => vec!["juesuan.db".into()],
            _ => Vec::new(),
        };
        names.into_iter().map(PathBuf::from).collect()
    }

    /// The file that this format writes for a document alone, relative to the folder of the output; `None` where there
    /// is none.
    pub fn document_file(&self, document: &str) -> Option<PathBuf> {
        let name = ["json", "md", "xlsx", "html"].into_iter().find(|name| *name == self.name)?;
        Some(Path::new(name).join(document_file(document, name).ok()?))
    }

    /// Whether the files of the run are parted in folders, so that there is not one of each.
    #[cfg_attr(
        not(feature = "parquet"),
        expect(clippy::unused_self, reason = "a format that this build does not have")
    )]
    fn is_parted(&self, options: &FormatOptions) -> bool {
        #[cfg(feature = "parquet")]
        let parted = self.name == "parquet" && options.partition != crate::parquet::Partition::None;
        #[cfg(not(feature = "parquet"))]
        let parted = {
            let _ = options;
            false
        };
        parted
    }

    /// Begins an output of this format in a folder, with options.
    ///
    /// # Errors
    /// [`OutputError`] where folder or files cannot be made.
    pub fn create_with(
        &self,
        folder: &Path,
        options: &FormatOptions,
    ) -> Result<Box<dyn ReportWriter>, OutputError> {
        // what the whole run has one of: refused before the first document is written, not behind the last
        let place = Place::open(folder, self.name)?;
        let files = if self.is_parted(options) { Vec::new() } else { self.run_files() };
        files.iter().try_for_each(|file| place.refuse_foreign(file))?;
        (self.create)(folder, options)
    }
}

/// All formats that this build has.
pub static FORMATS: &[Format] = &[
    Format {
        name: "csv",
        about: "a Frictionless data package: CSV files and datapackage.json",
        create: |folder, options| Ok(Box::new(PackageWriter::create_with(folder, options.csv_bom)?)),
        render: PackageWriter::render,
    },
    Format {
        name: "json",
        about: "json/<document>.json for each document, and report.schema.json",
        create: |folder, _| Ok(Box::new(JsonWriter::create(folder)?)),
        render: JsonWriter::render,
    },
    Format {
        name: "jsonl",
        about: "reports.jsonl, one line of JSON a document",
        create: |folder, _| Ok(Box::new(JsonLinesWriter::create(folder)?)),
        render: JsonLinesWriter::render,
    },
    #[cfg(feature = "markdown")]
    Format {
        name: "md",
        about: "md/<document>.md: a report to be read",
        create: |folder, _| Ok(Box::new(crate::MarkdownWriter::create(folder)?)),
        render: crate::MarkdownWriter::render,
    },
    #[cfg(feature = "xlsx")]
    Format {
        name: "xlsx",
        about: "xlsx/<document>.xlsx: the tables as the forms print them, and links from findings to their cells; \
                xlsx/index.xlsx: all documents, key figures, programmes and findings",
        create: |folder, _| Ok(Box::new(crate::XlsxWriter::create(folder)?)),
        render: crate::XlsxWriter::render,
    },
    #[cfg(feature = "html")]
    Format {
        name: "html",
        about: "html/index.html and html/<document>.html: review pages that lead from every figure to its place",
        create: |folder, _| Ok(Box::new(crate::HtmlWriter::create(folder)?)),
        render: crate::HtmlWriter::render,
    },
    #[cfg(feature = "sqlite")]
    Format {
        name: "sqlite",
        about: "juesuan.db for the whole run: the tables of the data package, views, full text of the sections",
        create: |folder, _| Ok(Box::new(crate::SqliteWriter::create(folder)?)),
        render: crate::SqliteWriter::render,
    },
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        about: "<resource>.parquet for the whole run: the tables of the data package as typed columns",
        create: |folder, options| {
            let options = crate::parquet::ParquetOptions::default().partitioned(options.partition);
            Ok(Box::new(crate::parquet::ParquetWriter::create(folder, options)?))
        },
        render: crate::parquet::ParquetWriter::render,
    },
];

/// The format of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
