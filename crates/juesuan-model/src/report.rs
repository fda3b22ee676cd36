//! Everything that was read from one document.

use std::borrow::Cow;

use juesuan_source::{CellName, PageIndex, PagePicture, Rect, Run, Sheets, Span};
use juesuan_vocabulary::reading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::word_list;
use crate::{
    Certainty, Check, Disclosure, Entity, Fact, Finding, Fund, Indicator, Place, Programme, Remark,
    ReportKind, SheetFormula, Statement, StatementId, Table, TableId, Term,
};

word_list! {
    /// What became of an input.
    DocumentStatus {
        /// It was read.
        Read = "read",
        /// It could not be read.
        Failed = "failed",
        /// It was not tried.
        Skipped = "skipped",
    }
}

#[allow(clippy::derivable_impls)] // the list of words is made by a macro
impl Default for DocumentStatus {
    fn default() -> Self {
        Self::Read
    }
}

impl DocumentStatus {
    #[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
    fn is_read(&self) -> bool {
        *self == Self::Read
    }
}

/// The document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// Path relative to the given root.
    #[serde(rename = "document")]
    pub path: String,
    /// Title of the document; empty where it has none.
    #[serde(default)]
    pub title: String,
    /// Format of the file: txt, md, html, docx …
    #[serde(default)]
    pub format: String,
    /// Encoding of the text: UTF-8, GB18030 …
    #[serde(default)]
    pub encoding: String,
    /// Size of the file.
    #[serde(default)]
    pub bytes: u64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    #[serde(default)]
    pub sha256: String,
    /// Number of lines of the decoded text.
    #[serde(default)]
    pub lines: u32,
    /// Number of pages, where the format has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// What became of it.
    #[serde(default, skip_serializing_if = "DocumentStatus::is_read")]
    pub status: DocumentStatus,
    /// Why it was not read; empty where it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A section of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Where its heading stands.
    #[serde(flatten)]
    pub place: Place,
    /// Depth by meaning, 1 at the top.
    pub level: u8,
    /// Number as printed: 第一部分, 一、, （一）; empty where it has none.
    #[serde(default)]
    pub number: String,
    /// Title without number, white space and markup.
    pub title: String,
    /// Line of the section it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_line: Option<u32>,
}

/// The kind of a repair that names a page whose characters were recognised on a picture; its place is all that stands there.
pub const RECOGNISED_PAGE: &str = "ocr_page";

/// A decision that changed what is printed: recorded, never silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// What was done, as a word: `joined_digits`, `stitched` …
    pub kind: Cow<'static, str>,
    /// Line, counted from 1.
    pub line: u32,
    /// What is printed.
    pub printed: String,
    /// What it was read as.
    pub read_as: String,
    /// Why.
    pub reason: Cow<'static, str>,
    /// All places that took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

/// A number that stands in no observation, programme, indicator or fact, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unread {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// Its characters.
    pub text: String,
    /// Why it was not read.
    pub reason: Cow<'static, str>,
}

/// Reasons for which a number that is part of the accounts may have been lost; all others name what is none.
const LOST: [&str; 4] =
    [reading::CUT_AT_LINE_END, reading::UNCERTAIN_CELL, reading::UNTOLD, reading::TOO_LARGE];

impl Unread {
    /// Whether the number may be part of the accounts: it is no date, no numbering, no code or the like.
    pub fn is_lost(&self) -> bool {
        let digits = || self.text.chars().filter(char::is_ascii_digit).count();
        LOST.contains(&&*self.reason)
            || self.reason == reading::IN_HEAD && self.text.contains('.')
            // codes and numbers of rows have neither points nor separators
            || self.reason == reading::IN_EMPTY_ROW && self.text.contains(['.', ','])
            || self.reason == reading::IN_TITLE
                && (self.text.contains(['.', ',']) || digits() > LONGEST_NUMBER)
    }
}

/// Digits of a number in a title that is no amount: a year.
const LONGEST_NUMBER: usize = 4;

/// What is known of a rule, in Chinese and English, for those who read its findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The rule's id.
    pub rule: String,
    /// What must hold.
    pub title: [String; 2],
    /// Why it matters.
    pub why: [String; 2],
    /// On what it rests.
    pub basis: [String; 2],
}

/// A statutory table that is published empty, with the sentence that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EmptyStatement {
    /// The table.
    pub statement: StatementId,
    /// Where the document says that there is nothing to report.
    #[serde(flatten)]
    pub place: Place,
}

