//! What a document becomes in all formats asked for: the same in this process and in another one.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::args::{Convert, Language};
use crate::choice::Chosen;
use crate::office::Opened;
use crate::summary::Tally;
use crate::vocabulary;
use crate::work::{Named, Work};
use juesuan::Options;
use juesuan::output::{Format, Render, Rendered};

/// Reads documents, applies the rules, and renders.
pub(crate) struct Maker {
    options: Options,
    pub(super) chosen: Chosen,
    /// How each format renders, in the order of [`formats`].
    renders: Vec<Render>,
}

/// The result of a document, but for the pieces of what was rendered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Made {
    pub(super) tally: Tally,
    /// What the document tells of doubtful rows of own rules.
    told: Vec<u8>,
    /// How many pieces each format has.
    pieces: Vec<usize>,
}

impl Maker {
    /// As the options ask.
    ///
    /// # Errors
    /// Rules or words that cannot be read or understood.
    pub(crate) fn new(args: &Convert, language: Language) -> Result<Self> {
        let formats = formats(args);
        let page_pictures = formats.iter().any(|format| format.shows_pages());
        Ok(Self {
            options: Options { page_pictures, ..vocabulary::options(&args.inputs.decoding, language)? },
            chosen: Chosen::load(&args.choice, language)?,
            renders: formats.into_iter().map(Format::renderer).collect(),
        })
    }

    /// The result of a document in each format; what the document told is known from here on.
    pub(super) fn rendered(&self, document: &str, made: &Made, pieces: Vec<Vec<u8>>) -> Vec<Rendered> {
        self.chosen.learn(&made.told);
        let mut pieces = pieces.into_iter();
        let of_format = |count: &usize| Rendered {
            document: document.to_owned(),
            pieces: pieces.by_ref().take(*count).collect(),
        };
        made.pieces.iter().map(of_format).collect()
    }
}

impl Work for Maker {
    type Made = Made;

    fn work(&self, named: &Named, opened: Opened) -> Result<(Made, Vec<Vec<u8>>)> {
        let mut reading = opened.read(&named.document, &self.options)?;
        // the text is enough from here on; both at once would be held while the rules run
        drop(opened);
        let checked = self.chosen.apply(&named.document, &named.path, &mut reading);
        let tally = Tally::of(&reading, &checked);
        let (mut counts, mut pieces) = (Vec::new(), Vec::new());
        for render in &self.renders {
            let rendered = render(&reading.report, &reading.text)?;
            counts.push(rendered.pieces.len());
            pieces.extend(rendered.pieces);
        }
        Ok((Made { tally, told: self.chosen.told(), pieces: counts }, pieces))
    }
}

/// The formats asked for; one that is named twice is written once.
pub(super) fn formats(args: &Convert) -> Vec<&'static Format> {
    let mut formats: Vec<&Format> = Vec::new();
    for &format in &args.to {
        if !formats.iter().any(|known| known.name == format.name) {
            formats.push(format);
        }
    }
    formats
}
