//! How fast the program is beside what others use, all in one run, since only quotients hold on another machine.
//!
//! Three comparisons: the stages of a conversion with the csv crate in one process, the whole program with a short
//! program in Python on the same text files, and with `pdftotext` and pdfplumber on the same PDF files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use juesuan_testkit::pdf::print;
use juesuan_testkit::press::Style;

/// Where the table stands.
const PAGE: &str = "docs/performance.md";
/// What stands around the table there.
const MARKS: [&str; 2] = ["<!-- measured by `cargo xtask bench --write` -->\n", "<!-- end -->\n"];
/// How often each fixture is converted by the programs: enough that starting them is a small part.
const COPIES: usize = 40;
/// How often the programs of a comparison run in turn; the shortest time counts.
const ROUNDS: usize = 3;

/// A line of the table: what, its quotient, and what it is a quotient of.
struct Ratio {
    what: String,
    times: f64,
    of: &'static str,
}

/// Builds the program, measures, prints the table, and puts it into the page where `write` is set.
///
/// # Errors
/// Where a build or a program fails. Programs that are not installed are left out by name.
pub(crate) fn run(root: &Path, write: bool) -> Result<()> {
    build(root)?;
    let inputs = inputs(root)?;
    let mut ratios = stages(root, &inputs)?;
    let folder = tempfile::tempdir()?;
    ratios.extend(beside_python(root, folder.path(), &inputs)?);
    ratios.extend(beside_pdf_programs(root, folder.path(), &inputs)?);
    let mut table = String::from("| what | times | of |\n|---|---:|---|\n");
    for ratio in &ratios {
        let Ratio { what, times, of } = ratio;
        let places = usize::from(*times < 20.0);
        table.push_str(&format!("| {what} | {times:.places$} | {of} |\n"));
    }
    print!("{table}");
    if write {
        let path = root.join(PAGE);
        let page = fs::read_to_string(&path).context(PAGE)?;
        let [start, end] = MARKS;
        let (before, rest) = page.split_once(start).context("the page has no mark for the table")?;
        let (_, after) = rest.split_once(end).context("the page has no mark behind the table")?;
        fs::write(&path, format!("{before}{start}{table}{end}{after}"))?;
    }
    Ok(())
}

fn build(root: &Path) -> Result<()> {
    let arguments = ["build", "--release", "--workspace", "--bin", "juesuan", "--example", "stages"];
    let status = Command::new(env!("CARGO")).args(arguments).current_dir(root).status()?;
    ensure!(status.success(), "the program could not be built");
    Ok(())
}

