"""A Word file as HTML, by mammoth."""
import os
import sys
from importlib.metadata import version

import mammoth
from timing import measure


def read():
    with open(sys.argv[1], "rb") as file:
        return mammoth.convert_to_html(file).value


measure(f"mammoth {version('mammoth')}", "HTML with tables and notes", os.path.getsize(sys.argv[1]), read, runs=20)
