"""Transfer: a demand becomes a contract, and the contract a number of the plan; a lot is bid for."""
import datetime
import os
import re
import tempfile

from entrance import PASSWORD, first_password, make_user
from finance import outside_user
from program import call, enter, must, press, save, take_step, text
from projects import look, real_firm

DEMAND, OFFER = "脆红李产地低成本保鲜技术", "果蔬产地保鲜与低温烘干技术"
CONTRACT = "脆红李产地保鲜技术开发合同"


def contract(walk, page):
    today = walk.program.today
    buyer, seller = real_firm(walk, page, "云岭果业有限公司", 11), real_firm(walk, page, "云岭农产品工程技术有限公司", 12)
    make_user(walk, page, "transfer1", "向转化", "transferOffice")
    make_user(walk, page, "station1", "何登记", "contractStation")
    office, station = walk.context().new_page(), walk.context().new_page()
    first_password(walk, office, "transfer1", PASSWORD + "t")
    first_password(walk, station, "station1", PASSWORD + "s")
    fruit = outside_user(walk, page, "fruit1", "田果业", "enterprise", buyer["name"])
    maker = outside_user(walk, page, "maker1", "谭工程", "enterprise", seller["name"])

    walk.open(fruit, "/p/transfer/ownTransfer")
    press(fruit, "新建技术需求")
    enter(
        fruit, title=DEMAND, demander=buyer["name"], enterprise=buyer["name"], field="农业", budget=110,
        detail="高海拔脆红李采后七天内失水褐变严重，需要低成本的产地保鲜技术，常温货架期不少于十五天。")
    walk.picture(fruit, "transfer-demand")
    demand = save(fruit, "technologyDemand")
    take_step(fruit, "提交")
    walk.open(maker, "/p/transfer/ownTransfer")
    press(maker, "新建技术供给")
    enter(
        maker, title=OFFER, owner=seller["name"], enterprise=seller["name"], field="农业", price=105,
        detail="成套的果蔬产地保鲜技术：采后预冷、减压包装和低温烘干，脆红李常温货架期十八天，失水率低于百分之三。")
    offer = save(maker, "technologyOffer")
    take_step(maker, "提交")
    for kind, record in (("technologyDemand", demand), ("technologyOffer", offer)):
        walk.open(office, f"/a/{kind}/{record}")
        take_step(office, "发布")
        must("已发布" in text(office, "main"), f"a published {kind} shows “{text(office, 'main')[:160]}”")
    look(walk, fruit, "/p/transfer/ownTransfer", "transfer-own-desk")
    must(OFFER in text(fruit, "main") and "保鲜" in text(fruit, "main"), "the offer that is most like the demand is not on the enterprise's desk")
    look(walk, fruit, "/p/transfer/market", "transfer-market")

    walk.open(office, "/p/transfer/market?category=demand")
    office.locator("main").get_by_role("link", name=DEMAND).first.click()
    office.wait_for_load_state()
    must(OFFER in text(office, "main"), f"the matching page offers “{text(office, 'main')[:300]}”")
    look(walk, office, office.url.replace(walk.base, ""), "transfer-matching")
    press(office, "推荐对接")
    confirm(office)
    match = office.url.rsplit("/", 1)[1]
    take_step(office, "双方已对接")
    take_step(office, "进入洽谈")
    walk.open(office, f"/a/technologyMatch/{match}/edit")
    enter(office, contract=CONTRACT, amount=100)
    save(office, "technologyMatch")
    take_step(office, "已签约")
    walk.open(fruit, f"/a/technologyDemand/{demand}")
    must("已签约" in text(fruit, "main"), "the enterprise does not see that its demand ended in a contract")

    register(walk, maker, station, buyer, seller, today)
    indicator(walk, page, today)
    lot(walk, page, office, maker, fruit, seller, buyer, today)
    for other in (office, station, fruit, maker):
        walk.leave(other.context)


def confirm(page):
    if page.locator("form.form button.main").count():
        page.click("form.form button.main")
        page.wait_for_load_state()


