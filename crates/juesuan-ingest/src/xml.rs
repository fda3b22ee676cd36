//! XML as a stream of tags and text, by local names, without entities of its own and with limited depth.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::{Format, IngestError};

/// Elements inside each other. Office programs write some dozens.
const MOST_DEPTH: usize = 4096;

/// A stream of [`Node`]s.
pub(crate) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    format: Format,
    depth: usize,
}

/// A piece of a document in XML.
pub(crate) enum Node<'x> {
    /// The beginning of an element; an empty one is followed by its end.
    Open(Tag<'x>),
    /// The end of an element.
    Close(Name<'x>),
    /// Text between tags, in pieces.
    Text(Cow<'x, str>),
}

/// A tag with its attributes.
pub(crate) struct Tag<'x>(BytesStart<'x>);

/// The name of an element that ends.
pub(crate) struct Name<'x>(quick_xml::events::BytesEnd<'x>);

impl Name<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Whether this is its name, whatever the prefix.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name() == name
    }

    /// The value of the attribute with this local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|one| one.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        value.ok().map(Cow::into_owned)
    }

    /// The attribute with this local name as a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether the attribute with this local name is there and true.
    #[cfg(feature = "sheet")]
    pub(crate) fn says(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
    }

    /// A switch: on unless `val` says that it is off.
    pub(crate) fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

impl<'x> Xml<'x> {
    /// Reads a part of a file of `format`.
    pub(crate) fn new(text: &'x str, format: Format) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_dangling_amp = true;
        Self { reader, format, depth: 0 }
    }

    /// Passes by the rest of the element that has just begun, and its end.
    #[cfg(feature = "sheet")]
    pub(crate) fn skip(&mut self) -> Result<(), IngestError> {
        let depth = self.depth;
        while self.depth >= depth && self.next()?.is_some() {}
        Ok(())
    }

    /// The next piece; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'x>>, IngestError> {
        loop {
            let event = self.reader.read_event().map_err(|error| IngestError::Damaged {
                format: self.format,
                reason: format!("byte {} of a part: {error}", self.reader.error_position()),
            })?;
            match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > MOST_DEPTH {
                        let limit = MOST_DEPTH as u64;
                        return Err(IngestError::TooMuch {
                            format: self.format,
                            what: "nested elements",
                            limit,
                        });
                    }
                    return Ok(Some(Node::Open(Tag(tag))));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::Close(Name(tag))));
                }
                Event::Text(text) => return Ok(Some(Node::Text(text.xml10_content()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.xml10_content()))),
                Event::GeneralRef(name) => {
                    let resolved = name.resolve_char_ref().ok().flatten().map(String::from);
                    let text = resolved.or_else(|| predefined(&name.into_inner()).map(str::to_owned));
                    if let Some(text) = text {
                        return Ok(Some(Node::Text(Cow::Owned(text))));
                    }
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }
}

/// The five entities that need no declaration. Others are never expanded.
fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}
