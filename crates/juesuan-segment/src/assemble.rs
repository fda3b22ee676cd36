//! The last pass: drafts and verdicts become the blocks of the document.

use crate::draft::{Draft, Drafts, Placed};
use crate::heading::Form;
use crate::outline::{Outline, Verdict};
use crate::piece::{Piece, Shape};
use crate::seam::is_open;
use crate::tuning::TUNING;
use crate::widths::Widths;
use crate::{Block, BlockKind, SectionId, Span};

/// Builds the blocks.
pub(crate) fn assemble(
    source: &str,
    pieces: &[Piece],
    drafts: &Drafts<'_>,
    outline: &Outline,
    widths: &Widths,
) -> Vec<Block> {
    let Drafts { list: drafts, placed, .. } = drafts;
    let mut assembler = Assembler {
        source,
        pieces,
        widths,
        blocks: Vec::with_capacity(drafts.len() + placed.len()),
        section: None,
        open: Open::default(),
    };
    let mut candidates = placed.iter().zip(&outline.verdicts).peekable();
    let mut at = 0;
    while at < drafts.len() {
        if let Some((one, verdict)) = candidates.next_if(|(one, _)| one.draft == at) {
            let last = one.last.min(drafts.len() - 1);
            let whole = assembler.span(&drafts[at]).join(assembler.span(&drafts[last]));
            assembler.candidate(one, *verdict, whole, &drafts[at..=last]);
            at = last + 1;
        } else {
            assembler.draft(&drafts[at], drafts[at].kind);
            at += 1;
        }
    }
    assembler.blocks
}

/// The text that a page break may have cut.
#[derive(Default)]
struct Open {
    /// Its lines.
    text: Span,
    /// Whether something without text stood between.
    parted: bool,
}

struct Assembler<'a> {
    source: &'a str,
    pieces: &'a [Piece],
    widths: &'a Widths,
    blocks: Vec<Block>,
    section: Option<SectionId>,
    open: Open,
}

impl Assembler<'_> {
    fn span(&self, draft: &Draft) -> Span {
        let start =
            |at: u32| self.pieces.get(at as usize).map_or(Span::of(0..self.source.len()).end, |p| p.start);
        Span::new(start(draft.first), start(draft.end))
    }

    fn push(&mut self, kind: BlockKind, span: Span, continues: bool) {
        if !span.is_empty() {
            self.blocks.push(Block { kind, span, section: self.section, continues });
        }
    }

    fn candidate(&mut self, one: &Placed, verdict: Verdict, whole: Span, drafts: &[Draft]) {
        match verdict {
            Verdict::Heading(section) => {
                self.section = Some(section);
                self.open = Open::default();
                if one.candidate.form == Form::RunIn {
                    self.push(BlockKind::Heading, Span::new(whole.start, one.candidate.split), false);
                    self.push(BlockKind::Paragraph, Span::new(one.candidate.split, whole.end), false);
                    self.remember(drafts);
                } else {
                    self.push(BlockKind::Heading, whole, false);
                }
            }
            Verdict::Block(kind) => {
                for draft in drafts {
                    let kind = if draft.kind == BlockKind::Paragraph { kind } else { draft.kind };
                    self.draft(draft, kind);
                }
            }
        }
    }

    fn draft(&mut self, draft: &Draft, kind: BlockKind) {
        let span = self.span(draft);
        match kind {
            BlockKind::Blank | BlockKind::Furniture => {
                self.open.parted = true;
                self.push(kind, span, false);
            }
            BlockKind::Paragraph => {
                let continues = self.continues(draft);
                self.push(kind, span, continues);
                self.remember(std::slice::from_ref(draft));
            }
            BlockKind::ListItem | BlockKind::Note => {
                self.push(kind, span, false);
                self.remember(std::slice::from_ref(draft));
            }
            _ => {
                self.open = Open::default();
                self.push(kind, span, false);
            }
        }
    }

    /// Keeps a text, which a page break may have cut.
    fn remember(&mut self, drafts: &[Draft]) {
        let first = drafts.first().and_then(|draft| self.pieces.get(draft.first as usize));
        let last = drafts.last().and_then(|draft| self.pieces.get(draft.end as usize - 1));
        let text = first.zip(last).map_or_else(Span::default, |(first, last)| first.text.join(last.text));
        self.open = Open { text, parted: false };
    }

    /// Whether a paragraph carries on the text before the gap above it.
    fn continues(&self, draft: &Draft) -> bool {
        let before = self.open.text.text(self.source);
        let Some(piece) = self.pieces.get(draft.first as usize) else { return false };
        let text = piece.text.text(self.source);
        if before.is_empty() || !self.open.parted || self.widths.is_cut(self.open.text) {
            return false;
        }
        let goes_on = text.starts_with(['，', '。', '、', '；', '）', '”', '》', ')', ',']);
        let field = text
            .char_indices()
            .take_while(|(at, _)| *at <= TUNING.assemble.field_name.bytes())
            .any(|(_, c)| c == '：' || c == ':');
        let dated = text.as_bytes().iter().take(4).all(u8::is_ascii_digit) && text.len() > 4;
        if self.runs_over(draft, before) {
            return true;
        }
        let marked = text.starts_with(['#', '*', '（', '(', '<']) || piece.shape == Shape::TabCell;
        let cut = before.len() >= TUNING.assemble.cut_text.bytes()
            && is_open(before)
            && !before.ends_with(['）', ')']);
        goes_on || (cut && !field && !dated && !marked)
    }

    /// Whether the page ended on a full line of a wrapped paragraph, so that the first line of the next page goes on.
    fn runs_over(&self, draft: &Draft, before: &str) -> bool {
        let Some(wrap) = self.widths.wrap.filter(|wrap| wrap.is_exact()) else { return false };
        let above = self.pieces.partition_point(|piece| piece.text.end < self.open.text.end);
        let full = self.pieces.get(above).is_some_and(|piece| wrap.is_full(self.source, piece));
        let text = self.pieces.get(draft.first as usize).map_or("", |piece| piece.text.text(self.source));
        full && is_open(before)
            && crate::Marker::at_start(text, 0).is_none()
            && !text.starts_with(['#', '*', '<'])
    }
}
