//! Whose files these are: nothing that is not ours is overwritten or removed.

use std::fs;
use std::path::Path;

use crate::{TABLE, files, folder_of, juesuan, stderr, stdout};

/// A folder that came from elsewhere, with settings, beside a home.
fn downloaded(settings: &str) -> tempfile::TempDir {
    let files = [
        ("home/.profile", "precious\n"),
        ("repo/own.txt", "mine\n"),
        ("repo/deep/a.txt", TABLE),
        ("repo/juesuan.toml", settings),
    ];
    folder_of(&files)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("readable")
}

#[test]
fn settings_that_are_found_name_no_place_outside_their_folder() {
    let home = tempfile::tempdir().expect("a folder");
    let precious = home.path().join("keys");
    fs::write(&precious, "precious").expect("written");
    let places =
        ["../home/.profile".to_owned(), "x/../../home/new".to_owned(), precious.display().to_string()];
    for place in &places {
        for setting in
            ["log =", "[check]\nbaseline =", "[convert]\nout =", "[serve]\nout =", "[check]\nrules ="]
        {
            let folder = downloaded(&format!("{setting} {place:?}\n"));
            let below = folder.path().join("repo/deep");
            for words in [&["rules"][..], &["check", "a.txt"], &["convert", "a.txt"], &["man"]] {
                let done = juesuan(&below, &[words, &["--lang", "en"]].concat());
                assert_eq!(done.status.code(), Some(2), "{setting} {place} {words:?}");
                assert!(stderr(&done).contains("names no place outside its folder"), "{}", stderr(&done));
            }
            assert_eq!(text(&folder.path().join("home/.profile")), "precious\n");
            assert_eq!(fs::read_dir(folder.path().join("home")).expect("there").count(), 1);
        }
    }
    assert_eq!(text(&precious), "precious");
}

#[test]
fn settings_that_are_found_give_no_list_of_files_and_watch_nothing() {
    let settings = [
        "files-from = \"list\"",
        "[check]\nwatch = true",
        "[check]\nwrite-baseline = \"b.tsv\"",
        "[man]\nout = \".\"",
    ];
    for setting in settings {
        let folder = downloaded(setting);
        fs::write(folder.path().join("repo/list"), "../home/notes.txt\n").expect("written");
        let done = juesuan(&folder.path().join("repo/deep"), &["check", "a.txt", "--lang", "en"]);
        assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
        assert!(stderr(&done).contains("does not set this option"), "{}", stderr(&done));
    }
}

