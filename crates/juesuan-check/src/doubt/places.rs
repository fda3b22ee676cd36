//! Figures that stand where they cannot belong.

use std::sync::LazyLock;

use juesuan_model::{Cell, Code, ColumnIndex, Decimal, Item, Measure, Row, RowIndex, Table};

use crate::quick::QuickMap;
use crate::tuning::TUNING;

/// Rows of which the figures count the columns: 1 2 3 4 is no amount of money.
pub(super) fn column_numbers(table: &Table) -> impl Iterator<Item = RowIndex> {
    table.row_indices().filter(move |&row| {
        let figures = || table.cells_of(row).iter().filter_map(Cell::number);
        // most rows begin with a figure that has decimals
        figures().all(|figure| figure.scale() == 0 && !figure.is_sign_negative())
            && figures().count() >= TUNING.doubt_places.fewest
            && figures().zip(figures().skip(1)).all(|(left, right)| right - left == Decimal::ONE)
    })
}

/// Whether a row of the classification has a figure in a column where the row above it in the classification has none, and
/// none where that one has its own: an amount must be in what it is a part of, so that one of them was set beside its column.
pub(super) fn contradict(table: &Table) -> bool {
    let mut columns: QuickMap<Code, Vec<ColumnIndex>> = QuickMap::default();
    for (row, printed) in table.indexed_rows() {
        let Some(code) = printed.code else { continue };
        let figures = table.cells_of(row).iter().filter(|cell| cell.number().is_some_and(|n| !n.is_zero()));
        let mut figures: Vec<ColumnIndex> = figures.map(|cell| cell.column).collect();
        figures.sort_unstable();
        columns.entry(code).or_insert(figures);
    }
    columns.iter().any(|(code, own)| {
        let Some(above) = code.parent().and_then(|parent| columns.get(&parent)) else { return false };
        let apart = own.iter().zip(above).filter(|(left, right)| left != right).count();
        own.len() == above.len() && own.len() > 1 && apart == 1
    })
}

/// Rows with two figures in one column: one of them belongs to the column beside it.
pub(super) fn crowded(table: &Table) -> impl Iterator<Item = RowIndex> {
    // the cells of a row stand in the order of their columns
    let is_doubled = |cells: &[Cell]| cells.array_windows().any(|[left, right]| left.column == right.column);
    table.row_indices().filter(move |&row| is_doubled(table.cells_of(row)))
}

/// Rows of which the figures go on in the next row, which has no name: their last digits stand there.
pub(super) fn torn(table: &Table) -> impl Iterator<Item = RowIndex> {
    let figures =
        |row: RowIndex| table.cells_of(row).iter().filter_map(|cell| Some((cell.column, cell.number()?)));
    let whole = move |row: RowIndex, column: ColumnIndex| {
        figures(row).any(|(other, figure)| other == column && figure.scale() == 0 && !figure.is_zero())
    };
    table
        .row_indices()
        .zip(table.indexed_rows().skip(1))
        .filter(move |&(above, (row, printed))| {
            let nameless = printed.code.is_none() && printed.label.trim().is_empty();
            let mut rest = figures(row).peekable();
            nameless
                && rest.peek().is_some()
                && rest.all(|(column, figure)| figure.scale() > 0 && whole(above, column))
        })
        .flat_map(|(above, (row, _))| [above, row])
}

/// Rows with figures that have neither code nor name, below the first row, and those of the lines above and below them: a
/// figure may have lost its row, or a row the end of its figures. Where positions decide, a name that means nothing may be
/// the beginning of the next one.
pub(super) fn nameless(table: &Table, is_positioned: bool) -> Vec<RowIndex> {
    let is_filled = |row: usize| has_amount(table, RowIndex::new(row));
    let is_nameless = |row: &Row| {
        let means_nothing = row.code.is_none() && row.item.is_none() && row.measure.is_none();
        means_nothing && (is_positioned || row.label.trim().is_empty())
    };
    let rows = table.rows();
    // the first row may be the total, which needs no name
    let first = (0..rows.len()).find(|at| is_filled(*at)).unwrap_or(rows.len());
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate().skip(first + 1) {
        if !(is_nameless(row) && is_filled(at)) {
            continue;
        }
        let before = rows.get(..at).unwrap_or_default().iter().rev().map(|other| other.line);
        let behind = rows.get(at + 1..).unwrap_or_default().iter().map(|other| other.line);
        let (above, below) = (beside(row.line, before), beside(row.line, behind));
        found.extend(at - above..=at + below);
    }
    found.into_iter().map(RowIndex::new).collect()
}

