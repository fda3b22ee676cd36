//! The second pass: pieces are grouped into drafts of blocks, and lines that may be headings are collected.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

use juesuan_source::chars::is_page_line;
use juesuan_vocabulary::headings::TABLE;

use crate::extent::columns;
use crate::fragment::Fragments;
use crate::heading::{self, Candidate, Role};
use crate::piece::{Piece, Shape};
use crate::running::running_lines;
use crate::seam::is_open;
use crate::tuning::TUNING;
use crate::widths::Widths;
use crate::{BlockKind, FragmentLayout, Span, contents, label, seam};

/// A block whose kind may still change when the headings are known.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: BlockKind,
    /// Its first piece.
    pub(crate) first: u32,
    /// The piece after its last.
    pub(crate) end: u32,
}

/// A line that may be a heading, and where it stands.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) candidate: Candidate,
    /// Whether it is a title for the reason alone that it stands below 附件.
    pub(crate) annexed: bool,
    /// Its characters, markup included.
    pub(crate) heading: Span,
    /// The draft that holds its first line.
    pub(crate) draft: usize,
    /// The draft that holds its last line.
    pub(crate) last: usize,
}

/// The drafts of a document.
pub(crate) struct Drafts<'a> {
    source: &'a str,
    pieces: &'a [Piece],
    widths: &'a Widths,
    /// Lines that stand above or below the text of most pages.
    running: HashSet<&'a str>,
    pub(crate) list: Vec<Draft>,
    pub(crate) placed: Vec<Placed>,
}

/// Groups pieces into drafts.
pub(crate) fn draft<'a>(source: &'a str, pieces: &'a [Piece], widths: &'a Widths) -> Drafts<'a> {
    let (list, placed) = (Vec::with_capacity(pieces.len() / 2 + 1), Vec::new());
    let mut drafts = Drafts { source, pieces, widths, running: running_lines(source, pieces), list, placed };
    let mut fragments = Fragments::new(source, pieces);
    let mut contents_until = 0;
    let mut at = 0;
    while at < pieces.len() {
        let shape = pieces[at].shape;
        if at >= contents_until && shape.is_text() {
            contents_until = contents::titled(source, pieces, at).unwrap_or(0);
        }
        let in_contents = at < contents_until;
        let end = if in_contents && (shape.is_text() || shape == Shape::Row) {
            drafts.push(BlockKind::Contents, at, at + 1)
        } else if let Some(run) = fragments.begin(at).filter(|_| !in_contents) {
            drafts.run(run.kind, at, run.end)
        } else {
            drafts.single(at)
        };
        at = end;
    }
    drafts
}

