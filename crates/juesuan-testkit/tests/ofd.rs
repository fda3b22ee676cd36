//! The same document as OFD and as PDF is read the same, character by character and box by box.

#![allow(clippy::expect_used)] // a test may expect

use juesuan_ingest::{Format, Options, Source, ingest};
use juesuan_testkit::ofd::{self, Steps};
use juesuan_testkit::press::{Rules, Style};
use juesuan_testkit::{fixtures, pdf};

const STYLES: [Style; 6] = [
    Style::PLAIN,
    Style { has_low_digits: true, ..Style::PLAIN },
    Style { is_doubled: true, ..Style::PLAIN },
    Style { has_watermark: true, has_page_numbers: false, ..Style::PLAIN },
    Style { rules: Rules::Rows, ..Style::PLAIN },
    Style { rules: Rules::None, ..Style::PLAIN },
];

fn read(file: &[u8]) -> Source<'_> {
    ingest(file, Options::default()).expect("readable")
}

#[test]
fn ofd_is_read_as_pdf_is() {
    for fixture in fixtures() {
        for style in STYLES {
            let printed = pdf::print(&fixture.input, &style);
            let expected = read(&printed);
            for steps in [Steps::Each, Steps::Counted] {
                let file = ofd::print(&fixture.input, style, steps).expect("written");
                let found = read(&file);
                assert_eq!(found.format, Format::Ofd);
                assert!(found.text == expected.text, "{} {style:?} {steps:?}", fixture.name);
                assert_eq!(found.grids.len(), expected.grids.len());
                assert_eq!(found.pages, expected.pages);
                // a watermark alone is placed in another way
                let boxes = found.runs.iter().zip(&expected.runs).filter(|_| !style.has_watermark);
                for (found, expected) in boxes {
                    let (a, b) = (found.bounds, expected.bounds);
                    let far = [(a.x0, b.x0), (a.y0, b.y0), (a.x1, b.x1), (a.y1, b.y1)];
                    let is_near = far.iter().all(|(a, b)| (a - b).abs() < 60);
                    assert!(is_near && found.page == expected.page, "{} {a:?} {b:?}", fixture.name);
                }
            }
        }
    }
}

#[test]
fn broken_files_give_a_result_or_an_error() {
    let file = ofd::print("项目\t数额\n合计\t12.50\n", Style::PLAIN, Steps::Counted).expect("written");
    let mut changed = file.clone();
    for at in 0..file.len() {
        for with in [0, b'9', b'<', 0xff] {
            changed[at] = with;
            let _ = ingest(&changed, Options::default());
        }
        changed[at] = file[at];
        let _ = ingest(&file[..at], Options::default());
    }
}
