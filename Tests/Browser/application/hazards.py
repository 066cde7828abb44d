"""Geohazards: the duty desk issues what the hour came to, a monitor answers and reports from a phone, and each sees their own."""
import re

from entrance import PASSWORD, first_password, make_user
from program import PHONE, call, must, text


def duty(walk, page):
    """The county's desk: what threatens, a warning issued, its calls, a point, the cards, the zoning."""
    make_user(walk, page, "duty1", "何值守", "hazardDuty")
    context = walk.context()
    desk = context.new_page()
    first_password(walk, desk, "duty1", PASSWORD + "d")
    walk.kept["duty1"] = context.storage_state()
    walk.open(desk, "/p/hazardDesk/duty")
    for words in ("在册隐患点", "待签发", "签发并叫应", "毫米/小时", "最近研判", "模拟"):
        must(words in text(desk, "main"), f"the duty desk does not show “{words}”")
    walk.picture(desk, "hazards-duty")
    desk.get_by_role("button", name="签发并叫应").first.click()
    desk.wait_for_load_state()
    walk.open(desk, "/p/hazardDesk/duty")
    must("等待回复的叫应" in text(desk, "main") and "群测群防员" in text(desk, "main"), "after issuing, nobody is waited for")
    waiting = call(walk, desk, "GET", "/warningCall?state=waiting&tier=monitor&limit=1")["records"][0]
    walk.kept["call"] = waiting
    walk.open(desk, f"/p/hazardDesk/warningSheet?record={waiting['warning']}")
    for words in ("所用数值", "叫应记录", "过程"):
        must(words in text(desk, "main"), f"the sheet of a warning does not show “{words}”")
    walk.picture(desk, "hazards-warning")
    points = call(walk, desk, "GET", "/hazardPoint?state=monitored&limit=1")["records"]
    walk.open(desk, f"/p/hazardDesk/pointSheet?record={points[0]['id']}")
    must("生命周期材料" in text(desk, "main") and "调查核实" in text(desk, "main"), "the sheet of a point shows no evidence")
    walk.picture(desk, "hazards-point")
    word = desk.request.get(walk.base + f"/p/hazardDesk/preventionCard.docx?record={points[0]['id']}")
    must(word.status == 200 and word.body()[:2] == b"PK", f"the card as a Word document answered {word.status}")
    walk.open(desk, "/p/hazardDesk/zoning")
    desk.locator("main a", has_text="信息量法").first.click()
    desk.wait_for_load_state()
    for words in ("成功率 AUC", "空间交叉验证", "密度比", "坡度"):
        must(words in text(desk, "main"), f"the report of the zoning does not show “{words}”")
    walk.picture(desk, "hazards-zoning")
    walk.leave(context)


def monitor(walk, page):
    """A monitor on a phone: the warning on top, a report, and no other village."""
    make_user(walk, page, "monitor1", "冉监测", "hazardMonitor")
    village = walk.kept["call"]["region"]
    call(walk, page, "PATCH", "/user/" + re.search(r"[0-9a-z]{26}", page.url).group(), {"scope": village})
    context = walk.context(size=PHONE)
    phone = context.new_page()
    first_password(walk, phone, "monitor1", PASSWORD + "m")
    walk.open(phone, "/")
    must("收到并回复" in text(phone, "main") and "巡查上报" in text(phone, "main"), f"a monitor's home page shows “{text(phone, 'main')[:160]}”")
    must(not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), "the page of a monitor is wider than a phone")
    walk.picture(phone, "hazards-monitor")
    seen = call(walk, phone, "GET", "/hazardPoint?limit=200")["records"]
    must(seen and all(point["region"] == village for point in seen), "a monitor sees points of other villages")
    phone.get_by_role("button", name="收到并回复").first.click()
    phone.wait_for_load_state()
    state = call(walk, page, "GET", "/warningCall/" + walk.kept["call"]["id"])["state"]
    must(state == "answered", f"after the monitor answered, the call is “{state}”")
    walk.open(phone, "/")
    phone.locator("a[href^='/o/reportPatrol']").first.click()
    phone.wait_for_load_state()
    phone.get_by_label("有异常").check()
    phone.click("form.form button.main")
    phone.locator(".problems").wait_for()
    must("迹象" in text(phone, ".problems"), "unusual, and nobody asks what was seen")
    phone.get_by_label("裂缝加宽").check()
    phone.fill("[name=crack]", "15.5")
    walk.picture(phone, "hazards-report")
    phone.click("form.form button.main")
    phone.locator("main", has_text="已上报").wait_for()
    must("已上报" in text(phone, "body"), f"after reporting, the phone shows “{text(phone, 'main')[:120]}”")
    must(phone.request.get(walk.base + "/p/hazardDesk/duty").status == 404, "a monitor can open the duty desk")
    walk.leave(context)
