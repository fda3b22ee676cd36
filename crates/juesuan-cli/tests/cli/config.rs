//! `juesuan.toml`.

use std::fs;

use expect_test::expect;

use crate::{TABLE, folder_of, juesuan, stderr, stdout};

const CONFIG: &str = "lang = \"en\"\n\n[convert]\nout = \"data\"\nto = [\"json\", \"md\"]\n";

#[test]
fn settings_are_found_upwards_and_paths_are_relative_to_the_file() {
    let folder = folder_of(&[("juesuan.toml", CONFIG), ("2022/a.txt", TABLE)]);
    let below = folder.path().join("2022");
    let done = juesuan(&below, &["convert", "a.txt"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stderr(&done).starts_with("documents  1 read"), "{}", stderr(&done));
    assert!(folder.path().join("data/md/a.txt.md").exists());
    assert!(folder.path().join("data/json/a.txt.json").exists());
}

#[test]
fn what_is_typed_wins_and_the_file_can_be_passed_by() {
    let folder = folder_of(&[("juesuan.toml", CONFIG), ("a.txt", TABLE)]);
    let done = juesuan(folder.path(), &["convert", "a.txt", "--to", "csv", "--lang", "zh", "--out=typed"]);
    assert_eq!(stdout(&done), "typed/datapackage.json\n");
    assert!(stderr(&done).starts_with("文件"), "{}", stderr(&done));
    let said = stderr(&juesuan(folder.path(), &["convert", "a.txt", "-v"]));
    assert!(said.starts_with("settings: ") && said.contains("juesuan.toml"), "{said}");
    let done = juesuan(folder.path(), &["convert", "a.txt", "--no-config"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("--out <DIR>"), "{}", stderr(&done));
}

#[test]
fn an_unknown_key_is_an_error_with_its_place() {
    let folder = folder_of(&[("juesuan.toml", "[check]\nbase-line = \"known.tsv\"\n"), ("a.txt", TABLE)]);
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2), "also for another command: a fault does not wait");
    let here = folder.path().canonicalize().expect("there").display().to_string();
    expect![[r#"
        error: there is no setting base-line
         --> juesuan.toml:2:1
          |
        2 | base-line = "known.tsv"
          | ^^^^^^^^^
          |
          = help: did you mean baseline?
    "#]]
    .assert_eq(&stderr(&done).replace(&format!("{here}/"), ""));
    // what needs no settings is not kept from running
    let done = juesuan(folder.path(), &["schema", "--no-config"]);
    assert_eq!(done.status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn settings_that_are_no_file_are_an_error_and_not_passed_by() {
    let folder = crate::folder();
    let place = folder.path().join("juesuan.toml");
    let code = || juesuan(folder.path(), &["check", "a.txt", "-q", "--exit-zero"]).status.code();
    assert_eq!(code(), Some(0));
    std::os::unix::fs::symlink("nowhere", &place).expect("made");
    assert_eq!(code(), Some(2), "a link that leads nowhere");
    fs::remove_file(&place).expect("ours");
    fs::create_dir(&place).expect("made");
    assert_eq!(code(), Some(2), "a folder");
}

#[test]
fn settings_that_were_found_and_make_a_check_say_less_are_named() {
    let folder = crate::folder();
    fs::write(
        folder.path().join("juesuan.toml"),
        "lang = \"en\"\n[check]\nexit-zero = true\nignore = [\"JS1\"]\n",
    )
    .expect("written");
    let done = juesuan(folder.path(), &["check", "a.txt"]);
    let said = stderr(&done);
    let named = said
        .lines()
        .any(|line| line.contains("juesuan.toml") && line.contains("exit-zero") && line.contains("ignore"));
    assert!(named, "{said}");
    assert!(!stderr(&juesuan(folder.path(), &["check", "a.txt", "--no-config"])).contains("juesuan.toml"));
}

#[test]
fn whatever_makes_a_check_read_or_say_less_is_named_in_silence_too() {
    for setting in [
        "encoding = \"windows-1252\"",
        "max-bytes = 100000",
        "[check]\nshow = \"error\"",
        "[check]\nstatistics = true",
        "quiet = true",
        "vocabulary = \"words\"",
    ] {
        let folder = crate::folder();
        fs::write(folder.path().join("juesuan.toml"), format!("{setting}\n")).expect("written");
        fs::write(folder.path().join("words"), "unit\t床位\t床位\n").expect("written");
        let name = setting.rsplit('\n').next().unwrap_or(setting).split(' ').next().unwrap_or_default();
        // what is typed comes before what is found
        for words in [&["check", "a.txt"][..], &["check", "a.txt", "-q"]]
            .into_iter()
            .filter(|words| words.len() < 3 || name != "quiet")
        {
            let said = stderr(&juesuan(folder.path(), &[words, &["--lang", "en"]].concat()));
            let named = said
                .lines()
                .any(|line| line.contains("settings that were found say: ") && line.contains(name));
            assert!(named, "{setting} {words:?}: {said}");
        }
    }
    // what takes nothing away is not
    let folder = crate::folder();
    fs::write(folder.path().join("juesuan.toml"), "lang = \"en\"\njobs = 1\n[check]\nformat = \"github\"\n")
        .expect("written");
    let said = stderr(&juesuan(folder.path(), &["check", "a.txt"]));
    assert!(!said.contains("settings that were found"), "{said}");
}
