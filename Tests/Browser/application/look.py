"""Every page as it looks: at both widths, by day and by night, by keyboard, and what those hear who do not see it."""
import re

from program import DESK, PHONE, must, text, texts

# Text that stands over other text, as far as both can be seen.
OVERLAPS = """() => {
  const shown = (node) => {
    if (!node.parentElement.checkVisibility()) return null;
    for (let e = node.parentElement; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.visibility !== 'visible' || +style.opacity === 0 || style.position === 'fixed' || style.position === 'sticky' || e.matches('.unseen, .skip, .sheet, canvas, dialog')) return null;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    let rects = [...range.getClientRects()].filter(r => r.width > 1 && r.height > 1);
    for (let e = node.parentElement; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const clip = e.getBoundingClientRect();
      rects = rects.map(r => ({ left: Math.max(r.left, clip.left), right: Math.min(r.right, clip.right), top: Math.max(r.top, clip.top), bottom: Math.min(r.bottom, clip.bottom) })).filter(r => r.right - r.left > 1 && r.bottom - r.top > 1);
    }
    return rects;
  };
  const all = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (!node.data.trim() || ['SCRIPT', 'STYLE', 'OPTION', 'TEXTAREA'].includes(node.parentElement.tagName)) continue;
    for (const r of shown(node) ?? []) all.push({ r, text: node.data.trim().slice(0, 24), node });
  }
  all.sort((a, b) => a.r.top - b.r.top);
  const found = [];
  for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length && all[j].r.top < all[i].r.bottom - 4; j++) {
    const a = all[i].r, b = all[j].r;
    if (all[i].node === all[j].node) continue;
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5) found.push(all[i].text + ' / ' + all[j].text);
  }
  return found.slice(0, 3);
}"""

# Controls without a name.
NAMELESS = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, summary, a[href]')].filter(e => {
  if (!e.checkVisibility()) return false;
  const named = e.getAttribute('aria-labelledby')?.split(' ').map(id => document.getElementById(id)?.textContent).join('');
  const labels = [...(e.labels ?? [])].map(l => l.textContent).join('');
  const own = e.matches('input, select, textarea') ? '' : e.textContent;
  return !(e.getAttribute('aria-label') || named || labels.trim() || own.trim() || e.title);
}).map(e => e.outerHTML.slice(0, 90))"""

FOCUSABLE = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter(e => {
  if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled || e.tabIndex < 0) return false;
  if (e.type === 'radio') { const group = [...document.getElementsByName(e.name)]; return e === (group.find(r => r.checked) ?? group[0]); }
  return true;
})"""

PAGES = [
    ("home", "/"), ("inbox", "/inbox"), ("list", "/a/booking"), ("instruments", "/a/instrument"), ("new", "/a/booking/new"), ("new-instrument", "/a/instrument/new"),
    ("board", "/a/booking/board"), ("search", "/search?q=药材"), ("overview", "/p/instrumentSharing/overview"), ("indicator", "/i/I-instrument-hours?period=2025"),
    ("import", "/a/instrument/import"), ("settings", "/settings"), ("roles", "/settings/roles"), ("sessions", "/settings/sessions"), ("jobs", "/jobs"),
    ("applications", "/applications"), ("account", "/account"), ("codes", "/account/codes"), ("tokens", "/account/tokens"), ("deputies", "/account/deputies"), ("password", "/account/password"), ("devices", "/account/sessions"), ("users", "/a/user"), ("detail", "{booking}"), ("edit", "{draft}/edit"), ("history", "{booking}/history"),
]


# Words of the interface that are Chinese still; what a search finds are the words of records, which nobody translates.
UNTRANSLATED = """() => {
    const found = [...document.querySelectorAll('main .hits :is(.title, p)')];
    found.forEach(e => e.hidden = true);
    const rest = document.querySelector('main').innerText.match(/登录|筛选|新建|导入|设置|保存|变更记录|所在位置/)?.[0];
    found.forEach(e => e.hidden = false);
    return rest;
}"""


def addresses(walk):
    return [(name, path.format(booking=walk.kept.get("booking", "/a/booking"), draft=walk.kept.get("draft", walk.kept.get("booking", "/a/booking")))) for name, path in PAGES]


def check(walk, page, name):
    """What must hold on every page."""
    if page.query_selector("[data-chart]"):
        page.wait_for_selector("[data-drawn]")
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if sideways > 0:
        walk.fault(f"{name} scrolls sideways by {sideways} px")
    for pair in page.evaluate(OVERLAPS):
        walk.fault(f"{name} shows text over text: {pair}")
    for control in page.evaluate(NAMELESS):
        walk.fault(f"{name} has a control without a name: {control}")


