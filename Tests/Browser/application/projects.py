"""A project of science and technology, from the call to what came of it, each at their own desk; weeks pass between."""
import datetime

from entrance import PASSWORD, first_password, make_user
from finance import outside_user
from program import PATIENCE, PHONE, call, enter, must, press, save, sign_in, take_step, text, wide

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FIELDS = ["中药材种植", "食品加工", "植物保护"]
TITLE = "高山黄连无公害种植与产地初加工技术攻关"
CONTENT = (
    "目标：两年内建成一套适合海拔一千二百米以上产地的黄连无公害种植和初加工技术，使每亩产量提高两成，有效成分含量稳定达到药典要求。"
    "技术路线：先在三个乡镇布设对比小区，比较遮荫、轮作和有机肥的组合；再以低温烘干替代炭火烘炕，用在线水分测量控制终点；"
    "最后把两部分合成操作规程，在合作社示范。主要指标：示范面积三百亩，烘干能耗下降三成，农残全部未检出，形成规程一项，申请发明专利一件。"
    "基础条件：企业有标准化基地五百亩、初加工车间一座，与市药物种植研究所合作六年，有农艺师四人。"
    "预期效益：带动农户一百二十户，户均增收四千元，减少木炭用量六十吨，为全县道地药材的产地加工提供可以照搬的样板。"
    "进度安排：第一年完成小区试验和烘干设备改造，第二年完成示范、规程和验收；经费按任务节点拨付，每半年向主管科室报告一次进展。")


def credit_code(body):
    """A code of 17 characters with its check character (GB 32100)."""
    total = sum(CODE.index(sign) * 3 ** place % 31 for place, sign in enumerate(body))
    return body + CODE[(31 - total % 31) % 31]


def real_firm(walk, page, name, serial):
    """A firm of the register, with access opened."""
    walk.open(page, "/")
    firm = call(walk, page, "POST", "/enterprise", {"name": name, "creditCode": credit_code(f"91500114MA{serial:07}")})
    walk.open(page, f"/a/enterprise/{firm['id']}")
    press(page, "开通企业登录")
    must("已开通" in text(page, "body"), f"opening access for {name} is not confirmed")
    return firm


def look(walk, page, path, name, state=None):
    """A picture at both widths."""
    walk.open(page, path)
    walk.picture(page, name)
    phone = walk.context(page.context.storage_state(), PHONE).new_page()
    walk.open(phone, path)
    walk.expect(not wide(phone), f"{path.partition('?')[0]} is wider than a phone")
    walk.picture(phone, name + "-phone")
    walk.leave(phone.context)


def back(walk, page, account):
    """Signs in again after days have passed. The first of a day waits until all numbers that follow the day are brought to it."""
    page.set_default_timeout(4 * PATIENCE * 1000)
    sign_in(walk, page, account, PASSWORD + account[0])
    page.set_default_timeout(PATIENCE * 1000)
    must("/sign-in" not in page.url, f"{account} cannot sign in again: “{text(page, 'main')[:80]}”")


def administrator(walk, page):
    """The page of the walk with the administrator signed in, also where days have passed in another part."""
    page.goto(walk.base + "/")
    if "/sign-in" in page.url:
        page.set_default_timeout(4 * PATIENCE * 1000)
        sign_in(walk, page, "admin", PASSWORD)
        page.set_default_timeout(PATIENCE * 1000)


def chosen(walk, page):
    """From the call to the decision which project is supported."""
    firm = real_firm(walk, page, "云岭黄连药业有限公司", 1)
    make_user(walk, page, "office2", "谭项目", "projectOffice")
    context = walk.context()
    office = context.new_page()
    first_password(walk, office, "office2", PASSWORD + "o")
    experts = enlist(walk, page, office)
    applicant = outside_user(walk, page, "grower1", "冉种植", "enterprise", firm["name"])
    number = announce(walk, office)
    application = apply(walk, applicant, number)
    judge(walk, office, application)
    sheet = draw(walk, office, number)
    for expert in experts:
        score(walk, expert)
    walk.kept["contract"] = award(walk, office, applicant, sheet)
    for other in [context, applicant.context] + [expert.context for expert in experts]:
        walk.leave(other)


