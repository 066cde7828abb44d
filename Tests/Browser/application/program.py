"""The program on a fresh database, and whoever looks at it: what every part of the walk works with."""
import contextlib
import datetime
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.request

from playwright.sync_api import Error

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".."))
# In Chinese, where the browser has its translations.
CHROMIUM = ["--headless=new", "--no-sandbox", "--lang=zh-CN"]
# Maps are drawn by software, for there may be no graphics card; then so is everything, which takes its time.
DRAWN_BY_SOFTWARE = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
# What the browser itself says about an answer that the walk asked for: wrong passwords, wrong forms, conflicts.
ASKED_FOR = re.compile(r"status of (401|409|422)\b")
# How long a page may take before the walk gives it up, in seconds: a machine that is busy with other things is no fault of the page.
PATIENCE = 40
# No part takes longer than this, in seconds, not even on a machine that is busy with other things.
LONGEST = 300


class Seen(AssertionError):
    """What a user would have seen instead of what they must see."""


def must(holds, sentence):
    """Fails with a sentence that says what a user would have seen."""
    if not holds:
        raise Seen(sentence)


class Program:
    """`shanhe serve --demo` on a fresh temporary database, until the end of the `with`."""

    def __init__(self, program, passes_days=False):
        self.program, self.passes_days = os.path.abspath(program), passes_days

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="shanhe-walk-")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        place = lambda name: os.path.join(self.folder, name)
        self.errors = open(place("errors.txt"), "w")
        self.clock, self.ahead, environment = place("clock"), 0, os.environ
        if self.passes_days:
            self.set_clock()
            source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "clock.c")
            subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", place("clock.so"), source], check=True)
            environment = {**os.environ, "LD_PRELOAD": place("clock.so"), "SHANHE_WALK_CLOCK": self.clock}
        self.process = subprocess.Popen(
            [self.program, "serve", "--demo", "--database", place("records.db"), "--files", place("files"), "--ledger-key", place("ledger.key"), "--port", str(port)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=self.errors, text=True, env=environment)
        self.base, self.first = f"http://127.0.0.1:{port}", None
        for line in self.process.stdout:
            link = re.search(r"http://\S+/first/\S+", line)
            if link:
                self.first = link.group(0)
                break
        if not self.first:
            self.__exit__()
            raise SystemExit("the program ended without printing the link for the first sign-in")
        return self

    def set_clock(self):
        # Never another file: the program has this one before its eyes.
        with open(self.clock, "r+b" if os.path.exists(self.clock) else "wb") as file:
            file.write(struct.pack("=q", self.ahead))

    def later(self, days):
        """Days pass. Whoever was signed in has to sign in again."""
        self.ahead += days * 86_400
        self.set_clock()

    @property
    def today(self):
        """The day that the program believes it is."""
        return (datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))) + datetime.timedelta(seconds=self.ahead)).date()

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Walk:
    """The browser, what went wrong, and small things that users do."""

    def __init__(self, launch, program, pictures):
        self.launch, self.browser = launch, launch()
        self.program, self.base, self.pictures = program, program.base, pictures
        self.faults, self.parts = [], 0
        self.part = "start"
        self.kept = {}
        os.makedirs(pictures, exist_ok=True)

    def context(self, state=None, size=DESK, locale="zh-CN", loses_signal=False, **more):
        """A browser of its own; whatever its console complains of is a fault of the part that is walked, but for a missing signal that it is to miss."""
        context = self.browser.new_context(viewport=size, locale=locale, storage_state=state, accept_downloads=True, **more)
        context.set_default_timeout(PATIENCE * 1000)

        def heard(message):
            if loses_signal and ("net::ERR_" in message.text or "Failed to fetch" in message.text):
                return
            if message.type == "error" and not ASKED_FOR.search(message.text):
                self.fault(f"the browser's console said “{message.text}” ({message.location.get('url', '')})")

        context.on("console", heard)
        context.on("weberror", lambda error: self.fault(f"a script failed: {error.error}"))
        return context

    def leave(self, context):
        """Closes a browser. Its pages are emptied before: Chromium can wait for ever for a page that loads itself again while it is closed, and
        live updates make pages do that at any moment."""
        for page in context.pages:
            page.goto("about:blank")
        context.close()

    def ask(self, path, token):
        """What a program gets with a token: status and text."""
        request = urllib.request.Request(self.base + path, headers={"Authorization": "Bearer " + token})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def listen(self, token):
        """Listens to live updates with a token until the first word, and leaves: whether there was one."""
        request = urllib.request.Request(self.base + "/events", headers={"Authorization": "Bearer " + token})
        try:
            with urllib.request.urlopen(request, timeout=10) as stream:
                return stream.readline().startswith(b"retry")
        except urllib.error.HTTPError:
            return False

    def page(self, before=None):
        """The page in which the walk goes on, a new one after the browser had to be ended: with the administrator signed in, once there is one."""
        if before and before.context.browser == self.browser:
            return before
        return self.context(self.kept.get("admin")).new_page()

    def fault(self, sentence):
        sentence = f"{self.part}: {sentence}".replace(self.base, "")
        if sentence not in self.faults:
            self.faults.append(sentence)
            print("  ✗", sentence, flush=True)

    def expect(self, holds, sentence):
        """Like `must`, where the walk can go on all the same."""
        if not holds:
            self.fault(sentence)

    @contextlib.contextmanager
    def walking(self, part):
        """One part; it may fail without ending the others."""
        self.part, began = part, time.monotonic()
        self.parts += 1
        # Not everything that Playwright waits for has an end of its own. When the browser is gone, all of it has.
        watch = threading.Timer(LONGEST, end_browsers)
        watch.start()
        try:
            yield
        except Seen as seen:
            self.fault(str(seen))
        except Exception as error:  # A user would have waited for something that never came.
            here = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(os.path.dirname(__file__))][-1]
            place = f"{os.path.basename(here.filename)}:{here.lineno}"
            if watch.is_alive():
                self.fault(f"what the next step needs was not there ({place}): " + " ".join(str(error).split())[:300])
            else:
                self.fault(f"nothing came of it in {LONGEST} s ({place}: {here.line})")
                self.browser = self.launch()
        finally:
            watch.cancel()
        print(f"{part} ({time.monotonic() - began:.1f} s)", flush=True)

    def picture(self, page, name):
        page.screenshot(path=os.path.join(self.pictures, name + ".png"), full_page=True, animations="disabled")

    def open(self, page, path, status=200):
        answer = page.goto(self.base + path)
        must(answer.status == status, f"{path} answered {answer.status} and not {status}: “{text(page, 'main')[:80]}”")
        return page


