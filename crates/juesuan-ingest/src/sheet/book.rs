//! A workbook: its sheets.

use super::page::Page;
use super::shown::Shown;
use super::stated::{Formulas, Given};
use crate::IngestError;
use crate::flow::Block;
use crate::limits::Used;
use crate::source::{HiddenKind, HiddenPart};

/// A workbook.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) pages: Vec<Page>,
    /// The sheet that is seen when the workbook opens.
    pub(super) active: usize,
    /// The formulas of its cells, and what they give.
    pub(super) stated: Vec<Given>,
}

impl Book {
    /// Computes the formulas; cells whose value is not stored show what they give.
    pub(super) fn state(
        &mut self,
        formulas: Formulas,
        since_1904: bool,
        used: &mut Used,
    ) -> Result<(), IngestError> {
        self.stated = formulas.give(since_1904);
        for given in &self.stated {
            let (sheet, row, column) = given.place();
            let (Some(text), Some(page)) = (given.text(), self.pages.get_mut(sheet as usize)) else {
                continue;
            };
            used.cell_of(&page.name, (row, column), text.len())?;
            page.cells.push(Shown { row, column, text: text.to_owned() });
        }
        Ok(())
    }

    /// The names of all sheets.
    pub(super) fn names(&self) -> Vec<String> {
        self.pages.iter().map(|page| page.name.clone()).collect()
    }

    /// All sheets that are shown and show something, in order. Where only hidden ones do, these.
    pub(super) fn blocks(self) -> Vec<Block> {
        let pages = || (0..).zip(&self.pages).filter(|(_, page): &(u32, &Page)| !page.is_empty());
        let any_is_shown = pages().any(|(_, page)| !page.is_hidden);
        let is_alone = pages().filter(|(_, page)| !any_is_shown || !page.is_hidden).count() == 1;
        let mut blocks = Vec::new();
        let mut any = false;
        for (sheet, page) in (0..).zip(self.pages).filter(|(_, page)| !page.is_empty()) {
            if page.is_hidden {
                let (kind, name) = (HiddenKind::Sheet, page.name.clone());
                blocks.push(Block::Hidden(HiddenPart { kind, name, is_read: !any_is_shown }));
                if any_is_shown {
                    continue;
                }
            }
            if std::mem::replace(&mut any, true) {
                blocks.push(Block::Page);
            }
            blocks.extend(page.blocks(sheet, !is_alone));
        }
        blocks
    }

    /// The sheet that a document shows in which the workbook is embedded.
    #[cfg(feature = "docx")]
    pub(super) fn active_blocks(mut self) -> Vec<Block> {
        if self.active >= self.pages.len() {
            return Vec::new();
        }
        self.pages.swap_remove(self.active).blocks(0, false)
    }
}
