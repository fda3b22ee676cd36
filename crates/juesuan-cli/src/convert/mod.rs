//! `juesuan convert`: every input that can be read goes into the output, every other one is named with its reason.

mod endangered;
mod maker;
mod writers;

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use super::args::{Convert, Language};
use super::error_messages::Refused;
use super::inputs::{self, Input};
use super::isolate::Isolated;
use super::office::Opened;
use super::progress::Progress;
use super::resume::{self, Kept};
use super::summary::Tally;
use super::terminal::Terminal;
use super::work::Work as _;
use super::{Done, error_messages, interrupt, lock, pipeline, stale_files, visible, vocabulary};
use juesuan::model::{DocumentStatus, Report};
use juesuan::output::{OutputError, Rendered};
pub(super) use maker::Maker;
use writers::{Writers, entry_points};

/// Converts documents; `words` are those of the command line.
pub(super) fn run(args: &Convert, words: &[OsString], terminal: &Terminal) -> Result<Done> {
    interrupt::listen();
    let language = terminal.language;
    let maker = Maker::new(args, language)?;
    advise(args, terminal)?;
    let found = inputs::find(&args.inputs, Some(&args.out))?;
    found.say(terminal);
    let unusable = found.unusable();
    if found.inputs.is_empty() {
        return Ok(Done { unreadable: unusable, ..Done::default() });
    }
    let endangered = endangered::inputs(args, &found.inputs, language)?;
    let folder = Folder::make(&args.out).with_context(|| cannot_write(&args.out, language))?;
    let lock = lock::take(&args.out, language)?;
    stale_files::clear(&args.out);
    let writers = Writers::create(args).map_err(|error| advised(error, &args.out, language))?;
    let work = Work::new(args, words, maker, endangered, terminal)?;
    let workers = pipeline::workers(args.inputs.jobs, found.inputs.len())?;
    let mut progress = Progress::start(terminal, &found.inputs, true);
    let mut run = Run { args, terminal, writers, tally: Tally::default(), again: 0, failed: 0 };
    let convert = |input: &Input| work.convert(input);
    let ended = pipeline::in_order(&workers, &found.inputs, convert, |input, result| {
        run.take(input, result)?;
        progress.done(input);
        Ok(())
    });
    progress.finish();
    say_unkept(&work, terminal);
    let Run { mut writers, tally, again, failed, .. } = run;
    let done = Done { unreadable: unusable + failed, ..Done::default() };
    if ended.is_err() || tally.documents == 0 {
        // what is half written goes, and what earlier runs wrote stays
        drop((writers, work, lock));
        folder.leave();
        say_why_not(args, &ended, tally.documents, found.inputs.len(), terminal);
        return ended.map(|()| done);
    }
    for unread in &found.unread {
        writers.unread(&unread.report()).map_err(|error| advised(error, &args.out, language))?;
    }
    let written = writers.finish().map_err(|error| advised(error, &args.out, language))?;
    work.kept.map(Kept::prune).transpose()?;
    let mut out = std::io::stdout().lock();
    for place in entry_points(&args.out, &written) {
        writeln!(out, "{}", visible::name(&place.to_string_lossy()))?;
    }
    // what was kept was not looked at again
    let misspelt = if again == 0 { work.maker.chosen.say_misspelt(&args.choice, terminal) } else { 0 };
    say_stale(args, terminal);
    terminal.say(&tally.converted(done.unreadable, again, &args.out, language));
    Ok(Done { unreadable: done.unreadable + misspelt, ..done })
}

/// Says that a run cannot be gone on with as it was asked to, where documents could not be kept.
fn say_unkept(work: &Work, terminal: &Terminal) {
    let Some(error) = work.kept.as_ref().and_then(Kept::trouble) else { return };
    let why = error_messages::of_run(&error, terminal.language);
    terminal.warn(&match terminal.language {
        Language::Zh => format!("--resume: 有文件的结果没能保留，下次会重新读取：{why}"),
        Language::En => format!("--resume: results could not be kept and will be read again: {why}"),
    });
}

/// Names what earlier runs wrote in formats that this one was not asked for: it may be of other documents.
fn say_stale(args: &Convert, terminal: &Terminal) {
    let asked = |format: &str| args.to.iter().any(|known| known.name == format);
    let earlier =
        juesuan::output::written_by_format(&args.out).into_iter().filter(|(format, _)| !asked(format));
    let earlier: Vec<(String, usize)> = earlier.collect();
    if earlier.is_empty() {
        return;
    }
    let language = terminal.language;
    let said: Vec<String> = earlier.iter().map(|(format, files)| format!("{format} {files}")).collect();
    let said = said.join(language.of("、", ", "));
    let formats = earlier.iter().map(|(format, _)| format.as_str());
    let formats: Vec<&str> = args.to.iter().map(|format| format.name).chain(formats).collect();
    let (out, formats) = (args.out.display(), formats.join(","));
    terminal.warn(&match language {
        Language::Zh => format!(
            "{out}: 以前的运行写的其他格式没有更新，内容可能是别的文件：{said} 个；--to {formats} 会一并更新，不要的请删去"
        ),
        Language::En => format!(
            "{out}: files of an earlier run in other formats were not renewed and may tell of other documents: {said}; \
             --to {formats} renews them, or remove them"
        ),
    });
}

