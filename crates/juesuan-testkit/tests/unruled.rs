//! Tables of PDF files with lines between rows alone, few of them or none, whose heads stand in the middle of their columns: the
//! columns are those of the table, also where they are empty.

#![allow(clippy::expect_used)] // a test may expect
#![allow(clippy::cast_precision_loss)] // few rows

use juesuan_ingest::{Options, ingest};
use juesuan_testkit::pdf::{assembled, hex};

/// A head in several lines: the columns from and to, the height of its middle from the top of the table, and its lines.
type Head<'h> = (usize, usize, f32, &'h [&'h str]);

/// A table on a page: the sides of its columns, and how high its head is.
struct Form<'f> {
    sides: &'f [f32],
    height: f32,
    heads: &'f [Head<'f>],
    rows: &'f [&'f [&'f str]],
}

const TOP: f32 = 700.0;
const SIZE: f32 = 8.0;
const PITCH: f32 = 13.0;

fn width(text: &str) -> f32 {
    text.chars().map(|char| if char.is_ascii() { SIZE / 2.0 } else { SIZE }).sum()
}

fn put(x: f32, y: f32, text: &str) -> String {
    format!("BT /F1 {SIZE} Tf {x} {} Td {} Tj ET\n", y - SIZE * 0.35, hex(text))
}

impl Form<'_> {
    fn side(&self, at: usize) -> f32 {
        self.sides.get(at).copied().unwrap_or_default()
    }

    /// The texts of the table: heads and figures in the middle and at the right of their columns, names and codes at the left.
    fn texts(&self) -> String {
        let mut drawn = String::new();
        for &(from, to, middle, lines) in self.heads {
            let centre = f32::midpoint(self.side(from), self.side(to));
            let mut y = TOP - middle + 5.0 * (lines.len() as f32 - 1.0);
            for line in lines {
                drawn += &put(centre - width(line) / 2.0, y, line);
                y -= 10.0;
            }
        }
        let mut y = TOP - self.height - PITCH / 2.0;
        for row in self.rows {
            for (at, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let is_amount = text.contains('.');
                let centre = f32::midpoint(self.side(at), self.side(at + 1));
                let x = match row.first() {
                    Some(&"栏次") => centre - width(text) / 2.0,
                    _ if is_amount => self.side(at + 1) - 2.0 - width(text),
                    _ => self.side(at) + 2.0,
                };
                drawn += &put(x, y, text);
            }
            y -= PITCH;
        }
        drawn
    }

    /// Lines across the table at these distances from its top, each over these columns.
    fn lines(&self, across: &[(f32, usize, usize)]) -> String {
        let line = |&(at, from, to): &(f32, usize, usize)| {
            format!("{} {} m {} {} l S\n", self.side(from), TOP - at, self.side(to), TOP - at)
        };
        across.iter().map(line).collect()
    }

    fn bottom(&self) -> f32 {
        self.height + PITCH * self.rows.len() as f32
    }

    /// A file of a page with the table and these lines.
    fn file(&self, across: &[(f32, usize, usize)]) -> Vec<u8> {
        let page = put(250.0, TOP + 30.0, "收支表") + &self.texts() + &self.lines(across);
        assembled(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [6 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>".to_owned(),
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>".to_owned(),
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents 7 0 R >>".to_owned(),
            format!("<< /Length {} >>\nstream\n{page}endstream", page.len()),
        ])
    }

    /// What is read of a page with the table and these lines.
    fn read(&self, across: &[(f32, usize, usize)]) -> String {
        ingest(&self.file(across), Options::default()).expect("readable").text.into_owned()
    }

    /// A line above the head, one below it and one at the end.
    fn three_lines(&self) -> Vec<(f32, usize, usize)> {
        let last = self.sides.len() - 1;
        vec![(0.0, 0, last), (self.height, 0, last), (self.bottom(), 0, last)]
    }

    /// A line below the head and each row.
    fn below_rows(&self) -> Vec<(f32, usize, usize)> {
        let last = self.sides.len() - 1;
        let mut lines = vec![(self.height, 0, last)];
        lines.extend((1..=self.rows.len()).map(|row| (self.height + PITCH * row as f32, 0, last)));
        lines
    }
}

