//! The review pages in a real browser: what a person clicks, types and sees.
#![allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]

mod page {
    pub(crate) mod browser;
}
mod support;

use std::path::PathBuf;
use std::slice::from_ref;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use juesuan::model::{
    Check, CheckStatus, Evidence, Explanation, Figure, Finding, FindingKind, Report, Severity, Table,
};
use juesuan::output::{HtmlWriter, ReportWriter};
use juesuan::{Options, Reading};
use page::browser::{Browser, DOWN, ENTER, ESCAPE};
use tempfile::TempDir;

/// Held by every test for reading, and by the one that takes times for writing: it is alone.
static TURN: RwLock<()> = RwLock::new(());

fn turn() -> RwLockReadGuard<'static, ()> {
    TURN.read().unwrap_or_else(PoisonError::into_inner)
}

/// The pages of some documents, and a browser to read them.
struct Desk {
    folder: TempDir,
    browser: Browser,
}

impl Desk {
    /// Writes the pages; `None`, said aloud, where no browser is installed.
    fn of(test: &str, readings: &[Reading]) -> Option<Self> {
        let Some(browser) = Browser::start() else {
            support::skipped(test, "chromium with chromedriver");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Box::new(HtmlWriter::create(folder.path()).unwrap());
        for reading in readings {
            writer.write(&reading.report, &reading.text).unwrap();
        }
        writer.finish().unwrap();
        Some(Self { folder, browser })
    }

    fn file(&self, page: &str) -> PathBuf {
        self.folder.path().join("html").join(page)
    }

    fn open(&self, page: &str) {
        self.browser.open(&format!("file://{}", self.file(page).display()));
    }

    /// The page asked for nothing but itself, and nothing went wrong in it.
    fn is_quiet(&self, pages: &[&str]) {
        let complaints = self.browser.complaints();
        assert!(complaints.is_empty(), "{complaints:#?}");
        let allowed = |url: &String| url.starts_with("data:") || pages.iter().any(|page| url.ends_with(page));
        let others: Vec<String> = self.browser.requests().into_iter().filter(|url| !allowed(url)).collect();
        assert_eq!(others, [""; 0]);
        assert_eq!(self.browser.count("performance.getEntriesByType('resource').length"), 0);
    }
}

fn read(name: &str, bytes: &[u8]) -> Reading {
    juesuan::read_text(bytes, name, &Options::default()).unwrap()
}

fn fixture(case: &str) -> Reading {
    let (name, bytes) = support::fixtures().into_iter().find(|(name, _)| name.starts_with(case)).unwrap();
    read(&name, &bytes)
}

/// A finding about some figures, the first of which is wrong.
fn finding(id: &str, kind: FindingKind, severity: Severity, figures: &[Figure<'_>]) -> Finding {
    let evidence = |figure: &Figure<'_>| Evidence {
        name: figure.row.label.clone(),
        printed: figure.value.to_string(),
        place: figure.place,
    };
    Finding {
        id: id.into(),
        message: format!("第{id}处不符"),
        message_en: format!("Disagreement {id}"),
        printed: "1.00".into(),
        expected: "2.00".into(),
        culprit: true,
        places: figures.iter().map(|figure| figure.place).collect(),
        evidence: figures.iter().map(evidence).collect(),
        ..Finding::new(format!("test.{id}"), kind, severity)
    }
}

/// The report with findings of every severity in place of its own.
fn with_findings(mut reading: Reading) -> Reading {
    let figures: Vec<Figure<'_>> = reading.report.tables.iter().flat_map(Table::figures).collect();
    let findings = vec![
        finding("1", FindingKind::Rounding, Severity::Info, &figures[6..8]),
        finding("2", FindingKind::Sum, Severity::Error, &figures[..3]),
        finding("3", FindingKind::CrossTable, Severity::Error, &[figures[1], figures[40]]),
        finding("4", FindingKind::TableVsText, Severity::Warning, &figures[9..11]),
    ];
    reading.report.findings = findings;
    reading.report.checks =
        vec![Check { status: CheckStatus::Finding, instances: 4, findings: 4, ..Check::new("test") }];
    reading
}

fn panels() -> (Reading, &'static str) {
    (with_findings(fixture("page-cut-panels/")), "page-cut-panels/input.md.html")
}

#[test]
fn every_reason_for_not_reading_a_number_is_said_in_english_too() {
    for (name, bytes) in support::fixtures() {
        let reading = read(&name, &bytes);
        let page = juesuan::output::review_page(&reading.report, &reading.text);
        let foreign = page.split_once("class=\"foreign\"").map(|(_, rest)| rest.split('<').next());
        assert_eq!(foreign, None, "{name}");
    }
}

/// What is printed at the places of a finding.
fn printed(report: &Report, text: &str, id: &str) -> Vec<String> {
    let finding = report.findings.iter().find(|finding| finding.id == id).unwrap();
    finding.places.iter().map(|place| place.span.text(text).to_owned()).collect()
}

const LIT: &str =
    "JSON.stringify([...document.querySelectorAll('#text mark.on')].map(mark => mark.textContent))";

#[test]
fn figures_lead_to_their_places_and_back() {
    let _turn = turn();
    let (reading, page) = panels();
    let Some(desk) = Desk::of("figures_lead_to_their_places_and_back", from_ref(&reading)) else { return };
    let browser = &desk.browser;
    desk.open(page);

    // gravest first: the sum
    browser.press("2");
    browser.click("#f0 .message");
    let lit: Vec<String> = serde_json::from_str(&browser.text(LIT)).unwrap();
    assert_eq!(lit, printed(&reading.report, &reading.text, "2"));
    assert_eq!(browser.visible("#f0 .evidence .figure.on"), 3);
    let in_sight = "(mark => { const r = mark.getBoundingClientRect(), t = document.querySelector('#text').getBoundingClientRect();
        return r.top >= t.top && r.bottom <= t.bottom; })(document.querySelector('#text mark.at'))";
    assert_eq!(browser.eval(in_sight), true);
    // one of its figures alone
    browser.click("#f0 li:nth-child(2) .figure");
    let lit: Vec<String> = serde_json::from_str(&browser.text(LIT)).unwrap();
    assert_eq!(lit, printed(&reading.report, &reading.text, "2")[1..2]);

    // from the source to the table, where the cell shows that something is wrong with it
    browser.press("3");
    browser.click("#text mark.e");
    assert_eq!(browser.visible("#tables td.on.e"), 1);
    // and on to the finding
    browser.click("#uses button.e");
    assert_eq!(browser.text("document.querySelector('.finding.on').id"), "f0");
    assert_eq!(browser.visible(".finding.on"), 1);

    // from a cell to the source
    browser.press("3");
    browser.click("#t0 tbody tr:nth-child(2) td.n");
    let cell = browser.text("document.querySelector('#tables td.on').textContent");
    assert_eq!(browser.text("document.querySelector('#text mark.at').textContent"), cell);
    browser.press(ESCAPE);
    assert_eq!(browser.visible(".on"), 0);
    desk.is_quiet(&[page]);
}

