"""The guides: everyone finds theirs, they read well without pictures, and the pictures that they show are taken here, of the program as it is."""
import contextlib
import os
import re

from entrance import PASSWORD, first_password, make_user
from program import DESK, PHONE, call, must, text

# What is looked at for a picture: who looks, which page, and what of it is shown (nothing for the upper part of the page).
PICTURES = {
    "plans": ("planner", "/p/planBoard/plans", None),
    "monitoring": ("planner", "/p/planBoard/monitoring", None),
    "ask": ("planner", "/o/askForReports?record={plan}&return=/p/planBoard/monitoring", "main"),
    "report": ("planner", "/a/report/{report}", "main"),
    "returned": ("reporter", "/a/report/{returned}", "main"),
    "scores": ("planner", "/p/planBoard/scores?record={round}", None),
    "inbox": ("reporter", "/inbox", "main"),
    "units": ("reporter", "/p/planBoard/units", None),
    "tasks": ("reporter", "/a/planTask", None),
    "overview": ("planner", "/", None),
    "overview-phone": ("planner", "/", None),
    "coverage": ("planner", "/p/planBoard/coverage-all", None),
    "advices": ("planner", "/p/planBoard/advices", None),
    "third-party": ("planner", "/a/thirdPartyScore/new", "main"),
    "works": ("planner", "/p/planBoard/works", None),
    "project": ("planner", "/p/planBoard/project?record={project}", None),
    "settings": ("admin", "/settings", "main"),
    "roles": ("admin", "/settings/roles", None),
    "tokens": ("admin", "/account/tokens", "main"),
}


