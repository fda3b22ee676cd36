use std::hash::{BuildHasher, Hash as _, Hasher as _};

use juesuan_model::{
    Cell, ColumnIndex, Decimal, FindingKind, Place, Severity, StatementId, Table, TableKind,
};
use juesuan_vocabulary::funds;

use crate::quick::TextMap;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS809"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("没有两张内容完全相同的表", "No two tables are the same"),
    message: Text::new(
        "第{line}行与第{other}行的表内容完全相同（{count}个数字），请核对是否重复粘贴。",
        "The tables on lines {line} and {other} are the same ({count} numbers): was one pasted twice?",
    ),
    kind: FindingKind::Duplicate,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "把别的表贴了过来，这张表就等于没有公开。",
        "Where another table was pasted, this one was not published.",
    ),
    example: Text::new(
        "支出决算表的位置贴了收入决算表。",
        "The income table pasted in place of the expenditure table.",
    ),
};

/// JS809: two tables with the same rows and numbers are one pasted twice. Two statutory tables that are the same are
/// a warning.
pub(crate) struct DoubleTable;

impl Rule for DoubleTable {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let sizes: Vec<Size> = context.report().tables.iter().map(Size::of).collect();
        let mut alike: TextMap<usize, u32> = TextMap::default();
        for size in &sizes {
            *alike.entry(size.figures).or_default() += 1;
        }
        let mut seen: TextMap<u64, &Table> = TextMap::default();
        let hash = seen.hasher().clone();
        for (table, Size { figures, telling }) in context.report().tables.iter().zip(sizes) {
            if telling < TUNING.double_table.fewest {
                if table.cells().is_empty() {
                    log.missing(format!("第{}行的表的内容", table.line_start()));
                }
                continue;
            }
            // what has as many figures as no other table is like none
            let is_alone = alike.get(&figures).is_none_or(|tables| *tables < 2);
            let before = if is_alone { None } else { seen.insert(fingerprint(table, &hash), table) };
            let Some(first) = before.filter(|first| contents(first).eq(contents(table))) else {
                log.held();
                continue;
            };
            let place = |table: &Table| {
                let line = table.line_start();
                table.cells().first().map_or(Place { line, ..Place::default() }, |cell| cell.place)
            };
            if may_be_equal(first, table) {
                log.held();
                continue;
            }
            let statutory = table.kind() == TableKind::Statement && first.kind() == TableKind::Statement;
            let draft = Draft::at(place(table))
                .and_at(place(first))
                .with("line", table.line_start())
                .with("other", first.line_start())
                .with("count", telling);
            log.found(if statutory { draft.severity(Severity::Warning) } else { draft });
        }
    }
}

/// How many figures a table has, and how many of them are not zero.
struct Size {
    figures: usize,
    telling: usize,
}

impl Size {
    fn of(table: &Table) -> Self {
        let figures = table.cells().iter().filter_map(Cell::number);
        figures.fold(Self { figures: 0, telling: 0 }, |size, figure| Self {
            figures: size.figures + 1,
            telling: size.telling + usize::from(!figure.is_zero()),
        })
    }
}

/// Whether two forms are the same where all money is that of the general public budget.
fn may_be_equal(first: &Table, second: &Table) -> bool {
    let of_spending = |table: &Table| {
        matches!(table.id().statement(), Some(StatementId::Z03 | StatementId::Z05 | StatementId::Z07))
    };
    // of two tables of one form the second is known by its title alone
    is_share_of(first.title(), second.title())
        || is_share_of(second.title(), first.title())
        || first.id() != second.id() && of_spending(first) && of_spending(second)
}

/// Whether a title is another one for the general public budget alone: 一般公共预算财政拨款支出决算表 is that of
/// 财政拨款支出决算表.
fn is_share_of(title: &str, all: &str) -> bool {
    let Some((before, behind)) = title.split_once(funds::GENERAL_BUDGET) else { return false };
    !all.contains(funds::GENERAL_BUDGET) && all.strip_prefix(before) == Some(behind)
}

/// A number for the labels and numbers of a table: tables that are alike have the same.
fn fingerprint(table: &Table, hash: &impl BuildHasher) -> u64 {
    let mut hasher = hash.build_hasher();
    let mut before = "";
    for (label, column, number) in contents(table) {
        if before != label {
            label.hash(&mut hasher);
            before = label;
        }
        (column, in_smallest(number)).hash(&mut hasher);
    }
    hasher.finish()
}

/// A number as so many of the smallest decimals that figures have: 1.0 and 1.00 are one.
fn in_smallest(number: Decimal) -> i128 {
    let number = if number.scale() > TUNING.double_table.decimals { number.normalize() } else { number };
    number
        .mantissa()
        .wrapping_mul(10_i128.wrapping_pow(TUNING.double_table.decimals.saturating_sub(number.scale())))
}

/// The numbers of a table with their columns and the labels of their rows.
fn contents(table: &Table) -> impl Iterator<Item = (&str, ColumnIndex, Decimal)> {
    table.cells().iter().filter_map(|cell| {
        let label = table.row(cell.row).map_or("", |row| row.label.as_str());
        Some((label, cell.column, cell.number()?))
    })
}
