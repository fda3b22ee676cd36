//! A whole file: its documents, their pages with templates and annotations.

use std::collections::HashMap;

use super::content::{Layer, draw};
use super::shape::{Matrix, numbers};
use crate::builder::Builder;
use crate::drawn::drawing::Drawing;
use crate::drawn::limits::LIMITS;
use crate::drawn::page::Page;
use crate::drawn::writer::{list_unknown, write};
use crate::limits::{Clock, Reached, Room};
use crate::package::{Package, resolve};
use crate::tuning::TUNING;
use crate::xml::{Node, Xml};
use crate::{Format, IngestError, Limits, Source};

/// The page of a document that says no size, A4 in millimetres.
const A4: [f64; 4] = [0.0, 0.0, 210.0, 297.0];

/// Points of a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// Templates that one page may lay under its own content.
const MOST_TEMPLATES: usize = 64;

/// Reads a document in OFD.
///
/// # Errors
/// [`IngestError::Damaged`] where no page can be found, [`IngestError::Encrypted`], [`IngestError::NoText`] where the
/// pages are pictures, [`IngestError::TooMuch`] beyond the limits.
pub(crate) fn read(bytes: &[u8], limits: Limits) -> Result<Source<'_>, IngestError> {
    let mut package = Package::open(bytes, Format::Ofd, &Room::new(limits))?;
    if package.has("Encryptions.xml") {
        return Err(IngestError::Encrypted { format: Format::Ofd });
    }
    let mut pages = Vec::new();
    let clock = Clock::new(limits);
    for root in roots(&mut package)? {
        Document::open(&mut package, &root)?.pages(&mut package, &mut pages, &clock)?;
    }
    if pages.is_empty() {
        return Err(damaged("no page can be found"));
    }
    if pages.iter().map(Page::characters).sum::<usize>() == 0 {
        if !pages.iter().any(|page| page.has_picture || page.has_lines) {
            return Err(IngestError::Empty { format: Format::Ofd });
        }
        let pages = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        return Err(IngestError::NoText { format: Format::Ofd, pages });
    }
    let mut builder = Builder::default();
    write(&mut pages, &mut builder, &TUNING.drawn);
    let mut source = builder.finish(bytes, Format::Ofd, limits)?;
    source.pictures = Page::pictures(&pages);
    list_unknown(&mut source);
    Ok(source)
}

fn damaged(reason: &str) -> IngestError {
    IngestError::Damaged { format: Format::Ofd, reason: reason.to_owned() }
}

/// The parts with which the documents of the file begin.
fn roots(package: &mut Package<'_>) -> Result<Vec<String>, IngestError> {
    let text = package.text("OFD.xml")?.ok_or_else(|| damaged("the part OFD.xml is missing"))?;
    let mut xml = Xml::new(&text, Format::Ofd);
    let mut roots = Vec::new();
    let mut is_root = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) => is_root = tag.is("DocRoot"),
            Node::Text(text) if is_root => roots.push(resolve("", text.trim())),
            Node::Text(_) => {}
            Node::Close(_) => is_root = false,
        }
    }
    Ok(roots)
}

/// What a document says of its pages.
#[derive(Default)]
struct Document {
    /// The folder of its root, which places are relative to.
    folder: String,
    size: Option<[f64; 4]>,
    /// Parts of templates by their number.
    templates: HashMap<String, String>,
    /// Number and part of each page.
    pages: Vec<(String, String)>,
    /// The list of annotations.
    annotations: Option<String>,
}

