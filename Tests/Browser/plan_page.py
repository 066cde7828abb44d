#!/usr/bin/env python3
"""Opens the page that `shanhe plan read FILE --html PAGE` wrote, in a real browser, and uses it as a plan officer would.

    plan_page.py PAGE [FOLDER FOR SCREENSHOTS]

Needs Playwright (pip) and Chromium. Ends with status 1 and a sentence for each thing that does not work.
"""
import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
TABS = ["outline", "indicators", "tasks", "projects", "systems", "findings"]

failures = []


def expect(condition, sentence):
    if not condition:
        failures.append(sentence)


def open_page(browser, path, size):
    """A page at its size, with everything it complains of and asks for."""
    page = browser.new_context(viewport=size).new_page()
    page.complaints = []
    page.requests = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: page.requests.append(request.url))
    began = time.monotonic()
    page.goto(path.as_uri() if isinstance(path, Path) else path)
    page.seconds = time.monotonic() - began
    return page


def shoot(page, folder, name):
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")


def is_in_view(page, selector):
    return page.locator(selector).first.evaluate(
        "node => { const box = node.getBoundingClientRect(); return box.bottom > 48 && box.top < innerHeight }")


def selected_tab(page):
    return page.locator("[role=tab][aria-selected=true]").get_attribute("id").removeprefix("tab-")


def check_desk(page, folder):
    shoot(page, folder, "desk")
    expect(page.seconds < 3, f"the page took {page.seconds:.1f} s to open")
    expect(len(page.requests) == 1, f"the page asks for more than itself: {page.requests[1:4]}")
    expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than a desk screen")
    expect(page.locator(".paper").inner_text().strip(), "the page shows no text")
    for tab in TABS:
        check_tab(page, tab)
        shoot(page, folder, f"desk-{tab}")
    check_findings(page)
    check_keyboard(page)
    check_language(page)
    check_legend(page)


