//! The page as a person uses it: opened from a file, documents chosen and dropped, read, looked at and saved.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot build its input fails, and says what it took"
)]

#[path = "../../juesuan/tests/page/browser.rs"]
mod browser;
#[path = "../../juesuan/tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use browser::Browser;
use juesuan::Options;
use juesuan::output::{Engine, PackageWriter, ReportWriter, desk_page};
use tempfile::TempDir;

/// The page that `cargo xtask page` built, in a browser; a folder for documents and one for what is saved.
struct Desk {
    browser: Browser,
    folder: TempDir,
    saved: TempDir,
    page: PathBuf,
}

impl Desk {
    /// `None`, said aloud, where there is no page or no browser; in CI that is a failure.
    fn open(test: &str) -> Option<Self> {
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| support::workspace().join("target"), PathBuf::from);
        let page =
            std::env::var_os("JUESUAN_PAGE").map_or_else(|| target.join("juesuan.html"), PathBuf::from);
        let Ok(built) = fs::read_to_string(&page) else {
            // a machine for which there is no standard library of the page says so aloud in `.ci/run`
            if std::env::var_os("JUESUAN_WITHOUT_PAGE").is_some() {
                let _ = writeln!(std::io::stderr(), "SKIPPED {test}: the page was left out");
                return None;
            }
            support::skipped(test, "target/juesuan.html (cargo xtask page)");
            return None;
        };
        let now = desk_page(Engine::Embedded("?"), &juesuan_page::endings());
        let around = now.split('?').next().unwrap_or_default();
        assert!(built.starts_with(around), "{} is out of date: cargo xtask page", page.display());
        let Some(browser) = Browser::start() else {
            support::skipped(test, "chromium with chromedriver");
            return None;
        };
        let (folder, saved) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        browser.save_into(saved.path());
        let page = page.canonicalize().unwrap();
        browser.open(&format!("file://{}", page.display()));
        Some(Self { browser, folder, saved, page })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn wait_for(&self, documents: usize) {
        let done = format!(
            "document.documentElement.dataset.done === '{documents}' && document.querySelector('#progress').hidden && (document.querySelector('#frame').contentDocument?.documentElement.dataset.ready)"
        );
        self.browser.wait("everything is read", &done);
    }

