//! The walk over the tags of a page.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::furniture::{is_frame, is_left_out, number, value};
use super::role::Role;
use super::sheets::Sheets;
use super::table::Draft;
use crate::flow::{Block, MOST_NESTED, is_label, is_number_of_table};
use crate::limits::{Clock, Reached};
use crate::raised::is_mark;
use crate::tuning::TUNING;
use crate::{Format, IngestError};

/// Columns that all cells of a page may cover together.
const MOST_COVERED: u64 = 16_000_000;

/// Lists inside each other whose items are counted.
const MOST_LISTS: usize = 64;

/// Elements that begin and end a line of text.
const BLOCKS: [&[u8]; 37] = [
    b"p",
    b"div",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"li",
    b"ul",
    b"ol",
    b"dl",
    b"dt",
    b"dd",
    b"br",
    b"hr",
    b"section",
    b"article",
    b"main",
    b"header",
    b"footer",
    b"nav",
    b"aside",
    b"blockquote",
    b"pre",
    b"form",
    b"center",
    b"address",
    b"figure",
    b"figcaption",
    b"caption",
    b"body",
    b"html",
    b"head",
    b"fieldset",
    b"legend",
    b"details",
];

/// Elements without an end.
const VOID: [&[u8]; 10] =
    [b"br", b"hr", b"img", b"input", b"meta", b"link", b"col", b"area", b"base", b"wbr"];

/// The blocks of a page. A menu or footer that never ends is none.
pub(super) fn blocks(text: &str, clock: &Clock) -> Result<Vec<Block>, IngestError> {
    let mut walk = Walk::new(true);
    walk.run(text, clock)?;
    if walk.skipped.is_some() {
        walk = Walk::new(false);
        walk.run(text, clock)?;
    }
    Ok(walk.finish())
}

struct Walk {
    leaves_out_frames: bool,
    /// Blocks of the page and of the cells around the place.
    flows: Vec<Vec<Block>>,
    tables: Vec<Draft>,
    line: String,
    /// Number of the next item of each open list; `None` where items have no number.
    lists: Vec<Option<u32>>,
    /// The element that is left out, and how many of its name are open inside it.
    skipped: Option<(Vec<u8>, usize)>,
    covered: u64,
    sheets: Sheets,
    /// Elements that say that they are parts of a table, and how many of their name are open inside them.
    parts: Vec<(Vec<u8>, usize, Role)>,
}

impl Walk {
    fn new(leaves_out_frames: bool) -> Self {
        Self {
            leaves_out_frames,
            flows: vec![Vec::new()],
            tables: Vec::new(),
            line: String::new(),
            lists: Vec::new(),
            skipped: None,
            covered: 0,
            sheets: Sheets::default(),
            parts: Vec::new(),
        }
    }