def carried_out(walk, page):
    """From the contract to the acceptance and what came of it."""
    contract = walk.kept["contract"]
    office, applicant = walk.context().new_page(), walk.context().new_page()
    back(walk, office, "office2")
    carry_out(walk, office, applicant, contract)
    accept(walk, office, applicant, contract)
    for other in (office, applicant):
        walk.leave(other.context)


def enlist(walk, page, office):
    """Three experts of the field are admitted and sign in for themselves."""
    pages = []
    for place, name in enumerate(["向草本", "何本草", "田百草"]):
        call(walk, office, "POST", "/person", {"name": name, "employer": f"某农业大学{place + 1}系", "fields": FIELDS, "isExpert": True})
        walk.open(office, "/a/reviewExpert/new")
        # The name is typed; what is offered is masked, and told apart by the unit.
        office.locator("[data-column=person] [role=combobox]").press_sequentially(name, delay=15)
        office.locator("[data-column=person] [role=option]", has_text=f"某农业大学{place + 1}系").click()
        enter(office, number=f"ZJ-90{place}", most=5, enteredOn=walk.program.today)
        expert = save(office, "reviewExpert")
        take_step(office, "入库")
        press(office, "开通专家登录")
        must(f"评审专家 ZJ-90{place}" in text(office, "body"), "opening access for an expert does not say how the user is made")
        pages.append(outside_user(walk, page, f"expert{place + 1}", name, "projectReviewer", f"评审专家 ZJ-90{place}"))
        must("待评审" in text(pages[-1], "main"), f"an expert's home page shows “{text(pages[-1], 'main')[:120]}”")
    return pages


def announce(walk, office):
    today = walk.program.today
    walk.open(office, "/")
    must("项目总览" in text(office, "main"), f"the project office's home page shows “{text(office, 'main')[:120]}”")
    press(office, "新建申报指南")
    enter(
        office, title="道地药材提质增效专项", number="CC2026", programme="县级科技计划", domain="种植养殖", guide="支持道地药材种植和产地加工技术攻关。",
        opens=today, closes=today, budget=60, mostGrant=40, ownShare=50, leastReviews=3)
    number = save(office, "projectCall")
    take_step(office, "发布")
    must("受理中" in text(office, "main"), f"a published call shows “{text(office, 'main')[:160]}”")
    return number


def apply(walk, applicant, number):
    walk.open(applicant, "/p/projects/myProjects")
    must("道地药材提质增效专项" in text(applicant, "main"), "the call is not on the applicant's desk")
    look(walk, applicant, "/p/projects/myProjects", "project-applicant")
    press(applicant, "新建项目申报书")
    walk.picture(applicant, "project-application-form")
    enter(
        applicant, call="道地药材提质增效", title=TITLE, leader="冉种植", topics="\n".join(FIELDS), content=CONTENT,
        targets="规程一项，发明专利一件，示范三百亩", requested=30, own=10, starts=walk.program.today + datetime.timedelta(days=5), months=24, promise="是")
    application = save(applicant, "projectApplication")
    press(applicant, "形式自查")
    must("自筹资金比例" in text(applicant, "body"), f"the self-check says “{text(applicant, 'body')[:200]}”, not that own money is too little")
    walk.picture(applicant, "project-self-check")
    walk.open(applicant, "/p/projects/myProjects")
    must("请提高自筹资金" in text(applicant, "main"), "the desk does not say what to mend")
    walk.picture(applicant, "project-applicant-open")
    walk.open(applicant, f"/a/projectApplication/{application}/edit")
    enter(applicant, own=20)
    save(applicant, "projectApplication")
    press(applicant, "形式自查")
    must("全部符合" in text(applicant, "body"), f"the self-check of a good application says “{text(applicant, 'body')[:200]}”")
    take_step(applicant, "提交")
    must("待形式审查" in text(applicant, "main"), f"a submitted application shows “{text(applicant, 'main')[:160]}”")
    return application


def judge(walk, office, application):
    walk.open(office, "/inbox")
    must(TITLE in text(office, "main"), "the application does not wait for the office")
    walk.open(office, f"/a/projectApplication/{application}")
    take_step(office, "形式审查通过")
    must("形式审查通过" in text(office, "main"), f"after the formal check it shows “{text(office, 'main')[:200]}”")


