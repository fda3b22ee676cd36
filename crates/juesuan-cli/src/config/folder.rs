//! The folder of a file of settings, and which places such a file may name.

use std::path::{Component, Path, PathBuf};

/// The folder of the file of settings.
pub(super) struct Folder<'p> {
    pub(super) path: &'p Path,
    /// Whether the settings may name no place outside it.
    pub(super) confined: bool,
}

impl Folder<'_> {
    /// The place that a path in the file means; `None` where it may not be named.
    pub(super) fn place(&self, text: &str) -> Option<PathBuf> {
        let place = self.path.join(text);
        (!self.confined || self.holds(Path::new(text))).then_some(place)
    }

    /// Whether a relative path stays below the folder, links followed.
    fn holds(&self, relative: &Path) -> bool {
        let inner = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !relative.components().all(inner) {
            return false;
        }
        let Ok(root) = self.path.canonicalize() else { return false };
        let mut place = root.clone();
        for part in relative.components() {
            place.push(part);
            let Ok(found) = place.symlink_metadata() else { return true };
            // a link that leads nowhere would make a file there
            if found.is_symlink() && !place.canonicalize().is_ok_and(|target| target.starts_with(&root)) {
                return false;
            }
        }
        true
    }
}
