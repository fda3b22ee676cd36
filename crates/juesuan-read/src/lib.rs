#![doc = include_str!("../README.md")]

pub mod coverage;
mod disclosures;
mod document;
mod facts;
mod funds;
mod glossary_sections;
mod identity;
mod lexicon;
pub mod narrative;
mod programmes;
mod remarks;
mod repairs;
mod seams;
mod sections;
mod subjects;
mod table_words;
mod tables;
mod tuning;
mod vocabulary;

use juesuan_model::{Entity, Report, TableError};

pub use document::Document;
pub use juesuan_model as model;
pub use juesuan_vocabulary::reading::{COMPUTED_FORMULA, HIDDEN_LEFT_OUT, HIDDEN_READ, RECOGNISED};
pub use tuning::thresholds;
pub use vocabulary::{Vocabulary, VocabularyError, VocabularyFault, WordKind};

/// Why a document could not be bound to the model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A rebuilt table does not hold together.
    #[error("cannot bind a table: {0}")]
    Table(#[from] TableError),
}

/// Reads the whole model of one document.
///
/// # Errors
/// [`ReadError`] where a rebuilt table does not hold together, which is a fault of ours and not of the document.
pub fn read(document: &Document<'_>) -> Result<Report, ReadError> {
    let mut report = Report::new(document.info.clone());
    let mut coverage = coverage::Coverage::default();
    report.source.title = identity::title(document);
    report.source.lines = document.lines();
    report.source.pages = document.pages();
    report.entity = identity::entity(document, &report.source.title).map(|name| Entity {
        region: identity::region(&name).map(str::to_owned),
        superior: identity::superior(document.source(), &name),
        ..Entity::new(name)
    });
    report.year = identity::year(document.source());
    report.seams = seams::seams(&document.segmentation);
    report.sections = sections::sections(document);
    let (tables, mut repairs) = tables::tables(document, report.year, &mut coverage)?;
    report.tables = tables;
    let entity = report.entity.as_ref().map(|entity| entity.name.as_str());
    let found = programmes::read(document, &report.tables, entity, &mut coverage);
    (report.programmes, report.indicators) = (found.programmes, found.indicators);
    let resolver = subjects::Resolver::new(&report.tables, &report.programmes, entity, report.year);
    report.facts = facts::facts(document, &report.sections, report.year, &resolver, &mut coverage);
    report.remarks = remarks::remarks(document);
    report.disclosures = disclosures::disclosures(&report.facts);
    report.empty_statements = disclosures::empty_statements(document, &report.tables);
    report.glossary = disclosures::glossary(document);
    report.funds = funds::funds(&report.programmes, &found.reports, &report.facts);
    report.kind = Some(identity::kind(document, &report));
    repairs.extend(found.repairs);
    report.repairs = repairs::repairs(document, repairs);
    let account = coverage::close(document, coverage);
    (report.numbers, report.numbers_read, report.unread) =
        (account.numbers, account.numbers_read, account.unread);
    Ok(report)
}
