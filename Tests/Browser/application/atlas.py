"""The map: its layers, a record found and opened, what is drawn and what lies inside, the days, a place for a form, a sheet of A3, a phone."""
import os
import re

from program import DESK, PHONE, call, holds, must, number, text, texts

READY = "[...document.querySelectorAll('.map-box')].some(box => box.dataset.ready !== undefined)"
# What is drawn of a layer now, one for each record, with where it is in the window.
DRAWN = """(kind) => {
    const box = document.querySelector('.map-box'), map = box.map, edge = map.getCanvas().getBoundingClientRect();
    const seen = new Map();
    for (const feature of map.queryRenderedFeatures({ layers: [kind + '/point'] })) {
        const { x, y } = map.project(feature.geometry.coordinates);
        seen.set(feature.properties.id, { id: feature.properties.id, title: feature.properties.title, x: x + edge.left, y: y + edge.top });
    }
    return [...seen.values()];
}"""
IDLE = "() => new Promise(done => { const map = document.querySelector('.map-box').map; map.once('idle', done); map.triggerRepaint(); })"
LOOK = """([kind, zoom]) => new Promise(done => {
    const map = document.querySelector('.map-box').map, [west, south, east, north] = map.getSource(kind).bounds;
    map.once('idle', done);
    map.jumpTo({ center: [(west + east) / 2, (south + north) / 2], zoom });
})"""
# Where a place lies in the window: asked of the map, clicked by the mouse.
PLACE = """([lng, lat]) => { const map = document.querySelector('.map-box').map, edge = map.getCanvas().getBoundingClientRect(), at = map.project([lng, lat]); return [at.x + edge.left, at.y + edge.top]; }"""


def ready(walk, page, path):
    walk.open(page, path)
    must(holds(page, READY, 90), f"the map of {path} does not come: “{text(page, '.map-box')[:80]}”")
    page.evaluate(IDLE)


def click_at(page, place):
    page.mouse.click(*page.evaluate(PLACE, list(place)))


def layers(walk, page):
    """All layers at first; one that is put out is gone from the map and from the legend."""
    ready(walk, page, "/map")
    page.evaluate(LOOK, ["hazardPoint", 11])
    must(page.locator("[data-map-layer]").count() > 8, f"the map offers only {page.locator('[data-map-layer]').count()} layers")
    must(page.evaluate(DRAWN, "hazardPoint"), "no hazard point is on the map")
    must(holds(page, "document.querySelector('[data-map-legend]').textContent.includes('地质灾害隐患点')"), f"the legend says “{text(page, '[data-map-legend]')[:80]}”")
    walk.picture(page, "atlas-layers")
    page.locator("[data-map-layer=hazardPoint]").uncheck()
    page.evaluate(IDLE)
    must(not page.evaluate(DRAWN, "hazardPoint"), "a layer that was put out is still on the map")
    must(holds(page, "!document.querySelector('[data-map-legend]').textContent.includes('地质灾害隐患点')"), "a layer that was put out is still in the legend")
    page.locator("[data-map-layer=hazardPoint]").check()
    page.evaluate(IDLE)
    shown = {point["id"] for point in page.evaluate(DRAWN, "hazardPoint")}
    must(shown, "a layer that was put on again does not come back")
    choice = page.locator("[data-map-legend] select[aria-label*='地质灾害隐患点']")
    option = choice.locator("option").nth(1)
    name = option.inner_text()
    choice.select_option(index=1)
    must(holds(page, "document.querySelectorAll('[data-map-legend] li').length > 1"), f"coloured by “{name}”, the legend has no classes")
    walk.picture(page, "atlas-legend")


