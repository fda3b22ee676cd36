//! `juesuan check --watch`: checks again whenever a document, a rule file or a baseline changes.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use super::once;
use crate::args::Check;
use crate::inputs::{self, Found, Origin};
use crate::interrupt::{self, Stopped};
use crate::terminal::Terminal;
use crate::{Done, error_messages};

/// How often it is looked whether anything changed.
const LOOK: Duration = Duration::from_millis(300);

/// What is looked at of each file: how long it is, and when it changed.
type Seen = BTreeMap<PathBuf, Option<(u64, SystemTime)>>;

/// Checks until Ctrl-C, which is no failure.
pub(super) fn run(args: &Check, words: &[OsString], terminal: &Terminal) -> Result<Done> {
    let language = terminal.language;
    if args.inputs.reads_stdin() {
        bail!(language.of(
            "--watch 不能用于标准输入：它只能读一遍",
            "--watch goes with files: standard input can be read once alone",
        ));
    }
    let mut before = None;
    loop {
        // a list may be empty for a moment, while it is being written
        let found =
            inputs::find(&args.inputs, None).map_err(|error| error_messages::of_run(&error, language));
        let seen = found.as_ref().map(|found| look(args, found)).map_err(String::clone);
        if before.as_ref() != Some(&seen) {
            match found.map(|found| once(args, words, terminal, &found)) {
                Ok(Err(error)) if error.is::<Stopped>() => return Ok(Done::default()),
                // a rule that is being written may be wrong for a while
                Ok(Err(error)) => terminal.error(&error_messages::of_run(&error, language)),
                Err(said) => terminal.error(&said),
                Ok(Ok(_)) => {}
            }
            terminal.say(language.of("等待文件变化，Ctrl-C 结束 …", "waiting for changes; Ctrl-C ends …"));
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
