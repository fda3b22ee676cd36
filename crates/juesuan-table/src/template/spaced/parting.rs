//! Lines parted into what stands on each side of the form.

use std::collections::BTreeSet;

use juesuan_segment::{Marker, Span};

use super::super::Knowledge;
use super::super::fitted::Side;
use super::super::tokens::{Kind, Line, Token, are_exact, is_exact};
use super::item::Item;
use crate::cell::clean;
use crate::text::Text;
use crate::tuning::template::TUNING;

/// The first digits of the codes that stand at the beginnings of lines.
fn classes(source: &Text<'_>, lines: &[Line]) -> Vec<u8> {
    let first =
        |line: &Line| line.tokens.first().filter(|token| token.kind == Kind::Code).map(|token| token.at);
    let mut found: Vec<u8> =
        lines.iter().filter_map(first).filter_map(|at| at.text(source).bytes().next()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Where the parts of codes begin that a name follows, or whose first digit is 0.
fn part_places(source: &Text<'_>, lines: &[Line]) -> BTreeSet<usize> {
    let is_part = |token: &Token| token.kind == Kind::Part && token.at.len() == 2;
    let parts = |line: &Line| -> Vec<usize> {
        let [class, rest @ ..] = line.tokens.as_slice() else { return Vec::new() };
        let count = rest.iter().take_while(|token| is_part(token)).count();
        let named = rest.get(count).is_some_and(|token| token.kind == Kind::Name);
        let sure = |part: &&Token| named || part.at.text(source).starts_with('0');
        let is_class = class.kind == Kind::Code && class.at.len() == 3 && count <= 2;
        let parts = rest.iter().take(count).filter(|_| is_class).take_while(sure);
        parts.map(|part| part.from).collect()
    };
    lines.iter().flat_map(parts).collect()
}

/// Parts lines.
pub(super) struct Parting<'a> {
    source: &'a Text<'a>,
    sides: usize,
    coded: bool,
    /// Sides whose lines have numbers.
    numbered: Vec<bool>,
    /// Figures have decimals: whole numbers are codes.
    exact: bool,
    /// The digits with which the codes at the beginnings of lines begin: those of one classification share theirs.
    classes: Vec<u8>,
    /// Where parts of codes begin.
    parts: BTreeSet<usize>,
    knowledge: &'a Knowledge<'a>,
    /// For each page and side where its names begin and its figures end, on lines that fill all sides.
    places: Vec<Vec<[Option<usize>; 2]>>,
    last: Vec<Last>,
}

/// The last item of a side.
#[derive(Clone, Debug, Default)]
struct Last {
    number: Option<u32>,
    code: String,
}

impl<'a> Parting<'a> {
    pub(super) fn new(
        source: &'a Text<'a>,
        lines: &[Line],
        sides: &'a [Side],
        knowledge: &'a Knowledge<'a>,
    ) -> Self {
        let mut parting = Self {
            source,
            sides: sides.len(),
            coded: sides.iter().any(|side| side.code.is_some()),
            numbered: sides.iter().map(|side| side.row.is_some()).collect(),
            exact: are_exact(source, lines.iter().flat_map(|line| &line.tokens)),
            classes: classes(source, lines),
            parts: part_places(source, lines),
            knowledge,
            places: Vec::new(),
            last: vec![Last::default(); sides.len()],
        };
        parting.places = parting.measure(lines);
        parting
    }

    /// The items of each side.
    pub(super) fn items(mut self, lines: &[Line]) -> Vec<Vec<Item>> {
        let mut sides: Vec<Vec<Item>> = vec![Vec::new(); self.sides];
        let (mut block, mut begins) = (None, 0);
        for (order, line) in lines.iter().enumerate() {
            if block != Some(line.block) {
                (block, begins) = (Some(line.block), order);
            }
            let mut groups = self.groups(line, order);
            for group in &mut groups {
                group.begins = begins;
            }
            let groups: Vec<Item> = groups.into_iter().flat_map(|group| self.apart(group)).collect();
            let whole = groups.len() == self.sides;
            let mut from = 0;
            for (at, mut group) in groups.into_iter().enumerate() {
                let side = if whole { at } else { self.side_of(&group).max(from) };
                let side = side.min(self.sides.saturating_sub(1));
                from = side;
                if self.numbered.get(side) == Some(&true) {
                    group.take_number(self.source);
                }
                self.note(&group, side);
                let Some(items) = sides.get_mut(side) else { continue };
                match items.last_mut().filter(|last| last.order == order) {
                    Some(last) => last.absorb(group),
                    None => items.push(group),
                }
            }
        }
        sides
    }

    /// Names and codes and the figures behind them.
    fn groups(&self, line: &Line, order: usize) -> Vec<Item> {
        let mut groups: Vec<Item> = Vec::new();
        let fresh = || Item { line: line.span, order, block: line.block, page: line.page, ..Item::default() };
        let mut open = fresh();
        let tokens = self.healed(&line.tokens);
        for (at, token) in tokens.iter().enumerate() {
            let code = self.is_code(&tokens, at, &open);
            let begins = match token.kind {
                Kind::Code | Kind::Part if code => {
                    !open.is_empty() && (token.kind == Kind::Code || open.code.is_empty())
                }
                Kind::Name => {
                    !open.figures.is_empty() || !open.name.is_empty() && !self.goes_on(&open, token)
                }
                _ => false,
            };
            if begins && self.sides > 1 {
                groups.push(std::mem::replace(&mut open, fresh()));
            }
            open.note(token);
            match token.kind {
                Kind::Code | Kind::Part if code => open.code.push(token.at),
                Kind::Name if open.figures.is_empty() => open.name.push(token.at),
                Kind::Name => {}
                _ => open.figures.push(*token),
            }
        }
        groups.push(open);
        for group in &mut groups {
            self.drop_code_heads(group);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// The tokens of a line, digits that one blank tore off their figure put back: whole numbers are no figures here.
    fn healed(&self, tokens: &[Token]) -> Vec<Token> {
        let mut healed: Vec<Token> = Vec::with_capacity(tokens.len());
        let torn = self.exact && !self.numbered.contains(&true);
        for (at, token) in tokens.iter().enumerate() {
            match healed.last_mut().filter(|_| torn && at > 1) {
                Some(head) if self.is_torn(head, token) => {
                    head.at = head.at.join(token.at);
                    head.kind = Kind::Figure;
                    head.to = token.to;
                }
                _ => healed.push(*token),
            }
        }
        healed
    }

    /// Whether one blank tore digits off a figure: 4 81.20, 481.2 0.
    fn is_torn(&self, head: &Token, rest: &Token) -> bool {
        let (digits, text) = (head.at.text(self.source), rest.at.text(self.source));
        if rest.from != head.to + 1 || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if digits.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() == 1) {
            return text.len() == 1;
        }
        let group = text.split(',').next().unwrap_or("").len();
        rest.kind == Kind::Figure
            && is_exact(text)
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
            && (!text.contains(',') || digits.len() + group <= 3)
    }

    /// Parts figures that stand on several sides with no name between them.
    fn apart(&self, mut group: Item) -> Vec<Item> {
        let page = self.places.get(group.page as usize);
        let starts: Vec<usize> = page.into_iter().flatten().skip(1).filter_map(|side| side[0]).collect();
        let side = |from: usize| starts.iter().filter(|&&start| start <= from).count();
        let bare = group.name.is_empty() && group.code.is_empty();
        let elsewhere = !bare && group.figures.first().is_some_and(|first| self.is_elsewhere(&group, first));
        if self.sides < 2 || group.figures.len() < 2 && !elsewhere {
            return vec![group];
        }
        let mut parts: Vec<Item> = Vec::new();
        let figures = std::mem::take(&mut group.figures);
        // a name and its first figure stand on one side, and no figure of it on one before that
        let of_name = if bare { 0 } else { self.side_of(&group) };
        let mut last = Some(of_name).filter(|_| !bare);
        let mut open = group.clone();
        for figure in figures {
            let own = open.figures.is_empty() && !bare && !(elsewhere && parts.is_empty());
            let at = if own { of_name } else { side(figure.from).max(of_name) };
            if last.is_some_and(|last| last != at) {
                parts.push(std::mem::replace(
                    &mut open,
                    Item { code: Vec::new(), name: Vec::new(), ..group.clone() },
                ));
                open.from = figure.from;
            }
            last = Some(at);
            open.to = figure.to;
            open.figures.push(figure);
        }
        parts.push(open);
        parts
    }

    /// Whether the first figure behind a name stands in the column of another side: its own cell is blank. A sum of several
    /// sides stands on the last of them.
    fn is_elsewhere(&self, group: &Item, figure: &Token) -> bool {
        let beside = TUNING.template_spaced_parting.beside;
        let own = self.side_of(group);
        let Some(page) = self.places.get(group.page as usize) else { return false };
        let Some((Some(end), Some(start))) =
            page.get(own).zip(page.get(own + 1)).map(|(own, next)| (own[1], next[0]))
        else {
            return false;
        };
        let ends = page.iter().skip(own + 1).filter_map(|side| side[1]);
        let sum = self.source.words.totals(&group.name(self.source));
        !sum && figure.from > end + beside
            && figure.from > start
            && ends.map(|end| end.abs_diff(figure.to)).min().is_some_and(|away| away <= beside)
    }

    /// 类 款 项 in front of the name of the total are the heads of the code.
    fn drop_code_heads(&self, group: &mut Item) {
        let is_head = |name: &&Span| self.source.words.is_code_part(&clean::key(name.text(self.source)));
        let heads = group.name.iter().take_while(is_head).count();
        if heads < group.name.len() {
            group.name.drain(..heads);
        }
    }

    /// Whether a whole number is a code or a part of one.
    fn is_code(&self, tokens: &[Token], at: usize, open: &Item) -> bool {
        let kind = |at: usize| tokens.get(at).map(|token| token.kind);
        let named = kind(at + 1) == Some(Kind::Name);
        let length: usize = open.code.iter().map(|part| part.len()).sum();
        match kind(at) {
            _ if !self.coded => false,
            Some(Kind::Code) => {
                let first = tokens.get(at).and_then(|token| token.at.text(self.source).bytes().next());
                let of_form = first.is_some_and(|first| self.classes.contains(&first));
                of_form && (self.exact || named)
                    || at == 0
                    || kind(at + 1) == Some(Kind::Part) && kind(at + 2) == Some(Kind::Name)
            }
            Some(Kind::Part) => {
                let goes_on = matches!(length, 3 | 5) && open.name.is_empty() && open.figures.is_empty();
                let more =
                    length == 3 && kind(at + 1) == Some(Kind::Part) && kind(at + 2) == Some(Kind::Name);
                let text = tokens.get(at).map_or("", |token| token.at.text(self.source));
                // no figure begins with 0 and has two digits, and none stands where parts of codes do
                let stands = || tokens.get(at).is_some_and(|token| self.parts.contains(&token.from));
                let part = self.exact || named || more || text.starts_with('0') || stands();
                text.len() == 2 && (goes_on && part || length == 0 && named && self.exact)
            }
            _ => false,
        }
    }

    /// Whether a name was set in characters far apart: 合     计.
    fn goes_on(&self, open: &Item, token: &Token) -> bool {
        let name = open.name(self.source);
        let page = self.places.get(open.page as usize);
        let mut starts = page.into_iter().flatten().skip(1).filter_map(|side| side[0]);
        if starts.any(|start| open.from < start && token.from * 2 > open.from + start) {
            // the ends of two names side by side
            return false;
        }
        let one = |text: &str| text.chars().count() == 1;
        let key = clean::key(token.at.text(self.source));
        self.sides == 1
            || one(&key)
                && name.chars().count() <= 3
                && open.name.iter().all(|part| one(part.text(self.source)))
            || self.source.words.is_code_part(&name)
    }

    /// Where the names of each side begin and its figures end on each page.
    fn measure(&self, lines: &[Line]) -> Vec<Vec<[Option<usize>; 2]>> {
        if self.sides < 2 {
            return Vec::new();
        }
        let pages = lines.last().map_or(0, |line| line.page as usize + 1);
        let mut found: Vec<Vec<[Vec<usize>; 2]>> = vec![vec![Default::default(); self.sides]; pages + 1];
        for line in lines {
            let groups = self.groups(line, 0);
            if groups.len() != self.sides {
                continue;
            }
            for (side, group) in groups.iter().enumerate() {
                for page in [line.page as usize, pages] {
                    let Some(places) = found.get_mut(page).and_then(|page| page.get_mut(side)) else {
                        continue;
                    };
                    if !(group.name.is_empty() && group.code.is_empty()) {
                        places[0].push(group.from);
                    }
                    if let Some(last) = group.figures.last() {
                        places[1].push(last.to);
                    }
                }
            }
        }
        let whole = found.pop().unwrap_or_default();
        let middle = |mut places: Vec<usize>| {
            places.sort_unstable();
            places.get(places.len() / 2).copied()
        };
        let whole: Vec<[Option<usize>; 2]> = whole.into_iter().map(|both| both.map(middle)).collect();
        let page = |page: Vec<[Vec<usize>; 2]>| -> Vec<[Option<usize>; 2]> {
            let sides = page.into_iter().zip(&whole);
            sides
                .map(|(both, all)| {
                    let [starts, ends] = both.map(middle);
                    [starts.or(all[0]), ends.or(all[1])]
                })
                .collect()
        };
        found.into_iter().map(page).collect()
    }

    /// The side of a group on a line that does not fill all sides.
    fn side_of(&self, group: &Item) -> usize {
        let near = self.near(group);
        if let Some((side, true)) = near {
            return side;
        }
        self.meant(group).or(near.map(|(side, _)| side)).unwrap_or(0)
    }

    /// The side to which a group stands nearest, and whether that is plain.
    fn near(&self, group: &Item) -> Option<(usize, bool)> {
        let page = self.places.get(group.page as usize)?;
        let named = !(group.name.is_empty() && group.code.is_empty());
        if !named && page.iter().any(|side| side[1].is_none()) {
            let starts: Vec<usize> = page.iter().skip(1).map(|side| side[0]).collect::<Option<_>>()?;
            return Some((starts.iter().filter(|&&start| start <= group.from).count(), true));
        }
        let at = if named { group.from } else { group.figures.last()?.to };
        let mut distances: Vec<(usize, usize)> = page
            .iter()
            .enumerate()
            .filter_map(|(side, place)| Some((place[usize::from(!named)]?.abs_diff(at), side)))
            .collect();
        distances.sort_unstable();
        let first = distances.first()?;
        let sure = distances.get(1).is_some_and(|second| first.0 * 2 < second.0);
        Some((first.1, sure))
    }

    /// The side that the code or the name tells.
    fn meant(&self, group: &Item) -> Option<usize> {
        let code: String = group.code.iter().map(|part| part.text(self.source)).collect();
        if !code.is_empty() {
            let class = code.get(..3).unwrap_or(&code);
            return self.last.iter().position(|last| last.code.starts_with(class));
        }
        let name = group.name(self.source);
        let number = Marker::at_start(&name, 0).map(|marker| marker.value);
        let follows = |last: &Last| number.is_some() && number == last.number.map(|last| last + 1);
        self.knowledge.side_among(&name, self.sides).or_else(|| {
            let mut sides = (0..self.last.len()).filter(|&side| follows(&self.last[side]));
            let first = sides.next();
            first.filter(|_| sides.next().is_none())
        })
    }

    fn note(&mut self, group: &Item, side: usize) {
        let name = group.name(self.source);
        let Some(last) = self.last.get_mut(side) else { return };
        last.number = Marker::at_start(&name, 0).map(|marker| marker.value).or(last.number);
        if !group.code.is_empty() {
            last.code = group.code.iter().map(|part| part.text(self.source)).collect();
        }
    }
}
