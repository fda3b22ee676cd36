"""What a good afternoon of Python gives: the figures of the tables of text accounts, as CSV.

    python3 tables.py OUT.csv FILE...

The honest short program that juesuan is measured against. It knows titles, units, tab and pipe rows, heads of several
rows and codes; it follows no page break, takes no panel apart, heals no digit, reads no sentence and checks the column
sums of a table alone.
"""

import csv
import re
import sys
from decimal import Decimal

TITLE = re.compile(r"^[#*\s]*([^\t|，。；：]{2,40}(?:决算|明细|情况|预算)[^\t|，。；：]{0,6}表)[*\s]*$")
UNIT = re.compile(r"单位[:：]\s*(万元|元)")
AMOUNT = re.compile(r"^[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^[-−]?\d+(?:\.\d+)?$")
CODE = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
SCALE = {"万元": Decimal(10000), "元": Decimal(1)}


def decoded(path):
    """The text of a file, whatever it is encoded in."""
    data = open(path, "rb").read()
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def cells(line):
    """The cells of a line, or nothing where it is no row."""
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    if line.startswith("|"):
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return None


def tables(text):
    """Title, unit and rows of each run of rows; rows carry the number of their line."""
    title, unit, rows = "", "", []
    for number, line in enumerate(text.splitlines(), 1):
        row = cells(line)
        if row is not None and not UNIT.search(line):
            if not all(set(cell) <= set("-: ") for cell in row):
                rows.append((number, row))
            continue
        if rows and line.strip():
            yield title, unit, rows
            rows = []
        found = TITLE.match(line)
        if found:
            title = found.group(1).strip()
        found = UNIT.search(line)
        if found:
            unit = found.group(1)
    if rows:
        yield title, unit, rows


def amount(cell):
    return Decimal(cell.replace(",", "").replace("−", "-")) if AMOUNT.match(cell) else None


def is_head(row):
    return not any("." in cell and AMOUNT.match(cell) or CODE.match(cell) for cell in row)


def columns(heads, width):
    """The words above each column, from the top down; an empty cell has the word of its left neighbour."""
    names = [[] for _ in range(width)]
    for row in heads:
        last = ""
        for at in range(width):
            last = (row[at] if at < len(row) else "") or last
            if last and last not in names[at]:
                names[at].append(last)
    return ["/".join(parts) for parts in names]


def figures(title, unit, rows):
    """Every amount of a table with its code, label, column and line."""
    heads = []
    while rows and is_head(rows[0][1]):
        heads.append(rows.pop(0)[1])
    width = max((len(row) for _, row in rows), default=0)
    names = columns(heads, width)
    for line, row in rows:
        code = next((cell for cell in row if CODE.match(cell)), "")
        label = ""
        for at, cell in enumerate(row):
            value = amount(cell)
            if value is None or cell == code:
                label = cell if cell and cell != code else label
                continue
            yield title, code, label, names[at], cell, value * SCALE.get(unit, Decimal(1)), line


def sums(found):
    """The differences between a class of function codes and its items, a column each."""
    totals, parts = {}, {}
    for title, code, _, column, _, value, _ in found:
        if len(code) == 3:
            totals[title, code, column] = value
        elif len(code) == 7:
            key = title, code[:3], column
            parts[key] = parts.get(key, Decimal(0)) + value
    return [key for key, total in totals.items() if key in parts and parts[key] != total]


def main(out, *paths):
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow("document table code label column value amount_yuan line".split())
        wrong = 0
        for path in paths:
            found = []
            for title, unit, rows in tables(decoded(path)):
                found.extend(figures(title, unit, rows))
            writer.writerows((path, *row) for row in found)
            wrong += len(sums(found))
    print(f"{wrong} sums do not hold", file=sys.stderr)


main(*sys.argv[1:])