/// What a run has come to.
struct Run<'a> {
    args: &'a Convert,
    terminal: &'a Terminal,
    writers: Writers,
    tally: Tally,
    /// Documents whose results were kept from an earlier run.
    again: u64,
    /// Documents that could not be read.
    failed: usize,
}

impl Run<'_> {
    /// Writes the next document, or names it with the reason why not.
    fn take(&mut self, input: &Input, result: Result<Converted>) -> Result<()> {
        let language = self.terminal.language;
        let failed = match result {
            Ok(converted) => match self.writers.append(&converted) {
                Ok(()) => {
                    self.tally.add(&converted.tally);
                    self.again += u64::from(converted.again);
                    return Ok(());
                }
                // a document whose file cannot be named ends nobody else's run
                Err(error) if is_of_the_name(&error) => error,
                Err(error) => return Err(advised(error, &self.args.out, language)),
            },
            Err(error) => error,
        };
        self.terminal.error(&format!("{}: {}", input.path, error_messages::unread(&failed, language)));
        self.failed += 1;
        // data are the same in whichever language messages are
        let reason = error_messages::unread(&failed, Language::Zh);
        let mut report = Report::unread(input.document.clone(), DocumentStatus::Failed, reason);
        report.source.bytes = input.size;
        self.writers.unread(&report).map_err(|error| advised(error, &self.args.out, language))
    }
}

/// Why nothing was written.
fn say_why_not(args: &Convert, ended: &Result<()>, documents: u64, all: usize, terminal: &Terminal) {
    let stopped = ended.as_ref().is_err_and(anyhow::Error::is::<interrupt::Stopped>);
    let said = match (stopped, ended.is_ok(), args.resume, terminal.language) {
        (true, _, true, Language::Zh) => {
            format!("已停止：{all} 份文件做完了 {documents} 份，已保留；再次运行同一条命令即可接着做")
        }
        (true, _, true, Language::En) => {
            format!(
                "stopped: {documents} of {all} documents are done and kept; the same command goes on there"
            )
        }
        (true, _, false, Language::Zh) => {
            format!(
                "已停止：{all} 份文件做完了 {documents} 份，以前的输出没有改动；加上 --resume 可以保留已完成的部分"
            )
        }
        (true, _, false, Language::En) => format!(
            "stopped: {documents} of {all} documents were done; what an earlier run wrote is as it was; with --resume \
             a run can be gone on with"
        ),
        (false, true, _, Language::Zh) => "没有一份文件可读，所以什么也没有写".to_owned(),
        (false, true, _, Language::En) => "nothing could be read, so nothing was written".to_owned(),
        (false, false, ..) => return,
    };
    terminal.warn(&said);
}

/// The folder of the output, and which folders had to be made for it.
struct Folder {
    made: Vec<PathBuf>,
}

impl Folder {
    fn make(out: &Path) -> std::io::Result<Self> {
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let made = out.ancestors().take_while(missing).map(Path::to_owned).collect();
        std::fs::create_dir_all(out)?;
        Ok(Self { made })
    }