def find(walk, page):
    """By words and by a click: the card of a record, and its page."""
    point = call(walk, page, "GET", "/hazardPoint?limit=1&state=monitored")["records"][0]
    ready(walk, page, "/map")
    page.fill(".map-search input", point["name"])
    page.keyboard.press("Enter")
    hit = page.locator(".map-search .found button").first
    hit.wait_for()
    must(point["name"] in hit.inner_text(), f"looking for “{point['name']}” finds “{hit.inner_text()}”")
    hit.click()
    page.locator(".on-the-map article").first.wait_for()
    must(point["name"] in text(page, ".on-the-map"), f"the card of “{point['name']}” says “{text(page, '.on-the-map')}”")
    page.wait_for_timeout(600)
    page.evaluate(IDLE)
    page.locator(".maplibregl-popup-close-button").click()
    drawn = page.evaluate(DRAWN, "hazardPoint")
    must(drawn, "where a hazard point was found, none is drawn")
    page.mouse.click(drawn[0]["x"], drawn[0]["y"])
    page.locator(".on-the-map article").first.wait_for()
    walk.picture(page, "atlas-card")
    page.locator(".on-the-map a").first.click()
    page.wait_for_url(re.compile(r"/a/\w+/[0-9a-z]{26}$"))
    must(holds(page, READY, 90), "the page of a record shows no map")