    fn run(&mut self, text: &str, clock: &Clock) -> Result<(), IngestError> {
        let mut lines: u32 = 1;
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            clock.check(Format::Html, || Reached::Line(lines))?;
            if let Token::String(text) = &token {
                let ends = memchr::memchr_iter(b'\n', text).count();
                lines = lines.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
            }
            match token {
                Token::StartTag(tag) => self.start(&tag)?,
                Token::EndTag(tag) => self.end(&tag.name),
                Token::String(text) if self.skipped.is_none() => self.text(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Vec<Block> {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.end_line();
        self.flows.into_iter().flatten().collect()
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<(), IngestError> {
        let name: &[u8] = &tag.name;
        let is_void = VOID.contains(&name) || tag.self_closing && name.contains(&b':');
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped.as_slice() == name && !is_void);
            return Ok(());
        }
        let is_frame = self.leaves_out_frames && is_frame(name, &tag.attributes);
        if !is_void && !tag.self_closing && (is_frame || is_left_out(name, &tag.attributes)) {
            self.skipped = Some((name.to_vec(), 1));
            return Ok(());
        }
        if name == b"sup" && !tag.self_closing && is_mark(&self.line) {
            self.skipped = Some((name.to_vec(), 1));
            return Ok(());
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        if self.sheets.begins(name, &tag.attributes) {
            self.begin_sheet();
            self.skipped = Some((name.to_vec(), 1));
            return Ok(());
        }
        if !is_void && !tag.self_closing {
            self.open_part(tag)?;
        }
        match name {
            b"table" => self.open_table()?,
            b"tr" => self.open_row(),
            b"td" | b"th" => self.open_cell(tag, *tag.name == b"th")?,
            b"ol" | b"ul" if self.lists.len() < MOST_LISTS => {
                let counts = name == b"ol" && !value(&tag.attributes, b"style").contains("none");
                self.lists.push(counts.then(|| number(&tag.attributes, b"start").unwrap_or(1)));
            }
            b"li" => {
                if let Some(Some(next)) = self.lists.last_mut() {
                    self.line = format!("{next}.");
                    *next = next.saturating_add(1);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Opens the part of a table that an element says it is.
    fn open_part(&mut self, tag: &StartTag<()>) -> Result<(), IngestError> {
        let name: &[u8] = &tag.name;
        let Some(role) = Role::of(name, &tag.attributes) else {
            // an element inside a part ends before it
            if let Some((_, depth, _)) = self.parts.last_mut().filter(|(open, ..)| open.as_slice() == name) {
                *depth += 1;
            }
            return Ok(());
        };
        match role {
            Role::Table => self.open_table()?,
            Role::Row => self.open_row(),
            Role::Cell { header } => self.open_cell(tag, header)?,
        }
        self.parts.push((name.to_vec(), 1, role));
        Ok(())
    }

    /// Closes the part of a table whose element ends.
    fn close_part(&mut self, name: &[u8]) {
        let Some((open, depth, role)) = self.parts.last_mut() else { return };
        if open.as_slice() != name {
            return;
        }
        *depth -= 1;
        if *depth > 0 {
            return;
        }
        match role {
            Role::Table => self.close_table(),
            Role::Row | Role::Cell { .. } => self.close_cell(),
        }
        self.parts.pop();
    }

    fn open_row(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.open_row();
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped.as_slice() == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        self.close_part(name);
        match name {
            b"caption" => self.lift_caption(),
            b"table" => self.close_table(),
            b"tr" | b"td" | b"th" => self.close_cell(),
            b"ol" | b"ul" => drop(self.lists.pop()),
            _ => {}
        }
    }

    /// Appends text with its white space as one blank; a line end between Chinese characters is none at all.
    fn text(&mut self, text: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if is_space(c) {
                let after = rest.trim_start_matches(is_space);
                let space = &rest[..rest.len() - after.len()];
                let before = self.line.chars().next_back();
                let is_wrapped = space.contains('\n') && before.is_some_and(|c| !c.is_ascii());
                // one label without a value, and the next
                let word = after.split(is_space).next().unwrap_or_default();
                let is_label = before == Some('：') && word.contains('：');
                let goes_on = after.chars().next().is_none_or(|c| !c.is_ascii());
                if before.is_some_and(|c| c != ' ') && !(is_wrapped && goes_on && !is_label) {
                    self.line.push(' ');
                }
                rest = after;
            } else {
                let end = rest.find(is_space).unwrap_or(rest.len());
                self.line.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        if let Some(flow) = self.flows.last_mut() {
            flow.push(Block::Line(line));
        }
    }

    /// Puts the title of a table that is its caption above the number, the body and the unit that stand before the table.
    fn lift_caption(&mut self) {
        let Some(flow) = self.flows.last_mut() else { return };
        let Some(Block::Line(title)) = flow.last() else { return };
        if is_label(title) || is_number_of_table(title) {
            return;
        }
        let is_above = |block: &&Block| matches!(block, Block::Line(line) if line.chars().count() <= TUNING.captions.longest_label && (is_label(line) || is_number_of_table(line)));
        let count = flow.iter().rev().skip(1).take(TUNING.captions.most_labels).take_while(is_above).count();
        if let Some(lines) = flow.len().checked_sub(count + 1).and_then(|from| flow.get_mut(from..)) {
            lines.rotate_right(1);
        }
    }

    /// A sheet is a page; above the first one stands the list of the sheets.
    fn begin_sheet(&mut self) {
        let [page] = self.flows.as_mut_slice() else { return };
        let is_list = page.iter().all(|block| matches!(block, Block::Line(_)));
        if self.sheets.count > 1 {
            page.push(Block::Page);
        } else if is_list && self.sheets.links > 0 && page.len() == self.sheets.links + 1 {
            page.clear();
        }
    }

    fn open_table(&mut self) -> Result<(), IngestError> {
        self.end_line();
        if self.tables.len() >= MOST_NESTED {
            let limit = MOST_NESTED as u64;
            return Err(IngestError::TooMuch { format: Format::Html, what: "nested tables", limit });
        }
        self.tables.push(Draft::default());
        Ok(())
    }

    fn open_cell(&mut self, tag: &StartTag<()>, header: bool) -> Result<(), IngestError> {
        self.close_cell();
        self.end_line();
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let (rows, columns) = (number(&tag.attributes, b"rowspan"), number(&tag.attributes, b"colspan"));
        self.covered += u64::from(table.open_cell(rows, columns, header));
        self.flows.push(Vec::new());
        if self.covered > MOST_COVERED {
            return Err(IngestError::TooMuch { format: Format::Html, what: "cells", limit: MOST_COVERED });
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        self.end_line();
        if let Some(table) = self.tables.last_mut().filter(|table| table.has_open_cell()) {
            table.close_cell(self.flows.pop().unwrap_or_default());
        }
    }

    fn close_table(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.pop()
            && let Some(flow) = self.flows.last_mut()
        {
            flow.push(Block::Table(table.finish()));
        }
    }
}
