"""Runs the queries of docs pages over a package, as CSV and as Parquet, and compares what they give with the page.

    analysis.py PAGE FOLDER [--update]

A page holds ```sql blocks: those marked `csv` or `parquet` set up one of the two, the others are asked of both, and
the table under one is its result. A last row of dots stands for rows that are not shown.
"""

import os
import pathlib
import re
import sys

import duckdb

BLOCK = re.compile(r"```sql ?(\w*)\n(.*?)```\n(?:\n((?:\|[^\n]*\n)+))?", re.DOTALL)
DOTS = "…"


def rows_of(table):
    """The rows of a table of the page, its rule left out."""
    lines = (table or "").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not line.startswith("|--")]


def table_of(rows):
    """Rows as a table of the page."""
    head, *body = rows
    lines = [head, ["--"] * len(head), *body]
    return "".join("|" + "|".join(cell if cell == "--" else f" {cell} " for cell in line) + "|\n" for line in lines)


def ask(connection, query):
    """Column names and rows of a query's result, as text; nothing where it has none."""
    cursor = connection.execute(query)
    if not query.lstrip().upper().startswith(("SELECT", "FROM", "WITH")):
        return []
    names = [column[0] for column in cursor.description]
    return [names, *(["" if value is None else str(value) for value in row] for row in cursor.fetchall())]


def differs(shown, found):
    if shown and set(shown[-1]) == {DOTS}:
        shown, found = shown[:-1], found[: len(shown) - 1]
    return shown != found


def main():
    page, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    update = "--update" in sys.argv[3:]
    text = page.read_text(encoding="utf-8")
    os.chdir(folder)
    faults, asked = [], 0
    for form in ("parquet", "csv"):
        connection = duckdb.connect()

        def run(block):
            nonlocal asked
            kind, query, table = block.groups()
            if kind not in ("", form):
                return block.group(0)
            try:
                found = ask(connection, query)
            except duckdb.Error as error:
                faults.append(f"{form}: {error}\n{query}")
                return block.group(0)
            if kind or not found:
                return block.group(0)
            asked += 1
            shown = rows_of(table)
            if len(found) < 2:
                faults.append(f"{form}: no row from\n{query}")
            if differs(shown, found):
                if update:
                    kept = f"```sql\n{query}```\n\n"
                    return kept + table_of(found)
                faults.append(f"{form}: the page shows {shown}, the package gives {found}")
            return block.group(0)

        text = BLOCK.sub(run, text)
    if update:
        page.write_text(text, encoding="utf-8")
    for fault in faults:
        print(fault)
    if faults or not asked:
        hint = f"{pathlib.Path(__file__).name} {page} {folder} --update writes the results into the page"
        raise SystemExit(f"{page.name}: {len(faults)} faults, {asked} queries; {hint}")
    print(f"{page.name}: {asked} queries as shown")


main()
