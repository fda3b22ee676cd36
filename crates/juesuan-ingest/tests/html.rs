//! What is read of web pages, and what of their furniture is not.

#![cfg(feature = "html")]
#![allow(clippy::unwrap_used, reason = "a test may")]

use juesuan_ingest::{Format, IngestError, Options, ingest};
use proptest::prelude::*;

fn text(body: &str) -> String {
    let page = format!("<html><head><title>t</title></head><body>{body}</body></html>");
    ingest(page.as_bytes(), Options::default()).unwrap().text.into_owned()
}

#[test]
fn merged_cells_keep_their_place() {
    let body = "<h2>总表</h2><p>单位：\n  万元</p><table><tr><th rowspan=2>项目<th colspan=2>决算数</tr><tr><td>基本<td>项目\
        </tr><tr><td>甲<br>乙</td><td>1&nbsp;</td><td>&nbsp;</td></tr></table><p>注</p>";
    assert_eq!(text("<p>部门：\n单位：万元"), "部门： 单位：万元\n");
    assert_eq!(text(body), "总表\n单位：万元\n项目\t决算数\t\n\t基本\t项目\n甲乙\t1\t\n\n注\n");
}

#[test]
fn a_caption_stands_above_the_number_and_the_unit_of_its_table() {
    let body = "<h2>2022年度部门决算表</h2><p>公开01表<p>部门：某局<p>单位：万元<table><caption>收入决算表</caption><tr><td>项目<td>数</tr>\
        <tr><td>甲<td>1</table>";
    let expected = "2022年度部门决算表\n收入决算表\n公开01表\n部门：某局\n单位：万元\n项目\t数\n甲\t1\n";
    assert_eq!(text(body), expected);
}

#[test]
fn pages_in_utf_16_are_pages() {
    let page = "<html><body><p>决算</p></body></html>";
    for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let file: Vec<u8> = std::iter::once(0xfeff).chain(page.encode_utf16()).flat_map(bytes).collect();
        let source = ingest(&file, Options::default()).unwrap();
        assert_eq!((source.text.as_ref(), source.format), ("决算\n", Format::Html));
    }
}

#[test]
fn furniture_of_the_site_is_left_out() {
    let body = "<script>var a = '<p>x</p>';</script><ul class='top nav'><li>首页<ul><li>栏目</ul></ul><div>正文<br>次行</div>\
        <span style='display: none'>藏</span><!-- 注 --><div id=footer><div>版权</div></div>";
    assert_eq!(text(body), "正文\n次行\n");
    assert_eq!(text("<div class='crumb'>首页 > 公开</div><p>正文<div class=share>分享</div>"), "正文\n");
    assert_eq!(text("<div class=menu>甲<p>乙"), "甲\n乙\n", "a menu that never ends is none");
}

#[test]
fn tables_for_layout_are_read_in_order() {
    let inner = "<table><tr><td>a<td>b</tr><tr><td>1<td>2</table>";
    assert_eq!(
        text(&format!("<table><tr><td>左</td><td>题{inner}尾</td></tr></table>")),
        "左\n题\na\tb\n1\t2\n\n尾\n"
    );
    assert_eq!(text("<ol><li>甲<li>乙</ol><ul><li>丙</ul>"), "1.甲\n2.乙\n丙\n");
}

#[test]
fn encodings_by_content_and_by_word() {
    let (bytes, ..) = encoding("<html><meta charset=gb2312><p>收入支出决算总表，万元", "gb18030");
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!((source.text.as_ref(), source.format), ("收入支出决算总表，万元\n", Format::Html));
    let wrong = "<html><meta charset=gb2312><p>决算".as_bytes();
    assert_eq!(ingest(wrong, Options::default()).unwrap().text, "决算\n");
}

fn encoding(text: &str, name: &str) -> (Vec<u8>, bool) {
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
    let (bytes, _, lossy) = encoding.encode(text);
    (bytes.into_owned(), lossy)
}

#[test]
fn a_web_archive_is_read_part_by_part() {
    let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x y\"\r\n\r\n--x y\r\n\
        Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p class=3Da>=E7=94=B2=\r\n=E4=B9=99</p>\r\n--x y\r\nContent-Type: image/png\r\n\r\n<p>no</p>\r\n--x y\r\n\
        Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+MTwvcD4=\r\n--x y--";
    let source = ingest(archive.as_bytes(), Options::default()).unwrap();
    assert_eq!(source.text, "甲乙\n\u{c}1\n");
}

