//! The pages as they look, with boxes on what was read of them.

use std::cmp::Reverse;

use juesuan_model::Report;
use juesuan_source::{PageImage, PagePicture, Rect, chars};
use maud::{Markup, PreEscaped, html};

use super::escape::push_escaped;
use super::marks::{self, Mark, Marks};
use super::shell::base64;
use super::words::{both, pair};

/// The buttons that show the text or the pages; nothing where no page was drawn.
pub(super) fn faces(report: &Report) -> Markup {
    html! {
        @if has_pages(report) {
            div.faces role="group" data-t="aria-label|显示|Show" {
                button type="button" data-face="text" aria-pressed="true" { (both("文字", "Text")) }
                button type="button" data-face="pages" aria-pressed="false" { (both("版面", "Pages")) }
            }
            div.zoom role="group" data-t="aria-label|大小|Size" hidden {
                button type="button" data-zoom="-1" data-t="aria-label|缩小|Smaller" aria-label="缩小" { "−" }
                button type="button" data-zoom="1" data-t="aria-label|放大|Larger" aria-label="放大" { "+" }
            }
        }
    }
}

fn has_pages(report: &Report) -> bool {
    report.page_pictures.iter().any(|page| page.png().is_some())
}

/// All pages; nothing where none was drawn.
pub(super) fn pages(report: &Report, marks: &Marks, text: &str) -> Markup {
    if !has_pages(report) {
        return Markup::default();
    }
    let mut boxes: Vec<Vec<Boxed<'_>>> = report.page_pictures.iter().map(|_| Vec::new()).collect();
    for (id, mark) in marks.all().iter().enumerate() {
        if let Some((page, bounds)) = report.page_place(mark.span)
            && let Some(boxes) = boxes.get_mut(page.0 as usize)
        {
            boxes.push(Boxed { id, mark, bounds });
        }
    }
    html! {
        div #pages tabindex="0" role="document" data-t="aria-label|版面|Pages" hidden {
            @for (page, boxes) in report.page_pictures.iter().zip(boxes) {
                (figure(report, page, boxes, text))
            }
        }
    }
}

/// A mark with its box on the page.
struct Boxed<'m> {
    id: usize,
    mark: &'m Mark,
    bounds: Rect,
}

impl Boxed<'_> {
    fn size(&self) -> i64 {
        i64::from(self.bounds.x1 - self.bounds.x0) * i64::from(self.bounds.y1 - self.bounds.y0)
    }
}

fn figure(report: &Report, page: &PagePicture, mut boxes: Vec<Boxed<'_>>, text: &str) -> Markup {
    let number = page.page.0 + 1;
    // what lies within another box is to be reached too
    boxes.sort_by_key(|boxed| (Reverse(boxed.size()), boxed.id));
    let (zh, en) = (format!("第 {number} 页"), format!("page {number}"));
    let name = pair((&zh, &en));
    let is_empty = boxes.is_empty();
    html! {
        figure id={ "P" (number) } data-p=(number) {
            div.sheet {
                @if let Some(file) = page.png() {
                    img loading="lazy" decoding="async" width=(page.width / 100) height=(page.height / 100)
                        alt=(zh) data-t={ "alt|" (name) } src={ "data:image/png;base64," (base64(file)) };
                }
                svg viewBox={ "0 0 " (page.width) " " (page.height) } preserveAspectRatio="none" role="group" aria-label=(zh)
                    data-t={ "aria-label|" (name) } {
                    (PreEscaped(rects(&boxes)))
                    // behind the boxes, so that no box covers them
                    @if page.lacks_type || page.png().is_none() { (PreEscaped(letters(report, page, text))) }
                }
            }
            figcaption { (both(&zh, &en)) (note(page, is_empty)) }
        }
    }
}

/// What the picture of a page does not show.
fn note(page: &PagePicture, is_empty: bool) -> Markup {
    html! {
        @match page.image {
            PageImage::LeftOut => {
                " · " (both("没有画出：本文件的页数或图片超出上限；只标出读到的文字", "not drawn, as the document has more pages than are drawn; the text that was read stands in its place"))
            }
            PageImage::Failed => {
                " · " (both("画不出来；只标出读到的文字", "cannot be drawn; the text that was read stands in its place"))
            }
            PageImage::Png(_) if page.lacks_type => {
                " · " (both("文件没有附上部分字体，文字用浏览器的字体显示", "some fonts are not in the file; their text is shown in the browser's"))
            }
            PageImage::Png(_) => {}
        }
        @if is_empty { " · " (both("此页没有读到数据", "nothing on this page was read as data")) }
    }
}

