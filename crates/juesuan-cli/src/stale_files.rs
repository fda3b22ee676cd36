//! Half-written files that a run left when it was killed.

use std::fs;
use std::path::Path;

/// Folders in that of the output in which files are written, with all below them.
const FOLDERS: [&str; 4] = ["json", "md", "xlsx", "html"];

/// Takes away what killed runs left in the folder of the output, which this run has for itself. Links are not followed;
/// what cannot be taken away stays, and is in nobody's way.
pub(super) fn clear(out: &Path) {
    clear_one(out);
    let mut folders: Vec<_> = FOLDERS.iter().map(|name| out.join(name)).collect();
    while let Some(folder) = folders.pop() {
        if !folder.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            continue;
        }
        clear_one(&folder);
        let inner = fs::read_dir(&folder).into_iter().flatten().flatten();
        folders.extend(
            inner.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path()),
        );
    }
}

fn clear_one(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let half_written = name.starts_with(".juesuan-") && name.ends_with(".tmp");
        if half_written && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            tracing::debug!("removing what a killed run left: {}", entry.path().display());
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_half_written_files_go_and_from_all_folders() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("md/a/b")).unwrap();
        fs::create_dir_all(at("others")).unwrap();
        let names = [".juesuan-1.tmp", "observations.csv", "md/a/b/.juesuan-2.tmp", "others/.juesuan-3.tmp"];
        for name in names {
            fs::write(at(name), "").unwrap();
        }
        clear(folder.path());
        assert_eq!(names.map(|name| at(name).exists()), [false, true, false, true]);
    }
}