#[test]
fn a_figure_has_a_card_and_rows_keep_their_columns() {
    let _turn = turn();
    let reading = read("a.txt", A_FORM.as_bytes());
    let page = "a.txt.html";
    let Some(desk) = Desk::of("a_figure_has_a_card_and_rows_keep_their_columns", from_ref(&reading)) else {
        return;
    };
    let browser = &desk.browser;
    desk.open(page);
    browser.eval("document.documentElement.dataset.lang === 'zh' || document.querySelector('#lang').click()");

    // cells of a column begin at one place, however long their names
    let left = "new Set([...document.querySelectorAll('#text .rows p')].slice(1).map(p => Math.round(p.children[2].getBoundingClientRect().left))).size";
    assert_eq!(browser.count(left), 1);
    assert_eq!(browser.text("document.querySelector('#text p.pg').dataset.p"), "2");

    browser.press("3");
    browser.eval("[...document.querySelectorAll('#text mark.o')].findLast(mark => mark.textContent === '1,204.50').click()");
    let card = browser.text("document.querySelector('#card').innerText.replace(/\\n/g, ' ')");
    for told in ["Z05", "基础教育", "fn:20502", "基本支出", "1,204.50 万元 = 12,045,000 元", "分隔符给定"]
    {
        assert!(card.contains(told), "{told} in {card}");
    }
    // of several figures there is no card
    browser.press(ESCAPE);
    assert_eq!(browser.visible("#card"), 0);
    desk.is_quiet(&[page]);
}

