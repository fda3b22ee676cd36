#![doc = include_str!("../README.md")]

mod amount;
mod cell_record;
mod code;
mod diff;
mod entity;
mod fact;
mod finding;
mod interval;
mod key;
mod place;
mod programme;
mod record;
mod remark;
mod report;
mod rule_id;
mod sheet_formula;
mod statement;
mod table;
mod unit;
mod view;
pub mod vocabulary;

pub use amount::{Amount, ArithmeticError};
pub use code::{Code, CodeError, CodeLevel, EconomicCode, FunctionCode};
pub use diff::{Change, ChangeSubject, Printed, diff};
pub use entity::{Disclosure, Entity, EntityKind, Fund, FundLine, ReportKind, Term};
pub use fact::{Approximation, Direction, Fact, FactRole, Period, PeriodError, SubjectRef};
pub use finding::{Check, CheckStatus, Evidence, Finding, FindingKind, RelatedFinding, Severity};
pub use interval::Interval;
pub use juesuan_source::Certainty;
pub use key::{Item, Measure, UnknownKey};
pub use place::Place;
pub use programme::{Indicator, PlacedNumber, PlacedText, Programme, ProgrammeKind, ProgrammeSource};
pub use remark::{Remark, RemarkKind};
pub use report::{
    DocumentStatus, EmptyStatement, Explanation, RECOGNISED_PAGE, Repair, Report, Section, SourceInfo, Unread,
};
pub use rule_id::RuleId;
pub use rust_decimal::Decimal;
pub use sheet_formula::SheetFormula;
pub use statement::{BudgetId, StatementId, TableId, TableIdError, TableKind};
pub use table::{
    Cell, Column, ColumnIndex, Entry, Figure, Layout, Row, RowIndex, Table, TableError, TableParts,
};
pub use unit::{MeasureWord, MoneyUnit, Unit, UnitError};
pub use view::{Presence, RowView, Statement, StatementTable, Z01, Z02, Z03, Z04, Z05, Z06, Z07, Z08, Z09};
