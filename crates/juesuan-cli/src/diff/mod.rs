//! `juesuan diff`: what changed between two documents or two data packages.
//!
//! Both sides are looked at as rows of the data package: a package on disk can be compared with a document that is read
//! on the spot. `juesuan_model::diff` compares two reports in memory.

mod compare;
mod damage;
mod package;
mod print;
mod row;
mod side;

use anyhow::Result;

use super::args::{Diff, Language};
use super::summary::counted;
use super::terminal::Terminal;
use super::{Done, interrupt};
use compare::{Change, compare};
use side::Side;

pub(super) fn run(args: &Diff, terminal: &Terminal) -> Result<Done> {
    interrupt::listen_alone();
    let language = terminal.language;
    let before = Side::open(&args.before, &args.decoding, language)?;
    let after = Side::open(&args.after, &args.decoding, language)?;
    let mut changes: Vec<Change> = Vec::new();
    for (left, right) in side::pairs(&before, &after) {
        let rows = [(&before, left), (&after, right)]
            .map(|(side, document)| document.map(|document| side.rows(document)).transpose());
        let [left_rows, right_rows] = rows;
        changes.extend(compare([left, right], left_rows?, right_rows?));
    }
    print::print(args.format, language, &changes)?;
    let said = match language {
        Language::Zh => format!("{} 处变化", changes.len()),
        Language::En => counted(changes.len() as u64, "change"),
    };
    terminal.say(&said);
    Ok(Done { denied: changes.len(), ..Done::default() })
}
