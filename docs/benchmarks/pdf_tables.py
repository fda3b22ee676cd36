"""The tables of PDF files as pdfplumber finds them, as CSV: python3 pdf_tables.py OUT.csv FILE..."""

import csv
import sys

import pdfplumber

with open(sys.argv[1], "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    for path in sys.argv[2:]:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                for table in page.extract_tables():
                    writer.writerows([path, page.page_number, *row] for row in table)