def register(walk, maker, station, buyer, seller, today):
    walk.open(maker, "/p/transfer/ownTransfer")
    press(maker, "新建技术合同")
    with tempfile.TemporaryDirectory() as folder:
        paper = os.path.join(folder, "合同.txt")
        with open(paper, "w", encoding="utf-8") as file:
            file.write("技术开发合同正文")
        enter(
            maker, name=CONTRACT, type="委托开发", field="农业", seller=seller["name"], enterprise=seller["name"], buyer=buyer["name"], signedOn=today, total=100,
            content="开发适合高海拔脆红李的产地保鲜工艺，交付成套设备参数、操作规程和培训。", text=paper)
        record = save(maker, "technologyContract")
    walk.open(maker, f"/p/transfer/contractReview?record={record}")
    must("价款和支付方式写明" in text(maker, "main") and "未填写" in text(maker, "main"), "the registration check does not say what is missing")
    look(walk, maker, f"/p/transfer/contractReview?record={record}", "transfer-review-open")
    walk.open(maker, f"/a/technologyContract/{record}/edit")
    enter(maker, payment="分三期支付：签订 40%，中期 30%，验收 30%")
    save(maker, "technologyContract")
    take_step(maker, "提交")
    must("合同登记" in text(station, "body"), f"the station's home page shows “{text(station, 'main')[:160]}”")
    walk.open(station, "/p/transfer/station")
    must(CONTRACT in text(station, "main"), "the contract does not wait at the station")
    look(walk, station, "/p/transfer/station", "transfer-station")
    walk.open(station, f"/a/technologyContract/{record}")
    take_step(station, "受理")
    take_step(station, "登记")
    must("已登记" in text(station, "main") and "100 万元" in text(station, "main"), f"a registered contract shows “{text(station, 'main')[:300]}”")
    walk.picture(station, "transfer-registered")


def indicator(walk, page, today):
    """The number by which plans are measured, and from it down to the contract."""
    walk.open(page, f"/i/I007?period={today.year}")
    must("0.01" in text(page, "main"), f"the turnover of the year shows “{text(page, 'main')[:200]}”")
    must(CONTRACT in text(page, "main"), "the indicator does not lead to the contract")
    look(walk, page, f"/i/I007?period={today.year}", "transfer-indicator")


def lot(walk, page, office, maker, fruit, seller, buyer, today):
    """A right is listed for sale, and an enterprise fills in its bid."""
    walk.open(maker, "/p/transfer/market")
    press(maker, "新建挂牌申请")
    closes = today + datetime.timedelta(days=3)
    enter(
        maker, title="一种减压保鲜箱专利权", seller=seller["name"], enterprise=seller["name"], field="农业", detail="减压保鲜箱的发明专利权，含样机一台。", mode="公开竞价",
        startPrice=30, increment=2, reserve=35, opensAt=f"{today} 00:00", closesAt=f"{closes} 17:00")
    walk.picture(maker, "transfer-listing")
    listing = save(maker, "technologyListing")
    take_step(maker, "提交")
    walk.open(office, f"/a/technologyListing/{listing}")
    take_step(office, "挂牌")
    walk.open(fruit, "/p/transfer/market")
    fruit.locator("main").get_by_role("link", name="一种减压保鲜箱专利权").first.click()
    fruit.wait_for_load_state()
    sheet = fruit.url.replace(walk.base, "")
    press(fruit, "出价")
    enter(fruit, amount=29)
    confirm(fruit)
    must("出价不能低于 30 万元" in text(fruit, "body"), f"a bid below the start is answered with “{text(fruit, 'body')[:200]}”")
    enter(fruit, amount=36)
    walk.picture(fruit, "transfer-bid")
    confirm(fruit)
    must("出价已记录" in text(fruit, "body"), f"a bid is answered with “{text(fruit, 'body')[:200]}”")
    look(walk, fruit, sheet, "transfer-lot")
    must("36" in text(fruit, "main") and "38" in text(fruit, "main"), f"after the bid the lot shows “{text(fruit, 'main')[:300]}”")
    walk.open(maker, sheet)
    press(maker, "出价")
    enter(maker, amount=60)
    confirm(maker)
    must("不能对自己的标的出价" in text(maker, "body"), f"a seller's own bid is answered with “{text(maker, 'body')[:200]}”")
    record = re.search(r"record=(\w+)", sheet).group(1)
    walk.open(fruit, f"/a/marketLot/{record}")
    must("…" not in text(fruit, ".detail .main"), f"the record of a lot shows a bare id: “{text(fruit, '.detail .main')[:300]}”")
    walk.picture(fruit, "transfer-lot-record")