/// How many rows there are on the line of a row, and on the next line beside it.
fn beside(line: u32, others: impl Iterator<Item = u32>) -> usize {
    let mut next = None;
    others.take_while(|other| *other == line || *next.get_or_insert(*other) == *other).count()
}

fn has_amount(table: &Table, row: RowIndex) -> bool {
    table.cells_of(row).iter().any(|cell| cell.number().is_some_and(|figure| !figure.is_zero()))
}

/// Rows of which the total stands beside no part of it, or a part beside no total: positions have put a figure into the
/// column beside its own.
pub(super) fn partial(table: &Table) -> Vec<RowIndex> {
    let totals = [Measure::EXPENDITURE, Measure::INCOME, Measure::FINAL];
    let whole = table.columns().iter().position(|column| column.measure.is_some_and(|m| totals.contains(&m)));
    let Some(whole) = whole else { return Vec::new() };
    let filled = |row: RowIndex| {
        let cells = table.cells_of(row).iter().filter(|cell| cell.number().is_some_and(|n| !n.is_zero()));
        let (own, parts): (Vec<&Cell>, Vec<&Cell>) = cells.partition(|cell| cell.column.get() == whole);
        (!own.is_empty(), !parts.is_empty())
    };
    // a form may print no parts at all
    if !table.row_indices().any(|row| filled(row) == (true, true)) {
        return Vec::new();
    }
    table.row_indices().filter(|row| matches!(filled(*row), (true, false) | (false, true))).collect()
}

/// Rows in which two figures side by side have the digits of a third: it was torn, and each half stands in a column.
pub(super) fn halved(table: &Table) -> impl Iterator<Item = RowIndex> {
    table.row_indices().filter(move |&row| {
        let figures = || table.cells_of(row).iter().filter_map(Cell::number);
        // a whole number before one with decimals: hardly any row has that
        let mut pairs = figures()
            .zip(figures().skip(1))
            .filter(|(left, right)| left.scale() == 0 && right.scale() > 0 && !left.is_zero());
        pairs.any(|(left, right)| figures().any(|whole| are_halves(left, right, whole)))
    })
}

/// Whether the digits of two figures, and zeros between them, are those of another.
fn are_halves(left: Decimal, right: Decimal, whole: Decimal) -> bool {
    if left.scale() > 0 || right.scale() == 0 || left.is_zero() || right.is_zero() || whole <= left {
        return false;
    }
    let (left, right, whole) = (left.to_string(), right.to_string(), whole.to_string());
    let between = whole.strip_prefix(left.as_str()).and_then(|rest| rest.strip_suffix(right.as_str()));
    between.is_some_and(|between| between.chars().all(|c| c == '0'))
}

/// Whether what a row of the classification lacks in one column stands in another: the parts of its sum were set beside each
/// other's place.
pub(super) fn are_displaced(table: &Table) -> bool {
    let mut own: QuickMap<Option<Code>, QuickMap<ColumnIndex, Decimal>> = QuickMap::default();
    let mut parts: QuickMap<Option<Code>, QuickMap<ColumnIndex, Decimal>> = QuickMap::default();
    let has_codes = table.rows().iter().any(|row| row.code.is_some());
    let total = |item: Item| if has_codes { item.is_total() } else { Some(item) == *OF_YEAR };
    for (row, printed) in table.indexed_rows() {
        // classes of the summaries are named and bear no code
        let code = printed.code.or_else(|| printed.item.and_then(Item::code));
        let is_total = code.is_none() && printed.item.is_some_and(total);
        if code.is_none() && !is_total {
            continue;
        }
        for cell in table.cells_of(row) {
            let Some(figure) = cell.number() else { continue };
            *own.entry(code).or_default().entry(cell.column).or_default() += figure;
            if let Some(code) = code {
                *parts.entry(code.parent()).or_default().entry(cell.column).or_default() += figure;
            }
        }
    }
    own.iter().any(|(code, own)| {
        let Some(parts) = parts.get(code) else { return false };
        let columns = own.keys().chain(parts.keys().filter(|column| !own.contains_key(*column)));
        let of = |figures: &QuickMap<ColumnIndex, Decimal>, column: &ColumnIndex| {
            figures.get(column).copied().unwrap_or_default()
        };
        let gaps: Vec<Decimal> = columns.map(|column| of(own, column) - of(parts, column)).collect();
        cancel_out(gaps)
    })
}

