"""Spreadsheets in and out, jobs, and a list with very many records."""
import csv
import io
import json
import os
import re
import time
import zipfile

from program import must, number, text, texts

# A program built for debugging takes in 100,000 in two minutes; one built for release in a few seconds.
MANY = int(os.environ.get("SHANHE_WALK_RECORDS", "20000"))


def sheet(rows):
    """A CSV as Excel writes it: UTF-8 with a mark at its beginning."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def upload(walk, page, kind, name, content):
    walk.open(page, f"/a/{kind}/import")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
    must(name in text(page, "[data-drop]"), "the name of the chosen file is not shown")
    page.click("form.upload button.main", no_wait_after=True)
    page.wait_for_url(re.compile(rf"/a/{kind}/import/[0-9a-z]+$"), timeout=120_000)


def saved(page, click):
    with page.expect_download() as download:
        click()
    with open(download.value.path(), "rb") as file:
        return download.value.suggested_filename, file.read()


def begin_many(walk, page):
    """Very many notes are brought in while the rest is walked."""
    rows = [["标题", "数量", "日期", "未完成"]] + [[f"大批记录 {place:06}", place, f"2025-{1 + place % 12:02}-{1 + place % 28:02}", "是" if place % 3 else "否"] for place in range(MANY)]
    upload(walk, page, "note", "many.csv", sheet(rows))
    must(f"{MANY:,}" in text(page, ".counts"), f"the dry run of {MANY} rows says “{text(page, '.counts')}”")
    page.click("form.submit button.main")
    page.wait_for_load_state()
    must(page.locator("#import-progress").count() == 1, f"after confirming, no progress is shown but “{text(page, 'main')[:80]}”")
    page.wait_for_timeout(1500)
    walk.picture(page, "import-progress")
    walk.kept["many"] = page.url.replace(walk.base, "")


def end_many(walk, page):
    walk.open(page, walk.kept["many"])
    page.wait_for_selector(".track li:last-child[data-tone=past]", timeout=180_000)
    began = time.monotonic()
    walk.open(page, "/a/note")
    took = time.monotonic() - began
    must(page.locator("#results tbody tr").count() == 50, "a list of very many records is not shown in one window of 50")
    must(re.search(r"10,000\s*\+", text(page, "#count")) or "多" in text(page, "#count"), f"the list of {MANY} records counts “{text(page, '#count')}”")
    must(took < 3, f"the list of {MANY} records took {took:.1f} s to open")
    page.click(".paging a[rel=next]")
    page.wait_for_selector(".paging a[rel=prev]")
    must(page.locator("#results tbody tr").count() == 50, "the second page of very many records is not there")
    walk.picture(page, "list-many")


def small_import(walk, page):
    walk.open(page, "/a/instrument/import")
    name, template = saved(page, lambda: page.click("text=下载模板"))
    with zipfile.ZipFile(io.BytesIO(template)) as book:
        words = "".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml"))
    for head in ("名称", "所在实验室", "类别", "购置日期"):
        must(head in words, f"the template “{name}” has no column “{head}”")
    must("Choose File" not in text(page, "form.upload"), "the place for the file speaks English")
    head = ["名称", "型号", "所在实验室", "类别", "原值", "购置日期", "对外开放"]
    rows = [
        head, ["X 射线衍射仪", "XRD-7", "新材料中试基地", "分析仪器", "120", "2024-05-06", "是"],
        ["激光粒度仪", "LS-1", "新材料中试基地", "望远镜", "30", "2024-05-06", "是"], ["", "ZZ-9", "新材料中试基地", "其他", "12", "2024-01-01", "否"],
        ["冷冻离心机", "LX-3", "没有这个实验室", "生命科学", "8", "2024-02-30", "是"], ["拉曼光谱仪", "LM-2", "生态环境监测站", "分析仪器", "66.5", "2023-11-12", "否"],
    ]
    upload(walk, page, "instrument", "instruments.csv", sheet(rows))
    counts = text(page, ".counts")
    must("新增 2" in counts and "有错误 3" in counts, f"the dry run of 5 rows, 3 of them wrong, says “{counts}”")
    found = texts(page, "table.errors tbody tr")
    for row, words in (("3", "类别"), ("4", "名称"), ("5", "所在实验室"), ("5", "购置日期")):
        must(any(line.startswith(row) and words in line for line in found), f"the dry run does not say that “{words}” is wrong in row {row}: {found}")
    must(len(found) == len(set(found)) == 4, f"the dry run names a mistake twice: {found}")
    sample = text(page, "table.sample")
    must("新材料中试基地" in sample and "没有这个实验室" in sample and "望远镜" in sample, f"the first rows of the sheet are shown as “{sample[:120]}”")
    must(texts(page, "table.sample td.wrong")[0] == "望远镜", f"what is wrong in the first rows is not marked: {texts(page, 'table.sample td.wrong')}")
    walk.picture(page, "import-check")
    _, errors = saved(page, lambda: page.click("text=下载错误清单"))
    with zipfile.ZipFile(io.BytesIO(errors)) as book:
        words = "".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml"))
    must("激光粒度仪" in words and "拉曼光谱仪" not in words, "the error sheet does not hold the wrong rows only")
    page.click("text=只导入没有错误的行")
    page.wait_for_selector(".track li:last-child[data-tone=past]", timeout=60_000)
    must("新增 2" in text(page, ".counts"), f"the result of the import says “{text(page, '.counts')}”")
    walk.picture(page, "import-result")
    page.click("main .submit a.main")
    page.wait_for_load_state()
    listed = text(page, "#results")
    must("X 射线衍射仪" in listed and "拉曼光谱仪" in listed, f"what was imported is not in the list: “{listed[:100]}”")


def bad_files(walk, page):
    walk.open(page, "/a/instrument/import")
    page.set_input_files("input[type=file]", {"name": "picture.xlsx", "mimeType": "application/octet-stream", "buffer": b"\x89PNG\r\n\x1a\n not a sheet"})
    page.click("form.upload button.main")
    page.wait_for_load_state()
    must(len(text(page, "form.upload .error")) > 4, f"a picture instead of a sheet was answered with “{text(page, 'main')[:100]}”")


def exports(walk, page):
    walk.open(page, "/a/booking?state=used")
    count = number(text(page, "#count"))
    found = {}
    for words in ("Excel", "CSV", "JSON"):
        page.click(".head details.menu > summary")
        name, found[words] = saved(page, lambda words=words: page.click(f".head details.menu .sheet a >> text={words}"))
        must(name.endswith({"Excel": ".xlsx", "CSV": ".csv", "JSON": ".json"}[words]), f"the export as {words} is called “{name}”")
        page.reload()
    with zipfile.ZipFile(io.BytesIO(found["Excel"])) as book:
        must("xl/workbook.xml" in book.namelist(), "the export for Excel is no workbook")
    lines = list(csv.reader(io.StringIO(found["CSV"].decode("utf-8-sig"))))
    must(len(lines) == count + 1, f"{count} bookings are listed, the CSV has {len(lines) - 1}")
    must("purpose" in lines[0], f"the head of the CSV, which an import takes in again, is {lines[0]}")
    content = json.loads(found["JSON"])
    content = content if isinstance(content, list) else content["records"]
    must(len(content) == count, f"{count} bookings are listed, the JSON has {len(content)}")
    page.locator("#results tbody input[type=checkbox]").nth(0).check()
    page.locator("#results tbody input[type=checkbox]").nth(1).check()
    name, chosen = saved(page, lambda: page.click("#selected button >> text=导出所选"))
    must(chosen[:2] == b"PK", f"exporting two ticked rows gave “{name}”, which is no workbook")


def jobs(walk, page):
    walk.open(page, "/jobs")
    shown = text(page, "main")
    must("instruments.csv" in shown and "已完成" in shown, f"the jobs page does not show the import: “{shown[:120]}”")
    walk.picture(page, "jobs")
    context = walk.context(walk.kept["admin"])
    other = context.new_page()
    walk.open(other, "/language/en?return=/jobs")
    shown = text(other, "#jobs")
    must("Import of Instrument" in shown and not re.search(r"导入|行", shown), f"in English a job is called “{shown[:100]}”")
    walk.leave(context)
