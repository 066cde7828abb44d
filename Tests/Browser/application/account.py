"""One's own account: one-time codes, tokens, deputies, passwords; and steps that are given to a person."""
import base64
import hashlib
import hmac
import re
import struct
import time

from entrance import PASSWORD
from program import holds, must, sign_in, text


def one_time_code(secret, ahead=0):
    """RFC 6238 with SHA-1, 30 seconds and 6 digits, as every authenticator does it."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + ahead), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def codes(walk, _):
    context = walk.context(walk.kept["user1"])
    page = context.new_page()
    walk.open(page, "/account")
    page.click("main .ways a >> text=动态验证码")
    page.wait_for_url("**/account/codes")
    box = page.locator("svg.qr").bounding_box()
    must(box and box["width"] >= 180, f"the code to scan is {box and box['width']} px wide")
    page.click(".instructions summary")
    shown = text(page, ".secret")
    must(re.fullmatch(r"([A-Z2-7]{4} ?)+", shown), f"the key to type is shown as “{shown}”")
    secret = shown.replace(" ", "")
    walk.picture(page, "codes")
    page.fill("[name=code]", "000000")
    page.click("form.codes button.main")
    page.wait_for_load_state()
    must("验证码不正确" in text(page, ".problems"), f"a wrong code was answered with “{text(page, 'main')[:60]}”")
    must(text(page, ".secret").replace(" ", "") in (secret, ""), "after a wrong code there is another key, although the phone has the first one")
    page.fill("[name=code]", one_time_code(secret))
    page.click("form.codes button.main")
    page.wait_for_url("**/account")
    must("已启用" in text(page, ".ways"), f"after turning codes on, the account says “{text(page, '.ways')}”")
    other_context = walk.context()
    other = other_context.new_page()
    sign_in(walk, other, "user1", PASSWORD + "u")
    must("/sign-in/code" in other.url, f"with codes on, the password alone leads to “{text(other, 'main')[:60]}”")
    walk.picture(other, "sign-in-code")
    other.fill("[name=code]", one_time_code(secret, ahead=1))
    other.click("form button.main")
    other.wait_for_url(walk.base + "/")
    walk.leave(other_context)
    walk.open(page, "/account/codes")
    page.fill("[name=password]", PASSWORD + "u")
    page.click("main form button.danger")
    page.wait_for_url("**/account")
    must("未启用" in text(page, ".ways"), "one-time codes cannot be turned off again")
    walk.leave(context)


def tokens(walk, page):
    walk.open(page, "/account/tokens")
    page.fill("[name=name]", "每日汇总脚本")
    page.fill("[name=expires]", "")
    page.locator("[name=expires]").press_sequentially(time.strftime("%Y%m%d", time.localtime(time.time() + 30 * 86400)))
    must(re.fullmatch(r"\d{4}-\d{2}-\d{2}", page.input_value("[name=expires]")), f"eight digits became “{page.input_value('[name=expires]')}” and no day")
    page.click("main form button.main")
    page.wait_for_selector("#new-token")
    secret = text(page, "#new-token")
    walk.picture(page, "token")
    status, answer = walk.ask("/api/v1/me", secret)
    must(status == 200 and "田管理" in answer, f"a new token was answered with {status}")
    page.reload()
    must(page.locator(".things li", has_text="每日汇总脚本").count() == 1, "loading the page again made another token")
    must(secret not in page.content() and "每日汇总脚本" in text(page, ".things"), "the list of tokens does not show the new one, or still shows its secret")

    # Whoever turns pages quickly leaves many streams behind; each gives its place back at once, and not only with its next heartbeat.
    left = sum(walk.listen(secret) for _ in range(150))
    must(left == 150, f"of 150 streams that were left one after the other, only {left} began")

    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(".things li", has_text="每日汇总脚本").locator("button").first.click()
    must(holds(page, "!document.querySelector('.things')?.textContent.includes('每日汇总脚本')"), "a token that was revoked is still listed")
    must(walk.ask("/api/v1/me", secret)[0] == 401, "a token that was revoked still works")

    # Refused by the HTTP library before any route, and still told in the one shape of failure.
    status, answer = walk.ask("/api/v1/me?text=" + "a" * 40_000, secret)
    must(status == 431 and "head-too-long" in answer, f"an address that is too long was answered {status} with “{answer[:80]}”")


def deputies(walk, page):
    walk.open(page, "/account/deputies")
    found = page.locator("[name='taker.words']")
    found.press_sequentially("谭", delay=15)
    option = page.locator("[role=option]").first
    option.wait_for()
    must("谭使用" in option.inner_text(), f"looking for 谭 offers “{option.inner_text()}”")
    option.click()
    page.fill("[name=from]", time.strftime("%Y年%m月%d日"))
    page.fill("[name=to]", time.strftime("%Y/%m/%d", time.localtime(time.time() + 3 * 86400)))
    page.fill("[name=reason]", "赴市里培训")
    must(page.input_value("[name=from]") == time.strftime("%Y-%m-%d"), f"a day in Chinese stays “{page.input_value('[name=from]')}”")
    page.click("main form.plain-form button.main")
    page.wait_for_url("**/account/deputies")
    must("谭使用" in text(page, ".things") and "生效中" in text(page, ".things"), f"a new deputy is shown as “{text(page, '.things')}”")
    walk.picture(page, "deputies")
    context = walk.context(walk.kept["user1"])
    other = context.new_page()
    walk.open(other, "/settings")
    walk.open(other, "/account/deputies")
    must("田管理" in text(other, "main"), "the deputy does not see for whom they stand in")
    page.once("dialog", lambda dialog: dialog.accept())
    page.click(".things form button")
    must(holds(page, "!document.querySelector('.things')"), "a deputy whose time was ended is still listed")
    status = other.request.get(walk.base + "/settings").status
    must(status in (403, 404), f"whose deputyship was ended still gets {status} for the settings")
    walk.leave(context)


def assignment(walk, page):
    walk.open(page, "/a/booking?state=submitted")
    page.locator("#results tbody tr", has_text="模拟").first.locator("[data-open]").click()
    page.wait_for_load_state()
    path = page.url.replace(walk.base, "")
    title = text(page, "h1").split(" ")[0]
    must("仪器管理员" in text(page, ".waits"), f"a booking that waits says for whom: “{text(page, '.moves')[:60]}”")
    page.click(".assign > summary")
    page.locator("[name='user.words']").press_sequentially("冉", delay=15)
    option = page.locator(".assign [role=option]").first
    option.wait_for()
    must("冉保管" in option.inner_text(), f"looking for 冉 among who could do it offers “{option.inner_text()}”")
    option.click()
    walk.picture(page, "assign")
    page.click(".assign form button.main")
    page.wait_for_load_state()
    must("冉保管" in text(page, ".waits") and "仪器管理员" not in text(page, ".waits"), f"after giving it to someone it waits for “{text(page, '.waits')}”")
    context = walk.context(walk.kept["keeper1"])
    other = context.new_page()
    walk.open(other, path)
    move = other.locator("details.move", has=other.locator("summary", has_text="批准"))
    move.locator("summary").click()
    term = re.search(r"\d{4}-\d{2}-\d{2}", move.locator("form").inner_text())
    must(term, f"approving does not say by when what follows is due: “{move.locator('form').inner_text()}”")
    move.locator("[name=due]").fill("2020-01-01")
    move.locator("button.main").click()
    other.wait_for_load_state()
    must("期限不能早于今天" in text(other, "main"), f"a deadline that is past was answered with “{text(other, 'main')[:80]}”")
    walk.open(other, path)
    move.locator("summary").click()
    move.locator("[name=due]").fill(term.group(0))
    move.locator("button.main").click()
    other.wait_for_load_state()
    must(text(other, "h1 .state") == "已批准", f"after approving with a deadline the booking “{title}” is “{text(other, 'h1 .state')}”")
    must(other.get_attribute(".moves time.due", "datetime") == term.group(0), "the deadline that was chosen is not shown")
    walk.leave(context)
