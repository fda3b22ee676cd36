"""The CSV package as other readers' values are compared with it: every value as text, guards taken off."""

import csv
import json
import pathlib


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


def resource(folder, name):
    """Rows of one resource."""
    return next(rows for found, _, rows in resources(folder) if found == name)


def complain(errors):
    """Prints the first errors and ends the program accordingly."""
    for error in errors[:20]:
        print(error)
    if errors:
        raise SystemExit(f"{len(errors)} differences")