#[test]
fn what_claims_too_much_is_refused_or_bounded() {
    let wide = "<table><tr><td colspan=1000000000 rowspan=1000000000>a<td>b</table>";
    assert_eq!(text(wide), "a\tb\n");
    let page = format!("<html>{}", "<table><tr><td>".repeat(100_000));
    assert!(matches!(
        ingest(page.as_bytes(), Options::default()).map(drop),
        Err(IngestError::TooMuch { .. })
    ));
    let page = format!("<html>{}", "<table><tr><td>a<td>b</table>".repeat(100_000));
    assert!(matches!(
        ingest(page.as_bytes(), Options::default()).map(drop),
        Err(IngestError::TooMuch { .. })
    ));
    let page = format!("<html>{}", "<div><ol><li>".repeat(100_000));
    let _ = ingest(page.as_bytes(), Options::default()).unwrap();
}

proptest! {
    #[test]
    fn no_tags_make_it_panic(parts in proptest::collection::vec(0..20usize, 0..60)) {
        const PIECES: [&str; 20] = [
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<p>", "</p>", "甲", "<td rowspan=0>", "<td colspan=3>",
            "<nav>", "</nav>", "<script>", "</script>", "<li>", "<ol>", "</ol>", "<!--", "\n ",
        ];
        let body: String = parts.iter().map(|&part| PIECES[part]).collect();
        let page = format!("<html><body>{body}</body></html>");
        let found = ingest(page.as_bytes(), Options::default());
        let is_told = matches!(found, Ok(_) | Err(IngestError::Empty { .. }));
        prop_assert!(is_told, "{:?}", found.map(drop));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for start in [&b"<html>"[..], b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\ntext/html\n\n"] {
            let page = [start, &bytes].concat();
            let _ = ingest(&page, Options::default());
        }
    }
}

#[test]
fn a_workbook_saved_as_one_page_is_its_sheets() {
    let list =
        "<p><center><h1>概览</h1><a href='#table0'>甲</a><br><a href='#table1'>乙</a><br></center></p><hr>";
    let sheet = |at: usize, name: &str| {
        format!(
            "<A NAME=\"table{at}\"><h1>Sheet {}: <em>{name}</em></h1></A><table><tr><td>项目<td>数额</tr>\
             <tr><td>{name}<td>1</tr></table><hr>",
            at + 1
        )
    };
    let body = format!("{list}{}{}", sheet(0, "甲"), sheet(1, "乙"));
    assert_eq!(text(&body), "项目\t数额\n甲\t1\n\u{c}项目\t数额\n乙\t1\n");
    assert_eq!(text(&format!("<p>说明</p>{}", sheet(0, "甲"))), "说明\n项目\t数额\n甲\t1\n");
}

#[test]
fn elements_that_say_they_are_tables_are_tables() {
    let roles = "<div role=table><div role=row><span role=columnheader>科目</span><span role=columnheader>金额</span></div>\
                 <div role=row><div role=cell><div>基本</div></div><div role=cell>12.50</div></div></div><p>注</p>";
    let styles = "<div style='display:table'><div style='display: table-row'><div style='display:table-cell'>科目</div>\
                  <div style='display:table-cell'>金额</div></div><div style='display:table-row'>\
                  <div style='color:red; display:table-cell'>基本</div><div style='display:table-cell'>12.50</div></div></div><p>注</p>";
    for page in [roles, styles] {
        let page = format!("<html><body>{page}</body></html>");
        let source = ingest(page.as_bytes(), Options::default()).expect("a page");
        assert_eq!(source.text, "科目\t金额\n基本\t12.50\n\n注\n");
    }
    // what never ends is no reason to stop
    let open = "<html><body><div role=table><div role=row><div role=cell>甲<p>乙";
    assert!(ingest(open.as_bytes(), Options::default()).expect("a page").text.contains('乙'));
}

#[test]
fn raised_marks_of_notes_are_no_part_of_a_number() {
    let body = "<table><tr><td>甲<sup>1</sup><td>5.25<sup>[2]</sup><tr><td>m<sup>2</sup><td>6</table>";
    assert_eq!(text(body), "甲1\t5.25\nm2\t6\n");
}
