//! What the page asks of the server, and the documents of the folder that it knows by name.

use std::collections::HashMap;

use anyhow::{Result, anyhow};
use juesuan::output::Rendered;
use juesuan::{Options, Reading};
use juesuan_page::{Answer, Task};
use serde::Deserialize;

use crate::args::{LONGEST_READING, Language};
use crate::choice::Chosen;
use crate::inputs::{Found, Input};
use crate::resume::Kept;
use crate::summary::Tally;
use crate::{error_messages, office};

/// A request of the page.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(flatten)]
    task: Task,
    /// Whether the document is one of the folder, and no bytes come with the request.
    #[serde(default)]
    folder: bool,
}

/// The documents and how they are read.
pub(super) struct Desk {
    inputs: HashMap<String, Input>,
    /// Names in their order, each with the reason where it is not read.
    names: Vec<(String, Option<String>)>,
    chosen: Chosen,
    kept: Option<Kept>,
    longest: u64,
}

impl Desk {
    pub(super) fn new(found: Found, chosen: Chosen, kept: Option<Kept>, longest: u64) -> Self {
        let read = found.inputs.iter().map(|input| (input.document.clone(), None));
        let unread =
            found.unread.iter().map(|unread| (unread.document.clone(), Some(unread.report().source.reason)));
        let names = read.chain(unread).collect();
        let inputs = found.inputs.into_iter().map(|input| (input.document.clone(), input)).collect();
        Self { inputs, names, chosen, kept, longest }
    }

    /// The documents of the folder, as JSON.
    pub(super) fn documents(&self) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(&self.names)?)
    }

    /// Carries out what is asked.
    pub(super) fn answer(&self, asked: &Asked, body: &[u8]) -> Result<Vec<u8>> {
        match &asked.task {
            Task::Read { name, parts, .. } if asked.folder => {
                Ok(self.read(self.input(name)?, parts).into_bytes())
            }
            Task::Xlsx { name } if asked.folder => {
                let input = self.input(name)?;
                let Reading { report, text } = self.reading(input, input.bytes(self.longest)?)?;
                Ok(juesuan_page::workbook(&report, &text)?.into_bytes())
            }
            task => {
                // what is dropped on the page has no place but its name
                let check = |name: &str, reading: &mut Reading| {
                    self.chosen.apply(name, name, reading);
                };
                Ok(juesuan_page::carry_out(task, body, &check)?.into_bytes())
            }
        }
    }

    fn input(&self, name: &str) -> Result<&Input> {
        self.inputs.get(name).ok_or_else(|| anyhow!("{name}: not in the folder"))
    }

    fn reading(&self, input: &Input, bytes: Vec<u8>) -> Result<Reading> {
        let options = Options { page_pictures: true, ..Options::default() };
        let mut reading = office::Opened::of(bytes, LONGEST_READING)?.read(&input.document, &options)?;
        self.chosen.apply(&input.document, &input.path, &mut reading);
        Ok(reading)
    }

    /// Reads a document of the folder, or takes what was kept of it.
    fn read(&self, input: &Input, parts: &[String]) -> Answer {
        let unread = |error: &anyhow::Error| {
            // data are the same in whichever language messages are
            juesuan_page::unread(&input.document, &error_messages::unread(error, Language::Zh), input.size)
        };
        let bytes = match input.bytes(self.longest) {
            Ok(bytes) => bytes,
            Err(error) => return unread(&error),
        };
        let left_out = self.chosen.left_out_of(&input.document, &input.path);
        let key = self.kept.as_ref().map(|kept| (kept, kept.key(&input.document, &left_out, &bytes)));
        if let Some((_, rendered)) = key.as_ref().and_then(|(kept, key)| kept.load(key)) {
            let pieces = rendered.into_iter().flat_map(|one| one.pieces).flatten().collect::<Vec<u8>>();
            if let Some(answer) = Answer::from_bytes(&pieces) {
                return answer.only(parts);
            }
        }
        let reading = match self.reading(input, bytes) {
            Ok(reading) => reading,
            Err(error) => return unread(&error),
        };
        let answer = juesuan_page::read(&reading.report, &reading.text);
        if let Some((kept, key)) = key {
            let pieces = vec![answer.clone().into_bytes()];
            let rendered = Rendered { document: input.document.clone(), pieces };
            kept.keep(&key, &Tally::default(), &[rendered]);
        }
        answer.only(parts)
    }
}
