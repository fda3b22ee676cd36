"""Reads every CSV file of a package with the defaults of pandas and of polars: amounts must come as numbers, also where the
first rows print whole numbers alone."""

import json
import pathlib
import sys

import pandas
import polars

# Files with pieces of text as printed: a hundred of them can look like whole numbers before one does not. Polars is told so.
VERBATIM = {"sections", "repairs", "unread"}

package = pathlib.Path(sys.argv[1])
resources = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["resources"]
checked = 0
for resource in resources:
    path = package / resource["path"]
    kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    verbatim = {name: polars.String for name, kind in kinds.items() if kind == "string"}
    by_polars = polars.read_csv(path, schema_overrides=verbatim if resource["name"] in VERBATIM else None)
    by_pandas = pandas.read_csv(path)
    assert len(by_polars) == len(by_pandas), path
    for name, kind in kinds.items():
        column, other = by_polars[name], by_pandas[name]
        if column.null_count() == len(column):
            continue
        checked += 1
        if kind == "number":
            # a column whose first hundred rows are empty is text to polars, whatever follows
            late = column[:100].null_count() == min(100, len(column))
            assert late or column.dtype == polars.Float64, (path, name, column.dtype)
            assert str(other.dtype) == "float64", (path, name, other.dtype)
        elif kind in ("integer", "year"):
            late = column[:100].null_count() == min(100, len(column))
            assert late or column.dtype == polars.Int64, (path, name, column.dtype)
            assert other.dtype.kind in "if", (path, name, other.dtype)
print(f"{checked} columns have their types by default")
