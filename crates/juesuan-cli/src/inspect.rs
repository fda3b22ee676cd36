//! `juesuan segments` and `juesuan tables`: one stage of one document, for a person to read.

use std::io::Write as _;

use anyhow::{Result, anyhow, bail};

use super::args::{Language, OneFile, Tables};
use super::inputs::{self, Input, Why};
use super::terminal::Terminal;
use super::{Done, error_messages, interrupt, office, show, visible, vocabulary};
use juesuan::ingest::Source;

/// Shows the section tree and the blocks under it.
pub(super) fn segments(args: &OneFile, terminal: &Terminal) -> Result<Done> {
    on_text(args, terminal, |source| {
        Ok(show::segments(&juesuan::segment::segment(&source.text)?, terminal.language))
    })
}

/// Shows the tables and what was repaired in them.
pub(super) fn tables(args: &Tables, terminal: &Terminal) -> Result<Done> {
    on_text(&args.document, terminal, |source| {
        let segmentation = juesuan::segment::segment(&source.text)?;
        let vocabulary = vocabulary::vocabulary(&args.document.decoding, terminal.language)?;
        let tables = juesuan::table::reconstruct_with(&segmentation, &vocabulary);
        if tables.tables.is_empty() {
            terminal.warn(terminal.language.of("没有识别出表格", "no table was found"));
        }
        Ok(show::tables(&segmentation, &tables, terminal.language, args.why))
    })
}

fn on_text(
    args: &OneFile,
    terminal: &Terminal,
    show: impl FnOnce(&Source<'_>) -> Result<String>,
) -> Result<Done> {
    interrupt::listen_alone();
    let language = terminal.language;
    let input = one(&args.file, language)?;
    let failed = |error: anyhow::Error| match interrupt::asked() {
        Some(stopped) => stopped.into(),
        None => anyhow!("{}: {}", args.file, error_messages::unread(&error, language)),
    };
    let bytes = input.bytes(args.decoding.max_bytes).map_err(failed)?;
    let bytes = office::readable(&bytes, args.decoding.max_seconds).map_err(failed)?;
    let options = vocabulary::reading(&args.decoding);
    let read = || juesuan::source(&bytes, &options);
    let source = if options.ocr { interrupt::while_helped(read) } else { read() };
    let source = source.map_err(|error| failed(juesuan::Error::from(error).into()))?;
    std::io::stdout().lock().write_all(visible::text(&show(&source)?).as_bytes())?;
    Ok(Done::default())
}

/// The one document that a path means.
pub(super) fn one(path: &str, language: Language) -> Result<Input> {
    let mut found = inputs::expand(&[path.into()], None, None);
    if let Some(unread) = found.unread.pop()
        && let Why::Trouble(trouble) = unread.why
    {
        bail!("{}: {}", unread.path, trouble.say(language));
    }
    match (found.inputs.pop(), found.inputs.len()) {
        (Some(input), 0) => Ok(input),
        (_, more) => match language {
            Language::Zh => bail!("{path}: 这里有 {} 份文件，请给出其中一份", more + 1),
            Language::En => bail!("{path}: there are {} documents; name one of them", more + 1),
        },
    }
}
