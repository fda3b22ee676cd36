//! Fixtures that are printed as PDF read the same as their text; files that cannot be read say why.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak

mod reader;

use juesuan_ingest::{Format, IngestError, Limits, Options, Reached, ingest};
use juesuan_testkit::pdf::{assembled, hex, print};
use juesuan_testkit::press::{Rules, Style};
use juesuan_testkit::{Layout, fixtures};
use reader::score;

/// Heads in the middle of all their columns, as programs print merged cells.
const MERGED: Style = Style { has_merged_heads: true, ..Style::PLAIN };

const STYLES: [(&str, Style, f64); 10] = [
    ("plain", Style::PLAIN, 1.0),
    ("digits a little lower", Style { has_low_digits: true, ..Style::PLAIN }, 1.0),
    ("bold by drawing twice", Style { is_doubled: true, ..Style::PLAIN }, 1.0),
    ("a watermark", Style { has_watermark: true, has_page_numbers: false, ..Style::PLAIN }, 1.0),
    ("pages on their side", Style { is_turned: true, ..Style::PLAIN }, 1.0),
    ("lines between rows alone", Style { rules: Rules::Rows, ..Style::PLAIN }, 1.0),
    ("no lines", Style { rules: Rules::None, ..Style::PLAIN }, 1.0),
    ("merged heads, lines between rows alone", Style { rules: Rules::Rows, ..MERGED }, 1.0),
    ("merged heads, lines between columns alone", Style { rules: Rules::Columns, ..MERGED }, 1.0),
    ("merged heads, no lines", Style { rules: Rules::None, ..MERGED }, 1.0),
];

/// What is not reached yet: a document whose panels its pages cut already in the text, and lines between rows alone.
const SHORT: [(&str, &str, f64); 15] = [
    ("page-cut-panels", "plain", 0.92),
    ("page-cut-panels", "digits a little lower", 0.92),
    ("page-cut-panels", "bold by drawing twice", 0.92),
    ("page-cut-panels", "a watermark", 0.92),
    ("page-cut-panels", "pages on their side", 0.92),
    ("page-cut-panels", "lines between rows alone", 0.69),
    ("page-cut-panels", "no lines", 0.61),
    ("page-cut-panels", "merged heads, lines between rows alone", 0.62),
    ("page-cut-panels", "merged heads, lines between columns alone", 0.78),
    ("page-cut-panels", "merged heads, no lines", 0.72),
    ("plain-department", "merged heads, lines between rows alone", 0.97),
    ("plain-department", "merged heads, lines between columns alone", 0.97),
    ("plain-department", "merged heads, no lines", 0.99),
    ("small-unit-empty-tables", "merged heads, lines between columns alone", 0.98),
    ("plain-department", "no lines", 0.95),
];

#[test]
fn printed_fixtures_read_the_same() {
    let mut missed = Vec::new();
    for fixture in fixtures().iter().filter(|fixture| fixture.layout == Layout::Tabbed) {
        for (name, style, whole) in STYLES {
            let short = SHORT.iter().find(|short| (short.0, short.1) == (fixture.name, name));
            let least = short.map_or(whole, |short| short.2);
            let file = print(&fixture.input, &style);
            let score = score(&file, &fixture.truth.observations, false);
            let line = format!("{:6.4} of {least}  {name}, {}", score.f1(), fixture.name);
            println!("{line}");
            if score.f1() < least {
                missed.push(line);
            }
        }
    }
    assert!(missed.is_empty(), "below what is asked for:\n{}", missed.join("\n"));
}

/// The visible characters of a text, sorted.
fn characters(text: &str) -> Vec<char> {
    let mut found: Vec<char> = text.chars().filter(|char| !char.is_whitespace()).collect();
    found.sort_unstable();
    found
}

fn read(file: &[u8]) -> String {
    ingest(file, Options::default()).expect("readable").text.into_owned()
}