impl Document {
    fn open(package: &mut Package<'_>, root: &str) -> Result<Self, IngestError> {
        let text = package.text(root)?.ok_or_else(|| damaged(&format!("the part {root} is missing")))?;
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let mut document = Self { folder, ..Self::default() };
        let mut xml = Xml::new(&text, Format::Ofd);
        let mut open = String::new();
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => {
                    let place = tag.attribute("BaseLoc").map(|place| resolve(&document.folder, &place));
                    let id = tag.attribute("ID").unwrap_or_default();
                    match (tag.name(), place) {
                        ("TemplatePage", Some(place)) => drop(document.templates.insert(id, place)),
                        ("Page", Some(place)) => document.pages.push((id, place)),
                        _ => {}
                    }
                    tag.name().clone_into(&mut open);
                }
                Node::Text(text) => match open.as_str() {
                    "PhysicalBox" => document.size = document.size.or(four(&text)),
                    "Annotations" if !text.trim().is_empty() => {
                        document.annotations = Some(resolve(&document.folder, text.trim()));
                    }
                    _ => {}
                },
                Node::Close(_) => open.clear(),
            }
        }
        Ok(document)
    }

    /// Draws all pages.
    fn pages(
        &self,
        package: &mut Package<'_>,
        pages: &mut Vec<Page>,
        clock: &Clock,
    ) -> Result<(), IngestError> {
        let notes = self.annotations(package)?;
        let mut texts: HashMap<String, Option<String>> = HashMap::new();
        let (mut operations, mut text) = (0, 0);
        for (id, part) in &self.pages {
            if pages.len() as u64 >= LIMITS.pages {
                let (what, limit) = ("pages", LIMITS.pages);
                return Err(IngestError::TooMuch { format: Format::Ofd, what, limit });
            }
            let number = u32::try_from(pages.len()).unwrap_or(u32::MAX).saturating_add(1);
            let late = || clock.error(Format::Ofd, Reached::Page(number));
            if clock.is_over() {
                return Err(late());
            }
            let Some(own) = package.text(part)? else { continue };
            let header = Header::read(&own)?;
            let [x, y, width, height] = header.size.or(self.size).unwrap_or(A4);
            let to_points = Matrix([POINTS, 0.0, 0.0, POINTS, -x * POINTS, -y * POINTS]);
            let mut drawing = Drawing::new(&TUNING.drawn);
            for template in header.templates.iter().filter_map(|id| self.templates.get(id)) {
                if !texts.contains_key(template) {
                    let text = package.text(template)?;
                    texts.insert(template.clone(), text);
                }
                if let Some(Some(text)) = texts.get(template) {
                    let drawn = draw(text, Layer::Content, to_points, &mut drawing, clock)?;
                    operations += drawn.ok_or_else(late)?;
                }
            }
            let drawn = draw(&own, Layer::Content, to_points, &mut drawing, clock)?;
            operations += drawn.ok_or_else(late)?;
            if let Some(text) = notes.get(id).map(|part| package.text(part)).transpose()?.flatten() {
                let drawn = draw(&text, Layer::Annotations, to_points, &mut drawing, clock)?;
                operations += drawn.ok_or_else(late)?;
            }
            if operations > LIMITS.all_operations {
                let (what, limit) = ("drawing operations", LIMITS.all_operations);
                return Err(IngestError::TooMuch { format: Format::Ofd, what, limit });
            }
            #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
            let size = ((width * POINTS) as f32, (height * POINTS) as f32);
            let page = Page::of(drawing, size, &TUNING.drawn, &LIMITS);
            text += page.characters() as u64;
            if text > package.room().limits.text {
                let (what, limit) = ("bytes of text", package.room().limits.text);
                return Err(IngestError::TooMuch { format: Format::Ofd, what, limit });
            }
            pages.push(page);
        }
        Ok(())
    }

    /// The parts with the annotations of pages by their number.
    fn annotations(&self, package: &mut Package<'_>) -> Result<HashMap<String, String>, IngestError> {
        let mut parts = HashMap::new();
        let Some(list) = &self.annotations else { return Ok(parts) };
        let Some(text) = package.text(list)? else { return Ok(parts) };
        let folder = list.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut xml = Xml::new(&text, Format::Ofd);
        let (mut page, mut is_place) = (String::new(), false);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => {
                    if tag.is("Page") {
                        page = tag.attribute("PageID").unwrap_or_default();
                    }
                    is_place = tag.is("FileLoc");
                }
                Node::Text(text) if is_place => {
                    parts.insert(page.clone(), resolve(folder, text.trim()));
                }
                Node::Text(_) => {}
                Node::Close(_) => is_place = false,
            }
        }
        Ok(parts)
    }
}

/// What a page says of itself before its content.
#[derive(Default)]
struct Header {
    size: Option<[f64; 4]>,
    /// Numbers of the templates that it uses.
    templates: Vec<String>,
}

impl Header {
    fn read(text: &str) -> Result<Self, IngestError> {
        let mut header = Self::default();
        let mut xml = Xml::new(text, Format::Ofd);
        let mut is_size = false;
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) if tag.is("Content") => break,
                Node::Open(tag) => {
                    is_size = tag.is("PhysicalBox");
                    if tag.is("Template") && header.templates.len() < MOST_TEMPLATES {
                        header.templates.extend(tag.attribute("TemplateID"));
                    }
                }
                Node::Text(text) if is_size => header.size = header.size.or(four(&text)),
                Node::Text(_) => {}
                Node::Close(_) => is_size = false,
            }
        }
        Ok(header)
    }
}

/// Four numbers: a place, a width and a height.
fn four(text: &str) -> Option<[f64; 4]> {
    numbers(text).collect::<Vec<f64>>().try_into().ok()
}
