//! Lists that say respectively: 货物、服务分别为5万元和6万元. Each figure is about its own part of what was named.

use juesuan_source::find_first;
use juesuan_vocabulary::lists;
use juesuan_vocabulary::{lists::EACH, sentences::JOINS};

use super::subject;
use super::token::{Kind, Mark, Token};
use super::words::Cue;
use crate::tuning::TUNING;

/// What the figures of a list are about, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts<'a> {
    names: Vec<&'a str>,
    /// The place in `names` of the next figure; past their end while no list is open.
    next: usize,
    /// What is told of all of them.
    verb: &'a str,
}

/// What one figure of a list is about: 收, 总计 and nothing more of 收、支总计分别为.
pub(super) struct Part<'a> {
    /// Its own name.
    name: &'a str,
    /// What the last name says for all, where this one is but its first character.
    tail: &'a str,
    /// What is told of it.
    pub(super) verb: &'a str,
}

impl Part<'_> {
    /// What the figure is about.
    pub(super) fn name(&self) -> String {
        [self.name, self.tail].concat()
    }
}

impl<'a> Parts<'a> {
    /// What the first of the figures `from` is about, and what is told of it in the words `before`. `named` is what the
    /// sentence has named so far.
    pub(super) fn part(
        &mut self,
        before: &'a str,
        from: &[Token<'_>],
        text: &str,
        named: &[&'a str],
    ) -> Option<Part<'a>> {
        if let Some((head, told_of_each)) = respectively(before) {
            let mut verb = told_of_each;
            let told = subject::trimmed(head);
            let predicate = !told.is_empty() && subject::is_predicate(told);
            if predicate {
                // 增幅分别为: of what was listed before
                verb = told;
            } else if !told.is_empty() {
                self.names = names(head);
            }
            if self.names.len() < 2 && (predicate || told.is_empty()) {
                // 收入5万元，支出6万元，分别增加: of the figures just named
                let count = length(from, text);
                self.names = named.get(named.len().saturating_sub(count)..).unwrap_or(&[]).to_vec();
            }
            self.next = self.names.len();
            if self.names.len() < 2 || length(from, text) != self.names.len() {
                return None;
            }
            (self.next, self.verb) = (0, verb);
        } else if self.next >= self.names.len()
            && self.names.len() > 1
            && subject::is_predicate(subject::trimmed(before))
            && length(from, text) == self.names.len()
        {
            // ，占总额的5%和6%: one more list about the same
            (self.next, self.verb) = (0, before);
        }
        let name = *self.names.get(self.next)?;
        self.next += 1;
        // 分别增长5%、下降3%
        let own = subject::trimmed(before.trim_start_matches(JOINS));
        let verb = if self.next == 1 || own.is_empty() { self.verb } else { own };
        Some(Part { name, tail: self.tail_of(name), verb })
    }

    /// 收、支总计: the end of the last name is that of each whose own is one character.
    fn tail_of(&self, name: &str) -> &'a str {
        let (Some(last), one) = (self.names.last(), |name: &str| name.chars().count() == 1) else {
            return "";
        };
        let short = self.names.split_last().is_some_and(|(_, others)| others.iter().all(|name| one(name)));
        let tail = last.char_indices().nth(1).and_then(|(at, _)| last.get(at..));
        tail.filter(|_| short && one(name)).unwrap_or("")
    }

    /// A mark ends the list, unless it is one of those that part its figures.
    pub(super) fn close(&mut self, ends: bool) {
        if ends {
            self.next = self.names.len();
        }
    }
}

/// What stands before and behind the word that makes names and figures run side by side: 分别为, 各是, 各减少.
fn respectively(before: &str) -> Option<(&str, &str)> {
    if let Some((at, word)) = find_first(before, lists::RESPECTIVELY) {
        return Some((before.get(..at)?, before.get(at + word.len()..)?));
    }
    // 各减少: before a change it parts the figures like 分别
    let (head, verb) = before.rsplit_once(EACH)?;
    subject::is_change(verb).then_some((head, verb))
}

/// The names of a list; none where they are no plain list.
fn names(head: &str) -> Vec<&str> {
    if head.contains(['（', '(', '，', '：']) {
        return Vec::new();
    }
    let names: Vec<&str> = head.split(JOINS).map(subject::trimmed).filter(|name| !name.is_empty()).collect();
    if names.len() > TUNING.narrative_parts.most { Vec::new() } else { names }
}

/// Whether what stands between these places parts two figures of which the first has no unit of its own.
pub(super) fn parts_bare_figures(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    before && text.get(end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// How many figures a list has that begins with the first of `from`.
fn length(from: &[Token<'_>], text: &str) -> usize {
    let (mut count, mut end) = (0, None);
    for token in from.iter().take(4 * TUNING.narrative_parts.most) {
        match token.kind {
            Kind::Figure(..) => {
                let gap = end.map_or("", |end| text.get(end..token.start).unwrap_or(""));
                if gap.chars().count() > 4 {
                    break;
                }
                count += 1;
                end = Some(token.unit_end());
            }
            // 4125.49,4143.91万元: a comma between bare figures parts them like 、
            Kind::Mark(Mark::Comma) if parts_bare_figures(text, token.start, token.end) => {}
            Kind::Mark(Mark::Enumeration) | Kind::Cue(Cue::Change(_)) => {}
            _ => break,
        }
    }
    count
}
