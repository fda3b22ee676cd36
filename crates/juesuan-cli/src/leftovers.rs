//! Half-written files that a run left when it was killed.

use std::fs;
use std::path::Path;
use std::time::Duration;

/// A half-written file that nobody has touched for so long belongs to no run any more.
const STALE: Duration = Duration::from_hours(24);

/// Takes away what killed runs left in the output folder: all of it where this run goes on with one, else what is old.
/// What cannot be taken away stays; it is in nobody's way.
pub(super) fn clear(out: &Path, resumed: bool) {
    for folder in [out.to_owned(), out.join("html")] {
        // a link is not followed: what lies there is none of ours
        if folder != out && folder.is_symlink() {
            continue;
        }
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let half_written = name.starts_with(".juesuan-")
                && name.ends_with(".tmp")
                && entry.file_type().is_ok_and(|kind| kind.is_file());
            if half_written && (resumed || is_stale(&entry)) {
                tracing::debug!("removing what a killed run left: {}", entry.path().display());
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn is_stale(entry: &fs::DirEntry) -> bool {
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age > STALE))
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn only_half_written_files_go_and_fresh_ones_only_when_resumed() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, age: u64| {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        };
        file(".juesuan-old.tmp", 2 * 24 * 60 * 60);
        file(".juesuan-new.tmp", 60);
        file("observations.csv", 2 * 24 * 60 * 60);
        let left = |resumed: bool| {
            clear(folder.path(), resumed);
            let names = fs::read_dir(folder.path()).unwrap().flatten();
            let mut names: Vec<_> = names.map(|entry| entry.file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        assert_eq!(left(false), [".juesuan-new.tmp", "observations.csv"]);
        assert_eq!(left(true), ["observations.csv"]);
    }
}
