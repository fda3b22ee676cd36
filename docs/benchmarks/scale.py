"""Documents a second: the command line on one and two cores, `juesuan.scan`, and Spark on two local cores.

    python3 scale.py DOCUMENTS FILE...

Copies the files to as many documents, one in fifty of them damaged, and prints a row for each way of reading them:
seconds, documents a second and core, peak memory. Needs the wheel, pyspark and Java. The ways run one after the other;
compare their ratios, and nothing that ran at another time.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DAMAGED = b"%PDF-1.7 nothing follows"

SCAN = """
import juesuan, sys
for table in juesuan.scan(sys.argv[1], "observations", on_error="skip"):
    pass
"""

SPARK = """
import juesuan.spark, sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
tables = juesuan.spark.read(spark, sys.argv[1])
for name in ("documents", "observations", "facts", "findings", "failed"):
    tables[name].write.mode("overwrite").parquet(sys.argv[2] + "/" + name)
"""


def copies(folder, number, files):
    """A folder of documents, a thousand in each folder below it."""
    contents = [(Path(file).suffix, Path(file).read_bytes()) for file in files]
    for at in range(number):
        below = folder / f"{at // 1000:04}"
        below.mkdir(exist_ok=True)
        suffix, content = (".pdf", DAMAGED) if at % 50 == 49 else contents[at % len(contents)]
        (below / f"{at:07}{suffix}").write_bytes(content)


def timed(words):
    """Seconds and peak memory in MB of a command and its children."""
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    return time.perf_counter() - start, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main(number, files):
    home = Path(tempfile.mkdtemp(prefix="juesuan-scale-"))
    documents = home / "documents"
    documents.mkdir()
    copies(documents, number, files)
    convert = [shutil.which("juesuan"), "-q", "convert", documents, "--to", "csv"]
    ways = [
        ("command line, CSV", 1, [*convert, "--jobs", "1", "--out", home / "one"]),
        ("command line, CSV", 2, [*convert, "--jobs", "2", "--out", home / "two"]),
        ("juesuan.scan", 1, [sys.executable, "-c", SCAN, documents]),
        ("Spark local[2], Parquet", 2, [sys.executable, "-c", SPARK, documents, home / "spark"]),
    ]
    print("| way | cores | seconds | documents a second and core | peak MB | exit |")
    print("|---|---|---|---|---|---|")
    for name, cores, words in ways:
        seconds, peak, code = timed([str(word) for word in words])
        print(f"| {name} | {cores} | {seconds:.1f} | {number / seconds / cores:.0f} | {peak:.0f} | {code} |", flush=True)
    shutil.rmtree(home)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
