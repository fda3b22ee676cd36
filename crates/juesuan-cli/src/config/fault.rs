//! What is wrong in a file of settings, shown at its place.

use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::args::Language;

/// What is wrong in the file, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

impl Fault {
    /// The message with the place under-lined.
    pub(super) fn draw(&self, text: &str, file: &Path, language: Language) -> String {
        let path = file.display().to_string();
        let at = self.at.start.min(text.len())..self.at.end.min(text.len());
        let snippet = Snippet::source(text).path(&path).annotation(AnnotationKind::Primary.span(at));
        let (error, help) = language.of(("错误", "说明"), ("error", "help"));
        let title = Level::ERROR.with_name(error).primary_title(&self.message);
        let mut group = Group::with_title(title).element(snippet);
        if !self.help.is_empty() {
            group = group.element(Level::HELP.with_name(help).message(&self.help));
        }
        Renderer::plain().render(&[group])
    }
}
