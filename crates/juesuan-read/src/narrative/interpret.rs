//! From tokens to statements: walks a paragraph once and keeps what the words before a figure have told.

mod figures;
mod parts_of;
mod units;
mod whole;
mod years;

use std::ops::Range;

use juesuan_model::MoneyUnit;
use juesuan_segment::Marker;

use super::parts::{self, Parts};
use super::reading::{About, Base, Carry, Change, Last, Reading, Scope, Segment};
use super::rules;
use super::subject;
use super::token::{Kind, Mark, Token};
use super::words::{self, Cue};
use crate::tuning::TUNING;

struct Walk<'t, 'a> {
    text: &'a str,
    tokens: &'t [Token<'a>],
    carry: &'t mut Carry,
    found: &'t mut Vec<Reading>,
    segment: Segment,
    scopes: Vec<Scope<'a>>,
    /// Whether the paragraph has a list number.
    item: bool,
    /// The year of the paragraph, and that of the sentence where it has its own.
    paragraph_year: Option<u16>,
    sentence_year: Option<u16>,
    /// The year of the sentence, while a clause of it tells of the year before.
    later: Option<u16>,
    /// Where the sentence begins.
    sentence: usize,
    /// A period without a year: the words.
    former: Option<&'a str>,
    base: Option<Base>,
    part: bool,
    /// What the parts of this sentence are parts of.
    whole: Option<&'a str>,
    /// While a list of parts has no figure yet: how many figures stood before it, and whether these were parts, too.
    unlisted: Option<(usize, bool)>,
    /// The whole of a share that is told with its amount, and where that ends: 占本年支出5万元的.
    told_whole: Option<(&'a str, usize)>,
    /// What the figures of this sentence that are no changes are about, each where it names it.
    named: Vec<&'a str>,
    last: Option<Last>,
    /// The unit of the last amount of the paragraph.
    money: Option<MoneyUnit>,
    /// Where a figure begins that cannot be a value.
    refused: Option<usize>,
    /// What each figure of a list is about.
    parts: Parts<'a>,
    /// What was spoken of: a part of the text, or the title of the section.
    subject: &'a str,
    /// The budget item that the paragraph explains: each of its sentences is about it, unless it names another thing.
    named_item: Option<&'a str>,
}

/// Reads the statements of one paragraph from its tokens.
pub(super) fn interpret<'a>(
    text: &'a str,
    tokens: &[Token<'a>],
    About { subject, named_item }: About<'a>,
    carry: &mut Carry,
    found: &mut Vec<Reading>,
) {
    let item = tokens.first().is_some_and(|token| token.kind == Kind::ListNumber);
    let marker = Marker::at_start(text.trim_start(), 0).map(|marker| (marker.style, marker.value));
    // behind 2.…其中：…, be it in a paragraph of its own, 3.… is no part
    let next = |(style, value)| carry.part_marker.is_some_and(|(of, at)| of == style && at < value);
    if item && carry.part_of_item || marker.is_some_and(next) {
        carry.end_parts();
    }
    if let Some(marker) = marker {
        carry.count_from(marker);
        carry.marker = Some(marker);
    }
    if rules::is_lone_figure(text, tokens) || rules::is_row(text, tokens) {
        return;
    }
    let goes_on = std::mem::take(&mut carry.list_open) && !item;
    let (paragraph_year, part) = (carry.fiscal_year, carry.part || goes_on);
    let mut walk = Walk {
        text,
        tokens,
        carry,
        found,
        segment: Segment::default(),
        scopes: Vec::new(),
        item,
        paragraph_year,
        sentence_year: None,
        later: None,
        sentence: 0,
        former: None,
        base: None,
        part,
        whole: None,
        unlisted: None,
        told_whole: None,
        named: Vec::new(),
        last: None,
        money: None,
        refused: None,
        parts: Parts::default(),
        subject,
        named_item,
    };
    for (index, token) in tokens.iter().enumerate() {
        walk.step(index, token);
    }
    walk.finish();
}

impl<'t, 'a> Walk<'t, 'a> {
    fn step(&mut self, index: usize, token: &Token<'a>) {
        match token.kind {
            Kind::Figure(_, _) => self.figure(index, token),
            Kind::Year(year) => self.year(year, token),
            Kind::Cue(cue) => self.cue(cue, token),
            Kind::Mark(mark) => self.mark(mark, token),
            Kind::ListNumber => self.segment = Segment { start: token.end, ..Segment::default() },
        }
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    /// The words since the last figure or mark.
    fn words(&self, end: usize) -> &'a str {
        self.slice(self.segment.start..end)
    }

    fn mark(&mut self, mark: Mark, token: &Token<'_>) {
        match mark {
            Mark::Open => self.open(token.end),
            Mark::Close => self.close(token.end),
            // a list of nouns goes on; a list of figures begins a new segment
            Mark::Enumeration if self.segment_is_noun(token.start) => {}
            Mark::Stop => self.end_sentence(token),
            Mark::Colon => {
                if self.opens_parts(token.start) || self.divides(token.start) {
                    self.begin_parts();
                } else {
                    self.name_subject(token.start);
                }
                self.restart(token.end);
            }
            Mark::Semicolon | Mark::Comma | Mark::Enumeration => {
                let words = self.words(token.start);
                if mark == Mark::Semicolon {
                    self.end_unlisted();
                }
                if let Some(name) = subject::compared(words).or_else(|| subject::titled(words)) {
                    self.subject = name;
                }
                let listed =
                    mark == Mark::Enumeration || parts::parts_bare_figures(self.text, token.start, token.end);
                self.parts.close(!listed);
                self.restart(token.end);
            }
        }
    }

