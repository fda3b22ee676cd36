//! `juesuan check`, `rules` and `explain`.

use std::path::Path;

use expect_test::expect;

use crate::{folder_of, juesuan, stderr, stdout};

/// 支出决算表 whose total is 100 too high.
const WRONG: &str = "## 支出决算表\n\n单位：万元\n\n项目\t\t本年支出合计\t基本支出\t项目支出\n\
    功能分类科目编码\t科目名称\t\t\t\n\t栏次\t1\t2\t3\n\t合计\t112.50\t10.00\t2.50\n210\t卫生健康支出\t12.50\t10.00\t2.50\n";

fn folder(text: &str) -> tempfile::TempDir {
    folder_of(&[("a.txt", text)])
}

/// The finding on the wrong total alone, without the rules on what else a whole document must have.
fn own_rule(folder: &Path) -> String {
    let path = folder.join("own.txt");
    std::fs::write(&path, "").expect("written");
    path.display().to_string()
}

#[test]
fn a_wrong_total_is_shown_with_carets_under_the_figures() {
    let folder = folder(WRONG);
    let done = juesuan(folder.path(), &["check", "a.txt"]);
    assert_eq!(done.status.code(), Some(1), "an error is denied by default");
    let shown = stdout(&done);
    let finding = shown.split("\n\n").find(|part| part.contains("112.50")).unwrap_or_default();
    let lines: Vec<&str> = finding.lines().skip(1).take(4).collect();
    expect![[r#"
         --> a.txt:8:5
          |
        8 |     合计    112.50    10.00    2.50
          |             ^^^^^^    -----    ----"#]]
    .assert_eq(&lines.join("\n"));
    assert!(shown.contains("juesuan explain JS1"), "{shown}");
}

#[test]
fn what_is_denied_decides_the_exit_code() {
    let right = WRONG.replace("112.50", "12.50");
    let folder = folder(&right);
    let done = juesuan(folder.path(), &["check", "a.txt", "--deny", "error"]);
    assert_eq!(done.status.code(), Some(0), "{}", stdout(&done));
    assert_eq!(juesuan(folder.path(), &["check", "missing.txt"]).status.code(), Some(2));
}

#[test]
fn a_baseline_accepts_what_is_known_and_nothing_else() {
    let folder = folder(WRONG);
    juesuan(folder.path(), &["check", "a.txt", "--write-baseline", "known.tsv"]);
    let done = juesuan(folder.path(), &["check", "a.txt", "--baseline", "known.tsv", "--deny", "info"]);
    assert_eq!(done.status.code(), Some(0), "{}", stdout(&done));
    std::fs::write(folder.path().join("a.txt"), WRONG.replace("112.50", "113.50")).expect("written");
    let done = juesuan(folder.path(), &["check", "a.txt", "--baseline", "known.tsv"]);
    assert_eq!(done.status.code(), Some(1), "another figure is another finding");
}

#[test]
fn sarif_is_sarif() {
    let folder = folder(WRONG);
    let done = juesuan(folder.path(), &["check", "a.txt", "--format", "sarif", "--lang", "en"]);
    let log: serde_sarif::sarif::Sarif = serde_json::from_slice(&done.stdout).expect("SARIF 2.1.0");
    let run = log.runs.first().expect("one run");
    let results = run.results.as_ref().expect("results");
    assert!(results.iter().any(|result| result.rule_id.as_deref().is_some_and(|id| id.starts_with("JS1"))));
    let rules = run.tool.driver.rules.as_ref().expect("rules");
    let known = |id: &str| rules.iter().any(|rule| rule.id == id);
    assert!(
        results.iter().all(|result| result.rule_id.as_deref().is_some_and(known)),
        "every result has its rule"
    );
}

#[test]
fn github_marks_and_json_name_the_line() {
    let folder = folder(WRONG);
    let marks = stdout(&juesuan(folder.path(), &["check", "a.txt", "--format", "github"]));
    assert!(marks.contains("::error file=a.txt,line=8,title=JS1"), "{marks}");
    let json = juesuan(folder.path(), &["check", "a.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json[0]["document"], "a.txt");
    assert!(json[0]["checks"].as_array().is_some_and(|checks| checks.len() > 50));
}

#[test]
fn rules_can_be_listed_explained_and_added() {
    let folder = folder(WRONG);
    let list = stdout(&juesuan(folder.path(), &["rules"]));
    assert!(list.lines().filter(|line| line.trim_start().starts_with("JS")).count() >= 70, "{list}");
    let page = stdout(&juesuan(folder.path(), &["explain", "JS131", "--lang", "en"]));
    assert!(page.starts_with("# JS131 ") && page.contains("## Formula"), "{page}");
    assert_eq!(juesuan(folder.path(), &["explain", "JS000"]).status.code(), Some(2));
    let empty = own_rule(folder.path());
    assert_eq!(juesuan(folder.path(), &["check", "a.txt", "--rules", &empty]).status.code(), Some(1));
    std::fs::write(folder.path().join("bad.txt"), "rule X1\nZ03[[ ==\n").expect("written");
    let bad = juesuan(folder.path(), &["check", "a.txt", "--rules", "bad.txt"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bad.stderr).contains('^'), "the place is under-lined");
}

#[test]
fn people_see_notes_when_they_ask_and_data_has_all() {
    // 0.01 off: rounding explains it
    let folder = folder(&WRONG.replace("112.50\t", "12.51\t"));
    let check = |args: &[&str]| {
        let done = juesuan(folder.path(), &[&["check", "a.txt", "--lang", "en"], args].concat());
        (done.status.code(), stdout(&done))
    };
    let (code, shown) = check(&[]);
    assert!(!shown.contains("note[") && shown.contains("not shown (--show info shows all)"), "{shown}");
    assert_eq!(code, Some(0));
    let (code, shown) = check(&["--show", "info"]);
    assert!(shown.contains("note[") && !shown.contains("not shown"), "{shown}");
    assert_eq!(code, Some(0));
    let (code, shown) = check(&["--deny", "info"]);
    assert!(shown.contains("note["), "what is denied is shown: {shown}");
    assert_eq!(code, Some(1));
    let count =
        |args: &[&str]| check(&[&["--format", "github"], args].concat()).1.matches("::notice").count();
    assert_eq!((count(&[]) > 0, count(&["--show", "error"])), (true, 0));
}

#[test]
fn a_baseline_that_is_not_there_says_how_to_make_it() {
    let folder = folder(WRONG);
    let done = juesuan(folder.path(), &["check", "a.txt", "--baseline", "known.tsv", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("--write-baseline known.tsv makes it"), "{}", stderr(&done));
    juesuan(folder.path(), &["check", "a.txt", "--write-baseline", "known.tsv"]);
    let shown =
        stdout(&juesuan(folder.path(), &["check", "a.txt", "--baseline", "known.tsv", "--lang", "en"]));
    assert!(shown.contains("of them accepted in the baseline"), "{shown}");
}

/// The fixture with a row of totals, in which figures are changed by a test.
fn totals(changes: &[(&str, &str)]) -> String {
    let path = crate::support::workspace().join("fixtures/plain-department/input.md");
    let text = std::fs::read_to_string(path).expect("a fixture");
    changes.iter().fold(text, |text, (printed, wrong)| {
        let lines: Vec<String> = text
            .lines()
            .map(|line| {
                if line.contains("本年支出合计\t59\t") {
                    line.replace(printed, wrong)
                } else {
                    line.to_owned()
                }
            })
            .collect();
        let now = lines.join("\n") + "\n";
        assert_ne!(now, text, "{printed} is in the row");
        now
    })
}

/// The exit code, what is shown, and how many findings are said to be accepted.
fn against(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let done = juesuan(folder, &[&["check"], words, &["--baseline", "known.tsv", "--lang", "en"]].concat());
    (done.status.code(), stdout(&done))
}

#[test]
fn a_new_fault_beside_an_accepted_one_is_shown() {
    let first = ("5182.46", "5128.46");
    let folder = folder_of(&[("a.md", &totals(&[first]))]);
    juesuan(folder.path(), &["check", "a.md", "--write-baseline", "known.tsv", "-q"]);
    assert_eq!(against(folder.path(), &["a.md"]).0, Some(0));
    let write = |text: &str| std::fs::write(folder.path().join("a.md"), text).expect("written");
    // in the same row, in one above it, of a figure that the accepted comparison adds up
    for second in [("5144.68", "5144.86"), ("35.00", "53.00"), ("2.78", "7.28")] {
        write(&totals(&[first, second]));
        let (code, shown) = against(folder.path(), &["a.md"]);
        assert_eq!(code, Some(1), "{second:?}");
        assert!(shown.contains(second.1), "{second:?}: {shown}");
        // alone it is none of the accepted ones either
        write(&totals(&[second]));
        assert_eq!(against(folder.path(), &["a.md"]).0, Some(1), "{second:?}");
    }
    // lines that moved are no change
    write(&format!("\n\n{}", totals(&[first])));
    assert_eq!(against(folder.path(), &["a.md"]).0, Some(0));
}

#[test]
fn two_wrong_figures_of_one_row_are_two_findings() {
    let folder = folder_of(&[("a.md", &totals(&[("5182.46", "5128.46"), ("5144.68", "5144.86")]))]);
    let done = juesuan(folder.path(), &["check", "a.md", "--lang", "en", "--show", "error"]);
    let said: Vec<String> =
        stdout(&done).lines().filter(|line| line.starts_with("error[")).map(str::to_owned).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    for (printed, expected) in [("5128.46", "5182.46"), ("5144.86", "5144.68")] {
        let named = format!("is printed as {printed} and should be {expected}");
        let own = said.iter().find(|line| line.contains(&named)).expect("named");
        let other = if printed == "5128.46" { "5144.86" } else { "5128.46" };
        assert!(!own.contains(other), "it speaks of its own figure: {own}");
    }
}

#[test]
fn a_line_accepts_one_finding_also_of_those_without_figures() {
    let path = crate::support::workspace().join("fixtures/small-unit-empty-tables/input.txt");
    let whole = std::fs::read_to_string(path).expect("a fixture");
    let without = |words: &[&str]| {
        let lines = whole.lines().filter(|line| !words.iter().any(|word| line.contains(word)));
        lines.fold(String::new(), |text, line| text + line + "\n")
    };
    let one = without(&["说明：本站当年没有国有资本"]);
    let folder = folder_of(&[("a.txt", &one)]);
    let select = ["a.txt", "--select", "JS713", "--deny", "warning"];
    juesuan(folder.path(), &[&["check"], &select[..], &["--write-baseline", "known.tsv", "-q"]].concat());
    assert_eq!(against(folder.path(), &select).0, Some(0));
    std::fs::write(folder.path().join("a.txt"), without(&["说明：本站当年没有国有资本", "此表为空表"]))
        .expect("written");
    let (code, shown) = against(folder.path(), &select);
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("1 of them accepted"), "{shown}");
    // nor do lines of earlier versions, which cannot tell one from the other
    let old =
        "# accepted findings: document, rule, printed, expected, reason, name\na.txt\tJS713\t\t\tknown\tLi\n";
    std::fs::write(folder.path().join("known.tsv"), old).expect("written");
    let (code, shown) = against(folder.path(), &select);
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("1 of them accepted"), "{shown}");
}

#[test]
fn accepted_findings_are_those_of_the_document_at_that_place() {
    let folder = folder_of(&[("2021/a.txt", WRONG), ("2022/a.txt", WRONG), ("a.txt", WRONG)]);
    let deny = ["--deny", "info"];
    let done = juesuan(folder.path(), &["check", "2021", "--write-baseline", "known.tsv", "-q"]);
    assert_eq!(done.status.code(), Some(0));
    let code = |words: &[&str]| against(folder.path(), &[words, &deny].concat()).0;
    assert_eq!([code(&["2021"]), code(&["2021/a.txt"]), code(&["./2021/../2021"])], [Some(0); 3]);
    assert_eq!([code(&["2022"]), code(&["a.txt"]), code(&["2022/a.txt"])], [Some(1); 3]);
    let (_, shown) = against(folder.path(), &["2021", "2022", "--deny", "info"]);
    assert_eq!(shown.matches("accepted in the baseline").count(), 1, "{shown}");
    // from another folder it is the same document
    let done = juesuan(
        &folder.path().join("2021"),
        &["check", "a.txt", "--baseline", "../known.tsv", "--deny", "info"],
    );
    assert_eq!(done.status.code(), Some(0), "{}", stdout(&done));
    // to accept more leaves what was accepted of other documents, with its reasons
    let more =
        ["check", "2022", "--write-baseline", "known.tsv", "--baseline", "known.tsv", "--reason", "later"];
    let done = juesuan(folder.path(), &[&more[..], &["--lang", "en"]].concat());
    assert!(stderr(&done).contains("written to known.tsv"), "{}", stderr(&done));
    assert_eq!([code(&["2021"]), code(&["2022"]), code(&["a.txt"])], [Some(0), Some(0), Some(1)]);
    let done = juesuan(folder.path(), &[&more[..], &["--lang", "en"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert_eq!([code(&["2021"]), code(&["2022"])], [Some(0), Some(0)], "what was accepted is written again");
    // a file that cannot be understood is not written over
    std::fs::write(
        folder.path().join("known.tsv"),
        "# accepted findings: document, rule, printed, expected\n<<<<<<<\n",
    )
    .expect("written");
    let done = juesuan(folder.path(), &more);
    assert_eq!(done.status.code(), Some(2));
}
