//! What is known of a document before its text is read, and how much of it has been read.

use std::collections::HashMap;

use super::numbering::Numbering;
use super::styles::Styles;
use crate::flow::Block;
use crate::limits::{Room, Used};

/// What is known before the text is read.
pub(super) struct Context {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Footnotes and endnotes, by kind and id.
    notes: HashMap<String, Vec<String>>,
    /// Names of parts by the id of the relation.
    pub(super) targets: HashMap<String, String>,
    /// How much of the document may be read.
    pub(super) room: Room,
    /// How much has been read.
    pub(super) used: Used,
}

impl Context {
    pub(super) fn new(
        (styles, numbering): (Styles, Numbering),
        targets: HashMap<String, String>,
        (room, used): (Room, Used),
    ) -> Self {
        Self { styles, numbering, notes: HashMap::new(), targets, room, used }
    }

    /// The lines of a note, by the name of its element or of what refers to it, and its id.
    pub(super) fn note(&self, name: &str, id: &str) -> Vec<String> {
        self.notes.get(&key(name, id)).cloned().unwrap_or_default()
    }

    /// Keeps the lines of a note.
    pub(super) fn keep_note(&mut self, name: &str, id: &str, blocks: Vec<Block>) {
        let line = |block| if let Block::Line(line) = block { Some(line) } else { None };
        let lines = blocks.into_iter().filter_map(line).collect();
        self.notes.insert(key(name, id), lines);
    }
}

/// Footnotes and endnotes are counted apart.
fn key(name: &str, id: &str) -> String {
    let kind: String = name.chars().take(1).collect();
    kind + id
}