def draw(walk, office, number):
    sheet = f"/p/projects/callSheet?record={number}"
    walk.open(office, sheet)
    press(office, "截止受理")
    walk.expect("受理到" in text(office, "body"), f"closing a call on its last day is answered with “{text(office, 'body')[:160]}”")
    walk.program.later(1)
    back(walk, office, "office2")
    walk.open(office, sheet)
    press(office, "截止受理")
    walk.open(office, sheet)
    press(office, "查重")
    done(walk, office)
    walk.open(office, sheet)
    must("0%" in text(office, "main") or "没有发现" in text(office, "main"), "the sheet of the call says nothing of the comparison")
    press(office, "抽取专家")
    enter(office, panel=3)
    walk.picture(office, "project-draw")
    office.click("form.form button.main")
    office.wait_for_load_state()
    done(walk, office)
    look(walk, office, sheet, "project-call")
    return sheet


def done(walk, page):
    """Waits for an operation that goes on after its answer; confirms it where it asks to be."""
    confirm = page.locator("form.form button.main")
    if "/o/" in page.url and confirm.count():
        confirm.click()
        page.wait_for_load_state()
    for _ in range(60):
        if "/jobs/" not in page.url or any(word in text(page, "main") for word in ("已完成", "失败", "没有成功")):
            break
        page.wait_for_timeout(500)
        page.reload()
    must("失败" not in text(page, "main"), f"the operation failed: “{text(page, 'main')[:200]}”")


def score(walk, expert):
    account = {"向草本": "expert1", "何本草": "expert2", "田百草": "expert3"}
    name = next(name for name in account if walk.kept.get("scoring", {}).get(name) is None)
    walk.kept.setdefault("scoring", {})[name] = True
    back(walk, expert, account[name])
    home = text(expert, "main")
    must(TITLE in home, f"an expert's desk shows “{home[:160]}”")
    must("云岭黄连" not in home and "冉种植" not in home, "an expert sees who applied")
    if name == "向草本":
        look(walk, expert, "/p/projects/myReviews", "project-expert")
    press(expert, "确认无利益冲突并保密")
    if "/p/" not in expert.url:
        walk.open(expert, "/p/projects/myReviews")
    press(expert, "编辑")
    if name == "向草本":
        walk.picture(expert, "project-score")
    enter(expert, innovation=82, feasibility=88, benefit=90, capability=85, opinion="路线可行，指标可考核。")
    save(expert, "peerReview")
    walk.open(expert, "/p/projects/myReviews")
    press(expert, "提交评分")
    walk.open(expert, "/p/projects/myReviews")
    must("已评分" in text(expert, "main"), f"after scoring the desk shows “{text(expert, 'main')[:160]}”")


def award(walk, office, applicant, sheet):
    walk.open(office, sheet)
    press(office, "评审排序")
    walk.open(office, sheet)
    must("预算线以上" in text(office, "main"), f"after the ranking the call shows “{text(office, 'main')[:300]}”")
    press(office, "公示")
    back(walk, applicant, "grower1")
    walk.open(applicant, "/p/projects/fundingNotice")
    must(TITLE in text(applicant, "main") and "公示中" in text(applicant, "main"), "the applicant does not find the project in the public notice")
    look(walk, applicant, "/p/projects/fundingNotice", "project-notice")
    walk.program.later(9)
    back(walk, office, "office2")
    walk.open(office, sheet)
    press(office, "下达立项")
    walk.open(office, sheet)
    must("已立项" in text(office, "main"), f"after the notice the call shows “{text(office, 'body')[:300]}”")
    contracts = call(walk, office, "GET", "/projectContract?limit=50&sort=-createdAt")
    return next(row["id"] for row in contracts.get("records", contracts.get("items", [])) if row["title"] == TITLE)


