"""Compares what LibreOffice shows of the workbooks with the CSV package of the same run.

    libreoffice_reads.py FOLDER SCRATCH
"""

import collections
import csv
import pathlib
import re
import subprocess
import sys

import package

# tab-separated, UTF-8, as shown, every sheet in a file of its own
FILTER = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1"


def number(text):
    """A shown figure as printed: separators and a unit behind it taken off; None where it is none."""
    found = re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)[^\d,.]*", text.strip())
    return found.group(1).replace(",", "") if found else None


def main():
    folder, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    observations = package.resource(folder, "observations")
    books = sorted((folder / "xlsx").rglob("*.xlsx"))
    profile = f"-env:UserInstallation=file://{scratch}/profile"
    errors, figures = [], 0
    for nth, book in enumerate(books):
        out = scratch / str(nth)
        command = ["soffice", "--headless", "--norestore", profile, "--convert-to", FILTER, "--outdir", str(out), str(book)]
        done = subprocess.run(command, capture_output=True, timeout=180, check=False)
        sheets = {path.stem[len(book.stem) + 1:]: path for path in out.glob("*.csv")}
        if book == folder / "xlsx" / "index.xlsx":
            if "主要数据" not in sheets:
                errors.append("LibreOffice does not open the workbook of the run")
            continue
        if "摘要" not in sheets:
            errors.append(f"{book.name}: LibreOffice does not open it: {done.stderr.decode()[-300:]}")
            continue
        name = str(book.relative_to(folder / "xlsx"))[: -len(".xlsx")]
        by_table = collections.defaultdict(collections.Counter)
        for row in observations:
            if row["document"] == name:
                by_table[row["table"] if row["table"].startswith("Z") else "其他表"][row["value"]] += 1
        for table, expected in by_table.items():
            with open(sheets[table], encoding="utf-8", newline="") as file:
                shown = collections.Counter(package.filled(number(cell)) for row in csv.reader(file, delimiter="\t") for cell in row)
            figures += sum(expected.values())
            for value, count in expected.items():
                if shown[value] < count:
                    errors.append(f"{name} {table}: {value} is shown {shown[value]} times, not {count}")
    package.complain(errors)
    print(f"LibreOffice: {len(books)} workbooks, {figures} figures shown as printed")


main()