#[test]
fn settings_that_are_given_may_name_any_place() {
    let folder = downloaded("log = \"../run.log\"\n[convert]\nout = \"../data\"\n");
    let below = folder.path().join("repo/deep");
    let done = juesuan(&below, &["convert", "a.txt", "--config", "../juesuan.toml"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(folder.path().join("data/datapackage.json").exists() && folder.path().join("run.log").exists());
}

#[cfg(unix)]
#[test]
fn settings_that_are_found_lead_nowhere_by_links() {
    for (link, target) in [("data", "../home"), ("log", "../home/.profile"), ("log", "../home/none")] {
        let folder = downloaded("log = \"log\"\n[convert]\nout = \"data\"\nresume = true\n");
        let repo = folder.path().join("repo");
        std::os::unix::fs::symlink(target, repo.join(link)).expect("linked");
        let done = juesuan(&repo, &["convert", "own.txt", "--lang", "en"]);
        assert_eq!(done.status.code(), Some(2), "{link} {target}: {}", stderr(&done));
        assert_eq!(text(&folder.path().join("home/.profile")), "precious\n");
        assert_eq!(fs::read_dir(folder.path().join("home")).expect("there").count(), 1);
    }
}

#[cfg(unix)]
#[test]
fn settings_that_everybody_can_write_are_passed_by() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = downloaded("[convert]\nout = \"data\"\n");
    let repo = folder.path().join("repo");
    let open = fs::Permissions::from_mode(0o666);
    fs::set_permissions(repo.join("juesuan.toml"), open).expect("set");
    let done = juesuan(&repo, &["convert", "own.txt", "--out", "typed", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stderr(&done).contains("can be written by everybody, and was passed by"), "{}", stderr(&done));
}

#[test]
fn logs_and_accepted_findings_replace_nothing_else() {
    let folder = downloaded("");
    let repo = folder.path().join("repo");
    for words in [["rules", "--log", "own.txt"].as_slice(), &["check", "deep", "--write-baseline", "own.txt"]]
    {
        let done = juesuan(&repo, &[words, &["--lang", "en"]].concat());
        assert_eq!(done.status.code(), Some(2), "{words:?}");
        assert!(stderr(&done).contains("exists and was not written by juesuan"), "{}", stderr(&done));
        assert_eq!(text(&repo.join("own.txt")), "mine\n");
        // what is ours is gone on with, or replaced
        for _ in 0..2 {
            let again = words.iter().map(|word| if *word == "own.txt" { "new" } else { word });
            let done = juesuan(&repo, &again.collect::<Vec<_>>());
            assert_ne!(done.status.code(), Some(2), "{}", stderr(&done));
        }
        fs::remove_file(repo.join("new")).expect("written");
    }
}

#[cfg(unix)]
#[test]
fn what_is_kept_leads_nowhere_by_a_link() {
    let folder = folder_of(&[("home/thesis", "mine"), ("repo/a.txt", TABLE)]);
    let repo = folder.path().join("repo");
    fs::create_dir(repo.join("data")).expect("made");
    std::os::unix::fs::symlink("../../home", repo.join("data/.juesuan-resume")).expect("linked");
    let done = juesuan(&repo, &["convert", "a.txt", "--out", "data", "--resume", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert_eq!(fs::read_dir(folder.path().join("home")).expect("there").count(), 1);
    // nor is a folder with other files taken for it
    fs::remove_file(repo.join("data/.juesuan-resume")).expect("removed");
    fs::create_dir(repo.join("data/.juesuan-resume")).expect("made");
    fs::write(repo.join("data/.juesuan-resume/letter.odt"), "mine").expect("written");
    let done = juesuan(&repo, &["convert", "a.txt", "--out", "data", "--resume", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert!(repo.join("data/.juesuan-resume/letter.odt").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_below_the_output() {
    let folder = folder_of(&[("home/json/a.txt.json", "mine"), ("a.txt", TABLE), ("out/x", "")]);
    std::os::unix::fs::symlink("../home/json", folder.path().join("out/json")).expect("linked");
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--to", "json", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert_eq!(text(&folder.path().join("home/json/a.txt.json")), "mine");
}

#[test]
fn files_of_others_in_the_folder_are_not_replaced() {
    let of_the_run = [
        ("csv", "documents.csv"),
        ("csv", "datapackage.json"),
        ("json", "report.schema.json"),
        ("jsonl", "reports.jsonl"),
        ("html", "html/index.html"),
        ("xlsx", "xlsx/index.xlsx"),
        ("sqlite", "juesuan.db"),
        ("parquet", "facts.parquet"),
    ];
    for (format, name) in of_the_run {
        let folder = folder_of(&[("a.txt", TABLE), (&format!("out/{name}"), "mine")]);
        let done =
            juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--to", format, "--lang", "en"]);
        assert_eq!(done.status.code(), Some(2), "{format}: {}", stderr(&done));
        let said = format!("out/{name} was not written by juesuan; move it away, or choose another folder");
        assert!(stderr(&done).contains(&said), "{format}: {}", stderr(&done));
        assert_eq!(files(&folder.path().join("out")).into_keys().collect::<Vec<_>>(), [name], "{format}");
        assert_eq!(text(&folder.path().join("out").join(name)), "mine");
    }
    for format in ["json", "md", "html", "xlsx"] {
        let own = format!("out/{format}/a.txt.{format}");
        let folder = folder_of(&[("a.txt", TABLE), ("b.txt", TABLE), (&own, "mine")]);
        let convert = || {
            let words = ["convert", "a.txt", "b.txt", "--out", "out", "--to", format, "--lang", "en"];
            juesuan(folder.path(), &words)
        };
        let done = convert();
        assert_eq!(done.status.code(), Some(2), "{format}: {}", stderr(&done));
        let said = format!("a.txt: {own} was not written by juesuan");
        assert!(stderr(&done).contains(&said), "{format}: {}", stderr(&done));
        assert_eq!(text(&folder.path().join(&own)), "mine");
        // the others are written; what is ours is replaced, changed or not
        let other = folder.path().join(format!("out/{format}/b.txt.{format}"));
        let written = fs::read(&other).expect("written");
        fs::write(&other, "changed").expect("written");
        convert();
        assert_eq!(fs::read(&other).expect("written"), written, "{format}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn datasets_of_others_are_left_alone() {
    for foreign in ["facts/country=CN/part-00000-1c9f.parquet", "documents/year=2019/part-0.parquet"] {
        let folder = folder_of(&[("a.txt", TABLE)]);
        let place = folder.path().join("lake").join(foreign);
        fs::create_dir_all(place.parent().expect("below")).expect("made");
        fs::write(&place, "theirs").expect("written");
        let words =
            ["convert", "a.txt", "--out", "lake", "--to", "parquet", "--partition", "year", "--lang", "en"];
        let done = juesuan(folder.path(), &words);
        assert_eq!(done.status.code(), Some(2), "readers would take both for one dataset");
        assert!(
            stderr(&done).contains(foreign) && stderr(&done).contains("was not written by"),
            "{}",
            stderr(&done)
        );
        assert_eq!(files(&folder.path().join("lake")).len(), 1, "{}", stdout(&done));
    }
}

#[cfg(feature = "parquet")]
#[test]
fn the_parts_of_an_earlier_run_are_replaced() {
    let dated = |year: u32| format!("# 清河县卫生监督局{year}年度部门决算\n\n{TABLE}");
    let folder = folder_of(&[("a/a.txt", &dated(2021)), ("b/b.txt", &dated(2022))]);
    let run = |input: &str| {
        let done = juesuan(
            folder.path(),
            &["convert", input, "--out", "lake", "--to", "parquet", "--partition", "year"],
        );
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        files(&folder.path().join("lake")).into_keys().collect::<Vec<_>>()
    };
    assert!(run("a").iter().any(|name| name.contains("year=2021")));
    let second = run("b");
    assert!(!second.iter().any(|name| name.contains("year=2021")), "{second:?}");
    assert!(second.iter().any(|name| name.contains("year=2022")), "{second:?}");
}

#[cfg(unix)]
#[test]
fn manual_pages_go_where_they_are_typed_to_and_replace_nothing_else() {
    let folder = downloaded("out = \".\"\n");
    let repo = folder.path().join("repo");
    std::os::unix::fs::symlink("../home/.profile", repo.join("juesuan.1")).expect("linked");
    // a place for outputs is none for pages
    let done = juesuan(&repo, &["man", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stdout(&done).contains(".TH juesuan") && !repo.join("juesuan-check.1").exists());
    // neither a link nor somebody else's page is replaced, and then none is written
    for theirs in ["juesuan.1", "juesuan-rules.1"] {
        let done = juesuan(&repo, &["man", "--out", ".", "--lang", "en"]);
        assert_eq!(done.status.code(), Some(2), "{theirs}");
        assert!(stderr(&done).contains(theirs), "{}", stderr(&done));
        assert!(!repo.join("juesuan-check.1").exists());
        assert_eq!(text(&folder.path().join("home/.profile")), "precious\n");
        fs::remove_file(repo.join(theirs)).expect("there");
        fs::write(repo.join("juesuan-rules.1"), "mine\n").expect("written");
    }
    fs::remove_file(repo.join("juesuan-rules.1")).expect("there");
    for _ in 0..2 {
        let done = juesuan(&repo, &["man", "--out", ".", "--lang", "en"]);
        assert_eq!(done.status.code(), Some(0), "what is ours is replaced: {}", stderr(&done));
    }
    assert!(text(&repo.join("juesuan-check.1")).contains(".TH juesuan-check"));
}

#[test]
fn outputs_replace_no_file_of_others_in_any_format() {
    let theirs = [
        ("csv", "tables.csv"),
        ("csv", "datapackage.json"),
        ("json", "report.schema.json"),
        ("json", "json/a.txt.json"),
        ("jsonl", "reports.jsonl"),
        ("md", "md/a.txt.md"),
        ("html", "html/index.html"),
        ("html", "html/a.txt.html"),
        ("xlsx", "xlsx/index.xlsx"),
        ("sqlite", "juesuan.db"),
        ("parquet", "facts.parquet"),
    ];
    for (format, name) in theirs {
        let out = format!("out/{name}");
        let folder = folder_of(&[("a.txt", TABLE), (&out, "mine")]);
        let words = ["convert", "a.txt", "--out", "out", "--to", format, "--lang", "en"];
        let done = juesuan(folder.path(), &words);
        assert_eq!(done.status.code(), Some(2), "{name}: {}", stderr(&done));
        assert!(stderr(&done).contains("was not written by juesuan"), "{name}: {}", stderr(&done));
        assert_eq!(text(&folder.path().join(&out)), "mine");
        assert_eq!(files(&folder.path().join("out")).len(), 1, "{name}: nothing else is written");
        // out of the way it hinders nobody, and what is ours is replaced
        fs::remove_file(folder.path().join(&out)).expect("there");
        for _ in 0..2 {
            assert_eq!(juesuan(folder.path(), &words).status.code(), Some(0), "{name}");
        }
    }
}

#[test]
fn formats_of_an_earlier_run_are_named() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("in/b.txt", TABLE)]);
    let run = |to: &str| {
        let done = juesuan(folder.path(), &["convert", "in", "--out", "out", "--to", to, "--lang", "en"]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        stderr(&done)
    };
    assert!(!run("csv,html,md").contains("earlier run"));
    fs::remove_file(folder.path().join("in/b.txt")).expect("there");
    let said = run("csv");
    assert!(said.contains("were not renewed") && said.contains("html 3, md 2"), "{said}");
    assert!(!run("csv,html,md").contains("earlier run"));
}
