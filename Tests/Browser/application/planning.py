"""The plan board, as a plan officer uses it in a year: take in, publish, break down, ask, report, verify, evaluate, print."""
import os
import re
import tempfile
import zipfile

from program import call, must, text

PLAN = """云岭县科技创新“十四五”规划

一、发展目标

到2025年，高新技术企业达到80家，全社会研发经费投入占地区生产总值比重达到2%。

二、重点任务

（一）培育创新主体。建设科技企业孵化器，引进科技型企业。
"""

PAGES = ["overview", "plans", "monitoring", "works", "coverage-all", "units", "platforms", "responsibility"]


def shown(walk, page):
    """Both plans are there from the first start, and what was made up says so."""
    walk.open(page, "/")
    must("需要关注" in text(page, "main"), f"the home page does not say what needs attention but “{text(page, 'main')[:120]}”")
    must(page.locator(".trajectory").count() >= 6, "the home page draws fewer than six trajectories")
    must("模拟" in text(page, "main"), "made-up values are not marked on the home page")
    walk.picture(page, "plan-home")
    for code in PAGES:
        walk.open(page, f"/p/planBoard/{code}")
        must(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"the page {code} scrolls sideways")
        walk.picture(page, f"plan-{code}")
    phone = walk.context(walk.kept["admin"], size={"width": 390, "height": 844}).new_page()
    for code in PAGES:
        walk.open(phone, f"/p/planBoard/{code}")
        walk.expect(phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"the page {code} scrolls sideways on a phone")
        walk.picture(phone, f"plan-{code}-phone")
    walk.leave(phone.context)


def take_in(walk, page):
    walk.open(page, "/p/planBoard/plans")
    page.get_by_role("link", name="录入规划").or_(page.get_by_role("button", name="录入规划")).first.click()
    page.wait_for_load_state()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "云岭县规划.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(PLAN)
        page.set_input_files("input[type=file]", path)
        page.fill("[name=from]", "2021")
        page.fill("[name=to]", "2025")
        page.click("form.form button.main")
        page.wait_for_url(re.compile("/p/planBoard/review"))
    must("高新技术企业" in text(page, "main"), f"the review desk shows “{text(page, 'main')[:200]}”")
    must(page.locator("main mark").count() >= 1, "no passage of the text is marked")
    walk.picture(page, "plan-review")
    plan = re.search(r"record=(\w+)", page.url).group(1)
    walk.kept["plan"] = plan
    # One by hand, the others by the API: every extract has to be decided before the plan can be published.
    page.locator("article.case").first.get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_load_state()
    must("采纳" in text(page, "article.case"), "an accepted extract does not say so")
    rows = call(walk, page, "GET", f"/extract?plan={plan}&limit=100")
    for row in rows.get("records", rows.get("items", [])):
        if row["state"] == "proposed":
            step = "accept" if row["category"] == "target" else "discard"
            call(walk, page, "POST", f"/extract/{row['id']}/moves/{step}", {})
    page.reload()
    page.get_by_role("button", name="发布", exact=True).first.click()
    page.wait_for_load_state()
    must("现行" in text(page, "main") or "审阅台" in text(page, "main"), f"publishing ends at “{text(page, 'main')[:120]}”")
    walk.open(page, f"/p/planBoard/monitoring?plan={plan}")
    must("高新技术企业" in text(page, "main"), "a published target is not among those that are monitored")


def monitor(walk, page):
    plan = walk.kept["plan"]
    walk.open(page, f"/o/breakDown?record={plan}")
    page.click("form.form button.main")
    page.wait_for_load_state()
    walk.open(page, f"/o/askForReports?record={plan}")
    page.fill("[name=asOf]", "2022-12-31")
    page.fill("[name=due]", "2023-02-15")
    page.click("form.form button.main")
    page.wait_for_load_state()
    reports = call(walk, page, "GET", "/report?state=requested&limit=100")
    mine = [row for row in reports.get("records", reports.get("items", [])) if "高新技术企业" in row["subject"]]
    must(len(mine) == 1, f"{len(mine)} reports on 高新技术企业 were asked for")
    report = mine[0]["id"]
    walk.open(page, f"/a/report/{report}/edit")
    page.fill("[name=value]", "55")
    page.fill("[name=source]", "高新技术企业认定名单")
    page.click("form.form button.main >> nth=0")
    page.wait_for_url(re.compile(f"/a/report/{report}$"))
    for step in ("submit", "verify"):
        call(walk, page, "POST", f"/report/{report}/moves/{step}", {})
    walk.open(page, f"/p/planBoard/monitoring?plan={plan}")
    must("55" in text(page, "main table"), "a verified value is not in the table of targets")
    walk.picture(page, "plan-monitored")


def evaluate(walk, page):
    plan = walk.kept["plan"]
    made = call(walk, page, "POST", "/round", {"plan": plan, "title": "2022 年度监测评估", "type": "annual", "asOf": "2022-12-31", "yellow": 0.8, "green": 1, "missing": "zero", "thirdPartyShare": 0})
    round_id = made["id"]
    call(walk, page, "POST", f"/round/{round_id}/moves/score", {})
    for code in ("scores", "report", "bulletin"):
        walk.open(page, f"/p/planBoard/{code}?record={round_id}")
        must("高新技术企业" in text(page, "main") or code == "bulletin", f"the page {code} of the evaluation shows “{text(page, 'main')[:160]}”")
        walk.picture(page, f"plan-round-{code}")
    answer = page.request.get(f"{walk.base}/p/planBoard/report.docx?record={round_id}")
    must(answer.ok, f"the report as a Word document answered {answer.status}")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "report.docx")
        with open(path, "wb") as file:
            file.write(answer.body())
        must("word/document.xml" in zipfile.ZipFile(path).namelist(), "the report is not a Word document")
    walk.open(page, f"/p/planBoard/report/print?record={round_id}")
    walk.picture(page, "plan-round-print")
