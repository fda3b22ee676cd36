//! The nine statutory tables with their own names for what they contain.

use std::ops::Deref;

use crate::{
    Code, CodeLevel, EmptyStatement, Figure, Item, Measure, Report, Row, RowIndex, StatementId, Table,
};

/// The nine statutory tables of one report.
#[derive(Copy, Clone, Debug)]
pub struct Statement<'r> {
    report: &'r Report,
}

/// Whether a statutory table is there.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Presence<'r> {
    /// It is there.
    Present,
    /// It is published empty, and the document says so here.
    Empty(&'r EmptyStatement),
    /// It is not there.
    Absent,
}

/// One statutory table, there or not: an absent one has no rows.
#[derive(Copy, Clone, Debug)]
pub struct StatementTable<'r> {
    id: StatementId,
    table: Option<&'r Table>,
    empty: Option<&'r EmptyStatement>,
}

/// A row of a statutory table.
#[derive(Copy, Clone, Debug)]
pub struct RowView<'r> {
    table: &'r Table,
    index: RowIndex,
    row: &'r Row,
}

impl<'r> Statement<'r> {
    pub(crate) const fn of(report: &'r Report) -> Self {
        Self { report }
    }

    /// One of the nine by its id; the first where the document prints several.
    pub fn get(&self, id: StatementId) -> StatementTable<'r> {
        StatementTable {
            id,
            table: self.report.table(id),
            empty: self.report.empty_statements.iter().find(|empty| empty.statement == id),
        }
    }

    /// All nine in order.
    pub fn all(&self) -> impl Iterator<Item = StatementTable<'r>> + use<'r> {
        let statement = *self;
        StatementId::ALL.into_iter().map(move |id| statement.get(id))
    }
}

impl<'r> StatementTable<'r> {
    /// Which of the nine it is.
    pub const fn id(&self) -> StatementId {
        self.id
    }

    /// The table, where it is there.
    pub const fn table(&self) -> Option<&'r Table> {
        self.table
    }

    /// Whether it is there, empty with a statement, or absent.
    pub fn presence(&self) -> Presence<'r> {
        match (self.empty, self.table) {
            (Some(empty), _) => Presence::Empty(empty),
            (None, Some(_)) => Presence::Present,
            (None, None) => Presence::Absent,
        }
    }

    /// Its rows, top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = RowView<'r>> + use<'r> {
        self.table
            .into_iter()
            .flat_map(|table| table.indexed_rows().map(move |(index, row)| RowView { table, index, row }))
    }

    /// The row of this code, written as digits; `None` also where the text is no code.
    pub fn by_code(&self, code: &str) -> Option<RowView<'r>> {
        let code = Code::new(code).ok()?;
        self.rows().find(|row| row.row.code == Some(code))
    }

    /// The row with this meaning.
    pub fn by_item(&self, item: Item) -> Option<RowView<'r>> {
        self.rows().find(|row| row.row.item == Some(item))
    }

    /// The rows of one level of the classification: all classes, all sections, all items.
    pub fn at_level(&self, level: CodeLevel) -> impl Iterator<Item = RowView<'r>> + use<'r> {
        self.rows().filter(move |row| row.row.code.is_some_and(|code| code.level() == level))
    }

    /// The rows directly below a code: the sections of a class, the items of a section.
    pub fn below(&self, code: Code) -> impl Iterator<Item = RowView<'r>> + use<'r> {
        self.rows().filter(move |row| row.row.code.and_then(Code::parent) == Some(code))
    }

    /// The rows that are totals of the form: 合计, 本年收入合计, 支出总计 …
    pub fn totals(&self) -> impl Iterator<Item = RowView<'r>> + use<'r> {
        self.rows().filter(|row| row.row.item.is_some_and(Item::is_total))
    }

    /// The figure about an item in a measure.
    pub fn figure(&self, item: Item, measure: Measure) -> Option<Figure<'r>> {
        self.table?.figure(item, measure)
    }

    /// Every number of the table.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'r>> + use<'r> {
        self.table.into_iter().flat_map(Table::figures)
    }

    fn figure_named(&self, item: &str, measure: Measure) -> Option<Figure<'r>> {
        self.figure(Item::named(item).ok()?, measure)
    }
}

impl<'r> RowView<'r> {
    /// Its index in the table.
    pub const fn index(&self) -> RowIndex {
        self.index
    }

