//! The process that reads documents for another one, and may die of one.

use std::io::{self, BufReader, BufWriter};

use anyhow::Result;

use super::args::{Command, Language};
use super::isolate::messages::{Answer, Begin, Request};
use super::isolate::pipe;
use super::office::Opened;
use super::terminal::Terminal;
use super::work::Work;
use super::{check, convert, error_messages, parse, pipeline};

/// Reads documents until nobody asks any more; the exit code.
pub(crate) fn run() -> u8 {
    // as much stack as those have who read in the first process
    let reader = std::thread::Builder::new().spawn(|| serve().is_ok());
    let served = reader.map_err(drop).and_then(|reader| reader.join().map_err(drop));
    if matches!(served, Ok(true)) { 0 } else { super::UNREADABLE }
}

fn serve() -> Result<()> {
    let mut from = BufReader::new(io::stdin().lock());
    let Some(begin) = pipe::receive(&mut from)? else { return Ok(()) };
    let begin: Begin = begin.head()?;
    limit(begin.memory);
    let cli = parse(&begin.words)?;
    let mut terminal = Terminal::new(&cli.global);
    terminal.colour = begin.colour;
    match &cli.command {
        Command::Convert(args) => ready(convert::Maker::new(args, terminal.language), &mut from),
        Command::Check(args) => ready(check::Judge::new(args, &terminal), &mut from),
        _ => Ok(()),
    }
}

/// Says whether it can begin, and answers.
fn ready<W: Work>(work: Result<W>, from: &mut impl io::Read) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let work = match work {
        Ok(work) => work,
        Err(error) => return Ok(pipe::send(&mut out, &failed::<()>(&error), &[])?),
    };
    pipe::send(&mut out, &Answer::Made(()), &[])?;
    while let Some(asked) = pipe::receive(&mut *from)? {
        let Request { named, given } = asked.head()?;
        let bytes = asked.pieces.into_iter().next().unwrap_or_default();
        let opened = Opened { bytes, given };
        match pipeline::guarded(|| work.work(&named, opened)) {
            Ok((head, pieces)) => {
                let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
                pipe::send(&mut out, &Answer::Made(head), &pieces)?;
            }
            Err(error) => pipe::send(&mut out, &failed::<()>(&error), &[])?,
        }
    }
    Ok(())
}

fn failed<H>(error: &anyhow::Error) -> Answer<H> {
    let [zh, en] = [Language::Zh, Language::En].map(|language| error_messages::unread(error, language));
    Answer::Failed(zh, en)
}

/// Keeps this process within its memory, and lets it leave no picture of it on the disk when it dies.
#[cfg(target_os = "linux")]
fn limit(memory: Option<u64>) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
    // a system that cannot do this runs without a limit
    let _ = setrlimit(Resource::Core, most(0));
    if let Some(memory) = memory {
        // what is taken, not what is merely set aside
        let _ = setrlimit(Resource::Data, most(memory));
    }
}

/// Elsewhere there is no limit of memory.
#[cfg(not(target_os = "linux"))]
const fn limit(_: Option<u64>) {}
