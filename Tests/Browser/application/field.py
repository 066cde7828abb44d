"""In the field: a phone loses its signal, goes on working, and what was filled in arrives once, whatever happens on the way."""
import base64
import copy
import re
import socket
import struct
import threading
import urllib.parse

from entrance import PASSWORD, first_password, make_user
from program import PHONE, between_pages, call, holds, must, sign_in, text

KEPT = """(async () => (await (await caches.open("field")).keys()).map((request) => new URL(request.url).pathname))()"""
WAITING = """(async () => (await shanheOutbox.all()).map((item) => item.state))()"""
# A picture as a camera takes it: 2400 by 1600 points, of noise so that it is large.
CAMERA = """(() => {
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    canvas.width = 2400; canvas.height = 1600;
    const points = pen.createImageData(2400, 1600);
    let seed = 7;
    for (let place = 0; place < points.data.length; place += 4) {
        seed = (seed * 1103515245 + 12345) & 0x7fffffff;
        points.data[place] = seed >> 16; points.data[place + 1] = seed >> 8; points.data[place + 3] = 255;
    }
    pen.putImageData(points, 0, 0);
    return canvas.toDataURL("image/jpeg", 0.9);
})()"""


class Wire:
    """The line between a phone and the server; it can lose the answer to what was sent."""

    def __init__(self, base):
        self.server = ("127.0.0.1", urllib.parse.urlsplit(base).port)
        self.lose, self.lost = 0, 0
        self.ear = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.ear.getsockname()[1]}"
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                phone, _ = self.ear.accept()
                server = socket.create_connection(self.server)
            except OSError:
                return
            state = {"lost": False}
            threading.Thread(target=self.carry, args=(phone, server, state, True), daemon=True).start()
            threading.Thread(target=self.carry, args=(server, phone, state, False), daemon=True).start()

    def carry(self, one, other, state, is_up):
        try:
            while data := one.recv(65536):
                if is_up and data.startswith(b"POST /o/") and self.lose:
                    self.lose, state["lost"] = self.lose - 1, True
                if not is_up and state["lost"]:
                    self.lost += 1
                    break
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def lying(jpeg):
    """The same picture, of which the camera says that it was held upright (Exif orientation 6)."""
    tiff = b"MM\x00*\x00\x00\x00\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0)
    part = b"Exif\x00\x00" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part + jpeg[2:]


def size(jpeg):
    """Width and height of a JPEG, from its frame."""
    place = 2
    while place < len(jpeg):
        mark, length = jpeg[place + 1], struct.unpack(">H", jpeg[place + 2:place + 4])[0]
        if mark in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack(">HH", jpeg[place + 5:place + 9])
            return width, height
        place += 2 + length
    return None


def report(phone, base, finding, sign=None, note=None, photo=None):
    """Fills the form for the first point in and sends it; where there is no signal, it is kept."""
    phone.goto(base + "/")
    phone.locator("a[href^='/o/reportPatrol']").first.click()
    phone.get_by_label(finding, exact=True).check()
    if sign:
        phone.get_by_label(sign).check()
    if note:
        phone.fill("[name=note]", note)
    if photo:
        phone.set_input_files("[name='photo.file']", files=[{"name": "裂缝.jpg", "mimeType": "image/jpeg", "buffer": photo}])
    must(holds(phone, "document.querySelector('[name=\"place.accuracy\"]').value === '12'"), "the phone may say where it is, and the form does not take it")
    before = phone.url
    phone.locator("form.form button.main").press("Enter")
    phone.wait_for_url(lambda url: url != before)


def states(phone):
    return between_pages(phone, lambda: sorted(phone.evaluate(WAITING)))


def says(phone, where, words, seconds=6):
    """Whether a part of the page comes to say something: what is kept on the phone is read a moment after the page is there."""
    return holds(phone, f"document.querySelector('{where}')?.textContent.includes('{words}')", seconds)


