//! `juesuan convert`: every input that can be read goes into the output, every other one is named with its reason.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail};

use super::args::{Convert, Language};
use super::inputs::{self, Input};
use super::progress::Progress;
use super::resume::Kept;
use super::summary::Tally;
use super::terminal::Terminal;
use super::{Done, leftovers, lock, office, pipeline, rules, trouble};
use juesuan::output::{Format, FormatOptions, OutputError, Render, Rendered, ReportWriter};
use juesuan::rules::RuleSet;
use juesuan::{Options, Reading};

pub(super) fn run(args: &Convert, terminal: &Terminal) -> Result<Done> {
    let language = terminal.language;
    let (rules, own_rules) = rules::load(args.rules.as_deref(), language)?;
    advise(args, terminal)?;
    let found = inputs::expand(&args.inputs.paths, Some(&args.out));
    found.say(terminal);
    let mut done = Done { unreadable: found.unusable.len(), ..Done::default() };
    if found.inputs.is_empty() {
        return Ok(done);
    }
    std::fs::create_dir_all(&args.out).with_context(|| cannot_write(&args.out, language))?;
    let _lock = lock::take(&args.out, language)?;
    leftovers::clear(&args.out);
    let mut writers = Writers::create(args).with_context(|| cannot_write(&args.out, language))?;
    let kept = args.resume.then(|| keep(args, &own_rules)).transpose()?;
    let options = Options { encoding: args.inputs.decoding.encoding };
    let renders = writers.renders();
    let longest = args.inputs.decoding.max_bytes;
    let work = Work { options, longest, rules, renders, kept };
    let workers = pipeline::workers(args.inputs.jobs, found.inputs.len())?;
    let mut progress = Progress::start(terminal, &found.inputs, true);
    let (mut tally, mut again) = (Tally::default(), 0);
    let convert = |input: &Input| work.convert(input);
    pipeline::in_order(&workers, &found.inputs, convert, |input, result| {
        match result {
            Ok(converted) => {
                match writers.append(&converted) {
                    Ok(()) => {
                        tally.add(&converted.tally);
                        again += u64::from(converted.again);
                    }
                    // a document whose file cannot be named ends nobody else's run
                    Err(error) if is_of_the_name(&error) => {
                        terminal.error(&format!("{}: {error:#}", input.document));
                        done.unreadable += 1;
                    }
                    Err(error) => return Err(error.context(cannot_write(&args.out, language))),
                }
            }
            Err(error) => {
                terminal.error(&format!("{}: {}", input.document, trouble::unread(&error, language)));
                done.unreadable += 1;
            }
        }
        progress.done(input);
        Ok(())
    })?;
    progress.finish();
    let written = writers.finish().with_context(|| cannot_write(&args.out, language))?;
    work.kept.map(Kept::prune).transpose()?;
    let mut out = std::io::stdout().lock();
    for place in entry_points(&args.out, &written) {
        writeln!(out, "{}", place.display())?;
    }
    terminal.say(&tally.converted(done.unreadable, again, &args.out, language));
    Ok(done)
}

/// Options that do not go together, and those that do nothing.
fn advise(args: &Convert, terminal: &Terminal) -> Result<()> {
    let language = terminal.language;
    let parquet = args.to.iter().any(|format| format.name == "parquet");
    if args.out.is_symlink() && !args.out.exists() {
        let why = language.of("--out 是失效的链接", "--out is a link that leads nowhere");
        bail!("{}: {why}", args.out.display());
    }
    if args.out.exists() && !args.out.is_dir() {
        let why = language.of("--out 是一个文件，请给出文件夹", "--out is a file; name a folder");
        bail!("{}: {why}", args.out.display());
    }
    if args.resume && parquet {
        bail!(language.of(
            "--resume 不能用于 parquet：它的文件在最后一份文件之后才完整。请先用 --to csv --resume，或去掉 --resume",
            "--resume does not work with parquet, whose files are complete only after the last document; \
             use --to csv --resume, or leave --resume away",
        ));
    }
    #[cfg(feature = "parquet")]
    if args.partition != juesuan::output::parquet::Partition::None && !parquet {
        terminal.warn(language.of(
            "--partition 只对 parquet 有效，请加上 --to parquet",
            "--partition concerns Parquet alone; add --to parquet",
        ));
    }
    Ok(())
}

fn cannot_write(out: &Path, language: Language) -> String {
    let why = language.of(
        "无法写入，请换一个 --out 或检查权限和磁盘空间",
        "cannot be written; check its rights and the free space, or choose another --out",
    );
    format!("{}: {why}", out.display())
}

/// Whether an output could not be written because of what its document is called.
fn is_of_the_name(error: &anyhow::Error) -> bool {
    use std::io::ErrorKind as Kind;
    let names = [Kind::InvalidFilename, Kind::NotADirectory, Kind::IsADirectory, Kind::AlreadyExists];
    match error.downcast_ref() {
        Some(OutputError::DocumentName(_) | OutputError::DuplicateDocument(_)) => true,
        Some(OutputError::Io { source, .. }) => names.contains(&source.kind()),
        _ => false,
    }
}