/// The text inputs of the fixtures.
fn inputs(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for fixture in fs::read_dir(root.join("fixtures"))? {
        for file in fs::read_dir(fixture?.path())? {
            let path = file?.path();
            if path.file_stem().is_some_and(|stem| stem == "input") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The built program, or an example of it.
fn built(root: &Path, name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    target.join("release").join(name)
}

/// What each stage of a conversion costs beside the csv crate.
fn stages(root: &Path, inputs: &[PathBuf]) -> Result<Vec<Ratio>> {
    let run = Command::new(built(root, "examples/stages")).args(inputs).output()?;
    ensure!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let told = String::from_utf8(run.stdout)?;
    let times: Vec<(&str, f64)> = told
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut parts = line.split('\t');
            Some((parts.next()?, parts.next()?.parse().ok()?))
        })
        .collect();
    let time = |name: &str| {
        let found = times.iter().find(|(stage, _)| *stage == name);
        found.map(|(_, time)| *time).with_context(|| format!("no time of {name}"))
    };
    let whole = time("read")? + time("check")? + time("write CSV")? + time("drop")?;
    let (csv, rows) = (time("csv crate reads")?, time("csv crate writes")?);
    let ratio =
        |what: &str, time: f64, unit: f64, of| Ratio { what: what.to_owned(), times: time / unit, of };
    let reading = "the csv crate reading the same bytes";
    Ok(vec![
        ratio("bytes to segments", time("decode")? + time("segment")?, csv, reading),
        ratio("tables", time("tables")?, csv, reading),
        ratio("reading, all of it", time("read")?, csv, reading),
        ratio("all rules", time("check")?, csv, reading),
        ratio("all rules", time("check")?, time("read")?, "reading"),
        ratio("writing the CSV package", time("write CSV")?, csv, reading),
        ratio("writing the CSV package", time("write CSV")?, rows, "the csv crate writing the same rows"),
        ratio("the whole conversion", whole, csv, reading),
    ])
}

/// The shortest time of each command, all run in turn.
fn race(commands: &mut [Command]) -> Result<Vec<Duration>> {
    let mut best = vec![Duration::MAX; commands.len()];
    for _ in 0..ROUNDS {
        for (command, best) in commands.iter_mut().zip(&mut best) {
            let begin = Instant::now();
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            ensure!(status.success(), "{} failed", command.get_program().display());
            *best = (*best).min(begin.elapsed());
        }
    }
    Ok(best)
}

fn convert(root: &Path, folder: &Path, jobs: &str) -> Command {
    let mut command = Command::new(built(root, "juesuan"));
    let out = folder.with_extension("out");
    command.arg("convert").arg(folder).args(["-q", "--to", "csv", "--jobs", jobs, "--out"]).arg(out);
    command
}

fn quotient(other: Duration, ours: Duration) -> f64 {
    other.as_secs_f64() / ours.as_secs_f64()
}

fn beside_python(root: &Path, folder: &Path, inputs: &[PathBuf]) -> Result<Vec<Ratio>> {
    let texts = folder.join("texts");
    fs::create_dir(&texts)?;
    let mut files = Vec::new();
    for copy in 0..COPIES {
        for (at, input) in inputs.iter().enumerate() {
            let file = texts.join(format!("{at}-{copy}.txt"));
            fs::copy(input, &file)?;
            files.push(file);
        }
    }
    let mut python = Command::new("python3");
    python.arg(root.join("docs/benchmarks/tables.py")).arg(folder.join("python.csv")).args(&files);
    let times = race(&mut [convert(root, &texts, "1"), convert(root, &texts, "2"), python])?;
    let [one, two, python] = times[..] else { return Ok(Vec::new()) };
    Ok(vec![
        Ratio {
            what: format!("a short Python program, {} texts", files.len()),
            times: quotient(python, one),
            of: "the whole conversion, one job",
        },
        Ratio {
            what: "two jobs, the same texts".into(),
            times: quotient(one, two),
            of: "the speed of one job",
        },
    ])
}

fn beside_pdf_programs(root: &Path, folder: &Path, inputs: &[PathBuf]) -> Result<Vec<Ratio>> {
    let pages = folder.join("pages");
    fs::create_dir(&pages)?;
    let mut files = Vec::new();
    for input in inputs {
        let name = input.parent().and_then(Path::file_name).context("a fixture has a name")?;
        let file = pages.join(name).with_extension("pdf");
        fs::write(&file, print(&fs::read_to_string(input)?, &Style::PLAIN))?;
        files.push(file);
    }
    let mut ratios = Vec::new();
    let mut beside = |what: &str, command: Command| -> Result<()> {
        let mut both = [convert(root, &pages, "1"), command];
        match race(&mut both) {
            Ok(times) => ratios.push(Ratio {
                what: what.to_owned(),
                times: quotient(times[1], times[0]),
                of: "the whole conversion of the same PDF files, one job",
            }),
            Err(error) => eprintln!("left out: {what}: {error}"),
        }
        Ok(())
    };
    let mut each = Command::new("sh");
    each.args(["-c", "for file; do pdftotext -layout \"$file\" /dev/null || exit; done", "sh"]).args(&files);
    beside("`pdftotext -layout`, text alone", each)?;
    let mut tables = Command::new("python3");
    tables.arg(root.join("docs/benchmarks/pdf_tables.py")).arg(folder.join("pages.csv")).args(&files);
    beside("pdfplumber, tables alone", tables)?;
    Ok(ratios)
}
