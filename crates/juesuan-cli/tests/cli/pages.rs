//! Pages of a PDF as they look, beside what was read of them.
//!
//! `pages.pdf` was printed by `LibreOffice`: a page of text, a page with a table, of which a figure is wrong, and a page that
//! is a picture.

use std::collections::{BTreeMap, BTreeSet};

use super::{files, folder_of, juesuan, stderr};

/// A document of three pages.
const PAGES: &[u8] = include_bytes!("pages.pdf");

/// What `convert` makes of the document.
fn converted(formats: &str) -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = folder_of(&[]);
    std::fs::write(folder.path().join("pages.pdf"), PAGES).expect("written");
    let done = juesuan(folder.path(), &["convert", "pages.pdf", "--to", formats, "--out", "out"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let made = files(&folder.path().join("out"));
    (folder, made)
}

/// A box: left, top, width and height in hundredths of a point.
type Box4 = [i64; 4];

/// The boxes that a table of the package gives, with their pages.
fn stated(csv: &[u8]) -> BTreeSet<(String, Box4)> {
    let mut found = BTreeSet::new();
    for row in csv::Reader::from_reader(csv).deserialize() {
        let row: BTreeMap<String, String> = row.expect("a row");
        // points with two decimals
        let side = |name: &str| row[name].replace('.', "").parse::<i64>().expect("points");
        let [left, top, right, bottom] = ["x0", "y0", "x1", "y1"].map(side);
        found.insert((row["page"].clone(), [left, top, right - left, bottom - top]));
    }
    found
}

/// The boxes on the pages of a review page.
fn drawn(html: &str) -> BTreeSet<(String, Box4)> {
    let mut found = BTreeSet::new();
    for figure in html.split("<figure id=\"P").skip(1) {
        let (page, figure) = figure.split_once('"').expect("a number");
        for rect in figure.split("<rect ").skip(1) {
            let side = |name: &str| {
                let (_, rest) = rect.split_once(&format!(" {name}=\"")).expect("a side");
                rest.split('"').next().and_then(|side| side.parse().ok()).expect("a number")
            };
            found.insert((page.to_owned(), ["x", "y", "width", "height"].map(side)));
        }
    }
    found
}

#[test]
fn each_page_is_shown_with_the_boxes_of_the_data() {
    let (_folder, made) = converted("csv,html");
    let html = String::from_utf8_lossy(&made["html/pages.pdf.html"]);
    assert_eq!(html.matches("<figure id=\"P").count(), 3);
    assert_eq!(html.matches("src=\"data:image/png;base64,iVBOR").count(), 3, "each page has its picture");
    let boxes = drawn(&html);
    for table in ["facts.csv", "observations.csv"] {
        let missing: Vec<_> = stated(&made[table]).difference(&boxes).cloned().collect();
        assert!(!stated(&made[table]).is_empty() && missing.is_empty(), "{table}: {missing:?} in {boxes:?}");
    }
    // of the page that is a picture nothing was read, and it says so
    let last = html.split("<figure id=\"P3\"").nth(1).and_then(|rest| rest.split("</figure>").next());
    let last = last.expect("the third page");
    assert!(!last.contains("<rect") && last.contains("nothing on this page"), "{last}");
    // the figures of a finding are marked as its severity is
    assert!(html.contains("class=\"o e\" x="));
}

#[test]
fn nothing_is_drawn_where_no_page_shows_it_and_pages_are_the_same_again() {
    let (_folder, made) = converted("json,html");
    let json = String::from_utf8_lossy(&made["json/pages.pdf.json"]);
    assert!(!json.contains("iVBOR") && !json.contains("page_pictures"));
    let (_folder, again) = converted("html");
    assert!(made["html/pages.pdf.html"] == again["html/pages.pdf.html"]);
}

#[test]
#[cfg(feature = "serve")]
fn a_figure_leads_to_its_box_and_a_box_to_its_figure() {
    use super::browser::Browser;

    let (folder, _) = converted("html");
    let Some(browser) = Browser::start() else {
        super::support::skipped("a_figure_leads_to_its_box", "chromium with chromedriver");
        return;
    };
    let file = folder.path().join("out/html/pages.pdf.html");
    browser.open(&format!("file://{}", file.display()));
    assert_eq!((browser.visible("#pages"), browser.visible("#text")), (0, 1));
    browser.click("[data-face=pages]");
    assert_eq!((browser.visible("#pages"), browser.visible("#text")), (1, 0));

    // from a cell to the box on its page
    browser.press("3");
    browser.eval("[...document.querySelectorAll('#tables td.n')].find(cell => cell.textContent.startsWith('85.50')).click()");
    let marked = "[...document.querySelectorAll('#pages rect.on')]";
    assert_eq!(browser.count(&format!("{marked}.length")), 1);
    assert_eq!(browser.text(&format!("{marked}[0].closest('figure').id")), "P2");
    let in_sight = format!(
        "(box => {{ const r = box.getBoundingClientRect(), p = document.querySelector('#pages').getBoundingClientRect();
          return r.height > 0 && r.top >= p.top && r.bottom <= p.bottom; }})({marked}[0])"
    );
    browser.wait("the box is in sight", &in_sight);
    assert!(browser.text("document.querySelector('#where').textContent").contains('2'));

    // and from a box to the figure: one that another page shows, by the keyboard
    browser.press("\u{e00c}");
    browser.eval("void document.querySelector('#P1 rect.a').focus()");
    browser.eval(
        "document.querySelector('#P1 rect.a').dispatchEvent(new MouseEvent('click', { bubbles: true }))",
    );
    assert_eq!(
        browser.count("document.querySelectorAll('#stated tr.on, #stated .on').length > 0 ? 1 : 0"),
        1
    );

    // the place is kept when the text is shown again, and search looks there
    browser.press("p");
    assert_eq!((browser.visible("#pages"), browser.visible("#text")), (0, 1));
    assert_eq!(browser.visible("#text mark.at"), 1);
    browser.press("p");
    browser.press("/");
    browser.press("行政运行");
    browser.wait("matches", "document.querySelector('#hits').textContent");
    browser.press("\u{e007}");
    assert_eq!(browser.visible("#text"), 1);
    assert!(browser.complaints().is_empty());
    assert!(browser.requests().iter().all(|url| url.starts_with("data:") || url.ends_with("pages.pdf.html")));
}
