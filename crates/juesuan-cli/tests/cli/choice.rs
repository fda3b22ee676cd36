//! Which rules are applied, what their findings weigh, and which are accepted.

use std::collections::HashSet;
use std::fs;

use crate::{folder_of, juesuan, stderr, stdout};

/// 支出决算表 whose total is 100 too high.
const WRONG: &str = "## 支出决算表\n\n单位：万元\n\n项目\t\t本年支出合计\t基本支出\t项目支出\n\
    功能分类科目编码\t科目名称\t\t\t\n\t栏次\t1\t2\t3\n\t合计\t112.50\t10.00\t2.50\n210\t卫生健康支出\t12.50\t10.00\t2.50\n";

fn checked(folder: &std::path::Path, words: &[&str]) -> (Option<i32>, String, String) {
    let done = juesuan(folder, &[&["check", "in", "--lang", "en"], words].concat());
    (done.status.code(), stdout(&done), stderr(&done))
}

/// The rules that were applied and those that found something.
fn rules(folder: &std::path::Path, words: &[&str]) -> (HashSet<String>, HashSet<String>) {
    let (_, json, said) = checked(folder, &[&["--format", "json"], words].concat());
    let json: serde_json::Value = serde_json::from_str(&json).expect(&said);
    let ids = |list: &serde_json::Value| {
        let list = list.as_array().expect("a list");
        list.iter().map(|entry| entry["rule"].as_str().expect("an id").to_owned()).collect()
    };
    (ids(&json[0]["checks"]), ids(&json[0]["findings"]))
}

#[test]
fn rules_are_selected_and_ignored_by_id_beginning_and_family() {
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    let (all, found) = rules(folder.path(), &[]);
    assert!(found.contains("JS131"), "{found:?}");
    let (within, _) = rules(folder.path(), &["--select", "within"]);
    assert!(!within.is_empty() && within.iter().all(|id| id.starts_with("JS1")), "{within:?}");
    assert_eq!(rules(folder.path(), &["--select", "js1"]).0, within);
    let (one, found) = rules(folder.path(), &["--select", "JS1", "--ignore", "JS132,JS131"]);
    assert_eq!(one.len(), within.len() - 2);
    assert!(!found.contains("JS131"), "{found:?}");
    assert_eq!(
        rules(folder.path(), &["--ignore", "JS9"]).0.len(),
        all.iter().filter(|id| !id.starts_with("JS9")).count()
    );
    for option in ["--select", "--ignore"] {
        let (code, _, said) = checked(folder.path(), &[option, "JS13I"]);
        assert_eq!(code, Some(2));
        assert!(said.contains("no rule and no family is called JS13I; did you mean JS13"), "{said}");
    }
    // conversion knows the same words
    let words = ["convert", "in", "--out", "o", "--select", "JS131", "--severity", "JS131=info"];
    assert_eq!(juesuan(folder.path(), &words).status.code(), Some(0));
    let findings = fs::read_to_string(folder.path().join("o/findings.csv")).expect("written");
    assert_eq!(findings.lines().count(), 2, "{findings}");
    assert!(findings.contains(",info,"), "{findings}");
}

#[test]
fn severities_and_files_are_set_in_words_and_in_the_file_of_settings() {
    let folder = folder_of(&[("in/2021/a.txt", WRONG), ("in/2022/a.txt", WRONG)]);
    let only = ["--select", "JS131"];
    let with = |words: &[&str]| checked(folder.path(), &[&only, words].concat());
    assert_eq!(with(&[]).0, Some(1));
    assert_eq!(with(&["--severity", "JS1=warning"]).0, Some(0));
    assert_eq!(with(&["--severity", "JS1=warning,JS131=error"]).0, Some(1));
    assert_eq!(with(&["--exit-zero"]).0, Some(0));
    let (_, shown, _) = with(&["--per-file-ignores", "2021/**=JS1"]);
    assert!(shown.contains("in/2022/a.txt:8:5") && !shown.contains("in/2021/a.txt:8:5"), "{shown}");
    fs::write(
        folder.path().join("juesuan.toml"),
        "[check]\nselect = [\"JS131\"]\n[check.severity]\nJS131 = \"warning\"\n\
         [check.per-file-ignores]\n\"2021/**\" = [\"JS131\"]\n",
    )
    .expect("written");
    let (code, shown, _) = checked(folder.path(), &[]);
    assert_eq!(code, Some(0));
    assert!(shown.contains("warning[JS131]") && !shown.contains("in/2021/a.txt:8:5"), "{shown}");
}

