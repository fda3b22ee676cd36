//! Blocks: the pieces into which a document is cut, every byte in exactly one of them.

use crate::{SectionId, Span};

/// How the cells of a table stand in the text.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FragmentLayout {
    /// A row a line, cells parted by tabs.
    Tabbed,
    /// A cell a line behind a tab, rows parted by a blank line (what Word leaves when saved as text).
    Exploded,
    /// Markdown pipes: `| a | b |`.
    Piped,
    /// `<table>` with rows and cells in tags.
    Html,
    /// Columns aligned by runs of blanks.
    Aligned,
}

/// What a block is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// Only white space.
    Blank,
    /// Page furniture: a rule (`---`), a form feed, a page number that stands alone.
    Furniture,
    /// A heading: it opens the section of the same place.
    Heading,
    /// An entry or the title of a table of contents.
    Contents,
    /// The caption of a figure or table ("图1：…", "表 1-2-1 …").
    Caption,
    /// The unit of the table that follows: "单位：万元".
    Unit,
    /// The body that publishes the table that follows: "部门：…".
    Department,
    /// The official number of the form that follows: "公开01表".
    FormNumber,
    /// A note below a table: "注：…".
    Note,
    /// An item of a list: duties, targets, definitions.
    ListItem,
    /// Lines of a table.
    Fragment(FragmentLayout),
    /// The empty data grid of a chart.
    Chart,
    /// Running text.
    Paragraph,
}

/// One piece of a document.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes, line ends included: blocks follow each other without a gap.
    pub span: Span,
    /// The innermost section it belongs to; `None` before the first heading.
    pub section: Option<SectionId>,
    /// Whether it goes on with the text of an earlier block from which a page break cut it.
    pub continues: bool,
}
