"""Lists, forms, conflicts, personal data, the flow, the board, the inbox, live updates."""
import re

from program import call, holds, must, number, pick, take_step, text, texts

RESULTS = "#results tbody tr"


def cells(page, label):
    return texts(page, f"{RESULTS} [data-label='{label}']")


def settled(page, condition, sentence):
    """Waits until a list shows what it must; says what it shows otherwise."""
    if not holds(page, condition):
        must(False, f"{sentence}; the list shows “{text(page, '#results')[:120]}”")


def filters(walk, page):
    walk.open(page, "/a/booking")
    total = number(text(page, "#count"))
    must(total == 220, f"the list of bookings counts {total} and not 220")
    page.check("#filters input[name=state][value=submitted]")
    settled(page, "[...document.querySelectorAll('#results tbody .state')].every(s => s.textContent == '待审核')", "filtered by state, other states are shown")
    must("state=submitted" in page.url, "a filter is not in the address, so it cannot be kept as a bookmark")
    must(number(text(page, "#count")) < total, "the count does not follow the filter")
    page.uncheck("#filters input[name=state][value=submitted]")
    settled(page, f"document.querySelector('#count').textContent.includes('{total}')", "taking a filter back does not bring all records back")
    page.locator("#filters input[name='day.from']").press_sequentially("20250301")
    page.locator("#filters input[name='day.to']").press_sequentially("2025年3月31日")
    page.keyboard.press("Tab")
    typed = [page.input_value(f"#filters input[name='day.{end}']") for end in ("from", "to")]
    must(typed == ["2025-03-01", "2025-03-31"], f"days that were typed without dashes stand there as {typed}")
    settled(page, "(() => { const days = [...document.querySelectorAll('#results [data-label=使用日期]')]; return days.length && days.every(d => d.textContent.startsWith('2025-03')); })()",
            "filtered by the days of March, other days are shown")
    page.fill("#filters input[name=q]", "药材")
    settled(page, "(() => { const rows = [...document.querySelectorAll('#results tbody th')]; return rows.length && rows.every(r => r.textContent.includes('药材')); })()",
            "looking for 药材 in the list shows other bookings")
    page.fill("#filters input[name=q]", "没有这样的事")
    settled(page, "document.querySelector('#results').textContent.includes('没有符合条件的记录')", "a filter that nothing fits does not say so")
    walk.picture(page, "list-empty")
    page.click("#results .empty a.button")
    page.wait_for_url(walk.base + "/a/booking")
    must(number(text(page, "#count")) == total, "clearing the filters does not bring all records back")


def order_and_pages(walk, page):
    walk.open(page, "/a/booking")
    page.click("#results th a.sort >> text=使用日期")
    settled(page, "document.querySelector('#results th[aria-sort=ascending]') != null", "the head of the column does not say that it is sorted")
    days = cells(page, "使用日期")
    must(days == sorted(days) and len(days) == 50, f"sorted by day, the first page shows {days[:3]} … ({len(days)} rows)")
    page.click(".paging a[rel=next]")
    settled(page, f"document.querySelector('#results [data-label=使用日期]').textContent.trim() >= '{days[-1]}' && document.querySelector('.paging a[rel=prev]')", "the next page does not follow")
    later = cells(page, "使用日期")
    must(later == sorted(later), "the second page is not in order")
    page.click(".paging a[rel=prev]")
    settled(page, f"document.querySelector('#results [data-label=使用日期]').textContent.trim() == '{days[0]}'", "the previous page is not the first one")
    must(cells(page, "使用日期") == days, "going on and back shows other records")


def saved_view(walk, page):
    walk.open(page, "/a/booking?state=approved&sort=-day")
    page.click("details.save-view > summary")
    page.fill("details.save-view input[name=name]", "已批准的预约")
    page.click("details.save-view button.main")
    page.wait_for_load_state()
    must("已批准的预约" in text(page, ".views"), f"a view that was saved is not among the tabs: “{text(page, '.views')}”")
    walk.open(page, "/a/booking")
    page.click(".views a >> text=已批准的预约")
    page.wait_for_load_state()
    must(set(texts(page, "#results tbody .state")) == {"已批准"}, "a saved view does not filter")
    must(text(page, ".views a[aria-current]") == "已批准的预约", f"the tab of the saved view is not marked, but “{text(page, '.views a[aria-current]')}”")


