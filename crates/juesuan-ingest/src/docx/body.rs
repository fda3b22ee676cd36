//! The walk over a part with paragraphs and tables: the document itself, its notes.

use super::context::Context;
use super::fields::Fields;
use super::paragraph::Paragraph;
use super::table::{Draft, Merge};
use crate::flow::{Block, MOST_NESTED, tidy};
use crate::package::Package;
use crate::raised::is_mark;
use crate::source::{HiddenKind, HiddenPart};
use crate::tuning::TUNING;
use crate::xml::{Node, Tag, Xml};
use crate::{Format, IngestError};

/// Elements whose content is not printed: what was deleted or moved away, properties as they were before, commands of
/// fields, the older form of what a newer program has read, readings above characters.
const SKIPPED: [&str; 15] = [
    "delText",
    "moveFrom",
    "Fallback",
    "instrText",
    "delInstrText",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "tblGridChange",
    "sdtPr",
    "rt",
    "binData",
];

/// The beginning of hidden text, on one line.
fn excerpt(text: &str) -> String {
    tidy(text).chars().take(TUNING.files.longest_excerpt).collect()
}

/// A reader in the middle of a part.
#[allow(
    clippy::struct_excessive_bools,
    reason = "places in the markup that have nothing to do with each other"
)]
pub(super) struct Body<'b, 'p> {
    context: &'b mut Context,
    package: &'b mut Package<'p>,
    /// Blocks of the body and of the cells and boxes around the place.
    flows: Vec<Vec<Block>>,
    tables: Vec<Draft>,
    paragraphs: Vec<Paragraph>,
    /// Text boxes, notes and objects that are printed behind the paragraph or table in which they are anchored.
    anchored: Vec<Block>,
    /// Elements open inside one that is skipped, itself included.
    skipped: usize,
    fields: Fields,
    in_paragraph_properties: bool,
    in_row_properties: bool,
    in_text: bool,
    is_hidden: bool,
    is_raised: bool,
    /// The beginning of the text that is hidden since the last paragraph ended.
    hidden: String,
    /// The note that is being read.
    note_id: String,
}

impl<'b, 'p> Body<'b, 'p> {
    pub(super) fn new(context: &'b mut Context, package: &'b mut Package<'p>) -> Self {
        Self {
            context,
            package,
            flows: vec![Vec::new()],
            tables: Vec::new(),
            paragraphs: Vec::new(),
            anchored: Vec::new(),
            skipped: 0,
            fields: Fields::default(),
            in_paragraph_properties: false,
            in_row_properties: false,
            in_text: false,
            is_hidden: false,
            is_raised: false,
            hidden: String::new(),
            note_id: String::new(),
        }
    }

    /// Reads the document itself.
    pub(super) fn read(mut self, text: &str) -> Result<Vec<Block>, IngestError> {
        self.walk(text)?;
        Ok(self.rest())
    }

    /// What is left when the part ends, however many elements are still open.
    fn rest(mut self) -> Vec<Block> {
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        while let Some(draft) = self.tables.pop() {
            self.push(Block::Table(draft.finish()));
        }
        let mut blocks: Vec<Block> = self.flows.into_iter().flatten().collect();
        blocks.append(&mut self.anchored);
        blocks
    }

    /// Reads footnotes or endnotes into the context.
    pub(super) fn read_notes(mut self, text: &str) -> Result<(), IngestError> {
        self.walk(text)
    }

