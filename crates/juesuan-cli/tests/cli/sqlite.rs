//! The database, as Python's own `SQLite` reads it.

use std::process::Command;

use crate::{TABLE, files, folder_of, juesuan, stderr, support};

/// Compares the database with the CSV package of the same run, and asks its views.
const SCRIPT: &str = r#"
import csv, sqlite3, sys
from decimal import Decimal
db = sqlite3.connect(f'file:{sys.argv[1]}/juesuan.db?mode=ro', uri=True)
one = lambda sql, *values: db.execute(sql, values).fetchone()[0]
assert one('PRAGMA integrity_check') == 'ok'
assert db.execute('PRAGMA foreign_key_check').fetchall() == []
for name in ['documents', 'sections', 'tables', 'observations', 'programmes', 'indicators', 'facts', 'checks',
             'findings', 'repairs', 'unread']:
    rows = list(csv.DictReader(open(f'{sys.argv[1]}/{name}.csv', encoding='utf-8')))
    stored = db.execute(f'SELECT * FROM "{name}"')
    names = [column[0] for column in stored.description]
    stored = [dict(zip(names, row)) for row in stored]
    assert len(rows) == len(stored), name
    for row, kept in zip(rows, stored):
        for column, text in row.items():
            value = kept[column]
            if text[:1] == '·' and text[1:2] in '=+-@\t·':
                text = text[1:]  # what keeps spreadsheets from running it
            if text == '':
                assert value is None, (name, column, value)
            elif isinstance(value, str):
                assert value == text, (name, column, value, text)
            else:
                assert abs(Decimal(str(value)) - Decimal(text)) < Decimal('1e-9') * max(1, abs(Decimal(text))), (name, column)
        if 'value_printed' in kept:
            assert Decimal(kept['value_printed']) == Decimal(row['value']), (name, kept)
plan = ' '.join(str(row) for row in db.execute("EXPLAIN QUERY PLAN SELECT * FROM observations WHERE item = 'total'"))
assert 'USING INDEX' in plan, plan
for view, most in [('v_spending_by_class', 100), ('v_three_public', 100), ('v_budget_vs_final', 200),
                   ('v_low_programmes', 10), ('v_lost', 10000), ('v_lost_by_document', 100), ('v_observations', 10**6)]:
    cursor = db.execute(f'SELECT * FROM {view}')
    reserved = {'table', 'column', 'end'} & {column[0] for column in cursor.description}
    rows = cursor.fetchall()
    assert not reserved and rows is not None and len(rows) <= most, (view, reserved, len(rows))
spent = db.execute("SELECT class, spent_yuan FROM v_spending_by_class WHERE document LIKE 'plain%' ORDER BY class").fetchall()
for code, yuan in spent:
    printed = [row for row in csv.DictReader(open(f'{sys.argv[1]}/observations.csv', encoding='utf-8'))
               if row['document'].startswith('plain') and row['item'] == f'fn:{code}'
               and row['table'] == 'Z03' and row['measure'] == 'expenditure']
    assert [Decimal(row['amount_yuan']) for row in printed] == [Decimal(str(yuan))], (code, yuan, printed)
assert len(spent) > 2, spent
public = db.execute("SELECT count(*) FROM v_three_public WHERE part = 'total' AND budget_yuan IS NOT NULL AND final_yuan IS NOT NULL")
assert public.fetchone()[0] >= 4
low = db.execute('SELECT programme, total_score FROM v_low_programmes').fetchall()
wanted = [row['programme'] for row in csv.DictReader(open(f'{sys.argv[1]}/programmes.csv', encoding='utf-8'))
          if row['source'] == 'report' and row['total_score'] and Decimal(row['total_score']) < 80]
assert [name for name, _ in low] == wanted, (low, wanted)
lost = one("SELECT count(*) FROM v_lost")
assert lost == one('SELECT sum(lost) FROM documents') and lost > 0, lost
found = db.execute("SELECT document, line FROM section_text WHERE section_text MATCH '支出决算' LIMIT 5").fetchall()
assert found, 'three characters and more are found in the sections'
assert one("SELECT status FROM documents WHERE document = 'broken.txt'") == 'failed'
"#;

#[test]
fn the_database_says_what_the_package_says_and_answers_by_views() {
    if Command::new("python3").arg("--version").output().is_err() {
        return support::skipped("the database", "python3");
    }
    let folder = folder_of(&[("in/broken.txt", "%PDF-1.4"), ("in/a.txt", TABLE)]);
    let fixtures = support::workspace().join("fixtures/*/input.*").display().to_string();
    let run = |out: &str, jobs: &str| {
        let words = ["convert", &fixtures, "in", "--out", out, "--to", "sqlite,csv", "--jobs", jobs];
        let done = juesuan(folder.path(), &words);
        assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
        files(&folder.path().join(out))
    };
    assert!(run("one", "1")["juesuan.db"] == run("two", "3")["juesuan.db"], "the same bytes");
    let done = Command::new("python3")
        .args(["-c", SCRIPT])
        .arg(folder.path().join("one"))
        .output()
        .expect("python3 runs");
    assert!(done.status.success(), "{}", stderr(&done));
    let names: Vec<String> =
        files(&folder.path().join("one")).into_keys().filter(|name| name.contains("db")).collect();
    assert_eq!(names, ["juesuan.db"], "no journal stays");
}

