//! The documents: what reviewers found slow once, and their kin.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::page;

/// Makes a document of about so many bytes.
pub(super) type Make = Box<dyn Fn(&Path, usize) -> Result<Vec<u8>>>;

/// A text of about so many bytes.
type Text = fn(&Path, usize) -> Result<String>;

/// The texts by themselves.
const TEXTS: [(&str, Text); 27] = [
    ("self-evaluation forms", |root, n| fixture(root, "programme-report/input.md", n)),
    ("cells a line each", |root, n| fixture(root, "exploded-word/input.txt", n)),
    ("accounts cut by pages", |root, n| fixture(root, "page-cut-panels/input.md", n)),
    ("cells of text a line each", |_, n| Ok(repeat("\t数量指标\n\t完成情况\n\t\n\t质量指标\n", n))),
    ("cells of one digit a line each", |_, n| Ok(repeat("\t1\n", n))),
    ("cells of one digit in one line", |_, n| Ok(repeat("1\t", n))),
    ("cells of one digit in rows", |_, n| Ok(repeat("1\t2\t3\t4\t5\n", n))),
    ("digits with blanks in one line", |_, n| Ok(repeat("1 ", n))),
    ("one number a line", |_, n| Ok(repeat("12\n", n))),
    ("digits torn by blanks", |_, n| Ok(repeat("1 2 3 4.5 6\n", n))),
    ("dotted headings", |_, n| {
        Ok(numbered(n, |i| format!("{}.{}.{} 工作情况\n", i % 9 + 1, i / 9 % 9 + 1, i / 81 + 1)))
    }),
    ("headings that go down without end", |_, n| {
        Ok(numbered(n, |i| format!("{} 工作情况\n", vec!["1"; i % 60 + 1].join("."))))
    }),
    ("rising headings", |_, n| Ok(numbered(n, |i| format!("{}、工作情况\n", i + 1)))),
    ("list items", |_, n| Ok(numbered(n, |i| format!("（{}）保障运转，安排12.50万元。\n", i + 1)))),
    ("nested HTML by lines", |_, n| Ok(repeat("<table>\n<tr>\n<td>\n1", n))),
    ("rows of one code", |_, n| Ok(repeat("2010101\t行政运行\t1.00\n", n))),
    ("pipes", |_, n| Ok(repeat("| 2010101 | 行政运行 | 1.00 |\n", n))),
    ("ragged columns", |_, n| {
        Ok(numbered(n, |i| format!("{}合计{}12.5\n", " ".repeat(i % 13), " ".repeat(i % 7 + 2))))
    }),
    ("score tables with blanks", |_, n| Ok(repeat("产出指标  数量指标  完成数量      10    10   8\n", n))),
    ("one sentence again and again", |_, n| {
        Ok(repeat("本年收入合计12.50万元，其中财政拨款收入10.50万元，占84%。\n", n))
    }),
    ("one paragraph without end", |_, n| {
        Ok(numbered(n, |i| format!("项目支出{i}.50万元，比上年增加1.25万元，")))
    }),
    ("titles of forms", |_, n| Ok(repeat("收入决算表\n单位：万元\n", n))),
    ("heads of many words, a cell a line", |_, n| Ok(numbered(n, |i| wide_head(i, 3)))),
    ("rows below a head of many words", |_, n| Ok(wide_head(0, n / 60))),
    ("names of unknown rows around figures of two sides", |_, n| Ok(high_rows(n / 130))),
    ("brackets that never close", |_, n| Ok(repeat("（", n))),
    ("page breaks", |_, n| Ok(repeat("合计\t1.00\n\x0c", n))),
];

/// Pieces of sentences that a reader of claims, changes and amounts may go over again and again, in one line.
const SENTENCES: [&str; 16] = [
    "（",
    "1",
    "你1",
    "12%项目",
    "与",
    "2022年",
    "1 2 ",
    "三",
    "百分之",
    "支出1，",
    "<b",
    "[bookmark:",
    "《",
    "分别",
    "90分",
    "1-",
];

/// All documents, each with what it is.
pub(super) fn inputs() -> impl Iterator<Item = (String, Make)> {
    let texts = TEXTS.into_iter().map(|(name, text)| {
        let make: Make = Box::new(move |root, bytes| Ok(text(root, bytes)?.into_bytes()));
        (name.to_owned(), make)
    });
    let sentences = SENTENCES.into_iter().map(|piece| {
        let make: Make = Box::new(move |_, bytes| Ok(repeat(piece, bytes).into_bytes()));
        (format!("one line of {piece}"), make)
    });
    let pages = page::PAGES.into_iter().map(|(name, row)| {
        let make: Make = Box::new(move |_, bytes| Ok(page::page(row, bytes)));
        (format!("a page of {name}"), make)
    });
    texts.chain(sentences).chain(pages)
}

fn repeat(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

fn numbered(bytes: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 256);
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&line(number));
    }
    text
}

/// A form of cells a line each whose head has more words than its rows have figures.
fn wide_head(nth: usize, rows: usize) -> String {
    let mut text = String::from("支出决算表\n单位：万元\n科目编码\n科目名称\n");
    for word in 0..22 {
        text.push_str(&format!("第{}款\n", nth * 22 + word));
    }
    for row in 0..rows {
        text.push_str(&format!("{}\n支出事项\n", 2_010_101 + row % 9000));
        text.push_str(&format!("{}.50\n", row % 977 + 1).repeat(8));
    }
    text
}

/// A form of two sides of which no row has a name that is known, over seven lines each.
fn high_rows(rows: usize) -> String {
    let mut text = String::from("收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n");
    for row in 0..rows {
        text.push_str(&format!("{row}.50 {row}.25\n"));
        text.push_str(&"某项收支之名\n".repeat(6));
    }
    text
}

fn fixture(root: &Path, name: &str, bytes: usize) -> Result<String> {
    let path = root.join("fixtures").join(name);
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(repeat(&text, bytes))
}
