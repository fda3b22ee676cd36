//! A workbook: its sheets.

use super::page::Page;
use crate::flow::Block;

/// A workbook.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) pages: Vec<Page>,
    /// The sheet that is seen when the workbook opens.
    pub(super) active: usize,
}

impl Book {
    /// All sheets that are shown and show something, in order. Where only hidden ones do, these.
    pub(super) fn blocks(self) -> Vec<Block> {
        let mut pages: Vec<Page> = self.pages.into_iter().filter(|page| !page.is_empty()).collect();
        if pages.iter().any(|page| !page.is_hidden) {
            pages.retain(|page| !page.is_hidden);
        }
        let is_alone = pages.len() == 1;
        let mut blocks = Vec::new();
        for page in pages {
            if !blocks.is_empty() {
                blocks.push(Block::Page);
            }
            blocks.extend(page.blocks(!is_alone));
        }
        blocks
    }

    /// The sheet that a document shows in which the workbook is embedded.
    #[cfg(feature = "docx")]
    pub(super) fn active_blocks(mut self) -> Vec<Block> {
        if self.active >= self.pages.len() {
            return Vec::new();
        }
        self.pages.swap_remove(self.active).blocks(false)
    }
}
