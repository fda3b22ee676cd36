//! The repairs of all stages in one list.

use juesuan_model::Repair;
use juesuan_vocabulary::reading;

use crate::Document;
use crate::tuning::TUNING;

/// All repairs by line: of tables, of paragraphs cut by a page break, of lines cut off.
/// `more` are those of the reader itself.
pub(crate) fn repairs(document: &Document<'_>, more: Vec<Repair>) -> Vec<Repair> {
    let segmentation = &document.segmentation;
    let source = document.source();
    let mut repairs = more;
    for repair in &document.tables.repairs {
        let places =
            std::iter::once(repair.at).chain(repair.other).map(|span| document.place(span)).collect();
        repairs.push(Repair {
            kind: repair.kind.name().into(),
            line: segmentation.lines.line(repair.at.start),
            printed: quote(&repair.printed),
            read_as: quote(&repair.read_as),
            reason: repair.reason.text(),
            places,
        });
    }
    let mut last_text = None;
    for block in &segmentation.blocks {
        if block.continues
            && let Some(before) = last_text
        {
            let places = vec![document.place(before), document.place(block.span)];
            repairs.push(Repair {
                kind: "joined_paragraph".into(),
                line: segmentation.lines.line(block.span.start),
                printed: String::new(),
                read_as: String::new(),
                reason: "段落被分页断开，前后相接".into(),
                places,
            });
        }
        if matches!(block.kind, juesuan_segment::BlockKind::Paragraph | juesuan_segment::BlockKind::ListItem)
        {
            last_text = Some(block.span);
        }
    }
    for &line in &segmentation.cut_lines {
        let tail: String =
            line.text(source).chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
        repairs.push(Repair {
            kind: "cut_line".into(),
            line: segmentation.lines.line(line.start),
            printed: format!("…{tail}"),
            read_as: String::new(),
            reason: reading::CUT_REASON.into(),
            places: vec![document.place(line)],
        });
    }
    repairs.sort_by_key(|repair| repair.line);
    repairs
}

fn quote(text: &str) -> String {
    match text.char_indices().nth(TUNING.repairs.quote) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
