//! Titles that go over several lines are put together.

use crate::draft::{Draft, Placed};
use crate::extent::columns;
use crate::heading::{self, Form, Role};
use crate::markup::{self, close_title};
use crate::piece::Piece;
use crate::tuning::TUNING;
use crate::{BlockKind, MarkerStyle, Span};

/// Joins the lines of titles: the name of the body above that of its report, the title below the number of a part.
pub(crate) fn join(source: &str, pieces: &[Piece], drafts: &[Draft], placed: &mut Vec<Placed>) {
    let titles = Titles { source, pieces, drafts };
    let mut joined: Vec<Placed> = Vec::with_capacity(placed.len());
    let mut below = placed.iter().copied().peekable();
    while let Some(mut one) = below.next() {
        match one.candidate.role {
            Role::Report if one.annexed => {
                let above = joined.last_mut().filter(|last| last.annexed && last.last + 1 == one.draft);
                if let Some(above) = above {
                    above.last = one.last;
                    above.heading.end = one.heading.end;
                    above.candidate.title.end = one.candidate.title.end;
                    continue;
                }
            }
            Role::Report => titles.reach_up(&mut one, &mut joined),
            Role::Numbered if lacks_title(&one) => {
                titles.reach_down(&mut one);
                while below.peek().is_some_and(|next| next.draft <= one.last) {
                    below.next();
                }
            }
            Role::Numbered if titles.goes_on(&one, below.peek()) => {
                if let Some(rest) = below.next() {
                    one.last = rest.last;
                    one.heading.end = rest.heading.end;
                    one.candidate.title.end = rest.candidate.title.end;
                }
            }
            _ => {}
        }
        joined.push(one);
    }
    *placed = joined;
}

struct Titles<'a> {
    source: &'a str,
    pieces: &'a [Piece],
    drafts: &'a [Draft],
}

impl Titles<'_> {
    /// The text of a draft of one line.
    fn line(&self, draft: usize) -> Option<Span> {
        let draft = self.drafts.get(draft).filter(|draft| draft.kind == BlockKind::Paragraph)?;
        (draft.end == draft.first + 1)
            .then(|| self.pieces.get(draft.first as usize).map(|piece| piece.text))
            .flatten()
    }

    fn is_blank(&self, draft: usize) -> bool {
        self.drafts.get(draft).is_some_and(|draft| draft.kind == BlockKind::Blank)
    }

    /// Takes the lines above that begin the title of a report.
    fn reach_up(&self, one: &mut Placed, before: &mut Vec<Placed>) {
        if let Some(above) = before.pop_if(|above| above.annexed && above.last + 1 == one.draft) {
            one.draft = above.draft;
            one.heading.start = above.heading.start;
            one.candidate.title.start = above.candidate.title.start;
            return;
        }
        for _ in 0..TUNING.title.lines_above {
            let Some(above) = one.draft.checked_sub(1) else { return };
            let apart = self.is_blank(above);
            let Some(above) = (if apart { above.checked_sub(1) } else { Some(above) }) else { return };
            let Some(line) = self.line(above) else { return };
            let text = line.text(self.source);
            if before.last().is_some_and(|last| last.draft < above && above <= last.last) {
                return;
            }
            let taken = before.last().filter(|last| last.draft == above);
            let numbered = taken.is_some_and(|last| last.candidate.role != Role::Plain);
            let stopped = text.ends_with('。') || text.chars().take(4).count() < 4;
            let fits = if apart { heading::is_body_name(text) } else { heading::is_title_line(text) };
            if numbered || stopped || !fits {
                return;
            }
            if taken.is_some() {
                before.pop();
            }
            if apart {
                // the body's name is a line of its own
                return;
            }
            let lead = markup::lead(text);
            one.draft = above;
            one.heading.start = line.start;
            one.candidate.title.start = line.start + Span::of(0..lead.at).end;
            one.candidate.marked |= lead.hashes > 0 || lead.bold;
        }
    }

    /// Whether a long title that does not end as headings do goes on with a heading that has no number, right below it and
    /// no longer: its line was full.
    fn goes_on(&self, one: &Placed, below: Option<&Placed>) -> bool {
        let Some(below) = below.filter(|below| below.draft == one.last + 1) else { return false };
        let bare = below.candidate.role == Role::Plain && !below.candidate.marked;
        let title = one.candidate.form == Form::Title && !one.candidate.ends_as_heading(self.source);
        let (above, rest) =
            (columns(one.heading.text(self.source)), columns(below.heading.text(self.source)));
        bare && title && !one.candidate.marked && above >= TUNING.title.full_line && above >= rest
    }

    /// Takes the line below as the title of a part.
    fn reach_down(&self, one: &mut Placed) {
        let below = if self.is_blank(one.last + 1) { one.last + 2 } else { one.last + 1 };
        let Some(line) = self.line(below) else { return };
        let text = line.text(self.source);
        let lead = markup::lead(text);
        let body = &text[lead.at..];
        if text.len() > TUNING.title.part_title_limit.bytes()
            || !heading::is_title_line(text)
            || crate::Marker::at_start(body, 0).is_some()
        {
            return;
        }
        one.last = below;
        one.heading.end = line.end;
        let start = line.start + Span::of(0..lead.at).end;
        one.candidate.title = Span::new(start, start + Span::of(0..close_title(body).len()).end);
    }
}

fn lacks_title(one: &Placed) -> bool {
    let part = one.candidate.marker.is_some_and(|marker| marker.style == MarkerStyle::Part);
    part && one.candidate.title.is_empty()
}
