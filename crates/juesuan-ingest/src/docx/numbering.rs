//! Automatic numbers of paragraphs, computed from `numbering.xml` as Word counts them.

use std::collections::HashMap;

use super::numerals::written;
use crate::package::Package;
use crate::xml::{Node, Tag, Xml};
use crate::{Format, IngestError};

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The levels of abstract lists.
    kinds: HashMap<String, [Level; LEVELS]>,
    /// Abstract lists that only point to a style of lists.
    links: HashMap<String, String>,
    /// The abstract list that defines a style of lists.
    styles: HashMap<String, String>,
    /// Lists by `numId`.
    lists: HashMap<String, List>,
    /// Counters of abstract lists, which their lists share; 0 where a level has not begun.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists that have set back their counters already.
    restarted: std::collections::HashSet<(String, usize)>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2`
    text: String,
    suffix: String,
    /// Counting restarts below this level; 0 never, `None` below any.
    restart: Option<u32>,
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: String::from("decimal"),
            text: String::new(),
            suffix: String::from("tab"),
            restart: None,
            legal: false,
        }
    }
}

#[derive(Debug, Default)]
struct List {
    kind: String,
    starts: [Option<u32>; LEVELS],
    levels: HashMap<usize, Level>,
}

impl Numbering {
    /// Reads the part `name`.
    pub(super) fn read(package: &mut Package<'_>, name: &str) -> Result<Self, IngestError> {
        let mut numbering = Self::default();
        let Some(text) = package.text(name)? else { return Ok(numbering) };
        let mut xml = Xml::new(&text, Format::Docx);
        let mut at = Place::default();
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => numbering.open(&tag, &mut at),
                Node::Close(name) if name.name() == "lvlOverride" => at.overridden = None,
                Node::Close(name) if name.name() == "abstractNum" => at.kind = None,
                Node::Close(name) if name.name() == "num" => at.list = None,
                _ => {}
            }
        }
        Ok(numbering)
    }

    fn open(&mut self, tag: &Tag<'_>, at: &mut Place) {
        let value = || tag.attribute("val").unwrap_or_default();
        let index = || tag.number("ilvl").map_or(LEVELS, |level| level as usize);
        match tag.name() {
            "abstractNum" => {
                at.kind = tag.attribute("abstractNumId");
                at.list = None;
                self.kinds
                    .insert(at.kind.clone().unwrap_or_default(), std::array::from_fn(|_| Level::default()));
            }
            "num" => {
                at.list = tag.attribute("numId");
                at.kind = None;
                self.lists.insert(at.list.clone().unwrap_or_default(), List::default());
            }
            "numStyleLink" => drop(self.links.insert(at.kind.clone().unwrap_or_default(), value())),
            "styleLink" => drop(self.styles.insert(value(), at.kind.clone().unwrap_or_default())),
            "abstractNumId" => {
                if let Some(list) = self.lists.get_mut(at.list.as_deref().unwrap_or_default()) {
                    list.kind = value();
                }
            }
            "lvlOverride" => at.overridden = Some(index()),
            "startOverride" => {
                let list = self.lists.get_mut(at.list.as_deref().unwrap_or_default());
                let start = list.and_then(|list| list.starts.get_mut(at.overridden.unwrap_or(LEVELS)));
                if let Some(start) = start {
                    *start = tag.number("val");
                }
            }
            "lvl" => at.level = index(),
            name => {
                if let Some(level) = self.level_mut(at) {
                    level.set(name, tag);
                }
            }
        }
    }

    fn level_mut(&mut self, at: &Place) -> Option<&mut Level> {
        if let Some(kind) = &at.kind {
            return self.kinds.get_mut(kind)?.get_mut(at.level);
        }
        at.overridden?;
        let list = self.lists.get_mut(at.list.as_ref()?)?;
        (at.level < LEVELS).then(|| list.levels.entry(at.level).or_default())
    }

    /// Counts one paragraph of a list on and writes its number, with a blank behind it where one is needed.
    pub(super) fn next(&mut self, list_id: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let list = self.lists.get(list_id)?;
        let mut kind = list.kind.as_str();
        if let Some(linked) = self.links.get(kind).and_then(|style| self.styles.get(style)) {
            kind = linked;
        }
        let kinds = self.kinds.get(kind)?;
        let of = |index: usize| list.levels.get(&index).or_else(|| kinds.get(index));
        let counters = self.counters.entry(kind.to_owned()).or_default();
        let start = |index: usize| {
            list.starts
                .get(index)
                .copied()
                .flatten()
                .or_else(|| of(index).map(|level| level.start))
                .unwrap_or(1)
        };
        // the first paragraph of a list with a start of its own begins there, though others have counted on
        let is_restart = list.starts.get(level).copied().flatten().is_some()
            && self.restarted.insert((list_id.to_owned(), level));
        let counter = counters.get_mut(level)?;
        *counter = Some(match *counter {
            Some(count) if !is_restart => count.saturating_add(1),
            _ => start(level),
        });
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restarts = of(deeper).and_then(|level| level.restart);
            if restarts.is_none_or(|below| below as usize > level) {
                *counter = None;
            }
        }
        let own = of(level)?;
        if own.format == "bullet" {
            return None;
        }
        let mut number = String::new();
        let mut marks = own.text.chars().peekable();
        while let Some(mark) = marks.next() {
            let digit =
                marks.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| mark == '%' && *digit > 0);
            let Some(digit) = digit else {
                number.push(mark);
                continue;
            };
            marks.next();
            let index = digit as usize - 1;
            let count = counters.get(index).copied().flatten().unwrap_or_else(|| start(index));
            let format = of(index).map_or("decimal", |level| level.format.as_str());
            let format = if own.legal && format != "decimalZero" { "decimal" } else { format };
            number.push_str(&written(count, format));
        }
        let needs_blank =
            own.suffix != "nothing" && number.chars().next_back().is_some_and(char::is_alphanumeric);
        if needs_blank {
            number.push(' ');
        }
        Some(number)
    }
}

impl Level {
    fn set(&mut self, name: &str, tag: &Tag<'_>) {
        let value = tag.attribute("val").unwrap_or_default();
        match name {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.format = value,
            "lvlText" => self.text = value,
            "suff" => self.suffix = value,
            "lvlRestart" => self.restart = value.parse().ok(),
            "isLgl" => self.legal = tag.is_on(),
            _ => {}
        }
    }
}

/// Where in the part the reader is.
#[derive(Debug, Default)]
struct Place {
    kind: Option<String>,
    list: Option<String>,
    overridden: Option<usize>,
    level: usize,
}