#[test]
fn no_character_is_lost_or_made_up() {
    let plain = Style { has_page_numbers: false, ..Style::PLAIN };
    for fixture in fixtures() {
        for rules in [Rules::All, Rules::Rows, Rules::None] {
            let file = print(&fixture.input, &Style { rules, ..plain });
            assert!(characters(&read(&file)) == characters(&fixture.input), "{rules:?} {}", fixture.name);
        }
    }
}

#[test]
fn radicals_are_the_characters_that_they_are_drawn_like() {
    // a browser prints a file whose fonts call 一 and 支 by the name of the radical
    let file =
        print("⼀、本年⽀出\t数额\n⾏政运⾏\t12.50\n", &Style { has_page_numbers: false, ..Style::PLAIN });
    assert_eq!(read(&file), "一、本年支出\t数额\n行政运行\t12.50\n");
    let text = ingest("⽀出合计，⻋辆".as_bytes(), Options::default()).expect("readable").text.into_owned();
    assert_eq!(text, "支出合计，车辆");
}

#[test]
fn figures_have_boxes() {
    let file = print("项目\t数额\n合计\t12.50\n", &Style::PLAIN);
    let source = ingest(&file, Options::default()).expect("readable");
    assert_eq!(source.format, Format::Pdf);
    let at = u32::try_from(source.text.find("12.50").expect("read")).expect("short");
    let bounds = source.runs.iter().find(|run| run.span.start == at).expect("a box").bounds;
    // below the margin of 50 points, and as wide as five half characters of 7.5 points
    assert!(bounds.y0 > 5000 && bounds.x1 - bounds.x0 == 1875, "{bounds:?}");
    assert_eq!(source.grids.len(), 1);
}

#[test]
fn paragraphs_are_lines_whatever_the_width() {
    let paragraph = "全年支出合计一千二百三十四万元，".repeat(12) + "比上年增加。";
    let text = format!("第一部分 概况\n{paragraph}\n{paragraph}\n结语。");
    let file = print(&text, &Style { has_page_numbers: false, ..Style::PLAIN });
    assert_eq!(read(&file).trim_end(), text);
}

fn error(file: &[u8]) -> IngestError {
    ingest(file, Options::default()).expect_err("not readable")
}

/// A file with one page of these contents.
fn page(contents: &str) -> Vec<u8> {
    assembled(&[
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>".into(),
        format!("<< /Length {} >>\nstream\n{contents}\nendstream", contents.len()),
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream".into(),
    ])
}

