"""Compares Parquet files with the CSV package of the same run, as one of their readers sees them.

    parquet.py duckdb|pandas|polars|pyarrow FOLDER [KEY]

With KEY the files are parted: RESOURCE/KEY=…/part-N.parquet.
"""

import decimal
import pathlib
import sys

import package


def paths(folder, name, key):
    return str(folder / name) if key else str(folder / f"{name}.parquet")


def in_duckdb(path, key):
    import duckdb

    query = f"SELECT * FROM read_parquet('{path}/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
    found = duckdb.sql(query if key else f"SELECT * FROM read_parquet('{path}')")
    kinds = dict(zip(found.columns, map(str, found.types)))
    return kinds, [dict(zip(found.columns, row)) for row in found.fetchall()]


def in_pandas(path, key):
    import pandas
    import pyarrow.dataset

    # of its own accord pandas takes a folder's keys for categories, which Arrow cannot make where one is not stated
    parted = {"partitioning": pyarrow.dataset.partitioning(flavor="hive")} if key else {}
    frame = pandas.read_parquet(path, **parted)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    # a column of objects does not say of what: the values do, below
    return None, rows


def in_polars(path, key):
    import polars

    if key:
        frame = polars.scan_parquet(f"{path}/*/*.parquet", hive_partitioning=True).collect()
    else:
        frame = polars.read_parquet(path)
    return {name: str(kind) for name, kind in frame.schema.items()}, frame.to_dicts()


def in_pyarrow(path, key):
    import pyarrow.dataset
    import pyarrow.parquet

    # read on its own, a file says how it is written: dictionaries for text, row groups of bounded size
    for file in pathlib.Path(path).rglob("*.parquet") if key else [path]:
        data = pyarrow.parquet.ParquetFile(file)
        for group in range(data.metadata.num_row_groups):
            rows = data.metadata.row_group(group)
            assert rows.num_rows <= 122_880, rows.num_rows
            for at in range(rows.num_columns):
                column = rows.column(at)
                if column.physical_type == "BYTE_ARRAY":
                    assert "RLE_DICTIONARY" in column.encodings, (file, column)
                assert column.physical_type not in ("FLOAT", "DOUBLE"), (file, column)
        for field in data.schema_arrow:
            assert field.metadata[b"zh"] and field.metadata[b"en"], field
    table = pyarrow.dataset.dataset(path, partitioning="hive" if key else None).to_table()
    return {field.name: str(field.type) for field in table.schema}, table.to_pylist()


READERS = {"duckdb": in_duckdb, "pandas": in_pandas, "polars": in_polars, "pyarrow": in_pyarrow}


def same(kind, row, name, printed):
    """Whether a value is what the package prints."""
    value = row[name]
    if printed == "":
        return value is None and (kind != "number" or row[f"{name}_text"] is None)
    if kind in ("integer", "year"):
        return int(value) == int(printed)
    if kind == "number":
        exact = decimal.Decimal(printed)
        fits = exact == exact.quantize(decimal.Decimal(1).scaleb(-18)) and abs(exact) < 10**20
        kept = isinstance(value, decimal.Decimal) and value == exact if fits else value is None
        return kept and package.filled(row[f"{name}_text"]) == printed
    return value == printed


def main():
    reader, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    key = sys.argv[3] if len(sys.argv) > 3 else None
    decimal.getcontext().prec = 80
    errors, values = [], 0
    for name, fields, expected in package.resources(folder):
        kinds, rows = READERS[reader](paths(folder, name, key), key)
        for field, kind in fields:
            if kinds and kind == "number" and "decimal" not in kinds[field].lower():
                errors.append(f"{name}.{field}: {kinds[field]} is no decimal")
        if key:
            # parts are read in the order of their folders
            at = {document: nth for nth, document in enumerate(dict.fromkeys(row["document"] for row in expected))}
            rows = sorted(rows, key=lambda row: at.get(row["document"], -1))
        if len(rows) != len(expected):
            errors.append(f"{name}: {len(rows)} rows, the package has {len(expected)}")
        for nth, (row, printed) in enumerate(zip(rows, expected)):
            for field, kind in fields:
                values += 1
                if not same(kind, row, field, printed[field]):
                    errors.append(f"{name} row {nth} {field}: {row[field]!r}, the package has {printed[field]!r}")
    package.complain(errors)
    print(f"{reader}: {values} values as in the package")


main()
