//! Word since 2007: paragraphs with their automatic numbers, tables, footnotes and text boxes, as they are printed.

mod body;
mod context;
mod fields;
mod numbering;
mod numerals;
mod paragraph;
mod styles;
mod table;

use std::collections::HashMap;

use crate::flow::{Block, Printer};
use crate::limits::{Room, Used};
use crate::package::Package;
use crate::{Format, IngestError, Limits, Source};
use body::Body;
use context::Context;
use numbering::Numbering;
use styles::Styles;

use crate::sheet::embedded;

/// Reads a document of Word.
pub(crate) fn read(bytes: &[u8], limits: Limits) -> Result<Source<'_>, IngestError> {
    let mut printer = Printer::new(Format::Docx, limits);
    printer.print(&blocks(bytes, Room::new(limits))?)?;
    printer.finish(bytes)
}

fn blocks(bytes: &[u8], room: Room) -> Result<Vec<Block>, IngestError> {
    let mut package = Package::open(bytes, Format::Docx, &room)?;
    let roots = package.relations("")?;
    let main = roots.into_iter().find(|root| root.kind == "officeDocument").map(|root| root.part);
    let main = main.unwrap_or_else(|| String::from("word/document.xml"));
    let relations = package.relations(&main)?;
    let part = |kind: &str| relations.iter().find(|one| one.kind == kind).map(|one| one.part.as_str());
    let styles = part("styles").map(|name| Styles::read(&mut package, name)).transpose()?.unwrap_or_default();
    let numbering =
        part("numbering").map(|name| Numbering::read(&mut package, name)).transpose()?.unwrap_or_default();
    let targets: HashMap<String, String> =
        relations.iter().map(|one| (one.id.clone(), one.part.clone())).collect();
    let used = Used::new(Format::Docx, room.limits);
    let mut context = Context::new((styles, numbering), targets, (room, used));
    for kind in ["footnotes", "endnotes"] {
        if let Some(name) = part(kind)
            && let Some(text) = package.text(name)?
        {
            Body::new(&mut context, &mut package).read_notes(&text)?;
        }
    }
    let text = package.text(&main)?.ok_or_else(|| IngestError::Damaged {
        format: Format::Docx,
        reason: format!("the part {main} is missing"),
    })?;
    Body::new(&mut context, &mut package).read(&text)
}
