"""Spark on two local cores; skipped, and said so, where pyspark or Java is not installed."""

import decimal
import shutil
from pathlib import Path

import juesuan
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")
if shutil.which("java") is None:
    pytest.skip("Java is not installed", allow_module_level=True)

import juesuan.spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

FIXTURES = Path(__file__).parents[3] / "fixtures"
COPIES = 20


@pytest.fixture(scope="module")
def spark():
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    account = (FIXTURES / "page-cut-panels" / "input.md").read_bytes()
    for number in range(COPIES):
        (folder / f"{number:02}" ).mkdir()
        (folder / f"{number:02}" / "决算.md").write_bytes(account)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    return folder


def test_all_documents_are_rows_and_bad_ones_have_reasons(spark, folder):
    tables = juesuan.spark.read(spark, str(folder))
    assert set(tables) == {*juesuan.table_names(), "failed"}
    one = juesuan.read(folder / "00" / "决算.md").check()
    for name in ("documents", "observations", "facts", "findings"):
        assert tables[name].count() == COPIES * len(one.table(name))
    [failed] = tables["failed"].collect()
    assert failed.document == "broken.pdf" and "broken.pdf" in failed.reason
    names = {row.document for row in tables["documents"].select("document").collect()}
    assert "07/决算.md" in names


def test_decimals_are_exact_and_go_to_parquet(spark, folder, tmp_path):
    tables = juesuan.spark.read(spark, str(folder), check=False)
    rows = tables["observations"].where("item = 'income:total' AND measure = 'final'")
    values = {row.value for row in rows.select("value").collect()}
    expected = {row["value"] for row in juesuan.read(folder / "00" / "决算.md").table("observations").rows()
                if row["item"] == "income:total" and row["measure"] == "final"}
    assert values == expected and all(isinstance(value, decimal.Decimal) for value in values)
    tables["documents"].write.partitionBy("year").parquet(str(tmp_path / "documents"))
    assert spark.read.parquet(str(tmp_path / "documents")).count() == COPIES
    juesuan.spark.release(spark)
