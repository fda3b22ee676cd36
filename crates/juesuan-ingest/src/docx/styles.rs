//! What styles say: the list that paragraphs belong to, whether they are lines of a table of contents, and whether text is
//! hidden or raised.

use std::collections::HashMap;

use crate::package::Package;
use crate::xml::{Node, Xml};
use crate::{Format, IngestError};

/// Styles based on each other, at most so many in a row.
const MOST_BASES: usize = 16;

/// The styles of a document by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>, Option<String>);

#[derive(Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    list: Option<String>,
    level: Option<u32>,
    is_hidden: Option<bool>,
    is_raised: Option<bool>,
}

impl Styles {
    /// Reads the part `name`.
    pub(super) fn read(package: &mut Package<'_>, name: &str) -> Result<Self, IngestError> {
        let mut styles = Self::default();
        let Some(text) = package.text(name)? else { return Ok(styles) };
        let mut xml = Xml::new(&text, Format::Docx);
        let mut id = String::new();
        while let Some(node) = xml.next()? {
            let Node::Open(tag) = node else { continue };
            if tag.is("style") {
                id = tag.attribute("styleId").unwrap_or_default();
                let is_default =
                    tag.attribute("default").is_some_and(|value| value == "1" || value == "true");
                if is_default && tag.attribute("type").is_none_or(|kind| kind == "paragraph") {
                    styles.1 = Some(id.clone());
                }
                styles.0.insert(id.clone(), Style::default());
                continue;
            }
            let Some(style) = styles.0.get_mut(&id) else { continue };
            let value = tag.attribute("val");
            match tag.name() {
                "name" => style.name = value.unwrap_or_default(),
                "basedOn" => style.base = value,
                "numId" => style.list = value,
                "ilvl" => style.level = tag.number("val"),
                "vanish" => style.is_hidden = Some(tag.is_on()),
                "vertAlign" => style.is_raised = Some(value.as_deref() == Some("superscript")),
                _ => {}
            }
        }
        Ok(styles)
    }

    /// Whether text of this style is hidden, and whether it is raised; `None` where the style does not say.
    pub(super) fn look(&self, id: Option<&str>) -> (Option<bool>, Option<bool>) {
        let chain = || self.chain(id);
        (chain().find_map(|style| style.is_hidden), chain().find_map(|style| style.is_raised))
    }

    /// The list and the level that a paragraph of this style belongs to.
    pub(super) fn list<'s>(&'s self, id: Option<&'s str>) -> (Option<&'s str>, Option<u32>) {
        let chain = || self.chain(id);
        (chain().find_map(|style| style.list.as_deref()), chain().find_map(|style| style.level))
    }

    /// Whether paragraphs of this style are entries of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| style.name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("toc")))
    }

    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.or(self.1.as_deref()).and_then(|id| self.0.get(id));
        std::iter::successors(first, |style| self.0.get(style.base.as_deref()?)).take(MOST_BASES)
    }
}