/// The views of the documentation in `DuckDB`, over Parquet and CSV, against those of the database.
const DUCK: &str = r#"
import re, sqlite3, sys, duckdb
out, page = sys.argv[1], open(sys.argv[2], encoding='utf-8').read()
block = lambda kind: re.search('```sql ' + kind + '\n(.*?)```', page, re.S).group(1)
def rows(execute, view):
    cleaned = lambda value: round(float(value), 4) if value is not None and not isinstance(value, str) else value
    return sorted([tuple(map(cleaned, row)) for row in execute(f'SELECT * FROM {view}').fetchall()], key=str)
lite = sqlite3.connect(f'{out}/juesuan.db')
for source in ['parquet', 'csv']:
    duck = duckdb.connect()
    duck.execute(block(source).replace("'data/", f"'{out}/"))
    duck.execute(block('views'))
    for view in ['v_spending_by_class', 'v_three_public', 'v_budget_vs_final', 'v_lost', 'v_lost_by_document', 'v_low_programmes']:
        here, there = rows(lite.execute, view), rows(duck.execute, view)
        assert here == there, (source, view, [pair for pair in zip(here, there) if pair[0] != pair[1]][:3], len(here), len(there))
"#;

#[test]
fn duckdb_answers_as_the_database_does() {
    if !Command::new("python3").args(["-c", "import duckdb"]).output().is_ok_and(|done| done.status.success())
    {
        return support::skipped("the views in DuckDB", "Python's duckdb");
    }
    let folder = folder_of(&[]);
    let fixtures = support::workspace().join("fixtures/*/input.*").display().to_string();
    let done = juesuan(folder.path(), &["convert", &fixtures, "--out", "o", "--to", "sqlite,csv,parquet"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let page = support::workspace().join("docs/database.md");
    let done = Command::new("python3")
        .args(["-c", DUCK])
        .arg(folder.path().join("o"))
        .arg(page)
        .output()
        .expect("python3 runs");
    assert!(done.status.success(), "{}", stderr(&done));
}

#[test]
fn csv_for_excel_begins_with_a_mark() {
    let folder = folder_of(&[("a.txt", TABLE)]);
    for (words, mark) in [(&["--csv-bom"][..], true), (&[], false)] {
        let done = juesuan(folder.path(), &[&["convert", "a.txt", "--out", "o"], words].concat());
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        let found = files(&folder.path().join("o"));
        let csv =
            found.iter().filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "csv"));
        assert!(
            csv.clone().count() == 11
                && csv.clone().all(|(_, bytes)| bytes.starts_with(b"\xef\xbb\xbf") == mark)
        );
    }
}

#[test]
fn what_an_old_database_left_beside_it_spoils_no_new_one() {
    const LEAVES: &str = r#"
import os, sqlite3, sys
path, mode = sys.argv[1:]
db = sqlite3.connect(path, isolation_level=None)
if mode == 'wal':
    db.execute('PRAGMA journal_mode = wal')
    db.execute('CREATE TABLE notes (text)')
    for at in range(500):
        db.execute('INSERT INTO notes VALUES (?)', ('x' * 200,))
else:
    db.execute('PRAGMA cache_size = 1')
    db.execute('BEGIN')
    db.execute("UPDATE observations SET label = label || 'x'")
    db.execute("UPDATE checks SET rule = 'x'")
os._exit(0)
"#;
    const READS: &str = r#"
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
assert sorted(name for name, in db.execute('SELECT document FROM documents')) == ['a.txt', 'b.txt']
assert db.execute("SELECT count(*) FROM checks WHERE rule = 'x'").fetchone() == (0,)
"#;
    if Command::new("python3").arg("--version").output().is_err() {
        return support::skipped("the database", "python3");
    }
    for mode in ["wal", "journal"] {
        let folder = folder_of(&[("in/a.txt", TABLE)]);
        let run =
            || juesuan(folder.path(), &["convert", "in", "--out", "o", "--to", "sqlite", "-q"]).status.code();
        let python = |script: &str, words: &[&str]| {
            let done =
                Command::new("python3").args(["-c", script]).args(words).current_dir(folder.path()).output();
            done.expect("python runs")
        };
        assert_eq!(run(), Some(0));
        python(LEAVES, &["o/juesuan.db", mode]);
        assert!(folder.path().join(format!("o/juesuan.db-{mode}")).exists(), "{mode}");
        std::fs::write(folder.path().join("in/b.txt"), TABLE).expect("written");
        assert_eq!(run(), Some(0));
        let read = python(READS, &["o/juesuan.db"]);
        assert!(read.status.success(), "{mode}: {}", stderr(&read));
        assert_eq!(files(&folder.path().join("o")).len(), 1, "{mode}");
    }
}