/// A form on the second page of a text.
const A_FORM: &str = "某局2023年度部门决算\n\u{c}一般公共预算财政拨款支出决算表\n公开05表\n金额单位：万元\n\
    项目\t\t本年支出\t\t\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n合计\t\t1,300.00\t1,204.50\t95.50\n\
    205\t教育支出\t1,300.00\t1,204.50\t95.50\n20502\t基础教育\t1,300.00\t1,204.50\t95.50\n";

#[test]
fn findings_are_filtered_and_everything_is_searched() {
    let _turn = turn();
    let (reading, page) = panels();
    let Some(desk) = Desk::of("findings_are_filtered_and_everything_is_searched", &[reading]) else { return };
    let browser = &desk.browser;
    desk.open(page);

    // the counts above lead to the filtered list
    browser.click("#overview .count.e");
    assert_eq!(browser.visible(".finding"), 2);
    browser.click(".filters [data-family=sum]");
    assert_eq!(browser.visible(".finding"), 1);
    browser.click("#unfilter");
    assert_eq!(browser.visible(".finding"), 4);

    // blanks and thousands separators do not matter
    browser.press("/");
    browser.press("卫生 健康");
    browser.wait("matches", "document.querySelector('#hits').textContent");
    let hits: u64 = browser.text("document.querySelector('#hits').textContent").parse().unwrap();
    let whole = "document.querySelector('#text').textContent.split('卫生健康').length - 1";
    assert!(hits >= 1 && hits >= browser.count(whole), "{hits}");
    assert_eq!(browser.visible(".finding"), 0);
    browser.press(ENTER);
    assert!(browser.text("document.querySelector('#hits').textContent").starts_with("1/"));
    browser.press(ESCAPE);
    assert_eq!(browser.visible(".finding"), 4);
    desk.is_quiet(&[page]);
}

#[test]
fn decisions_are_kept_and_handed_on_and_documents_lead_to_one_another() {
    let _turn = turn();
    let (mut reading, page) = panels();
    reading.report.explanations = vec![Explanation {
        rule: reading.report.findings[1].rule.to_string(),
        title: ["合计等于分项之和".into(), "A total is the sum of its parts".into()],
        why: ["读者以合计为准".into(), "Readers go by the total".into()],
        basis: ["算术关系".into(), "arithmetic".into()],
    }];
    let readings = [reading, fixture("plain-department/")];
    let test = "decisions_are_kept_and_handed_on_and_documents_lead_to_one_another";
    let Some(desk) = Desk::of(test, &readings) else { return };
    let browser = &desk.browser;
    desk.open(page);
    browser.click("#overview .count.e");
    browser.click(".finding.e .why summary");
    let why = browser.text("document.querySelector('.finding.e .why').textContent");
    assert!(why.contains("A total is the sum of its parts") && why.contains("arithmetic"), "{why}");
    browser.click(".finding.e [data-decide=accept]");
    browser.click(".finding.e .note");
    browser.press("reprinted jk");
    browser.click("#reviewer");
    browser.press("Li");
    // what was decided is there again
    desk.open(page);
    browser.click("#overview .count.e");
    let pressed = "document.querySelector('.finding.e [data-decide=accept]').getAttribute('aria-pressed')";
    assert_eq!(browser.text(pressed), "true");
    browser.eval("void (window.save = (name, text) => { window.saved = text; })");
    browser.click("#save-baseline");
    let saved = browser.text("window.saved");
    let lines: Vec<Vec<&str>> = saved.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!((lines.len(), lines[0][0]), (2, juesuan::output::BASELINE_HEAD), "{saved}");
    assert_eq!(
        (lines[1][0], lines[1][1], lines[1][5]),
        ("page-cut-panels/input.md", "test.2", "reprinted jk")
    );
    assert!(lines[1][4].starts_with('@'), "which finding it is: {saved}");
    // on to the next document, and back to all of them
    browser.click("#to-next");
    browser.wait("the next document", "location.href.includes('plain-department')");
    assert_eq!(browser.visible("#to-next"), 0);
    browser.click("#to-index");
    browser.wait("the index", "document.querySelector('#documents')");
    browser.wait("accepted findings of all documents", "!document.querySelector('.decisions').hidden");
    desk.is_quiet(&["index.html", page, "plain-department/input.md.html"]);
}