/// The boxes of the marks, in hundredths of a point as in the data.
fn rects(boxes: &[Boxed<'_>]) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(boxes.len() * 80);
    for Boxed { id, mark, bounds: Rect { x0, y0, x1, y1 } } in boxes {
        let classes = marks::classes([*mark].into_iter());
        let _ = write!(out, "<rect data-m=\"{id}\"");
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{classes}\"");
        }
        let _ = write!(out, " x=\"{x0}\" y=\"{y0}\" width=\"{}\" height=\"{}\"/>", x1 - x0, y1 - y0);
    }
    out
}

/// The text of a page whose picture does not show it, each piece as wide as its box. The shapes of narrow characters are
/// never lacking.
fn letters(report: &Report, page: &PagePicture, text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let is_drawn = |words: &str| page.png().is_some() && words.chars().all(|char| chars::width(char) < 2);
    for run in report.runs.iter().filter(|run| run.page == page.page) {
        let words = text.get(run.span.range()).unwrap_or_default().trim();
        let Rect { x0, y0, x1, y1 } = run.bounds;
        if words.is_empty() || is_drawn(words) || x1 <= x0 || y1 <= y0 {
            continue;
        }
        // a box reaches as far below the line as type does
        let high = y1 - y0;
        let _ = write!(out, "<text x=\"{x0}\" y=\"{}\" font-size=\"{}\"", y1 - high / 5, high * 4 / 5);
        if chars::columns(words) > 1 {
            let _ = write!(out, " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", x1 - x0);
        }
        out.push('>');
        push_escaped(&mut out, words);
        out.push_str("</text>");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use juesuan_model::{Place, SourceInfo, Unread};
    use juesuan_source::{PageIndex, Run, Span};

    fn page(number: u32, image: PageImage) -> PagePicture {
        PagePicture { page: PageIndex(number), width: 59_500, height: 84_200, image, lacks_type: false }
    }

    fn report(images: Vec<PageImage>) -> Report {
        let mut report = Report::new(SourceInfo::default());
        report.page_pictures =
            images.into_iter().zip(0..).map(|(image, number)| page(number, image)).collect();
        let run = |start: u32, end: u32, page: u32, x0: i32| Run {
            span: Span::new(start, end),
            page: PageIndex(page),
            bounds: Rect { x0, y0: 100, x1: x0 + 500, y1: 1200 },
        };
        report.runs = vec![run(0, 2, 0, 300), run(3, 7, 0, 900), run(8, 10, 1, 40)];
        for (start, end) in [(0, 2), (3, 7), (8, 10)] {
            let place = Place::new(Span::new(start, end), 1);
            report.unread.push(Unread { place, text: "1".into(), reason: "x".into() });
        }
        report
    }

    fn shown(report: &Report) -> String {
        let text = "12 <表\u{c}56";
        pages(report, &Marks::new(report, text), text).into_string()
    }

    fn png() -> PageImage {
        PageImage::Png([1, 2, 3].into())
    }

    #[test]
    fn each_page_has_its_picture_and_the_boxes_on_it() {
        let html = shown(&report(vec![png(), png()]));
        let [_, first, second] = &html.split("<figure").collect::<Vec<_>>()[..] else { panic!("{html}") };
        assert!(
            first.contains("src=\"data:image/png;base64,AQID\"")
                && first.contains("viewBox=\"0 0 59500 84200\"")
        );
        assert!(
            first.contains(
                "<rect data-m=\"0\" class=\"u\" x=\"300\" y=\"100\" width=\"500\" height=\"1100\"/>"
            )
        );
        assert_eq!((first.matches("<rect").count(), second.matches("<rect").count()), (2, 1));
        assert!(second.contains("<rect data-m=\"2\" class=\"u\" x=\"40\""));
        assert!(!html.contains("<text"));
    }

    #[test]
    fn a_page_without_a_picture_says_so_and_shows_its_text() {
        let html = shown(&report(vec![png(), PageImage::LeftOut, PageImage::Failed]));
        let [_, _, second, third] = &html.split("<figure").collect::<Vec<_>>()[..] else { panic!("{html}") };
        assert!(second.contains("not drawn") && second.contains(">56</text>") && !second.contains("<img"));
        assert!(third.contains("cannot be drawn") && third.contains("nothing on this page"));
        let mut report = report(vec![png()]);
        report.page_pictures[0].lacks_type = true;
        let html = shown(&report);
        assert!(html.contains(">&lt;表</text>") && html.contains("textLength=\"500\""), "{html}");
        assert_eq!(html.matches("<text").count(), 1, "digits are seen: {html}");
    }

    #[test]
    fn documents_without_pictures_have_no_pages() {
        for images in [vec![], vec![PageImage::LeftOut, PageImage::Failed]] {
            let report = report(images);
            assert_eq!((shown(&report), faces(&report).into_string()), (String::new(), String::new()));
        }
    }
}