/// Whether a form that divides its expenditure in two ways has in the one too much what it lacks in the other.
pub(super) fn are_between_sides(table: &Table) -> bool {
    let (mut whole, mut by_class, mut by_use) = (None, Decimal::ZERO, Decimal::ZERO);
    for (row, printed) in table.indexed_rows() {
        let figure = || table.cells_of(row).iter().filter_map(Cell::number).next_back();
        let Some((item, figure)) = printed.item.zip(figure()) else { continue };
        let is_use = || item.line_key().is_some_and(|key| USES.contains(&key));
        if Some(item) == *OF_YEAR {
            whole = Some(figure);
        } else if item.code().is_some() {
            by_class += figure;
        } else if is_use() {
            by_use += figure;
        }
    }
    let both = !by_class.is_zero() && !by_use.is_zero();
    whole.is_some_and(|whole| both && whole != by_class && whole - by_class == by_use - whole)
}

/// Rows across the three public expenses that leave cells blank, and whose total is not what they add up to: order alone
/// has put the figures below their heads.
pub(super) fn packed(table: &Table) -> impl Iterator<Item = RowIndex> {
    let columns = table.columns().iter().filter(|column| column.item.is_some()).count();
    let is_any = |item: Item, keys: &[&str]| item.line_key().is_some_and(|key| keys.contains(&key));
    table.row_indices().filter(move |&row| {
        let figures = table
            .cells_of(row)
            .iter()
            .filter_map(|cell| Some((table.column(cell.column)?.item?, cell.number()?)));
        let figures: Vec<(Item, Decimal)> = figures.collect();
        let sum = |keys: &[&str]| -> Decimal {
            figures.iter().filter(|(item, _)| is_any(*item, keys)).map(|(_, figure)| *figure).sum()
        };
        let (total, three, beside) = (sum(&PUBLIC[..1]), sum(&PUBLIC[1..4]), sum(&PUBLIC[4..]));
        let short = figures.len() < columns || total.is_zero();
        figures.len() > 1 && short && total != three && total != three + beside
    })
}

/// The total of the three public expenses, the three, and what some forms add.
const PUBLIC: [&str; 6] = [
    "three_public:total",
    "three_public:overseas",
    "three_public:vehicles",
    "three_public:reception",
    "three_public:conference",
    "three_public:training",
];

/// What expenditure is for, where a form says it beside the classes.
const USES: [&str; 3] = ["expenditure:basic", "expenditure:project", "expenditure:reserve"];

/// The total of what was spent in the year.
static OF_YEAR: LazyLock<Option<Item>> = LazyLock::new(|| Item::named("expenditure:year_total").ok());

/// Whether what one column lacks, more than 1, is what another has too much.
fn cancel_out(gaps: Vec<Decimal>) -> bool {
    let (mut surplus, mut lack): (Vec<Decimal>, Vec<Decimal>) =
        gaps.into_iter().filter(|gap| gap.abs() > Decimal::ONE).partition(Decimal::is_sign_positive);
    surplus.sort_unstable();
    lack.sort_unstable_by_key(|gap| -*gap);
    let near = Decimal::new(TUNING.doubt_places.near, 2);
    let mut lack = lack.iter().map(Decimal::abs).peekable();
    surplus.into_iter().any(|surplus| {
        while lack.next_if(|lack| *lack + near <= surplus).is_some() {}
        lack.peek().is_some_and(|lack| *lack < surplus + near)
    })
}

/// Whether whole numbers stand among amounts with decimals: parts of codes that were read as amounts.
pub(super) fn are_mixed(table: &Table) -> bool {
    let figures = || table.cells().iter().filter_map(Cell::number).filter(|figure| !figure.is_zero());
    let whole = figures().filter(|figure| figure.scale() == 0).count();
    let all = figures().count();
    whole > TUNING.doubt_places.fewest
        && all - whole > TUNING.doubt_places.fewest
        && whole * TUNING.doubt_places.one_in_whole > all
}