#[test]
fn the_severest_come_first_and_statistics_count() {
    let fixture = crate::support::workspace().join("fixtures/plain-department/input.md");
    let text = fs::read_to_string(fixture).expect("a fixture").replace("826.49", "826.40");
    let folder = folder_of(&[("in/a.md", &text)]);
    let shown = |words: &[&str]| checked(folder.path(), &[&["--severity", "JS12=warning"], words].concat());
    let order = |shown: &str| {
        let word =
            |line: &str| ["error[", "warning[", "note["].iter().position(|word| line.starts_with(word));
        shown.lines().filter_map(word).collect::<Vec<_>>()
    };
    let by_severity = order(&shown(&[]).1);
    assert!(
        by_severity.contains(&0) && by_severity.contains(&1) && by_severity.is_sorted(),
        "{by_severity:?}"
    );
    let by_place = order(&shown(&["--sort", "place"]).1);
    assert_eq!(by_place.first(), Some(&1), "the warning stands before the errors: {by_place:?}");
    let (code, counted, _) = shown(&["--statistics"]);
    assert_eq!(code, Some(1));
    let line = counted.lines().find(|line| line.contains("JS131")).expect("a line");
    let number = line.split_whitespace().next().and_then(|word| word.parse::<usize>().ok());
    assert!(number.is_some_and(|number| number > 1) && line.contains("  error    JS131"), "{counted}");
    assert!(line.ends_with("(1 document)"), "{counted}");
}

#[test]
fn accepted_findings_have_a_reason_and_a_name() {
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    let write = ["--write-baseline", "known.tsv"];
    let (code, ..) =
        checked(folder.path(), &[&write[..], &["--reason", "agreed\twith them", "--by", "Li"]].concat());
    assert_eq!(code, Some(0), "what is accepted is no failure");
    let read = || fs::read_to_string(folder.path().join("known.tsv")).expect("written");
    let first = read();
    let lines: Vec<Vec<&str>> = first.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| line[5..] == ["agreed with them", "Li"]), "{first}");
    // what was said before stays
    fs::write(folder.path().join("known.tsv"), first.replacen("agreed with them", "reprinted since", 1))
        .expect("written");
    assert_eq!(checked(folder.path(), &write).0, Some(0));
    assert!(read().contains("reprinted since\tLi"), "{}", read());
    let (code, shown, _) = checked(folder.path(), &["--baseline", "known.tsv", "--deny", "info"]);
    assert_eq!(code, Some(0), "{shown}");
    // four fields are enough, as earlier versions wrote
    let short: String =
        first.lines().map(|line| line.split('\t').take(4).collect::<Vec<_>>().join("\t") + "\n").collect();
    fs::write(folder.path().join("known.tsv"), short).expect("written");
    let one = ["--select", "JS131", "--baseline", "known.tsv", "--deny", "info"];
    assert_eq!(checked(folder.path(), &one).0, Some(0));
    // but what is said besides for the same cause they cannot tell
    let (code, shown, _) = checked(folder.path(), &["--baseline", "known.tsv", "--deny", "info"]);
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("same cause"), "{shown}");
}

#[test]
fn own_rules_that_name_what_is_not_there_are_errors_with_their_place() {
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    let with = |rule: &str, lang: &str| {
        fs::write(folder.path().join("own.txt"), rule).expect("written");
        let done = juesuan(folder.path(), &["check", "in", "--rules", "own.txt", "--lang", lang]);
        (done.status.code(), stderr(&done))
    };
    for (rule, place) in [
        ("each Z03 row: foo == bar\n", "line 1, character 15"),
        ("\neach Z03 row: 基本支出 == 基本支山\n", "line 2, character 23"),
        ("Z12[合计].基本支出 == 1\n", "line 1, character 1"),
        ("Z03[\"合计\"].基本支山 == 1\n", "line 1, character 11"),
        ("Z03[\"卫生健康支山\"].基本支出 == 10\n", "line 1, character 5"),
    ] {
        let (code, said) = with(rule, "en");
        assert_eq!(code, Some(2), "{rule}: {said}");
        assert!(
            said.contains("--rules own.txt") && said.contains(place) && said.contains('^'),
            "{rule}: {said}"
        );
        let chinese = |text: &str| {
            text.lines().next().is_some_and(|line| line.contains("这里") || line.contains("没有"))
        };
        assert!(!chinese(&said), "{said}");
        let (code, said) = with(rule, "zh");
        assert!(code == Some(2) && said.contains("行第"), "{said}");
    }
    let (code, said) = with("Z03[\"卫生健康支出\"].基本支出 == 10\n", "en");
    assert_eq!(code, Some(1), "a row that the document prints is known: {said}");
}