def carry_out(walk, office, applicant, contract):
    sheet = f"/p/projects/contractSheet?record={contract}"
    back(walk, applicant, "grower1")
    walk.open(applicant, "/p/projects/myProjects")
    must("请完善并确认任务书" in text(applicant, "main"), "the contract is not among what the applicant has to do")
    for heading, amount in (("设备费", 20), ("业务费", 20), ("劳务费", 4), ("间接费用", 6)):
        walk.open(applicant, sheet)
        press(applicant, "新建项目预算科目")
        enter(applicant, heading=heading, amount=amount)
        save(applicant, "projectBudget")
    look(walk, applicant, sheet, "project-contract-draft")
    press(applicant, "确认任务书")
    walk.open(office, sheet)
    press(office, "签订")
    walk.open(office, sheet)
    must("在研" in text(office, "main"), f"a signed contract shows “{text(office, 'body')[:300]}”")
    pay(walk, office, sheet)
    walk.open(applicant, sheet)
    press(applicant, "新建经费支出")
    enter(applicant, heading="业务费", purpose="农残检测", payee="市检测中心", invoice="CC-0001", amount=450_000)
    expense = save(applicant, "projectExpense")
    take_step(applicant, "入账")
    walk.expect("超" in text(applicant, "body"), f"an expense beyond its heading is answered with “{text(applicant, 'body')[:200]}”")
    walk.open(applicant, f"/a/projectExpense/{expense}/edit")
    enter(applicant, amount=180_000)
    save(applicant, "projectExpense")
    take_step(applicant, "入账")
    for milestone in ("中期目标", "完成全部考核指标"):
        walk.open(applicant, sheet)
        card = applicant.locator(".card", has_text=milestone)
        card.get_by_role("link", name="编辑").click()
        applicant.wait_for_load_state()
        enter(applicant, result=f"{milestone}已达到：示范三百亩，规程一项。")
        save(applicant, "projectMilestone")
        take_step(applicant, "报告完成")
        walk.open(office, sheet)
        press(office, "考核通过")
        pay(walk, office, sheet)
    look(walk, applicant, sheet, "project-contract")


def pay(walk, office, sheet):
    """The payment that a milestone led to."""
    walk.open(office, sheet)
    row = office.locator("tr", has_text="待拨付").first
    must(row.count() == 1, "no payment waits on the sheet of the project")
    row.get_by_role("link").first.click()
    office.wait_for_load_state()
    take_step(office, "拨付")
    must("已拨付" in text(office, "main"), f"after paying it shows “{text(office, 'body')[:200]}”")


def accept(walk, office, applicant, contract):
    sheet = f"/p/projects/contractSheet?record={contract}"
    today = walk.program.today
    walk.open(applicant, sheet)
    press(applicant, "新建项目执行报告")
    enter(applicant, title="黄连攻关科技报告", category="科技报告", asOf=today, progress="全部指标完成，示范三百亩，规程一项，专利一件。")
    report = save(applicant, "projectReport")
    take_step(applicant, "提交")
    walk.open(office, f"/a/projectReport/{report}")
    take_step(office, "通过")
    walk.open(applicant, sheet)
    press(applicant, "新建科学数据汇交")
    enter(applicant, title="黄连小区试验数据", description="三个乡镇两年小区试验的产量、含量和气象记录。", amount="1.2 万条", storage="企业数据室")
    data = save(applicant, "researchDataSet")
    take_step(applicant, "提交")
    walk.open(office, f"/a/researchDataSet/{data}")
    take_step(office, "汇交完成")
    walk.open(applicant, sheet)
    press(applicant, "新建验收")
    enter(applicant, summary="任务书规定的指标全部完成，经费使用合规。")
    acceptance = save(applicant, "projectAcceptance")
    take_step(applicant, "申请验收")
    must("待评价" in text(applicant, "main"), f"applying for acceptance shows “{text(applicant, 'body')[:200]}”")
    walk.open(office, f"/a/projectAcceptance/{acceptance}")
    press(office, "绩效评价")
    enter(office, output=46, effect=26, satisfaction=9, opinion="指标完成，同意通过。")
    office.click("form.form button.main")
    office.wait_for_load_state()
    walk.open(office, f"/a/projectAcceptance/{acceptance}")
    take_step(office, "通过")
    walk.open(office, sheet)
    must("通过验收" in text(office, "main"), f"after the acceptance the project shows “{text(office, 'main')[:200]}”")
    look(walk, office, sheet, "project-accepted")
    walk.open(applicant, sheet)
    press(applicant, "新建项目成果")
    enter(applicant, title="一种黄连低温烘干方法", category="发明专利", number="2026108765432", day=today)
    save(applicant, "projectOutput")
    walk.open(applicant, sheet)
    must("一种黄连低温烘干方法" in text(applicant, "main"), "an outcome is not on the sheet of its project")
