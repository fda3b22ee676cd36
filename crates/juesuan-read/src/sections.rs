//! The sections of the model from the section tree of the segmentation.

use juesuan_model::Section;
use juesuan_segment::plain;

use crate::Document;

/// All sections in the order of their headings.
pub(crate) fn sections(document: &Document<'_>) -> Vec<Section> {
    let source = document.source();
    let sections = &document.segmentation.sections;
    let line = |offset| document.segmentation.lines.line(offset);
    sections
        .iter()
        .map(|section| {
            let parent = section.parent.and_then(|parent| sections.get(parent.0 as usize));
            let title = plain(section.title.text(source));
            Section {
                place: document.place(section.heading),
                level: section.level,
                number: section.marker.map(|m| plain(m.span.text(source)).into_owned()).unwrap_or_default(),
                title: title.trim_end_matches(['。', '：', ':']).to_owned(),
                parent_line: parent.map(|parent| line(parent.heading.start)),
            }
        })
        .collect()
}