/// Code parts below one head, and columns without a figure between and behind others.
const INCOME: Form<'static> = Form {
    sides: &[30.0, 60.0, 84.0, 108.0, 240.0, 310.0, 380.0, 415.0, 450.0, 490.0, 530.0, 570.0],
    height: 33.0,
    heads: &[
        (0, 4, 8.0, &["项目"]),
        (0, 3, 24.0, &["分类编码"]),
        (3, 4, 24.0, &["名称"]),
        (4, 5, 16.5, &["全年合计"]),
        (5, 6, 16.5, &["拨款收入"]),
        (6, 7, 16.5, &["上级补", "助"]),
        (7, 9, 6.0, &["事业收入"]),
        (7, 8, 22.0, &["小计"]),
        (8, 9, 22.0, &["其中：学", "费"]),
        (9, 10, 16.5, &["经营收入"]),
        (10, 11, 16.5, &["附属单位", "上缴"]),
    ],
    rows: &[
        &["合计", "", "", "", "60.00", "60.00"],
        &["208", "", "", "社会保障", "60.00", "60.00"],
        &["208", "05", "", "养老", "60.00", "60.00"],
        &["208", "05", "05", "基本养老保险缴费", "40.00", "40.00"],
        &["208", "05", "06", "职业年金缴费", "20.00", "20.00"],
    ],
};

const INCOME_READ: &str = "项目\t\t\t\t全年合计\t拨款收入\t上级补助\t事业收入\t\t经营收入\t附属单位上缴\n\
    分类编码\t\t\t名称\t\t\t\t小计\t其中：学费\t\t\n\
    合计\t\t\t\t60.00\t60.00\t\t\t\t\t\n\
    208\t\t\t社会保障\t60.00\t60.00\t\t\t\t\t\n";

#[test]
fn columns_without_figures_have_their_heads_beside_parts_of_codes() {
    for lines in [INCOME.three_lines(), Vec::new()] {
        let text = INCOME.read(&lines);
        assert!(text.contains(INCOME_READ), "{text}");
    }
}

#[test]
fn a_head_above_the_first_line_is_that_of_the_table() {
    let mut lines = INCOME.below_rows();
    lines.extend([(14.0, 0, 4), (12.0, 7, 9)]);
    let text = INCOME.read(&lines);
    assert!(text.contains(INCOME_READ), "{text}");
}

#[test]
fn a_head_above_the_first_line_may_reach_to_the_side() {
    let form = Form {
        sides: &[30.0, 70.0, 200.0, 270.0, 310.0, 350.0, 384.0],
        height: 34.0,
        heads: &[
            (0, 2, 8.5, &["项目"]),
            (0, 1, 25.0, &["编码"]),
            (1, 2, 25.0, &["名称"]),
            (2, 3, 17.0, &["全年合计"]),
            (3, 4, 17.0, &["基本"]),
            (4, 5, 17.0, &["上缴上", "级"]),
            (5, 6, 17.0, &["对附属", "单位补"]),
        ],
        rows: &[
            &["208", "水库", "9.00", "6.00", "", "3.00"],
            &["210", "河道", "5.00", "4.00", "", "1.00"],
            &["213", "堤防", "3.00", "2.00", "", "1.00"],
        ],
    };
    let mut lines = form.below_rows();
    lines.push((17.0, 0, 2));
    let text = form.read(&lines);
    let head = "项目\t\t全年合计\t基本\t上缴上级\t对附属单位补\n编码\t名称\t\t\t\t\n208\t水库\t9.00\t";
    assert!(text.contains(head), "{text}");
}

