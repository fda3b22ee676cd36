//! A program that runs to its end, or to the end of its time.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How often is looked whether it is done.
const PAUSE: Duration = Duration::from_millis(20);

/// What tells that this process is asked to end.
static ASKED: OnceLock<fn() -> bool> = OnceLock::new();

/// From now on programs are stopped when this process is asked to end: they have process groups of their own, which no
/// signal to it reaches. What was said first holds.
pub fn stop_when(asked: fn() -> bool) {
    let _ = ASKED.set(asked);
}

/// The first of these programs that is installed, looked for where the system looks for programs.
pub fn installed(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let file = |name: &str| format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let here = |folder: &Path| names.iter().map(|name| folder.join(file(name))).find(|path| path.is_file());
    std::env::split_paths(&folders).filter(|folder| folder.is_absolute()).find_map(|folder| here(&folder))
}

/// Runs a program to its end; `None` where it runs longer than allowed, or this process is asked to end, and it is stopped
/// with all that it started.
///
/// # Errors
/// What the system says where it cannot be started.
pub fn finished(mut command: Command, longest: Duration) -> io::Result<Option<ExitStatus>> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > longest || ASKED.get().is_some_and(|asked| asked()) {
            stop(&mut child);
            return Ok(None);
        }
        std::thread::sleep(PAUSE);
    }
}

/// Stops a program and what it started.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // it may have ended by itself just now
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_is_stopped_with_all_that_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let mut command = Command::new("sh");
        // a program that starts another, which would leave a mark
        command.arg("-c").arg(format!("(sleep 2; touch {}) & wait", mark.display()));
        assert_eq!(finished(command, Duration::from_millis(200)).unwrap(), None);
        std::thread::sleep(Duration::from_millis(2500));
        assert!(!mark.exists());
        let mut quick = Command::new("sh");
        quick.args(["-c", "exit 3"]);
        let done = finished(quick, Duration::from_mins(1)).unwrap();
        assert_eq!(done.and_then(|status| status.code()), Some(3));
    }
}
