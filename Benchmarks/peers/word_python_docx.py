"""Paragraphs and tables of a Word file, by python-docx."""
import os
import sys
from importlib.metadata import version

import docx
from timing import measure


def read():
    document = docx.Document(sys.argv[1])
    size = sum(len(paragraph.text) for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            size += sum(len(cell.text) for cell in row.cells)
    return size


measure(f"python-docx {version('python-docx')}", "paragraphs, tables", os.path.getsize(sys.argv[1]), read, runs=20)
