"""Search, history and proofs, declared pages, indicators, custom fields."""
import re

from program import holds, must, number, pick, text, texts


def search(walk, page):
    walk.open(page, "/")
    page.keyboard.press("/")
    page.keyboard.type("药材")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    hits = page.locator("#results li[data-rows-item]")
    must(hits.count() > 3, f"a search for 药材 finds {hits.count()} records: “{text(page, '#results')[:80]}”")
    marks = texts(page, "#results mark")
    must(len(marks) >= hits.count() and set(marks) == {"药材"}, f"the words are not marked in what a search found: {marks[:5]}")
    for hit in hits.all():
        title, passage = hit.locator(".title").inner_text(), hit.locator("p")
        if passage.count():
            must(not passage.first.inner_text().startswith(title), f"the passage of “{title}” only repeats the title")
    walk.picture(page, "search")
    page.fill(".big-search input", "这里没有的词")
    must(holds(page, "document.querySelector('#results').textContent.includes('没有找到')"), "a search without results does not say so")


def proof(walk, page):
    walk.open(page, walk.kept["booking"] + "/history")
    must(page.locator(".timeline li").count() >= 5, f"the history of a booking that was changed often shows “{text(page, 'main')[:120]}”")
    must("3.5 小时" in text(page, ".timeline") or "3.5" in text(page, ".timeline"), "the history does not show what a change replaced")
    must("13912345678" not in page.content(), "the history shows a telephone number that is masked elsewhere")
    walk.picture(page, "history")
    page.click(".timeline a.proof >> nth=0")
    page.wait_for_load_state()
    must(page.locator(".verdict[data-tone=good]").count() == 1, f"the proof of a change does not say that it holds but shows “{text(page, 'body')[:120]}”")
    must("没有被改动" in text(page, ".verdict"), "the proof is not explained in a plain sentence")
    hashes = texts(page, ".hashes code")
    must(len(hashes) >= 2 and all(re.fullmatch("[0-9a-f]{64}", line) for line in hashes), f"the path from the leaf to the root is shown as {hashes[:2]}")
    must("—" in text(page, "pre"), f"the signed checkpoint is shown as “{text(page, 'pre')[:80]}”")
    walk.picture(page, "proof")
    address = page.locator("a.button[href^='/proof/']").get_attribute("href")
    answer = page.request.get(walk.base + address)
    must(answer.ok and answer.text().startswith("c2sp.org/tlog-proof@v1"), f"{address} answered {answer.status} with “{answer.text()[:60]}”")
    index = int(re.search(r"/proof/(\d+)\.txt", address).group(1))
    must(f"index {index}" in answer.text(), f"{address} is not the proof of entry {index}")
    user = walk.context(walk.kept["user1"])
    must(user.request.get(walk.base + address).status in (403, 404), "someone who may not read a booking gets the proofs of its changes")
    walk.leave(user)


def declared_page(walk, page):
    walk.open(page, "/p/instrumentSharing/overview")
    must(holds(page, "document.querySelectorAll('[data-drawn]').length == 2"), "the overview's two charts are not drawn")
    page.wait_for_timeout(400)
    blank = page.evaluate("""[...document.querySelectorAll('[data-chart] canvas')].map(c => {
        const pixels = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let ink = 0;
        for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) ink++; return ink; })""")
    must(len(blank) == 2 and min(blank) > 500, f"the charts of the overview are not drawn: {blank} points of ink")
    must(page.locator(".figures .figure").count() >= 3, f"the overview shows the figures “{text(page, '.figures')}”")
    labels = page.evaluate("JSON.parse(document.querySelector('[data-chart]').dataset.chart).labels")
    must(labels == ["草稿", "待审核", "已批准", "已使用", "已退回", "已取消"], f"the chart by state shows {labels}: not the declared order, or not all")
    must(page.locator("table.records tbody tr").count() > 0, "the overview's list of bookings that wait is empty")
    walk.picture(page, "overview")


def indicator(walk, page):
    walk.open(page, "/p/instrumentSharing/overview")
    page.click(".figures a >> nth=0")
    page.wait_for_load_state()
    must("/i/I-instruments-open" in page.url, f"a figure leads to {page.url}")
    must(page.locator("table.records tbody tr").count() > 0, "an indicator shows no records behind it")
    walk.open(page, "/i/I-instrument-hours?period=2025")
    must(number(text(page, ".figures")) is not None, f"the shared hours of 2025 are “{text(page, '.figures')}”")
    must(holds(page, "document.querySelectorAll('[data-drawn]').length == 1"), "the history of the shared hours is not drawn")
    history = page.evaluate("JSON.parse(document.querySelector('[data-chart]').dataset.chart)")
    must(len(history["labels"]) > 6 and history["labels"] == sorted(history["labels"]), f"the history has the periods {history['labels']}")
    must("第 1 版" in text(page, ".panels") and "按“使用日期”归入时期" in text(page, ".panels"), f"the page does not say what is counted by which version: “{text(page, '.panels')[:160]}”")
    must(page.locator(".figures .spark").count() == 1, "the figure has no line of where it is going")
    walk.picture(page, "indicator")
    page.click("table.records [data-open] >> nth=0")
    page.wait_for_load_state()
    must("/a/booking/" in page.url, "a record behind an indicator cannot be opened")


def custom_field(walk, page):
    walk.open(page, "/settings")
    page.click("text=自定义字段 >> nth=-1")
    page.wait_for_url(walk.base + "/a/customField")
    page.click(".head a.main")
    page.wait_for_url(walk.base + "/a/customField/new")
    kind = page.locator("[data-column=recordKind] [name=recordKind]")
    if kind.evaluate("e => e.tagName") == "SELECT":
        kind.select_option("instrument")
    else:
        kind.fill("instrument")
    page.fill("[name=name]", "assetNumber")
    page.fill("[name=label]", "资产编号")
    page.select_option("[name=type]", label="文本")
    page.check("[data-column=isSearchable] input[value='1']")
    page.click("form.form button.main >> nth=0")
    page.wait_for_url(re.compile(r"/a/customField/[0-9a-z]{26}$"))
    walk.open(page, "/a/instrument/new")
    must(page.locator("[data-column=assetNumber]").count() == 1, f"a field that was added is not in the form: “{text(page, 'form.form')[-80:]}”")
    page.fill("[name=name]", "显微拉曼")
    page.fill("[name=value]", "88")
    page.fill("[name=bought]", "2026-03-04")
    page.fill("[name=assetNumber]", "ZC-2026-0042")
    page.check("[data-column=category] input >> nth=0")
    pick(page, "laboratory", "中试")
    page.click("form.form button.main >> nth=0")
    page.wait_for_url(re.compile(r"/a/instrument/[0-9a-z]{26}$"))
    must("ZC-2026-0042" in text(page, "main"), "the value of an added field is not on the page of the record")
    walk.open(page, "/a/instrument?assetNumber=0042")
    must("显微拉曼" in text(page, "#results") and page.locator("#results tbody tr").count() == 1, "a list cannot be filtered by an added field")
    must("资产编号" in text(page, "#filters") or "资产编号" in text(page, "#results thead"), "the list does not know the added field")
