//! Positions on a page, in hundredths of a point from its top left corner.

use crate::Span;

/// A page, counted from 0.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PageIndex(
    /// The number of pages before it.
    pub u32,
);

/// A box on a page, in hundredths of a point; `y` grows downwards.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rect {
    /// Left edge.
    pub x0: i32,
    /// Upper edge.
    pub y0: i32,
    /// Right edge.
    pub x1: i32,
    /// Lower edge.
    pub y1: i32,
}

impl Rect {
    /// The smallest box around both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// Characters that were drawn together, and where.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters in the text.
    pub span: Span,
    /// Their page.
    pub page: PageIndex,
    /// The box around them.
    pub bounds: Rect,
}

impl Run {
    /// The box around a span on the page where it begins; `None` where none of `runs`, which stand in the order of
    /// the text, covers it.
    pub fn bounds(runs: &[Self], span: Span) -> Option<Rect> {
        Self::place(runs, span).map(|(_, bounds)| bounds)
    }

    /// The page on which a span begins, and the box around what stands of it there; `None` as for [`Run::bounds`].
    pub fn place(runs: &[Self], span: Span) -> Option<(PageIndex, Rect)> {
        let first = runs.partition_point(|run| run.span.end <= span.start);
        let runs = runs.get(first..).unwrap_or(&[]);
        let page = runs.first().filter(|run| run.span.start < span.end)?.page;
        let inside = runs.iter().take_while(|run| run.span.start < span.end && run.page == page);
        inside.map(|run| run.bounds).reduce(Rect::join).map(|bounds| (page, bounds))
    }
}

/// A straight line that was drawn on a page: the edge of a cell, an underline.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Its page.
    pub page: PageIndex,
    /// The line as a box without width or without height.
    pub bounds: Rect,
}
