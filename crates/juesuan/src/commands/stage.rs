//! `juesuan segments` and `juesuan tables`: one stage of one document, for a person to read.

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};
use juesuan::ingest::{Options, Source};

use super::Done;
use crate::cli::OneFile;
use crate::inputs;
use crate::show;

/// Shows the section tree and the blocks under it.
pub(crate) fn segments(args: &OneFile) -> Result<Done> {
    let bytes = bytes(args)?;
    let source = decode(args, &bytes)?;
    let segmentation = juesuan::segment::segment(&source.text)?;
    print(&show::segments(&segmentation))
}

/// Shows the tables and what was repaired in them.
pub(crate) fn tables(args: &OneFile) -> Result<Done> {
    let bytes = bytes(args)?;
    let source = decode(args, &bytes)?;
    let segmentation = juesuan::segment::segment(&source.text)?;
    let tables = juesuan::table::reconstruct(&segmentation);
    print(&show::tables(&segmentation, &tables))
}

fn bytes(args: &OneFile) -> Result<Vec<u8>> {
    let (found, unusable) = inputs::expand(std::slice::from_ref(&args.file));
    if let Some(bad) = unusable.into_iter().next() {
        return Err(bad.reason.context(bad.path));
    }
    let [input] = found.as_slice() else { bail!("{}: name one document", args.file) };
    input.bytes().with_context(|| args.file.clone())
}

fn decode<'b>(args: &OneFile, bytes: &'b [u8]) -> Result<Source<'b>> {
    let options = Options { encoding: args.reading.encoding, format: None };
    juesuan::ingest::ingest(bytes, options).with_context(|| args.file.clone())
}

/// A reader that closes the pipe early (`| head`) is no error.
fn print(text: &str) -> Result<Done> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(Done::default()),
        done => Ok(done.map(|()| Done::default())?),
    }
}
