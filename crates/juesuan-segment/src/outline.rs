//! The section tree: which lines are headings, and how deep each stands by its meaning.

use juesuan_source::chars::{is_digit, is_numeral};
use juesuan_vocabulary::classification;
use juesuan_vocabulary::dates;
use juesuan_vocabulary::headings;

use crate::draft::{Draft, Placed, is_printed};
use crate::heading::{self, Candidate, Form, Role};
use crate::numbering_vote::Votes;
use crate::tuning::TUNING;
use crate::{BlockKind, MarkerStyle, Section, SectionId, Span, plain};

/// Decision on a heading candidate.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It opens this section.
    Heading(SectionId),
    /// It is a block of another kind.
    Block(BlockKind),
}

/// The sections of a document, and the decision on each candidate.
pub(crate) struct Outline {
    pub(crate) sections: Vec<Section>,
    pub(crate) verdicts: Vec<Verdict>,
}

/// Decides over the candidates of a document.
pub(crate) fn outline(source: &str, drafts: &[Draft], placed: &[Placed]) -> Outline {
    let votes = Votes::count(drafts, placed);
    let mut builder = Builder {
        source,
        drafts,
        placed,
        votes,
        sections: Vec::new(),
        open: Vec::new(),
        last_han: 0,
        last_arabic: 0,
        glossary: None,
        last_other: placed.iter().rposition(|one| one.candidate.role != Role::Plain).unwrap_or(0),
    };
    let verdicts = (0..placed.len()).map(|at| builder.decide(at)).collect();
    Outline { sections: builder.sections, verdicts }
}

/// A section that is still open.
#[derive(Copy, Clone)]
struct Open {
    id: SectionId,
    depth: u8,
    /// `#` of a heading without number; such headings nest by them alone.
    plain_hashes: Option<u8>,
}

struct Builder<'a> {
    source: &'a str,
    drafts: &'a [Draft],
    placed: &'a [Placed],
    votes: Votes,
    sections: Vec<Section>,
    open: Vec<Open>,
    /// Last number at the depth of 一、 in the open part.
    last_han: u32,
    /// Last number at the depth of 1. in the open section.
    last_arabic: u32,
    /// Depth of the open glossary.
    glossary: Option<u8>,
    /// The last candidate that is more than marked words.
    last_other: usize,
}

