//! How a run is parted into files.

use std::fmt::Write as _;

use juesuan_model::Report;

use crate::Value;
use crate::rows::{Damaged, pack_row, unpack};
use crate::value::{integer, optional, text};

/// How a run is parted into Parquet files.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Partition {
    /// One file a resource: `observations.parquet`.
    #[default]
    None,
    /// One file a document: `observations/document=a.txt/part-0.parquet`.
    Document,
    /// The documents of one body together: `observations/entity=清河县卫生监督局/part-0.parquet`.
    Entity,
    /// The documents of one fiscal year together: `observations/year=2022/part-0.parquet`.
    Year,
}

/// What runs are parted by, of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    entity: String,
    year: Option<u64>,
}

impl Keys {
    /// Those of a report, as bytes.
    pub(super) fn pack(report: &Report) -> Vec<u8> {
        let entity = report.entity.as_ref().map_or(Value::Empty, |entity| text(&entity.name));
        let mut bytes = Vec::new();
        pack_row(&mut bytes, &[entity, optional(report.year, integer)]);
        bytes
    }

    /// Those in some bytes.
    pub(super) fn unpack(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut keys = Self::default();
        unpack::<Damaged>(bytes, 2, |row| {
            if let [Value::Text(entity), _] = row {
                keys.entity = entity.to_string();
            }
            if let [_, Value::Integer(year)] = row {
                keys.year = Some(*year);
            }
            Ok(())
        })?;
        Ok(keys)
    }
}

/// The folder for documents that do not state the key: the name that Hive's readers take for an empty value.
const UNSTATED: &str = "__HIVE_DEFAULT_PARTITION__";

/// Longest value in a folder's name, in bytes; file systems take 255 with key and checksum.
const LONGEST: usize = 228;

impl Partition {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::Document, Self::Entity, Self::Year];

    /// The name that the command line takes, and the key in folder names.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Document => "document",
            Self::Entity => "entity",
            Self::Year => "year",
        }
    }

    /// The partition of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|partition| partition.as_str() == name)
    }

    /// The folder of a document within each dataset, `year=2022`; `None` where nothing is parted.
    pub(super) fn folder(self, document: &str, keys: &Keys) -> Option<String> {
        let value = match self {
            Self::None => return None,
            Self::Document => escape(document),
            Self::Entity => escape(&keys.entity),
            Self::Year => keys.year.map_or_else(String::new, |year| year.to_string()),
        };
        let value = if value.is_empty() { UNSTATED } else { &value };
        Some(format!("{}={value}", self.as_str()))
    }

    /// The folder for a dataset that has no rows at all.
    pub(super) fn unstated(self) -> Option<String> {
        (self != Self::None).then(|| format!("{}={UNSTATED}", self.as_str()))
    }
}

/// A value as Hive writes it in a folder's name: what means something to a file system or a reader as `%` and two
/// digits. A value too long for a folder is cut and told apart by a checksum.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let mut fits = 0;
    for character in value.chars() {
        if character.is_ascii_control() || "\"#%'*/:<=>?\\|{}[]^".contains(character) {
            // writing to a string cannot fail
            let _ = write!(escaped, "%{:02X}", u32::from(character));
        } else {
            escaped.push(character);
        }
        if escaped.len() <= LONGEST {
            fits = escaped.len();
        }
    }
    if fits < escaped.len() {
        escaped.truncate(fits);
        let _ = write!(escaped, "~{:016x}", checksum(value));
    }
    // file systems leave a stop or a blank at the end out
    match escaped.pop() {
        Some('.') => escaped.push_str("%2E"),
        Some(' ') => escaped.push_str("%20"),
        last => escaped.extend(last),
    }
    escaped
}

/// FNV-1a: tells cut names apart, the same in every run.
fn checksum(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folders_are_named_as_hive_names_them() {
        assert_eq!(escape("a/清河县 (2022).txt"), "a%2F清河县 (2022).txt");
        assert_eq!(escape("../x=1"), "..%2Fx%3D1");
        assert_eq!(escape(".."), ".%2E");
        assert_eq!(escape("清河县 "), "清河县%20");
        let long = escape(&"清".repeat(100));
        assert!(long.starts_with("清清") && long.len() <= 245 && long.contains('~'), "{long}");
    }

    proptest! {
        #[test]
        fn every_name_makes_one_folder(name in "\\PC*|[./\\\\%=:\0\n]{0,9}") {
            let folder = escape(&name);
            prop_assert!(folder.len() <= 245);
            prop_assert!(!folder.contains(['/', '\\', '\0', '=']) && folder != "." && folder != "..");
        }
    }
}
