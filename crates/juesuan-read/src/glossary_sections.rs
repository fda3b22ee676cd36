//! Sections that define words and state no facts.

use juesuan_model::vocabulary;
use juesuan_segment::{Section, SectionId, Segmentation, plain};
use juesuan_vocabulary::headings;

/// For every section, whether it is a glossary or stands in one. A form that follows a glossary, as where all text is printed
/// before all tables, is not part of it.
pub(crate) fn glossary_sections(segmentation: &Segmentation<'_>) -> Vec<bool> {
    let mut defines: Vec<bool> = Vec::with_capacity(segmentation.sections.len());
    for section in &segmentation.sections {
        let title = plain(section.title.text(segmentation.source));
        let above = section.parent.and_then(|SectionId(id)| defines.get(id as usize)).copied();
        let inherits = above.unwrap_or(false) && !is_form(section, &title);
        defines.push(inherits || headings::GLOSSARIES.iter().any(|word| title.contains(word)));
    }
    defines
}

fn is_form(section: &Section, title: &str) -> bool {
    section.marker.is_none() && vocabulary::statement_for_title(title).is_some()
}
