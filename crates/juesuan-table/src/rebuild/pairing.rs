//! The pairs of heads and columns with the least cost: how far a head stands from its column, and whether it names what
//! stands there.

use crate::table::Role;
use crate::tuning::rebuild::TUNING;

/// What a cell is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Code,
    Figure,
    Text,
}

/// What stands in a column of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Pile {
    pub(super) column: usize,
    /// The rows in which it is filled, in order.
    pub(super) rows: Vec<usize>,
    pub(super) codes: usize,
    pub(super) figures: usize,
    /// The figures that are two digits, which may be parts of a code.
    pub(super) pairs: usize,
    pub(super) texts: usize,
}

impl Pile {
    fn content(&self) -> Content {
        if self.codes > 0 && self.codes >= self.figures && self.codes >= self.texts {
            Content::Code
        } else if self.figures > self.texts {
            Content::Figure
        } else {
            Content::Text
        }
    }

    /// Whether no row fills both.
    fn is_apart(&self, other: &Self) -> bool {
        let mut rows = other.rows.iter().peekable();
        self.rows.iter().all(|row| {
            while rows.next_if(|other| *other < row).is_some() {}
            rows.peek() != Some(&row)
        })
    }
}

/// A head and the role that it announces.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) column: usize,
    pub(super) role: Option<Role>,
}

/// Where a column belongs: to a head, or right of one without being named.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Head(usize),
    /// The number of heads left of it, and its number among the columns there.
    Free(usize, usize),
}

/// What it costs to set this below a head of that role.
fn mismatch(content: Content, role: Option<Role>) -> usize {
    match (content, role) {
        (Content::Code, Some(Role::Code))
        | (Content::Text, Some(Role::Label | Role::Text))
        | (Content::Figure, Some(Role::Figure | Role::RowNumber | Role::Ordinal)) => 0,
        (_, None) => TUNING.pairing.no_role,
        (Content::Code, Some(Role::Label)) | (Content::Text, Some(Role::Code)) => TUNING.pairing.near_role,
        (Content::Text, Some(_)) => TUNING.pairing.text_role,
        (Content::Code, Some(_)) => TUNING.pairing.code_role,
        (Content::Figure, Some(_)) => TUNING.pairing.figure_role,
    }
}

/// The place of each column, from left to right; `widths` are those of the page and of the header.
pub(super) fn pair(piles: &[Pile], leaves: &[Leaf], (page, head): (usize, usize)) -> Vec<Place> {
    let scaled = |column: usize| {
        if page < head && page > 1 { column * (head - 1) / (page - 1) } else { column }
    };
    // best[j]: the least cost of the columns so far, the last of which that has a head has the one before j
    let mut best: Vec<Option<(usize, Vec<Place>)>> = vec![None; leaves.len() + 1];
    best[0] = Some((0, Vec::new()));
    for (at, pile) in piles.iter().enumerate() {
        let own = leaves.iter().any(|leaf| leaf.column == scaled(pile.column));
        let mut next: Vec<Option<(usize, Vec<Place>)>> = vec![None; leaves.len() + 1];
        for (last, state) in best.iter().enumerate() {
            let Some((cost, places)) = state else { continue };
            let mut offer = |to: usize, more: usize, place: Place| {
                let total = cost + more;
                if next[to].as_ref().is_none_or(|(known, _)| total < *known) {
                    let mut places = places.clone();
                    places.push(place);
                    next[to] = Some((total, places));
                }
            };
            let free = places.iter().filter(|place| matches!(place, Place::Free(left, _) if *left == last));
            let free = Place::Free(last, free.count());
            offer(last, if own { TUNING.pairing.leave_own } else { TUNING.pairing.leave }, free);
            for (index, leaf) in leaves.iter().enumerate().skip(last.saturating_sub(1)) {
                let shared = places.iter().zip(piles).filter(|(place, _)| **place == Place::Head(index));
                let mut shared = shared.map(|(_, other)| other).peekable();
                let share = if shared.peek().is_some() { TUNING.pairing.share } else { 0 };
                let closed = matches!(places.last(), Some(Place::Free(..))) && share > 0;
                if closed || !shared.all(|other| other.is_apart(pile)) {
                    continue;
                }
                let far = scaled(pile.column).abs_diff(leaf.column).min(TUNING.pairing.farthest);
                offer(index + 1, far + share + mismatch(pile.content(), leaf.role), Place::Head(index));
            }
        }
        debug_assert!(next.iter().flatten().all(|(_, places)| places.len() == at + 1));
        best = next;
    }
    let least = best.into_iter().flatten().min_by_key(|(cost, _)| *cost);
    least.map_or_else(Vec::new, |(_, places)| places)
}

/// The columns of all pages from left to right: the heads, and what no head names.
pub(super) struct Order {
    places: Vec<Place>,
}

impl Order {
    pub(super) fn of(leaves: &[Leaf], paired: &[Vec<Place>]) -> Self {
        let heads = (0..leaves.len()).map(Place::Head);
        let free = paired.iter().flatten().copied().filter(|place| matches!(place, Place::Free(..)));
        let mut places: Vec<Place> = heads.chain(free).collect();
        let key = |place: &Place| match *place {
            Place::Head(index) => (index + 1, 0),
            Place::Free(left, number) => (left, number + 1),
        };
        places.sort_by_key(key);
        places.dedup();
        Self { places }
    }

    pub(super) fn of_leaf(&self, leaf: usize) -> usize {
        self.at(Place::Head(leaf))
    }

    pub(super) fn at(&self, place: Place) -> usize {
        self.places.iter().position(|other| *other == place).unwrap_or(0)
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }
}
