//! Zip archives whose parts are read into memory, with a limit on what they inflate to.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::Room;
use crate::xml::{Node, Xml};
use crate::{Format, IngestError};

/// How many entries an archive may list.
const MOST_ENTRIES: usize = 100_000;

/// An archive whose parts are read by name.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: Format,
    room: Room,
}

impl<'a> Package<'a> {
    /// Reads the list of parts of `bytes`, a file of `format`.
    pub(crate) fn open(bytes: &'a [u8], format: Format, room: &Room) -> Result<Self, IngestError> {
        let damaged = |error: ZipError| IngestError::Damaged { format, reason: error.to_string() };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MOST_ENTRIES {
            return Err(IngestError::TooMuch { format, what: "entries", limit: MOST_ENTRIES as u64 });
        }
        Ok(Self { archive, format, room: room.clone() })
    }

    /// What kind of document the parts make; [`Format::Zip`] where they make none.
    pub(crate) fn kind(&mut self) -> Format {
        let mimetype = self.part("mimetype").ok().flatten().unwrap_or_default();
        match mimetype.trim_ascii() {
            b"application/vnd.oasis.opendocument.text" => return Format::Odt,
            b"application/vnd.oasis.opendocument.spreadsheet" => return Format::Ods,
            _ => {}
        }
        let roots = self.relations("").unwrap_or_default();
        let main = roots.iter().find(|root| root.kind == "officeDocument").map(|root| root.part.as_str());
        let has = |name: &str| self.archive.index_for_name(name).is_some();
        match main {
            Some(part) if part.starts_with("word/") && has(part) => Format::Docx,
            Some(part) if part.starts_with("xl/") && has(part) => Format::Xlsx,
            _ if has("OFD.xml") => Format::Ofd,
            _ if has("word/document.xml") => Format::Docx,
            _ if has("xl/workbook.xml") || has("xl/workbook.bin") => Format::Xlsx,
            _ => Format::Zip,
        }
    }

    /// How much of the file may be read.
    #[cfg(feature = "ofd")]
    pub(crate) fn room(&self) -> &Room {
        &self.room
    }

    /// Whether there is a part of this name.
    #[cfg(any(feature = "ofd", feature = "sheet"))]
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part; `None` where there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let name = name.trim_start_matches('/');
        let Some(index) = self.archive.index_for_name(name).or_else(|| self.by_other_case(name)) else {
            return Ok(None);
        };
        let format = self.format;
        let damaged = |reason: String| IngestError::Damaged { format, reason };
        let file = match self.archive.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(reason)) if reason == ZipError::PASSWORD_REQUIRED => {
                return Err(IngestError::Encrypted { format });
            }
            Err(error) => return Err(damaged(error.to_string())),
        };
        let left = self.room.left();
        // what says itself that it is too long is not inflated; what lies is cut
        let mut length = file.size();
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(left)).unwrap_or(0));
        if length <= left {
            let read = file.take(left.saturating_add(1)).read_to_end(&mut bytes);
            length = bytes.len() as u64;
            self.room.spend(length);
            read.map_err(|error| damaged(error.to_string()))?;
        }
        if length > left {
            let limit = self.room.limits.unpacked;
            return Err(IngestError::TooMuch { format, what: "bytes when unpacked", limit });
        }
        Ok(Some(bytes))
    }

    /// Some programs write other capitals into the references than into the list of parts.
    fn by_other_case(&self, name: &str) -> Option<usize> {
        (0..self.archive.len()).find(|&index| {
            let listed = self.archive.name_for_index(index).and_then(Result::ok);
            listed.is_some_and(|listed| listed.replace('\\', "/").eq_ignore_ascii_case(name))
        })
    }

    /// Inflates all parts and keeps none, for libraries that inflate without a limit.
    #[cfg(feature = "sheet")]
    pub(crate) fn measure(&mut self) -> Result<(), IngestError> {
        let names: Vec<String> =
            self.archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
        names.iter().try_for_each(|name| self.part(name).map(drop))
    }

    /// The text of a part in XML; `None` where there is no such part.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, IngestError> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        // UTF-16 says so by its byte order mark; all else is UTF-8 in these formats
        let text = String::from_utf8(bytes).or_else(|error| {
            let (text, _, _) = encoding_rs::UTF_8.decode(error.as_bytes());
            Ok::<_, IngestError>(text.into_owned())
        })?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }

    /// Where the relations of a part point to: id, last word of the type, and the name of the part meant.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, IngestError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let Some(text) = self.text(&name)? else { return Ok(Vec::new()) };
        let mut xml = Xml::new(&text, self.format);
        let mut relations = Vec::new();
        while let Some(node) = xml.next()? {
            if let Node::Open(tag) = node
                && tag.is("Relationship")
                && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
            {
                let kind = tag.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { id, kind, part: resolve(folder, &target) });
            }
        }
        Ok(relations)
    }
}

/// A relation of one part to another.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its type: `styles`, `worksheet` …
    pub(crate) kind: String,
    /// The name of the part that it points to.
    pub(crate) part: String,
}

/// A target as the name of a part: relative to the folder, unless it begins with a slash.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}
