"""The built wheel, as an analyst uses it."""

import decimal
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import juesuan
import pandas
import polars
import pyarrow
import pytest

FIXTURES = Path(__file__).parents[3] / "fixtures"
ACCOUNT = FIXTURES / "page-cut-panels" / "input.md"


@pytest.fixture(scope="module")
def report():
    return juesuan.read(ACCOUNT).check()


def test_a_report_says_whose_it_is(report):
    assert (report.name, report.year, report.kind) == ("input.md", 2022, "department_accounts")
    assert report.entity and report.entity in report.text
    assert "input.md" in repr(report)


def test_every_table_goes_to_arrow(report):
    for name in juesuan.table_names():
        table = report.table(name)
        arrow = pyarrow.table(table)
        assert arrow.num_rows == len(table)
        assert arrow.column_names == table.columns


def test_decimals_stay_decimals(report):
    rows = report.table("observations").to_pandas()
    total = rows[(rows["table"] == "Z01") & (rows["item"] == "income:total")]
    assert isinstance(total["value"].iloc[0], decimal.Decimal)
    assert total["value_text"].iloc[0] in report.text
    assert report.table("observations").to_polars().schema["amount_yuan"] == polars.Decimal(38, 18)


def test_every_number_points_back(report):
    for row in report.table("observations").rows():
        printed = report.source_of(row).replace(",", "").replace("，", "")
        assert decimal.Decimal(printed) == row["value"]


def test_duckdb_asks_the_tables(report):
    observations = report.table("observations").to_arrow()
    [(count,)] = duckdb.sql("SELECT count(DISTINCT \"table\") FROM observations").fetchall()
    assert count == len({table["table"] for table in report.tables if table["kind"] == "statement"})
    assert observations.num_rows > 100


def test_findings_and_their_display(report):
    assert sum(report.checks.values()) > 100
    assert {finding["rule"] for finding in report.findings}
    assert report.findings[0]["rule"] in report._repr_html_()
    assert "<html" in report.html() and report.json()["year"] == 2022


def test_chosen_rules_alone():
    report = juesuan.read(ACCOUNT).check(rules=["JS101"])
    assert sum(report.checks.values()) == 1
    with pytest.raises(juesuan.RuleError, match="JS999"):
        report.check(rules=["JS999"])


def test_bytes_and_what_cannot_be_read():
    assert juesuan.read(ACCOUNT.read_bytes(), name="a.md").name == "a.md"
    with pytest.raises(juesuan.UnreadableError, match="broken.pdf"):
        juesuan.read(b"%PDF-1.7 nothing follows", name="broken.pdf")
    with pytest.raises(juesuan.JuesuanError, match="nowhere"):
        juesuan.read(ACCOUNT).table("nowhere")


def test_a_scan_goes_document_by_document(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.md").write_bytes(ACCOUNT.read_bytes())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    tables = list(juesuan.scan(tmp_path, "documents", on_error="skip"))
    frame = pandas.concat(table.to_pandas() for table in tables)
    assert list(frame["document"]) == ["0.md", "1.md", "2.md"]
    with pytest.raises(juesuan.UnreadableError):
        list(juesuan.scan(tmp_path, "documents"))


def test_convert_writes_what_the_command_writes(tmp_path):
    juesuan.convert(ACCOUNT, tmp_path / "a", to=["csv"])
    subprocess.run([sys.executable, "-m", "juesuan", "-q", "convert", ACCOUNT, "--out", tmp_path / "b"], check=True)
    names = sorted(path.name for path in (tmp_path / "a").glob("*.csv"))
    assert "observations.csv" in names
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


STOPPED = """
import os, pathlib, signal, sys, threading, time
import juesuan

account, many, out = map(pathlib.Path, sys.argv[1:])

def ask():
    while not list(out.glob("first/**/*.tmp")):
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)

asking = threading.Thread(target=ask, daemon=True)
asking.start()
try:
    juesuan.convert(many, out / "first", to=["csv"], jobs=1, quiet=True)
    sys.exit("not stopped")
except KeyboardInterrupt:
    asking.join()
juesuan.convert(account, out / "second", to=["csv"], quiet=True)
assert (out / "second" / "observations.csv").is_file()
# and the interpreter answers as it did before
for _ in range(2):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)
        sys.exit("no KeyboardInterrupt")
    except KeyboardInterrupt:
        pass
print("alive")
"""


def test_a_conversion_that_was_stopped_raises_and_leaves_the_interpreter_as_it_was(tmp_path):
    (tmp_path / "many").mkdir()
    text = ACCOUNT.read_bytes()
    for nth in range(200):
        (tmp_path / "many" / f"{nth}.md").write_bytes(text)
    words = [sys.executable, "-c", STOPPED, ACCOUNT, tmp_path / "many", tmp_path]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.stdout.endswith("alive\n"), done.stderr


def test_documents_are_read_in_processes_of_their_own(tmp_path):
    command = [sys.executable, "-m", "juesuan", "-q", "convert", ACCOUNT, "--out"]
    subprocess.run([*command, tmp_path / "a"], check=True)
    subprocess.run([*command, tmp_path / "b", "--isolate"], check=True)
    for path in (tmp_path / "a").glob("*.csv"):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_the_wheel_carries_the_command():
    said = subprocess.run(["juesuan", "--version"], check=True, capture_output=True, text=True)
    assert juesuan.__version__ in said.stdout


def test_scans_are_read_where_that_is_asked_for():
    scan = FIXTURES.parent / "crates/juesuan-cli/tests/cli/scan.pdf"
    with pytest.raises(juesuan.UnreadableError, match="a scan"):
        juesuan.read(scan)
    with pytest.raises(juesuan.UnreadableError, match="after 0 seconds"):
        juesuan.read(scan, max_seconds=0)
    if shutil.which("tesseract") is None:
        assert not os.environ.get("CI"), "tesseract is missing, and in CI nothing may be"
        pytest.skip("tesseract is not installed")
    frame = juesuan.read(scan, ocr=True).table("observations").to_pandas()
    assert set(frame["certainty"]) == {"doubtful", "proved"}
