//! The account of numbers: every numeric token is either read or listed with the reason why not. Nothing disappears.

mod claims;
mod lexical;
mod reason;
mod tokens;

use juesuan_model::Unread;
use juesuan_segment::{BlockKind, Section, Segmentation, Span};

pub use tokens::tokens;

pub(crate) use claims::Coverage;
pub(crate) use reason::Reason;

use crate::Document;

/// The closed account of one document.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// Numeric tokens of the source.
    pub(crate) numbers: u32,
    /// Those that went into values or their keys.
    pub(crate) numbers_read: u32,
    /// The others.
    pub(crate) unread: Vec<Unread>,
}

/// Closes the account: what no reader covered is explained by the block in which it stands and by its neighbours.
pub(crate) fn close(document: &Document<'_>, mut coverage: Coverage) -> Account {
    let segmentation = &document.segmentation;
    let tabled = tabled(document);
    for block in &segmentation.blocks {
        let reason = match block.kind {
            // no table came of these lines: any of their numbers may be a figure
            BlockKind::Fragment(_) if !holds_any(&tabled, block.span) => Reason::UncertainCell,
            kind => of_block(kind),
        };
        coverage.explain(block.span, reason);
    }
    for marker in segmentation.sections.iter().filter_map(|section: &Section| section.marker) {
        coverage.explain(marker.span, Reason::ListNumber);
    }
    let settled = coverage.settle(tokens(segmentation.source));
    let mut account = Account { numbers: settled.tokens, numbers_read: settled.read, unread: Vec::new() };
    account.unread.reserve_exact(settled.left.len());
    for (token, reason) in settled.left {
        let reason = refine(segmentation, token, reason.unwrap_or(Reason::Narrative));
        let text = token.text(segmentation.source);
        account.unread.push(Unread {
            place: document.place(token),
            text: text.into(),
            reason: reason.text().into(),
        });
    }
    account
}

/// Where the fragments begin of which tables were made, in order.
fn tabled(document: &Document<'_>) -> Vec<u32> {
    let fragments = document.tables.tables.iter().flat_map(|table| &table.fragments);
    let mut starts: Vec<u32> = fragments.map(|fragment| fragment.span.start).collect();
    starts.sort_unstable();
    starts
}

/// Whether one of these places is in a span.
fn holds_any(places: &[u32], span: Span) -> bool {
    let next = places.get(places.partition_point(|&at| at < span.start));
    next.is_some_and(|&at| at < span.end)
}

/// What numbers in a block of this kind are, where nothing closer explains them.
const fn of_block(kind: BlockKind) -> Reason {
    match kind {
        BlockKind::Contents => Reason::Contents,
        BlockKind::Furniture | BlockKind::Blank => Reason::Page,
        BlockKind::Heading => Reason::Heading,
        BlockKind::Caption | BlockKind::FormNumber => Reason::FormNumber,
        BlockKind::Note => Reason::Note,
        BlockKind::Unit | BlockKind::Department => Reason::Name,
        BlockKind::Fragment(_) | BlockKind::Chart => Reason::TableHead,
        // paragraphs, items of lists, and kinds of blocks that are not known here
        _ => Reason::Narrative,
    }
}

/// The cut edge of a line outweighs all; dates, document numbers and names are known by their neighbours.
fn refine(segmentation: &Segmentation<'_>, token: Span, reason: Reason) -> Reason {
    if at_cut_edge(segmentation, token) {
        return Reason::Cut;
    }
    match reason {
        Reason::ListNumber
        | Reason::Contents
        | Reason::ColumnNumber
        | Reason::RowNumber
        | Reason::Bound
        | Reason::EmptyRow => reason,
        _ => lexical::explain(segmentation.source, token).unwrap_or(reason),
    }
}

/// Whether a token ends where its line was cut off: more digits may have followed.
pub(crate) fn at_cut_edge(segmentation: &Segmentation<'_>, token: Span) -> bool {
    let lines = &segmentation.cut_lines;
    let at = lines.partition_point(|line| line.end < token.end);
    lines.get(at).is_some_and(|line| {
        line.start <= token.start
            && Span::new(token.end, line.end)
                .text(segmentation.source)
                .trim_matches(['.', '．', ',', '，'])
                .is_empty()
    })
}