def without_signal(walk, page):
    point = call(walk, page, "GET", "/hazardPoint?state=monitored&limit=1")["records"][0]
    make_user(walk, page, "monitor2", "佘巡山", "hazardMonitor")
    call(walk, page, "PATCH", "/user/" + re.search(r"[0-9a-z]{26}", page.url).group(), {"scope": point["region"]})
    village = lambda: call(walk, page, "GET", f"/patrolReport?region={point['region']}&limit=200")["records"]
    earlier = {one["id"] for one in village()}
    fresh = lambda: sorted((one for one in village() if one["id"] not in earlier), key=lambda one: one["id"])

    wire = Wire(walk.base)
    line = copy.copy(walk)
    line.base = base = wire.base
    context = walk.context(size=PHONE, loses_signal=True, permissions=["geolocation"], geolocation={"longitude": 109.6, "latitude": 31.4, "accuracy": 12})
    phone = context.new_page()
    first_password(line, phone, "monitor2", PASSWORD + "f")
    must(holds(phone, "document.body.dataset.keptAll !== undefined", 60), "the phone keeps nothing for later")
    kept = phone.evaluate(KEPT)
    for path in ("/", "/outbox", "/o/reportPatrol", "/p/hazardDesk/monitorDesk", "/p/hazardDesk/preventionCard"):
        must(path in kept, f"{path} is not kept on the phone")
    must(not any(path.startswith(("/a/", "/settings", "/inbox", "/account")) for path in kept), f"more is kept than was declared: {kept}")
    photo = lying(base64.b64decode(phone.evaluate(CAMERA).partition(",")[2]))

    # No signal: the pages are there, say as of when they are, and take what is filled in.
    context.set_offline(True)
    phone.goto(base + "/")
    must(says(phone, "#signal", "没有信号") and says(phone, "#signal", "截至"), f"without signal the page says “{text(phone, 'main')[:120]}”")
    walk.picture(phone, "field-without-signal")
    phone.locator("a[href^='/p/hazardDesk/preventionCard']").first.click()
    must(says(phone, "main", "预定疏散路线"), "the prevention card does not open without signal")
    phone.goto(base + "/inbox")
    must("missing=1" in phone.url and says(phone, "#messages", "没有存在手机上"), "a page that is not kept is not said to be so")
    report(phone, base, "有异常", "裂缝加宽", "第一份，有照片", photo)
    must(says(phone, "#signal", "1 份待发送"), f"after the first report the phone says “{text(phone, '#signal')}”")
    report(phone, base, "正常", note="第二份")
    report(phone, base, "险情")
    phone.goto(base + "/outbox")
    must(holds(phone, "document.querySelectorAll('.waits').length === 3"), f"the outbox shows “{text(phone, 'main')}”")
    must(not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), "the outbox is wider than a phone")
    walk.picture(phone, "field-outbox")
    must(not fresh(), "something arrived without signal")

    # Signal again; the answer to the first one is lost on the way.
    wire.lose = 1
    context.set_offline(False)
    must(holds(phone, "document.querySelectorAll('.waits[data-state=sent]').length === 2 && document.querySelectorAll('.waits[data-state=refused]').length === 1", 90),
         f"with signal again the outbox shows “{text(phone, 'main')}”")
    must(wire.lost == 1, "the wire lost no answer: this shows nothing")
    arrived = fresh()
    must([one["finding"] for one in arrived] == ["unusual", "normal"], f"what arrived: {[(one['finding'], one.get('note')) for one in arrived]}")
    first = arrived[0]
    must(first["at"] < first["receivedAt"] and first["metresAccurate"] == 12 and "clockAhead" in first and not first["clockAhead"], f"the first report says {first}")
    bytes_ = page.context.request.get(f"{walk.base}/files/{first['photo']}").body()
    must(size(bytes_) == (1067, 1600) and b"Exif" not in bytes_[:400], f"the photo of {len(photo)} bytes arrived as {size(bytes_)} in {len(bytes_)} bytes")
    must(holds(phone, "(async () => (await shanheOutbox.all()).every((item) => item.state !== 'sent' || !item.fields.length && !item.files.length))()"), "what was sent stays on the phone")
    must(says(phone, ".waits[data-state=refused]", "请选迹象"), f"why it was refused: “{text(phone, '.waits[data-state=refused]')}”")
    walk.picture(phone, "field-refused")

    # What was refused is corrected in its own form and sent.
    phone.locator(".waits a", has_text="改正后再发").click()
    phone.locator("#problems").wait_for()
    must(phone.get_by_label("险情").is_checked() and "请选迹象" in text(phone, "#problems"), "what was refused is not back in its form")
    walk.picture(phone, "field-correcting")
    phone.get_by_label("新裂缝").check()
    phone.click("form.form button.main")
    phone.locator("main", has_text="已上报").wait_for()
    must(len(fresh()) == 3 and states(phone) == ["sent", "sent"], f"after correcting, {len(fresh())} arrived and the phone holds {states(phone)}")

    # The session ends while nothing can be sent: nothing is lost.
    context.set_offline(True)
    report(phone, base, "正常", note="登录已过期")
    context.clear_cookies(name="session")
    context.set_offline(False)
    must(says(phone, "#signal", "请重新登录", 30), f"with an ended session the phone says “{text(phone, '#signal')}”")
    must(len(fresh()) == 3 and "waiting" in states(phone), "what waits was lost with the session")
    phone.locator("#signal a", has_text="请重新登录").click()
    sign_in(line, phone, "monitor2", PASSWORD + "f", back=phone.url.removeprefix(base))
    must(holds(phone, "document.querySelectorAll('.waits[data-state=sent]').length === 3", 60), f"after signing in again the outbox shows “{text(phone, 'main')}”")
    must([one.get("note") for one in fresh()].count("登录已过期") == 1, "what waited for the sign-in did not arrive once")

    # In English, in the dark; and signing out asks before it removes what was not sent.
    phone.goto(base + "/language/en?return=%2Foutbox")
    phone.emulate_media(color_scheme="dark")
    must("Outbox" in text(phone, "h1") and holds(phone, "document.querySelector('.waits .state').textContent === 'Sent'"), "the outbox is not in English")
    walk.picture(phone, "field-outbox-english-dark")
    phone.goto(base + "/language/zh?return=%2Foutbox")
    must(holds(phone, "document.body.dataset.keptAll !== undefined", 60), "after a change of the language the pages are not kept anew")
    context.set_offline(True)
    report(phone, base, "险情")
    context.set_offline(False)
    must(says(phone, "#signal", "被退回", 60), "a refused report is not told on every page")
    asked = []
    phone.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    leave = lambda: phone.evaluate("() => { setTimeout(() => document.querySelector('form[action=\"/sign-out\"]').requestSubmit(), 0) }")
    leave()
    phone.wait_for_timeout(300)
    must(asked and "还有 1 份没有发送" in asked[0] and "/sign-in" not in phone.url, f"signing out asked {asked}")
    phone.once("dialog", lambda dialog: dialog.accept())
    leave()
    phone.wait_for_url(re.compile("/sign-in"))
    must(holds(phone, "(async () => (await (await caches.open('field')).keys()).length === 0 && (await shanheOutbox.all()).length === 0)()"), "something stays on the phone after signing out")
    must(len(fresh()) == 4, f"{len(fresh())} reports arrived in the end")
    wire.ear.close()
    walk.leave(context)
