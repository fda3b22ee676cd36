"""Compares workbooks with the CSV package of the same run, as openpyxl sees them.

    openpyxl_reads.py FOLDER
"""

import collections
import decimal
import pathlib
import re
import sys

import openpyxl
import package

# sheet, resource
LISTS = {
    "项目": "programmes",
    "绩效指标": "indicators",
    "数据陈述": "facts",
    "修复": "repairs",
    "未读取": "unread",
}


def shown(cell):
    """What a cell shows, without thousands separators and units."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    decimals = re.match(r"#,##0(?:\.(0+))?", cell.number_format)
    places = len(decimals.group(1) or "") if decimals else 0
    return f"{decimal.Decimal(repr(cell.value)):.{places}f}"


# what steers a terminal, a line or the order of writing, and what XML does not take
STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def picture(found):
    """What a workbook shows in place of such a character."""
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def plain(text):
    """As a workbook shows it, with each white space as one blank."""
    return " ".join(STEERING.sub(picture, text).split())


def parts(book, name):
    return [sheet for sheet in book.worksheets if sheet.title == name or sheet.title.startswith(f"{name} (")]


def check_list(book, name, rows, errors):
    found = []
    for sheet in parts(book, name):
        keys = [cell.value for cell in sheet[2]]
        for row in sheet.iter_rows(min_row=3):
            found.append(dict(zip(keys, map(shown, row))))
        assert sheet.freeze_panes == "A3", sheet.freeze_panes
    expected = [{key: value for key, value in row.items() if key != "document"} for row in rows]
    if len(found) != len(expected):
        errors.append(f"{name}: {len(found)} rows, the package has {len(expected)}")
    for nth, (row, other) in enumerate(zip(found, expected)):
        for key, value in other.items():
            if value not in (row[key], package.filled(row[key])) and plain(row[key]) != plain(value):
                errors.append(f"{name} row {nth} {key}: {row[key]!r}, the package has {value!r}")


def check_tables(book, observations, errors):
    """Every figure of a table stands on its sheet, and nothing else does."""
    by_table = collections.defaultdict(collections.Counter)
    for row in observations:
        by_table[row["table"] if row["table"].startswith("Z") else "其他表"][row["value"]] += 1
    for table, expected in by_table.items():
        found, ordinals = collections.Counter(), collections.Counter()
        for sheet in parts(book, table):
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, (int, float)):
                        ordinal = cell.number_format == "0"
                        (ordinals if ordinal else found)[package.filled(shown(cell))] += 1
        missing = expected - found
        # figures of more digits than a spreadsheet has are texts
        missing = {value for value in missing if len(re.sub(r"\D", "", value)) <= 15}
        if missing:
            errors.append(f"{table}: {sorted(missing)[:5]} are missing")
        if found - expected:
            errors.append(f"{table}: {sorted(found - expected)[:5]} are too many")


def check_findings(book, rows, errors):
    sheets = parts(book, "问题")
    found = [row for sheet in sheets for row in sheet.iter_rows(min_row=3)]
    if len(found) != len(rows):
        errors.append(f"findings: {len(found)} rows, the package has {len(rows)}")
    for cells, row in zip(found, rows):
        if [shown(cells[0]), shown(cells[3]), shown(cells[9])] != [row["id"], row["rule"], row["lines"]]:
            errors.append(f"finding {row['id']}: {[cell.value for cell in cells[:10]]}")
        # what is only worth knowing colours nothing; not every cell of a finding has its note, but one has
        remark, linked, noted = shown(cells[1]) == "提示", 0, 0
        for cell in cells[10:]:
            if cell.hyperlink is None:
                continue
            linked += 1
            sheet, place = cell.hyperlink.location.rsplit("!", 1)
            target = book[sheet.strip("'").replace("''", "'")][place]
            noted += target.comment is not None and row["rule"] in target.comment.text
            if not remark and target.fill.fgColor.rgb in ("00000000", None):
                errors.append(f"finding {row['id']}: {cell.hyperlink.location} has no colour")
        if linked and not noted:
            errors.append(f"finding {row['id']}: no cell says anything of it")


FORMAT = re.compile(r'#,##0(\.0+)?(" ?[^"]+")?|0|General')


def check_sheets(book, errors):
    """Figures have a format with their decimals and unit, tables stay in sight below their head, links lead somewhere."""
    for sheet in book.worksheets:
        if re.match(r"Z0\d", sheet.title):
            frozen = sheet.freeze_panes and int(re.sub(r"\D", "", sheet.freeze_panes))
            if not frozen or frozen < 4:
                errors.append(f"{sheet.title}: the head is not frozen: {sheet.freeze_panes}")
            if not any(merged.min_row > 2 for merged in sheet.merged_cells.ranges) and sheet.max_column > 3:
                errors.append(f"{sheet.title}: no header spans others")
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)) and not FORMAT.fullmatch(cell.number_format):
                    errors.append(f"{sheet.title}!{cell.coordinate}: format {cell.number_format}")
                if cell.hyperlink is None:
                    continue
                if cell.hyperlink.target or not cell.hyperlink.location:
                    errors.append(f"{sheet.title}!{cell.coordinate} leads out of the workbook")
                    continue
                name, _ = cell.hyperlink.location.rsplit("!", 1)
                if name.strip("'").replace("''", "'") not in book.sheetnames:
                    errors.append(f"{sheet.title}!{cell.coordinate} leads to no sheet: {cell.hyperlink.location}")


def check_run(book, tables, errors):
    """The workbook of the run has a row for each document, programme and finding, and key figures in yuan."""
    if book.sheetnames != ["文件", "主要数据", "项目", "问题"]:
        errors.append(f"the workbook of the run has {book.sheetnames}")
        return
    for name, resource, columns in [
        ("文件", "documents", {0: "document", 1: "entity", 2: "year", 3: "status", 8: "lost"}),
        ("项目", "programmes", {0: "document", 1: "programme", 6: "executed", 9: "total_score"}),
        ("问题", "findings", {0: "document", 2: "rule", 3: "message", 7: "lines"}),
    ]:
        found = [[shown(row[at]) for at in columns] for row in book[name].iter_rows(min_row=2)]
        expected = [[row[column] for column in columns.values()] for row in tables[resource]]
        if len(found) != len(expected):
            errors.append(f"{name}: {len(found)} rows, the package has {len(expected)}")
        for nth, (row, other) in enumerate(zip(found, expected)):
            for cell, value in zip(row, other):
                if value not in (cell, package.filled(cell)) and plain(cell) != plain(value):
                    errors.append(f"{name} row {nth}: {cell!r}, the package has {value!r}")
    money = collections.Counter(package.filled(row["amount_yuan"]) for row in tables["observations"])
    for row in book["主要数据"].iter_rows(min_row=2):
        for cell in row[3:]:
            if cell.value is not None and not money[package.filled(shown(cell))]:
                errors.append(f"主要数据!{cell.coordinate}: {cell.value} yuan are in no table")


def main():
    folder = pathlib.Path(sys.argv[1])
    tables = {name: rows for name, _, rows in package.resources(folder)}
    errors, values = [], 0
    for document in tables["documents"]:
        name = document["document"]
        book = openpyxl.load_workbook(folder / "xlsx" / f"{name}.xlsx")
        mine = {key: [row for row in rows if row["document"] == name] for key, rows in tables.items()}
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    values += cell.value is not None
                    if cell.data_type == "f":
                        errors.append(f"{name} {sheet.title}!{cell.coordinate} is a formula")
        found = []
        for sheet, resource in LISTS.items():
            check_list(book, sheet, mine[resource], found)
        check_tables(book, mine["observations"], found)
        check_findings(book, mine["findings"], found)
        check_sheets(book, found)
        errors.extend(f"{name}: {error}" for error in found)
    check_run(openpyxl.load_workbook(folder / "xlsx" / "index.xlsx"), tables, errors)
    package.complain(errors)
    print(f"openpyxl: {len(tables['documents'])} workbooks, {values} cells, as in the package")


main()