#[test]
fn paths_are_as_typed_in_every_format() {
    let folder = folder_of(&[("in/y/a.txt", WRONG)]);
    let absolute = folder.path().join("in").display().to_string();
    for (typed, path) in [("in", "in/y/a.txt".to_owned()), (absolute.as_str(), format!("{absolute}/y/a.txt"))]
    {
        let printed = |format: &str| stdout(&juesuan(folder.path(), &["check", typed, "--format", format]));
        assert!(printed("human").contains(&format!("--> {path}:8:5")), "{}", printed("human"));
        assert!(printed("github").contains(&format!("file={path},line=8")), "{}", printed("github"));
        let json: serde_json::Value = serde_json::from_str(&printed("json")).expect("JSON");
        assert_eq!((json[0]["path"].as_str(), json[0]["document"].as_str()), (Some(&*path), Some("y/a.txt")));
        let sarif: serde_json::Value = serde_json::from_str(&printed("sarif")).expect("JSON");
        let run = &sarif["runs"][0];
        let artifact = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        let (base, uri) =
            (&run["originalUriBaseIds"]["SRCROOT"]["uri"], artifact["uri"].as_str().expect("a URI"));
        let full = match artifact["uriBaseId"].as_str() {
            Some(_) => format!("{}{uri}", base.as_str().expect("a URI")),
            None => uri.to_owned(),
        };
        let real = folder.path().canonicalize().expect("there").join("in/y/a.txt");
        assert!(
            full.ends_with("/in/y/a.txt") && (full == format!("file://{}", real.display()) || typed != "in"),
            "{full}"
        );
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert!(
            rules.iter().all(|rule| rule["helpUri"].as_str().is_some_and(|uri| uri.starts_with("https://")))
        );
        let prints: Vec<&str> = run["results"]
            .as_array()
            .expect("results")
            .iter()
            .filter_map(|result| result["partialFingerprints"]["juesuan/v2"].as_str())
            .collect();
        assert_eq!(prints.iter().collect::<HashSet<_>>().len(), prints.len(), "each finding has its own");
        assert!(!prints.is_empty());
    }
}

#[test]
fn a_list_names_documents_and_standard_input_has_a_name() {
    let folder = folder_of(&[("in/a.txt", WRONG), ("b c.txt", WRONG), ("list", "in/a.txt\nb c.txt\n")]);
    let done = juesuan(folder.path(), &["check", "--files-from", "list", "--format", "github"]);
    let marks = stdout(&done);
    assert!(marks.contains("file=in/a.txt,") && marks.contains("file=b c.txt,"), "{marks}");
    let done = crate::with_stdin(
        folder.path(),
        &["check", "-", "--stdin-name", "x/決算.txt", "--format", "github"],
        WRONG.as_bytes(),
    );
    assert!(stdout(&done).contains("file=x/決算.txt,"), "{}", stdout(&done));
    // a file alone is checked
    let done = juesuan(folder.path(), &["in/a.txt"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stdout(&done).contains("in/a.txt:8:5"), "{}", stdout(&done));
}

#[test]
fn variables_stand_in_for_options_and_words_for_both() {
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    let code = |variables: &[(&str, &str)], words: &[&str]| {
        let mut command = crate::command(folder.path(), &[&["check", "in"], words].concat());
        command.envs(variables.iter().copied());
        command.output().expect("the binary runs").status.code()
    };
    assert_eq!(code(&[("JUESUAN_SELECT", "JS5")], &[]), Some(0));
    assert_eq!(code(&[("JUESUAN_SELECT", "JS5")], &["--select", "JS131"]), Some(1));
    assert_eq!(code(&[("JUESUAN_DENY", "nothing")], &[]), Some(2));
}

#[test]
fn silence_can_be_logged_in_detail() {
    let folder = folder_of(&[("in/a.txt", WRONG), ("in/b.txt", "%PDF-1.4")]);
    let done = juesuan(folder.path(), &["convert", "in", "--out", "o", "-q", "--log", "run.log"]);
    assert!(stderr(&done).lines().all(|line| line.contains("b.txt")), "{}", stderr(&done));
    let log = fs::read_to_string(folder.path().join("run.log")).expect("written");
    assert!(log.contains("in/a.txt: ") && log.contains("个中读出"), "{log}");
}

#[cfg(unix)]
#[test]
fn a_check_that_watches_checks_again_when_something_changes() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    let words = ["check", "in", "--watch", "--lang", "en", "--select", "JS131"];
    let mut child = crate::command(folder.path(), &words)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
    let mut ended = || lines.find(|line| line.starts_with("in/a.txt: ")).unwrap_or_default();
    assert!(ended().contains("1 error"));
    fs::write(folder.path().join("in/a.txt"), WRONG.replace("112.50", "12.50")).expect("written");
    assert!(ended().contains("0 errors"));
    let stop = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(stop.is_ok_and(|sent| sent.success()));
    assert_eq!(child.wait().expect("it ends").code(), Some(0), "to end watching is no failure");
}