    fn walk(&mut self, text: &str) -> Result<(), IngestError> {
        let mut xml = Xml::new(text, Format::Docx);
        while let Some(node) = xml.next()? {
            match &node {
                Node::Open(tag) if tag.is("tc") => self.context.used.cell(0)?,
                Node::Open(tag) if matches!(tag.name(), "p" | "br") => self.context.used.line(0)?,
                Node::Text(text) => self.context.used.line(text.trim().len())?,
                _ => {}
            }
            match node {
                Node::Open(tag) if self.skipped > 0 => {
                    // a field of which one mark was deleted under tracking ends where that mark stands
                    if tag.is("fldChar") {
                        self.fields.take(tag.attribute("fldCharType").as_deref());
                    }
                    self.skipped += 1;
                }
                Node::Close(_) if self.skipped > 0 => self.skipped -= 1,
                Node::Open(tag) => self.open(&tag)?,
                Node::Close(name) => self.close(name.name()),
                Node::Text(text) => {
                    let is_mark =
                        self.is_raised && self.paragraphs.last().is_some_and(|open| is_mark(&open.text));
                    if self.in_text && self.is_printed() && !is_mark {
                        self.paragraph().text.push_str(&text);
                    } else if self.in_text && self.is_hidden {
                        let room = TUNING.files.longest_excerpt.saturating_sub(self.hidden.chars().count());
                        self.hidden.extend(text.chars().take(room));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether text at this place is printed: neither hidden nor the command of a field.
    fn is_printed(&self) -> bool {
        self.skipped == 0 && !self.is_hidden && self.fields.show()
    }

    /// The paragraph that is open; text outside of any opens one.
    fn paragraph(&mut self) -> &mut Paragraph {
        if self.paragraphs.is_empty() {
            self.paragraphs.push(Paragraph::default());
        }
        let last = self.paragraphs.len() - 1;
        &mut self.paragraphs[last]
    }

    fn push(&mut self, block: Block) {
        if let Some(flow) = self.flows.last_mut() {
            flow.push(block);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        let name = tag.name();
        if SKIPPED.contains(&name) {
            self.skipped = 1;
            return Ok(());
        }
        match name {
            "del" => self.open_deletion(),
            "p" => self.open_paragraph(),
            "pPr" => self.in_paragraph_properties = true,
            "trPr" => self.in_row_properties = true,
            "tbl" | "txbxContent" | "footnote" | "endnote" => return self.open_nested(name, tag),
            "tr" | "tc" | "gridBefore" | "gridAfter" | "gridSpan" | "vMerge" | "hMerge" | "tblHeader"
            | "cellDel" => {
                self.open_table_part(name, tag);
            }
            "fldChar" => self.fields.take(tag.attribute("fldCharType").as_deref()),
            "OLEObject" => self.object(tag)?,
            "footnoteReference" | "endnoteReference" => self.note(name, tag)?,
            _ if self.in_paragraph_properties => self.paragraph_property(name, tag),
            "r" => self.open_run(),
            "rStyle" => self.take_style(tag.attribute("val").as_deref()),
            "hidden" if self.in_row_properties && tag.is_on() => {
                if let Some(table) = self.tables.last_mut() {
                    table.hide_row();
                }
            }
            "vertAlign" => self.is_raised = tag.attribute("val").as_deref() == Some("superscript"),
            "vanish" => self.is_hidden = tag.is_on(),
            "t" => self.in_text = true,
            _ if self.is_printed() => self.character(name, tag),
            _ => {}
        }
        Ok(())
    }

    /// Begins a run, which looks as its paragraph does until it says otherwise.
    fn open_run(&mut self) {
        (self.is_hidden, self.is_raised) = (false, false);
        let style = self.paragraphs.last().and_then(|paragraph| paragraph.style.clone());
        self.take_style(style.as_deref());
    }

    fn take_style(&mut self, style: Option<&str>) {
        let (is_hidden, is_raised) = self.context.styles.look(style);
        self.is_hidden = is_hidden.unwrap_or(self.is_hidden);
        self.is_raised = is_raised.unwrap_or(self.is_raised);
    }

    /// Tells of something hidden, behind the paragraph or table in which it stands.
    fn tell_hidden(&mut self, kind: HiddenKind, name: String) {
        self.anchored.push(Block::Hidden(HiddenPart { kind, name, is_read: false }));
    }

    fn open_deletion(&mut self) {
        if self.in_paragraph_properties {
            self.paragraph().is_joined = true;
        } else if self.in_row_properties
            && let Some(table) = self.tables.last_mut()
        {
            table.delete_row();
        }
        self.skipped = 1;
    }

    fn open_paragraph(&mut self) {
        // a paragraph whose end was deleted goes on in this one
        let goes_on = self.paragraphs.last().is_some_and(|paragraph| paragraph.is_joined);
        if goes_on {
            self.paragraph().is_joined = false;
        } else {
            self.paragraphs.push(Paragraph::default());
        }
    }

    fn open_nested(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), IngestError> {
        if self.flows.len() + self.tables.len() > 2 * MOST_NESTED {
            let limit = MOST_NESTED as u64;
            return Err(IngestError::TooMuch { format: Format::Docx, what: "nested tables", limit });
        }
        if name == "tbl" {
            self.tables.push(Draft::default());
        } else {
            self.flows.push(Vec::new());
            self.note_id = tag.attribute("id").unwrap_or_default();
        }
        Ok(())
    }

    fn open_table_part(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        let merge = || match tag.attribute("val").as_deref() {
            Some("restart") => Merge::Restart,
            _ => Merge::Continue,
        };
        let count = || tag.number("val").unwrap_or(1);
        match name {
            "tr" => table.open_row(),
            "tc" => {
                table.open_cell();
                self.flows.push(Vec::new());
            }
            "cellDel" => table.delete_cell(),
            "gridBefore" => table.skip(count()),
            "gridSpan" => table.span(count()),
            "vMerge" => table.merge(merge()),
            "hMerge" => table.merge_sideways(merge()),
            "tblHeader" if tag.is_on() => table.head_row(),
            _ => {}
        }
    }

    fn paragraph_property(&mut self, name: &str, tag: &Tag<'_>) {
        let value = || tag.attribute("val");
        match name {
            "pStyle" => self.paragraph().style = value(),
            "numId" => self.paragraph().list = value(),
            "ilvl" => self.paragraph().level = tag.number("val"),
            _ => {}
        }
    }

    fn character(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "tab" | "ptab" => {
                let style = self.paragraph().style.clone();
                let in_contents = self.context.styles.is_contents(style.as_deref());
                self.paragraph().tab(in_contents);
            }
            "br" | "cr" if self.flows.len() > 1 => self.break_line(),
            "br" | "cr" => self.paragraph().text.push(' '),
            "noBreakHyphen" => self.paragraph().text.push('-'),
            "sym" => {
                let code = tag.attribute("char").unwrap_or_default();
                self.paragraph().symbol(&code);
            }
            _ => {}
        }
    }

    /// Ends a line inside a cell or a box, where it parts the text as a paragraph does.
    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.paragraph().text);
        self.push(Block::Line(line));
    }

    fn note(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), IngestError> {
        let lines = self.context.note(name, &tag.attribute("id").unwrap_or_default());
        // many references may point to one long note
        let bytes = lines.iter().map(String::len).sum();
        self.context.used.line(bytes)?;
        self.anchored.extend(lines.into_iter().map(Block::Line));
        Ok(())
    }

    fn object(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        let target = tag.attribute("id").and_then(|id| self.context.targets.get(&id).cloned());
        let Some(part) = target else { return Ok(()) };
        let Some(bytes) = self.package.part(&part)? else { return Ok(()) };
        self.anchored.extend(super::embedded(&bytes, &self.context.room)?);
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "pPr" => self.in_paragraph_properties = false,
            "trPr" => self.in_row_properties = false,
            "t" => self.in_text = false,
            "r" => (self.is_hidden, self.is_raised) = (false, false),
            "tc" if !self.tables.is_empty() && self.flows.len() > 1 => {
                let blocks = self.flows.pop().unwrap_or_default();
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell(blocks);
                }
            }
            "tr" => {
                if let Some(hidden) = self.tables.last_mut().and_then(Draft::close_row) {
                    self.tell_hidden(HiddenKind::Rows, excerpt(&hidden));
                }
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.push(Block::Table(table.finish()));
                }
                self.release();
            }
            "txbxContent" if self.flows.len() > 1 => {
                let mut blocks = self.flows.pop().unwrap_or_default();
                self.anchored.append(&mut blocks);
            }
            "footnote" | "endnote" if self.flows.len() > 1 => self.close_note(name),
            _ => {}
        }
    }

