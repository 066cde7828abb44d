"""Funds: an enterprise claims what it is entitled to, the office and the finance bureau see it through to the bank."""
from entrance import PASSWORD, first_password, make_user
from finance import outside_user
from program import PHONE, call, enter, must, press, save, take_step, text
from projects import administrator, back, look


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


def paid(walk, page):
    """An enterprise from its first sign-in to the money: invited by the office, entitled, claimed, reviewed, announced, listed, paid."""
    administrator(walk, page)
    make_user(walk, page, "service3", "冉服务", "enterpriseOffice")
    inviter = walk.context().new_page()
    first_password(walk, inviter, "service3", PASSWORD + "s")
    walk.open(page, "/")
    firm, clause = promising(walk, page)
    walk.open(inviter, f"/a/enterprise/{firm['id']}")
    press(inviter, "开通企业登录")
    must("请系统管理员新建用户" in text(inviter, "body"), "whoever invites an enterprise is not told what comes next")
    people = outside_user(walk, page, "newcomer1", "田新来", "enterprise", firm["name"])
    walk.picture(people, "paid-first-home")
    claim = ask(walk, people, firm, clause)
    office, bureau = judge(walk, page, claim)
    walk.open(people, "/p/funds/ownClaims")
    must("公示中" in text(people, "main"), "the enterprise does not see that its claim is announced")
    walk.program.later(9)
    back(walk, office, "funds3")
    walk.open(office, f"/a/claim/{claim}")
    take_step(office, "列入支付")
    must("待支付" in text(office, "main"), f"after the notice the claim shows “{text(office, 'body')[:200]}”")
    payment = pay(walk, bureau)
    back(walk, people, "newcomer1")
    look(walk, people, "/p/funds/ownClaims", "paid-own")
    must("已支付" in text(people, "main"), f"the enterprise does not see that {payment} is paid: “{text(people, 'main')[:300]}”")
    for other in (inviter, people, office, bureau):
        walk.leave(other.context)


def promising(walk, page):
    """A made-up firm without a claim, and a clause that it meets with an amount."""
    claimed = {row["enterprise"] for row in rows(call(walk, page, "GET", "/claim?limit=200"))}
    for firm in rows(call(walk, page, "GET", "/enterprise?limit=100")):
        if firm["id"] in claimed or not firm["name"].startswith("模拟"):
            continue
        walk.open(page, f"/p/funds/entitlements?record={firm['id']}")
        row = page.locator("main table").first.locator("tbody tr").first
        words = " ".join(row.inner_text().split())
        if "符合" not in words or "不符合" in words or "研发" not in words:
            continue
        clause = row.get_by_role("link").first
        name = clause.inner_text().strip()
        clause.click()
        page.wait_for_load_state()
        # The office accepts only figures that somebody verified.
        if "待核实" not in text(page, "main"):
            return firm, name
    must(False, "no made-up firm without a claim is entitled to anything")


def ask(walk, people, firm, clause):
    home = text(people, "main")
    walk.open(people, "/p/funds/ownClaims")
    must("我能享受什么" in text(people, "main") and clause in text(people, "main"), f"the desk does not show what the firm is entitled to: “{home[:200]}”")
    look(walk, people, "/p/funds/ownClaims", "paid-entitled")
    people.locator("main").get_by_role("link", name=clause).first.click()
    people.wait_for_load_state()
    look(walk, people, people.url.replace(walk.base, ""), "paid-reasons")
    press(people, "新建兑现申请")
    must(people.input_value("[name=payee]") == firm["name"], "the form of a claim does not know who is paid")
    enter(people, bank="县农商行", account="6222020099990001", isStated="是")
    walk.picture(people, "paid-claim-form")
    claim = save(people, "claim")
    walk.open(people, "/p/funds/ownClaims")
    for _ in range(4):
        if "还缺材料" not in text(people, "main"):
            break
        press(people, "新建申报材料")
        enter(people, note="纸质材料已交窗口")
        save(people, "claimDocument")
        walk.open(people, "/p/funds/ownClaims")
    walk.picture(people, "paid-own-draft")
    press(people, "提交")
    walk.open(people, f"/a/claim/{claim}")
    must("待审核" in text(people, "main"), f"a submitted claim shows “{text(people, 'body')[:300]}”")
    return claim


def judge(walk, page, claim):
    make_user(walk, page, "funds3", "谭资金", "fundOffice")
    make_user(walk, page, "bureau3", "何财政", "financeBureau")
    office, bureau = walk.context().new_page(), walk.context().new_page()
    first_password(walk, office, "funds3", PASSWORD + "f")
    first_password(walk, bureau, "bureau3", PASSWORD + "b")
    walk.open(office, f"/a/claim/{claim}")
    take_step(office, "受理")
    must("待评审" in text(office, "main"), f"accepting the claim is answered with “{text(office, 'body')[:300]}”")
    press(office, "评审核定")
    enter(office, opinion="材料齐全，数据已核实")
    walk.picture(office, "paid-review")
    office.click("form.form button.main")
    office.wait_for_load_state()
    walk.open(office, f"/a/claim/{claim}")
    take_step(office, "报财政确认")
    walk.open(bureau, f"/a/claim/{claim}")
    take_step(bureau, "确认预算")
    walk.open(office, f"/a/claim/{claim}")
    take_step(office, "公示")
    must("公示中" in text(office, "main"), f"announcing the claim is answered with “{text(office, 'body')[:300]}”")
    return office, bureau


def pay(walk, bureau):
    back(walk, bureau, "bureau3")
    walk.open(bureau, "/p/funds/financeDesk")
    press(bureau, "生成支付清单")
    bureau.click("form.form button.main")
    bureau.wait_for_load_state()
    sheet = bureau.url.replace(walk.base, "")
    must("支付清单" in text(bureau, "main"), f"making a list leads to {sheet}: “{text(bureau, 'body')[:200]}”")
    look(walk, bureau, sheet, "paid-sheet")
    must("6222020099990001" in text(bureau, "main"), "the payment sheet does not show the account that the enterprise gave")
    press(bureau, "送银行")
    if bureau.locator("form.form button.main").count():
        bureau.click("form.form button.main")
        bureau.wait_for_load_state()
    walk.open(bureau, sheet)
    must("已送银行" in text(bureau, "main"), f"after sending it the sheet shows “{text(bureau, 'body')[:300]}”")
    row = next(row for row in rows(call(walk, bureau, "GET", "/payment?limit=200")) if row["account"] == "6222020099990001")
    walk.open(bureau, "/p/funds/financeDesk")
    press(bureau, "新建银行回单")
    enter(bureau, number=row["number"], amount=row["amount"], day=walk.program.today)
    save(bureau, "bankResult")
    walk.open(bureau, sheet)
    press(bureau, "核对银行回单")
    if bureau.locator("form.form button.main").count():
        bureau.click("form.form button.main")
        bureau.wait_for_load_state()
    must("支付成功 1 笔" in text(bureau, "body"), f"matching the bank's result says “{text(bureau, 'body')[:300]}”")
    return row["number"]
