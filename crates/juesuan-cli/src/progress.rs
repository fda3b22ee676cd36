//! How far a run is: a bar on a terminal, now and then a line elsewhere.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressDrawTarget, ProgressStyle};

use super::inputs::Input;
use super::terminal::Terminal;

/// Fewest documents for which lines are written where there is no terminal.
const WORTH_LINES: usize = 100;

/// Longest silence where there is no terminal.
const SILENCE: Duration = Duration::from_secs(30);

/// The progress of one run.
pub(super) struct Progress<'t> {
    terminal: &'t Terminal,
    documents: usize,
    done: usize,
    bytes: u64,
    /// Tenths of the documents at the last line.
    tenths: usize,
    said: Instant,
    lines: bool,
}

impl<'t> Progress<'t> {
    /// Begins: a bar where standard error is a terminal, and `beside` says that nothing else is written to it.
    pub(super) fn start(terminal: &'t Terminal, inputs: &[Input], beside: bool) -> Self {
        let bar = &terminal.bar;
        let on_terminal = std::io::stderr().is_terminal();
        if on_terminal && beside && !terminal.quiet && inputs.len() > 1 {
            bar.set_style(style(terminal));
            bar.set_length(inputs.iter().map(|input| input.size).sum());
            bar.set_message(format!("0/{}", inputs.len()));
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let lines = !on_terminal && beside && inputs.len() >= WORTH_LINES;
        Self { terminal, documents: inputs.len(), done: 0, bytes: 0, tenths: 0, said: Instant::now(), lines }
    }

    /// One more document is done.
    pub(super) fn done(&mut self, input: &Input) {
        self.done += 1;
        self.bytes += input.size;
        let bar = &self.terminal.bar;
        bar.set_message(format!("{}/{}", self.done, self.documents));
        bar.set_position(self.bytes);
        if self.lines {
            self.line();
        }
    }

    /// A line for each tenth of the documents, and where it has been silent for long.
    fn line(&mut self) {
        let tenths = self.done * 10 / self.documents;
        if tenths == self.tenths && self.said.elapsed() < SILENCE {
            return;
        }
        (self.tenths, self.said) = (tenths, Instant::now());
        let (done, all, bytes) = (self.done, self.documents, HumanBytes(self.bytes));
        self.terminal.say(
            &self
                .terminal
                .language
                .of(
                    format_args!("已处理 {done}/{all} 份文件，{bytes}"),
                    format_args!("{done} of {all} documents, {bytes}"),
                )
                .to_string(),
        );
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.terminal.bar.finish_and_clear();
    }
}

/// Documents, bytes, rate, time left.
fn style(terminal: &Terminal) -> ProgressStyle {
    let template = terminal.language.of(
        "{bar:30} {msg} 份 · {bytes}/{total_bytes} · {bytes_per_sec} · 还需 {eta}",
        "{bar:30} {msg} documents · {bytes}/{total_bytes} · {bytes_per_sec} · {eta} left",
    );
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