def every_page(walk, _):
    for folder, size, scheme, language in (("desk", DESK, "light", "zh"), ("phone", PHONE, "light", "zh"), ("desk-dark", DESK, "dark", "en"), ("phone-dark", PHONE, "dark", "en")):
        context = walk.context(walk.kept["admin"], size, color_scheme=scheme)
        page = context.new_page()
        walk.open(page, f"/language/{language}?return=/")
        for name, path in addresses(walk):
            answer = page.goto(walk.base + path)
            if answer.status != 200:
                walk.fault(f"{path} answered {answer.status}")
                continue
            check(walk, page, f"{name} ({folder})")
            if scheme == "dark":
                rest = page.evaluate(UNTRANSLATED) if language == "en" and name != "jobs" else None
                if rest:
                    walk.fault(f"{name} in English still says “{rest}”")
                background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
                if sum(int(part) for part in re.findall(r"\d+", background)[:3]) > 200:
                    walk.fault(f"{name} stays light in the dark: {background}")
            walk.picture(page, f"{folder}-{name}")
        walk.leave(context)


def navigation(walk, page):
    walk.open(page, "/")
    # Whoever of them was the last to change ten things: the parts before this one may be run in any order.
    must(any(name in text(page, ".changes") for name in ("田管理", "谭使用", "冉计划", "向联络")), f"the latest changes on the home page do not say who made them: “{text(page, '.changes')[:60]}”")
    links = page.evaluate("[...new Set([...document.querySelectorAll('.side a, .top a, .bottom a, main a')].map(a => a.getAttribute('href')).filter(h => h.startsWith('/') && !h.startsWith('/language')))]")
    must(len(links) > 10, f"the navigation has only {len(links)} links")
    for link in links:
        status = page.request.get(walk.base + link).status
        if status != 200:
            walk.fault(f"the navigation's link {link} answers {status}")


def language(walk, page):
    walk.open(page, "/a/booking")
    page.click("#language")
    page.wait_for_url(walk.base + "/a/booking")
    must(text(page, ".side a[href='/inbox']").startswith("Inbox") and page.get_attribute("html", "lang") == "en", f"in English the navigation says “{text(page, '.side')[:60]}”")
    must("Bookings" in text(page, "h1") or "Booking" in text(page, "h1"), f"in English the list is called “{text(page, 'h1')}”")
    page.click("#language")
    page.wait_for_url(walk.base + "/a/booking")
    must("待办" in text(page, ".side"), "back in Chinese, the navigation is still English")


def theme(walk, page):
    walk.open(page, "/a/booking")
    lightness = lambda: sum(int(part) for part in re.findall(r"\d+", page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))[:3])
    must(lightness() > 600, "the page is not light by day")
    page.click("details.theme > summary")
    page.click("[data-theme-choice=dark]")
    must(lightness() < 200, "choosing dark does not make the page dark")
    page.reload()
    must(lightness() < 200, "the choice of dark is forgotten by the next page")
    page.click("details.theme > summary")
    page.click("[data-theme-choice=system]")


def keyboard(walk, page):
    walk.open(page, "/a/booking")
    page.keyboard.press("/")
    must(page.evaluate("document.activeElement.id") == "find", "the key / does not lead to the search")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    must(page.locator("dialog#shortcuts[open]").count() == 1, "the key ? does not show the shortcuts")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    must(page.evaluate("[...document.querySelectorAll('#results tbody tr')].findIndex(r => r.dataset.here !== undefined)") == 1, "the key j does not go down the rows")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/a/booking/[0-9a-z]{26}$"))
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url(walk.base + "/inbox")
    for path in ("/a/instrument/new", "/a/note", "/settings"):
        tab_order(walk, page, path)


def tab_order(walk, page, path):
    """Tab reaches everything that can be used, and one sees where it stands."""
    walk.open(page, path)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    count = page.evaluate(f"({FOCUSABLE})().map((e, i) => e.dataset.walk = i).length")
    reached, unseen = set(), set()
    for _ in range(count * 2 + 10):
        page.keyboard.press("Tab")
        place, seen, name = page.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
            const parent = getComputedStyle(e.closest('label, .find, .quick, .big-search') ?? e.parentElement.querySelector('.unseen:focus-visible + .button') ?? e);
            const ring = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
            return [e.dataset.walk ?? null, ring(s) || ring(parent), e.outerHTML.slice(0, 60)]; }""")
        if place is not None:
            if place in reached and len(reached) >= count:
                break
            reached.add(place)
            if not seen:
                unseen.add(name)
    missed = page.evaluate("(reached) => [...document.querySelectorAll('[data-walk]')].filter(e => !reached.includes(e.dataset.walk)).map(e => e.outerHTML.slice(0, 70))", list(reached))
    must(not missed, f"on {path} the Tab key never reaches {len(missed)} of {count} controls: {missed[:2]}")
    must(not unseen, f"on {path} one does not see that the keyboard stands on {sorted(unseen)[:2]}")
