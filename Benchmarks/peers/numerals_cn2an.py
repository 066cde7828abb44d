"""Chinese numerals turned into digits throughout a text, by cn2an."""
import sys
from importlib.metadata import version

import cn2an
from timing import head, measure

text = head(sys.argv[1], 100_000)
lines = text.splitlines()


def transform():
    for line in lines:
        try:
            cn2an.transform(line, "cn2an")
        except ValueError:  # words that only look like a numeral
            pass


measure(f"cn2an {version('cn2an')}", "Chinese numerals to digits", len(text.encode()), transform)
