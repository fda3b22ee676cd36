//! The review page as text: its structure, its policy, and that nothing of a document becomes markup.
#![cfg(feature = "html")]
#![allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]

mod sample;

use expect_test::expect_file;
use juesuan_model::{Place, Report, SourceInfo, Unread};
use juesuan_output::{HtmlWriter, OutputError, ReportWriter, review_page};
use juesuan_segment::Span;

/// The page without its style and script, an element a line.
fn structure(page: &str) -> String {
    let without = |page: &str, element: &str| {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        match (page.find(&open), page.rfind(&close)) {
            (Some(start), Some(end)) => format!("{}{}", &page[..start], &page[end + close.len()..]),
            _ => page.to_owned(),
        }
    };
    let page = without(&without(page, "style"), "script");
    // the policy holds hashes of what was cut out
    let policy = page.find("content=\"default-src").map(|at| at + "content=\"".len());
    let page = match policy.and_then(|at| Some((at, at + page[at..].find('"')?))) {
        Some((start, end)) => format!("{}…{}", &page[..start], &page[end..]),
        None => page,
    };
    page.replace("><", ">\n<") + "\n"
}

#[test]
fn a_report_with_one_of_everything() {
    let text = format!("{:1000}", "497.10\t0\n");
    expect_file!["html/page.html"].assert_eq(&structure(&review_page(&sample::report("qinghe.txt"), &text)));
}

#[test]
fn a_report_of_nothing() {
    expect_file!["html/empty.html"].assert_eq(&structure(&review_page(&Report::default(), "")));
}

#[test]
fn the_policy_allows_nothing_but_our_own() {
    let page = review_page(&Report::default(), "");
    let policy =
        page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
    let policy = policy.replace("&#39;", "'");
    let parts: Vec<&str> = policy.split("; ").collect();
    assert_eq!(parts[0], "default-src 'none'");
    assert!(parts[1].starts_with("script-src 'sha256-") && !parts[1].contains("unsafe"));
    assert!(parts[2].starts_with("style-src 'sha256-") && !parts[2].contains("unsafe"));
    assert_eq!(parts[3..], ["img-src data:", "base-uri 'none'", "form-action 'none'"]);
    // what the policy would refuse does not stand in the page
    assert!(!page.contains(" style=\"") && !page.contains(" onclick=") && !page.contains("://"));
}

#[test]
fn texts_never_become_markup() {
    let hostile = "</script></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
    let mut report = sample::report(hostile);
    report.source.title = hostile.into();
    report.findings[0].message = hostile.into();
    report.findings[0].rule = hostile.into();
    report.sections[0].title = hostile.into();
    report.repairs[0].printed = hostile.into();
    report.repairs[0].kind = hostile.into();
    report.programmes[0].name = hostile.into();
    report.indicators[0].level3 = hostile.into();
    report.facts[0].subject = hostile.into();
    let place = Place::new(Span::new(3, 30), 1);
    report.unread.push(Unread { place, text: hostile.into(), reason: hostile.into() });
    let page = review_page(&report, hostile);
    assert_eq!(page.matches("<script>").count(), 1, "our own alone");
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("<style>").count(), 1);
    assert_eq!(page.matches("<img").count(), 0);
    assert_eq!(
        page.matches("alert(1)").count(),
        page.matches("&lt;script&gt;alert(1)").count() + in_marks(&page)
    );
}

/// Where a mark cuts the text in two, the opening bracket stands before it.
fn in_marks(page: &str) -> usize {
    page.matches("script&gt;alert(1)").count() - page.matches("&lt;script&gt;alert(1)").count()
}

#[test]
fn pages_and_index_are_written_together() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Box::new(HtmlWriter::create(folder.path()).unwrap());
    for document in ["a b.txt", "县/决算.md", "../outside.txt", "index"] {
        let report = Report::new(SourceInfo { path: document.into(), ..SourceInfo::default() });
        writer.write(&report, "").unwrap();
    }
    let again =
        writer.write(&Report::new(SourceInfo { path: "a b.txt".into(), ..SourceInfo::default() }), "");
    assert!(matches!(again, Err(OutputError::DuplicateDocument(_))));
    assert!(!folder.path().join("html/index.html").exists(), "the index comes last");
    let written = writer.finish().unwrap();
    let names: Vec<_> =
        written.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_string_lossy()).collect();
    assert_eq!(
        names,
        [
            "html/a b.txt.html",
            "html/县/决算.md.html",
            "html/outside.txt.html",
            "html/index.document.html",
            "html/index.html"
        ]
    );
    let index = std::fs::read_to_string(folder.path().join("html/index.html")).unwrap();
    let rows = index.split_once("id=\"rows\">").unwrap().1.split_once("</script>").unwrap().0;
    let rows: Vec<serde_json::Value> = serde_json::from_str(rows).unwrap();
    assert_eq!(rows[1]["h"], "%E5%8E%BF/%E5%86%B3%E7%AE%97.md.html");
    let page = std::fs::read_to_string(folder.path().join("html/县/决算.md.html")).unwrap();
    for link in ["../index.html", "../a%20b.txt.html", "../outside.txt.html"] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
    }
}

#[test]
fn the_same_report_gives_the_same_page() {
    let report = sample::report("a.txt");
    assert_eq!(review_page(&report, "text"), review_page(&report, "text"));
}