/// What is kept depends on formats, rules and encoding.
fn keep(args: &Convert, own_rules: &str) -> Result<Kept> {
    let formats: Vec<&str> = args.to.iter().map(|format| format.name).collect();
    let encoding = args.inputs.decoding.encoding.map_or("", |encoding| encoding.name());
    Kept::open(&args.out, &[&formats.join(","), own_rules, encoding])
}

/// What is done with each document, by any worker.
struct Work {
    options: Options,
    /// Most bytes of a document.
    longest: u64,
    rules: RuleSet,
    /// How each format renders; `None` for one that takes the report.
    renders: Vec<Option<Render>>,
    kept: Option<Kept>,
}

/// A document that waits for its turn to be written.
struct Converted {
    tally: Tally,
    /// For the formats that render, in their order.
    rendered: Vec<Rendered>,
    /// For the formats that do not.
    reading: Option<Reading>,
    /// Whether it was kept from an earlier run.
    again: bool,
}

impl Work {
    fn convert(&self, input: &Input) -> Result<Converted> {
        let begun = Instant::now();
        let bytes = input.bytes(self.longest)?;
        let key = self.kept.as_ref().map(|kept| (kept, kept.key(&input.document, &bytes)));
        if let Some((tally, rendered)) = key.as_ref().and_then(|(kept, key)| kept.load(key)) {
            tracing::info!("{}: kept from an earlier run", input.document);
            return Ok(Converted { tally, rendered, reading: None, again: true });
        }
        let mut reading = office::read(&bytes, &input.document, &self.options)?;
        let size = bytes.len();
        // the text is enough from here on; both at once would be held while the rules run
        drop(bytes);
        let checked = reading.check(&self.rules);
        let tally = Tally::of(&reading, &checked);
        let rendered = self.renders.iter().flatten().map(|render| render(&reading.report, &reading.text));
        let rendered = rendered.collect::<Result<Vec<_>, _>>()?;
        if let Some((kept, key)) = key {
            // said as it is: what could not be written is no fault of the document
            kept.save(&key, &tally, &rendered).map_err(|error| anyhow!("--resume: {error:#}"))?;
        }
        let needed = self.renders.iter().any(Option::is_none);
        tracing::info!(
            "{}: {} bytes, {} tables, {} of {} numbers read, {} ms",
            input.document,
            size,
            tally.tables,
            tally.numbers_read,
            tally.numbers,
            begun.elapsed().as_millis()
        );
        Ok(Converted { tally, rendered, reading: needed.then_some(reading), again: false })
    }
}

/// What the writers are told.
#[cfg(feature = "parquet")]
fn format_options(args: &Convert) -> FormatOptions {
    let mut options = FormatOptions::default();
    options.partition = args.partition;
    options
}

/// What the writers are told: without Parquet nothing.
#[cfg(not(feature = "parquet"))]
fn format_options(_: &Convert) -> FormatOptions {
    FormatOptions::default()
}

/// The writers of all formats asked for, as one.
struct Writers(Vec<Box<dyn ReportWriter>>);

impl Writers {
    fn create(args: &Convert) -> Result<Self> {
        let options = format_options(args);
        // a format that is named twice is written once
        let mut formats: Vec<&Format> = Vec::new();
        for format in &args.to {
            if !formats.iter().any(|known| known.name == format.name) {
                formats.push(format);
            }
        }
        // those with a file for each document come first: where that cannot be named, nothing of it is in the others
        formats.sort_by_key(|format| !["json", "md", "xlsx", "html"].contains(&format.name));
        let writers = formats.iter().map(|format| format.create_with(&args.out, &options));
        Ok(Self(writers.collect::<Result<_, _>>()?))
    }

    fn renders(&self) -> Vec<Option<Render>> {
        self.0.iter().map(|writer| writer.renderer()).collect()
    }

    fn append(&mut self, converted: &Converted) -> Result<()> {
        let mut rendered = converted.rendered.iter();
        for writer in &mut self.0 {
            match (writer.renderer(), &converted.reading) {
                (Some(_), _) => rendered.next().map(|rendered| writer.append(rendered)).transpose()?,
                (None, Some(reading)) => Some(writer.write(&reading.report, &reading.text)?),
                (None, None) => None,
            };
        }
        Ok(())
    }

    /// Puts the outputs in their places, and names them.
    fn finish(self) -> Result<Vec<PathBuf>> {
        let mut written = Vec::new();
        for writer in self.0 {
            written.extend(writer.finish()?);
        }
        Ok(written)
    }
}

/// Where a user opens what was written: the descriptor in place of the files of a package, the index in place of its
/// pages, the folder in place of many files of one kind.
fn entry_points(out: &Path, written: &[PathBuf]) -> Vec<PathBuf> {
    let package = out.join("datapackage.json");
    let index = out.join("html").join("index.html");
    let has_package = written.contains(&package);
    let mut places: Vec<PathBuf> = Vec::new();
    for file in written {
        let direct = file.parent() == Some(out);
        let place = match file.strip_prefix(out).ok().and_then(|inner| inner.components().next()) {
            Some(first) if !direct && first.as_os_str() == "html" => index.clone(),
            Some(first) if !direct => out.join(first),
            _ if has_package && file.extension().is_some_and(|ending| ending == "csv") => package.clone(),
            _ => file.clone(),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
