#!/usr/bin/env python3
"""Walks through the example application as its users would, in Chromium, and says what they would have seen wherever something is not as it must be.

    walk.py PROGRAM [PICTURES] [PART …]

PROGRAM is the shanhe program; it is started with `serve --demo` on a fresh temporary database and a free port, and ended afterwards. The
pictures of all pages go into the folder PICTURES. With PARTs, only those are walked, after the sign-in; some are walked only so. Needs Chromium and
Playwright.
"""
import os
import shutil
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from playwright.sync_api import sync_playwright  # noqa: E402

import account  # noqa: E402
import atlas  # noqa: E402
import enterprises  # noqa: E402
import entrance  # noqa: E402
import exchange  # noqa: E402
import field  # noqa: E402
import finance  # noqa: E402
import funds  # noqa: E402
import guides  # noqa: E402
import hazards  # noqa: E402
import knowledge  # noqa: E402
import look  # noqa: E402
import places  # noqa: E402
import planning  # noqa: E402
import projects  # noqa: E402
import records  # noqa: E402
import transfer  # noqa: E402
from program import CHROMIUM, DRAWN_BY_SOFTWARE, Program, Walk  # noqa: E402

# In the order of a working day; later parts use what earlier ones made.
PARTS = [
    ("users with roles", entrance.users), ("many records begin to come in", exchange.begin_many), ("filters", records.filters), ("order and pages", records.order_and_pages),
    ("a saved view", records.saved_view), ("choosing and deleting", records.selection), ("a new booking", records.new_record), ("two at once", records.conflict),
    ("personal data", records.personal), ("the flow", records.flow), ("a step for one person", account.assignment), ("the keeper's inbox", records.inbox), ("the board", records.board), ("live updates", records.live),
    ("an import", exchange.small_import), ("files that are no sheets", exchange.bad_files), ("exports", exchange.exports), ("jobs", exchange.jobs), ("search", knowledge.search),
    ("history and proof", knowledge.proof), ("the overview", knowledge.declared_page), ("an indicator", knowledge.indicator), ("a field of the county", knowledge.custom_field),
    ("both plans", planning.shown), ("on the wall", planning.wall), ("a plan taken in", planning.take_in), ("a plan taken in as PDF", planning.take_in_pdf), ("a year of monitoring", planning.monitor),
    ("a target shared out", planning.share_out), ("thresholds", planning.thresholds), ("an evaluation", planning.evaluate), ("the office of enterprises", enterprises.office), ("an enterprise", enterprises.enterprise),
    ("the fund office", funds.office), ("the finance bureau", funds.finance), ("a loan", finance.loan), ("the duty desk of geohazards", hazards.duty), ("a hazard monitor", hazards.monitor),
    ("places from files", places.imported),
    ("the guides", guides.read), ("the pictures of the guides", guides.pictures),
    ("one-time codes", account.codes), ("tokens", account.tokens), ("deputies", account.deputies), ("links", look.navigation), ("two languages", look.language), ("light and dark", look.theme), ("the keyboard", look.keyboard), ("every page", look.every_page),
    ("many records", exchange.end_many), ("locked out", entrance.locked_out),
]

# Only when they are named: maps take minutes to be drawn without a graphics card, and the roads of a year are long.
LONG = [
    ("the map and its layers", atlas.layers), ("found on the map", atlas.find), ("drawn on the map", atlas.draw), ("the map and its days", atlas.days), ("a place for a form", atlas.place),
    ("the map on paper", atlas.paper), ("the map on a phone", atlas.phone),
    # Passes four times of six on a quiet machine: a page is asked for while another one is still on its way. To be understood before everybody waits for it.
    ("in the field", field.without_signal),
    # In these days pass, so whoever was signed in before is not any more.
    ("from a demand to the plan", transfer.contract), ("a project is chosen", projects.chosen), ("a project is carried out", projects.carried_out),
    ("from the first sign-in to the money", funds.paid),
]


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 64
    began = time.monotonic()
    pictures = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="shanhe-pictures-")
    wanted = sys.argv[3:]
    is_long = any(name in wanted for name, _ in LONG)
    arguments = CHROMIUM + (DRAWN_BY_SOFTWARE if is_long else [])
    with Program(sys.argv[1], is_long) as program, sync_playwright() as playwright:
        walk = Walk(lambda: playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments), program, pictures)
        page = walk.page()
        with walk.walking("the first sign-in"):
            entrance.first_administrator(walk, page)
        with walk.walking("out and in"):
            entrance.out_and_in(walk, page)
        for name, part in [part for part in PARTS + LONG if part[0] in wanted] if wanted else PARTS:
            page = walk.page(page)
            with walk.walking(name):
                part(walk, page)
        walk.browser.close()
    print(f"{walk.parts} parts in {time.monotonic() - began:.0f} s, {len(walk.faults)} faults")
    for fault in walk.faults:
        print(f"  {fault}")
    return 1 if walk.faults else 0


if __name__ == "__main__":
    sys.exit(main())