    fn close_paragraph(&mut self) {
        if self.paragraphs.last().is_some_and(|paragraph| paragraph.is_joined) {
            return;
        }
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let (style_list, style_level) = self.context.styles.list(paragraph.style.as_deref());
        let list = paragraph.list.as_deref().or(style_list).filter(|&list| list != "0");
        let level = paragraph.level.or(style_level).unwrap_or(0) as usize;
        // an empty paragraph prints its number in a column of numbers only
        let is_printed = !paragraph.text.trim().is_empty() || !self.tables.is_empty();
        let number = list.filter(|_| is_printed).and_then(|list| self.context.numbering.next(list, level));
        let line = paragraph.line(number.as_deref().unwrap_or(""));
        self.push(Block::Line(line));
        let hidden = std::mem::take(&mut self.hidden);
        if !hidden.trim().is_empty() {
            self.tell_hidden(HiddenKind::Text, excerpt(&hidden));
        }
        self.release();
    }

    /// Prints what was anchored, once the table around it is complete.
    fn release(&mut self) {
        if self.tables.is_empty() && self.flows.len() == 1 {
            let anchored = std::mem::take(&mut self.anchored);
            for block in anchored {
                self.push(block);
            }
        }
    }

    fn close_note(&mut self, name: &str) {
        let blocks = self.flows.pop().unwrap_or_default();
        self.context.keep_note(name, &self.note_id, blocks);
    }
}
