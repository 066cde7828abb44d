"""OGC API – Tiles, read by GDAL: every layer by its driver OGCAPI, from landing page to tiles, and single tiles by its driver MVT.

    tiles.py PROGRAM        needs GDAL's ogrinfo

PROGRAM is started with `serve --demo` on a fresh temporary database and ended afterwards. A cluster or a simplified line is another feature than
the record, so what is compared is the tile of a zoom at which every record stands for itself: the ids in all tiles around the layer against the ids of its
features.
"""
import json
import os
import re
import subprocess
import sys
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Browser", "application"))
sys.dont_write_bytecode = True

from program import Program  # noqa: E402

ZOOM = 16


def main():
    with Program(sys.argv[1]) as program:
        place = lambda name: os.path.join(program.folder, name)
        said = subprocess.run(
            [program.program, "token", "--account", "map-reader", "--role", "observer", "--database", place("records.db"), "--files", place("files"), "--ledger-key", place("ledger.key")],
            capture_output=True, text=True, check=True).stdout
        fields = {"Authorization": "Bearer " + re.search(r"shanhe_\S+", said).group()}
        root = program.base + "/ogc"
        ask = lambda address: urllib.request.urlopen(urllib.request.Request(address, headers=fields), timeout=60).read()
        wrong = 0
        for collection in json.loads(ask(root + "/collections"))["collections"]:
            name = collection["id"]
            records = {feature["id"] for feature in json.loads(ask(f"{root}/collections/{name}/items?limit=500"))["features"]}
            tiled = tiles(ask, collection, place("tiles-" + name))
            opened = subprocess.run(
                ["ogrinfo", "-ro", "-so", "--config", "GDAL_HTTP_HEADERS", f"Authorization: {fields['Authorization']}", f"OGCAPI:{root}/collections/{name}", "-oo", "API=TILES", name],
                capture_output=True, text=True)
            is_opened = "Layer name: " + name in opened.stdout
            missing = records - tiled
            print(f"{name}: {len(records) - len(missing)} of {len(records)} records in tiles read by GDAL's MVT; opened by OGCAPI: {is_opened}")
            if not is_opened:
                print((opened.stdout + opened.stderr)[:600])
            wrong += bool(missing) or not is_opened
        return 1 if wrong else 0


def link(document, relation):
    return next(link for link in document["links"] if link["rel"] == relation)["href"]


def tiles(ask, collection, folder):
    """The ids in the tiles in which the features of a collection lie, found by following its links, decoded by GDAL."""
    tileset = json.loads(ask(link(json.loads(ask(link(collection, "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")))["tilesets"][0], "self")))
    template = link(tileset, "item")
    limits = next(limit for limit in tileset["tileMatrixSetLimits"] if limit["tileMatrix"] == str(ZOOM))
    features = json.loads(ask(link(collection, "items") + "?limit=500&crs=http://www.opengis.net/def/crs/EPSG/0/3857"))["features"]
    wanted = {cell(position) for feature in features for position in positions(feature["geometry"]["coordinates"])}
    found = set()
    os.makedirs(folder)
    for row, column in wanted:
        assert limits["minTileRow"] <= row <= limits["maxTileRow"] and limits["minTileCol"] <= column <= limits["maxTileCol"], "beyond the limits that the tileset states"
        path = os.path.join(folder, f"{row}-{column}.mvt")
        with open(path, "wb") as file:
            file.write(ask(template.replace("{tileMatrix}", str(ZOOM)).replace("{tileRow}", str(row)).replace("{tileCol}", str(column))))
        said = subprocess.run(["ogrinfo", "-ro", "-al", "-geom=NO", path], capture_output=True, text=True).stdout
        found |= set(re.findall(r"^  id \(String\) = (\S+)$", said, re.M))
    return found


def positions(coordinates):
    return [coordinates] if isinstance(coordinates[0], (int, float)) else [position for part in coordinates for position in positions(part)][:1]


def cell(position):
    edge, side = 20037508.342789244, 1 << ZOOM
    return int((edge - position[1]) / (2 * edge) * side), int((position[0] + edge) / (2 * edge) * side)


if __name__ == "__main__":
    sys.exit(main())
