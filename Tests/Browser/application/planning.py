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

PAGES = ["overview", "plans", "monitoring", "works", "coverage-all", "units", "platforms", "appraisals", "responsibility"]


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


def wall(walk, page):
    """The overview hangs on a wall: all of it at once on a full screen, and the next page comes by itself."""
    for size in [(1920, 1080), (3840, 2160)]:
        screen = walk.context(walk.kept["admin"], size={"width": size[0], "height": size[1]}).new_page()
        walk.open(screen, "/wall?show=planBoard.overview&show=planBoard.works&seconds=5")
        screen.wait_for_function("document.querySelector('.wall').style.zoom !== ''")
        fits = screen.evaluate("document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth")
        walk.expect(fits, f"the wall of {size[0]} pixels scrolls")
        size_of_text = screen.evaluate("parseFloat(getComputedStyle(document.querySelector('.wall')).fontSize) * parseFloat(document.querySelector('.wall').style.zoom)")
        walk.expect(size_of_text >= size[1] / 125, f"the wall of {size[0]} pixels is written in letters of {size_of_text:.0f} pixels")
        walk.picture(screen, f"plan-wall-{size[0]}")
        if size[0] == 1920:
            screen.wait_for_url("**at=1**", timeout=15000)
            walk.expect("需要关注" not in text(screen, "main"), "the wall does not go on to the next page")
            screen.keyboard.press("Escape")
            screen.wait_for_url("**/")
        walk.leave(screen.context)


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


def take_in_pdf(walk, page):
    """What another program converts first is a job: its page says how far it is, and leads to the review desk at its end."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "云岭县规划修订稿.pdf")
        paper = page.context.new_page()
        paper.set_content("".join(f"<p>{line}</p>" for line in PLAN.replace("80家", "90家").splitlines() if line))
        paper.pdf(path=path)
        paper.close()
        walk.open(page, "/o/takeIn")
        page.set_input_files("input[type=file]", path)
        page.fill("[name=from]", "2021")
        page.fill("[name=to]", "2025")
        page.locator("[name='revises.words']").fill("云岭县")
        page.locator(".suggestions [role=option]").first.click()
        page.click("form.form button.main")
        page.wait_for_url(re.compile("/jobs/"))
    walk.picture(page, "plan-conversion")
    page.get_by_role("link", name="查看结果").click(timeout=120_000)
    page.wait_for_url(re.compile("/p/planBoard/review"))
    must("90" in text(page, "main"), "the review desk does not show what was read from the PDF")
    plan = re.search(r"record=(\w+)", page.url).group(1)
    walk.open(page, f"/p/planBoard/comparison?record={plan}")
    must("调整" in text(page, "main") and "90 家" in text(page, "main"), f"the comparison of the revision shows “{text(page, 'main')[:200]}”")
    walk.picture(page, "plan-comparison")


def share_out(walk, page):
    """A target is shared out among two units, who are asked for their parts; the parts make the county's value."""
    plan = walk.kept["plan"]
    targets = call(walk, page, "GET", f"/target?plan={plan}&limit=100")
    target = next(row["id"] for row in targets.get("records", targets.get("items", [])) if "高新技术企业" in row["name"])
    walk.open(page, f"/p/planBoard/sheet?record={target}")
    page.get_by_role("link", name="分解到单位").first.click()
    for place, words in enumerate(["科技局", "农业农村"]):
        page.locator(f"[name='units.{place}.words']").fill(words)
        page.locator(".suggestions:not([hidden]) [role=option]").first.click()
    page.fill("[name=values]", "50\n20")
    walk.picture(page, "plan-share-out")
    page.click("form.form button.main")
    must("少 10 家" in text(page, "main"), f"shares of 70 for a target of 80 end at “{text(page, 'main')[:160]}”")
    must(page.input_value("[name='units.1.words']") != "", "the units that were chosen are forgotten when something is wrong")
    page.fill("[name=values]", "50\n30")
    page.click("form.form button.main")
    page.wait_for_url(re.compile("/p/planBoard/sheet"))
    must("单位分解与完成" in text(page, "main") and "合计" in text(page, "main"), "the sheet of the target does not show its shares")
    walk.picture(page, "plan-shares")
    call(walk, page, "POST", "/operations/askForReports", {"record": plan, "asOf": "2023-12-31", "due": "2024-02-15"})
    reports = call(walk, page, "GET", f"/report?target={target}&asOf=2023-12-31&limit=100")
    asked = [row for row in reports.get("records", reports.get("items", [])) if row["asOf"] == "2023-12-31"]
    must(len(asked) == 2, f"{len(asked)} reports were asked of two units")
    for report, value in zip(asked, (34, 30)):
        call(walk, page, "PATCH", f"/report/{report['id']}", {"value": value, "source": "认定名单"})
        for step in ("submit", "verify"):
            call(walk, page, "POST", f"/report/{report['id']}/moves/{step}", {})
    walk.open(page, f"/p/planBoard/sheet?record={target}")
    must("64" in text(page, "main"), "the values of two units were not added up")
    walk.picture(page, "plan-shares-reported")


def thresholds(walk, page):
    plan = walk.kept["plan"]
    walk.open(page, f"/p/planBoard/monitoring?plan={plan}")
    page.get_by_role("link", name="设定状态阈值").first.click()
    must(page.input_value("[name=green]") == "1", "the form of the thresholds does not begin with those in force")
    page.fill("[name=green]", "1.5")
    page.fill("[name=yellow]", "1.2")
    page.click("form.form button.main")
    page.wait_for_url(re.compile("/p/planBoard/monitoring"))
    must("1.5" in text(page, "main"), "the page of monitoring does not say the thresholds")
    walk.picture(page, "plan-thresholds")
    call(walk, page, "POST", "/operations/setThresholds", {"record": plan, "green": 1, "yellow": 0.8})


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
    # The page of the report follows what happens to it, so it is left before something does.
    walk.open(page, f"/p/planBoard/monitoring?plan={plan}")
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
