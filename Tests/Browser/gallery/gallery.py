#!/usr/bin/env python3
"""Opens every page of the gallery in Chromium, at desk and phone width, and looks for what a picture would show.

    gallery.py FOLDER [PICTURES]

FOLDER holds the pages that the test “The gallery is written” of WebTests made. Served as the server will serve them, under the strictest
policy; a page fails when it breaks the policy, raises a script error, leaves a chart undrawn or scrolls sideways. With PICTURES, each page
is also photographed there.
"""
import contextlib
import http.server
import mimetypes
import os
import shutil
import sys
import threading

from playwright.sync_api import sync_playwright

FOLDER = sys.argv[1]
PICTURES = sys.argv[2] if len(sys.argv) > 2 else None
ASSETS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "Assets")
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Pages(http.server.BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def do_GET(self):
        path = self.path.split("?")[0]
        root, rest = (ASSETS, path[8:]) if path.startswith("/assets/") else (FOLDER, path[9:])
        file = os.path.join(root, *rest.split("/"))
        if ".." in rest or not os.path.isfile(file):
            # No events come; an answer without content makes the browser stop asking.
            self.send_response(204 if path == "/events" else 404)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(file)[0] or "text/plain")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        with open(file, "rb") as content, contextlib.suppress(BrokenPipeError):
            # A browser that goes on to the next page does not wait for the rest of this one.
            self.wfile.write(content.read())


def look(page, base, name, faults):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" and "404" not in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{base}/gallery/{name}")
    if page.query_selector("[data-chart]"):
        try:
            page.wait_for_selector("[data-drawn]", timeout=30_000)
        except Exception:
            said.append("a chart was not drawn")
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if sideways > 0:
        said.append(f"scrolls sideways by {sideways} px")
    faults += [f"{name}: {words}" for words in dict.fromkeys(said)]


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    names = sorted(os.path.relpath(os.path.join(folder, file), FOLDER) for folder, _, files in os.walk(FOLDER) for file in files if file.endswith(".html"))
    faults = [] if names else ["the gallery is empty"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless=new", "--no-sandbox"])
        for width, height in ((1400, 860), (360, 740)):
            for name in names:
                page = browser.new_page(viewport={"width": width, "height": height})
                look(page, base, name, faults)
                if PICTURES:
                    picture = os.path.join(PICTURES, str(width), name[:-5] + ".png")
                    os.makedirs(os.path.dirname(picture), exist_ok=True)
                    page.screenshot(path=picture, full_page=True)
                page.close()
        browser.close()
    for fault in faults:
        print(fault)
    print(f"{len(names)} pages at 2 widths, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
