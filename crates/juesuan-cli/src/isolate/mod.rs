//! `--isolate`: documents are read in processes of their own, which may die and take nobody along.
//!
//! The border is the one of `--resume`: what a document became, rendered for each format. All that looks into a document,
//! which is reading, rules and rendering, happens on the other side; files are found, opened and written on this one. An
//! office program that opens a document runs in a process of its own anyway, and is started on this side.

pub(crate) mod messages;
pub(crate) mod pipe;

use std::ffi::OsString;
use std::io::{BufReader, Read as _, Write as _};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use serde::de::DeserializeOwned;

use self::messages::{Answer, Begin, Request};
use self::pipe::Message;
use crate::args::Isolation;
use crate::death::{Death, Told};
use crate::interrupt;
use crate::office::Opened;
use crate::terminal::Terminal;
use crate::work::Named;

/// The first word of a process that reads for another one: no command that anybody types.
pub(crate) const COMMAND: &str = "read-for-parent";

/// The words that start this program once more, where its own file is not enough.
static STARTED_BY: OnceLock<Vec<OsString>> = OnceLock::new();

/// Says how this program is started once more, as a program and its first words: where it runs within another one, that one's
/// file is not it.
pub fn started_by(words: Vec<OsString>) {
    // the first to say it knows
    let _ = STARTED_BY.set(words);
}

/// Least time beyond the one that reading may take: rules, and rendering in all formats.
const BEYOND: Duration = Duration::from_secs(10);

/// How long a request to end may stay unheard.
const HEARD: Duration = Duration::from_millis(100);

/// Longest time in which a process must be ready.
const READY: Duration = Duration::from_mins(1);

/// Bytes of what a process says at last that are looked at.
const LAST_WORDS: usize = 64 << 10;

/// The processes that read for this one.
pub(crate) struct Isolated {
    words: Vec<OsString>,
    colour: bool,
    memory: Option<u64>,
    /// Longest time that a document may take in all.
    longest: Duration,
    idle: Mutex<Vec<Process>>,
}

impl Isolated {
    /// Begins, where it is asked for: one process is there, so that what keeps all from starting is known at once.
    ///
    /// # Errors
    /// No process can be started.
    pub(crate) fn start(
        asked: &Isolation,
        seconds: u32,
        words: &[OsString],
        terminal: &Terminal,
    ) -> Result<Option<Self>> {
        if !asked.isolate {
            return Ok(None);
        }
        let reading = Duration::from_secs(seconds.into());
        let isolated = Self {
            words: words.to_vec(),
            colour: terminal.colour,
            memory: cfg!(target_os = "linux").then_some(asked.max_memory),
            longest: reading + reading.max(BEYOND),
            idle: Mutex::default(),
        };
        let first = isolated.begin().with_context(|| "--isolate")?;
        isolated.rest(first);
        Ok(Some(isolated))
    }

    /// Has a document read by a process.
    ///
    /// # Errors
    /// What the process says of the document, or [`Death`].
    pub(crate) fn work<H: DeserializeOwned>(
        &self,
        named: &Named,
        opened: &Opened,
    ) -> Result<(H, Vec<Vec<u8>>)> {
        let mut process = match self.resting() {
            Some(process) => process,
            None => self.begin()?,
        };
        let request = Request { named: named.clone(), given: opened.given.clone() };
        let mut message = Vec::new();
        pipe::send(&mut message, &request, &[&opened.bytes])?;
        process.ask(message);
        let message = process.answer(self.longest, self.memory)?;
        match message.head().map_err(|_| Death::Garbled)? {
            Answer::Made(head) => {
                self.rest(process);
                Ok((head, message.pieces))
            }
            Answer::Failed(zh, en) => {
                self.rest(process);
                Err(Told { zh, en }.into())
            }
        }
    }

    /// A process that waits for work; one that died meanwhile died of no document.
    fn resting(&self) -> Option<Process> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let mut process = idle.pop()?;
            if process.is_alive() {
                return Some(process);
            }
        }
    }

    fn rest(&self, process: Process) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(process);
    }

    /// A new process that is ready.
    fn begin(&self) -> Result<Process> {
        let mut process = Process::spawn().map_err(|error| anyhow!(error).context(Death::NotStarted))?;
        let begin = Begin { words: self.words.clone(), colour: self.colour, memory: self.memory };
        let mut message = Vec::new();
        pipe::send(&mut message, &begin, &[])?;
        process.ask(message);
        match process.answer(READY, self.memory)?.head().map_err(|_| Death::Garbled)? {
            Answer::Made(()) => Ok(process),
            Answer::Failed(zh, en) => Err(Told { zh, en }.into()),
        }
    }
}

