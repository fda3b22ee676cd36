//! A workbook: its sheets, and how much of it is read.

use super::page::Page;
use crate::flow::Block;
use crate::{Format, IngestError, Limits};

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

/// How many cells and bytes of text have been read; many cells may point to one long text.
#[derive(Debug)]
pub(super) struct Budget {
    format: Format,
    limits: Limits,
    cells: u64,
    text: u64,
}

impl Budget {
    pub(super) fn new(format: Format, limits: Limits) -> Self {
        Self { format, limits, cells: 0, text: 0 }
    }

    /// Takes account of one cell with so many bytes of text.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), IngestError> {
        self.cells += 1;
        self.text += bytes as u64;
        let (what, limit) = match () {
            () if self.cells > self.limits.cells => ("cells", self.limits.cells),
            () if self.text > self.limits.text => ("bytes of text", self.limits.text),
            () => return Ok(()),
        };
        Err(IngestError::TooMuch { format: self.format, what, limit })
    }
}
