//! Runs that are killed, or told of a full or broken disk, at each rename, write and sync: what stands under a final name
//! is always whole, and the next run makes of it what a run without a fault makes.
//!
//! `JUESUAN_KILLS=1000 cargo test -p juesuan-cli --test cli kill -- --nocapture` tries more places than a usual test.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;

use crate::{TABLE, files, folder_of, juesuan, stderr, support};

type Files = BTreeMap<String, Vec<u8>>;

const FORMATS: [&str; 6] = ["csv", "jsonl,json", "html,md", "xlsx", "parquet", "sqlite"];

/// System calls at which a run is hurt.
const CALLS: [&str; 3] = ["rename,renameat,renameat2", "write,pwrite64,writev", "fsync,fdatasync"];

/// How it is hurt.
const FAULTS: [&str; 3] = ["signal=SIGKILL", "error=EIO", "error=ENOSPC"];

fn arguments<'a>(input: &'a str, formats: &'a str) -> Vec<&'a str> {
    vec!["convert", input, "--out", "o", "--to", formats, "--jobs", "2", "-q"]
}

/// A run with a fault at one of its calls; whether it was hurt at all.
fn hurt(folder: &Path, (calls, fault, at): (&str, &str, usize), words: &[&str]) -> bool {
    let done = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}")])
        .args(["-e", &format!("inject={calls}:{fault}:when={at}")])
        .arg(env!("CARGO_BIN_EXE_juesuan"))
        .args(words)
        .current_dir(folder)
        .output()
        .expect("strace runs");
    done.status.signal().is_some() || !done.status.success()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("there").flatten() {
        let target = to.join(entry.file_name());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => copy(&entry.path(), &target),
            _ => drop(fs::copy(entry.path(), target).expect("copied")),
        }
    }
}

fn run(folder: &Path, input: &str, formats: &str) -> Files {
    let done = juesuan(folder, &arguments(input, formats));
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    files(&folder.join("o"))
}

/// Every file is that of the one run or of the other, and a package with its descriptor is all of one.
fn is_whole(found: &Files, old: &Files, new: &Files) -> Result<(), String> {
    for (name, bytes) in found {
        if old.get(name) != Some(bytes) && new.get(name) != Some(bytes) {
            return Err(format!("{name} is of neither run"));
        }
    }
    let all_of = |run: &Files| {
        run.iter()
            .filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "csv"))
            .all(|(name, bytes)| found.get(name) == Some(bytes))
    };
    if found.contains_key("datapackage.json") && !all_of(old) && !all_of(new) {
        return Err("a package of two runs has a descriptor".into());
    }
    Ok(())
}

#[test]
fn whatever_happens_at_a_rename_a_write_or_a_sync_no_file_is_half_there() {
    if Command::new("strace").arg("-V").output().is_err() {
        return support::skipped("faults at system calls", "strace");
    }
    let most: usize = std::env::var("JUESUAN_KILLS").ok().and_then(|most| most.parse().ok()).unwrap_or(36);
    let dated = |year: u32, at: u32| format!("# 清河县卫生监督局{year}年度部门决算\n\n{TABLE}\n第{at}份\n");
    let texts: Vec<(String, String)> = (0..3)
        .flat_map(|at| {
            [("old", 2021), ("new", 2022)]
                .map(|(run, year)| (format!("{run}/d{at}/{at}.txt"), dated(year, at)))
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
    let folder = folder_of(&texts);
    let out = folder.path().join("o");
    let mut known: BTreeMap<&str, (Files, Files)> = BTreeMap::new();
    for formats in FORMATS {
        let new = run(folder.path(), "new", formats);
        fs::remove_dir_all(&out).expect("removed");
        let old = run(folder.path(), "old", formats);
        copy(&out, &folder.path().join(format!("kept-{formats}")));
        fs::remove_dir_all(&out).expect("removed");
        known.insert(formats, (old, new));
    }
    let mut tried = BTreeMap::new();
    let mut open: Vec<(&str, &str, &str)> = Vec::new();
    for fault in FAULTS {
        for calls in CALLS {
            open.extend(FORMATS.map(|formats| (formats, calls, fault)));
        }
    }
    let mut at = 1;
    while tried.values().sum::<usize>() < most && !open.is_empty() {
        open.retain(|&(formats, calls, fault)| {
            if tried.values().sum::<usize>() >= most {
                return true;
            }
            copy(&folder.path().join(format!("kept-{formats}")), &out);
            let was_hurt = hurt(folder.path(), (calls, fault, at), &arguments("new", formats));
            let (old, new) = &known[formats];
            let whole = is_whole(&files(&out), old, new);
            assert!(whole.is_ok(), "{formats}, {fault} at {calls} {at}: {whole:?}");
            let again = run(folder.path(), "new", formats);
            assert!(again == *new, "{formats}, {fault} at {calls} {at}: the next run gives something else");
            fs::remove_dir_all(&out).expect("removed");
            *tried.entry((fault, calls)).or_insert(0) += usize::from(was_hurt);
            was_hurt
        });
        at += 1;
    }
    for ((fault, calls), times) in &tried {
        eprintln!("{fault} at {calls}: {times} tried, 0 failed");
    }
    assert!(tried.values().sum::<usize>() >= most.min(36), "{tried:?}");
}
