//! Sections: the tree that the headings of a document span.

use crate::{Marker, Span};

/// The index of a section in [`crate::Segmentation::sections`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

/// One section: a heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's characters without its line end: marker, title and markup.
    pub heading: Span,
    /// Its number, if it has one.
    pub marker: Option<Marker>,
    /// The title's characters, without marker and leading markup; over two lines where the title is.
    pub title: Span,
    /// Depth by meaning: 1 part or report, 2 一、, 3 （一）, 4 1., 5 below that.
    pub level: u8,
    /// The section it stands under.
    pub parent: Option<SectionId>,
}