def draw(walk, page):
    """A line is measured; an area is measured and says what lies inside, with lists that hold just that; one that crosses itself is refused."""
    ready(walk, page, "/map")
    page.evaluate(LOOK, ["hazardPoint", 10.5])
    west, south, east, north = page.evaluate("() => { const b = document.querySelector('.map-box').map.getBounds(); const p = (a, z, s) => a + (z - a) * s; return [p(b.getWest(), b.getEast(), .3), p(b.getSouth(), b.getNorth(), .3), p(b.getWest(), b.getEast(), .6), p(b.getSouth(), b.getNorth(), .7)]; }")
    page.click("[data-draw=line]")
    for place in ((west, south), (east, south)):
        click_at(page, place)
    must(holds(page, "document.querySelector('.map-drawing output').textContent.includes('长度')"), f"a line is measured as “{text(page, '.map-drawing output')}”")
    page.click("[data-draw=area]")
    for place in ((west, south), (east, south), (east, north), (west, north)):
        click_at(page, place)
    must(holds(page, "document.querySelector('.map-drawing output').textContent.includes('面积')"), f"an area is measured as “{text(page, '.map-drawing output')}”")
    link = page.locator(".map-drawing .inside a", has_text="地质灾害隐患点")
    link.wait_for()
    page.wait_for_timeout(500)
    said = number(page.locator(".map-drawing .inside li", has_text="地质灾害隐患点").locator("small").inner_text())
    walk.picture(page, "atlas-inside")
    address = link.get_attribute("href")
    page.click("[data-undo]")
    must(holds(page, "document.querySelector('.map-drawing output').textContent.includes('面积')"), "a point taken back does not measure anew")
    page.click("[data-clear]")
    for place in ((west, south), (east, north), (east, south), (west, north)):
        click_at(page, place)
    must(holds(page, "document.querySelector('.map-drawing output').textContent.includes('相交')"), f"an area that crosses itself is taken: “{text(page, '.map-drawing output')}”")
    page.click("[data-clear]")
    page.locator(".map-box canvas").focus()
    for key in ("Enter", "ArrowRight", "Enter", "ArrowDown", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(700)
    must(holds(page, "document.querySelector('.map-drawing output').textContent.includes('面积')"), "an area cannot be drawn by keyboard")
    page.goto(walk.base + address)
    must(number(text(page, "#count")) == said, f"{said} points were inside, and their list says “{text(page, '#count')}”")
    must("所画范围" in text(page, ".behind"), "the list does not say that it is of an area that was drawn")


def days(walk, page):
    """Layers with days follow the slider; playing moves it."""
    ready(walk, page, "/map")
    form = page.locator("[data-map-time]")
    must(form.is_visible(), "no layer has days, and the demonstration has events")
    page.evaluate(LOOK, ["hazardEvent", 11])
    before = len(page.evaluate(DRAWN, "hazardEvent"))
    form.locator("select").select_option("1")
    slider = form.locator("input[type=range]")
    slider.fill(slider.get_attribute("min"))
    page.evaluate(IDLE)
    after = len(page.evaluate(DRAWN, "hazardEvent"))
    must(after < before, f"of {before} events, {after} are of the first day")
    form.locator("select").select_option("all")
    slider.fill(slider.get_attribute("max"))
    page.evaluate(IDLE)
    must(len(page.evaluate(DRAWN, "hazardEvent")) == before, "until the last day, not all events are there")
    walk.picture(page, "atlas-days")
    form.locator("button").click()
    must(holds(page, "document.querySelector('[data-map-time] [name=day]').value !== document.querySelector('[data-map-time] [name=day]').min && document.querySelector('[data-map-time] button').ariaPressed === 'true'"), "playing does not move the days")
    form.locator("button").click()


def place(walk, page):
    """In a form, a place is clicked or typed, and an area is drawn."""
    walk.open(page, "/a/hazardPoint/new")
    box = page.locator("[data-column=place]")
    box.locator(".place-picker summary").click()
    must(holds(page, READY, 90), "the map of a field does not come")
    field = box.locator("input[name=place]")
    box.locator(".map-box canvas").click(position={"x": 100, "y": 100})
    must(re.fullmatch(r"-?\d+\.\d+, -?\d+\.\d+", field.input_value()), f"a click on the map writes “{field.input_value()}”")
    field.fill("109.5712, 31.4012")
    must(page.evaluate("JSON.stringify(document.querySelector('[data-column=place] .map-box').map.getSource('drawn').serialize().data)").count("109.5712") == 1, "what is typed is not on the map")
    walk.picture(page, "atlas-place")
    walk.open(page, "/a/influenceArea/new")
    box = page.locator("[data-column=area]")
    box.locator(".place-picker summary").click()
    must(holds(page, READY, 90), "the map of an area does not come")
    for x, y in ((80, 60), (200, 60), (200, 180)):
        box.locator(".map-box canvas").click(position={"x": x, "y": y})
        page.wait_for_timeout(400)
    value = box.locator("textarea").input_value()
    must(re.fullmatch(r"POLYGON \(\(([-\d.]+ [-\d.]+, ){3}[-\d.]+ [-\d.]+\)\)", value), f"an area that was drawn is written as “{value}”")


def paper(walk, page):
    """One sheet of A3 with everything that a map on paper needs."""
    ready(walk, page, "/map")
    page.evaluate(LOOK, ["hazardPoint", 10.5])
    page.evaluate(IDLE)
    page.locator("[data-map-print]").click()
    page.wait_for_url(re.compile("/map/sheet"))
    must(holds(page, READY, 90), "the map on paper does not come")
    page.evaluate(IDLE)
    must(holds(page, "document.querySelector('[data-sheet=scale]').textContent.startsWith('1 : ')"), f"the scale is “{text(page, '[data-sheet=scale]')}”")
    for words in ("图例", "比例尺", "制图日期", "资料来源", "模拟数据", "地质灾害隐患点"):
        must(words in text(page, ".map-sheet"), f"the sheet does not say “{words}”")
    data = page.pdf(prefer_css_page_size=True, print_background=True)
    with open(os.path.join(walk.pictures, "atlas-sheet.pdf"), "wb") as file:
        file.write(data)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    must(len(boxes) == 1 and abs(float(boxes[0][0]) - 1190.6) < 2 and abs(float(boxes[0][1]) - 841.9) < 2, f"the sheet prints as {boxes} and not as one A3")


def phone(walk, _):
    """On a phone the legend is folded, everything fits, and an area is drawn by taps."""
    context = walk.context(walk.kept["admin"], PHONE, has_touch=True)
    page = context.new_page()
    ready(walk, page, "/map")
    must(not page.evaluate("document.documentElement.scrollWidth > innerWidth"), "the map is wider than a phone")
    must(not page.locator(".map-legend").get_attribute("open"), "on a phone the legend covers the map")
    page.evaluate(LOOK, ["hazardPoint", 10.5])
    walk.picture(page, "atlas-phone")
    page.locator(".map-legend summary").click()
    must(holds(page, "document.querySelector('[data-map-legend]').textContent.length > 4"), "the legend of a phone is empty")
    walk.leave(context)