impl Builder<'_> {
    fn decide(&mut self, at: usize) -> Verdict {
        let candidate = self.placed[at].candidate;
        match candidate.role {
            Role::BareAnnex => Verdict::Block(BlockKind::Caption),
            Role::Report => self.report(at, &candidate),
            Role::Table => self.table(at, &candidate),
            Role::Plain => self.plain(at, &candidate),
            Role::Numbered => self.numbered(at, &candidate),
        }
    }

    /// The title of a report; on a cover, before the contents, it opens nothing.
    fn report(&mut self, at: usize, candidate: &Candidate) -> Verdict {
        let mut later = self.placed[at + 1..].iter().filter(|one| one.candidate.role != Role::Plain);
        let limit = later.next().map_or(self.drafts.len(), |next| next.draft);
        let below = self.drafts.get(self.placed[at].last + 1..limit).unwrap_or_default();
        let cover = below.iter().filter(|draft| is_printed(draft)).take(TUNING.outline.table_ahead);
        if cover.into_iter().any(|draft| draft.kind == BlockKind::Contents) {
            return Verdict::Block(BlockKind::Paragraph);
        }
        let annexed = candidate.marker.is_some() && !self.votes.has_body(at);
        if annexed {
            return Verdict::Block(BlockKind::Caption);
        }
        let names_table = self.placed[at].annexed && self.leads_table(at);
        self.accept(at, candidate, if names_table { 2 } else { 1 })
    }

    /// What prints something after a candidate, in order.
    fn drafts_after(&self, at: usize) -> impl Iterator<Item = &Draft> {
        let from = self.placed[at].last + 1;
        self.drafts
            .get(from..)
            .unwrap_or_default()
            .iter()
            .filter(|draft| is_printed(draft))
            .take(TUNING.outline.table_ahead)
    }

    /// Whether a table follows, or what stands above a table.
    fn leads_table(&self, at: usize) -> bool {
        let head = |kind| {
            matches!(
                kind,
                BlockKind::FormNumber | BlockKind::Department | BlockKind::Unit | BlockKind::Caption
            )
        };
        let above = self.drafts[..self.placed[at].draft].iter().rev().find(|draft| is_printed(draft));
        let form_above = above.is_some_and(|draft| draft.kind == BlockKind::FormNumber);
        let mut below = self.drafts_after(at).skip_while(|draft| self.is_table_name(draft));
        let below = below.next().map(|draft| draft.kind);
        below.is_some_and(|kind| head(kind) || matches!(kind, BlockKind::Fragment(_) | BlockKind::Chart))
            || form_above
    }

    /// Whether a draft is a caption or an unmarked line that names a table.
    fn is_table_name(&self, draft: &Draft) -> bool {
        draft.kind == BlockKind::Caption
            || self.placed.binary_search_by(|one| self.drafts[one.draft].first.cmp(&draft.first)).is_ok_and(
                |at| {
                    let one = &self.placed[at];
                    one.candidate.role == Role::Table
                        && one.candidate.marker.is_none()
                        && one.candidate.hashes == 0
                },
            )
    }

    /// Whether 附件 stands alone above.
    fn is_annexed(&self, at: usize) -> bool {
        let above = at.checked_sub(1).map(|above| &self.placed[above]);
        above
            .filter(|above| above.candidate.role == Role::BareAnnex)
            .is_some_and(|above| !self.drafts[above.last + 1..self.placed[at].draft].iter().any(is_printed))
    }

    /// The title of a table: that of a statutory one, a marked one, or one with the number of an annex.
    fn table(&mut self, at: usize, candidate: &Candidate) -> Verdict {
        let title = plain(candidate.title.text(self.source));
        let statutory = heading::is_statutory_title(&title);
        let leads = self.leads_table(at);
        let only_bold =
            candidate.hashes == 0 && candidate.marker.is_none() && !statutory && !self.is_annexed(at);
        if only_bold && (leads || candidate.marked) {
            return Verdict::Block(BlockKind::Caption);
        }
        if !leads && candidate.hashes == 0 {
            return Verdict::Block(BlockKind::Paragraph);
        }
        let again = self.sections.last().is_some_and(|last| {
            let last = plain(last.title.text(self.source));
            last == title
                || title.strip_prefix(last.as_ref()).is_some_and(|rest| rest.contains(headings::CONTINUED))
        });
        if again { Verdict::Block(BlockKind::Caption) } else { self.accept(at, candidate, 2) }
    }

    /// A heading without number.
    fn plain(&mut self, at: usize, candidate: &Candidate) -> Verdict {
        if !candidate.marked {
            let below = self.drafts_after(at).next();
            let body =
                below.is_some_and(|draft| draft.kind == BlockKind::Paragraph) && self.votes.has_body(at);
            let chapter = candidate.names_chapter(self.source);
            let opens = body || chapter && self.leads_list(at);
            if !opens || (self.open.is_empty() && !chapter) {
                return Verdict::Block(BlockKind::Paragraph);
            }
        } else if (self.open.is_empty() && at < self.last_other) || is_date(candidate.title.text(self.source))
        {
            // what stands on the cover
            return Verdict::Block(BlockKind::Paragraph);
        }
        let depth = self.plain_depth(candidate);
        self.accept(at, candidate, depth)
    }

    /// Whether the first item of a numbered list stands right below.
    fn leads_list(&self, at: usize) -> bool {
        let Some(next) = self.placed.get(at + 1) else { return false };
        let between = self.drafts.get(self.placed[at].last + 1..next.draft).unwrap_or_default();
        let first = next.candidate.marker.is_some_and(|marker| marker.value == 1);
        first && next.candidate.role == Role::Numbered && !between.iter().any(is_printed)
    }

    /// One below the numbered heading it stands under; among themselves such headings nest by their `#`.
    fn plain_depth(&self, candidate: &Candidate) -> u8 {
        let nested = self.open.iter().rev().take_while(|open| open.plain_hashes.is_some());
        for open in nested {
            let hashes = open.plain_hashes.unwrap_or(0);
            if candidate.hashes > hashes && hashes > 0 {
                return open.depth.saturating_add(1);
            }
            if candidate.hashes == hashes {
                return open.depth;
            }
        }
        self.open
            .iter()
            .rev()
            .find(|open| open.plain_hashes.is_none())
            .map_or(1, |open| open.depth.saturating_add(1))
    }

    fn numbered(&mut self, at: usize, candidate: &Candidate) -> Verdict {
        let Some(marker) = candidate.marker else { return Verdict::Block(BlockKind::Paragraph) };
        let depth = match marker.style {
            MarkerStyle::Part => 1,
            MarkerStyle::Annex | MarkerStyle::Han => 2,
            MarkerStyle::HanParen => 3,
            MarkerStyle::Arabic => self.arabic_depth(at, marker.value),
            MarkerStyle::ArabicParen => 5,
            MarkerStyle::Circled => 6,
        };
        if self.is_heading(at, candidate, marker.style, depth) {
            return self.accept(at, candidate, depth);
        }
        let kind =
            if marker.style == MarkerStyle::Annex { BlockKind::Paragraph } else { BlockKind::ListItem };
        Verdict::Block(kind)
    }

    fn is_heading(&self, at: usize, candidate: &Candidate, style: MarkerStyle, depth: u8) -> bool {
        let group = self.votes.group(at);
        let body = self.votes.has_body(at);
        if self.glossary.is_some_and(|glossary| depth > glossary) {
            return false;
        }
        match (style, candidate.form) {
            (_, Form::Sentence) => false,
            // …（类）…（款）…（项） names an item of the accounts, also where a page was cut in its midst
            (MarkerStyle::Arabic | MarkerStyle::ArabicParen, _) if self.names_code(candidate) => false,
            (MarkerStyle::Part, form) => form == Form::Title,
            (MarkerStyle::Annex, _) => body && candidate.form == Form::Title && self.leads_table(at),
            (_, Form::RunIn) => {
                let bold = self.source[..candidate.split as usize].ends_with(['*', '>']);
                let function_code = candidate.title.text(self.source).ends_with(['）', ')']);
                let alike = group.lines >= 2 && group.run_ins * 5 >= group.lines * 4;
                bold || candidate.hashes > 0
                    || (alike && !function_code && !self.is_under(headings::DUTY_LISTS))
            }
            _ if candidate.marked => true,
            (_, form) if group.lines < 2 => {
                body && (form == Form::Title || candidate.ends_as_heading(self.source))
            }
            (_, form) => {
                let items = group.sentences * 2 >= group.lines || group.bodies * 2 < group.lines - 1;
                !items
                    && (form == Form::Title
                        || (body && candidate.title.len() <= TUNING.outline.item_title.bytes()))
            }
        }
    }

    /// Whether a title is the path of a function code.
    fn names_code(&self, candidate: &Candidate) -> bool {
        let title = candidate.title.text(self.source);
        classification::CODE_TITLES.iter().any(|level| title.contains(level))
    }

    /// Whether the innermost open section has one of these words in its title.
    fn is_under(&self, words: &[&str]) -> bool {
        let title = self.open.last().and_then(|open| self.sections.get(open.id.0 as usize));
        title.is_some_and(|section| words.iter().any(|word| section.title.text(self.source).contains(word)))
    }

    /// An Arabic number stands at its own depth, or for 一、 where automatic numbering was lost.
    fn arabic_depth(&self, at: usize, value: u32) -> u8 {
        const OWN: u8 = 4;
        const FOR_HAN: u8 = 2;
        let ahead = self.placed[at + 1..].iter().take(TUNING.outline.ahead);
        let numbered =
            ahead.filter_map(|one| one.candidate.marker.filter(|_| one.candidate.role == Role::Numbered));
        let mut numbered = numbered.take_while(|marker| marker.style != MarkerStyle::Part);
        if self.last_arabic > 0 && value == self.last_arabic + 1 {
            return OWN;
        }
        if self.last_han > 0 && value == self.last_han + 1 {
            let next_han = numbered.find(|marker| marker.style == MarkerStyle::Han);
            return if next_han.is_some_and(|han| han.value == value) { OWN } else { FOR_HAN };
        }
        let outermost = self.last_han == 0 && self.open.last().is_none_or(|open| open.depth == 1);
        if value != 1 || !outermost {
            return OWN;
        }
        let in_part = !self.open.is_empty();
        match numbered.find(|marker| matches!(marker.style, MarkerStyle::Han | MarkerStyle::HanParen)) {
            Some(marker) if marker.style == MarkerStyle::Han => {
                if marker.value > 1 {
                    FOR_HAN
                } else {
                    OWN
                }
            }
            Some(marker) if marker.value == 1 => FOR_HAN,
            _ if in_part => FOR_HAN,
            _ => OWN,
        }
    }

    fn accept(&mut self, at: usize, candidate: &Candidate, depth: u8) -> Verdict {
        let value = candidate.marker.map_or(0, |marker| marker.value);
        match depth {
            0 | 1 => (self.last_han, self.last_arabic) = (0, 0),
            2 if candidate.role == Role::Numbered => (self.last_han, self.last_arabic) = (value, 0),
            3 => self.last_arabic = 0,
            4 if candidate.role == Role::Numbered => self.last_arabic = value,
            _ => {}
        }
        while self.open.last().is_some_and(|open| open.depth >= depth) {
            self.open.pop();
        }
        if self.glossary.is_some_and(|glossary| depth <= glossary) {
            self.glossary = None;
        }
        let title = candidate.title.text(self.source);
        if headings::DEFINITIONS.iter().any(|word| plain(title).contains(word)) {
            self.glossary = Some(depth);
        }
        let id = SectionId(Span::of(0..self.sections.len()).end);
        let parent = self.open.last().map(|open| open.id);
        let plain_hashes = (candidate.role == Role::Plain).then_some(candidate.hashes);
        self.open.push(Open { id, depth, plain_hashes });
        self.sections.push(Section {
            heading: self.placed[at].heading,
            marker: candidate.marker,
            title: candidate.title,
            level: depth.min(TUNING.outline.deepest_level),
            parent,
        });
        Verdict::Heading(id)
    }
}

/// 2023年11月, 二〇二三年九月, 2022年度
fn is_date(title: &str) -> bool {
    let part = |c: char| is_digit(c) || is_numeral(c) || c.is_whitespace() || dates::DATE_MARKS.contains(&c);
    title.contains(dates::YEAR) && title.chars().all(part)
}
