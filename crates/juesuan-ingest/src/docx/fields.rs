//! Fields: a command that is not printed, and the result that is.

/// The fields that are open at a place, the outer ones first, and whether the result of each has begun.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<bool>);

impl Fields {
    /// Takes account of a mark of a field, of the kind that `fldCharType` says.
    pub(super) fn take(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.0.push(false),
            Some("separate") => {
                if let Some(has_result) = self.0.last_mut() {
                    *has_result = true;
                }
            }
            _ => drop(self.0.pop()),
        }
    }

    /// Whether the place is in no command.
    pub(super) fn show(&self) -> bool {
        self.0.iter().all(|&has_result| has_result)
    }
}
