//! Workbooks in one XML file, as reporting systems write them.

#![cfg(feature = "sheet")]
#![allow(clippy::unwrap_used, reason = "a test may")]

use juesuan_ingest::{Format, IngestError, Limits, Options, ingest};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"ENCODING\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
    <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
    xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n<Styles>\n\
    <Style ss:ID=\"Default\"><NumberFormat/></Style>\n\
    <Style ss:ID=\"two\"><NumberFormat ss:Format=\"#,##0.00\"/></Style>\n\
    <Style ss:ID=\"child\" ss:Parent=\"two\"><Font ss:Bold=\"1\"/></Style>\n\
    <Style ss:ID=\"rate\"><NumberFormat ss:Format=\"Percent\"/></Style>\n\
    <Style ss:ID=\"day\"><NumberFormat ss:Format=\"Short Date\"/></Style>\n</Styles>\n";

const SHEET: &str = "<Worksheet ss:Name=\"公开01\"><Table>\n\
    <Column ss:Width=\"120\"/><Column ss:StyleID=\"two\" ss:Span=\"1\"/>\n\
    <Row><Cell ss:MergeAcross=\"2\"><Data ss:Type=\"String\">收入总表</Data></Cell></Row>\n\
    <Row ss:Index=\"3\"><Cell><Data ss:Type=\"String\">部门：柳溪局</Data></Cell>\
      <Cell ss:Index=\"3\"><Data ss:Type=\"String\">单位：万元</Data></Cell></Row>\n\
    <Row ss:Index=\"5\"><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">项目</Data></Cell>\
      <Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">决算数</Data></Cell></Row>\n\
    <Row><Cell ss:Index=\"2\"><Data ss:Type=\"String\">基本</Data></Cell><Cell><Data ss:Type=\"String\">项目</Data></Cell></Row>\n\
    <Row><Cell><Data ss:Type=\"String\">甲</Data><Comment><ss:Data>看</ss:Data></Comment></Cell>\
      <Cell><Data ss:Type=\"Number\">1234.5</Data></Cell><Cell ss:StyleID=\"child\"><Data ss:Type=\"Number\">7</Data></Cell></Row>\n\
    <Row><Cell><ss:Data ss:Type=\"String\"><Font>乙60</Font><Sup>1</Sup></ss:Data></Cell>\
      <Cell ss:StyleID=\"rate\"><Data ss:Type=\"Number\">0.95666999999999995</Data></Cell>\
      <Cell ss:StyleID=\"day\"><Data ss:Type=\"DateTime\">2024-03-09T00:00:00.000</Data></Cell></Row>\n\
    <Row><Cell><Data ss:Type=\"String\">合计</Data></Cell>\
      <Cell ss:Formula=\"=R[-2]C+1\"><Data ss:Type=\"Number\">1235.5</Data></Cell>\
      <Cell ss:Formula=\"=R[-2]C*2\"><Data ss:Type=\"Number\">15</Data></Cell></Row>\n\
    <Row ss:Hidden=\"1\"><Cell><Data ss:Type=\"String\">藏</Data></Cell><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>\n</Table></Worksheet>\n\
    <Worksheet ss:Name=\"参数\"><Table><Row><Cell><Data ss:Type=\"Number\">5</Data></Cell></Row></Table>\
    <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>\n</Workbook>\n";

const SHOWN: &str = "收入总表\n部门：柳溪局\n单位：万元\n项目\t决算数\t\n\t基本\t项目\n甲\t1,234.50\t7.00\n乙60\t95.67%\t2024/3/9\n\
    合计\t1,235.50\t15.00\n";

fn workbook(encoding: &str) -> String {
    HEAD.replace("ENCODING", encoding) + SHEET
}

#[test]
fn a_workbook_in_one_xml_file_is_read_as_it_is_printed() {
    let text = workbook("UTF-8");
    let source = ingest(text.as_bytes(), Options::default()).unwrap();
    assert_eq!(source.format, Format::Xls);
    assert_eq!(source.text, SHOWN);
    assert_eq!(source.grids[0].cells[0].rows, 0..2);
    assert_eq!(source.grids[0].cells[1].columns, 1..3);
    assert_eq!(source.hidden.len(), 2, "{:?}", source.hidden);
    let formulas: Vec<_> =
        source.formulas.iter().map(|one| (one.formula.as_str(), one.gives.as_deref())).collect();
    assert_eq!(formulas, [("=B7+1", Some("1,235.50")), ("=C7*2", Some("14.00"))]);
}

#[test]
fn its_encoding_is_that_of_its_bytes_or_of_its_declaration() {
    let (gbk, _, _) = encoding_rs::GB18030.encode("收入总表");
    assert!(!gbk.is_empty());
    let text = workbook("gb2312");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    assert_eq!(ingest(&bytes, Options::default()).unwrap().text, SHOWN);
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(workbook("UTF-16").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let source = ingest(&wide, Options::default()).unwrap();
    assert_eq!((source.format, source.text.as_ref()), (Format::Xls, SHOWN));
}

#[test]
fn pages_that_excel_saved_are_no_such_workbooks() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
        <!-- urn:schemas-microsoft-com:office:spreadsheet <Workbook --><table><tr><td>1</td></tr></table></html>";
    assert_eq!(ingest(page.as_bytes(), Options::default()).unwrap().format, Format::Html);
}

#[test]
fn places_beyond_any_sheet_and_broken_xml_are_no_panic() {
    let wild = workbook("UTF-8")
        .replace("ss:Index=\"3\"", "ss:Index=\"4294967295\"")
        .replace("MergeAcross=\"1\"", "MergeAcross=\"4294967295\"")
        .replace("Span=\"1\"", "Span=\"4294967295\"");
    drop(ingest(wild.as_bytes(), Options::default()));
    let text = workbook("UTF-8");
    for end in (600..text.len()).step_by(37).filter(|&end| text.is_char_boundary(end)) {
        drop(ingest(&text.as_bytes()[..end], Options::default()));
    }
    let limits = Limits { cells: 3, ..Limits::default() };
    let refused = ingest(text.as_bytes(), Options { limits, ..Options::default() });
    assert!(matches!(refused, Err(IngestError::TooMuch { what: "cells", .. })), "{refused:?}");
}
