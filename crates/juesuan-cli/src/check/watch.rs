//! `juesuan check --watch`: checks again whenever a document, a rule file or a baseline changes.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Result;

use super::once;
use crate::Done;
use crate::args::Check;
use crate::inputs::{self, Found, Origin};
use crate::interrupt::{self, Stopped};
use crate::terminal::Terminal;

/// How often it is looked whether anything changed.
const LOOK: Duration = Duration::from_millis(300);

/// What is looked at of each file: how long it is, and when it changed.
type Seen = BTreeMap<PathBuf, Option<(u64, SystemTime)>>;

/// Checks until Ctrl-C, which is no failure.
pub(super) fn run(args: &Check, words: &[OsString], terminal: &Terminal) -> Result<Done> {
    let mut before = None;
    loop {
        let found = inputs::find(&args.inputs, None)?;
        let seen = look(args, &found);
        if before.as_ref() != Some(&seen) {
            match once(args, words, terminal, &found) {
                Err(error) if error.is::<Stopped>() => return Ok(Done::default()),
                // a rule that is being written may be wrong for a while
                Err(error) => terminal.error(&crate::error_messages::of_run(&error, terminal.language)),
                Ok(_) => {}
            }
            terminal.say(
                terminal.language.of("等待文件变化，Ctrl-C 结束 …", "waiting for changes; Ctrl-C ends …"),
            );
            before = Some(seen);
        }
        std::thread::sleep(LOOK);
        if interrupt::asked().is_some() {
            return Ok(Done::default());
        }
    }
}

fn look(args: &Check, found: &Found) -> Seen {
    let files = found.inputs.iter().filter_map(|input| match &input.origin {
        Origin::File(path) => Some(path.as_path()),
        Origin::Member(member) => Some(member.archive.as_path()),
        Origin::Stdin => None,
    });
    let words = args.inputs.decoding.vocabulary.as_deref();
    let others = [args.choice.rules.as_deref(), args.accepted.baseline.as_deref(), words];
    files.chain(others.into_iter().flatten()).map(|file| (file.to_owned(), state(file))).collect()
}

fn state(file: &Path) -> Option<(u64, SystemTime)> {
    let found = file.metadata().ok()?;
    Some((found.len(), found.modified().ok()?))
}