def end_browsers():
    """Ends the browsers that this program started: they are children of Playwright's driver, which is a child of ours."""
    parents, browsers = {}, []
    for process in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            with open(f"/proc/{process}/stat") as stat:
                parents[process] = stat.read().rpartition(")")[2].split()[1]
            if "chrom" in os.readlink(f"/proc/{process}/exe"):
                browsers.append(process)
    for process in browsers:
        if parents.get(parents[process]) == str(os.getpid()):
            os.kill(int(process), signal.SIGKILL)


def between_pages(page, ask):
    """What is asked of a page; asked again where the page went meanwhile: live updates let pages load themselves anew at any moment."""
    while True:
        try:
            return ask()
        except Error as error:
            if not any(words in str(error) for words in ("context was destroyed", "Cannot find context", "not attached")):
                raise
            page.wait_for_load_state()


def text(page, selector):
    """What stands there; nothing when it is not there."""
    def ask():
        found = page.query_selector(selector)
        return " ".join(found.inner_text().split()) if found else ""

    return between_pages(page, ask)


def texts(page, selector):
    return between_pages(page, lambda: [" ".join(words.split()) for words in page.locator(selector).all_inner_texts()])


def holds(page, condition, seconds=6):
    """Whether a condition comes to hold. Asked from outside: the policy of the pages lets nothing inside them evaluate text."""
    end = time.monotonic() + seconds
    while True:
        try:
            if page.evaluate(condition):
                return True
        except Exception:  # Between two pages.
            pass
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(50)


