//! Words of a user's file: titles, columns, rows and units that are not built in.

use crate::{files, folder_of, juesuan, stderr, stdout};

/// A total table in the words of a place that nobody here knows.
const TABLE: &str = "## 收支情况一览表\n\n单位：万圆\n\n收入\t\t支出\t\n项目\t核定预算\t项目\t核定预算\n\
    一、本级财政补给\t8.00\t一、教育支出\t6.00\n二、其他收入\t1.00\t二、住房保障支出\t3.00\n\
    本年收入合计\t9.00\t本年支出合计\t9.00\n";

/// What these words mean.
const WORDS: &str = "# 本地的说法\ntitle\t收支情况一览表\t收入支出决算总表\ncolumn\t核定预算\t预算数\n\
    row\t本级财政补给\t财政拨款收入\nunit\t万圆\t万元\n";

/// The observations of a conversion with these words of the command line.
fn observations(folder: &std::path::Path, words: &[&str]) -> String {
    let done = juesuan(folder, &[&["convert", "a.md", "--to", "csv", "--out", "out"], words].concat());
    assert!(done.status.success(), "{}", stderr(&done));
    let written = files(&folder.join("out"));
    String::from_utf8_lossy(written.get("observations.csv").expect("written")).into_owned()
}

#[test]
fn a_table_in_own_words_is_read_as_the_form_that_it_is() {
    let folder = folder_of(&[("a.md", TABLE), ("words.tsv", WORDS)]);
    let without = observations(folder.path(), &[]);
    assert!(!without.contains("Z01"), "{without}");
    let with = observations(folder.path(), &["--vocabulary", "words.tsv"]);
    let row = with.lines().find(|line| line.contains("本级财政补给")).expect("the row");
    for said in ["Z01", "收入/核定预算", "万元", "80000", "income:fiscal_appropriation", "budget"] {
        assert!(row.contains(said), "{said}: {row}");
    }
}

#[test]
fn a_folder_can_name_its_words() {
    let settings = "vocabulary = \"words.tsv\"\n";
    let folder = folder_of(&[("a.md", TABLE), ("words.tsv", WORDS), ("juesuan.toml", settings)]);
    assert!(observations(folder.path(), &[]).contains("Z01"));
    let shown = juesuan(folder.path(), &["tables", "a.md"]);
    assert!(shown.status.success() && stdout(&shown).contains("核定预算"), "{}", stderr(&shown));
}

#[test]
fn a_line_that_cannot_be_is_named_with_its_file() {
    let folder = folder_of(&[
        ("a.md", TABLE),
        ("kind.tsv", "# words\n\ncolour\t红\t绿\n"),
        ("fields.tsv", "unit\t万圆\n"),
        ("unknown.tsv", "title\t收支情况一览表\t花名册\n"),
        ("against.tsv", "unit\t万圆\t万元\ncolumn\t决算数\t预算数\n"),
    ]);
    for (file, said) in [
        ("kind.tsv", "kind.tsv:3: the first column is title, column, row or unit, not `colour`"),
        ("fields.tsv", "fields.tsv:1: a line has three columns"),
        ("unknown.tsv", "unknown.tsv:1: no title is known as `花名册`"),
        ("against.tsv", "against.tsv:2: the column `决算数` already means something else"),
        ("none.tsv", "--vocabulary none.tsv: "),
    ] {
        let done = juesuan(folder.path(), &["check", "a.md", "--lang", "en", "--vocabulary", file]);
        assert_eq!(done.status.code(), Some(2), "{file}: {}", stderr(&done));
        assert!(stderr(&done).contains(said), "{file}: {}", stderr(&done));
    }
    let done = juesuan(folder.path(), &["check", "a.md", "--lang", "zh", "--vocabulary", "against.tsv"]);
    assert!(stderr(&done).contains("against.tsv:2: 栏目“决算数”已有别的意思"), "{}", stderr(&done));
}

#[test]
fn what_was_kept_without_the_words_is_not_taken_with_them() {
    let folder = folder_of(&[("a.md", TABLE), ("words.tsv", WORDS)]);
    assert!(!observations(folder.path(), &["--resume"]).contains("Z01"));
    assert!(observations(folder.path(), &["--resume", "--vocabulary", "words.tsv"]).contains("Z01"));
}