/// Everything that was read from one document.
///
/// A report can be read from a document, from our JSON, or built in code: it does not depend on the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Report {
    /// Where pieces of the text were drawn, in the order of the text; empty where the format has no positions. Not
    /// part of the JSON form, whose readers have the spans.
    #[serde(skip)]
    pub runs: Vec<Run>,
    /// How the pages look, in their order; empty where that was not asked for. Not part of the JSON form, whose readers have
    /// the document.
    #[serde(skip)]
    pub page_pictures: Vec<PagePicture>,
    /// The line ends inside paragraphs, with what stands around them: the text goes on below. In the order of the text;
    /// not part of the JSON form, which has no text.
    #[serde(skip)]
    pub seams: Vec<Span>,
    /// The cells of a workbook and the bytes of the text that they show, in its order; empty for other formats.
    #[serde(
        rename = "place",
        with = "crate::cell_record",
        default,
        skip_serializing_if = "Sheets::is_empty"
    )]
    #[schemars(with = "Vec<crate::cell_record::CellRecord>")]
    pub sheets: Sheets,
    /// Formulas of a workbook and the values that it stores, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formulas: Vec<SheetFormula>,
    /// The document itself.
    #[serde(flatten)]
    pub source: SourceInfo,
    /// Who publishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<Entity>,
    /// The fiscal year reported on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// What kind of document it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ReportKind>,
    /// Its sections in the order of their headings.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Its tables in the order in which they begin.
    #[serde(default)]
    pub tables: Vec<Table>,
    /// Statutory tables published empty.
    #[serde(default)]
    pub empty_statements: Vec<EmptyStatement>,
    /// Programmes in the order in which they are reported.
    #[serde(default)]
    pub programmes: Vec<Programme>,
    /// Indicators in the order in which they are printed.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Numbers stated by running text, in order.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// What running text says beside its numbers, in order.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// Mandatory disclosures.
    #[serde(default)]
    pub disclosures: Vec<Disclosure>,
    /// Funds.
    #[serde(default)]
    pub funds: Vec<Fund>,
    /// Terms that the document defines.
    #[serde(default)]
    pub glossary: Vec<Term>,
    /// What became of each rule; empty where none was applied.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// What the rules found.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// What is known of the rules that found something. Not part of the JSON form, whose readers have the catalogue.
    #[serde(skip)]
    pub explanations: Vec<Explanation>,
    /// Decisions that changed what is printed.
    #[serde(default)]
    pub repairs: Vec<Repair>,
    /// Numbers that were not read, and why.
    #[serde(default)]
    pub unread: Vec<Unread>,
    /// How many numeric tokens the text has.
    #[serde(default)]
    pub numbers: u32,
    /// How many of them were read.
    #[serde(default)]
    pub numbers_read: u32,
}

impl Report {
    /// A report on an input that was not read, for the reason given.
    pub fn unread(document: impl Into<String>, status: DocumentStatus, reason: impl Into<String>) -> Self {
        let (path, reason) = (document.into(), reason.into());
        Self::new(SourceInfo { path, status, reason, ..SourceInfo::default() })
    }

    /// A report on a document from which nothing has been read yet.
    pub fn new(source: SourceInfo) -> Self {
        Self { source, ..Self::default() }
    }

    /// Puts the figures of running text that stand in these places in doubt, because their characters were recognised on
    /// pictures; the places lie in order and apart.
    pub fn doubt(&mut self, places: &[Span]) {
        for fact in &mut self.facts {
            let at = fact.place.span.start;
            let before = places.partition_point(|place| place.start <= at);
            if before.checked_sub(1).and_then(|last| places.get(last)).is_some_and(|place| at < place.end) {
                fact.certainty = Certainty::Doubtful;
            }
        }
    }

    /// The box around a span on the page where it begins, in hundredths of a point from the top left corner; `None`
    /// where the format has no positions.
    pub fn bounds(&self, span: Span) -> Option<Rect> {
        Run::bounds(&self.runs, span)
    }

    /// The page on which a span begins, and the box around what stands of it there; `None` as for [`Report::bounds`].
    pub fn page_place(&self, span: Span) -> Option<(PageIndex, Rect)> {
        Run::place(&self.runs, span)
    }

    /// The cell of the workbook in which a span begins; `None` where the format has no cells.
    pub fn cell(&self, span: Span) -> Option<CellName<'_>> {
        self.sheets.at(span)
    }

    /// The nine statutory tables.
    pub const fn statement(&self) -> Statement<'_> {
        Statement::of(self)
    }

    /// The table of this name.
    pub fn table(&self, id: impl Into<TableId>) -> Option<&Table> {
        let id = id.into();
        self.tables.iter().find(|table| table.id() == id)
    }

    /// Programmes of this name; there can be several, since the summary names them again.
    pub fn programmes_named<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r Programme> {
        self.programmes.iter().filter(move |programme| programme.name == name)
    }

    /// The indicators of one of [`Report::programmes`].
    pub fn indicators_of(&self, programme: u32) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(move |indicator| indicator.programme_index == Some(programme))
    }

    /// The facts whose subject is this, in the words of the text.
    pub fn facts_about<'r>(&'r self, subject: &'r str) -> impl Iterator<Item = &'r Fact> {
        self.facts.iter().filter(move |fact| fact.subject == subject)
    }
}