    /// The file that was saved under this name, once the browser has written all of it: until then the name is that of an
    /// empty file, and another file grows beside it.
    fn saved(&self, name: &str) -> Vec<u8> {
        let (path, begun) = (self.saved.path().join(name), Instant::now());
        loop {
            let there: Vec<PathBuf> =
                fs::read_dir(self.saved.path()).unwrap().flatten().map(|file| file.path()).collect();
            let grows = there.iter().any(|file| file.extension().is_some_and(|end| end == "crdownload"));
            let bytes = fs::read(&path).unwrap_or_default();
            if !grows && !bytes.is_empty() {
                fs::remove_file(&path).unwrap();
                return bytes;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "{name} was not saved, but {there:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The page asked for nothing but itself, and nothing went wrong in it.
    fn is_quiet(&self) {
        let complaints = self.browser.complaints();
        assert!(complaints.is_empty(), "{complaints:#?}");
        let page = format!("file://{}", self.page.display());
        let inner = ["data:", "blob:", "about:"];
        let others = self.browser.requests().into_iter();
        let others: Vec<String> = others
            .filter(|url| *url != page && !inner.iter().any(|scheme| url.starts_with(scheme)))
            .collect();
        assert_eq!(others, [""; 0]);
    }
}

/// The files of a zip archive.
fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for nth in 0..archive.len() {
        let mut file = archive.by_index(nth).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(file.name().unwrap().into_owned(), content);
    }
    files
}

/// The data package that the command line writes for these documents.
fn package(documents: &[(String, Vec<u8>)]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Box::new(PackageWriter::create(folder.path()).unwrap());
    let rules = juesuan::rules::catalogue();
    for (name, bytes) in documents {
        let mut reading = juesuan::read_text(bytes, name, &Options::default()).unwrap();
        reading.check(&rules);
        ReportWriter::write(&mut *writer, &reading.report, &reading.text).unwrap();
    }
    let written = writer.finish().unwrap();
    let named = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    written.iter().map(|path| (named(path), fs::read(path).unwrap())).collect()
}

fn fixture(case: &str) -> (String, Vec<u8>) {
    support::fixtures().into_iter().find(|(name, _)| name.starts_with(case)).unwrap()
}

#[test]
fn one_document_is_chosen_read_decided_on_and_saved() {
    let Some(desk) = Desk::open("one_document_is_chosen_read_decided_on_and_saved") else { return };
    let browser = &desk.browser;
    let (_, bytes) = fixture("truncated-lines/");
    let file = desk.write("甲 局.txt", &bytes);
    browser.choose("#files", &[&file]);
    desk.wait_for(1);

    browser.frame(Some("#frame"));
    browser.click("[data-view=findings]");
    browser.click("#findings .finding [data-decide=accept]");
    browser.click("#save-baseline");
    browser.frame(None);
    let baseline = String::from_utf8(desk.saved("甲 局.txt.baseline.tsv")).unwrap();
    let lines: Vec<Vec<&str>> = baseline.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        (lines.len(), lines[0][0], lines[1][0]),
        (2, juesuan::output::BASELINE_HEAD, "甲 局.txt"),
        "{baseline}"
    );

    browser.click("#save-csv");
    let files = unzipped(&desk.saved("juesuan-csv.zip"));
    assert_eq!(files, package(&[("甲 局.txt".into(), bytes.clone())]));
    browser.click("#save-xlsx");
    let mut reading = juesuan::read_text(&bytes, "甲 局.txt", &Options::default()).unwrap();
    reading.check(&juesuan::rules::catalogue());
    let book = juesuan::output::to_xlsx_with(&reading.report, &reading.text).unwrap();
    assert!(desk.saved("甲 局.txt.xlsx") == book, "the workbook is that of the library");

    // what was decided is there when the document is looked at again
    browser.open(&format!("file://{}", desk.page.display()));
    browser.choose("#files", &[&file]);
    desk.wait_for(1);
    browser.frame(Some("#frame"));
    let pressed =
        "document.querySelector('#findings .finding [data-decide=accept]').getAttribute('aria-pressed')";
    assert_eq!(browser.text(pressed), "true");
    browser.frame(None);
    desk.is_quiet();
}

#[test]
fn a_folder_with_all_formats_and_damaged_files_is_read() {
    let Some(desk) = Desk::open("a_folder_with_all_formats_and_damaged_files_is_read") else { return };
    let browser = &desk.browser;
    let document = juesuan_testkit::files::whole(&juesuan_testkit::fixtures()[0].document);
    let text = fixture("plain-department/").1;
    let printed = juesuan_testkit::ofd::print(
        &String::from_utf8_lossy(&text),
        juesuan_testkit::press::Style::PLAIN,
        juesuan_testkit::ofd::Steps::Each,
    );
    let mut readable = vec![
        ("a.docx".to_owned(), juesuan_testkit::files::docx(&document).unwrap()),
        ("b/c.xlsx".to_owned(), juesuan_testkit::files::xlsx(&document).unwrap()),
        ("d.html".to_owned(), juesuan_testkit::files::html(&document)),
        ("f.ofd".to_owned(), printed.unwrap()),
        ("e.md".to_owned(), text),
    ];
    readable.sort();
    for (name, bytes) in &readable {
        desk.write(&format!("docs/{name}"), bytes);
    }
    desk.write("docs/cut.pdf", b"%PDF-1.7\nno more");
    desk.write("docs/.hidden.txt", b"x");
    desk.write("docs/picture.bmp", b"BM");
    browser.choose("#folder", &[&desk.folder.path().join("docs")]);
    desk.wait_for(6);
    browser.frame(Some("#frame"));
    assert_eq!(browser.visible("#documents tbody tr"), 6);
    assert_eq!(browser.visible("#documents tr.unread"), 1);
    let first = "document.querySelector('#documents tbody a').textContent";
    let title = browser.text(first);
    browser.click("#documents tbody a");
    browser.frame(None);
    browser.wait(
        "the page of the document",
        "document.querySelector('#frame').contentDocument.querySelector('#text')",
    );
    browser.frame(Some("#frame"));
    assert_eq!(browser.text("document.querySelector('#bar h1').textContent"), title);
    browser.frame(None);
    browser.click("#behind");
    browser.click("#all");
    browser.wait(
        "the index",
        "document.querySelector('#frame').contentDocument.querySelector('#documents tbody tr')",
    );
    browser.click("#save-csv");
    let files = unzipped(&desk.saved("juesuan-csv.zip"));
    let mut expected = package(&readable);
    // the damaged one is among the documents, with its reason
    let documents = files["documents.csv"].clone();
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(lines(&documents).iter().any(|line| line.starts_with("cut.pdf,") && line.contains("已损坏")));
    let read: Vec<String> =
        lines(&documents).into_iter().filter(|line| !line.starts_with("cut.pdf,")).collect();
    assert_eq!(read, lines(&expected["documents.csv"]));
    expected.insert("documents.csv".into(), documents);
    assert_eq!(files, expected);
    desk.is_quiet();
}

#[test]
fn files_and_folders_are_dropped_and_archives_unpacked() {
    let Some(desk) = Desk::open("files_and_folders_are_dropped_and_archives_unpacked") else { return };
    let browser = &desk.browser;
    let (_, bytes) = fixture("small-unit");
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("x/inner.txt", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, &bytes).unwrap();
    let packed = desk.write("all.zip", archive.finish().unwrap().get_ref());
    browser.drop_files(&[&packed]);
    desk.wait_for(1);
    assert_eq!(browser.text("[...pile.keys()].join()"), "all.zip/x/inner.txt");
    desk.write("folder/one.txt", &bytes);
    desk.write("folder/deep/two.txt", &bytes);
    browser.drop_files(&[&desk.folder.path().join("folder")]);
    desk.wait_for(3);
    assert_eq!(browser.text("[...pile.keys()].join()"), "all.zip/x/inner.txt,deep/two.txt,one.txt");
    desk.is_quiet();
}

#[test]
fn a_defect_ends_one_document_and_the_first_result_comes_soon() {
    let Some(desk) = Desk::open("a_defect_ends_one_document_and_the_first_result_comes_soon") else { return };
    let browser = &desk.browser;
    let text = fixture("page-cut-panels/").1;
    let text = String::from_utf8(text).unwrap();
    // the program itself fails: it is given a request that it does not know
    let failed = "(window.got = null, ask({ do: 'nothing' }).then(() => 'answered', (error) => error.kind).then((kind) => { window.got = kind; }), 0)";
    browser.eval(failed);
    browser.wait("the failure", "window.got");
    assert_eq!(browser.text("window.got"), "defect");
    // and goes on with the next: thirty pages
    let style = juesuan_testkit::press::Style::PLAIN;
    let print = |times: usize| juesuan_testkit::pdf::print(&text.repeat(times), &style);
    let pages = |pdf: &[u8]| pdf.windows(9).filter(|window| *window == b"/MediaBox").count();
    let pdf = (1..30).map(print).find(|pdf| pages(pdf) >= 30).unwrap();
    let file = desk.write("thirty.pdf", &pdf);
    let begun = Instant::now();
    browser.choose("#files", &[&file]);
    desk.wait_for(1);
    eprintln!("a PDF of {} pages is read and shown after {} ms", pages(&pdf), begun.elapsed().as_millis());
    // with its pages as they look
    browser.frame(Some("#frame"));
    browser.click("[data-face=pages]");
    assert_eq!(browser.count("document.querySelectorAll('#pages img').length"), pages(&pdf) as u64);
    browser.wait("the first page is seen", "document.querySelector('#pages img').naturalWidth > 0");
    browser.frame(None);
    desk.is_quiet();
}
