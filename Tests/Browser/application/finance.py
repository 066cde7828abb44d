"""Finance: a loan from the rating of a firm to the compensation of its loss, each at their own desk."""
import re

from entrance import FIRST, PASSWORD, first_password, make_user
from program import PHONE, call, must, pick, save, take_step, text


def rows(answer):
    return answer.get("records", answer.get("items", []))


def outside_user(walk, page, account, name, role, unit):
    """Someone who signs in for an organisation; in a browser of their own."""
    walk.open(page, "/a/user/new")
    for column, value in (("account", account), ("name", name), ("roles", role)):
        page.fill(f"[data-column={column}] [name={column}]", value)
    pick(page, "unit", unit)
    page.click("form.form button.main")
    page.wait_for_url(re.compile(r"/a/user/[0-9a-z]{26}$"))
    page.fill("form[action$='/password'] input[name=password]", FIRST)
    page.click("form[action$='/password'] button")
    page.wait_for_load_state()
    context = walk.context()
    other = context.new_page()
    first_password(walk, other, account, PASSWORD + account[0])
    walk.kept[account] = context.storage_state()
    return other


def carry_out(page):
    page.click("form.form button.main")
    page.wait_for_load_state()


def loan(walk, page):
    make_user(walk, page, "centre1", "冉金融", "financeCentre")
    context = walk.context()
    centre = context.new_page()
    first_password(walk, centre, "centre1", PASSWORD + "c")
    must("科技金融总览" in text(centre, "main"), f"the centre's home page shows “{text(centre, 'main')[:120]}”")
    walk.open(centre, "/p/finance/finance")
    for words in ("资金和基金", "合作银行", "代偿", "种子基金项目", "上市挂牌培育", "模拟", "未熔断"):
        must(words in text(centre, "main"), f"the overview of finance does not show “{words}”")
    walk.picture(centre, "finance-overview")
    agreement = rows(call(walk, centre, "GET", "/poolBank?limit=1"))[0]
    bank_row = next(row for row in rows(call(walk, centre, "GET", "/financialInstitution?limit=50")) if agreement["name"].startswith(row["name"]))
    # A firm that has a grade and no loan yet.
    lent = {row["firm"] for row in rows(call(walk, centre, "GET", "/loan?limit=100"))}
    graded = [row for row in rows(call(walk, centre, "GET", "/creditReport?limit=100")) if row.get("grade")]
    firms = {row["id"]: row for row in rows(call(walk, centre, "GET", "/enterprise?limit=100"))}
    must(graded, "no made-up firm has a grade")
    firm = firms[graded[0]["enterprise"]]
    waiting = [row for row in firms.values() if row["name"] not in lent]
    must(waiting, "every made-up firm has a loan")
    for row in waiting:
        walk.open(centre, f"/p/finance/credit?record={row['id']}")
        if re.search(r"[A-E] 级", text(centre, "main")):
            firm = row
            break
    must(firm["name"] not in lent, "no firm without a loan has a grade")
    walk.picture(centre, "finance-rating")
    for kind, row, operation in (("financialInstitution", bank_row, "openInstitution"), ("enterprise", firm, "openAccess")):
        walk.open(page, f"/a/{kind}/{row['id']}")
        page.get_by_role("button", name=re.compile("开通")).first.click()
        page.wait_for_load_state()
        must("已开通" in text(page, "body"), f"{operation} is not confirmed")

    enterprise = outside_user(walk, page, "borrower1", "田借款", "enterprise", firm["name"])
    must("我的融资" in text(enterprise, "main"), "an enterprise's home page has nothing on financing")
    walk.open(enterprise, f"/o/rateCredit?record={firm['id']}&scheme=knowledge")
    carry_out(enterprise)
    must("示例模型" in text(enterprise, "main"), f"rating ends at “{text(enterprise, 'main')[:160]}”")
    walk.picture(enterprise, "finance-report")
    walk.open(enterprise, f"/a/loanApplication/new?enterprise={firm['id']}")
    pick(enterprise, "bank", bank_row["name"])
    for column, value in (("amount", "50"), ("purpose", "新产品试制")):
        enterprise.fill(f"[name={column}]", value)
    application = save(enterprise, "loanApplication")
    take_step(enterprise, "提交")
    must("银行受理中" in text(enterprise, "main"), f"a submitted application shows “{text(enterprise, 'main')[:160]}”")

    bank = outside_user(walk, page, "bank1", "杨银行", "bank", bank_row["name"])
    must("银行工作台" in text(bank, "main") and firm["name"] in text(bank, "main"), f"a bank's home page shows “{text(bank, 'main')[:160]}”")
    must("企业未授权" in text(bank, "main"), "a bank sees a rating that the firm does not share")
    walk.picture(bank, "finance-bank")
    seen = rows(call(walk, bank, "GET", "/loan?limit=100"))
    must(seen and all(row["bank"] == bank_row["id"] for row in seen), "a bank sees another bank's loans")
    for path in ("/p/finance/finance", "/p/finance/financing"):
        must(bank.request.get(walk.base + path).status == 404, f"a bank opens {path}")
    own = next(row for row in seen if row["application"] == application)
    walk.open(bank, f"/a/loan/{own['id']}")
    take_step(bank, "受理尽调")
    walk.open(bank, f"/a/loan/{own['id']}/edit")
    for column, value in (("granted", "50"), ("rate", "3.45"), ("months", "12"), ("drawnOn", "2026-01-05")):
        bank.fill(f"[name={column}]", value)
    bank.locator("[name=method][value=interestMonthly]").check(force=True)
    save(bank, "loan")
    take_step(bank, "批准")
    take_step(bank, "放款")
    must("在贷" in text(bank, "main"), f"a drawn loan shows “{text(bank, 'main')[:160]}”")
    take_step(bank, "登记逾期")
    walk.open(bank, f"/p/finance/loanSheet?record={own['id']}")
    walk.picture(bank, "finance-loan")
    walk.open(bank, f"/a/lossClaim/new?bank={bank_row['id']}&loan={own['id']}")
    bank.fill("[name=reason]", "企业停产，催收无果")
    claim = save(bank, "lossClaim")
    take_step(bank, "提交")

    walk.open(centre, "/inbox")
    must("企业停产，催收无果" in text(centre, "main"), "the claim does not wait for the centre")
    walk.open(centre, f"/a/lossClaim/{claim}")
    take_step(centre, "审核代偿")
    # 50 overdue: the pool 40, of it 16 and 24; the bank 10.
    for words in ("40 万元", "16 万元", "24 万元", "10 万元"):
        must(words in text(centre, "main"), f"a paid claim does not show “{words}”")
    fund = agreement["fund"]
    walk.open(centre, f"/p/finance/books?record={fund}")
    must("与科目余额一致" in text(centre, "main"), "the books do not say that they balance")
    walk.picture(centre, "finance-books")
    walk.open(centre, f"/p/finance/reconciliation?record={fund}")
    centre.get_by_role("button", name="自动对账").first.click()
    centre.wait_for_load_state()
    must("未达账项" in text(centre, "main"), "reconciling does not lead to what is open")
    walk.picture(centre, "finance-reconciliation")
    walk.open(enterprise, "/p/finance/financing")
    must("已代偿" in text(enterprise, "main"), "the firm does not see what became of its loan")
    for name, account, path in (("centre", None, "/p/finance/finance"), ("bank", "bank1", "/"), ("enterprise", "borrower1", "/p/finance/financing")):
        phone = walk.context(context.storage_state() if account is None else walk.kept[account], PHONE).new_page()
        walk.open(phone, path)
        must(not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), f"the desk of {name} is wider than a phone")
        walk.picture(phone, f"finance-{name}-phone")
        walk.leave(phone.context)
    for other in (context, bank.context, enterprise.context):
        walk.leave(other)