def selection(walk, page):
    walk.open(page, "/a/note")
    for title in ("甲", "乙", "丙"):
        call(walk, page, "POST", "/note", {"title": f"待清理 {title}", "isOpen": True})
    walk.open(page, "/a/note")
    for title in ("甲", "乙"):
        page.locator(RESULTS, has_text=f"待清理 {title}").locator("input[type=checkbox]").check()
    must("2" in text(page, "#selected"), f"two rows are ticked, the bar says “{text(page, '#selected')}”")
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("#selected button.danger")
    page.wait_for_url(walk.base + "/a/note")
    left = text(page, "#results")
    must("待清理 甲" not in left and "待清理 丙" in left, f"after deleting two of three, the list shows “{left[:80]}”")


def new_record(walk, page):
    walk.open(page, "/a/booking/new")
    page.fill("[name=purpose]", "茶")
    page.fill("[name=hours]", "0.2")
    page.click("form.form button.main >> nth=0")
    page.wait_for_selector("#problems")
    for column in ("instrument", "purpose", "day", "hours", "contact", "phone"):
        must(page.locator(f"[data-column={column}] .error").count() == 1, f"a wrong “{column}” has no message beside it: “{text(page, '#problems')}”")
    must(page.input_value("[name=purpose]") == "茶" and page.input_value("[name=hours]") == "0.2", "what was typed is lost when something is wrong")
    must(page.evaluate("document.activeElement.id") == "problems", "the list of problems is not where the keyboard stands")
    walk.picture(page, "form-problems")
    page.click("#problems a >> nth=0")
    must(page.evaluate("document.activeElement.closest('[data-column]') != null"), "a problem's link does not lead to its field")
    instrument = pick(page, "instrument", "液相")
    page.fill("[name=purpose]", "黄连有效成分测定")
    page.fill("[name=day]", "2026-12-01")
    page.fill("[name=hours]", "2.7")
    page.fill("[name=contact]", "向明月")
    page.fill("[name=phone]", "13912345678")
    page.click("form.form button.main >> nth=0")
    page.wait_for_load_state()
    must("半小时" in text(page, "[data-column=hours] .error"), f"2.7 hours were answered with “{text(page, '#problems')}”")
    must(page.input_value("[data-column=instrument] [role=combobox]") == instrument, "the instrument that was chosen is not shown any more")
    page.fill("[name=hours]", "2.5")
    page.click("form.form button.main >> nth=0")
    page.wait_for_url(re.compile(r"/a/booking/[0-9a-z]{26}$"))
    shown = text(page, "main")
    must("黄连有效成分测定" in shown and "2.5 小时" in shown and instrument in shown, f"the new booking shows “{shown[:120]}”")
    walk.kept["booking"] = page.url.replace(walk.base, "")


def conflict(walk, page):
    path = walk.kept["booking"] + "/edit"
    context = walk.context(walk.kept["admin"])
    other = context.new_page()
    walk.open(page, path)
    walk.open(other, path)
    other.fill("[name=hours]", "3.5")
    other.click("form.form button.main >> nth=0")
    other.wait_for_url(walk.base + walk.kept["booking"])
    page.fill("[name=hours]", "4")
    page.fill("[name=purpose]", "黄连生物碱测定")
    page.click("form.form button.main >> nth=0")
    page.wait_for_selector("table.conflict")
    shown = text(page, "table.conflict")
    must("我填的" in shown and "对方改的" in shown and "3.5 小时" in shown and "4 小时" in shown, f"the two sides of a conflict are shown as “{shown}”")
    must("田管理" in text(page, ".notice"), f"a conflict does not say who was first: “{text(page, '.notice')[:60]}”")
    walk.picture(page, "conflict")
    page.check("input[name='pick.hours'][value=theirs]")
    page.check("input[name='pick.purpose'][value=mine]")
    page.click("form.form button.main")
    page.wait_for_url(walk.base + walk.kept["booking"])
    shown = text(page, "main")
    must("3.5 小时" in shown and "黄连生物碱测定" in shown, f"after choosing theirs for the hours and mine for the purpose the record shows “{shown[:120]}”")
    walk.leave(context)


def personal(walk, page):
    walk.open(page, walk.kept["booking"])
    must("139****5678" in text(page, "main") and "13912345678" not in page.content(), "the telephone number is not masked on the page of a booking")
    page.locator(".masked", has_text="139****5678").locator("button.eye").click()
    page.wait_for_selector(".masked.shown")
    must("13912345678" in text(page, "main"), "asking for a masked number does not show it")
    context = walk.context(walk.kept["user1"])
    status = context.request.get(walk.base + walk.kept["booking"]).status
    must(status in (403, 404), f"a user to whom a booking does not belong got {status} for it")
    walk.leave(context)


