//! Why a row is read as it is, in the words of its table.

use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::sums::candidates::{self, Atom};
use crate::sums::constraints::Sums;
use crate::sums::decision::{Doubt, Proof, Settled};
use crate::table::{Role, Table};
use crate::text::Text;

/// Puts what was decided into words.
pub(crate) struct Words<'w> {
    source: &'w Text<'w>,
    sums: &'w Sums,
}

impl<'w> Words<'w> {
    pub(crate) fn new(source: &'w Text<'w>, sums: &'w Sums) -> Self {
        Self { source, sums }
    }

    pub(crate) fn tell(&self, table: &Table, settled: &[Settled], unsure: &[Doubt]) -> Vec<Repair> {
        let mut told: Vec<Repair> = settled.iter().flat_map(|settled| self.decided(table, settled)).collect();
        told.extend(unsure.iter().filter_map(|doubt| self.undecided(doubt)));
        told
    }

    /// A repair for each cell that was joined, or for the row where cells only moved.
    fn decided(&self, table: &Table, settled: &Settled) -> Vec<Repair> {
        let reason = Reason::AddsUp(self.identity(table, settled.proof, settled.row));
        let mut told = Vec::new();
        let mut moved: Vec<&Atom> = Vec::new();
        for (column, range) in &settled.reading {
            let atoms = settled.atoms.get(range.clone()).unwrap_or(&[]);
            let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { continue };
            if atoms.len() > 1 {
                told.push(Repair {
                    kind: RepairKind::HealedNumber,
                    at: first.span,
                    other: Some(last.span),
                    printed: first.span.join(last.span).text(self.source).to_owned(),
                    read_as: candidates::text(self.source, atoms),
                    reason: reason.clone(),
                });
            } else if first.column != *column {
                moved.push(first);
            }
        }
        if let (Some(first), true) = (moved.first(), settled.moved) {
            let name =
                |column: &usize| table.columns.get(*column).and_then(|column| column.path.last()).cloned();
            let read_as = settled.reading.iter().filter_map(|(column, range)| {
                let atoms = settled.atoms.get(range.clone())?;
                let text = candidates::text(self.source, atoms);
                (table.columns.get(*column)?.role == Role::Figure)
                    .then(|| format!("{} {text}", name(column).unwrap_or_default()))
            });
            told.push(Repair {
                kind: RepairKind::MovedCell,
                at: first.span,
                other: moved.last().map(|last| last.span).filter(|last| *last != first.span),
                printed: moved.iter().map(|atom| atom.span.text(self.source)).collect::<Vec<_>>().join(" | "),
                read_as: read_as.collect::<Vec<_>>().join(" | "),
                reason,
            });
        }
        told
    }

    /// Nothing decided: which figures may stand elsewhere.
    fn undecided(&self, doubt: &Doubt) -> Option<Repair> {
        let free = || doubt.atoms.iter().filter(|atom| !atom.fixed);
        let (first, last) = (free().next()?, free().next_back()?);
        let printed = free().map(|atom| atom.span.text(self.source)).collect::<Vec<_>>().join(" | ");
        Some(Repair {
            kind: RepairKind::Uncertain,
            at: first.span,
            other: Some(last.span).filter(|last| *last != first.span),
            printed: printed.clone(),
            read_as: printed,
            reason: Reason::NoSumTells,
        })
    }

    /// The identity in the words of the table.
    pub(crate) fn identity(&self, table: &Table, proof: Proof, row: usize) -> String {
        let name = |column: usize| {
            table.columns.get(column).and_then(|column| column.path.last()).map_or("", String::as_str)
        };
        match proof {
            Proof::Across(at) => {
                let Some(sum) = self.sums.across.get(at) else { return String::new() };
                let part = |&(column, minus): &(usize, bool)| {
                    [if minus { " − " } else { " + " }, name(column)].concat()
                };
                let parts: String = sum.parts.iter().map(part).collect();
                format!("{} = {}", name(sum.total), parts.trim_start_matches(" + "))
            }
            Proof::Down(at, column) => {
                let Some(sum) = self.sums.down.get(at) else { return String::new() };
                let stub = |row: usize| -> String {
                    let stubs = sum
                        .columns
                        .clone()
                        .filter(|&column| matches!(table.columns[column].role, Role::Code | Role::Label));
                    stubs
                        .map(|column| table.cell_at(row, column).text(self.source))
                        .find(|text| !text.is_empty())
                        .unwrap_or_default()
                        .into_owned()
                };
                let parts = if sum.total == row { sum.parts.first().copied() } else { Some(row) };
                let part = parts.map(stub).unwrap_or_default();
                let more = if sum.parts.len() > 1 { " + …" } else { "" };
                format!("{}：{} = {part}{more}", name(column), stub(sum.total))
            }
        }
    }
}
