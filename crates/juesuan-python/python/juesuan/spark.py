"""Spark: any number of documents, read where they lie.

>>> import juesuan.spark
>>> tables = juesuan.spark.read(spark, "hdfs:///决算/2023")  # doctest: +SKIP
>>> tables["observations"].where("item = 'three_public:total'").show()  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

import pyarrow

from . import _juesuan
from ._report import Report

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: The name of the table of documents that could not be read.
FAILED = "failed"

_READ = "document string, resource string, rows binary, reason string"


def read(spark: SparkSession, path: str, *, check: bool = True) -> dict[str, DataFrame]:
    """Reads all files under a path, each once, and gives a data frame for each table of the data package.

    Amounts are ``decimal(38, 18)``. ``check`` applies all rules; without it ``checks`` and ``findings`` are empty. A
    document that cannot be read is a row of ``failed`` with its reason. Nothing passes through the driver; what was
    read is kept on the disks of the executors until the frames are used (:func:`release` frees it).
    """
    from pyspark import StorageLevel
    from pyspark.sql.functions import col
    from pyspark.sql.pandas.types import from_arrow_schema

    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
    files = _fewer_tasks(files.select("path", "content"))
    parsed = files.mapInArrow(_parser(path, check), _READ).persist(StorageLevel.DISK_ONLY)
    tables = {}
    for name, schema in _schemas().items():
        rows = parsed.where(col("resource") == name).select("rows")
        tables[name] = rows.mapInArrow(_rows, from_arrow_schema(schema))
    tables[FAILED] = parsed.where(col("reason").isNotNull()).select("document", "reason")
    return tables


#: How many of Spark's own partitions of files are read by one task: beginning a task costs as much as a dozen documents, and
#: what a task holds at a time is at most this many times 128 MB.
_PARTITIONS_A_TASK = 4


def _fewer_tasks(files: DataFrame) -> DataFrame:
    """The same files in fewer tasks. Spark Connect does not tell how many there are: then they stay as they are."""
    from pyspark.errors import PySparkException

    try:
        return files.coalesce(max(1, files.rdd.getNumPartitions() // _PARTITIONS_A_TASK))
    except PySparkException:
        return files


def _schemas() -> dict[str, pyarrow.Schema]:
    """The columns of each table, from a document that says nothing."""
    nothing = Report(_juesuan.read_bytes("无".encode(), "nothing.txt"))
    return {name: _bare(nothing.table(name).to_arrow()).schema for name in _juesuan.table_names()}


def _bare(table: pyarrow.Table) -> pyarrow.Table:
    """The same rows without what their columns mean, which Spark compares and has no use for."""
    schema = pyarrow.schema([field.remove_metadata() for field in table.schema])
    return pyarrow.Table.from_arrays(table.columns, schema=schema)


def _parser(root: str, check: bool) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    base = unquote(urlparse(root).path).rstrip("/") + "/"

    def parse(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            files = zip(batch.column("path"), batch.column("content"), strict=True)
            while some := list(islice(files, _TOGETHER)):
                yield pyarrow.RecordBatch.from_pylist(_together(map(named, some), check), _PARSED)

    def named(file: tuple[pyarrow.Scalar, pyarrow.Scalar]) -> tuple[str, bytes]:
        name = unquote(urlparse(file[0].as_py()).path)
        name = name.removeprefix(base) if name.startswith(base) else name.rsplit("/", 1)[-1]
        return name, file[1].as_py()

    return parse


#: Documents whose rows are kept together: the more, the less is spent on schemas, and the more memory a task takes.
_TOGETHER = 32

_PARSED = pyarrow.schema(
    [
        ("document", pyarrow.string()),
        ("resource", pyarrow.string()),
        ("rows", pyarrow.binary()),
        ("reason", pyarrow.string()),
    ]
)


def _together(files: Iterable[tuple[str, bytes]], check: bool) -> list[dict[str, object]]:
    """The tables of some documents, each as one Arrow stream; and those that cannot be read, with the reason."""
    tables: dict[str, list[pyarrow.Table]] = {name: [] for name in _juesuan.table_names()}
    said = []
    for name, content in files:
        try:
            report = Report(_juesuan.read_bytes(content, name))
        except _juesuan.UnreadableError as error:
            said.append({"document": name, "resource": None, "rows": None, "reason": str(error)})
            continue
        if check:
            report.check()
        for table, rows in tables.items():
            rows.append(_bare(report.table(table).to_arrow()))
    for table, parts in tables.items():
        if parts:
            rows = pyarrow.concat_tables(parts).combine_chunks()
            sink = pyarrow.BufferOutputStream()
            with pyarrow.ipc.new_stream(sink, rows.schema) as stream:
                stream.write_table(rows)
            said.append({"document": None, "resource": table, "rows": sink.getvalue().to_pybytes(), "reason": None})
    return said


def _rows(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        for rows in batch.column("rows"):
            with pyarrow.ipc.open_stream(rows.as_py()) as stream:
                yield from stream


def release(spark: SparkSession) -> None:
    """Frees what :func:`read` kept on the executors."""
    spark.catalog.clearCache()
