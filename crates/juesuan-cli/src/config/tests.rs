//! Settings as people write them, and what is said of those that cannot be used.

use expect_test::{Expect, expect};

use super::*;

/// The words that a file adds to typed ones, or its fault as shown.
fn check(typed_words: &str, text: &str, expected: &Expect) {
    let command = crate::command();
    let words: Vec<OsString> = typed_words.split(' ').map(OsString::from).collect();
    let typed = typed(&command, &words).expect("words that can be understood");
    let folder = Folder { path: Path::new("project"), confined: false };
    let shown = match settings(&command, &typed, text, &folder, Language::En) {
        Ok(words) => words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" "),
        Err(fault) => fault.draw(text, Path::new("juesuan.toml"), Language::En),
    };
    expected.assert_eq(&shown);
}

#[test]
fn settings_become_words_and_typed_ones_win() {
    let file = "encoding = \"gb18030\"\nverbose = 2\n[convert]\nout = \"data\"\nto = [\"csv\", \"json\"]\njobs = 2\n\
            resume = true\n[check]\ndeny = \"warning\"\n";
    check(
        "juesuan convert a.txt",
        file,
        &expect!["--encoding=gb18030 --verbose --verbose --jobs=2 --out=project/data --resume --to=csv,json"],
    );
    check("juesuan convert a.txt --to md --out x --jobs 1 -q", file, &expect!["--encoding=gb18030 --resume"]);
    check("juesuan check a.txt", file, &expect!["--encoding=gb18030 --verbose --verbose --deny=warning"]);
    check("juesuan schema", file, &expect!["--verbose --verbose"]);
}

#[test]
fn a_commands_own_setting_comes_before_that_for_all() {
    let file = "lang = \"en\"\n[check]\nlang = \"zh\"\n";
    check("juesuan check a.txt", file, &expect!["--lang=zh"]);
    check("juesuan rules", file, &expect!["--lang=en"]);
}

#[test]
fn faults_show_their_place() {
    check(
        "juesuan check a.txt",
        "lang = \"en\"\n[convert]\npartitions = \"year\"\n",
        &expect![[r#"
            error: there is no setting partitions
             --> juesuan.toml:3:1
              |
            3 | partitions = "year"
              | ^^^^^^^^^^
              |
              = help: did you mean partition?"#]],
    );
    check(
        "juesuan check a.txt",
        "[chek]\ndeny = \"error\"\n",
        &expect![[r#"
            error: there is no setting chek
             --> juesuan.toml:1:2
              |
            1 | [chek]
              |  ^^^^
              |
              = help: did you mean check?"#]],
    );
    check(
        "juesuan check a.txt",
        "[check]\ndeny = \"eror\"\n",
        &expect![[r#"
            error: invalid value 'eror' for '--deny <SEVERITY>'
             --> juesuan.toml:2:8
              |
            2 | deny = "eror"
              |        ^^^^^^
              |
              = help: [possible values: error, warning, info]
                      tip: a similar value exists: 'error'"#]],
    );
    check(
        "juesuan check a.txt",
        "quiet = \"yes\"\n",
        &expect![[r#"
            error: this is a string; it takes true or false
             --> juesuan.toml:1:9
              |
            1 | quiet = "yes"
              |         ^^^^^"#]],
    );
    check(
        "juesuan check a.txt",
        "jobs = 0\n",
        &expect![[r#"
            error: invalid value '0' for '--jobs <N>': a whole number, 1 or more
             --> juesuan.toml:1:8
              |
            1 | jobs = 0
              |        ^"#]],
    );
    check(
        "juesuan check a.txt",
        "jobs = \n",
        &expect![[r#"
                error: string values must be quoted, expected literal string
                 --> juesuan.toml:1:8
                  |
                1 | jobs = 
                  |        ^
                  |
                  = help: a text stands in quotation marks: out = "data""#]],
    );
}

#[test]
fn words_stand_before_the_paths_behind_two_dashes() {
    let words = ["juesuan", "check", "--", "-a.txt"].map(OsString::from).to_vec();
    let all = insert(words, vec!["--jobs=1".into()]);
    assert_eq!(all, ["juesuan", "check", "--jobs=1", "--", "-a.txt"].map(OsString::from));
}