def check_tab(page, tab):
    """Every count is true, every link leads somewhere, and the first one leads there and back."""
    page.click(f"#tab-{tab}")
    expect(selected_tab(page) == tab, f"the tab {tab} does not open")
    expect(page.locator(".panel:visible").count() == 1, f"with the tab {tab}, other panels are open too")
    dead = page.evaluate(
        "tab => [...document.querySelectorAll(`#panel-${tab} a`)].map(link => link.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id)).length", tab)
    expect(dead == 0, f"{dead} links of the tab {tab} lead nowhere")
    links = page.locator(f"#panel-{tab} li.e:not(.finding) > a.go")
    if links.count() == 0:
        return
    page.fill("#filter", "no entry has these words")
    expect(page.locator(f"#panel-{tab} li.e:visible").count() == 0, f"the filter of {tab} hides nothing")
    expect(page.locator(f"#panel-{tab} .nothing").is_visible(), f"the filter of {tab} does not say that nothing matches")
    page.fill("#filter", "")
    link = links.nth(links.count() // 2)
    target = link.get_attribute("href")[1:]
    link.click()
    place = f'main [data-m~="{target}"].flash'
    expect(page.locator(place).count() > 0, f"{target} is not shown in the text")
    expect(page.evaluate(
        "selector => [...document.querySelectorAll(selector)].some(node => { const box = node.getBoundingClientRect();"
        " return box.bottom > 48 && box.top < innerHeight })", place), f"{target} is not scrolled into view")


def check_findings(page):
    page.click("#tab-findings")
    passages = page.locator("#panel-findings a.passage")
    for index in range(min(passages.count(), 6)):
        target = passages.nth(index).get_attribute("href")[1:]
        passages.nth(index).click()
        expect(is_in_view(page, f'[id="{target}"]'), f"the passage {target} is not scrolled into view")
    badges = page.locator(".paper .badge")
    stated = page.evaluate("new Set([...document.querySelectorAll('#panel-findings a.passage')].map(a => a.hash)).size")
    shown = page.evaluate("document.querySelectorAll('.paper .badge').length")
    expect(shown >= stated, f"{stated} passages but only {shown} badges in the text")
    if badges.count():
        page.click("#tab-outline")
        badges.first.click()
        expect(selected_tab(page) == "findings", "a badge does not open its finding")
        expect(page.locator(".finding.here").count() == 1, "the finding of a badge is not marked")


def check_keyboard(page):
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowLeft")
    expect(page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true", "arrows do not change tabs")
    page.focus("#tab-outline")
    page.evaluate("document.getElementById('tab-outline').click()")
    page.keyboard.press("/")
    expect(page.evaluate("document.activeElement.id") == "filter", "/ does not lead to the filter")
    page.keyboard.press("ArrowDown")
    if page.locator("#panel-outline a").count():
        expect(page.evaluate("document.activeElement.matches('#panel-outline a')"), "arrows do not lead into the list")
        page.keyboard.press("Enter")
        expect(page.locator("main .flash").count() > 0, "Enter does not lead to the text")


def check_language(page):
    """Twice over, so that it ends as it began."""
    words = {"zh": ("目录", "筛选"), "en": ("Outline", "Filter")}
    for _ in range(2):
        before = page.evaluate("document.documentElement.dataset.ui")
        page.click("#language")
        tab, hint = words["en" if before == "zh" else "zh"]
        expect(page.locator("#tab-outline").inner_text().startswith(tab), f"the tabs do not say {tab}")
        expect(page.get_attribute("#filter", "placeholder") == hint, f"the filter does not say {hint}")


def check_legend(page):
    page.click("[data-kind=no-i]")
    marked = page.evaluate(
        "[...document.querySelectorAll('.paper .v:not(.flash)')].some(node => getComputedStyle(node).backgroundColor !== 'rgba(0, 0, 0, 0)')")
    expect(not marked, "indicators stay marked when they are turned off")
    page.click("[data-kind=no-i]")


def check_phone(page, folder):
    shoot(page, folder, "phone")
    expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than a phone")
    expect(page.locator(".sheet").is_hidden(), "the sheet is open from the start")
    page.click("#tab-indicators")
    expect(page.locator(".sheet").is_visible(), "a tab does not open the sheet")
    shoot(page, folder, "phone-sheet")
    links = page.locator("#panel-indicators a.go")
    if links.count():
        links.first.click()
        expect(page.locator(".sheet").is_hidden(), "the sheet stays open over the text")
        expect(page.locator("main .flash").count() > 0, "an entry does not lead to the text")
    page.click("#tab-outline")
    page.click("#close")
    expect(page.locator(".sheet").is_hidden(), "the sheet does not close")
    small = page.evaluate("[...document.querySelectorAll('[role=tab]')].filter(tab => tab.offsetHeight < 44).length")
    expect(small == 0, "the tabs are too low for a thumb")
    shoot(page, folder, "phone-text")


def check_print(page, folder):
    page.emulate_media(media="print")
    expect(page.locator(".bar").is_hidden(), "the bar is printed")
    expect(page.locator(".paper").is_visible(), "the text is not printed")
    if folder:
        page.pdf(path=folder / "print.pdf", prefer_css_page_size=True, print_background=True)


def main():
    path = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless=new", "--no-sandbox"])
        desk = open_page(browser, path, DESK)
        check_desk(desk, folder)
        check_print(desk, folder)
        phone = open_page(browser, path, PHONE)
        check_phone(phone, folder)
        linked = open_page(browser, path.as_uri() + "#tab-none", DESK)
        for page in (desk, phone, linked):
            expect(not page.complaints, f"the browser complains: {page.complaints[:3]}")
        browser.close()
    for failure in failures:
        print("plan_page: " + failure, file=sys.stderr)
    print(f"plan_page: {path.name}: " + ("%d failures" % len(failures) if failures else "all works"))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
