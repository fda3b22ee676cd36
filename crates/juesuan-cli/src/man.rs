//! `juesuan man`

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};
use clap_mangen::Man as Page;

use super::Done;
use super::args::{Language, Man};
use super::suggest::nearest;
use super::terminal::Terminal;

/// Prints one manual page, or writes all of them.
pub(super) fn run(args: &Man, terminal: &Terminal) -> Result<Done> {
    let mut command = super::command_in(terminal.help_language).disable_help_subcommand(true);
    command.build();
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        clap_mangen::generate_to(command, folder).with_context(|| folder.display().to_string())?;
        writeln!(std::io::stdout().lock(), "{}", folder.display())?;
        return Ok(Done::default());
    }
    let mut page = Vec::new();
    Page::new(named(&command, args.command.as_deref(), terminal.language)?).render(&mut page)?;
    std::io::stdout().lock().write_all(&page)?;
    Ok(Done::default())
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
