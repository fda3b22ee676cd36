"""Checks a data package from outside: frictionless validates it, duckdb and pandas read every file alike.

    validate_package.py FOLDER
"""

import decimal
import pathlib
import sys

import duckdb
import frictionless
import pandas


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    package = folder / "datapackage.json"
    report = frictionless.validate(str(package))
    if not report.valid:
        for error in report.flatten(["title", "rowNumber", "fieldName", "message"])[:20]:
            print(*error, sep=" | ")
        return 1

    for resource in frictionless.Package(str(package)).resources:
        path = str(folder / resource.path)
        options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
        in_duckdb = duckdb.sql(f"SELECT count(*) FROM read_csv('{path}', {options})").fetchall()[0][0]
        in_pandas = len(pandas.read_csv(path, dtype=str, keep_default_na=False))
        if in_duckdb != in_pandas:
            print(f"{resource.name}: {in_duckdb} rows in duckdb, {in_pandas} in pandas")
            return 1
        if resource.name == "observations":
            total = duckdb.sql(
                f"SELECT sum(CAST(nullif(amount_yuan, '') AS DECIMAL(38, 6))) FROM read_csv('{path}', {options})"
            ).fetchall()[0][0]
            print(f"observations: {in_pandas} rows, {total or decimal.Decimal(0)} yuan in all")
    print(f"{package.name}: valid")
    return 0


if __name__ == "__main__":
    sys.exit(main())
