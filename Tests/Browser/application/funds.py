"""Funds: an enterprise claims what it is entitled to, the office and the finance bureau see it through to the bank."""
from entrance import PASSWORD, first_password, make_user
from program import PHONE, call, must, text


def rows(answer):
    return answer.get("records", answer.get("items", []))


def office(walk, page):
    """The office: what waits, a clause that is tried, what an enterprise is entitled to and why."""
    make_user(walk, page, "funds1", "向资金", "fundOffice")
    context = walk.context()
    clerk = context.new_page()
    first_password(walk, clerk, "funds1", PASSWORD + "f")
    walk.kept["funds1"] = context.storage_state()
    must("政策兑现总览" in text(clerk, "main"), f"the fund office's home page shows “{text(clerk, 'main')[:120]}”")
    for words in ("专项资金年度额度", "在办申请", "政策条款", "企业反映的障碍", "模拟"):
        must(words in text(clerk, "main"), f"the fund office's page does not show “{words}”")
    claim = rows(call(walk, clerk, "GET", "/claim?state=submitted&limit=5"))[0]
    walk.open(clerk, f"/p/funds/entitlements?record={claim['enterprise']}")
    for words in ("在施行的条款", "符合", "测算", "需要的材料", "没有核对到原文"):
        must(words in text(clerk, "main"), f"what the enterprise is entitled to does not show “{words}”")
    walk.picture(clerk, "funds-entitlements")
    draft = rows(call(walk, clerk, "GET", "/policyClause?state=draft&limit=5"))[0]
    walk.open(clerk, f"/p/funds/trial?record={draft['id']}")
    must("谁多了，谁少了" in text(clerk, "main") and "每年所需资金" in text(clerk, "main"), "the trial of a draft says nothing")
    walk.picture(clerk, "funds-trial")
    walk.open(clerk, f"/a/policyClause/{draft['id']}/edit")
    clerk.fill("[name=amount]", "1% × 研发费")
    clerk.click("form.form button.main")
    must("没有“研发费”这个数据项，是不是“研发费用”" in text(clerk, "main"), f"a slip in a formula is answered with “{text(clerk, 'main')[:200]}”")
    phone = walk.context(walk.kept["funds1"], PHONE).new_page()
    for path in ("/p/funds/fundDesk", "/p/funds/policyEffect", "/p/funds/outlayGrowth", f"/p/funds/entitlements?record={claim['enterprise']}"):
        walk.open(phone, path)
        must(not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{path} is wider than a phone")
    walk.leave(phone.context)
    walk.leave(context)


def finance(walk, page):
    """The finance bureau confirms a budget; the line knows it at once."""
    make_user(walk, page, "finance1", "何财政", "financeBureau")
    context = walk.context()
    clerk = context.new_page()
    first_password(walk, clerk, "finance1", PASSWORD + "g")
    must("台账核对" in text(clerk, "main") and "与台账相符" in text(clerk, "main"), f"the finance bureau's home page shows “{text(clerk, 'main')[:120]}”")
    before = len(rows(call(walk, clerk, "GET", "/claim?state=reviewed&limit=50")))
    clerk.get_by_role("button", name="确认预算").first.click()
    clerk.wait_for_load_state()
    after = len(rows(call(walk, clerk, "GET", "/claim?state=reviewed&limit=50")))
    must(after == before - 1, f"confirming a budget left {after} of {before} claims")
    must("与台账不符" not in text(clerk, "main"), "after it a line does not agree with its ledger")
    walk.picture(clerk, "funds-finance")
    walk.leave(context)
