//! `juesuan man`

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use clap_mangen::Man as Page;

use super::args::{Language, Man};
use super::suggest::nearest;
use super::terminal::Terminal;
use super::{Done, error_messages, ordinary};

/// How a line near the beginning of each page begins, by which a page is known again.
const OURS: &str = ".TH juesuan";

/// Among how many lines that line is.
const HEAD: usize = 8;

/// Prints one manual page, or writes all of them.
pub(super) fn run(args: &Man, terminal: &Terminal) -> Result<Done> {
    let mut command = super::command_in(terminal.help_language).disable_help_subcommand(true);
    command.build();
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        write(&pages(command, folder)?, terminal.language)?;
        writeln!(std::io::stdout().lock(), "{}", folder.display())?;
        return Ok(Done::default());
    }
    let mut page = Vec::new();
    Page::new(named(&command, args.command.as_deref(), terminal.language)?).render(&mut page)?;
    std::io::stdout().lock().write_all(&page)?;
    Ok(Done::default())
}

/// The pages of a command and of those below it, each with its place in a folder.
fn pages(command: clap::Command, folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let (mut waiting, mut pages) = (vec![command], Vec::new());
    while let Some(command) = waiting.pop() {
        waiting.extend(command.get_subcommands().filter(|sub| !sub.is_hide_set()).cloned());
        let (page, mut bytes) = (Page::new(command), Vec::new());
        page.render(&mut bytes)?;
        pages.push((folder.join(page.get_filename()), bytes));
    }
    Ok(pages)
}

/// Writes all pages, or none where one would replace what is no page of ours; nothing is written through a link.
fn write(pages: &[(PathBuf, Vec<u8>)], language: Language) -> Result<()> {
    for (place, _) in pages {
        ordinary::may_replace_itself(place, HEAD, |line| line.starts_with(OURS))
            .map_err(|error| anyhow!("{}: {}", place.display(), error_messages::unread(&error, language)))?;
    }
    for (place, bytes) in pages {
        ordinary::replace(place, bytes).with_context(|| place.display().to_string())?;
    }
    Ok(())
}

/// The command of this name under its full name, as its page is called.
fn named(command: &clap::Command, name: Option<&str>, language: Language) -> Result<clap::Command> {
    let Some(name) = name else { return Ok(command.clone()) };
    if let Some(found) = command.find_subcommand(name) {
        let full = found.get_display_name().unwrap_or(name).to_owned();
        return Ok(found.clone().name(full).version(env!("CARGO_PKG_VERSION")));
    }
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    match (language, nearest(name, names.iter().copied())) {
        (Language::Zh, Some(near)) => bail!("没有命令 {name}，是不是 {near}？"),
        (Language::Zh, None) => bail!("没有命令 {name}；可用的有 {}", names.join("、")),
        (Language::En, Some(near)) => bail!("there is no command {name}; did you mean {near}?"),
        (Language::En, None) => bail!("there is no command {name}; there are {}", names.join(", ")),
    }
}
