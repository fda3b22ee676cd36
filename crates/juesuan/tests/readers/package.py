"""The CSV package as other readers' values are compared with it: every value as text, guards taken off."""

import csv
import json
import pathlib
import re


def resources(folder):
    """Name, fields (name and type) and rows of each resource."""
    folder = pathlib.Path(folder)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    csv.field_size_limit(1 << 30)
    for resource in descriptor["resources"]:
        fields = [(field["name"], field["type"]) for field in resource["schema"]["fields"]]
        text = {name for name, kind in fields if kind == "string"}
        rows = []
        with open(folder / resource["path"], encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.append({
                    name: value[1:] if name in text and value.startswith("·") else value
                    for name, value in row.items()
                })
        yield resource["name"], fields, rows


def filled(text):
    """A number as the package writes it: with two decimals at least. Other text stays as it is."""
    if not text or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return text
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(2, '0')}"


def resource(folder, name):
    """Rows of one resource."""
    return next(rows for found, _, rows in resources(folder) if found == name)


def complain(errors):
    """Prints the first errors and ends the program accordingly."""
    for error in errors[:20]:
        print(error)
    if errors:
        raise SystemExit(f"{len(errors)} differences")