    /// Takes away what was made for nothing.
    fn leave(self) {
        let Some(out) = self.made.first() else { return };
        // empty ones alone go
        let _ = std::fs::remove_dir(out.join(resume::FOLDER));
        for folder in &self.made {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Options that do not go together, and those that do nothing.
fn advise(args: &Convert, terminal: &Terminal) -> Result<()> {
    let language = terminal.language;
    let asked = |name: &str| args.to.iter().any(|format| format.name == name);
    if args.out.is_symlink() && !args.out.exists() {
        let why = language.of("--out 是失效的链接", "--out is a link that leads nowhere");
        bail!("{}: {why}", visible::name(&args.out.to_string_lossy()));
    }
    if args.out.exists() && !args.out.is_dir() {
        let why = language.of("--out 是一个文件，请给出文件夹", "--out is a file; name a folder");
        bail!("{}: {why}", visible::name(&args.out.to_string_lossy()));
    }
    if args.csv_bom && !asked("csv") {
        terminal.warn(
            language
                .of("--csv-bom 只对 csv 有效，请加上 --to csv", "--csv-bom concerns CSV alone; add --to csv"),
        );
    }
    #[cfg(feature = "parquet")]
    if args.partition != juesuan::output::parquet::Partition::None && !asked("parquet") {
        terminal.warn(language.of(
            "--partition 只对 parquet 有效，请加上 --to parquet",
            "--partition concerns Parquet alone; add --to parquet",
        ));
    }
    Ok(())
}

/// An error with advice, where it is one of rights or space.
fn advised(error: anyhow::Error, out: &Path, language: Language) -> anyhow::Error {
    match error.downcast_ref() {
        Some(OutputError::Link(_) | OutputError::Foreign(_)) => error,
        _ => error.context(cannot_write(out, language)),
    }
}

/// That a folder cannot be written, and what helps.
pub(super) fn cannot_write(out: &Path, language: Language) -> String {
    let why = language.of(
        "无法写入，请换一个 --out 或检查权限和磁盘空间",
        "cannot be written; check its rights and the free space, or choose another --out",
    );
    format!("{}: {why}", visible::name(&out.to_string_lossy()))
}

/// Whether an output could not be written because of what its document is called.
fn is_of_the_name(error: &anyhow::Error) -> bool {
    use std::io::ErrorKind as Kind;
    let names = [Kind::InvalidFilename, Kind::NotADirectory, Kind::IsADirectory, Kind::AlreadyExists];
    match error.downcast_ref() {
        Some(OutputError::DocumentName(_) | OutputError::DuplicateDocument(_) | OutputError::Foreign(_)) => {
            true
        }
        Some(OutputError::Io { source, .. }) => names.contains(&source.kind()),
        _ => false,
    }
}

/// What is kept depends on formats, rules, encoding and words.
fn keep(args: &Convert, maker: &Maker, language: Language) -> Result<Kept> {
    let formats: Vec<&str> = args.to.iter().map(|format| format.name).collect();
    let mut encoding = args.inputs.decoding.encoding.map_or("", |encoding| encoding.name()).to_owned();
    if args.inputs.decoding.ocr {
        encoding.push_str(" ocr");
    }
    let words = vocabulary::text(&args.inputs.decoding, language)?;
    let settings = [&*formats.join(","), &*maker.chosen.settings(), &*encoding, &*words];
    // a run without words of a user's own goes on with what was kept before there were any
    Kept::open(&args.out, settings.get(..if words.is_empty() { 3 } else { 4 }).unwrap_or(&settings))
}

/// What is done with each document, by any worker.
struct Work {
    language: Language,
    /// Most bytes of a document.
    longest: u64,
    /// Most seconds that a program may take to open it.
    seconds: u32,
    maker: Maker,
    /// The processes that do it, where they are asked for.
    isolated: Option<Isolated>,
    kept: Option<Kept>,
    /// Documents whose output would replace an input, with the input.
    endangered: HashMap<String, String>,
}

/// A document that waits for its turn to be written.
struct Converted {
    tally: Tally,
    /// For each format.
    rendered: Vec<Rendered>,
    /// Whether it was kept from an earlier run.
    again: bool,
}

impl Work {
    fn new(
        args: &Convert,
        words: &[OsString],
        maker: Maker,
        endangered: HashMap<String, String>,
        terminal: &Terminal,
    ) -> Result<Self> {
        let language = terminal.language;
        let kept = args.resume.then(|| keep(args, &maker, language)).transpose()?;
        let decoding = &args.inputs.decoding;
        let (longest, seconds) = (decoding.max_bytes, decoding.max_seconds);
        let isolated = Isolated::start(&args.inputs.isolation, seconds, words, terminal)?;
        Ok(Self { language, longest, seconds, maker, isolated, kept, endangered })
    }

    fn convert(&self, input: &Input) -> Result<Converted> {
        let begun = Instant::now();
        if let Some(input) = self.endangered.get(&input.document) {
            return Err(Refused::WouldReplace(input.clone()).into());
        }
        let bytes = input.bytes(self.longest)?;
        let left_out = self.maker.chosen.left_out_of(&input.document, &input.path);
        let key = self.kept.as_ref().map(|kept| (kept, kept.key(&input.document, &left_out, &bytes)));
        if let Some((tally, rendered)) = key.as_ref().and_then(|(kept, key)| kept.load(key)) {
            let kept = self.language.of("取自上次保留的结果", "kept from an earlier run");
            tracing::info!("{}: {kept}", input.path);
            return Ok(Converted { tally, rendered, again: true });
        }
        let size = bytes.len();
        let opened = Opened::of(bytes, self.seconds)?;
        let (made, pieces) = match &self.isolated {
            Some(isolated) => isolated.work(&input.named(), &opened)?,
            None => self.maker.work(&input.named(), opened)?,
        };
        let rendered = self.maker.rendered(&input.document, &made, pieces);
        let tally = made.tally;
        if let Some((kept, key)) = key {
            kept.keep(&key, &tally, &rendered);
        }
        self.log(input, size, &tally, begun);
        Ok(Converted { tally, rendered, again: false })
    }

    /// What `-v` says of a document.
    fn log(&self, input: &Input, size: usize, tally: &Tally, begun: Instant) {
        let Tally { tables, numbers_read, numbers, .. } = tally;
        let took = begun.elapsed().as_millis();
        match self.language {
            Language::Zh => tracing::info!(
                "{}: {size} 字节，表 {tables}，数字 {numbers} 个中读出 {numbers_read} 个，{took} 毫秒",
                input.path
            ),
            Language::En => tracing::info!(
                "{}: {size} bytes, {tables} tables, {numbers_read} of {numbers} numbers read, {took} ms",
                input.path
            ),
        }
    }
}