/// A process that reads for this one. It ends when nobody holds it any more.
struct Process {
    child: Child,
    questions: Sender<Vec<u8>>,
    answers: Receiver<Message>,
    last_words: Arc<Mutex<Vec<u8>>>,
}

impl Process {
    fn spawn() -> std::io::Result<Self> {
        let own = || std::env::current_exe().map(|file| vec![file.into_os_string()]);
        let words = STARTED_BY.get().map_or_else(own, |words| Ok(words.clone()))?;
        let (program, first) = words.split_first().ok_or(std::io::ErrorKind::NotFound)?;
        let mut command = Command::new(program);
        command.args(first).arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // an allocator that takes a gibibyte at once would count as one that uses it
        command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
        alone(&mut command);
        let mut child = command.spawn()?;
        let (Some(to), Some(from), Some(said)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        };
        let last_words = Arc::new(Mutex::default());
        let process = Self {
            child,
            questions: questions(to),
            answers: answers(from),
            last_words: Arc::clone(&last_words),
        };
        thread::spawn(move || listen(said, &last_words));
        Ok(process)
    }

    fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Sends a question. Where nobody takes it, no answer comes.
    fn ask(&self, question: Vec<u8>) {
        let _ = self.questions.send(question);
    }

    /// Waits for the answer.
    ///
    /// # Errors
    /// [`Death`], or [`interrupt::Stopped`].
    fn answer(&mut self, longest: Duration, memory: Option<u64>) -> Result<Message> {
        let begun = Instant::now();
        loop {
            match self.answers.recv_timeout(HEARD) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Disconnected) => return Err(self.death(memory).into()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if let Some(stopped) = interrupt::asked() {
                return Err(stopped.into());
            }
            if begun.elapsed() > longest {
                return Err(Death::TooSlow { seconds: longest.as_secs() }.into());
            }
        }
    }

    /// Of what it died. One that only closed its pipe dies now.
    fn death(&mut self, memory: Option<u64>) -> Death {
        /// How long the system may take to tell of it.
        const TOLD: Duration = Duration::from_secs(5);
        let begun = Instant::now();
        let status = loop {
            match self.child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if begun.elapsed() < TOLD => thread::sleep(Duration::from_millis(5)),
                _ => return Death::Garbled,
            }
        };
        // its last words come by another pipe
        thread::sleep(Duration::from_millis(20));
        let said = self.last_words.lock().unwrap_or_else(PoisonError::into_inner);
        let said = String::from_utf8_lossy(&said);
        tracing::debug!("--isolate: {status}");
        Death::of(status, &said, memory)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Questions are written by a thread of their own: a process that stands still takes none, and is not waited for.
fn questions(mut to: ChildStdin) -> Sender<Vec<u8>> {
    let (sender, receiver) = mpsc::channel::<Vec<u8>>();
    thread::spawn(move || {
        receiver.into_iter().try_for_each(|question| to.write_all(&question).and_then(|()| to.flush()))
    });
    sender
}

/// Answers, until the process ends or says what is none.
fn answers(from: ChildStdout) -> Receiver<Message> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        while let Ok(Some(message)) = pipe::receive(&mut from) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Keeps the last words of a process.
fn listen(mut said: ChildStderr, last: &Mutex<Vec<u8>>) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = said.read(&mut buffer) {
        let heard = String::from_utf8_lossy(buffer.get(..length).unwrap_or_default());
        tracing::debug!("--isolate: {}", crate::visible::name(heard.trim_end()));
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        last.extend_from_slice(buffer.get(..length).unwrap_or_default());
        let beyond = last.len().saturating_sub(LAST_WORDS);
        last.drain(..beyond);
    }
}

/// Ctrl-C is heard by this process alone, which then ends the others.
#[cfg(unix)]
fn alone(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(windows)]
fn alone(command: &mut Command) {
    /// A group of its own hears no Ctrl-C.
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
}

#[cfg(not(any(unix, windows)))]
const fn alone(_: &mut Command) {}
