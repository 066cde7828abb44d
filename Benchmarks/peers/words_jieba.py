"""Words of a text, by jieba: where most Chinese text processing in Python begins."""
import logging
import sys
from importlib.metadata import version

import jieba
from timing import head, measure

jieba.setLogLevel(logging.ERROR)
jieba.initialize()
text = head(sys.argv[1], 500_000)
measure(f"jieba {version('jieba')}", "split into words", len(text.encode()), lambda: sum(1 for _ in jieba.cut(text)))