#[test]
fn an_own_rule_whose_figures_cannot_be_divided_is_a_finding_of_its_own() {
    // no third of a figure can be written, so no figure is the one that is wrong
    let folder = folder_of(&[
        ("in/a.txt", &WRONG.replace("2.50\n", "0\n")),
        ("own.txt", "rule X1 \"三倍\"\n3 * Z03[合计].项目支出 == 5"),
    ]);
    let words = ["--rules", "own.txt", "--select", "X1", "--format", "json"];
    let (code, json, said) = checked(folder.path(), &words);
    assert_eq!(code, Some(1), "{said}");
    let json: serde_json::Value = serde_json::from_str(&json).expect(&said);
    let found = &json[0]["findings"];
    assert_eq!((&found[0]["rule"], &found[0]["expected"]), (&"X1".into(), &"5".into()), "{found}");
    assert!(found[1].is_null(), "{found}");
}

#[test]
fn a_condition_holds_for_trees_too() {
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    let status = |condition: &str| {
        let rule = format!("rule X1 \"树\"\nwhen {condition}\ntree Z03 by code: parent == sum(children)");
        fs::write(folder.path().join("own.txt"), rule).expect("written");
        let (_, json, said) =
            checked(folder.path(), &["--rules", "own.txt", "--select", "X1", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).expect(&said);
        json[0]["checks"][0]["instances"].as_u64()
    };
    assert_eq!(status("Z03[合计].项目支出 == 9"), Some(0));
    assert_ne!(status("Z03[合计].基本支出 == 10"), Some(0));
}

#[test]
fn own_rules_that_say_nothing_clear_are_refused() {
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    for (formula, expected) in [
        (
            "Z03[合计].基本支出 == Z03[合计].项目支出 or (Z03[合计].基本支出 Z03[合计].项目支出)",
            "closing parenthesis",
        ),
        ("Z01.两边[\"总计\"].决算数 == 1", "two sides"),
        ("tolerance \"-5\"\nZ03[合计].基本支出 == 1", "not below zero"),
    ] {
        fs::write(folder.path().join("own.txt"), format!("rule X1 \"乱\"\n{formula}")).expect("written");
        let (code, _, said) = checked(folder.path(), &["--rules", "own.txt"]);
        assert_eq!(code, Some(2), "{formula}: {said}");
        assert!(said.contains(expected), "{formula}: {said}");
    }
}

#[test]
fn a_rule_that_is_not_chosen_fails_nothing() {
    let own = "rule X1 \"好\"\nZ03[合计].基本支出 == 10\nrule X2 \"错\"\nZ03[合纪].基本支出 == 10";
    let folder = folder_of(&[("in/a.txt", WRONG), ("in/b.txt", WRONG), ("own.txt", own)]);
    let (code, _, said) = checked(folder.path(), &["--rules", "own.txt", "--select", "X1"]);
    assert_eq!(code, Some(0), "{said}");
    // one that is chosen fails the run, and no document
    let (code, _, said) = checked(folder.path(), &["--rules", "own.txt", "--select", "X2"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("合纪") && said.contains("2 documents, 0 failed"), "{said}");
}

#[test]
fn what_is_left_out_for_a_file_is_not_said_to_have_been_found() {
    let folder = folder_of(&[("in/2021/a.txt", WRONG)]);
    let words = ["convert", "in", "--out", "o", "--select", "JS131", "--per-file-ignores", "2021/**=JS131"];
    assert_eq!(juesuan(folder.path(), &words).status.code(), Some(0));
    let read = |name: &str| fs::read_to_string(folder.path().join("o").join(name)).expect("written");
    assert_eq!(read("findings.csv").lines().count(), 1);
    assert!(read("checks.csv").contains("2021/a.txt,JS131,not_applicable,0,0"), "{}", read("checks.csv"));
}

#[test]
fn statistics_are_for_programs_too() {
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    let (_, json, said) = checked(folder.path(), &["--select", "JS131", "--statistics", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect(&said);
    assert_eq!(
        (&json[0]["rule"], &json[0]["findings"], &json[0]["documents"]),
        (&"JS131".into(), &1.into(), &1.into())
    );
    let (code, out, said) = checked(folder.path(), &["--statistics", "--format", "sarif"]);
    assert_eq!((code, &*out), (Some(2), ""), "{said}");
}

#[test]
fn a_variable_for_a_folder_does_not_write_manual_pages() {
    let folder = folder_of(&[("in/a.txt", WRONG)]);
    let done = crate::command(folder.path(), &["man"]).env("JUESUAN_OUT", "pages").output().expect("it runs");
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(!folder.path().join("pages").exists());
    // nor does one for the settings forbid to take none
    let words = ["check", "in", "--no-config", "--select", "JS7"];
    let done =
        crate::command(folder.path(), &words).env("JUESUAN_CONFIG", "none.toml").output().expect("it runs");
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
}