    fn restart(&mut self, start: usize) {
        self.segment = Segment { start, ..Segment::default() };
        if let Some(last) = &mut self.last {
            // 减少3万元、5万元: a list may go on behind a mark, other clauses may not
            let gap = self.text.get(last.end..start);
            let listed = gap == Some("、")
                || matches!(gap, Some("," | "，")) && parts::parts_bare_figures(self.text, last.end, start);
            last.end = if listed { start } else { usize::MAX };
        }
    }

    /// Whether words of a noun, and no figure, stand before a 、.
    fn segment_is_noun(&self, end: usize) -> bool {
        !rules::is_hedge(self.words(end))
    }

    fn open(&mut self, start: usize) {
        if self.scopes.len() < TUNING.narrative_interpret.deepest {
            let (segment, part, subject) = (self.segment, self.part, self.subject);
            let years = [self.paragraph_year, self.sentence_year];
            let figures = self.found.len();
            self.scopes.push(Scope { segment, part, figures, subject, years, base: self.base });
        }
        self.segment = Segment { start, year: self.compared_year(), ..Segment::default() };
    }

    fn close(&mut self, end: usize) {
        let Some(scope) = self.scopes.pop() else { return self.restart(end) };
        self.part = scope.part;
        self.subject = scope.subject;
        [self.paragraph_year, self.sentence_year] = scope.years;
        self.base = scope.base;
        if self.found.len() == scope.figures {
            // a parenthesis without figures is part of the words around it
            self.segment = scope.segment;
        } else {
            self.segment = Segment { start: end, ..Segment::default() };
        }
    }

    /// Words before a colon, or a first sentence, may name what the following is about.
    fn name_subject(&mut self, end: usize) {
        let words = self.words(end);
        let named = subject::trimmed(words);
        let long = named.len() > TUNING.narrative_interpret.longest_name.bytes();
        if self.named_item.is_some() && !subject::is_item(named) {
            // 主要用于：…, 主要原因：… say of the item what for and why
            return;
        }
        let leads_on = words::LEADS_ON.starts(named).is_some() || words::LEADS_ON.ends(named).is_some();
        if !named.is_empty() && !long && !leads_on && words::PREDICATES.starts(named).is_none() {
            self.subject = named;
        }
    }

    fn end_sentence(&mut self, token: &Token<'_>) {
        // 3.卫生健康支出（类）…（项）。 names what its item is about
        let titled = self.item || self.words(token.start).ends_with(['）', ')']);
        if titled && self.found.is_empty() && self.scopes.is_empty() {
            self.name_subject(token.start);
        }
        // an unclosed parenthesis ends here
        if let Some(scope) = self.scopes.drain(..).next() {
            self.part = scope.part;
        }
        self.restart(token.end);
        self.sentence = token.end;
        (self.sentence_year, self.former, self.base, self.last) = (None, None, None, None);
        (self.later, self.unlisted, self.told_whole) = (None, None, None);
        self.parts = Parts::default();
        self.named.clear();
        self.part = self.carry.part;
        // behind a list of parts the text speaks on about the whole
        if let Some(whole) = self.whole.take() {
            self.subject = whole;
        }
        self.subject = self.named_item.unwrap_or(self.subject);
    }

    fn finish(self) {
        self.carry.money = self.money.or(self.carry.money);
        // 其中：基本支出5万元； and on the next line 项目支出4万元。
        self.carry.list_open = self.part && self.scopes.is_empty() && rules::ends_open(self.text);
        if rules::ends_with_list(self.text) {
            (self.carry.part, self.carry.part_of_item) = (true, self.item);
            self.carry.part_marker = self.carry.marker;
        }
    }

    fn cue(&mut self, cue: Cue, token: &Token<'_>) {
        let word = self.slice(token.start..token.end);
        match cue {
            Cue::Change(direction) => {
                // 增加减少: one of the two should have gone, and nobody knows which
                let open = self
                    .segment
                    .change
                    .is_some_and(|before| before.end == token.start && before.direction != direction);
                let direction = direction.filter(|_| !open);
                self.segment.change = Some(Change { direction, start: token.start, end: token.end });
            }
            Cue::Previous => self.previous_year(token),
            Cue::Current => self.sentence_year = self.carry.fiscal_year.or(self.sentence_year),
            // 比2023年年初预算: the year is that of the budget
            Cue::Budget
                if self.segment.year.is_none_or(|year| Some(year) == self.current_year())
                    && rules::compares(self.words(token.start)) =>
            {
                self.base = Some(Base::Budget);
            }
            Cue::Part => {
                self.begin_parts();
                self.segment.start = token.end;
            }
            Cue::PerHead => self.segment.per_head = true,
            Cue::Scored => self.segment.scored = true,
            // 原县…局 at the head of a clause; 高原区 holds the same characters
            Cue::Former if self.words(token.start).is_empty() => self.former = Some(word),
            Cue::Plain | Cue::Budget | Cue::Former => {}
        }
    }

    /// The tokens from this one on.
    fn ahead(&self, index: usize) -> &'t [Token<'a>] {
        let tokens: &'t [Token<'a>] = self.tokens;
        tokens.get(index..).unwrap_or(&[])
    }

    fn advance(&mut self, end: usize, last: Option<Last>) {
        self.segment = Segment { start: end, ..Segment::default() };
        self.last = last;
    }
}