#[test]
fn the_keyboard_reaches_everything() {
    let _turn = turn();
    let (reading, page) = panels();
    let Some(desk) = Desk::of("the_keyboard_reaches_everything", &[reading]) else { return };
    let browser = &desk.browser;
    desk.open(page);

    browser.press("jj");
    assert_eq!(browser.text("document.querySelector('.finding.on').id"), "f1");
    assert_eq!(browser.text("location.hash"), "#f1");
    browser.press("]");
    assert_eq!(browser.text("document.querySelector('#nth').textContent"), "2/2");
    browser.press("k");
    assert_eq!(browser.text("document.querySelector('.finding.on').id"), "f0");

    browser.press("3");
    browser.eval("document.querySelector('#t0 [data-rove] [tabindex=\"0\"]').focus()");
    let cell = "document.activeElement.parentElement.rowIndex";
    let before = browser.count(cell);
    browser.press(DOWN);
    assert_eq!(browser.count(cell), before + 1);
    browser.press(ENTER);
    assert_eq!(browser.eval("document.activeElement.classList.contains('on')"), true);

    // languages, colours, help
    assert_eq!(browser.visible("[lang=en]"), 0);
    browser.press("e");
    assert_eq!(
        (browser.visible("[lang=zh]"), browser.text("document.documentElement.lang")),
        (0, "en".into())
    );
    let paper = "getComputedStyle(document.querySelector('#source')).backgroundColor";
    let light = browser.text(paper);
    browser.press("t");
    assert_ne!(browser.text(paper), light);
    browser.press("?");
    assert_eq!(browser.visible("#keys"), 1);
    browser.click("#keys button");
    assert_eq!(browser.visible("#keys"), 0);

    // on paper there are all views
    assert!(browser.print().starts_with("JVBERi0"), "a PDF begins with its mark");
    desk.is_quiet(&[page]);
}

#[test]
fn sections_lead_to_their_headings() {
    let _turn = turn();
    let (reading, page) = panels();
    let last = reading.report.sections.last().unwrap().place.line;
    let Some(desk) = Desk::of("sections_lead_to_their_headings", &[reading]) else { return };
    desk.open(page);
    desk.browser.click("#tree li:last-child a");
    let below = format!(
        "document.querySelector('#L{last}').getBoundingClientRect().top - document.querySelector('#text').getBoundingClientRect().top"
    );
    desk.browser.wait("the heading is in sight", &format!("Math.abs({below}) < 400"));
    desk.is_quiet(&[page]);
}

#[test]
fn the_index_sorts_and_filters() {
    let _turn = turn();
    let readings = [panels().0, fixture("plain-department/"), fixture("programme-report/")];
    let Some(desk) = Desk::of("the_index_sorts_and_filters", &readings) else { return };
    let browser = &desk.browser;
    desk.open("index.html");
    let first = "document.querySelector('#documents tbody a').getAttribute('href')";
    assert_eq!(browser.visible("#documents tbody tr"), 3);
    assert_eq!(browser.text("document.querySelector('#totals .count.e b').textContent"), "2");
    assert_eq!(browser.text(first), "page-cut-panels/input.md.html");
    browser.click("th[data-key=a] button");
    let numbers = "JSON.stringify([...document.querySelectorAll('#documents tbody td:nth-child(6)')].map(e => +e.textContent.replace(',', '')))";
    let sorted: Vec<u32> = serde_json::from_str(&browser.text(numbers)).unwrap();
    assert!(sorted.is_sorted_by(|a, b| a >= b), "{sorted:?}");
    browser.click("[data-severity=none]");
    assert_eq!(browser.visible("#documents tbody tr"), 2);
    browser.press(ESCAPE);
    browser.click("[data-severity='0']");
    assert_eq!(browser.visible("#documents tbody tr"), 1);
    desk.is_quiet(&["index.html"]);
    browser.click("#documents tbody a");
    browser.wait("the page of the document", "document.querySelector('#findings .finding')");
}

