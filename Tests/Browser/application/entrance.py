"""Coming in: the first administrator, wrong passwords, being locked out, going out, users with roles."""
import re

from program import must, number, sign_in, text

PASSWORD = "Wulingshan-2026"
FIRST = "gei-xinren-2026"


def first_administrator(walk, page):
    page.goto(walk.program.first)
    walk.expect("示例区" in text(page, "main"), "the page for the first administrator does not say which county it is for")
    walk.expect(page.locator("main .seal").count() == 1, "the page for the first administrator does not look like the sign-in: the seal is missing")
    walk.expect(len(text(page, "main .hint")) > 10, "the page for the first administrator does not say what it is for")
    walk.picture(page, "first-sign-in")
    page.fill("input[name=account]", "admin")
    page.fill("input[name=name]", "田管理")
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=repeat]", PASSWORD + "x")
    page.click("form button.main")
    must("两次输入的口令不一致" in text(page, ".problems"), f"two different passwords were answered with “{text(page, 'main')[:80]}”")
    must(page.input_value("input[name=name]") == "田管理", "after a wrong password the name had to be typed again")
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=repeat]", PASSWORD)
    page.click("form button.main")
    page.wait_for_url(walk.base + "/")
    must("田管理" in text(page, ".top .person"), "the top bar of the first administrator does not show the name")
    walk.kept["admin"] = page.context.storage_state()
    status = page.request.get(walk.program.first).status
    must(status == 404, f"the link for the first sign-in still works a second time ({status})")


def out_and_in(walk, page):
    page.goto(walk.base + "/")
    page.click("details.menu.user > summary")
    page.click("details.menu.user form button")
    page.wait_for_url("**/sign-in*")
    walk.picture(page, "sign-in")
    page.goto(walk.base + "/a/booking?state=submitted")
    must("/sign-in" in page.url, f"without signing in, the bookings showed “{text(page, 'main')[:60]}”")
    page.fill("input[name=user]", "admin")
    page.fill("input[name=password]", "not-the-password")
    page.click("form button.main")
    must("不对" in text(page, ".problems"), f"a wrong password was answered with “{text(page, 'main')[:80]}”")
    must(page.input_value("input[name=user]") == "admin", "after a wrong password the user name had to be typed again")
    page.fill("input[name=password]", PASSWORD)
    page.click("form button.main")
    page.wait_for_url("**/a/booking?state=submitted")
    walk.kept["admin"] = page.context.storage_state()


def make_user(walk, page, account, name, roles):
    """As the administrator: the form for a user, then a first password."""
    walk.open(page, "/a/user/new")
    for column, value in (("account", account), ("name", name), ("roles", roles)):
        page.fill(f"[data-column={column}] [name={column}]", value)
    page.click("form.form button.main")
    page.wait_for_url(re.compile(r"/a/user/[0-9a-z]{26}$"))
    must(name in text(page, "h1"), f"after saving, the page of the user shows “{text(page, 'h1')}”")
    password = page.locator("form[action$='/password'] input[name=password]")
    must(password.count() == 1, "the administrator finds no place on the page of a user to give them a first password")
    password.fill("short")
    page.click("form[action$='/password'] button")
    page.wait_for_load_state()
    must("至少" in text(page, "main"), f"a short password for a user was answered with “{text(page, 'main')[:80]}”")
    page.go_back()
    page.fill("form[action$='/password'] input[name=password]", FIRST)
    page.click("form[action$='/password'] button")
    page.wait_for_load_state()


def first_password(walk, page, account, password):
    """A user's own first sign-in."""
    sign_in(walk, page, account, FIRST)
    must("/sign-in/password" in page.url, f"a user with a first password was not asked for one of their own but saw “{text(page, 'main')[:60]}”")
    page.fill("input[name=password]", password)
    page.fill("input[name=repeat]", password)
    page.click("form button.main")
    page.wait_for_url(walk.base + "/")


def users(walk, page):
    make_user(walk, page, "keeper1", "冉保管", "instrumentKeeper")
    make_user(walk, page, "user1", "谭使用", "instrumentUser")
    walk.picture(page, "user")
    for account in ("keeper1", "user1"):
        context = walk.context()
        other = context.new_page()
        first_password(walk, other, account, PASSWORD + account[0])
        walk.kept[account] = context.storage_state()
        if account == "user1":
            links = " ".join(other.locator(".side").all_inner_texts())
            must("用户" not in links.split(), "an ordinary user's navigation offers the administrators' list of users")
            status = other.request.get(walk.base + "/settings").status
            must(status in (403, 404), f"an ordinary user got {status} for the settings")
        walk.leave(context)


def locked_out(walk, page):
    """Five wrong passwords; then not even the right one."""
    other = walk.context().new_page()
    for turn in range(5):
        sign_in(walk, other, "user1", f"wrong-password-{turn}")
        must(text(other, ".problems") != "", f"wrong password {turn + 1} was not answered with a message")
    sign_in(walk, other, "user1", PASSWORD + "u")
    must("/sign-in" in other.url, "after five wrong passwords the right one still lets in")
    must("锁定" in text(other, "main"), f"someone who is locked out is not told that accounts are locked, only “{text(other, '.problems')}”")
    must(number(text(other, ".problems")) is not None, "someone who is locked out is not told for how long")
    walk.picture(other, "locked-out")
    walk.leave(other.context)
