//! Where the time of checking goes: `cargo run --release -p juesuan-rules --example profile -- FILE [TIMES]`.
//!
//! Reads a text file, or TIMES copies of it in a row, and prints how long its stages take, how long the rules take in
//! all and as a share of reading, and the slowest steps. Each figure is the shortest of several runs, since only the
//! longer ones are disturbed by what else the machine does.

#![allow(clippy::print_stdout)] // an example

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use juesuan_model::{Report, SourceInfo};
use juesuan_rules::{Checker, catalogue};

type Failure = Box<dyn std::error::Error>;

/// How many of the slowest steps are listed.
const LISTED: usize = 80;
/// How long each part is repeated, at least once.
const PATIENCE: Duration = Duration::from_secs(2);

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: profile FILE [TIMES]")?;
    let times: usize = arguments.next().map_or(Ok(1), |times| times.parse())?;
    let text = std::fs::read_to_string(file)?.repeat(times);

    let (report, stages) = shortest(|clock| read(&text, clock))?;
    let rules = catalogue();
    let checker = Checker::new(&rules).text(&text);
    let (outcome, steps) = shortest(|clock| Ok(checker.check_watched(&report, |step| clock.lap(step))))?;

    let reading: Duration = stages.values().sum();
    let checking: Duration = steps.values().sum();
    println!("{} bytes, {} findings", text.len(), outcome.findings.len());
    for (stage, time) in &stages {
        println!("{time:>12.1?}  {stage}");
    }
    let percent = 100.0 * checking.as_secs_f64() / reading.as_secs_f64();
    println!("{reading:>12.1?}  reading\n{checking:>12.1?}  checking: {percent:.0} % of reading");
    let mut slowest: Vec<(&String, &Duration)> = steps.iter().collect();
    slowest.sort_by_key(|(_, time)| std::cmp::Reverse(**time));
    for (step, time) in slowest.into_iter().take(LISTED) {
        println!("{time:>12.1?}  {step}");
    }
    Ok(())
}

fn read(text: &str, clock: &mut Clock) -> Result<Report, Failure> {
    let segmentation = juesuan_segment::segment(text)?;
    clock.lap("1 segment");
    let tables = juesuan_table::reconstruct_with(&segmentation, &juesuan_read::Vocabulary::default());
    clock.lap("2 tables");
    let document = juesuan_read::Document::new(segmentation, tables, SourceInfo::default());
    let report = juesuan_read::read(&document)?;
    clock.lap("3 read");
    Ok(report)
}

/// Times of steps in the order in which they end.
struct Clock {
    last: Instant,
    laps: BTreeMap<String, Duration>,
}

impl Clock {
    fn lap(&mut self, step: &str) {
        let now = Instant::now();
        *self.laps.entry(step.to_owned()).or_default() += now - self.last;
        self.last = Instant::now();
    }
}

/// The last result of a task, and the shortest time of each of its steps over several runs.
fn shortest<T>(
    mut task: impl FnMut(&mut Clock) -> Result<T, Failure>,
) -> Result<(T, BTreeMap<String, Duration>), Failure> {
    let begin = Instant::now();
    let mut best: BTreeMap<String, Duration> = BTreeMap::new();
    loop {
        let mut clock = Clock { last: Instant::now(), laps: BTreeMap::new() };
        let result = task(&mut clock)?;
        for (step, time) in clock.laps {
            let known = best.entry(step).or_insert(time);
            *known = time.min(*known);
        }
        if begin.elapsed() > PATIENCE {
            return Ok((result, best));
        }
    }
}
