//! What the page gets.

use juesuan::output::OutputError;

/// Why a request has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// The first line is no task.
    #[error("this is no request: {0}")]
    Request(#[from] serde_json::Error),
    /// The document cannot be read, and what was asked for is nothing without it.
    #[error(transparent)]
    Unread(#[from] juesuan::Error),
    /// An output could not be made.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// Parts by name, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    parts: Vec<(String, Vec<u8>)>,
}

impl Answer {
    /// Adds a part.
    pub fn add(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.parts.push((name.into(), bytes.into()));
    }

    /// A part by name.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice())
    }

    /// The parts that are wanted: those of these names, and those in folders of these names; all where none is named.
    #[must_use]
    pub fn only(mut self, wanted: &[String]) -> Self {
        let folder = |name: &str| name.split('/').next().unwrap_or_default().to_owned();
        self.parts.retain(|(name, _)| {
            wanted.is_empty() || wanted.iter().any(|one| one == name || *one == folder(name))
        });
        self
    }

    /// The answer that bytes hold; `None` where they hold none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, mut rest) = bytes.split_at_checked(end + 1)?;
        let list: Vec<(String, usize)> = serde_json::from_slice(head).ok()?;
        let mut parts = Vec::with_capacity(list.len());
        for (name, length) in list {
            let (part, after) = rest.split_at_checked(length)?;
            parts.push((name, part.to_vec()));
            rest = after;
        }
        rest.is_empty().then_some(Self { parts })
    }

    /// The answer as bytes: a line of JSON with names and lengths, the parts behind it.
    pub fn into_bytes(self) -> Vec<u8> {
        let list: Vec<(&str, usize)> =
            self.parts.iter().map(|(name, bytes)| (name.as_str(), bytes.len())).collect();
        let mut out = serde_json::json!(list).to_string().into_bytes();
        out.push(b'\n');
        for (_, bytes) in &self.parts {
            out.extend_from_slice(bytes);
        }
        out
    }
}
