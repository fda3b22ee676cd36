//! Which lines of a side make one row.
//!
//! Blank lines are walls. Between two of them a code, a name and figures that do not meet twice are one row however they
//! are set; elsewhere codes and figures make the rows, and the lines of names between them are shared out for all rows at
//! once.

use juesuan_segment::Span;

use super::super::fitted::Side;
use super::super::tokens::{Token, begins_item};
use super::super::{Knowledge, shares};
use super::item::{Item, is_numbered, text_of};
use crate::cell::clean;
use crate::text::Text;
use crate::tuning::template::TUNING;

/// A row of one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Core {
    pub(super) line: Span,
    pub(super) order: usize,
    pub(super) page: u32,
    block: u32,
    pub(super) code: Vec<Span>,
    pub(super) name: Vec<Span>,
    pub(super) figures: Vec<Token>,
    /// The number of the line in the form.
    pub(super) number: Option<Span>,
}

impl Core {
    fn of(item: Item) -> Self {
        Self {
            line: item.line,
            order: item.order,
            page: item.page,
            block: item.block,
            code: item.code,
            name: item.name,
            figures: item.figures,
            number: item.number,
        }
    }

    fn is_valued(&self) -> bool {
        !self.figures.is_empty() || self.number.is_some()
    }

    /// Whether it has its name and its figures.
    fn is_whole(&self) -> bool {
        !self.name.is_empty() && !self.figures.is_empty()
    }

    fn add(&mut self, item: Item) {
        self.line = self.line.join(item.line);
        self.code.extend(item.code);
        self.name.extend(item.name);
        self.figures.extend(item.figures);
        self.number = self.number.or(item.number);
    }
}

/// The rows of a side.
///
/// `above` says that figures stand above their names.
pub(super) fn cores(
    source: &Text<'_>,
    items: Vec<Item>,
    side: &Side,
    above: bool,
    knowledge: &Knowledge<'_>,
) -> Vec<Core> {
    let names = items.iter().flat_map(|item| &item.name);
    let widest = names.map(|name| name.text(source).chars().count()).max().unwrap_or(0);
    let stack = Stack { source, coded: side.code.is_some(), above, knowledge, widest };
    let mut cores: Vec<Core> = Vec::new();
    // lines of names, each with the number of rows above it
    let mut loose: Vec<(usize, Item)> = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some(first) = items.next() {
        let mut block = vec![first];
        while let Some(next) = items.next_if(|next| next.block == block[0].block) {
            block.push(next);
        }
        if block.len() > 1 && stack.is_one_row(&block) {
            let mut block = block.into_iter();
            let order = block.as_slice().first().map_or(0, |item| item.begins);
            let mut core = block.next().map(Core::of).unwrap_or_default();
            core.order = order;
            block.for_each(|item| core.add(item));
            cores.push(core);
        } else {
            stack.rows(block, &mut cores, &mut loose);
        }
    }
    stack.share(&mut cores, loose);
    stack.untangle(&mut cores);
    // numbers of empty lines
    cores.retain(|core| !(core.code.is_empty() && core.name.is_empty() && core.figures.is_empty()));
    cores
}

struct Stack<'a> {
    source: &'a Text<'a>,
    coded: bool,
    above: bool,
    knowledge: &'a Knowledge<'a>,
    /// The characters of the longest line of a name.
    widest: usize,
}