impl<'a> Drafts<'a> {
    fn text(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| piece.text.text(self.source))
    }

    fn shape(&self, at: usize) -> Shape {
        self.pieces.get(at).map_or(Shape::PageBreak, |piece| piece.shape)
    }

    fn push(&mut self, kind: BlockKind, first: usize, end: usize) -> usize {
        let span = Span::of(first..end);
        self.list.push(Draft { kind, first: span.start, end: span.end });
        end
    }

    /// A fragment; the title that an exploded table carries in its first row is parted from it.
    fn run(&mut self, kind: BlockKind, first: usize, end: usize) -> usize {
        let exploded = kind == BlockKind::Fragment(FragmentLayout::Exploded);
        let title_alone = self.shape(first) == Shape::TabCell && self.shape(first + 1) == Shape::Blank;
        if exploded && title_alone && self.text(first).ends_with(TABLE) {
            self.push(BlockKind::Caption, first, first + 1);
            let rows =
                self.pieces[first + 1..end].iter().take_while(|piece| piece.shape == Shape::Blank).count();
            self.push(BlockKind::Blank, first + 1, first + 1 + rows);
            return self.push(kind, first + 1 + rows, end);
        }
        self.push(kind, first, end)
    }

    /// A piece that belongs to no table: blank, furniture, label, text.
    fn single(&mut self, at: usize) -> usize {
        match self.shape(at) {
            Shape::Blank | Shape::BareTab | Shape::BareRow => {
                let blank = |piece: &&Piece| matches!(piece.shape, Shape::Blank);
                let end = at + 1 + self.pieces[at + 1..].iter().take_while(blank).count();
                self.push(BlockKind::Blank, at, end)
            }
            Shape::PageBreak | Shape::Rule => self.push(BlockKind::Furniture, at, at + 1),
            Shape::Number if self.is_lonely(at) || is_page_line(self.text(at)) => {
                self.push(BlockKind::Furniture, at, at + 1)
            }
            Shape::Row => self.row(at),
            Shape::Label(kind) => self.labelled(kind, at),
            _ => self.line(at),
        }
    }

    /// A row that is no table: the entry of a table of contents, or a paragraph behind tabs.
    fn row(&mut self, at: usize) -> usize {
        if contents::has_leaders(self.text(at)) {
            self.push(BlockKind::Contents, at, at + 1)
        } else {
            self.line(at)
        }
    }

    /// Whether nothing printed stands next to a piece, on one side at least.
    fn is_lonely(&self, at: usize) -> bool {
        let free = |at: Option<usize>| at.is_none_or(|at| self.shape(at).is_empty());
        free(at.checked_sub(1)) || free(Some(at + 1))
    }

    fn labelled(&mut self, kind: BlockKind, at: usize) -> usize {
        match kind {
            // "表1 收入支出决算总表" names a statutory table
            BlockKind::Caption if heading::is_statutory_title(self.text(at)) => self.line(at),
            BlockKind::Note | BlockKind::ListItem => self.paragraph(kind, at),
            _ => self.push(kind, at, at + 1),
        }
    }

    /// Text: a heading, an item, a paragraph, told apart later.
    fn line(&mut self, at: usize) -> usize {
        let text = self.pieces[at].text;
        let words = text.text(self.source);
        if contents::has_leaders(words) {
            return self.push(BlockKind::Contents, at, at + 1);
        }
        if self.running.contains(&words) && self.is_lonely(at) {
            return self.push(BlockKind::Furniture, at, at + 1);
        }
        if self.shape(at) == Shape::TabCell
            && let Some(kind) = label::label(words)
        {
            return self.labelled(kind, at);
        }
        if words.starts_with("[bookmark:") && crate::plain(words).is_empty() {
            return self.push(BlockKind::Furniture, at, at + 1);
        }
        let cut = self.widths.is_cut(text);
        let candidate =
            heading::candidate(self.source, text).filter(|candidate| !cut || candidate.marker.is_some());
        let free = candidate.is_none_or(|candidate| candidate.role == Role::Plain);
        let annexed =
            (free && self.is_below_annex()).then(|| heading::annex_title(self.source, text)).flatten();
        let (annexed, candidate) = (annexed.is_some(), annexed.or(candidate));
        let draft = self.list.len();
        let end = if candidate.is_some_and(|candidate| self.fills_no_line(at, &candidate)) {
            self.push(BlockKind::Paragraph, at, at + 1)
        } else {
            self.paragraph(BlockKind::Paragraph, at)
        };
        if let Some(mut candidate) = candidate {
            let run_in = candidate.form == heading::Form::RunIn;
            let mut heading = Span::new(text.start, if run_in && !cut { candidate.split } else { text.end });
            // the title of a wrapped paragraph ends on its first line, or it has none, or all of it is a title
            match self.wrapped_title(at..end).filter(|_| !cut) {
                Some((title, lines)) => (candidate, heading) = (title, lines),
                None if cut || (end > at + 1 && !run_in) => candidate.form = heading::Form::Sentence,
                None => {}
            }
            if end == at + 1 || candidate.role == Role::Numbered {
                self.placed.push(Placed { candidate, annexed, heading, draft, last: draft });
            }
        }
        end
    }

    /// The numbered title that lines make together, and where it stands: it ends as headings do and holds no sentence.
    fn wrapped_title(&self, lines: Range<usize>) -> Option<(Candidate, Span)> {
        let count = lines.len();
        // nearly all titles stand on one line
        if count < 2 {
            return None;
        }
        let (first, last) = (self.pieces.get(lines.start)?, self.pieces.get(lines.end.checked_sub(1)?)?);
        let whole = Span::new(first.text.start, last.text.end);
        let few = (2..=TUNING.draft.most_title_lines).contains(&count);
        let candidate = heading::candidate(self.source, whole)?;
        let is_title = match candidate.form {
            heading::Form::Title => {
                few && candidate.ends_as_heading(self.source)
                    && !candidate.title.text(self.source).contains(['，', ','])
            }
            // its paragraph begins where the title ends
            heading::Form::RunIn => candidate.split < last.text.end,
            _ => false,
        };
        let runs_in = candidate.form == heading::Form::RunIn;
        let lines = if runs_in { Span::new(whole.start, candidate.split) } else { whole };
        (is_title && candidate.marker.is_some()).then_some((candidate, lines))
    }

    /// Whether a title leaves room on its line, so that the line below does not go on with it.
    fn fills_no_line(&self, at: usize, candidate: &Candidate) -> bool {
        let title = candidate.form == heading::Form::Title && candidate.role != Role::Plain;
        let Some(wrap) = self.widths.wrap.filter(|_| title) else { return false };
        let piece = &self.pieces[at];
        let next = wrap.next(self.pieces, at);
        // below a whole title its first paragraph is indented as much as the title
        let ended = candidate.ends_as_heading(self.source)
            && self.indent(at) > 1
            && self.indent(next) >= self.indent(at);
        let below = self.text(next);
        if wrap.is_brimful(self.source, piece) && !ended && !self.ends_above(candidate, next) {
            return false;
        }
        let text = piece.text.text(self.source);
        let goes_on = seam::is_unfinished(text)
            || seam::is_torn(text, below)
            || self.title_goes_on(candidate, at, next);
        !(goes_on && wrap.has_no_room(self.source, piece, below, TUNING.draft.lost_indent))
    }

    /// Whether a title and the line below end as headings do together, and not the upper one alone, or the lower one is no
    /// more than such an end.
    fn title_goes_on(&self, candidate: &Candidate, at: usize, next: usize) -> bool {
        let open = !candidate.ends_as_heading(self.source) || heading::is_end_of_heading(self.text(next));
        open && self.wrapped_title(at..next + 1).is_some_and(|(title, _)| title.form == heading::Form::Title)
    }

    /// Whether a title that fills its line is whole: it ends as titles do, and what stands below is no rest of one but
    /// running text, a full line, or the title of a form.
    fn ends_above(&self, candidate: &Candidate, next: usize) -> bool {
        let Some(piece) = self.pieces.get(next) else { return true };
        let below = piece.text.text(self.source);
        let titled = candidate.ends_as_heading(self.source) || candidate.ends_as_form(self.source);
        let is_full = self.widths.wrap.is_some_and(|wrap| wrap.is_brimful(self.source, piece));
        let is_sentence = below.contains(['，', '。', '；', '：']);
        titled && (is_sentence || is_full || heading::is_statutory_title(below))
    }

    /// Whether the next line stands right below 附件 alone or its title so far.
    fn is_below_annex(&self) -> bool {
        let Some(above) = self.placed.last() else { return false };
        let between = &self.list[above.last + 1..];
        match above.candidate.role {
            Role::BareAnnex => !between.iter().any(is_printed),
            Role::Report => above.annexed && between.is_empty(),
            _ => false,
        }
    }

    /// A paragraph, over several lines where the document wraps its lines.
    fn paragraph(&mut self, kind: BlockKind, at: usize) -> usize {
        let mut end = at + 1;
        while let Some(next) = self.goes_on(at, end - 1) {
            end = next + 1;
        }
        self.push(kind, at, end)
    }

    /// The line after piece `at`, where it carries on the paragraph that begins at `first`.
    fn goes_on(&self, first: usize, at: usize) -> Option<usize> {
        let next = match self.widths.wrap {
            Some(wrap) => wrap.next(self.pieces, at),
            None if self.widths.runs_on => at + 1,
            None => return None,
        };
        let (text, below) = (self.text(at), self.text(next));
        let plain_below = matches!(self.shape(next), Shape::Text | Shape::Gap)
            && crate::Marker::at_start(below, 0).is_none()
            && !self.text(first).starts_with('#')
            && !below.starts_with('#');
        if !plain_below {
            return None;
        }
        // a blank of the text may stand where the line was broken
        let outdented = self.indent(next) <= self.indent(at).max(1);
        let goes_on = (outdented && self.is_wrapped_at(first, at, next))
            || (self.widths.runs_on && outdented && self.runs_on(first..=at, next, text, below));
        let begins = || seam::begins_item(below) || heading::is_statutory_title(below);
        (goes_on && (is_open(text) || !begins())).then_some(next)
    }

    /// The columns before the text of a piece; none behind the last one.
    fn indent(&self, at: usize) -> u32 {
        let Some(piece) = self.pieces.get(at) else { return 0 };
        columns(Span::new(piece.start, piece.text.start).text(self.source))
    }

    /// Whether the line of piece `at` ends where the lines of the document are full.
    fn is_wrapped_at(&self, first: usize, at: usize, next: usize) -> bool {
        let Some(wrap) = self.widths.wrap else { return false };
        let (piece, text) = (&self.pieces[at], self.text(at));
        // the first line of a paragraph is indented, and this one has no room left: its sentence ends, the text does not
        let stopped = || {
            let goes_on = text.ends_with(['；', '：']) || self.indent(next) + 2 <= self.indent(first);
            goes_on && wrap.is_brimful(self.source, piece)
        };
        let full = (is_open(text) || wrap.is_exact() || stopped()) && wrap.is_full(self.source, piece);
        let lost = if at == first && self.indent(at) == 0 { TUNING.draft.lost_indent } else { 0 };
        // behind a semicolon the sentence goes on
        let runs = is_open(text) || text.ends_with('；');
        full || (runs && wrap.has_no_room(self.source, piece, self.text(next), lost))
    }

    /// Whether a sentence that its line does not end goes on below, on lines of whatever width: the line is about as
    /// long as those around it in its paragraph.
    fn runs_on(&self, above: RangeInclusive<usize>, next: usize, text: &str, below: &str) -> bool {
        let (first, at) = above.into_inner();
        let extent = |at: usize| {
            let piece = &self.pieces[at];
            columns(Span::new(piece.start, piece.text.end).text(self.source))
        };
        let own = extent(at);
        let sentence = text.contains(['，', '。', '；']) || at > first;
        let title = || {
            let candidate = heading::candidate(self.source, self.pieces[at].text)?;
            let titled = at == first && candidate.form == heading::Form::Title;
            (titled && self.title_goes_on(&candidate, at, next)).then_some(())
        };
        let goes_on = sentence && is_open(text)
            || seam::is_unfinished(text)
            || seam::is_torn(text, below)
            || title().is_some();
        if own < TUNING.draft.shortest || !goes_on {
            return false;
        }
        let above = if at > first { extent(at - 1) } else { 0 };
        let width = own.max(above).max(extent(next));
        let lost = if at == first && self.indent(at) == 0 { TUNING.draft.lost_indent } else { 0 };
        let heading = heading::candidate(self.source, self.pieces[next].text);
        own + lost + columns(seam::lead(below)) + 2 > width && heading.is_none()
    }
}

/// Whether a draft prints something.
pub(crate) fn is_printed(draft: &Draft) -> bool {
    !matches!(draft.kind, BlockKind::Blank | BlockKind::Furniture)
}