def flow(walk, page):
    walk.open(page, walk.kept["booking"])
    must(text(page, "h1 .state") == "草稿", f"a new booking is in the state “{text(page, 'h1 .state')}”")
    take_step(page, "提交")
    must(text(page, "h1 .state") == "待审核", f"after submitting, the booking is “{text(page, 'h1 .state')}”")
    # Someone else's booking, to be returned: reasons are required.
    walk.open(page, "/a/booking?state=submitted")
    page.locator(RESULTS, has_text="模拟").first.locator("[data-open]").click()
    page.wait_for_load_state()
    take_step(page, "退回")
    must(text(page, "h1 .state") == "待审核", "a booking was returned without giving reasons")
    page.reload()
    take_step(page, "退回", "请补充样品编号")
    must(text(page, "h1 .state") == "已退回", f"after returning it the booking is “{text(page, 'h1 .state')}”")
    must("请补充样品编号" in text(page, ".timeline"), "the reasons for returning are not in the history")
    walk.picture(page, "returned")


def inbox(walk, page):
    context = walk.context(walk.kept["keeper1"])
    other = context.new_page()
    walk.open(other, "/inbox")
    badge, shown = number(text(other, ".side .badge")), other.locator("#inbox li.item").count()
    must(badge == shown == number(text(other, "h1 .count")), f"the keeper's badge says {badge}, the page lists {shown}")
    walk.picture(other, "inbox-keeper")
    other.locator("#inbox li.item", has_text="黄连生物碱测定").locator("a").click()
    other.wait_for_load_state()
    must("139****5678" in text(other, "main"), "the keeper does not see the masked number")
    take_step(other, "批准", "同意")
    must(text(other, "h1 .state") == "已批准", f"after approving, the keeper sees “{text(other, 'h1 .state')}”")
    walk.open(other, "/inbox")
    # To confirm the use of what was approved waits for the keeper in turn.
    titles = texts(other, "#inbox li.item .task")
    must(other.locator("#inbox li.item").count() == number(text(other, ".side .badge")), "the badge does not follow the inbox")
    must(len(titles) >= shown - 1, "approving one booking emptied the inbox of others")
    walk.leave(context)


def board(walk, page):
    walk.open(page, "/a/booking/board")
    lanes = texts(page, ".lane h2")
    must([lane.split()[0] for lane in lanes] == ["草稿", "待审核", "已批准", "已使用", "已退回", "已取消"], f"the lanes of the board are {lanes}")
    walk.picture(page, "board")
    card = page.locator(".lane[data-state=draft] li.tile").first
    name = card.get_attribute("data-id")
    card.locator("details.menu summary").click()
    card.locator("button[data-step='draft-submitted']").click()
    page.wait_for_selector(f".lane[data-state=submitted] li.tile[data-id='{name}']")
    # By dragging too.
    card = page.locator(".lane[data-state=draft] li.tile").first
    name = card.get_attribute("data-id")
    card.drag_to(page.locator(".lane[data-state=submitted]"), target_position={"x": 40, "y": 60})
    page.wait_for_selector(f".lane[data-state=submitted] li.tile[data-id='{name}']")


def live(walk, page):
    """The page of a record promises to follow: someone else changes it, the first sees it without doing anything."""
    # The booking of this walk has gone its way; only a draft can still be changed.
    walk.open(page, "/a/booking?state=draft")
    page.locator(RESULTS).first.locator("[data-open]").click()
    page.wait_for_load_state()
    walk.kept["draft"] = page.url.removeprefix(walk.base)
    page.wait_for_timeout(500)
    context = walk.context(walk.kept["admin"])
    other = context.new_page()
    walk.open(other, walk.kept["draft"] + "/edit")
    other.fill("[name=purpose]", "黄连根茎检测")
    other.click("form.form button.main >> nth=0")
    other.wait_for_url(walk.base + walk.kept["draft"])
    if not holds(page, "document.querySelector('h1').textContent.includes('黄连根茎检测')"):
        must(False, f"a record that someone else changed still shows “{text(page, 'h1')}” until it is loaded again by hand")
    walk.leave(context)