impl Stack<'_> {
    /// Whether the lines between two blank ones say one thing.
    fn is_one_row(&self, block: &[Item]) -> bool {
        let valued = block.iter().filter(|item| item.is_valued()).count();
        let whole = |item: &&Item| item.code.first().is_some_and(|code| code.len() >= 3);
        let codes = block.iter().filter(whole).count();
        let names = block.iter().filter(|item| !item.name.is_empty());
        let free = names.clone().filter(|item| self.stands_alone(item)).count();
        if valued > 1 || codes > 1 || free > 1 {
            return false;
        }
        if self.coded {
            return codes == 1 || valued == 1 && names.count() == 1;
        }
        names.count() == 1 && block.iter().all(|item| item.name.is_empty() || !item.is_valued())
    }

    /// Whether a name is the whole name of a row or begins one.
    fn stands_alone(&self, item: &Item) -> bool {
        let name = item.name(self.source);
        begins_item(&name)
            || is_numbered(&name)
            || self.source.words.totals(&name)
            || self.knowledge.is_row(&name)
    }

    /// Whether a name that is no row goes on beside the figures on the line below: 七、文化体 above 育与传媒支 80.00.
    fn goes_on_in(&self, item: &Item, below: Option<&Item>) -> bool {
        let name = item.name(self.source);
        let begins = begins_item(&name) && !self.knowledge.is_row(&name);
        begins
            && below
                .is_some_and(|below| below.is_valued() && !below.name.is_empty() && !self.stands_alone(below))
    }

    /// The rows of lines that are several.
    fn rows(&self, block: Vec<Item>, cores: &mut Vec<Core>, loose: &mut Vec<(usize, Item)>) {
        let first = cores.len();
        let alone = block.len() == 1;
        let mut items = block.into_iter().peekable();
        while let Some(item) = items.next() {
            let figures_follow = items.peek().is_some_and(|next| next.is_bare() && next.is_valued());
            let total = figures_follow && self.source.words.totals(&item.name(self.source));
            let below_whole = cores.last().is_some_and(Core::is_whole);
            let last = cores.len().checked_sub(1).filter(|&last| last >= first);
            let open = last.and_then(|last| cores.get_mut(last));
            match open {
                Some(core) if self.goes_with(core, &item) => core.add(item),
                _ if !item.code.is_empty() || item.is_valued() => cores.push(Core::of(item)),
                // between blank lines, below a row that has its name and its figures
                _ if total
                    || alone && below_whole && !self.coded
                    || self.stands_alone(&item) && !self.coded && !self.goes_on_in(&item, items.peek())
                    || alone && self.stands_alone(&item) =>
                {
                    cores.push(Core::of(item));
                }
                _ => {
                    loose.push((cores.len(), item));
                    cores.extend(self.whole(loose));
                }
            }
        }
    }

    /// Whether a line is a part of the row above it.
    fn goes_with(&self, core: &Core, item: &Item) -> bool {
        let numbered_both = core.number.is_some() && item.number.is_some();
        let total = || self.source.words.totals(&item.name(self.source));
        // a code or a name, and its figures on the line below
        let figures = core.figures.is_empty()
            && item.is_valued()
            && !numbered_both
            && item.code.is_empty()
            && (item.name.is_empty() || core.name.is_empty() && !total())
            && !(self.above && item.is_bare());
        // a code and a name, and the end of that name beside the figures below
        let end = self.coded
            && !core.code.is_empty()
            && !core.name.is_empty()
            && core.figures.is_empty()
            && item.code.is_empty()
            && item.is_valued()
            && !item.name.is_empty()
            && !self.stands_alone(item);
        // figures, and their code or name on the line below
        let named = core.code.is_empty()
            && core.name.is_empty()
            && item.figures.is_empty()
            && !numbered_both
            && (!item.code.is_empty() || self.above && self.stands_alone(item));
        // the other part of a code
        let part = !core.is_valued()
            && core.name.is_empty()
            && item.code.first().is_some_and(|code| code.len() == 2);
        // the end of a name around its figures, though it is a name by itself too
        let tail = || !self.coded && item.is_tail() && self.is_whole_with(core, item);
        figures || end || named || part || tail()
    }

    /// Whether a line is the end of the name of a row: together they are a row of the form, and the name above is none.
    fn is_whole_with(&self, core: &Core, item: &Item) -> bool {
        let (name, rest) = (text_of(self.source, &core.name), item.name(self.source));
        !name.is_empty()
            && core.is_valued()
            && !begins_item(&rest)
            && (begins_item(&name) || !self.knowledge.is_row(&name))
            && self.knowledge.is_row(&format!("{name}{rest}"))
    }

    /// The row of a form without codes whose whole name the last lines of names are.
    fn whole(&self, loose: &mut Vec<(usize, Item)>) -> Option<Core> {
        let (last, item) = loose.last().filter(|_| !self.coded)?;
        let near = |(at, other): &&(usize, Item)| at == last && other.block == item.block;
        let lines = loose.iter().rev().take(TUNING.template_spaced_stack.lines).take_while(near).count();
        let from = (2..=lines).map(|lines| loose.len() - lines).find(|&from| {
            let names: Vec<Span> = loose[from..].iter().flat_map(|(_, item)| item.name.clone()).collect();
            self.knowledge.is_row(&text_of(self.source, &names))
        })?;
        let mut parts = loose.drain(from..).map(|(_, item)| item);
        let mut core = Core::of(parts.next()?);
        parts.for_each(|item| core.add(item));
        Some(core)
    }

    /// Decides for all rows at once which lines of names belong to the row above and which to the one below: as many
    /// stand above the figures of a row as below them, together they are a name that its code has elsewhere, and no blank
    /// line stands between.
    fn share(&self, cores: &mut Vec<Core>, loose: Vec<(usize, Item)>) {
        let mut gaps: Vec<Vec<Item>> = vec![Vec::new(); cores.len() + 1];
        let mut free: Vec<Item> = Vec::new();
        for (at, item) in loose {
            if let Some(gap) = gaps.get_mut(at) {
                gap.push(item);
            }
        }
        for gap in &mut gaps {
            if gap.len() > TUNING.template_spaced_stack.most_loose {
                free.append(gap);
            }
        }
        let counts: Vec<usize> = gaps.iter().map(Vec::len).collect();
        let shares = shares::shares(&counts, 10, |at, share| {
            self.cost(&cores[at], &gaps[at][share.upper..], &gaps[at + 1][..share.below])
        });
        for ((core, share), around) in cores.iter_mut().zip(shares).zip(gaps.windows(2)) {
            let (above, below) = (&around[0][share.upper..], &around[1][..share.below]);
            let own = std::mem::take(&mut core.name);
            let names = |items: &[Item]| items.iter().flat_map(|item| item.name.clone()).collect::<Vec<_>>();
            core.name = names(above).into_iter().chain(own).chain(names(below)).collect();
            for item in above.iter().chain(below) {
                core.line = core.line.join(item.line);
            }
        }
        cores.extend(free.into_iter().map(Core::of));
        cores.sort_by_key(|core| core.order);
    }

    /// Parts the names of rows whose lines stand among each other, where that gives names that are known.
    fn untangle(&self, cores: &mut [Core]) {
        for at in 0..cores.len() {
            if cores[at].name.is_empty() || self.is_known(&cores[at], &cores[at].name) {
                continue;
            }
            let mut near = (at + 1..cores.len().min(at + 1 + TUNING.template_spaced_stack.near))
                .filter(|&other| !cores[other].name.is_empty());
            let parted = near.find_map(|other| Some((other, self.part(&cores[at], &cores[other])?)));
            if let Some((other, [own, rest])) = parted {
                cores[at].name = own;
                cores[other].name = rest;
            }
        }
    }

    /// The lines of two names, parted so that the first is known and the second, if it can be.
    fn part(&self, one: &Core, other: &Core) -> Option<[Vec<Span>; 2]> {
        let mut lines: Vec<Span> = one.name.iter().chain(&other.name).copied().collect();
        if lines.len() > TUNING.template_spaced_stack.most_loose {
            return None;
        }
        lines.sort_unstable_by_key(|line| line.start);
        let was_known = self.is_known(other, &other.name);
        if !was_known && other.code.is_empty() && self.is_known(one, &lines) {
            return Some([lines, Vec::new()]);
        }
        // names that nobody knows end as names do
        let unknown = |core: &Core| !core.code.is_empty() && !self.has_names(core);
        let ends = |name: &[Span]| self.source.words.ends_name(&text_of(self.source, name));
        if unknown(one) && unknown(other) {
            let tangled = lines.len() == 4
                && one.name.len() == 3
                && !ends(&one.name[..2])
                && !self.has_beside_code(one, one.name[1]);
            let [own, rest] = [vec![lines[0], *lines.get(2)?], vec![lines[1], *lines.get(3)?]];
            return (tangled && ends(&own) && ends(&rest)).then_some([own, rest]);
        }
        // the row above has the first line
        let ways = (1..(1_usize << lines.len()) - 1).step_by(2).map(|way| {
            let of = |first: bool| {
                let lines = lines.iter().enumerate().filter(|(at, _)| (way >> at & 1 == 1) == first);
                lines.map(|(_, line)| *line).collect::<Vec<_>>()
            };
            [of(true), of(false)]
        });
        let mut whole = None;
        for [own, rest] in ways.filter(|[own, _]| self.is_known(one, own)) {
            if self.is_known(other, &rest) {
                return Some([own, rest]);
            }
            whole = whole.or((!was_known).then_some([own, rest]));
        }
        whole
    }

    /// Whether other tables or the vocabulary name the code of a row.
    fn has_names(&self, core: &Core) -> bool {
        let digits: String = core.code.iter().map(|part| part.text(self.source)).collect();
        self.knowledge.names_of(&digits).next().is_some()
    }

    /// Whether a part of a name stands on the line of the code: between a first part above it and a last one below.
    fn has_beside_code(&self, core: &Core, name: Span) -> bool {
        let before = core.code.first().filter(|code| code.start < name.start);
        before.is_some_and(|code| !code.join(name).text(self.source).contains('\n'))
    }

    /// Whether a row is known by this name: its code has it elsewhere, or the form has it.
    fn is_known(&self, core: &Core, name: &[Span]) -> bool {
        let name = text_of(self.source, name);
        if core.code.is_empty() {
            return self.knowledge.is_row(&name);
        }
        let digits: String = core.code.iter().map(|part| part.text(self.source)).collect();
        self.knowledge.names_of(&digits).any(|known| clean::key(known) == name)
    }

    /// What it costs that a name breaks where its line has room for more.
    fn breaks_early(&self, core: &Core, above: &[Item], below: &[Item]) -> u32 {
        let width = |names: &[Span]| -> usize {
            names.iter().map(|name| name.text(self.source).chars().count()).sum()
        };
        let own = Some(&core.name).filter(|name| !name.is_empty()).map(|name| width(name));
        let lines: Vec<usize> = above
            .iter()
            .map(|item| width(&item.name))
            .chain(own)
            .chain(below.iter().map(|item| width(&item.name)))
            .collect();
        let short = lines
            .iter()
            .rev()
            .skip(1)
            .filter(|&&line| line + TUNING.template_spaced_stack.room < self.widest)
            .count();
        u32::try_from(short * 6).unwrap_or(u32::MAX)
    }

    /// How badly these lines above and below a row go with it.
    fn cost(&self, core: &Core, above: &[Item], below: &[Item]) -> u32 {
        let lines = || above.iter().chain(below);
        let walls =
            u32::try_from(lines().filter(|item| item.block != core.block).count()).unwrap_or(u32::MAX);
        let none = above.is_empty() && below.is_empty();
        let uneven =
            shares::unevenness(!core.name.is_empty(), !core.code.is_empty(), above.len(), below.len());
        let uneven =
            uneven + walls * TUNING.template_spaced_stack.wall + self.breaks_early(core, above, below);
        let parts: Vec<Span> = above
            .iter()
            .flat_map(|item| item.name.iter().copied())
            .chain(core.name.iter().copied())
            .chain(below.iter().flat_map(|item| item.name.iter().copied()))
            .collect();
        let name = text_of(self.source, &parts);
        let digits: String = core.code.iter().map(|part| part.text(self.source)).collect();
        if digits.is_empty() {
            let total = core
                .name
                .first()
                .is_some_and(|name| self.source.words.totals(&clean::key(name.text(self.source))));
            if total && !none {
                return uneven + 20;
            }
            let known = !none && self.knowledge.is_row(&name);
            return if known { walls * TUNING.template_spaced_stack.wall } else { uneven };
        }
        let known: Vec<&str> = self.knowledge.names_of(&digits).collect();
        match known.iter().any(|known| clean::key(known) == name) {
            true => walls * TUNING.template_spaced_stack.wall / 2,
            false if known.is_empty() => uneven,
            false => uneven + 12,
        }
    }
}
