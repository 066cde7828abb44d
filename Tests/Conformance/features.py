"""OGC API – Features against the suite ogctests, and read by GDAL and OWSLib with equal content.

    features.py PROGRAM        needs ogctests, OWSLib and httpx; GDAL's ogrinfo where it is installed

PROGRAM is started with `serve --demo` on a fresh temporary database and ended afterwards.
"""
import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Browser", "application"))
sys.dont_write_bytecode = True

import httpx  # noqa: E402
from ogctests.main import run_ogctests  # noqa: E402
from owslib.ogcapi.features import Features  # noqa: E402
from program import Program  # noqa: E402


def main():
    with Program(sys.argv[1]) as program:
        place = lambda name: os.path.join(program.folder, name)
        said = subprocess.run(
            [program.program, "token", "--account", "map-reader", "--role", "observer", "--database", place("records.db"), "--files", place("files"), "--ledger-key", place("ledger.key")],
            capture_output=True, text=True, check=True).stdout
        token = re.search(r"shanhe_\S+", said).group()
        root, fields = program.base + "/ogc", {"Authorization": "Bearer " + token}
        client = httpx.Client(headers=fields, base_url=root, timeout=60)
        httpx.get = client.get  # The suite fetches the description without its client.
        options = ["-q", "--no-header", "-rf", "--tb=short", "-p", "no:cacheprovider", "-W", "ignore"]
        faults = 1 if run_ogctests("features/core", root, options, client) else 0
        for layer, count in counts(client).items():
            names = {"OWSLib": len(Features(root, headers=fields).collection_items(layer, limit=1000)["features"])}
            if shutil.which("ogrinfo"):
                said = subprocess.run(
                    ["ogrinfo", "-al", "-geom=NO", "--config", "GDAL_HTTP_HEADERS", f"Authorization: Bearer {token}", "OAPIF:" + root, layer], capture_output=True, text=True)
                names["GDAL"] = said.stdout.count("OGRFeature(")
            for reader, found in names.items():
                print(f"{layer}: {found} of {count} features read by {reader}")
                faults += found != count
    return 1 if faults else 0


def counts(client):
    names = [collection["id"] for collection in client.get("/collections").json()["collections"]]
    return {name: json.loads(client.get(f"/collections/{name}/items?limit=1").content)["numberMatched"] for name in names}


if __name__ == "__main__":
    sys.exit(main())