#[test]
fn what_a_document_says_is_never_run() {
    let _turn = turn();
    let hostile = "</script><script>window.ran = 1</script>\t<img src=x onerror='window.ran = 2'>\n\
        \"><svg onload=window.ran=3>\n# <iframe src=\"javascript:parent.ran=4\">\n\
        收入决算表\n单位：万元\n项目\t<b onmouseover=window.ran=5>合计\t'\"><script>window.ran=6</script>\n甲</td></table><script>window.ran=7</script>\t1.00\t2.00\n";
    let name = "a'\"<script>window.ran=8<&amp;.txt";
    let mut reading = read(name, hostile.as_bytes());
    reading.report.source.title = "</title></script><script>window.ran = 9</script>".into();
    let Some(desk) = Desk::of("what_a_document_says_is_never_run", &[reading]) else { return };
    desk.open("index.html");
    assert_eq!(desk.browser.eval("window.ran === undefined"), true);
    assert_eq!(desk.browser.visible("#documents tbody tr"), 1);
    desk.is_quiet(&["index.html"]);
    desk.browser.click("#documents tbody a");
    desk.browser
        .wait("the page", "document.documentElement.dataset.ready && document.querySelector('#text')");
    for view in ["1", "2", "3", "4", "5", "6"] {
        desk.browser.press(view);
    }
    assert_eq!(desk.browser.eval("window.ran === undefined"), true);
    let shown = desk.browser.text("document.querySelector('#L1').textContent");
    assert_eq!(Some(shown.as_str()), hostile.lines().next());
    assert_eq!(
        desk.browser.count("document.querySelectorAll('#text script, #panel script, img, iframe').length"),
        0
    );
    // and if it stood in the page, the policy would stop it
    let inserted = "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 10'; document.body.append(s); })()";
    desk.browser.eval(inserted);
    assert_eq!(desk.browser.eval("window.ran === undefined"), true);
}

#[test]
fn large_documents_make_pages_that_open() {
    let _alone = TURN.write().unwrap_or_else(PoisonError::into_inner);
    let test = "large_documents_make_pages_that_open";
    // as long as the longest real one
    let (_, panels) =
        support::fixtures().into_iter().find(|(name, _)| name.starts_with("page-cut-panels/")).unwrap();
    let (_, reports) =
        support::fixtures().into_iter().find(|(name, _)| name.starts_with("programme-report/")).unwrap();
    let mut long = panels.repeat(5);
    while long.len() < 144_000 {
        long.extend_from_slice(&reports);
    }
    let mut readings = vec![with_findings(read("long.md", &long))];
    readings.extend(support::seeds(test).iter().map(|(name, bytes)| read(name, bytes)));
    let Some(desk) = Desk::of(test, &readings) else { return };
    for reading in &readings {
        let page = format!("{}.html", reading.report.source.path);
        let size = std::fs::metadata(desk.file(&page)).unwrap().len();
        assert!(size < 200_000 + reading.text.len() as u64 * 13, "{page}: {size} bytes");
        let times = (0..4).map(|_| {
            desk.open(&page);
            desk.browser.text("document.documentElement.dataset.ready").parse::<f64>().unwrap()
        });
        let best = times.fold(f64::INFINITY, f64::min);
        println!("{page}: {size} bytes, usable after {best:.0} ms");
        desk.is_quiet(&[&page]);
    }
}
