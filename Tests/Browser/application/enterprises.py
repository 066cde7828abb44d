"""Enterprises: the office that helps them up the ladder, and an enterprise at its own desk."""
import re

from entrance import FIRST, PASSWORD, first_password, make_user
from program import PHONE, call, must, pick, take_step, text


def rows(answer):
    return answer.get("records", answer.get("items", []))


def office(walk, page):
    """The office: who lacks what, a rule that is tried, an issue that is taken up."""
    make_user(walk, page, "service1", "向服务", "enterpriseOffice")
    context = walk.context()
    office = context.new_page()
    first_password(walk, office, "service1", PASSWORD + "s")
    walk.kept["service1"] = context.storage_state()
    must("培育总览" in text(office, "main"), f"the office's home page shows “{text(office, 'main')[:120]}”")
    walk.open(office, "/p/enterprises/cultivation")
    for words in ("培育计划目标", "可晋级企业", "90 天内到期", "问题台账", "模拟"):
        must(words in text(office, "main"), f"Cultivation does not show “{words}”")
    walk.picture(office, "enterprises-cultivation")
    firm = rows(call(walk, office, "GET", "/enterprise?limit=5"))[0]
    walk.kept["firm"] = firm
    walk.open(office, f"/p/enterprises/ladder?record={firm['id']}&rung=all")
    for words in ("科技型中小企业", "专精特新", "高新技术企业", "差距与办法", "未核对原文", "自评不等于认定"):
        must(words in text(office, "main"), f"the ladder does not show “{words}”")
    walk.picture(office, "enterprises-ladder")
    walk.open(office, f"/p/enterprises/ladder?record={firm['id']}&rung=specialised&on=2025-12-31")
    must("63号" in text(office, "main"), "at the end of 2025 the ladder does not follow the rules of that day")
    walk.open(office, "/o/tryRule?rung=highTech")
    office.fill("[name=code]", "HTE-4")
    office.fill("[name=limit]", "30")
    office.click("form.form button.main")
    office.wait_for_url(re.compile("/p/enterprises/proposal"))
    must("由 10% 改为 30%" in text(office, "main"), f"trying a rule ends at “{text(office, 'main')[:160]}”")
    walk.picture(office, "enterprises-proposal")
    walk.open(office, "/p/enterprises/incubation")
    must("众创空间" in text(office, "main"), "the page of the incubators shows none")
    walk.picture(office, "enterprises-incubation")
    phone = walk.context(walk.kept["service1"], PHONE).new_page()
    for code in ("cultivation", "proposal", "incubation"):
        walk.open(phone, f"/p/enterprises/{code}")
        must(not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{code} is wider than a phone")
        walk.picture(phone, f"enterprises-{code}-phone")
    walk.open(phone, f"/p/enterprises/ladder?record={firm['id']}&rung=scienceSME")
    must(not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), "the ladder is wider than a phone")
    walk.picture(phone, "enterprises-ladder-phone")
    walk.leave(phone.context)
    walk.open(office, f"/p/enterprises/ladder?record={firm['id']}")
    office.get_by_role("button", name="开通企业登录").first.click()
    office.wait_for_load_state()
    must("已开通" in text(office, "body"), "opening access for an enterprise is not confirmed")
    walk.leave(context)


def enterprise(walk, page):
    """An enterprise signs in, reports a year, raises an issue, and sees nobody else."""
    firm = walk.kept["firm"]
    walk.open(page, "/a/user/new")
    for column, value in (("account", "firm1"), ("name", "田企业"), ("roles", "enterprise")):
        page.fill(f"[data-column={column}] [name={column}]", value)
    pick(page, "unit", firm["name"])
    page.click("form.form button.main")
    page.wait_for_url(re.compile(r"/a/user/[0-9a-z]{26}$"))
    page.fill("form[action$='/password'] input[name=password]", FIRST)
    page.click("form[action$='/password'] button")
    page.wait_for_load_state()
    context = walk.context()
    firm1 = context.new_page()
    first_password(walk, firm1, "firm1", PASSWORD + "f")
    walk.kept["firm1"] = context.storage_state()
    home = text(firm1, "main")
    must(firm["name"] in home and "能申报什么" in home, f"an enterprise's home page shows “{home[:160]}”")
    must("培育计划目标" not in home and "规划" not in home, "an enterprise sees the office's or the plan's page")
    walk.picture(firm1, "enterprise-home")
    seen = rows(call(walk, firm1, "GET", "/enterprise?limit=50"))
    must([row["id"] for row in seen] == [firm["id"]], f"an enterprise sees {len(seen)} enterprises")
    must(firm1.request.get(walk.base + "/p/enterprises/proposal").status == 404, "an enterprise opens the office's page of rules")
    walk.open(firm1, "/a/enterpriseYear/new?enterprise=" + firm["id"])
    firm1.fill("[name=closes]", "2019-12-31")
    firm1.fill("[name=revenue]", "800")
    firm1.fill("[name=research]", "48")
    walk.picture(firm1, "enterprise-figures")
    firm1.click("form.form button.main")
    firm1.wait_for_url(re.compile(r"/a/enterpriseYear/[0-9a-z]{26}$"))
    take_step(firm1, "提交")
    must("待核实" in text(firm1, "main"), f"submitted figures show “{text(firm1, 'main')[:120]}”")
    walk.open(firm1, "/a/enterpriseIssue/new?enterprise=" + firm["id"])
    firm1.fill("[name=subject]", "需要标准厂房")
    firm1.fill("[name=openedOn]", "2026-11-02")
    firm1.click("form.form button.main")
    firm1.wait_for_url(re.compile(r"/a/enterpriseIssue/[0-9a-z]{26}$"))
    phone = walk.context(walk.kept["firm1"], PHONE).new_page()
    walk.open(phone, "/")
    must("需要标准厂房" in text(phone, "main"), "the issue that was raised is not on the enterprise's home page")
    must(not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), "the home page of an enterprise is wider than a phone")
    walk.picture(phone, "enterprise-home-phone")
    walk.leave(phone.context)
    walk.leave(context)
    office = walk.context(walk.kept["service1"]).new_page()
    walk.open(office, "/inbox")
    must("需要标准厂房" in text(office, "main"), "the issue does not wait for the office")
    walk.picture(office, "enterprises-inbox")
    walk.leave(office.context)
