//! What is done, as it is done: to standard error with `-v`, into a file with `--log`.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Result, anyhow};
use indicatif::ProgressBar;
use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::{filter, fmt};

use super::args::Global;
use super::terminal::Terminal;
use super::{error_messages, ordinary};

/// How each run begins in a log, by which the file is known again.
const BEGINS: &str = "juesuan ";

/// Begins to log as the options ask.
///
/// Errors and notes are said by [`Terminal`] in any case, so only the file holds them again.
pub(super) fn start(global: &Global, terminal: &Terminal) -> Result<()> {
    let most = match global.verbose {
        0 => None,
        1 => Some(Level::INFO),
        _ => Some(Level::DEBUG),
    };
    let screen = most.map(|most| {
        let said_only_here = move |level: &Level| *level > Level::WARN && *level <= most;
        fmt::layer()
            .without_time()
            .with_target(false)
            .with_level(false)
            .with_ansi(false)
            .with_writer(BesideBar(terminal.bar.clone()))
            .with_filter(filter::filter_fn(move |event| said_only_here(event.level())))
    });
    let file = global.log.as_deref().map(|path| {
        open(path).map_err(|error| {
            let why = terminal.language.of("无法写入日志", "cannot write the log");
            anyhow!("{}: {why}: {}", path.display(), error_messages::unwritten(&error, terminal.language))
        })
    });
    let file = file.transpose()?.map(|file| {
        fmt::layer()
            .with_target(false)
            .with_ansi(false)
            .with_writer(Mutex::new(file))
            .with_filter(LevelFilter::DEBUG)
    });
    let subscriber = tracing_subscriber::registry().with(screen).with(file);
    // fails where another one was set before, which nobody does
    let _ = tracing::subscriber::set_global_default(subscriber);
    tracing::debug!("{BEGINS}{}", env!("CARGO_PKG_VERSION"));
    Ok(())
}

/// Opens a log to append to; a file that another program wrote is left alone.
fn open(path: &Path) -> Result<File> {
    ordinary::has_folder(path)?;
    ordinary::may_replace(path, |line| line.contains(&format!(" DEBUG {BEGINS}")))?;
    Ok(OpenOptions::new().append(true).create(true).open(path)?)
}

/// Standard error, with the progress bar out of the way while a line is written.
struct BesideBar(ProgressBar);

impl<'w> MakeWriter<'w> for BesideBar {
    type Writer = &'w Self;

    fn make_writer(&'w self) -> Self::Writer {
        self
    }
}

impl Write for &BesideBar {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.suspend(|| io::stderr().lock().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}