def read(walk, page):
    """Every guide answers in both languages, on the screen, on paper and as a Word document, and the question mark leads to it."""
    walk.open(page, "/")
    must(page.locator("a#guide").count() == 1, "no question mark at the top of the home page leads to the guides")
    walk.open(page, "/guides")
    guides = page.eval_on_selector_all(".guides h3 a", "links => links.map(a => a.getAttribute('href'))")
    must(len(guides) >= 7, f"the page of guides offers {len(guides)} of them")
    named = set()
    for guide in guides:
        for language in ("zh", "en"):
            walk.open(page, f"/language/{language}?return={guide}")
            named |= set(page.eval_on_selector_all("[data-picture]", "all => all.map(e => e.dataset.picture)"))
            words = text(page, "article")
            must(len(words) > (250 if language == "zh" else 600), f"{guide} says only “{words[:60]}” in {language}")
            must(language == "zh" or not re.search(r"[一-鿿]{12}", words), f"{guide} still speaks Chinese in English: {re.search(r'[一-鿿]{12}', words)}")
            must(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{guide} scrolls sideways")
            for link in page.eval_on_selector_all("article .deeds a", "links => links.map(a => a.getAttribute('href'))"):
                status = page.request.get(walk.base + link).status
                must(status == 200, f"{guide} leads to {link}, which answers {status}")
        walk.open(page, guide + "/print")
        must(page.locator(".handbook").count() == 1, f"{guide} has no sheet for paper")
        answer = page.request.get(walk.base + guide + ".docx")
        must(answer.ok and answer.body()[:2] == b"PK", f"{guide} as a Word document answered {answer.status}")
    walk.open(page, "/language/zh?return=/p/planBoard/monitoring")
    page.click("a#guide")
    must("/guides/" in page.url and "#" in page.url, f"the question mark on the page of targets leads to {page.url}")
    must(named == set(PICTURES), f"pictures that guides name and nobody takes, or the other way round: {sorted(named ^ set(PICTURES))}")


def pictures(walk, page):
    """Takes every picture that a guide shows, in both languages."""
    people(walk, page)
    places = prepare(walk, page)
    folder = os.path.join(walk.pictures, "guides")
    os.makedirs(folder, exist_ok=True)
    for name, (who, path, part) in PICTURES.items():
        size = PHONE if name.endswith("phone") else {"width": 1200, "height": 760}
        with leaving(walk, walk.context(walk.kept[who], size)) as context:
            for language in ("zh", "en"):
                seen = context.new_page()
                walk.open(seen, f"/language/{language}?return=/guides")
                walk.open(seen, path.format(**places))
                if seen.query_selector("[data-chart]"):
                    seen.wait_for_selector("[data-drawn]")
                target = seen.locator(part).first if part else seen
                file = os.path.join(folder, f"{name}.{language}.png")
                if part:
                    box = target.bounding_box()
                    seen.screenshot(path=file, animations="disabled", clip={**box, "y": max(0, box["y"]), "height": min(box["height"], size["height"] - max(0, box["y"]))})
                else:
                    seen.screenshot(path=file, animations="disabled")
                must(os.path.getsize(file) > 8_000, f"the picture {name} in {language} shows next to nothing")
                seen.close()


def people(walk, page):
    """A plan officer, and a liaison officer of a unit that answers for something."""
    for kept, account, name, roles in (("planner", "jihua1", "冉计划", "planOffice"), ("reporter", "lianluo1", "向联络", "liaison")):
        if kept in walk.kept:
            continue
        make_user(walk, page, account, name, roles)
        if kept == "reporter":
            user = page.url.rsplit("/", 1)[1]
            leads = [row["lead"] for row in listed(walk, page, "/target?limit=200") if row.get("lead")]
            unit = max(set(leads), key=leads.count)
            walk.kept["unit"] = unit
            row = call(walk, page, "GET", f"/user/{user}")
            change(walk, page, f"/user/{user}", row, {"unit": unit})
        with leaving(walk, walk.context()) as context:
            first_password(walk, context.new_page(), account, PASSWORD + account[0])
            walk.kept[kept] = context.storage_state()


def prepare(walk, page):
    """What the pictures are of: values that are asked for, one of them reported, an evaluation, a project."""
    with leaving(walk, walk.context(walk.kept["planner"])) as context:
        planner = context.new_page()
        walk.open(planner, "/")
        targets = [target for target in listed(walk, planner, "/target?limit=200") if target.get("lead") == walk.kept["unit"]]
        plan = targets[0]["plan"]
        call(walk, planner, "POST", "/operations/askForReports", {"record": plan, "asOf": "2026-09-30", "due": "2026-12-15"})
        reports = listed(walk, planner, "/report?asOf=2026-09-30&state=requested&limit=200")
        must(reports, "values were asked for and none is to be reported")
        own = {target["id"] for target in targets}
        mine = [report["id"] for report in reports if report["target"] in own]
        must(len(mine) >= 2, f"the unit is asked for {len(mine)} values")
        for report in mine[:2]:
            row = call(walk, planner, "GET", f"/report/{report}")
            change(walk, planner, f"/report/{report}", row, {"value": 62, "source": "三季度统计报表，2026-10-12"})
            call(walk, planner, "POST", f"/report/{report}/moves/submit", {})
        call(walk, planner, "POST", f"/report/{mine[1]}/moves/return", {"remark": "请附统计报表的扫描件，并说明比上季度减少的原因"})
        return {
            "plan": plan, "report": mine[0], "returned": mine[1], "round": listed(walk, planner, "/round")[0]["id"],
            "project": next(project["id"] for project in listed(walk, planner, f"/project?plan={plan}&limit=50") if project.get("investment")),
        }


def listed(walk, page, path):
    answer = call(walk, page, "GET", path)
    return answer.get("records", answer.get("items", []))


def change(walk, page, path, row, fields):
    """Changes a record with the version that was read."""
    import json

    token = json.loads(page.get_attribute("body", "hx-headers"))["X-Form-Token"]
    answer = page.context.request.fetch(
        walk.base + "/api/v1" + path, method="PATCH", data=json.dumps(fields),
        headers={"X-Form-Token": token, "Content-Type": "application/json", "Origin": walk.base, "If-Match": f'"{row["version"]}"'})
    must(answer.ok, f"the API answered {answer.status} to a change of {path}: {answer.text()[:200]}")


@contextlib.contextmanager
def leaving(walk, context):
    try:
        yield context
    finally:
        walk.leave(context)
