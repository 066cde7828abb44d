"""Text with automatic numbers, tables and footnotes of a Word file, by docx2python."""
import os
import sys
from importlib.metadata import version

from docx2python import docx2python
from timing import measure


def read():
    with docx2python(sys.argv[1]) as document:
        return document.text


measure(f"docx2python {version('docx2python')}", "text, tables, numbers, notes", os.path.getsize(sys.argv[1]), read, runs=20)
