//! Our own documents in every layout and after every transformation: sections, and figures inside fragments.

#![allow(clippy::unwrap_used, clippy::format_push_string)]

use juesuan_segment::{Block, BlockKind, FragmentLayout, Segmentation, plain, segment};
use juesuan_testkit::transform::{ALL, Transformation};
use juesuan_testkit::{Layout, Printed, Truth, fixtures};

type Item = (String, String);

/// A title as the scorer compares it.
fn title(text: &str) -> String {
    let width =
        |c: char| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap() } else { c };
    plain(text).trim_end_matches(['。', '：']).chars().map(width).collect()
}

fn found(document: &Segmentation<'_>, truth: Option<&Truth>) -> Vec<Item> {
    let neutral = |line: u32| truth.is_some_and(|truth| truth.neutral.contains(&line));
    let scored = document.sections.iter().filter(|section| !neutral(document.line(section.heading)));
    scored.map(|section| (section.level.to_string(), title(&document.title(section)))).collect()
}

fn wanted(truth: &Truth) -> Vec<Item> {
    truth.sections.iter().map(|section| (section.level.to_string(), title(&section.title))).collect()
}

fn block_at<'a>(document: &'a Segmentation<'_>, line: u32) -> &'a Block {
    let start = document.lines.span(line as usize - 1).start;
    let at = document.blocks.partition_point(|block| block.span.end <= start);
    &document.blocks[at]
}

fn layout_of(layout: Layout) -> FragmentLayout {
    match layout {
        Layout::Tabbed => FragmentLayout::Tabbed,
        Layout::Exploded => FragmentLayout::Exploded,
        Layout::Piped => FragmentLayout::Piped,
        Layout::Aligned => FragmentLayout::Aligned,
    }
}

#[test]
fn every_layout() {
    let mut faults = String::new();
    for fixture in fixtures() {
        for layout in Layout::ALL {
            let Printed { text, truth } = fixture.print(layout);
            let document = segment(&text).unwrap();
            let (found, wanted) = (found(&document, Some(&truth)), wanted(&truth));
            if found != wanted {
                for item in found.iter().filter(|item| !wanted.contains(item)) {
                    faults += &format!("{} {layout:?}: extra {item:?}\n", fixture.name);
                }
                for item in wanted.iter().filter(|item| !found.contains(item)) {
                    faults += &format!("{} {layout:?}: missed {item:?}\n", fixture.name);
                }
            }
            let outside = truth
                .observations
                .iter()
                .map(|figure| figure.line)
                .filter(|&line| block_at(&document, line).kind != BlockKind::Fragment(layout_of(layout)));
            let outside: Vec<u32> = outside.collect();
            if let Some(&line) = outside.first() {
                let block = block_at(&document, line);
                let text = document.lines.span(line as usize - 1).text(&text);
                faults += &format!(
                    "{} {layout:?}: {} figures outside, line {line} {:?} {text:?}\n",
                    fixture.name,
                    outside.len(),
                    block.kind
                );
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_transformation() {
    let mut faults = String::new();
    // a cell of several lines cannot be printed in a tabbed row, from which the transformations start
    for fixture in fixtures().into_iter().filter(|fixture| fixture.layout == Layout::Tabbed) {
        let text = fixture.print(Layout::Tabbed).text;
        let before = found(&segment(&text).unwrap(), None);
        for Transformation { name, apply, .. } in ALL {
            let Ok(changed) = String::from_utf8(apply(&text)) else { continue };
            if changed.contains('\0') {
                continue;
            }
            let after = found(&segment(&changed).unwrap(), None);
            for item in after.iter().filter(|item| !before.contains(item)) {
                faults += &format!("{} {name}: extra {item:?}\n", fixture.name);
            }
            for item in before.iter().filter(|item| !after.contains(item)) {
                faults += &format!("{} {name}: missed {item:?}\n", fixture.name);
            }
            if after.len() != before.len() {
                faults += &format!("{} {name}: {} sections of {}\n", fixture.name, after.len(), before.len());
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