    /// The figures of the row, left to right.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'r>> + use<'r> {
        let table = self.table;
        table.cells_of(self.index).iter().filter_map(|cell| table.figure_of(cell))
    }

    /// The figure in this measure.
    pub fn figure(&self, measure: Measure) -> Option<Figure<'r>> {
        self.figures().find(|figure| figure.measure() == Some(measure))
    }
}

impl Deref for RowView<'_> {
    type Target = Row;

    fn deref(&self) -> &Row {
        self.row
    }
}

/// A newtype for each statutory table, with the figures that have a name of their own.
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident $method:ident {
        $($(#[$figure_meta:meta])* $figure:ident = $item:literal, $measure:ident;)*
    })+) => {
        $(
            $(#[$meta])*
            #[derive(Copy, Clone, Debug)]
            pub struct $name<'r>(StatementTable<'r>);

            impl<'r> $name<'r> {
                $($(#[$figure_meta])* pub fn $figure(&self) -> Option<Figure<'r>> {
                    self.0.figure_named($item, Measure::$measure)
                })*
            }

            impl<'r> Deref for $name<'r> {
                type Target = StatementTable<'r>;

                fn deref(&self) -> &StatementTable<'r> {
                    &self.0
                }
            }
        )+

        impl<'r> Statement<'r> {
            $($(#[$meta])* pub fn $method(&self) -> $name<'r> {
                $name(self.get(StatementId::$name))
            })+
        }

        /// The keys that the named figures use; the vocabulary must contain them.
        #[cfg(test)]
        const NAMED: &[&str] = &[$($($item,)*)+];
    };
}

statements! {
    /// 收入支出决算总表
    Z01 z01 {
        /// 本年收入合计
        income_of_the_year = "income:year_total", FINAL;
        /// 本年支出合计
        expenditure_of_the_year = "expenditure:year_total", FINAL;
        /// 收入总计
        income_total = "income:total", FINAL;
        /// 支出总计
        expenditure_total = "expenditure:total", FINAL;
    }
    /// 收入决算表
    Z02 z02 {
        /// 合计 of 本年收入
        income = "total", INCOME;
    }
    /// 支出决算表
    Z03 z03 {
        /// 合计 of 本年支出
        expenditure = "total", EXPENDITURE;
        /// 合计 of 基本支出
        basic = "total", BASIC;
        /// 合计 of 项目支出
        project = "total", PROJECT;
    }
    /// 财政拨款收入支出决算总表
    Z04 z04 {
        /// 本年收入合计
        income_of_the_year = "income:year_total", FINAL;
        /// 本年支出合计
        expenditure_of_the_year = "expenditure:year_total", FINAL;
        /// 总计 of the income side
        income_total = "income:total", FINAL;
        /// 总计 of the expenditure side
        expenditure_total = "expenditure:total", FINAL;
    }
    /// 一般公共预算财政拨款支出决算表
    Z05 z05 {
        /// 合计 of 本年支出
        expenditure = "total", EXPENDITURE;
        /// 合计 of 基本支出
        basic = "total", BASIC;
        /// 合计 of 项目支出
        project = "total", PROJECT;
    }
    /// 一般公共预算财政拨款基本支出决算明细表
    Z06 z06 {
        /// 人员经费合计
        personnel = "basic:personnel", FINAL;
        /// 公用经费合计
        public = "basic:public", FINAL;
    }
    /// 政府性基金预算财政拨款收入支出决算表
    Z07 z07 {
        /// 合计 of 年初结转和结余
        opening = "total", OPENING;
        /// 合计 of 本年收入
        income = "total", INCOME;
        /// 合计 of 本年支出
        expenditure = "total", EXPENDITURE;
        /// 合计 of 年末结转和结余
        closing = "total", CLOSING;
    }
    /// 国有资本经营预算财政拨款支出决算表
    Z08 z08 {
        /// 合计 of 本年支出
        expenditure = "total", EXPENDITURE;
        /// 合计 of 基本支出
        basic = "total", BASIC;
        /// 合计 of 项目支出
        project = "total", PROJECT;
    }
    /// 财政拨款“三公”经费支出决算表
    Z09 z09 {
        /// 合计 of the budget
        budget = "three_public:total", BUDGET;
        /// 合计 of the final accounts
        total = "three_public:total", FINAL;
        /// 因公出国（境）费
        overseas = "three_public:overseas", FINAL;
        /// 公务用车购置及运行维护费
        vehicles = "three_public:vehicles", FINAL;
        /// 公务接待费
        reception = "three_public:reception", FINAL;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_has_every_named_figure() {
        for key in NAMED {
            assert!(Item::named(key).is_ok(), "{key}");
        }
    }
}
