//! `juesuan check`: what the rules find in each document, for people, programs and review tools.

mod baseline;
mod printer;
mod watch;

use anyhow::Result;

use super::args::{Check, CheckFormat, Language, Order};
use super::choice::Chosen;
use super::inputs::{self, Found, Input};
use super::progress::Progress;
use super::summary::Tally;
use super::terminal::Terminal;
use super::{Done, error_messages, interrupt, pipeline, vocabulary};
use baseline::{Baseline, Draft};
use juesuan::Reading;
use juesuan::rules::Summary;
use printer::Printer;

/// A document with what the rules said of it.
struct Judged {
    reading: Reading,
    summary: Summary,
    /// Findings that were accepted before and are left out.
    accepted: usize,
    /// Findings that are not shown.
    hidden: usize,
}

pub(super) fn run(args: &Check, terminal: &Terminal) -> Result<Done> {
    interrupt::listen();
    if args.watch {
        return watch::run(args, terminal);
    }
    once(args, terminal, &inputs::find(&args.inputs, None)?)
}

/// Checks the documents once.
fn once(args: &Check, terminal: &Terminal, found: &Found) -> Result<Done> {
    let language = terminal.language;
    let chosen = Chosen::load(&args.choice, language)?;
    let known = Baseline::read(args.accepted.baseline.as_deref(), language)?;
    let mut draft = Draft::begin(&args.accepted, language)?;
    found.say(terminal);
    let options = vocabulary::options(&args.inputs.decoding, language)?;
    let longest = args.inputs.decoding.max_bytes;
    let judge = |input: &Input| {
        let mut reading = super::read(input, longest, &options)?;
        let summary = chosen.apply(input, &mut reading);
        let findings = &mut reading.report.findings;
        let all = findings.len();
        findings.retain(|finding| !known.holds(&input.document, finding));
        tracing::info!("{}: {} {all}", input.path, language.of("问题", "findings:"));
        let accepted = all - findings.len();
        Ok(Judged { accepted, reading, summary, hidden: 0 })
    };
    let workers = pipeline::workers(args.inputs.jobs, found.inputs.len())?;
    // findings that run over the terminal are progress enough
    let mut progress = Progress::start(terminal, &found.inputs, args.format != CheckFormat::Human);
    let mut printer = Printer::begin(args, &chosen.rules, terminal)?;
    let (mut done, mut tally) = (Done { unreadable: found.unusable(), ..Done::default() }, Tally::default());
    let ended = pipeline::in_order(&workers, &found.inputs, judge, |input, result| {
        match result {
            Ok(mut judged) => {
                tally.add(&Tally::of(&judged.reading, &judged.summary));
                done.denied += denied(args, &judged);
                if let Some(draft) = &mut draft {
                    let findings = &judged.reading.report.findings;
                    for finding in findings {
                        draft.accept(&input.document, finding);
                    }
                }
                arrange(args, &mut judged);
                printer.document(input, &judged)?;
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
        draft.write()?;
    }
    done.unreadable += chosen.say_misspelt(&args.choice, terminal);
    if tally.documents > 1 {
        terminal.say(&tally.checked(done.unreadable, language));
    }
    Ok(done)
}

/// How many findings make the exit code 1: none where they are being accepted.
fn denied(args: &Check, judged: &Judged) -> usize {
    if args.exit_zero || args.accepted.write_baseline.is_some() {
        return 0;
    }
    let least = args.deny.severity();
    judged.reading.report.findings.iter().filter(|finding| finding.severity >= least).count()
}

/// Leaves out what is not to be shown, and puts the rest in order.
fn arrange(args: &Check, judged: &mut Judged) {
    let findings = &mut judged.reading.report.findings;
    let all = findings.len();
    findings.retain(|finding| finding.severity >= args.shown());
    judged.hidden = all - findings.len();
    if args.order() == Order::Severity {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }
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