#[test]
fn files_that_cannot_be_read_say_why() {
    assert!(matches!(error(&page("0 0 m 9 9 l S")), IngestError::NoText { pages: 1, .. }));
    assert!(matches!(error(b"%PDF-1.7\n"), IngestError::Damaged { .. }));
    assert!(matches!(error(b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj"), IngestError::Damaged { .. }));
}

#[test]
fn blank_pages_are_no_scan() {
    assert_eq!(error(&page("q 0 0 600 800 re W n Q")), IngestError::Empty { format: Format::Pdf });
}

#[test]
fn a_file_that_takes_too_long_says_at_which_page() {
    let limits = Limits { seconds: 0, ..Limits::default() };
    let file = page("0 0 m 9 9 l S");
    let error = ingest(&file, Options { limits, ..Options::default() }).expect_err("no time");
    assert_eq!(error, IngestError::TooSlow { format: Format::Pdf, seconds: 0, place: Reached::Page(1) });
}

#[test]
fn a_page_that_draws_itself_ends() {
    // a form that shows itself twice, at any depth
    let error = error(&page("/X Do"));
    let is_told =
        matches!(error, IngestError::NoText { .. } | IngestError::TooMuch { .. } | IngestError::Empty { .. });
    assert!(is_told, "{error}");
}

#[test]
fn broken_files_give_a_result_or_an_error() {
    let file = print("项目\t数额\n合计\t12.50\n收入合计为12.50万元。", &Style::PLAIN);
    for end in 0..file.len() {
        let _ = ingest(
            file.get(..end).unwrap_or_default(),
            Options { format: Some(Format::Pdf), ..Options::default() },
        );
    }
    let mut changed = file.clone();
    for at in 0..file.len() {
        for with in [0, b' ', b'9', b'<', 0xff] {
            changed[at] = with;
            let _ = ingest(&changed, Options { format: Some(Format::Pdf), ..Options::default() });
        }
        changed[at] = file[at];
    }
}

/// The lines of a table of two columns, with its text, from a height of the page down.
fn table(top: i32, rows: &[(&[&str], &str)]) -> String {
    let mut drawn = String::new();
    let mut y = top;
    for (name, figure) in rows {
        let height = 14 * i32::try_from(name.len().max(1)).expect("few lines");
        for (x, width) in [(100, 60), (160, 100)] {
            drawn += &format!("{x} {} {width} {height} re S\n", y - height);
        }
        for (line, at) in name.iter().zip(1..) {
            drawn += &format!("BT /F1 10 Tf 104 {} Td {} Tj ET\n", y - 14 * at + 3, hex(line));
        }
        drawn += &format!("BT /F1 10 Tf 200 {} Td {} Tj ET\n", y - 11, hex(figure));
        y -= height;
    }
    drawn
}

/// A file of pages with these contents.
fn pages(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|at| format!("{} 0 R", 6 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), contents.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>".to_owned(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>".to_owned(),
    ];
    for (at, page) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            7 + 2 * at
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{page}endstream", page.len()));
    }
    assembled(&objects)
}

#[test]
fn a_row_that_the_page_cuts_is_one_row() {
    let first = table(200, &[(&["项目"], "数额"), (&["水库的维护"], "12.50")]);
    let second = table(780, &[(&["和看管"], ""), (&["其他"], "3.00")]);
    let file = pages(&[first.clone(), second]);
    let source = ingest(&file, Options::default()).expect("readable");
    assert_eq!(source.text, "项目\t数额\n水库的维护和看管\t12.50\n\u{c}其他\t3.00\n");
    // what stands on the second page is said to stand there
    let at = u32::try_from(source.text.find("和看管").expect("read")).expect("short");
    let run = source.runs.iter().find(|run| run.span.start == at).expect("a box");
    assert_eq!((run.page.0, run.bounds.y0 < 4000), (1, true));
    // a name that left room, and one that begins anew, are rows of their own
    for (above, below) in [("水库", "和看管"), ("水库的维护", "二、看管")] {
        let first = table(200, &[(&["项目"], "数额"), (&[above], "12.50")]);
        let file = pages(&[first, table(780, &[(&[below], ""), (&["其他"], "3.00")])]);
        assert_eq!(read(&file), format!("项目\t数额\n{above}\t12.50\n\u{c}{below}\t\n其他\t3.00\n"));
    }
}

/// A row of cells between these distances from the left, from a height of the page down.
fn row(top: i32, cells: &[(i32, i32, &str)]) -> String {
    let cell = |(from, to, text): &(i32, i32, &str)| {
        let text = hex(text);
        format!(
            "{from} {} {} 14 re S BT /F1 10 Tf {} {} Td {text} Tj ET\n",
            top - 14,
            to - from,
            from + 4,
            top - 11
        )
    };
    cells.iter().map(cell).collect()
}

#[test]
fn a_head_that_the_page_cuts_below_a_merged_cell_has_the_columns_of_the_rows() {
    let head = row(60, &[(100, 160, "项目"), (160, 220, "全年支出总"), (220, 340, "其中")]);
    let number = |text: &str| format!("BT /F1 10 Tf 290 20 Td {} Tj ET\n", hex(text));
    let rows = [
        row(780, &[(100, 160, ""), (160, 220, "计"), (220, 280, "人员"), (280, 340, "公用")]),
        row(766, &[(100, 160, "水库"), (160, 220, "12.50"), (220, 280, "2.50"), (280, 340, "10.00")]),
    ];
    let file = pages(&[head.clone() + &number("1"), rows.concat() + &number("2")]);
    let source = ingest(&file, Options::default()).expect("readable");
    let table = "项目\t全年支出总计\t其中\t\n1\n\u{c}\t\t人员\t公用\n水库\t12.50\t2.50\t10.00\n2\n";
    assert_eq!(source.text, table);
    // what stands below a title is another table
    let titled = "BT /F1 10 Tf 290 790 Td ".to_owned() + &hex("支出表") + " Tj ET\n" + &rows.concat();
    let source = read(&pages(&[head, titled]));
    assert!(source.starts_with("项目\t全年支出总\t其中\n"), "{source}");
}

#[test]
fn a_code_that_the_page_cuts_is_one_code() {
    let page = |top: i32, code: &str, name: &str, figure: &str| {
        row(top, &[(100, 140, code), (140, 200, name), (200, 260, figure)])
    };
    let first = page(48, "编码", "名称", "数额") + &page(34, "20805", "水库的维护", "12.50");
    let second = page(780, "05", "和看管", "") + &page(766, "20899", "其他", "3.00");
    let file = pages(&[first.clone(), second]);
    assert_eq!(read(&file), "编码\t名称\t数额\n2080505\t水库的维护和看管\t12.50\n\u{c}20899\t其他\t3.00\n");
    // a code by itself begins a row
    let file = pages(&[first, page(780, "20899", "和看管", "3.00")]);
    assert!(read(&file).contains("20805\t水库的维护\t12.50\n\u{c}20899\t"));
}

/// A cell with lines of text ten points apart, whose first base line is so far below its top.
fn cell((x, top): (i32, i32), (width, height): (i32, i32), lines: &[&str], first: i32) -> String {
    let text = |(at, line): (i32, &&str)| {
        format!("BT /F1 10 Tf {} {} Td {} Tj ET\n", x + 2, top - first - 10 * at, hex(line))
    };
    let text: String = (0..).zip(lines).map(text).collect();
    format!("{x} {} {width} {height} re S\n{text}", top - height)
}

#[test]
fn figures_broken_over_lines_are_figures() {
    let line = |top: i32, cells: [&[&str]; 3]| {
        cells
            .iter()
            .zip([100, 160, 190])
            .map(|(lines, x)| cell((x, top), (if x == 100 { 60 } else { 30 }, 34), lines, 10))
            .collect::<String>()
    };
    let rows = [
        line(700, [&["项目"], &["小计"], &["其中"]]),
        line(666, [&["合计"], &["31,22", "8,459.", "16"], &["1,690", ",633.8", "0"]]),
        line(632, [&["水库"], &["31,22", "8,459.", "16"], &["0.00"]]),
    ];
    let text = "项目\t小计\t其中\n合计\t31,228,459.16\t1,690,633.80\n水库\t31,228,459.16\t0.00\n";
    assert_eq!(read(&pages(&[rows.concat()])), text);
}

#[test]
fn text_that_stands_out_of_its_cell_is_its_own() {
    let one = |x: i32, top: i32, text: &str| cell((x, top), (60, 12), &[text], 9);
    let rows = [
        cell((100, 700), (120, 12), &["项目"], 9) + &cell((220, 700), (60, 24), &["数额"], 14),
        // two lines in a row for one, beside the cell above and the one below
        cell((100, 688), (60, 12), &["分类科目", "编码"], 4) + &one(160, 688, "名称"),
        cell((100, 676), (120, 12), &["            栏次"], 9) + &one(220, 676, "1"),
        one(100, 664, "20805") + &one(160, 664, "水库") + &one(220, 664, "12.50"),
        one(100, 652, "20899") + &one(160, 652, "其他") + &one(220, 652, "3.00"),
        one(100, 640, "20901") + &one(160, 640, "看管") + &one(220, 640, "2.00"),
    ];
    let text = "项目\t\t数额\n分类科目编码\t名称\t\n栏次\t\t1\n20805\t水库\t12.50\n20899\t其他\t3.00\n20901\t看管\t2.00\n";
    assert_eq!(read(&pages(&[rows.concat()])), text);
}

#[test]
fn a_code_close_behind_an_amount_begins_a_column() {
    let show = |x: f64, y: i32, text: &str| format!("BT /F1 10 Tf {x} {y} Td {} Tj ET\n", hex(text));
    let line = |y: i32, code: &str, name: &str, figure: &str, next: &str| {
        // figures end at 240, not two points before the codes
        let left = 240.0 - 5.0 * f64::from(u32::try_from(figure.len()).expect("short"));
        let parts =
            [(100.0, code), (140.0, name), (left, figure), (241.8, next), (290.0, "办公"), (340.0, "1.50")];
        parts.iter().map(|(x, text)| show(*x, y, text)).collect::<String>()
    };
    let rows = [
        line(700, "301", "工资", "3350.91", "302"),
        line(686, "30101", "津贴", "228.80", "30201"),
        line(672, "30102", "奖金", "20.50", "30202"),
        line(658, "30103", "伙食", "12.04", "30203"),
    ];
    let text = "301\t工资\t3350.91\t302\t办公\t1.50\n30101\t津贴\t228.80\t30201\t办公\t1.50\n\
                30102\t奖金\t20.50\t30202\t办公\t1.50\n30103\t伙食\t12.04\t30203\t办公\t1.50\n";
    assert_eq!(read(&pages(&[rows.concat()])), text);
}

#[test]
fn rows_alone_at_the_end_of_a_page_belong_to_the_table_on_the_other() {
    let line = |y: i32, cells: [&str; 3]| {
        let show = |(x, text): (i32, &str)| format!("BT /F1 10 Tf {x} {y} Td {} Tj ET\n", hex(text));
        [100, 200, 300].into_iter().zip(cells).map(show).collect::<String>()
    };
    let head = |y: i32| line(y, ["项目", "小计", "其中"]);
    let body = |y: i32| {
        let names = ["水库", "看管", "防汛", "其他"];
        (0..).zip(names).map(|(at, name)| line(y - 14 * at, [name, "12.50", "3.00"])).collect::<String>()
    };
    let rows = "水库\t12.50\t3.00\n看管\t12.50\t3.00\n防汛\t12.50\t3.00\n其他\t12.50\t3.00\n";
    let last = line(780, ["合计", "50.00", "12.00"]);
    let text = format!("项目\t小计\t其中\n{rows}\u{c}合计\t50.00\t12.00\n");
    assert_eq!(read(&pages(&[head(114) + &body(100), last])), text);
    // a head whose rows begin on the next page
    let text = format!("项目\t小计\t其中\n\u{c}{rows}");
    assert_eq!(read(&pages(&[head(50), body(780)])), text);
}

#[test]
fn what_is_drawn_beside_the_page_is_not_read() {
    let text = |x: i32, text: &str| format!("BT /F1 10 Tf {x} 400 Td {} Tj ET\n", hex(text));
    assert_eq!(read(&pages(&[text(100, "决算") + &text(700, "旧稿")])), "决算\n");
}

#[test]
fn a_file_that_ends_in_the_middle_is_damaged() {
    let file = pages(&[row(700, &[(100, 160, "水库"), (160, 220, "12.50")])]);
    for part in [10, 50, 95] {
        let cut = file.get(..file.len() * part / 100).unwrap_or_default();
        assert!(matches!(error(cut), IngestError::Damaged { format: Format::Pdf, .. }), "{part} %");
    }
    // the answer of a server in front of it is no part of it
    let saved = [b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", file.as_slice()].concat();
    assert_eq!(read(&saved), "水库\t12.50\n");
}

#[test]
fn dots_in_a_row_are_a_line() {
    // squares of three quarters of a point, as a browser draws dotted borders
    let across =
        |y: i32| (0..80).map(move |at| format!("{} {y} 0.75 0.75 re f\n", 100.0 + 1.5 * f64::from(at)));
    let down =
        |x: i32| (0..28).map(move |at| format!("{x} {} 0.75 0.75 re f\n", 172.0 + 1.5 * f64::from(at)));
    let text = |x: i32, y: i32, text: &str| format!("BT /F1 10 Tf {x} {y} Td {} Tj ET\n", hex(text));
    let mut page: String = [172, 186, 200, 214].into_iter().flat_map(across).collect();
    page += &[100, 160, 219].into_iter().flat_map(down).collect::<String>();
    page += &(text(104, 203, "水库") + &text(180, 203, "12.50") + &text(104, 189, "看管"));
    page += &(text(104, 175, "其他") + &text(180, 175, "3.00"));
    let file = pages(&[page]);
    let source = ingest(&file, Options::default()).expect("readable");
    assert_eq!((source.text.as_ref(), source.grids.len()), ("水库\t12.50\n看管\t\n其他\t3.00\n", 1));
}

#[test]
fn a_picture_among_pages_is_reported() {
    let image = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{1} EI Q\n".to_owned();
    let text = |line: &str| table(200, &[(&[line], "1.00"), (&["乙"], "2.00")]);
    let file = pages(&[text("甲"), image, text("丙")]);
    let source = ingest(&file, Options::default()).expect("readable");
    assert_eq!(source.pictures, [2]);
    let report = juesuan::read(&file, "a.pdf", &juesuan::Options::default()).expect("a document");
    let repair = report.repairs.iter().find(|one| one.kind == "page_without_text").expect("reported");
    let page = repair.places[0].page.map(std::num::NonZero::get);
    assert_eq!((repair.line, page), (3, Some(2)));
}

#[test]
fn a_wrapped_name_beside_a_unit_is_one_line() {
    let show = |x: i32, y: i32, text: &str| {
        let hex = hex(text);
        format!("BT /F1 10 Tf {x} {y} Td {hex} Tj ET\n")
    };
    let head = [
        show(200, 300, "支出预算总表"),
        show(100, 280, "部门：临川市云台区水"),
        show(400, 274, "单位：万元"),
        show(100, 268, "利局"),
        show(100, 240, "说明。"),
    ];
    let text = "支出预算总表\n部门：临川市云台区水利局 单位：万元\n说明。\n";
    assert_eq!(read(&pages(&[head.concat()])), text);
    // a small mark above a line is no text beside it
    let mark = "BT /F1 5 Tf 151 287 Td <2460> Tj ET\n";
    let lines = [show(100, 280, "收入合计"), mark.to_owned(), show(100, 260, "其他")];
    assert_eq!(characters(&read(&pages(&[lines.concat()]))), characters("收入合计①其他"));
}

#[test]
fn labels_that_stand_on_every_page_are_no_full_lines() {
    let show = |y: i32, text: &str| {
        let hex = hex(text);
        format!("BT /F1 10 Tf 100 {y} Td {hex} Tj ET\n")
    };
    let page = show(300, "部门：临川市云台区水利局机关") + &show(285, "单位：万元") + &show(270, "说明");
    let one = "部门：临川市云台区水利局机关\n单位：万元\n说明\n";
    assert_eq!(read(&pages(&[page.clone(), page])), format!("{one}\u{c}{one}"));
}

#[test]
fn small_digits_raised_behind_a_number_are_marks_of_notes() {
    let show =
        |x: f64, y: f64, size: f64, text: &str| format!("BT /F1 {size} Tf {x} {y} Td {} Tj ET\n", hex(text));
    // five digits and signs of five points each end at 125
    let number = |text: &str| show(100.0, 300.0, 10.0, text);
    let with = |text: &str, mark: String| read(&pages(&[number(text) + &mark]));
    assert_eq!(with("12.50", show(125.0, 304.0, 6.0, "1")), "12.50\n");
    assert_eq!(with("12.50", show(125.5, 304.0, 6.0, "12")), "12.50\n");
    // as large, or on the same line, it is no mark
    assert_eq!(with("12.50", show(125.0, 304.0, 9.0, "1")), "12.501\n");
    assert_eq!(with("12.50", show(125.0, 300.0, 6.0, "1")), "12.501\n");
    // behind a letter it is part of the word
    assert_eq!(with("9m", show(110.0, 304.0, 6.0, "2")), "9m2\n");
}
