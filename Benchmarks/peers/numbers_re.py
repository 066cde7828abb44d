"""Numbers with their units, and years, by one regular expression: a small part of what PlanReading does."""
import platform
import re
import sys

from timing import head, measure

UNITS = "家|个|项|件|人次|人|名|亿元|万元|元|亩|公顷|平方公里|平方米|公里|吨|千瓦时|台|套|辆|条|座|所|处|间|%|％|‰|个百分点|倍"
PATTERN = re.compile(
    r"(?P<year>(?:到|至|截至)?(?:19|20)\d\d年(?:底|末)?)"
    rf"|(?P<sign>不低于|不少于|超过|突破|达到|≥|≤)?(?P<value>\d+(?:[,，]\d{{3}})*(?:\.\d+)?)(?P<power>[万亿千百]*)(?P<unit>{UNITS})(?P<after>以上|以下|左右)?"
    rf"|(?P<han>[一二三四五六七八九十百千万亿两]+)(?P<hanunit>{UNITS})")

text = head(sys.argv[1], 4_000_000)
measure(f"Python {platform.python_version()} re", "numbers with units, years", len(text.encode()),
        lambda: sum(1 for _ in PATTERN.finditer(text)))
