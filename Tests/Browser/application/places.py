"""The register of geohazards brought in from a Shapefile and from a sheet, by the duty desk, and the base map below it."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile

from program import must, text

HEADS = ["名称", "类型", "所在乡镇或村", "地理位置", "威胁户数", "威胁人数", "险情等级"]
POINTS = [
    (["郭家坡滑坡", "滑坡", "500114101", "城东街道下坝社区", 12, 46, "小型（Ⅳ级）"], (108.7712, 29.533)),
    (["鹰嘴岩崩塌", "崩塌", "500114101", "城东街道高涧社区", 3, 130, "中型（Ⅲ级）"], (108.8, 29.6)),
    (["走错地方的滑坡", "滑坡", "500114101", "坐标颠倒", 1, 4, "小型（Ⅳ级）"], (29.6, 80.8)),
]


def shapefile(points):
    """Attributes in GBK under names of ten bytes, metres of a 3-degree zone; without .cpg and .prj, as survey teams hand it in."""
    features = [{"type": "Feature", "properties": dict(zip(HEADS, values)), "geometry": {"type": "Point", "coordinates": place}} for values, place in points]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "source.geojson"), "w") as file:
            json.dump({"type": "FeatureCollection", "features": features}, file)
        subprocess.run(["ogr2ogr", "-t_srs", "EPSG:4524", "-lco", "ENCODING=GBK", "points.shp", "source.geojson"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for ending in ("shp", "shx", "dbf"):
                archive.write(os.path.join(folder, "points." + ending), "隐患点." + ending)
        return out.getvalue()


def upload(walk, page, kind, name, content, media="application/zip"):
    walk.open(page, f"/a/{kind}/import")
    must("Shapefile" in text(page, "form.upload"), "the import page does not say which files it takes")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": media, "buffer": content})
    page.click("form.upload button.main", no_wait_after=True)
    page.wait_for_url(re.compile(rf"/a/{kind}/import/[0-9a-z]+$"), timeout=120_000)


def confirm(page):
    page.click("form.submit button:not([data-nothing])", no_wait_after=True)
    page.wait_for_selector(".track li:last-child[data-tone=past]", timeout=120_000)


def imported(walk, page):
    if not shutil.which("ogr2ogr"):
        print("Skipped: ogr2ogr (GDAL) is missing, so no geodata is brought in.")
        return
    upload(walk, page, "hazardPoint", "隐患点.zip", shapefile(POINTS[:2]))
    must("3 度带第 36 带" in text(page, ".notes") and "GBK" in text(page, ".notes"), "what was taken for granted is not said")
    must("郭家坡滑坡" in text(page, ".sample"), "the first rows are not shown")
    walk.picture(page, "import-shapefile")
    confirm(page)
    out = io.StringIO()
    csv.writer(out).writerows([HEADS + ["经度", "纬度"]] + [[*values, *place] for values, place in [(["表中的滑坡"] + POINTS[0][0][1:], (108.78, 29.54)), POINTS[2]]])
    upload(walk, page, "hazardPoint", "隐患点.csv", out.getvalue().encode(), "text/csv")
    must("颠倒" in text(page, ".errors"), "a place with longitude and latitude exchanged is taken")
    walk.picture(page, "import-exchanged")
    confirm(page)
    walk.open(page, "/a/hazardPoint?q=" + "郭家坡")
    must("郭家坡滑坡" in text(page, "#results"), "what was imported is not on the register")

    road = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "国道 319"}, "geometry": {"type": "LineString", "coordinates": [[108.74, 29.5], [108.77, 29.54], [108.83, 29.62]]}}]}
    upload(walk, page, "groundRoad", "roads.geojson", json.dumps(road).encode(), "application/geo+json")
    confirm(page)
    county = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "某区"}, "geometry": {"type": "Polygon", "coordinates": [[[108.7, 29.45], [108.9, 29.45], [108.9, 29.65], [108.7, 29.65], [108.7, 29.45]]]}}]}
    upload(walk, page, "groundBoundary", "county.geojson", json.dumps(county).encode(), "application/geo+json")
    confirm(page)
    walk.open(page, "/map")
    page.wait_for_selector("[data-map][data-ready]", timeout=120_000)
    drawn = page.evaluate("document.querySelector('[data-map]').map.getStyle().layers.map((layer) => layer.id)")
    must("groundRoad/line" in drawn and drawn.index("groundRoad/line") < drawn.index("hazardPoint/point"), f"the base map is not drawn below the others: {drawn}")
    walk.picture(page, "map-ground")