#[test]
fn one_row_of_amounts_has_the_columns_of_its_heads() {
    let form = Form {
        sides: &[30.0, 130.0, 190.0, 280.0, 370.0, 470.0, 570.0],
        height: 33.0,
        heads: &[
            (0, 1, 16.5, &["合计"]),
            (1, 2, 16.5, &["出国"]),
            (2, 5, 8.0, &["公车"]),
            (2, 3, 24.0, &["小计"]),
            (3, 4, 24.0, &["购置"]),
            (4, 5, 24.0, &["运行"]),
            (5, 6, 16.5, &["接待"]),
        ],
        rows: &[&["9.00", "", "6.00", "", "6.00", "3.00"]],
    };
    let read = "合计\t出国\t公车\t\t\t接待\n\t\t小计\t购置\t运行\t\n9.00\t\t6.00\t\t6.00\t3.00\n";
    for lines in [form.three_lines(), form.below_rows(), Vec::new()] {
        let text = form.read(&lines);
        assert!(text.contains(read), "{text}");
    }
}

#[test]
fn numbers_of_columns_tell_those_without_figures() {
    let form = Form {
        sides: &[30.0, 170.0, 230.0, 260.0, 320.0, 350.0, 410.0, 440.0],
        height: 20.0,
        heads: &[
            (0, 1, 10.0, &["名称"]),
            (1, 2, 10.0, &["年初数"]),
            (2, 3, 10.0, &["收入"]),
            (3, 4, 10.0, &["小计"]),
            (4, 5, 10.0, &["基本"]),
            (5, 6, 10.0, &["专项"]),
            (6, 7, 10.0, &["年末"]),
        ],
        rows: &[
            &["栏次", "1", "2", "3", "4", "5", "6"],
            &["合计", "", "", "30.00", "", "30.00", ""],
            &["水库维护", "", "", "18.00", "", "18.00", ""],
            &["河道清理", "", "", "12.00", "", "12.00", ""],
        ],
    };
    let text = form.read(&form.three_lines());
    assert!(text.contains("\n水库维护\t\t\t18.00\t\t18.00\t\n"), "{text}");
    assert!(text.contains("\n栏次\t1\t2\t3\t4\t5\t6\n"), "{text}");
}

#[test]
fn names_on_the_right_side_are_rows_with_and_without_figures() {
    let form = Form {
        sides: &[30.0, 170.0, 240.0, 400.0, 480.0, 560.0],
        height: 34.0,
        heads: &[
            (0, 2, 8.0, &["收入"]),
            (2, 5, 8.0, &["支出"]),
            (0, 1, 24.0, &["项目"]),
            (1, 2, 24.0, &["金额"]),
            (2, 3, 24.0, &["项目"]),
            (3, 4, 24.0, &["合计"]),
            (4, 5, 24.0, &["其中：拨款"]),
        ],
        rows: &[
            &["一、财政拨款", "30.00", "一、教育"],
            &["二、事业收入", "", "二、科学"],
            &["", "", "三、文化"],
            &["", "", "四、卫生"],
            &["", "", "五、农业"],
            &["", "", "六、住房", "30.00", "30.00"],
            &["收入总计", "30.00", "支出总计", "30.00", "30.00"],
            &["结转", "", "", "", ""],
        ],
    };
    for lines in [form.three_lines(), Vec::new()] {
        let text = form.read(&lines);
        assert!(text.contains("\n一、财政拨款\t30.00\t一、教育\t\t\n"), "{text}");
        assert!(text.contains("\n\t\t五、农业\t\t\n\t\t六、住房\t30.00\t30.00\n"), "{text}");
        assert!(text.contains("\n收入总计\t30.00\t支出总计\t30.00\t30.00\n结转\t\t\t\t\n"), "{text}");
    }
}

#[test]
fn tables_without_lines_between_columns_say_so() {
    let file = INCOME.file(&INCOME.three_lines());
    let source = ingest(&file, Options::default()).expect("readable");
    let [table] = source.positioned.as_slice() else { panic!("one table: {:?}", source.positioned) };
    assert!(table.text(&source.text).starts_with("项目\t"));
    let report = juesuan::read(&file, "input.pdf", &juesuan::Options::default()).expect("readable");
    let cells = report.tables.iter().flat_map(juesuan::model::Table::cells);
    let certainties: Vec<_> = cells.map(|cell| cell.certainty).collect();
    assert!(!certainties.is_empty());
    assert!(
        certainties.iter().all(|certainty| *certainty == juesuan::model::Certainty::Aligned),
        "{certainties:?}"
    );
}