def number(words):
    """The first number of a text: 1,234 条."""
    found = re.search(r"\d[\d,]*", words)
    return int(found.group(0).replace(",", "")) if found else None


def sign_in(walk, page, user, password, back="/sign-in"):
    page.goto(walk.base + back)
    page.fill("input[name=user]", user)
    page.fill("input[name=password]", password)
    page.click("form button.main")
    page.wait_for_load_state()


def call(walk, page, method, path, body=None):
    """A request to the API with the session of a page that is open."""
    token = json.loads(page.get_attribute("body", "hx-headers"))["X-Form-Token"]
    headers = {"X-Form-Token": token, "Content-Type": "application/json", "Origin": walk.base}
    if method == "PATCH":
        headers["If-Match"] = "*"
    answer = page.context.request.fetch(
        walk.base + "/api/v1" + path, method=method, headers=headers,
        data=json.dumps(body) if body is not None else None)
    must(answer.ok, f"the API answered {answer.status} to {method} {path}: {answer.text()[:200]}")
    return answer.json() if answer.text() else None


def pick(page, column, words):
    """Finds a record by typing, as in a form."""
    box = page.locator(f"[data-column={column}] [role=combobox]")
    box.fill("")
    box.press_sequentially(words, delay=15)
    option = page.locator(f"[data-column={column}] [role=option]").first
    option.wait_for()
    chosen = option.get_attribute("data-text")
    must(words in chosen, f"looking for “{words}” offers “{chosen}” first")
    option.click()
    return chosen


def enter(page, **values):
    """Fills in a form: whatever kind of control a field has."""
    for column, value in values.items():
        box = page.locator(f"[data-column={column}]")
        if box.locator("[role=combobox]").count():
            pick(page, column, value)
        elif box.locator("input[type=radio]").count():
            box.locator("label", has_text=value).locator("input").check(force=True)
        elif box.locator("select").count():
            box.locator("select").select_option(label=value)
        elif box.locator("input[type=file]").count():
            box.locator("input[type=file]").set_input_files(value)
        else:
            box.locator(f"[name={column}]").fill(str(value))


def save(page, kind):
    """Saves a form; the id of the record that came of it, whose page is open then. From a desk one comes back to the desk, where it stands now."""
    form = page.url
    page.click("form.form button.main")
    page.wait_for_load_state()
    problems = texts(page, ".control .error") or texts(page, "#problems")
    must(not problems and page.url != form, f"saving a {kind} says {problems} at {page.url}")
    if not re.search(rf"/a/{kind}/[0-9a-z]{{26}}$", page.url):
        before = re.search(rf"/a/{kind}/([0-9a-z]{{26}})/edit", form)
        answer = page.request.get(f"{page.evaluate('location.origin')}/api/v1/{kind}?limit=200").json()
        newest = max(row["id"] for row in answer.get("records", answer.get("items", [])))
        page.goto(f"{page.evaluate('location.origin')}/a/{kind}/{before.group(1) if before else newest}")
    return page.url.rsplit("/", 1)[1]


def press(page, name, nth=0):
    """Presses a button or follows a link that looks like one, by its words."""
    main = page.locator("main")
    found = main.get_by_role("button", name=name, exact=True).or_(main.get_by_role("link", name=name, exact=True))
    must(found.count() > nth, f"there is nothing to press that says “{name}”: “{text(page, 'main')[:200]}”")
    found.nth(nth).click()
    page.wait_for_load_state()


def wide(page):
    """Whether the page is wider than its screen."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def take_step(page, name, remark=None):
    """Opens a move of a record's page, says why, confirms."""
    move = page.locator("details.move", has=page.locator("summary", has_text=re.compile(rf"^\s*{name}")))
    move.locator("summary").click()
    if remark is not None:
        move.locator("textarea").fill(remark)
    move.locator("button.main").click()
    page.wait_for_load_state()
