//! `juesuan check`: what the rules find in each document, for people, programs and review tools.

mod baseline;
mod judge;
mod printed;
mod printer;
mod watch;

use std::ffi::OsString;

use anyhow::Result;

use super::args::{Check, CheckFormat, Language};
use super::inputs::{self, Found, Input};
use super::isolate::Isolated;
use super::office::Opened;
use super::progress::Progress;
use super::summary::{Tally, counted};
use super::terminal::Terminal;
use super::work::Work as _;
use super::{Done, error_messages, interrupt, pipeline};
use baseline::Draft;
pub(super) use judge::Judge;
use judge::Verdict;
use printer::Printer;

/// Checks documents; `words` are those of the command line.
pub(super) fn run(args: &Check, words: &[OsString], terminal: &Terminal) -> Result<Done> {
    interrupt::listen();
    if args.watch {
        return watch::run(args, words, terminal);
    }
    once(args, words, terminal, &inputs::find(&args.inputs, None)?)
}

/// Checks the documents once.
fn once(args: &Check, words: &[OsString], terminal: &Terminal, found: &Found) -> Result<Done> {
    let language = terminal.language;
    let judge = Judge::new(args, terminal)?;
    let mut draft = Draft::begin(&args.accepted, language)?;
    found.say(terminal);
    let decoding = &args.inputs.decoding;
    let isolated = Isolated::start(&args.inputs.isolation, decoding.max_seconds, words, terminal)?;
    let work = |input: &Input| -> Result<Verdict> {
        let opened = Opened::of(input.bytes(decoding.max_bytes)?, decoding.max_seconds)?;
        let (verdict, _) = match &isolated {
            Some(isolated) => isolated.work(&input.named(), &opened)?,
            None => judge.work(&input.named(), opened)?,
        };
        judge.learn(&verdict);
        tracing::info!("{}: {} {}", input.path, language.of("问题", "findings:"), verdict.findings);
        Ok(verdict)
    };
    let workers = pipeline::workers(args.inputs.jobs, found.inputs.len())?;
    // findings that run over the terminal are progress enough
    let mut progress = Progress::start(terminal, &found.inputs, args.format != CheckFormat::Human);
    let mut printer = Printer::begin(args, &judge.chosen.rules, terminal)?;
    let (mut done, mut tally) = (Done { unreadable: found.unusable(), ..Done::default() }, Tally::default());
    let ended = pipeline::in_order(&workers, &found.inputs, work, |input, result| {
        match result {
            Ok(verdict) => {
                tally.add(&verdict.tally);
                done.denied += verdict.denied;
                printer.document(&verdict)?;
                if let Some(draft) = &mut draft {
                    draft.accept(&input.named(), &verdict.accepted);
                }
            }
            Err(error) => {
                terminal.error(&format!("{}: {}", input.path, error_messages::unread(&error, language)));
                done.unreadable += 1;
            }
        }
        progress.done(input);
        Ok(())
    });
    progress.finish();
    printer.finish()?;
    stopped(&ended, tally.documents, found.inputs.len(), terminal);
    ended?;
    if let Some(draft) = draft {
        say_accepted(draft.write()?, args, terminal);
    }
    let misspelt = judge.chosen.say_misspelt(&args.choice, terminal);
    if tally.documents > 1 {
        terminal.say(&tally.checked(done.unreadable, language));
    }
    done.unreadable += misspelt;
    Ok(done)
}

/// Says how many findings were accepted, and where that is written.
fn say_accepted(count: usize, args: &Check, terminal: &Terminal) {
    let Some(file) = &args.accepted.write_baseline else { return };
    let file = file.display();
    terminal.say(&match terminal.language {
        Language::Zh => format!("已接受 {count} 条问题，写入 {file}"),
        Language::En => format!("accepted: {}, written to {file}", counted(count as u64, "finding")),
    });
}

/// Says how far a run came that was asked to end.
fn stopped(ended: &Result<()>, documents: u64, all: usize, terminal: &Terminal) {
    if ended.as_ref().is_err_and(anyhow::Error::is::<interrupt::Stopped>) {
        terminal.warn(&match terminal.language {
            Language::Zh => format!("已停止：核对了 {all} 份文件中的 {documents} 份"),
            Language::En => format!("stopped: {documents} of {all} documents were checked"),
        });
    }
}
