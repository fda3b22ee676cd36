//! Which columns have the figures of another table one row further, or one column to the side.

use juesuan_model::{Decimal, Measure, TableId};

use super::column::{ALIKE, KINDS, Printed};
use crate::FigureId;
use crate::statement_index::{Book, Sheet};
use crate::tuning::TUNING;

/// In which share of the figures that differ between the first and the last moved one they are taken to have moved. Amounts
/// that differ without having moved are those of which the two tables print other funds.
const SHARE: (usize, usize) = (3, 5);

/// Where figures have gone.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    /// Into the column of the first measure from that of the second.
    Aside(Measure, Measure),
}

/// A table whose figures have moved, and the one that has them in their places.
pub(super) struct Slip {
    pub(super) moved: TableId,
    pub(super) right: TableId,
    pub(super) way: Way,
    /// The column, where the others of the table have not moved.
    pub(super) column: Option<Measure>,
    pub(super) figures: Vec<FigureId>,
}

/// A table with its columns by kind.
struct Columns<'b> {
    sheet: &'b Sheet<'b>,
    kinds: Vec<Printed>,
}

/// All pairs of tables of which one of `failing` has the figures of the other one row or one column further.
pub(super) fn slips(book: &Book<'_>, failing: &[TableId]) -> Vec<Slip> {
    if failing.is_empty() {
        return Vec::new();
    }
    let fits = |sheet: &&Sheet<'_>| sheet.coded().len() >= TUNING.moved.least && sheet.has_unique_codes();
    let columns = |sheet| Columns {
        sheet,
        kinds: KINDS.iter().map(|kind| Printed::of(book, sheet, &measures(kind))).collect(),
    };
    let sheets: Vec<Columns<'_>> = book.sheets().iter().filter(fits).map(columns).collect();
    let pairs = || sheets.iter().flat_map(|moved| sheets.iter().map(move |right| (moved, right)));
    let pairs = || {
        pairs().filter(|(moved, right)| {
            moved.sheet.id() != right.sheet.id() && failing.contains(&moved.sheet.id())
        })
    };
    let rows = pairs().filter_map(|(moved, right)| along_rows(moved, right));
    rows.chain(pairs().filter_map(|(moved, right)| aside(book, moved, right))).collect()
}

fn measures(keys: &[&str]) -> Vec<Measure> {
    keys.iter().filter_map(|key| Measure::named(key).ok()).collect()
}

/// The column with most figures that stand one row too high or too low.
fn along_rows(moved: &Columns<'_>, right: &Columns<'_>) -> Option<Slip> {
    let mut found: Vec<(usize, bool, Vec<FigureId>)> = Vec::new();
    for (own, other) in ALIKE {
        let Some((here, there)) = moved.kinds.get(own).zip(right.kinds.get(other)) else { continue };
        if let Some((up, figures)) = between(here, there) {
            found.push((own, up, figures));
        }
    }
    found.sort_by_key(|(kind, _, figures)| (std::cmp::Reverse(figures.len()), *kind));
    let mut kinds: Vec<usize> = found.iter().map(|(kind, ..)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let several = moved.kinds.iter().filter(|column| column.measure.is_some()).count() > 1;
    let (kind, up, figures) = found.into_iter().next()?;
    let column = moved.kinds.get(kind).and_then(|column| column.measure);
    Some(Slip {
        moved: moved.sheet.id(),
        right: right.sheet.id(),
        way: if up { Way::Up } else { Way::Down },
        column: column.filter(|_| several && kinds.len() == 1),
        figures,
    })
}

fn between(moved: &Printed, right: &Printed) -> Option<(bool, Vec<FigureId>)> {
    let value = |at: Option<usize>| right.beside(moved, at);
    let mut differ: Vec<usize> = Vec::new();
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for (at, (_, here)) in moved.rows.iter().enumerate() {
        let Some((id, here)) = here.filter(|(_, here)| !here.is_zero()) else { continue };
        if value(Some(at)) == Some(here) {
            continue;
        }
        differ.push(at);
        if value(at.checked_add(1)) == Some(here) {
            up.push((at, id, here));
        }
        if value(at.checked_sub(1)) == Some(here) {
            down.push((at, id, here));
        }
    }
    let is_up = up.len() >= down.len();
    let found = if is_up { up } else { down };
    let (first, last) = (found.first()?.0, found.last()?.0);
    let within = differ.iter().filter(|at| (first..=last).contains(*at)).count();
    let values = found.iter().map(|(.., value)| *value).collect();
    is_clear(found.len(), within, values).then(|| (is_up, found.into_iter().map(|(_, id, _)| id).collect()))
}

fn is_clear(found: usize, differ: usize, mut values: Vec<Decimal>) -> bool {
    values.sort_unstable();
    values.dedup();
    found >= TUNING.moved.least && values.len() >= TUNING.moved.values && found * SHARE.1 >= differ * SHARE.0
}

/// Figures that stand in the column beside the one where another table has them, of cells that the format itself gives.
fn aside(book: &Book<'_>, moved: &Columns<'_>, right: &Columns<'_>) -> Option<Slip> {
    let measures = moved.sheet.measures();
    let neighbours = measures.windows(2).flat_map(|pair| match *pair {
        [left, right] => vec![(left, right), (right, left)],
        _ => Vec::new(),
    });
    // a total has no column beside it that is like it
    let is_whole = |measure: Measure| KINDS.first().is_some_and(|whole| whole.contains(&measure.as_str()));
    let mut best: Option<Slip> = None;
    for (home, away) in neighbours.filter(|(home, away)| !is_whole(*home) && !is_whole(*away)) {
        let Some(slip) = moved_aside(book, (moved, right), home, away) else { continue };
        if best.as_ref().is_none_or(|known| known.figures.len() < slip.figures.len()) {
            best = Some(slip);
        }
    }
    best
}

fn moved_aside(
    book: &Book<'_>,
    (moved, right): (&Columns<'_>, &Columns<'_>),
    home: Measure,
    away: Measure,
) -> Option<Slip> {
    let kind = KINDS.iter().position(|kind| kind.contains(&home.as_str()))?;
    let (_, other) = *ALIKE.iter().find(|(own, other)| {
        *own == kind && right.kinds.get(*other).is_some_and(|column| column.measure.is_some())
    })?;
    let there = right.kinds.get(other)?;
    // cells that the format itself gives, of which nearly all tables have none
    (moved.kinds.get(kind)?.is_given && there.is_given).then_some(())?;
    let at_home = Printed::of(book, moved.sheet, &[home]);
    let aside = Printed::of(book, moved.sheet, &[away]);
    let (mut differ, mut found) = (0, Vec::new());
    for ((code, here), (_, beside)) in at_home.rows.iter().zip(&aside.rows) {
        let Some(wanted) = there.at(*code).filter(|wanted| !wanted.is_zero()) else { continue };
        if here.is_some_and(|(_, here)| here == wanted) {
            continue;
        }
        differ += 1;
        found.extend(beside.filter(|(_, beside)| *beside == wanted));
    }
    let values = found.iter().map(|(_, value)| *value).collect();
    is_clear(found.len(), differ, values).then(|| Slip {
        moved: moved.sheet.id(),
        right: right.sheet.id(),
        way: Way::Aside(away, home),
        column: None,
        figures: found.into_iter().map(|(id, _)| id).collect(),
    })
}
